//! Figures, targets and reports over a history that is known row by row.

use crate::common::{Base, rows};
use fuhua::domain::indicator;
use fuhua::report::figures;
use serde_json::{Value as Json, json};
use unicode_width::UnicodeWidthStr;

/// Two and a half years of a small base, with the rows that must not count
/// beside those that do.
const HISTORY: &str = "
INSERT INTO application (id, org_id, on_date, void_reason) VALUES
  (1, 1, '2021-10-01', NULL), (2, 2, '2021-10-08', NULL), (3, 3, '2021-11-01', NULL), (4, 4, '2021-12-20', NULL),
  (5, 4, '2021-12-01', '重复');
INSERT INTO review_step (application_id, stage, on_date, result) VALUES
  (1, 'eligibility', '2021-10-12', 'pass'), (1, 'final', '2021-12-05', 'pass'),
  (2, 'eligibility', '2021-10-20', 'pass'), (3, 'eligibility', '2021-11-15', 'fail');
INSERT INTO incubation (id, application_id, on_date, entry_staff, entry_departments, entry_systems, entry_projects, void_reason) VALUES
  (1, 1, '2021-12-10', 3, 1, 2, 0, NULL), (2, 2, '2021-12-11', 3, 1, 2, 0, '录错');
INSERT INTO service (org_id, kind, on_date, void_reason) VALUES
  (1, 'space', '2021-12-11', NULL), (1, 'advice', '2021-12-31', NULL), (1, 'space', '2022-01-01', NULL), (1, 'space', '2021-12-12', '录错');
INSERT INTO exit_step (incubation_id, stage, on_date, result) VALUES (1, 'final', '2022-12-15', 'pass');

INSERT INTO filing (id, org_id, on_date, number, void_reason) VALUES
  (1, 1, '2021-10-15', '备2021-1', NULL), (2, 1, '2021-11-15', NULL, NULL), (3, 2, '2021-12-31', NULL, NULL),
  (4, 3, '2021-11-20', NULL, '录错'), (5, 3, '2022-01-05', NULL, NULL), (6, 4, '2022-02-01', NULL, NULL), (7, 4, '2022-02-01', NULL, NULL);

INSERT INTO training (id, title, form, on_date, headcount, void_reason) VALUES
  (1, '章程与治理', 'lecture', '2021-10-20', 30, NULL), (2, '项目书写作', 'salon', '2021-11-11', 99, NULL),
  (3, '作废的一期', 'lecture', '2021-12-01', 50, '录错'), (4, '无人到场', 'lecture', '2022-01-10', 40, NULL),
  (5, '未记人数', 'supervision', '2022-03-31', NULL, NULL), (6, '志愿者管理', 'lecture', '2021-12-15', NULL, NULL);
INSERT INTO person (id, name) VALUES (1, '甲'), (2, '乙'), (3, '丙'), (4, '丁'), (5, '戊'), (6, '己');
INSERT INTO attendance (training_id, person_id, category, status, void_reason) VALUES
  (2, 1, 'certified', 'present', NULL), (2, 2, 'uncertified', 'present', NULL), (2, 3, 'volunteer', 'present', NULL),
  (2, 4, 'other', 'present', NULL), (2, 5, 'staff', 'absent', NULL), (2, 6, 'staff', 'present', '录错'),
  (6, 1, 'staff', 'present', NULL), (6, 5, 'staff', 'present', NULL), (6, 6, 'staff', 'excused', NULL),
  (4, 1, 'staff', 'absent', NULL), (3, 6, 'staff', 'present', NULL);

INSERT INTO consultation (id, topic, on_date, void_reason) VALUES
  (1, 'registration', '2021-10-10', NULL), (2, 'finance', '2021-11-10', NULL), (3, 'policy', '2021-12-10', NULL), (4, 'policy', '2021-12-10', '录错');
INSERT INTO consultation_org (consultation_id, org_id) VALUES (1, 2), (2, 1), (2, 2);
INSERT INTO project (org_id, title, on_date, void_reason) VALUES (1, '银龄陪伴', '2021-12-20', NULL), (1, '银龄陪伴', '2021-12-19', '录错');
INSERT INTO recognition (id, org_id, kind, on_date, basis, void_reason) VALUES
  (1, 1, 'upgraded', '2021-11-01', '批文1', NULL), (2, 1, 'upgraded', '2022-03-01', '批文2', NULL), (3, 1, 'upgraded', '2022-10-01', '批文3', NULL),
  (4, 2, 'brand', '2021-12-30', '批文4', NULL), (5, 3, 'upgraded', '2021-10-05', '批文5', '录错'), (6, 3, 'upgraded', '2021-10-06', '批文6', NULL);
