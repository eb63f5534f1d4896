//! Every wrong turn of the walk, in both languages: what is wrong, which
//! clause, what to do; and the file stays as it was.

use crate::common::Base;
use crate::common::cases::entering;

/// A base with an application of each of seven organisations, all approved but
/// the seventh, six of them entered.
fn walked() -> Base {
    let base = Base::new();
    for i in 1..=7 {
        let (name, org) = (format!("第{i}社工服务中心"), format!("O{i}"));
        base.ok(&["org", "add", "--name", &name, "--kind", "unregistered"]);
        base.ok(&["apply", &org, "--date", "2021-10-08"]);
        if i == 7 {
            continue;
        }
        base.passes(&format!("A{i}"), "final", "2021-12-20");
        base.enters(&format!("A{i}"), "2022-01-04");
    }
    base
}

#[test]
fn an_early_decision() {
    let base = walked();
    base.passes("A7", "preliminary", "2021-11-20");
    let line = ["review", "A7", "--stage", "final", "--result", "pass", "--date", "2021-12-07"];
    base.refuses(1, &line, &["三(二)1.2)", "2021-12-08", "--override"], &["三(二)1.2)", "2021-12-08 is the first day", "--override"]);
    let late = ["review", "A7", "--stage", "final", "--result", "pass", "--date", "2022-04-09"];
    base.refuses(1, &late, &["review.window-late", "2022-04-08"], &["review.window-late", "2022-04-08 was the last day"]);
    base.ok(&["review", "A7", "--stage", "final", "--result", "pass", "--date", "2021-12-08"]);
}

#[test]
fn a_stage_skipped_or_repeated_or_after_a_fail() {
    let base = walked();
    let skip = ["review", "A7", "--stage", "site", "--result", "pass", "--date", "2021-11-20"];
    base.refuses(1, &skip, &["资格审查", "fuhua review A7 --stage 资格审查"], &["eligibility", "fuhua review A7 --stage eligibility"]);
    let again = ["review", "A1", "--stage", "expert", "--result", "pass", "--date", "2021-12-20"];
    base.refuses(1, &again, &["fuhua edit K4"], &["fuhua edit K4"]);
    base.ok(&["review", "A7", "--stage", "eligibility", "--result", "fail", "--unmet", "founder", "--date", "2021-11-20"]);
    let after = ["review", "A7", "--stage", "internal", "--result", "pass", "--date", "2021-11-21"];
    base.refuses(1, &after, &["review.order"], &["review.order"]);
}

#[test]
fn one_body_for_both_approvals() {
    let base = walked();
    base.passes("A7", "expert", "2021-12-20");
    base.ok(&["review", "A7", "--stage", "preliminary", "--result", "pass", "--date", "2021-12-20", "--by", "市民政局"]);
    let line = ["review", "A7", "--stage", "final", "--result", "pass", "--date", "2021-12-21", "--by", "市民政局"];
    base.refuses(1, &line, &["四(一)4", "--by"], &["四(一)4", "--by"]);
    // Written otherwise it is the same body, and no body is none.
    for by in ["市民政局\u{200b}", " 市 民政局", "市民政局　"] {
        base.breaks("review.two-bodies", &[&line[..line.len() - 1], &[by]].concat());
    }
    let step = base.value("SELECT 'K' || id FROM review_step WHERE application_id = 7 AND stage = 'preliminary'");
    for by in ["", " ", "\u{200b}", "\u{3000}"] {
        base.breaks("review.two-bodies", &["edit", &step, "--by", by]);
    }
}

#[test]
fn a_seventh_admission() {
    let base = walked();
    base.passes("A7", "final", "2021-12-20");
    let line = entering("A7", "2022-02-01");
    base.refuses(
        1,
        &line,
        &["第7家", "6家", "fuhua target set incubated"],
        &["admission 7 of Y1", "allows 6", "fuhua target set incubated"],
    );
    base.ok(&["target", "set", "incubated", "7", "--year", "Y1", "--reason", "专题会议纪要"]);
    base.ok(&line);
    base.breaks("incubate.cap", &["target", "set", "incubated", "6", "--year", "Y1", "--reason", "x"]);
}

#[test]
fn an_entry_without_approval() {
    let base = walked();
    base.refuses(1, &entering("第7", "2022-02-01"), &["四(一)4", "fuhua review A7"], &["四(一)4", "fuhua review A7"]);
}

