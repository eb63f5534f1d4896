//! Messages that misled: what stands in the way is named, advice fits, words
//! that a clerk types are understood or answered with what was meant.

use crate::common::Base;
use serde_json::json;

fn applied() -> Base {
    let mut base = Base::new();
    base.today("2022-03-10");
    base.ok(&["org", "add", "--name", "启明社", "--kind", "未登记"]);
    base.ok(&["apply", "O1"]);
    base
}

/// A base with a resident, O1 in I1.
fn resident() -> Base {
    let base = applied();
    for stage in ["eligibility", "internal", "site", "expert", "preliminary", "final"] {
        base.ok(&["review", "A1", "--stage", stage, "--result", "pass", "--date", "2022-05-10", "--today", "2022-05-10"]);
    }
    base.ok(&["incubate", "A1", "--staff", "1", "--departments", "1", "--systems", "1", "--projects", "0", "--today", "2022-05-11"]);
    base
}

#[test]
fn a_refusal_names_what_stands_in_the_way_and_nothing_that_will_not_exist() {
    let mut base = applied();
    base.refuses(1, &["apply", "O1"], &["2022-03-10的申请 A1,尚未了结", "fuhua withdraw A1"], &["has application A1 of 2022-03-10 open"]);
    // One dated before the other is no less the one that is refused.
    let err = base.fails(1, &["apply", "O1", "--date", "2022-01-05"]);
    assert!(err.contains("已有2022-03-10的申请 A1") && err.contains("2022-01-05再申请") && !err.contains("A2"), "{err}");
    base = resident();
    base.today("2022-06-01");
    base.refuses(1, &["apply", "O1"], &["正在孵 I1"], &["is a resident (I1"]);
    assert!(!base.fails(1, &["apply", "O1"]).contains("withdraw"), "no advice that destroys");
    // Of whatever kind: a new record has no code yet.
    base.ok(&["withdraw", "O1", "--leave", "--reason", "合并"]);
    let err = base.fails(1, &["exit-assess", "I1", "--stage", "preliminary", "--result", "fail", "--date", "2022-05-01"]);
    assert!(!err.contains("X1"), "{err}");
}

#[test]
fn a_resident_leaves_only_if_that_is_said() {
    let mut base = resident();
    base.today("2022-06-01");
    for subject in ["O1", "A1", "I1", "启明"] {
        base.refuses(
            1,
            &["withdraw", subject, "--reason", "x"],
            &["启明社正在孵(I1)", "加 --leave", "exit-assess I1"],
            &["is a resident (I1)", "add --leave"],
        );
    }
    let asked = base.choosing(&["withdraw", "O1", "--reason", "x"], Some(0));
    assert_eq!(asked.code, 1);
    let asked = base.choosing(&["withdraw", "O1", "--reason", "与另一机构合并"], Some(1));
    assert!(asked.code == 0 && asked.out.contains("提前离开基地"), "{asked:?}");
    // An application that is not yet a stay is taken back as before.
    applied().ok(&["withdraw", "A1", "--reason", "x"]);
}

#[test]
fn a_plan_that_is_over_is_told_and_so_are_its_years() {
    let mut base = Base::empty();
    base.today("2026-11-25");
    let made = base.run(&["init"]);
    assert!(made.code == 0 && made.err.contains("到2024-09-30已经结束") && made.err.contains("--start 2026-11-25"), "{made:?}");
    base.refuses(
        2,
        &["consult", "log", "--topic", "政策"],
        &["Y1 2021-10-01..2022-09-30", "Y3 2023-10-01..2024-09-30", "计划已结束", "init --start"],
        &["Y1 2021-10-01..2022-09-30", "the plan is over", "init --start"],
    );
    base.today("2022-03-10");
    let err = base.fails(2, &["consult", "log", "--topic", "政策", "--date", "2019-01-01"]);
    assert!(err.contains("Y1 2021-10-01..2022-09-30") && !err.contains("计划已结束"), "{err}");
    let renewed = Base::empty();
    assert!(!renewed.run(&["init", "--start", "2023-10-01"]).err.contains("已经结束"));
}

#[test]
fn an_eligibility_that_fails_names_what_is_not_met() {
    let base = applied();
    let line = ["review", "A1", "--stage", "eligibility", "--result", "fail"];
    base.refuses(2, &line, &["--unmet", "有储备资金 reserve-fund"], &["--unmet", "reserve-fund"]);
    base.ok(&[&line[..], &["--unmet", "储备资金,创始人"]].concat());
    assert_eq!(base.value("SELECT group_concat(condition) FROM condition_check WHERE met = 0"), "founder,reserve-fund");
}

