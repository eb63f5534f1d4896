//! What an issued report counts is corrected only with a reason.
//!
//! A breach is a record which, for an issued period, no longer counts as it did
//! on the day of issue. Its subject `R5:T3@J40` names the report, the record and
//! the entry that first brought the record (or a row of its roster) to what it
//! now is. So a waiver covers one correction: the next one has another entry
//! and asks for its own reason, while taking a correction back leads to what
//! was there at the issue, or was waived before, and asks for none.
//!
//! Where a figure depends on more than the record's own days, the breach is of
//! what the figure rests on, and its subject says what that has become: an
//! application's state at the period's end (`R5:A3@withdrawn`), whether an
//! organisation's first record counts in the period and its year to date
//! (`R5:O2@filed=0,1`), a target (`R5:projects@7`), a number printed of a resident
//! (`R5:I2@services=4`). Each later state asks anew.

pub mod residents;

use std::collections::BTreeSet;

use super::{Along, Query, Rule, Scope, Severity, engine};
use crate::domain::indicator::{First, INDICATORS, Indicator, Quantity};
use crate::fault;
use crate::i18n::label;
use crate::store::records::registry;
use crate::store::{Db, named_params};
use crate::tr;

/// In what the image of a row counts for a source's indicator, NULL if it does
/// not: in the organisation whose first it may be, in its persons, or in 1.
macro_rules! counts {
    ($image:literal) => {
        concat!(
            "CASE WHEN json_extract(",
            $image,
            ", '$.void_reason') IS NULL AND json_extract(",
            $image,
            ", '$.on_date') BETWEEN l.first_on AND l.last_on AND (s.only IS NULL OR json_extract(",
            $image,
            ", '$.' || s.only) = s.word)
              THEN CASE WHEN s.persons = 0 THEN CASE WHEN s.first = 1 THEN json_extract(",
            $image,
            ", '$.org_id') ELSE 1 END
                   WHEN EXISTS (SELECT 1 FROM attendance a WHERE a.training_id = c.row_id AND a.void_reason IS NULL)
                     OR EXISTS (SELECT 1 FROM attendance a WHERE a.training_id = c.row_id AND a.void_reason IS NOT NULL) THEN -1
                   ELSE nullif(json_extract(",
            $image,
            ", '$.headcount'), 0) END END"
        )
    };
}

/// The same of a row of a roster: the person (of a double, who stands for it), or
/// 0 for one who came not, or is void, but took the headcount's place.
macro_rules! attends {
    ($image:literal) => {
        concat!(
            "CASE WHEN ",
            $image,
            " IS NULL THEN NULL WHEN json_extract(",
            $image,
            ", '$.void_reason') IS NULL AND json_extract(",
            $image,
            ", '$.status') = 'present' AND json_extract(",
            $image,
            ", '$.category') <> 'other' THEN coalesce((SELECT m.merged_into FROM person m WHERE m.id = json_extract(",
            $image,
            ", '$.person_id')), json_extract(",
            $image,
            ", '$.person_id')) WHEN t.headcount > 0 THEN 0 END"
        )
    };
}

/// What became of issued reports: a row for each later change to what one
/// counts, over its period, its year to date and all days to its end (`span`).
/// `was` and `becomes` say in what the row counts before and after; a change
/// that leaves that alone is not here. A filing or recognition counts even if
/// another one precedes it. Changes by other programs have no `seq`.
///
/// The three parts: rows with a date; rows of rosters, dated by their training;
/// and those that were there at the issue and went with an undo. Each begins
/// with the changes, so that a few touched rows are found at once.
macro_rules! changes {
    () => {
        concat!(
            "WITH live (report_id, since, span, first_on, last_on) AS MATERIALIZED (
  SELECT r.id, (SELECT max(c.id) FROM change c WHERE c.seq = r.entry + 1), s.span,
         CASE s.span WHEN 'period' THEN r.start_on WHEN 'year' THEN r.year_on ELSE '' END, r.end_on
    FROM issued_report r CROSS JOIN (SELECT 'period' AS span UNION ALL SELECT 'year' UNION ALL SELECT 'ever') s
   WHERE r.void_reason IS NULL AND r.report NOT IN ('finance', 'certificate')),
{sources}
SELECT * FROM (
  SELECT l.report_id, l.span, c.id AS change_id, c.seq, s.indicator, c.table_name, c.row_id, s.prefix || c.row_id AS record, ",
            counts!("c.before"),
            " AS was, ",
            counts!("c.after"),
            " AS becomes
    FROM source s, change c, live l
   WHERE c.table_name = s.table_name AND c.id > (SELECT min(since) FROM live) AND c.id > l.since AND {scope:c.table_name, c.row_id}
  UNION ALL
  SELECT l.report_id, l.span, c.id, c.seq, '{persons}', c.table_name, c.row_id, 'T' || t.id, ",
            attends!("c.before"),
            ", ",
            attends!("c.after"),
            "
    FROM change c, attendance a, training t, live l
   WHERE c.table_name = 'attendance' AND c.id > (SELECT min(since) FROM live) AND c.id > l.since AND {scope:c.table_name, c.row_id}
     AND a.id = c.row_id AND t.id = a.training_id
     AND t.on_date BETWEEN l.first_on AND l.last_on AND t.void_reason IS NULL
  UNION ALL
  SELECT l.report_id, l.span, c.id, c.seq, '{persons}', c.table_name, c.row_id, 'T' || t.id, ",
            attends!("c.before"),
            ", NULL
    FROM change c, training t, live l
   WHERE c.table_name = 'attendance' AND c.op <> 'I' AND c.op = 'D' AND c.id > l.since AND {scope:c.table_name, c.row_id}
     AND t.id = json_extract(c.before, '$.training_id')
     AND t.on_date BETWEEN l.first_on AND l.last_on AND t.void_reason IS NULL
     AND NOT EXISTS (SELECT 1 FROM attendance a WHERE a.id = c.row_id)
     AND NOT EXISTS (SELECT 1 FROM change i WHERE i.table_name = 'attendance' AND i.row_id = c.row_id
                        AND i.op = 'I' AND i.id > l.since AND i.id < c.id))
 WHERE was IS NOT becomes"
        )
    };
}

/// [`changes!`] over the indicators that there are. In a row of `source`, `only`
/// is the column that must hold `word`, `persons` whether a roster counts, and
/// `first` whether only an organisation's first does.
fn changes() -> String {
    let quoted = |text: Option<&str>| text.map_or_else(|| "NULL".to_owned(), |text| format!("'{text}'"));
    let source = |i: &Indicator| {
        let prefix = registry::of_table(i.table).map(|k| k.prefix.to_string());
        let (only, word) = i.only.unzip();
        let [prefix, only, word] = [prefix.as_deref(), only, word].map(quoted);
        let [persons, first] = [i.quantity == Quantity::Persons, i.first != First::All].map(u8::from);
        format!("('{}', {prefix}, '{}', {only}, {word}, {persons}, {first})", i.table, i.id)
    };
    let sources: Vec<String> = INDICATORS.iter().map(source).collect();
    let sources = format!("source (table_name, prefix, indicator, only, word, persons, first) AS (VALUES {})", sources.join(", "));
    let persons = INDICATORS.iter().find(|i| i.quantity == Quantity::Persons).map_or("", |i| i.id);
    changes!().replace("{sources}", &sources).replace("{persons}", persons)
}

/// The changes that may have altered an application's state, with its id.
const CASE_CHANGES: &str = "
  SELECT c.id, c.seq, c.before, c.after, c.row_id AS application FROM change c
   WHERE c.table_name = 'application' AND {scope:c.table_name, c.row_id}
  UNION ALL SELECT c.id, c.seq, c.before, c.after, json_extract(coalesce(c.after, c.before), '$.application_id') FROM change c
   WHERE c.table_name IN ('review_step', 'withdrawal', 'incubation') AND {scope:c.table_name, c.row_id}
  UNION ALL SELECT c.id, c.seq, c.before, c.after, json_extract(coalesce(i.after, i.before), '$.application_id')
    FROM change c JOIN change i ON i.table_name = 'incubation' AND i.op = 'I'
     AND i.row_id = json_extract(coalesce(c.after, c.before), '$.incubation_id')
   WHERE c.table_name = 'exit_step' AND {scope:c.table_name, c.row_id}";

/// The tables that those changes are of.
const CASE_TABLES: [&str; 5] = ["application", "review_step", "withdrawal", "incubation", "exit_step"];

/// Reports in force that print figures of the plan, with the last change of their
/// issue. The money of a statement is guarded by the closing of its quarter.
const IN_FORCE: &str = "SELECT r.id AS report_id, r.start_on, r.year_on, r.end_on,
         (SELECT max(c.id) FROM change c WHERE c.seq = r.entry + 1) AS since
    FROM issued_report r WHERE r.void_reason IS NULL AND r.report NOT IN ('finance', 'certificate')";

/// Applications whose state at the period's end is not the one that was frozen.
fn cases() -> String {
    format!(
        "SELECT report_id, record, coalesce(now, 'none') AS state, NULL AS indicator, NULL AS org FROM (
  SELECT m.report_id, 'A' || m.application AS record,
         (SELECT e.state FROM case_event e WHERE e.application_id = m.application AND e.on_date <= m.end_on ORDER BY e.rank DESC LIMIT 1) AS now,
         (SELECT json_extract(j.value, '$[1]') FROM json_each(q.content, '$.cases') j
           WHERE json_extract(j.value, '$[0]') = 'A' || m.application) AS was
    FROM (SELECT DISTINCT i.report_id, i.end_on, k.application FROM ({CASE_CHANGES}) k
            JOIN in_force i ON k.id > i.since
             AND (json_extract(k.before, '$.on_date') <= i.end_on OR json_extract(k.after, '$.on_date') <= i.end_on)) m
    JOIN issued_report q ON q.id = m.report_id AND json_extract(q.content, '$.cases') IS NOT NULL)
 WHERE now IS NOT was"
    )
}

/// Targets that are not those that were printed.
const TARGETS: &str = "SELECT DISTINCT i.report_id, t.indicator, t.target, NULL, NULL
  FROM change c
  JOIN target t ON t.id = c.row_id
  JOIN operating_year y ON y.no = t.year
  JOIN in_force i ON c.id > i.since AND i.year_on = y.start_on
  JOIN issued_report q ON q.id = i.report_id
  JOIN json_each(q.content, '$.value.indicators') j ON json_extract(j.value, '$.indicator') = t.indicator
 WHERE c.table_name = 'target' AND {scope:c.table_name, c.row_id}
   AND json_extract(j.value, '$.target') IS NOT NULL AND json_extract(j.value, '$.target') IS NOT t.target";

/// Organisations of which another record is the first, so that it no longer
/// counts in the period or its year to date as it did, or counts now.
fn firsts(indicator: &Indicator) -> String {
    let Indicator { id, table, only, first, .. } = indicator;
    let bound = if *first == First::Ever { "''" } else { "o.year_on" };
    let of_kind = |column: fn(&str) -> String| only.map_or_else(String::new, |(name, word)| format!(" AND {} = '{word}'", column(name)));
    let (row_kind, image_kind) = (of_kind(|name| format!("e.{name}")), of_kind(|name| format!("json_extract(x.before, '$.{name}')")));
    let row = format!("FROM {table} e WHERE e.org_id = o.org AND e.void_reason IS NULL AND e.on_date >= {bound}{row_kind}");
    let image = |image: &str| {
        format!(
            "SELECT c.id, json_extract(c.{image}, '$.org_id') AS org, json_extract(c.{image}, '$.on_date') AS on_date FROM change c
              WHERE c.table_name = '{table}' AND c.{image} IS NOT NULL AND {{scope:c.table_name, c.row_id}}"
        )
    };
    let within =
        |day: &str| format!("coalesce({day} BETWEEN start_on AND end_on, 0) || ',' || coalesce({day} BETWEEN year_on AND end_on, 0)");
    format!(
        "SELECT report_id, 'O' || org, '{id}=' || {is}, '{id}', org FROM (
  SELECT o.*, (SELECT min(e.on_date) {row}) AS now,
         (SELECT min(on_date) FROM (
            SELECT e.on_date {row} AND NOT EXISTS (
              SELECT 1 FROM change x WHERE x.table_name = '{table}' AND x.row_id = e.id AND x.id > o.since)
            UNION ALL
            SELECT json_extract(x.before, '$.on_date') FROM change x
             WHERE x.table_name = '{table}' AND x.op <> 'I' AND x.op IN ('U', 'D') AND x.id > o.since
               AND json_extract(x.before, '$.org_id') = o.org AND json_extract(x.before, '$.void_reason') IS NULL
               AND json_extract(x.before, '$.on_date') >= {bound}{image_kind}
               AND NOT EXISTS (SELECT 1 FROM change y
                                WHERE y.table_name = '{table}' AND y.row_id = x.row_id AND y.id > o.since AND y.id < x.id))) AS was
    FROM (SELECT DISTINCT i.*, k.org FROM ({before} UNION ALL {after}) k
            JOIN in_force i ON k.id > i.since AND k.on_date <= i.end_on) o)
 WHERE {is} <> {were}",
        is = within("now"),
        were = within("was"),
        before = image("before"),
        after = image("after")
    )
}

