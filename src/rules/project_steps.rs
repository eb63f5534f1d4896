//! The steps of a project: planned, approved, started, supervised, closed.

use super::{Query, Rule, Scope, Severity};
use crate::domain::judgement_terms::EvaluationStage;
use crate::fault;
use crate::i18n::label;
use crate::tr;

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // What was planned is approved before it starts.
    Rule {
        id: "project.approved",
        clause: "二(二)3",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("策划的项目立项后方可开始,申报未中的不立项", "a planned project starts once it is approved; after a failed tender it is not"),
        query: Query::Sql {
            watches: &["project", "evaluation"],
            scope: Scope::Orgs,
            sql: "SELECT subject, project, title, on_date, tendered, breach FROM (
              SELECT 'P' || p.id AS subject, 'P' || p.id AS project, p.title, p.on_date, NULL AS tendered, p.planned_on || ' ' || p.on_date AS breach,
                     p.org_id
                FROM project p
               WHERE p.planned_on IS NOT NULL AND p.on_date IS NOT NULL AND p.void_reason IS NULL
                 AND NOT EXISTS (SELECT 1 FROM evaluation e WHERE e.project_id = p.id AND e.stage = 'approve' AND e.result = 'pass'
                                    AND e.on_date <= p.on_date AND e.void_reason IS NULL)
              UNION ALL
              SELECT 'E' || e.id, 'P' || p.id, p.title, e.on_date, t.on_date, e.on_date || ' ' || t.on_date, p.org_id
                FROM project p JOIN evaluation e ON e.project_id = p.id AND e.stage = 'approve' AND e.result = 'pass' AND e.void_reason IS NULL
                JOIN evaluation t ON t.id = (SELECT l.id FROM evaluation l WHERE l.project_id = p.id AND l.stage = 'tender'
                                                AND l.on_date <= e.on_date AND l.void_reason IS NULL ORDER BY l.on_date DESC, l.id DESC LIMIT 1)
               WHERE t.result = 'fail')
             WHERE {scope:org_id}",
        },
        explain: |row| {
            let (project, title, day) = (row.text("project")?, row.text("title")?, row.text("on_date")?);
            Ok(match row.opt_text("tendered")? {
                None => tr!(
                    "项目 {project}“{title}”在{day}开始之前还没有立项;先记录:fuhua project approve {project} --result 通过",
                    "{project} '{title}' was not approved by its start on {day}; record it first: fuhua project approve {project} --result pass"
                ),
                Some(tendered) => tr!(
                    "项目 {project}“{title}”{tendered}的申报没有通过,{day}不能立项;重新申报:fuhua project tender {project}",
                    "the tender of {project} '{title}' on {tendered} failed, so it is not approved on {day}; tender again: fuhua project tender {project}"
                ),
            })
        },
    },
    // Plan, tender, approval, start, visits and evaluations, close.
    Rule {
        id: "project.order",
        clause: "四(三)1",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label(
            "项目先后有序:策划、申报、立项、开始、督导与评估、结项;结项或未立项之后不再有",
            "a project in order: plan, tender, approval, start, visits and evaluations, close; nothing after a close or a failed approval",
        ),
        query: Query::Sql { watches: &["project", "evaluation"], scope: Scope::Orgs, sql: OUT_OF_ORDER },
        explain: |row| {
            let (project, title, day) = (row.text("project")?, row.text("title")?, row.text("on_date")?);
            let what = match row.opt_word::<EvaluationStage>("stage")? {
                Some(stage) => stage.text().to_owned(),
                None => tr!("开始", "start"),
            };
            Ok(match row.text("wrong")?.as_str() {
                "planned" => tr!(
                    "项目 {project}“{title}”的{what}({day})早于策划日期;核对 --date",
                    "{project} '{title}': {what} ({day}) is before it was planned; check --date"
                ),
                "closed" => tr!(
                    "项目 {project}“{title}”已结项,{day}不能再有{what};更正结项用 fuhua show {project} 查看",
                    "{project} '{title}' is closed: no {what} on {day}; see fuhua show {project}"
                ),
                "rejected" => tr!(
                    "项目 {project}“{title}”没有获准立项,{day}不能再有{what};另行策划:fuhua project plan",
                    "{project} '{title}' was not approved: no {what} on {day}; plan another: fuhua project plan"
                ),
                "approved" => tr!(
                    "项目 {project}“{title}”的{what}({day})晚于立项;核对 --date",
                    "{project} '{title}': {what} ({day}) is after its approval; check --date"
                ),
                "started" => tr!(
                    "项目 {project}“{title}”的{what}({day})晚于项目开始;核对 --date",
                    "{project} '{title}': {what} ({day}) is after its start; check --date"
                ),
                _ => tr!(
                    "项目 {project}“{title}”在{day}还没有开始,不能有{what};先记录:fuhua project start {project}",
                    "{project} '{title}' had not started on {day}, so there is no {what}; record it first: fuhua project start {project}"
                ),
            })
        },
    },
    // What is completed was evaluated.
    Rule {
        id: "project.closing",
        clause: "四(三)9",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("完成的项目须有合格的结项评估", "a completed project has a passed closing evaluation"),
        query: Query::Sql {
            watches: &["project", "evaluation"],
            scope: Scope::Orgs,
            sql: "SELECT 'E' || c.id AS subject, 'P' || p.id AS project, p.title, c.on_date, c.on_date AS breach
              FROM project p JOIN evaluation c ON c.project_id = p.id AND c.stage = 'close' AND c.result = 'pass' AND c.void_reason IS NULL
             WHERE p.void_reason IS NULL AND {scope:p.org_id}
               AND NOT EXISTS (SELECT 1 FROM evaluation e WHERE e.project_id = p.id AND e.stage = 'closing' AND e.result = 'pass'
                                  AND e.on_date <= c.on_date AND e.void_reason IS NULL)",
        },
        explain: |row| {
            let (project, title, day) = (row.text("project")?, row.text("title")?, row.text("on_date")?);
            Ok(tr!(
                "项目 {project}“{title}”在{day}结项之前没有合格的结项评估;先记录:fuhua project evaluate {project},或记 --result 终止",
                "{project} '{title}' has no passed closing evaluation by its close on {day}; record it first: fuhua project evaluate {project}, or give --result stopped"
            ))
        },
    },
];

