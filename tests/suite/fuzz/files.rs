//! Files damaged at random: their bytes, their pages, their rows. Every command
//! that reads one, `backup`, `restore` and `upgrade` tell what is wrong: no panic,
//! no bug, no signal, in ten seconds and in 300 MB.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::common::commands::READING;
use crate::common::dice::Dice;
use crate::common::{Base, FUHUA};

/// Commands besides those of [`READING`], on a file of `Base::full`.
const MORE: [&str; 12] = [
    "audit",
    "audit rules",
    "backup kept.db",
    "restore given.db --db restored.db",
    "upgrade",
    "undo",
    "org add --name 新社 --kind service",
    "training log --title 新课 --form salon --date 2022-03-03 --headcount 3",
    "report issue quarterly 2022Q2",
    "person forget M1 --reason x",
    "list persons --as-known-on J20",
    "report quarterly 2022Q1 --as-known-on J40",
];

/// So many commands of those lists are given to each file, beside the audit.
const EACH: usize = 5;

/// Each runs within limits: memory in KiB by the shell, time by the clock.
const WITHIN: &str = "ulimit -v 300000; ulimit -c 0; exec timeout -s KILL 20 \"$@\"";

pub fn run(count: usize, seed: u64) {
    let base = Base::full();
    let whole = base.bytes();
    let lines: Vec<&str> = READING.iter().copied().chain(MORE).collect();
    let mut codes: BTreeMap<i32, usize> = BTreeMap::new();
    let mut slowest = Duration::ZERO;
    for seed in seed..seed + count as u64 {
        let mut dice = Dice::of(seed);
        let tried = Base::empty();
        fs::write(tried.db(), &whole).expect("written");
        damage(&tried, &mut dice);
        let damaged = tried.bytes();
        for i in 0..=EACH {
            let line = if i == 0 { "audit" } else { *dice.pick(&lines) };
            fs::write(tried.db(), &damaged).expect("written");
            fs::write(tried.path("given.db"), &damaged).expect("written");
            let started = Instant::now();
            let mut command = tried.process("sh");
            command.args(["-c", WITHIN, "sh", FUHUA]).args(line.split(' ')).env("FUHUA_LANG", "en");
            let output = command.output().expect("it runs");
            let (took, said) = (started.elapsed(), String::from_utf8_lossy(&output.stderr).into_owned());
            let code = output.status.code().unwrap_or(-1);
            let told = !said.contains("panicked") && !said.contains("internal error");
            assert!((0..=4).contains(&code) && told, "seed {seed}: fuhua {line}: {code}: {said}");
            assert!(took < Duration::from_secs(10), "seed {seed}: fuhua {line}: {took:?}");
            slowest = slowest.max(took);
            *codes.entry(code).or_default() += 1;
            for made in ["kept.db", "restored.db", "fuhua.db-journal"] {
                let _ = fs::remove_file(tried.path(made));
            }
        }
    }
    let last = seed + count as u64 - 1;
    println!("files: seeds {seed} to {last}, {count} files, exit codes {codes:?}, the slowest {slowest:?}");
}

/// Damages a file, once or several times.
fn damage(tried: &Base, dice: &mut Dice) {
    for _ in 0..=dice.roll(3) {
        if dice.one_in(2) {
            // Rows, where the file can still be opened.
            rows_of(tried, dice);
        } else {
            let mut bytes = tried.bytes();
            bytes_of(&mut bytes, dice);
            fs::write(tried.db(), bytes).expect("written");
        }
    }
}

fn bytes_of(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let size = 4096;
    if bytes.len() < 2 * size {
        return;
    }
    let pages = bytes.len() / size;
    let (a, b) = (dice.roll(pages) * size, dice.roll(pages) * size);
    match dice.roll(8) {
        0 => {
            for _ in 0..=dice.roll(20) {
                let at = dice.roll(bytes.len());
                bytes[at] ^= 1 << dice.roll(8);
            }
        }
        // Where the cells of a page are said to be.
        1 => {
            for _ in 0..=dice.roll(4) {
                let at = a + dice.roll(16);
                bytes[at] = u8::try_from(dice.roll(256)).expect("a byte");
            }
        }
        2 => bytes[a..a + size].fill(0),
        3 => bytes.copy_within(a..a + size, b),
        4 => bytes.truncate(dice.roll(bytes.len())),
        5 => bytes.extend(std::iter::repeat_n(7, 1 + dice.roll(3 * size))),
        6 => {
            let at = 16 + dice.roll(84);
            bytes[at] = u8::try_from(dice.roll(256)).expect("a byte");
        }
        _ => {
            let at = dice.roll(bytes.len() - 64);
            for byte in &mut bytes[at..at + 64] {
                *byte = u8::try_from(dice.roll(256)).expect("a byte");
            }
        }
    }
}

/// Values that no command writes.
const STRANGE: [&str; 14] = [
    "NULL",
    "0",
    "-1",
    "9223372036854775807",
    "-9223372036854775808",
    "''",
    "'x'",
    "'2021-13-45'",
    "'9999-12-31'",
    "'{}'",
    "'[[1]]'",
    "CAST(x'ff41' AS TEXT)",
    "printf('%.*c', 20000, 'x')",
    "char(0x202e, 0x1b, 10) || 'J1'",
];

/// Alters rows as another tool does: values, numbers, whole tables, the schema.
fn rows_of(tried: &Base, dice: &mut Dice) {
    let Ok(db) = Connection::open(tried.db()) else { return };
    let unguarded =
        "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF; PRAGMA writable_schema = ON";
    if db.execute_batch(unguarded).is_err() || db.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false).is_err()
    {
        return;
    }
    let list = |sql: &str| -> Vec<String> {
        let read = db.prepare(sql).and_then(|mut query| query.query_map([], |row| row.get(0)).map(|rows| rows.flatten().collect()));
        read.unwrap_or_default()
    };
    let tables = list("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    if tables.is_empty() {
        return;
    }
    let table = dice.pick(&tables);
    let columns = list(&format!("SELECT name FROM pragma_table_xinfo('{table}')"));
    if columns.is_empty() {
        return;
    }
    let (column, value) = (dice.pick(&columns), dice.pick(&STRANGE));
    let sql = match dice.roll(6) {
        0 => format!("DELETE FROM {table} WHERE rowid % {} = 0", 1 + dice.roll(3)),
        1 => format!("UPDATE {table} SET {column} = {value}"),
        2 => format!("DROP TABLE {table}"),
        3 => format!("UPDATE sqlite_schema SET sql = replace(sql, ' ', '  ') WHERE rowid = {}", 1 + dice.roll(90)),
        _ => format!("UPDATE {table} SET {column} = {value} WHERE rowid = (SELECT max(rowid) FROM {table})"),
    };
    // What the file does not let be done is not done.
    let _ = db.execute_batch(&sql);
}
