//! Every figure against a plain model: random histories are typed in, and what
//! `target status`, `report quarterly`, `report evidence` and a direct query of
//! `indicator_fact` say is compared with figures counted in Rust, without SQL.
//!
//! More histories: `PROPTEST_CASES=500 cargo test --release --test figures`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests may fail, and are other tools"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use common::{Base, rows};
use proptest::prelude::*;
use serde_json::Value as Json;

const INDICATORS: [&str; 8] = ["incubated", "filed", "trainings", "trainees", "consultations", "projects", "upgraded", "brands"];
const TARGETS: [i64; 8] = [6, 15, 10, 500, 20, 12, 6, 2];
const PEOPLE: [&str; 7] = ["沈知秋", "宋若溪", "唐海宁", "许向晨", "邓雨桐", "冯思源", "程文博"];
const CATEGORIES: [&str; 5] = ["certified", "uncertified", "volunteer", "staff", "other"];
const ATTENDANCES: [&str; 3] = ["present", "excused", "absent"];

/// One thing that a clerk does. Numbers pick among what there is.
#[derive(Clone, Debug)]
enum Deed {
    Org,
    File { org: usize, day: u64 },
    Train { day: u64, headcount: Option<i64> },
    Roster { training: usize, rows: Vec<(usize, usize, usize)> },
    Consult { org: usize, day: u64 },
    Project { org: usize, day: u64 },
    Recognise { org: usize, brand: bool, day: u64 },
    Case { org: usize, day: u64 },
    Void { record: usize },
    Move { record: usize, day: u64 },
}

fn deed() -> impl Strategy<Value = Deed> {
    let day = 0u64..1096;
    let org = 0usize..8;
    prop_oneof![
        3 => Just(Deed::Org),
        4 => (org.clone(), day.clone()).prop_map(|(org, day)| Deed::File { org, day }),
        4 => (day.clone(), proptest::option::of(0i64..90)).prop_map(|(day, headcount)| Deed::Train { day, headcount }),
        4 => (0usize..8, proptest::collection::vec((0usize..7, 0usize..5, 0usize..3), 1..6)).prop_map(|(training, rows)| Deed::Roster { training, rows }),
        3 => (org.clone(), day.clone()).prop_map(|(org, day)| Deed::Consult { org, day }),
        3 => (org.clone(), day.clone()).prop_map(|(org, day)| Deed::Project { org, day }),
        5 => (org.clone(), any::<bool>(), day.clone()).prop_map(|(org, brand, day)| Deed::Recognise { org, brand, day }),
        2 => (org, 0u64..800).prop_map(|(org, day)| Deed::Case { org, day }),
        2 => (0usize..60).prop_map(|record| Deed::Void { record }),
        3 => (0usize..60, day).prop_map(|(record, day)| Deed::Move { record, day }),
    ]
}

/// A record of the model.
#[derive(Clone, Debug)]
struct Record {
    code: String,
    kind: &'static str,
    org: usize,
    day: NaiveDate,
    headcount: i64,
    /// Person to (counts, on the roster).
    roster: BTreeMap<usize, bool>,
    void: bool,
}

#[derive(Default)]
struct Model {
    orgs: Vec<String>,
    records: Vec<Record>,
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 10, 1).expect("a day")
}

fn day(n: u64) -> NaiveDate {
    first_day() + Days::new(n)
}

impl Model {
    fn add(&mut self, code: String, kind: &'static str, org: usize, day: NaiveDate, headcount: i64) {
        self.records.push(Record { code, kind, org, day, headcount, roster: BTreeMap::new(), void: false });
    }

    /// The quantity that each live record counts on its day, by indicator.
    fn facts(&self) -> Vec<(&'static str, NaiveDate, i64)> {
        let live: Vec<&Record> = self.records.iter().filter(|r| !r.void).collect();
        let mut facts = Vec::new();
        let mut filed: BTreeMap<usize, NaiveDate> = BTreeMap::new();
        let mut recognised: BTreeMap<(usize, &str, usize), NaiveDate> = BTreeMap::new();
        for r in live {
            match r.kind {
                "training" => {
                    facts.push(("trainings", r.day, 1));
                    let persons =
                        if r.roster.is_empty() { r.headcount } else { r.roster.values().filter(|counts| **counts).count() as i64 };
                    facts.push(("trainees", r.day, persons));
                }
                "filing" => {
                    let first = filed.entry(r.org).or_insert(r.day);
                    *first = r.day.min(*first);
                }
                "upgraded" | "brands" => {
                    let first = recognised.entry((r.org, r.kind, year_of(r.day))).or_insert(r.day);
                    *first = r.day.min(*first);
                }
                other => facts.push((other, r.day, 1)),
            }
        }
        facts.extend(filed.values().map(|d| ("filed", *d, 1)));
        facts.extend(recognised.iter().map(|((_, kind, _), d)| (*kind, *d, 1)));
        facts
    }

