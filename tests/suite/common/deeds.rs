//! Random deeds of a clerk, and a plain model of what they leave.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use fuhua::domain::terms;
use proptest::prelude::*;

use super::Base;
use super::cases::entering;

const PEOPLE: [&str; 7] = ["沈知秋", "宋若溪", "唐海宁", "许向晨", "邓雨桐", "冯思源", "程文博"];

/// One thing that a clerk does. Numbers pick among what there is.
#[derive(Clone, Debug)]
pub enum Deed {
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

/// Any one of them.
pub fn deed() -> impl Strategy<Value = Deed> {
    let day = 0u64..1096;
    let org = 0usize..8;
    let row = (0..PEOPLE.len(), 0..terms::CATEGORY.terms.len(), 0..terms::ATTENDANCE.terms.len());
    prop_oneof![
        3 => Just(Deed::Org),
        4 => (org.clone(), day.clone()).prop_map(|(org, day)| Deed::File { org, day }),
        4 => (day.clone(), proptest::option::of(0i64..90)).prop_map(|(day, headcount)| Deed::Train { day, headcount }),
        4 => (0usize..8, proptest::collection::vec(row, 1..6)).prop_map(|(training, rows)| Deed::Roster { training, rows }),
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
pub struct Record {
    pub code: String,
    pub kind: &'static str,
    pub org: usize,
    pub day: NaiveDate,
    pub headcount: i64,
    /// Person to (counts, on the roster).
    pub roster: BTreeMap<usize, bool>,
    pub void: bool,
}

/// What there is after the deeds that were taken.
#[derive(Default)]
pub struct Model {
    pub orgs: Vec<String>,
    pub records: Vec<Record>,
}

/// The plan's first day.
pub fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 10, 1).expect("a day")
}

/// A day by its number from the first.
pub fn day(n: u64) -> NaiveDate {
    first_day() + Days::new(n)
}

impl Model {
    pub fn add(&mut self, code: String, kind: &'static str, org: usize, day: NaiveDate, headcount: i64) {
        self.records.push(Record { code, kind, org, day, headcount, roster: BTreeMap::new(), void: false });
    }

    /// The quantity that each live record counts on its day, by indicator.
    pub fn facts(&self) -> Vec<(&'static str, NaiveDate, i64)> {
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

    pub fn sum(&self, indicator: &str, from: NaiveDate, to: NaiveDate) -> i64 {
        self.facts().iter().filter(|(i, d, _)| *i == indicator && from <= *d && *d <= to).map(|(_, _, n)| n).sum()
    }

    pub fn distinct(&self, from: NaiveDate, to: NaiveDate) -> usize {
        let held = self.records.iter().filter(|r| !r.void && r.kind == "training" && from <= r.day && r.day <= to);
        held.flat_map(|r| r.roster.iter().filter(|(_, counts)| **counts).map(|(who, _)| *who)).collect::<BTreeSet<_>>().len()
    }
}

/// The operating year of a day, from 1.
pub fn year_of(day: NaiveDate) -> usize {
    (1..=3).find(|y| day <= year(*y).1).unwrap_or(3)
}

/// The first and the last day of an operating year.
pub fn year(no: usize) -> (NaiveDate, NaiveDate) {
    let date = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a day");
    let first = 2020 + no as i32;
    (date(first, 10, 1), date(first + 1, 9, 30))
}

/// Does a deed on the base and, if it is taken, in the model.
pub fn act(base: &Base, model: &mut Model, deed: &Deed) {
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
            let (categories, attendances) = (terms::CATEGORY.terms, terms::ATTENDANCE.terms);
            let mut text = String::from("name,unit,category,attendance\n");
            let mut seen = BTreeMap::new();
            for (who, category, status) in rows {
                if seen.insert(*who, (*category, *status)).is_none() {
                    text += &format!("{},城区街道,{},{}\n", PEOPLE[*who], categories[*category].id, attendances[*status].id);
                }
            }
            let mut kept = BTreeMap::new();
            for (who, category, status) in rows {
                kept.entry(*who).or_insert(categories[*category].id != "other" && attendances[*status].id == "present");
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
            base.passes(&application, "final", &day(*d + 80).to_string());
            if let Some(code) = taken(&entering(&application, &day(*d + 90).to_string())) {
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
