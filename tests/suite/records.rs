//! The verbs that every kind of record has: show, edit, void, history, list.

use crate::common::Base;
use fuhua::store::records::registry;
use serde_json::{Value as Json, json};

const GREEN: &str = "51640181MJY1000101";
const OTHER: &str = "52640181MJY20002XB";

/// Two organisations; the first applied, was scored, entered and was assessed;
/// a session with a roster, a consultation of both, a project.
fn base() -> Base {
    let mut base = Base::new();
    base.today("2023-02-01");
    let ok = |line: &[&str]| base.ok(line);
    ok(&[
        "org",
        "add",
        "--name",
        "启明社工服务中心",
        "--kind",
        "service",
        "--phone",
        "13800138000",
        "--uscc",
        GREEN,
        "--registered",
        "2021-09-01",
    ]);
    ok(&["org", "add", "--name", "向阳志愿者协会", "--kind", "association", "--uscc", OTHER, "--registered", "2021-09-02"]);
    ok(&["apply", "启明", "--date", "2021-10-10", "--reserve-fund", "5000"]);
    for (stage, day) in [("eligibility", "2021-10-20"), ("internal", "2021-10-25"), ("site", "2021-11-01")] {
        ok(&["review", "A1", "--stage", stage, "--result", "pass", "--date", day]);
    }
    let mut expert = vec!["review", "A1", "--stage", "expert", "--result", "pass", "--date", "2021-11-10"];
    for score in ["评审甲:方案=80", "评审乙:方案=90", "评审丙:方案=70.5", "评审甲:团队=85"] {
        expert.extend(["--score", score]);
    }
    expert.extend(["--recuse", "评审丁:亲属在该机构任职", "--abstain", "评审戊"]);
    ok(&expert);
    for (stage, day) in [("preliminary", "2021-12-15"), ("final", "2021-12-20")] {
        ok(&["review", "A1", "--stage", stage, "--result", "pass", "--date", day]);
    }
    ok(&["incubate", "A1", "--date", "2022-01-05", "--staff", "3", "--departments", "1", "--systems", "2", "--projects", "0"]);
    let exit = "exit-assess I1 --stage assess --result pass --date 2023-01-10 --staff 6 --departments 3 --systems 5 --projects 2 \
                --registration pass --team pass --project pass";
    ok(&exit.split_whitespace().collect::<Vec<_>>());
    let roster = base.file(
        "roster.csv",
        "姓名,单位,电话,类别,出勤\n赵甲,镇社工站,13900001111,持证,到\n钱乙,镇社工站,,其他,到\n孙丙,,,志愿者,缺勤\n李丁,,,志愿者,到\n",
    );
    ok(&["training", "log", "--title", "财务入门", "--form", "lecture", "--date", "2021-11-05", "--hours", "2", "--roster", &roster]);
    ok(&["consult", "log", "--topic", "policy", "--org", "启明", "--org", "向阳", "--date", "2021-12-01"]);
    ok(&["project", "start", "启明", "--title", "爱心食堂", "--date", "2022-02-10", "--grant", "2万", "--source", "donation"]);
    base
}

#[test]
fn show_of_an_organisation_is_its_dossier() {
    let mut base = base();
    let shown = base.json(&["show", "O1"]);
    let listed = base.json(&["list", "orgs"]);
    for (key, value) in listed[0].as_object().expect("a record") {
        assert_eq!(&shown[key], value, "{key}");
    }
    assert_eq!(shown["phone"], "138****8000");
    for (kind, n) in
        [("registrations", 1), ("applications", 1), ("reviews", 6), ("incubations", 1), ("exits", 1), ("consultations", 1), ("projects", 1)]
    {
        assert_eq!(shown["related"][kind].as_array().map(Vec::len), Some(n), "{kind}");
    }
    assert_eq!(shown["related"]["projects"][0]["grant_fen"], 2_000_000);
    // A part of the name and the credit code mean the same record.
    for text in ["启明", GREEN, "o1"] {
        assert_eq!(base.json(&["show", text]), shown, "{text}");
    }
    let zh = base.ok(&["show", "启明"]);
    for words in ["组织 O1 启明社工服务中心", "社会服务机构", "138****8000", "公益项目", "爱心食堂", "20,000.00"] {
        assert!(zh.contains(words), "{words}:\n{zh}");
    }
    base.lang("en");
    let en = base.ok(&["show", "启明"]);
    for words in ["organisation O1", "social service organisation", "credit code", "project", "eligibility check"] {
        assert!(en.contains(words), "{words}:\n{en}");
    }
    assert!(!zh.contains("13800138000") && !en.contains("13800138000"));
}

