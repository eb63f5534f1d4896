//! One thing recorded twice: refused, told, or made one.

use crate::common::Base;
use crate::common::findings::{findings, of_rule};

const THREE: &str = "姓名,单位,电话\n李明,启明,13800000001\n王芳,启明,\n赵磊,暖阳,\n";

/// A session with a roster.
fn session<'a>(title: &'a str, day: &'a str, file: &'a str) -> Vec<&'a str> {
    vec!["training", "log", "--title", title, "--form", "lecture", "--date", day, "--roster", file]
}

fn trainees(base: &Base) -> String {
    base.value("SELECT sum(quantity) FROM indicator_fact WHERE indicator = 'trainees'")
}

#[test]
fn a_session_of_one_title_and_day_is_recorded_once() {
    let base = Base::new();
    let line = ["training", "log", "--title", "内部治理", "--form", "lecture", "--date", "2022-03-01", "--headcount", "30"];
    base.ok(&line);
    base.breaks("training.repeated", &line);
    base.refuses(1, &line, &["已有同名的培训 T1“内部治理”", "fuhua training roster T1", "--override"], &["T1 '内部治理'", "--override"]);
    let spelt = ["training", "log", "--title", "内部 治理", "--form", "salon", "--date", "2022-03-01"];
    base.breaks("training.repeated", &spelt);
    base.ok(&[&line[..], &["--override", "上下午各一场"]].concat());
    base.ok(&["training", "log", "--title", "内部治理", "--form", "lecture", "--date", "2022-03-02"]);
    // The earlier of two may be the one that is changed.
    base.breaks("training.repeated", &["edit", "T3", "--date", "2022-03-01"]);
    base.ok(&["void", "T1", "--reason", "录重"]);
    base.sound();
}

#[test]
fn a_roster_belongs_to_one_session() {
    let base = Base::new();
    let file = base.file("sheet.csv", THREE);
    base.ok(&session("甲", "2022-03-01", &file));
    base.refuses(1, &session("乙", "2022-03-08", &file), &["与 T1“甲”", "拿错了文件"], &["the very persons of T1 '甲'", "wrong file"]);
    base.breaks("training.same-roster", &session("乙", "2022-03-08", &file));
    // In another order, with other categories, it is the same.
    let other = base.file("other.csv", "姓名,单位,类别\n赵磊,暖阳,志愿者\n王芳,启明,\n李明,启明,\n");
    base.breaks("training.same-roster", &session("乙", "2022-03-08", &other));
    for rows in ["李明,启明,到\n王芳,启明,到\n赵磊,暖阳,缺勤\n", "李明,启明,到\n王芳,启明,到\n", "李明,启明,到\n"]
    {
        let file = base.file("fewer.csv", format!("姓名,单位,出勤\n{rows}"));
        base.ok(&session(rows, "2022-03-08", &file));
    }
    base.ok(&[&session("乙", "2022-03-08", &file)[..], &["--override", "同一班学员"]].concat());
    base.sound();
}

#[test]
fn an_audit_tells_what_was_recorded_twice() {
    let base = Base::new();
    base.ok(&["org", "add", "--name", "启明社", "--kind", "unregistered"]);
    for _ in 0..2 {
        base.ok(&["consult", "log", "--topic", "policy", "--org", "O1", "--date", "2022-03-01"]);
        base.ok(&["project", "start", "O1", "--title", "助老", "--date", "2022-03-01"]);
    }
    let (code, report) = base.audit(&[]);
    let told: Vec<String> = findings(&report).into_iter().filter(|f| f.rule == "records.repeated").map(|f| f.subject).collect();
    assert_eq!((code, told), (0, vec!["C2".to_owned(), "P2".to_owned()]));
    assert_eq!(base.audit(&["--fail-on", "notice"]).0, 1);
}

#[test]
fn likely_doubles_are_listed() {
    let base = Base::new();
    let file =
        base.file("sheet.csv", "姓名,单位,电话\n李明,启明,13800000001\n王芳,启明,\n赵磊,,\n周敏,启明,13800000003\n周敏,启明,13800000004\n");
    base.ok(&session("甲", "2022-03-01", &file));
    let file = base.file("later.csv", "姓名,单位,电话\n李明,暖阳,13800000001\n赵磊,暖阳,\n王芳,暖阳,\n");
    base.ok(&session("乙", "2022-03-02", &file));
    // 李明 has one phone and so is one; of 赵磊 nothing is said that tells two apart.
    let listed = base.json(&["list", "persons", "--suspects"]);
    let pairs: Vec<(&str, &str)> = listed
        .as_array()
        .expect("a list")
        .iter()
        .map(|p| (p["code"].as_str().expect("a code"), p["suspects"][0].as_str().expect("a code")))
        .collect();
    assert_eq!(pairs, [("M5", "M6"), ("M6", "M5")]);
    assert_eq!(of_rule(&base.audit(&[]).1, "person.double")[0].subject, "M6");
    let shown = base.ok(&["list", "persons", "--suspects"]);
    assert!(shown.contains("可能同为") && shown.contains("M6"), "{shown}");
    base.refuses(2, &["list", "trainings", "--suspects"], &["只用于人员和组织"], &["persons and organisations"]);
    for name in ["启明社工", "启明社工服务中心", "大启明社工"] {
        base.ok(&["org", "add", "--name", name, "--kind", "unregistered"]);
    }
    assert_eq!(base.json(&["list", "orgs", "--suspects"]).as_array().map(Vec::len), Some(2));
}