/// Persons who were counted beside the one into whom they have been merged: one
/// different person less. Looked for by the rows of rosters that went along.
const MERGED: &str = "SELECT DISTINCT i.report_id, 'M' || p.id, 'merged', c.seq, NULL
  FROM change c
  JOIN in_force i ON c.id > i.since
  JOIN person p ON p.id = json_extract(c.before, '$.person_id') AND p.merged_into IS NOT NULL
  JOIN training t ON t.id = json_extract(c.before, '$.training_id') AND t.on_date BETWEEN i.start_on AND i.end_on AND t.void_reason IS NULL
 WHERE c.table_name = 'attendance' AND c.op <> 'I' AND c.op = 'U' AND {scope:c.table_name, c.row_id}
   AND json_extract(c.after, '$.person_id') <> p.id AND json_extract(c.before, '$.void_reason') IS NULL
   AND json_extract(c.before, '$.status') = 'present' AND json_extract(c.before, '$.category') <> 'other'
   AND EXISTS (SELECT 1 FROM attendance a JOIN training u ON u.id = a.training_id
                WHERE a.person_id = p.merged_into AND a.void_reason IS NULL AND a.status = 'present' AND a.category <> 'other'
                  AND u.on_date BETWEEN i.start_on AND i.end_on AND u.void_reason IS NULL
                  AND NOT EXISTS (SELECT 1 FROM change m WHERE m.table_name = 'attendance' AND m.row_id = a.id AND m.id > i.since
                                     AND json_extract(m.before, '$.person_id') = p.id))";

