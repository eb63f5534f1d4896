//! Each stage is decided once.

use super::{Rule, Scope, Severity};
use crate::domain::terms::REVIEW_STAGE;
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "review.once",
    clause: "三(二)1.2)",
    severity: Severity::Error,
    waivable: false,
    fault: Kind::Rule,
    demand: label("一份申请每一步只评审一次", "each stage once an application"),
    watches: &["review_step"],
    scope: Scope::Orgs,
    sql: "SELECT 'K' || k.id AS subject, k.stage, 'A' || a.id AS application, 'K' || e.id AS earlier, e.on_date AS earlier_on
          FROM review_step k
          JOIN application a ON a.id = k.application_id AND a.void_reason IS NULL
          JOIN review_step e ON e.application_id = k.application_id AND e.stage = k.stage AND e.id < k.id AND e.void_reason IS NULL
         WHERE k.void_reason IS NULL AND {scope:a.org_id}",
    explain: |row| {
        let (application, earlier, earlier_on) = (row.text("application")?, row.text("earlier")?, row.text("earlier_on")?);
        let stage = row.text("stage")?;
        Ok(tr!(
            "{application} 的“{name}”已于{earlier_on}有结果({earlier});更正用 fuhua edit {earlier},作废用 fuhua void {earlier}",
            "'{name}' of {application} was decided on {earlier_on} ({earlier}); correct it with fuhua edit {earlier}, or void it with fuhua void {earlier}",
            name = REVIEW_STAGE.text(&stage),
        ))
    },
};