";

fn base() -> Base {
    let base = Base::new();
    for name in ["启明社工服务中心", "松柏志愿者协会", "金穗互助社", "晨光助学会"] {
        base.ok(&["org", "add", "--name", name, "--kind", "service"]);
    }
    base.meddle(HISTORY);
    base
}

fn column(report: &Json, list: &str, key: &str) -> Vec<Json> {
    report[list].as_array().expect("a list").iter().map(|line| line[key].clone()).collect()
}

fn keys(value: &Json) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn a_quarter_counts_what_the_plan_counts() {
    let report = base().json(&["report", "quarterly", "2021Q4"]);
    assert_eq!(report["period"], json!({"label": "2021Q4", "start": "2021-10-01", "end": "2021-12-31", "operating": "Y1Q1"}));
    assert_eq!(report["year"], json!({"no": 1, "start": "2021-10-01", "end": "2022-09-30", "phase": "exploration"}));
    assert_eq!(column(&report, "indicators", "indicator"), indicator::ids());
    assert_eq!(column(&report, "indicators", "quarter"), [1, 2, 3, 35, 3, 1, 2, 1]);
    assert_eq!(report["people"], json!({"person_times": 35, "distinct": 4}));
    assert_eq!(
        report["pipeline"],
        json!({"submitted": 1, "screening": 1, "approved": 0, "resident": 1, "graduated": 0, "left": 0, "rejected": 1, "withdrawn": 0})
    );
    assert_eq!(
        report["residents"],
        json!([{"incubation": "I1", "org": "O1", "name": "启明社工服务中心", "entered": "2021-12-10", "days": 22, "services": 2,
                "coverage": 2, "missing": ["custody", "seed-fund", "capacity", "information", "registration", "matching"], "party": null}])
    );
    assert_eq!(report["finance"]["quarter"], json!({"label": "2021Q4", "in_fen": 0, "out_fen": 0}));
}

#[test]
fn the_keys_of_json_are_fixed_and_in_order() {
    let base = base();
    let report = base.json(&["report", "quarterly", "2022Q1"]);
    let operations =
        ["coverage", "evaluations", "coaching", "certificates", "dual", "projects", "functions", "resources", "hubs", "standings", "space"];
    let expected =
        [&["period", "year", "indicators", "people", "pipeline", "residents"][..], &operations, &["operator", "finance", "due", "journal"]]
            .concat();
    assert_eq!(keys(&report), expected);
    assert_eq!(keys(&report["projects"]["by_state"]), ["planned", "approved", "rejected", "running", "closed", "stopped"]);
    let line = ["indicator", "unit", "quarter", "year_to_date", "target", "percent", "status"];
    assert_eq!(keys(&report["indicators"][0]), line);
    assert_eq!(keys(&report["due"][0]), ["on", "subject", "org", "what"]);
    assert_eq!(keys(&report["journal"]), ["entry", "head"]);
    assert_eq!(keys(&report["pipeline"]), ["submitted", "screening", "approved", "resident", "graduated", "left", "rejected", "withdrawn"]);
    let month = base.json(&["report", "monthly", "2021-12"]);
    assert_eq!(keys(&month["indicators"][0]), line.map(|key| if key == "quarter" { "month" } else { key }));
    let status = base.json(&["target", "status", "--year", "Y1"]);
    assert_eq!(keys(&status), ["plan", "year", "as_of", "targets"]);
    assert_eq!(keys(&status["targets"][0]), ["indicator", "unit", "target", "actual", "percent", "expected", "status"]);
    let rows = base.json(&["report", "evidence", "filed", "Y1"]);
    assert_eq!(keys(&rows[0]), ["date", "quantity", "subject", "org", "text"]);
}

#[test]
fn an_operating_quarter_is_the_calendar_quarter_with_the_same_days() {
    let base = base();
    assert_eq!(base.ok(&["report", "quarterly", "Y1Q1", "-f", "json"]), base.ok(&["report", "quarterly", "2021Q4", "-f", "json"]));
    assert_eq!(base.ok(&["report", "quarterly", "2021-10-01..2021-12-31"]), base.ok(&["report", "quarterly", "2021Q4"]));
    assert_eq!(base.ok(&["report", "quarterly", "y1q1"]), base.ok(&["report", "quarterly", "2021Q4"]));
    let mut later = base.copy();
    later.today("2024-09-01");
    assert_eq!(base.ok(&["report", "quarterly", "2021Q4"]), later.ok(&["report", "quarterly", "2021Q4"]), "a report of the past stays");
}

