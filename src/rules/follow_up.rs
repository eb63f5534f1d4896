//! Following graduates.

use super::{Query, Rule, Scope, Severity};
use crate::fault;
use crate::i18n::label;
use crate::tr;

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // Follow-up begins at graduation.
    Rule {
        id: "follow-up.graduated",
        clause: "三(二)1.2)②",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("跟踪服务只在出壳之后", "follow-up only after graduation"),
        query: Query::Sql {
            watches: &["follow_up", "exit_step", "incubation"],
            scope: Scope::Orgs,
            sql: "SELECT 'U' || u.id AS subject, o.name, u.on_date, coalesce(c.exited_on, '') AS exited_on
              FROM follow_up u
              JOIN case_file c ON c.incubation_id = u.incubation_id
              JOIN org o ON o.id = c.org_id
             WHERE u.void_reason IS NULL AND {scope:c.org_id}
               AND (c.exited_on IS NULL OR c.exit_result <> 'pass' OR u.on_date < c.exited_on)",
        },
        explain: |row| {
            Ok(tr!(
                "{name}在{on_date}尚未出壳,不能记跟踪服务;在孵期间用 fuhua service log",
                "{name} had not graduated on {on_date}, so there is no follow-up yet; during its incubation use fuhua service log",
                name = row.text("name")?,
                on_date = row.text("on_date")?
            ))
        },
    },
    // A follow-up that is closed stays closed.
    Rule {
        id: "follow-up.closed",
        clause: "三(二)1.2)②",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("跟踪期只结束一次,结束后不再记录", "follow-up is closed once, and nothing follows"),
        query: Query::Sql {
            watches: &["follow_up"],
            scope: Scope::Orgs,
            sql: "SELECT 'U' || u.id AS subject, o.name, 'U' || e.id AS earlier, min(e.on_date) AS closed_on
              FROM follow_up u
              JOIN follow_up e ON e.incubation_id = u.incubation_id AND e.kind = 'close' AND e.void_reason IS NULL AND e.id <> u.id
                              AND (u.on_date > e.on_date OR (u.kind = 'close' AND e.id < u.id))
              JOIN incubation i ON i.id = u.incubation_id
              JOIN application a ON a.id = i.application_id
              JOIN org o ON o.id = a.org_id
             WHERE u.void_reason IS NULL AND {scope:a.org_id}
             GROUP BY u.id",
        },
        explain: |row| {
            Ok(tr!(
                "{name}的跟踪已于{closed_on}结束({earlier});更正用 fuhua edit {earlier},作废用 fuhua void {earlier}",
                "the follow-up of {name} was closed on {closed_on} ({earlier}); correct it with fuhua edit {earlier}, or void it with fuhua void {earlier}",
                name = row.text("name")?,
                earlier = row.text("earlier")?,
                closed_on = row.text("closed_on")?
            ))
        },
    },
    // Follow-up lasts at least one year.
    Rule {
        id: "follow-up.early",
        clause: "三(二)1.2)②",
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("跟踪期至少一年", "follow-up lasts at least one year"),
        query: Query::Sql {
            watches: &["follow_up", "exit_step", "incubation"],
            scope: Scope::Orgs,
            sql: "SELECT 'U' || u.id AS subject, o.name, c.exited_on, u.on_date AS closed_on, m.value AS months,
                   date(c.exited_on, '+' || m.value || ' months', 'floor') AS \"limit\",
                   c.exited_on || ' ' || u.on_date AS breach
              FROM follow_up u
              JOIN case_file c ON c.incubation_id = u.incubation_id AND c.exit_result = 'pass'
              JOIN org o ON o.id = c.org_id
              JOIN parameter m ON m.name = 'follow_up_min_months'
             WHERE u.kind = 'close' AND u.void_reason IS NULL AND {scope:c.org_id}
               AND u.on_date < date(c.exited_on, '+' || m.value || ' months', 'floor')",
        },
        explain: |row| {
            Ok(tr!(
                "{name}于{exited_on}出壳,跟踪期至少{months}个月,{closed_on}结束过早;最早为{limit}",
                "{name} graduated on {exited_on}; follow-up lasts at least {months} months, so {closed_on} is too early: {limit} is the first day",
                name = row.text("name")?,
                exited_on = row.text("exited_on")?,
                closed_on = row.text("closed_on")?,
                months = row.int("months")?,
                limit = row.text("limit")?
            ))
        },
    },
    // Follow-up lasts at most two years.
    Rule {
        id: "follow-up.late",
        clause: "三(二)1.2)②",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("跟踪期至多两年", "follow-up lasts at most two years"),
        query: Query::Sql {
            watches: &["follow_up", "exit_step", "incubation"],
            scope: Scope::Orgs,
            sql: "SELECT 'U' || u.id AS subject, o.name, c.exited_on, u.on_date AS closed_on, m.value AS months,
                   date(c.exited_on, '+' || m.value || ' months', 'floor') AS \"limit\"
              FROM follow_up u
              JOIN case_file c ON c.incubation_id = u.incubation_id AND c.exit_result = 'pass'
              JOIN org o ON o.id = c.org_id
              JOIN parameter m ON m.name = 'follow_up_max_months'
             WHERE u.kind = 'close' AND u.void_reason IS NULL AND {scope:c.org_id}
               AND u.on_date > date(c.exited_on, '+' || m.value || ' months', 'floor')",
        },
        explain: |row| {
            Ok(tr!(
                "{name}于{exited_on}出壳,跟踪期至多{months}个月,{closed_on}结束过晚;最迟为{limit}",
                "{name} graduated on {exited_on}; follow-up lasts at most {months} months, so {closed_on} is too late: {limit} was the last day",
                name = row.text("name")?,
                exited_on = row.text("exited_on")?,
                closed_on = row.text("closed_on")?,
                months = row.int("months")?,
                limit = row.text("limit")?
            ))
        },
    },
];
