//! What an issued report counts is corrected only with a reason.
//!
//! A breach is a record which, for an issued period, no longer counts as it did
//! on the day of issue. Its subject `R5:T3@J40` names the report, the record and
//! the entry that first brought the record (or a row of its roster) to what it
//! now is. So a waiver covers one correction: the next one has another entry
//! and asks for its own reason, while taking a correction back leads to what
//! was there at the issue, or was waived before, and asks for none.

use super::{Query, Rule, Scope, Severity, engine};
use crate::domain::indicator::{INDICATORS, Indicator, Quantity};
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
              THEN CASE WHEN s.persons = 0 THEN coalesce(json_extract(",
            $image,
            ", '$.org_id'), 1)
                   WHEN EXISTS (SELECT 1 FROM attendance a WHERE a.training_id = c.row_id AND a.void_reason IS NULL)
                     OR EXISTS (SELECT 1 FROM attendance a WHERE a.training_id = c.row_id AND a.void_reason IS NOT NULL) THEN -1
                   ELSE nullif(json_extract(",
            $image,
            ", '$.headcount'), 0) END END"
        )
    };
}

/// The same of a row of a roster: the person, or 0 for one who came not, or is
/// void, but took the headcount's place.
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
            ", '$.category') <> 'other' THEN json_extract(",
            $image,
            ", '$.person_id') WHEN t.headcount > 0 THEN 0 END"
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
   WHERE r.void_reason IS NULL),
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
/// is the column that must hold `word`, and `persons` whether a roster counts.
fn changes() -> String {
    let quoted = |text: Option<&str>| text.map_or_else(|| "NULL".to_owned(), |text| format!("'{text}'"));
    let source = |i: &Indicator| {
        let prefix = registry::of_table(i.table).map(|k| k.prefix.to_string());
        let (only, word) = i.only.unzip();
        let [prefix, only, word] = [prefix.as_deref(), only, word].map(quoted);
        format!("('{}', {prefix}, '{}', {only}, {word}, {})", i.table, i.id, u8::from(i.quantity == Quantity::Persons))
    };
    let sources: Vec<String> = INDICATORS.iter().map(source).collect();
    let sources = format!("source (table_name, prefix, indicator, only, word, persons) AS (VALUES {})", sources.join(", "));
    let persons = INDICATORS.iter().find(|i| i.quantity == Quantity::Persons).map_or("", |i| i.id);
    changes!().replace("{sources}", &sources).replace("{persons}", persons)
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
            let counted = INDICATORS.iter().map(|i| i.table);
            counted.chain(["attendance", "issued_report"]).collect()
        },
        // A report that is issued, void, or back in force concerns all its records.
        scope: Scope::Rows { unless: "issued_report" },
        sql: || {
            format!(
                "SELECT DISTINCT 'R' || n.report_id || ':' || n.record || '@' || n.entry AS subject,
                        'R' || n.report_id AS report, n.record, r.period, r.on_date
                   FROM (SELECT report_id, record, coalesce('J' || seq, '?') AS entry, min(change_id)
                           FROM (SELECT *, max(CASE first WHEN 1 THEN was END) OVER w AS at_issue, max(CASE last WHEN 1 THEN becomes END) OVER w AS today
                                   FROM (SELECT *, row_number() OVER (w ORDER BY change_id) AS first, row_number() OVER (w ORDER BY change_id DESC) AS last
                                           FROM ({changes}) WHERE span = 'period' WINDOW w AS (PARTITION BY report_id, indicator, table_name, row_id))
                                 WINDOW w AS (PARTITION BY report_id, indicator, table_name, row_id))
                          WHERE at_issue IS NOT today AND becomes IS today
                          GROUP BY report_id, indicator, table_name, row_id) n
                   JOIN issued_report r ON r.id = n.report_id
                  ORDER BY n.report_id, n.record, n.entry",
                changes = changes()
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
    /// The entry; none if another program did it.
    pub seq: Option<i64>,
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
                seq: r.opt_int("seq")?,
                indicator: r.text("indicator")?,
                row: (r.text("table_name")?, r.int("row_id")?),
                record: r.text("record")?,
                was: r.opt_int("was")?,
                becomes: r.opt_int("becomes")?,
            })
        })
        .collect()
}
