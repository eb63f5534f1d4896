//! The team must have grown in every respect.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exit.team",
    clause: "三(二)1.2)①",
    severity: Severity::Error,
    waivable: true,
    fault: Kind::Rule,
    demand: label(
        "团队建设合格须人员、部门、制度均高于入壳时",
        "the team passes only if staff, departments and systems are each above entry",
    ),
    watches: &["exit_step", "incubation"],
    scope: Scope::Orgs,
    sql: "SELECT 'X' || x.id AS subject, o.name,
               i.entry_staff, coalesce(x.staff, 0) AS staff, i.entry_departments, coalesce(x.departments, 0) AS departments,
               i.entry_systems, coalesce(x.systems, 0) AS systems
          FROM exit_step x
          JOIN incubation i ON i.id = x.incubation_id AND i.void_reason IS NULL
          JOIN application a ON a.id = i.application_id
          JOIN org o ON o.id = a.org_id
         WHERE x.stage = 'assess' AND x.team = 'pass' AND x.void_reason IS NULL AND {scope:a.org_id}
           AND (coalesce(x.staff, 0) <= i.entry_staff OR coalesce(x.departments, 0) <= i.entry_departments
                OR coalesce(x.systems, 0) <= i.entry_systems)",
    explain: |row| {
        Ok(tr!(
            "{name}团队建设不能判为合格:人员{entry_staff}→{staff},部门{entry_departments}→{departments},制度{entry_systems}→{systems},须三项均高于入壳时",
            "the team of {name} cannot pass: staff {entry_staff}→{staff}, departments {entry_departments}→{departments}, systems {entry_systems}→{systems}; each must be above entry",
            name = row.text("name")?,
            entry_staff = row.int("entry_staff")?,
            staff = row.int("staff")?,
            entry_departments = row.int("entry_departments")?,
            departments = row.int("departments")?,
            entry_systems = row.int("entry_systems")?,
            systems = row.int("systems")?
        ))
    },
};
