//! Edits by other tools: rows changed, added under any number, taken away, in
//! every table, those of undone commands and of erased persons too. Each is found,
//! and the row is named.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::common::dice::Dice;
use crate::common::findings::findings;
use crate::common::forge::edit;
use crate::common::{Base, rows};

pub fn run(count: usize, seed: u64) {
    let base = start();
    let head = base.head();
    let tables = base.sql("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'upgrade' ORDER BY name").concat();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let (mut done, mut last) = (0, seed);
    for seed in seed.. {
        if done == count {
            break;
        }
        last = seed;
        let mut dice = Dice::of(seed);
        let table = dice.pick(&tables).clone();
        let copy = base.copy();
        let Some(made) = make(&copy, &table, &mut dice) else { continue };
        done += 1;
        *kinds.entry(made.kind.to_owned()).or_default() += 1;
        let (code, report) = copy.audit(&["--expect-head", &head, "--lang", "en"]);
        let found = findings(&report);
        let names_row = |words: &str| found.iter().any(|f| f.message.contains(words) || f.subject == words);
        let named = match table.as_str() {
            "journal" => !found.is_empty() && names_row(&format!("J{}", made.id)) || found.iter().any(|f| f.rule == "journal.chain"),
            "change" => found.iter().any(|f| f.rule == "journal.chain" || f.rule == "file.foreign-keys"),
            "personal" => found.iter().any(|f| f.rule == "personal.commitment"),
            _ => found.iter().any(|f| f.message.contains(&format!("row {} of {table} ", made.id))),
        };
        assert!(code == 1 && named, "seed {seed}: {} {table} {}: {}\n{report}", made.kind, made.id, made.sql);
    }
    println!("edits: seeds {seed} to {last}, {done} edits found: {kinds:?}");
}

/// A base with what was undone, erased and made void.
fn start() -> Base {
    let base = Base::full();
    base.ok(&["org", "add", "--name", "撤销的", "--kind", "service", "--phone", "13800007777"]);
    base.ok(&["undo"]);
    base.ok(&["edit", "M2", "--phone", "13900000003"]);
    base.ok(&["edit", "M2", "--phone", "13900000004"]);
    base.ok(&["person", "forget", "M2", "--reason", "本人要求"]);
    base.ok(&["consult", "log", "--topic", "policy", "--date", "2022-09-09"]);
    base.ok(&["undo"]);
    base.sound();
    base
}

/// An edit that was made.
struct Made {
    kind: &'static str,
    id: String,
    sql: String,
}

/// Makes an edit, if the table has room for it.
fn make(copy: &Base, table: &str, dice: &mut Dice) -> Option<Made> {
    let db = copy.open();
    let key = if table == "journal" { "seq" } else { "id" };
    let ids = rows(&db, &format!("SELECT {key} FROM {table}")).concat();
    let columns = rows(&db, &format!("SELECT name, type FROM pragma_table_xinfo('{table}')"));
    let id = (!ids.is_empty()).then(|| dice.pick(&ids).clone())?;
    let (kind, id, sql) = match dice.roll(4) {
        0 => ("deleted", id.clone(), format!("DELETE FROM {table} WHERE {key} = {id}")),
        1 | 2 => inserted(&db, table, key, &id, &columns, dice),
        _ => changed(table, key, &id, &columns, dice),
    };
    drop(db);
    let before = copy.bytes();
    let mut done = false;
    edit(&copy.db(), |db| done = db.execute(&sql, []).is_ok_and(|n| n == 1));
    (done && before != copy.bytes()).then_some(Made { kind, id, sql })
}

type Edit = (&'static str, String, String);

/// A row like another one, under a number that the table never gave.
fn inserted(db: &Connection, table: &str, key: &str, id: &str, columns: &[Vec<String>], dice: &mut Dice) -> Edit {
    let ever = format!(
        "SELECT max(coalesce((SELECT max({key}) FROM {table}), 0), coalesce((SELECT max(row_id) FROM change WHERE table_name = '{table}'), 0))"
    );
    let last: i64 = rows(db, &ever)[0][0].parse().expect("a number");
    let gone =
        rows(db, &format!("SELECT DISTINCT row_id FROM change WHERE table_name = '{table}' AND row_id NOT IN (SELECT {key} FROM {table})"))
            .concat();
    let mut numbers = vec![
        "0".to_owned(),
        "-1".to_owned(),
        i64::MIN.to_string(),
        (last + 1).to_string(),
        (last + 1000).to_string(),
        (i64::MAX - 1).to_string(),
    ];
    // The number of what an undo took away.
    numbers.extend(gone);
    let new = dice.pick(&numbers).clone();
    // What is unique is made so; the rest is as in the other row.
    let unique = rows(
        db,
        &format!("SELECT DISTINCT ii.name FROM pragma_index_list('{table}') il, pragma_index_info(il.name) ii WHERE il.\"unique\""),
    )
    .concat();
    let value = |column: &Vec<String>| match (column[0].as_str(), column[1].as_str()) {
        (name, _) if name == key => new.clone(),
        (name, "INTEGER") if unique.iter().any(|u| u == name) => format!("{name} + 500"),
        (name, "TEXT") if unique.iter().any(|u| u == name) || (table == "org" && name == "name") => format!("{name} || 'x'"),
        (name, _) => name.to_owned(),
    };
    let values: Vec<String> = columns.iter().map(value).collect();
    let sql = format!("INSERT INTO {table} SELECT {} FROM {table} WHERE {key} = {id}", values.join(", "));
    ("inserted", new, sql)
}

/// One value of a row made another one.
fn changed(table: &str, key: &str, id: &str, columns: &[Vec<String>], dice: &mut Dice) -> Edit {
    let column = dice.pick(columns);
    let name = &column[0];
    if name == key {
        let new = dice.pick(&["0", "-7", "9223372036854775806", "77777"]).to_string();
        // Both are wrong: the one that went and the one that came.
        return ("renumbered", id.to_owned(), format!("UPDATE {table} SET {key} = {new} WHERE {key} = {id}"));
    }
    let value = match (column[1].as_str(), dice.roll(3)) {
        ("INTEGER", 0) => format!("coalesce({name}, 0) + 1"),
        ("INTEGER", 1) => format!("-1 - coalesce({name}, 0)"),
        ("INTEGER", _) => format!("CASE WHEN {name} IS NULL THEN 1 END"),
        (_, 0) => format!("coalesce({name}, '') || ' '"),
        (_, 1) => format!("CASE WHEN {name} IS NULL THEN 'x' END"),
        _ => format!("substr({name}, 2)"),
    };
    ("changed", id.to_owned(), format!("UPDATE {table} SET {name} = {value} WHERE {key} = {id} AND {name} IS NOT {value}"))
}
