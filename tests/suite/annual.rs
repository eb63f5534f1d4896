//! The annual report and the report on one organisation.

use crate::common::Base;
use serde_json::{Value as Json, json};

/// A resident with something of every part, most of it within the first year.
fn base() -> Base {
    let mut base = Base::new();
    base.today("2023-01-20");
    base.ok(&["org", "add", "--name", "启明社工服务中心", "--kind", "service"]);
    base.ok(&["apply", "O1", "--date", "2021-10-08"]);
    base.passes("A1", "final", "2021-12-20");
    base.enters("A1", "2022-01-04");
    let roster = base.file("名单.csv", "姓名,单位\n甘晓岚,启明社工服务中心\n邓雨桐,别处\n甘晓岚,启明社工服务中心\n");
    base.lines(&format!(
        "finance post --in 50000 --category 财政拨款 --date 2021-11-05
         finance post --in 8000 --category 捐赠收入 --party 慈善会 --date 2021-12-05
         finance post --out 1200 --category 培训费 --date 2022-02-18
         finance post --out 500 --category 种子基金 --source 社会捐赠 --org O1 --date 2022-03-01
         finance post --in 300 --category 代管存入 --org O1 --date 2022-03-02
         training log --title 治理 --form lecture --topic governance --date 2022-02-18 --roster {roster}
         training coach T1 O1 --date 2022-03-03
         consult log --topic policy --org O1 --date 2022-03-04
         service log O1 --service space --amount 200 --date 2022-03-05
         project start O1 --title 银龄陪伴 --grant 3000 --source donation --date 2022-04-01
         finance post --out 1000 --category 小额资助 --project P1 --date 2022-04-10
         evaluate O1 --stage assess --year Y1 --result pass --date 2022-09-02
         evaluate O1 --stage preliminary --year Y1 --result pass --date 2022-09-10
         org recognise O1 --as upgraded --basis 文件 --date 2022-05-01
         org rate O1 --grade 3A --date 2022-06-01
         org add --name 某公司 --kind association
         resource offer --title 图书 --from company --org O2 --date 2022-10-08
         resource need O1 --title 图书 --date 2022-10-08
         resource match RS1 RS2 --date 2022-10-09
         attach P1 {roster} --as agreement --date 2022-04-01"
    ));
    base
}

fn keys(value: &Json) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn an_operating_year_is_told_whole() {
    let base = base();
    let report = base.json(&["report", "annual"]);
    assert_eq!(report["period"], json!({"label": "Y1", "start": "2021-10-01", "end": "2022-09-30", "operating": "Y1"}));
    let all = [
        "period",
        "year",
        "indicators",
        "people",
        "pipeline",
        "admissions",
        "evaluations",
        "exits",
        "follow_ups",
        "services",
        "coverage",
        "trainings",
        "consultations",
        "certificates",
        "projects",
        "functions",
        "resources",
        "hubs",
        "standings",
        "dual",
        "space",
        "operator",
        "finance",
        "recognitions",
        "waivers",
        "issued",
        "due",
        "journal",
    ];
    assert_eq!(keys(&report), all);
    let trainees = json!({"indicator": "trainees", "unit": "person-time", "quarters": [0, 2, 0, 0], "total": 2, "target": 500,
                          "percent": 0.4, "status": "missed", "explanation": null});
    assert_eq!(report["indicators"][3], trainees);
    assert_eq!((&report["pipeline"]["start"]["resident"], &report["pipeline"]["end"]["resident"]), (&0.into(), &1.into()));
    let of = json!({"incubation": "I1", "org": "O1", "name": "启明社工服务中心"});
    let with = |more: Json| {
        let mut all = of.as_object().expect("an object").clone();
        all.extend(more.as_object().expect("an object").clone());
        json!([all])
    };
    assert_eq!(report["admissions"], with(json!({"date": "2022-01-04"})));
    assert_eq!(
        report["evaluations"],
        with(json!({"year": "Y1", "percent": null, "grade": null, "assessed": "2022-09-02", "preliminary": "2022-09-10",
                    "confirmed": null, "result": "pass"}))
    );
    assert_eq!((&report["exits"], &report["follow_ups"]), (&json!([]), &json!([])));
    assert_eq!((&report["services"]["seed-fund"], &report["services"]["matching"]), (&1.into(), &0.into()));
    assert_eq!(report["coverage"][0]["coverage"], 5);
    let trainings = &report["trainings"];
    assert_eq!(
        (&trainings["by_form"]["lecture"], &trainings["by_topic"]["governance"], &trainings["coaching"]),
        (&1.into(), &1.into(), &1.into())
    );
    assert_eq!(report["consultations"]["by_topic"]["policy"], 1);
    assert_eq!((&report["certificates"]["start"]["in_post"], &report["certificates"]["end"]["in_post"]), (&0.into(), &2.into()));
    let operating = &report["finance"]["operating"];
    assert_eq!((&operating["label"], &operating["in_fen"], &operating["out_fen"]), (&"Y1".into(), &5_800_000.into(), &270_000.into()));
    assert_eq!((&operating["budget_fen"], &operating["spent_fen"]), (&28_290_000.into(), &120_000.into()));
    let fiscal = &report["finance"]["fiscal"];
    assert_eq!((&fiscal[0]["label"], &fiscal[0]["in_fen"], &fiscal[1]["label"]), (&"FY2021".into(), &5_800_000.into(), &"FY2022".into()));
    assert_eq!(report["recognitions"][0]["code"], "G1");
    for (lang, words) in [("zh", "孵化基地年度总结"), ("en", "the year's report")] {
        assert!(base.ok(&["report", "annual", "Y1", "--lang", lang]).contains(words));
    }
}

