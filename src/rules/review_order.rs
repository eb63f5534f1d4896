//! The six stages in order; after a fail nothing more.

use super::{Rule, Scope, Severity};
use crate::domain::terms::REVIEW_STAGE;
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "review.order",
    clause: "三(二)1.2),四(一)4,四(二)3",
    severity: Severity::Error,
    waivable: false,
    fault: Kind::Rule,
    demand: label("评审六步依次进行,前一步通过才有后一步", "the six stages in order, each after the one before it passed"),
    watches: &["review_step", "application"],
    scope: Scope::Orgs,
    sql:
        "WITH stage (no, code) AS (VALUES (1, 'eligibility'), (2, 'internal'), (3, 'site'), (4, 'expert'), (5, 'preliminary'), (6, 'final'))
        SELECT 'A' || a.id AS subject, o.name, k.stage, p.code AS missing
          FROM review_step k
          JOIN application a ON a.id = k.application_id AND a.void_reason IS NULL
          JOIN org o ON o.id = a.org_id
          JOIN stage s ON s.code = k.stage
          JOIN stage p ON p.no = (SELECT min(q.no) FROM stage q
                                   WHERE q.no < s.no
                                     AND NOT EXISTS (SELECT 1 FROM review_step e
                                                      WHERE e.application_id = a.id AND e.stage = q.code
                                                        AND e.result = 'pass' AND e.void_reason IS NULL))
         WHERE k.void_reason IS NULL AND {scope:a.org_id}",
    explain: |row| {
        let (subject, name) = (row.text("subject")?, row.text("name")?);
        let (stage, missing) = (row.text("stage")?, row.text("missing")?);
        Ok(tr!(
            "{name}的“{now}”之前,“{before}”还没有通过;先记录:fuhua review {subject} --stage {missing} --result pass",
            "{name}: '{before}' has not passed before '{now}'; record it first: fuhua review {subject} --stage {missing} --result pass",
            now = REVIEW_STAGE.text(&stage),
            before = REVIEW_STAGE.text(&missing),
        ))
    },
};
