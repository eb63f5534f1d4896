//! The stay lasts one year.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exit.term",
    clause: "三(二)1.2)",
    severity: Severity::Error,
    waivable: true,
    fault: Kind::Rule,
    demand: label("孵化满一年方可出壳", "not before one year after entry"),
    watches: &["exit_step", "incubation"],
    scope: Scope::Orgs,
    sql: "SELECT 'I' || i.id AS subject, o.name, i.on_date AS entered_on, min(x.on_date) AS exit_on,
               m.value AS months, date(i.on_date, '+' || m.value || ' months', 'floor') AS earliest
          FROM exit_step x
          JOIN incubation i ON i.id = x.incubation_id AND i.void_reason IS NULL
          JOIN application a ON a.id = i.application_id
          JOIN org o ON o.id = a.org_id
          JOIN parameter m ON m.name = 'incubation_months'
         WHERE x.void_reason IS NULL AND x.on_date < date(i.on_date, '+' || m.value || ' months', 'floor') AND {scope:a.org_id}
         GROUP BY i.id",
    explain: |row| {
        Ok(tr!(
            "{name}于{entered_on}入壳,孵化周期{months}个月,{exit_on}出壳考核过早;最早为{earliest}",
            "{name} entered on {entered_on} for {months} months; an exit step on {exit_on} is too early: {earliest} is the first day",
            name = row.text("name")?,
            entered_on = row.text("entered_on")?,
            exit_on = row.text("exit_on")?,
            months = row.int("months")?,
            earliest = row.text("earliest")?
        ))
    },
};
