//! The figures: the one reader of the view `indicator_fact`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::code::Code;
use crate::domain::date::iso;
use crate::domain::indicator::TRAINEES;
use crate::domain::terms::UNIT;
use crate::i18n::pick;
use crate::store::records::kinds::org::ORG;
use crate::store::{Db, Row, named_params};

/// The figures of two spans of days for every indicator. Public for the
/// query-plan test.
pub const SUMS: &str = "SELECT indicator,
       sum(CASE WHEN on_date BETWEEN :from AND :to THEN quantity ELSE 0 END) AS of_period,
       sum(CASE WHEN on_date BETWEEN :year_from AND :year_to THEN quantity ELSE 0 END) AS of_year
  FROM indicator_fact
 WHERE on_date BETWEEN min(:from, :year_from) AND max(:to, :year_to)
 GROUP BY indicator";

/// The rows behind one indicator's figure.
pub const FACTS: &str = "SELECT indicator, on_date, quantity, subject, org_id FROM indicator_fact
 WHERE indicator = :indicator AND on_date BETWEEN :from AND :to AND quantity <> 0";

/// The rows behind all figures.
pub const ALL_FACTS: &str = "SELECT indicator, on_date, quantity, subject, org_id FROM indicator_fact
 WHERE on_date BETWEEN :from AND :to AND quantity <> 0";

/// How many different persons came. A headcount names nobody and adds none.
pub const PERSONS: &str = "SELECT count(DISTINCT person_id) AS n FROM attended WHERE on_date BETWEEN :from AND :to";

/// Days from the first to the last, both included.
pub type Span = (NaiveDate, NaiveDate);

/// The figures of all indicators over a period and over its operating year.
#[derive(Clone, Debug, Default)]
pub struct Figures(BTreeMap<String, (i64, i64)>);

impl Figures {
    /// Counts, in one pass over the rows of both spans.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db, period: Span, year: Span) -> anyhow::Result<Self> {
        let params = named_params! {
            ":from": iso(period.0), ":to": iso(period.1), ":year_from": iso(year.0), ":year_to": iso(year.1)
        };
        let mut figures = BTreeMap::new();
        db.each(SUMS, params, |row| {
            figures.insert(row.text("indicator")?, (row.int("of_period")?, row.int("of_year")?));
            Ok(())
        })?;
        Ok(Self(figures))
    }

    /// An indicator's figure of the period.
    pub fn of_period(&self, indicator: &str) -> i64 {
        self.0.get(indicator).map_or(0, |f| f.0)
    }

    /// An indicator's figure of the operating year.
    pub fn of_year(&self, indicator: &str) -> i64 {
        self.0.get(indicator).map_or(0, |f| f.1)
    }
}

/// An indicator, with a year's target.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Its id.
    pub id: String,
    /// The id of its unit.
    pub unit: String,
    pub(super) zh: String,
    pub(super) en: String,
    /// The year's target, in its unit.
    pub target: i64,
}

impl Indicator {
    /// Its name.
    pub fn name(&self) -> &str {
        pick(&self.zh, &self.en)
    }

    /// Its unit in words.
    pub fn unit_name(&self) -> &str {
        UNIT.text(&self.unit)
    }
}

/// The indicators with the targets of a year, in the plan's order.
///
/// # Errors
/// If SQLite fails, or a target is missing.
pub fn indicators(db: &Db, year: i64) -> anyhow::Result<Vec<Indicator>> {
    let rows = db.all(
        "SELECT i.code, i.unit, i.zh, i.en, t.target
           FROM indicator i LEFT JOIN target t ON t.indicator = i.code AND t.year = :year ORDER BY i.id",
        named_params! {":year": year},
    )?;
    rows.iter()
        .map(|r| {
            Ok(Indicator { id: r.text("code")?, unit: r.text("unit")?, zh: r.text("zh")?, en: r.text("en")?, target: r.int("target")? })
        })
        .collect()
}

/// The people of the trainings of a period.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct People {
    /// Person-times: the figure of `trainees`.
    pub person_times: i64,
    /// Different persons on the rosters.
    pub distinct: i64,
}

impl People {
    /// Counts the persons; the person-times are in `figures` already.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db, figures: &Figures, period: Span) -> anyhow::Result<Self> {
        let distinct = db.one(PERSONS, named_params! {":from": iso(period.0), ":to": iso(period.1)})?.int("n")?;
        Ok(Self { person_times: figures.of_period(TRAINEES), distinct })
    }
}

/// One row that counts.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The indicator's id.
    pub indicator: String,
    /// Its day.
    pub on: NaiveDate,
    /// What it adds to the figure.
    pub quantity: i64,
    /// The record that counts.
    pub subject: Code,
    /// Its organisation, if it has exactly one.
    pub org: Option<Code>,
}

/// The rows that the figure of an indicator, or of all, counts; by day.
///
/// # Errors
/// If SQLite fails.
pub fn facts(db: &Db, indicator: Option<&str>, period: Span) -> anyhow::Result<Vec<Fact>> {
    let (from, to) = (iso(period.0), iso(period.1));
    let rows = match indicator {
        Some(id) => db.all(FACTS, named_params! {":indicator": id, ":from": from, ":to": to})?,
        None => db.all(ALL_FACTS, named_params! {":from": from, ":to": to})?,
    };
    let mut facts = rows.iter().map(fact).collect::<anyhow::Result<Vec<_>>>()?;
    facts.sort_by_key(|f| (f.on, f.subject));
    Ok(facts)
}

fn fact(row: &Row) -> anyhow::Result<Fact> {
    Ok(Fact {
        indicator: row.text("indicator")?,
        on: row.date("on_date")?,
        quantity: row.int("quantity")?,
        subject: row.code("subject")?,
        org: row.opt_int("org_id")?.map(|id| ORG.code(id)),
    })
}