/// The same figure four ways: the report, its evidence, the target's status,
/// and anybody's own query.
#[test]
fn every_figure_is_the_sum_of_its_evidence() {
    let base = base();
    for (period, start, end, year, year_start) in [
        ("2021Q4", "2021-10-01", "2021-12-31", "Y1", "2021-10-01"),
        ("2022Q1", "2022-01-01", "2022-03-31", "Y1", "2021-10-01"),
        ("2022Q3", "2022-07-01", "2022-09-30", "Y1", "2021-10-01"),
        ("2022Q4", "2022-10-01", "2022-12-31", "Y2", "2022-10-01"),
    ] {
        let report = base.json(&["report", "quarterly", period]);
        let status = base.json(&["target", "status", "--year", year, "--as-of", end]);
        for (i, id) in indicator::ids().into_iter().enumerate() {
            let direct = |from: &str| {
                base.value(&format!(
                    "SELECT coalesce(sum(quantity), 0) FROM indicator_fact WHERE indicator = '{id}' AND on_date BETWEEN '{from}' AND '{end}'"
                ))
            };
            let evidence = |period: &str| {
                let rows = base.json(&["report", "evidence", id, period]);
                let rows = rows.as_array().expect("rows").clone();
                assert!(rows.iter().all(|r| r["quantity"] != 0), "{rows:?}");
                rows.iter().map(|r| r["quantity"].as_i64().expect("a number")).sum::<i64>()
            };
            let line = &report["indicators"][i];
            assert_eq!(line["quarter"], evidence(period), "{id} {period}");
            assert_eq!(line["quarter"].to_string(), direct(start), "{id} {period}");
            assert_eq!(line["year_to_date"], evidence(&format!("{year_start}..{end}")), "{id} {period}");
            assert_eq!(line["year_to_date"].to_string(), direct(year_start), "{id} {period}");
            assert_eq!(line["year_to_date"], status["targets"][i]["actual"], "{id} {period}");
            for key in ["indicator", "unit", "target", "percent", "status"] {
                assert_eq!(line[key], status["targets"][i][key], "{id} {period} {key}");
            }
            let shown = base.ok(&["report", "evidence", id, period]);
            let last = shown.lines().last().expect("a line");
            assert!(last.starts_with(&format!("合计:{}", line["quarter"])), "{last}");
        }
    }
}

#[test]
fn evidence_names_the_records() {
    let mut base = base();
    let rows = base.json(&["report", "evidence", "培训社工人员", "Y1"]);
    assert_eq!(
        rows,
        json!([
            {"date": "2021-10-20", "quantity": 30, "subject": "T1", "org": null, "text": "章程与治理:按人数登记"},
            {"date": "2021-11-11", "quantity": 3, "subject": "T2", "org": null, "text": "项目书写作:签到表5人,计3人"},
            {"date": "2021-12-15", "quantity": 2, "subject": "T6", "org": null, "text": "志愿者管理:签到表3人,计2人"},
        ])
    );
    base.lang("en");
    let texts = |id: &str| column(&json!({"rows": base.json(&["report", "evidence", id, "Y1"])}), "rows", "text");
    assert_eq!(texts("trainees")[1], "项目书写作: 3 of 5 on the roster");
    assert_eq!(texts("trainings")[1], "项目书写作 (salon)");
    assert_eq!(texts("filed")[0], "启明社工服务中心 (备2021-1)");
    assert_eq!(texts("consultations"), ["松柏志愿者协会 (registration)", "启明社工服务中心、松柏志愿者协会 (finance)", "policy"]);
    assert_eq!(texts("projects"), ["银龄陪伴 (启明社工服务中心)"]);
    assert_eq!(texts("incubated"), ["启明社工服务中心"]);
    assert_eq!(texts("brands"), ["松柏志愿者协会 (批文4)"]);
    let orgs = column(&json!({"rows": base.json(&["report", "evidence", "consultations", "Y1"])}), "rows", "org");
    assert_eq!(orgs, [json!("O2"), Json::Null, Json::Null], "a consultation of several organisations is nobody's alone");
    assert!(base.ok(&["report", "evidence", "trainees", "Y1"]).ends_with("total: 35 person-times\n"));
}

