//! Nothing is dated before what it rests on.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "dates.order",
    clause: "记账通则",
    severity: Severity::Error,
    waivable: false,
    fault: Kind::Rule,
    demand: label("先后有序:评审、撤回、出壳不早于其前提", "nothing is dated before what it rests on"),
    watches: &["application", "review_step", "withdrawal", "incubation", "exit_step"],
    scope: Scope::Orgs,
    sql: "SELECT subject, on_date, before, before_on FROM (
          SELECT 'K' || k.id AS subject, k.on_date, 'A' || a.id AS before, a.on_date AS before_on, a.org_id
            FROM application a JOIN review_step k ON k.application_id = a.id AND k.void_reason IS NULL AND k.on_date < a.on_date
           WHERE a.void_reason IS NULL
          UNION ALL
          SELECT 'Z' || w.id, w.on_date, 'A' || a.id, a.on_date, a.org_id
            FROM application a JOIN withdrawal w ON w.application_id = a.id AND w.void_reason IS NULL AND w.on_date < a.on_date
           WHERE a.void_reason IS NULL
          UNION ALL
          SELECT 'Z' || w.id, w.on_date, 'I' || c.incubation_id, c.entered_on, c.org_id
            FROM case_file c JOIN withdrawal w ON w.application_id = c.application_id AND w.void_reason IS NULL AND w.on_date < c.entered_on
          UNION ALL
          SELECT 'X' || x.id, x.on_date, 'I' || i.id, i.on_date, a.org_id
            FROM incubation i JOIN application a ON a.id = i.application_id
            JOIN exit_step x ON x.incubation_id = i.id AND x.void_reason IS NULL AND x.on_date < i.on_date
           WHERE i.void_reason IS NULL)
         WHERE {scope:org_id}",
    explain: |row| {
        Ok(tr!(
            "{subject} 的日期{on_date}早于它所依据的 {before}({before_on});核对两个日期",
            "{subject} is dated {on_date}, before {before} ({before_on}) on which it rests; check both dates",
            subject = row.text("subject")?,
            on_date = row.text("on_date")?,
            before = row.text("before")?,
            before_on = row.text("before_on")?
        ))
    },
};
