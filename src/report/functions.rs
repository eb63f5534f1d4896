//! What the base's functions did in a period: activities, resources, hubs, and what
//! authorities attest.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::{Serialize, Serializer};

use super::figures::Span;
use crate::document::{Column, Table};
use crate::domain::date::iso;
use crate::domain::function_terms::{ActivityKind, HUB_KIND};
use crate::domain::vocabulary::Vocabulary;
use crate::i18n::{label, pick};
use crate::store::{Db, Row, named_params};
use crate::tr;

/// How many there are of each word of a set.
#[derive(Clone, Debug)]
pub struct Counts(Vec<(&'static str, i64)>);

impl Counts {
    /// Those of a query that gives `word` and `n`.
    pub(super) fn of(set: &Vocabulary, rows: &[Row]) -> anyhow::Result<Self> {
        let mut counts: Vec<(&'static str, i64)> = set.terms.iter().map(|term| (term.id, 0)).collect();
        for row in rows {
            let word = row.text("word")?;
            if let Some((_, n)) = counts.iter_mut().find(|(id, _)| *id == word) {
                *n = row.int("n")?;
            }
        }
        Ok(Self(counts))
    }

    /// Each with its name.
    pub(super) fn named(&self, set: &'static Vocabulary) -> impl Iterator<Item = (&'static str, i64)> {
        self.0.iter().map(|(id, n)| (set.text(id), *n))
    }
}

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// A function of the plan.
#[derive(Clone, Debug, Serialize)]
pub struct Function {
    /// Its id.
    pub function: String,
    /// The operating year from which it is on, `Y2`.
    pub from: String,
    /// Whether it is on at the end.
    pub on: bool,
    /// Activities that belong to it.
    pub activities: i64,
    /// Who came to them.
    pub headcount: i64,
    #[serde(skip)]
    name: String,
}

/// Resources offered, needed and matched.
#[derive(Clone, Debug, Serialize)]
pub struct Resources {
    /// Offers.
    pub offers: i64,
    /// Needs.
    pub needs: i64,
    /// Matches.
    pub matches: i64,
    /// What they are worth.
    pub matched_fen: i64,
}

/// What authorities attest.
#[derive(Clone, Debug, Serialize)]
pub struct Standings {
    /// Organisations with a rating in force at the end.
    pub rated: i64,
    /// On the list of abnormal activity at the end.
    pub abnormal: i64,
    /// On the list of serious dishonesty at the end.
    pub dishonest: i64,
    /// Inspections of the calendar year before the end's.
    pub inspections: Inspections,
}

/// Inspections of a calendar year.
#[derive(Clone, Debug, Serialize)]
pub struct Inspections {
    /// The year.
    pub year: i64,
    /// Passed.
    pub pass: i64,
    /// Passed basically.
    pub basic: i64,
    /// Failed.
    pub fail: i64,
}

/// The plan's functions, in its order.
///
/// # Errors
/// If SQLite fails.
pub fn functions(db: &Db, (from, to): Span) -> anyhow::Result<Vec<Function>> {
    let mut counted: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
    db.each(
        "SELECT kind, count(*) AS n, coalesce(sum(headcount), 0) AS headcount FROM activity
          WHERE on_date BETWEEN :from AND :to AND void_reason IS NULL GROUP BY kind",
        named_params! {":from": iso(from), ":to": iso(to)},
        |row| {
            if let Some(function) = row.word::<ActivityKind>("kind")?.function() {
                let (activities, headcount) = counted.entry(function).or_default();
                *activities += row.int("n")?;
                *headcount += row.int("headcount")?;
            }
            Ok(())
        },
    )?;
    let rows = db.all(
        "SELECT f.code, f.from_year, f.zh, f.en, y.start_on <= :to AS begun
           FROM plan_function f JOIN operating_year y ON y.no = f.from_year ORDER BY f.id",
        named_params! {":to": iso(to)},
    )?;
    let function = |row: &Row| {
        let function = row.text("code")?;
        let (activities, headcount) = counted.get(function.as_str()).copied().unwrap_or_default();
        let (from, name) = (format!("Y{}", row.int("from_year")?), pick(&row.text("zh")?, &row.text("en")?).to_owned());
        Ok(Function { function, from, on: row.int("begun")? == 1, activities, headcount, name })
    };
    rows.iter().map(function).collect()
}

/// Resources of a period.
///
/// # Errors
/// If SQLite fails.
pub fn resources(db: &Db, (from, to): Span) -> anyhow::Result<Resources> {
    let days = named_params! {":from": iso(from), ":to": iso(to)};
    let offered = db.one(
        "SELECT count(*) FILTER (WHERE side = 'offer') AS offers, count(*) FILTER (WHERE side = 'need') AS needs
           FROM resource WHERE on_date BETWEEN :from AND :to AND void_reason IS NULL",
        days,
    )?;
    let matched = db.one(
        "SELECT count(*) AS n, coalesce(sum(value_fen), 0) AS fen FROM resource_match WHERE on_date BETWEEN :from AND :to AND void_reason IS NULL",
        days,
    )?;
    Ok(Resources {
        offers: offered.int("offers")?,
        needs: offered.int("needs")?,
        matches: matched.int("n")?,
        matched_fen: matched.int("fen")?,
    })
}

/// The hubs that are open on a day, by kind.
///
/// # Errors
/// If SQLite fails.
pub fn hubs(db: &Db, day: NaiveDate) -> anyhow::Result<Counts> {
    let rows = db.all(
        "SELECT kind AS word, count(*) AS n FROM hub
          WHERE on_date <= :day AND (closed_on IS NULL OR closed_on > :day) AND void_reason IS NULL GROUP BY kind",
        named_params! {":day": iso(day)},
    )?;
    Counts::of(&HUB_KIND, &rows)
}

/// What authorities attest on a day.
///
/// # Errors
/// If SQLite fails.
pub fn standings(db: &Db, day: NaiveDate) -> anyhow::Result<Standings> {
    let year = i64::from(day.year()) - 1;
    let row = db.one(
        "SELECT count(DISTINCT CASE WHEN kind = 'rating' THEN org_id END) AS rated,
                count(DISTINCT CASE WHEN kind = 'credit' AND value = 'abnormal' THEN org_id END) AS abnormal,
                count(DISTINCT CASE WHEN kind = 'credit' AND value = 'dishonest' THEN org_id END) AS dishonest
           FROM standing WHERE kind IN ('rating', 'credit') AND on_date <= :day AND (until_on IS NULL OR until_on >= :day) AND void_reason IS NULL",
        named_params! {":day": iso(day)},
    )?;
    let inspected = db.one(
        "SELECT count(*) FILTER (WHERE value = 'pass') AS pass, count(*) FILTER (WHERE value = 'basic') AS basic,
                count(*) FILTER (WHERE value = 'fail') AS fail
           FROM standing WHERE kind = 'inspection' AND year = :year AND on_date <= :day AND void_reason IS NULL",
        named_params! {":day": iso(day), ":year": year},
    )?;
    let inspections = Inspections { year, pass: inspected.int("pass")?, basic: inspected.int("basic")?, fail: inspected.int("fail")? };
    Ok(Standings { rated: row.int("rated")?, abnormal: row.int("abnormal")?, dishonest: row.int("dishonest")?, inspections })
}

/// The functions that had activities, as a table.
pub fn table(functions: &[Function]) -> Table {
    let columns = vec![
        Column::label(tr!("功能", "function")),
        Column::words(tr!("起始年度", "from")),
        Column::number(tr!("活动", "activities")),
        Column::number(tr!("人数", "headcount")),
    ];
    let mut table = Table::new(label("功能", "functions"), columns).titled(tr!("各项功能的活动", "activities by function")).if_any();
    for f in functions.iter().filter(|f| f.activities > 0) {
        table.row([f.name.as_str().into(), f.from.as_str().into(), f.activities.into(), f.headcount.into()]);
    }
    table
}
