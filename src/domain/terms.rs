//! The glossary: every fixed word of the field as id, Chinese and English.
//!
//! Ids are what the file and JSON hold; either language is accepted as input.
//! A test compares each vocabulary with the CHECK lists of `schema.sql`.

use crate::domain::function_terms::{
    ABOUT, ACTIVITY_KIND, ASSET_KIND, CHANNEL, GIVER, HUB_KIND, RESOURCE_KIND, SIDE, STANDING_KIND, STANDING_VALUE, USE_KIND,
};
use crate::domain::heading_terms;
use crate::domain::judgement_terms::{EVALUATION_STAGE, PROJECT_KIND};
use crate::domain::money_terms::{ACCOUNT, DIRECTION, NEED, STEP, SUBMISSION};
use crate::domain::operator_terms::{BREACH_ITEM, GRAVITY, INSPECTED, VERDICT};
use crate::domain::vocabulary::{also, term, vocabulary};
use crate::i18n::label;

pub use crate::domain::vocabulary::{Term, Vocabulary, Word};

vocabulary!(/// Kinds of organisation.
    ORG_KIND: OrgKind, "组织类型", "kind of organisation", [
    Association = also("association", "社会团体", "association", &["社团"]),
    Service = also("service", "社会服务机构", "social service organisation", &["民办非企业单位", "民办非企业", "民非", "社会服务机构(民非)", "社工机构"]),
    Foundation = term("foundation", "基金会", "foundation"),
    Community = also("community", "社区社会组织", "filed community group", &["备案组织", "备案类", "备案", "社区组织", "已备案"]),
    Unregistered = also("unregistered", "未登记组织", "unregistered group", &["未登记", "未注册"]),
]);
vocabulary!(/// Fields of work, 三(二)1.2).
    FIELD: Field, "业务领域", "field", [
    Charity = also("charity", "公益慈善类", "charity", &["公益慈善", "慈善", "公益"]),
    Resource = also("resource", "资源链接类", "resource linking", &["资源链接", "资源"]),
    Professional = also("professional", "专业服务类", "professional service", &["专业服务", "专业"]),
    Other = also("other", "其他", "other", &["其它"]),
]);
vocabulary!(/// Stages of growth, 一.
    GROWTH: Growth, "发展阶段", "stage of growth", [
    Seedling = also("seedling", "萌芽期", "seedling", &["萌芽"]),
    Startup = also("startup", "初创期", "start-up", &["初创"]),
    Growth = also("growth", "发展期", "growth", &["发展"]),
]);
vocabulary!(/// Recognitions, 二.
    RECOGNITION: Recognition, "认定类别", "recognition", [
    Upgraded = also("upgraded", "提升发展", "upgraded", &["提升发展社会组织", "提升"]),
    Brand = also("brand", "品牌型", "brand", &["品牌", "品牌型社会组织"]),
]);
vocabulary!(/// Stages of screening and approval in order, 三(二)1.2), 四(一)4, 四(二)3.
    REVIEW_STAGE: ReviewStage, "评审阶段", "review stage", [
    Eligibility = also("eligibility", "资格审查", "eligibility check", &["资格", "资格初审", "条件审查"]),
    Internal = also("internal", "内部评审", "internal review", &["内评", "内部"]),
    Site = also("site", "实地考察", "site visit", &["考察", "实地", "现场考察", "实地走访"]),
    Expert = also("expert", "专家评审", "expert review", &["专家", "专家评议", "专家评审会"]),
    Preliminary = also("preliminary", "初审", "preliminary approval", &[]),
    Final = also("final", "审定", "final approval", &["认定", "终审"]),
]);
vocabulary!(/// Outcomes of a step.
    RESULT: Outcome, "结果", "result", [
    Pass = also("pass", "通过", "pass", &["合格", "同意", "准予", "是", "√"]),
    Fail = also("fail", "不通过", "fail", &["未通过", "不合格", "不同意", "不予", "否决", "否", "×"]),
]);
vocabulary!(/// Reviewers who give no score.
    ABSTENTION: Abstention, "不评分", "abstention", [
    Abstain = term("abstain", "弃权", "abstained"),
    Recuse = term("recuse", "回避", "recused"),
]);
vocabulary!(/// Stages of exit, 三(二)1.2), 四(一)6, 四(二)5.
    EXIT_STAGE: ExitStage, "出壳阶段", "exit stage", [
    Assess = also("assess", "出壳考核", "assessment", &["考核", "评估", "出壳评估"]),
    Preliminary = also("preliminary", "初审", "preliminary approval", &[]),
    Final = also("final", "认定", "final approval", &["审定", "终审"]),
]);
vocabulary!(/// Kinds of follow-up entries.
    FOLLOW_UP: FollowUp, "跟踪类别", "kind of follow-up", [
    Visit = also("visit", "跟踪服务", "follow-up", &["跟踪", "回访"]),
    Close = also("close", "跟踪结束", "closed", &["结束"]),
]);
vocabulary!(/// Forms of training, 三(二)1.3).
    TRAINING_FORM: TrainingForm, "培训形式", "form of training", [
    Lecture = also("lecture", "专题讲座", "lecture", &["讲座", "专题培训", "专题"]),
    Salon = also("salon", "公益沙龙", "salon", &["沙龙"]),
    Supervision = also("supervision", "专业督导", "supervision", &["督导"]),
]);
vocabulary!(/// Topics of training, 三(二)1.3) and 二(一).
    TRAINING_TOPIC: TrainingTopic, "培训主题", "training topic", [
    Governance = also("governance", "内部治理", "governance", &["治理"]),
    Team = also("team", "团队建设", "team", &["团队"]),
    Service = also("service", "专业服务", "professional service", &[]),
    Resources = also("resources", "资源拓展", "resources", &["资源"]),
    Finance = also("finance", "财务管理", "finance", &["财务"]),
    Volunteers = also("volunteers", "志愿者管理", "volunteers", &["志愿者"]),
    Policy = also("policy", "政策法规", "policy", &["政策"]),
    Party = also("party", "党建", "party building", &[]),
]);
vocabulary!(/// Trainee categories; `other` does not count, 三(二)1.4).
    CATEGORY: Category, "人员类别", "trainee category", [
    Certified = also("certified", "持证", "certified", &["持证社工", "已持证"]),
    Uncertified = also("uncertified", "在岗未持证", "uncertified", &["未持证", "在岗", "社工"]),
    Volunteer = also("volunteer", "志愿者", "volunteer", &["志愿服务者", "义工", "志愿"]),
    Staff = also("staff", "从业人员", "staff", &["社会组织从业人员", "工作人员", "从业者", "员工", "职工"]),
    Other = also("other", "其他", "other", &["其它"]),
]);
vocabulary!(/// Whether a person on a roster came.
    ATTENDANCE: Attendance, "出勤", "attendance", [
    Present = also("present", "到", "present", &["出勤", "已到", "到场", "到会", "参会", "出席", "参加", "已签到", "已签", "签到", "迟到", "√", "✓", "✔", "☑", "1", "是", "yes", "y", "late"]),
    Excused = also("excused", "请假", "excused", &["假", "事假", "病假", "公假", "已请假", "leave", "on leave"]),
    Absent = also("absent", "缺勤", "absent", &["缺", "未到", "缺席", "未到场", "未到会", "未参加", "未出席", "未签到", "未签", "旷课", "×", "✗", "✘", "x", "0", "否", "no", "n"]),
]);
vocabulary!(/// Social-work certificates.
    CERTIFICATE: Certificate, "证书", "certificate", [
    None = also("none", "无", "none", &["没有", "未取得", "无证", "未持证", "未考取"]),
    Assistant = also("assistant", "助理社会工作师", "assistant social worker", &["助理社工师", "初级", "助理社工", "初级社工师", "助理"]),
    SocialWorker = also("social-worker", "社会工作师", "social worker", &["社工师", "中级", "中级社工师"]),
    Senior = also("senior", "高级社会工作师", "senior social worker", &["高级社工师", "高级"]),
]);
vocabulary!(/// What a roster's columns hold, and how townships head them.
    ROSTER_COLUMN: RosterColumn, "表头", "heading", [
    Name = also("name", "姓名", "name", heading_terms::PERSON),
    Unit = also("unit", "单位", "unit", heading_terms::UNIT),
    Phone = also("phone", "电话", "phone", heading_terms::PHONE),
    Category = also("category", "类别", "category", &["人员类别"]),
    Attendance = also("attendance", "出勤", "attendance", &[
        "出勤情况", "到会情况", "签到情况", "参会情况", "到场情况", "出席情况", "参加情况", "签到状态", "出勤状态", "是否签到", "是否到场", "是否到会", "是否参会",
        "是否参加", "是否出席", "到会", "到场", "参会", "出席", "签到", "签名", "签字", "签到签名", "本人签名", "status", "attended", "signature",
    ]),
    Certificate = also("certificate", "证书", "certificate", heading_terms::CERTIFICATE),
    Session = also("training", "培训编号", "training", &["场次编号", "培训场次编号", "session", "session code", "training code"]),
]);
vocabulary!(/// Topics of consultation, 二(一)7.
    CONSULT_TOPIC: ConsultTopic, "咨询主题", "consultation topic", [
    Policy = also("policy", "政策法规", "policy", &["政策", "法规"]),
    Registration = also("registration", "登记备案", "registration", &["登记", "备案", "注册"]),
    Inspection = also("inspection", "年检", "yearly inspection", &["年检年报", "年度检查"]),
    Rating = also("rating", "等级评估", "rating", &["评估", "等级", "评级"]),
    Regulation = also("regulation", "日常监管", "regulation", &["监管"]),
    CodeSystem = also("code-system", "信用代码与法人库", "credit codes", &["信用代码", "法人库"]),
    Finance = also("finance", "财务", "finance", &["财务管理"]),
    Project = also("project", "项目", "project", &["项目管理"]),
    Party = also("party", "党建", "party building", &[]),
    Other = also("other", "其他", "other", &["其它"]),
]);
vocabulary!(/// Units of the indicators; they never add up with one another.
    UNIT: Unit, "计量单位", "unit", [
    Org = term("org", "家", "organisations"),
    Session = term("session", "期", "sessions"),
    PersonTime = term("person-time", "人次", "person-times"),
    Project = term("project", "个", "projects"),
]);
vocabulary!(/// Where an indicator stands.
    STATUS: Status, "进度", "status", [
    Met = term("met", "已完成", "met"),
    OnTrack = term("on_track", "正常", "on track"),
    Behind = term("behind", "滞后", "behind"),
    Missed = term("missed", "未完成", "missed"),
]);
vocabulary!(/// States of an application or a stay, in the order of their lives.
    STATE: State, "状态", "state", [
    Submitted = term("submitted", "已申请", "submitted"),
    Screening = term("screening", "筛选中", "screening"),
    Approved = term("approved", "已审定", "approved"),
    Resident = also("resident", "在孵", "resident", &["入壳"]),
    Graduated = also("graduated", "已出壳", "graduated", &["出壳"]),
    Left = term("left", "已退出", "left"),
    Rejected = term("rejected", "未入选", "rejected"),
    Withdrawn = term("withdrawn", "已撤回", "withdrawn"),
]);
vocabulary!(/// Whether the check characters of a credit code hold.
    USCC_CHECK: UsccCheck, "校验", "check", [
    Ok = term("ok", "校验通过", "ok"),
    Failed = term("failed", "校验不符", "failed"),
]);
vocabulary!(/// How grave a finding is, the gravest first.
    SEVERITY: Severity, "级别", "severity", [
    Error = term("error", "错误", "error"),
    Warning = term("warning", "警告", "warning"),
    Notice = term("notice", "提示", "notice"),
]);
vocabulary!(/// Reports that can be issued.
    REPORT: Report, "报表", "report", [
    Quarterly = also("quarterly", "季报", "quarterly report", &["季度", "季度报表", "季度报告"]),
    Monthly = also("monthly", "月报", "monthly report", &["月度", "月度报表", "月度报告"]),
    Annual = also("annual", "年报", "annual report", &["年度报表", "年度报告", "年度总结"]),
    Finance = also("finance", "财务报告", "statement of finances", &["财务", "财务报表"]),
    Certificate = also("certificate", "出壳鉴定书", "exit certificate", &["鉴定书"]),
]);
vocabulary!(/// The languages of reports.
    LANGUAGE: Language, "语言", "language", [
    Zh = term("zh", "中文", "Chinese"),
    En = term("en", "英文", "English"),
]);

