//! Writing with change capture: whatever a command does to a journalled row is
//! noted in `change`, the row before and after.
//!
//! It is noted by triggers that the writing connection makes in TEMP for the
//! tables that it touches. In the file they would be read by every command, as
//! the greater part of the schema. That no row escapes is proved before the
//! entry is sealed: SQLite reports every row that it writes.

use std::sync::atomic::Ordering;

use anyhow::{bail, ensure};

use super::connection::{Params, is_watched, next_id_sql};
use super::{Value, Writer, fault_of, schema};
use crate::fault::Fault;
use crate::tr;

impl Writer {
    /// Runs a statement that writes to a table; returns the number of rows it
    /// touched.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn execute(&self, table: &str, sql: &str, params: Params<'_>) -> anyhow::Result<usize> {
        self.capture(table)?;
        self.conn.prepare_cached(sql).and_then(|mut statement| statement.execute(params)).map_err(fault_of)
    }

    /// Inserts a row and returns its id: one above any that the table or the
    /// journal ever had, so that no code is given twice. Table and columns are
    /// constants of the program, never input.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn insert(&self, table: &'static str, columns: &[(&'static str, Value)]) -> anyhow::Result<i64> {
        bounded(columns)?;
        self.capture(table)?;
        let mut names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        let mut values: Vec<String> = (1..=columns.len()).map(|i| format!("?{i}")).collect();
        if is_watched(table) {
            names.push("id");
            values.push(next_id_sql(table));
        }
        let sql = format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), values.join(", "));
        let mut statement = self.conn.prepare_cached(&sql).map_err(fault_of)?;
        statement.execute(rusqlite::params_from_iter(columns.iter().map(|(_, value)| value))).map_err(fault_of)?;
        Ok(self.conn.last_insert_rowid())
    }

    /// Sets columns of one row. Table and columns are constants of the program.
    ///
    /// # Errors
    /// If SQLite fails or there is no such row.
    pub fn update(&self, table: &'static str, id: i64, columns: &[(&'static str, Value)]) -> anyhow::Result<()> {
        bounded(columns)?;
        self.capture(table)?;
        let sets: Vec<String> = columns.iter().enumerate().map(|(i, (name, _))| format!("{name} = ?{}", i + 2)).collect();
        let sql = format!("UPDATE {table} SET {} WHERE id = ?1", sets.join(", "));
        let id = Value::Int(id);
        let values = std::iter::once(&id).chain(columns.iter().map(|(_, value)| value));
        let mut statement = self.conn.prepare_cached(&sql).map_err(fault_of)?;
        match statement.execute(rusqlite::params_from_iter(values)).map_err(fault_of)? {
            1 => Ok(()),
            n => bail!("{table}: {n} rows with this id"),
        }
    }

    /// Notes from now on what is done to a table, if it is journalled. Whoever
    /// writes to a table says so here first.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn capture(&self, table: &str) -> anyhow::Result<()> {
        let mut tables = self.capture.tables.borrow_mut();
        if is_watched(table) && !tables.iter().any(|known| known == table) {
            self.conn.execute_batch(&triggers(table, &schema::columns(&self.conn, table)?)).map_err(fault_of)?;
            tables.push(table.to_owned());
        }
        Ok(())
    }

    /// Does `work`; what it wrote is taken back if it fails, or returns nothing.
    ///
    /// # Errors
    /// What the work fails with, or if SQLite fails.
    pub fn attempt<T>(&self, work: impl FnOnce() -> anyhow::Result<Option<T>>) -> anyhow::Result<Option<T>> {
        let (noted, written) = (self.capture.tables.borrow().len(), self.conn.total_changes());
        self.conn.execute_batch("SAVEPOINT attempt").map_err(fault_of)?;
        let done = work();
        // To take back what made no trigger is cheap; else the schema is read anew.
        let is_clean = self.conn.total_changes() == written && self.capture.tables.borrow().len() == noted;
        if !matches!(done, Ok(Some(_))) && !is_clean {
            self.conn.execute_batch("ROLLBACK TO attempt").map_err(fault_of)?;
            // The triggers that were made since went with the rest.
            self.capture.tables.borrow_mut().truncate(noted);
        }
        self.conn.execute_batch("RELEASE attempt").map_err(fault_of)?;
        done
    }

    /// Takes what was written so far as no part of an entry: tables were made
    /// anew with the rows that they had.
    pub(super) fn uncaptured(&self) {
        self.capture.unnoted.store(0, Ordering::Relaxed);
    }

    /// Makes sure that each row written has its change.
    ///
    /// # Errors
    /// If one has none, or a change is of no row: an error of the program.
    pub fn all_captured(&self) -> anyhow::Result<()> {
        let unnoted = self.capture.unnoted.load(Ordering::Relaxed);
        ensure!(unnoted == 0, "{unnoted} rows were written of which the journal would not tell");
        Ok(())
    }
}

