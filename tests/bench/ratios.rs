//! Speed and memory of the built program, as ratios to the `sqlite3` shell in
//! the same run. `cargo bench` prints them; nothing fails on a slow machine.
//!
//! Each pair of commands runs in turn, A B A B …, as whole processes with their
//! output read away; the figures are medians, the ratio is the median of the
//! pairs' ratios. `cargo bench -- ten` audits 10,000,000 attendances
//! instead, `cargo bench -- rosters` reads rosters only, `cargo bench -- figures`
//! figures, the past and single records.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    reason = "a benchmark talks, and stops when it cannot"
)]

mod files;
#[path = "../suite/common/forge.rs"]
mod forge;
mod runs;

use std::path::Path;
use std::process::Command;

use rusqlite::Connection;

use files::{big, long_note, plain, renew, rosters, spare, text};
use runs::{Line, Table, fuhua, run, shell};

/// What every command may take, in MiB.
const MEMORY: f64 = 64.0;
/// What a roster may take, in MiB.
const ROSTER_MEMORY: f64 = 256.0;
/// In which durability the shell writes: the program's own.
const SETTINGS: &str = "PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;";

fn main() {
    if Command::new("sqlite3").arg("--version").output().is_err() {
        println!("the benchmark compares with the sqlite3 shell, which is not on the PATH");
        return;
    }
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a temporary folder");
    let folder = folder.path();
    let mut table = Table::default();
    if std::env::args().any(|word| word == "ten") {
        let ten = big(folder, "ten.db", 1..=10, 500);
        // It must find the replay right: it was not broken off.
        table.memory("audit, 10,000,000 rows", MEMORY, &fuhua(&ten, &["audit", "--rule", "journal.replay", "--rule", "file.limits"]));
        table.print();
        return;
    }
    if std::env::args().any(|word| word == "rosters") {
        let million = big(folder, "million.db", 1..=10, 50);
        importing(&mut table, folder, &million);
        table.print();
        return;
    }
    let demo = folder.join("demo.db");
    run(&fuhua(&demo, &["demo"]));
    let million = big(folder, "million.db", 1..=10, 50);
    let year = big(folder, "year.db", 10..=10, 50);
    figures(&mut table, &demo, &year, &million);
    past(&mut table, &million);
    for (db, size) in [(&demo, "demo"), (&year, "100,000 rows"), (&million, "1,000,000 rows")] {
        writing(&mut table, db, size);
    }
    if std::env::args().any(|word| word == "figures") {
        table.print();
        return;
    }
    importing(&mut table, folder, &million);
    checking(&mut table, folder, &million);
    memory(&mut table, &million);
    long_note(&demo, 400_000);
    table.seconds("show of a note of 400,000 characters, demo", 0.5, &fuhua(&demo, &["show", "O1"]));
    table.print();
}

/// Figures and a report.
fn figures(table: &mut Table, demo: &Path, year: &Path, million: &Path) {
    for (db, size, bar) in [(demo, "demo", Some(2.0)), (year, "100,000 rows", None), (million, "1,000,000 rows", None)] {
        let what = format!("target status, {size} / select 1");
        table.ratio(&what, bar, |_| fuhua(db, &["target", "status"]), |_| shell(Path::new(":memory:"), &["select 1"]));
    }
    let count = "select count(*) from org";
    table.ratio("home screen, demo / select count(*) from org", Some(2.0), |_| fuhua(demo, &["home"]), |_| shell(demo, &[count]));
    let report = |db: &Path| fuhua(db, &["report", "quarterly", "Y10Q2"]);
    let counts = include_str!("quarter.sql");
    let what = "report quarterly, 1,000,000 rows / its counts by the shell";
    table.ratio(what, Some(0.8), |_| report(million), |_| shell(million, &[counts]));
    table.ratio("report quarterly, ten years / the same year alone", Some(1.1), |_| report(million), |_| report(year));
}

/// What was known after the first, a middle and the last entry.
fn past(table: &mut Table, million: &Path) {
    let last = entries(million);
    let figure = |more: &[&str]| fuhua(million, &[&["target", "status", "--year", "Y10"], more].concat());
    for (entry, which) in [(2, "first"), (last / 2, "middle"), (last, "last")] {
        let what = format!("target status as known after the {which} entry, 1,000,000 rows / now");
        let entry = format!("J{entry}");
        table.ratio(&what, Some(2.0), |_| figure(&["--as-known-on", &entry]), |_| figure(&[]));
        table.memory(
            &format!("target status as known after the {which} entry, 1,000,000 rows"),
            MEMORY,
            &figure(&["--as-known-on", &entry]),
        );
    }
}

fn entries(db: &Path) -> i64 {
    let connection = Connection::open(db).expect("the file");
    connection.query_row("SELECT max(seq) FROM journal", [], |row| row.get(0)).expect("a journal")
}