#[test]
fn two_records_of_a_person_are_made_one() {
    let base = Base::new();
    let first = base.file("first.csv", "姓名,单位,电话\n李明,启明,13800000001\n王芳,启明,\n");
    base.ok(&session("甲", "2022-03-01", &first));
    let second = base.file("second.csv", "姓名,单位,电话,证书\n李铭,暖阳,13800000009,助理社会工作师\n李明,启明,13800000001,\n");
    base.ok(&session("乙", "2022-03-02", &second));
    let third = base.file("third.csv", "姓名,单位,电话\n李铭,暖阳,13800000009\n");
    base.ok(&session("丙", "2022-03-03", &third));
    assert_eq!(trainees(&base), "5");
    let merged = base.json(&["person", "merge", "M1", "M3"]);
    assert_eq!(merged["code"], "M1");
    assert!(merged["warnings"].to_string().contains("单位不同,保留 M1 的:启明"), "{merged}");
    assert_eq!(trainees(&base), "4", "on the second day one person stood twice");
    assert_eq!(base.sql("SELECT merged_into, void_reason FROM person WHERE id = 3"), [["1", "并入 M1"]]);
    assert_eq!(base.value("SELECT certificate FROM person WHERE id = 1"), "assistant");
    assert_eq!(base.value("SELECT count(*) FROM journal WHERE command = 'person merge'"), "1");
    base.sound();
    // Either name, unit and phone mean the one that stands.
    let rows = ["李铭,暖阳,13800000009", "李明,暖阳,13800000009", "李铭,启明,13800000001", "李铭,启明,", "李明,暖阳,"];
    for (title, row) in ["一", "二", "三", "四", "五"].iter().zip(rows) {
        let file = base.file("later.csv", format!("姓名,单位,电话\n{row}\n李明,启明,13800000001\n"));
        let answer = base.json(&session(title, "2022-03-04", &file));
        assert_eq!((&answer["roster"]["persons_added"], &answer["roster"]["counted"]), (&0.into(), &1.into()), "{row}: {answer}");
    }
    base.says(2, &["person", "merge", "M1", "M3"], &["无可合并"]);
    base.says(2, &["person", "merge", "M1", "M77"], &["M77"]);
    // What is erased of the one is erased of the double.
    base.ok(&["person", "forget", "M3", "--reason", "本人要求"]);
    assert_eq!(base.value("SELECT count(*) FROM personal WHERE value IS NOT NULL"), "0");
    base.sound();
}

#[test]
fn a_merge_is_undone_whole() {
    let base = Base::new();
    let first = base.file("first.csv", "姓名,单位,电话\n李明,启明,\n王芳,启明,\n");
    base.ok(&session("甲", "2022-03-01", &first));
    let second = base.file("second.csv", "姓名,单位,电话\n李铭,,13800000009\n李明,启明,\n");
    base.ok(&session("乙", "2022-03-02", &second));
    let all = "SELECT * FROM person UNION ALL SELECT id, training_id, person_id, category, status, void_reason, 0, 0, 0, 0 FROM attendance";
    let all =
        all.replace("SELECT * FROM person", "SELECT id, name, unit, certificate, phone, void_reason, merged_into, 0, 0, 0 FROM person");
    let before = base.sql(&all);
    base.ok(&["person", "merge", "M1", "M3"]);
    assert_eq!(base.value("SELECT phone FROM person WHERE id = 1"), base.value("SELECT phone FROM person WHERE id = 3"));
    assert_ne!(base.sql(&all), before);
    base.ok(&["undo"]);
    assert_eq!(base.sql(&all), before);
    base.sound();
    let then = base.newest() - 2;
    assert_eq!(base.json(&["list", "persons", "--as-known-on", &format!("J{then}")]).as_array().map(Vec::len), Some(3));
}

#[test]
fn what_contradicts_is_named_before_a_merge() {
    let base = Base::new();
    let file = base.file("sheet.csv", "姓名,单位,出勤\n李明,启明,到\n李铭,启明,缺勤\n");
    base.ok(&session("甲", "2022-03-01", &file));
    let (zh, en) = (["H1 与 H2", "fuhua edit H1", "fuhua void H1"], ["H1 and H2", "fuhua void H1"]);
    base.refuses(1, &["person", "merge", "M1", "M2"], &zh, &en);
    base.ok(&["void", "H2", "--reason", "同一人"]);
    base.ok(&["person", "merge", "M1", "M2"]);
    assert_eq!(trainees(&base), "1");
    base.sound();
}

