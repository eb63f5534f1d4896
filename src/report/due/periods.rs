//! What is to be submitted on each quarter and each operating year, and the plan's
//! own end.

use super::found::{Found, Look};
use crate::domain::date::iso;
use crate::domain::money_terms::Submission as What;
use crate::domain::period::Period;
use crate::report::submissions::{Submission, submissions};
use crate::store::named_params;
use crate::tr;

/// What is still to be submitted of a kind, with its period.
fn open(look: &Look<'_>, what: What) -> anyhow::Result<Vec<(Submission, Period)>> {
    let open = submissions(look.db, Some(look.day), |s, _| s.what == what.id() && s.submitted.is_none())?;
    open.into_iter()
        .map(|s| {
            let period = look.calendar.parse(&s.period, look.day)?;
            Ok((s, period))
        })
        .collect()
}

/// Something to submit, in words, with the command for it.
fn unsubmitted(submission: Submission, what: String, command: String) -> Found {
    Found { on: submission.due, must: true, subject: submission.period, org: None, what, command }
}

/// Whether something is on record of a period by the day looked at.
fn is_there(look: &Look<'_>, period: &Period, sql: &str) -> anyhow::Result<bool> {
    let days = named_params! {":start": iso(period.start), ":end": iso(period.end), ":day": iso(look.day)};
    Ok(look.db.maybe(sql, days)?.is_some())
}

/// Quarters whose finances are still to be submitted.
pub fn statement(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    // The newest word on the quarter's books.
    let closed = "SELECT id FROM (SELECT id, step FROM period_step
                   WHERE start_on = :start AND end_on = :end AND what IS NULL AND on_date <= :day AND void_reason IS NULL
                   ORDER BY id DESC LIMIT 1) WHERE step = 'closed'";
    let of = |(submission, quarter): (Submission, Period)| {
        let label = &quarter.label;
        let command = match is_there(look, &quarter, closed)? {
            true => format!("fuhua operator submit finance {label}"),
            false => format!("fuhua finance close {label}"),
        };
        Ok(unsubmitted(submission, tr!("报送 {label} 财务情况", "submit the finances of {label}"), command))
    };
    open(look, What::Finance)?.into_iter().map(of).collect()
}

/// Quarters whose summary of operations is still to be submitted.
pub fn summary(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    let issued = "SELECT id FROM issued_report
      WHERE start_on = :start AND end_on = :end AND report = 'quarterly' AND on_date <= :day AND void_reason IS NULL LIMIT 1";
    let of = |(submission, quarter): (Submission, Period)| {
        let label = &quarter.label;
        let command = match is_there(look, &quarter, issued)? {
            true => format!("fuhua operator submit summary {label}"),
            false => format!("fuhua report issue quarterly {label}"),
        };
        Ok(unsubmitted(submission, tr!("报送 {label} 运行总结", "submit the summary of {label}"), command))
    };
    open(look, What::Summary)?.into_iter().map(of).collect()
}

/// Operating years on which the operator has not reported yet.
pub fn operator_evaluation(look: &Look<'_>) -> anyhow::Result<Vec<Found>> {
    let of = |(submission, year): (Submission, Period)| {
        let label = &year.label;
        let what = tr!("报送 {label} 年度评估", "submit the evaluation of {label}");
        unsubmitted(submission, what, format!("fuhua operator submit evaluation {label}"))
    };
    Ok(open(look, What::Evaluation)?.into_iter().map(of).collect())
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
