//! Applications and stays as they stood on a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::coverage::Coverage;
use super::figures::Span;
use crate::document::{Cell, Column, Table};
use crate::domain::code::Code;
use crate::domain::date::iso;
use crate::domain::terms::STATE;
use crate::i18n::label;
use crate::store::records::kinds::application::APPLICATION;
use crate::store::records::kinds::incubation::INCUBATION;
use crate::store::records::kinds::org::ORG;
use crate::store::{Db, named_params};
use crate::tr;

/// An application or stay on a day.
#[derive(Clone, Debug)]
pub struct Case {
    /// The application.
    pub application: Code,
    /// The stay, once the organisation has entered.
    pub incubation: Option<Code>,
    /// The organisation.
    pub org: Code,
    /// Its name.
    pub name: String,
    /// The id of its state.
    pub state: String,
    /// The day of the application.
    pub applied: NaiveDate,
    /// The day it came into its state.
    pub since: NaiveDate,
}

/// Every application submitted up to a day, in the state that it then had.
///
/// # Errors
/// If SQLite fails.
pub fn on(db: &Db, day: NaiveDate) -> anyhow::Result<Vec<Case>> {
    // Beside max(), SQLite takes the other columns from the row of the maximum.
    let rows = db.all(
        "SELECT e.application_id, e.incubation_id, e.org_id, o.name, e.state, a.on_date AS applied_on, e.on_date
           FROM (SELECT application_id, incubation_id, org_id, state, on_date, max(rank) FROM case_event
                  WHERE on_date <= :day GROUP BY application_id) e
           JOIN application a ON a.id = e.application_id
           JOIN org o ON o.id = e.org_id
          ORDER BY e.application_id",
        named_params! {":day": iso(day)},
    )?;
    rows.iter()
        .map(|r| {
            Ok(Case {
                application: APPLICATION.code(r.int("application_id")?),
                incubation: r.opt_int("incubation_id")?.map(|id| INCUBATION.code(id)),
                org: ORG.code(r.int("org_id")?),
                name: r.text("name")?,
                state: r.text("state")?,
                applied: r.date("applied_on")?,
                since: r.date("on_date")?,
            })
        })
        .collect()
}

/// How many applications and incubations are in each state.
#[derive(Clone, Debug)]
pub struct Pipeline(Vec<(&'static str, usize)>);

impl Pipeline {
    /// Counts; every state has a number.
    pub fn of(cases: &[Case]) -> Self {
        Self(STATE.terms.iter().map(|t| (t.id, cases.iter().filter(|c| c.state == t.id).count())).collect())
    }

    /// As a table of one row.
    pub fn table(&self) -> Table {
        let columns = self.0.iter().map(|(id, _)| Column::number(STATE.text(id))).collect();
        let title = tr!("申请与孵化(期末状态)", "applications and incubations, at the period's end");
        let mut table = Table::new(label("状态", "pipeline"), columns).titled(title);
        table.row(self.0.iter().map(|(_, n)| (*n).into()));
        table
    }
}

impl Serialize for Pipeline {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// An organisation in the base.
#[derive(Clone, Debug, Serialize)]
pub struct Resident {
    /// The stay's code.
    pub incubation: String,
    /// The organisation's code.
    pub org: String,
    /// Its name.
    pub name: String,
    /// The day of entry.
    pub entered: NaiveDate,
    /// Days in the base up to the period's end, the day of entry included.
    pub days: i64,
    /// Services it received in the period.
    pub services: i64,
    /// How many of the basic services it had by the period's end.
    pub coverage: usize,
    /// The basic services that it lacks, in the plan's order.
    pub missing: Vec<String>,
    /// The form of its party organisation by the latest word on it, if there is one.
    pub party: Option<String>,
}

/// The residents among `cases` at a period's end, by entry.
///
/// # Errors
/// If SQLite fails.
pub fn residents(db: &Db, cases: &[Case], period: Span) -> anyhow::Result<Vec<Resident>> {
    let mut services = BTreeMap::new();
    db.each(
        "SELECT org_id, count(*) AS n FROM service WHERE on_date BETWEEN :from AND :to AND void_reason IS NULL GROUP BY org_id",
        named_params! {":from": iso(period.0), ":to": iso(period.1)},
        |row| {
            services.insert(row.int("org_id")?, row.int("n")?);
            Ok(())
        },
    )?;
    let mut found: Vec<(NaiveDate, Code, &Case)> =
        cases.iter().filter(|c| c.state == "resident").filter_map(|c| c.incubation.map(|i| (c.since, i, c))).collect();
    found.sort_by_key(|(since, incubation, _)| (*since, *incubation));
    let stays: Vec<i64> = found.iter().map(|(_, incubation, _)| incubation.number).collect();
    let coverage = Coverage::read(db, &stays, Some(period.1))?;
    let mut party = BTreeMap::new();
    db.each(
        "SELECT org_id, value FROM standing WHERE kind = 'party' AND on_date <= :to AND void_reason IS NULL ORDER BY on_date, id",
        named_params! {":to": iso(period.1)},
        |row| {
            party.insert(row.int("org_id")?, row.text("value")?);
            Ok(())
        },
    )?;
    let resident = |(since, incubation, case): (NaiveDate, Code, &Case)| Resident {
        incubation: incubation.to_string(),
        org: case.org.to_string(),
        name: case.name.clone(),
        entered: since,
        days: (period.1 - since).num_days() + 1,
        services: services.get(&case.org.number).copied().unwrap_or(0),
        coverage: coverage.count(incubation.number),
        missing: coverage.missing(incubation.number),
        party: party.get(&case.org.number).cloned(),
    };
    Ok(found.into_iter().map(resident).collect())
}

/// Residents as a table.
pub fn table(residents: &[Resident]) -> Table {
    let columns = vec![
        Column::code(tr!("孵化", "incubation")),
        Column::label(tr!("组织", "organisation")),
        Column::date(tr!("入壳日期", "entered")),
        Column::number(tr!("天数", "days")),
        Column::number(tr!("服务次数", "services")),
        Column::number(tr!("覆盖(项)", "coverage")),
    ];
    let mut table = Table::new(label("在孵组织", "residents"), columns).titled(tr!("在孵组织", "residents")).if_any();
    for r in residents {
        let org = format!("{} {}", r.org, r.name);
        table.row([Cell::code(&r.incubation), org.into(), r.entered.into(), r.days.into(), r.services.into(), r.coverage.into()]);
    }
    table
}
