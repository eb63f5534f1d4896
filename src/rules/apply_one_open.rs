//! One open application or stay an organisation.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "apply.one-open",
    clause: "三(二)1.2)",
    severity: Severity::Error,
    waivable: false,
    fault: Kind::Rule,
    demand: label("一家组织同时只能有一份未结的申请或孵化", "an organisation has one open application or stay at a time"),
    watches: &["application", "review_step", "incubation", "exit_step", "withdrawal"],
    scope: Scope::Orgs,
    sql: "SELECT 'A' || b.application_id AS subject, o.name, b.applied_on, 'A' || a.application_id AS earlier, a.applied_on AS earlier_on
          FROM case_file b
          JOIN case_file a ON a.org_id = b.org_id AND (a.applied_on, a.application_id) < (b.applied_on, b.application_id)
                          AND (a.ended_on IS NULL OR b.applied_on < a.ended_on)
          JOIN org o ON o.id = b.org_id
         WHERE {scope:b.org_id}",
    explain: |row| {
        Ok(tr!(
            "{name}在{applied_on}时,{earlier_on}的申请 {earlier} 尚未了结;等它了结,或先用 fuhua withdraw {earlier} 撤回",
            "{name} still had {earlier} (of {earlier_on}) open on {applied_on}; wait for its end, or take it back first: fuhua withdraw {earlier}",
            name = row.text("name")?,
            earlier = row.text("earlier")?,
            earlier_on = row.text("earlier_on")?,
            applied_on = row.text("applied_on")?
        ))
    },
};
