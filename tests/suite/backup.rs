//! Backups: whole, verified, also while others write; restored over nothing.
//!
//! `FUHUA_DRILLS=50 cargo test --test suite backup::drills` runs the restore drill fifty times.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::common::{Base, FUHUA, rows, sha256, times};
use rusqlite::Connection;

/// A base with a few records and a phone.
fn base() -> Base {
    let base = Base::new();
    base.ok(&["org", "add", "--name", "春风社工服务中心", "--kind", "service", "--phone", "13800138000"]);
    base.ok(&["org", "add", "--name", "松柏志愿者协会", "--kind", "association"]);
    base.ok(&["consult", "log", "--topic", "policy", "--org", "O1", "--date", "2023-11-01"]);
    base
}

/// Every row of every table, as another tool reads them.
fn contents(file: &Path) -> Vec<Vec<String>> {
    let db = Connection::open(file).expect("it opens");
    let tables = rows(&db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name").concat();
    let all = |table: &String| {
        let key = if table == "journal" { "seq" } else { "id" };
        rows(&db, &format!("SELECT '{table}', * FROM \"{table}\" ORDER BY {key}"))
    };
    tables.iter().flat_map(all).collect()
}

/// The built program on a base's database, as a process.
fn program(base: &Base, arguments: &[&str]) -> Output {
    base.process(FUHUA).args(arguments).output().expect("the program runs")
}

// ---------------------------------------------------------------- backup

#[test]
fn a_backup_is_the_database_verified() {
    let base = base();
    let before = base.bytes();
    let file = base.path("副本.db");
    let answer = base.json(&["backup", file.to_str().expect("text")]);
    assert!(base.bytes() == before, "the database is only read");
    assert_eq!(base.names(), ["fuhua.db", "副本.db"], "nothing else is left");
    assert_eq!(answer["sha256"], sha256(fs::read(&file).expect("it is there")));
    assert_eq!(answer["bytes"], fs::metadata(&file).expect("it is there").len());
    assert_eq!(answer["entry"], "J4");
    assert_eq!(answer["head"], base.head());
    assert_eq!(answer["schema_version"], 1);
    assert_eq!(fs::metadata(&file).expect("it is there").permissions().mode() & 0o777, 0o600);
    assert_eq!(contents(&file), contents(&base.db()));
    assert_eq!(base.sound_with(&[file.to_str().expect("text")])["journal"]["head"], answer["head"]);

    let zh = base.run(&["backup", &base.argument("二.db")]);
    assert!(zh.out.contains("链首") && zh.out.contains("J4") && zh.out.contains("核对无误"), "{zh:?}");
    assert!(zh.err.contains("个人信息"), "{zh:?}");
    let en = base.run(&["backup", &base.argument("three.db"), "--lang", "en"]);
    assert!(en.out.contains("head") && en.out.contains("verified") && en.err.contains("personal data"), "{en:?}");
}

#[test]
fn a_dry_run_makes_no_backup() {
    let base = base();
    let out = base.ok(&["backup", &base.argument("b.db"), "--dry-run"]);
    assert!(out.contains("未保存") && out.contains("J4"), "{out}");
    assert_eq!(base.names(), ["fuhua.db"]);
}

#[test]
fn a_backup_replaces_nothing() {
    let base = base();
    let mine = base.file("mine.txt", "mine");
    let db = base.argument("fuhua.db");
    fs::create_dir(base.path("folder")).expect("a folder");
    symlink(base.path("nowhere"), base.path("dangling")).expect("a link");
    symlink(base.db(), base.path("link.db")).expect("a link");
    fs::hard_link(base.db(), base.path("twin.db")).expect("a link");
    let before = base.names();
    for taken in ["mine.txt", "fuhua.db", "folder", "dangling", "link.db", "twin.db"] {
        base.refuses(2, &["backup", &base.argument(taken)], &["已经存在"], &["exists"]);
    }
    for tail in ["-journal", "-wal", "-shm"] {
        base.refuses(2, &["backup", &format!("{db}{tail}")], &["数据库自己要用"], &["itself uses"]);
    }
    assert_eq!(fs::read(&mine).expect("it is there"), b"mine");
    assert_eq!(base.names(), before);
    // What is left of another database would be taken for the backup's own journal.
    base.file("b.db-journal", "left");
    assert!(base.fails(2, &["backup", &base.argument("b.db")]).contains("b.db-journal"));
}

#[test]
fn a_backup_that_cannot_be_written_leaves_nothing() {
    let base = base();
    assert_eq!(base.error(4, &["backup", &base.argument("nowhere/b.db")])["kind"], "device");
    base.file("plain", "no folder");
    assert!(base.fails(4, &["backup", &base.argument("plain/b.db"), "--lang", "en"]).contains("cannot write"));
    let before = base.names();
    // A limit on the size of files stands for a full disk.
    for (blocks, lang, words) in [(8, "zh", "读写磁盘失败"), (300, "en", "reading or writing the disk failed")] {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" --lang {lang} backup b.db");
        let output = base.process("sh").args(["-c", &script, FUHUA]).output().expect("the shell runs");
        assert_eq!(output.status.code(), Some(4), "{output:?}");
        assert!(output.stdout.is_empty() && String::from_utf8_lossy(&output.stderr).contains(words), "{output:?}");
        assert_eq!(base.names(), before);
    }
}

