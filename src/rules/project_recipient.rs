//! Grants are for residents and graduates.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "project.recipient",
    clause: "二(二)3",
    severity: Severity::Error,
    waivable: false,
    fault: Kind::Rule,
    demand: label("资助只给在孵或已出壳的组织", "a grant only to a resident or a graduate"),
    watches: &["project", "incubation", "exit_step", "withdrawal"],
    scope: Scope::Orgs,
    sql: "SELECT 'P' || p.id AS subject, o.name, p.on_date
          FROM project p JOIN org o ON o.id = p.org_id
         WHERE p.grant_fen IS NOT NULL AND p.void_reason IS NULL AND {scope:p.org_id}
           AND NOT EXISTS (SELECT 1 FROM case_file c WHERE c.org_id = p.org_id AND c.entered_on <= p.on_date
                              AND (c.ended_on IS NULL OR p.on_date <= c.ended_on OR c.exit_result = 'pass'))",
    explain: |row| {
        Ok(tr!(
            "{name}在{on_date}既不在孵也未出壳,不能得到小额资助;去掉 --grant 仍可记录项目",
            "{name} was neither a resident nor a graduate on {on_date} and cannot get a grant; without --grant the project can be recorded",
            name = row.text("name")?,
            on_date = row.text("on_date")?
        ))
    },
};
