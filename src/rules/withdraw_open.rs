//! Only what is open can be withdrawn, once.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "withdraw.open",
    clause: "三(二)1.2)",
    severity: Severity::Error,
    waivable: false,
    fault: Kind::Rule,
    demand: label("只撤回未结的申请或孵化", "only an open application or stay is withdrawn"),
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
    explain: |row| {
        Ok(tr!(
            "{name}的 {application} 已经了结,不能再撤回;用 fuhua show {application} 查看",
            "{application} of {name} has ended and cannot be withdrawn; see fuhua show {application}",
            name = row.text("name")?,
            application = row.text("application")?
        ))
    },
};
