//! Admissions a year are strictly limited.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "incubate.cap",
    clause: "三(二)1.2),二",
    severity: Severity::Error,
    waivable: true,
    fault: Kind::Rule,
    demand: label("一个运营年度的入驻数不超过计划数", "no more admissions in an operating year than the plan allows"),
    watches: &["incubation", "target", "operating_year"],
    scope: Scope::Whole,
    sql: "SELECT subject, name, entered_on, nth, cap, no FROM (
          SELECT 'I' || i.id AS subject, o.name, i.on_date AS entered_on, y.no,
                 row_number() OVER (PARTITION BY y.no ORDER BY i.on_date, i.id) AS nth,
                 coalesce(y.admission_cap, (SELECT t.target FROM target t WHERE t.year = y.no AND t.indicator = 'incubated')) AS cap
            FROM operating_year y
            JOIN incubation i ON i.on_date BETWEEN y.start_on AND y.end_on AND i.void_reason IS NULL
            JOIN application a ON a.id = i.application_id
            JOIN org o ON o.id = a.org_id)
         WHERE nth > cap",
    explain: |row| {
        Ok(tr!(
            "{name}是Y{no}年度第{nth}家入驻,计划数为{cap}家;留待下一年度,或调整目标:fuhua target set incubated",
            "{name} would be admission {nth} of Y{no}, and the plan allows {cap}; admit it next year, or change the target: fuhua target set incubated",
            name = row.text("name")?,
            no = row.int("no")?,
            nth = row.int("nth")?,
            cap = row.int("cap")?
        ))
    },
};
