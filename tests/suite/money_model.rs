//! Money against a plain model: random vouchers, reversals, closings, corrections
//! and undos are typed in; what is taken and refused, and every sum, is compared
//! with a model that knows no SQL, and with `hledger` where it is installed.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::deeds::day;
use crate::common::{Base, times};
use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;
use serde_json::Value as Json;

/// Categories with their direction and the sources that the model gives them.
const CATEGORIES: [(&str, bool, &[&str]); 7] = [
    ("appropriation", true, &["budget"]),
    ("donated", true, &["donation"]),
    ("earned", true, &["service-income"]),
    ("refund", true, &["budget"]),
    ("training", false, &["budget", "donation", "service-income"]),
    ("office", false, &["budget", "donation"]),
    ("surrender", false, &["budget"]),
];
const SOURCES: [&str; 3] = ["budget", "donation", "service-income"];
/// Of which quarters the deeds are: the first five of the plan.
const QUARTERS: [&str; 5] = ["2021Q4", "2022Q1", "2022Q2", "2022Q3", "2022Q4"];

/// One thing that a clerk does. Numbers pick among what there is.
#[derive(Clone, Debug)]
enum Deed {
    Post { category: usize, source: usize, fen: i64, day: u64 },
    Reverse { voucher: usize, day: u64 },
    Close { quarter: usize },
    Reopen { quarter: usize },
    Amount { voucher: usize, fen: i64 },
    Move { voucher: usize, day: u64 },
    Void { voucher: usize },
    Undo,
}

fn deed() -> impl Strategy<Value = Deed> {
    let (day, voucher, fen, quarter) = (0u64..457, 0usize..40, 1i64..60_000, 0..QUARTERS.len());
    prop_oneof![
        9 => (0..CATEGORIES.len(), 0usize..3, fen.clone(), day.clone())
            .prop_map(|(category, source, fen, day)| Deed::Post { category, source, fen, day }),
        3 => (voucher.clone(), day.clone()).prop_map(|(voucher, day)| Deed::Reverse { voucher, day }),
        2 => quarter.clone().prop_map(|quarter| Deed::Close { quarter }),
        1 => quarter.prop_map(|quarter| Deed::Reopen { quarter }),
        3 => (voucher.clone(), fen).prop_map(|(voucher, fen)| Deed::Amount { voucher, fen }),
        3 => (voucher.clone(), day).prop_map(|(voucher, day)| Deed::Move { voucher, day }),
        2 => voucher.prop_map(|voucher| Deed::Void { voucher }),
        2 => Just(Deed::Undo),
    ]
}

#[derive(Clone, Debug, PartialEq)]
struct Voucher {
    code: String,
    category: &'static str,
    source: &'static str,
    into: bool,
    fen: i64,
    day: NaiveDate,
    reverses: Option<String>,
    void: bool,
}

impl Voucher {
    fn signed(&self) -> i64 {
        if self.into { self.fen } else { -self.fen }
    }
}

/// The books.
#[derive(Clone, Debug, Default)]
struct Books {
    vouchers: Vec<Voucher>,
    closed: BTreeSet<usize>,
}

fn quarter_of(day: NaiveDate) -> usize {
    (0..QUARTERS.len()).find(|quarter| day <= days_of(*quarter).1).expect("a quarter of the deeds")
}

fn days_of(quarter: usize) -> (NaiveDate, NaiveDate) {
    let start = day(0) + chrono::Months::new(3 * quarter as u32);
    (start, (start + chrono::Months::new(3)).pred_opt().expect("a day"))
}

impl Books {
    fn live(&self) -> impl Iterator<Item = &Voucher> {
        self.vouchers.iter().filter(|v| !v.void)
    }

    fn sum(&self, of: impl Fn(&&Voucher) -> bool, fen: fn(&Voucher) -> i64) -> i64 {
        self.live().filter(|v| of(v)).map(fen).sum()
    }

