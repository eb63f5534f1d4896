//! A follow-up that is closed stays closed.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "follow-up.closed",
    clause: "三(二)1.2)②",
    severity: Severity::Error,
    waivable: false,
    fault: Kind::Rule,
    demand: label("跟踪期只结束一次,结束后不再记录", "follow-up is closed once, and nothing follows"),
    watches: &["follow_up"],
    scope: Scope::Orgs,
    sql: "SELECT 'U' || u.id AS subject, o.name, 'U' || e.id AS earlier, min(e.on_date) AS closed_on
          FROM follow_up u
          JOIN follow_up e ON e.incubation_id = u.incubation_id AND e.kind = 'close' AND e.void_reason IS NULL AND e.id <> u.id
                          AND (u.on_date > e.on_date OR (u.kind = 'close' AND e.id < u.id))
          JOIN incubation i ON i.id = u.incubation_id
          JOIN application a ON a.id = i.application_id
          JOIN org o ON o.id = a.org_id
         WHERE u.void_reason IS NULL AND {scope:a.org_id}
         GROUP BY u.id",
    explain: |row| {
        Ok(tr!(
            "{name}的跟踪已于{closed_on}结束({earlier});更正用 fuhua edit {earlier},作废用 fuhua void {earlier}",
            "the follow-up of {name} was closed on {closed_on} ({earlier}); correct it with fuhua edit {earlier}, or void it with fuhua void {earlier}",
            name = row.text("name")?,
            earlier = row.text("earlier")?,
            closed_on = row.text("closed_on")?
        ))
    },
};
