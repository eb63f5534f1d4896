//! The comparison in place of a file's tables with its journal finds, word for
//! word, what a full replay finds.
//!
//! `PROPTEST_CASES=5000 cargo test --test suite in_place` tries more files.

use std::cell::Cell;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use rusqlite::Connection;

use crate::common::forge::{edit, reseal};
use crate::common::{Base, rows};
use fuhua::journal::replay::{Replay, compare, in_full, in_place};
use fuhua::store::open_any;

/// A base whose rows have histories of every kind: made, changed, changed again,
/// taken back, made again.
fn base() -> Base {
    let base = Base::new();
    let roster = base.file("roster.csv", "姓名,单位,电话,类别\n李明,启明社,13900000001,持证\n王芳,暖阳 \"小\"\\,,其他\n");
    base.lines(
        "org add --name 启明社工服务中心 --kind service --phone 13800000001
         org add --name 暖阳互助队 --kind community
         edit O2 --note 改过
         edit O2 --note 又改
         org file O2 --date 2021-11-05
         void F1 --reason 重复
         target set trainings 9 --year Y1 --reason 调整
         consult log --topic policy --org O1 --org O2 --date 2022-02-11
         consult log --topic policy --org O1 --date 2022-02-12
         undo
         consult log --topic finance --org O2 --date 2022-02-13
         training log --title 章程 --form lecture --date 2022-02-10 --headcount 9
         training log --title 财务 --form salon --date 2022-02-11",
    );
    base.ok(&["training", "roster", "T1", &roster]);
    base.ok(&["undo", "J8"]);
    base.sound();
    base
}

static BASE: LazyLock<Base> = LazyLock::new(base);

/// What both comparisons say of a file: in place, if it is sound and they can
/// tell; in full.
fn both(file: &Path) -> (Option<Replay>, Replay) {
    let db = open_any(file).expect("it opens");
    let sound = rows(&Connection::open(file).expect("it opens"), "PRAGMA integrity_check") == [["ok"]];
    let full = in_full(&db).expect("a full replay");
    assert_eq!(compare(&db, sound).expect("a comparison"), full);
    (in_place(&db).ok().flatten().filter(|_| sound), full)
}

/// Edits a copy of the base; what both say of it.
fn after(work: impl FnOnce(&Connection)) -> (Option<Replay>, Replay) {
    let copy = BASE.copy();
    edit(&copy.db(), work);
    both(&copy.db())
}

/// Statements after which both must say the same, and the comparison in place
/// can tell; what they say.
#[track_caller]
fn told(sql: &str) -> Vec<String> {
    let (place, full) = after(|db| db.execute_batch(sql).unwrap_or_else(|e| panic!("{e}: {sql}")));
    assert_eq!(place.as_ref(), Some(&full), "{sql}");
    fuhua::i18n::set(fuhua::i18n::Lang::En);
    full.faults().into_iter().map(|(subject, message)| format!("{subject}: {message}")).collect()
}

#[test]
fn a_file_as_it_should_be() {
    assert_eq!(after(|_| {}), (Some(Replay::Ok), Replay::Ok));
}

/// An image that says the same in other words is the same to both, as long as
/// its values have the right types.
#[test]
fn images_in_other_letters() {
    let of = "UPDATE change SET after = ";
    let org = "WHERE table_name = 'org' AND row_id = 1 AND op = 'I'";
    for same in [
        format!("{of} json_set(json_remove(after, '$.id'), '$.id', 1) {org}"),
        format!("{of} replace(after, '启', '\\u542f') {org}"),
        format!("{of} replace(after, ',', ' , ') {org}"),
        format!("{of} replace(after, '{{\"id\":1', '{{\"id\":7,\"id\":1') {org}"),
        format!("{of} json_remove(after, '$.note') {org}"),
        // SQLite would keep the number all the same.
        format!("{of} replace(after, '\"headcount\":9', '\"headcount\":\"9\"') WHERE table_name = 'training'"),
    ] {
        assert_eq!(told(&same), [""; 0], "{same}");
    }
    for (other, words) in [
        (format!("{of} replace(after, '\"id\":1', '\"id\":\"1\"') {org}"), "O1"),
        (format!("{of} replace(after, '\"id\":1', '\"id\":1.0') {org}"), "O1"),
        (format!("{of} replace(after, '\"id\":1', '\"id\":1e0') {org}"), "O1"),
        (format!("{of} replace(after, '\"id\":1', '\"id\":2') {org}"), "O1"),
        (format!("{of} replace(after, '{{\"id\":1', '{{\"id\":1,\"id\":7') {org}"), "O1"),
        (format!("{of} replace(after, '{{\"id\":1', '{{\"more\":null,\"id\":1') {org}"), "O1"),
        (format!("{of} json_remove(after, '$.name') {org}"), "O1"),
        (format!("{of} replace(after, '启', '\\u542F\\u0000') {org}"), "O1"),
        (format!("{of} '[' || after || ']' {org}"), "O1"),
        (format!("{of} after || 'x' {org}"), "O1"),
        (format!("{of} '' {org}"), "O1"),
        (format!("{of} CAST(x'ff' AS TEXT) {org}"), "O1"),
        (format!("{of} replace(after, '\"headcount\":9', '\"headcount\":9.0') WHERE table_name = 'training'"), "T1"),
        (format!("{of} replace(after, '\"headcount\":9', '\"headcount\":true') WHERE table_name = 'training'"), "T1"),
        // A value of any type keeps its own.
        ("UPDATE parameter SET value = CAST(value AS TEXT) WHERE typeof(value) = 'integer'".into(), "parameter"),
        ("UPDATE parameter SET value = value + 0.0 WHERE typeof(value) = 'integer'".into(), "parameter"),
        ("UPDATE parameter SET value = CAST(value AS BLOB) WHERE id = 1".into(), "parameter"),
    ] {
        let found = told(&other);
        assert!(found.iter().any(|f| f.contains(words)), "{other}: {found:?}");
    }
}

