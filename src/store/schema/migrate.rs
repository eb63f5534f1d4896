//! Bringing a file of an older schema to the current one.
//!
//! A change of `schema.sql` after a release raises [`VERSION`] and adds a
//! [`Step`], whose SQL stands in `migrations/NNNN.sql` and is frozen. What a
//! step leaves must be what `schema.sql` makes, object by object and to the
//! letter, or the upgrade is refused; so a table of which as much as a comment
//! changed is made anew with the new text:
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

use anyhow::bail;
use rusqlite::Connection;

use super::compare;
use super::steps::{too_old, way};
use super::{VERSION, watched};
use crate::domain::text::printable;
use crate::fault::Fault;
use crate::store::connection::{Dangling, counts, dangling, quoted};
use crate::store::{Writer, fault_of};
use crate::tr;

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
    for object in compare::ours()?.iter().filter(|o| matches!(o.kind.as_slice(), b"view" | b"trigger")) {
        conn.execute_batch(&compare::text(&object.sql)).map_err(fault_of)?;
    }
    conn.execute_batch(&format!("PRAGMA user_version = {VERSION}")).map_err(fault_of)?;
    if let Some(difference) = compare::all(conn)?.first() {
        let what = printable(&difference.tell());
        return Fault::database(tr!("升级未完成,文件没有改动:{what}", "not upgraded, the file is as it was: {what}"))
            .hint(tr!("该文件被别的程序改过结构;用 fuhua audit 检查", "another program changed its schema; check it with fuhua audit"))
            .err();
    }
    w.uncaptured();
    watched(conn)?.iter().try_for_each(|table| w.capture(table))?;
    for step in way {
        conn.execute_batch(step.rows).map_err(fault_of)?;
    }
    let mut first = None;
    dangling(w, |row| _ = first.get_or_insert(row))?;
    if let Some(Dangling { table, parent, .. }) = first {
        return Fault::database(tr!(
            "升级未完成,文件没有改动:{table} 有记录指向 {parent} 中没有的记录",
            "not upgraded, the file is as it was: a row of {table} points to a row missing from {parent}"
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

fn drop_all(conn: &Connection, kind: &str) -> anyhow::Result<()> {
    let mut query = conn.prepare("SELECT name FROM sqlite_schema WHERE type = ?1").map_err(fault_of)?;
    let names: Vec<String> = query.query_map([kind], |row| row.get("name")).and_then(Iterator::collect).map_err(fault_of)?;
    for name in names {
        conn.execute_batch(&format!("DROP {kind} {}", quoted(&name))).map_err(fault_of)?;
    }
    Ok(())
}
