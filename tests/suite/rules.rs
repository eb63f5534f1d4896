//! Every rule, over a base in order (`tests/rules/base.sql`) that one fixture
//! (`tests/rules/<rule>.sql`) puts out of order in one respect.
//!
//! A fixture is SQL, as another tool would write it, in two parts. What stands
//! above its line `-- breaks: CODE…` just keeps within the rules; what stands
//! below it breaks the fixture's rule, for just these records, and no other
//! rule. A line `-- today: DATE` says on which day. Both `audit` and the gate
//! (over what the second part touched) must find the same. The lines `-- zh:`
//! and `-- en:` have the words by which a message says what to do, several
//! parted by `|` if it depends; `{subject}` is the record's code.

use std::collections::BTreeSet;
use std::fs;

use crate::common::commands::{command_of, commands};
use crate::common::findings::{Finding, findings, of_rule};
use crate::common::source::root;
use crate::common::{Base, TODAY, names};
use chrono::NaiveDate;
use fuhua::rules::{self, Breach, Today, Touched, check_touched, check_whole};
use fuhua::store::open_read;

struct Fixture {
    rule: String,
    today: String,
    within: String,
    beyond: String,
    breaks: BTreeSet<String>,
    /// What to do, in Chinese and in English.
    zh: Vec<String>,
    en: Vec<String>,
}

fn folder() -> std::path::PathBuf {
    root().join("tests/rules")
}

fn fixture(rule: &str) -> Fixture {
    let path = folder().join(format!("{rule}.sql"));
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{rule} has no fixture: {e}"));
    let line = |name: &str| text.lines().find_map(|l| l.strip_prefix(name));
    let marker = "-- breaks: ";
    let codes = line(marker).unwrap_or_else(|| panic!("{rule}: no line '{marker}'"));
    let (within, beyond) = text.split_once(marker).expect("it is there");
    let words = |lang: &str| -> Vec<String> {
        let words = line(&format!("-- {lang}: ")).unwrap_or_else(|| panic!("{rule}: no line '-- {lang}: '"));
        words.split(" | ").map(str::to_owned).collect()
    };
    Fixture {
        rule: rule.to_owned(),
        today: line("-- today: ").unwrap_or(TODAY).to_owned(),
        within: within.to_owned(),
        beyond: format!("{marker}{beyond}"),
        breaks: codes.split_whitespace().map(str::to_owned).collect(),
        zh: words("zh"),
        en: words("en"),
    }
}

fn base() -> Base {
    let base = Base::new();
    base.enter(&fs::read_to_string(folder().join("base.sql")).expect("base.sql"));
    base
}

/// What the rules find that is not waived, as (rule, subject). What the SQL
/// did to the journal is another matter.
fn broken(base: &Base) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for Finding { rule, subject, waived, .. } in findings(&base.audit(&[]).1) {
        if !rule.starts_with("journal.") && !rule.starts_with("file.") && !waived {
            assert!(found.insert((rule.clone(), subject.clone())), "{rule} names {subject} twice");
        }
    }
    found
}

/// What the gate finds over the rows that were touched after a change.
fn at_the_gate(base: &Base, after: i64, today: &str) -> BTreeSet<(String, String)> {
    let mut touched = Vec::new();
    for row in base.sql(&format!("SELECT DISTINCT table_name, row_id FROM change WHERE id > {after}")) {
        Touched::add(&mut touched, &row[0], row[1].parse().expect("an id"), None);
    }
    let day: NaiveDate = today.parse().expect("a day");
    let db = open_read(&base.db()).expect("it opens");
    let breaches: Vec<Breach> = check_touched(&db, touched, Today(day)).expect("the rules run");
    breaches.iter().filter(|b| b.waived.is_none()).map(|b| (b.rule.id.to_owned(), b.subject.clone())).collect()
}

fn apply(base: &mut Base, fixture: &Fixture) {
    base.today(&fixture.today);
    if fixture.within.lines().any(|l| !l.is_empty() && !l.starts_with("--")) {
        base.enter(&fixture.within);
    }
    assert_eq!(broken(base), BTreeSet::new(), "{}: the first part keeps within the rules", fixture.rule);
    let before: i64 = base.value("SELECT max(id) FROM change").parse().expect("an id");
    base.enter(&fixture.beyond);
    let expected: BTreeSet<(String, String)> = fixture.breaks.iter().map(|code| (fixture.rule.clone(), code.clone())).collect();
    assert_eq!(broken(base), expected, "{}: audit", fixture.rule);
    // What is only worth knowing is an audit's to tell.
    let of_audits = rules::find(&fixture.rule).is_some_and(|rule| !rules::at_the_gate(rule));
    let held = if of_audits { BTreeSet::new() } else { expected };
    assert_eq!(at_the_gate(base, before, &fixture.today), held, "{}: the gate", fixture.rule);
}

#[test]
fn each_rule_has_its_fixture_and_each_fixture_its_rule() {
    let rules: BTreeSet<String> = rules::all().map(|r| r.id.to_owned()).collect();
    let files = names(&folder()).into_iter().filter(|f| f != "base.sql");
    let fixtures: BTreeSet<String> = files.map(|f| f.strip_suffix(".sql").expect("SQL only").to_owned()).collect();
    assert_eq!(fixtures, rules);
}

