//! Issued reports: what was signed stays what it was, and what would change it
//! is refused, or kept with its reason and shown.

use crate::common::Base;
use crate::common::findings::of_rule;
use serde_json::{Value as Json, json};

const ROSTER: &str = "姓名,单位,类别,出勤\n甘晓岚,春风社工,持证,到\n马海宁,松柏协会,志愿者,到\n丁晓禾,,其他,到\n";

/// A base on 2022-01-05 with records in 2021Q4, and a few around it.
fn base() -> Base {
    let mut base = Base::new();
    base.today("2022-01-05");
    base.ok(&["org", "add", "--name", "启明社", "--kind", "community"]);
    base.ok(&["org", "add", "--name", "=SUM(A1)\u{202e}社", "--kind", "community"]);
    base.ok(&["org", "file", "O1", "--date", "2021-11-05"]);
    let roster = base.file("roster.csv", ROSTER);
    base.ok(&["training", "log", "--title", "内部治理", "--form", "lecture", "--date", "2021-12-20", "--roster", &roster]);
    base.ok(&["training", "log", "--title", "读书会", "--form", "salon", "--date", "2022-01-03", "--headcount", "12"]);
    base.ok(&["consult", "log", "--topic", "policy", "--org", "O2", "--date", "2021-10-08"]);
    base.ok(&["project", "start", "O2", "--title", "四点半", "--date", "2021-12-31"]);
    base.ok(&["apply", "O1", "--date", "2021-11-20"]);
    base
}

fn issue(base: &Base, report: &str, period: &str) -> String {
    base.code(&["report", "issue", report, period])
}

/// The bytes of a reprint in every format.
fn reprints(base: &Base, code: &str) -> [String; 3] {
    ["table", "csv", "json"].map(|format| base.ok(&["report", "reprint", code, "-f", format]))
}

/// The figures of a diff: path, issued, now, entries.
fn figures(diff: &Json) -> Vec<(String, i64, i64, Vec<String>)> {
    let text = |v: &Json| v.as_str().expect("text").to_owned();
    let of = |f: &Json| {
        let (issued, now) = (f["issued"].as_i64().expect("a number"), f["now"].as_i64().expect("a number"));
        assert_eq!(f["difference"], now - issued);
        (text(&f["figure"]), issued, now, f["entries"].as_array().expect("entries").iter().map(text).collect())
    };
    diff["figures"].as_array().expect("figures").iter().map(of).collect()
}

fn entries(diff: &Json) -> Vec<&str> {
    diff["entries"].as_array().expect("entries").iter().map(|e| e["entry"].as_str().expect("a code")).collect()
}

/// The findings of `report.issued`: subject and whether it is waived.
fn found(base: &Base) -> Vec<(String, bool)> {
    let (code, report) = base.audit(&[]);
    assert_eq!((&report["journal"]["chain"], &report["journal"]["replay"]), (&json!("ok"), &json!("ok")), "{report}");
    let found: Vec<_> = of_rule(&report, "report.issued").into_iter().map(|f| (f.subject, f.waived)).collect();
    assert_eq!(code, i32::from(found.iter().any(|(_, waived)| !waived)));
    found
}

fn waived(subjects: &[&str]) -> Vec<(String, bool)> {
    subjects.iter().map(|s| ((*s).to_owned(), true)).collect()
}

#[test]
fn issuing_freezes_the_report_with_its_head() {
    let base = base();
    let (entry, hash) = (format!("J{}", base.newest()), base.head());
    let live = base.json(&["report", "quarterly", "2021Q4"]);
    let line = base.ok(&["report", "issue", "季报", "Y1Q1", "--note", "送出资方"]);
    assert_eq!(line.lines().count(), 1, "{line}");
    for part in ["R1", &entry, &hash, "fuhua report reprint R1 -o R1.txt", &base.value("SELECT sha256 FROM issued_report")] {
        assert!(line.contains(part), "{part}: {line}");
    }
    let issued = base.json(&["report", "reprint", "R1"]);
    let sha256 = base.value("SELECT sha256 FROM issued_report");
    let mut expected = live;
    expected["issued"] = json!({"code": "R1", "date": "2022-01-05", "by": "测试员", "sha256": sha256, "entry": entry, "head": hash});
    assert_eq!(issued, expected);
    assert_eq!(issued["journal"], json!({"entry": entry, "head": hash}), "the head before the issue");
    let content = base.value("SELECT content FROM issued_report");
    assert_eq!(crate::common::sha256(&content), sha256);
    // The record, as the other verbs show it: never its content.
    let listed = base.json(&["list", "reports"]);
    assert_eq!(listed[0]["content_bytes"], content.len());
    assert_eq!((&listed[0]["report"], &listed[0]["period"], &listed[0]["entry"]), (&json!("quarterly"), &json!("2021Q4"), &json!(entry)));
    for format in ["table", "csv", "json"] {
        for command in [&["show", "R1"][..], &["list", "reports"], &["history", "R1"]] {
            let out = base.ok(&[command, &["-f", format]].concat());
            assert!(!out.contains("indicators") && out.contains("2021Q4"), "{command:?} {format}: {out}");
        }
    }
    assert!(base.ok(&["show", "R1"]).contains(&format!("{}字节", content.len())));
    base.ok(&["edit", "R1", "--note", "改"]);
    base.says(2, &["edit", "R1", "--date", "2022-01-04"], &["没有可更正的 --date"]);
    assert_eq!(found(&base), []);
}

