//! Reports.

mod annual;
mod application;
mod certificate;
mod diff;
mod evidence;
mod issue;
mod monthly;
mod org;
mod quarterly;
mod reprint;

use chrono::NaiveDate;
use clap::Subcommand;

use crate::cli::access::Access;
use crate::cli::answer::Answer;
use crate::cli::commands::finance::statement;
use crate::cli::ctx::Ctx;
use crate::domain::calendar::{Calendar, OperatingYear};
use crate::domain::period::{Period, Shape};
use crate::domain::terms::Report;
use crate::fault::Fault;
use crate::report::annual::{Annual, year_by_default};
use crate::report::periodic::Periodic;
use crate::report::year;
use crate::store::Db;
use crate::store::records::plan;
use crate::tr;

#[derive(Subcommand)]
pub enum Verb {
    #[command(about = tr!("月报", "the monthly report"))]
    Monthly(monthly::Args),
    #[command(about = tr!("季报", "the quarterly report"))]
    Quarterly(quarterly::Args),
    #[command(about = tr!("年报", "the annual report"))]
    Annual(annual::Args),
    #[command(about = tr!("财务报告", "the statement of finances"))]
    Finance(statement::Args),
    #[command(about = tr!("一家组织的全部情况", "all there is on an organisation"))]
    Org(org::Args),
    #[command(about = tr!("出壳鉴定书", "the certificate of a graduate"))]
    Certificate(certificate::Args),
    #[command(about = tr!("孵化申请书", "an application as it is printed"))]
    Application(application::Args),
    #[command(about = tr!("一项指标所计的每条记录", "the rows that a figure counts"))]
    Evidence(evidence::Args),
    #[command(about = tr!("出具报表,内容从此不变", "issue a report: from then on it stays as it is"))]
    Issue(issue::Args),
    #[command(about = tr!("重印已出具的报表", "print an issued report again"))]
    Reprint(reprint::Args),
    #[command(about = tr!("出具后的更正改变了哪些数", "what later corrections change in an issued report"))]
    Diff(diff::Args),
}

impl Verb {
    /// What it does with the database.
    pub fn access(&self) -> Access {
        match self {
            Verb::Issue(_) => Access::Writes,
            _ => Access::ReadsPast,
        }
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Monthly(args) => monthly::run(args, ctx),
            Verb::Annual(args) => annual::run(args, ctx),
            Verb::Finance(args) => statement::run(args, ctx),
            Verb::Quarterly(args) => quarterly::run(args, ctx),
            Verb::Org(args) => org::run(args, ctx),
            Verb::Certificate(args) => certificate::run(args, ctx),
            Verb::Application(args) => application::run(args, ctx),
            Verb::Evidence(args) => evidence::run(args, ctx),
            Verb::Issue(args) => issue::run(args, ctx),
            Verb::Reprint(args) => reprint::run(args, ctx),
            Verb::Diff(args) => diff::run(args, ctx),
        }
    }
}

/// The period that was typed.
///
/// # Errors
/// A fault if it has another shape.
fn period(calendar: &Calendar, today: NaiveDate, typed: &str, shape: Shape) -> anyhow::Result<Period> {
    let period = calendar.proper(calendar.parse(typed, today)?);
    if period.shape == shape {
        return Ok(period);
    }
    let label = &period.label;
    let fault = match shape {
        Shape::Month => Fault::input(tr!("月报只按月,“{label}”不是月", "a monthly report needs a month; {label} is not one"))
            .hint(tr!("月写作 2021-11", "write months as 2021-11")),
        _ => Fault::input(tr!("季报只按季度,“{label}”不是季度", "a quarterly report needs a quarter; {label} is not one"))
            .hint(tr!("季度写作 2021Q4 或 Y1Q1", "write quarters as 2021Q4 or Y1Q1")),
    };
    fault.err()
}

/// The period of a report that is to be issued, and its operating year. A
/// statement of finances may lie outside the plan; the other reports may not.
///
/// # Errors
/// A fault if the period is not the report's.
fn to_issue<'a>(
    calendar: &'a Calendar,
    report: Report,
    typed: &str,
    today: NaiveDate,
) -> anyhow::Result<(Period, Option<&'a OperatingYear>)> {
    match report {
        Report::Finance => {
            let period = calendar.proper(calendar.parse(typed, today)?);
            let year = year::of_period(calendar, &period);
            Ok((period, year))
        }
        Report::Annual => annual_period(calendar, Some(typed), today, false),
        // Of a certificate `issue` makes the period itself.
        Report::Certificate => anyhow::bail!("a certificate has no period"),
        Report::Quarterly | Report::Monthly => {
            let shape = if report == Report::Monthly { Shape::Month } else { Shape::Quarter };
            let period = period(calendar, today, typed, shape)?;
            let year = year_of(calendar, &period)?;
            Ok((period, Some(year)))
        }
    }
}

