//! Public-welfare projects.

use super::{Query, Rule, Scope, Severity};
use crate::fault;
use crate::i18n::label;
use crate::tr;

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // Grants are for residents and graduates.
    Rule {
        id: "project.recipient",
        clause: "二(二)3",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("资助只给在孵或已出壳的组织", "a grant only to a resident or a graduate"),
        query: Query::Sql {
            watches: &["project", "incubation", "exit_step", "withdrawal"],
            scope: Scope::Orgs,
            sql: "SELECT 'P' || p.id AS subject, o.name, p.on_date
              FROM project p JOIN org o ON o.id = p.org_id
             WHERE p.grant_fen IS NOT NULL AND p.void_reason IS NULL AND {scope:p.org_id}
               AND NOT EXISTS (SELECT 1 FROM case_file c WHERE c.org_id = p.org_id AND c.entered_on <= p.on_date
                                  AND (c.ended_on IS NULL OR p.on_date <= c.ended_on OR c.exit_result = 'pass'))",
        },
        explain: |row| {
            Ok(tr!(
                "{name}在{on_date}既不在孵也未出壳,不能得到小额资助;去掉 --grant 仍可记录项目",
                "{name} was neither a resident nor a graduate on {on_date} and cannot get a grant; without --grant the project can be recorded",
                name = row.text("name")?,
                on_date = row.text("on_date")?
            ))
        },
    },
    // A grant names the lawful source it comes from.
    Rule {
        id: "project.source",
        clause: "二(二)3",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("资助须写明合法来源", "a grant names its lawful source"),
        query: Query::Sql {
            watches: &["project"],
            scope: Scope::Orgs,
            sql: "SELECT 'P' || p.id AS subject, p.title
              FROM project p
             WHERE p.void_reason IS NULL AND (p.grant_fen IS NULL) <> (p.source IS NULL) AND {scope:p.org_id}",
        },
        explain: |row| {
            Ok(tr!(
                "项目“{title}”的资助与来源须同时写明:--grant 金额 --source 来源",
                "the grant of '{title}' and its source go together: --grant YUAN --source SOURCE",
                title = row.text("title")?
            ))
        },
    },
];
