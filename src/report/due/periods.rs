//! What is to be submitted on each quarter and each operating year, and the plan's
//! own end.

use chrono::NaiveDate;

use super::found::{Found, Look, days_after};
use crate::domain::date::iso;
use crate::domain::period::Period;
use crate::store::records::plan;
use crate::store::{Row, named_params};
use crate::tr;

/// What was done about periods by a day, in the order of the records.
struct Steps(Vec<Step>);

struct Step {
    step: String,
    what: Option<String>,
    days: (NaiveDate, NaiveDate),
}

impl Steps {
    fn read(look: &Look<'_>) -> anyhow::Result<Self> {
        let rows = look.db.all(
            "SELECT step, what, start_on, end_on FROM period_step WHERE on_date <= :day AND void_reason IS NULL ORDER BY id",
            named_params! {":day": iso(look.day)},
        )?;
        let one = |row: &Row| {
            let days = (row.date("start_on")?, row.date("end_on")?);
            Ok(Step { step: row.text("step")?, what: row.opt_text("what")?, days })
        };
        Ok(Self(rows.iter().map(one).collect::<anyhow::Result<_>>()?))
    }

    /// Those of a period.
    fn of(&self, period: &Period) -> impl DoubleEndedIterator<Item = &Step> {
        let days = (period.start, period.end);
        self.0.iter().filter(move |step| step.days == days)
    }

    /// Whether something was submitted on a period. Of finances it no longer stands
    /// once the books were opened again.
    fn has(&self, what: &str, period: &Period) -> bool {
        let reopened = |step: &&Step| what == "finance" && step.step == "reopened";
        self.of(period).rev().take_while(|step| !reopened(step)).any(|step| step.what.as_deref() == Some(what))
    }

    /// Whether the books of a quarter are closed.
    fn closed(&self, period: &Period) -> bool {
        self.of(period).rev().find(|step| step.what.is_none()).is_some_and(|step| step.step == "closed")
    }
}

/// The plan's operating quarters.
fn quarters(look: &Look<'_>) -> anyhow::Result<Vec<Period>> {
    let names = look.calendar.years.iter().flat_map(|year| (1..=4).map(|q| format!("Y{}Q{q}", year.no)));
    names.map(|name| look.calendar.parse(&name, look.day)).collect()
}

/// What is due some days after the end of a period, and has not been submitted.
fn unsubmitted(period: &Period, days: u64, what: String, command: String) -> Found {
    let subject = period.operating.as_ref().unwrap_or(&period.label).clone();
    Found { on: days_after(period.end, days), must: true, subject, org: None, what, command }
}

/// Quarters whose finances are still to be submitted.
pub fn statement(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    let (days, steps) = (plan::days(look.db, "quarterly_due_days")?, Steps::read(look)?);
    let open = quarters(look)?.into_iter().filter(|quarter| !steps.has("finance", quarter));
    let of = |quarter: Period| {
        let label = &quarter.label;
        let command = match steps.closed(&quarter) {
            true => format!("fuhua operator submit finance {label}"),
            false => format!("fuhua finance close {label}"),
        };
        let what = tr!("报送 {label} 财务情况", "submit the finances of {label}");
        unsubmitted(&quarter, days, what, command)
    };
    Ok(open.map(of).collect())
}

/// Quarters whose summary of operations is still to be submitted.
pub fn summary(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    let (days, steps) = (plan::days(look.db, "quarterly_due_days")?, Steps::read(look)?);
    let mut found = Vec::new();
    for quarter in quarters(look)?.into_iter().filter(|quarter| !steps.has("summary", quarter)) {
        let issued = look.db.maybe(
            "SELECT id FROM issued_report
              WHERE start_on = :start AND end_on = :end AND report = 'quarterly' AND on_date <= :day AND void_reason IS NULL LIMIT 1",
            named_params! {":start": iso(quarter.start), ":end": iso(quarter.end), ":day": iso(look.day)},
        )?;
        let label = &quarter.label;
        let command = match issued {
            Some(_) => format!("fuhua operator submit summary {label}"),
            None => format!("fuhua report issue quarterly {label}"),
        };
        let what = tr!("报送 {label} 运行总结", "submit the summary of {label}");
        found.push(unsubmitted(&quarter, days, what, command));
    }
    Ok(found)
}

/// Operating years on which the operator has not reported yet.
pub fn operator_evaluation(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    let (days, steps) = (plan::days(look.db, "evaluation_due_days")?, Steps::read(look)?);
    let years = look.calendar.years.iter().map(|year| look.calendar.parse(&format!("Y{}", year.no), look.day));
    let years = years.collect::<anyhow::Result<Vec<_>>>()?;
    let of = |year: &Period| {
        let label = &year.label;
        let what = tr!("报送 {label} 年度评估", "submit the evaluation of {label}");
        unsubmitted(year, days, what, format!("fuhua operator submit evaluation {label}"))
    };
    Ok(years.iter().filter(|year| !steps.has("evaluation", year)).map(of).collect())
}

/// The end of the plan.
pub fn plan_end(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    let last = look.calendar.years.last().map(|year| Found {
        on: year.end,
        must: false,
        subject: format!("Y{}", year.no),
        org: None,
        what: tr!("计划到期:续期或另立新库", "the plan ends: extend it, or begin a new file"),
        command: "fuhua plan extend --years 1".to_owned(),
    });
    Ok(last.into_iter().collect())
}