/// The most bytes of the texts of one row. As JSON they take up to six times as
/// many, and twice that where they are JSON themselves: an audit reads no longer
/// values (see [`sandbox`](crate::store::file::sandbox)), an undo writes them.
const ROW: usize = 1 << 20;

/// Refuses a row that could be kept and never be checked again. What is typed
/// has lower bounds, told where it comes in; this is for what is made of it.
fn bounded(columns: &[(&'static str, Value)]) -> anyhow::Result<()> {
    let longest = columns.iter().max_by_key(|(_, value)| value.text().len());
    match longest {
        Some((name, _)) if columns.iter().map(|(_, value)| value.text().len()).sum::<usize>() > ROW => {
            let most = ROW >> 20;
            Fault::input(tr!("“{name}”的内容过多:一条记录最多{most}MB", "'{name}' is too long: a record has at most {most} MB")).err()
        }
        _ => Ok(()),
    }
}

/// The three triggers of a table. The entry is the newest one, unless that is
/// sealed: then the change has none, and the schema refuses it.
fn triggers(table: &str, columns: &[String]) -> String {
    let (old, new) = (schema::json_of(columns, "OLD"), schema::json_of(columns, "NEW"));
    let make = |event: &str, op: &str, id: &str, before: &str, after: &str| {
        format!(
            "CREATE TEMP TRIGGER journal_{table}_{op} AFTER {event} ON main.{table} BEGIN \
             INSERT INTO change(seq,table_name,op,row_id,before,after) VALUES(\
             (SELECT CASE WHEN hash IS NULL THEN seq END FROM journal ORDER BY seq DESC LIMIT 1),\
             '{table}','{op}',{id},{before},{after}); END;"
        )
    };
    make("INSERT", "I", "NEW.id", "NULL", &new) + &make("UPDATE", "U", "OLD.id", &old, &new) + &make("DELETE", "D", "OLD.id", &old, "NULL")
}

#[cfg(test)]
mod tests {
    use crate::store::file::open::create;

    #[test]
    fn what_is_taken_back_leaves_no_change() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.db");
        std::fs::write(&path, "").expect("an empty file");
        let w = create(&path).expect("a file");
        let journal = [("at", "2022-01-01".into()), ("actor", "x".into()), ("login", "x".into()), ("command", "x".into())];
        let arguments = [("seq", 1.into()), ("arguments", "[]".into())];
        w.insert("journal", &[&journal[..], &arguments[..]].concat()).expect("an entry");
        let add = |name: &str| w.insert("org", &[("name", name.into()), ("kind", "service".into())]);
        assert_eq!(w.attempt(|| add("启明").map(|_| None::<()>)).expect("nothing"), None);
        assert!(w.attempt(|| add("启明").and_then(|_| anyhow::bail!("no")).map(|()| Some(()))).is_err());
        assert_eq!(w.attempt(|| add("启明").map(Some)).expect("a row"), Some(1));
        w.all_captured().expect("every row is noted");
        let noted = w.one("SELECT count(*) AS n FROM change", &[]).and_then(|row| row.int("n")).expect("changes");
        assert_eq!(noted, 1);
    }

    #[test]
    fn a_row_that_escapes_is_seen() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.db");
        std::fs::write(&path, "").expect("an empty file");
        let w = create(&path).expect("a file");
        w.insert("personal", &[("commitment", "0".repeat(64).into()), ("kind", "phone".into())]).expect("no journalled row");
        w.all_captured().expect("nothing to note");
        w.conn.execute_batch("INSERT INTO org (name, kind) VALUES ('启明', 'service')").expect("a row");
        assert!(w.all_captured().is_err());
    }
}
