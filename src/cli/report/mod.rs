//! Reports.

mod evidence;
mod monthly;
mod quarterly;

use clap::Subcommand;

use super::answer::Answer;
use super::ctx::Ctx;
use crate::domain::period::{Calendar, Period, Shape};
use crate::fault::Fault;
use crate::report::periodic::Periodic;
use crate::report::year;
use crate::store::{Db, plan};
use crate::tr;

#[derive(Subcommand)]
pub enum Verb {
    #[command(about = tr!("月报", "the monthly report"))]
    Monthly(monthly::Args),
    #[command(about = tr!("季报", "the quarterly report"))]
    Quarterly(quarterly::Args),
    #[command(about = tr!("一项指标所计的每条记录", "the rows that a figure counts"))]
    Evidence(evidence::Args),
}

impl Verb {
    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Monthly(args) => monthly::run(args, ctx),
            Verb::Quarterly(args) => quarterly::run(args, ctx),
            Verb::Evidence(args) => evidence::run(args, ctx),
        }
    }
}

/// The report on the period that was typed, or on `current`.
///
/// # Errors
/// A fault if the period has another shape, or lies outside the plan.
fn periodic(ctx: &Ctx<'_, '_>, typed: Option<&str>, shape: Shape, current: impl FnOnce(&Calendar) -> Period) -> anyhow::Result<Answer> {
    let db = ctx.read()?;
    let calendar = plan::calendar(&db)?;
    let mut period = match typed {
        None => current(&calendar),
        Some(text) => calendar.parse(text, ctx.today())?,
    };
    if period.shape == Shape::Range {
        // A range that is a quarter or a month is one.
        period = calendar.parse(period.operating.as_ref().unwrap_or(&period.label), ctx.today())?;
    }
    let label = &period.label;
    if period.shape != shape {
        let fault = match shape {
            Shape::Month => Fault::input(tr!("月报只按月,“{label}”不是月", "a monthly report is on a month, and {label} is none"))
                .hint(tr!("月写作 2021-11", "write months as 2021-11")),
            _ => Fault::input(tr!("季报只按季度,“{label}”不是季度", "a quarterly report is on a quarter, and {label} is none"))
                .hint(tr!("季度写作 2021Q4 或 Y1Q1", "write quarters as 2021Q4 or Y1Q1")),
        };
        return fault.err();
    }
    of_period(&db, &calendar, &period)
}

/// The report on a month or a quarter.
///
/// # Errors
/// A fault if it lies outside the plan.
pub fn of_period(db: &Db, calendar: &Calendar, period: &Period) -> anyhow::Result<Answer> {
    let Some(year) = year::of_period(calendar, period) else {
        let (first, last) = (calendar.years[0].start, calendar.years[calendar.years.len() - 1].end);
        return Fault::input(tr!(
            "{label} 不在计划的任何运营年度之内",
            "{label} lies in no operating year of the plan",
            label = period.label
        ))
        .hint(tr!("计划自{first}至{last};请写明期间", "the plan runs from {first} to {last}; name a period in it"))
        .err();
    };
    let report = Periodic::read(db, period, year)?;
    Answer::new(&report, report.document())
}