#[test]
fn a_reprint_is_the_same_bytes_after_corrections() {
    let mut base = base();
    issue(&base, "quarterly", "2021Q4");
    base.ok(&["report", "issue", "monthly", "2021-12", "--lang", "en"]);
    let before = [reprints(&base, "R1"), reprints(&base, "R2")];
    assert!(before[0][0].ends_with(&format!("内容摘要 {}\n", base.value("SELECT sha256 FROM issued_report WHERE id = 1"))));
    assert!(before[0][0].contains("已出具报表 R1,2022-01-05由测试员出具\n所据流水 J"), "{}", before[0][0]);
    assert!(before[1][0].contains("issued report R2, issued on 2022-01-05 by 测试员\nbased on journal J"), "{}", before[1][0]);
    base.ok(&["edit", "T1", "--date", "2022-01-02", "--override", "日期写错"]);
    base.ok(&["edit", "O1", "--name", "启明新社"]);
    base.ok(&["void", "C1", "--reason", "重复", "--override", "重复登记"]);
    base.today("2023-12-01").lang("en").set("FUHUA_ACTOR", "someone else");
    assert_eq!([reprints(&base, "R1"), reprints(&base, "R2")], before);
    let now = base.ok(&["report", "quarterly", "2021Q4", "--lang", "zh"]);
    assert!(!before[0][0].starts_with(now.trim_end()), "while the report itself differs");
    // A file gets the bytes, and the record may be void.
    let path = base.path("R1.txt");
    base.ok(&["report", "reprint", "R1", "-o", &base.argument("R1.txt")]);
    assert_eq!(std::fs::read_to_string(&path).expect("written"), before[0][0]);
    base.ok(&["void", "R1", "--reason", "页码有误"]);
    let again = base.run(&["report", "reprint", "R1"]);
    assert_eq!((again.code, &again.out), (0, &before[0][0]));
    assert!(again.err.contains("R1 is void: 页码有误"), "{}", again.err);
}

#[test]
fn a_diff_lists_the_figures_that_differ_and_the_entries_responsible() {
    let base = base();
    issue(&base, "quarterly", "2021Q4");
    issue(&base, "monthly", "2021-11");
    let none = base.json(&["report", "diff", "R1"]);
    assert_eq!(none, json!({"code": "R1", "period": "2021Q4", "figures": [], "entries": []}));
    assert!(base.ok(&["report", "diff", "R1"]).contains("没有差别"));
    assert!(base.ok(&["report", "diff", "R1", "--lang", "en"]).contains("no difference"));

    // Words, and what lies outside the period, alter nothing.
    base.ok(&["edit", "T1", "--title", "社会组织内部治理"]);
    base.ok(&["edit", "T2", "--headcount", "15"]);
    base.ok(&["edit", "T1", "--headcount", "99"]);
    assert_eq!(base.json(&["report", "diff", "R1"]), none);

    let journal = |arguments: &[&str]| base.entry(&[arguments, &["--override", "更正"]].concat());
    let absent = journal(&["edit", "H1", "--attendance", "absent"]);
    let second = journal(&["org", "file", "O1", "--date", "2021-12-01"]);
    let other = journal(&["org", "file", "O2", "--date", "2021-12-02"]);
    let moved = journal(&["edit", "C1", "--date", "2022-01-01"]);
    let target = journal(&["target", "set", "projects", "7", "--year", "Y1", "--reason", "调整"]);
    let passed = journal(&["review", "A1", "--stage", "eligibility", "--result", "pass", "--date", "2021-12-01"]);
    // Later than the period, it changes no state at its end.
    journal(&["review", "A1", "--stage", "internal", "--result", "pass", "--date", "2022-01-02"]);
    let gone = journal(&["void", "P1", "--reason", "未启动"]);
    let back = journal(&["project", "start", "O2", "--title", "四点半", "--date", "2021-12-30"]);
    let diff = base.json(&["report", "diff", "R1"]);
    let one = |figure: &str, issued: i64, now: i64, entries: &[&String]| {
        (figure.to_owned(), issued, now, entries.iter().map(|e| (*e).clone()).collect::<Vec<_>>())
    };
    let issued_target = diff["figures"].as_array().expect("figures").iter().find(|f| f["figure"] == "projects.target").expect("it differs");
    let expected = vec![
        one("filed.quarter", 1, 2, &[&other]),
        one("filed.year_to_date", 1, 2, &[&other]),
        one("trainees.quarter", 2, 1, &[&absent]),
        one("trainees.year_to_date", 2, 1, &[&absent]),
        one("consultations.quarter", 1, 0, &[&moved]),
        one("consultations.year_to_date", 1, 0, &[&moved]),
        one("projects.target", issued_target["issued"].as_i64().expect("a number"), 7, &[&target]),
        one("people.person_times", 2, 1, &[&absent]),
        one("people.distinct", 2, 1, &[&absent]),
        one("pipeline.submitted", 1, 0, &[&passed]),
        one("pipeline.screening", 0, 1, &[&passed]),
        one("certificates.in_post", 1, 0, &[&absent]),
        one("certificates.certified", 1, 0, &[&absent]),
    ];
    assert_eq!(figures(&diff), expected);
    // Touched but without effect: a second filing; a project that another one stands for.
    assert_eq!(entries(&diff), [&absent, &second, &other, &moved, &target, &passed, &gone, &back]);
    let of = |entry: &str| diff["entries"].as_array().expect("entries").iter().find(|e| e["entry"] == entry).expect("it is there").clone();
    assert_eq!((of(&absent)["command"].clone(), of(&absent)["records"].clone()), (json!("edit"), json!(["T1"])));
    assert_eq!((of(&passed)["actor"].clone(), of(&passed)["records"].clone()), (json!("测试员"), json!(["A1"])));
    // A month before that sees what its year to date and its targets saw of it.
    let month = base.json(&["report", "diff", "R2"]);
    let target = one("projects.target", expected[6].1, 7, &[&target]);
    assert_eq!(figures(&month), [one("consultations.year_to_date", 1, 0, &[&moved]), target]);

    // Taking all of it back leaves nothing.
    for entry in
        base.sql("SELECT 'J' || seq FROM journal WHERE seq > (SELECT max(entry) + 1 FROM issued_report) ORDER BY seq DESC").concat()
    {
        base.ok(&["undo", &entry]);
    }
    assert_eq!(base.json(&["report", "diff", "R1"])["figures"], json!([]));
    assert_eq!(found(&base), []);
}

