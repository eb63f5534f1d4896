//! Bringing a file of an older schema to the current one.
//!
//! A change of `schema.sql` after a release raises [`VERSION`] and adds a
//! [`Step`], whose SQL stands in `migrations/NNNN.sql` and is frozen. What a
//! step leaves must be what `schema.sql` makes, object by object, or the
//! upgrade is refused; so a changed table is made anew with the new text:
//!
//! ```sql
//! ALTER TABLE org RENAME TO org_old;
//! CREATE TABLE org (…) STRICT;               -- as in schema.sql
//! INSERT INTO org (id, name, …) SELECT id, name, … FROM org_old;
//! DROP TABLE org_old;                        -- its indexes go: make them again
//! ```
//!
//! Columns and tables are added, never dropped or renamed: the journal's images
//! name them. Views and triggers are dropped before and made from `schema.sql` after.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::bail;
use rusqlite::{Connection, OpenFlags};

use super::open::{begin as begin_on, connect, settings};
use super::schema::VERSION;
use super::{Db, Durability, Writer, fault_of, header, likeness, open_any};
use crate::domain::text::printable;
use crate::fault::Fault;
use crate::tr;

/// What makes a version of the schema of the one before.
#[derive(Debug)]
pub struct Step {
    /// The version that it makes.
    pub to: u32,
    /// Tables and indexes. Runs without triggers, so outside the journal: a
    /// new column is NULL or its DEFAULT, a new table is empty.
    pub structure: &'static str,
    /// Whatever else happens to rows. Runs when all structures are made, and
    /// is journalled as part of the upgrade.
    pub rows: &'static str,
    /// The tables whose number of rows it changes. All others keep theirs.
    pub recounts: &'static [&'static str],
}

/// The steps, from version 1 on.
static STEPS: &[Step] = &[];

fn steps() -> &'static [Step] {
    #[cfg(any(test, feature = "trial-format"))]
    if let Some(trial) = super::trial::set() {
        return trial;
    }
    STEPS
}

/// The steps from a version to the current one; `None` if they do not lead there.
fn way(from: u32) -> Option<&'static [Step]> {
    let at = steps().iter().position(|step| step.to == from + 1)?;
    let way = &steps()[at..];
    let whole = way.iter().zip(from + 1..).all(|(step, to)| step.to == to) && way.last()?.to == VERSION;
    whole.then_some(way)
}

/// Whether a file of a version can be upgraded.
pub fn reaches(from: u32) -> bool {
    way(from).is_some()
}

/// The version of a file that may be one of ours.
///
/// # Errors
/// [`Fault`] (database), naming what is wrong with the file.
pub fn version(path: &Path) -> anyhow::Result<u32> {
    settled(&header::check_any(path)?)
}

/// The version that a file has once what was cut off is rolled back: the first
/// bytes may be of an upgrade that never came to its end.
///
/// # Errors
/// [`Fault`] (database) if it cannot be read.
pub(super) fn settled(header: &header::Header) -> anyhow::Result<u32> {
    if steps().is_empty() || header::companions(&header.path).is_empty() {
        return Ok(header.version);
    }
    Ok(u32::try_from(open_any(&header.path)?.one("PRAGMA user_version", &[])?.int("user_version")?)?)
}