/// The vocabularies that the schema's CHECK lists repeat, as (table, column, set).
pub static CHECKED: &[(&str, &str, &Vocabulary)] = &[
    ("attachment", "kind", &crate::domain::paper_terms::PAPER),
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
    ("evaluation", "stage", &EVALUATION_STAGE),
    ("evaluation", "result", &RESULT),
    ("evaluation", "about", &INSPECTED),
    ("complaint", "result", &VERDICT),
    ("complaint", "severity", &GRAVITY),
    ("breach", "item", &BREACH_ITEM),
    ("project", "kind", &PROJECT_KIND),
    ("asset", "kind", &ASSET_KIND),
    ("asset_use", "kind", &USE_KIND),
    ("activity", "kind", &ACTIVITY_KIND),
    ("activity", "about", &ABOUT),
    ("activity", "channel", &CHANNEL),
    ("hub", "kind", &HUB_KIND),
    ("resource", "side", &SIDE),
    ("resource", "giver", &GIVER),
    ("resource", "kind", &RESOURCE_KIND),
    ("standing", "kind", &STANDING_KIND),
    ("standing", "value", &STANDING_VALUE),
    ("money_source", "account", &ACCOUNT),
    ("money_category", "direction", &DIRECTION),
    ("money_category", "needs", &NEED),
    ("voucher", "direction", &DIRECTION),
    ("period_step", "step", &STEP),
    ("period_step", "what", &SUBMISSION),
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