/// An earlier filing takes the place of the one that was counted.
#[test]
fn a_filing_before_the_period_is_responsible_too() {
    let base = base();
    base.ok(&["org", "file", "O2", "--date", "2021-12-05"]);
    issue(&base, "monthly", "2021-12");
    base.breaks("report.issued", &["org", "file", "O2", "--date", "2021-10-09"]);
    let earlier = base.entry(&["org", "file", "O2", "--date", "2021-10-09", "--override", "补录"]);
    assert_eq!(found(&base), waived(&[&format!("R1:F3@{earlier}")]));
    let diff = base.json(&["report", "diff", "R1"]);
    assert_eq!(figures(&diff), [("filed.month".to_owned(), 1, 0, vec![earlier.clone()])]);
    assert_eq!(entries(&diff), [earlier]);
}

#[test]
fn a_correction_needs_a_reason_each_time() {
    let base = base();
    issue(&base, "quarterly", "2021Q4");
    let entry = |arguments: &[&str]| base.entry(arguments);
    // Moving in, moving out, adding, making void; through the roster too.
    let person = base.file("more.csv", "姓名,类别\n宋雨桐,志愿者\n");
    for correction in [
        &["edit", "T1", "--date", "2022-01-01"][..],
        &["edit", "T2", "--date", "2021-12-31"],
        &["void", "F1", "--reason", "误登"],
        &["consult", "log", "--topic", "policy", "--date", "2021-12-31"],
        &["training", "roster", "T1", &person],
        &["edit", "H2", "--category", "other"],
        &["undo", "J5"],
    ] {
        let error = base.breaks("report.issued", correction);
        assert_eq!(error["rules"][0]["clause"], "四(三)4");
        assert!(error["hint"].as_str().is_some_and(|h| h.contains("--override")), "{error}");
    }
    base.refuses(
        1,
        &["edit", "T1", "--date", "2022-01-01"],
        &["T1 所计的数已与出具的 R1(2021Q4,2022-01-05出具)不同"],
        &["T1 no longer counts as it does in R1, issued for 2021Q4 on 2022-01-05"],
    );
    // What does not touch the period's figures needs none.
    base.ok(&["edit", "T1", "--title", "治理"]);
    base.ok(&["edit", "C1", "--date", "2021-10-09"]);
    base.ok(&["edit", "T2", "--date", "2022-01-04"]);
    assert_eq!(base.value("SELECT count(*) FROM waiver"), "0");

    let first = entry(&["edit", "T1", "--date", "2022-01-01", "--override", "日期写错"]);
    assert_eq!(base.sql("SELECT subject, reason FROM waiver"), [[format!("R1:T1@{first}"), "日期写错".to_owned()]]);
    assert_eq!(found(&base), waived(&[&format!("R1:T1@{first}")]));
    // Out of the period, it may move on; back to where it was is no breach at all.
    base.ok(&["edit", "T1", "--date", "2022-01-02"]);
    base.ok(&["edit", "T1", "--date", "2021-12-20"]);
    assert_eq!(found(&base), []);
    // What was waived once may come again; another correction has its own reason.
    base.ok(&["edit", "T1", "--date", "2022-01-01"]);
    let roster = base.file("again.csv", "姓名,单位,类别,出勤\n丁晓禾,,持证,到\n");
    base.ok(&["edit", "T1", "--date", "2021-12-20"]);
    base.breaks("report.issued", &["training", "roster", "T1", &roster]);
    let second = entry(&["training", "roster", "T1", &roster, "--override", "类别写错"]);
    base.breaks("report.issued", &["edit", "H1", "--attendance", "absent"]);
    let third = entry(&["edit", "H1", "--attendance", "absent", "--override", "未到"]);
    assert_eq!(found(&base), waived(&[&format!("R1:T1@{second}"), &format!("R1:T1@{third}")]));
    // The record and the report show their waivers.
    for code in ["T1", "R1"] {
        assert_eq!(base.json(&["show", code])["related"]["waivers"].as_array().map(Vec::len), Some(3), "{code}");
    }
    // Taking back and doing again needs no new reason.
    let undone = entry(&["undo", &third]);
    assert_eq!(found(&base), waived(&[&format!("R1:T1@{second}")]));
    base.ok(&["undo", &undone]);
    assert_eq!(found(&base), waived(&[&format!("R1:T1@{second}"), &format!("R1:T1@{third}")]));
    // A waiver is not taken away while what it covers stands.
    let waiver = base.value(&format!("SELECT 'W' || id FROM waiver WHERE subject = 'R1:T1@{third}'"));
    base.breaks("report.issued", &["void", &waiver, "--reason", "不同意"]);
}