#[test]
fn no_backup_is_made_of_what_is_not_sound() {
    let base = Base::empty();
    assert!(base.fails(3, &["backup", &base.argument("b.db")]).contains("fuhua init"));
    for (how, statements) in [
        ("J3", "DROP TRIGGER journal_sealed; UPDATE journal SET actor = '别人' WHERE seq = 3"),
        ("change_kept", "DROP TRIGGER change_kept; UPDATE org SET town = '别处'"),
        ("filing", "PRAGMA foreign_keys = 0; INSERT INTO filing (org_id, on_date) VALUES (99, '2023-01-01')"),
    ] {
        let base = self::base();
        base.meddle(statements);
        let words = ["fuhua audit", if how == "J3" { "journal_sealed" } else { how }];
        base.refuses(3, &["backup", &base.argument("b.db")], &words, &words);
        assert_eq!(base.names(), ["fuhua.db"]);
    }
}

#[test]
fn a_backup_is_of_one_state_while_others_write() {
    const BACKUPS: usize = 12;
    let base = base();
    let done = AtomicBool::new(false);
    let written = std::thread::scope(|scope| {
        let write = |topic: &'static str| {
            let (base, done) = (&base, &done);
            scope.spawn(move || {
                let mut n = 0;
                while !done.load(Ordering::Relaxed) {
                    let output = program(base, &["consult", "log", "--topic", topic, "--org", "O1", "--org", "O2", "--date", "2023-11-02"]);
                    assert!(output.status.success(), "{output:?}");
                    n += 1;
                }
                n
            })
        };
        let writers = [write("policy"), write("finance")];
        let mut last = 0;
        for i in 0..BACKUPS {
            let name = format!("b{i}.db");
            let output = program(&base, &["backup", &name, "-f", "json"]);
            assert!(output.status.success(), "{output:?}");
            let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
            let entry: i64 = answer["entry"].as_str().expect("a code")[1..].parse().expect("a number");
            assert!(entry >= last, "backups do not go back");
            last = entry;
        }
        done.store(true, Ordering::Relaxed);
        writers.map(|w| w.join().expect("the writer")).iter().sum::<i64>()
    });
    assert!(written > 0, "somebody wrote");
    assert_eq!(base.value("SELECT count(*) FROM journal"), (4 + written).to_string(), "every write is there");
    let mut seen = std::collections::BTreeSet::new();
    for i in 0..BACKUPS {
        let file = base.argument(&format!("b{i}.db"));
        let audit = base.sound_with(&[&file]);
        // A command's rows are all there or none: two organisations a consultation, one for the first.
        let db = Connection::open(&file).expect("it opens");
        assert_eq!(rows(&db, "SELECT count(*) FROM consultation_org"), rows(&db, "SELECT 2 * count(*) - 1 FROM consultation"));
        seen.insert(audit["journal"]["head"].to_string());
    }
    assert!(seen.len() > 1, "the backups are of different states");
    assert!(base.names().iter().all(|n| !n.starts_with('.')), "nothing is left");
}

