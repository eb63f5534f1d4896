//! `fuhua help TOPIC`: the plan's processes, each as an example worked from end to end. A
//! test types every line, in both languages.

use crate::cli::paint::wrapped;
use crate::i18n::{Label, Lang, label, lang};
use crate::tr;

/// A process of the plan.
pub struct Topic {
    /// Its names: the Chinese one, the English one, others.
    pub names: &'static [&'static str],
    /// What it is about.
    pub about: Label,
    /// The topic whose example goes before; empty: a new database.
    pub after: &'static str,
    /// The example.
    pub steps: &'static [Step],
    /// The commands to read on with.
    pub more: &'static str,
}

/// A step of an example: why, and what is typed after `fuhua`.
pub struct Step {
    /// Why.
    pub why: Label,
    /// What is typed.
    pub line: Label,
}

const fn step(why_zh: &'static str, why_en: &'static str, zh: &'static str, en: &'static str) -> Step {
    Step { why: label(why_zh, why_en), line: label(zh, en) }
}

/// The topic of a name.
pub fn find(name: &str) -> Option<&'static Topic> {
    TOPICS.iter().find(|topic| topic.names.iter().any(|known| known.eq_ignore_ascii_case(name)))
}

impl Topic {
    /// The page, at most so wide.
    pub fn page(&self, width: usize) -> String {
        let mut lines = vec![wrapped(self.about.text(), width, "")];
        if let Some(before) = find(self.after) {
            let name = before.names[usize::from(lang() == Lang::En)];
            lines.push(tr!("(接着 fuhua help {name} 的例子)", "(goes on from the example of fuhua help {name})"));
        }
        for (step, no) in self.steps.iter().zip(1..) {
            lines.push(String::new());
            lines.push(wrapped(&format!("{no}. {}", step.why.text()), width, "   "));
            lines.push(format!("   fuhua {}", step.line.text()));
        }
        lines.push(String::new());
        let more = self.more;
        lines.push(wrapped(&tr!("选项见 {more} --help", "for all options: {more} --help"), width, "  "));
        lines.join("\n") + "\n"
    }
}

