//! The glossary: every fixed word of the field as id, Chinese and English.
//!
//! Ids are what the file and JSON hold; either language is accepted as input.
//! A test compares each vocabulary with the CHECK lists of `schema.sql`.

use crate::domain::text::narrow;
use crate::fault::Fault;
use crate::i18n::{Label, join, label};
use crate::tr;

/// A word: its id, its name in both languages, and other accepted spellings.
#[derive(Debug)]
pub struct Term {
    /// What the file, JSON and scripts use.
    pub id: &'static str,
    /// What a person reads.
    pub label: Label,
    /// Further names that input accepts.
    pub also: &'static [&'static str],
}

/// A closed set of words.
#[derive(Debug)]
pub struct Vocabulary {
    /// What the set is called.
    pub name: Label,
    /// The words, in the order in which they are offered.
    pub terms: &'static [Term],
}

const fn term(id: &'static str, zh: &'static str, en: &'static str) -> Term {
    Term { id, label: label(zh, en), also: &[] }
}

const fn also(id: &'static str, zh: &'static str, en: &'static str, also: &'static [&'static str]) -> Term {
    Term { id, label: label(zh, en), also }
}

impl Vocabulary {
    /// The id that `text` names, in whichever language; `None` if none.
    pub fn find(&self, text: &str) -> Option<&'static str> {
        let typed = narrow(text);
        let is = |s: &str| s.eq_ignore_ascii_case(&typed);
        self.terms.iter().find(|t| is(t.id) || is(t.label.zh) || is(t.label.en) || t.also.iter().any(|a| is(a))).map(|t| t.id)
    }

    /// The id that `text` names.
    ///
    /// # Errors
    /// [`Fault`] (input) that lists the words, if it names none.
    pub fn parse(&self, text: &str) -> anyhow::Result<&'static str> {
        match self.find(text) {
            Some(id) => Ok(id),
            None => {
                let name = self.name.text();
                Fault::input(tr!("{name}“{text}”无效", "'{text}' is not a {name}"))
                    .hint(tr!("可选:{list}", "one of: {list}", list = self.offer()))
                    .err()
            }
        }
    }

    /// The choices, as an error or a help page lists them.
    pub fn offer(&self) -> String {
        join(self.terms.iter().map(|t| match crate::i18n::lang() {
            crate::i18n::Lang::Zh => format!("{} {}", t.id, t.label.zh),
            crate::i18n::Lang::En => t.id.to_owned(),
        }))
    }

    /// The name of an id; an id that is not in the set is shown as it is.
    pub fn text<'a>(&self, id: &'a str) -> &'a str {
        self.terms.iter().find(|t| t.id == id).map_or(id, |t| t.label.text())
    }
}

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident, $zh:literal, $en:literal, [$($term:expr),* $(,)?]) => {
        $(#[$doc])*
        pub static $name: Vocabulary = Vocabulary { name: label($zh, $en), terms: &[$($term),*] };
    };
}