#[test]
fn the_first_filing_counts_and_a_recognition_once_a_year() {
    let base = base();
    let subjects = |id: &str, period: &str| column(&json!({"rows": base.json(&["report", "evidence", id, period])}), "rows", "subject");
    assert_eq!(subjects("filed", "2021-10-01..2024-09-30"), ["F1", "F3", "F5", "F6"]);
    assert_eq!(subjects("upgraded", "Y1"), ["G6", "G1"]);
    assert_eq!(subjects("upgraded", "2022Q1"), [""; 0], "the second one of the operating year");
    assert_eq!(subjects("upgraded", "FY2022"), ["G3"], "the next operating year counts again");
}

#[test]
fn a_void_record_counts_nowhere() {
    let base = base();
    let before = base.json(&["report", "quarterly", "2021Q4"]);
    base.meddle(
        "UPDATE training SET void_reason = 'x' WHERE id = 2; UPDATE filing SET void_reason = 'x' WHERE id = 1;
         UPDATE consultation SET void_reason = 'x'; UPDATE project SET void_reason = 'x'; UPDATE recognition SET void_reason = 'x' WHERE id <> 2;
         UPDATE incubation SET void_reason = 'x'; UPDATE application SET void_reason = 'x' WHERE id = 4;",
    );
    let after = base.json(&["report", "quarterly", "2021Q4"]);
    assert_eq!(column(&before, "indicators", "quarter"), [1, 2, 3, 35, 3, 1, 2, 1]);
    // The second filing of O1 is its first now, in the same quarter.
    assert_eq!(column(&after, "indicators", "quarter"), [0, 2, 2, 32, 0, 0, 0, 0]);
    assert_eq!(after["people"]["distinct"], 2);
    assert_eq!(after["pipeline"]["resident"], 0);
    assert_eq!(after["pipeline"]["approved"], 1);
    assert_eq!(after["pipeline"]["submitted"], 0);
    assert_eq!(base.json(&["report", "evidence", "upgraded", "Y1"])[0]["subject"], "G2", "the void first one makes room");
}

#[test]
fn targets_have_a_pace() {
    let base = base();
    let standing = |arguments: &[&str], indicator: usize| {
        let status = base.json(&[&["target", "status"], arguments].concat());
        let line = status["targets"][indicator].clone();
        (line["actual"].clone(), line["percent"].clone(), line["expected"].clone(), line["status"].as_str().expect("a word").to_owned())
    };
    let is = |actual: i64, percent: f64, expected: f64, status: &str| (json!(actual), json!(percent), json!(expected), status.to_owned());
    // 3 of 10 trainings on day 92 of 365; 35 of 500 trainees.
    assert_eq!(standing(&["--year", "Y1", "--as-of", "2021-12-31"], 2), is(3, 30.0, 2.5, "on_track"));
    assert_eq!(standing(&["--year", "Y1", "--as-of", "2021-12-31"], 3), is(35, 7.0, 126.0, "behind"));
    assert_eq!(standing(&["--year", "Y1", "--as-of", "2022-09-30"], 3), is(35, 7.0, 500.0, "behind"));
    assert_eq!(standing(&["--year", "Y1", "--as-of", "2022-10-01"], 3), is(35, 7.0, 500.0, "missed"));
    // The next year's recognition is not this year's, however late the day.
    assert_eq!(standing(&["--year", "Y1", "--as-of", "2023-01-01"], 6), is(2, 33.3, 6.0, "missed"));
    base.ok(&["target", "set", "组织培训", "5", "--year", "Y1", "--reason", "领导小组会议纪要"]);
    assert_eq!(standing(&["--year", "Y1", "--as-of", "2022-10-01"], 2), is(5, 100.0, 5.0, "met"));
    base.ok(&["target", "set", "brands", "0", "--year", "Y1", "--reason", "推迟"]);
    let (_, percent, expected, status) = standing(&["--year", "Y1"], 7);
    assert_eq!((percent, expected, status.as_str()), (Json::Null, json!(0.0), "met"));
}

