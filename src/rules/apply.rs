//! Applications.

use super::{Query, Rule, Scope, Severity};
use crate::fault;
use crate::i18n::label;
use crate::store::records::kinds::incubation::INCUBATION;
use crate::tr;

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // One open application or stay an organisation.
    Rule {
        id: "apply.one-open",
        clause: "三(二)1.2)",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("一家组织同时只能有一份未结的申请或孵化", "an organisation has one open application or incubation at a time"),
        query: Query::Sql {
            watches: &["application", "review_step", "incubation", "exit_step", "withdrawal"],
            scope: Scope::Orgs,
            // In the way stands what was recorded first, whichever is dated first.
            sql: "SELECT 'A' || b.application_id AS subject, o.name,
                   CASE WHEN a.application_id < b.application_id THEN b.applied_on ELSE a.applied_on END AS applied_on,
                   CASE WHEN a.application_id < b.application_id THEN a.applied_on ELSE b.applied_on END AS earlier_on,
                   'A' || min(a.application_id, b.application_id) AS earlier,
                   CASE WHEN a.application_id < b.application_id THEN a.incubation_id ELSE b.incubation_id END AS stay,
                   CASE WHEN a.application_id < b.application_id THEN a.ended_on ELSE b.ended_on END AS ended_on
              FROM case_file b
              JOIN case_file a ON a.org_id = b.org_id AND (a.applied_on, a.application_id) < (b.applied_on, b.application_id)
                              AND (a.ended_on IS NULL OR b.applied_on < a.ended_on)
              JOIN org o ON o.id = b.org_id
             WHERE {scope:b.org_id}",
        },
        explain: |row| {
            let (name, earlier) = (row.text("name")?, row.text("earlier")?);
            let (earlier_on, applied_on) = (row.text("earlier_on")?, row.text("applied_on")?);
            let stay = row.opt_int("stay")?.map(|id| INCUBATION.code(id));
            Ok(match (stay, row.opt_text("ended_on")?) {
                (Some(stay), None) => tr!(
                    "{name}正在孵 {stay}({earlier_on}的申请 {earlier}),不能在{applied_on}再申请;等它出壳,经过见 fuhua show {stay}",
                    "{name} is a resident ({stay}, by {earlier} of {earlier_on}) and cannot apply on {applied_on}; wait for its exit, see fuhua show {stay}"
                ),
                (_, Some(ended_on)) => tr!(
                    "{name}{earlier_on}的申请 {earlier} 到{ended_on}才了结,不能在{applied_on}另有申请;核对日期",
                    "{earlier} of {name}, of {earlier_on}, ended on {ended_on} only: there is no other one on {applied_on}; check the dates"
                ),
                (None, None) => tr!(
                    "{name}已有{earlier_on}的申请 {earlier},尚未了结,不能在{applied_on}再申请;等它了结,或先撤回:fuhua withdraw {earlier}",
                    "{name} has application {earlier} of {earlier_on} open and cannot apply on {applied_on}; wait for its end, or withdraw it first: fuhua withdraw {earlier}"
                ),
            })
        },
    },
    // A graduate is no start-up any more.
    Rule {
        id: "apply.graduated",
        clause: "三(二)1.2)",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("已出壳的组织不再申请孵化", "a graduate does not apply again"),
        query: Query::Sql {
            watches: &["application", "exit_step", "incubation"],
            scope: Scope::Orgs,
            sql: "SELECT 'A' || b.application_id AS subject, o.name, a.exited_on, 'I' || a.incubation_id AS stay,
                   'I' || a.incubation_id || ' ' || a.exited_on || ' ' || b.applied_on AS breach
              FROM case_file b
              JOIN case_file a ON a.org_id = b.org_id AND a.exit_result = 'pass' AND a.exited_on <= b.applied_on
                              AND a.application_id <> b.application_id
              JOIN org o ON o.id = b.org_id
             WHERE {scope:b.org_id}",
        },
        explain: |row| {
            Ok(tr!(
                "{name}已于{exited_on}出壳({stay}),不再是申请孵化的初创组织;后续服务用 fuhua follow-up log",
                "{name} graduated on {exited_on} ({stay}) and is no longer a start-up; serve it with fuhua follow-up log",
                name = row.text("name")?,
                exited_on = row.text("exited_on")?,
                stay = row.text("stay")?
            ))
        },
    },
];