vocabulary!(/// Kinds of organisation.
    ORG_KIND, "组织类型", "kind of organisation", [
    also("association", "社会团体", "association", &["社团"]),
    also("service", "社会服务机构", "social service organisation", &["民办非企业单位", "民非"]),
    term("foundation", "基金会", "foundation"),
    also("community", "社区社会组织", "filed community group", &["备案组织", "备案类"]),
    term("unregistered", "未登记组织", "unregistered group"),
]);
vocabulary!(/// Fields of work, 三(二)1.2).
    FIELD, "业务领域", "field", [
    also("charity", "公益慈善类", "charity", &["公益慈善"]),
    also("resource", "资源链接类", "resource linking", &["资源链接"]),
    also("professional", "专业服务类", "professional service", &["专业服务"]),
    term("other", "其他", "other"),
]);
vocabulary!(/// Stages of growth, 一.
    GROWTH, "发展阶段", "stage of growth", [
    also("seedling", "萌芽期", "seedling", &["萌芽"]),
    also("startup", "初创期", "start-up", &["初创"]),
    also("growth", "发展期", "growth", &["发展"]),
]);
vocabulary!(/// Recognitions, 二.
    RECOGNITION, "认定类别", "recognition", [
    also("upgraded", "提升发展", "upgraded", &["提升发展社会组织"]),
    also("brand", "品牌型", "brand", &["品牌", "品牌型社会组织"]),
]);
vocabulary!(/// Stages of screening and approval in order, 三(二)1.2), 四(一)4, 四(二)3.
    REVIEW_STAGE, "评审阶段", "review stage", [
    also("eligibility", "资格审查", "eligibility check", &["资格"]),
    also("internal", "内部评审", "internal review", &["内评"]),
    also("site", "实地考察", "site visit", &["考察"]),
    also("expert", "专家评审", "expert review", &["专家"]),
    also("preliminary", "初审", "preliminary approval", &[]),
    also("final", "审定", "final approval", &["认定", "终审"]),
]);
vocabulary!(/// Outcomes of a step.
    RESULT, "结果", "result", [
    also("pass", "通过", "pass", &["合格"]),
    also("fail", "不通过", "fail", &["未通过", "不合格"]),
]);
vocabulary!(/// Reviewers who give no score.
    ABSTENTION, "不评分", "abstention", [
    term("abstain", "弃权", "abstained"),
    term("recuse", "回避", "recused"),
]);
vocabulary!(/// Stages of exit, 三(二)1.2), 四(一)6, 四(二)5.
    EXIT_STAGE, "出壳阶段", "exit stage", [
    also("assess", "出壳考核", "assessment", &["考核", "评估"]),
    also("preliminary", "初审", "preliminary approval", &[]),
    also("final", "认定", "final approval", &["审定", "终审"]),
]);
vocabulary!(/// Kinds of follow-up entries.
    FOLLOW_UP, "跟踪类别", "kind of follow-up", [
    term("visit", "跟踪服务", "follow-up"),
    term("close", "跟踪结束", "closed"),
]);
vocabulary!(/// Forms of training, 三(二)1.3).
    TRAINING_FORM, "培训形式", "form of training", [
    also("lecture", "专题讲座", "lecture", &["讲座"]),
    also("salon", "公益沙龙", "salon", &["沙龙"]),
    also("supervision", "专业督导", "supervision", &["督导"]),
]);
vocabulary!(/// Topics of training, 三(二)1.3) and 二(一).
    TRAINING_TOPIC, "培训主题", "training topic", [
    also("governance", "内部治理", "governance", &["治理"]),
    also("team", "团队建设", "team", &["团队"]),
    also("service", "专业服务", "professional service", &[]),
    also("resources", "资源拓展", "resources", &["资源"]),
    also("finance", "财务管理", "finance", &["财务"]),
    also("volunteers", "志愿者管理", "volunteers", &["志愿者"]),
    also("policy", "政策法规", "policy", &["政策"]),
    also("party", "党建", "party building", &[]),
]);
vocabulary!(/// Trainee categories; `other` does not count, 三(二)1.4).
    CATEGORY, "人员类别", "trainee category", [
    also("certified", "持证", "certified", &["持证社工", "已持证"]),
    also("uncertified", "在岗未持证", "uncertified", &["未持证"]),
    also("volunteer", "志愿者", "volunteer", &["志愿服务者"]),
    also("staff", "从业人员", "staff", &["社会组织从业人员", "工作人员"]),
    term("other", "其他", "other"),
]);
vocabulary!(/// Whether a person on a roster came.
    ATTENDANCE, "出勤", "attendance", [
    also("present", "到", "present", &["出勤", "已到", "到场", "√", "是"]),
    also("excused", "请假", "excused", &["事假", "病假"]),
    also("absent", "缺勤", "absent", &["未到", "缺席", "否"]),
]);
vocabulary!(/// Social-work certificates.
    CERTIFICATE, "证书", "certificate", [
    also("none", "无", "none", &["没有", "未取得"]),
    also("assistant", "助理社会工作师", "assistant social worker", &["助理社工师", "初级"]),
    also("social-worker", "社会工作师", "social worker", &["社工师", "中级"]),
    also("senior", "高级社会工作师", "senior social worker", &["高级社工师", "高级"]),
]);
vocabulary!(/// What a roster's columns hold, and how townships head them.
    ROSTER_COLUMN, "表头", "heading", [
    also("name", "姓名", "name", &["学员姓名", "人员姓名", "参训人员", "full name"]),
    also("unit", "单位", "unit", &["工作单位", "所在单位", "单位名称", "organisation", "organization", "employer"]),
    also("phone", "电话", "phone", &["手机", "手机号", "手机号码", "联系电话", "联系方式", "电话号码", "mobile", "telephone", "tel"]),
    also("category", "类别", "category", &["人员类别"]),
    also("attendance", "出勤", "attendance", &["出勤情况", "到会情况", "签到情况", "status"]),
    also("certificate", "证书", "certificate", &["证书等级", "职业资格", "社工证书"]),
]);
vocabulary!(/// Topics of consultation, 二(一)7.
    CONSULT_TOPIC, "咨询主题", "consultation topic", [
    also("policy", "政策法规", "policy", &["政策"]),
    also("registration", "登记备案", "registration", &["登记", "备案"]),
    also("inspection", "年检", "yearly inspection", &[]),
    also("rating", "等级评估", "rating", &["评估"]),
    also("finance", "财务", "finance", &["财务管理"]),
    also("project", "项目", "project", &[]),
    also("party", "党建", "party building", &[]),
    term("other", "其他", "other"),
]);
vocabulary!(/// Units of the indicators; they never add up with one another.
    UNIT, "计量单位", "unit", [
    term("org", "家", "organisations"),
    term("session", "期", "sessions"),
    term("person-time", "人次", "person-times"),
    term("project", "个", "projects"),
]);
vocabulary!(/// Where an indicator stands.
    STATUS, "进度", "status", [
    term("met", "已完成", "met"),
    term("on_track", "正常", "on track"),
    term("behind", "滞后", "behind"),
    term("missed", "未完成", "missed"),
]);
vocabulary!(/// States of an application or a stay, in the order of their lives.
    STATE, "状态", "state", [
    term("submitted", "已申请", "submitted"),
    term("screening", "筛选中", "screening"),
    term("approved", "已审定", "approved"),
    also("resident", "在孵", "resident", &["入壳"]),
    also("graduated", "已出壳", "graduated", &["出壳"]),
    term("left", "已退出", "left"),
    term("rejected", "未入选", "rejected"),
    term("withdrawn", "已撤回", "withdrawn"),
]);
vocabulary!(/// Whether the check characters of a credit code hold.
    USCC_CHECK, "校验", "check", [
    term("ok", "校验通过", "ok"),
    term("failed", "校验不符", "failed"),
]);
vocabulary!(/// How grave a finding is.
    SEVERITY, "级别", "severity", [
    term("error", "错误", "error"),
    term("warning", "警告", "warning"),
    term("notice", "提示", "notice"),
]);
vocabulary!(/// Reports that can be issued.
    REPORT, "报表", "report", [
    term("quarterly", "季报", "quarterly report"),
    term("monthly", "月报", "monthly report"),
]);
vocabulary!(/// The languages of reports.
    LANGUAGE, "语言", "language", [
    term("zh", "中文", "Chinese"),
    term("en", "英文", "English"),
]);