#[test]
fn the_year_and_the_day_left_out() {
    let mut base = base();
    let which = |base: &Base, arguments: &[&str]| {
        let status = base.json(&[&["target", "status"], arguments].concat());
        (status["year"]["no"].clone(), status["as_of"].clone())
    };
    base.today("2022-01-05");
    assert_eq!(which(&base, &[]), (json!(1), json!("2022-01-05")));
    assert_eq!(which(&base, &["--year", "y2"]), (json!(2), json!("2022-01-05")));
    base.today("2025-03-01");
    assert_eq!(which(&base, &[]), (json!(3), json!("2024-09-30")));
    assert_eq!(which(&base, &["--as-of", "2024-11-01"]), (json!(3), json!("2024-11-01")));
    base.says(2, &["target", "status", "--year", "Y2", "--as-of", "2022-09-30"], &["2022-09-30早于 Y2 年度的首日2022-10-01"]);
    base.says(2, &["target", "status", "--year", "Y4"], &["没有运营年度“Y4”", "Y3 (2023-10-01..2024-09-30)"]);
    base.says(2, &["target", "status", "--as-of", "someday"], &["“someday”无法识别"]);
    base.says(2, &["report", "quarterly"], &["2024Q4 不在计划的任何运营年度之内"]);
    // What is over is met or missed, and no longer behind.
    let missed = |base: &Base| base.json(&["target", "status", "--year", "Y3"])["targets"][1]["status"].clone();
    assert_eq!(missed(&base), "missed");
    assert!(base.ok(&["target", "status"]).contains("未完成"));
    base.today("2024-09-30");
    assert_eq!(missed(&base), "behind");

    // A report is on what is over, so that the first of a month gives the month before.
    base.today("2022-01-01");
    for report in ["quarterly", "finance"] {
        assert_eq!(base.json(&["report", report])["period"]["label"], "2021Q4");
        let running = base.json(&["report", report, "--current"]);
        assert_eq!((&running["period"]["label"], &running["as_of"]), (&json!("2022Q1"), &json!("2022-01-01")));
    }
    assert_eq!(base.json(&["report", "monthly"])["period"]["label"], "2021-12");
    assert_eq!(base.json(&["report", "monthly", "--current"])["period"]["label"], "2022-01");
    assert_eq!(base.json(&["report", "evidence", "projects"]).as_array().expect("rows").len(), 1);
    assert_eq!(base.json(&["report", "evidence", "projects", "--current"]), json!([]));
    base.refuses(2, &["report", "quarterly", "2021Q4", "--current"], &["不能"], &["cannot be used with"]);
    base.today("2021-11-05");
    base.refuses(2, &["report", "quarterly"], &["2021Q3 在计划开始之前", "--current"], &["before the plan", "--current"]);
}

#[test]
fn what_is_not_over_says_so_and_calls_nothing_overdue() {
    let mut base = Base::new();
    base.today("2022-02-01");
    base.ok(&["org", "add", "--name", "启明社", "--kind", "community"]);
    // Its screening ends on 2022-04-05, within the quarter.
    base.ok(&["apply", "O1", "--date", "2021-10-05"]);
    for (today, says, overdue) in
        [("2022-04-01", "本季未完(2022-06-30止),所列截至2022-04-01", false), ("2022-05-01", "本季未完", true), ("2022-07-01", "", true)]
    {
        base.today(today);
        let report = base.ok(&["report", "quarterly", "2022Q2"]);
        assert!(report.contains(says) && report.contains("本季未完") != says.is_empty(), "{today}: {report}");
        assert!(report.contains("2022-04-05") && report.contains("须审定(已逾期)") == overdue, "{today}: {report}");
    }
    base.today("2022-04-01");
    assert!(base.ok(&["report", "monthly", "2022-04", "--lang", "en"]).contains("this month is not over yet (it ends on 2022-04-30)"));
    assert!(base.ok(&["report", "monthly", "2022-05"]).contains("本月尚未开始(2022-05-01起)"));
    assert!(base.ok(&["finance", "statement", "Y1"]).contains("本年未完(2022-09-30止)"));
    assert!(base.run(&["target", "status"]).err.contains("本年未完(2022-09-30止),所列截至2022-04-01"));
    assert!(!base.ok(&["report", "quarterly", "2022Q1"]).contains("未完("));
}

