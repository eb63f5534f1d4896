//! Entry needs the final approval.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "incubate.approved",
    clause: "四(一)4",
    severity: Severity::Error,
    waivable: false,
    fault: Kind::Rule,
    demand: label("经审定通过方可入壳,入壳不早于审定", "entry only after final approval, and not before it"),
    watches: &["incubation", "review_step", "application"],
    scope: Scope::Orgs,
    sql: "SELECT 'I' || c.incubation_id AS subject, o.name, 'A' || c.application_id AS application, c.entered_on, coalesce(c.approved_on, '') AS approved_on
          FROM case_file c JOIN org o ON o.id = c.org_id
         WHERE c.incubation_id IS NOT NULL AND (c.approved_on IS NULL OR c.rejected_on IS NOT NULL OR c.entered_on < c.approved_on)
           AND {scope:c.org_id}",
    explain: |row| {
        let (name, application) = (row.text("name")?, row.text("application")?);
        let (entered_on, approved_on) = (row.text("entered_on")?, row.text("approved_on")?);
        Ok(if approved_on.is_empty() {
            tr!(
                "{name}的申请 {application} 未经审定通过,不能入壳;先完成评审:fuhua review {application}",
                "{application} of {name} has no final approval and cannot enter; finish its review first: fuhua review {application}"
            )
        } else {
            tr!(
                "{name}的申请 {application} 于{approved_on}审定,入壳日期{entered_on}不符;入壳不早于审定",
                "{application} of {name} was approved on {approved_on}; it cannot enter on {entered_on}, entry is not before approval"
            )
        })
    },
};
