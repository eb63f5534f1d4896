//! Every example and every topic is typed as it stands, in both languages.

use std::collections::BTreeSet;

use super::topics::{self, TOPICS};
use super::{faults, overview};
use crate::cli::commands::command;
use crate::cli::examples::{EXAMPLES, files};
use crate::cli::host::Host;
use crate::cli::localise::localise;
use crate::fault::{EXIT_BUG, Kind};
use crate::i18n::{Lang, within};
use crate::rules;

/// A folder in which examples are typed.
struct Desk {
    folder: tempfile::TempDir,
    lang: Lang,
}

impl Desk {
    fn new(lang: Lang) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        files(folder.path());
        Self { folder, lang }
    }

    /// Types a line: what is a file's name means a file of the folder.
    fn types(&self, line: &str) {
        let (db, folder) = (self.folder.path().join("fuhua.db"), self.folder.path());
        let is_file = |word: &str| {
            ["导出", "exported"].contains(&word) || [".csv", ".db", ".pdf", ".xlsx"].iter().any(|ending| word.ends_with(ending))
        };
        let word = |word: &str| if is_file(word) { folder.join(word).into() } else { word.into() };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = crate::cli::run(
            line.split_whitespace().map(word).collect(),
            &mut Host::scratch(
                &|name| match name {
                    "FUHUA_DB" => Some(db.clone().into()),
                    "FUHUA_LANG" => Some(self.lang.id().into()),
                    "FUHUA_TODAY" => Some("2024-03-01".into()),
                    _ => None,
                },
                &mut out,
                &mut err,
            ),
        );
        assert_eq!(code, 0, "{line}: {}", String::from_utf8_lossy(&err));
    }
}

#[test]
fn each_example_succeeds_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        let desk = Desk::new(lang);
        for example in EXAMPLES {
            desk.types(&within(lang, || example.line("fuhua")));
        }
    }
}

#[test]
fn each_command_has_an_example() {
    fn leaves(command: &clap::Command, path: &str, found: &mut BTreeSet<String>) {
        if !command.has_subcommands() && !command.is_hide_set() {
            found.insert(path.to_owned());
        }
        for sub in command.get_subcommands() {
            leaves(sub, format!("{path} {}", sub.get_name()).trim(), found);
        }
    }
    let mut all = BTreeSet::new();
    leaves(&command(), "", &mut all);
    let with: BTreeSet<String> = EXAMPLES.iter().map(|example| example.command.to_owned()).collect();
    assert_eq!(with, all);
}

#[test]
fn each_topic_is_typed_from_end_to_end() {
    for lang in [Lang::Zh, Lang::En] {
        for topic in TOPICS {
            let desk = Desk::new(lang);
            desk.types("fuhua init");
            let mut all = vec![topic];
            while let Some(before) = all.last().and_then(|topic| topics::find(topic.after)) {
                all.push(before);
            }
            for step in all.iter().rev().flat_map(|topic| topic.steps) {
                let line = if lang == Lang::Zh { step.line.zh } else { step.line.en };
                desk.types(&format!("fuhua {line}"));
            }
        }
    }
}

#[test]
fn help_fits_one_screen_and_names_every_command() {
    for (lang, rows) in [(Lang::Zh, 24), (Lang::En, 24)] {
        within(lang, || {
            let whole = localise(command());
            let page = overview::page(&whole, 80);
            assert!(page.lines().count() <= rows, "{page}");
            assert!(page.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 80), "{page}");
            for sub in whole.get_subcommands().filter(|sub| !sub.is_hide_set()) {
                assert!(page.split_whitespace().any(|word| word == sub.get_name()), "{} in\n{page}", sub.get_name());
            }
        });
    }
}

/// Pages of prose are in one language, and no line is wider than a screen but a command's.
#[test]
fn each_page_is_in_its_language_and_fits() {
    let chinese = |text: &str| text.chars().any(crate::domain::text::is_han);
    for lang in [Lang::Zh, Lang::En] {
        within(lang, || {
            let mut pages: Vec<String> = TOPICS.iter().map(|topic| topic.page(80)).collect();
            pages.extend(faults::PAGES.iter().map(|page| page.text(80)));
            for id in rules::all().map(|rule| rule.id).chain(crate::journal::checks::ALL.iter().map(|check| check.id)) {
                pages.push(faults::of_rule(id, 80).expect("the plan").unwrap_or_else(|| panic!("{id} has no page")));
            }
            for page in pages {
                // A clause of the plan has its number in Chinese.
                let prose: Vec<&str> = page.lines().filter(|line| !line.contains("the clause:")).collect();
                assert_eq!(prose.iter().any(|line| chinese(line)), lang == Lang::Zh, "{page}");
                for line in prose.iter().filter(|line| !line.trim_start().starts_with("fuhua ")) {
                    assert!(unicode_width::UnicodeWidthStr::width(*line) <= 80, "{line}");
                }
            }
        });
    }
}

#[test]
fn each_kind_of_fault_has_its_page() {
    let kinds = [Kind::Rule, Kind::Input, Kind::Database, Kind::Device];
    for code in kinds.map(Kind::exit).into_iter().chain([EXIT_BUG]) {
        assert!(faults::find(&format!("E{code}")).is_some(), "E{code}");
    }
    assert!(faults::find("E0").is_none() && faults::find("2").is_none());
}
