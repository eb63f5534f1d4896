//! The past read through the present is the past that a replay gives.
//!
//! More histories: `PROPTEST_CASES=500 cargo test --release --test suite past::`.

use crate::common::deeds::Model;
use crate::common::{Base, times};
use crate::history::{Step, step, take};
use fuhua::journal;
use fuhua::journal::replay::replay;
use fuhua::store::{Db, open_read};
use proptest::prelude::*;

/// Every row of every table and view.
fn content(db: &Db) -> String {
    let names = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY rowid";
    let mut content = String::new();
    for name in db.all(names, &[]).expect("the schema") {
        let name = name.text("name").expect("a name");
        let rows = db.all(&format!("SELECT * FROM {name} ORDER BY 1, 2, 3"), &[]).expect("its rows");
        content += &rows.iter().map(|row| format!("{name} {row:?}\n")).collect::<String>();
    }
    content
}

/// What the past is compared in.
const QUESTIONS: &[&[&str]] = &[
    &["target", "status", "--year", "Y1"],
    &["report", "quarterly", "Y1Q3"],
    &["report", "monthly", "2022-02"],
    &["report", "evidence", "trainees", "Y1"],
    &["list", "orgs"],
    &["list", "persons"],
    &["list", "trainings"],
    &["list", "attendances", "--void"],
    &["show", "T1"],
    &["show", "O1"],
    &["history"],
    &["history", "O1"],
    &["list", "journal", "--limit", "3"],
];

/// Compares the past after every entry with a replay, and with the file as it was
/// then, where it was kept.
fn compare(base: &Base, kept: &[Base]) {
    for seq in 1..=base.newest() {
        let db = || open_read(&base.db()).expect("the file");
        let looked = journal::past(db(), seq).expect("the past");
        let again = replay(&db(), Some(seq)).expect("a replay");
        assert_eq!(content(&looked), content(&again), "J{seq}");
    }
    for then in kept {
        let past = format!("J{}", then.newest());
        for question in QUESTIONS {
            let now = [question, &["-f", "json"][..]].concat();
            let line = [&now[..], &["--as-known-on", &past]].concat();
            let (a, b) = (base.run(&line), then.run(&now));
            assert_eq!((a.code, a.out), (b.code, b.out), "{line:?}");
        }
    }
}

/// A base after these steps, and copies of it after each.
fn history(steps: &[Step]) -> (Base, Vec<Base>) {
    let mut base = Base::empty();
    base.today("2024-09-30");
    base.ok(&["init"]);
    let mut model = Model::default();
    let mut kept = Vec::new();
    for step in steps {
        take(&base, &mut model, step);
        kept.push(base.copy());
    }
    (base, kept)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: times("PROPTEST_CASES", 3), max_shrink_iters: 40, ..ProptestConfig::default() })]
    #[test]
    fn any_past_is_what_a_replay_gives(steps in proptest::collection::vec(step(), 5..25)) {
        let (base, kept) = history(&steps);
        compare(&base, &kept);
    }
}

/// Rows that were taken away, brought back, taken away again; rows added in
/// between; and rows altered on both sides of it.
#[test]
fn what_undos_took_and_brought_back() {
    let base = Base::new();
    let log = |title: &str| {
        let roster = base.file("roster.csv", format!("name\n{title}\n{title}之二\n"));
        base.ok(&["training", "log", "--title", title, "--form", "salon", "--date", "2023-11-05", "--roster", &roster]);
        base.newest()
    };
    let undo = |seq: i64| {
        base.ok(&["undo", &format!("J{seq}")]);
        base.newest()
    };
    let first = log("第一场");
    let gone = undo(first);
    log("第二场");
    let back = undo(gone);
    base.ok(&["edit", "M2", "--unit", "城区街道"]);
    let edited = base.newest();
    let third = log("第三场");
    undo(edited);
    let again = undo(back);
    undo(third);
    undo(again);
    base.ok(&["void", "H1", "--reason", "录入有误"]);
    base.ok(&["edit", "T2", "--title", "改"]);
    compare(&base, &[]);
    base.sound();
}

/// What another program did leaves no trace of its own: the past is read through
/// the present, as every figure is, and an audit names the row.
#[test]
fn an_outside_edit_is_named_by_the_audit() {
    let base = Base::new();
    base.ok(&["org", "add", "--name", "启明", "--kind", "unregistered"]);
    let added = format!("J{}", base.newest());
    base.meddle("UPDATE org SET name = '别名'");
    assert_eq!(base.json(&["list", "orgs", "--as-known-on", &added])[0]["name"], "别名");
    assert_eq!(base.audit(&[]).1["journal"]["replay"], "broken at O1");
    base.ok(&["edit", "O1", "--town", "城区"]);
    assert_eq!(base.audit(&[]).1["journal"]["replay"], format!("broken at J{}", base.newest()));
}

/// What a row was is not guessed at where its image cannot be read: what came
/// before it is replayed.
#[test]
fn an_unreadable_image_is_not_guessed_at() {
    let base = Base::new();
    base.ok(&["org", "add", "--name", "启明", "--kind", "unregistered"]);
    let added = base.newest();
    base.ok(&["edit", "O1", "--name", "暖阳"]);
    base.meddle("DROP TRIGGER change_sealed; UPDATE change SET before = 'no JSON' WHERE op = 'U'");
    assert_eq!(base.json(&["list", "orgs", "--as-known-on", &format!("J{added}")])[0]["name"], "启明");
}

/// Where rows of a roster were altered since, its table is a union: its arms
/// are looked into by their indexes, and it is never written out whole.
#[test]
fn figures_of_a_past_that_was_altered_are_found_by_index() {
    let base = Base::new();
    let roster = |attendance: &str| base.file("roster.csv", format!("name,attendance\n沈知秋,{attendance}\n宋若溪,present\n"));
    base.ok(&["training", "log", "--title", "项目设计", "--form", "salon", "--date", "2023-11-05", "--roster", &roster("present")]);
    let then = base.newest();
    base.ok(&["training", "roster", "T1", &roster("absent")]);
    let db = journal::past(open_read(&base.db()).expect("the file"), then).expect("the past");
    let days = "on_date BETWEEN '2023-10-01' AND '2023-12-31'";
    for (sql, n) in [
        (format!("SELECT sum(quantity) AS n FROM indicator_fact WHERE indicator = 'trainees' AND {days}"), 2),
        (format!("SELECT count(DISTINCT person_id) AS n FROM attended WHERE {days}"), 2),
    ] {
        assert_eq!(db.one(&sql, &[]).and_then(|row| row.int("n")).expect("a figure"), n, "{sql}");
        let plan = db.all(&format!("EXPLAIN QUERY PLAN {sql}"), &[]).expect("a plan");
        let steps: Vec<String> = plan.iter().map(|row| row.text("detail").expect("a step")).collect();
        let shown = steps.join("\n");
        assert!(!["MATERIALIZE attendance", "CO-ROUTINE attendance"].iter().any(|s| steps.iter().any(|step| step == s)), "{sql}\n{shown}");
        assert!(!shown.contains("AUTOMATIC"), "{sql}\n{shown}");
        for arm in ["SEARCH main.attendance USING", "SEARCH temp.was_attendance USING"] {
            assert!(steps.iter().any(|s| s.starts_with(arm) && s.contains("training_id=?")), "{arm}: {sql}\n{shown}");
        }
    }
}
