//! What a kind of thing to do is, and what its reader is given and finds.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use crate::domain::calendar::Calendar;
use crate::domain::code::Code;
use crate::domain::date::iso;
use crate::i18n::Label;
use crate::report::cases::Case;
use crate::store::records::kinds::org::ORG;
use crate::store::{Db, Row, named_params};

/// A kind of thing to do.
pub struct Kind {
    /// Its id.
    pub id: &'static str,
    /// What it is called.
    pub label: Label,
    /// The plan's clause.
    pub clause: &'static str,
    /// Whether it has a window of its own, and is shown from its first day however
    /// few days ahead are asked for.
    pub windowed: bool,
    /// Finds them all, however far ahead they lie.
    pub find: fn(&Look<'_>) -> anyhow::Result<Vec<Found>>,
}

/// The books on a day: what is dated later is not seen.
pub struct Look<'a> {
    /// The database.
    pub db: &'a Db,
    /// The day.
    pub day: NaiveDate,
    /// The last day that is of interest.
    pub horizon: NaiveDate,
    /// The applications and stays as they stood on the day.
    pub cases: &'a [Case],
    /// The plan's operating years.
    pub calendar: Calendar,
}

/// Something to do.
pub struct Found {
    /// The day by which, or from which, it is to be done.
    pub on: NaiveDate,
    /// Whether it must be done by then.
    pub must: bool,
    /// The code of the record, or the period, that it is about.
    pub subject: String,
    /// The organisation, if it is about one.
    pub org: Option<Org>,
    /// What is to be done, in words.
    pub what: String,
    /// The command that does it, or the next step towards it.
    pub command: String,
}

/// An organisation by code and name.
pub struct Org {
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
}

impl Org {
    /// That of a row with `org_id` and `name`, if it has one.
    pub fn of(row: &Row) -> anyhow::Result<Option<Self>> {
        let Some(id) = row.opt_int("org_id")? else { return Ok(None) };
        Ok(Some(Self { code: ORG.code(id).to_string(), name: row.text("name")? }))
    }

    /// That of an application or a stay.
    pub fn of_case(case: &Case) -> Option<Self> {
        Some(Self { code: case.org.to_string(), name: case.name.clone() })
    }
}

impl Look<'_> {
    /// The cases in one of some states.
    pub fn in_state<'s>(&'s self, states: &'s [&str]) -> impl Iterator<Item = &'s Case> {
        self.cases.iter().filter(|case| states.contains(&case.state.as_str()))
    }

    /// The graduates who are still followed, with their stays.
    pub fn followed(&self) -> anyhow::Result<Vec<(&Case, Code)>> {
        let rows = self.db.all(
            "SELECT incubation_id FROM follow_up WHERE kind = 'close' AND on_date <= :day AND void_reason IS NULL",
            named_params! {":day": iso(self.day)},
        )?;
        let closed = rows.iter().map(|row| row.int("incubation_id")).collect::<anyhow::Result<BTreeSet<_>>>()?;
        let graduates = self.in_state(&["graduated"]).filter_map(|case| Some((case, case.incubation?)));
        Ok(graduates.filter(|(_, stay)| !closed.contains(&stay.number)).collect())
    }
}

/// The day so many days after another one.
pub fn days_after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

/// The first of some stages that a query has no row of.
pub fn next_stage<'a>(stages: &[&'a str], rows: &[Row]) -> anyhow::Result<&'a str> {
    let done = rows.iter().map(|row| row.text("stage")).collect::<anyhow::Result<Vec<_>>>()?;
    let open = stages.iter().find(|stage| !done.iter().any(|id| id == *stage));
    Ok(open.or(stages.last()).copied().unwrap_or_default())
}