    /// Whether no purse is below zero on any day, and no more came back than was paid.
    fn solvent(&self) -> bool {
        let days: BTreeSet<NaiveDate> = self.live().map(|v| v.day).collect();
        days.iter().all(|day| {
            let purses = SOURCES.iter().all(|source| self.sum(|v| v.source == *source && v.day <= *day, Voucher::signed) >= 0);
            purses
                && self
                    .sum(|v| v.day <= *day && (v.category == "refund" || v.category == "training" && v.source == "budget"), |v| -v.signed())
                    >= 0
        })
    }

    fn is_closed(&self, day: NaiveDate) -> bool {
        self.closed.contains(&quarter_of(day))
    }

    fn is_reversed(&self, code: &str) -> bool {
        self.live().any(|v| v.reverses.as_deref() == Some(code))
    }

    /// What it becomes, if that may be.
    fn with(&self, change: impl FnOnce(&mut Self)) -> Option<Self> {
        let mut next = self.clone();
        change(&mut next);
        next.solvent().then_some(next)
    }

    /// The books after a voucher was changed, if it may be: it is in no closed
    /// quarter, before or after, and no reversal stands in the way.
    fn changed(&self, at: usize, change: impl FnOnce(&mut Voucher)) -> Option<Self> {
        let mut voucher = self.vouchers[at].clone();
        change(&mut voucher);
        if voucher == self.vouchers[at] {
            return Some(self.clone());
        }
        let fixed = self.is_closed(self.vouchers[at].day) || self.is_closed(voucher.day) || self.is_reversed(&voucher.code);
        let early = voucher.reverses.as_ref().is_some_and(|of| self.vouchers.iter().any(|v| v.code == *of && voucher.day < v.day));
        if fixed || early && !voucher.void { None } else { self.with(|books| books.vouchers[at] = voucher) }
    }
}

/// A base and what the model says of it.
struct Both {
    base: Base,
    /// The books after each entry that stands, the newest last.
    states: Vec<Books>,
}

impl Both {
    fn books(&self) -> &Books {
        self.states.last().expect("the first")
    }

    fn pick(&self, n: usize) -> Option<usize> {
        let count = self.books().vouchers.len();
        (count > 0).then(|| n % count)
    }

    /// Types a line that must be taken just if the model has books for it.
    fn types(&mut self, line: &[&str], expected: Option<Books>) -> Result<Option<String>, TestCaseError> {
        let outcome = self.base.run(&[line, &["-f", "json"]].concat());
        prop_assert_eq!(outcome.code == 0, expected.is_some(), "{:?}: {:?}\n{:#?}", line, outcome, self.books());
        let Some(books) = expected else { return Ok(None) };
        let answer = outcome.json();
        if !answer["journal"].is_null() {
            self.states.push(books);
        }
        Ok(answer["code"].as_str().map(str::to_owned))
    }

