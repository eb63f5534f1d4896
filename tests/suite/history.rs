//! The file proves itself: replaying the journal gives the tables, a row that
//! was tampered with is named, an entry can be taken back, the past can be read.
//!
//! More histories: `PROPTEST_CASES=2000 cargo test --release --test suite history::`.

use crate::common::cases::script;
use crate::common::commands::{OTHERS, READING};
use crate::common::deeds::{Deed, Model, act, deed};
use crate::common::findings::of_rule;
use crate::common::{Base, Outcome, rows, times};
use proptest::prelude::*;
use serde_json::Value as Json;

/// The content of all journalled tables.
fn content(base: &Base) -> String {
    let db = base.open();
    journalled(&db).iter().map(|table| format!("{table} {:?}\n", rows(&db, &format!("SELECT * FROM {table} ORDER BY id")))).collect()
}

/// Without `upgrade`, which has rows once there are two formats.
fn journalled(db: &rusqlite::Connection) -> Vec<String> {
    let sql =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('journal', 'change', 'personal', 'upgrade') ORDER BY rowid";
    rows(db, sql).concat()
}

/// The findings of `journal.replay`: subject and message.
fn faults(audit: &Json) -> Vec<(String, String)> {
    of_rule(audit, "journal.replay").into_iter().map(|f| (f.subject, f.message)).collect()
}

// ---------------------------------------------------------------- replay

#[test]
fn the_journal_gives_the_tables() {
    let base = Base::full();
    base.ok(&["undo"]);
    let db = base.open();
    for table in journalled(&db) {
        assert_ne!(rows(&db, &format!("SELECT count(*) FROM {table}")), [["0"]], "{table} has rows to compare");
    }
    let audit = base.sound();
    assert_eq!(audit["findings"].as_array().map(Vec::len), Some(1), "the waiver: {audit}");
}

#[test]
fn a_file_without_a_journal_has_no_replay() {
    let base = Base::new();
    base.meddle("PRAGMA foreign_keys = OFF; DROP TRIGGER journal_kept; DROP TRIGGER change_kept; DELETE FROM change; DELETE FROM journal");
    assert_eq!(base.audit(&[]).1["journal"]["replay"], "absent");
}

/// What `change` says of a row is its code, or its table and id.
fn subject(db: &rusqlite::Connection, table: &str, id: &str) -> String {
    let owner = match table {
        "condition_check" => Some(("K", "review_step_id")),
        "consultation_org" => Some(("C", "consultation_id")),
        "voucher_evidence" => Some(("V", "voucher_id")),
        "activity_org" => Some(("N", "activity_id")),
        "mark" | "gate_check" => Some(("E", "evaluation_id")),
        _ => None,
    };
    if let Some((letter, column)) = owner {
        return format!("{letter}{}", rows(db, &format!("SELECT {column} FROM {table} WHERE id = {id}"))[0][0]);
    }
    fuhua::store::records::registry::of_table(table).map_or_else(|| format!("{table} {id}"), |k| format!("{}{id}", k.prefix))
}

const UNGUARDED: &str = "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;";

/// Every column of every table, altered in one row by another program: the row
/// and the column are named.
#[test]
fn any_altered_column_is_named() {
    let base = Base::full();
    let db = base.open();
    let mut cases = 0;
    for table in journalled(&db) {
        let columns = rows(&db, &format!("SELECT name, type FROM pragma_table_xinfo('{table}') WHERE name <> 'id' ORDER BY cid"));
        let ids = rows(&db, &format!("SELECT id FROM {table} ORDER BY id")).concat();
        for (i, column) in columns.iter().enumerate() {
            let (name, of) = (&column[0], &column[1]);
            let id = &ids[i % ids.len()];
            let value = match of.as_str() {
                "INTEGER" => format!("coalesce({name}, 7) + 500"),
                "TEXT" => format!("coalesce({name}, '') || 'x'"),
                _ => format!("CAST({name} AS TEXT)"),
            };
            let copy = base.copy();
            copy.meddle(&format!("{UNGUARDED} UPDATE {table} SET {name} = {value} WHERE id = {id}"));
            let audit = copy.audit(&["--lang", "en"]).1;
            let found = faults(&audit);
            let what = subject(&db, &table, id);
            let named = found.iter().any(|(s, m)| *s == what && m.contains(&format!("row {id} of {table} ")));
            assert!(found.len() == 1 && named, "{table}.{name} {id}: {found:?}");
            assert_eq!(audit["journal"]["replay"], format!("broken at {what}"), "{table}.{name}");
        }
        cases += columns.len();
    }
    assert!(cases > 150, "{cases}");
}