/// Rows that an undo deletes are missed, whichever entry made them.
#[test]
fn taking_a_roster_back_is_a_correction() {
    let base = base();
    base.ok(&["training", "log", "--title", "沙龙", "--form", "salon", "--date", "2021-12-28"]);
    let roster = base.file("salon.csv", ROSTER);
    let before = base.entry(&["training", "roster", "T3", &roster, "--override", "同一班学员"]);
    issue(&base, "quarterly", "2021Q4");
    base.breaks("report.issued", &["undo", &before]);
    let undo = base.entry(&["undo", &before, "--override", "签到表不是这一场的"]);
    assert_eq!(found(&base), waived(&[&format!("R1:T3@{undo}")]));
    let diff = base.json(&["report", "diff", "R1"]);
    let of = |figure: &str, issued, now| (figure.to_owned(), issued, now, vec![undo.clone()]);
    let expected = [of("trainees.quarter", 4, 2), of("trainees.year_to_date", 4, 2), of("people.person_times", 4, 2)];
    assert_eq!(figures(&diff), expected, "the same persons came to the other one");
    // Another roster, before the first one comes back: both are after the issue.
    let other = base.entry(&["training", "roster", "T3", &roster, "--override", "补签到表"]);
    assert_eq!(found(&base), waived(&[&format!("R1:T3@{undo}"), &format!("R1:T3@{other}")]));
    base.ok(&["undo", &other]);
    base.ok(&["undo", &undo]);
    assert_eq!(found(&base), []);
    assert_eq!(base.json(&["report", "diff", "R1"])["figures"], json!([]));
}

#[test]
fn a_void_report_locks_nothing_until_it_is_back() {
    let base = base();
    issue(&base, "quarterly", "2021Q4");
    base.breaks("report.issued", &["void", "F1", "--reason", "误登"]);
    let void = base.entry(&["void", "R1", "--reason", "页码有误"]);
    base.says(2, &["report", "diff", "R1"], &["R1 已作废(页码有误)"]);
    base.ok(&["void", "F1", "--reason", "误登"]);
    assert_eq!(found(&base), []);
    // In force again it would be breached.
    base.breaks("report.issued", &["undo", &void]);
    base.ok(&["undo", &void, "--override", "原报表有效"]);
    assert_eq!(found(&base).len(), 1);
}