    fn act(&mut self, deed: &Deed) -> Result<(), TestCaseError> {
        match deed {
            Deed::Post { category, source, fen, day: on } => self.post(*category, *source, *fen, day(*on))?,
            Deed::Reverse { voucher, day: on } => {
                let Some(at) = self.pick(*voucher) else { return Ok(()) };
                let (books, on) = (self.books().clone(), day(*on));
                let of = books.vouchers[at].clone();
                let may = !of.void && of.reverses.is_none() && !books.is_reversed(&of.code) && on >= of.day && !books.is_closed(on);
                let reversal = Voucher { code: String::new(), fen: -of.fen, day: on, reverses: Some(of.code.clone()), ..of.clone() };
                let next = if may { books.with(|b| b.vouchers.push(reversal)) } else { None };
                let code = self.types(&["finance", "reverse", &of.code, "--date", &on.to_string(), "--reason", "记错"], next)?;
                self.name(code);
            }
            Deed::Close { quarter } => {
                let (books, (start, _)) = (self.books().clone(), days_of(*quarter));
                let earlier = books.live().filter(|v| v.day < start).all(|v| books.is_closed(v.day));
                let may = earlier && !books.closed.contains(quarter);
                let next = if may { books.with(|b| b.closed.extend([*quarter])) } else { None };
                self.types(&["finance", "close", QUARTERS[*quarter]], next)?;
            }
            Deed::Reopen { quarter } => {
                let books = self.books().clone();
                let next = if books.closed.contains(quarter) { books.with(|b| b.closed.retain(|closed| closed != quarter)) } else { None };
                self.types(&["finance", "reopen", QUARTERS[*quarter], "--reason", "补记"], next)?;
            }
            Deed::Amount { voucher, fen } => {
                let Some(at) = self.pick(*voucher) else { return Ok(()) };
                let (books, of) = (self.books().clone(), self.books().vouchers[at].clone());
                let may = !of.void && of.reverses.is_none();
                let next = if may { books.changed(at, |v| v.fen = *fen) } else { None };
                self.types(&["edit", &of.code, "--amount", &yuan(*fen)], next)?;
            }
            Deed::Move { voucher, day: on } => {
                let Some(at) = self.pick(*voucher) else { return Ok(()) };
                let (books, of) = (self.books().clone(), self.books().vouchers[at].clone());
                let next = if of.void { None } else { books.changed(at, |v| v.day = day(*on)) };
                self.types(&["edit", &of.code, "--date", &day(*on).to_string()], next)?;
            }
            Deed::Void { voucher } => {
                let Some(at) = self.pick(*voucher) else { return Ok(()) };
                let (books, of) = (self.books().clone(), self.books().vouchers[at].clone());
                let next = if of.void { None } else { books.changed(at, |v| v.void = true) };
                self.types(&["void", &of.code, "--reason", "误记"], next)?;
            }
            Deed::Undo => {
                // The newest entry that stands is taken back, and nothing rests on it.
                let done = self.base.run(&["undo"]);
                prop_assert_eq!(done.code == 0, self.states.len() > 1, "{:?}", done);
                if self.states.len() > 1 {
                    self.states.pop();
                }
            }
        }
        Ok(())
    }

    fn post(&mut self, category: usize, source: usize, fen: i64, on: NaiveDate) -> Result<(), TestCaseError> {
        let (category, into, sources) = CATEGORIES[category];
        let source = sources[source % sources.len()];
        let books = self.books().clone();
        let voucher = Voucher { code: String::new(), category, source, into, fen, day: on, reverses: None, void: false };
        let next = if books.is_closed(on) { None } else { books.with(|b| b.vouchers.push(voucher)) };
        let (yuan, on) = (yuan(fen), on.to_string());
        let mut line =
            vec!["finance", "post", if into { "--in" } else { "--out" }, &yuan, "--category", category, "--source", source, "--date", &on];
        line.extend(match category {
            "donated" => ["--party", "热心企业"].as_slice(),
            "refund" => &["--line", "training"],
            _ => &[],
        });
        let code = self.types(&line, next)?;
        self.name(code);
        Ok(())
    }

    /// Gives the newest voucher of the model its code.
    fn name(&mut self, code: Option<String>) {
        if let (Some(code), Some(voucher)) = (code, self.states.last_mut().and_then(|books| books.vouchers.last_mut()))
            && voucher.code.is_empty()
        {
            voucher.code = code;
        }
    }