#[test]
fn show_has_the_scores_and_conditions_of_an_application() {
    let base = base();
    let shown = base.json(&["show", "A1"]);
    let conditions = shown["conditions"].as_array().expect("conditions");
    assert_eq!(conditions.len(), 5);
    assert!(conditions.iter().all(|c| c["met"] == true && c["review"] == "K1"));
    let step = &shown["scores"][0];
    assert_eq!((&step["review"], &step["stage"]), (&json!("K4"), &json!("expert")));
    let plan = step["items"].as_array().expect("items").iter().find(|i| i["item"] == "方案").expect("the item");
    // 80, 90, 70.5: mean 80.1666…, deviation √(190.166…/3) = 7.9617…
    let expected = json!({"count": 3, "mean": 80.17, "median": 80.0, "lowest": 70.5, "highest": 90.0, "range": 19.5, "deviation": 7.96});
    for (key, value) in expected.as_object().expect("figures") {
        assert_eq!(&plan[key], value, "{key}");
    }
    assert_eq!(step["overall"]["count"], 4, "who gave no score is not counted as a zero");
    let silent: Vec<(&Json, &Json)> = step["abstentions"].as_array().expect("a list").iter().map(|s| (&s["kind"], &s["reason"])).collect();
    assert!(silent.contains(&(&json!("recuse"), &json!("亲属在该机构任职"))) && silent.contains(&(&json!("abstain"), &Json::Null)));
    // A void score no longer counts.
    let score = base.value("SELECT 'B' || id FROM score WHERE points = 7050");
    base.ok(&["void", &score, "--reason", "录错"]);
    let again = base.json(&["show", "K4"]);
    assert_eq!(again["scores"][0]["overall"]["lowest"], 80.0);
    let table = base.ok(&["show", "K4"]);
    assert!(table.contains("标准差") && table.contains("回避") && table.contains("录错"), "{table}");
}

#[test]
fn show_sets_entry_beside_exit() {
    let mut base = base();
    let stay = base.json(&["show", "I1"]);
    let facts: Vec<(&str, i64, i64, i64)> = stay["comparison"]["facts"]
        .as_array()
        .expect("facts")
        .iter()
        .map(|f| {
            let n = |key: &str| f[key].as_i64().expect("a number");
            (f["fact"].as_str().expect("a name"), n("entry"), n("exit"), n("difference"))
        })
        .collect();
    assert_eq!(facts, [("staff", 3, 6, 3), ("departments", 1, 3, 2), ("systems", 2, 5, 3), ("projects", 0, 2, 2)]);
    assert_eq!(stay["comparison"]["judgements"][1], json!({"about": "team", "result": "pass"}));
    assert_eq!(base.json(&["show", "X1"])["comparison"], stay["comparison"]);
    let zh = base.ok(&["show", "I1"]);
    assert!(zh.contains("入壳与出壳考核(X1)对照") && zh.contains("+3") && zh.contains("团队建设"), "{zh}");
    base.ok(&["void", "X1", "--reason", "改期"]);
    let without = base.json(&["show", "I1"]);
    assert_eq!(without["comparison"]["assessment"], Json::Null);
    assert_eq!(without["comparison"]["facts"][0]["exit"], Json::Null, "no exit is not a zero");
    base.lang("en");
    let en = base.ok(&["show", "I1"]);
    assert!(en.contains("none yet") && en.contains("改期"), "the void step is shown as void:\n{en}");
}

#[test]
fn show_has_the_roster_and_the_organisations_advised() {
    let base = base();
    let session = base.json(&["show", "T1"]);
    let rows: Vec<(&str, bool)> = session["roster"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|r| (r["name"].as_str().expect("a name"), r["counts"].as_bool().expect("yes or no")))
        .collect();
    assert_eq!(rows, [("赵甲", true), ("钱乙", false), ("孙丙", false), ("李丁", true)]);
    assert_eq!(session["counted"], 2);
    assert_eq!(session["related"]["attendances"].as_array().map(Vec::len), Some(4));
    base.ok(&["void", "H4", "--reason", "重复"]);
    assert_eq!(base.json(&["show", "T1"])["roster"][3]["counts"], false);
    let table = base.ok(&["show", "T1"]);
    assert!(table.contains("计入人次合计:1") && table.contains("重复"), "{table}");
    let advised = base.json(&["show", "C1"]);
    assert_eq!(advised["organisations"][1], json!({"code": "O2", "name": "向阳志愿者协会", "kind": "association"}));
    let person = base.ok(&["show", "M1"]);
    assert!(person.contains("139****1111") && !person.contains("13900001111"), "{person}");
}

