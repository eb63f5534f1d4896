//! Histories of a clerk after an issue. After a legal command no audit finds an
//! error; and what is counted is the same in figures, evidence, plain SQL, and
//! what the issued report differs by.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use fuhua::domain::indicator::INDICATORS;
use serde_json::Value as Json;

use crate::common::cases::entering;
use crate::common::dice::Dice;
use crate::common::{Base, Outcome};

/// Commands of one history.
const LENGTH: usize = 60;
/// After so many there is an audit, and at the end.
const BETWEEN: usize = 6;

const PEOPLE: [&str; 8] = ["沈知秋", "宋若溪", "唐海宁", "许向晨", "邓雨桐", "冯思源", "程文博", "甘晓岚"];
const PERIODS: [&str; 4] = ["2021Q4", "2022Q1", "2022Q2", "2022-02"];

pub fn run(count: usize, seed: u64) {
    let start = start();
    let (mut given, mut taken, mut seeds) = (0, 0, seed..);
    let mut last = seed;
    while given < count {
        last = seeds.next().expect("a seed");
        taken += History::new(start.copy(), last).live(LENGTH.min(count - given));
        given += LENGTH;
    }
    println!("histories: seeds {seed} to {last}, {given} commands given, {taken} of them legal");
    assert!(taken * 5 > count, "{taken} of {given} commands were legal: too few");
}

/// A base with cases on their way, before any issue.
fn start() -> Base {
    let base = Base::new();
    for (i, name) in ["启明社", "暖阳队", "青松会", "春风站"].iter().enumerate() {
        base.ok(&["org", "add", "--name", name, "--kind", "unregistered"]);
        let application = base.code(&["apply", &format!("O{}", i + 1), "--date", "2021-10-01"]);
        if i < 3 {
            base.passes(&application, "final", "2021-12-20");
        }
        if i < 2 {
            base.ok(&entering(&application, "2021-12-28"));
        }
    }
    base.lines(
        "training log --title 章程 --form lecture --date 2021-12-01 --headcount 30
         training log --title 治理 --form salon --date 2022-02-01 --headcount 9
         org file O1 --date 2021-11-05
         org recognise O1 --as brand --date 2022-02-10 --basis 文件
         project start O1 --title 邻里节 --date 2022-03-01
         consult log --topic policy --org O2 --date 2022-01-08
         service log O1 --service space --date 2022-01-10 --hours 2
         finance post --in 141450 --category appropriation --date 2021-11-05 --party 财政局
         finance post --out 1200 --category training --date 2021-12-02",
    );
    base
}

struct History {
    base: Base,
    dice: Dice,
    seed: u64,
    /// What was given, for whoever looks for the cause.
    lines: Vec<String>,
    orgs: usize,
}

impl History {
    fn new(base: Base, seed: u64) -> Self {
        Self { base, dice: Dice::of(seed), seed, lines: Vec::new(), orgs: 4 }
    }

    /// Gives so many commands; returns how many were legal.
    fn live(mut self, commands: usize) -> usize {
        let period = *self.dice.pick(&PERIODS);
        self.issue(period);
        let mut taken = 0;
        for i in 1..=commands {
            let mut line = self.line();
            if self.dice.one_in(2) {
                line.extend(["--override".to_owned(), "情况属实".to_owned()]);
            }
            taken += usize::from(self.give(&line).code == 0);
            if i % BETWEEN == 0 || i == commands {
                self.sound();
            }
        }
        self.figures();
        self.diffs();
        taken
    }

    fn told(&self) -> String {
        format!("seed {}:\n{}", self.seed, self.lines.join("\n"))
    }

    fn give(&mut self, line: &[String]) -> Outcome {
        let words: Vec<&str> = line.iter().map(String::as_str).collect();
        let outcome = self.base.run(&words);
        self.lines.push(format!("{} {}", outcome.code, line.join(" ")));
        assert!(matches!(outcome.code, 0..=2), "{outcome:?}\n{}", self.told());
        outcome
    }

    fn issue(&mut self, period: &str) {
        let kind = if period.contains('Q') { "quarterly" } else { "monthly" };
        self.give(&["report", "issue", kind, period].map(str::to_owned));
    }

    fn sound(&self) {
        let (code, report) = self.base.audit(&[]);
        assert!(code == 0 && report["counts"]["error"] == 0, "{report}\n{}", self.told());
    }

