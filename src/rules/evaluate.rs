//! Evaluations of residents.

use super::{Query, Rule, Scope, Severity};
use crate::domain::judgement_terms::{EVALUATION_STAGE, EvaluationStage};
use crate::fault;
use crate::i18n::label;
use crate::tr;

/// What may change whether a stay's evaluations are in order.
const WATCHES: &[&str] = &["evaluation", "incubation", "exit_step", "withdrawal"];

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // Where a resident stands on entry is assessed while it is one.
    Rule {
        id: "evaluate.stay",
        clause: "二(二)4",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("现状评估的日期在孵化期内", "the assessment on entry lies in the stay"),
        query: Query::Sql {
            watches: WATCHES,
            scope: Scope::Orgs,
            sql: "SELECT 'E' || e.id AS subject, o.name, e.on_date, c.entered_on, c.ended_on
              FROM case_file c JOIN evaluation e ON e.incubation_id = c.incubation_id AND e.stage = 'entry' AND e.void_reason IS NULL
              JOIN org o ON o.id = c.org_id
             WHERE (e.on_date < c.entered_on OR e.on_date > c.ended_on) AND {scope:c.org_id}",
        },
        explain: |row| {
            let (name, day, entered) = (row.text("name")?, row.text("on_date")?, row.text("entered_on")?);
            Ok(match row.opt_text("ended_on")? {
                Some(ended) => tr!(
                    "{name}的现状评估日期{day}不在孵化期({entered}至{ended})内;核对 --date",
                    "the assessment of {name} on {day} is not in its stay ({entered} to {ended}); check --date"
                ),
                None => tr!(
                    "{name}的现状评估日期{day}早于入壳日期{entered};核对 --date",
                    "the assessment of {name} on {day} is before its entry on {entered}; check --date"
                ),
            })
        },
    },
    // A year is evaluated of who was there.
    Rule {
        id: "evaluate.year",
        clause: "四(三)4",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("被评估的年度内组织在孵", "the stay overlaps the year evaluated"),
        query: Query::Sql {
            watches: WATCHES,
            scope: Scope::Orgs,
            sql: "SELECT 'E' || e.id AS subject, o.name, y.no, y.start_on, y.end_on
              FROM case_file c JOIN evaluation e ON e.incubation_id = c.incubation_id AND e.void_reason IS NULL
              JOIN operating_year y ON y.no = e.year
              JOIN org o ON o.id = c.org_id
             WHERE (c.entered_on > y.end_on OR c.ended_on < y.start_on) AND {scope:c.org_id}",
        },
        explain: |row| {
            let (name, year, start, end) = (row.text("name")?, row.int("no")?, row.text("start_on")?, row.text("end_on")?);
            Ok(tr!(
                "{name}在 Y{year} 年度({start}至{end})不在孵,不作该年度评估;用 --year 写明年度",
                "{name} was not in the base in Y{year} ({start} to {end}); name the year with --year"
            ))
        },
    },
    // Each stage once: of a stay, or of a year of it.
    Rule {
        id: "evaluate.once",
        clause: "四(一)5,四(二)4",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("现状评估一次孵化只一次,年度评估各步一年只一次", "one assessment on entry a stay; each yearly stage once a year"),
        query: Query::Sql {
            watches: &["evaluation", "incubation"],
            scope: Scope::Orgs,
            sql: "SELECT 'E' || e.id AS subject, 'E' || min(p.id) AS earlier, e.stage, o.name
              FROM case_file c JOIN evaluation e ON e.incubation_id = c.incubation_id AND e.void_reason IS NULL
              JOIN evaluation p ON p.incubation_id = e.incubation_id AND p.stage = e.stage AND p.year IS e.year AND p.id < e.id
                               AND p.void_reason IS NULL
              JOIN org o ON o.id = c.org_id
             WHERE {scope:c.org_id} GROUP BY e.id",
        },
        explain: |row| {
            let (name, earlier) = (row.text("name")?, row.text("earlier")?);
            let stage = EVALUATION_STAGE.text(&row.text("stage")?).to_owned();
            Ok(tr!(
                "{name}的“{stage}”已有记录({earlier});更正用 fuhua edit {earlier},作废用 fuhua void {earlier}",
                "'{stage}' of {name} is recorded already ({earlier}); correct it with fuhua edit {earlier}, or void it with fuhua void {earlier}"
            ))
        },
    },
    // Assessment, preliminary and final approval, in that order.
    Rule {
        id: "evaluate.order",
        clause: "四(一)5,四(二)4",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label(
            "年度评估三步依次进行:评估、初审、认定,初审未通过则不能认定",
            "a year's evaluation in order: assessment, then the two approvals; the final one not if the preliminary failed",
        ),
        query: Query::Sql {
            watches: &["evaluation", "incubation"],
            scope: Scope::Orgs,
            sql: "SELECT 'E' || e.id AS subject, o.name, e.stage, e.year, e.on_date, s.before, p.on_date AS before_on, 'I' || c.incubation_id AS stay
              FROM case_file c JOIN evaluation e ON e.incubation_id = c.incubation_id AND e.void_reason IS NULL
              JOIN (SELECT 'preliminary' AS stage, 'assess' AS before UNION ALL SELECT 'final', 'preliminary') s ON s.stage = e.stage
              JOIN org o ON o.id = c.org_id
              LEFT JOIN evaluation p ON p.incubation_id = e.incubation_id AND p.stage = s.before AND p.year = e.year AND p.void_reason IS NULL
             WHERE {scope:c.org_id}
               AND (p.id IS NULL OR p.on_date > e.on_date OR (e.stage = 'final' AND e.result = 'pass' AND p.result = 'fail'))
             GROUP BY e.id",
        },
        explain: |row| {
            let (name, stay, year) = (row.text("name")?, row.text("stay")?, row.int("year")?);
            let (stage, before) = (row.word::<EvaluationStage>("stage")?, row.word::<EvaluationStage>("before")?);
            let (now, earlier, before) = (stage.text(), before.text(), before.typed());
            let (day, before_on) = (row.text("on_date")?, row.opt_text("before_on")?);
            Ok(match before_on {
                None => tr!(
                    "{name}的 Y{year}“{now}”之前还没有“{earlier}”;先记录:fuhua evaluate {stay} --stage {before} --year Y{year}",
                    "{name}: there is no '{earlier}' of Y{year} before '{now}'; record it first: fuhua evaluate {stay} --stage {before} --year Y{year}"
                ),
                Some(before_on) if before_on <= day => tr!(
                    "{name}的 Y{year}“{earlier}”没有通过,“{now}”不能通过;记 --result 不通过",
                    "{name}: '{earlier}' of Y{year} did not pass, so '{now}' cannot; record --result fail"
                ),
                Some(before_on) => tr!(
                    "{name}的“{now}”日期{day}早于“{earlier}”的{before_on};核对两个日期",
                    "{name}: '{now}' is dated {day}, before '{earlier}' on {before_on}; check both dates"
                ),
            })
        },
    },
    // The supervising unit and the office are not one.
    Rule {
        id: "evaluate.two-bodies",
        clause: "四(一)5,四(二)4",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("初审与认定写明由哪个单位作出,且不是同一单位", "the two approvals name their bodies, which are not the same"),
        query: Query::Sql {
            watches: &["evaluation", "incubation"],
            scope: Scope::Orgs,
            sql: "SELECT subject, body FROM (
              SELECT 'E' || f.id AS subject, f.body, c.org_id
                FROM case_file c JOIN evaluation f ON f.incubation_id = c.incubation_id AND f.stage = 'final' AND f.void_reason IS NULL
                JOIN evaluation p ON p.incubation_id = f.incubation_id AND p.stage = 'preliminary' AND p.year = f.year AND p.void_reason IS NULL
               WHERE matching(f.body) = matching(p.body)
              UNION ALL
              SELECT 'E' || e.id, NULL, c.org_id
                FROM case_file c JOIN evaluation e ON e.incubation_id = c.incubation_id AND e.stage IN ('preliminary', 'final')
                 AND e.void_reason IS NULL AND matching(e.body) IS NULL)
             WHERE {scope:org_id}",
        },
        explain: |row| {
            let subject = row.text("subject")?;
            Ok(match row.opt_text("body")? {
                None => tr!(
                    "{subject} 没有写明由哪个单位作出;用 --by 单位 写明,或 fuhua edit {subject} --by 单位",
                    "{subject} names no body that decided; name it with --by BODY, or fuhua edit {subject} --by BODY"
                ),
                Some(body) => tr!(
                    "初审和认定都由“{body}”作出;两级审批须由不同单位作出,用 --by 写明",
                    "both approvals are by {body}; two bodies must decide, name the other with --by"
                ),
            })
        },
    },
];
