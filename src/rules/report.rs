//! Issued reports.

use super::{Query, Rule, Scope, Severity};
use crate::domain::terms::REPORT;
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
              SELECT 'R' || id AS subject, period, end_on, on_date FROM issued_report
               WHERE report <> 'certificate' AND void_reason IS NULL AND end_on >= on_date)
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
    // A report that is out is issued again only with a reason.
    Rule {
        id: "report.again",
        clause: "四(三)4",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label(
            "同一期间的同一报表再次出具须有理由,并写明代替哪一份",
            "a report is issued again only with a reason, and names the one that it replaces",
        ),
        query: Query::Sql {
            watches: &["issued_report"],
            // A report that comes back into force concerns the later ones.
            scope: Scope::Whole,
            sql: "SELECT 'R' || n.id AS subject, n.report, n.period, 'R' || o.id AS earlier, o.on_date
              FROM issued_report n JOIN issued_report o ON o.id = (
                SELECT max(e.id) FROM issued_report e
                 WHERE e.start_on = n.start_on AND e.end_on = n.end_on AND e.report = n.report AND e.period = n.period
                   AND e.id < n.id AND e.void_reason IS NULL)
             WHERE n.void_reason IS NULL AND n.reason IS NULL",
        },
        explain: |row| {
            Ok(tr!(
                "{period} {report}已出具为 {earlier}({on_date});再次出具加 --reason 理由,或先作废前一份:fuhua void {earlier} --reason 理由",
                "the {report} for {period} was issued as {earlier} on {on_date}; to issue it again add --reason TEXT, or void the earlier one first: fuhua void {earlier} --reason TEXT",
                period = row.text("period")?,
                report = REPORT.text(&row.text("report")?),
                earlier = row.text("earlier")?,
                on_date = row.text("on_date")?
            ))
        },
    },
];