#[test]
fn every_kind_of_record_can_be_shown_and_listed() {
    let base = Base::full();
    for kind in registry::ALL {
        let listed = base.json(&["list", kind.plural]);
        let code = format!("{}1", kind.prefix);
        assert_eq!(listed[0]["code"], code, "{}", kind.plural);
        let shown = base.json(&["show", &code]);
        for (key, value) in listed[0].as_object().expect("a record") {
            assert_eq!(&shown[key], value, "{}: {key}", kind.plural);
        }
        let csv = base.ok(&["show", &code, "-f", "csv"]);
        assert!(csv.lines().any(|line| line.split(',').any(|cell| cell == code)), "{code}: {csv}");
    }
    let subject = base.json(&["show", "W1"])["subject"].as_str().expect("a code").to_owned();
    assert_eq!(base.json(&["show", &subject])["related"]["waivers"][0]["code"], "W1");
}

#[test]
fn show_of_nothing() {
    let mut base = base();
    for (line, says) in [("O9", "没有记录 O9"), ("V1", "没有记录 V1"), ("J99", "没有流水 J99"), ("无此", "没有组织“无此”")]
    {
        base.says(2, &["show", line], &[says]);
    }
    base.ok(&["org", "add", "--name", "启航社", "--kind", "association"]);
    assert!(base.fails(2, &["show", "启"]).contains("O1 启明社工服务中心、O3 启航社"));
    base.lang("en");
    assert_eq!(base.error(2, &["show", "O9"])["message"], "there is no record O9");
}

#[test]
fn edit_says_what_it_changed() {
    let mut base = base();
    assert_eq!(base.ok(&["edit", "T1", "--date", "2021-11-06"]), "已更正 T1:日期 2021-11-05 → 2021-11-06\n");
    let entries = base.value("SELECT count(*) FROM journal");
    assert_eq!(base.ok(&["edit", "T1", "--date", "2021年11月6日"]), "没有改动:T1\n");
    assert_eq!(base.json(&["edit", "T1", "--date", "2021-11-06"])["journal"], Json::Null);
    assert_eq!(base.value("SELECT count(*) FROM journal"), entries);
    base.lang("en");
    assert_eq!(
        base.ok(&["edit", "T1", "--topic", "党建", "--hours", "1.5"]),
        "corrected T1: topic (empty) → party building; hours 2 → 1.5\n"
    );
    assert_eq!(base.ok(&["edit", "T1", "--topic", ""]), "corrected T1: topic party building → (empty)\n");
    assert_eq!(base.ok(&["edit", "P1", "--source", "service-income", "--grant", "1.2万"]).lines().count(), 1);
    assert_eq!(base.sql("SELECT source, grant_fen FROM project"), [["service-income", "1200000"]]);
    // By name as well; the fields that were not named stay.
    base.ok(&["edit", "启明", "--town", "东塔镇"]);
    assert_eq!(base.sql("SELECT name, town FROM org WHERE id = 1"), [["启明社工服务中心", "东塔镇"]]);
}

#[test]
fn edit_goes_through_the_rules() {
    let base = base();
    for rule in ["review.window-early", "review.dates"] {
        base.breaks(rule, &["edit", "K6", "--date", "2021-11-20"]);
    }
    base.breaks("exit.team", &["edit", "X1", "--staff", "2"]);
    base.says(2, &["edit", "T1", "--date", "2020-01-01"], &["dates.in-plan"]);
    base.says(1, &["edit", "T1", "--date", "2023-03-01"], &["dates.future", "--override"]);
}