/// What became of what figures rest on beside a record's own days.
fn beyond() -> String {
    let firsts = INDICATORS.iter().filter(|i| i.first != First::All).map(firsts);
    [cases(), TARGETS.to_owned(), MERGED.to_owned()]
        .into_iter()
        .chain(firsts)
        .chain(residents::altered())
        .collect::<Vec<_>>()
        .join("\nUNION ALL ")
}

/// Records that no longer count as they did at the issue, each with the entry
/// that first made them what they are.
fn altered_rows() -> String {
    format!(
        "SELECT report_id, record, indicator, at_issue, today, 'J' || seq AS entry, min(change_id)
           FROM (SELECT *, max(CASE first WHEN 1 THEN was END) OVER w AS at_issue, max(CASE last WHEN 1 THEN becomes END) OVER w AS today
                   FROM (SELECT *, row_number() OVER (w ORDER BY change_id) AS first, row_number() OVER (w ORDER BY change_id DESC) AS last
                           FROM ({changes}) WHERE span <> 'ever' WINDOW w AS (PARTITION BY report_id, span, indicator, table_name, row_id))
                 WINDOW w AS (PARTITION BY report_id, span, indicator, table_name, row_id))
          WHERE at_issue IS NOT today AND becomes IS today
          GROUP BY report_id, span, indicator, table_name, row_id",
        changes = changes()
    )
}

