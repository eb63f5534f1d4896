//! A credit code that fails its check is kept, with a warning.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "registration.check",
    clause: "GB 32100-2015",
    severity: Severity::Warning,
    waivable: false,
    fault: Kind::Rule,
    demand: label("统一社会信用代码校验位应相符", "the check characters of a credit code hold"),
    watches: &["registration"],
    scope: Scope::Orgs,
    sql: "SELECT 'L' || l.id AS subject, l.uscc, o.name
          FROM registration l JOIN org o ON o.id = l.org_id
         WHERE l.uscc_check = 'failed' AND l.void_reason IS NULL AND {scope:l.org_id}",
    explain: |row| {
        Ok(tr!(
            "{name}的信用代码 {uscc} 校验不符;早期代码可能如此,请对照证书",
            "the credit code {uscc} of {name} fails its check; early codes may, compare it with the licence",
            uscc = row.text("uscc")?,
            name = row.text("name")?
        ))
    },
};
