//! The examples and the demo, run as a user would, against what they printed
//! when they were last looked at (`tests/expected/`). After a wanted change:
//! `UPDATE_EXPECTED=1 cargo test --test suite examples::`, and read the difference.

use std::process::Output;

use crate::common::source::root;
use crate::common::{FUHUA, bare};
use fuhua::domain::terms;

/// What it printed, without what depends on the login: hashes and digests.
fn text(output: &Output) -> String {
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8") + &String::from_utf8(output.stderr.clone()).expect("UTF-8");
    // The program is called by its path.
    let text = text.replace(FUHUA, "fuhua");
    let mask = |line: &str| {
        let words: Vec<&str> =
            line.split(' ').map(|w| if w.len() == 64 && w.bytes().all(|b| b.is_ascii_hexdigit()) { "…" } else { w }).collect();
        words.join(" ")
    };
    text.lines().map(mask).collect::<Vec<_>>().join("\n") + "\n"
}

fn same(name: &str, got: &str) {
    let file = root().join("tests/expected").join(name);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&file, got).expect("the file can be written");
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    for (i, (a, b)) in expected.lines().zip(got.lines()).enumerate() {
        assert_eq!(a, b, "{name}:{}", i + 1);
    }
    assert_eq!(expected.lines().count(), got.lines().count(), "{name}: lines");
}

fn walk(lang: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let output = bare("sh", folder.path())
        .arg(root().join("examples/walk.sh"))
        .env("FUHUA", FUHUA)
        .env("FUHUA_LANG", lang)
        .output()
        .expect("the script runs");
    assert!(output.status.success(), "{}", text(&output));
    same(&format!("walk-{lang}.txt"), &text(&output));
}

#[test]
fn the_walk_in_chinese() {
    walk("zh");
}

#[test]
fn the_walk_in_english() {
    walk("en");
}

#[test]
fn the_demo_is_the_same_each_time_and_breaks_no_rule() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| bare(FUHUA, folder.path()).args(arguments).args(["--today", "2026-11-23"]).output().expect("it runs");
    let demo = run(&["demo"]);
    assert!(demo.status.success(), "{}", text(&demo));
    same("demo-zh.txt", &text(&demo));
    let first = std::fs::read(folder.path().join("fuhua-demo.db")).expect("the file");
    let again = run(&["demo", "--lang", "en"]);
    assert!(again.status.success(), "{}", text(&again));
    same("demo-en.txt", &text(&again));
    assert!(first == std::fs::read(folder.path().join("fuhua-demo.db")).expect("the file"), "a demo that is there is used as it is");
    std::fs::remove_file(folder.path().join("fuhua-demo.db")).expect("removed");
    assert_eq!(run(&["demo"]).stdout, demo.stdout);
    assert!(first == std::fs::read(folder.path().join("fuhua-demo.db")).expect("the file"), "the same day gives the same bytes");
    let audit = run(&["--db", "fuhua-demo.db", "audit", "--fail-on", "notice", "-f", "json"]);
    assert!(audit.status.success(), "{}", text(&audit));
    let value: serde_json::Value = serde_json::from_slice(&audit.stdout).expect("JSON");
    assert_eq!(value["findings"].as_array().map(Vec::len), Some(0), "{value}");
}

/// What the demo says to try next works as it stands, however the program was
/// called: nobody who only ran `cargo run` has a `fuhua`.
#[test]
fn what_to_try_next_works_as_it_stands() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("target")).expect("a folder");
    std::os::unix::fs::symlink(FUHUA, folder.path().join("target/fuhua")).expect("a link");
    for lang in ["zh", "en"] {
        let run = |line: &str| bare("sh", folder.path()).args(["-c", line]).env("FUHUA_LANG", lang).output().expect("it runs");
        let demo = run("target/fuhua demo");
        let said = String::from_utf8(demo.stdout.clone()).expect("UTF-8");
        let lines: Vec<&str> = said.lines().filter(|line| line.starts_with("  target/fuhua --db ")).collect();
        assert_eq!(lines.len(), 6, "{said}");
        for line in lines {
            let tried = run(line);
            assert!(tried.status.success(), "{line}: {}", text(&tried));
        }
    }
}

/// Whatever the day, the demo has every state and every pace.
#[test]
fn the_demo_shows_every_state_on_any_day() {
    for today in ["2026-01-01", "2026-03-31", "2024-02-29"] {
        let folder = tempfile::tempdir().expect("a folder");
        let run = |arguments: &[&str]| -> serde_json::Value {
            let output = bare(FUHUA, folder.path()).args(arguments).args(["--today", today, "-f", "json"]).output().expect("it runs");
            assert!(output.status.success(), "{today}: {}", text(&output));
            serde_json::from_slice(&output.stdout).expect("JSON")
        };
        let report = run(&["demo"]);
        for state in terms::STATE.terms {
            assert!(report["pipeline"][state.id].as_i64() > Some(0), "{today}: {} in the report", state.id);
        }
        let paces = |list: &serde_json::Value| -> Vec<String> {
            list.as_array().expect("a list").iter().map(|t| t["status"].as_str().expect("a status").to_owned()).collect()
        };
        let status = run(&["--db", "fuhua-demo.db", "target", "status"]);
        for list in [paces(&report["indicators"]), paces(&status["targets"])] {
            // A year that is not over misses nothing.
            for pace in terms::STATUS.terms.iter().map(|t| t.id).filter(|pace| *pace != "missed") {
                assert!(list.iter().any(|p| p == pace), "{today}: {pace} in {list:?}");
            }
        }
        let audit = run(&["--db", "fuhua-demo.db", "audit"]);
        assert_eq!(audit["findings"].as_array().map(Vec::len), Some(0), "{today}: {audit}");
    }
}

#[test]
fn a_file_that_is_no_demo_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| bare(FUHUA, folder.path()).args(arguments).output().expect("it runs");
    let init = run(&["--db", "mine.db", "init"]);
    assert!(init.status.success(), "{}", text(&init));
    let before = std::fs::read(folder.path().join("mine.db")).expect("the file");
    let refused = run(&["demo", "--db", "mine.db"]);
    assert!(refused.status.code() == Some(2) && text(&refused).contains("不是演示数据库"), "{}", text(&refused));
    assert!(before == std::fs::read(folder.path().join("mine.db")).expect("the file"));
    std::fs::write(folder.path().join("notes.txt"), "notes").expect("written");
    let refused = run(&["demo", "--db", "notes.txt"]);
    assert!(refused.status.code() == Some(3) && text(&refused).contains("不是 SQLite 数据库"), "{}", text(&refused));
    assert_eq!(std::fs::read(folder.path().join("notes.txt")).expect("the file"), b"notes");
}
