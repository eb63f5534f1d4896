//! What the operator submits, 四(三)3,4: what is due, and what was handed in.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use crate::document::{Cell, Column, Table};
use crate::domain::date::iso;
use crate::domain::money_terms::{SUBMISSION, Submission as What};
use crate::domain::period::Period;
use crate::i18n::label;
use crate::store::records::kinds::report::ISSUED_REPORT;
use crate::store::records::plan;
use crate::store::{Db, Row, named_params};
use crate::tr;

/// Something that is to be submitted on a period.
#[derive(Clone, Debug, Serialize)]
pub struct Submission {
    /// `finance`, `summary` or `evaluation`.
    pub what: &'static str,
    /// The operating quarter or year.
    pub period: String,
    /// By when.
    pub due: NaiveDate,
    /// When it was.
    pub submitted: Option<NaiveDate>,
    /// How many days late.
    pub late_days: Option<i64>,
    /// The issued report that went along.
    pub report: Option<String>,
}

/// What is to be submitted on the plan's quarters and years, by the day on which it
/// is due, with what was submitted up to a day; those that are `wanted`.
///
/// # Errors
/// If SQLite fails.
pub fn submissions(db: &Db, until: Option<NaiveDate>, wanted: impl Fn(&Submission, &Period) -> bool) -> anyhow::Result<Vec<Submission>> {
    let until = until.map_or_else(|| "9999-12-31".to_owned(), iso);
    let steps = db.all(
        "SELECT id, step, what, start_on, end_on, on_date, report_id FROM period_step
          WHERE step IN ('submitted', 'reopened') AND on_date <= :until AND void_reason IS NULL ORDER BY id",
        named_params! {":until": until},
    )?;
    let calendar = plan::calendar(db)?;
    let [quarterly, yearly] = [plan::days(db, "quarterly_due_days")?, plan::days(db, "evaluation_due_days")?];
    let mut found = Vec::new();
    for year in &calendar.years {
        let no = year.no;
        let quarters = (1..=4).map(|q| (format!("Y{no}Q{q}"), &[What::Finance, What::Summary][..], quarterly));
        for (label, whats, days) in quarters.chain([(format!("Y{no}"), &[What::Evaluation][..], yearly)]) {
            let period = calendar.parse(&label, year.start)?;
            for what in whats {
                let due = period.end.checked_add_days(Days::new(days)).unwrap_or(period.end);
                let submission = Submission::of(*what, &period, due, &steps)?;
                if wanted(&submission, &period) {
                    found.push(submission);
                }
            }
        }
    }
    // Those of a year's last quarter are due before those of the year.
    found.sort_by_key(|s| s.due);
    Ok(found)
}

impl Submission {
    /// The first that stands: finances until the quarter was opened again.
    fn of(what: What, period: &Period, due: NaiveDate, steps: &[Row]) -> anyhow::Result<Self> {
        let mut first: Option<&Row> = None;
        for step in steps {
            if step.date("start_on")? != period.start || step.date("end_on")? != period.end {
                continue;
            }
            match step.text("step")?.as_str() {
                "reopened" if what == What::Finance => first = None,
                "submitted" if first.is_none() && step.text("what")? == what.id() => first = Some(step),
                _ => {}
            }
        }
        let submitted = first.map(|step| step.date("on_date")).transpose()?;
        let report = first.map(|step| step.opt_int("report_id")).transpose()?.flatten();
        Ok(Self {
            what: what.id(),
            period: period.in_the_plan().to_owned(),
            due,
            submitted,
            late_days: submitted.map(|day| (day - due).num_days().max(0)),
            report: report.map(|id| ISSUED_REPORT.code(id).to_string()),
        })
    }
}

/// As a table.
pub fn table(submissions: &[Submission]) -> Table {
    let columns = vec![
        Column::words(tr!("期间", "period")),
        Column::label(tr!("报送内容", "what")),
        Column::date(tr!("期限", "due")),
        Column::date(tr!("报送日期", "submitted")),
        Column::number(tr!("逾期(天)", "days late")),
        Column::code(tr!("报表", "report")),
    ];
    let mut table = Table::new(label("报送", "submissions"), columns).titled(tr!("报送", "submissions")).if_any();
    for s in submissions {
        let report = s.report.as_deref().map_or(Cell::Empty, Cell::code);
        table.row([s.period.as_str().into(), SUBMISSION.text(s.what).into(), s.due.into(), s.submitted.into(), s.late_days.into(), report]);
    }
    table
}