/// Opens a file for [`run`]: its one writing transaction, in which tables can
/// be made anew.
///
/// # Errors
/// A fault that names what is wrong with the file.
pub fn begin(path: &Path, durability: Durability) -> anyhow::Result<Writer> {
    let conn = connect(&header::check_any(path)?.path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // Outside a transaction or not at all. The keys are checked at the end.
    settings(&conn, &[("foreign_keys", 0), ("legacy_alter_table", 1)])?;
    begin_on(conn, durability)
}

/// Brings the file to the current schema. `copy` is the name of the file kept
/// beside it, if one is. Returns the versions from and to.
///
/// # Errors
/// If there is no way from its version, or a step does not give what it must.
pub fn run(w: &Writer, copy: Option<&str>) -> anyhow::Result<(u32, u32)> {
    let conn = &w.conn;
    let from: u32 = conn.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(fault_of)?;
    let Some(way) = way(from) else { return Err(too_old(from)) };
    let before = counts(w)?;
    drop_all(conn, "trigger")?;
    drop_all(conn, "view")?;
    for step in way {
        conn.execute_batch(step.structure).map_err(fault_of)?;
    }
    for object in likeness::ours()?.iter().filter(|o| matches!(o.kind.as_slice(), b"view" | b"trigger")) {
        conn.execute_batch(&likeness::text(&object.sql)).map_err(fault_of)?;
    }
    conn.execute_batch(&format!("PRAGMA user_version = {VERSION}")).map_err(fault_of)?;
    if let Some(difference) = likeness::all(conn)?.first() {
        let what = printable(&difference.tell());
        return Fault::database(tr!("升级未完成,文件没有改动:{what}", "not upgraded, the file is as it was: {what}"))
            .hint(tr!("该文件被别的程序改过结构;用 fuhua audit 检查", "another program changed its schema; check it with fuhua audit"))
            .err();
    }
    for step in way {
        conn.execute_batch(step.rows).map_err(fault_of)?;
    }
    if let Some(row) = w.maybe("PRAGMA foreign_key_check", &[])? {
        let (table, parent) = (row.text("table")?, row.text("parent")?);
        return Fault::database(tr!(
            "升级未完成,文件没有改动:{table} 有记录指向 {parent} 中没有的记录",
            "not upgraded, the file is as it was: a row of {table} points to one that {parent} lacks"
        ))
        .err();
    }
    let after = counts(w)?;
    for (table, n) in &before {
        let free = ["journal", "change"].contains(&table.as_str()) || way.iter().any(|step| step.recounts.contains(&table.as_str()));
        if !free && after.get(table) != Some(n) {
            bail!("{table} had {n} rows before the upgrade and has {:?} after it", after.get(table));
        }
    }
    w.insert("upgrade", &[("from_version", i64::from(from).into()), ("to_version", i64::from(VERSION).into()), ("copy", copy.into())])?;
    Ok((from, VERSION))
}

/// What is said of a version from which no steps lead here.
pub fn too_old(from: u32) -> anyhow::Error {
    Fault::database(tr!("本程序不能升级第{from}版格式", "this program cannot upgrade format {from}"))
        .hint(tr!("先用当时的 fuhua 打开", "open it with the fuhua of its time"))
        .into()
}

/// How many rows each table has.
///
/// # Errors
/// If SQLite fails.
pub fn counts(db: &Db) -> anyhow::Result<BTreeMap<String, i64>> {
    let names = db.all("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'", &[])?;
    names
        .iter()
        .map(|row| {
            let name = row.text("name")?;
            let n = db.one(&format!("SELECT count(*) AS n FROM {}", quoted(&name)), &[])?.int("n")?;
            Ok((name, n))
        })
        .collect()
}

fn drop_all(conn: &Connection, kind: &str) -> anyhow::Result<()> {
    let mut query = conn.prepare("SELECT name FROM sqlite_schema WHERE type = ?1").map_err(fault_of)?;
    let names: Vec<String> = query.query_map([kind], |row| row.get("name")).and_then(Iterator::collect).map_err(fault_of)?;
    for name in names {
        conn.execute_batch(&format!("DROP {kind} {}", quoted(&name))).map_err(fault_of)?;
    }
    Ok(())
}

/// A name from the file as an identifier.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// As [`super::create`], from the schema of a version that is to be upgraded.
#[cfg(test)]
pub(crate) fn create_old(path: &Path, sql: &str) -> anyhow::Result<Writer> {
    let writer = begin_on(connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?, Durability::Scratch)?;
    super::schema::make_as(&writer.conn, sql)?;
    Ok(writer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_lead_to_the_current_version() {
        let next = STEPS.iter().fold(2, |next, step| {
            assert_eq!(step.to, next);
            next + 1
        });
        assert_eq!(next, VERSION + 1);
        assert!(!reaches(0) && !reaches(VERSION));
    }
}