    fn sum(&self, indicator: &str, from: NaiveDate, to: NaiveDate) -> i64 {
        self.facts().iter().filter(|(i, d, _)| *i == indicator && from <= *d && *d <= to).map(|(_, _, n)| n).sum()
    }

    fn distinct(&self, from: NaiveDate, to: NaiveDate) -> usize {
        let held = self.records.iter().filter(|r| !r.void && r.kind == "training" && from <= r.day && r.day <= to);
        held.flat_map(|r| r.roster.iter().filter(|(_, counts)| **counts).map(|(who, _)| *who)).collect::<BTreeSet<_>>().len()
    }
}

/// The operating year of a day, from 1.
fn year_of(day: NaiveDate) -> usize {
    (1..=3).find(|y| day <= year(*y).1).unwrap_or(3)
}

fn year(no: usize) -> (NaiveDate, NaiveDate) {
    let date = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a day");
    let first = 2020 + no as i32;
    (date(first, 10, 1), date(first + 1, 9, 30))
}

/// Does a deed on the base and, if it is taken, in the model.
fn act(base: &Base, model: &mut Model, deed: &Deed) {
    let taken = |arguments: &[&str]| -> Option<String> {
        let outcome = base.run(&[arguments, &["-f", "json"]].concat());
        assert!([0, 1, 2].contains(&outcome.code), "{arguments:?}: {outcome:?}");
        (outcome.code == 0).then(|| outcome.json()["code"].as_str().expect("a code").to_owned())
    };
    let pick = |n: usize, of: usize| (of > 0).then(|| n % of);
    match deed {
        Deed::Org => {
            let name = format!("第{}社工服务中心", model.orgs.len() + 1);
            if let Some(code) = taken(&["org", "add", "--name", &name, "--kind", "unregistered"]) {
                model.orgs.push(code);
            }
        }
        Deed::File { org, day: d } => {
            let Some(org) = pick(*org, model.orgs.len()) else { return };
            if let Some(code) = taken(&["org", "file", &model.orgs[org], "--date", &day(*d).to_string()]) {
                model.add(code, "filing", org, day(*d), 0);
            }
        }
        Deed::Train { day: d, headcount } => {
            let on = day(*d).to_string();
            let n = headcount.unwrap_or(0).to_string();
            let mut line = vec!["training", "log", "--title", "内部治理", "--form", "lecture", "--date", &on];
            if headcount.is_some() {
                line.extend(["--headcount", &n]);
            }
            if let Some(code) = taken(&line) {
                model.add(code, "training", usize::MAX, day(*d), headcount.unwrap_or(0));
            }
        }
        Deed::Roster { training, rows } => {
            let held: Vec<usize> = (0..model.records.len()).filter(|i| model.records[*i].kind == "training").collect();
            let Some(at) = pick(*training, held.len()).map(|i| held[i]) else { return };
            let mut text = String::from("name,unit,category,attendance\n");
            let mut seen = BTreeMap::new();
            for (who, category, status) in rows {
                if seen.insert(*who, (*category, *status)).is_none() {
                    text += &format!("{},城区街道,{},{}\n", PEOPLE[*who], CATEGORIES[*category], ATTENDANCES[*status]);
                }
            }
            let mut kept = BTreeMap::new();
            for (who, category, status) in rows {
                kept.entry(*who).or_insert(*category < 4 && *status == 0);
            }
            let file = base.file("roster.csv", text);
            if taken(&["training", "roster", &model.records[at].code, &file]).is_some() {
                model.records[at].roster.extend(kept);
            }
        }
        Deed::Consult { org, day: d } => {
            let on = day(*d).to_string();
            let mut line = vec!["consult", "log", "--topic", "policy", "--date", &on];
            let org = pick(*org, model.orgs.len());
            if let Some(org) = org {
                line.extend(["--org", &model.orgs[org]]);
            }
            if let Some(code) = taken(&line) {
                model.add(code, "consultations", usize::MAX, day(*d), 0);
            }
        }
        Deed::Project { org, day: d } => {
            let Some(org) = pick(*org, model.orgs.len()) else { return };
            if let Some(code) = taken(&["project", "start", &model.orgs[org], "--title", "邻里节", "--date", &day(*d).to_string()]) {
                model.add(code, "projects", org, day(*d), 0);
            }
        }
        Deed::Recognise { org, brand, day: d } => {
            let Some(org) = pick(*org, model.orgs.len()) else { return };
            let (flag, kind) = if *brand { ("brand", "brands") } else { ("upgraded", "upgraded") };
            if let Some(code) =
                taken(&["org", "recognise", &model.orgs[org], "--as", flag, "--date", &day(*d).to_string(), "--basis", "文件"])
            {
                model.add(code, kind, org, day(*d), 0);
            }
        }
        Deed::Case { org, day: d } => {
            let Some(org) = pick(*org, model.orgs.len()) else { return };
            let Some(application) = taken(&["apply", &model.orgs[org], "--date", &day(*d).to_string()]) else { return };
            let decided = day(*d + 80).to_string();
            for stage in ["eligibility", "internal", "site", "expert", "preliminary", "final"] {
                assert!(taken(&["review", &application, "--stage", stage, "--result", "pass", "--date", &decided]).is_some(), "{stage}");
            }
            let line = [
                "incubate",
                &application,
                "--date",
                &day(*d + 90).to_string(),
                "--staff",
                "1",
                "--departments",
                "1",
                "--systems",
                "1",
                "--projects",
                "0",
            ];
            if let Some(code) = taken(&line) {
                model.add(code, "incubated", org, day(*d + 90), 0);
            }
        }
        Deed::Void { record } => {
            let Some(at) = pick(*record, model.records.len()) else { return };
            if taken(&["void", &model.records[at].code, "--reason", "录入有误"]).is_some() {
                model.records[at].void = true;
            }
        }
        Deed::Move { record, day: d } => {
            let Some(at) = pick(*record, model.records.len()) else { return };
            if taken(&["edit", &model.records[at].code, "--date", &day(*d).to_string()]).is_some() {
                model.records[at].day = day(*d);
            }
        }
    }
}