#[test]
fn edit_refuses_what_is_wrong() {
    let mut base = base();
    for (line, says) in [
        (&["edit", "T1"][..], "--title 名称、--form 形式"),
        (&["edit", "T1", "--uscc", "1"], "没有可更正的 --uscc"),
        (&["edit", "T1", "--title", " "], "“名称”不能为空"),
        (&["edit", "T1", "--form", "电影"], "专题讲座"),
        (&["edit", "T1", "--date", "2021-02-30"], "没有2021年2月30日"),
        (&["edit", "P1", "--source", "贷款"], "donation"),
        (&["edit", "O1", "--name", "向阳志愿者协会"], "O2"),
        (&["edit", "L1", "--uscc", OTHER], "L2"),
        (&["edit", "L1", "--uscc", "123"], "18位"),
        (&["edit", "J2", "--note", "x"], "J2 是流水"),
        (&["edit", "T9", "--note", "x"], "没有记录 T9"),
        (&["edit", "T1", "--no-such", "x"], "--no-such"),
        (&["edit", "A1", "--org", "O2"], "--org"),
    ] {
        base.says(2, line, &[says]);
    }
    base.ok(&["void", "P1", "--reason", "录错"]);
    assert!(base.fails(1, &["edit", "P1", "--title", "x"]).contains("录错"));
    base.lang("en");
    let error = base.error(2, &["edit", "T1", "--uscc", "1"]);
    assert_eq!(error["message"], "T1 (training) has no --uscc to correct");
    assert!(error["hint"].as_str().is_some_and(|h| h.contains("--headcount (headcount)")), "{error}");
    let help = base.ok(&["edit", "--help"]);
    assert!(help.contains("--staff <VALUE>") && help.contains("reserve fund (yuan) (A application)"), "{help}");
}

#[test]
fn a_credit_code_is_checked_again_when_it_is_corrected() {
    let base = base();
    let wrong = "53640000MJY300039F";
    let outcome = base.run(&["edit", "L1", "--uscc", wrong]);
    assert_eq!(outcome.code, 0);
    assert!(outcome.out.contains("校验通过 → 校验不符") && outcome.err.contains("校验不符"), "{outcome:?}");
    assert_eq!(base.sql("SELECT uscc, uscc_check FROM registration WHERE id = 1"), [[wrong, "failed"]]);
    assert_eq!(base.ok(&["edit", "L1", "--uscc", &wrong.to_lowercase()]), "没有改动:L1\n");
    base.ok(&["edit", "L1", "--uscc", "53640000MJY300039E"]);
    assert_eq!(base.value("SELECT uscc_check FROM registration WHERE id = 1"), "ok");
}

#[test]
fn a_phone_is_masked_everywhere_and_never_in_the_journal() {
    let base = base();
    assert_eq!(base.ok(&["edit", "O1", "--phone", "13911112222"]), "已更正 O1:电话 138****8000 → 139****2222\n");
    assert_eq!(base.ok(&["edit", "O1", "--phone", "13911112222"]), "没有改动:O1\n");
    base.ok(&["edit", "M1", "--phone", "13922223333"]);
    assert_eq!(base.ok(&["edit", "O1", "--phone", ""]), "已更正 O1:电话 139****2222 → (空)\n");
    assert_eq!(base.value("SELECT phone IS NULL FROM org WHERE id = 1"), "1");
    let mut said = String::new();
    for line in [
        &["history"][..],
        &["history", "O1"],
        &["history", "O1", "-f", "json"],
        &["history", "M1", "-f", "csv"],
        &["show", "M1", "-f", "json"],
    ] {
        said += &base.ok(line);
    }
    said += &base.sql("SELECT arguments FROM journal").concat().concat();
    said += &base.sql("SELECT coalesce(before, '') || coalesce(after, '') FROM change").concat().concat();
    for digits in ["13800138000", "13911112222", "13922223333"] {
        assert!(!said.contains(digits), "{digits}");
    }
    let changes = base.json(&["history", "O1"]);
    let last = changes.as_array().and_then(|all| all.last()).expect("an entry");
    assert_eq!(last["changes"], json!([{"record": "O1", "field": "phone", "before": "***", "after": null}]));
}

#[test]
fn void_keeps_the_record_and_counts_it_nowhere() {
    let mut base = base();
    let line = base.ok(&["void", "C1", "--reason", "录错"]);
    assert_eq!(line, "已作废咨询 C1 启明社工服务中心、向阳志愿者协会:录错\n");
    assert_eq!(base.value("SELECT count(*) FROM indicator_fact WHERE indicator = 'consultations'"), "0");
    assert_eq!(base.json(&["list", "consultations"]), json!([]));
    assert_eq!(base.json(&["list", "consultations", "--void"])[0]["void"], "录错");
    assert!(base.ok(&["show", "C1"]).contains("作废原因"));
    assert!(base.fails(1, &["void", "C1", "--reason", "又"]).contains("录错"));
    for (line, says) in [
        (&["void", "启明", "--reason", "x"][..], "编号"),
        (&["void", "J2", "--reason", "x"], "J2 是流水"),
        (&["void", "T9", "--reason", "x"], "没有记录 T9"),
        (&["void", "T1", "--reason", "  "], "--reason"),
        (&["void", "T1"], "--reason"),
    ] {
        base.says(2, line, &[says]);
    }
    let refused = base.breaks("records.parent", &["void", "O1", "--reason", "重复"]);
    assert!(refused["hint"].as_str().is_some_and(|hint| hint.contains("fuhua void ")), "{refused}");
    base.lang("en");
    assert_eq!(base.ok(&["void", "P1", "--reason", "entered twice"]), "voided project P1 爱心食堂: entered twice\n");
    assert!(base.fails(1, &["void", "P1", "--reason", "again"]).contains("entered twice"));
}

