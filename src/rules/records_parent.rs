//! A record in force does not hang on a void one.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "records.parent",
    clause: "记账通则",
    severity: Severity::Error,
    waivable: false,
    fault: Kind::Rule,
    demand: label("有效的记录不能挂在作废的记录之下", "a record in force does not hang on a void one"),
    watches: &["review_step", "application", "withdrawal", "incubation", "exit_step", "follow_up", "org", "filing", "registration", "recognition", "service", "project", "attendance", "training", "person", "score", "abstention", "consultation"],
    scope: Scope::Records,
    sql: "SELECT subject, parent FROM (
          SELECT 'K' || c.id AS subject, 'A' || p.id AS parent FROM application p JOIN review_step c ON c.application_id = p.id AND c.void_reason IS NULL WHERE p.void_reason IS NOT NULL
          UNION ALL SELECT 'Z' || c.id AS subject, 'A' || p.id AS parent FROM application p JOIN withdrawal c ON c.application_id = p.id AND c.void_reason IS NULL WHERE p.void_reason IS NOT NULL
          UNION ALL SELECT 'I' || c.id AS subject, 'A' || p.id AS parent FROM application p JOIN incubation c ON c.application_id = p.id AND c.void_reason IS NULL WHERE p.void_reason IS NOT NULL
          UNION ALL SELECT 'X' || c.id AS subject, 'I' || p.id AS parent FROM incubation p JOIN exit_step c ON c.incubation_id = p.id AND c.void_reason IS NULL WHERE p.void_reason IS NOT NULL
          UNION ALL SELECT 'U' || c.id AS subject, 'I' || p.id AS parent FROM incubation p JOIN follow_up c ON c.incubation_id = p.id AND c.void_reason IS NULL WHERE p.void_reason IS NOT NULL
          UNION ALL SELECT 'A' || c.id AS subject, 'O' || p.id AS parent FROM org p JOIN application c ON c.org_id = p.id AND c.void_reason IS NULL WHERE p.void_reason IS NOT NULL
          UNION ALL SELECT 'F' || c.id AS subject, 'O' || p.id AS parent FROM org p JOIN filing c ON c.org_id = p.id AND c.void_reason IS NULL WHERE p.void_reason IS NOT NULL
          UNION ALL SELECT 'L' || c.id AS subject, 'O' || p.id AS parent FROM org p JOIN registration c ON c.org_id = p.id AND c.void_reason IS NULL WHERE p.void_reason IS NOT NULL
          UNION ALL SELECT 'G' || c.id AS subject, 'O' || p.id AS parent FROM org p JOIN recognition c ON c.org_id = p.id AND c.void_reason IS NULL WHERE p.void_reason IS NOT NULL
          UNION ALL SELECT 'S' || c.id AS subject, 'O' || p.id AS parent FROM org p JOIN service c ON c.org_id = p.id AND c.void_reason IS NULL WHERE p.void_reason IS NOT NULL
          UNION ALL SELECT 'P' || c.id AS subject, 'O' || p.id AS parent FROM org p JOIN project c ON c.org_id = p.id AND c.void_reason IS NULL WHERE p.void_reason IS NOT NULL
          UNION ALL SELECT 'H' || c.id AS subject, 'T' || p.id AS parent FROM training p JOIN attendance c ON c.training_id = p.id AND c.void_reason IS NULL WHERE p.void_reason IS NOT NULL
          UNION ALL SELECT 'H' || c.id AS subject, 'M' || p.id AS parent FROM person p JOIN attendance c ON c.person_id = p.id AND c.void_reason IS NULL WHERE p.void_reason IS NOT NULL
          UNION ALL SELECT 'B' || c.id AS subject, 'K' || p.id AS parent FROM review_step p JOIN score c ON c.review_step_id = p.id AND c.void_reason IS NULL WHERE p.void_reason IS NOT NULL
          UNION ALL SELECT 'D' || c.id AS subject, 'K' || p.id AS parent FROM review_step p JOIN abstention c ON c.review_step_id = p.id AND c.void_reason IS NULL WHERE p.void_reason IS NOT NULL
          UNION ALL SELECT 'C' || c.id, 'O' || p.id FROM org p JOIN consultation_org x ON x.org_id = p.id JOIN consultation c ON c.id = x.consultation_id AND c.void_reason IS NULL WHERE p.void_reason IS NOT NULL)
         WHERE {scope:subject} OR {scope:parent}",
    explain: |row| {
        Ok(tr!(
            "{subject} 仍依据 {parent},不能只作废 {parent};先作废 {subject}:fuhua void {subject} --reason …",
            "{subject} still rests on {parent}, which cannot be void alone; void {subject} first: fuhua void {subject} --reason …", subject = row.text("subject")?, parent = row.text("parent")?
        ))
    },
};
