//! Lists are written as they are read: to the bytes that the whole would have,
//! however long they are.

use std::io::Read;
use std::process::Stdio;

use crate::common::forge::{edit, enter};
use crate::common::{Base, FUHUA};
use fuhua::document::{Document, Setting, Table, WRITERS};
use fuhua::report::records;
use fuhua::store::records::registry;
use fuhua::store::records::{Filter, each};
use fuhua::store::{Row, open_read};

/// The records of a kind as one table that is held whole.
fn whole(base: &Base, kind: &str) -> Table {
    let (kind, db) = (registry::parse(kind).expect("a kind"), open_read(&base.db()).expect("it opens"));
    let mut rows: Vec<Row> = Vec::new();
    let all = Filter { void: true, ..Filter::default() };
    each(&db, kind, &all, |row| {
        rows.push(row);
        Ok(())
    })
    .expect("rows");
    records::table(kind, &rows, true).expect("a table")
}

#[track_caller]
fn same(base: &Base, kind: &str) {
    let table = whole(base, kind);
    for writer in WRITERS {
        for to_file in [false, true] {
            let setting = Setting { width: 100, to_file, bom: true };
            let held = (writer.write)(&Document::of(table.clone()), setting).expect("bytes");
            let line = ["list", kind, "--void", "-f", writer.name];
            let streamed = if writer.binary && !to_file {
                // Not for a terminal.
                continue;
            } else if to_file {
                // An ending that no format has.
                let file = base.argument("list.out");
                base.ok(&[&line[..], &["--replace", "-o", &file]].concat());
                std::fs::read(&file).expect("the file")
            } else {
                base.ok(&line).into_bytes()
            };
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            assert!(streamed == held, "{kind} {}: {}\n{}", writer.name, text(&streamed), text(&held));
        }
    }
    for format in ["json", "table", "csv", "md"] {
        let told = base.run(&["list", kind, "--void", "-f", format]).err;
        assert!(told.starts_with(&format!("共{}条", table.rows.len())), "{kind} {format}: {told}");
    }
    let json = base.ok(&["list", kind, "--void", "-f", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap_or_else(|e| panic!("{kind}: {e}: {json}"));
    assert_eq!(value.as_array().map(Vec::len), Some(table.rows.len()), "{kind}");
    assert_eq!(json, format!("{}\n", serde_json::to_string_pretty(&value).expect("json")), "{kind}");
}

#[test]
fn each_kind_reads_the_same_streamed_and_held() {
    let base = Base::full();
    for kind in registry::ALL {
        same(&base, kind.plural);
    }
}

/// Persons p1 to pN, in the third of them with a word that a screen must break.
fn many(count: usize) -> Base {
    let base = Base::new();
    base.meddle(&format!(
        "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < {count})
         INSERT INTO person (id, name, unit, note) SELECT i, 'p' || i, CASE i % 3 WHEN 0 THEN '很长的单位名称 ' || hex(randomblob(60)) END, NULL FROM n"
    ));
    base
}

#[test]
fn a_list_longer_than_what_is_held_has_the_same_bytes() {
    for count in [2_000, 2_001, 5_000] {
        same(&many(count), "persons");
    }
}

#[test]
fn what_is_shown_whole_is_what_was_put_on_record() {
    let base = Base::mixed();
    for format in ["csv", "json", "table", "md"] {
        let shown = base.run(&["list", "persons", "-f", format, "--reveal-personal", "回访"]);
        assert!(shown.code == 0 && !shown.out.contains("****"), "{shown:?}");
    }
    assert_eq!(base.value("SELECT count(DISTINCT shown) FROM disclosure"), "1");
}

/// The most memory in KiB that a command has held, as the kernel counts it
/// while its output is read away.
fn peak(base: &Base, line: &[&str]) -> u64 {
    let mut child = base.process(FUHUA).args(line).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
    let status = format!("/proc/{}/status", child.id());
    let mut out = child.stdout.take().expect("a pipe");
    let (mut piece, mut most, mut total) = (vec![0; 16 << 10], 0, 0);
    loop {
        let n = out.read(&mut piece).expect("output");
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let now = text.lines().find_map(|l| l.strip_prefix("VmHWM:")).and_then(|l| l.trim().split(' ').next()?.parse().ok());
        most = most.max(now.unwrap_or(0));
        total += n;
        if n == 0 {
            break;
        }
    }
    assert!(child.wait().expect("it ends").success() && total > 1_000_000, "{line:?}: {total}");
    most
}

#[test]
fn the_memory_of_a_list_does_not_grow_with_it() {
    let base = many(100_000);
    for format in ["csv", "json", "table", "md"] {
        let peak = peak(&base, &["list", "persons", "-f", format]);
        assert!(peak < 64 << 10, "{format}: {peak} KiB");
    }
}

#[test]
fn the_memory_of_history_does_not_grow_with_it() {
    let base = Base::new();
    edit(&base.db(), |db| {
        for part in 0..2 {
            let persons = format!(
                "INSERT INTO person (name, unit) WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 30000)
                 SELECT 'p{part}-' || i, '单位' FROM n"
            );
            enter(db, "person add", &[("person", &persons)]);
        }
    });
    for line in [["history"].as_slice(), &["list", "journal"], &["history", "J2"], &["show", "J2"]] {
        for format in ["json", "table", "csv", "md"] {
            let line = [line, &["-f", format]].concat();
            if format == "json" || line[1] == "J2" {
                let peak = peak(&base, &line);
                assert!(peak < 64 << 10, "{line:?}: {peak} KiB");
            }
        }
        let json = base.ok(&[line, &["-f", "json"]].concat());
        let value: serde_json::Value = serde_json::from_str(&json).unwrap_or_else(|e| panic!("{line:?}: {e}"));
        let entry =
            if value.is_object() { &value } else { value.as_array().and_then(|v| v.iter().find(|e| e["entry"] == "J2")).expect("J2") };
        assert_eq!(entry["changes"].as_array().map(Vec::len), Some(90_000), "three columns of each");
        assert!(json == format!("{}\n", serde_json::to_string_pretty(&value).expect("json")), "{line:?}: the bytes of the whole");
    }
}

#[test]
fn a_list_that_fails_leaves_no_file() {
    let base = Base::new();
    let file = base.argument("x.csv");
    let names = base.names();
    base.says(2, &["list", "orgs", "--state", "none such", "-o", &file], &["none such"]);
    base.says(2, &["list", "persons", "--period", "Y1", "-o", &file], &["--period"]);
    base.says(2, &["list", "persons", "--table", "none such", "-f", "csv", "-o", &file], &["none such"]);
    assert_eq!(base.names(), names);
}

#[test]
fn a_cell_of_any_length_is_broken_in_the_time_it_takes_to_read_it() {
    let base = Base::new();
    for (id, text) in [(1, "长".repeat(400_000)), (2, "a".repeat(400_000)), (3, "ab ".repeat(130_000))] {
        base.open().execute("INSERT INTO person (id, name, unit) VALUES (?1, 'x', ?2)", rusqlite::params![id, text]).expect("a row");
    }
    for width in [10, 40, 100, 1_000] {
        let mut narrow = base.copy();
        let started = std::time::Instant::now();
        let shown = narrow.width(width).ok(&["list", "persons"]);
        // A generous bar for a slow machine and a program that is not optimised: it was minutes.
        assert!(started.elapsed().as_secs() < 20, "{width}: {:?}", started.elapsed());
        let count = |c: char| shown.chars().filter(|x| *x == c).count();
        assert!(count('长') == 400_000 && count('b') >= 130_000, "{width}: nothing is lost");
    }
}
