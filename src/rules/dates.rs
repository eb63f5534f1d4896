//! Dates: within the plan, not ahead of today, in order.

use super::{Arm, BOOKKEEPING, Query, Rule, Scope, Severity};
use crate::fault;
use crate::i18n::label;
use crate::store::records::field::{Day, Field, Type};
use crate::store::records::kind::Kind;
use crate::store::records::registry;
use crate::tr;

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // What counts is dated within the plan.
    Rule {
        id: "dates.in-plan",
        clause: "三(二)",
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Input,
        demand: label("日期须在计划的运营年度之内", "a date lies within the plan"),
        query: Query::Kinds(in_plan),
        explain: |row| {
            let (start_on, end_on, years) = (row.text("start_on")?, row.text("end_on")?, row.text("years")?);
            let wrong = tr!(
                "日期{on_date}不在计划的任何运营年度内(计划期{start_on}至{end_on}:{years})",
                "the date {on_date} lies in no operating year of the plan ({start_on} to {end_on}: {years})",
                on_date = row.text("on_date")?
            );
            Ok(if row.int("over")? == 1 {
                tr!(
                    "{wrong};计划已结束:补记的用 --date 写明日期,新一期另建一库:fuhua init --start 首日 --db 新库.db",
                    "{wrong}; the plan is over: for what happened then give the date with --date; a renewed plan has a database of its own: fuhua init --start DAY --db NEW.db"
                )
            } else {
                tr!("{wrong};用 --date 写明日期", "{wrong}; give the date with --date")
            })
        },
    },
    // Nothing is recorded before it happened.
    Rule {
        id: "dates.future",
        clause: BOOKKEEPING,
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("不预记将来的事", "nothing is recorded before it happened"),
        query: Query::Kinds(future),
        explain: |row| {
            Ok(tr!(
                "日期{on_date}晚于今天{today};发生之后再记,或核对日期",
                "the date {on_date} is after today, {today}; record it when it has happened, or check the date",
                on_date = row.text("on_date")?,
                today = row.text("today")?
            ))
        },
    },
    // Nothing is dated before what it rests on.
    Rule {
        id: "dates.order",
        clause: BOOKKEEPING,
        severity: Severity::Error,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("先后有序:评审、撤回、出壳不早于其前提", "nothing is dated before what it rests on"),
        query: Query::Sql {
            watches: &["application", "review_step", "withdrawal", "incubation", "exit_step"],
            scope: Scope::Orgs,
            sql: "SELECT subject, on_date, before, before_on FROM (
              SELECT 'K' || k.id AS subject, k.on_date, 'A' || a.id AS before, a.on_date AS before_on, a.org_id
                FROM application a JOIN review_step k ON k.application_id = a.id AND k.void_reason IS NULL AND k.on_date < a.on_date
               WHERE a.void_reason IS NULL
              UNION ALL
              SELECT 'Z' || w.id, w.on_date, 'A' || a.id, a.on_date, a.org_id
                FROM application a JOIN withdrawal w ON w.application_id = a.id AND w.void_reason IS NULL AND w.on_date < a.on_date
               WHERE a.void_reason IS NULL
              UNION ALL
              SELECT 'Z' || w.id, w.on_date, 'I' || c.incubation_id, c.entered_on, c.org_id
                FROM case_file c JOIN withdrawal w ON w.application_id = c.application_id AND w.void_reason IS NULL AND w.on_date < c.entered_on
              UNION ALL
              SELECT 'X' || x.id, x.on_date, 'I' || i.id, i.on_date, a.org_id
                FROM incubation i JOIN application a ON a.id = i.application_id
                JOIN exit_step x ON x.incubation_id = i.id AND x.void_reason IS NULL AND x.on_date < i.on_date
               WHERE i.void_reason IS NULL)
             WHERE {scope:org_id}",
        },
        explain: |row| {
            Ok(tr!(
                "{subject} 的日期{on_date}早于它所依据的 {before}({before_on});核对两个日期",
                "{subject} is dated {on_date}, before {before} ({before_on}) on which it rests; check both dates",
                subject = row.text("subject")?,
                on_date = row.text("on_date")?,
                before = row.text("before")?,
                before_on = row.text("before_on")?
            ))
        },
    },
];

/// An arm for each field of every kind that is a day and is held to something.
fn arms(holds: fn(Day) -> bool, sql: fn(&Kind, &Field) -> String) -> Vec<Arm> {
    let of = |kind: &'static Kind| {
        let held = |f: &&Field| !f.computed && matches!(f.ty, Type::Date) && holds(f.day);
        kind.fields.iter().filter(held).map(move |f| Arm { table: kind.table, sql: sql(kind, f), whole: true })
    };
    registry::ALL.iter().copied().flat_map(of).collect()
}

fn future() -> Vec<Arm> {
    arms(
        |day| day != Day::Any,
        |kind, field| {
            let Kind { prefix, table, .. } = kind;
            let day = field.column;
            let only = if let Day::PastIf(condition) = field.day { format!(" AND {condition}") } else { String::new() };
            format!(
                // It may have been today where it was recorded, east of here: an entry
                // says its own day.
                "SELECT '{prefix}' || r.id AS subject, r.{day} AS on_date, :today AS today, '{day} ' || r.{day} AS breach
               FROM {table} r WHERE r.void_reason IS NULL AND r.{day} > :today{only} AND {{scope:r.id}}
                AND r.{day} > (SELECT coalesce(max(substr(j.at, 1, 10)), '') FROM change c JOIN journal j ON j.seq = c.seq
                                WHERE c.table_name = '{table}' AND c.row_id = r.id)"
            )
        },
    )
}

fn in_plan() -> Vec<Arm> {
    arms(
        |day| day == Day::InPlan,
        |kind, field| {
            let Kind { prefix, table, .. } = kind;
            let day = field.column;
            format!(
                "SELECT '{prefix}' || r.id AS subject, r.{day} AS on_date, p.start_on, p.end_on, :today > p.end_on AS over,
                        (SELECT group_concat('Y' || y.no || ' ' || y.start_on || '..' || y.end_on, ', ') FROM operating_year y WHERE y.no >= 1) AS years
               FROM {table} r CROSS JOIN plan p
              WHERE r.void_reason IS NULL AND r.{day} NOT BETWEEN p.start_on AND p.end_on AND {{scope:r.id}}"
            )
        },
    )
}