#[test]
fn an_exit_too_early_or_without_registration() {
    let base = walked();
    let facts = [
        "--staff",
        "9",
        "--departments",
        "3",
        "--systems",
        "4",
        "--projects",
        "1",
        "--registration",
        "pass",
        "--team",
        "pass",
        "--project",
        "pass",
    ];
    let assess =
        |day: &'static str| [&["exit-assess", "O1", "--stage", "assess", "--result", "pass", "--date", day][..], &facts[..]].concat();
    base.refuses(1, &assess("2023-01-03"), &["2023-01-04", "exit.term"], &["2023-01-04 is the first day", "exit.term"]);
    base.refuses(1, &assess("2023-01-05"), &["fuhua org register O1", "三(二)1.2)①"], &["fuhua org register O1", "三(二)1.2)①"]);
    base.ok(&["org", "register", "O1", "--date", "2023-01-05", "--uscc", "52640181MJY20002XB"]);
    base.ok(&assess("2023-01-05"));
    let skip = ["exit-assess", "O1", "--stage", "final", "--result", "pass", "--date", "2023-01-06"];
    base.refuses(1, &skip, &["初审", "fuhua exit-assess I1 --stage 初审"], &["preliminary", "fuhua exit-assess I1"]);
    let soon = ["follow-up", "log", "O1", "--date", "2023-01-06"];
    base.refuses(1, &soon, &["follow-up.graduated"], &["follow-up.graduated"]);
}

#[test]
fn a_team_that_has_not_grown_cannot_pass() {
    let base = walked();
    base.ok(&["org", "register", "O1", "--date", "2022-06-05", "--uscc", "52640181MJY20002XB"]);
    let line = [
        "exit-assess",
        "O1",
        "--stage",
        "assess",
        "--result",
        "pass",
        "--date",
        "2023-01-05",
        "--staff",
        "9",
        "--departments",
        "1",
        "--systems",
        "4",
        "--projects",
        "0",
        "--registration",
        "pass",
        "--team",
        "pass",
        "--project",
        "pass",
    ];
    base.refuses(1, &line, &["部门1→1", "exit.team", "exit.project"], &["departments 1→1", "exit.team", "exit.project"]);
    base.ok(&[&line[..], &["--override", "专题会议同意"]].concat());
    assert_eq!(base.json(&["list", "waivers"]).as_array().map(Vec::len), Some(2));
}

#[test]
fn unknown_and_ambiguous_names() {
    let base = walked();
    base.refuses(2, &["apply", "启明"], &["没有组织“启明”", "fuhua list orgs"], &["no organisation '启明'", "fuhua list orgs"]);
    base.refuses(2, &["apply", "社工"], &["O1 第1社工服务中心", "写编号"], &["O7 第7社工服务中心", "give the code"]);
    base.refuses(2, &["apply", "O99"], &["O99"], &["O99"]);
    base.refuses(2, &["review", "O1", "--stage", "site", "--result", "pass"], &["没有未结的孵化申请"], &["no open application"]);
    base.refuses(2, &["show", "T99"], &["T99"], &["T99"]);
}

#[test]
fn a_name_that_looks_like_a_code() {
    let base = walked();
    for name in ["K1", "O7", "O99", "A2", "A88"] {
        base.ok(&["org", "add", "--name", name, "--kind", "community"]);
    }
    let (k1, o7, o99, a2, a88) = ("O8", "O9", "O10", "O11", "O12");
    // A code of another kind, or of no record, is a name if it is one.
    assert_eq!(base.json(&["list", "orgs", "--org", "K1"])[0]["code"], k1);
    base.ok(&["org", "file", "O99", "--date", "2023-11-01"]);
    assert_eq!(base.value("SELECT 'O' || org_id FROM filing"), o99);
    for (name, org) in [("K1", k1), ("A88", a88)] {
        base.ok(&["apply", name]);
        let code = base.code(&["withdraw", name, "--reason", "重名"]);
        assert_eq!(base.json(&["show", &code])["org"], org);
    }
    // `show K1` is the step of that code; there is none of A88.
    assert_eq!(base.json(&["show", "K1"])["code"], "K1");
    assert_eq!(base.json(&["show", "A88"])["code"], a88);
    base.refuses(2, &["apply", "K77"], &["“K77”不是组织的编号(如 O1)"], &["'K77' is not a code of this kind"]);
    // Both: it is said, and each can still be meant.
    let zh = ["“O7”可指两者", "组织 O9", "fuhua edit O9"];
    base.refuses(2, &["org", "file", "O7"], &zh, &["'O7' may mean both", "organisation O9"]);
    let step = ["review", "A2", "--stage", "site", "--result", "pass"];
    base.refuses(2, &step, &["“A2”可指两者", a2], &["may mean both the record A2", a2]);
    base.ok(&["org", "file", "第7社工服务中心", "--date", "2023-11-01"]);
    base.ok(&["edit", "O7", "--town", "城区"]);
    assert_eq!(base.value("SELECT town FROM org WHERE id = 7"), "城区");
    base.ok(&["edit", o7, "--name", "欧七"]);
    base.ok(&["org", "file", "O7", "--date", "2023-11-02"]);
}