#[test]
fn a_report_is_issued_again_with_a_reason_and_names_the_earlier_one() {
    let base = base();
    issue(&base, "quarterly", "2021Q4");
    base.ok(&["void", "P1", "--reason", "未启动", "--override", "未启动"]);
    issue(&base, "monthly", "2021-12");
    for (lang, words) in [("zh", "2021Q4 季报已出具为 R1(2022-01-05);再次出具加 --reason"), ("en", "was issued as R1 on 2022-01-05")]
    {
        let err = base.fails(1, &["report", "issue", "quarterly", "2021Q4", "--lang", lang]);
        assert!(err.contains(words) && err.contains("report.again") && err.contains("fuhua void R1"), "{err}");
    }
    base.says(2, &["report", "issue", "quarterly", "2021Q4", "--reason", " "], &["不能为空"]);
    let again = base.run(&["report", "issue", "quarterly", "2021Q4", "--reason", "四点半项目未启动"]);
    assert_eq!(again.code, 0);
    assert!(again.err.contains("2021Q4 季报此前已出具过:R1 (2022-01-05);R3 代替 R1"), "{}", again.err);
    let english = base.json(&["report", "issue", "quarterly", "Y1Q1", "--reason", "second copy", "--lang", "en"]);
    let warning = english["warnings"][0].as_str().expect("a warning");
    assert!(warning.contains("was issued before: R1 (2022-01-05), R3 (2022-01-05); R4 replaces R3"), "{warning}");
    assert_eq!((&english["code"], &english["kind"]), (&json!("R4"), &json!("report")));

    // The report itself, the record and the log name the one that it replaces.
    let text = base.ok(&["report", "reprint", "R3"]);
    assert!(text.ends_with("代替 R1,理由:四点半项目未启动\n"), "{text}");
    assert!(base.ok(&["report", "reprint", "R4"]).ends_with("replaces R3, because: second copy\n"));
    let issued = &base.json(&["report", "reprint", "R3"])["issued"];
    assert_eq!((&issued["replaces"], &issued["reason"]), (&json!("R1"), &json!("四点半项目未启动")));
    assert!(base.json(&["report", "reprint", "R1"])["issued"].get("replaces").is_none());
    let listed = base.json(&["list", "reports"]);
    assert_eq!((&listed[2]["replaces"], &listed[2]["reason"]), (&json!("R1"), &json!("四点半项目未启动")));
    for command in ["show", "history"] {
        let shown = base.ok(&[command, "R3"]);
        assert!(shown.contains("R1") && shown.contains("四点半项目未启动"), "{shown}");
    }
    assert_ne!(base.json(&["report", "diff", "R1"])["figures"], json!([]));
    assert_eq!(base.json(&["report", "diff", "R3"])["figures"], json!([]));
    // Each one that is in force has its own waiver; the month's year to date counts it too.
    base.ok(&["void", "C1", "--reason", "重复", "--override", "重复"]);
    assert_eq!(base.value("SELECT count(*) FROM waiver WHERE subject LIKE 'R_:C1@%'"), "4");
}

#[test]
fn after_a_void_one_no_reason_is_needed_until_it_is_back() {
    let base = base();
    issue(&base, "quarterly", "2021Q4");
    let void = base.entry(&["void", "R1", "--reason", "页码有误"]);
    let idle = base.run(&["report", "issue", "quarterly", "2021Q4", "--reason", "页码有误", "--dry-run"]);
    assert!(idle.code == 0 && idle.err.contains("--reason 未用上"), "{idle:?}");
    issue(&base, "quarterly", "2021Q4");
    base.breaks("report.again", &["undo", &void]);
    base.ok(&["void", "R2", "--reason", "仍用原件"]);
    base.ok(&["undo", &void]);
    assert_eq!(found(&base), []);
}

#[test]
fn an_issue_writes_the_report_itself_to_a_file() {
    let base = base();
    let line = base.run(&["report", "issue", "quarterly", "2021Q4", "-o", &base.argument("季报.txt")]);
    assert!(line.code == 0 && line.out.is_empty() && line.err.contains("已出具 R1"), "{line:?}");
    let file = std::fs::read_to_string(base.path("季报.txt")).expect("written");
    assert_eq!(file, base.ok(&["report", "reprint", "R1"]));
    base.ok(&["report", "issue", "monthly", "2021-12", "-o", &base.argument("月报.json")]);
    let file = std::fs::read_to_string(base.path("月报.json")).expect("written");
    assert_eq!(file, base.ok(&["report", "reprint", "R2", "-f", "json"]));
    // A rehearsal writes no report, and what is there is not gone over.
    base.ok(&["report", "issue", "monthly", "2021-11", "--dry-run", "-o", &base.argument("试.txt")]);
    assert!(!std::fs::read_to_string(base.path("试.txt")).expect("written").contains("已出具报表"));
    base.says(2, &["report", "issue", "monthly", "2021-11", "-o", &base.argument("季报.txt")], &["已经存在", "--replace"]);
    base.says(4, &["report", "issue", "monthly", "2021-11", "-o", &base.argument("没有/这个/季报.txt")], &["无法写入"]);
    assert_eq!(base.json(&["list", "reports"]).as_array().expect("a list").len(), 2);
}

#[test]
fn a_period_is_over_before_it_is_reported() {
    let mut base = base();
    for (report, period, lang, words) in
        [("monthly", "2022-01", "zh", "2022-01到2022-01-31才结束"), ("quarterly", "2022Q1", "en", "2022Q1 ends on 2022-03-31")]
    {
        let err = base.fails(1, &["report", "issue", report, period, "--lang", lang]);
        assert!(err.contains(words) && err.contains("report.ended"), "{err}");
    }
    base.today("2022-01-31");
    base.breaks("report.ended", &["report", "issue", "monthly", "2022-01"]);
    base.ok(&["report", "issue", "monthly", "2022-01", "--override", "月末交班", "--dry-run"]);
    base.ok(&["report", "issue", "monthly", "2022-01", "--override", "月末交班"]);
    assert_eq!(base.sql("SELECT rule, subject FROM waiver"), [["report.ended", "R1"]]);
    let early = base.ok(&["report", "reprint", "R1"]);
    assert!(early.contains("本月未完(2022-01-31止),所列截至2022-01-31"), "{early}");
    base.today("2022-02-01");
    base.ok(&["report", "issue", "monthly", "2022-01", "--reason", "期满"]);
    assert!(!base.ok(&["report", "reprint", "R2"]).contains("未完"));
}

