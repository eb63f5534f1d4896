//! Speed and memory of the built program, as ratios to the `sqlite3` shell in
//! the same run. `cargo bench` prints them; nothing fails on a slow machine.
//!
//! Each pair of commands runs in turn, A B A B …, as whole processes with their
//! output read away; the figures are medians, the ratio is the median of the
//! pairs' ratios.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a benchmark talks, and stops when it cannot"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const FUHUA: &str = env!("CARGO_BIN_EXE_fuhua");
const RUNS: usize = 31;

fn main() {
    if Command::new("sqlite3").arg("--version").output().is_err() {
        println!("the benchmark compares with the sqlite3 shell, which is not on the PATH");
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let demo = folder.path().join("demo.db");
    let started = Instant::now();
    run(&fuhua(&demo, &["demo"]));
    println!("demo made in {:.1} s, {} KiB", started.elapsed().as_secs_f64(), size(&demo));
    compare(
        "target status | select count(*) from org",
        &fuhua(&demo, &["target", "status"]),
        &shell(&demo, "select count(*) from org"),
        2.0,
    );

    let ten = big(folder.path(), "ten-years.db", 1..=10);
    let one = big(folder.path(), "one-year.db", 10..=10);
    let report = |db: &Path| fuhua(db, &["report", "quarterly", "Y10Q2"]);
    let counting = include_str!("quarter.sql");
    compare("report quarterly, 1,000,000 rows | its counting queries", &report(&ten), &shell(&ten, counting), 1.5);
    compare("report quarterly, ten years | one year of the same", &report(&ten), &report(&one), 1.1);
    println!("peak memory of report quarterly over 1,000,000 rows: {} KiB (bar: 65536)", peak(&report(&ten)));
    writing(folder.path());
    auditing(folder.path());
}

/// One record with its journal entry, against the same row by the shell in a
/// file of the same schema without the journal's triggers, under the same
/// settings.
fn writing(folder: &Path) {
    let (journalled, plain) = (folder.join("journalled.db"), folder.join("plain.db"));
    run(&fuhua(&journalled, &["init"]));
    // A space in front: the shell takes an argument that begins with `-` for an option.
    run(&shell(&plain, concat!(" ", include_str!("../../schema.sql"))));
    let mut pairs = Vec::new();
    for i in 0..RUNS {
        let name = format!("第{i}社工服务中心");
        let sql = format!(
            "PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; BEGIN IMMEDIATE; INSERT INTO org (name, kind) VALUES ('{name}', 'service'); COMMIT"
        );
        let ours = run(&fuhua(&journalled, &["org", "add", "--name", &name, "--kind", "service"]));
        pairs.push((ours.as_secs_f64() * 1e3, run(&shell(&plain, &sql)).as_secs_f64() * 1e3));
    }
    say("org add with the journal | INSERT by the shell without it", pairs, 2.0);
}

/// An audit of a sealed file with 1,000,000 attendance rows, against the
/// shell's checks and a SHA-256 of the change rows.
fn auditing(folder: &Path) {
    let db = folder.join("sealed.db");
    run(&fuhua(&db, &["init", "--start", "2024-01-01"]));
    let started = Instant::now();
    for session in 0..100 {
        let mut text = String::from("姓名,单位,类别\n");
        for row in 0..10_000 {
            text += &format!("人员{row},第{}社工站,从业人员\n", row % 40);
        }
        let roster = folder.join("roster.csv");
        std::fs::write(&roster, text).expect("the roster");
        let day = format!("2024-{:02}-{:02}", session % 12 + 1, session / 12 + 1);
        let file = roster.to_str().expect("a text path");
        run(&fuhua(&db, &["training", "log", "--title", "培训", "--form", "lecture", "--date", &day, "--roster", file]));
    }
    println!("sealed.db: {} KiB, made in {:.1} s", size(&db), started.elapsed().as_secs_f64());
    let checks = format!(
        "sqlite3 '{0}' 'pragma integrity_check; pragma foreign_key_check' && sqlite3 '{0}' 'select * from change' | sha256sum",
        db.display()
    );
    let line = ("sh".to_owned(), vec!["-c".to_owned(), checks]);
    let audit = fuhua(&db, &["audit"]);
    let pairs = (0..3).map(|_| (run(&audit).as_secs_f64() * 1e3, run(&line).as_secs_f64() * 1e3)).collect();
    say("audit, 1,000,000 rows | integrity_check, foreign_key_check, SHA-256 of the changes", pairs, 4.0);
    println!("peak memory of that audit: {} KiB (bar: 524288)", peak(&audit));
    looking_back(folder, &db);
}

/// A figure of the past against the same figure, in a file with 1,000,000
/// attendance rows; then with the rows of a session altered since.
fn looking_back(folder: &Path, db: &Path) {
    let status = ["target", "status", "--year", "Y1"];
    let past = |entry: &str| fuhua(db, &[&status[..], &["--as-known-on", entry]].concat());
    for entry in ["J1", "J50", "J101"] {
        compare(&format!("target status as known at {entry} of J101 | without"), &past(entry), &fuhua(db, &status), 2.0);
    }
    let roster = folder.join("absent.csv");
    let rows: String = (0..10_000).map(|row| format!("人员{row},第{}社工站,缺席\n", row % 40)).collect();
    std::fs::write(&roster, format!("姓名,单位,出勤情况\n{rows}")).expect("the roster");
    run(&fuhua(db, &["training", "roster", "T1", roster.to_str().expect("a text path")]));
    compare("target status as known at J101, 10,000 rows altered since | without", &past("J101"), &fuhua(db, &status), 10.0);
    println!("peak memory of that: {} KiB (bar: 65536)", peak(&past("J101")));
}

type Line = (String, Vec<String>);

fn fuhua(db: &Path, arguments: &[&str]) -> Line {
    let global = ["--db", db.to_str().expect("a text path"), "--no-input"];
    (FUHUA.to_owned(), global.iter().chain(arguments).map(ToString::to_string).collect())
}

fn shell(db: &Path, sql: &str) -> Line {
    ("sqlite3".to_owned(), vec![db.display().to_string(), sql.to_owned()])
}

fn command((program, arguments): &Line) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(line: &Line) -> Duration {
    let started = Instant::now();
    let output = command(line).output().expect("the command starts");
    let took = started.elapsed();
    assert!(output.status.success(), "{line:?}: {}", String::from_utf8_lossy(&output.stderr));
    took
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn compare(what: &str, a: &Line, b: &Line, bar: f64) {
    run(a);
    run(b);
    let pairs: Vec<(f64, f64)> = (0..RUNS).map(|_| (run(a).as_secs_f64() * 1e3, run(b).as_secs_f64() * 1e3)).collect();
    say(what, pairs, bar);
}

fn say(what: &str, pairs: Vec<(f64, f64)>, bar: f64) {
    let mut ratios: Vec<f64> = pairs.iter().map(|(a, b)| a / b).collect();
    let (mut first, mut second): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
    println!("{what}: {:.2} ms | {:.2} ms, ratio {:.2} (bar: {bar})", median(&mut first), median(&mut second), median(&mut ratios));
}

/// The peak resident memory of a run in KiB, as the kernel counts it.
fn peak(line: &Line) -> u64 {
    let mut child = command(line).spawn().expect("the command starts");
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().expect("the command can be waited for").is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let now = text.lines().find_map(|l| l.strip_prefix("VmHWM:")).and_then(|l| l.trim().split(' ').next()?.parse().ok());
        most = most.max(now.unwrap_or(0));
    }
    most
}

fn size(db: &Path) -> u64 {
    std::fs::metadata(db).expect("the file").len() / 1024
}

/// A base of a ten-year plan with 2,000 sessions of 50 people, 2,000 services,
/// 200 consultations and 20 cases in each of `years`: 1,000,000 attendance rows
/// over ten years. Written by SQL, so its changes have no entry.
fn big(folder: &Path, name: &str, years: std::ops::RangeInclusive<i32>) -> PathBuf {
    let db = folder.join(name);
    let plan = include_str!("../../src/plan/plans/lingwu-2021.toml");
    let (head, rest) = plan.split_once("[[year]]").expect("the plan has years");
    let (year, rest) = rest.split_once("# Functions").expect("the plan has functions");
    let year = year.split("[[year]]").next().expect("a year");
    let file = folder.join("ten.toml");
    std::fs::write(&file, format!("{head}{}# Functions{rest}", format!("[[year]]{year}").repeat(10))).expect("the plan file");
    run(&fuhua(&db, &["init", "--start", "2015-01-01", "--plan", file.to_str().expect("a text path")]));
    let started = Instant::now();
    let connection = rusqlite::Connection::open(&db).expect("the file");
    let (from, to) = (years.start(), years.end());
    let sql = format!(
        "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; BEGIN;
         INSERT INTO org (name, kind) WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 300) SELECT '组织' || i, 'service' FROM n;
         INSERT INTO person (name) WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 30000) SELECT '人员' || i FROM n;
         CREATE TEMP TABLE y AS WITH RECURSIVE n(i) AS (VALUES ({from}) UNION ALL SELECT i + 1 FROM n WHERE i < {to}) SELECT i FROM n;
         CREATE TEMP TABLE k AS WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 1999) SELECT i FROM n;
         INSERT INTO training (id, title, form, on_date) SELECT y.i * 2000 + k.i, '培训', 'lecture', date('2015-01-01', '+' || (y.i - 1) || ' years', '+' || (k.i * 364 / 2000) || ' days') FROM y, k;
         INSERT INTO attendance (training_id, person_id, category, status)
           SELECT t.id, (t.id * 37 + k.i) % 30000 + 1, CASE k.i % 10 WHEN 9 THEN 'other' ELSE 'staff' END, CASE k.i % 7 WHEN 0 THEN 'absent' ELSE 'present' END
             FROM training t, k WHERE k.i < 50;
         INSERT INTO consultation (topic, on_date) SELECT 'policy', date('2015-01-01', '+' || (y.i - 1) || ' years', '+' || (k.i * 364 / 200) || ' days') FROM y, k WHERE k.i < 200;
         INSERT INTO application (id, org_id, on_date) SELECT y.i * 20 + k.i, (y.i * 20 + k.i) % 300 + 1, date('2015-01-01', '+' || (y.i - 1) || ' years', '+' || (k.i * 5) || ' days') FROM y, k WHERE k.i < 20;
         INSERT INTO review_step (application_id, stage, on_date, result) SELECT id, 'final', date(on_date, '+70 days'), 'pass' FROM application;
         INSERT INTO incubation (application_id, on_date, entry_staff, entry_departments, entry_systems, entry_projects) SELECT id, date(on_date, '+80 days'), 1, 1, 1, 1 FROM application;
         INSERT INTO exit_step (incubation_id, stage, on_date, result) SELECT id, 'final', date(on_date, '+380 days'), 'pass' FROM incubation WHERE date(on_date, '+380 days') < '2024-06-01';
         INSERT INTO service (org_id, kind, on_date) SELECT k.i % 300 + 1, 'space', date('2015-01-01', '+' || (y.i - 1) || ' years', '+' || (k.i * 364 / 2000) || ' days') FROM y, k;
         COMMIT;"
    );
    connection.execute_batch(&sql).expect("the rows");
    let rows: i64 = connection.query_row("SELECT count(*) FROM attendance", [], |row| row.get(0)).expect("a count");
    drop(connection);
    println!("{name}: {rows} attendance rows, {} KiB, made in {:.1} s", size(&db), started.elapsed().as_secs_f64());
    db
}
