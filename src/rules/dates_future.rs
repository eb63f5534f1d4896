//! Nothing is recorded before it happened.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "dates.future",
    clause: "记账通则",
    severity: Severity::Error,
    waivable: true,
    fault: Kind::Rule,
    demand: label("不预记将来的事", "nothing is recorded before it happened"),
    watches: &[
        "application",
        "review_step",
        "withdrawal",
        "incubation",
        "service",
        "exit_step",
        "follow_up",
        "filing",
        "registration",
        "recognition",
        "training",
        "consultation",
        "project",
        "org",
        "issued_report",
    ],
    scope: Scope::Records,
    sql: "SELECT subject, on_date, :today AS today FROM (
          SELECT 'A' || id AS subject, on_date FROM application WHERE void_reason IS NULL AND on_date > :today
          UNION ALL SELECT 'K' || id AS subject, on_date FROM review_step WHERE void_reason IS NULL AND on_date > :today
          UNION ALL SELECT 'Z' || id AS subject, on_date FROM withdrawal WHERE void_reason IS NULL AND on_date > :today
          UNION ALL SELECT 'I' || id AS subject, on_date FROM incubation WHERE void_reason IS NULL AND on_date > :today
          UNION ALL SELECT 'S' || id AS subject, on_date FROM service WHERE void_reason IS NULL AND on_date > :today
          UNION ALL SELECT 'X' || id AS subject, on_date FROM exit_step WHERE void_reason IS NULL AND on_date > :today
          UNION ALL SELECT 'U' || id AS subject, on_date FROM follow_up WHERE void_reason IS NULL AND on_date > :today
          UNION ALL SELECT 'F' || id AS subject, on_date FROM filing WHERE void_reason IS NULL AND on_date > :today
          UNION ALL SELECT 'L' || id AS subject, on_date FROM registration WHERE void_reason IS NULL AND on_date > :today
          UNION ALL SELECT 'G' || id AS subject, on_date FROM recognition WHERE void_reason IS NULL AND on_date > :today
          UNION ALL SELECT 'T' || id AS subject, on_date FROM training WHERE void_reason IS NULL AND on_date > :today
          UNION ALL SELECT 'C' || id AS subject, on_date FROM consultation WHERE void_reason IS NULL AND on_date > :today
          UNION ALL SELECT 'P' || id AS subject, on_date FROM project WHERE void_reason IS NULL AND on_date > :today
          UNION ALL SELECT 'R' || id AS subject, on_date FROM issued_report WHERE void_reason IS NULL AND on_date > :today
          UNION ALL SELECT 'O' || id, founded_on FROM org WHERE void_reason IS NULL AND founded_on > :today)
         WHERE {scope:subject}",
    explain: |row| {
        Ok(tr!(
            "日期{on_date}晚于今天{today};发生之后再记,或核对日期",
            "the date {on_date} is after today, {today}; record it when it has happened, or check the date",
            on_date = row.text("on_date")?,
            today = row.text("today")?
        ))
    },
};
