//! What is due: the plan's terms that run out.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::cases::Case;
use crate::document::{Cell, Column, Table};
use crate::domain::code::Code;
use crate::domain::date::{add_months, iso};
use crate::i18n::label;
use crate::store::records::kinds::asset::ASSET_USE;
use crate::store::records::kinds::incubation::INCUBATION;
use crate::store::records::kinds::org::ORG;
use crate::store::records::plan;
use crate::store::{Db, Row, named_params};
use crate::tr;

/// Something that is due.
#[derive(Clone, Debug, Serialize)]
pub struct Due {
    /// The day by which, or from which, it is to be done.
    pub on: NaiveDate,
    /// The code of the application, the stay or the use of an asset.
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
    found.extend(entry_assessments(db, cases, day)?);
    found.extend(evaluations(db, day)?);
    found.extend(handovers(db, day)?);
    found.retain(|due| due.on <= horizon);
    found.sort_by(|a, b| (a.on, &a.subject, &a.what).cmp(&(b.on, &b.subject, &b.what)));
    Ok(found)
}

/// Residents whose state on entry is still to be assessed.
fn entry_assessments(db: &Db, cases: &[Case], day: NaiveDate) -> anyhow::Result<Vec<Due>> {
    let days = Days::new(plan::days(db, "entry_assessment_days")?);
    let rows = db.all(
        "SELECT incubation_id FROM evaluation WHERE stage = 'entry' AND on_date <= :day AND void_reason IS NULL",
        named_params! {":day": iso(day)},
    )?;
    let assessed = rows.iter().map(|row| row.int("incubation_id")).collect::<anyhow::Result<BTreeSet<_>>>()?;
    let open = cases.iter().filter(|case| case.state == "resident");
    let of = |case: &Case| {
        let stay = case.incubation.filter(|stay| !assessed.contains(&stay.number))?;
        let on = case.since.checked_add_days(days)?;
        let (subject, org, name) = (stay.to_string(), case.org.to_string(), case.name.clone());
        Some(Due { on, subject, org, name, what: tr!("入驻现状评估", "assess where it stands on entry"), overdue: on < day })
    };
    Ok(open.filter_map(of).collect())
}

/// Yearly evaluations that are still to be confirmed: of who was there on a year's
/// last day, or is there while it runs.
fn evaluations(db: &Db, day: NaiveDate) -> anyhow::Result<Vec<Due>> {
    let days = Days::new(plan::days(db, "evaluation_due_days")?);
    let rows = db.all(
        "SELECT c.incubation_id, c.org_id, o.name, y.no, y.end_on
           FROM operating_year y JOIN case_file c ON c.entered_on <= min(y.end_on, :day) AND (c.ended_on IS NULL OR c.ended_on > min(y.end_on, :day))
           JOIN org o ON o.id = c.org_id
          WHERE y.start_on <= :day
            AND NOT EXISTS (SELECT 1 FROM evaluation e WHERE e.incubation_id = c.incubation_id AND e.stage = 'final' AND e.year = y.no
                               AND e.on_date <= :day AND e.void_reason IS NULL)",
        named_params! {":day": iso(day)},
    )?;
    let of = |row: &Row| {
        let no = row.int("no")?;
        let what = tr!("Y{no} 年度综合评估,须认定", "the yearly evaluation of Y{no}: confirm it");
        at(row, INCUBATION.code(row.int("incubation_id")?), (row.date("end_on")?, days), what, day)
    };
    rows.iter().map(of).collect()
}

/// Things of the base that are still with an organisation whose stay has ended.
fn handovers(db: &Db, day: NaiveDate) -> anyhow::Result<Vec<Due>> {
    let days = Days::new(plan::days(db, "handover_days")?);
    let rows = db.all(
        "SELECT u.id, u.org_id, o.name, a.name AS what, max(c.ended_on) AS ended_on
           FROM asset_use u JOIN asset a ON a.id = u.asset_id JOIN org o ON o.id = u.org_id
           JOIN case_file c ON c.org_id = u.org_id AND u.on_date >= c.entered_on AND u.on_date <= c.ended_on AND c.ended_on <= :day
          WHERE u.kind = 'give' AND (u.until_on IS NULL OR u.until_on > :day) AND u.void_reason IS NULL GROUP BY u.id",
        named_params! {":day": iso(day)},
    )?;
    let of = |row: &Row| {
        let what = tr!("退还{what}", "return {what}", what = row.text("what")?);
        at(row, ASSET_USE.code(row.int("id")?), (row.date("ended_on")?, days), what, day)
    };
    rows.iter().map(of).collect()
}

/// What must be done some days after one day, of the organisation of a row.
fn at(row: &Row, subject: Code, (from, days): (NaiveDate, Days), what: String, day: NaiveDate) -> anyhow::Result<Due> {
    let on = from.checked_add_days(days).unwrap_or(NaiveDate::MAX);
    let (org, name) = (ORG.code(row.int("org_id")?).to_string(), row.text("name")?);
    Ok(Due { on, subject: subject.to_string(), org, what, name, overdue: on < day })
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