/// A row deleted or slipped in by another program, in every table.
#[test]
fn any_lost_or_added_row_is_named() {
    let base = Base::full();
    let db = base.open();
    for table in &journalled(&db) {
        let id = &rows(&db, &format!("SELECT max(id) FROM {table}"))[0][0];
        let what = subject(&db, table, id);
        let lost = base.copy();
        lost.meddle(&format!("{UNGUARDED} DELETE FROM {table} WHERE id = {id}"));
        let found = faults(&lost.audit(&[]).1);
        assert!(found.len() == 1 && found[0].0 == what && found[0].1.contains("不见了"), "{table}: {found:?}");

        // A copy of the row under another id, unique columns made so.
        let unique: Vec<String> = rows(
            &db,
            &format!("SELECT DISTINCT ii.name FROM pragma_index_list('{table}') il, pragma_index_info(il.name) ii WHERE il.\"unique\""),
        )
        .concat();
        let columns = rows(&db, &format!("SELECT name, type FROM pragma_table_xinfo('{table}') ORDER BY cid"));
        let value = |c: &Vec<String>| match (c[0].as_str(), c[1].as_str()) {
            ("id", _) => "id + 100".to_owned(),
            (name, "INTEGER") if unique.iter().any(|u| u == name) => format!("{name} + 500"),
            // What organisations are unique by is an expression over the name.
            (name, "TEXT") if unique.iter().any(|u| u == name) || (table == "org" && name == "name") => format!("{name} || 'x'"),
            (name, _) => name.to_owned(),
        };
        let values: Vec<String> = columns.iter().map(value).collect();
        let added = base.copy();
        added.meddle(&format!("{UNGUARDED} INSERT INTO {table} SELECT {} FROM {table} WHERE id = {id}", values.join(", ")));
        let found = faults(&added.audit(&["--lang", "en"]).1);
        let (s, message) = found.first().expect("a fault");
        let id: i64 = id.parse::<i64>().expect("an id") + 100;
        assert!(found.len() == 1 && *s == subject(&added.open(), table, &id.to_string()), "{table}: {found:?}");
        assert!(message.contains("has no journal entry"), "{table}: {message}");
    }
}

/// A row that was tampered with and then changed by a command: the entry whose
/// `before` cannot have been is named.
#[test]
fn a_change_upon_an_outside_edit_is_named() {
    let base = Base::mixed();
    base.meddle("UPDATE org SET town = '别处', name = '别名' WHERE id = 2");
    base.ok(&["edit", "O2", "--name", "暖阳三"]);
    let audit = base.audit(&["--lang", "en"]).1;
    let last = base.newest();
    assert_eq!(audit["journal"]["replay"], format!("broken at J{last}"));
    let found = faults(&audit);
    assert_eq!(found[0].0, format!("J{last}"));
    assert!(found[0].1.contains("O2") && found[0].1.contains("name, town"), "{found:?}");
}