fn tenths(n: f64) -> i64 {
    (n * 10.0).round() as i64
}

/// Compares everything that the program says with the model.
fn compare(base: &Base, model: &Model) -> Result<(), TestCaseError> {
    let connection = base.open();
    let direct = |indicator: &str, from: NaiveDate, to: NaiveDate| -> i64 {
        let sql = format!(
            "SELECT coalesce(sum(quantity), 0) FROM indicator_fact WHERE indicator = '{indicator}' AND on_date BETWEEN '{from}' AND '{to}'"
        );
        rows(&connection, &sql)[0][0].parse().expect("a number")
    };
    for no in 1..=3usize {
        let (start, end) = year(no);
        let status = base.json(&["target", "status", "--year", &format!("Y{no}"), "--as-of", &end.to_string()]);
        for (i, t) in status["targets"].as_array().expect("targets").iter().enumerate() {
            let actual = model.sum(INDICATORS[i], start, end);
            prop_assert_eq!(t["indicator"].as_str(), Some(INDICATORS[i]));
            prop_assert_eq!(t["actual"].as_i64(), Some(actual), "Y{} {}", no, INDICATORS[i]);
            prop_assert_eq!(t["target"].as_i64(), Some(TARGETS[i]));
            prop_assert_eq!(tenths(t["percent"].as_f64().expect("percent")), (actual * 2000 + TARGETS[i]) / (2 * TARGETS[i]));
            prop_assert_eq!(t["status"].as_str(), Some(if actual >= TARGETS[i] { "met" } else { "behind" }));
        }
        for q in 1..=4u32 {
            let from = start.checked_add_months(chrono::Months::new(3 * (q - 1))).expect("a day");
            let to = start.checked_add_months(chrono::Months::new(3 * q)).expect("a day") - Days::new(1);
            let label = format!("Y{no}Q{q}");
            let report = base.json(&["report", "quarterly", &label]);
            prop_assert_eq!(report["people"]["distinct"].as_u64(), Some(model.distinct(from, to) as u64), "{}", &label);
            for (i, row) in report["indicators"].as_array().expect("indicators").iter().enumerate() {
                let indicator = INDICATORS[i];
                let quarter = model.sum(indicator, from, to);
                prop_assert_eq!(row["quarter"].as_i64(), Some(quarter), "{} {}", &label, indicator);
                prop_assert_eq!(row["year_to_date"].as_i64(), Some(model.sum(indicator, start, to)), "{} {}", &label, indicator);
                prop_assert_eq!(direct(indicator, from, to), quarter, "{} {}", &label, indicator);
                let evidence = base.json(&["report", "evidence", indicator, &label]);
                let listed: i64 = evidence.as_array().expect("rows").iter().map(|r: &Json| r["quantity"].as_i64().expect("quantity")).sum();
                prop_assert_eq!(listed, quarter, "{} {}", &label, indicator);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(12), max_shrink_iters: 40, ..ProptestConfig::default() })]
    #[test]
    fn figures_equal_a_plain_count(deeds in proptest::collection::vec(deed(), 10..60)) {
        let mut base = Base::empty();
        base.today("2024-09-30");
        base.ok(&["init"]);
        let mut model = Model::default();
        for deed in &deeds {
            act(&base, &mut model, deed);
        }
        compare(&base, &model)?;
        let audit = base.run(&["audit", "-f", "json"]);
        prop_assert_eq!(audit.code, 0, "{}", audit.out);
    }
}
