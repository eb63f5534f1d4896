//! Reading the journal.

use serde_json::{Map, Value as Json};

use crate::domain::code::Code;
use crate::fault::Fault;
use crate::store::kind::{self, Kind, Part};
use crate::store::{Db, Row, named_params};
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
    /// The code of the record that changed, or to which the changed row
    /// belongs; `None` if the table holds neither.
    pub fn code(&self) -> Option<Code> {
        if let Some(kind) = kind::of_table(&self.table) {
            return Some(Code::new(kind.letter, self.row));
        }
        let part = kind::part(&self.table)?;
        let image = if self.after.is_empty() { &self.before } else { &self.after };
        Some(Code::new(part.letter, image.get(part.column)?.as_i64()?))
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

/// All entries, oldest first.
///
/// # Errors
/// If SQLite fails.
pub fn entries(db: &Db) -> anyhow::Result<Vec<Entry>> {
    db.all("SELECT * FROM journal ORDER BY seq", &[])?.iter().map(of_row).collect()
}

/// The newest entries, oldest of them first.
///
/// # Errors
/// If SQLite fails.
pub fn newest(db: &Db, limit: u32) -> anyhow::Result<Vec<Entry>> {
    let sql = "SELECT * FROM (SELECT * FROM journal ORDER BY seq DESC LIMIT :limit) ORDER BY seq";
    db.all(sql, named_params! {":limit": limit})?.iter().map(of_row).collect()
}

/// The entries that touched a record or its parts, oldest first.
///
/// # Errors
/// If SQLite fails.
pub fn entries_of(db: &Db, kind: &Kind, id: i64) -> anyhow::Result<Vec<Entry>> {
    let mut sql = "SELECT * FROM journal WHERE seq IN (SELECT seq FROM change WHERE table_name = :table AND row_id = :id".to_owned();
    for part in kind::PARTS.iter().filter(|p| p.letter == kind.letter) {
        let Part { table, column, .. } = part;
        sql += &format!(
            " UNION ALL SELECT seq FROM change WHERE table_name = '{table}' AND json_extract(coalesce(after, before), '$.{column}') = :id"
        );
    }
    db.all(&(sql + ") ORDER BY seq"), named_params! {":table": kind.table, ":id": id})?.iter().map(of_row).collect()
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
