//! Two levels of approval are two bodies.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "review.two-bodies",
    clause: "四(一)4,四(二)3",
    severity: Severity::Error,
    waivable: false,
    fault: Kind::Rule,
    demand: label("初审与审定不由同一单位作出", "the two approvals are not by the same body"),
    watches: &["review_step"],
    scope: Scope::Orgs,
    sql: "SELECT 'K' || f.id AS subject, f.body, 'A' || a.id AS application
          FROM review_step f
          JOIN review_step p ON p.application_id = f.application_id AND p.stage = 'preliminary' AND p.void_reason IS NULL
          JOIN application a ON a.id = f.application_id AND a.void_reason IS NULL
         WHERE f.stage = 'final' AND f.void_reason IS NULL AND f.body = p.body AND {scope:a.org_id}",
    explain: |row| {
        Ok(tr!(
            "{application} 的初审和审定都由“{body}”作出;两级审批须由不同单位作出,用 --by 写明",
            "both approvals of {application} are by {body}; two bodies must decide, name the other with --by",
            application = row.text("application")?,
            body = row.text("body")?
        ))
    },
};
