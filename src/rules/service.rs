//! Basic services.

use super::{Query, Rule, Scope, Severity};
use crate::fault;
use crate::i18n::label;
use crate::tr;

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // Basic services are for residents.
    Rule {
        id: "service.resident",
        clause: "三(二)1.2)",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("基本服务只提供给在孵组织,日期在孵化期内", "services only to a resident, during its incubation"),
        query: Query::Sql {
            watches: &["service", "incubation", "exit_step", "withdrawal"],
            scope: Scope::Orgs,
            sql: "SELECT 'S' || s.id AS subject, o.name, s.on_date
              FROM service s JOIN org o ON o.id = s.org_id
             WHERE s.void_reason IS NULL AND {scope:s.org_id}
               AND NOT EXISTS (SELECT 1 FROM case_file c WHERE c.org_id = s.org_id AND c.entered_on <= s.on_date
                                  AND (c.ended_on IS NULL OR s.on_date <= c.ended_on))",
        },
        explain: |row| {
            Ok(tr!(
                "{name}在{on_date}不在孵;基本服务只记给在孵组织,咨询用 fuhua consult log",
                "{name} was not in the base on {on_date}; services go to residents, others are advised with fuhua consult log",
                name = row.text("name")?,
                on_date = row.text("on_date")?
            ))
        },
    },
];