/// A journal that was altered together with the table still breaks its chain,
/// and one that says what cannot have been is told apart.
#[test]
fn a_journal_that_cannot_have_been_is_told() {
    let base = Base::mixed();
    let guards = "DROP TRIGGER change_sealed; DROP TRIGGER change_kept; DROP TRIGGER journal_sealed; DROP TRIGGER journal_kept;";
    for (sql, words) in [
        ("UPDATE change SET after = 'no JSON' WHERE seq = 2", "what it says cannot be read"),
        ("UPDATE change SET after = json_set(after, '$.extra', 1) WHERE seq = 2", "what it says cannot be read"),
        ("UPDATE change SET after = json_set(after, '$.name', json_array(1)) WHERE seq = 2", "what it says cannot be read"),
        ("UPDATE change SET row_id = 9 WHERE seq = 2", "what it says cannot be read"),
        ("UPDATE change SET table_name = 'sqlite_schema' WHERE seq = 2", "no such table"),
        ("UPDATE change SET after = json_set(after, '$.kind', 'nonsense') WHERE seq = 2", "does not allow it"),
        ("UPDATE change SET seq = 30 WHERE seq = 2", "out of order"),
        ("UPDATE change SET seq = 9999 WHERE id = (SELECT max(id) FROM change)", "out of order"),
        ("DELETE FROM change WHERE seq = 3", "no such row"),
        ("INSERT INTO change SELECT id + 1000, 33, table_name, op, row_id, before, after FROM change WHERE seq = 2", "exists already"),
    ] {
        let copy = base.copy();
        copy.meddle(&format!("PRAGMA foreign_keys = OFF; {guards} {sql}"));
        let (code, audit) = copy.audit(&["--lang", "en"]);
        let found = faults(&audit);
        assert!(code == 1 && found.first().is_some_and(|(_, m)| m.contains(words)), "{sql}: {found:?}");
        assert!(found[0].0.starts_with('J'), "{sql}: {found:?}");
    }
}

#[test]
fn many_differing_rows_are_capped_and_counted() {
    let base = Base::new();
    base.meddle(
        "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)
         INSERT INTO consultation (topic, on_date) SELECT 'policy', '2022-01-01' FROM n",
    );
    let found = faults(&base.audit(&["--lang", "en"]).1);
    assert_eq!(found.len(), 1001);
    assert!(found[1000].1.starts_with("500 more rows"), "{:?}", found[1000]);
}

// ---------------------------------------------------------------- undo

#[test]
fn an_entry_is_taken_back_whole_and_had_again() {
    let base = Base::mixed();
    let (before, n) = (content(&base), base.newest());
    base.ok(&["training", "log", "--title", "项目设计", "--form", "salon", "--date", "2022-05-01"]);
    let roster = base.file("second.csv", "name,unit\n沈知秋,城区街道\n许向晨,城区街道\n");
    base.ok(&["training", "roster", "T2", &roster]);
    let (logged, rostered) = (content(&base), n + 2);
    let answer = base.json(&["undo"]);
    assert_eq!((answer["code"].as_str(), answer["kind"].as_str()), (Some(format!("J{rostered}").as_str()), Some("journal")));
    assert_eq!(answer["journal"], format!("J{}", n + 3));
    base.ok(&["undo"]);
    assert_eq!(content(&base), before);
    base.ok(&["undo", &format!("J{}", n + 4)]);
    base.ok(&["undo", &format!("J{}", n + 3)]);
    assert_eq!(content(&base), logged, "redone");
    base.sound();
}

#[test]
fn undo_says_what_it_does_in_both_languages() {
    let mut base = Base::mixed();
    let n = base.newest();
    assert_eq!(base.ok(&["undo"]), format!("已撤销 J{n}(void):C2;反悔则 fuhua undo J{}\n", n + 1));
    base.lang("en");
    assert_eq!(
        base.ok(&["undo", &format!("J{}", n + 1)]),
        format!("undid J{}, so J{n} is in effect again: C2; to redo it: fuhua undo J{}\n", n + 1, n + 2)
    );
    let history = base.json(&["history"]);
    let marks = |seq: i64| {
        let entry = &history[usize::try_from(seq - 1).expect("an index")];
        (entry["undoes"].as_str().map(str::to_owned), entry["undone_by"].as_str().map(str::to_owned))
    };
    assert_eq!(marks(n), (None, None), "it stands again");
    assert_eq!(marks(n + 1), (Some(format!("J{n}")), Some(format!("J{}", n + 2))));
    assert_eq!(marks(n + 2), (Some(format!("J{}", n + 1)), None));
    assert!(base.ok(&["show", &format!("J{}", n + 1)]).contains(&format!("undo (undid J{n}, undone by J{})", n + 2)));
    base.lang("zh");
    assert!(base.ok(&["history", "C2"]).contains(&format!("撤销(撤销 J{n}、已由 J{} 撤销)", n + 2)));
    assert!(base.ok(&["history", "-f", "csv"]).contains("撤销,已由何者撤销"));
}