#[test]
fn wrong_turns() {
    let base = base();
    issue(&base, "quarterly", "2021Q4");
    for (arguments, zh, en) in [
        (&["report", "issue", "yearly", "2021Q4"][..], "报表“yearly”无效", "'yearly' is not a report"),
        (&["report", "issue", "quarterly", "2021-12"], "“2021-12”不是季度", "2021-12 is not one"),
        (&["report", "issue", "monthly", "2021Q4"], "“2021Q4”不是月", "2021Q4 is not one"),
        (&["report", "issue", "monthly", "2019-12"], "不在计划的任何运营年度之内", "in no operating year"),
        (&["report", "issue", "monthly", "十二月"], "无法识别", "cannot read the period"),
        (&["report", "issue", "monthly"], "缺少", "required"),
        (&["report", "reprint", "R2"], "没有已出具报表 R2", "there is no issued report R2"),
        (&["report", "reprint", "T1"], "不是已出具报表的编号", "issued report codes look like R1"),
        (&["report", "diff", "启明"], "不是已出具报表的编号", "issued report codes look like R1"),
        (&["report", "diff", "R9"], "fuhua list reports", "fuhua list reports"),
    ] {
        base.refuses(2, arguments, &[zh], &[en]);
    }
}

#[test]
fn tampered_content_is_not_reprinted() {
    let base = base();
    issue(&base, "quarterly", "2021Q4");
    let whole = base.bytes();
    for change in [
        "UPDATE issued_report SET content = replace(content, '\"quarter\":1', '\"quarter\":9')",
        "UPDATE issued_report SET content = '{}'",
        "UPDATE issued_report SET sha256 = printf('%064d', 1)",
    ] {
        std::fs::write(base.db(), &whole).expect("written");
        base.meddle(change);
        for command in ["reprint", "diff"] {
            let (zh, en) = ("与出具时的摘要不符", "does not match the digest recorded at its issue");
            base.refuses(3, &["report", command, "R1"], &[zh, "fuhua audit"], &[en, "fuhua audit"]);
        }
        let (code, audit) = base.audit(&[]);
        assert!(code == 1 && of_rule(&audit, "journal.replay").iter().any(|f| f.subject == "R1"), "{change}: {audit}");
    }
}

/// The rule begins with the rows that were touched, whatever else was changed
/// since an issue; what was touched is few.
#[test]
fn the_rule_finds_touched_rows_by_index() {
    let base = base();
    issue(&base, "quarterly", "2021Q4");
    let fuhua::rules::Query::Made { sql, .. } = &fuhua::rules::find("report.issued").expect("the rule").query else { panic!("its query") };
    let sql = sql();
    let scope = "{scope:c.table_name, c.row_id}";
    assert!(sql.matches(scope).count() > 3);
    let touched = "(c.table_name, c.row_id) IN (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each('[]'))";
    let plan = base.sql(&format!("EXPLAIN QUERY PLAN {}", sql.replace(scope, touched)));
    let steps: Vec<&str> = plan.iter().map(|row| row[3].as_str()).collect();
    let shown = steps.join("\n");
    assert!(!steps.iter().any(|s| ["c", "a", "t"].iter().any(|name| s == &format!("SCAN {name}"))), "{shown}");
    let found = |s: &&&str| s.starts_with("SEARCH c USING INDEX change_row (table_name=? AND row_id=?");
    assert!(steps.iter().filter(found).count() >= 2, "{shown}");
}

#[test]
fn the_past_is_read_as_it_was() {
    let base = base();
    issue(&base, "quarterly", "2021Q4");
    let issued = format!("J{}", base.newest());
    let before = reprints(&base, "R1");
    base.ok(&["void", "C1", "--reason", "重复", "--override", "重复"]);
    assert_eq!(base.json(&["report", "diff", "R1", "--as-known-on", &issued])["figures"], json!([]));
    assert_ne!(base.json(&["report", "diff", "R1"])["figures"], json!([]));
    assert_eq!(base.ok(&["report", "reprint", "R1", "--as-known-on", &issued]), before[0]);
}

