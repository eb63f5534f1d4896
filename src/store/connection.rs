//! Connections: how they are opened, what is set on them, what they can do.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::Deref;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use anyhow::bail;
use chrono::NaiveDate;
use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::hooks::Action;
use rusqlite::{Connection, OpenFlags, ToSql};

use super::{Row, fault_of};
use super::{busy, effort};
use crate::domain::date::iso;
use crate::domain::text::matching;

/// How hard a writing connection tries to survive a power cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Every commit is on the disk, the directory included. For real files.
    Full,
    /// The caller syncs at the end. For a file that has no name yet.
    Scratch,
}

/// A connection that reads.
pub struct Db {
    pub(super) conn: Connection,
}

/// A connection inside its one writing transaction. Dropped without
/// [`Writer::commit`], it leaves the file as it was.
pub struct Writer {
    db: Db,
    durability: Durability,
    pub(super) capture: Capture,
}

impl Deref for Writer {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.db
    }
}

/// What a writing connection notes.
pub(super) struct Capture {
    /// The tables that have their triggers.
    pub(super) tables: RefCell<Vec<String>>,
    /// Journalled rows written, less changes noted.
    pub(super) unnoted: Arc<AtomicI64>,
}

impl Capture {
    /// Begins to count what a connection writes.
    fn begin(conn: &mut Connection) -> anyhow::Result<Self> {
        let unnoted = Arc::new(AtomicI64::new(0));
        let count = Arc::clone(&unnoted);
        let hook = move |_: Action, schema: &str, table: &str, _: i64| {
            if schema == "main" {
                let n = if table == "change" { -1 } else { i64::from(is_watched(table)) };
                count.fetch_add(n, Ordering::Relaxed);
            }
        };
        conn.update_hook(Some(hook)).map_err(fault_of)?;
        Ok(Self { tables: RefCell::default(), unnoted })
    }
}

/// Tables that the journal does not watch: itself, and personal data.
const UNWATCHED: [&str; 3] = ["journal", "change", "personal"];

/// Whether the journal watches a table.
pub(super) fn is_watched(table: &str) -> bool {
    !UNWATCHED.contains(&table)
}

/// SQL for the id of a table's next row: one above any that the table or, if it
/// watches it, the journal ever had, so that no code is given twice.
pub(super) fn next_id_sql(table: &'static str) -> String {
    let journal = if is_watched(table) {
        format!("coalesce((SELECT max(row_id) FROM change WHERE table_name = '{table}'), 0)")
    } else {
        "0".to_owned()
    };
    format!("1 + max(coalesce((SELECT max(id) FROM {table}), 0), {journal})")
}

/// The id of a table's next row, as [`Writer::insert`] gives it. The table is a
/// constant of the program, never input.
///
/// # Errors
/// If SQLite fails.
pub fn next_id(db: &Db, table: &'static str) -> anyhow::Result<i64> {
    db.one(&format!("SELECT {} AS id", next_id_sql(table)), &[])?.int("id")
}

pub(super) type Params<'a> = &'a [(&'a str, &'a dyn ToSql)];

impl Db {
    /// Calls `f` with each row of a query.
    ///
    /// # Errors
    /// If SQLite or `f` fails.
    pub fn each(&self, sql: &str, params: Params<'_>, mut f: impl FnMut(Row) -> anyhow::Result<()>) -> anyhow::Result<()> {
        let mut query = self.conn.prepare_cached(sql).map_err(fault_of)?;
        let names: Rc<[String]> = query.column_names().map(str::to_owned).collect();
        let mut rows = query.query(params).map_err(fault_of)?;
        while let Some(row) = rows.next().map_err(fault_of)? {
            f(Row::read(&names, row)?)?;
        }
        Ok(())
    }

    /// All rows of a query.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn all(&self, sql: &str, params: Params<'_>) -> anyhow::Result<Vec<Row>> {
        let mut rows = Vec::new();
        self.each(sql, params, |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }

    /// The first row of a query, if there is one.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn maybe(&self, sql: &str, params: Params<'_>) -> anyhow::Result<Option<Row>> {
        let mut query = self.conn.prepare_cached(sql).map_err(fault_of)?;
        let names: Rc<[String]> = query.column_names().map(str::to_owned).collect();
        let mut rows = query.query(params).map_err(fault_of)?;
        rows.next().map_err(fault_of)?.map(|row| Row::read(&names, row)).transpose()
    }

    /// The only row of a query that always has one.
    ///
    /// # Errors
    /// If SQLite fails or there is no row.
    pub fn one(&self, sql: &str, params: Params<'_>) -> anyhow::Result<Row> {
        match self.maybe(sql, params)? {
            Some(row) => Ok(row),
            None => bail!("no row for: {sql}"),
        }
    }
}

impl Writer {
    /// Makes the change permanent.
    ///
    /// # Errors
    /// If SQLite fails; the file is then as it was.
    pub fn commit(self) -> anyhow::Result<()> {
        self.conn.execute_batch("COMMIT").map_err(fault_of)?;
        if self.durability == Durability::Full {
            // The locks are gone. A command ends here: to take the schema apart
            // in memory piece by piece would be a tenth of its work.
            std::mem::forget(self);
        }
        Ok(())
    }
}

/// The function by which rules compare names: the form of a text in which what
/// reads alike is alike, NULL if nothing of it is seen. No SQL in a file may call it.
pub(super) const MATCHING: &str = "matching";
thread_local! {
    static TODAY: Cell<Option<NaiveDate>> = const { Cell::new(None) };
}

/// Says what day `today()` is for what this thread asks of a database.
pub fn set_today(day: NaiveDate) {
    TODAY.set(Some(day));
}

