//! A database in memory, made from our own schema by the journal's changes
//! alone: what the tables of a file must be, or once were.
//!
//! Nothing that stands in the file is trusted: table and column names are those
//! of our schema, and an image is read here, not by SQLite.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{ErrorCode, OpenFlags};

use super::{Shape, marks, names};
use crate::store::connection::{connect, settings};
use crate::store::{Db, Value, fault_of, schema};

/// What a memory database is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Every command may read it: with the indexes, the journal and personal data.
    Reading,
    /// It is compared with the file and dropped: tables only.
    Comparing,
}

/// Why a change cannot be what the entry did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its entry does not exist, or comes after the entry of a later change.
    Order,
    /// There is no such table.
    Table,
    /// Its JSON cannot be read, or is no row of that table.
    Image,
    /// It inserts a row that is there.
    Taken,
    /// It changes or deletes a row that is not there.
    Missing,
    /// The row was not what it says of before: the columns that differ.
    Before(Vec<String>),
    /// The schema does not allow the row: the columns that SQLite names.
    Constraint(String),
}

/// The first change that cannot be what its entry did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The entry.
    pub entry: i64,
    /// The change's id.
    pub change: i64,
    /// The table that it names.
    pub table: String,
    /// The row that it names.
    pub row: i64,
    /// What is wrong.
    pub why: Why,
}

/// The database to be.
pub struct Memory {
    pub(in crate::store) db: Db,
    pub(in crate::store) shapes: BTreeMap<String, Shape>,
    purpose: Purpose,
}

