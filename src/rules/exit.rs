//! Exit from the base.

use super::{Query, Rule, Scope, Severity, staged};
use crate::domain::terms::{EXIT_STAGE, RESULT};
use crate::fault;
use crate::i18n::label;
use crate::tr;

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // Assessment, preliminary and final approval, in that order.
    Rule {
        id: "exit.order",
        clause: "四(一)6,四(二)5",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label(
            "出壳三步依次进行:考核、初审、认定,初审未通过则不能认定",
            "exit in order: assessment, then the two approvals; the final one not if the preliminary failed",
        ),
        query: Query::Made {
            watches: || vec!["exit_step", "incubation"],
            scope: Scope::Orgs,
            sql: || {
                staged(&EXIT_STAGE, "SELECT 'X' || x.id AS subject, o.name, x.stage, x.on_date, q.code AS before, p.on_date AS before_on, 'I' || i.id AS stay
              FROM exit_step x
              JOIN incubation i ON i.id = x.incubation_id AND i.void_reason IS NULL
              JOIN application a ON a.id = i.application_id
              JOIN org o ON o.id = a.org_id
              JOIN stage s ON s.code = x.stage
              JOIN stage q ON q.no = s.no - 1
              LEFT JOIN exit_step p ON p.incubation_id = x.incubation_id AND p.stage = q.code AND p.void_reason IS NULL
             WHERE x.void_reason IS NULL AND {scope:a.org_id}
               AND (p.id IS NULL OR p.on_date > x.on_date OR (x.stage = 'final' AND x.result = 'pass' AND p.result = 'fail'))")
            },
        },
        explain: |row| {
            let stay = row.text("stay")?;
            let (name, on_date, before_on) = (row.text("name")?, row.text("on_date")?, row.opt_text("before_on")?);
            let (stage, before) = (row.text("stage")?, row.text("before")?);
            let (now, earlier, before) = (EXIT_STAGE.text(&stage), EXIT_STAGE.text(&before), EXIT_STAGE.typed(&before));
            Ok(match before_on {
                None => tr!(
                    "{name}的“{now}”之前还没有“{earlier}”;先记录:fuhua exit-assess {stay} --stage {before}",
                    "{name}: there is no '{earlier}' before '{now}'; record it first: fuhua exit-assess {stay} --stage {before}"
                ),
                Some(before_on) if before_on <= on_date => tr!(
                    "{name}的“{earlier}”没有通过,“{now}”不能通过;记 --result 不通过",
                    "{name}: '{earlier}' did not pass, so '{now}' cannot; record --result fail"
                ),
                Some(before_on) => tr!(
                    "{name}的“{now}”日期{on_date}早于“{earlier}”的{before_on};核对两个日期",
                    "{name}: '{now}' is dated {on_date}, before '{earlier}' on {before_on}; check both dates"
                ),
            })
        },
    },
    // Each exit stage is recorded once.
    Rule {
        id: "exit.once",
        clause: "三(二)1.2)",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("出壳每一步只记一次", "each exit stage once per incubation"),
        query: Query::Sql {
            watches: &["exit_step"],
            scope: Scope::Orgs,
            sql: "SELECT 'X' || x.id AS subject, 'X' || e.id AS earlier, x.stage, 'I' || i.id AS stay
              FROM exit_step x
              JOIN incubation i ON i.id = x.incubation_id AND i.void_reason IS NULL
              JOIN application a ON a.id = i.application_id
              JOIN exit_step e ON e.incubation_id = x.incubation_id AND e.stage = x.stage AND e.id < x.id AND e.void_reason IS NULL
             WHERE x.void_reason IS NULL AND {scope:a.org_id}",
        },
        explain: |row| {
            let (stay, earlier, stage) = (row.text("stay")?, row.text("earlier")?, row.text("stage")?);
            Ok(tr!(
                "{stay} 的“{name}”已有记录({earlier});更正用 fuhua edit {earlier},作废用 fuhua void {earlier}",
                "'{name}' of {stay} is recorded already ({earlier}); correct it with fuhua edit {earlier}, or void it with fuhua void {earlier}",
                name = EXIT_STAGE.text(&stage),
            ))
        },
    },
    // The stay lasts one year.
    Rule {
        id: "exit.term",
        clause: "三(二)1.2)",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("孵化满一年方可出壳", "not before one year after entry"),
        query: Query::Sql {
            watches: &["exit_step", "incubation"],
            scope: Scope::Orgs,
            sql: "SELECT 'I' || i.id AS subject, o.name, i.on_date AS entered_on, min(x.on_date) AS exit_on,
                   m.value AS months, date(i.on_date, '+' || m.value || ' months', 'floor') AS earliest,
                   i.on_date || ' ' || min(x.on_date) AS breach
              FROM exit_step x
              JOIN incubation i ON i.id = x.incubation_id AND i.void_reason IS NULL
              JOIN application a ON a.id = i.application_id
              JOIN org o ON o.id = a.org_id
              JOIN parameter m ON m.name = 'incubation_months'
             WHERE x.void_reason IS NULL AND x.on_date < date(i.on_date, '+' || m.value || ' months', 'floor') AND {scope:a.org_id}
             GROUP BY i.id",
        },
        explain: |row| {
            Ok(tr!(
                "{name}于{entered_on}入壳,孵化周期{months}个月,{exit_on}出壳考核过早;最早为{earliest}",
                "{name} entered on {entered_on} for {months} months; an exit step on {exit_on} is too early: {earliest} is the first day",
                name = row.text("name")?,
                entered_on = row.text("entered_on")?,
                exit_on = row.text("exit_on")?,
                months = row.int("months")?,
                earliest = row.text("earliest")?
            ))
        },
    },
    // A graduate must be registered.
    Rule {
        id: "exit.registration",
        clause: "三(二)1.2)①",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("注册许可合格须当日或之前已登记", "registration passes only with a licence by that day"),
        query: Query::Sql {
            watches: &["exit_step", "registration", "incubation"],
            scope: Scope::Orgs,
            sql:
                "SELECT 'X' || x.id AS subject, o.name, x.on_date, 'O' || o.id AS org
              FROM exit_step x
              JOIN incubation i ON i.id = x.incubation_id AND i.void_reason IS NULL
              JOIN application a ON a.id = i.application_id
              JOIN org o ON o.id = a.org_id
             WHERE x.stage = 'assess' AND x.registration = 'pass' AND x.void_reason IS NULL AND {scope:a.org_id}
               AND NOT EXISTS (SELECT 1 FROM registration l WHERE l.org_id = a.org_id AND l.on_date <= x.on_date AND l.void_reason IS NULL)",
        },
        explain: |row| {
            Ok(tr!(
                "{name}在{on_date}没有登记,注册许可不能判为合格;先记录登记:fuhua org register {org} --date 日期 --uscc 代码",
                "{name} had no registration on {on_date}, so registration cannot pass; record its licence first: fuhua org register {org} --date DATE --uscc CODE",
                name = row.text("name")?,
                on_date = row.text("on_date")?,
                org = row.text("org")?
            ))
        },
    },
    // The team must have grown in every respect.
    Rule {
        id: "exit.team",
        clause: "三(二)1.2)①",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label(
            "团队建设合格须人员、部门、制度均高于入壳时",
            "the team passes only if staff, departments and systems are each above entry",
        ),
        query: Query::Sql {
            watches: &["exit_step", "incubation"],
            scope: Scope::Orgs,
            sql: "SELECT 'X' || x.id AS subject, o.name,
                   i.entry_staff, coalesce(x.staff, 0) AS staff, i.entry_departments, coalesce(x.departments, 0) AS departments,
                   i.entry_systems, coalesce(x.systems, 0) AS systems,
                   i.entry_staff || '→' || coalesce(x.staff, 0) || ' ' || i.entry_departments || '→' || coalesce(x.departments, 0)
                     || ' ' || i.entry_systems || '→' || coalesce(x.systems, 0) AS breach
              FROM exit_step x
              JOIN incubation i ON i.id = x.incubation_id AND i.void_reason IS NULL
              JOIN application a ON a.id = i.application_id
              JOIN org o ON o.id = a.org_id
             WHERE x.stage = 'assess' AND x.team = 'pass' AND x.void_reason IS NULL AND {scope:a.org_id}
               AND (coalesce(x.staff, 0) <= i.entry_staff OR coalesce(x.departments, 0) <= i.entry_departments
                    OR coalesce(x.systems, 0) <= i.entry_systems)",
        },
        explain: |row| {
            Ok(tr!(
                "{name}团队建设不能判为合格:人员{entry_staff}→{staff},部门{entry_departments}→{departments},制度{entry_systems}→{systems},须三项均高于入壳时",
                "the team of {name} cannot pass: staff {entry_staff}→{staff}, departments {entry_departments}→{departments}, systems {entry_systems}→{systems}; each must be above entry",
                name = row.text("name")?,
                entry_staff = row.int("entry_staff")?,
                staff = row.int("staff")?,
                entry_departments = row.int("entry_departments")?,
                departments = row.int("departments")?,
                entry_systems = row.int("entry_systems")?,
                systems = row.int("systems")?
            ))
        },
    },
    // A graduate designs projects on its own.
    Rule {
        id: "exit.project",
        clause: "三(二)1.2)①",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("项目设计合格须至少自行设计一个项目", "project design passes only with at least one project designed"),
        query: Query::Sql {
            watches: &["exit_step", "incubation"],
            scope: Scope::Orgs,
            sql:
                "SELECT 'X' || x.id AS subject, o.name, coalesce(x.projects, 0) || '' AS breach
              FROM exit_step x
              JOIN incubation i ON i.id = x.incubation_id AND i.void_reason IS NULL
              JOIN application a ON a.id = i.application_id
              JOIN org o ON o.id = a.org_id
             WHERE x.stage = 'assess' AND x.project = 'pass' AND coalesce(x.projects, 0) < 1 AND x.void_reason IS NULL AND {scope:a.org_id}",
        },
        explain: |row| {
            Ok(tr!(
                "{name}没有自行设计的项目,项目设计不能判为合格;有则用 --projects 写明个数",
                "{name} has designed no project, so project design cannot pass; if it has, give their number with --projects",
                name = row.text("name")?
            ))
        },
    },
    // All three criteria must pass.
    Rule {
        id: "exit.result",
        clause: "三(二)1.2)①",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("三项标准均合格方可通过", "a pass only if all three criteria pass"),
        query: Query::Sql {
            watches: &["exit_step", "incubation"],
            scope: Scope::Orgs,
            sql: "SELECT 'X' || x.id AS subject, o.name, x.stage,
                   coalesce(s.registration, '') AS registration, coalesce(s.team, '') AS team, coalesce(s.project, '') AS project
              FROM exit_step x
              JOIN incubation i ON i.id = x.incubation_id AND i.void_reason IS NULL
              JOIN application a ON a.id = i.application_id
              JOIN org o ON o.id = a.org_id
              LEFT JOIN exit_step s ON s.incubation_id = i.id AND s.stage = 'assess' AND s.void_reason IS NULL
             WHERE x.result = 'pass' AND x.void_reason IS NULL AND {scope:a.org_id}
               AND NOT (coalesce(s.result, '') = 'pass' AND coalesce(s.registration, '') = 'pass'
                        AND coalesce(s.team, '') = 'pass' AND coalesce(s.project, '') = 'pass')",
        },
        explain: |row| {
            let name = row.text("name")?;
            let shown = |column: &str| -> anyhow::Result<String> {
                let id = row.text(column)?;
                Ok(if id.is_empty() { tr!("未判", "not judged") } else { RESULT.text(&id).to_owned() })
            };
            Ok(tr!(
                "{name}不能通过:注册许可{registration}、团队建设{team}、项目设计{project},三项均须通过;否则记 --result 不通过",
                "{name} cannot pass: registration {registration}, team {team}, project design {project}; all three must pass, or record --result fail",
                registration = shown("registration")?,
                team = shown("team")?,
                project = shown("project")?,
            ))
        },
    },
];
