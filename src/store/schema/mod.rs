//! The schema's text, and what follows from it.

pub mod compare;
pub mod migrate;
pub mod steps;
#[cfg(any(test, feature = "trial-format"))]
pub mod trial;

use anyhow::Context;
use rusqlite::Connection;

use crate::store::connection::{is_watched, tables};
use crate::store::{Db, fault_of};

/// `application_id` of our files: the bytes `FUHA`.
pub const APPLICATION_ID: u32 = 0x4655_4841;
/// `user_version` of the current schema.
pub const VERSION: u32 = 1;
/// The whole current schema.
pub const SQL: &str = include_str!("../../../schema.sql");

/// The tables whose rows are journalled, in the order of the schema.
///
/// # Errors
/// If the connection fails.
pub(in crate::store) fn watched(conn: &Connection) -> anyhow::Result<Vec<String>> {
    Ok(tables(conn)?.into_iter().filter(|n| is_watched(n)).collect())
}

/// `json_object('id', r.id, …)` over all columns of a table.
pub(in crate::store) fn row_json(conn: &Connection, table: &str, row: &str) -> anyhow::Result<String> {
    Ok(json_of(&columns(conn, table)?, row))
}

pub(in crate::store) fn json_of(columns: &[String], row: &str) -> String {
    let pairs: Vec<String> = columns.iter().map(|c| format!("'{c}',{row}.{c}")).collect();
    format!("json_object({})", pairs.join(","))
}

/// The other way: a SELECT of rows of a table from their JSON.
pub(in crate::store) fn rows_of_json(conn: &Connection, table: &str, json: &str, from: &str) -> anyhow::Result<String> {
    let values: Vec<String> = columns(conn, table)?.iter().map(|c| format!("json_extract({json},'$.{c}') AS {c}")).collect();
    Ok(format!("(SELECT {} {from})", values.join(",")))
}

/// The columns of a table, in order.
pub(in crate::store) fn columns(conn: &Connection, table: &str) -> anyhow::Result<Vec<String>> {
    let mut query = conn.prepare("SELECT name FROM pragma_table_xinfo(?1) ORDER BY cid").map_err(fault_of)?;
    let columns = query.query_map([table], |row| row.get("name")).map_err(fault_of)?;
    columns.collect::<Result<_, _>>().map_err(fault_of)
}

/// Makes the tables, views and triggers in an empty database.
///
/// # Errors
/// If SQLite refuses, which is a bug.
pub(in crate::store) fn make(conn: &Connection) -> anyhow::Result<()> {
    make_as(conn, SQL)
}

/// As [`make`], from another text than `schema.sql`.
pub(in crate::store) fn make_as(conn: &Connection, sql: &str) -> anyhow::Result<()> {
    conn.execute_batch(sql).map_err(fault_of).context("schema.sql")
}

/// The views of `schema.sql`, each from its name on.
fn views() -> impl Iterator<Item = &'static str> {
    let starts = SQL.split("\nCREATE VIEW ").skip(1);
    starts.map(|text| text.find(";\n").map_or(text, |end| &text[..end]))
}

/// Makes the schema's views again in front of those of the file: from our own
/// text, and over what the tables' names mean in this connection. `spell` may
/// say the same in other words.
///
/// # Errors
/// If SQLite fails.
pub(in crate::store) fn make_views(conn: &Connection, spell: impl Fn(&str) -> String) -> anyhow::Result<()> {
    let all: String = views().map(|view| format!("CREATE TEMP VIEW {};", spell(view))).collect();
    conn.execute_batch(&all).map_err(fault_of)
}

impl Db {
    /// `json_object(…)` over all columns of a table whose row is called `row`.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn row_json(&self, table: &str, row: &str) -> anyhow::Result<String> {
        row_json(&self.conn, table, row)
    }

    /// The other way: a SELECT, in brackets, of the rows of a table that the
    /// column `json` of what stands in `from` (`FROM change c WHERE …`) holds.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn rows_of_json(&self, table: &str, json: &str, from: &str) -> anyhow::Result<String> {
        rows_of_json(&self.conn, table, json, from)
    }

    /// The tables whose rows are journalled.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn watched(&self) -> anyhow::Result<Vec<String>> {
        watched(&self.conn)
    }
}
