//! Follow-up begins at graduation.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "follow-up.graduated",
    clause: "三(二)1.2)②",
    severity: Severity::Error,
    waivable: false,
    fault: Kind::Rule,
    demand: label("跟踪服务只在出壳之后", "follow-up only after graduation"),
    watches: &["follow_up", "exit_step", "incubation"],
    scope: Scope::Orgs,
    sql: "SELECT 'U' || u.id AS subject, o.name, u.on_date, coalesce(c.exited_on, '') AS exited_on
          FROM follow_up u
          JOIN case_file c ON c.incubation_id = u.incubation_id
          JOIN org o ON o.id = c.org_id
         WHERE u.void_reason IS NULL AND {scope:c.org_id}
           AND (c.exited_on IS NULL OR c.exit_result <> 'pass' OR u.on_date < c.exited_on)",
    explain: |row| {
        Ok(tr!(
            "{name}在{on_date}尚未出壳,不能记跟踪服务;在孵期间用 fuhua service log",
            "{name} had not graduated on {on_date}, so there is no follow-up yet; during its stay use fuhua service log",
            name = row.text("name")?,
            on_date = row.text("on_date")?
        ))
    },
};