#[test]
fn histories_that_cannot_be() {
    let org = "table_name = 'org' AND row_id = 1 AND op = 'I'";
    let again = |op: &str, before: &str, after: &str| {
        format!(
            "INSERT INTO change (id, seq, table_name, op, row_id, before, after)
             SELECT (SELECT max(id) + 1 FROM change), (SELECT max(seq) FROM journal), table_name, '{op}', row_id, {before}, {after}
               FROM change WHERE {org};"
        )
    };
    let delete = again("D", "after", "NULL");
    for (sql, words) in [
        (again("I", "NULL", "after"), "the row exists already"),
        (format!("{delete} {} DELETE FROM org WHERE id = 1", again("I", "NULL", "after")), "row 1 of org is gone"),
        (format!("{delete} {delete}"), "there is no such row"),
        (delete.clone(), "has no journal entry"),
        (again("U", "json_set(after, '$.name', '别的')", "after"), "were not what the change says"),
        (again("U", "after", "json_set(after, '$.name', '')"), "the table does not allow it"),
        (
            format!("{} {}", again("U", "after", "json_set(after, '$.kind', 'x')"), again("U", "json_set(after, '$.kind', 'x')", "after")),
            "the table does not allow it",
        ),
        // An operation that lies.
        (format!("UPDATE change SET op = 'U', before = after WHERE {org}"), "there is no such row"),
        (format!("UPDATE change SET op = 'D', before = after, after = NULL WHERE {org}"), "there is no such row"),
        ("UPDATE change SET op = 'I', before = NULL WHERE op = 'U' AND table_name = 'org'".into(), "the row exists already"),
        // Rows that were never made, or are no longer there.
        ("INSERT INTO org (id, name, kind) VALUES (0, 'x', 'service')".into(), "row 0 of org has no journal entry"),
        ("INSERT INTO org (id, name, kind) VALUES (-9223372036854775808, 'x', 'service')".into(), "has no journal entry"),
        ("UPDATE org SET id = -1 WHERE id = 1".into(), "row 1 of org is gone"),
        (format!("UPDATE change SET row_id = -1, after = json_set(after, '$.id', -1) WHERE {org}"), "row -1 of org is gone"),
        (format!("UPDATE change SET row_id = 7 WHERE {org}"), "what it says cannot be read"),
        ("DELETE FROM attendance".into(), "row 1 of attendance is gone"),
        // Two rows that once had the same key.
        (
            "INSERT INTO change (id, seq, table_name, op, row_id, after)
               SELECT 100001, (SELECT max(seq) FROM journal), 'target', 'I', 99, json_set(after, '$.id', 99)
                 FROM change WHERE table_name = 'target' AND row_id = 2 AND op = 'I';
             INSERT INTO change (id, seq, table_name, op, row_id, before)
               SELECT 100002, seq, 'target', 'D', 99, after FROM change WHERE id = 100001"
                .into(),
            "the table does not allow it",
        ),
    ] {
        let found = told(&sql);
        assert!(found.iter().any(|f| f.contains(words)), "{sql}: {found:?}");
    }
}

/// What only a full replay can tell is left to it.
#[test]
fn changes_that_are_nowhere_in_place() {
    for sql in [
        "UPDATE change SET seq = 999 WHERE id = (SELECT max(id) FROM change)",
        "UPDATE change SET seq = 0 WHERE id = 1",
        "UPDATE change SET seq = -5 WHERE id = 1",
        "UPDATE change SET seq = 5 WHERE id = (SELECT max(id) FROM change)",
        "UPDATE change SET seq = 6 WHERE id = 1",
        "UPDATE change SET id = -1 WHERE id = (SELECT max(id) FROM change)",
        "UPDATE change SET table_name = 'nowhere' WHERE id = 3",
        "UPDATE change SET table_name = 'ORG' WHERE table_name = 'org'",
        "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
        "DROP INDEX change_row",
        "UPDATE org SET name = '' WHERE id = 1",
    ] {
        let (place, full) = after(|db| db.execute_batch(sql).unwrap_or_else(|e| panic!("{e}: {sql}")));
        assert_eq!(place, None, "{sql}");
        assert_eq!(full == Replay::Ok, sql.starts_with("DROP INDEX"), "{sql}: {full:?}");
    }
}