    /// A day of the first year, most of them near the issued periods.
    fn day(&mut self) -> String {
        let first = NaiveDate::from_ymd_opt(2021, 10, 1).expect("a day");
        let n = if self.dice.one_in(6) { self.dice.roll(790) } else { self.dice.roll(280) };
        (first + Days::new(n as u64)).to_string()
    }

    fn org(&mut self) -> String {
        format!("O{}", 1 + self.dice.roll(self.orgs))
    }

    fn code(&mut self, prefix: &str, most: usize) -> String {
        format!("{prefix}{}", 1 + self.dice.roll(most))
    }

    fn roster(&mut self) -> String {
        let mut text = String::from("name,unit,category,attendance\n");
        for name in PEOPLE {
            if self.dice.one_in(2) {
                let category = *self.dice.pick(&["certified", "volunteer", "staff", "other"]);
                let came = *self.dice.pick(&["present", "present", "present", "absent"]);
                text += &format!("{name},城区街道,{category},{came}\n");
            }
        }
        text += "程小满,乡镇,other,present\n";
        self.base.file("roster.csv", text)
    }

    /// Any command.
    fn line(&mut self) -> Vec<String> {
        let kind = self.dice.roll(30);
        let line = match kind {
            0..=8 => self.records(kind),
            9..=13 => self.rosters(kind),
            14..=18 => self.money_and_merges(kind),
            _ => self.corrections(kind),
        };
        line.split(' ').map(str::to_owned).collect()
    }

    fn records(&mut self, kind: usize) -> String {
        let (org, day) = (self.org(), self.day());
        match kind {
            0 => {
                self.orgs += 1;
                format!("org add --name 第{}互助队 --kind community", self.orgs)
            }
            1 => format!("org file {org} --date {day}"),
            2 => format!("org recognise {org} --as {} --date {day} --basis 文件", self.dice.pick(&["brand", "upgraded"])),
            3 => format!("apply {org} --date {day}"),
            4 => format!(
                "review {} --stage {} --result {} --date {day}",
                self.code("A", 6),
                self.dice.pick(&["eligibility", "internal", "site", "expert"]),
                self.dice.pick(&["pass", "pass", "fail"])
            ),
            5 => format!("withdraw {org} --date {day} --reason 不办了"),
            6 => format!("consult log --topic policy --org {org} --date {day}"),
            7 => format!("project start {org} --title 项目{} --date {day}", self.dice.roll(90)),
            _ => format!("service log {org} --service space --date {day} --hours {}", 1 + self.dice.roll(5)),
        }
    }

    fn rosters(&mut self, kind: usize) -> String {
        let (day, training) = (self.day(), self.code("T", 9));
        match kind {
            9 => format!("training log --title 第{}课 --form salon --date {day} --headcount {}", self.dice.roll(90), self.dice.roll(40)),
            10 => format!("training log --title 第{}课 --form lecture --date {day} --roster {}", self.dice.roll(90), self.roster()),
            11 | 12 => format!("training roster {training} {}", self.roster()),
            _ => format!("training attend {training} {} {}", self.dice.pick(&PEOPLE), self.dice.pick(&["--absent", "--excused"])),
        }
    }

    fn money_and_merges(&mut self, kind: usize) -> String {
        let day = self.day();
        match kind {
            14 => format!(
                "finance post --out {} --category training --date {day} --number 记-{}",
                1 + self.dice.roll(900),
                self.dice.roll(999)
            ),
            15 => format!("finance reverse {} --date {day} --reason 有误", self.code("V", 6)),
            16 => format!("person merge {} {}", self.code("M", 9), self.code("M", 9)),
            17 => format!("org merge {} {}", self.org(), self.org()),
            _ => format!("incubate {} --date {day} --staff 3 --departments 1 --systems 1 --projects 0", self.code("A", 6)),
        }
    }

    fn corrections(&mut self, kind: usize) -> String {
        let prefixes = [("T", 9), ("F", 4), ("G", 5), ("C", 5), ("P", 5), ("I", 3), ("S", 6), ("A", 6), ("H", 30), ("K", 30), ("V", 6)];
        let (prefix, most) = *self.dice.pick(&prefixes);
        let (code, day) = (self.code(prefix, most), self.day());
        match kind {
            19..=21 => format!("edit {code} --date {day}"),
            22 => format!("edit {} --headcount {}", self.code("T", 9), self.dice.roll(60)),
            23 | 24 => format!("void {code} --reason 录入有误"),
            25 | 26 => "undo".to_owned(),
            27 => {
                let newest = usize::try_from(self.base.newest()).expect("a number");
                format!("undo J{}", 1 + newest - self.dice.roll(newest.min(40)))
            }
            28 => {
                let indicator = self.dice.pick(INDICATORS).id;
                format!("target set {indicator} {} --year Y1 --reason 调整", self.dice.roll(40))
            }
            _ if self.dice.one_in(2) => format!("void {} --reason 页码有误", *self.dice.pick(&["R1", "R2", "W1", "W2"])),
            _ => match *self.dice.pick(&PERIODS) {
                period if period.contains('Q') => format!("report issue quarterly {period}"),
                period => format!("report issue monthly {period}"),
            },
        }
    }