/// Every topic.
pub static TOPICS: &[Topic] = &[
    Topic {
        names: &["筛选", "screening"],
        about: label(
            "筛选:从申请到专家评审。四个阶段按顺序记,日期不早于上一阶段;一处不通过,这份申请就此了结",
            "Screening: from the application to the experts. Four stages in this order, none dated before the one before it; a stage that fails ends the application",
        ),
        after: "",
        steps: &[
            step(
                "先登记组织",
                "Record the organisation first",
                "org add --name 春风社工服务中心 --kind 未登记组织 --stage 初创期",
                "org add --name Breeze --kind unregistered --stage startup",
            ),
            step(
                "申请;回答里有审定的最早和最晚日期(两个月到半年)",
                "Apply; the answer says when the decision may be taken (two months to half a year later)",
                "apply 春风 --date 2021-10-08 --reserve-fund 1.2万",
                "apply Breeze --date 2021-10-08 --reserve-fund 12000",
            ),
            step(
                "五项入驻条件都符合,资格审查通过;有不符合的,用 --result 不通过 --unmet 条件",
                "All five conditions are met; where some are not: --result fail --unmet CONDITION",
                "review 春风 --stage 资格审查 --result 通过 --date 2021-11-01",
                "review Breeze --stage eligibility --result pass --date 2021-11-01",
            ),
            step(
                "内部评审",
                "The internal review",
                "review 春风 --stage 内部评审 --result 通过 --date 2021-11-12",
                "review Breeze --stage internal --result pass --date 2021-11-12",
            ),
            step(
                "实地考察",
                "The visit",
                "review 春风 --stage 实地考察 --result 通过 --date 2021-11-23",
                "review Breeze --stage site --result pass --date 2021-11-23",
            ),
            step(
                "专家评分,先不写结果:评审人:项目=分数,弃权和回避也记下",
                "The experts' scores, without a result yet; abstentions are recorded too",
                "review 春风 --stage 专家评审 --date 2021-12-06 --score 评审甲:团队=86 --abstain 评审乙",
                "review Breeze --stage expert --date 2021-12-06 --score Ann:team=86 --abstain Bob",
            ),
            step(
                "再记专家评审的结果",
                "Then the experts' result",
                "review 春风 --stage 专家评审 --result 通过 --date 2021-12-06",
                "review Breeze --stage expert --result pass --date 2021-12-06",
            ),
            step("看一份申请的全部经过", "See all that an application went through", "show A1", "show A1"),
        ],
        more: "fuhua review",
    },
    Topic {
        names: &["审批", "approvals"],
        about: label(
            "审批和入壳:初审和审定由不同的单位作出,审定在申请满两个月以后、半年以内,入壳不早于审定",
            "Approvals and entry: two bodies decide one after the other, two months to half a year after the application; entry is not before the final decision",
        ),
        after: "screening",
        steps: &[
            step(
                "初审;单位默认取计划所定,用 --by 另写",
                "The first approval; the plan names the body, --by another one",
                "review 春风 --stage 初审 --result 通过 --date 2021-12-20",
                "review Breeze --stage preliminary --result pass --date 2021-12-20",
            ),
            step(
                "审定",
                "The final one",
                "review 春风 --stage 审定 --result 通过 --date 2021-12-27",
                "review Breeze --stage final --result pass --date 2021-12-27",
            ),
            step(
                "入壳,记下专职人员、部门、制度、项目的底数:出壳时与它比",
                "Entry, with the level that exit is judged against",
                "incubate 春风 --date 2022-01-04 --staff 4 --departments 2 --systems 1 --projects 0",
                "incubate Breeze --date 2022-01-04 --staff 4 --departments 2 --systems 1 --projects 0",
            ),
            step("本年度的目标因此多了一家", "The year's target has one more", "target status --year Y1", "target status --year Y1"),
        ],
        more: "fuhua incubate",
    },
    Topic {
        names: &["出壳", "exit"],
        about: label(
            "出壳:入壳满一年后考核,登记、团队、项目三项都通过才算通过;再经初审和认定。此后跟踪一至两年",
            "Exit: assessed a year after entry; registration, team and project must all pass; then two approvals. Follow-up lasts one to two years",
        ),
        after: "approvals",
        steps: &[
            step(
                "登记一项看登记证书:在考核日以前注册",
                "Registration rests on a licence dated before the assessment",
                "org register 春风 --date 2022-09-01 --uscc 52640181MJY20002XB --kind 社会服务机构",
                "org register Breeze --date 2022-09-01 --uscc 52640181MJY20002XB --kind service",
            ),
            step(
                "考核:人员、部门、制度都多于入壳时,至少设计过一个项目",
                "The assessment: more staff, departments and systems than at entry, and a project designed",
                "exit-assess 春风 --stage 出壳考核 --result 通过 --date 2023-01-10 --staff 6 --departments 3 --systems 4 --projects 1 \
                 --registration 通过 --team 通过 --project 通过",
                "exit-assess Breeze --stage assess --result pass --date 2023-01-10 --staff 6 --departments 3 --systems 4 --projects 1 \
                 --registration pass --team pass --project pass",
            ),
            step(
                "初审",
                "The first approval",
                "exit-assess 春风 --stage 初审 --result 通过 --date 2023-01-11",
                "exit-assess Breeze --stage preliminary --result pass --date 2023-01-11",
            ),
            step(
                "认定:当天出壳",
                "The final one: it leaves on that day",
                "exit-assess 春风 --stage 认定 --result 通过 --date 2023-01-12",
                "exit-assess Breeze --stage final --result pass --date 2023-01-12",
            ),
            step("鉴定书,可写成文件", "The certificate; -o writes it to a file", "report certificate 春风", "report certificate Breeze"),
            step(
                "每次回访记一条",
                "Each visit of the follow-up",
                "follow-up log 春风 --date 2023-04-12",
                "follow-up log Breeze --date 2023-04-12",
            ),
            step(
                "跟踪满一年即可结束",
                "After a year it may be closed",
                "follow-up close 春风 --date 2024-01-12",
                "follow-up close Breeze --date 2024-01-12",
            ),
        ],
        more: "fuhua exit-assess",
    },
    Topic {
        names: &["资金", "money"],
        about: label(
            "资金:按来源专款专用,任何一天各来源都不为负;结账的季度不再记账,用红字冲销更正",
            "Money: earmarked by source, and no source is below zero on any day; a closed quarter takes no vouchers, reversals mend it",
        ),
        after: "",
        steps: &[
            step(
                "拨款到账",
                "Money comes in",
                "finance post --in 14.145万 --category 财政拨款 --date 2021-11-05 --party 市财政局",
                "finance post --in 141450 --category appropriation --date 2021-11-05 --party Treasury",
            ),
            step(
                "编年度预算,分科目",
                "The year's budget, line by line",
                "finance budget Y1 --line 培训费=5000",
                "finance budget Y1 --line training=5000",
            ),
            step(
                "支出,写明凭证号",
                "Money goes out, with its voucher's number",
                "finance post --out 1200 --category 培训费 --date 2021-12-01 --number 记-12",
                "finance post --out 1200 --category training --date 2021-12-01 --number 12",
            ),
            step("看预算执行", "How the budget stands", "finance budget Y1", "finance budget Y1"),
            step("季末结账", "Close the quarter", "finance close 2021Q4", "finance close 2021Q4"),
            step(
                "结账后发现记错:冲销,原凭证不动",
                "A mistake found afterwards: a reversal leaves the voucher as it is",
                "finance reverse V2 --date 2022-01-10 --reason 金额有误",
                "finance reverse V2 --date 2022-01-10 --reason mistaken",
            ),
            step("财务报告", "The statement", "finance statement 2021Q4", "finance statement 2021Q4"),
        ],
        more: "fuhua finance",
    },
    Topic {
        names: &["更正", "corrections"],
        about: label(
            "更正:什么都不删除。写错了用 edit,录错了用 void,一整条命令用 undo;谁在何时改了什么,history 都有",
            "Corrections: nothing is deleted. edit mends a value, void takes a record out of the count, undo takes back a whole command; history has all of it",
        ),
        after: "",
        steps: &[
            step(
                "登记时写错了乡镇",
                "A township was mistyped",
                "org add --name 春风社工服务中心 --kind 社会服务机构 --town 东塔",
                "org add --name Breeze --kind service --town Dngta",
            ),
            step(
                "先看会改什么,不保存",
                "See what would change, without keeping it",
                "edit O1 --town 东塔镇 --dry-run",
                "edit O1 --town Dongta --dry-run",
            ),
            step("更正", "Correct it", "edit O1 --town 东塔镇", "edit O1 --town Dongta"),
            step(
                "一次咨询",
                "A consultation",
                "consult log --topic 政策法规 --org 春风 --date 2021-11-02",
                "consult log --topic policy --org Breeze --date 2021-11-02",
            ),
            step("录了两遍的,作废一条", "One that was recorded twice is made void", "void C1 --reason 重复录入", "void C1 --reason twice"),
            step("作废错了:撤销最近的一条流水", "That was wrong: undo the newest entry", "undo", "undo"),
            step("一条记录的全部改动", "All changes of a record", "history C1", "history C1"),
            step(
                "规则不许的,确需例外时写明理由,留存备查",
                "What a rule forbids may be waived with a reason, which is kept",
                "list waivers",
                "list waivers",
            ),
        ],
        more: "fuhua edit",
    },
    Topic {
        names: &["审计", "audit"],
        about: label(
            "审计:检查一份数据库文件,原文件一个字节也不动;每一行都与流水对照,每一条规则都重查",
            "Audit: checks a database file and changes no byte of it; every row is compared with the journal, every rule is asked again",
        ),
        after: "corrections",
        steps: &[
            step("先留一份核对过的备份", "First a verified backup", "backup 备份.db", "backup backup.db"),
            step("检查;有错误时以1退出", "Check it; the exit code is 1 if there is an error", "audit 备份.db", "audit backup.db"),
            step(
                "季报末行的链首抄在纸上,以后用 --expect-head 对照",
                "The last line of the quarterly report is the chain's head: kept on paper, --expect-head compares it",
                "report quarterly 2021Q4",
                "report quarterly 2021Q4",
            ),
            step("全部规则和依据", "All rules with their clauses", "audit rules", "audit rules"),
            step("作过的例外和理由", "What was waived, and why", "list waivers", "list waivers"),
            step("谁在何时用什么命令改了什么", "Who changed what, when, and by which command", "history", "history"),
            step(
                "一个数字由哪些记录组成",
                "Which records make a figure",
                "report evidence consultations 2021Q4",
                "report evidence consultations 2021Q4",
            ),
        ],
        more: "fuhua audit",
    },
    Topic {
        names: &["月度导出", "monthly-export", "月报导出", "导出", "export", "monthly"],
        about: label(
            "月度导出:可以写进定时脚本的几条命令。脚本加 --no-input,以退出码判断:0 成,1 不合,2 写错,3 库不可用",
            "Monthly export: lines for a script. A script adds --no-input and looks at the exit code: 0 done, 1 no, 2 mistyped, 3 no database",
        ),
        after: "corrections",
        steps: &[
            step("有逾期事项时以1退出", "Exits with 1 if anything is overdue", "todo --days 0", "todo --days 0"),
            step(
                "月报,写成表格文件",
                "The month, as a spreadsheet",
                "report monthly 2021-11 -o 月报.xlsx --replace",
                "report monthly 2021-11 -o month.xlsx --replace",
            ),
            step(
                "每个数字的依据",
                "The records behind a figure",
                "report evidence consultations 2021-11 -f csv -o 依据.csv --replace",
                "report evidence consultations 2021-11 -f csv -o evidence.csv --replace",
            ),
            step(
                "季度结束后出具季报:以后总能重印同样的字节",
                "After a quarter, issue its report: it is reprinted to the byte",
                "report issue quarterly 2021Q4",
                "report issue quarterly 2021Q4",
            ),
            step(
                "全部记录和这一期的报表,供其他程序读取",
                "Every record and the period's reports, for other programs",
                "export 2021-11 -o 导出",
                "export 2021-11 -o exported",
            ),
            step("备份,核对无误才算数", "A backup counts once it is verified", "backup 月末.db", "backup month.db"),
        ],
        more: "fuhua report",
    },
];
