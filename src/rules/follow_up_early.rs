//! Follow-up lasts at least one year.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "follow-up.early",
    clause: "三(二)1.2)②",
    severity: Severity::Error,
    waivable: true,
    fault: Kind::Rule,
    demand: label("跟踪期至少一年", "follow-up lasts at least one year"),
    watches: &["follow_up", "exit_step", "incubation"],
    scope: Scope::Orgs,
    sql: "SELECT 'U' || u.id AS subject, o.name, c.exited_on, u.on_date AS closed_on, m.value AS months,
               date(c.exited_on, '+' || m.value || ' months', 'floor') AS \"limit\"
          FROM follow_up u
          JOIN case_file c ON c.incubation_id = u.incubation_id AND c.exit_result = 'pass'
          JOIN org o ON o.id = c.org_id
          JOIN parameter m ON m.name = 'follow_up_min_months'
         WHERE u.kind = 'close' AND u.void_reason IS NULL AND {scope:c.org_id}
           AND u.on_date < date(c.exited_on, '+' || m.value || ' months', 'floor')",
    explain: |row| {
        Ok(tr!(
            "{name}于{exited_on}出壳,跟踪期至少{months}个月,{closed_on}结束过早;最早为{limit}",
            "{name} graduated on {exited_on}; follow-up lasts at least {months} months, so {closed_on} is too early: {limit} is the first day",
            name = row.text("name")?,
            exited_on = row.text("exited_on")?,
            closed_on = row.text("closed_on")?,
            months = row.int("months")?,
            limit = row.text("limit")?
        ))
    },
};