    fn compare(&self) -> Result<(), TestCaseError> {
        let books = self.books();
        let mut periods: BTreeMap<&str, (NaiveDate, NaiveDate)> =
            QUARTERS.iter().enumerate().map(|(i, label)| (*label, days_of(i))).collect();
        let date = |text: &str| text.parse::<NaiveDate>().expect("a day");
        periods.insert("Y1", (date("2021-10-01"), date("2022-09-30")));
        periods.insert("FY2021", (date("2021-01-01"), date("2021-12-31")));
        periods.insert("FY2022", (date("2022-01-01"), date("2022-12-31")));
        for (label, (from, to)) in periods {
            let statement = self.base.json(&["finance", "statement", label]);
            let within = |v: &Voucher| (from..=to).contains(&v.day);
            let n = |value: &Json| value.as_i64().expect("a number");
            prop_assert_eq!(n(&statement["in_fen"]), books.sum(|v| within(v) && v.into, |v| v.fen), "{}", label);
            prop_assert_eq!(n(&statement["out_fen"]), books.sum(|v| within(v) && !v.into, |v| v.fen), "{}", label);
            prop_assert_eq!(n(&statement["opening_fen"]), books.sum(|v| v.day < from, Voucher::signed), "{}", label);
            prop_assert_eq!(n(&statement["closing_fen"]), books.sum(|v| v.day <= to, Voucher::signed), "{}", label);
            prop_assert_eq!(n(&statement["vouchers"]), books.sum(|v| within(v), |_| 1), "{}", label);
            for source in statement["sources"].as_array().expect("sources") {
                let of = |v: &&Voucher| source["source"] == v.source;
                prop_assert_eq!(n(&source["in_fen"]), books.sum(|v| of(v) && within(v) && v.into, |v| v.fen));
                prop_assert_eq!(n(&source["out_fen"]), books.sum(|v| of(v) && within(v) && !v.into, |v| v.fen));
                prop_assert_eq!(n(&source["closing_fen"]), books.sum(|v| of(v) && v.day <= to, Voucher::signed));
            }
            let touched: BTreeMap<&str, i64> = CATEGORIES
                .iter()
                .filter(|(id, ..)| books.live().any(|v| v.category == *id && within(v)))
                .map(|(id, ..)| (*id, books.sum(|v| v.category == *id && within(v), |v| v.fen)))
                .collect();
            let listed = statement["categories"].as_array().expect("categories").iter();
            let listed: BTreeMap<&str, i64> = listed.map(|c| (c["category"].as_str().expect("an id"), n(&c["amount_fen"]))).collect();
            prop_assert_eq!(listed, touched, "{}", label);
            for budget in statement["budget"].as_array().expect("budgets") {
                let start = if budget["clock"] == "fiscal" { NaiveDate::from_ymd_opt(to.year(), 1, 1) } else { None };
                let start = start.unwrap_or_else(|| date(if budget["label"] == "Y1" { "2021-10-01" } else { "2022-10-01" }));
                for (line, refunds) in [("training", true), ("office", false)] {
                    let of = |v: &Voucher| {
                        v.source == "budget" && (start..=to).contains(&v.day) && (v.category == line || refunds && v.category == "refund")
                    };
                    let spent = books.sum(|v| of(v), |v| -v.signed());
                    let said = budget["lines"].as_array().expect("lines").iter().find(|l| l["line"] == line);
                    prop_assert_eq!(said.map_or(0, |l| n(&l["spent_fen"])), spent, "{} {} {}", label, &budget["label"], line);
                }
            }
        }
        let quarter = |i: usize| self.base.json(&["finance", "statement", QUARTERS[i]])["closed"].is_string();
        let closed: BTreeSet<usize> = (0..QUARTERS.len()).filter(|i| quarter(*i)).collect();
        prop_assert_eq!(&closed, &books.closed);
        Ok(())
    }
}

fn yuan(fen: i64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: times("PROPTEST_CASES", 12), max_shrink_iters: 60, ..ProptestConfig::default() })]
    #[test]
    fn money_equals_a_plain_model(deeds in proptest::collection::vec(deed(), 10..60)) {
        let mut base = Base::empty();
        base.today("2023-06-30");
        base.ok(&["init"]);
        let mut both = Both { base, states: vec![Books::default()] };
        both.post(0, 0, 5_000_000, day(0))?;
        for deed in &deeds {
            both.act(deed)?;
        }
        both.compare()?;
        both.base.sound();
        if crate::common::runs("hledger") {
            crate::finance::hledger(&both.base.ok(&["finance", "ledger"]), &["check", "--strict", "ordereddates"]);
        }
    }
}