#[test]
fn a_fiscal_year_has_its_own_quarters_and_no_targets() {
    let base = base();
    let report = base.json(&["report", "annual", "FY2022"]);
    assert_eq!((&report["year"], &report["period"]["label"]), (&Json::Null, &"FY2022".into()));
    assert_eq!(report["indicators"][3]["quarters"], json!([2, 0, 0, 0]));
    assert_eq!(["target", "percent", "status"].map(|key| report["indicators"][3][key].clone()), [Json::Null, Json::Null, Json::Null]);
    assert_eq!((&report["finance"]["operating"], &report["finance"]["fiscal"][0]["label"]), (&Json::Null, &"FY2022".into()));
    assert_eq!(base.ok(&["report", "annual", "2022", "-f", "json"]), base.ok(&["report", "annual", "FY2022", "-f", "json"]));
    base.refuses(2, &["report", "annual", "2022Q1"], &["不是年度"], &["needs a year"]);
    base.refuses(2, &["report", "annual", "FY2030"], &["FY2030"], &["FY2030"]);
    assert_eq!(base.json(&["report", "annual", "--current"])["period"]["label"], "Y2");
    let mut early = base.copy();
    early.today("2022-09-30");
    early.refuses(2, &["report", "annual"], &["--current"], &["--current"]);
}

#[test]
fn an_annual_report_is_issued_and_guarded() {
    let base = base();
    assert_eq!(base.code(&["report", "issue", "annual", "Y1"]), "R1");
    let printed = base.ok(&["report", "reprint", "R1"]);
    assert_eq!(base.json(&["report", "annual", "Y1"])["issued"][0]["code"], "R1");
    base.breaks("report.issued", &["void", "C1", "--reason", "录错"]);
    base.ok(&["void", "C1", "--reason", "录错", "--override", "核对后更正"]);
    base.ok(&["finance", "post", "--out", "10", "--category", "办公费", "--date", "2022-05-05"]);
    let diff = base.json(&["report", "diff", "R1"]);
    let figures = diff["figures"].as_array().expect("a list");
    let of = |figure: &str| figures.iter().find(|f| f["figure"] == figure).map(|f| (f["difference"].clone(), f["entries"].clone()));
    let entry = |back: i64| json!([format!("J{}", base.newest() - back)]);
    assert_eq!(of("consultations.total"), Some(((-1).into(), entry(1))));
    assert_eq!(of("finance.operating.out_fen"), Some((1000.into(), entry(0))));
    assert_eq!(of("finance.fiscal.FY2022.sources.budget.out_fen"), Some((1000.into(), entry(0))));
    assert!(figures.iter().all(|f| f["entries"] != json!([])), "{diff}");
    assert_eq!(base.ok(&["report", "reprint", "R1"]), printed);
    base.refuses(1, &["report", "issue", "annual", "Y2"], &["report.ended"], &["report.ended"]);
    assert_eq!(base.code(&["report", "issue", "年报", "FY2022"]), "R2");
    assert_eq!(base.json(&["report", "diff", "R2"])["figures"], json!([]));
    base.sound();
}

#[test]
fn an_organisation_is_told_whole() {
    let base = base();
    let report = base.json(&["report", "org", "启明"]);
    let all = ["org", "state", "standings", "stay", "money", "people", "timeline", "papers", "due"];
    assert_eq!(keys(&report), all);
    assert_eq!(
        (&report["org"]["code"], &report["state"], &report["standings"][0]["code"]),
        (&"O1".into(), &"resident".into(), &"ST1".into())
    );
    let stay = &report["stay"];
    assert_eq!(
        (&stay["incubation"], &stay["entered"], &stay["ended"], &stay["coverage"]),
        (&"I1".into(), &"2022-01-04".into(), &Json::Null, &6.into())
    );
    assert_eq!((&stay["missing"], &stay["comparison"]["facts"][0]["fact"]), (&json!(["information", "registration"]), &"staff".into()));
    assert_eq!(
        report["money"],
        json!({"seed_fen": 50_000, "granted_fen": 300_000, "paid_fen": 100_000, "invested_fen": 0, "custody_fen": 30_000,
               "services_value_fen": 20_000})
    );
    assert_eq!(report["people"], json!({"trained": 1}));
    let events: Vec<&str> = report["timeline"].as_array().expect("a list").iter().filter_map(|e| e["code"].as_str()).collect();
    let expected =
        ["A1", "K1", "K2", "K3", "K4", "K5", "K6", "I1", "V4", "V5", "N1", "C1", "S1", "P1", "V6", "G1", "ST1", "E1", "E2", "RS2", "RM1"];
    assert_eq!(events, expected);
    assert_eq!(
        report["timeline"][13],
        json!({"date": "2022-04-01", "code": "P1", "kind": "project", "text": "银龄陪伴 小额资助 3,000.00 社会捐赠"})
    );
    assert_eq!((&report["papers"][0]["code"], report["papers"].as_array().map(Vec::len)), (&"AT1".into(), Some(1)));
    assert!(report["due"].as_array().expect("a list").iter().all(|due| due["org"] == "O1"));
    let giver = base.json(&["report", "org", "O2"]);
    let events: Vec<&str> = giver["timeline"].as_array().expect("a list").iter().filter_map(|e| e["code"].as_str()).collect();
    assert_eq!((events, &giver["stay"], &giver["state"]), (vec!["RS1", "RM1"], &Json::Null, &Json::Null), "a match is of both sides");
    base.ok(&["void", "S1", "--reason", "录错"]);
    assert!(!base.ok(&["report", "org", "O1", "-f", "json"]).contains("\"S1\""));
    assert!(base.ok(&["report", "org", "O1", "--lang", "en"]).contains("timeline"));
    base.refuses(2, &["report", "org", "无此组织"], &["无此组织"], &["无此组织"]);
}
