//! Assessment, preliminary and final approval, in that order.

use super::{Rule, Scope, Severity};
use crate::domain::terms::EXIT_STAGE;
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exit.order",
    clause: "四(一)6,四(二)5",
    severity: Severity::Error,
    waivable: false,
    fault: Kind::Rule,
    demand: label(
        "出壳三步依次进行:考核、初审、认定,初审未通过则不能认定",
        "exit in order: assessment, then the two approvals; the final one not if the preliminary failed",
    ),
    watches: &["exit_step", "incubation"],
    scope: Scope::Orgs,
    sql: "WITH stage (no, code) AS (VALUES (1, 'assess'), (2, 'preliminary'), (3, 'final'))
        SELECT 'X' || x.id AS subject, o.name, x.stage, x.on_date, q.code AS before, p.on_date AS before_on, 'I' || i.id AS stay
          FROM exit_step x
          JOIN incubation i ON i.id = x.incubation_id AND i.void_reason IS NULL
          JOIN application a ON a.id = i.application_id
          JOIN org o ON o.id = a.org_id
          JOIN stage s ON s.code = x.stage
          JOIN stage q ON q.no = s.no - 1
          LEFT JOIN exit_step p ON p.incubation_id = x.incubation_id AND p.stage = q.code AND p.void_reason IS NULL
         WHERE x.void_reason IS NULL AND {scope:a.org_id}
           AND (p.id IS NULL OR p.on_date > x.on_date OR (x.stage = 'final' AND x.result = 'pass' AND p.result = 'fail'))",
    explain: |row| {
        let stay = row.text("stay")?;
        let (name, on_date, before_on) = (row.text("name")?, row.text("on_date")?, row.opt_text("before_on")?);
        let (stage, before) = (row.text("stage")?, row.text("before")?);
        let (now, earlier) = (EXIT_STAGE.text(&stage), EXIT_STAGE.text(&before));
        Ok(match before_on {
            None => tr!(
                "{name}的“{now}”之前还没有“{earlier}”;先记录:fuhua exit-assess {stay} --stage {before}",
                "{name}: there is no '{earlier}' before '{now}'; record it first: fuhua exit-assess {stay} --stage {before}"
            ),
            Some(before_on) if before_on <= on_date => tr!(
                "{name}的“{earlier}”没有通过,“{now}”不能通过;记 --result fail",
                "{name}: '{earlier}' did not pass, so '{now}' cannot; record --result fail"
            ),
            Some(before_on) => tr!(
                "{name}的“{now}”日期{on_date}早于“{earlier}”的{before_on};核对两个日期",
                "{name}: '{now}' is dated {on_date}, before '{earlier}' on {before_on}; check both dates"
            ),
        })
    },
};
