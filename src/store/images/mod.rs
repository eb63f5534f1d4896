//! The rows of a journalled table and their images in the journal.

pub mod in_place;
pub mod past;
pub mod replayed;
pub mod revert;
pub mod table_compare;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use serde_json::{Map, Value as Json};

use crate::store::{Value, fault_of, schema};

/// A table of the schema: its columns, and the statements that change a row.
pub(in crate::store) struct Shape {
    pub(in crate::store) columns: Vec<String>,
    defaults: Vec<Value>,
    /// All rows in the order of their ids.
    pub(in crate::store) scan: String,
    /// One row by its id.
    pub(in crate::store) one: String,
    pub(in crate::store) insert: String,
    pub(in crate::store) update: String,
    pub(in crate::store) delete: String,
}

impl Shape {
    /// That of a table of ours.
    ///
    /// # Errors
    /// If SQLite fails.
    pub(in crate::store) fn of(conn: &Connection, table: &str) -> anyhow::Result<Self> {
        let columns = schema::columns(conn, table)?;
        let sql = format!("SELECT coalesce(dflt_value, 'NULL') AS name FROM pragma_table_xinfo('{table}') ORDER BY cid");
        let mut defaults = Vec::new();
        for expression in names(conn, &sql)? {
            // A column that an old image lacks was added later, with its default.
            let value = conn.query_row(&format!("SELECT {expression}"), [], |row| Ok(Value::read(row.get_ref(0)?)));
            defaults.push(value.map_err(fault_of)?.unwrap_or(Value::Null));
        }
        let list = columns.join(",");
        let sets: Vec<String> = columns.iter().enumerate().map(|(i, c)| format!("{c}=?{}", i + 1)).collect();
        Ok(Self {
            scan: format!("SELECT {list} FROM {table} ORDER BY id"),
            one: format!("SELECT {list} FROM {table} WHERE id=?1"),
            insert: format!("INSERT INTO {table} ({list}) VALUES ({})", marks(columns.len())),
            // `id` is the first column of every table.
            update: format!("UPDATE {table} SET {} WHERE id=?1", sets.join(",")),
            delete: format!("DELETE FROM {table} WHERE id=?1"),
            columns,
            defaults,
        })
    }

    /// The values of a row's image in the order of the columns; `None` if it is
    /// no row of this table.
    pub(in crate::store) fn image(&self, bytes: &[u8], id: i64) -> Option<Vec<Value>> {
        let mut image: Map<String, Json> = serde_json::from_slice(bytes).ok()?;
        let mut values = Vec::with_capacity(self.columns.len());
        let mut used = 0;
        for (column, default) in self.columns.iter().zip(&self.defaults) {
            let Some(value) = image.get_mut(column) else {
                values.push(default.clone());
                continue;
            };
            used += 1;
            values.push(match value.take() {
                Json::Null => Value::Null,
                Json::String(text) => Value::Text(text),
                Json::Number(n) => Value::Int(n.as_i64()?),
                Json::Bool(_) | Json::Array(_) | Json::Object(_) => return None,
            });
        }
        (used == image.len() && values.first() == Some(&Value::Int(id))).then_some(values)
    }
}

/// A row's image in the letters that the triggers write, made again and again in
/// the same place.
#[derive(Default)]
pub(in crate::store) struct Letters(Vec<u8>);

impl Letters {
    /// Whether an image is, letter for letter, that of a row of a table, whose
    /// columns are read in order. A no decides nothing.
    ///
    /// # Errors
    /// If SQLite fails.
    pub(in crate::store) fn are(&mut self, image: &[u8], shape: &Shape, row: &Row<'_>) -> rusqlite::Result<bool> {
        let letters = &mut self.0;
        letters.clear();
        for (i, column) in shape.columns.iter().enumerate() {
            letters.extend_from_slice(if i == 0 { b"{\"" } else { b",\"" });
            letters.extend_from_slice(column.as_bytes());
            letters.extend_from_slice(b"\":");
            let written = match row.get_ref(i)? {
                ValueRef::Null => serde_json::to_writer(&mut *letters, &()),
                ValueRef::Integer(n) => serde_json::to_writer(&mut *letters, &n),
                ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
                    Ok(text) => serde_json::to_writer(&mut *letters, text),
                    Err(_) => return Ok(false),
                },
                ValueRef::Real(_) | ValueRef::Blob(_) => return Ok(false),
            };
            if written.is_err() {
                return Ok(false);
            }
        }
        letters.push(b'}');
        Ok(letters == image)
    }
}

/// The column `name` of a query over the schema.
pub(in crate::store) fn names(conn: &Connection, sql: &str) -> anyhow::Result<Vec<String>> {
    let mut query = conn.prepare(sql).map_err(fault_of)?;
    let names = query.query_map([], |row| row.get("name")).map_err(fault_of)?;
    names.collect::<Result<_, _>>().map_err(fault_of)
}

/// `?1,?2,…`
pub(in crate::store) fn marks(n: usize) -> String {
    (1..=n).map(|i| format!("?{i}")).collect::<Vec<_>>().join(",")
}