/// Each evaluation, or the start, that comes when it cannot.
const OUT_OF_ORDER: &str = "SELECT subject, project, title, stage, on_date, wrong FROM (
  SELECT 'E' || e.id AS subject, 'P' || p.id AS project, p.title, e.stage, e.on_date, p.org_id,
         CASE WHEN e.on_date < p.planned_on THEN 'planned'
              WHEN EXISTS (SELECT 1 FROM evaluation c WHERE c.project_id = p.id AND c.stage = 'close' AND c.id <> e.id AND c.void_reason IS NULL
                              AND (c.on_date < e.on_date OR e.stage = 'close' AND c.on_date = e.on_date AND c.id < e.id)) THEN 'closed'
              WHEN EXISTS (SELECT 1 FROM evaluation a WHERE a.project_id = p.id AND a.stage = 'approve' AND a.result = 'fail'
                              AND a.void_reason IS NULL AND (a.on_date, a.id) < (e.on_date, e.id)) THEN 'rejected'
              WHEN e.stage = 'tender' AND EXISTS (SELECT 1 FROM evaluation a WHERE a.project_id = p.id AND a.stage = 'approve'
                              AND a.on_date < e.on_date AND a.void_reason IS NULL) THEN 'approved'
              WHEN e.stage IN ('tender', 'approve') AND e.on_date > p.on_date THEN 'started'
              WHEN e.stage IN ('visit', 'midterm', 'closing') AND (p.on_date IS NULL OR e.on_date < p.on_date) THEN 'not-started'
              WHEN e.stage = 'close' AND (e.on_date < p.on_date OR p.on_date IS NULL AND e.result = 'pass') THEN 'not-started' END AS wrong
    FROM project p JOIN evaluation e ON e.project_id = p.id AND e.void_reason IS NULL
   WHERE p.void_reason IS NULL
  UNION ALL
  SELECT 'P' || p.id, 'P' || p.id, p.title, NULL, p.on_date, p.org_id,
         CASE WHEN p.on_date < p.planned_on THEN 'planned'
              WHEN EXISTS (SELECT 1 FROM evaluation a WHERE a.project_id = p.id AND a.stage = 'approve' AND a.result = 'fail'
                              AND a.on_date <= p.on_date AND a.void_reason IS NULL) THEN 'rejected' END
    FROM project p WHERE p.on_date IS NOT NULL AND p.void_reason IS NULL)
 WHERE wrong IS NOT NULL AND {scope:org_id}";
