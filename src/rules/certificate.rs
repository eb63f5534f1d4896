//! Certificates of social work.

use super::{Arm, Query, Rule, Severity};
use crate::domain::function_terms::STANDING_VALUE;
use crate::fault;
use crate::i18n::label;
use crate::tr;

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // A registration is renewed in its last three months.
    Rule {
        id: "certificate.window",
        clause: "三(二)1.4)②",
        severity: Severity::Warning,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("证书登记在期满前三个月内续期", "a registration is renewed in its last three months"),
        query: Query::Kinds(|| {
            both(
                "SELECT subject, name, on_date, from_on, until_on FROM (
                   SELECT 'ST' || c.standing_id AS subject, p.name, c.on_date, b.until_on,
                          date(b.until_on, '+1 day', '-3 months', 'floor') AS from_on
                     FROM certificate_term c JOIN person p ON p.id = c.person_id
                     JOIN certificate_term b ON b.standing_id =
                          (SELECT l.id FROM standing l WHERE l.person_id = c.person_id AND l.kind = 'certificate' AND l.value = c.level
                              AND (l.on_date, l.id) < (c.on_date, c.standing_id) AND l.void_reason IS NULL
                            ORDER BY l.on_date DESC, l.id DESC LIMIT 1)
                    WHERE SCOPE)
                  WHERE on_date < from_on",
            )
        }),
        explain: |row| {
            let (name, day) = (row.text("name")?, row.text("on_date")?);
            let (from, until) = (row.text("from_on")?, row.text("until_on")?);
            Ok(tr!(
                "{name}的登记至{until},{from}起可以续期,{day}早了;核对日期",
                "the registration of {name} runs to {until} and may be renewed from {from}: {day} is early, check the date"
            ))
        },
    },
    // Whoever has a higher level hardly gains a lower one.
    Rule {
        id: "certificate.level",
        clause: "三(二)1.4)",
        severity: Severity::Warning,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("证书级别不低于以前的", "a certificate is not of a level below an earlier one"),
        query: Query::Kinds(|| {
            both(
                "SELECT 'ST' || c.standing_id AS subject, p.name, c.level, 'ST' || min(e.standing_id) AS earlier
                   FROM certificate_term c JOIN person p ON p.id = c.person_id
                   JOIN certificate_term e ON e.person_id = c.person_id AND e.rank > c.rank AND (e.on_date, e.standing_id) < (c.on_date, c.standing_id)
                  WHERE SCOPE GROUP BY c.standing_id",
            )
        }),
        explain: |row| {
            let (name, earlier) = (row.text("name")?, row.text("earlier")?);
            let level = STANDING_VALUE.text(&row.text("level")?).to_owned();
            Ok(tr!(
                "{name}已有更高级别的证书({earlier}),又记了{level};请核对",
                "{name} has a higher certificate ({earlier}) already, now {level}: check it"
            ))
        },
    },
];

/// A query over all certificates, and over those of the persons whose standing was
/// touched: one that is touched changes what the later ones are held to.
fn both(sql: &str) -> Vec<Arm> {
    let arm = |scope: &str, whole| Arm { table: "standing", sql: sql.replace("SCOPE", scope), whole };
    vec![arm("{scope:c.standing_id}", true), arm("c.person_id IN (SELECT x.person_id FROM standing x WHERE {scope:x.id})", false)]
}