#[test]
fn a_plan_file_with_a_mistake() {
    let base = Base::empty();
    let plan = include_str!("../../src/plan/plans/lingwu-2021.toml");
    for (from, to, zh, en) in [
        ("start = \"2021-10-01\"", "start = \"2021-10-01", "第8行第20列,不合 TOML 的写法:start", "line 8, column 20: invalid TOML: start"),
        (
            "start = \"2021-10-01\"",
            "start = 2021-10-01",
            "第8行第9列,值的类型不对,应为带引号的文本",
            "line 8, column 9: the value should be text in quotes",
        ),
        ("name = \"lingwu-2021\"\n", "", "缺少字段 name", "the field name is missing"),
        (
            "name = \"lingwu-2021\"",
            "title2 = 1",
            "第5行第1列,没有字段 title2(可选 name、title",
            "there is no field title2 (one of name, title",
        ),
        ("target = 500", "target = \"五百\"", "应为整数或整数的列表", "a whole number or a list of them"),
        ("value = 2\n", "value = true\n", "应为整数或带引号的文本", "a whole number or text in quotes"),
        ("from = 1\n", "from = \"1\"\n", "应为整数", "should be a whole number"),
        ("from = 1\n", "from = 1\nfrom = 1\n", "同一字段写了两次", "given twice"),
        ("title = {", "title = 1 #", "应为表", "should be a table"),
    ] {
        assert!(plan.contains(from), "{from}");
        let file = base.file("plan.toml", plan.replacen(from, to, 1));
        base.refuses(2, &["init", "--plan", &file], &[zh, "plan.toml"], &[en, "plan.toml"]);
        let told = base.fails(2, &["init", "--plan", &file]);
        for english in ["expected", "invalid", "missing", "TOML parse error"] {
            assert!(!told.contains(english), "{told}");
        }
    }
}

/// Who asks for help gets it, whatever the order of the words.
#[test]
fn help_may_be_a_word() {
    let base = Base::empty();
    for (asked, meant) in [
        (&["help"][..], &["--help"][..]),
        (&["帮助"], &["--help"]),
        (&["help", "undo"], &["undo", "--help"]),
        (&["--lang", "en", "help", "org", "add"], &["--lang", "en", "org", "add", "--help"]),
        (&["org", "help"], &["org", "--help"]),
    ] {
        assert_eq!(base.ok(asked), base.ok(meant), "{asked:?}");
    }
    assert!(base.fails(2, &["help", "traning"]).contains("没有“traning”这个命令"));
}

#[test]
fn bad_dates_words_and_amounts() {
    let base = walked();
    let train = |day: &'static str| ["training", "log", "--title", "讲座", "--form", "lecture", "--date", day];
    base.refuses(2, &train("2022-02-30"), &["2022年2月30日"], &["no day 2022-02-30"]);
    base.refuses(2, &train("后天"), &["日期写作"], &["write dates as"]);
    base.refuses(2, &train("2020-01-01"), &["运营年度", "2021-10-01"], &["no operating year", "2021-10-01"]);
    base.refuses(1, &train("2024-01-01"), &["晚于今天2023-12-01", "--override"], &["after today, 2023-12-01", "--override"]);
    base.refuses(2, &["training", "log", "--title", "讲座", "--form", "报告"], &["专题讲座"], &["lecture"]);
    base.refuses(2, &["apply", "O7", "--reserve-fund", "1.005"], &["最多精确到分"], &["two decimals"]);
    base.refuses(2, &["service", "log", "O1", "--service", "午餐"], &["公共空间"], &["space"]);
    base.refuses(2, &["org", "register", "O1", "--uscc", "123"], &["18位"], &["18"]);
    base.refuses(2, &["traning", "log"], &["没有“traning”这个命令", "training"], &["there is no command 'traning'", "training"]);
    base.refuses(2, &["org", "add"], &["缺少必填参数"], &["required arguments"]);
}

