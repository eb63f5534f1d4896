//! `todo`: what is due, row by row, and what takes each row away.

use crate::common::Base;
use serde_json::{Value as Json, json};

/// A base on a day, with a resident since 2022-01-04.
fn base(today: &str) -> Base {
    let mut base = Base::new();
    base.today("2022-06-01");
    base.ok(&[
        "org",
        "add",
        "--name",
        "启明社工服务中心",
        "--kind",
        "service",
        "--uscc",
        "52640181MJY20002XB",
        "--registered",
        "2022-03-01",
    ]);
    base.ok(&["apply", "O1", "--date", "2021-10-08"]);
    base.passes("A1", "final", "2021-12-20");
    base.enters("A1", "2022-01-04");
    base.today(today);
    base
}

/// The rows of a kind within some days: day, days left, whether overdue and a must, subject.
#[track_caller]
fn of(base: &Base, kind: &str, days: u32) -> Vec<Json> {
    let list = base.json(&["todo", "--days", &days.to_string()]);
    let rows = list.as_array().expect("a list").iter().filter(|row| row["kind"] == kind);
    rows.map(|row| json!([row["on"], row["days"], row["overdue"], row["must"], row["subject"]])).collect()
}

#[test]
fn a_row_says_what_is_to_be_done_and_how() {
    let base = base("2022-09-30");
    let list = base.json(&["todo", "--org", "启明"]);
    let expected = json!([
        {"on": "2022-02-03", "days": -239, "overdue": true, "must": true, "kind": "entry-assessment", "subject": "I1", "org": "O1",
         "what": "入驻现状评估", "clause": "二(二)4", "command": "fuhua evaluate O1 --stage 现状评估 --score 项目=分数"},
        {"on": "2022-10-30", "days": 30, "overdue": false, "must": true, "kind": "evaluation", "subject": "I1", "org": "O1",
         "what": "Y1 年度综合评估,须认定", "clause": "四(三)4", "command": "fuhua evaluate O1 --stage 年度综合评估 --year Y1 --result 通过"},
    ]);
    assert_eq!(list, expected);
    assert_eq!(base.json(&["todo", "--days", "29", "--org", "O1"])[1], Json::Null);
    let shown = base.run(&["todo", "--org", "O1", "--check"]);
    assert_eq!((shown.code, shown.err.contains("共2件,其中逾期1件")), (1, true), "{}", shown.err);
    let wide = base.ok(&["todo", "--org", "O1", "-f", "csv"]);
    assert!(wide.contains("O1 启明社工服务中心,入驻现状评估(已逾期)"), "{wide}");
    base.lines("evaluate 启明 --stage assess --year Y1 --result pass --date 2022-09-30");
    let stage = base.json(&["todo", "--org", "O1"]);
    assert_eq!(stage[1]["command"], "fuhua evaluate O1 --stage 初审 --year Y1 --result 通过");
    base.refuses(2, &["todo", "--days", "-1"], &["天数"], &["days"]);
    base.refuses(2, &["todo", "--org", "O9"], &["O9"], &["O9"]);
}

