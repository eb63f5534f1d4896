//! A graduate designs projects on its own.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exit.project",
    clause: "三(二)1.2)①",
    severity: Severity::Error,
    waivable: true,
    fault: Kind::Rule,
    demand: label("项目设计合格须至少自行设计一个项目", "project design passes only with at least one project designed"),
    watches: &["exit_step", "incubation"],
    scope: Scope::Orgs,
    sql: "SELECT 'X' || x.id AS subject, o.name
          FROM exit_step x
          JOIN incubation i ON i.id = x.incubation_id AND i.void_reason IS NULL
          JOIN application a ON a.id = i.application_id
          JOIN org o ON o.id = a.org_id
         WHERE x.stage = 'assess' AND x.project = 'pass' AND coalesce(x.projects, 0) < 1 AND x.void_reason IS NULL AND {scope:a.org_id}",
    explain: |row| {
        Ok(tr!(
            "{name}没有自行设计的项目,项目设计不能判为合格;有则用 --projects 写明个数",
            "{name} has designed no project, so project design cannot pass; if it has, give their number with --projects",
            name = row.text("name")?
        ))
    },
};