/// The year that was typed, operating or fiscal; else the last operating year that
/// is over, or the one that runs. Of an operating one also what the plan says.
///
/// # Errors
/// A fault if it is no year, or none is over yet.
fn annual_period<'a>(
    calendar: &'a Calendar,
    typed: Option<&str>,
    today: NaiveDate,
    current: bool,
) -> anyhow::Result<(Period, Option<&'a OperatingYear>)> {
    let label = match (typed, year_by_default(&calendar.years, today, current)) {
        (Some(text), _) => text.to_owned(),
        (None, Some(year)) => format!("Y{}", year.no),
        (None, None) => {
            return Fault::input(tr!("还没有结束的运营年度", "no operating year is over yet"))
                .hint(tr!("正在进行的加 --current,或写明年度", "for the running one add --current, or name a year"))
                .err();
        }
    };
    let period = calendar.proper(calendar.parse(&label, today)?);
    if period.shape != Shape::Year {
        let label = &period.label;
        return Fault::input(tr!("年报只按年度,“{label}”不是年度", "an annual report needs a year; {label} is not one"))
            .hint(tr!("年度写作 Y1 或 FY2022", "write years as Y1 or FY2022"))
            .err();
    }
    // A plan may begin on 1 January, so that both years have the same days.
    let is_fiscal = period.label.starts_with("FY") && !label.trim().starts_with(['Y', 'y']);
    let year = calendar.years.iter().find(|year| !is_fiscal && (year.start, year.end) == (period.start, period.end));
    Ok((period, year))
}

/// The help of such a code.
fn code_help() -> String {
    tr!("已出具报表的编号,如 R1", "an issued report's code, such as R1")
}

/// The operating year of a period.
///
/// # Errors
/// A fault if it lies outside the plan.
fn year_of<'a>(calendar: &'a Calendar, period: &Period) -> anyhow::Result<&'a OperatingYear> {
    if let Some(year) = year::of_period(calendar, period) {
        return Ok(year);
    }
    let (first, last) = (calendar.years[0].start, calendar.years[calendar.years.len() - 1].end);
    Fault::input(tr!("{label} 不在计划的任何运营年度之内", "{label} lies in no operating year of the plan", label = period.label))
        .hint(tr!("计划自{first}至{last};请写明期间", "the plan runs from {first} to {last}; name a period in it"))
        .err()
}

/// The report on the period that was typed; else on the last one
/// that is over, or the one that contains today.
///
/// # Errors
/// A fault if the period has another shape, or lies outside the plan.
fn periodic(ctx: &Ctx<'_, '_>, typed: Option<&str>, shape: Shape, current: bool) -> anyhow::Result<Answer> {
    let (db, today) = (ctx.read()?, ctx.today());
    let calendar = plan::calendar(&db)?;
    let period = match typed {
        Some(text) => period(&calendar, today, text, shape)?,
        None if current => calendar.part_of(today, shape),
        None => {
            let period = calendar.part_before(today, shape);
            if period.end < calendar.years[0].start {
                return none_over(&period, shape).err();
            }
            period
        }
    };
    of_period(&db, &calendar, &period, today)
}

/// What is said where no period of the plan is over yet.
fn none_over(before: &Period, shape: Shape) -> Fault {
    let label = &before.label;
    let fault = match shape {
        Shape::Month => tr!("最近结束的月 {label} 在计划开始之前", "the last month that is over, {label}, is before the plan"),
        _ => tr!("最近结束的季度 {label} 在计划开始之前", "the last quarter that is over, {label}, is before the plan"),
    };
    Fault::input(fault).hint(tr!("正在进行的加 --current,或写明期间", "for the running one add --current, or name a period"))
}

/// The report on the year that was typed, or on the one that [`annual_period`]
/// has in its place.
///
/// # Errors
/// As [`annual_period`].
pub fn of_year(db: &Db, calendar: &Calendar, typed: Option<&str>, today: NaiveDate, current: bool) -> anyhow::Result<Answer> {
    let (period, year) = annual_period(calendar, typed, today, current)?;
    let report = Annual::read(db, &period, year, today)?;
    Answer::new(&report, report.document())
}

/// The report on a month or a quarter.
///
/// # Errors
/// A fault if it lies outside the plan.
pub fn of_period(db: &Db, calendar: &Calendar, period: &Period, today: NaiveDate) -> anyhow::Result<Answer> {
    let report = Periodic::read(db, period, year_of(calendar, period)?, today)?;
    Answer::new(&report, report.document())
}