/// A session's day decides of its roster too, and a roster of its session: what
/// the gate lets through, the audit does not find, whatever the order.
#[test]
fn a_session_and_its_roster_are_one() {
    let base = base();
    base.ok(&["training", "log", "--title", "沙龙", "--form", "salon", "--date", "2021-12-28", "--headcount", "9"]);
    issue(&base, "quarterly", "2021Q4");
    let all_waived = || assert!(found(&base).iter().all(|(_, waived)| *waived), "{:?}", found(&base));
    // A session logged in another quarter was in this one.
    let roster = base.file("salon.csv", ROSTER);
    let logged = base.entry(&[
        "training",
        "log",
        "--title",
        "四月",
        "--form",
        "lecture",
        "--date",
        "2022-01-04",
        "--roster",
        &roster,
        "--override",
        "同一班学员",
    ]);
    base.breaks("report.issued", &["edit", "T4", "--date", "2021-12-19"]);
    let moved = base.entry(&["edit", "T4", "--date", "2021-12-19", "--override", "日期写错"]);
    assert_eq!(found(&base), waived(&[&format!("R1:T4@{logged}"), &format!("R1:T4@{moved}")]));
    // Moved out, added to, moved back: what was added asks for its reason then.
    let more = base.file("more.csv", "姓名,类别\n宋雨桐,志愿者\n");
    base.ok(&["edit", "T1", "--date", "2022-01-01", "--override", "日期写错"]);
    base.ok(&["training", "roster", "T1", &more]);
    all_waived();
    base.breaks("report.issued", &["edit", "T1", "--date", "2021-12-20"]);
    base.ok(&["edit", "T1", "--date", "2021-12-20", "--override", "又改回"]);
    all_waived();
    // A headcount behind a roster counts again when the roster goes.
    let listed = base.entry(&["training", "roster", "T3", &roster, "--override", "补签到表"]);
    base.ok(&["edit", "T3", "--headcount", "40"]);
    all_waived();
    base.breaks("report.issued", &["undo", &listed]);
    base.ok(&["undo", &listed, "--override", "不是这一场的"]);
    all_waived();
}

/// Of an organisation the first counts: another one, whenever dated, takes it
/// out of what was printed or lets it in.
#[test]
fn the_first_of_an_organisation_is_guarded() {
    let mut base = Base::new();
    base.today("2023-01-05");
    for name in ["启明社", "暖阳社"] {
        base.ok(&["org", "add", "--name", name, "--kind", "service"]);
    }
    base.ok(&["org", "file", "O1", "--date", "2022-11-05"]);
    let recognise = |kind: &'static str, day: &'static str| ["org", "recognise", "O1", "--as", kind, "--date", day, "--basis", "会议纪要"];
    base.ok(&recognise("upgraded", "2022-12-01"));
    base.ok(&recognise("brand", "2022-12-01"));
    issue(&base, "monthly", "2022-12");
    issue(&base, "quarterly", "2022Q4");
    // Two and one: a filing of the year before, recognitions of the same year.
    base.breaks("report.issued", &["org", "file", "O1", "--date", "2021-11-11"]);
    let filed = base.entry(&["org", "file", "O1", "--date", "2021-11-11", "--override", "补录"]);
    assert_eq!(found(&base), waived(&["R1:O1@filed=0,0", "R2:O1@filed=0,0"]));
    assert_eq!(base.json(&["report", "quarterly", "2022Q4"])["indicators"][1]["quarter"], 0);
    for kind in ["upgraded", "brand"] {
        base.breaks("report.issued", &recognise(kind, "2022-10-20"));
        // In the year before it takes nothing away; nor does an organisation that had none.
        base.ok(&recognise(kind, "2022-09-20"));
    }
    base.ok(&["org", "file", "O2", "--date", "2021-11-12"]);
    // Back as it was there is no breach; what is waived is shown with the organisation.
    base.ok(&["undo", &filed]);
    assert_eq!(found(&base), []);
    base.breaks("report.issued", &["edit", "F1", "--date", "2022-09-30"]);
    let again = base.code(&["org", "file", "O1", "--date", "2021-11-11", "--override", "补录"]);
    assert_eq!(base.json(&["show", "O1"])["related"]["waivers"].as_array().map(Vec::len), Some(2));
    // The earlier one gone, its own day decides.
    base.ok(&["edit", &again, "--date", "2022-11-04", "--override", "日期写错"]);
    assert!(found(&base).iter().all(|(_, waived)| *waived));
}

