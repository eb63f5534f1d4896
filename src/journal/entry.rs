//! Reading the journal.

use serde_json::{Map, Value as Json};

use crate::domain::code::Code;
use crate::fault::Fault;
use crate::store::{Db, Row, kind, named_params};
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
    /// The record's code, if the table holds records.
    pub fn code(&self) -> Option<Code> {
        kind::of_table(&self.table).map(|k| Code::new(k.letter, self.row))
    }
}

fn of_row(row: &Row) -> anyhow::Result<Entry> {
    let seq = row.int("seq")?;
    let arguments = serde_json::from_str(&row.text("arguments")?).map_err(|_| unreadable(seq))?;
    Ok(Entry {
        seq,
        at: row.text("at")?,
        actor: row.text("actor")?,
        login: row.text("login")?,
        command: row.text("command")?,
        arguments,
        hash: row.opt_text("hash")?,
    })
}

fn unreadable(seq: i64) -> Fault {
    Fault::database(tr!("流水 J{seq} 无法读取", "the journal entry J{seq} cannot be read"))
        .hint(tr!("用 fuhua audit 检查该文件", "check the file with fuhua audit"))
}

/// The entries that touched a record, or all of them, oldest first.
///
/// # Errors
/// If SQLite fails.
pub fn entries(db: &Db, of: Option<(&str, i64)>) -> anyhow::Result<Vec<Entry>> {
    let rows = match of {
        None => db.all("SELECT * FROM journal ORDER BY seq", &[])?,
        Some((table, row)) => db.all(
            "SELECT * FROM journal WHERE seq IN (SELECT seq FROM change WHERE table_name = :table AND row_id = :row) ORDER BY seq",
            named_params! {":table": table, ":row": row},
        )?,
    };
    rows.iter().map(of_row).collect()
}

/// One entry.
///
/// # Errors
/// [`Fault`] (input) if there is none.
pub fn entry(db: &Db, seq: i64) -> anyhow::Result<Entry> {
    match db.maybe("SELECT * FROM journal WHERE seq = :seq", named_params! {":seq": seq})? {
        Some(row) => of_row(&row),
        None => Fault::input(tr!("没有流水 J{seq}", "there is no journal entry J{seq}")).err(),
    }
}

/// The changes of an entry, in order.
///
/// # Errors
/// If SQLite fails.
pub fn changes_of(db: &Db, seq: i64) -> anyhow::Result<Vec<Change>> {
    let rows = db.all("SELECT table_name, row_id, before, after FROM change WHERE seq = :seq ORDER BY id", named_params! {":seq": seq})?;
    let image = |row: &Row, column: &str| -> anyhow::Result<Map<String, Json>> {
        match row.opt_text(column)? {
            None => Ok(Map::new()),
            Some(text) => serde_json::from_str(&text).map_err(|_| unreadable(seq).into()),
        }
    };
    rows.iter()
        .map(|r| Ok(Change { table: r.text("table_name")?, row: r.int("row_id")?, before: image(r, "before")?, after: image(r, "after")? }))
        .collect()
}
