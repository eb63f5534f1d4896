//! Reading the journal.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Map, Value as Json};

use crate::domain::code::Code;
use crate::domain::date;
use crate::fault::Fault;
use crate::store::records::kind::{Kind, Part};
use crate::store::records::registry;
use crate::store::{Db, Row, ToSql, named_params};
use crate::tr;

/// A journal entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its number.
    pub seq: i64,
    /// When.
    pub at: String,
    /// Who.
    pub actor: String,
    /// On which login.
    pub login: String,
    /// The verb.
    pub command: String,
    /// What was typed.
    pub arguments: Vec<String>,
    /// The entry that it takes back.
    pub undoes: Option<i64>,
    /// The entry that took it back, if that still stands.
    pub undone_by: Option<i64>,
    /// Its hash.
    pub hash: Option<String>,
}

/// One row that an entry changed.
#[derive(Clone, Debug)]
pub struct Change {
    /// The row's table.
    pub table: String,
    /// The row's id.
    pub row: i64,
    /// The whole row before; empty for an insert.
    pub before: Map<String, Json>,
    /// The whole row after; empty for a delete.
    pub after: Map<String, Json>,
}

impl Change {
    /// The code of the record that changed, or to which the changed row
    /// belongs; `None` if the table holds neither.
    pub fn code(&self) -> Option<Code> {
        if let Some(kind) = registry::of_table(&self.table) {
            return Some(kind.code(self.row));
        }
        let (of, part) = registry::part(&self.table)?;
        let image = if self.after.is_empty() { &self.before } else { &self.after };
        Some(of.code(image.get(part.column)?.as_i64()?))
    }
}

fn of_row(row: &Row, undone: &BTreeMap<i64, i64>) -> anyhow::Result<Entry> {
    let seq = row.int("seq")?;
    let arguments = serde_json::from_str(&row.text("arguments")?).map_err(|_| unreadable(seq))?;
    Ok(Entry {
        seq,
        at: row.text("at")?,
        actor: row.text("actor")?,
        login: row.text("login")?,
        command: row.text("command")?,
        arguments,
        undoes: row.opt_int("undoes")?,
        undone_by: undone.get(&seq).copied(),
        hash: row.opt_text("hash")?,
    })
}

fn read(db: &Db, sql: &str, params: &[(&str, &dyn ToSql)]) -> anyhow::Result<Vec<Entry>> {
    let undone = undone(db)?;
    db.all(sql, params)?.iter().map(|row| of_row(row, &undone)).collect()
}

/// The entries that are taken back, each with the entry that does it: an undo
/// that was itself taken back does nothing.
///
/// # Errors
/// If SQLite fails.
pub fn undone(db: &Db) -> anyhow::Result<BTreeMap<i64, i64>> {
    let mut undone = BTreeMap::new();
    // `+`: sorted, and found by the index on undos: there are few among the entries.
    db.each("SELECT seq, undoes FROM journal WHERE undoes IS NOT NULL AND +seq >= 1 ORDER BY +seq DESC", &[], |row| {
        let (seq, undoes) = (row.int("seq")?, row.int("undoes")?);
        if !undone.contains_key(&seq) {
            undone.entry(undoes).or_insert(seq);
        }
        Ok(())
    })?;
    Ok(undone)
}

fn unreadable(seq: i64) -> Fault {
    Fault::database(tr!("流水 J{seq} 无法读取", "the journal entry J{seq} cannot be read"))
        .hint(tr!("用 fuhua audit 检查该文件", "check the file with fuhua audit"))
}

/// The newest entries, all if there is no limit, oldest of them first; of some
/// days only, the first and the last.
///
/// # Errors
/// If SQLite fails.
pub fn entries(db: &Db, days: Option<(NaiveDate, NaiveDate)>, limit: Option<u32>) -> anyhow::Result<Vec<Entry>> {
    let (first, last) = days.map(|(first, last)| (date::iso(first), date::iso(last))).unzip();
    let sql = "SELECT * FROM (SELECT * FROM journal
                               WHERE seq >= 1 AND (:first IS NULL OR substr(at, 1, 10) BETWEEN :first AND :last)
                               ORDER BY seq DESC LIMIT :limit) ORDER BY seq";
    read(db, sql, named_params! {":first": first, ":last": last, ":limit": limit.map_or(-1, i64::from)})
}

/// The entries that touched a record or its parts, oldest first.
///
/// # Errors
/// If SQLite fails.
pub fn entries_of(db: &Db, kind: &Kind, id: i64) -> anyhow::Result<Vec<Entry>> {
    let mut sql =
        "SELECT * FROM journal WHERE seq >= 1 AND seq IN (SELECT seq FROM change WHERE table_name = :table AND row_id = :id".to_owned();
    for part in kind.parts {
        let Part { table, column, .. } = part;
        sql += &format!(
            " UNION ALL SELECT seq FROM change WHERE table_name = '{table}' AND json_extract(coalesce(after, before), '$.{column}') = :id"
        );
    }
    read(db, &(sql + ") ORDER BY seq"), named_params! {":table": kind.table, ":id": id})
}