pub(super) fn connect(path: &Path, mode: OpenFlags) -> anyhow::Result<Connection> {
    let flags = mode | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let mut conn = Connection::open_with_flags(path, flags).map_err(fault_of)?;
    conn.busy_handler(Some(busy::wait)).map_err(fault_of)?;
    conn.set_prepared_statement_cache_capacity(64);
    effort::watch(&mut conn)?;
    for (option, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        // A query is planned once, not again for each value that is bound.
        (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
    ] {
        if conn.set_db_config(option, on).map_err(fault_of)? != on {
            bail!("SQLite did not take {option:?}");
        }
    }
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    conn.create_scalar_function(MATCHING, 1, flags, |given| {
        let text: Option<String> = given.get(0)?;
        Ok(text.map(|text| matching(&text).into_owned()).filter(|form| !form.is_empty()))
    })
    .map_err(fault_of)?;
    conn.create_scalar_function("today", 0, flags, |_| Ok(TODAY.get().map(iso))).map_err(fault_of)?;
    settings(&conn, &[("foreign_keys", 1), ("recursive_triggers", 1), ("cell_size_check", 1), ("mmap_size", 0), ("temp_store", 2)])?;
    Ok(conn)
}

pub(super) fn begin(mut conn: Connection, durability: Durability) -> anyhow::Result<Writer> {
    // Leaving WAL, SQLite asks for the file once and does not wait for a reader.
    let mut looks = 0;
    while let Err(error) = conn.execute_batch("PRAGMA journal_mode = DELETE") {
        if error.sqlite_error_code() != Some(rusqlite::ErrorCode::DatabaseBusy) || !busy::wait(looks) {
            return Err(fault_of(error));
        }
        looks += 1;
    }
    let mode: String = conn.query_row("PRAGMA journal_mode", [], |row| row.get(0)).map_err(fault_of)?;
    if mode != "delete" {
        bail!("SQLite did not take journal_mode: {mode}");
    }
    let synchronous = match durability {
        Durability::Full => 3,
        Durability::Scratch => 0,
    };
    settings(&conn, &[("synchronous", synchronous), ("secure_delete", 1)])?;
    conn.execute_batch("BEGIN IMMEDIATE").map_err(fault_of)?;
    let capture = Capture::begin(&mut conn)?;
    Ok(Writer { db: Db { conn }, durability, capture })
}

/// Sets pragmas and reads each back.
pub(super) fn settings(conn: &Connection, values: &[(&str, i64)]) -> anyhow::Result<()> {
    for (name, value) in values {
        conn.execute_batch(&format!("PRAGMA {name} = {value}")).map_err(fault_of)?;
        let query = format!("PRAGMA {name}");
        // mmap_size answers with no row where memory mapping is compiled out.
        let now = conn.query_row(&query, [], |row| row.get::<_, i64>(0));
        match now {
            Ok(now) if now == *value => {}
            // A lower limit that is in force already stands: it can only be lowered.
            Ok(now) if *name == "hard_heap_limit" && (1..*value).contains(&now) => {}
            Err(rusqlite::Error::QueryReturnedNoRows) if *value == 0 => {}
            Ok(now) => bail!("SQLite did not take {name} = {value}: it is {now}"),
            Err(e) => return Err(fault_of(e)),
        }
    }
    Ok(())
}

/// The tables that are not SQLite's own, in the order of the schema.
///
/// # Errors
/// If SQLite fails.
pub(super) fn tables(conn: &Connection) -> anyhow::Result<Vec<String>> {
    let mut query = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid")
        .map_err(fault_of)?;
    let names = query.query_map([], |row| row.get::<_, String>("name"));
    names.and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(fault_of)
}

/// A row that points to one that is not there.
pub struct Dangling {
    /// Its table.
    pub table: String,
    /// Its number.
    pub row: i64,
    /// The table in which there is no such row.
    pub parent: String,
}

/// Hands every row on that points to one that is not there.
///
/// # Errors
/// If SQLite fails.
pub fn dangling(db: &Db, mut each: impl FnMut(Dangling)) -> anyhow::Result<()> {
    db.each("PRAGMA foreign_key_check", &[], |row| {
        each(Dangling { table: row.text("table")?, row: row.opt_int("rowid")?.unwrap_or_default(), parent: row.text("parent")? });
        Ok(())
    })
}

/// Where in a file the page lies that SQLite leaves alone, to lock by it.
const LOCK_BYTE: i64 = 1 << 30;

/// How many pages a file has that neither a table or an index has, nor the list
/// of free ones, nor SQLite for itself.
///
/// # Errors
/// If SQLite fails.
pub fn lost_pages(db: &Db) -> anyhow::Result<i64> {
    let pragma = |name: &str| db.one(&format!("PRAGMA {name}"), &[])?.int(name);
    let (all, size) = (pragma("page_count")?, pragma("page_size")?);
    let of_trees = db.one("SELECT coalesce(sum(pageno), 0) AS pages FROM dbstat WHERE aggregate = 1", &[])?.int("pages")?;
    // Where another program made it shrink by itself, every so many pages one
    // says to whom the others belong.
    let maps = if pragma("auto_vacuum")? == 0 || all < 2 { 0 } else { (all - 2) / (size / 5 + 1) + 1 };
    let lock = i64::from(all > LOCK_BYTE / size);
    Ok(all - of_trees - pragma("freelist_count")? - maps - lock)
}

/// How many rows each table has.
///
/// # Errors
/// If SQLite fails.
pub fn counts(db: &Db) -> anyhow::Result<BTreeMap<String, i64>> {
    tables(&db.conn)?
        .into_iter()
        .map(|name| {
            let n = db.one(&format!("SELECT count(*) AS n FROM {}", quoted(&name)), &[])?.int("n")?;
            Ok((name, n))
        })
        .collect()
}

/// A name from the file as an identifier.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    #[test]
    fn sqlite_is_new_enough() {
        assert!(rusqlite::version_number() >= 3_051_003, "{}", rusqlite::version());
    }
}
