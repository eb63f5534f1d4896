//! Every rule, over a base in order (`tests/rules/base.sql`) that one fixture
//! (`tests/rules/<rule>.sql`) puts out of order in one respect.
//!
//! A fixture is SQL, as another tool would write it, in two parts. What stands
//! above its line `-- breaks: CODE…` just keeps within the rules; what stands
//! below it breaks the fixture's rule, for just these records, and no other
//! rule. A line `-- today: DATE` says on which day. Both `audit` and the gate
//! (over what the second part touched) must find the same.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::common::{Base, TODAY};
use chrono::NaiveDate;
use fuhua::i18n::{Lang, set};
use fuhua::rules::{self, Breach, Rule, Today, TouchedRow, check_touched};
use fuhua::store::open_read;

struct Fixture {
    rule: String,
    today: String,
    within: String,
    beyond: String,
    breaks: BTreeSet<String>,
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules")
}

fn fixture(rule: &str) -> Fixture {
    let path = folder().join(format!("{rule}.sql"));
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{rule} has no fixture: {e}"));
    let line = |name: &str| text.lines().find_map(|l| l.strip_prefix(name));
    let marker = "-- breaks: ";
    let codes = line(marker).unwrap_or_else(|| panic!("{rule}: no line '{marker}'"));
    let (within, beyond) = text.split_once(marker).expect("it is there");
    Fixture {
        rule: rule.to_owned(),
        today: line("-- today: ").unwrap_or(TODAY).to_owned(),
        within: within.to_owned(),
        beyond: format!("{marker}{beyond}"),
        breaks: codes.split_whitespace().map(str::to_owned).collect(),
    }
}

fn base() -> Base {
    let base = Base::new();
    base.meddle(&fs::read_to_string(folder().join("base.sql")).expect("base.sql"));
    base
}

/// What the rules find that is not waived, as (rule, subject). What the SQL
/// did to the journal is another matter.
fn findings(base: &Base) -> BTreeSet<(String, String)> {
    let outcome = base.run(&["audit", "-f", "json"]);
    assert!(matches!(outcome.code, 0 | 1), "{outcome:?}");
    let report = outcome.json();
    let text = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap_or_else(|| panic!("{key}: {finding}")).to_owned();
    let mut found = BTreeSet::new();
    for finding in report["findings"].as_array().expect("findings") {
        let rule = text(finding, "rule");
        let files = rule.starts_with("journal.") || rule.starts_with("file.");
        if !files && finding["waived"] == false {
            let new = found.insert((rule.clone(), text(finding, "subject")));
            assert!(new, "{rule} names {} twice", finding["subject"]);
        }
    }
    found
}

/// What the gate finds over the rows that were touched after a change.
fn at_the_gate(base: &Base, after: i64, today: &str) -> BTreeSet<(String, String)> {
    let touched: Vec<TouchedRow> = base
        .sql(&format!("SELECT DISTINCT table_name, row_id FROM change WHERE id > {after}"))
        .into_iter()
        .map(|row| TouchedRow { table: row[0].clone(), id: row[1].parse().expect("an id"), gone: None })
        .collect();
    let day: NaiveDate = today.parse().expect("a day");
    let db = open_read(&base.db()).expect("it opens");
    let breaches: Vec<Breach> = check_touched(&db, &touched, Today(day)).expect("the rules run");
    breaches.iter().filter(|b| b.waived.is_none()).map(|b| (b.rule.id.to_owned(), b.subject.clone())).collect()
}

fn apply(base: &mut Base, fixture: &Fixture) {
    base.today(&fixture.today);
    if fixture.within.lines().any(|l| !l.is_empty() && !l.starts_with("--")) {
        base.meddle(&fixture.within);
    }
    assert_eq!(findings(base), BTreeSet::new(), "{}: the first part keeps within the rules", fixture.rule);
    let before: i64 = base.value("SELECT max(id) FROM change").parse().expect("an id");
    base.meddle(&fixture.beyond);
    let expected: BTreeSet<(String, String)> = fixture.breaks.iter().map(|code| (fixture.rule.clone(), code.clone())).collect();
    assert_eq!(findings(base), expected, "{}: audit", fixture.rule);
    assert_eq!(at_the_gate(base, before, &fixture.today), expected, "{}: the gate", fixture.rule);
}

#[test]
fn each_rule_has_its_fixture_and_each_fixture_its_rule() {
    let rules: BTreeSet<String> = rules::all().map(|r| r.id.to_owned()).collect();
    let files = fs::read_dir(folder()).expect("the folder").map(|f| f.expect("a file").file_name().into_string().expect("text"));
    let fixtures: BTreeSet<String> =
        files.filter(|f| f != "base.sql").map(|f| f.strip_suffix(".sql").expect("SQL only").to_owned()).collect();
    assert_eq!(fixtures, rules);
}

#[test]
fn the_base_is_in_order() {
    let base = base();
    assert_eq!(findings(&base), BTreeSet::new());
    // The exception is told, as one.
    let report = base.run(&["audit", "-f", "json"]).json();
    let waived: Vec<_> = report["findings"].as_array().expect("findings").iter().filter(|f| f["waived"] == true).collect();
    assert_eq!(waived.len(), 1, "{waived:?}");
    assert_eq!((&waived[0]["rule"], &waived[0]["subject"]), (&"review.window-early".into(), &"A7".into()));
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
    base.meddle("UPDATE waiver SET void_reason = '撤销' WHERE id = 1");
    let expected = BTreeSet::from([("review.window-early".to_owned(), "A7".to_owned())]);
    assert_eq!(findings(&base), expected);
    assert_eq!(at_the_gate(&base, before, TODAY), expected);
}

#[test]
fn each_rule_finds_what_breaks_it_and_no_other_does() {
    let good = base();
    for rule in rules::all() {
        apply(&mut good.copy(), &fixture(rule.id));
    }
}

/// A message names the record or the organisation and says what to do, in the
/// language asked for.
#[test]
fn each_rule_explains_itself_in_both_languages() {
    let good = base();
    let explained = |rule: &Rule, lang: &str| -> Vec<String> {
        let mut base = good.copy();
        let fixture = fixture(rule.id);
        base.today(&fixture.today).lang(lang);
        base.meddle(&fixture.within);
        base.meddle(&fixture.beyond);
        let report = base.run(&["audit", "-f", "json"]).json();
        let of_rule = |f: &&serde_json::Value| f["rule"] == rule.id;
        report["findings"].as_array().expect("findings").iter().filter(of_rule).map(|f| f["message"].to_string()).collect()
    };
    for rule in rules::all() {
        let (zh, en) = (explained(rule, "zh"), explained(rule, "en"));
        assert!(!zh.is_empty() && zh.len() == en.len(), "{}", rule.id);
        for (zh, en) in zh.iter().zip(&en) {
            assert_ne!(zh, en, "{}", rule.id);
            assert!(zh.contains([';', ',', ':']) && en.contains([';', ',', ':']), "{}: says what to do: {zh} {en}", rule.id);
            assert!(!zh.contains('{') && !en.contains('{'), "{}: {zh} {en}", rule.id);
        }
    }
    set(Lang::Zh);
}
