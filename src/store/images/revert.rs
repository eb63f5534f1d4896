//! Taking an entry back: each of its rows as it was before.

use std::collections::BTreeMap;

use super::Shape;
use crate::store::{Db, Row, Value, Writer, fault_of, named_params, schema};

/// A row that points to a row that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dangling {
    /// The table of the row that points.
    pub table: String,
    /// Its id.
    pub row: i64,
    /// The table that it points to.
    pub parent: String,
    /// The id of the row that is missing, if it is known by its id.
    pub missing: Option<i64>,
}

/// Sets each row that an entry changed back to what it was before, the last
/// change first. Foreign keys are looked at when the transaction ends.
///
/// Returns the first row that is not what the entry made of it: some other
/// program has been there, and the transaction is to be dropped.
///
/// # Errors
/// If SQLite fails, or the journal cannot be read.
pub fn take_back(w: &Writer, entry: i64) -> anyhow::Result<Option<(String, i64)>> {
    w.conn.execute_batch("PRAGMA defer_foreign_keys = 1").map_err(fault_of)?;
    let mut shapes: BTreeMap<String, Shape> = BTreeMap::new();
    let watched = w.watched()?;
    let mut unlike = None;
    let sql = "SELECT id, table_name, row_id, before, after FROM change WHERE seq = :seq ORDER BY id DESC";
    w.each(sql, named_params! {":seq": entry}, |change| {
        let (table, id) = (change.text("table_name")?, change.int("row_id")?);
        anyhow::ensure!(watched.contains(&table), "the journal names a table that does not exist: {table}");
        let shape = match shapes.entry(table.clone()) {
            std::collections::btree_map::Entry::Occupied(there) => there.into_mut(),
            std::collections::btree_map::Entry::Vacant(free) => free.insert(Shape::of(&w.conn, &table)?),
        };
        let side = |column: &str| -> anyhow::Result<Option<Vec<Value>>> {
            let Some(text) = change.opt_text(column)? else { return Ok(None) };
            match shape.image(text.as_bytes(), id) {
                Some(image) => Ok(Some(image)),
                None => anyhow::bail!("change {} cannot be read", change.int("id")?),
            }
        };
        let (before, after) = (side("before")?, side("after")?);
        if unlike.is_none() && stands(w, shape, id)? != after {
            unlike = Some((table.clone(), id));
        }
        if unlike.is_some() {
            return Ok(());
        }
        let run = |sql: &str, values: &[Value]| {
            w.conn.prepare_cached(sql).and_then(|mut s| s.execute(rusqlite::params_from_iter(values))).map_err(fault_of)
        };
        w.capture(&table)?;
        match (before, after) {
            (None, _) => run(&shape.delete, &[Value::Int(id)])?,
            (Some(before), None) => run(&shape.insert, &before)?,
            (Some(before), Some(_)) => run(&shape.update, &before)?,
        };
        Ok(())
    })?;
    Ok(unlike)
}

/// The values of a row, if it is there.
fn stands(db: &Db, shape: &Shape, id: i64) -> anyhow::Result<Option<Vec<Value>>> {
    let row = db.maybe(&shape.one, &[("?1", &id)])?;
    row.map(|row| shape.columns.iter().map(|c| row.get(c).cloned()).collect()).transpose()
}

/// Rows that point to nothing after the changes of an entry: those that point
/// to a row that it deleted, and those that it made.
///
/// # Errors
/// If SQLite fails.
pub fn dangling(w: &Writer, entry: i64) -> anyhow::Result<Vec<Dangling>> {
    let mut found = Vec::new();
    let touched = w.all("SELECT DISTINCT table_name FROM change WHERE seq = :seq", named_params! {":seq": entry})?;
    let touched = touched.iter().map(|r| r.text("table_name")).collect::<anyhow::Result<Vec<_>>>()?;
    for table in schema::watched(&w.conn)? {
        let keys =
            w.all(&format!("SELECT \"table\" AS parent, \"from\" AS child, \"to\" AS key FROM pragma_foreign_key_list('{table}')"), &[])?;
        for key in &keys {
            let (parent, child, key) = (key.text("parent")?, key.text("child")?, key.text("key")?);
            let lost = format!("NOT EXISTS (SELECT 1 FROM {parent} p WHERE p.{key} = c.{child})");
            let missing = if key == "id" { format!("c.{child}") } else { "NULL".to_owned() };
            let mut look = |from: &str| -> anyhow::Result<()> {
                let sql =
                    format!("SELECT DISTINCT c.id, {missing} AS missing FROM {from} AND c.{child} IS NOT NULL AND {lost} ORDER BY c.id");
                for row in w.all(&sql, named_params! {":seq": entry})? {
                    found.push(dangle(&table, &parent, &row)?);
                }
                Ok(())
            };
            if touched.contains(&table) {
                look(&format!(
                    "change g CROSS JOIN {table} c ON c.id = g.row_id WHERE g.seq = :seq AND g.table_name = '{table}' AND g.op <> 'D'"
                ))?;
            }
            if touched.contains(&parent) {
                let at = format!("c.{child} = json_extract(g.before, '$.{key}')");
                // In two halves: one index may hold what is in force, another what is void.
                let at = if schema::columns(&w.conn, &table)?.iter().any(|column| column == "void_reason") {
                    format!("(({at} AND c.void_reason IS NULL) OR ({at} AND c.void_reason IS NOT NULL))")
                } else {
                    at
                };
                look(&format!("change g CROSS JOIN {table} c ON {at} WHERE g.seq = :seq AND g.table_name = '{parent}' AND g.op = 'D'"))?;
            }
        }
    }
    Ok(found)
}

fn dangle(table: &str, parent: &str, row: &Row) -> anyhow::Result<Dangling> {
    Ok(Dangling { table: table.to_owned(), row: row.int("id")?, parent: parent.to_owned(), missing: row.opt_int("missing")? })
}
