//! Each exit stage is recorded once.

use super::{Rule, Scope, Severity};
use crate::domain::terms::EXIT_STAGE;
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exit.once",
    clause: "三(二)1.2)",
    severity: Severity::Error,
    waivable: false,
    fault: Kind::Rule,
    demand: label("出壳每一步只记一次", "each exit stage once a stay"),
    watches: &["exit_step"],
    scope: Scope::Orgs,
    sql: "SELECT 'X' || x.id AS subject, 'X' || e.id AS earlier, x.stage, 'I' || i.id AS stay
          FROM exit_step x
          JOIN incubation i ON i.id = x.incubation_id AND i.void_reason IS NULL
          JOIN application a ON a.id = i.application_id
          JOIN exit_step e ON e.incubation_id = x.incubation_id AND e.stage = x.stage AND e.id < x.id AND e.void_reason IS NULL
         WHERE x.void_reason IS NULL AND {scope:a.org_id}",
    explain: |row| {
        let (stay, earlier, stage) = (row.text("stay")?, row.text("earlier")?, row.text("stage")?);
        Ok(tr!(
            "{stay} 的“{name}”已有记录({earlier});更正用 fuhua edit {earlier},作废用 fuhua void {earlier}",
            "'{name}' of {stay} is recorded already ({earlier}); correct it with fuhua edit {earlier}, or void it with fuhua void {earlier}",
            name = EXIT_STAGE.text(&stage),
        ))
    },
};
