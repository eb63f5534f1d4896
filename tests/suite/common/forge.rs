//! Writes a database as somebody does who knows its format and not the program:
//! for tests of what an audit finds, and for large files in little time.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use sha2::{Digest, Sha256};

/// Works on a file as somebody does who drops triggers and constraints and
/// makes them again.
pub fn edit(db: &Path, work: impl FnOnce(&Connection)) {
    let db = Connection::open(db).expect("it opens");
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false).expect("no triggers");
    db.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF; BEGIN").expect("begun");
    work(&db);
    db.execute_batch("COMMIT").expect("kept");
}

/// Adds a sealed entry that made the rows which these statements insert, a
/// table each, above all ids that the table has.
pub fn enter(db: &Connection, command: &str, inserts: &[(&str, &str)]) {
    let seq: i64 = db.query_row("SELECT 1 + max(seq) FROM journal", [], |row| row.get(0)).expect("a journal");
    let entry =
        "INSERT INTO journal (seq, at, actor, login, command, arguments) SELECT ?1, at, actor, login, ?2, '[]' FROM journal WHERE seq = 1";
    db.execute(entry, (seq, command)).expect("an entry");
    for (table, insert) in inserts {
        let last: i64 = db.query_row(&format!("SELECT coalesce(max(id), 0) FROM {table}"), [], |row| row.get(0)).expect("an id");
        db.execute_batch(insert).unwrap_or_else(|e| panic!("{e}: {insert}"));
        let columns = all(db, &format!("SELECT '''' || name || ''',' || name FROM pragma_table_xinfo('{table}') ORDER BY cid"), 1);
        let pairs: Vec<String> =
            columns.concat().into_iter().map(|v| if let Value::Text(pair) = v { pair } else { panic!("a name") }).collect();
        let changes = format!(
            "INSERT INTO change (seq, table_name, op, row_id, after)
             SELECT {seq}, '{table}', 'I', id, json_object({}) FROM {table} WHERE id > {last} ORDER BY id",
            pairs.join(",")
        );
        db.execute_batch(&changes).expect("changes");
    }
    reseal(db, seq);
}

/// Seals the entries from `first` on anew (the format: src/journal/seal.rs).
pub fn reseal(db: &Connection, first: i64) {
    for entry in
        all(db, &format!("SELECT seq, at, actor, login, command, arguments, undoes FROM journal WHERE seq >= {first} ORDER BY seq"), 7)
    {
        let Value::Integer(seq) = entry[0] else { panic!("a number") };
        let mut hash = Sha256::new();
        let mut hashed = |fields: Vec<Value>| fields.into_iter().for_each(|value| hash.update(field(value)));
        hashed(vec![Value::Text("fuhua-journal".into()), Value::Integer(1)]);
        hashed(all(db, "SELECT database_id FROM meta", 1).concat());
        hashed(entry);
        hashed(all(db, &format!("SELECT count(*) FROM change WHERE seq = {seq}"), 1).concat());
        let changes = format!("SELECT id, table_name, op, row_id, before, after FROM change WHERE seq = {seq} ORDER BY id");
        each(db, &changes, 6, hashed);
        let previous = all(db, &format!("SELECT (SELECT hash FROM journal WHERE seq = {seq} - 1)"), 1).concat();
        previous.into_iter().for_each(|value| hash.update(field(value)));
        let hash: String = hash.finalize().iter().map(|b| format!("{b:02x}")).collect();
        db.execute("UPDATE journal SET hash = ?1 WHERE seq = ?2", (hash, seq)).expect("sealed");
    }
}

/// A field as the hash reads it.
fn field(value: Value) -> Vec<u8> {
    let (tag, content) = match value {
        Value::Null => (b'N', Vec::new()),
        Value::Integer(n) => (b'I', n.to_string().into_bytes()),
        Value::Text(text) => (b'T', text.into_bytes()),
        other => panic!("{other:?}"),
    };
    [&[tag][..], &(content.len() as u64).to_be_bytes(), &content].concat()
}

fn each(db: &Connection, sql: &str, columns: usize, mut f: impl FnMut(Vec<Value>)) {
    let mut query = db.prepare(sql).unwrap_or_else(|e| panic!("{e}: {sql}"));
    let mut rows = query.query([]).expect("rows");
    while let Some(row) = rows.next().expect("a row") {
        f((0..columns).map(|i| row.get(i).expect("a value")).collect());
    }
}

fn all(db: &Connection, sql: &str, columns: usize) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    each(db, sql, columns, |row| rows.push(row));
    rows
}