#[test]
fn a_dry_undo_keeps_nothing() {
    let base = Base::mixed();
    let bytes = base.bytes();
    let answer = base.json(&["undo", "--dry-run"]);
    assert_eq!((&answer["journal"], answer["changes"].as_array().map(Vec::len)), (&Json::Null, Some(1)));
    assert!(base.ok(&["undo", "--dry-run"]).contains("未保存"));
    assert!(bytes == base.bytes());
}

#[test]
fn wrong_turns_of_undo() {
    let mut base = Base::new();
    base.says(1, &["undo"], &["没有可以撤销的流水", "fuhua history"]);
    base.says(1, &["undo", "J1"], &["J1 建立了这个库", "fuhua init"]);
    base.says(2, &["undo", "J9"], &["没有流水 J9", "fuhua history"]);
    base.says(2, &["undo", "O1"], &["“O1”不是流水的编号", "fuhua history"]);
    base.lines("org add --name 启明 --kind unregistered\nedit O1 --town 城区\napply O1 --date 2023-11-01");
    base.says(1, &["undo", "J2"], &["J3 改动了 O1", "fuhua undo J3"]);
    base.lang("en");
    base.says(1, &["undo", "J2"], &["later entries changed the same records or rest on them: O1 by J3", "fuhua undo J3"]);
    base.ok(&["undo", "J3"]);
    base.says(1, &["undo", "J3"], &["J3 was undone by J5", "fuhua undo J5"]);
    // J3 and its undo leave nothing between them; the application rests on the organisation.
    base.says(1, &["undo", "J2"], &["A1 by J4", "fuhua undo J4"]);
    base.ok(&["undo", "J4"]);
    base.ok(&["undo", "J2"]);
    // What was applied for rests on an organisation that is gone.
    base.says(1, &["undo", "J6"], &["A1 by J7", "fuhua undo J7"]);
    base.lang("zh");
    base.says(1, &["undo", "J6"], &["J7 改动了 A1"]);
    // Its name is another's by now.
    base.ok(&["org", "add", "--name", "启明", "--kind", "service"]);
    base.says(1, &["undo", "J7"], &["J7 不能撤销:与已有的记录重复(org.name)"]);
    base.lang("en");
    base.says(1, &["undo", "J7"], &["J7 cannot be undone", "org.name"]);
    base.sound();
}

#[test]
fn what_another_program_changed_is_not_taken_back() {
    let base = Base::new();
    base.ok(&["org", "add", "--name", "启明", "--kind", "unregistered"]);
    base.meddle("UPDATE org SET town = '别处'");
    base.says(1, &["undo"], &["O1 此后被别的程序改动过", "fuhua audit"]);
}

/// The rules hold for what an undo leaves, of deleted records too.
#[test]
fn the_rules_run_on_what_an_undo_leaves() {
    let base = Base::mixed();
    let seq = |command: &str| base.value(&format!("SELECT max(seq) FROM journal WHERE command = '{command}'"));
    // Without the registration, the exit that was judged by it may not stand.
    base.breaks("exit.registration", &["undo", &format!("J{}", seq("org register"))]);
    // Without the decision, the entry rests on nothing.
    base.breaks("incubate.approved", &["undo", &format!("J{}", seq("review"))]);
}

#[test]
fn a_code_is_given_once() {
    let base = Base::new();
    let add = |name: &str| base.code(&["org", "add", "--name", name, "--kind", "unregistered"]);
    assert_eq!((add("启明"), add("暖阳")), ("O1".to_owned(), "O2".to_owned()));
    base.ok(&["undo"]);
    base.ok(&["undo"]);
    assert_eq!(base.value("SELECT count(*) FROM org"), "0");
    assert_eq!(add("绿洲"), "O3");
    base.ok(&["undo", "J4"]);
    assert_eq!(base.sql("SELECT id, name FROM org ORDER BY id"), [["2", "暖阳"], ["3", "绿洲"]]);
    // A record that was taken back has a history still.
    assert_eq!(base.json(&["history", "O1"]).as_array().map(Vec::len), Some(2));
    base.says(2, &["history", "O9"], &["没有记录 O9"]);
}