// ---------------------------------------------------------------- restore

#[test]
fn a_restored_database_is_the_one_backed_up() {
    let base = base();
    let file = base.argument("b.db");
    let backup = base.json(&["backup", &file]);
    let before = contents(&base.db());
    fs::rename(base.db(), base.path("moved")).expect("it moves");
    let dry = base.ok(&["restore", &file, "--dry-run"]);
    assert!(dry.contains("未保存") && !base.db().exists(), "{dry}");
    let answer = base.json(&["restore", &file]);
    assert_eq!(
        (&answer["entry"], &answer["head"], &answer["upgraded_from"]),
        (&backup["entry"], &backup["head"], &serde_json::Value::Null)
    );
    assert_eq!(answer["sha256"], sha256(base.bytes()));
    assert_eq!(contents(&base.db()), before);
    assert_eq!(fs::metadata(base.db()).expect("it is there").permissions().mode() & 0o777, 0o600);
    assert_eq!(base.names(), ["b.db", "fuhua.db", "moved"]);
    base.ok(&["org", "add", "--name", "新叶社", "--kind", "unregistered"]);
    base.sound();

    let other = base.argument("另一个.db");
    let en = base.run(&["restore", &file, "--db", &other, "--lang", "en"]);
    assert!(en.code == 0 && en.out.contains("restored") && en.err.contains("again"), "{en:?}");
}

#[test]
fn nothing_is_restored_over_a_file() {
    let base = base();
    let file = base.argument("b.db");
    base.ok(&["backup", &file]);
    let words = ["mv ", "fuhua.db.damaged"];
    base.refuses(2, &["restore", &file], &words, &words);
    // Neither over a damaged one, nor one that is no file, nor what is left of one.
    fs::write(base.db(), "damaged").expect("it is written");
    base.file("fuhua.db-journal", "left");
    base.file("fuhua.db.damaged", "from before");
    let said = base.fails(2, &["restore", &file]);
    let command = said.lines().find_map(|l| l.split_once(":mv ")).map(|(_, rest)| format!("mv {rest}")).expect("a command");
    let moved = Command::new("sh").args(["-c", &command]).status().expect("the shell runs");
    assert!(moved.success(), "{command}");
    assert_eq!(
        base.names(),
        ["b.db", "fuhua.db.damaged", "fuhua.db.damaged-2", "fuhua.db.damaged-2-journal"],
        "the very command of the hint"
    );
    base.file("fuhua.db-journal", "a journal alone would be rolled back into the new file");
    assert!(base.fails(2, &["restore", &file]).contains("fuhua.db-journal"));
    fs::remove_file(base.path("fuhua.db-journal")).expect("it goes");
    base.ok(&["restore", &file]);
    assert_eq!(fs::read(base.path("fuhua.db.damaged-2")).expect("it is kept"), b"damaged");
    for (name, make) in [("folder", true), ("dangling", false)] {
        if make {
            fs::create_dir(base.path(name)).expect("a folder");
        } else {
            symlink(base.path("nowhere"), base.path(name)).expect("a link");
        }
        assert!(base.fails(2, &["restore", &file, "--db", &base.argument(name)]).contains("mv "));
    }
}

