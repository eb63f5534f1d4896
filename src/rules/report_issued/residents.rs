//! What an issued report prints of each resident, declared once: the rule guards
//! it, and `report diff` names the entries behind it.

use chrono::NaiveDate;

use crate::domain::date::iso;
use crate::rules::engine;
use crate::store::{Db, named_params};

/// A number of the table of residents.
struct Printed {
    /// Its key in the report.
    key: &'static str,
    /// The changes on which it rests: `id`, `seq`, the images and the `stay` concerned.
    changes: &'static str,
    /// What of a row's `image` it rests on, over a period.
    counts: &'static str,
    /// What it is now, over the stay `v`, its application `a` and the report `i`.
    now: &'static str,
}

const PRINTED: [Printed; 2] = [
    Printed {
        key: "days",
        changes: "SELECT c.id, c.seq, c.before, c.after, c.row_id AS stay FROM change c
           WHERE c.table_name = 'incubation' AND {scope:c.table_name, c.row_id}",
        counts: "json_extract(image, '$.on_date')",
        now: "CAST(julianday(i.end_on) - julianday(v.on_date) + 1 AS INTEGER)",
    },
    Printed {
        key: "services",
        changes: "SELECT c.id, c.seq, c.before, c.after, v.id AS stay FROM change c
            JOIN application a ON a.org_id IN (json_extract(c.before, '$.org_id'), json_extract(c.after, '$.org_id'))
            JOIN incubation v ON v.application_id = a.id
           WHERE c.table_name = 'service' AND {scope:c.table_name, c.row_id}",
        counts: "CASE WHEN json_extract(image, '$.on_date') BETWEEN :from AND :to AND json_extract(image, '$.void_reason') IS NULL
            THEN json_extract(image, '$.org_id') END",
        now: "(SELECT count(*) FROM service e WHERE e.org_id = a.org_id AND e.on_date BETWEEN i.start_on AND i.end_on AND e.void_reason IS NULL)",
    },
];

/// The keys of those numbers.
pub const KEYS: [&str; PRINTED.len()] = [PRINTED[0].key, PRINTED[1].key];

/// The tables whose rows they rest on, beside those of the cases.
pub(super) const TABLES: [&str; 1] = ["service"];

/// The residents of whom a report in force prints what is no longer so, as
/// `report_id`, record, state, indicator, organisation. Whether one is a resident
/// at all is a matter of the case.
pub(super) fn altered() -> Vec<String> {
    let of = |Printed { key, changes, now, .. }: &Printed| {
        format!(
            "SELECT DISTINCT i.report_id, 'I' || v.id, '{key}=' || {now}, NULL, NULL
  FROM ({changes}) k
  JOIN in_force i ON k.id > i.since
  JOIN issued_report q ON q.id = i.report_id
  JOIN incubation v ON v.id = k.stay AND v.void_reason IS NULL
  JOIN application a ON a.id = v.application_id
  JOIN json_each(q.content, '$.value.residents') j ON json_extract(j.value, '$.incubation') = 'I' || v.id
 WHERE json_extract(j.value, '$.{key}') IS NOT {now}"
        )
    };
    PRINTED.iter().map(of).collect()
}

/// A change since an issue to what a number of a resident rests on.
pub struct Change {
    /// The number's key.
    pub key: &'static str,
    /// The stay.
    pub incubation: i64,
    /// The entry; none if another program did it.
    pub seq: Option<i64>,
}

/// Those since the entry that issued a report over a period.
///
/// # Errors
/// If SQLite fails.
pub fn changes(db: &Db, since: i64, (from, to): (NaiveDate, NaiveDate)) -> anyhow::Result<Vec<Change>> {
    let (mut found, from, to) = (Vec::new(), iso(from), iso(to));
    for Printed { key, changes, counts, .. } in &PRINTED {
        let [was, becomes] = ["before", "after"].map(|image| counts.replace("image", image));
        let changes = engine::scoped(changes, None);
        // What is bound must stand in the statement, though not every number rests on the period.
        let sql = format!(
            "SELECT seq, stay FROM ({changes})
              WHERE seq > :since AND :from <= :to AND {was} IS NOT {becomes} ORDER BY id"
        );
        db.each(&sql, named_params! {":since": since, ":from": from, ":to": to}, |row| {
            found.push(Change { key, incubation: row.int("stay")?, seq: row.opt_int("seq")? });
            Ok(())
        })?;
    }
    Ok(found)
}