impl Memory {
    /// An empty one.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn new(purpose: Purpose) -> anyhow::Result<Self> {
        let conn = connect(Path::new(":memory:"), OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_MEMORY)?;
        // What an outside edit did is not replayed, so rows may point to none.
        settings(&conn, &[("foreign_keys", 0)])?;
        conn.execute_batch(schema::SQL).map_err(fault_of)?;
        if purpose == Purpose::Comparing {
            for name in names(&conn, "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")? {
                conn.execute_batch(&format!("DROP INDEX {name}")).map_err(fault_of)?;
            }
        }
        let mut shapes = BTreeMap::new();
        for table in schema::watched(&conn)? {
            shapes.insert(table.clone(), Shape::of(&conn, &table)?);
        }
        conn.set_prepared_statement_cache_capacity(4 * shapes.len());
        conn.execute_batch("BEGIN").map_err(fault_of)?;
        Ok(Self { db: Db { conn }, shapes, purpose })
    }

    /// Applies the changes of a file's journal, up to an entry or all of them.
    /// Changes without an entry are left out. A change that cannot be right is
    /// forced, so that its row is what it says; the first of them is returned.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn apply(&self, from: &Db, upto: Option<i64>) -> anyhow::Result<Option<Broken>> {
        let entries: Option<i64> = from.one("SELECT max(seq) AS n FROM journal", &[])?.opt_int("n")?;
        let last = entries.unwrap_or(0);
        let upto = upto.unwrap_or(i64::MAX);
        let mut first = None;
        let mut reached = 1;
        let sql = "SELECT id, seq, table_name, op, row_id, before, after FROM change WHERE seq IS NOT NULL ORDER BY id";
        let mut query = from.conn.prepare(sql).map_err(fault_of)?;
        let mut rows = query.query([]).map_err(fault_of)?;
        while let Some(row) = rows.next().map_err(fault_of)? {
            let get = |i: usize| row.get_ref(i).map_err(fault_of);
            let (change, entry, id) = (number(get(0)?), number(get(1)?), number(get(4)?));
            if entry > upto {
                continue;
            }
            let (table, op) = (bytes(get(2)?).unwrap_or_default(), bytes(get(3)?).unwrap_or_default());
            let ordered = (reached..=last).contains(&entry);
            reached = reached.max(entry);
            let done = self.change(table, op, id, bytes(get(5)?), bytes(get(6)?))?;
            if let (None, Some(why)) = (&first, done.or((!ordered).then_some(Why::Order))) {
                let table = String::from_utf8_lossy(table).into_owned();
                first = Some(Broken { entry, change, table, row: id, why });
            }
        }
        Ok(first)
    }

    /// One change; why it cannot be right.
    pub(super) fn change(
        &self,
        table: &[u8],
        op: &[u8],
        id: i64,
        before: Option<&[u8]>,
        after: Option<&[u8]>,
    ) -> anyhow::Result<Option<Why>> {
        let Some(shape) = std::str::from_utf8(table).ok().and_then(|t| self.shapes.get(t)) else { return Ok(Some(Why::Table)) };
        let image = |side: Option<&[u8]>| side.map_or(Some(None), |bytes| shape.image(bytes, id).map(Some));
        let (Some(before), Some(after)) = (image(before), image(after)) else { return Ok(Some(Why::Image)) };
        match (op, before, after) {
            (b"I", None, Some(after)) => self.put(shape, id, &after, false),
            (b"U", Some(before), Some(after)) => {
                let wrong = self.unlike(shape, id, &before)?;
                let refused = self.put(shape, id, &after, wrong != Some(Why::Missing))?;
                Ok(wrong.or(refused))
            }
            (b"D", Some(before), None) => {
                let wrong = self.unlike(shape, id, &before)?;
                self.run(&shape.delete, &[Value::Int(id)])?;
                Ok(wrong)
            }
            _ => Ok(Some(Why::Image)),
        }
    }

    /// Takes a row away as if it had never been.
    pub(super) fn forget(&self, shape: &Shape, id: i64) -> anyhow::Result<()> {
        self.run(&shape.delete, &[Value::Int(id)]).map(|_| ())
    }

    /// How the row that is there differs from what a change says of it.
    fn unlike(&self, shape: &Shape, id: i64, before: &[Value]) -> anyhow::Result<Option<Why>> {
        let mut query = self.db.conn.prepare_cached(&shape.one).map_err(fault_of)?;
        let mut rows = query.query([id]).map_err(fault_of)?;
        let Some(row) = rows.next().map_err(fault_of)? else { return Ok(Some(Why::Missing)) };
        let mut columns = Vec::new();
        for (i, value) in before.iter().enumerate() {
            if !value.is(row.get_ref(i).map_err(fault_of)?) {
                columns.push(shape.columns[i].clone());
            }
        }
        Ok((!columns.is_empty()).then_some(Why::Before(columns)))
    }

    /// Makes a row what a change says it became; `there`: instead of one.
    fn put(&self, shape: &Shape, id: i64, row: &[Value], there: bool) -> anyhow::Result<Option<Why>> {
        match self.run(if there { &shape.update } else { &shape.insert }, row)? {
            Some(_) if !there && self.unlike(shape, id, &[])? != Some(Why::Missing) => {
                self.run(&shape.update, row)?;
                Ok(Some(Why::Taken))
            }
            refused => Ok(refused),
        }
    }

    /// Runs a statement; `Some` if the schema does not allow it.
    fn run(&self, sql: &str, values: &[Value]) -> anyhow::Result<Option<Why>> {
        let done = self.db.conn.prepare_cached(sql).and_then(|mut s| s.execute(rusqlite::params_from_iter(values)));
        match done {
            Ok(_) => Ok(None),
            Err(rusqlite::Error::SqliteFailure(e, text)) if e.code == ErrorCode::ConstraintViolation => {
                let text = text.unwrap_or_default();
                Ok(Some(Why::Constraint(text.rsplit(": ").next().unwrap_or_default().to_owned())))
            }
            Err(e) => Err(fault_of(e)),
        }
    }

    /// The finished database, for reading: with the journal up to an entry, and
    /// all personal data.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn finish(self, from: &Db, upto: Option<i64>) -> anyhow::Result<Db> {
        let upto = upto.unwrap_or(i64::MAX);
        if self.purpose == Purpose::Reading {
            // `+seq`: in the order of the ids, not by the index.
            for (table, wanted) in [("journal", "seq <= ?1"), ("change", "+seq <= ?1 ORDER BY id"), ("personal", "?1 > 0 ORDER BY id")] {
                let columns = schema::columns(&self.db.conn, table)?;
                let (list, marks) = (columns.join(","), marks(columns.len()));
                let mut query = from.conn.prepare(&format!("SELECT {list} FROM {table} WHERE {wanted}")).map_err(fault_of)?;
                let mut rows = query.query([upto]).map_err(fault_of)?;
                let insert = format!("INSERT INTO {table} ({list}) VALUES ({marks})");
                let mut insert = self.db.conn.prepare(&insert).map_err(fault_of)?;
                while let Some(row) = rows.next().map_err(fault_of)? {
                    for i in 0..columns.len() {
                        let value = rusqlite::types::Value::try_from(row.get_ref(i).map_err(fault_of)?);
                        insert.raw_bind_parameter(i + 1, value.map_err(|e| fault_of(e.into()))?).map_err(fault_of)?;
                    }
                    insert.raw_execute().map_err(fault_of)?;
                }
            }
        }
        self.db.conn.execute_batch("COMMIT").map_err(fault_of)?;
        settings(&self.db.conn, &[("query_only", 1)])?;
        Ok(self.db)
    }
}

/// A number that must be one.
pub(super) fn number(value: ValueRef<'_>) -> i64 {
    if let ValueRef::Integer(n) = value { n } else { 0 }
}

/// The bytes of a text, whatever they are.
pub(super) fn bytes<'a>(value: ValueRef<'a>) -> Option<&'a [u8]> {
    if let ValueRef::Text(bytes) | ValueRef::Blob(bytes) = value { Some(bytes) } else { None }
}