#[test]
fn a_stage_after_its_window_warns() {
    let base = applied();
    let late = base.json(&["review", "A1", "--stage", "eligibility", "--result", "pass", "--today", "2022-09-11"]);
    assert_eq!(late["warnings"], json!(["启明社(A1)的“资格审查”在2022-09-11,筛选期到2022-09-10为止"]));
}

#[test]
fn a_hint_fits_and_names_commands_that_work() {
    let base = applied();
    base.refuses(2, &["show", "T9"], &["用 fuhua list trainings"], &["fuhua list trainings"]);
    base.refuses(2, &["show", "XX9"], &["没有以 XX 开头的编号"], &["no code begins with XX"]);
    base.refuses(2, &["withdraw", "A9", "--reason", "x"], &["fuhua list applications"], &["fuhua list applications"]);
    base.refuses(2, &["list"], &["组织 orgs", "流水 journal"], &["orgs", "journal"]);
    base.ok(&["list", "orgs"]);
    base.refuses(3, &["audit", "none.db"], &["没有文件 none.db", "核对文件名"], &["there is no file none.db"]);
    base.refuses(2, &["init", "--plan", "none.toml", "--db", &base.argument("x.db")], &["核对文件名"], &["check the file's name"]);
    base.refuses(2, &["restore", "none", "--db", &base.argument("x.db")], &["没有备份文件 none"], &["no backup none"]);
    base.refuses(2, &["training", "roster", "T1", "none.csv"], &["核对文件名"], &["none.csv"]);
}

#[test]
fn chinese_words_are_commands() {
    let mut base = Base::new();
    base.today("2022-03-10");
    base.ok(&["登记", "--name", "启明社", "--kind", "未登记"]);
    base.ok(&["机构", "登记", "--name", "松柏会", "--kind", "未登记"]);
    base.ok(&["申请", "启明"]);
    base.ok(&["评审", "启明", "--stage", "资格审查", "--result", "通过"]);
    base.ok(&["培训", "登记", "--title", "课", "--form", "讲座"]);
    base.ok(&["咨询", "登记", "--topic", "政策"]);
    base.ok(&["--no-input", "-q", "记账", "--in", "1000", "--category", "财政拨款", "--party", "市财政局"]);
    assert_eq!(base.json(&["季报", "2022Q1"])["period"]["label"], "2022Q1");
    for line in [
        &["审计"][..],
        &["报表", "季报"],
        &["月报"],
        &["列表", "orgs"],
        &["查看", "O1"],
        &["流水"],
        &["进度"],
        &["预算", "Y1"],
        &["帮助", "登记"],
    ] {
        base.ok(line);
    }
    // The journal keeps the command's own words, and shows the Chinese ones.
    assert_eq!(base.value("SELECT group_concat(command) FROM journal WHERE seq IN (2, 4, 6)"), "org add,apply,training log");
    let history = base.ok(&["history"]);
    assert!(history.contains("组织登记") && history.contains("培训记录") && !history.contains("org add"), "{history}");
    assert!(base.ok(&["history", "--lang", "en"]).contains("org add"));
    assert_eq!(base.json(&["history"])[1]["command"], "org add");
}

#[test]
fn unknown_words_are_answered_with_what_was_meant_or_with_the_list() {
    let base = Base::new();
    for (line, near) in [
        (&["orgg"][..], "org"),
        (&["申情", "O1"], "申请"),
        (&["traning", "log"], "training"),
        (&["training", "lgo"], "log"),
        (&["help", "undoo"], "undo"),
    ] {
        base.refuses(2, line, &[&format!("是否想写“{near}”")], &[&format!("did you mean '{near}'")]);
    }
    base.refuses(2, &["打印"], &["可用的命令:", "组织 org"], &["the commands are: ", "org"]);
    base.refuses(2, &["training", "xyzzy"], &["记录 log"], &["roster, coach, attend, certificates, log"]);
    let error = base.error(2, &["打印"]);
    assert_eq!(error["kind"], "input");
}

#[test]
fn what_every_bookkeeping_asks_has_its_name_in_either_language() {
    let base = applied();
    let err = base.fails(1, &["consult", "log", "--topic", "policy", "--date", "2022-03-11", "--lang", "en"]);
    assert!(err.contains("clause bookkeeping") && !err.contains("记账通则"), "{err}");
    assert!(base.fails(1, &["consult", "log", "--topic", "policy", "--date", "2022-03-11"]).contains("记账通则"));
    assert!(!base.ok(&["audit", "rules", "--lang", "en"]).contains("记账通则"));
}
