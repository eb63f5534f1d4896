//! An application enters the base once.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "incubate.once",
    clause: "三(二)1.2)",
    severity: Severity::Error,
    waivable: false,
    fault: Kind::Rule,
    demand: label("一份申请只入壳一次", "an application enters once"),
    watches: &["incubation"],
    scope: Scope::Orgs,
    sql: "SELECT 'I' || i.id AS subject, 'A' || a.id AS application, 'I' || e.id AS earlier
          FROM incubation i
          JOIN application a ON a.id = i.application_id
          JOIN incubation e ON e.application_id = i.application_id AND e.id < i.id AND e.void_reason IS NULL
         WHERE i.void_reason IS NULL AND {scope:a.org_id}",
    explain: |row| {
        Ok(tr!(
            "{application} 已经入壳({earlier});更正用 fuhua edit {earlier}",
            "{application} has entered already ({earlier}); correct it with fuhua edit {earlier}",
            application = row.text("application")?,
            earlier = row.text("earlier")?
        ))
    },
};