/// The rule.
pub static RULES: &[Rule] = &[Rule {
    id: "report.issued",
    clause: "四(三)4",
    severity: Severity::Error,
    waivable: true,
    fault: fault::Kind::Rule,
    demand: label("已出具报表所计的记录,更正须有理由", "what an issued report counts is corrected only with a reason"),
    query: Query::Made {
        watches: || {
            let counted = INDICATORS.iter().map(|i| i.table).chain(CASE_TABLES).chain(residents::TABLES);
            let tables: BTreeSet<_> = counted.chain(["attendance", "target", "issued_report"]).collect();
            tables.into_iter().collect()
        },
        // A report that is issued, void, or back in force concerns all its records.
        // A session counts by its roster, and the roster by its session's day.
        scope: Scope::Rows { unless: "issued_report", along: Some(Along { whole: "training", rows: "attendance", column: "training_id" }) },
        sql: || {
            format!(
                "WITH in_force AS MATERIALIZED ({IN_FORCE}), altered AS MATERIALIZED ({altered}),
                 beyond (report_id, record, state, indicator, org) AS ({beyond})
                 SELECT DISTINCT 'R' || n.report_id || ':' || n.record || '@' || n.state AS subject,
                        'R' || n.report_id AS report, n.record, r.period, r.on_date
                   FROM (SELECT report_id, record, entry AS state FROM altered
                         UNION ALL
                         -- Not what a record of the organisation already tells.
                         SELECT report_id, record, state FROM beyond b
                          WHERE NOT EXISTS (SELECT 1 FROM altered t WHERE t.report_id = b.report_id AND t.indicator = b.indicator
                                               AND b.org IN (t.at_issue, t.today))) n
                   JOIN issued_report r ON r.id = n.report_id
                  ORDER BY n.report_id, n.record, n.state",
                altered = altered_rows(),
                beyond = beyond()
            )
        },
    },
    explain: |row| {
        Ok(tr!(
            "{record} 所计的数已与出具的 {report}({period},{on_date}出具)不同;更正须有理由,影响见 fuhua report diff {report}",
            "{record} no longer counts as it does in {report}, issued for {period} on {on_date}; a correction needs a reason (what it alters: fuhua report diff {report})",
            record = row.text("record")?,
            report = row.text("report")?,
            period = row.text("period")?,
            on_date = row.text("on_date")?
        ))
    },
}];