#[test]
fn a_waiver_is_void_only_once_its_rule_holds() {
    let base = base();
    base.ok(&["edit", "T1", "--date", "2023-02-20", "--override", "预告"]);
    base.breaks("dates.future", &["void", "W1", "--reason", "不应"]);
    // An organisation's rule as well, whose subject is the application.
    base.ok(&["edit", "K5", "--date", "2021-11-30"]);
    base.ok(&["edit", "K6", "--date", "2021-12-01", "--override", "特事特办"]);
    let waived = base.sql("SELECT 'W' || id, rule FROM waiver WHERE rule LIKE 'review.window%'");
    assert_eq!(waived.len(), 1, "{waived:?}");
    base.breaks("review.window-early", &["void", &waived[0][0], "--reason", "不应"]);
    base.ok(&["edit", "T1", "--date", "2021-11-05"]);
    base.ok(&["edit", "W1", "--reason", "另有理由"]);
    base.ok(&["void", "W1", "--reason", "不再需要"]);
    assert_eq!(base.value("SELECT reason || '/' || void_reason FROM waiver WHERE id = 1"), "另有理由/不再需要");
}

#[test]
fn history_tells_each_field_before_and_after() {
    let mut base = base();
    base.ok(&["edit", "T1", "--topic", "party", "--hours", "1.5"]);
    base.ok(&["void", "H3", "--reason", "缺勤不记"]);
    let all = base.json(&["history"]);
    let entries = all.as_array().expect("entries");
    assert_eq!(entries.len().to_string(), base.value("SELECT count(*) FROM journal"));
    assert_eq!((&entries[0]["entry"], &entries[0]["command"]), (&json!("J1"), &json!("init")));
    assert!(entries[0]["hash"].as_str().is_some_and(|h| h.len() == 64));
    let of = base.json(&["history", "T1"]);
    let changes: Vec<&Json> = of.as_array().expect("entries").iter().flat_map(|e| e["changes"].as_array().expect("changes")).collect();
    assert!(changes.iter().all(|c| c["record"] == "T1"), "only that record's changes");
    assert!(changes.contains(&&json!({"record": "T1", "field": "topic", "before": null, "after": "party"})));
    assert!(changes.contains(&&json!({"record": "T1", "field": "hours", "before": 2.0, "after": 1.5})));
    let void = base.json(&["history", "H3", "--limit", "1"]);
    assert_eq!(void[0]["changes"], json!([{"record": "H3", "field": "void", "before": null, "after": "缺勤不记"}]));
    let zh = base.ok(&["history", "T1"]);
    assert!(zh.contains("主题") && zh.contains("党建") && !zh.contains("party"), "{zh}");
    // What belongs to a record and has no code is told as the record's.
    let advised = base.json(&["history", "C1"]);
    assert!(
        advised[0]["changes"]
            .as_array()
            .is_some_and(|c| c.contains(&json!({"record": "C1", "field": "orgs", "before": null, "after": "O2"})))
    );
    let checked = base.json(&["history", "K1"]);
    assert!(
        checked[0]["changes"]
            .as_array()
            .is_some_and(|c| c.contains(&json!({"record": "K1", "field": "condition.founder", "before": null, "after": true})))
    );
    base.lang("en");
    let en = base.ok(&["history", "--limit", "2"]);
    assert_eq!(en.lines().count(), 4, "{en}");
    assert!(en.contains("what it touched") && en.contains("T1") && en.contains("H3"), "{en}");
    let words = base.ok(&["history", "K1"]);
    assert!(words.contains("condition ") && words.contains("yes") && !words.contains("condition_check"), "{words}");
    base.refuses(2, &["history", "T9"], &["没有记录 T9"], &["there is no record T9"]);
    base.refuses(2, &["history", "J99"], &["没有流水 J99"], &["there is no journal entry J99"]);
}

