//! Entry into the base.

use super::{Query, Rule, Scope, Severity};
use crate::fault;
use crate::i18n::label;
use crate::tr;

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // Entry needs the final approval.
    Rule {
        id: "incubate.approved",
        clause: "四(一)4",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("经审定通过方可入壳,入壳不早于审定", "entry only after final approval, and not before it"),
        query: Query::Sql {
            watches: &["incubation", "review_step", "application"],
            scope: Scope::Orgs,
            sql: "SELECT 'I' || c.incubation_id AS subject, o.name, 'A' || c.application_id AS application, c.entered_on, coalesce(c.approved_on, '') AS approved_on
              FROM case_file c JOIN org o ON o.id = c.org_id
             WHERE c.incubation_id IS NOT NULL AND (c.approved_on IS NULL OR c.rejected_on IS NOT NULL OR c.entered_on < c.approved_on)
               AND {scope:c.org_id}",
        },
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
    },
    // An application enters the base once.
    Rule {
        id: "incubate.once",
        clause: "三(二)1.2)",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("一份申请只入壳一次", "an application enters once"),
        query: Query::Sql {
            watches: &["incubation"],
            scope: Scope::Orgs,
            sql: "SELECT 'I' || i.id AS subject, 'A' || a.id AS application, 'I' || e.id AS earlier
              FROM incubation i
              JOIN application a ON a.id = i.application_id
              JOIN incubation e ON e.application_id = i.application_id AND e.id < i.id AND e.void_reason IS NULL
             WHERE i.void_reason IS NULL AND {scope:a.org_id}",
        },
        explain: |row| {
            Ok(tr!(
                "{application} 已经入壳({earlier});更正用 fuhua edit {earlier}",
                "{application} has entered already ({earlier}); correct it with fuhua edit {earlier}",
                application = row.text("application")?,
                earlier = row.text("earlier")?
            ))
        },
    },
    // Admissions a year are strictly limited.
    Rule {
        id: "incubate.cap",
        clause: "三(二)1.2),二",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("一个运营年度的入驻数不超过计划数", "no more admissions in an operating year than the plan allows"),
        query: Query::Sql {
            watches: &["incubation", "target", "operating_year"],
            scope: Scope::Whole,
            sql: "SELECT subject, name, entered_on, nth, cap, no, 'year ' || no || ' cap ' || cap AS breach FROM (
              SELECT 'I' || i.id AS subject, o.name, i.on_date AS entered_on, y.no,
                     row_number() OVER (PARTITION BY y.no ORDER BY i.on_date, i.id) AS nth,
                     coalesce(y.admission_cap, (SELECT t.target FROM target t WHERE t.year = y.no AND t.indicator = 'incubated')) AS cap
                FROM operating_year y
                JOIN incubation i ON i.on_date BETWEEN y.start_on AND y.end_on AND i.void_reason IS NULL
                JOIN application a ON a.id = i.application_id
                JOIN org o ON o.id = a.org_id)
             WHERE nth > cap",
        },
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
    },
];
