//! A clerk's slips, each with what must come of it: refused with a word that
//! helps, or taken for what it says, and told.

use crate::common::Base;
use serde_json::json;

/// A base on 2022-03-10 with two organisations, an application, two sessions
/// and a closed quarter.
fn base() -> Base {
    let mut base = Base::new();
    base.today("2022-03-10");
    for line in [
        &["org", "add", "--name", "启明 社", "--kind", "未登记"][..],
        &["org", "add", "--name", "松柏会", "--kind", "未登记"],
        &["apply", "O1", "--date", "2022-01-10"],
        &["training", "log", "--title", "课", "--form", "讲座"],
        &["training", "log", "--title", "课", "--form", "讲座", "--date", "2022-3-8"],
        &["finance", "post", "--in", "1000", "--category", "财政拨款", "--party", "市财政局", "--date", "2022-01-05"],
        &["finance", "close", "2021Q4"],
    ] {
        base.ok(line);
    }
    base
}

#[test]
fn slips_are_refused_with_a_word_that_helps() {
    let base = base();
    let before = base.bytes();
    for name in ["folder", "empty.csv", "names.csv", "old.xls"] {
        match name {
            "folder" => std::fs::create_dir(base.path(name)).expect("a folder"),
            "names.csv" => drop(base.file(name, "姓名,单位\n")),
            "old.xls" => drop(base.file(name, b"\xd0\xcf\x11\xe0abc")),
            _ => drop(base.file(name, "")),
        }
    }
    let file = |name: &str| base.argument(name);
    let (folder, empty, names, old, pdf) = (file("folder"), file("empty.csv"), file("names.csv"), file("old.xls"), file("x.pdf"));
    for (code, line, zh, en) in [
        // Numbers.
        (2, &["apply", "O2", "--reserve-fund", "一万二"][..], "一万二千元", "not how an amount is written"),
        (2, &["training", "log", "--title", "a", "--form", "讲座", "--headcount", "30人左右"], "整数", "whole number"),
        (2, &["training", "log", "--title", "a", "--form", "讲座", "--headcount", "9999999"], "1000000", "1000000"),
        (2, &["training", "log", "--title", "a", "--form", "讲座", "--hours", "3000"], "90分钟", "0 to 1000"),
        (2, &["training", "log", "--title", "a", "--form", "讲座", "--hours", "两三个小时"], "90分钟", "0 to 1000"),
        (2, &["finance", "post", "--in", "10000,00", "--category", "财政拨款"], "1,200.50", "1,200.50"),
        (2, &["finance", "post", "--in", "1 000", "--category", "财政拨款"], "1,200.50", "1,200.50"),
        (2, &["finance", "post", "--in", "0", "--category", "财政拨款", "--party", "a"], "大于零", "more than zero"),
        (2, &["finance", "post", "--in", "1", "--out", "1", "--category", "财政拨款"], "不能与", "cannot be used with"),
        (2, &["finance", "budget", "Y1", "--line", "培训5000"], "科目=金额", "LINE=YUAN"),
        // Dates and periods.
        (2, &["org", "add", "--name", "甲", "--kind", "未登记", "--founded", "2022-13-01"], "没有2022年13月1日", "no day"),
        (2, &["consult", "log", "--topic", "政策", "--date", "2022年3月"], "不是日期的写法", "not how a date is written"),
        (2, &["consult", "log", "--topic", "政策", "--date", "22-3-8"], "不是日期的写法", "not how a date is written"),
        (2, &["consult", "log", "--topic", "政策", "--date", "上周五"], "不是日期的写法", "not how a date is written"),
        (1, &["consult", "log", "--topic", "政策", "--date", "明天"], "晚于今天2022-03-10", "after today, 2022-03-10"),
        (2, &["report", "quarterly", "2022-03..2022-01"], "起日晚于止日", "ends before it starts"),
        (2, &["report", "quarterly", "1季度"], "2021年第四季度", "2021Q4"),
        (2, &["report", "monthly", "2022Q1"], "不是月", "is not one"),
        (2, &["list", "trainings", "--period", "去年"], "不在计划的任何运营年度之内", "no operating year of the plan"),
        (2, &["target", "status", "--year", "2022"], "Y1 (2021-10-01..2022-09-30)", "Y1 (2021-10-01..2022-09-30)"),
        (2, &["org", "inspect", "O1", "--year", "21", "--result", "合格"], "四位数的年份", "four digits"),
        (2, &["org", "inspect", "O1", "--year", "2023", "--result", "合格"], "不晚于2022", "2022 at the latest"),
        // Words and names.
        (2, &["consult", "log", "--topic", "政策、年检"], "可选(中英文均可)", "one of"),
        (2, &["target", "set", "培训", "12", "--year", "Y1", "--reason", "x"], "组织培训 trainings", "trainings"),
        (2, &["org", "add", "--name", "启明社", "--kind", "未登记"], "已有组织“启明 社”(O1)", "O1"),
        (2, &["org", "add", "--name", "  ", "--kind", "未登记"], "不能为空", "cannot be empty"),
        (2, &["training", "attend", "T1", "李明、王芳"], "像是两个或多个人", "李明、王芳"),
        (2, &["undo", "5"], "流水的编号", "J1"),
        // Files.
        (2, &["training", "roster", "T2", &folder], "文件夹", "folder"),
        (2, &["training", "roster", "T2", &empty], "文件是空的", "empty"),
        (2, &["training", "roster", "T2", &names], "没有一个人", "nobody"),
        (2, &["training", "roster", "T2", &old], "xlsx", "xlsx"),
        (2, &["list", "orgs", "-o", &pdf], "另一种格式", "format"),
        // Out of order, or twice.
        (1, &["review", "启明", "--stage", "审定", "--result", "同意"], "资格审查", "eligibility"),
        (1, &["report", "issue", "季报", "2022Q1"], "为时过早", "too early"),
        (1, &["finance", "close", "2022Q1"], "为时过早", "too early"),
        (
            1,
            &["finance", "post", "--in", "1", "--category", "财政拨款", "--party", "a", "--date", "2021-11-01"],
            "已结账的 2021Q4",
            "2021Q4",
        ),
        (1, &["training", "log", "--title", "课 ", "--form", "讲座"], "--override", "--override"),
        (1, &["service", "log", "O1", "--service", "空间"], "不在孵", "not in the base"),
        (2, &["project", "start", "O1", "--title", "x", "--grant", "5000"], "资助与来源须同时写明", "go together"),
    ] {
        base.refuses(code, line, &[zh], &[en]);
    }
    assert!(base.bytes() == before, "nothing was changed");
    assert!(!base.path("x.pdf").exists());
}

