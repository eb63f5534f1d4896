//! Screening lasts at most half a year.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "review.window-late",
    clause: "三(二)1.2)",
    severity: Severity::Error,
    waivable: true,
    fault: Kind::Rule,
    demand: label("申请后六个月内审定", "the final decision not after six calendar months"),
    watches: &["review_step", "application"],
    scope: Scope::Orgs,
    sql: "SELECT 'A' || a.id AS subject, o.name, a.on_date AS applied_on, k.on_date AS decided_on, m.value AS months,
               date(a.on_date, '+' || m.value || ' months', 'floor') AS latest
          FROM review_step k
          JOIN application a ON a.id = k.application_id AND a.void_reason IS NULL
          JOIN org o ON o.id = a.org_id
          JOIN parameter m ON m.name = 'screening_max_months'
         WHERE k.stage = 'final' AND k.result IS NOT NULL AND k.void_reason IS NULL
           AND k.on_date > date(a.on_date, '+' || m.value || ' months', 'floor') AND {scope:a.org_id}",
    explain: |row| {
        Ok(tr!(
            "{name}于{applied_on}申请,筛选至多{months}个月,{decided_on}审定过晚;最迟为{latest}",
            "{name} applied on {applied_on}; screening lasts at most {months} months, so {decided_on} is too late: {latest} was the last day",
            name = row.text("name")?,
            applied_on = row.text("applied_on")?,
            decided_on = row.text("decided_on")?,
            months = row.int("months")?,
            latest = row.text("latest")?
        ))
    },
};