// ---------------------------------------------------------------- the past

/// What the past is compared in.
const QUESTIONS: [&[&str]; 6] = [
    &["report", "quarterly", "Y1Q2", "-f", "json"],
    &["report", "quarterly", "-f", "json"],
    &["target", "status", "--year", "Y1", "-f", "json"],
    &["list", "orgs", "-f", "csv"],
    &["history"],
    &["plan", "show", "-f", "json"],
];

fn ask(base: &Base, past: Option<&str>) -> Vec<String> {
    let past: Vec<&str> = past.map_or(Vec::new(), |p| vec!["--as-known-on", p]);
    QUESTIONS.iter().map(|question| base.ok(&[question, &past[..]].concat())).collect()
}

#[test]
fn the_past_is_what_was_said_then() {
    let mut base = Base::empty();
    base.today("2024-09-30");
    let mut answers = Vec::new();
    for line in script(&base).lines() {
        base.lines(line);
        answers.push(ask(&base, None));
    }
    // The issue of a report, before these two, stays.
    for _ in 0..2 {
        base.ok(&["undo"]);
        answers.push(ask(&base, None));
    }
    let bytes = base.bytes();
    for (i, live) in answers.iter().enumerate() {
        assert_eq!(&ask(&base, Some(&format!("J{}", i + 1))), live, "J{}", i + 1);
    }
    assert!(bytes == base.bytes(), "reading the past changes nothing");
    assert_eq!(base.newest(), i64::try_from(answers.len()).expect("a number"));
}

#[test]
fn a_day_means_its_last_entry() {
    let mut base = Base::empty();
    base.today("2023-01-10");
    base.ok(&["init"]);
    base.today("2023-02-10");
    base.ok(&["org", "add", "--name", "启明", "--kind", "unregistered", "--phone", "13800001234"]);
    base.ok(&["org", "add", "--name", "暖阳", "--kind", "unregistered"]);
    base.today("2023-03-10");
    base.ok(&["void", "O2", "--reason", "重复"]);
    let n = |day: &str| base.json(&["list", "orgs", "--as-known-on", day]).as_array().map(Vec::len);
    assert_eq!(
        (n("2023-02-09"), n("2023-02-10"), n("2023年3月9日"), n("today"), n("2099-01-01")),
        (Some(0), Some(2), Some(2), Some(1), Some(1))
    );
    let Outcome { out, err, .. } = base.run(&["show", "O1", "--as-known-on", "J2"]);
    assert!(out.contains("138****1234") && err.contains("到 J2 为止"), "{out}{err}");
    assert!(base.run(&["show", "O1", "--as-known-on", "J2", "--lang", "en"]).err.contains("up to J2"));
    assert_eq!(base.run(&["show", "O1", "--as-known-on", "J2", "-q"]).err, "");
    // Today stays today.
    assert_eq!(base.json(&["target", "status", "--as-known-on", "2023-01-10"])["as_of"], "2023-03-10");
}

#[test]
fn wrong_turns_of_the_past() {
    let mut base = Base::new();
    base.ok(&["org", "add", "--name", "启明", "--kind", "unregistered"]);
    base.says(2, &["list", "orgs", "--as-known-on", "J9"], &["没有流水 J9"]);
    base.says(2, &["list", "orgs", "--as-known-on", "O1"], &["既不是日期,也不是流水的编号", "J31"]);
    base.says(2, &["list", "orgs", "--as-known-on", "2021-01-01"], &["2021-01-01还没有记录", "2023-12-01"]);
    base.says(2, &["show", "O1", "--as-known-on", "J1"], &["没有记录 O1"]);
    base.lang("en");
    base.says(2, &["list", "orgs", "--as-known-on", "2021-01-01"], &["nothing was on record on 2021-01-01", "J1"]);
    base.says(2, &["list", "orgs", "--as-known-on", "someday"], &["neither a date nor an entry's code", "J31"]);
    assert!(base.ok(&["help", "options"]).contains("--as-known-on <DATE|J31>"));
    base.lang("zh");
    assert!(base.ok(&["help", "options"]).contains("--as-known-on <日期或流水>"));
}

