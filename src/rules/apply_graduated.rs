//! A graduate is no start-up any more.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "apply.graduated",
    clause: "三(二)1.2)",
    severity: Severity::Error,
    waivable: true,
    fault: Kind::Rule,
    demand: label("已出壳的组织不再申请孵化", "a graduate does not apply again"),
    watches: &["application", "exit_step", "incubation"],
    scope: Scope::Orgs,
    sql: "SELECT 'A' || b.application_id AS subject, o.name, a.exited_on, 'I' || a.incubation_id AS stay
          FROM case_file b
          JOIN case_file a ON a.org_id = b.org_id AND a.exit_result = 'pass' AND a.exited_on <= b.applied_on
                          AND a.application_id <> b.application_id
          JOIN org o ON o.id = b.org_id
         WHERE {scope:b.org_id}",
    explain: |row| {
        Ok(tr!(
            "{name}已于{exited_on}出壳({stay}),不再是申请孵化的初创组织;后续服务用 fuhua follow-up log",
            "{name} graduated on {exited_on} ({stay}) and is no start-up any more; serve it with fuhua follow-up log",
            name = row.text("name")?,
            exited_on = row.text("exited_on")?,
            stay = row.text("stay")?
        ))
    },
};