#[test]
fn an_entry_is_shown_with_all_that_it_changed() {
    let mut base = base();
    let last = format!("J{}", base.newest());
    let shown = base.json(&["show", &last]);
    assert_eq!(base.json(&["history", &last]), json!([shown]));
    assert_eq!((&shown["actor"], &shown["command"], &shown["at"]), (&json!("测试员"), &json!("project start"), &json!("2023-02-01")));
    assert!(
        shown["changes"]
            .as_array()
            .is_some_and(|c| c.contains(&json!({"record": "P1", "field": "grant_fen", "before": null, "after": 2_000_000})))
    );
    let zh = base.ok(&["show", &last]);
    for words in ["测试员", "project start", "20,000.00", "社会捐赠", shown["hash"].as_str().expect("a hash")] {
        assert!(zh.contains(words), "{words}:\n{zh}");
    }
    base.lang("en");
    let init = base.ok(&["show", "J1"]);
    assert!(init.contains("operating year") && init.contains("rows: 3"), "{init}");
}

#[test]
fn the_journal_can_be_listed() {
    let mut base = base();
    let all = base.json(&["list", "journal"]);
    assert_eq!(all, base.json(&["history"]));
    assert_eq!(base.json(&["list", "流水", "--limit", "2"]).as_array().map(Vec::len), Some(2));
    assert_eq!(base.json(&["list", "journal", "--period", "2023-02"]).as_array().map(Vec::len), all.as_array().map(|a| a.len() - 1));
    assert!(base.fails(2, &["list", "journal", "--org", "启明"]).contains("--org"));
    base.lang("en");
    assert!(base.fails(2, &["list", "journal", "--state", "resident"]).contains("--state"));
    assert!(base.error(2, &["list", "nothing"])["hint"].as_str().is_some_and(|h| h.ends_with("journal")));
}

#[test]
fn a_dry_run_keeps_nothing() {
    let mut base = base();
    let before = base.bytes();
    let zh = base.ok(&["edit", "T1", "--date", "2021-11-06", "--topic", "policy", "--dry-run"]);
    assert!(zh.contains("试运行") && zh.contains("2021-11-05") && zh.contains("2021-11-06"), "{zh}");
    let value = base.json(&["void", "P1", "--reason", "录错", "--dry-run"]);
    assert_eq!((&value["dry_run"], &value["journal"]), (&json!(true), &Json::Null));
    base.ok(&["edit", "O1", "--phone", "13911112222", "--dry-run"]);
    assert_eq!(base.ok(&["edit", "T1", "--date", "2021-11-05", "--dry-run"]), "没有改动:T1\n");
    base.lang("en");
    assert!(base.ok(&["void", "P1", "--reason", "twice", "--dry-run"]).contains("nothing was kept"));
    assert!(base.bytes() == before);
}

#[test]
fn hostile_names_are_kept_as_typed_and_cleaned_on_output() {
    let base = base();
    let hostile = "=HYPERLINK(\"x\")\u{1b}[31m\u{202e}红";
    base.ok(&["edit", "O2", "--name", hostile, "--town", "一\n已更正 O9"]);
    assert_eq!(base.value("SELECT name FROM org WHERE id = 2"), hostile);
    assert_eq!(base.json(&["show", "O2"])["name"], hostile);
    for line in [&["show", "O2"][..], &["show", "C1"], &["history", "O2"], &["void", "O2", "--reason", "x\u{1b}[2J", "--dry-run"]] {
        let outcome = base.run(line);
        let said = outcome.out + &outcome.err;
        assert!(!said.contains('\u{1b}') && !said.contains('\u{202e}'), "{line:?}: {said:?}");
    }
    let forged = base.ok(&["edit", "O2", "--town", "二\n已更正 O9:名称"]);
    assert_eq!(forged.lines().count(), 1, "a name cannot forge a line: {forged}");
    for line in [&["show", "O2", "-f", "csv"][..], &["history", "O2", "-f", "csv"]] {
        let csv = base.ok(line);
        assert!(csv.contains("'=HYPERLINK"), "{csv}");
        assert!(!csv.contains(",=HYPERLINK") && !csv.contains(",\"=HYPERLINK"), "{csv}");
    }
}

#[test]
fn what_these_verbs_wrote_passes_the_audit() {
    let base = base();
    base.ok(&["edit", "T1", "--topic", "party"]);
    base.ok(&["void", "P1", "--reason", "录错"]);
    base.ok(&["edit", "O1", "--phone", ""]);
    base.sound();
}
