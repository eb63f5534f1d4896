//! Withdrawals.

use super::{Query, Rule, Scope, Severity};
use crate::fault;
use crate::i18n::label;
use crate::tr;

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // Only what is open can be withdrawn, once.
    Rule {
        id: "withdraw.open",
        clause: "三(二)1.2)",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("只撤回未结的申请或孵化", "only an open application or incubation is withdrawn"),
        query: Query::Sql {
            watches: &["withdrawal", "review_step", "exit_step"],
            scope: Scope::Orgs,
            sql: "SELECT 'Z' || w.id AS subject, o.name, 'A' || c.application_id AS application
              FROM withdrawal w
              JOIN case_file c ON c.application_id = w.application_id
              JOIN org o ON o.id = c.org_id
             WHERE w.void_reason IS NULL AND {scope:c.org_id}
               AND (c.exited_on IS NOT NULL OR c.rejected_on IS NOT NULL
                    OR EXISTS (SELECT 1 FROM withdrawal e WHERE e.application_id = w.application_id AND e.id < w.id AND e.void_reason IS NULL))
             GROUP BY w.id",
        },
        explain: |row| {
            Ok(tr!(
                "{name}的 {application} 已经了结,不能再撤回;用 fuhua show {application} 查看",
                "{application} of {name} has ended and cannot be withdrawn; see fuhua show {application}",
                name = row.text("name")?,
                application = row.text("application")?
            ))
        },
    },
    // Nothing follows a withdrawal.
    Rule {
        id: "withdraw.last",
        clause: "三(二)1.2)",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("撤回之后不再评审、不再出壳", "no review and no exit after a withdrawal"),
        query: Query::Sql {
            watches: &["withdrawal", "review_step", "exit_step"],
            scope: Scope::Orgs,
            sql: "SELECT s.subject, o.name, s.on_date, 'A' || a.id AS application, 'O' || o.id AS org, w.on_date AS withdrawn_on
              FROM withdrawal w
              JOIN application a ON a.id = w.application_id AND a.void_reason IS NULL
              JOIN org o ON o.id = a.org_id
              JOIN (SELECT 'K' || id AS subject, application_id, on_date FROM review_step WHERE void_reason IS NULL
                    UNION ALL
                    SELECT 'X' || x.id, i.application_id, x.on_date
                      FROM exit_step x JOIN incubation i ON i.id = x.incubation_id AND i.void_reason IS NULL
                     WHERE x.void_reason IS NULL) s ON s.application_id = a.id AND s.on_date > w.on_date
             WHERE w.void_reason IS NULL AND {scope:a.org_id}",
        },
        explain: |row| {
            Ok(tr!(
                "{name}的 {application} 已于{withdrawn_on}撤回,{on_date}不再有后续;重新开始用 fuhua apply {org}",
                "{application} of {name} was withdrawn on {withdrawn_on}, and nothing follows on {on_date}; to start anew: fuhua apply {org}",
                name = row.text("name")?,
                application = row.text("application")?,
                withdrawn_on = row.text("withdrawn_on")?,
                on_date = row.text("on_date")?,
                org = row.text("org")?
            ))
        },
    },
];