#[test]
fn a_bad_backup_is_refused_with_the_reason() {
    let base = base();
    let good = base.argument("good.db");
    base.ok(&["backup", &good]);
    let target = base.argument("new.db");
    let refused = |name: &str, zh: &str, en: &str, code: i32| {
        let file = base.argument(name);
        let (before, there) = (fs::read(&file).ok(), base.names());
        base.refuses(code, &["restore", &file, "--db", &target], &[zh], &[en]);
        assert_eq!(base.names(), there, "{name}: nothing is left");
        assert!(fs::read(&file).ok() == before, "{name}: the backup is as it was");
    };
    let meddled = |name: &str, statements: &str| {
        fs::copy(&good, base.path(name)).expect("a copy");
        Connection::open(base.path(name)).expect("it opens").execute_batch(statements).expect("SQL");
    };
    refused("none.db", "没有备份文件", "there is no backup", 2);
    base.file("empty.db", "");
    refused("empty.db", "空文件", "empty", 3);
    base.file("roster.csv", "姓名\n李明\n".repeat(40));
    refused("roster.csv", "不是 SQLite", "not an SQLite", 3);
    meddled("newer.db", "PRAGMA user_version = 2");
    refused("newer.db", "第2版", "format 2", 3);
    meddled("other.db", "PRAGMA application_id = 1");
    refused("other.db", "别的程序", "another program", 3);
    meddled("altered.db", "DROP TRIGGER change_sealed; UPDATE change SET after = replace(after, '松柏', '假冒')");
    refused("altered.db", "缺少触发器 change_sealed", "the trigger change_sealed is missing", 3);
    meddled("extra.db", "CREATE TRIGGER extra AFTER INSERT ON org BEGIN SELECT 1; END");
    refused("extra.db", "多出触发器 extra", "the trigger extra is not part of this program", 3);
    meddled("wal.db", "PRAGMA journal_mode = WAL");
    refused("wal.db", "预写日志", "write-ahead", 3);
    let bytes = fs::read(&good).expect("it is there");
    base.file("cut.db", &bytes[..bytes.len() - 4096]);
    refused("cut.db", "截断", "cut short", 3);
    let name = "松柏志愿者协会".as_bytes();
    let places: Vec<usize> = (0..bytes.len() - name.len()).filter(|at| bytes[*at..].starts_with(name)).collect();
    assert!(places.len() > 1, "in the row, its index and the journal");
    for (i, at) in places.iter().enumerate() {
        let mut flipped = bytes.clone();
        flipped[at + 1] ^= 4;
        base.file(&format!("flip{i}.db"), flipped);
        refused(&format!("flip{i}.db"), "不能用", "cannot be used", 3);
    }
    fs::copy(&good, base.path("hot.db")).expect("a copy");
    base.file("hot.db-journal", "left");
    refused("hot.db", "hot.db-journal", "hot.db-journal", 3);
    assert_eq!(base.error(4, &["restore", &good, "--db", &base.argument("nowhere/new.db")])["kind"], "device");
}

/// Row 20 of the reliability plan: damage the original in every way, restore,
/// go on.
#[test]
fn drills() {
    let drills: usize = times("FUHUA_DRILLS", 5);
    let base = base();
    for i in 0..drills {
        let file = base.argument(&format!("backup{i}.db"));
        let backup = base.json(&["backup", &file]);
        let kept = contents(&base.db());
        // More is written; that is lost with the original.
        base.ok(&["consult", "log", "--topic", "project", "--date", "2023-11-03"]);
        let mut bytes = base.bytes();
        let size = bytes.len();
        let way = i % 7;
        match way {
            0 => bytes.truncate(size / 2),
            1 => bytes[..100].fill(0),
            2 => bytes.clear(),
            3 => bytes.iter_mut().skip(4096 * (1 + i)).take(4096).for_each(|b| *b = 0),
            4 => bytes.iter_mut().skip(997 * i).step_by(1009).for_each(|b| *b ^= 0x20),
            5 => bytes[size / 3..].fill(0xff),
            _ => bytes.iter_mut().take(size - 4096).skip(4096).step_by(2).for_each(|b| *b = b.wrapping_add(1)),
        }
        fs::write(base.db(), &bytes).expect("it is damaged");
        assert!(base.fails(2, &["restore", &file]).contains("mv "), "way {way}");
        let aside = base.path(&format!("damaged{i}"));
        fs::rename(base.db(), &aside).expect("it moves");
        let answer = base.json(&["restore", &file]);
        assert_eq!(answer["head"], backup["head"], "way {way}");
        assert_eq!(contents(&base.db()), kept, "way {way}");
        assert!(fs::read(&aside).expect("it is kept") == bytes, "way {way}: the damaged file is kept");
        base.ok(&["consult", "log", "--topic", "finance", "--org", "O2", "--date", "2023-11-04"]);
        base.sound();
    }
    assert_eq!(base.value("SELECT count(*) FROM consultation"), (1 + drills).to_string());
    assert_eq!(base.value("SELECT count(*) FROM consultation WHERE topic = 'project'"), "0");
}
