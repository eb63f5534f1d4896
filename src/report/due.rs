//! What is due: the plan's terms that run out.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::cases::Case;
use crate::document::{Cell, Column, Table};
use crate::domain::date::{add_months, iso};
use crate::i18n::label;
use crate::store::records::plan;
use crate::store::{Db, named_params};
use crate::tr;

/// Something that is due.
#[derive(Clone, Debug, Serialize)]
pub struct Due {
    /// The day by which, or from which, it is to be done.
    pub on: NaiveDate,
    /// The code of the application or stay.
    pub subject: String,
    /// The organisation's code.
    pub org: String,
    /// What is to be done, in words.
    pub what: String,
    /// The organisation's name.
    #[serde(skip)]
    pub name: String,
    /// Whether the day had passed.
    #[serde(skip)]
    pub overdue: bool,
}

/// What is due up to `ahead` days after a day, and what was by then overdue, by
/// date. `cases` are those of the same day: a report on a past quarter says
/// what was due then, one on a quarter that is not over is judged `today`.
///
/// # Errors
/// If SQLite fails.
pub fn due(db: &Db, cases: &[Case], day: NaiveDate, ahead: u64, today: NaiveDate) -> anyhow::Result<Vec<Due>> {
    let horizon = day.checked_add_days(Days::new(ahead)).unwrap_or(NaiveDate::MAX);
    let screening = plan::months(db, "screening_max_months")?;
    let stay = plan::months(db, "incubation_months")?;
    let (may_close, must_close) = (plan::months(db, "follow_up_min_months")?, plan::months(db, "follow_up_max_months")?);
    let closed = closed(db, day)?;
    let mut found = Vec::new();
    for case in cases {
        let at = |from, months, what: String, must: bool| {
            let on = add_months(from, months);
            let subject = case.incubation.unwrap_or(case.application).to_string();
            (on <= horizon).then(|| Due {
                on,
                subject,
                org: case.org.to_string(),
                what,
                name: case.name.clone(),
                overdue: must && on < day.min(today),
            })
        };
        found.extend(match case.state.as_str() {
            "submitted" | "screening" => at(case.applied, screening, tr!("筛选期满,须审定", "screening ends: decide"), true),
            "resident" => at(case.since, stay, tr!("孵化期满,出壳考核", "the incubation ends: assess the exit"), true),
            "graduated" if case.incubation.is_none_or(|i| !closed.contains(&i.number)) => {
                at(case.since, must_close, tr!("跟踪期满,须结束", "follow-up must close"), true)
                    .or_else(|| at(case.since, may_close, tr!("可结束跟踪", "follow-up may close"), false))
            }
            _ => None,
        });
    }
    found.sort_by(|a, b| (a.on, &a.subject).cmp(&(b.on, &b.subject)));
    Ok(found)
}

/// The stays whose follow-up had been closed by a day.
fn closed(db: &Db, day: NaiveDate) -> anyhow::Result<BTreeSet<i64>> {
    let rows = db.all(
        "SELECT incubation_id FROM follow_up WHERE kind = 'close' AND on_date <= :day AND void_reason IS NULL",
        named_params! {":day": iso(day)},
    )?;
    rows.iter().map(|r| r.int("incubation_id")).collect()
}

/// As a table.
pub fn table(title: String, due: &[Due]) -> Table {
    let columns = vec![
        Column::date(tr!("日期", "date")),
        Column::code(tr!("记录", "record")),
        Column::label(tr!("组织", "organisation")),
        Column::words(tr!("事项", "what")),
    ];
    let mut table = Table::new(label("到期", "due"), columns).titled(title).if_any();
    for d in due {
        let what = if d.overdue { tr!("{what}(已逾期)", "{what} (overdue)", what = d.what) } else { d.what.clone() };
        table.row([d.on.into(), Cell::code(&d.subject), format!("{} {}", d.org, d.name).into(), what.into()]);
    }
    table
}