#[test]
fn what_is_refused_is_never_called_by_a_code_to_come() {
    let base = base();
    let err = base.fails(1, &["finance", "post", "--in", "1", "--category", "财政拨款", "--party", "a", "--date", "2021-11-01"]);
    assert!(err.contains("新的凭证在已结账的") && !err.contains("V2"), "{err}");
}

#[test]
fn single_persons_are_told_apart_or_told() {
    let base = base();
    // The same name twice on one line is one person.
    let both = base.ok(&["training", "attend", "T1", "李明", "王芳", "李明"]);
    assert!(both.contains("M1 李明、M2 王芳 到;本场计入2人次"), "{both}");
    assert!(!base.run(&["training", "attend", "T1", "李明", "--phone", "13800138000"]).out.contains("更正"));
    // Another number: another person, or the same; it is told which was taken.
    let other = base.run(&["training", "attend", "T1", "李明", "--phone", "13800138009"]);
    let told = other.out.contains("更正了电话:M1") || other.err.contains("fuhua person merge M1 M3");
    assert!(other.code == 0 && told && !other.err.contains("13800138009"), "{other:?}");
    base.refuses(2, &["training", "attend", "T1", "M1", "--phone", "13800138001"], &["fuhua edit M1 --phone"], &["fuhua edit M1 --phone"]);
    // A merge of two names is done, and told.
    let merged = base.run(&["person", "merge", "M1", "M2"]);
    assert!(merged.code == 0 && merged.err.contains("姓名不同(李明、王芳)"), "{merged:?}");
    base.ok(&["undo"]);
    assert!(base.run(&["person", "merge", "M1", "M2", "--lang", "en"]).err.contains("different names"));
}

#[test]
fn a_phone_that_is_corrected_is_said() {
    let base = base();
    let roster = base.file("a.csv", "姓名,单位,电话\n李明,启明,13800138000\n");
    base.ok(&["training", "roster", "T1", &roster]);
    for (lang, number, words) in [("zh", "13800138009", "更正了电话:M1"), ("en", "13800138008", "the phone was corrected of M1")] {
        let done = base.ok(&["training", "attend", "T1", "李明", "--unit", "启明", "--phone", number, "--lang", lang]);
        assert!(done.contains(words) && !done.contains(number), "{done}");
    }
    assert_eq!(base.value("SELECT count(*) FROM person"), "1");
}

#[test]
fn the_same_persons_of_another_day_are_refused_with_the_way_on() {
    let base = base();
    let roster = base.file("a.csv", "姓名,单位\n李明,启明\n王芳,启明\n");
    base.ok(&["training", "roster", "T1", &roster]);
    base.refuses(
        1,
        &["training", "roster", "T2", &roster],
        &["同一批人的又一次课,加 --override 理由"],
        &["if the same persons met again, add --override REASON"],
    );
    base.ok(&["training", "roster", "T2", &roster, "--override", "第二次课"]);
    assert_eq!(base.json(&["list", "waivers"])[0]["rule"], json!("training.same-roster"));
}