#[test]
fn the_base_is_in_order() {
    let base = base();
    assert_eq!(broken(&base), BTreeSet::new());
    // The exception is told, as one.
    let waived = findings(&base.audit(&[]).1).into_iter().filter(|f| f.waived);
    let waived: Vec<(String, String)> = waived.map(|f| (f.rule, f.subject)).collect();
    assert_eq!(waived, [("review.window-early".to_owned(), "A7".to_owned())]);
    // Every kind of record is there.
    for kind in fuhua::store::records::registry::ALL {
        assert_ne!(base.value(&format!("SELECT count(*) FROM {}", kind.table)), "0", "{}", kind.table);
    }
}

/// Without its waiver a record breaks the rule again, and the gate sees it.
#[test]
fn a_void_waiver_waives_nothing() {
    let base = base();
    let before: i64 = base.value("SELECT max(id) FROM change").parse().expect("an id");
    base.enter("UPDATE waiver SET void_reason = '撤销' WHERE id = 1");
    let expected = BTreeSet::from([("review.window-early".to_owned(), "A7".to_owned())]);
    assert_eq!(broken(&base), expected);
    assert_eq!(at_the_gate(&base, before, TODAY), expected);
}

#[test]
fn each_rule_finds_what_breaks_it_and_no_other_does() {
    let good = base();
    for rule in rules::all() {
        apply(&mut good.copy(), &fixture(rule.id));
    }
}

/// Of each rule that may be waived the query says how it is broken, or its subject
/// does: a waiver of just that covers it, for the gate and the audit, and no other.
#[test]
fn a_waiver_covers_the_breach_as_it_is() {
    let good = base();
    for rule in rules::all().filter(|rule| rule.waivable) {
        let mut base = good.copy();
        let fixture = fixture(rule.id);
        base.today(&fixture.today);
        base.enter(&fixture.within);
        let before: i64 = base.value("SELECT max(id) FROM change").parse().expect("an id");
        base.enter(&fixture.beyond);
        let day: NaiveDate = fixture.today.parse().expect("a day");
        let mut breaches = Vec::new();
        check_whole(&open_read(&base.db()).expect("it opens"), rule, Today(day), |breach| breaches.push(breach)).expect("the rule runs");
        breaches.retain(|breach| breach.waived.is_none());
        let subjects: BTreeSet<&str> = breaches.iter().map(|b| b.subject.as_str()).collect();
        for Breach { subject, state, .. } in &breaches {
            let several = subject.contains([':', '@']);
            assert_eq!(state.is_none(), several, "{}: {subject}, {state:?}", rule.id);
            let state = state.as_ref().map_or("NULL".to_owned(), |state| format!("'{state}'"));
            base.enter(&format!(
                "INSERT INTO waiver (rule, subject, breach, reason, on_date) VALUES ('{}', '{subject}', {state}, 'x', '2022-01-01')",
                rule.id
            ));
        }
        assert_eq!((broken(&base), at_the_gate(&base, before, &fixture.today)), (BTreeSet::new(), BTreeSet::new()), "{}", rule.id);
        // Of something else, it covers nothing.
        base.enter(&format!("UPDATE waiver SET breach = coalesce(breach, '') || 'x' WHERE rule = '{}' AND reason = 'x'", rule.id));
        let expected: BTreeSet<(String, String)> = subjects.iter().map(|s| (rule.id.to_owned(), (*s).to_owned())).collect();
        assert_eq!((&broken(&base), &at_the_gate(&base, before, &fixture.today)), (&expected, &expected), "{}", rule.id);
    }
}

/// A message says what to do, in the language asked for: the words of the
/// fixture, each of which is used. A command that it names is one.
#[test]
fn each_rule_explains_itself_in_both_languages() {
    let (good, known) = (base(), commands());
    for rule in rules::all() {
        let mut base = good.copy();
        let fixture = fixture(rule.id);
        base.today(&fixture.today);
        base.enter(&fixture.within);
        base.enter(&fixture.beyond);
        let mut said = Vec::new();
        for (lang, words) in [("zh", &fixture.zh), ("en", &fixture.en)] {
            let found = of_rule(&base.audit(&["--lang", lang]).1, rule.id);
            let mut unused: BTreeSet<&String> = words.iter().collect();
            for Finding { subject, message, .. } in &found {
                let used = words.iter().find(|words| message.contains(&words.replace("{subject}", subject)));
                unused.remove(used.unwrap_or_else(|| panic!("{}: none of {words:?} in {message}", rule.id)));
                for (_, command) in message.match_indices("fuhua ").map(|(at, name)| message.split_at(at + name.len())) {
                    let line: Vec<&str> = command.split([' ', ',', ';']).collect();
                    assert!(command_of(&known, &line).is_some(), "{}: no command in {message}", rule.id);
                }
                assert!(!message.contains('{'), "{}: {message}", rule.id);
            }
            assert!(unused.is_empty(), "{}: no message has {unused:?}", rule.id);
            said.push(found);
        }
        let each = said[0].iter().zip(&said[1]);
        assert!(said[0].len() == said[1].len() && each.clone().count() >= fixture.breaks.len(), "{}", rule.id);
        each.for_each(|(zh, en)| assert!(zh.subject == en.subject && zh.message != en.message, "{}: {zh:?} {en:?}", rule.id));
    }
}
