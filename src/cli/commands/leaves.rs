//! Every command of the tree does with the database what it says that it does.

use std::collections::{BTreeMap, BTreeSet};

use std::ffi::OsString;

use clap::Command;

use super::{command, command_for, read};
use crate::cli::access::Access;
use crate::cli::examples::{EXAMPLES, files};
use crate::cli::host::Host;

/// What a line of an example does with the database, where it does not write to it: the
/// longest beginning of the line counts.
const ACCESS: &[(&str, Access)] = &[
    ("init", Access::Makes),
    ("backup", Access::Makes),
    ("restore", Access::Makes),
    ("export", Access::Makes),
    ("rollup", Access::Reads),
    ("template", Access::ReadsPast),
    ("upgrade", Access::Makes),
    ("demo", Access::Makes),
    ("audit", Access::Reads),
    ("completion", Access::Reads),
    ("manual", Access::Reads),
    ("list", Access::Shows),
    ("show", Access::Shows),
    ("home", Access::ReadsPast),
    ("plan show", Access::ReadsPast),
    ("target status", Access::ReadsPast),
    ("space show", Access::ReadsPast),
    ("finance budget Y1 --line", Access::Writes),
    ("finance budget", Access::ReadsPast),
    ("finance statement", Access::ReadsPast),
    ("finance ledger", Access::ReadsPast),
    ("fund show", Access::ReadsPast),
    ("operator show", Access::ReadsPast),
    ("training certificates", Access::ReadsPast),
    ("search", Access::ReadsPast),
    ("todo", Access::ReadsPast),
    ("talent list", Access::ReadsPast),
    ("history", Access::ReadsPast),
    ("report issue", Access::Writes),
    ("report", Access::ReadsPast),
];

/// What a line does with the database.
fn access_of(line: &str) -> Access {
    let begins = |words: &str| line == words || line.starts_with(&format!("{words} "));
    ACCESS.iter().find(|(words, _)| begins(words)).map_or(Access::Writes, |(_, access)| *access)
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn words(&self, line: &str) -> Vec<String> {
        let is_file = |word: &str| word == "导出" || [".csv", ".db", ".pdf"].iter().any(|ending| word.ends_with(ending));
        let word = |word: &str| if is_file(word) { self.0.path().join(word).display().to_string() } else { word.to_owned() };
        std::iter::once("fuhua").chain(line.split_whitespace()).map(word).collect()
    }

    /// Runs a line: its exit code and what it said.
    fn run(&self, line: &str) -> (i32, String) {
        let db = self.0.path().join("fuhua.db").display().to_string();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = crate::cli::run(
            self.words(line).into_iter().map(Into::into).collect(),
            &mut Host::scratch(
                &|name| match name {
                    "FUHUA_DB" => Some(db.clone().into()),
                    "FUHUA_TODAY" => Some("2024-03-01".into()),
                    _ => None,
                },
                &mut out,
                &mut err,
            ),
        );
        (code, String::from_utf8_lossy(&err).into_owned())
    }

    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let paths = std::fs::read_dir(self.0.path()).expect("the folder").map(|e| e.expect("an entry").path());
        let bytes = |path: &std::path::Path| if path.is_dir() { Vec::new() } else { std::fs::read(path).expect("a file") };
        paths.map(|p| (p.file_name().expect("a name").to_string_lossy().into_owned(), bytes(&p))).collect()
    }

    fn entries(&self) -> i64 {
        let Ok(db) = crate::store::open_read(&self.0.path().join("fuhua.db")) else { return 0 };
        db.one("SELECT count(*) AS n FROM journal", &[]).and_then(|row| row.int("n")).expect("the journal")
    }

    /// Runs a line that must be refused (2) or do nothing but succeed (0).
    fn leaves_all(&self, line: &str, code: i32, word: &str) {
        let before = self.files();
        let (ended, said) = self.run(line);
        assert_eq!(ended, code, "{line}: {said}");
        assert!(code == 0 || said.contains(word), "{line}: {said}");
        assert!(self.files() == before, "{line} changed something");
    }
}

fn leaves(command: &Command, path: &str, found: &mut BTreeSet<String>) {
    if !command.has_subcommands() {
        found.insert(path.to_owned());
    }
    for sub in command.get_subcommands() {
        leaves(sub, format!("{path} {}", sub.get_name()).trim(), found);
    }
}

/// Only what stands below words that were not typed is left out.
#[test]
fn a_command_is_made_as_in_the_whole_tree() {
    let mut all = BTreeSet::new();
    leaves(&command(), "", &mut all);
    for leaf in &all {
        let words: Vec<OsString> = std::iter::once("fuhua").chain(leaf.split(' ')).map(Into::into).collect();
        let (mut whole, mut made) = (command(), command_for(&words));
        assert_eq!(made.render_long_help().to_string(), whole.render_long_help().to_string());
        let (mut at, mut made) = (&mut whole, &mut made);
        for word in leaf.split(' ') {
            at = at.find_subcommand_mut(word).expect("a word");
            made = made.find_subcommand_mut(word).expect("a word");
            assert_eq!(made.render_long_help().to_string(), at.render_long_help().to_string(), "{leaf}");
        }
    }
    assert!(all.len() > 60, "{}", all.len());
}

#[test]
fn each_command_does_with_the_database_what_it_says() {
    let folder = Folder(tempfile::tempdir().expect("a folder"));
    files(folder.0.path());
    let mut all = BTreeSet::new();
    leaves(&command(), "", &mut all);
    for example in EXAMPLES {
        let line = &format!("{} {}", example.command, example.typed.zh).trim_end().to_owned();
        let access = access_of(line);
        let matches = command().try_get_matches_from(folder.words(line)).unwrap_or_else(|e| panic!("{line}: {e}"));
        let (_, verb) = read(&matches).expect("it parses");
        assert_eq!(verb.access(), access, "{line}");
        all.remove(example.command);

        let past = if access.reads_the_past() { 0 } else { 2 };
        folder.leaves_all(&format!("{line} --as-known-on today"), past, "--as-known-on");
        folder.leaves_all(&format!("{line} --dry-run"), if access.keeps() { 0 } else { 2 }, "--dry-run");
        if access != Access::Shows {
            folder.leaves_all(&format!("{line} --reveal-personal 核对"), 2, "--reveal-personal");
        }

        let (before, entries) = (folder.files(), folder.entries());
        let (code, said) = folder.run(line);
        assert_eq!(code, 0, "{line}: {said}");
        let (after, more) = (folder.files(), folder.entries() - entries);
        match access {
            Access::Reads | Access::ReadsPast | Access::Shows => assert!(after == before, "{line} changed something"),
            Access::Writes => assert_eq!((more, after.len()), (1, before.len()), "{line}"),
            // There is no older format to upgrade from; `trial` has one.
            Access::Makes if line == "upgrade" => assert!(after == before, "{line}"),
            Access::Makes => {
                assert_eq!(after.len(), before.len() + 1, "{line}");
                assert!(before.iter().all(|(name, bytes)| after.get(name) == Some(bytes)), "{line}");
            }
        }
        if access == Access::Shows {
            let (code, said) = folder.run(&format!("{line} --reveal-personal 核对"));
            assert_eq!((code, folder.entries() - entries), (0, 1), "{line}: {said}");
        }
    }
    assert!(all.is_empty(), "no line is of {all:?}");
}
