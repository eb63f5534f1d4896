//! The schema's text, and the triggers that follow from it.

use anyhow::Context;
use rusqlite::Connection;

use super::fault_of;

/// `application_id` of our files: the bytes `FUHA`.
pub const APPLICATION_ID: u32 = 0x4655_4841;
/// `user_version` of the current schema.
pub const VERSION: u32 = 1;
/// The whole current schema.
pub const SQL: &str = include_str!("../../schema.sql");

/// Tables that the journal does not watch: itself, and personal data.
const UNWATCHED: [&str; 3] = ["journal", "change", "personal"];

/// The tables whose rows are journalled, in the order of the schema.
///
/// # Errors
/// If the connection fails.
pub(super) fn watched(conn: &Connection) -> anyhow::Result<Vec<String>> {
    let mut query = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid")
        .map_err(fault_of)?;
    let names =
        query.query_map([], |row| row.get::<_, String>("name")).and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(fault_of)?;
    Ok(names.into_iter().filter(|n| is_watched(n)).collect())
}

/// Whether the journal watches a table.
pub(super) fn is_watched(table: &str) -> bool {
    !UNWATCHED.contains(&table)
}

/// `json_object('id', r.id, …)` over all columns of a table.
pub(super) fn row_json(conn: &Connection, table: &str, row: &str) -> anyhow::Result<String> {
    let pairs: Vec<String> = columns(conn, table)?.iter().map(|c| format!("'{c}',{row}.{c}")).collect();
    Ok(format!("json_object({})", pairs.join(",")))
}

/// The other way: a SELECT of one row of a table from its JSON, a parameter.
pub(super) fn row_of_json(conn: &Connection, table: &str, json: &str) -> anyhow::Result<String> {
    let values: Vec<String> = columns(conn, table)?.iter().map(|c| format!("json_extract({json},'$.{c}') AS {c}")).collect();
    Ok(format!("(SELECT {})", values.join(",")))
}

/// The columns of a table, in order.
pub(super) fn columns(conn: &Connection, table: &str) -> anyhow::Result<Vec<String>> {
    let mut query = conn.prepare("SELECT name FROM pragma_table_xinfo(?1) ORDER BY cid").map_err(fault_of)?;
    let columns = query.query_map([table], |row| row.get("name")).map_err(fault_of)?;
    Ok(columns.collect::<Result<_, _>>()?)
}

/// Makes the tables, views and triggers in an empty database.
///
/// # Errors
/// If SQLite refuses, which is a bug.
pub(super) fn make(conn: &Connection) -> anyhow::Result<()> {
    make_as(conn, SQL)
}

/// As [`make`], from another text than `schema.sql`.
pub(super) fn make_as(conn: &Connection, sql: &str) -> anyhow::Result<()> {
    conn.execute_batch(sql).map_err(fault_of).context("schema.sql")?;
    for table in watched(conn)? {
        for trigger in triggers(conn, &table)? {
            conn.execute_batch(&trigger).map_err(fault_of).with_context(|| format!("triggers of {table}"))?;
        }
    }
    Ok(())
}

/// The three triggers of a table. They stay short, for every command reads
/// them, and use no function of ours, so that any SQLite can write the file.
/// The entry is the newest one, unless that is sealed: then the change has none.
pub(super) fn triggers(conn: &Connection, table: &str) -> anyhow::Result<[String; 3]> {
    let (old, new) = (row_json(conn, table, "OLD")?, row_json(conn, table, "NEW")?);
    let make = |event: &str, op: &str, id: &str, before: &str, after: &str| {
        format!(
            "CREATE TRIGGER journal_{table}_{name} AFTER {event} ON {table} BEGIN \
             INSERT INTO change(seq,table_name,op,row_id,before,after) VALUES(\
             (SELECT CASE WHEN hash IS NULL THEN seq END FROM journal ORDER BY seq DESC LIMIT 1),\
             '{table}','{op}',{id},{before},{after}); END",
            name = event.to_lowercase()
        )
    };
    Ok([
        make("INSERT", "I", "NEW.id", "NULL", &new),
        make("UPDATE", "U", "OLD.id", &old, &new),
        make("DELETE", "D", "OLD.id", &old, "NULL"),
    ])
}