#[test]
fn a_check_that_does_not_hold_exits_with_1() {
    let base = base();
    let outcome = base.run(&["target", "status", "--year", "Y1", "--check"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.out.contains("未完成") && outcome.err.contains("培训社工人员"), "{outcome:?}");
    base.ok(&["target", "status", "--year", "Y1"]);
    for id in indicator::ids() {
        let reached = base
            .value(&format!("SELECT coalesce(sum(quantity), 0) FROM indicator_fact WHERE indicator = '{id}' AND on_date <= '2022-09-30'"));
        base.ok(&["target", "set", id, &reached, "--year", "Y1", "--reason", "试验"]);
    }
    base.ok(&["target", "status", "--year", "Y1", "--check"]);
}

#[test]
fn a_target_is_set_through_the_gate() {
    let base = base();
    let written = base.json(&["target", "set", "trainees", "600", "--year", "Y2", "--reason", "增加一期"]);
    assert_eq!(written["kind"], "target");
    assert_eq!(written["journal"], "J6");
    assert_eq!(base.sql("SELECT target, reason FROM target WHERE year = 2 AND indicator = 'trainees'"), [["600", "增加一期"]]);
    let again = base.json(&["target", "set", "training sessions", "10", "--year", "Y2", "--reason", "照旧"]);
    assert_eq!(again["journal"], Json::Null);
    assert!(base.ok(&["target", "set", "trainees", "600", "--year", "Y2", "--reason", "再说一遍"]).contains("没有改动"));
    assert_eq!(base.value("SELECT reason FROM target WHERE year = 2 AND indicator = 'trainees'"), "增加一期");
    let plan = base.json(&["plan", "show"]);
    assert_eq!(plan["targets"][3]["years"][1], json!({"no": 2, "target": 600, "reason": "增加一期"}));
    assert!(base.ok(&["plan", "show"]).contains("增加一期"));
    for (wrong, says) in [
        (&["trainees", "many", "--year", "Y2", "--reason", "x"][..], "“many”无效"),
        (&["trainees", "-1", "--year", "Y2", "--reason", "x"], "“-1”无效"),
        (&["branches", "1", "--year", "Y2", "--reason", "x"], "“branches”不在计划之内"),
        (&["trainees", "1", "--year", "Y9", "--reason", "x"], "没有运营年度“Y9”"),
        (&["trainees", "1", "--year", "Y2", "--reason", " "], "不能为空"),
        (&["trainees", "1", "--year", "Y2"], "缺少必填参数:--reason"),
    ] {
        base.says(2, &[&["target", "set"], wrong].concat(), &[says]);
    }
    let dry = base.ok(&["target", "set", "trainees", "700", "--year", "Y2", "--reason", "试", "--dry-run"]);
    assert!(dry.contains("Y2 trainees") && dry.contains("目标") && !dry.contains("reason"), "{dry}");
    // One organisation was admitted in Y1: the cap cannot be set below it.
    base.breaks("incubate.cap", &["target", "set", "incubated", "0", "--year", "Y1", "--reason", "缩减"]);
}

#[test]
fn the_plan_is_shown_with_its_clauses() {
    let base = Base::new();
    let plan = base.json(&["plan", "show"]);
    assert_eq!(keys(&plan), ["plan", "years", "functions", "targets", "parameters", "sheets"]);
    assert_eq!(plan["plan"]["name"], "lingwu-2021");
    assert_eq!(column(&plan, "years", "phase"), ["exploration", "strengthening", "consolidation"]);
    assert_eq!(column(&plan, "years", "budget_fen"), [28_290_000; 3]);
    assert_eq!(column(&plan, "targets", "indicator"), indicator::ids());
    for list in ["years", "functions", "targets", "parameters"] {
        assert!(column(&plan, list, "clause").iter().all(|c| c.as_str().is_some_and(|c| !c.is_empty())), "{list}");
    }
}

#[test]
fn only_periods_of_the_right_shape_and_inside_the_plan() {
    let base = base();
    let (shape, outside, unread) = (["不是季度", "2021Q4 或 Y1Q1"], ["不在计划的任何运营年度之内", "2024-09-30"], ["无法识别", "(季)"]);
    for (wrong, says) in [
        ("2021-11", shape),
        ("Y1", shape),
        ("FY2022", shape),
        ("2021-10-01..2021-11-30", shape),
        ("2021-10-01..2022-09-30", shape),
        ("2021Q5", unread),
        ("x", unread),
        ("2021Q3", outside),
        ("2024Q4", outside),
        ("Y4Q1", ["没有运营年度“Y4”", "Y3 ("]),
    ] {
        base.says(2, &["report", "quarterly", wrong], &says);
    }
    let shape = ["不是月", "2021-11"];
    for (wrong, says) in [("2021Q4", shape), ("Y1", shape), ("2021-09", outside), ("2024-10", outside), ("2021-13", unread)] {
        base.says(2, &["report", "monthly", wrong], &says);
    }
    base.says(2, &["report", "evidence", "branches", "Y1"], &["“branches”不在计划之内", "brands"]);
    assert_eq!(base.json(&["report", "evidence", "filed", "2019Q1"]), json!([]));
    assert_eq!(base.json(&["report", "quarterly", "2024Q3"])["year"]["no"], 3);
}

/// Where the plan begins within a calendar quarter, the year is that of the
/// quarter's end, else that of its start; the quarter still counts all its days.
#[test]
fn a_quarter_across_the_edge_of_a_year() {
    let base = Base::empty();
    base.ok(&["init", "--start", "2022-02-15"]);
    base.ok(&["org", "add", "--name", "启明社工服务中心", "--kind", "service"]);
    base.meddle(
        "INSERT INTO training (title, form, on_date, headcount) VALUES ('甲', 'lecture', '2023-01-20', 7), ('乙', 'lecture', '2023-03-01', 11);",
    );
    let report = base.json(&["report", "quarterly", "2023Q1"]);
    assert_eq!((&report["year"]["no"], &report["period"]["operating"]), (&json!(2), &Json::Null));
    let trainees = &report["indicators"][3];
    assert_eq!((&trainees["quarter"], &trainees["year_to_date"]), (&json!(18), &json!(11)));
    assert_eq!(base.json(&["report", "quarterly", "Y1Q4"])["indicators"][3]["year_to_date"], 7);
    assert_eq!(base.json(&["report", "quarterly", "2022Q1"])["year"]["no"], 1);
    let last = base.json(&["report", "quarterly", "2025Q1"]);
    assert_eq!((&last["year"]["no"], &last["indicators"][3]["status"]), (&json!(3), &json!("missed")));
    assert!(base.ok(&["report", "quarterly", "Y1Q4"]).contains("第1运营年度第四季度(2022-11-15至2023-02-14)"));
}

#[test]
fn what_is_due_is_what_was_due_then() {
    let base = base();
    let due = |period: &str| {
        let report = base.json(&["report", "quarterly", period]);
        // What is submitted is of no organisation; `todo` has the visits.
        let told =
            |d: &&Json| !d["org"].is_null() && !d["what"].as_str().is_some_and(|what| what.contains("回访") || what.contains("督导"));
        let list: Vec<Json> = report["due"].as_array().expect("a list").iter().filter(told).cloned().collect();
        let all = list.iter().map(|d| format!("{} {} {}", d["on"], d["subject"], d["what"]).replace('"', ""));
        let (evaluations, others): (Vec<String>, Vec<String>) = all.partition(|line| line.contains("评估"));
        let expected: &[&str] = match period {
            "2021Q4" => &["2022-01-09 I1 入驻现状评估"],
            "2022Q1" => &["2022-01-09 I1 入驻现状评估"],
            "2022Q3" => &["2022-01-09 I1 入驻现状评估", "2022-10-30 I1 Y1 年度综合评估,须认定"],
            _ => &["2022-10-30 I1 Y1 年度综合评估,须认定"],
        };
        assert_eq!(evaluations, expected, "{period}");
        others
    };
    assert_eq!(due("2021Q4"), [""; 0]);
    let decide = ["2022-04-08 A2 筛选期满,须审定", "2022-06-20 A4 筛选期满,须审定"];
    assert_eq!(due("2022Q1"), decide);
    assert_eq!(due("2022Q3"), [decide[0], decide[1], "2022-12-10 I1 孵化期满,出壳考核"]);
    assert_eq!(due("2022Q4"), decide, "graduated since");
    assert_eq!(due("2023Q3")[2..], ["2023-12-15 I1 可结束跟踪"]);
    assert_eq!(due("2024Q3")[2..], ["2024-12-15 I1 跟踪期满,须结束"]);
    base.meddle("INSERT INTO follow_up (incubation_id, kind, on_date) VALUES (1, 'close', '2024-01-05');");
    assert_eq!(due("2024Q3"), decide);
    assert_eq!(due("2023Q4")[2..], ["2023-12-15 I1 可结束跟踪"], "closed only later");
    base.meddle("INSERT INTO withdrawal (application_id, on_date, reason) VALUES (4, '2022-02-02', '自愿');");
    assert_eq!(due("2022Q1"), decide[..1]);
    assert!(base.ok(&["report", "quarterly", "2022Q3"]).contains("须审定(已逾期)"));
}

#[test]
fn the_pipeline_is_that_of_the_last_day() {
    let base = base();
    let state = |period: &str, state: &str| base.json(&["report", "quarterly", period])["pipeline"][state].clone();
    assert_eq!((state("2022Q3", "resident"), state("2022Q3", "graduated")), (json!(1), json!(0)));
    assert_eq!((state("2022Q4", "resident"), state("2022Q4", "graduated")), (json!(0), json!(1)));
    assert_eq!(base.json(&["report", "quarterly", "2022Q1"])["residents"][0]["services"], 1);
    let month = base.json(&["report", "monthly", "2021-10"]);
    assert_eq!((&month["pipeline"]["screening"], &month["pipeline"]["submitted"], &month["residents"]), (&json!(2), &json!(0), &json!([])));
}

#[test]
fn a_month_has_its_records() {
    let base = base();
    let month = base.json(&["report", "monthly", "2021-12"]);
    assert_eq!(column(&month, "indicators", "month"), [1, 1, 1, 2, 1, 1, 0, 1]);
    assert_eq!(column(&month, "indicators", "year_to_date"), [1, 2, 3, 35, 3, 1, 2, 1]);
    assert_eq!(keys(&month["records"][0]), ["indicator", "date", "quantity", "subject", "org", "text"]);
    let dates = column(&month, "records", "date");
    assert!(dates.is_sorted_by_key(ToString::to_string), "{dates:?}");
    for (i, id) in indicator::ids().into_iter().enumerate() {
        let of = month["records"].as_array().expect("rows").iter().filter(|r| r["indicator"] == id);
        let sum: i64 = of.map(|r| r["quantity"].as_i64().expect("a number")).sum();
        assert_eq!(month["indicators"][i]["month"], sum, "{id}");
    }
}

#[test]
fn tables_fit_eighty_columns_and_align() {
    let mut base = base();
    base.width(80);
    for lang in ["zh", "en"] {
        base.lang(lang);
        for arguments in [
            &["report", "quarterly", "2022Q3"][..],
            &["target", "status", "--year", "Y1"],
            &["report", "monthly", "2021-12"],
            &["plan", "show"],
        ] {
            let text = base.ok(arguments);
            for line in text.lines() {
                assert!(line.width() <= 80, "{} columns: {line}", line.width());
            }
        }
        let text = base.ok(&["report", "quarterly", "2022Q3"]);
        let lines: Vec<&str> = text.lines().collect();
        let rule = lines.iter().position(|l| l.starts_with('─')).expect("a rule");
        let table = &lines[rule - 1..=rule + indicator::INDICATORS.len()];
        let widest = table.iter().map(|l| l.width()).max().expect("lines");
        assert_eq!(lines[rule].width(), widest, "the rule spans the table:\n{text}");
        assert!(lines[rule].chars().all(|c| c == '─'));
        // The last column begins at the same column in every line.
        let starts: Vec<usize> =
            table.iter().filter(|l| !l.starts_with('─')).map(|l| l.width() - l.rsplit("  ").next().expect("a cell").width()).collect();
        assert!(starts.iter().all(|s| *s == starts[0]), "{starts:?}\n{text}");
        let last = lines.last().expect("a line");
        let journal = base.json(&["report", "quarterly", "2022Q3"])["journal"].clone();
        assert!(last.ends_with(&format!("{} {}", journal["entry"], journal["head"]).replace('"', "")), "{last}");
    }
    let text = base.lang("zh").ok(&["report", "quarterly", "2021Q4"]);
    assert!(text.contains("2021年第四季度(2021-10-01至2021-12-31)孵化基地运行情况"), "{text}");
}

/// A million rows of attendance must not slow a report: it reads those of its
/// days, by index.
#[test]
fn no_figure_reads_whole_tables() {
    let base = base();
    let connection = base.open();
    for sql in [figures::SUMS, figures::FACTS, figures::ALL_FACTS, figures::PERSONS] {
        let bound = [":year_from", ":year_to", ":from", ":to", ":indicator"]
            .iter()
            .fold(sql.to_owned(), |sql, name| sql.replace(name, if *name == ":indicator" { "'trainees'" } else { "'2021-10-01'" }));
        let plan = rows(&connection, &format!("EXPLAIN QUERY PLAN {bound}"));
        let steps: Vec<&str> = plan.iter().map(|row| row[3].as_str()).collect();
        let whole: Vec<&&str> =
            steps.iter().filter(|s| s.starts_with("SCAN") && !matches!(**s, "SCAN y" | "SCAN indicator_fact")).collect();
        assert!(whole.is_empty(), "{whole:?} in {steps:#?}");
        assert!(steps.iter().any(|s| s.contains("training_date")), "{steps:#?}");
    }
}