/// Over which days a report counts; each ends with its period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// The period.
    Period,
    /// The operating year to date.
    Year,
    /// All days.
    Ever,
}

/// A change to what an issued report counts, made after its issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Altered {
    /// Over which days.
    pub span: Span,
    /// The entry.
    pub seq: i64,
    /// The indicator's id.
    pub indicator: String,
    /// The changed row.
    pub row: (String, i64),
    /// The code of the record that counts: of a roster's row, its training.
    pub record: String,
    /// In what the row counted before; `None` if it did not.
    pub was: Option<i64>,
    /// In what it counts after.
    pub becomes: Option<i64>,
}

/// The changes that may have altered an application's state: their `seq`, images
/// and `application`, as SQL.
pub fn case_changes() -> String {
    engine::scoped(CASE_CHANGES, None)
}

/// The entries that merged persons whom one report in force counted as two.
///
/// # Errors
/// If SQLite fails.
pub fn merges(db: &Db, report: i64) -> anyhow::Result<Vec<i64>> {
    let merged = engine::scoped(MERGED, None);
    let sql = format!(
        "WITH in_force AS ({IN_FORCE}), merged (report_id, record, state, seq, org) AS ({merged})
      SELECT DISTINCT seq FROM merged WHERE report_id = :report"
    );
    db.all(&sql, named_params! {":report": report})?.iter().map(|row| row.int("seq")).collect()
}

/// The changes to what one report in force counts, oldest first.
///
/// # Errors
/// If SQLite fails.
pub fn altered(db: &Db, report: i64) -> anyhow::Result<Vec<Altered>> {
    let sql = format!("SELECT * FROM ({}) WHERE report_id = :report ORDER BY change_id", engine::scoped(&changes(), None));
    let rows = db.all(&sql, named_params! {":report": report})?;
    rows.iter()
        .map(|r| {
            Ok(Altered {
                span: match r.text("span")?.as_str() {
                    "period" => Span::Period,
                    "year" => Span::Year,
                    _ => Span::Ever,
                },
                seq: r.int("seq")?,
                indicator: r.text("indicator")?,
                row: (r.text("table_name")?, r.int("row_id")?),
                record: r.text("record")?,
                was: r.opt_int("was")?,
                becomes: r.opt_int("becomes")?,
            })
        })
        .collect()
}