#[test]
fn two_records_of_an_organisation_are_made_one() {
    let base = Base::new();
    for name in ["启明社工", "启明社工服务中心", "暖阳社"] {
        base.ok(&["org", "add", "--name", name, "--kind", "unregistered", "--phone", "0951-4000001"]);
    }
    for org in ["O1", "O2"] {
        base.ok(&["org", "file", org, "--date", "2022-03-01"]);
        base.ok(&["project", "start", org, "--title", org, "--date", "2022-03-01"]);
    }
    base.ok(&["consult", "log", "--topic", "policy", "--org", "O1", "--org", "O2", "--org", "O3", "--date", "2022-03-01"]);
    base.ok(&["apply", "O2", "--date", "2022-03-01"]);
    let figures =
        "SELECT indicator, sum(quantity) FROM indicator_fact WHERE indicator IN ('filed', 'projects') GROUP BY indicator ORDER BY 1";
    assert_eq!(base.sql(figures), [["filed", "2"], ["projects", "2"]]);
    let told = base.ok(&["org", "merge", "启明社工", "O2"]);
    assert!(told.contains("已将 O2 启明社工服务中心 并入 O1 启明社工,移来:备案 1、孵化申请 1、公益项目 1"), "{told}");
    assert_eq!(base.sql(figures), [["filed", "1"], ["projects", "2"]]);
    assert_eq!(base.sql("SELECT org_id FROM consultation_org ORDER BY id"), [["1"], ["3"]]);
    base.sound();
    // Both codes and both names mean it.
    for name in ["O2", "启明社工服务中心", "服务中心", "O1"] {
        assert_eq!(base.json(&["list", "applications", "--org", name])[0]["code"], "A1", "{name}");
    }
    base.says(2, &["org", "add", "--name", "启明社工服务中心", "--kind", "service"], &["已有组织", "O1"]);
    base.ok(&["org", "merge", "O3", "O1"]);
    assert_eq!(base.json(&["list", "applications", "--org", "启明社工服务中心"])[0]["org"], "O3", "one into which both went");
    base.ok(&["undo"]);
    base.ok(&["undo"]);
    assert_eq!(base.sql(figures), [["filed", "2"], ["projects", "2"]]);
    assert_eq!(base.value("SELECT count(*) FROM consultation_org"), "3");
    base.sound();
}

#[test]
fn what_both_cannot_have_together_stands_in_the_way_of_a_merge() {
    let base = Base::new();
    for name in ["启明社工", "启明社工服务中心"] {
        base.ok(&["org", "add", "--name", name, "--kind", "unregistered"]);
        base.ok(&["apply", name, "--date", "2022-03-01"]);
    }
    base.breaks("apply.one-open", &["org", "merge", "O1", "O2"]);
}

/// Figures that a merge changes in an issued report need a reason, others none.
#[test]
fn an_issued_report_guards_its_figures_against_a_merge() {
    let base = Base::new();
    let first = base.file("first.csv", "姓名,单位\n李明,启明\n王芳,启明\n");
    base.ok(&session("甲", "2022-01-05", &first));
    let second = base.file("second.csv", "姓名,单位\n李铭,启明\n王方,启明\n");
    base.ok(&session("乙", "2022-01-06", &second));
    let third = base.file("third.csv", "姓名,单位\n赵磊,启明\n");
    base.ok(&session("丙", "2022-05-06", &third));
    for name in ["启明", "启明社"] {
        base.ok(&["org", "add", "--name", name, "--kind", "unregistered"]);
    }
    base.ok(&["project", "start", "O2", "--title", "助老", "--date", "2022-01-06"]);
    base.ok(&["report", "issue", "quarterly", "2022Q1"]);
    // Of two different persons one is left.
    let broken = base.breaks("report.issued", &["person", "merge", "M1", "M3"]);
    assert!(broken["message"].as_str().is_some_and(|m| m.starts_with("M3 ")), "{broken}");
    base.ok(&["person", "merge", "M1", "M3", "--override", "同一人"]);
    let diff = base.json(&["report", "diff", "R1"]);
    assert_eq!(diff["figures"].as_array().map(Vec::len), Some(2), "{diff}");
    assert_eq!(
        (&diff["figures"][1]["figure"], &diff["figures"][1]["difference"]),
        (&"certificates.in_post".into(), &(-1).into()),
        "{diff}"
    );
    assert_eq!((&diff["figures"][0]["figure"], &diff["figures"][0]["difference"]), (&"people.distinct".into(), &(-1).into()), "{diff}");
    assert_eq!(diff["figures"][0]["entries"].as_array().map(Vec::len), Some(1), "{diff}");
    // The third came in another quarter, and a project counts whosever it is.
    base.ok(&["person", "merge", "M2", "M5"]);
    base.ok(&["org", "merge", "O1", "O2"]);
    base.sound();
    base.ok(&["undo", &format!("J{}", base.newest() - 2)]);
    assert_eq!(base.json(&["report", "diff", "R1"])["figures"], serde_json::json!([]));
    base.sound();
}