/// Every command either reads the past or says that it does not.
#[test]
fn each_command_reads_the_past_or_refuses() {
    let base = Base::mixed();
    let newest = format!("J{}", base.newest());
    let past = |line: &'static str| line.split(' ').chain(["--as-known-on", &newest]).collect::<Vec<_>>();
    for line in READING {
        base.ok(&past(line));
    }
    for line in OTHERS {
        base.refuses(2, &past(line), &["--as-known-on 只用于查看和报表"], &["--as-known-on is for commands that show or report"]);
    }
}

// ---------------------------------------------------------------- any history

/// A clerk's step: a deed, or something taken back.
#[derive(Clone, Debug)]
pub enum Step {
    Deed(Deed),
    Undo(Option<usize>),
    Target(i64),
    Phone(usize),
}

/// Any one of them.
pub fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => deed().prop_map(Step::Deed),
        1 => Just(Step::Undo(None)),
        1 => (0usize..60).prop_map(|n| Step::Undo(Some(n))),
        1 => (0i64..40).prop_map(Step::Target),
        1 => (0usize..8).prop_map(Step::Phone),
    ]
}

/// Takes a step, if it is allowed.
pub fn take(base: &Base, model: &mut Model, step: &Step) {
    let may = |arguments: &[&str]| {
        let outcome = base.run(arguments);
        assert!([0, 1, 2].contains(&outcome.code), "{arguments:?}: {outcome:?}");
    };
    match step {
        Step::Deed(deed) => act(base, model, deed),
        Step::Undo(None) => may(&["undo"]),
        Step::Undo(Some(n)) => may(&["undo", &format!("J{}", n % usize::try_from(base.newest()).expect("a number") + 1)]),
        Step::Target(n) => may(&["target", "set", "trainings", &n.to_string(), "--year", "Y1", "--reason", "调整"]),
        Step::Phone(n) => may(&["edit", &format!("O{}", n + 1), "--phone", &format!("1380000{:04}", n + 1000)]),
    }
}

const REPORTS: [&[&str]; 2] = [&["report", "quarterly", "Y1Q3", "-f", "json"], &["target", "status", "--year", "Y1", "-f", "json"]];

proptest! {
    #![proptest_config(ProptestConfig { cases: times("PROPTEST_CASES", 10), max_shrink_iters: 40, ..ProptestConfig::default() })]
    #[test]
    fn any_history_can_be_read_and_taken_back(steps in proptest::collection::vec(step(), 5..30)) {
        let mut base = Base::empty();
        base.today("2024-09-30");
        base.ok(&["init"]);
        let first = content(&base);
        let mut model = Model::default();
        let mut said: Vec<(i64, Vec<String>)> = Vec::new();
        for step in &steps {
            take(&base, &mut model, step);
            let n = base.newest();
            if said.last().is_none_or(|(last, _)| *last != n) {
                said.push((n, REPORTS.iter().map(|r| base.ok(r)).collect()));
            }
        }
        for (n, live) in &said {
            for (report, then) in REPORTS.iter().zip(live) {
                let again = base.ok(&[report, &["--as-known-on", &format!("J{n}")][..]].concat());
                prop_assert_eq!(&again, then, "J{}", n);
            }
        }
        let (_, audit) = base.audit(&[]);
        prop_assert_eq!(&audit["journal"]["replay"], "ok", "{}", audit);
        for seq in (2..=base.newest()).rev() {
            let outcome = base.run(&["undo", &format!("J{seq}")]);
            prop_assert_eq!(outcome.code, 0, "J{}: {}", seq, outcome.err);
        }
        prop_assert_eq!(content(&base), first);
        base.sound();
    }
}
