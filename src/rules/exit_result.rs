//! All three criteria must pass.

use super::{Rule, Scope, Severity};
use crate::domain::terms::RESULT;
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exit.result",
    clause: "三(二)1.2)①",
    severity: Severity::Error,
    waivable: false,
    fault: Kind::Rule,
    demand: label("三项标准均合格方可通过", "a pass only if all three criteria pass"),
    watches: &["exit_step", "incubation"],
    scope: Scope::Orgs,
    sql: "SELECT 'X' || x.id AS subject, o.name, x.stage,
               coalesce(s.registration, '') AS registration, coalesce(s.team, '') AS team, coalesce(s.project, '') AS project
          FROM exit_step x
          JOIN incubation i ON i.id = x.incubation_id AND i.void_reason IS NULL
          JOIN application a ON a.id = i.application_id
          JOIN org o ON o.id = a.org_id
          LEFT JOIN exit_step s ON s.incubation_id = i.id AND s.stage = 'assess' AND s.void_reason IS NULL
         WHERE x.result = 'pass' AND x.void_reason IS NULL AND {scope:a.org_id}
           AND NOT (coalesce(s.result, '') = 'pass' AND coalesce(s.registration, '') = 'pass'
                    AND coalesce(s.team, '') = 'pass' AND coalesce(s.project, '') = 'pass')",
    explain: |row| {
        let name = row.text("name")?;
        let shown = |column: &str| -> anyhow::Result<String> {
            let id = row.text(column)?;
            Ok(if id.is_empty() { tr!("未判", "not judged") } else { RESULT.text(&id).to_owned() })
        };
        Ok(tr!(
            "{name}不能通过:注册许可{registration}、团队建设{team}、项目设计{project},三项均须通过;否则记 --result fail",
            "{name} cannot pass: registration {registration}, team {team}, project design {project}; all three must pass, or record --result fail",
            registration = shown("registration")?,
            team = shown("team")?,
            project = shown("project")?,
        ))
    },
};
