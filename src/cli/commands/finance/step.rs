//! What is done about a quarter's books.

use chrono::NaiveDate;

use crate::domain::code::Code;
use crate::domain::date::iso;
use crate::domain::money_terms::Step;
use crate::domain::period::{Period, Shape};
use crate::fault::Fault;
use crate::store::records::kinds::money::PERIOD_STEP;
use crate::store::records::plan;
use crate::store::{Db, Writer, named_params};
use crate::tr;

/// The quarter that was typed.
///
/// # Errors
/// A fault if it is no quarter, or vouchers are not dated in it.
pub fn quarter(db: &Db, typed: &str, today: NaiveDate) -> anyhow::Result<Period> {
    let calendar = plan::calendar(db)?;
    let period = super::period(&calendar, typed, today)?;
    let label = &period.label;
    if period.shape != Shape::Quarter {
        return Fault::input(tr!("账按季度结,“{label}”不是季度", "books are closed by quarters; {label} is not one"))
            .hint(tr!("季度写作 2021Q4 或 Y1Q1", "write quarters as 2021Q4 or Y1Q1"))
            .err();
    }
    let days = db.one("SELECT min(start_on) AS first, max(end_on) AS last FROM budget_year", &[])?;
    let (first, last) = (days.date("first")?, days.date("last")?);
    if period.start < first || last < period.end {
        return Fault::input(tr!(
            "{label} 不在凭证可记的{first}至{last}之内",
            "{label} is not within {first} to {last}, when vouchers are dated"
        ))
        .hint(tr!("写明其中的季度", "name a quarter in it"))
        .err();
    }
    Ok(period)
}

/// Records a step.
///
/// # Errors
/// If SQLite fails.
pub fn record(w: &Writer, step: Step, period: &Period, date: NaiveDate, reason: Option<&str>) -> anyhow::Result<Code> {
    let id = w.insert(
        "period_step",
        &[
            ("step", step.into()),
            ("period", period.label.as_str().into()),
            ("start_on", period.start.into()),
            ("end_on", period.end.into()),
            ("on_date", date.into()),
            ("reason", reason.into()),
        ],
    )?;
    Ok(PERIOD_STEP.code(id))
}

/// The labels of the closed quarters after a period.
///
/// # Errors
/// If SQLite fails.
pub fn closed_after(db: &Db, period: &Period) -> anyhow::Result<Vec<String>> {
    let rows = db.all(
        "SELECT p.period FROM closed_quarter q JOIN period_step p ON p.id = q.step_id WHERE q.start_on > :end ORDER BY q.start_on",
        named_params! {":end": iso(period.end)},
    )?;
    rows.iter().map(|row| row.text("period")).collect()
}
