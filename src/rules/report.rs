//! Issued reports.

use super::{Query, Rule, Scope, Severity};
use crate::fault;
use crate::i18n::label;
use crate::tr;

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // A report is issued on a period that is over.
    Rule {
        id: "report.ended",
        clause: "四(三)4",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("期间结束后才出具报表", "a report is issued when its period is over"),
        query: Query::Sql {
            watches: &["issued_report"],
            scope: Scope::Records,
            sql: "SELECT subject, period, end_on, on_date, end_on || ' ' || on_date AS breach FROM (
              SELECT 'R' || id AS subject, period, end_on, on_date FROM issued_report WHERE void_reason IS NULL AND end_on >= on_date)
             WHERE {scope:subject}",
        },
        explain: |row| {
            Ok(tr!(
                "{period}到{end_on}才结束,{on_date}出具为时过早;期满次日起再出具",
                "{period} ends on {end_on} and {on_date} is too early to issue it; issue it from the next day on",
                period = row.text("period")?,
                end_on = row.text("end_on")?,
                on_date = row.text("on_date")?
            ))
        },
    },
];