#[test]
fn a_stay_and_what_follows_it() {
    let mut base = base("2022-12-20");
    assert_eq!(of(&base, "exit", 15), [json!(["2023-01-04", 15, false, true, "I1"])]);
    assert_eq!(of(&base, "exit", 14), [Json::Null; 0]);
    base.lines("space add 工位 --kind desk --date 2022-01-02\nspace give 工位 O1 --date 2022-02-01");
    base.today("2023-02-01");
    base.lines(
        "exit-assess O1 --stage assess --result pass --date 2023-01-08 --staff 9 --departments 9 --systems 9 --projects 9 \
         --registration pass --team pass --project pass
         exit-assess O1 --stage preliminary --result pass --date 2023-01-09
         exit-assess O1 --stage final --result pass --date 2023-01-10",
    );
    assert_eq!(of(&base, "handover", 0), [json!(["2023-01-25", -7, true, true, "AU1"])]);
    base.lines("space return AU1 --date 2023-02-01");
    assert_eq!(of(&base, "handover", 0), [Json::Null; 0]);
    assert_eq!(of(&base, "follow-up-visit", 90), [json!(["2023-04-10", 68, false, false, "I1"])]);
    base.lines("follow-up log O1 --date 2023-02-01");
    assert_eq!(of(&base, "follow-up-visit", 90), [json!(["2023-05-01", 89, false, false, "I1"])]);
    assert_eq!(of(&base, "follow-up-close", 342), [Json::Null; 0]);
    assert_eq!(of(&base, "follow-up-close", 343), [json!(["2024-01-10", 343, false, false, "I1"])]);
    base.today("2024-12-15");
    assert_eq!(of(&base, "follow-up-close", 25), [json!(["2024-01-10", -340, false, false, "I1"])]);
    assert_eq!(of(&base, "follow-up-close", 26), [json!(["2025-01-10", 26, false, true, "I1"])]);
}

#[test]
fn periods_until_they_are_submitted() {
    let base = base("2022-01-10");
    assert_eq!(of(&base, "statement", 5), [json!(["2022-01-15", 5, false, true, "Y1Q1"])]);
    assert_eq!(of(&base, "statement", 4), [Json::Null; 0]);
    let command = |kind: &str| {
        let list = base.json(&["todo"]);
        list.as_array().expect("a list").iter().find(|row| row["kind"] == kind).expect("a row")["command"].clone()
    };
    assert_eq!(command("statement"), "fuhua finance close 2021Q4");
    assert_eq!(command("summary"), "fuhua report issue quarterly 2021Q4");
    base.lines("finance close 2021Q4\nreport issue quarterly 2021Q4");
    assert_eq!(command("statement"), "fuhua operator submit finance 2021Q4");
    assert_eq!(command("summary"), "fuhua operator submit summary 2021Q4");
    let submit = |what: &str| {
        base.enter(&format!(
            "INSERT INTO period_step (step, what, period, start_on, end_on, on_date)
             VALUES ('submitted', '{what}', 'Y1Q1', '2021-10-01', '2021-12-31', '2022-01-10')"
        ));
    };
    submit("finance");
    submit("summary");
    assert_eq!((of(&base, "statement", 30), of(&base, "summary", 30)), (Vec::new(), Vec::new()));
    base.enter(
        "INSERT INTO period_step (step, period, start_on, end_on, on_date, reason)
         VALUES ('reopened', '2021Q4', '2021-10-01', '2021-12-31', '2022-01-10', '补记')",
    );
    assert_eq!(of(&base, "statement", 30).len(), 1, "reopened after it was submitted");
    assert_eq!(of(&base, "operator-evaluation", 293), [json!(["2022-10-30", 293, false, true, "Y1"])]);
    assert_eq!(of(&base, "plan-end", 994), [json!(["2024-09-30", 994, false, false, "Y3"])]);
}

#[test]
fn what_authorities_attest_runs_out() {
    let mut base = base("2023-05-01");
    assert_eq!(of(&base, "inspection", 30), [json!(["2023-05-31", 30, false, true, "O1"])]);
    base.lines("org inspect O1 --year 2022 --result pass --date 2023-04-20\norg rate O1 --grade 3A --date 2022-06-01 --until 2023-05-20");
    assert_eq!(of(&base, "inspection", 30), [Json::Null; 0]);
    assert_eq!(of(&base, "rating", 30), [json!(["2023-05-20", 19, false, false, "ST2"])]);
    base.lines("org rate O1 --grade 4A --date 2023-04-30");
    assert_eq!(of(&base, "rating", 30), [Json::Null; 0]);
    base.ok(&["org", "credit", "O1", "--list", "abnormal", "--basis", "通知", "--date", "2023-04-01"]);
    assert_eq!(of(&base, "abnormal", 701), [json!(["2025-04-01", 701, false, true, "ST4"])]);
    base.lines("org credit O1 --clear ST4 --date 2023-05-01");
    assert_eq!(of(&base, "abnormal", 999), [Json::Null; 0]);
    base.lines("person add 甘晓岚\nperson certify 甘晓岚 --level assistant --date 2021-10-15 --until 2024-10-14");
    base.today("2024-07-14");
    assert_eq!(of(&base, "renewal", 999), [Json::Null; 0], "the window is not open");
    base.today("2024-07-15");
    assert_eq!(of(&base, "renewal", 1), [json!(["2024-10-14", 91, false, true, "M1"])]);
    base.lines("talent add 甘晓岚 --pool expert --date 2024-07-01 --until 2024-07-20");
    assert_eq!(of(&base, "term", 5), [json!(["2024-07-20", 5, false, false, "HM1"])]);
    base.today("2024-07-21");
    assert_eq!(of(&base, "term", 5), [Json::Null; 0]);
}

