//! Screening and approval.

use super::{Query, Rule, Scope, Severity, staged};
use crate::domain::terms::REVIEW_STAGE;
use crate::fault;
use crate::i18n::{label, pick};
use crate::tr;

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // The six stages in order; after a fail nothing more.
    Rule {
        id: "review.order",
        clause: "三(二)1.2),四(一)4,四(二)3",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("评审六步依次进行,前一步通过才有后一步", "the six stages in order, each after the one before it passed"),
        query: Query::Made {
            watches: || vec!["review_step", "application"],
            scope: Scope::Orgs,
            sql: || {
                staged(
                    &REVIEW_STAGE,
                    "SELECT 'A' || a.id AS subject, o.name, k.stage, p.code AS missing
              FROM review_step k
              JOIN application a ON a.id = k.application_id AND a.void_reason IS NULL
              JOIN org o ON o.id = a.org_id
              JOIN stage s ON s.code = k.stage
              JOIN stage p ON p.no = (SELECT min(q.no) FROM stage q
                                       WHERE q.no < s.no
                                         AND NOT EXISTS (SELECT 1 FROM review_step e
                                                          WHERE e.application_id = a.id AND e.stage = q.code
                                                            AND e.result = 'pass' AND e.void_reason IS NULL))
             WHERE k.void_reason IS NULL AND {scope:a.org_id}",
                )
            },
        },
        explain: |row| {
            let (subject, name) = (row.text("subject")?, row.text("name")?);
            let (stage, before) = (row.text("stage")?, row.text("missing")?);
            Ok(tr!(
                "{name}的“{now}”之前,“{before}”还没有通过;先记录:fuhua review {subject} --stage {missing} --result 通过",
                "{name}: '{before}' has not passed before '{now}'; record it first: fuhua review {subject} --stage {missing} --result pass",
                now = REVIEW_STAGE.text(&stage),
                before = REVIEW_STAGE.text(&before),
                missing = REVIEW_STAGE.typed(&before),
            ))
        },
    },
    // Each stage is decided once.
    Rule {
        id: "review.once",
        clause: "三(二)1.2)",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("一份申请每一步只评审一次", "each stage once an application"),
        query: Query::Sql {
            watches: &["review_step"],
            scope: Scope::Orgs,
            sql: "SELECT 'K' || k.id AS subject, k.stage, 'A' || a.id AS application, 'K' || e.id AS earlier, e.on_date AS earlier_on
              FROM review_step k
              JOIN application a ON a.id = k.application_id AND a.void_reason IS NULL
              JOIN review_step e ON e.application_id = k.application_id AND e.stage = k.stage AND e.id < k.id AND e.void_reason IS NULL
             WHERE k.void_reason IS NULL AND {scope:a.org_id}",
        },
        explain: |row| {
            let (application, earlier, earlier_on) = (row.text("application")?, row.text("earlier")?, row.text("earlier_on")?);
            let stage = row.text("stage")?;
            Ok(tr!(
                "{application} 的“{name}”已于{earlier_on}有结果({earlier});更正用 fuhua edit {earlier},作废用 fuhua void {earlier}",
                "'{name}' of {application} was decided on {earlier_on} ({earlier}); correct it with fuhua edit {earlier}, or void it with fuhua void {earlier}",
                name = REVIEW_STAGE.text(&stage),
            ))
        },
    },
    // A stage is not dated before the one before it.
    Rule {
        id: "review.dates",
        clause: "三(二)1.2)",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("一步的日期不早于前一步", "a stage is not dated before the one before it"),
        query: Query::Made {
            watches: || vec!["review_step", "application"],
            scope: Scope::Orgs,
            sql: || {
                staged(
                    &REVIEW_STAGE,
                    "SELECT 'K' || k.id AS subject, k.stage, k.on_date, p.stage AS before, p.on_date AS before_on
              FROM review_step k
              JOIN application a ON a.id = k.application_id AND a.void_reason IS NULL
              JOIN stage s ON s.code = k.stage
              JOIN stage q ON q.no = s.no - 1
              JOIN review_step p ON p.application_id = k.application_id AND p.stage = q.code AND p.void_reason IS NULL
             WHERE k.void_reason IS NULL AND k.on_date < p.on_date AND {scope:a.org_id}",
                )
            },
        },
        explain: |row| {
            let (on_date, before_on) = (row.text("on_date")?, row.text("before_on")?);
            let (stage, before) = (row.text("stage")?, row.text("before")?);
            Ok(tr!(
                "“{now}”的日期{on_date}早于“{earlier}”的{before_on};核对两个日期",
                "'{now}' is dated {on_date}, before '{earlier}' on {before_on}; check both dates",
                now = REVIEW_STAGE.text(&stage),
                earlier = REVIEW_STAGE.text(&before),
            ))
        },
    },
    // An unmet entry condition fails eligibility.
    Rule {
        id: "review.conditions",
        clause: "三(二)1.2)①-⑤",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("入驻条件有一项不符,资格审查即不通过", "one unmet entry condition fails eligibility"),
        query: Query::Sql {
            watches: &["review_step", "condition_check"],
            scope: Scope::Orgs,
            sql: "SELECT 'K' || k.id AS subject, group_concat(e.zh, '、') AS zh, group_concat(e.en, '; ') AS en
              FROM review_step k
              JOIN application a ON a.id = k.application_id AND a.void_reason IS NULL
              JOIN condition_check c ON c.review_step_id = k.id AND c.met = 0
              JOIN entry_condition e ON e.code = c.condition
             WHERE k.stage = 'eligibility' AND k.result = 'pass' AND k.void_reason IS NULL AND {scope:a.org_id}
             GROUP BY k.id",
        },
        explain: |row| {
            let (zh, en) = (row.text("zh")?, row.text("en")?);
            let list = pick(&zh, &en);
            Ok(tr!(
                "入驻条件未符合:{list};资格审查只能记为 --result 不通过",
                "unmet entry conditions: {list}; eligibility can only be recorded as --result fail"
            ))
        },
    },
    // Two levels of approval are two bodies.
    Rule {
        id: "review.two-bodies",
        clause: "四(一)4,四(二)3",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("初审与审定写明由哪个单位作出,且不是同一单位", "the two approvals name their bodies, which are not the same"),
        query: Query::Sql {
            watches: &["review_step"],
            scope: Scope::Orgs,
            sql: "SELECT subject, body, application, stage FROM (
              SELECT 'K' || f.id AS subject, f.body, 'A' || a.id AS application, f.stage, a.org_id
                FROM review_step f
                JOIN review_step p ON p.application_id = f.application_id AND p.stage = 'preliminary' AND p.void_reason IS NULL
                JOIN application a ON a.id = f.application_id AND a.void_reason IS NULL
               WHERE f.stage = 'final' AND f.void_reason IS NULL AND matching(f.body) = matching(p.body)
              UNION ALL
              SELECT 'K' || k.id, NULL, 'A' || a.id, k.stage, a.org_id
                FROM review_step k JOIN application a ON a.id = k.application_id AND a.void_reason IS NULL
               WHERE k.stage IN ('preliminary', 'final') AND k.void_reason IS NULL AND matching(k.body) IS NULL)
             WHERE {scope:org_id}",
        },
        explain: |row| {
            let Some(body) = row.opt_text("body")? else {
                let (subject, stage) = (row.text("subject")?, row.text("stage")?);
                return Ok(tr!(
                    "{subject}({stage})没有写明由哪个单位作出;用 --by 单位 写明,或 fuhua edit {subject} --by 单位",
                    "{subject} ({stage}) names no body that decided; name it with --by BODY, or fuhua edit {subject} --by BODY",
                    stage = REVIEW_STAGE.text(&stage)
                ));
            };
            Ok(tr!(
                "{application} 的初审和审定都由“{body}”作出;两级审批须由不同单位作出,用 --by 写明",
                "both approvals of {application} are by {body}; two bodies must decide, name the other with --by",
                application = row.text("application")?
            ))
        },
    },
    // Screening lasts at least two months.
    Rule {
        id: "review.window-early",
        clause: "三(二)1.2)",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("申请满两个月方可审定", "the final decision not before two calendar months"),
        query: Query::Sql {
            watches: &["review_step", "application"],
            scope: Scope::Orgs,
            sql: "SELECT 'A' || a.id AS subject, o.name, a.on_date AS applied_on, k.on_date AS decided_on, m.value AS months,
                   date(a.on_date, '+' || m.value || ' months', 'floor') AS earliest,
                   a.on_date || ' ' || k.on_date AS breach
              FROM review_step k
              JOIN application a ON a.id = k.application_id AND a.void_reason IS NULL
              JOIN org o ON o.id = a.org_id
              JOIN parameter m ON m.name = 'screening_min_months'
             WHERE k.stage = 'final' AND k.result IS NOT NULL AND k.void_reason IS NULL
               AND k.on_date < date(a.on_date, '+' || m.value || ' months', 'floor') AND {scope:a.org_id}",
        },
        explain: |row| {
            Ok(tr!(
                "{name}于{applied_on}申请,筛选至少{months}个月,{decided_on}审定过早;最早为{earliest}",
                "{name} applied on {applied_on}; screening lasts at least {months} months, so {decided_on} is too early: {earliest} is the first day",
                name = row.text("name")?,
                applied_on = row.text("applied_on")?,
                decided_on = row.text("decided_on")?,
                months = row.int("months")?,
                earliest = row.text("earliest")?
            ))
        },
    },
    // Screening lasts at most half a year.
    Rule {
        id: "review.window-late",
        clause: "三(二)1.2)",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("申请后六个月内审定", "the final decision not after six calendar months"),
        query: Query::Sql {
            watches: &["review_step", "application"],
            scope: Scope::Orgs,
            sql: "SELECT 'A' || a.id AS subject, o.name, a.on_date AS applied_on, k.on_date AS decided_on, m.value AS months,
                   date(a.on_date, '+' || m.value || ' months', 'floor') AS latest,
                   a.on_date || ' ' || k.on_date AS breach
              FROM review_step k
              JOIN application a ON a.id = k.application_id AND a.void_reason IS NULL
              JOIN org o ON o.id = a.org_id
              JOIN parameter m ON m.name = 'screening_max_months'
             WHERE k.stage = 'final' AND k.result IS NOT NULL AND k.void_reason IS NULL
               AND k.on_date > date(a.on_date, '+' || m.value || ' months', 'floor') AND {scope:a.org_id}",
        },
        explain: |row| {
            Ok(tr!(
                "{name}于{applied_on}申请,筛选至多{months}个月,{decided_on}审定过晚;最迟为{latest}",
                "{name} applied on {applied_on}; screening lasts at most {months} months, so {decided_on} is too late: {latest} was the last day",
                name = row.text("name")?,
                applied_on = row.text("applied_on")?,
                decided_on = row.text("decided_on")?,
                months = row.int("months")?,
                latest = row.text("latest")?
            ))
        },
    },
    // A step of the screening after its window is kept, with a warning.
    Rule {
        id: "review.stage-late",
        clause: "三(二)1.2)",
        severity: Severity::Warning,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("筛选各步在申请后六个月内", "each step of the screening within six calendar months"),
        query: Query::Sql {
            watches: &["review_step", "application"],
            scope: Scope::Orgs,
            sql: "SELECT 'K' || k.id AS subject, o.name, 'A' || a.id AS application, k.stage, k.on_date,
                   date(a.on_date, '+' || m.value || ' months', 'floor') AS latest
              FROM review_step k
              JOIN application a ON a.id = k.application_id AND a.void_reason IS NULL
              JOIN org o ON o.id = a.org_id
              JOIN parameter m ON m.name = 'screening_max_months'
             WHERE k.stage <> 'final' AND k.result IS NOT NULL AND k.void_reason IS NULL
               AND k.on_date > date(a.on_date, '+' || m.value || ' months', 'floor') AND {scope:a.org_id}",
        },
        explain: |row| {
            Ok(tr!(
                "{name}({application})的“{stage}”在{on_date},筛选期到{latest}为止",
                "'{stage}' of {name} ({application}) is of {on_date}; the screening was to end by {latest}",
                name = row.text("name")?,
                application = row.text("application")?,
                stage = REVIEW_STAGE.text(&row.text("stage")?),
                on_date = row.text("on_date")?,
                latest = row.text("latest")?
            ))
        },
    },
];
