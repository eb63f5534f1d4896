//! An unmet entry condition fails eligibility.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::{label, pick};
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "review.conditions",
    clause: "三(二)1.2)①-⑤",
    severity: Severity::Error,
    waivable: false,
    fault: Kind::Rule,
    demand: label("入驻条件有一项不符,资格审查即不通过", "one unmet entry condition fails eligibility"),
    watches: &["review_step", "condition_check"],
    scope: Scope::Orgs,
    sql: "SELECT 'K' || k.id AS subject, group_concat(e.zh, '、') AS zh, group_concat(e.en, '; ') AS en
          FROM review_step k
          JOIN application a ON a.id = k.application_id AND a.void_reason IS NULL
          JOIN condition_check c ON c.review_step_id = k.id AND c.met = 0
          JOIN entry_condition e ON e.code = c.condition
         WHERE k.stage = 'eligibility' AND k.result = 'pass' AND k.void_reason IS NULL AND {scope:a.org_id}
         GROUP BY k.id",
    explain: |row| {
        let (zh, en) = (row.text("zh")?, row.text("en")?);
        let list = pick(&zh, &en);
        Ok(tr!(
            "入驻条件未符合:{list};资格审查只能记为 --result fail",
            "unmet entry conditions: {list}; eligibility can only be recorded as --result fail"
        ))
    },
};