/// The vocabularies that the schema's CHECK lists repeat, as (table, column, set).
pub static CHECKED: &[(&str, &str, &Vocabulary)] = &[
    ("org", "kind", &ORG_KIND),
    ("org", "field", &FIELD),
    ("org", "stage", &GROWTH),
    ("registration", "uscc_check", &USCC_CHECK),
    ("recognition", "kind", &RECOGNITION),
    ("person", "certificate", &CERTIFICATE),
    ("review_step", "stage", &REVIEW_STAGE),
    ("review_step", "result", &RESULT),
    ("abstention", "kind", &ABSTENTION),
    ("exit_step", "stage", &EXIT_STAGE),
    ("exit_step", "result", &RESULT),
    ("exit_step", "registration", &RESULT),
    ("exit_step", "team", &RESULT),
    ("exit_step", "project", &RESULT),
    ("follow_up", "kind", &FOLLOW_UP),
    ("training", "form", &TRAINING_FORM),
    ("training", "topic", &TRAINING_TOPIC),
    ("attendance", "category", &CATEGORY),
    ("attendance", "status", &ATTENDANCE),
    ("consultation", "topic", &CONSULT_TOPIC),
    ("issued_report", "report", &REPORT),
    ("issued_report", "lang", &LANGUAGE),
    ("indicator", "unit", &UNIT),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_language_names_a_term() {
        assert_eq!(TRAINING_FORM.find("专题讲座"), Some("lecture"));
        assert_eq!(TRAINING_FORM.find("Lecture"), Some("lecture"));
        assert_eq!(CATEGORY.find(" 在岗未持证 "), Some("uncertified"));
        assert_eq!(CATEGORY.find("持"), None);
    }

    #[test]
    fn no_spelling_names_two_terms() {
        for (table, column, set) in CHECKED {
            let mut seen = std::collections::BTreeMap::new();
            for t in set.terms {
                for name in [t.id, t.label.zh, t.label.en].iter().chain(t.also) {
                    let before = seen.insert(name.to_lowercase(), t.id);
                    assert!(before.is_none_or(|id| id == t.id), "{table}.{column}: {name}");
                }
            }
        }
    }
}
