//! The README's commands: every block of shell is run as it stands, one after
//! another in one folder, as by somebody who reads from the top.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Output;

use crate::common::source::{files, root};
use crate::common::{Base, FUHUA, bare, runs};
use serde_json::Value as Json;

/// What `cargo` is in the blocks. Builds and tests are CI's to run; here it is
/// looked at that they are typed as CI types them, and what a build would run
/// is run.
const CARGO: &str = r#"#!/bin/sh
case "$*" in
  "run --release -- "*) shift 3; exec fuhua "$@" ;;
  test | bench | "build --release" | "doc --open") ;;
  *) echo "cargo $*: the tests know no such form" >&2; exit 64 ;;
esac
"#;

/// A block of the README.
struct Block {
    /// The line of its fence.
    line: usize,
    /// The language that the fence names.
    language: String,
    text: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut inside = false;
    for (i, line) in page.lines().enumerate() {
        if let Some(language) = line.trim_start().strip_prefix("```") {
            inside = !inside;
            if inside {
                found.push(Block { line: i + 1, language: language.to_owned(), text: String::new() });
            }
        } else if let Some(block) = found.last_mut().filter(|_| inside) {
            block.text += line;
            block.text.push('\n');
        }
    }
    assert!(!inside, "a block is open at the end");
    found
}

/// A folder like the one in which the README stands, with `fuhua` and `cargo`
/// on its PATH and a home of its own.
fn prepare(folder: &Path) {
    for name in ["bin", "home", "tmp", "target/release"] {
        fs::create_dir_all(folder.join(name)).expect("a folder");
    }
    for place in ["bin/fuhua", "target/release/fuhua"] {
        symlink(FUHUA, folder.join(place)).expect("a link");
    }
    symlink(root().join("examples"), folder.join("examples")).expect("a link");
    let cargo = folder.join("bin/cargo");
    fs::write(&cargo, CARGO).expect("written");
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).expect("it may be run");
}

fn run(folder: &Path, block: &Block) -> Output {
    let path = format!("{}:{}", folder.join("bin").display(), std::env::var("PATH").expect("a PATH"));
    let mut shell = bare("sh", folder);
    shell.env("PATH", path).env("HOME", folder.join("home")).env("TMPDIR", folder.join("tmp")).env("USER", "reader");
    shell.args(["-e", "-u", "-c", &block.text]).output().expect("the shell runs")
}

/// The README in each language.
const PAGES: [(&str, &str); 2] = [("README.md", "en"), ("README.zh-CN.md", "zh")];

#[test]
fn every_block_of_shell_runs_as_it_stands() {
    for (name, _) in PAGES {
        blocks_run(name);
    }
}

fn blocks_run(name: &str) {
    let page = fs::read_to_string(root().join(name)).expect("the README");
    let folder = tempfile::tempdir().expect("a folder");
    prepare(folder.path());
    let mut ran = 0;
    for block in blocks(&page) {
        if block.language == "text" {
            continue;
        }
        // A block in another language would be no command, or one that is not run.
        assert_eq!(block.language, "sh", "{name}:{}", block.line);
        let asks_shell = block.text.starts_with("sqlite3 ");
        if asks_shell && !runs("sqlite3") {
            println!("skipped: no sqlite3 shell is installed for {name}:{}", block.line);
            continue;
        }
        let output = run(folder.path(), &block);
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{name}:{}\n{}{said}", block.line, block.text);
        if asks_shell {
            figures_are_the_programs(folder.path(), &String::from_utf8_lossy(&output.stdout));
        }
        ran += 1;
    }
    assert!(ran >= 4, "the blocks were found: {ran}");
}

/// What the pages show of a screen is what the program shows of its demo.
#[test]
fn the_screens_in_the_pages_are_the_programs() {
    for (name, lang) in PAGES {
        let mut base = Base::empty();
        base.today("2026-03-05").lang(lang);
        base.ok(&["--db", &base.argument("fuhua.db"), "demo"]);
        let page = fs::read_to_string(root().join(name)).expect("the README");
        let pictures: Vec<Block> = blocks(&page).into_iter().filter(|block| block.language == "text").collect();
        assert_eq!(pictures.len(), 2, "{name}: the home screen and a report");
        for picture in pictures {
            let (typed, shown) = picture.text.split_once('\n').expect("a line typed");
            let words: Vec<&str> = typed.strip_prefix("$ fuhua").expect("a line typed").split_whitespace().collect();
            let words = if words.is_empty() { vec!["home"] } else { words };
            assert_eq!(shown, base.ok(&words), "{name}:{}", picture.line);
        }
    }
}

/// What a `sqlite3` shell counts for the first year is what the program says.
fn figures_are_the_programs(folder: &Path, counted: &str) {
    let line = ["--db", "fuhua.db", "target", "status", "--year", "Y1", "-f", "json"];
    let output = bare(FUHUA, folder).args(line).output().expect("the program runs");
    let status: Json = serde_json::from_slice(&output.stdout).expect("JSON");
    let targets = status["targets"].as_array().expect("targets");
    let mut said: Vec<String> = targets
        .iter()
        .filter(|t| t["actual"] != 0)
        .map(|t| format!("{}|{}", t["indicator"].as_str().expect("an id"), t["actual"]))
        .collect();
    said.sort();
    assert!(!said.is_empty() && counted.lines().eq(said), "{counted}");
}

/// A test that is named in words is one that there is.
#[test]
fn the_tests_that_are_named_are_there() {
    let main = fs::read_to_string(root().join("tests/suite/main.rs")).expect("main.rs");
    let mut pages = files("tests/suite");
    pages.extend(["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "tests/faults/README.md"].map(|name| root().join(name)));
    let mut found = 0;
    for page in pages {
        let text = fs::read_to_string(&page).expect("the page");
        // The odd parts of what backquotes part are commands.
        for command in text.lines().flat_map(|line| line.split('`').skip(1).step_by(2)) {
            let Some((_, target)) = command.split_once("cargo test").and_then(|(_, rest)| rest.split_once("--test ")) else { continue };
            let mut words = target.split_whitespace();
            assert_eq!(words.next(), Some("suite"), "{}: {command}", page.display());
            for module in words.filter_map(|word| word.split_once("::")).map(|(module, _)| module) {
                assert!(main.lines().any(|line| line == format!("mod {module};")), "{}: {command}", page.display());
            }
            found += 1;
        }
    }
    assert!(found >= 5, "the commands were found: {found}");
}
