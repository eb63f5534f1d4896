//! Follow-up lasts at most two years.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "follow-up.late",
    clause: "三(二)1.2)②",
    severity: Severity::Error,
    waivable: false,
    fault: Kind::Rule,
    demand: label("跟踪期至多两年", "follow-up lasts at most two years"),
    watches: &["follow_up", "exit_step", "incubation"],
    scope: Scope::Orgs,
    sql: "SELECT 'U' || u.id AS subject, o.name, c.exited_on, u.on_date AS closed_on, m.value AS months,
               date(c.exited_on, '+' || m.value || ' months', 'floor') AS \"limit\"
          FROM follow_up u
          JOIN case_file c ON c.incubation_id = u.incubation_id AND c.exit_result = 'pass'
          JOIN org o ON o.id = c.org_id
          JOIN parameter m ON m.name = 'follow_up_max_months'
         WHERE u.kind = 'close' AND u.void_reason IS NULL AND {scope:c.org_id}
           AND u.on_date > date(c.exited_on, '+' || m.value || ' months', 'floor')",
    explain: |row| {
        Ok(tr!(
            "{name}于{exited_on}出壳,跟踪期至多{months}个月,{closed_on}结束过晚;最迟为{limit}",
            "{name} graduated on {exited_on}; follow-up lasts at most {months} months, so {closed_on} is too late: {limit} was the last day",
            name = row.text("name")?,
            exited_on = row.text("exited_on")?,
            closed_on = row.text("closed_on")?,
            months = row.int("months")?,
            limit = row.text("limit")?
        ))
    },
};
