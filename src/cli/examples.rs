//! An example of each command, as its help shows one. A test types all of them in this
//! order, in both languages, into one new database: each must succeed.

use crate::i18n::{Label, label};

/// What is typed after a command's words.
pub struct Example {
    /// The command's words.
    pub command: &'static str,
    /// The rest of the line.
    pub typed: Label,
}

const fn ex(command: &'static str, zh: &'static str, en: &'static str) -> Example {
    Example { command, typed: label(zh, en) }
}

/// The example that stands in a command's help: the first of its lines.
pub fn of(command: &str) -> Option<String> {
    EXAMPLES.iter().find(|example| example.command == command).map(|example| example.line("fuhua"))
}

impl Example {
    /// The whole line, the program called by a name.
    pub fn line(&self, program: &str) -> String {
        format!("{program} {} {}", self.command, self.typed.text()).trim_end().to_owned()
    }
}

/// Every example. A word that ends like a file's name is the name of a file.
pub static EXAMPLES: &[Example] = &[
    ex("init", "", ""),
    ex("home", "", ""),
    ex("plan show", "--clauses", "--clauses"),
    ex("plan set", "handover_days 20 --reason 与各方协商", "handover_days 20 --reason agreed"),
    ex("plan extend", "--years 1 --reason 续期", "--years 1 --reason renewed"),
    ex("target set", "trainees 700 --year Y1 --reason 上级调整", "trainees 700 --year Y1 --reason revised"),
    ex("target status", "--year Y1", "--year Y1"),
    ex(
        "org add",
        "--name 春风社工服务中心 --kind 社会服务机构 --town 东塔镇 --phone 13800138000",
        "--name Breeze --kind service --town Dongta --phone 13800138000",
    ),
    ex("org file", "春风 --date 2021-10-09 --authority 东塔镇人民政府", "Breeze --date 2021-10-09 --authority Dongta"),
    ex("org register", "春风 --date 2022-03-01 --uscc 52640000MJ00000017", "Breeze --date 2022-03-01 --uscc 52640000MJ00000017"),
    ex("org recognise", "春风 --as 品牌 --date 2022-05-01 --basis 民政局文件", "Breeze --as brand --date 2022-05-01 --basis notice"),
    ex("apply", "春风 --date 2021-10-08 --reserve-fund 1.2万", "Breeze --date 2021-10-08 --reserve-fund 12000"),
    ex("review", "春风 --stage 资格审查 --result 通过 --date 2021-12-27", "Breeze --stage eligibility --result pass --date 2021-12-27"),
    ex("review", "春风 --stage 内部评审 --result 通过 --date 2021-12-27", "Breeze --stage internal --result pass --date 2021-12-27"),
    ex("review", "春风 --stage 实地考察 --result 通过 --date 2021-12-27", "Breeze --stage site --result pass --date 2021-12-27"),
    ex("review", "春风 --stage 专家评审 --result 通过 --date 2021-12-27", "Breeze --stage expert --result pass --date 2021-12-27"),
    ex("review", "春风 --stage 初审 --result 通过 --date 2021-12-27", "Breeze --stage preliminary --result pass --date 2021-12-27"),
    ex("review", "春风 --stage 审定 --result 通过 --date 2021-12-27", "Breeze --stage final --result pass --date 2021-12-27"),
    ex(
        "incubate",
        "春风 --date 2022-01-06 --staff 1 --departments 1 --systems 1 --projects 0",
        "Breeze --date 2022-01-06 --staff 1 --departments 1 --systems 1 --projects 0",
    ),
    ex("service log", "春风 --service 公共空间 --hours 1.5 --date 2022-02-01", "Breeze --service space --hours 1.5 --date 2022-02-01"),
    ex("project start", "春风 --title 邻里节 --date 2022-02-02", "Breeze --title Fair --date 2022-02-02"),
    ex(
        "project plan",
        "春风 --title 社区食堂 --purchaser 民政局 --amount 3万 --date 2022-02-03",
        "Breeze --title Canteen --purchaser Bureau --amount 30000 --date 2022-02-03",
    ),
    ex("project tender", "P2 --result 通过 --date 2022-02-10", "P2 --result pass --date 2022-02-10"),
    ex("project approve", "P2 --result 通过 --date 2022-02-20", "P2 --result pass --date 2022-02-20"),
    ex("project visit", "P1 --date 2022-03-02", "P1 --date 2022-03-02"),
    ex("project evaluate", "P1 --result 通过 --date 2022-06-02", "P1 --result pass --date 2022-06-02"),
    ex("project close", "P1 --date 2022-06-03", "P1 --date 2022-06-03"),
    ex(
        "evaluate",
        "春风 --stage 评估 --year Y1 --result 通过 --date 2022-09-02",
        "Breeze --stage assess --year Y1 --result pass --date 2022-09-02",
    ),
    ex("space add", "大会议室 --kind 会议室 --date 2022-01-02", "Hall --kind room --date 2022-01-02"),
    ex("space add", "工位 --kind 工位 --quantity 6 --date 2022-01-02", "Desk --kind desk --quantity 6 --date 2022-01-02"),
    ex("space give", "工位 春风 --date 2022-01-10", "Desk Breeze --date 2022-01-10"),
    ex("space book", "大会议室 春风 --from 14:00 --to 16:00 --date 2022-02-01", "Hall Breeze --from 14:00 --to 16:00 --date 2022-02-01"),
    ex("space show", "2022-02-01", "2022-02-01"),
    ex("space return", "AU1 --date 2022-12-01", "AU1 --date 2022-12-01"),
    ex("space retire", "工位 --date 2022-12-02", "Desk --date 2022-12-02"),
    ex(
        "exit-assess",
        "春风 --stage 出壳考核 --result 通过 --date 2023-01-10 --staff 2 --departments 2 --systems 2 --projects 1 \
         --registration 通过 --team 通过 --project 通过",
        "Breeze --stage assess --result pass --date 2023-01-10 --staff 2 --departments 2 --systems 2 --projects 1 \
         --registration pass --team pass --project pass",
    ),
    ex("exit-assess", "春风 --stage 初审 --result 通过 --date 2023-01-11", "Breeze --stage preliminary --result pass --date 2023-01-11"),
    ex("exit-assess", "春风 --stage 认定 --result 通过 --date 2023-01-12", "Breeze --stage final --result pass --date 2023-01-12"),
    ex("follow-up log", "春风 --date 2023-02-01", "Breeze --date 2023-02-01"),
    ex("follow-up close", "春风 --date 2024-02-01", "Breeze --date 2024-02-01"),
    ex("org add", "--name 松柏会 --kind 社会团体", "--name Pine --kind association"),
    ex("org add", "--name 松柏分会 --kind 社会团体", "--name Pineview --kind association"),
    ex("org merge", "O2 O3", "O2 O3"),
    ex("apply", "松柏会 --date 2023-02-01", "Pine --date 2023-02-01"),
    ex("withdraw", "松柏会 --reason 无力承担 --date 2023-03-01", "Pine --reason unable --date 2023-03-01"),
    ex(
        "finance post",
        "--in 14.145万 --category 财政拨款 --date 2021-11-05 --party 市财政局",
        "--in 141450 --category appropriation --date 2021-11-05 --party Treasury",
    ),
    ex("finance budget", "Y1 --line 培训费=5000", "Y1 --line training=5000"),
    ex("finance budget", "Y1", "Y1"),
    ex("finance post", "--out 1200 --category 培训费 --date 2021-12-01 --number 记-12", "--out 1200 --category training --date 2021-12-01"),
    ex("finance close", "2021Q4", "2021Q4"),
    ex("finance reopen", "2021Q4 --reason 补记", "2021Q4 --reason forgotten"),
    ex("finance reverse", "V2 --date 2022-01-10 --reason 金额有误", "V2 --date 2022-01-10 --reason mistaken"),
    ex("finance statement", "2021Q4", "2021Q4"),
    ex("finance ledger", "", ""),
    ex("fund contribute", "50000 --from 慈善会 --date 2022-02-03", "50000 --from Charity --date 2022-02-03"),
    ex("fund invest", "春风 2000 --date 2022-03-03", "Breeze 2000 --date 2022-03-03"),
    ex("fund return", "春风 100 --date 2022-06-03", "Breeze 100 --date 2022-06-03"),
    ex("fund show", "", ""),
    ex("operator check", "松柏会 --date 2021-10-02 --override 旧档不全", "Pine --date 2021-10-02 --override incomplete"),
    ex(
        "operator contract",
        "松柏会 --from 2021-10-01 --to 2024-09-30 --date 2021-10-03",
        "Pine --from 2021-10-01 --to 2024-09-30 --date 2021-10-03",
    ),
    ex("operator submit", "summary 2021Q4 --date 2022-01-12", "summary 2021Q4 --date 2022-01-12"),
    ex("operator assess", "Y1Q1 --result 通过 --date 2022-01-20", "Y1Q1 --result pass --date 2022-01-20"),
    ex("operator inspect", "--about funds --result 通过 --date 2022-02-20", "--about funds --result pass --date 2022-02-20"),
    ex("operator complaint", "春风 --text 会议室常被占用 --date 2022-09-01", "Breeze --text crowded --date 2022-09-01"),
    ex(
        "operator verify",
        "CP1 --result upheld --severity minor --by 办公室 --date 2022-09-20",
        "CP1 --result upheld --severity minor --by Office --date 2022-09-20",
    ),
    ex(
        "operator breach",
        "--item law --basis 判决 --stop-by 2023-04-01 --date 2023-03-01",
        "--item law --basis judgement --stop-by 2023-04-01 --date 2023-03-01",
    ),
    ex("operator show", "", ""),
    ex("training log", "--title 内部治理 --form 专题讲座 --date 2022-01-05", "--title Governance --form lecture --date 2022-01-05"),
    ex("training roster", "T1 签到表.csv", "T1 roster.csv"),
    ex("import roster", "补签.csv --training T1", "later.csv --training T1"),
    ex("template", "roster", "roster"),
    ex("import orgs", "组织.csv", "orgs.csv"),
    ex("import persons", "人员.csv", "persons.csv"),
    ex("import services", "服务.csv", "services.csv"),
    ex("import consultations", "咨询.csv", "consultations.csv"),
    ex("import projects", "项目.csv", "projects.csv"),
    ex("import vouchers", "凭证.csv", "vouchers.csv"),
    ex("training coach", "T1 春风 --date 2022-01-06", "T1 Breeze --date 2022-01-06"),
    ex(
        "training log",
        "--title 财务 --form 专题讲座 --date 2022-01-06 --roster 补签.csv",
        "--title Accounts --form lecture --date 2022-01-06 --roster later.csv",
    ),
    ex("training attend", "T1 邓雨桐 --excused", "T1 Carol --excused"),
    ex("person merge", "M1 M2", "M1 M2"),
    ex("person add", "甘晓岚 --unit 城区街道", "Dora --unit Town"),
    ex("person certify", "甘晓岚 --level 助理社会工作师 --date 2022-01-20", "Dora --level assistant --date 2022-01-20"),
    ex("person renew", "甘晓岚 --date 2023-01-20", "Dora --date 2023-01-20"),
    ex("training certificates", "--on 2022-06-30", "--on 2022-06-30"),
    ex("person forget", "M1 --reason 本人要求", "M1 --reason asked"),
    ex("attach", "春风 通知.pdf --as 通知 --date 2022-03-02", "Breeze notice.pdf --as notice --date 2022-03-02"),
    ex("search", "春风", "Breeze"),
    ex("todo", "--days 60", "--days 60"),
    ex("hub open", "--name 学习网络 --kind 学习网络 --date 2022-01-02", "--name Learning --kind network --date 2022-01-02"),
    ex("hub join", "学习网络 春风 --from 2022-01-03", "Learning Breeze --from 2022-01-03"),
    ex("hub leave", "HM1 --date 2022-02-03", "HM1 --date 2022-02-03"),
    ex("hub close", "学习网络 --date 2022-03-03", "Learning --date 2022-03-03"),
    ex("activity log", "--kind 党建 --title 主题党日 --date 2022-01-04", "--kind party --title Talk --date 2022-01-04"),
    ex("talent add", "甘晓岚 --pool 社工 --date 2022-01-04", "Dora --pool worker --date 2022-01-04"),
    ex("talent list", "", ""),
    ex("resource offer", "--title 图书 --from 企业 --date 2022-10-08", "--title Books --from company --date 2022-10-08"),
    ex("resource need", "春风 --title 图书 --date 2022-10-08", "Breeze --title Books --date 2022-10-08"),
    ex("resource match", "RS1 RS2 --date 2022-10-09", "RS1 RS2 --date 2022-10-09"),
    ex("org rate", "春风 --grade 3A --date 2022-06-01", "Breeze --grade 3A --date 2022-06-01"),
    ex("org inspect", "春风 --year 2021 --result 合格 --date 2022-05-01", "Breeze --year 2021 --result pass --date 2022-05-01"),
    ex("org party", "春风 --form 单独组建 --date 2022-05-01", "Breeze --form own --date 2022-05-01"),
    ex("org credit", "春风 --list 表彰 --basis 文件 --date 2022-05-01", "Breeze --list award --basis notice --date 2022-05-01"),
    ex("consult log", "--topic 政策法规 --org 春风 --date 2022-01-07", "--topic policy --org Breeze --date 2022-01-07"),
    ex("list", "orgs --kind 社会服务机构", "orgs --kind service"),
    ex("show", "春风", "Breeze"),
    ex("org forget", "春风 --reason 本会要求", "Breeze --reason asked"),
    ex("edit", "春风 --town 郝家桥镇", "Breeze --town Haojiaqiao"),
    ex("void", "C1 --reason 录错", "C1 --reason mistaken"),
    ex("history", "春风", "Breeze"),
    ex("undo", "", ""),
    ex("report monthly", "2022-01", "2022-01"),
    ex("report quarterly", "2022Q1", "2022Q1"),
    ex("report annual", "Y1", "Y1"),
    ex("report finance", "2022Q1", "2022Q1"),
    ex("report org", "春风", "Breeze"),
    ex("report certificate", "春风", "Breeze"),
    ex("report application", "A1", "A1"),
    ex("report evidence", "trainees 2022-01", "trainees 2022-01"),
    ex("report issue", "monthly 2022-01", "monthly 2022-01"),
    ex("report reprint", "R1", "R1"),
    ex("report diff", "R1", "R1"),
    ex("backup", "备份.db", "backup.db"),
    ex("restore", "备份.db --db 恢复.db", "backup.db --db restored.db"),
    ex("export", "2022-03 -o 导出", "2022-03 -o exported"),
    ex("rollup", "备份.db", "backup.db"),
    ex("upgrade", "", ""),
    ex("audit", "", ""),
    ex("demo", "--db 演示.db", "--db trial.db"),
    ex("completion", "bash", "bash"),
    ex("manual", "", ""),
];

