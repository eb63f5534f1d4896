//! A grant names the lawful source it comes from.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "project.source",
    clause: "二(二)3",
    severity: Severity::Error,
    waivable: false,
    fault: Kind::Rule,
    demand: label("资助须写明合法来源", "a grant names its lawful source"),
    watches: &["project"],
    scope: Scope::Orgs,
    sql: "SELECT 'P' || p.id AS subject, p.title
          FROM project p
         WHERE p.void_reason IS NULL AND (p.grant_fen IS NULL) <> (p.source IS NULL) AND {scope:p.org_id}",
    explain: |row| {
        Ok(tr!(
            "项目“{title}”的资助与来源须同时写明:--grant 金额 --source 来源",
            "the grant of '{title}' and its source go together: --grant YUAN --source SOURCE",
            title = row.text("title")?
        ))
    },
};
