//! What was done with personal data stays on record.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "personal.kept",
    clause: "记账通则",
    severity: Severity::Error,
    waivable: false,
    fault: Kind::Rule,
    demand: label("个人信息的查看和删除留存,不能作废", "records of showing and erasing personal data are never void"),
    watches: &["disclosure", "erasure"],
    scope: Scope::Records,
    sql: "SELECT subject FROM (
          SELECT 'DS' || id AS subject FROM disclosure WHERE void_reason IS NOT NULL
          UNION ALL SELECT 'Q' || id AS subject FROM erasure WHERE void_reason IS NOT NULL)
         WHERE {scope:subject}",
    explain: |row| {
        Ok(tr!(
            "{subject} 记的是个人信息的查看或删除,不能作废;它如实留存,无须更正",
            "{subject} records that personal data was shown or erased, and is not made void; it stays as it happened",
            subject = row.text("subject")?
        ))
    },
};