    /// Figures, evidence and plain SQL say the same.
    fn figures(&self) {
        for (period, from, to) in [("2021Q4", "2021-10-01", "2021-12-31"), ("2022Q1", "2022-01-01", "2022-03-31")] {
            let report = self.base.json(&["report", "quarterly", period]);
            for line in report["indicators"].as_array().expect("indicators") {
                let id = line["indicator"].as_str().expect("an id");
                let evidence = self.base.json(&["report", "evidence", id, period]);
                let listed: i64 = evidence.as_array().expect("rows").iter().filter_map(|row| row["quantity"].as_i64()).sum();
                let plain = self.base.value(&format!(
                    "SELECT coalesce(sum(quantity), 0) FROM indicator_fact WHERE indicator = '{id}' AND on_date BETWEEN '{from}' AND '{to}'"
                ));
                let same = line["quarter"] == listed && plain == listed.to_string();
                assert!(same, "{period} {id}: {line}, evidence {listed}, SQL {plain}\n{}", self.told());
            }
        }
    }

    /// What each issued report in force differs by is what the report of today does.
    fn diffs(&self) {
        for row in self.base.sql("SELECT id, report, period FROM issued_report WHERE void_reason IS NULL AND report <> 'finance'") {
            let (code, kind, period) = (format!("R{}", row[0]), &row[1], &row[2]);
            let issued = figures(&self.base.json(&["report", "reprint", &code]));
            let now = figures(&self.base.json(&["report", kind, period]));
            let expected: BTreeMap<&String, (i64, i64)> =
                now.iter().filter_map(|(path, n)| issued.get(path).filter(|was| *was != n).map(|was| (path, (*was, *n)))).collect();
            let diff = self.base.json(&["report", "diff", &code]);
            let told = diff["figures"].as_array().expect("figures").iter();
            let told: Vec<(String, (i64, i64), bool)> = told
                .map(|f| {
                    let n = |key: &str| f[key].as_i64().expect("a number");
                    let named = f["entries"].as_array().is_some_and(|entries| !entries.is_empty());
                    (f["figure"].as_str().expect("a path").to_owned(), (n("issued"), n("now")), named)
                })
                .filter(|(path, ..)| !path.starts_with("finance"))
                .collect();
            assert!(told.iter().all(|(_, _, named)| *named), "{code}: a figure without an entry: {diff}\n{}", self.told());
            let told: BTreeMap<&String, (i64, i64)> = told.iter().map(|(path, n, _)| (path, *n)).collect();
            assert_eq!(told, expected, "{code}\n{}", self.told());
        }
    }
}

/// The numbers of a report of the period, by path.
fn figures(report: &Json) -> BTreeMap<String, i64> {
    let mut found = BTreeMap::new();
    let mut add = |about: &str, of: &Json, keys: &[&str]| {
        for (key, n) in of.as_object().into_iter().flatten().filter(|(key, _)| keys.contains(&key.as_str())) {
            found.extend(n.as_i64().map(|n| (format!("{about}.{key}"), n)));
        }
    };
    for line in report["indicators"].as_array().into_iter().flatten() {
        add(line["indicator"].as_str().unwrap_or_default(), line, &["quarter", "month", "year_to_date", "target"]);
    }
    for line in report["residents"].as_array().into_iter().flatten() {
        add(&format!("residents.{}", line["incubation"].as_str().unwrap_or_default()), line, &["days", "services"]);
    }
    add("people", &report["people"], &["person_times", "distinct"]);
    let states = ["submitted", "screening", "approved", "resident", "graduated", "left", "rejected", "withdrawn"];
    add("pipeline", &report["pipeline"], &states);
    for part in ["coverage", "evaluations", "coaching", "certificates", "projects", "resources", "space"] {
        let numbers = report[part].as_object().into_iter().flatten().filter_map(|(key, n)| Some((key, n.as_i64()?)));
        found.extend(numbers.map(|(key, n)| (format!("{part}.{key}"), n)));
    }
    found
}