/// One record with its journal entry, and its undo, against the same row by the
/// shell in the same file without the journal's triggers, under the same settings.
fn writing(table: &mut Table, db: &Path, size: &str) {
    let (ours, shells) = (spare(db, "writing"), plain(db));
    let add = |i: usize| fuhua(&ours, &["org", "add", "--name", &format!("第{i}社工服务中心"), "--kind", "service"]);
    let by_shell = |sql: &str| shell(&shells, &[&format!("{SETTINGS} BEGIN IMMEDIATE; {sql}; COMMIT")]);
    let insert = |i: usize| by_shell(&format!("INSERT INTO org (name, kind) VALUES ('第{i}社工服务中心', 'service')"));
    table.ratio(&format!("org add, {size} / INSERT by the shell"), Some(1.6), add, insert);
    let undo = |i: usize| {
        run(&add(1000 + i));
        fuhua(&ours, &["undo"])
    };
    let update = |i: usize| by_shell(&format!("UPDATE org SET note = '{i}' WHERE id = 1"));
    table.ratio(&format!("undo of org add, {size} / UPDATE by the shell"), Some(3.0), undo, update);
    for file in [ours, shells] {
        std::fs::remove_file(file).expect("it goes");
    }
}

/// Rosters of new persons. Their anchor is the shell's bare `.import` of the same
/// rows into the same tables, with all indexes and without triggers. Both sides
/// begin with a fresh copy of the file every time.
fn importing(table: &mut Table, folder: &Path, million: &Path) {
    let empty = folder.join("empty.db");
    run(&fuhua(&empty, &["init", "--start", "2024-01-01"]));
    run(&fuhua(&empty, &["training", "log", "--title", "名册", "--form", "lecture", "--date", "2024-01-01", "--headcount", "0"]));
    roster(table, (&empty, "empty", 1), (10_000, "10,000"), 3.0);
    roster(table, (&empty, "empty", 1), (1_000_000, "1,000,000"), 4.0);
    roster(table, (million, "1,000,000 rows", 2000), (10_000, "10,000"), 4.0);
}

/// A roster of so many rows into a file, which has the session for the shell.
fn roster(table: &mut Table, (db, size, session): (&Path, &str, usize), (rows, how_many): (usize, &str), bar: f64) {
    let [roster, person, attendance] = rosters(db, rows, session);
    let bare = plain(db);
    let (ours, shells) = (spare(db, "log"), spare(&bare, "import"));
    let log = || {
        renew(&ours, db);
        let words = ["training", "log", "--title", "名册", "--form", "lecture", "--date", "2024-06-01", "--roster", text(&roster)];
        fuhua(&ours, &words)
    };
    let into = |file: &Path, table: &str| format!(".import {} {table}", text(file));
    let import = || {
        renew(&shells, &bare);
        shell(&shells, &[SETTINGS, ".mode csv", &into(&person, "person"), &into(&attendance, "attendance")])
    };
    let what = format!("training log, a roster of {how_many}, {size}");
    table.ratio(&format!("{what} / .import of its rows"), Some(bar), |_| log(), |_| import());
    table.memory(&what, ROSTER_MEMORY, &log());
    // A row that `.import` does not take is told, and passed over.
    let kept = format!(
        "SELECT count(*) FROM attendance a JOIN person p ON p.id = a.person_id WHERE a.training_id = {session} AND p.id >= 1000000"
    );
    let taken: i64 = Connection::open(&shells).and_then(|db| db.query_row(&kept, [], |row| row.get(0))).expect("the rows");
    assert_eq!(usize::try_from(taken), Ok(rows), "the shell took all rows");
    for file in [ours, shells, bare] {
        std::fs::remove_file(file).expect("it goes");
    }
}

/// An audit against the shell's checks and a SHA-256 of the changes; a backup
/// against a copy by the shell.
fn checking(table: &mut Table, folder: &Path, million: &Path) {
    let checks = format!(
        "sqlite3 '{0}' 'pragma integrity_check; pragma foreign_key_check' && sqlite3 '{0}' 'select * from change' | sha256sum",
        text(million)
    );
    let line: Line = ("sh".to_owned(), vec!["-c".to_owned(), checks]);
    let audit = fuhua(million, &["audit"]);
    let what = "audit, 1,000,000 rows / integrity_check, foreign_key_check, SHA-256 of the changes";
    table.ratio(what, Some(1.0), |_| audit.clone(), |_| line.clone());
    table.memory("audit, 1,000,000 rows", MEMORY, &audit);
    let made = |name: &str, i: usize| folder.join(format!("{name}{i}.db"));
    let backup = |i: usize| fuhua(million, &["backup", text(&made("backup", i))]);
    table.ratio("backup, 1,000,000 rows / the checks of an audit by the shell", None, backup, |_| line.clone());
    table.memory("backup, 1,000,000 rows", MEMORY, &backup(1000));
}

/// The memory of each command that reads.
fn memory(table: &mut Table, million: &Path) {
    for words in [
        "target status",
        "plan show",
        "report monthly 2024-05",
        "report quarterly Y10Q2",
        "report evidence trainees Y5",
        "list orgs",
        "list persons",
        "list persons -f csv",
        "list persons -f json",
        "list trainings",
        "list attendances -f csv",
        "list attendances -f json",
        "list journal",
        "show O1",
        "show T2000",
        "show M1",
        "history",
        "history -f json",
        "history M1",
        "history T2000",
    ] {
        let line = fuhua(million, &words.split(' ').collect::<Vec<_>>());
        table.memory(&format!("{words}, 1,000,000 rows"), MEMORY, &line);
    }
}
