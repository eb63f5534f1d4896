//! What is to be done about projects that run.

use chrono::NaiveDate;

use super::found::{Found, Look, Org};
use crate::domain::date::{add_months, iso};
use crate::store::records::kinds::project::PROJECT;
use crate::store::records::plan;
use crate::store::{Row, named_params};
use crate::tr;

/// The projects that run on a day, with their last supervising visit.
fn running(look: &Look<'_>) -> anyhow::Result<Vec<Row>> {
    // Beside max(), SQLite takes the other columns from the row of the maximum.
    look.db.all(
        "SELECT p.id, p.org_id, o.name, p.title, p.on_date, p.until_on,
                (SELECT max(e.on_date) FROM evaluation e
                  WHERE e.project_id = p.id AND e.stage = 'visit' AND e.on_date <= :day AND e.void_reason IS NULL) AS visited_on
           FROM (SELECT project_id, state, max(rank) FROM project_event WHERE on_date <= :day GROUP BY project_id) s
           JOIN project p ON p.id = s.project_id JOIN org o ON o.id = p.org_id
          WHERE s.state = 'running' ORDER BY p.id",
        named_params! {":day": iso(look.day)},
    )
}

fn found(row: &Row, (on, must): (NaiveDate, bool), what: String, verb: &str) -> anyhow::Result<Found> {
    let subject = PROJECT.code(row.int("id")?).to_string();
    Ok(Found { on, must, org: Org::of(row)?, what, command: format!("fuhua project {verb} {subject}"), subject })
}

/// Projects that are visited from time to time.
pub fn visit(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    let months = plan::months(look.db, "project_visit_months")?;
    let of = |row: &Row| {
        let start = row.date("on_date")?;
        let last = if row.opt_text("visited_on")?.is_some() { row.date("visited_on")?.max(start) } else { start };
        let what = tr!("督导项目“{title}”", "visit the project '{title}'", title = row.text("title")?);
        found(row, (add_months(last, months), false), what, "visit")
    };
    running(look)?.iter().map(of).collect()
}

/// Projects that reach the day by which they are to end.
pub fn end(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    let of = |row: &Row| {
        let what = tr!("项目“{title}”到期,须结项", "the project '{title}' ends: close it", title = row.text("title")?);
        found(row, (row.date("until_on")?, true), what, "close")
    };
    let rows = running(look)?;
    let mut ending = Vec::new();
    for row in &rows {
        if row.opt_text("until_on")?.is_some() {
            ending.push(of(row)?);
        }
    }
    Ok(ending)
}