/// Makes the files that the examples name, in a folder.
#[cfg(test)]
pub fn files(folder: &std::path::Path) {
    for (name, text) in [
        ("签到表.csv", "姓名,电话\n沈知秋,13800138001\n"),
        ("补签.csv", "姓名\n沈之秋\n"),
        ("roster.csv", "name,phone\nAlice,13800138001\n"),
        ("later.csv", "name\nBob\n"),
        ("通知.pdf", "x"),
        ("组织.csv", "名称,类型\n银杏社,社团\n"),
        ("人员.csv", "姓名,单位\n尤佳,城区街道\n"),
        ("服务.csv", "组织,服务,日期\n春风,公共空间,2022-02-03\n"),
        ("咨询.csv", "主题,日期\n党建,2022-02-03\n"),
        ("项目.csv", "组织,名称,开始日期\n春风,读书会,2022-02-03\n"),
        ("凭证.csv", "日期,收入,类别\n2022-02-03,5,财政拨款\n"),
        ("orgs.csv", "name,kind\nGinkgo,association\n"),
        ("persons.csv", "name,unit\nEve,Town\n"),
        ("services.csv", "organisation,service,date\nBreeze,space,2022-02-03\n"),
        ("consultations.csv", "topic,date\nparty,2022-02-03\n"),
        ("projects.csv", "organisation,title,start\nBreeze,Reading,2022-02-03\n"),
        ("vouchers.csv", "date,in,category\n2022-02-03,5,appropriation\n"),
        ("notice.pdf", "x"),
    ] {
        std::fs::write(folder.join(name), text).expect("a file");
    }
}
