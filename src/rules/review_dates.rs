//! A stage is not dated before the one before it.

use super::{Rule, Scope, Severity};
use crate::domain::terms::REVIEW_STAGE;
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "review.dates",
    clause: "三(二)1.2)",
    severity: Severity::Error,
    waivable: false,
    fault: Kind::Rule,
    demand: label("一步的日期不早于前一步", "a stage is not dated before the one before it"),
    watches: &["review_step", "application"],
    scope: Scope::Orgs,
    sql:
        "WITH stage (no, code) AS (VALUES (1, 'eligibility'), (2, 'internal'), (3, 'site'), (4, 'expert'), (5, 'preliminary'), (6, 'final'))
        SELECT 'K' || k.id AS subject, k.stage, k.on_date, p.stage AS before, p.on_date AS before_on
          FROM review_step k
          JOIN application a ON a.id = k.application_id AND a.void_reason IS NULL
          JOIN stage s ON s.code = k.stage
          JOIN stage q ON q.no = s.no - 1
          JOIN review_step p ON p.application_id = k.application_id AND p.stage = q.code AND p.void_reason IS NULL
         WHERE k.void_reason IS NULL AND k.on_date < p.on_date AND {scope:a.org_id}",
    explain: |row| {
        let (on_date, before_on) = (row.text("on_date")?, row.text("before_on")?);
        let (stage, before) = (row.text("stage")?, row.text("before")?);
        Ok(tr!(
            "“{now}”的日期{on_date}早于“{earlier}”的{before_on};核对两个日期",
            "'{now}' is dated {on_date}, before '{earlier}' on {before_on}; check both dates",
            now = REVIEW_STAGE.text(&stage),
            earlier = REVIEW_STAGE.text(&before),
        ))
    },
};