#[test]
fn projects_are_visited_and_closed() {
    let base = base("2022-06-01");
    base.ok(&["project", "start", "O1", "--title", "银龄陪伴", "--date", "2022-02-10", "--until", "2022-06-20"]);
    assert_eq!(of(&base, "project-visit", 0), [json!(["2022-05-10", -22, false, false, "P1"])]);
    assert_eq!(of(&base, "project-end", 19), [json!(["2022-06-20", 19, false, true, "P1"])]);
    base.lines("project visit P1 --date 2022-05-31");
    assert_eq!(of(&base, "project-visit", 91), [json!(["2022-08-31", 91, false, false, "P1"])]);
    base.lines("project close P1 --result stopped --date 2022-06-01");
    assert_eq!((of(&base, "project-visit", 91), of(&base, "project-end", 91)), (Vec::new(), Vec::new()));
    // A report looks as far ahead as it always does, at its own end.
    let report = base.json(&["report", "quarterly", "2022Q1"]);
    let about = |subject: &str| report["due"].as_array().expect("a list").iter().filter(|due| due["subject"] == subject).count();
    assert_eq!((about("P1"), about("Y1Q1"), about("Y1Q2")), (2, 2, 2));
    assert!(report["due"].as_array().expect("a list").iter().any(|due| due["org"].is_null()));
}

/// The operator's own: performance of a year in which a contract ran, complaints,
/// the end of the contract, and the day by which a broken one stops.
#[test]
fn what_the_operator_owes_is_told() {
    let mut base = Base::new();
    base.today("2022-10-15");
    let done = |line: &str| base.json(&line.split(' ').collect::<Vec<_>>());
    done("org add --name 春雨社工服务中心 --kind service");
    done("operator contract O1 --from 2021-10-01 --to 2022-12-31 --date 2021-09-28 --override 承接条件另行核查");
    done("org add --name 启明 --kind service");
    done("operator complaint O2 --text 服务不到位 --date 2022-10-10");
    let of = |kind: &str| -> Vec<(String, String, bool)> {
        let rows = base.json(&["todo", "--days", "90"]);
        let rows = rows.as_array().expect("a list").iter().filter(|row| row["kind"] == kind);
        let text = |row: &serde_json::Value, key: &str| row[key].as_str().expect(key).to_owned();
        rows.map(|row| (text(row, "on"), text(row, "subject"), row["must"] == true)).collect()
    };
    let one = |on: &str, subject: &str, must: bool| vec![(on.to_owned(), subject.to_owned(), must)];
    assert_eq!(of("performance"), [one("2022-10-30", "Y1", true), Vec::new()].concat());
    assert_eq!(of("complaint"), one("2022-12-09", "CP1", true));
    assert_eq!(of("contract-end"), one("2022-12-31", "OC1", false));
    done("operator verify CP1 --result rejected --by 领导小组办公室");
    assert_eq!(of("complaint"), []);
    done("operator breach --item duties --basis 未按协议履职 --stop-by 2022-11-15");
    assert_eq!(of("contract-end"), one("2022-11-15", "BR1", true));
    base.sound();
}