/// What became of an application is printed, and so are the targets.
#[test]
fn applications_and_targets_are_guarded() {
    let base = base();
    issue(&base, "quarterly", "2021Q4");
    base.breaks("report.issued", &["void", "A1", "--reason", "录错"]);
    base.breaks("report.issued", &["apply", "O2", "--date", "2021-12-01"]);
    base.breaks("report.issued", &["withdraw", "O1", "--reason", "不办了", "--date", "2021-12-30"]);
    base.breaks("report.issued", &["review", "A1", "--stage", "eligibility", "--result", "pass", "--date", "2021-12-02"]);
    base.breaks("report.issued", &["edit", "A1", "--date", "2022-01-02"]);
    base.refuses(
        1,
        &["target", "set", "projects", "7", "--year", "Y1", "--reason", "调整"],
        &["projects 所计的数已与出具的 R1"],
        &["projects no longer counts as it does in R1"],
    );
    // What is dated after the period, and words, are no matter; nor another year's target.
    base.ok(&["edit", "A1", "--note", "材料齐全"]);
    base.ok(&["target", "set", "projects", "9", "--year", "Y2", "--reason", "调整"]);
    base.ok(&["review", "A1", "--stage", "eligibility", "--result", "pass", "--date", "2022-01-04"]);
    assert_eq!(found(&base), []);
    base.ok(&["undo"]);
    // Two that cancel out in the figures are both told.
    let gone = base.entry(&["void", "A1", "--reason", "录错", "--override", "录错"]);
    let come = base.entry(&["apply", "O2", "--date", "2021-12-01", "--override", "补录"]);
    base.ok(&["target", "set", "projects", "7", "--year", "Y1", "--reason", "调整", "--override", "批复"]);
    assert_eq!(found(&base), waived(&["R1:A1@none", "R1:A2@submitted", "R1:projects@7"]));
    let diff = base.json(&["report", "diff", "R1"]);
    assert!(figures(&diff).iter().all(|(figure, ..)| figure == "projects.target"), "{diff}");
    assert!(entries(&diff).contains(&&*gone) && entries(&diff).contains(&&*come), "{diff}");
    base.breaks("report.issued", &["target", "set", "projects", "8", "--year", "Y1", "--reason", "又调"]);
    base.breaks("report.issued", &["withdraw", "O2", "--reason", "不办了", "--date", "2021-12-30"]);
    base.ok(&["undo", &gone]);
    assert_eq!(found(&base), waived(&["R1:A2@submitted", "R1:projects@7"]));
}

/// Taking an issue back would free what it guards, and its reprint, without a
/// word: it is made void instead, with a reason.
#[test]
fn an_issue_is_not_undone() {
    let base = base();
    issue(&base, "quarterly", "2021Q4");
    let entry = format!("J{}", base.newest());
    let before = reprints(&base, "R1");
    for line in [&["undo"][..], &["undo", &entry], &["undo", &entry, "--override", "试试"]] {
        let zh = [&*format!("{entry} 不能撤销:它出具了 R1"), "fuhua void R1 --reason"];
        base.refuses(1, line, &zh, &[&format!("{entry} cannot be undone: it issued R1"), "fuhua void R1 --reason"]);
    }
    base.breaks("report.issued", &["void", "C1", "--reason", "错"]);
    base.ok(&["edit", "R1", "--note", "送出资方"]);
    base.ok(&["undo"]);
    let void = base.entry(&["void", "R1", "--reason", "页码有误"]);
    base.ok(&["undo", &void]);
    base.ok(&["void", "R1", "--reason", "页码有误"]);
    assert_eq!(reprints(&base, "R1"), before);
}

/// What is printed of each resident is guarded as every figure is: its services,
/// its days; and the differences are told with their entries.
#[test]
fn the_table_of_residents_is_guarded() {
    let mut base = Base::mixed();
    base.today("2023-12-01");
    let stay = base.sql(
        "SELECT i.id, a.org_id, i.on_date FROM incubation i JOIN application a ON a.id = i.application_id WHERE i.void_reason IS NULL ORDER BY i.id LIMIT 1",
    );
    let [id, org, entered] = stay[0].clone().try_into().expect("three");
    let (id, org) = (format!("I{id}"), format!("O{org}"));
    assert!(entered.as_str() < "2022-07-01", "{entered}");
    let log = |day: &'static str| ["service", "log", org.as_str(), "--service", "space", "--date", day, "--hours", "1"].map(str::to_owned);
    let run = |line: &[String], more: &[&str]| base.entry(&line.iter().map(String::as_str).chain(more.iter().copied()).collect::<Vec<_>>());
    run(&log("2022-08-01"), &[]);
    let service = format!("S{}", base.value("SELECT max(id) FROM service"));
    let report = issue(&base, "quarterly", "2022Q3");
    let more = log("2022-08-02");
    base.breaks("report.issued", &more.iter().map(String::as_str).collect::<Vec<_>>());
    base.breaks("report.issued", &["edit", &service, "--date", "2022-06-30"]);
    base.breaks("report.issued", &["void", &service, "--reason", "错"]);
    base.breaks("report.issued", &["edit", &id, "--date", "2022-01-03"]);
    // What was in another quarter, and what changes no number, is no matter.
    run(&log("2022-06-30"), &[]);
    base.ok(&["edit", &service, "--date", "2022-08-03"]);
    assert_eq!(found(&base), []);
    let added = run(&more, &["--override", "补录"]);
    assert_eq!(found(&base), waived(&[&format!("{report}:{id}@services=2")]));
    let diff = base.json(&["report", "diff", &report]);
    assert_eq!(figures(&diff), [(format!("residents.{id}.services"), 1, 2, vec![added.clone()])]);
    assert!(base.ok(&["report", "diff", &report]).contains("服务次数"));
    // A third one is another state; back as it was there is none.
    base.breaks("report.issued", &log("2022-08-04").iter().map(String::as_str).collect::<Vec<_>>());
    base.ok(&["undo", &added]);
    assert_eq!(found(&base), []);
    assert_eq!(base.json(&["report", "diff", &report])["figures"], json!([]));
}
