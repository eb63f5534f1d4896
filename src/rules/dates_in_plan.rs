//! What counts is dated within the plan.

use super::{Rule, Scope, Severity};
use crate::fault::Kind;
use crate::i18n::label;
use crate::tr;

/// The rule.
pub static RULE: Rule = Rule {
    id: "dates.in-plan",
    clause: "三(二)",
    severity: Severity::Error,
    waivable: false,
    fault: Kind::Input,
    demand: label("日期须在计划的运营年度之内", "a date lies within the plan"),
    watches: &["application", "incubation", "filing", "recognition", "training", "consultation", "project"],
    scope: Scope::Records,
    sql: "SELECT subject, on_date, start_on, end_on FROM (
          SELECT 'A' || application.id AS subject, on_date FROM application, plan WHERE application.void_reason IS NULL AND (on_date < start_on OR on_date > end_on)
          UNION ALL SELECT 'I' || incubation.id AS subject, on_date FROM incubation, plan WHERE incubation.void_reason IS NULL AND (on_date < start_on OR on_date > end_on)
          UNION ALL SELECT 'F' || filing.id AS subject, on_date FROM filing, plan WHERE filing.void_reason IS NULL AND (on_date < start_on OR on_date > end_on)
          UNION ALL SELECT 'G' || recognition.id AS subject, on_date FROM recognition, plan WHERE recognition.void_reason IS NULL AND (on_date < start_on OR on_date > end_on)
          UNION ALL SELECT 'T' || training.id AS subject, on_date FROM training, plan WHERE training.void_reason IS NULL AND (on_date < start_on OR on_date > end_on)
          UNION ALL SELECT 'C' || consultation.id AS subject, on_date FROM consultation, plan WHERE consultation.void_reason IS NULL AND (on_date < start_on OR on_date > end_on)
          UNION ALL SELECT 'P' || project.id AS subject, on_date FROM project, plan WHERE project.void_reason IS NULL AND (on_date < start_on OR on_date > end_on)), plan
         WHERE {scope:subject}",
    explain: |row| {
        Ok(tr!(
            "日期{on_date}不在计划的任何运营年度内(计划期{start_on}至{end_on});用 --date 写明日期",
            "the date {on_date} lies in no operating year of the plan ({start_on} to {end_on}); give the date with --date", on_date = row.text("on_date")?, start_on = row.text("start_on")?, end_on = row.text("end_on")?
        ))
    },
};