/// One entry.
///
/// # Errors
/// [`Fault`] (input) if there is none.
pub fn entry(db: &Db, seq: i64) -> anyhow::Result<Entry> {
    match read(db, "SELECT * FROM journal WHERE seq = :seq AND seq >= 1", named_params! {":seq": seq})?.pop() {
        Some(entry) => Ok(entry),
        None => Fault::input(tr!("没有流水 J{seq}", "there is no journal entry J{seq}"))
            .hint(tr!("用 fuhua history 查看流水", "see the journal with fuhua history"))
            .err(),
    }
}

/// The last entry of a day or earlier, by the day that each entry bears;
/// `None` if the journal begins later.
///
/// # Errors
/// If SQLite fails.
pub fn known_on(db: &Db, day: NaiveDate) -> anyhow::Result<Option<Entry>> {
    let day = date::iso(day);
    let sql = "SELECT * FROM journal WHERE seq >= 1 AND substr(at, 1, 10) <= :day ORDER BY seq DESC LIMIT 1";
    Ok(read(db, sql, named_params! {":day": day})?.pop())
}

/// The changes of an entry, in order.
///
/// # Errors
/// If SQLite fails.
pub fn changes_of(db: &Db, seq: i64) -> anyhow::Result<Vec<Change>> {
    let mut changes = Vec::new();
    each_change(db, seq, None, |change| {
        changes.push(change);
        Ok(())
    })?;
    Ok(changes)
}

/// Hands on the changes of an entry, in order; those to one record and its parts
/// only, if it is given by its kind and id.
///
/// # Errors
/// If SQLite fails, or what `each` fails with.
pub fn each_change(db: &Db, seq: i64, of: Option<(&Kind, i64)>, mut each: impl FnMut(Change) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let sql = |wanted: &str| format!("SELECT table_name, row_id, before, after FROM change WHERE {wanted} ORDER BY id");
    let each = |row: Row| each(change_of(seq, &row)?);
    let Some((kind, id)) = of else {
        return db.each(&sql("seq = :seq"), named_params! {":seq": seq}, each);
    };
    let mut wanted = String::from("(+seq = :seq AND table_name = :table AND row_id = :id)");
    for Part { table, column, .. } in kind.parts {
        wanted += &format!(" OR (seq = :seq AND table_name = '{table}' AND json_extract(coalesce(after, before), '$.{column}') = :id)");
    }
    db.each(&sql(&wanted), named_params! {":seq": seq, ":table": kind.table, ":id": id}, each)
}

/// The tables to which an entry added rows, in the order of their first, with
/// how many.
///
/// # Errors
/// If SQLite fails.
pub fn added(db: &Db, seq: i64) -> anyhow::Result<Vec<(String, i64)>> {
    let sql = "SELECT table_name, count(*) AS rows FROM change WHERE seq = :seq AND before IS NULL GROUP BY table_name ORDER BY min(id)";
    db.all(sql, named_params! {":seq": seq})?.iter().map(|row| Ok((row.text("table_name")?, row.int("rows")?))).collect()
}

/// Hands on what each change of an entry touched: the record's code, or none and
/// the table. Images are read of parts only, for the record that they belong to.
///
/// # Errors
/// If SQLite fails.
pub fn each_touched(db: &Db, seq: i64, mut each: impl FnMut(Option<Code>, String)) -> anyhow::Result<()> {
    let owners: String = registry::parts()
        .map(|(_, p)| format!(" WHEN '{}' THEN json_extract(coalesce(after, before), '$.{}')", p.table, p.column))
        .collect();
    let sql = format!("SELECT table_name, CASE table_name{owners} ELSE row_id END AS number FROM change WHERE seq = :seq ORDER BY id");
    db.each(&sql, named_params! {":seq": seq}, |row| {
        let table = row.text("table_name")?;
        let kind = registry::of_table(&table).or_else(|| registry::part(&table).map(|(of, _)| of));
        each(kind.map(|kind| Ok::<_, anyhow::Error>(kind.code(row.int("number")?))).transpose()?, table);
        Ok(())
    })
}

fn change_of(seq: i64, row: &Row) -> anyhow::Result<Change> {
    let image = |column: &str| -> anyhow::Result<Map<String, Json>> {
        match row.opt_text(column)? {
            None => Ok(Map::new()),
            Some(text) => serde_json::from_str(&text).map_err(|_| unreadable(seq).into()),
        }
    };
    Ok(Change { table: row.text("table_name")?, row: row.int("row_id")?, before: image("before")?, after: image("after")? })
}