/// The journalled tables of the base that have rows.
fn tables(db: &Connection) -> Vec<String> {
    rows(db, "SELECT DISTINCT table_name FROM change WHERE table_name <> 'nowhere' ORDER BY 1").concat()
}

/// What an edit is made of, by three numbers.
fn meddle(db: &Connection, (way, a, b): (usize, usize, usize)) {
    let tables = tables(db);
    let table = &tables[a % tables.len()];
    let pick = |table: &str| {
        let ids = rows(db, &format!("SELECT id FROM {table} ORDER BY id")).concat();
        if ids.is_empty() { "0".to_owned() } else { ids[b % ids.len()].clone() }
    };
    let (row, change) = (pick(table), pick("change"));
    let columns = rows(db, &format!("SELECT name FROM pragma_table_xinfo('{table}') ORDER BY cid")).concat();
    let column = &columns[b / 7 % columns.len()];
    let side = ["before", "after"][b % 2];
    let values = ["NULL", "''", "1", "'1'", "1.0", "'x'", "x'00'", "-1", "'2022-02-30'", "9223372036854775807"];
    let value = values[a / 11 % values.len()];
    let image = |sql: &str| format!("UPDATE change SET {side} = {sql} WHERE id = {change} AND {side} IS NOT NULL");
    let all = columns[1..].join(",");
    let sql = match way {
        0 => format!("UPDATE {table} SET {column} = {value} WHERE id = {row}"),
        1 => format!("DELETE FROM {table} WHERE id = {row}"),
        2 => format!("INSERT INTO {table} (id,{all}) SELECT {},{all} FROM {table} WHERE id = {row}", ["0", "-3", "500"][b % 3]),
        3 => image(&format!("json_set({side}, '$.{column}', {})", if value == "x'00'" { "json('[]')" } else { value })),
        4 => image(&format!("json_remove({side}, '$.{column}')")),
        5 => image(&format!("replace({side}, '\"id\":', '\"{column}\":null,\"id\":')")),
        6 => image(&format!("replace({side}, '{}', '{}')", b % 10, a % 10)),
        7 => image(&format!("replace({side}, ':', ': ')")),
        8 => format!("UPDATE change SET op = 'U', before = coalesce(before, after), after = coalesce(after, before) WHERE id = {change}"),
        9 => format!("UPDATE change SET op = 'I', after = coalesce(after, before), before = NULL WHERE id = {change}"),
        10 => format!("UPDATE change SET op = 'D', before = coalesce(before, after), after = NULL WHERE id = {change}"),
        11 => format!("UPDATE change SET row_id = {} WHERE id = {change}", [row.as_str(), "0", "-7", "600"][a % 4]),
        12 => format!("UPDATE change SET seq = {} WHERE id = {change}", ["NULL", "1", "9", "10", "77"][a % 5]),
        13 => format!("UPDATE change SET table_name = '{}' WHERE id = {change}", if a % 5 == 0 { "nowhere" } else { table }),
        14 => format!(
            "INSERT INTO change (seq, table_name, op, row_id, before, after)
             SELECT (SELECT max(seq) FROM journal), table_name, op, row_id, before, after FROM change WHERE id = {change}"
        ),
        15 => format!("DELETE FROM change WHERE id = {change}"),
        16 => format!("UPDATE {table} SET id = {} WHERE id = {row}", ["0", "-4", "700"][a % 3]),
        _ => format!(
            "UPDATE change SET id = -id WHERE id IN ({change}, {0}); UPDATE change SET id = {change} WHERE id = -{0}; UPDATE change SET id = {0} WHERE id = -{change}",
            pick("change")
        ),
    };
    // What a unique key or a type forbids is not an edit.
    let _ = db.execute_batch(&sql);
}

thread_local! {
    /// How many files the comparison in place could tell of, and how many of
    /// them were not as they should be.
    static TOLD: Cell<(u32, u32)> = const { Cell::new((0, 0)) };
}

#[test]
fn any_edit_is_found_as_a_full_replay_finds_it() {
    let edits = prop::collection::vec((0_usize..18, any::<usize>(), any::<usize>()), 1..4);
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(crate::common::times("PROPTEST_CASES", 100)) };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let tested = runner.run(&edits, |edits| {
        let (place, full) = after(|db| {
            edits.iter().for_each(|edit| meddle(db, *edit));
            reseal(db, 1);
        });
        if let Some(place) = place {
            let (told, broken) = TOLD.get();
            TOLD.set((told + 1, broken + u32::from(full != Replay::Ok)));
            prop_assert_eq!(place, full);
        }
        Ok(())
    });
    tested.unwrap_or_else(|e| panic!("{e}"));
    let (told, broken) = TOLD.get();
    assert!(told > 30 && broken > 20, "{told} told in place, {broken} of them broken");
}