#[test]
fn a_service_or_a_grant_to_one_who_is_not_in_the_base() {
    let base = walked();
    base.refuses(1, &["service", "log", "O7", "--service", "space", "--date", "2022-02-01"], &["service.resident"], &["service.resident"]);
    base.refuses(1, &["service", "log", "O1", "--service", "space", "--date", "2022-01-03"], &["不在孵"], &["was not in the base"]);
    let grant = ["project", "start", "O7", "--title", "邻里节", "--date", "2022-02-01", "--grant", "5000", "--source", "donation"];
    base.refuses(1, &grant, &["project.recipient"], &["project.recipient"]);
    let unnamed = ["project", "start", "O1", "--title", "邻里节", "--date", "2022-02-01", "--grant", "5000"];
    base.refuses(2, &unnamed, &["--source"], &["--source"]);
}

#[test]
fn a_second_application() {
    let base = walked();
    base.refuses(1, &["apply", "O7", "--date", "2021-11-01"], &["fuhua withdraw A7"], &["fuhua withdraw A7"]);
    base.ok(&["withdraw", "O7", "--reason", "负责人外出", "--date", "2021-11-02"]);
    base.ok(&["apply", "O7", "--date", "2021-11-02"]);
    base.refuses(1, &["withdraw", "A7", "--reason", "x", "--date", "2021-11-03"], &["已经了结"], &["has ended"]);
}

#[test]
fn a_bad_roster_row() {
    let base = walked();
    base.ok(&["training", "log", "--title", "讲座", "--form", "lecture", "--date", "2022-02-01"]);
    let file = base.file("签到.csv", "姓名,类别,出勤\n沈知秋,持证,到\n,持证,到\n宋若溪,老师,到\n\n唐海宁,持证,来过\n");
    let told = ["training", "roster", "T1", &file];
    base.refuses(2, &told, &["第3行", "第4行", "老师", "第6行", "来过"], &["3", "4", "老师", "6", "来过"]);
}

#[test]
fn a_narrow_screen_breaks_no_date_and_no_word() {
    let mut base = walked();
    base.width(80).lang("en");
    let shown = base.ok(&["list", "incubations"]);
    assert_eq!((shown.matches("2022-01-04").count(), shown.matches("resident").count()), (6, 6), "{shown}");
    assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
    // One entry needs no columns that say one thing.
    let shown = base.ok(&["history", "J2"]);
    assert!(shown.starts_with("J2  2023-12-01  测试员  org add\nrecord"), "{shown}");
    assert_eq!(base.ok(&["history", "J2", "-f", "csv"]).lines().filter(|line| line.contains("J2,")).count(), 2);
    base.lang("zh");
    assert!(base.ok(&["history", "J2"]).contains("第1社工服务中心"));
}

#[test]
fn what_is_missing_is_named_in_one_breath() {
    let base = Base::new();
    let en = ["not provided: --reason <REASON>, <PERSON>\n", "hint: Usage:"];
    base.refuses(2, &["person", "forget"], &["缺少必填参数:--reason <理由>、<人员>\n"], &en);
    let add = ["org", "add", "--kind", "service", "--name", " "];
    base.refuses(2, &add, &["--name <名称>", "不能为空"], &["--name <NAME>", "cannot be empty"]);
    let text = base.file("text.txt", "记事");
    let new = base.path("new.db");
    let restore = |file| ["restore", file, "--db", new.to_str().expect("text")];
    base.refuses(2, &restore("none.db"), &["没有备份文件", "核对文件名"], &["no backup none.db", "check the file's name"]);
    base.refuses(3, &restore(&text), &["不是 SQLite 数据库", "换一份备份"], &["not an SQLite database", "take another backup"]);
}
