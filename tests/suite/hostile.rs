//! `audit` of a file from anybody: what it finds, what it refuses, that it
//! touches nothing. The rows 9, 10, 11, 13, 14 and 15 of the faults, in part;
//! `tests/faults/run` tries them as often as they deserve.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::dice::Dice;
use crate::common::findings::{Finding, findings, of_rule};
use crate::common::forge::{self, edit, reseal};
use crate::common::source::root;
use crate::common::{Base, FUHUA, Outcome, append_pages, names, rows, runs, sha256, times};
use rusqlite::Connection;
use rusqlite::types::Value;
use serde_json::{Value as Json, json};

/// A base with a bit of everything, in English.
fn base() -> Base {
    let mut base = Base::new();
    base.lang("en");
    let roster = base.file("roster.csv", "name,unit,phone,category\n李明,启明社,13900000001,certified\n王芳,暖阳社,13900000002,other\n");
    base.lines(
        "org add --name 启明社工服务中心 --kind service --phone 13800000001 --contact 赵敏
         org add --name 暖阳互助队 --kind community --phone 13800000002
         org file O2 --date 2021-11-05 --number 灵民备1号
         org register O1 --date 2021-11-06 --uscc 52640181MJY20002XB
         org recognise O1 --as upgraded --date 2022-03-01 --basis 灵民发1号
         apply O1 --date 2021-10-01 --reserve-fund 3000
         review A1 --stage eligibility --result pass --date 2021-10-10
         review A1 --stage internal --result pass --date 2021-10-12
         review A1 --stage site --result pass --date 2021-10-15
         review A1 --stage expert --result pass --date 2021-10-20 --score 甲:团队=90 --score 乙:团队=80 --abstain 丙
         review A1 --stage preliminary --result pass --date 2021-11-01 --by 街道
         review A1 --stage final --result pass --date 2021-12-10 --by 民政局
         incubate A1 --date 2021-12-20 --staff 3 --departments 1 --systems 2 --projects 0
         service log O1 --service space --date 2022-01-10 --hours 3
         training log --title 章程与治理 --form lecture --date 2022-02-10 --headcount 9
         consult log --topic policy --org O1 --date 2022-02-11
         project start O1 --title 邻里食堂 --date 2022-03-10 --grant 5000 --source special-fund
         exit-assess I1 --stage assess --result pass --date 2022-12-21 --staff 5 --departments 2 --systems 3 --projects 1 --registration pass --team pass --project pass
         exit-assess I1 --stage preliminary --result pass --date 2023-01-05
         exit-assess I1 --stage final --result pass --date 2023-01-20
         follow-up log O1 --date 2023-06-01
         edit O2 --note 改名前叫暖阳队
         void F1 --reason 重复登记",
    );
    base.ok(&["training", "roster", "T1", &roster]);
    base
}

/// Whether an audit found this about that.
fn has(report: &Json, rule: &str, subject: &str) -> bool {
    of_rule(report, rule).iter().any(|f| f.subject == subject)
}

/// Every file of a folder with its bytes.
fn bytes_of(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fs::read_dir(folder)
        .expect("the folder")
        .map(|f| f.expect("a file").path())
        .map(|path| (path.clone(), fs::read(&path).unwrap_or_default()))
        .collect()
}

// ---------------------------------------------------------------- the answer

#[test]
fn a_sound_file() {
    let base = base();
    let (code, report) = base.audit(&["--fail-on", "notice"]);
    assert_eq!(code, 0, "{report}");
    assert_eq!(
        report,
        json!({
            "file": base.db(), "sha256": sha256(base.bytes()), "usable": true, "schema_version": 1,
            "journal": {"entries": 25, "head": base.head(), "chain": "ok", "replay": "ok"},
            "findings": [], "counts": {"error": 0, "warning": 0, "notice": 0},
        })
    );
    let keys: Vec<&String> = report.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["file", "sha256", "usable", "schema_version", "journal", "findings", "counts"]);
}

#[test]
fn rules_are_listed_unless_the_word_is_a_path() {
    let base = base();
    let list = base.json(&["audit", "rules"]);
    let ids: Vec<&str> = list.as_array().expect("a list").iter().map(|r| r["id"].as_str().expect("an id")).collect();
    assert_eq!(ids.len(), fuhua::journal::checks::ALL.len() + fuhua::rules::all().count());
    for id in ["file.schema", "journal.replay", "review.two-bodies"] {
        assert!(ids.contains(&id), "{id}");
    }
    for rule in list.as_array().expect("a list") {
        assert_eq!(fuhua::audit::find(rule["id"].as_str().expect("an id")), rule["id"].as_str());
        for key in ["clause", "severity", "demand"] {
            assert!(rule[key].as_str().is_some_and(|t| !t.is_empty()), "{key}: {rule}");
        }
    }
    assert!(base.ok(&["audit", "rules", "-f", "csv"]).lines().count() > ids.len());
    let folder = base.path("rules");
    fs::create_dir(&folder).expect("a folder");
    assert!(base.fails(3, &["audit", &base.argument("rules")]).contains("not a regular file"));
}

#[test]
fn one_rule_can_be_asked_for() {
    let base = base();
    let (code, report) = base.audit(&["--rule", "review.two-bodies"]);
    assert_eq!((code, findings(&report).len()), (0, 0), "{report}");
    base.meddle("UPDATE org SET name = '别的' WHERE id = 2");
    assert_eq!(base.copy().audit(&["--rule", "journal.replay"]).0, 1);
    // What the rule says rests on tables that are not what the journal says.
    let (code, report) = base.audit(&["--rule", "review.two-bodies"]);
    assert_eq!((code, findings(&report).len()), (1, 1), "{report}");
    assert_eq!((report["journal"]["replay"].as_str(), has(&report, "journal.replay", "O2")), (Some("broken at O2"), true));
    let (code, report) = base.audit(&["--rule", "journal.replay", "--rule", "journal.chain"]);
    assert_eq!((code, findings(&report).len(), has(&report, "journal.replay", "O2")), (1, 1, true), "{report}");
    assert!(base.fails(2, &["audit", "--rule", "no.such"]).contains("no.such"));
}

#[test]
fn fail_on_decides_the_exit_code() {
    let base = base();
    base.ok(&["org", "add", "--name", "x", "--kind", "service", "--uscc", "51640181MJX12345XX", "--registered", "2022-01-01"]);
    for (level, code) in [("error", 0), ("warning", 1), ("notice", 1), ("错误", 0)] {
        assert_eq!(base.audit(&["--fail-on", level]).0, code, "{level}");
    }
    let failed = base.run(&["audit", "--fail-on", "warning"]);
    assert!(failed.err.contains("the audit failed: errors: 0, warnings: 1"), "{failed:?}");
    assert_eq!(base.run(&["audit", "--fail-on", "warning", "-q"]).err, "");
    base.says(2, &["audit", "--fail-on", "x"], &["'x' is not a severity"]);
}

#[test]
fn a_waiver_of_what_allows_none_waives_nothing() {
    let base = base();
    base.meddle(
        "UPDATE review_step SET body = '民政局' WHERE stage = 'preliminary';
         INSERT INTO waiver (rule, subject, reason, on_date) SELECT 'review.two-bodies', 'K' || id, 'x', '2022-01-01' FROM review_step",
    );
    let (_, report) = base.audit(&["--rule", "review.two-bodies"]);
    // The journal, which does not know of this, is told beside.
    let found: Vec<_> = report["findings"].as_array().expect("findings").iter().filter(|f| f["rule"] == "review.two-bodies").collect();
    assert!(found.len() == 1 && found[0]["waived"] == false, "{report}");
}

// ---------------------------------------------------------------- the head

#[test]
fn without_a_head_it_says_what_it_cannot_prove() {
    let mut base = base();
    assert!(base.ok(&["audit"]).contains("without --expect-head nothing shows"));
    assert!(base.run(&["audit", "-f", "csv"]).err.contains("without --expect-head"));
    let head = base.head();
    for outcome in [base.run(&["audit", "--expect-head", &head]), base.run(&["audit", "-f", "json", "--expect-head", &head])] {
        assert!(outcome.code == 0 && !format!("{}{}", outcome.out, outcome.err).contains("without"), "{outcome:?}");
    }
    base.lang("zh");
    assert!(base.ok(&["audit"]).contains("未给 --expect-head"));
}

#[test]
fn a_head_may_be_typed_from_paper() {
    let base = base();
    let head = base.head().to_uppercase();
    let groups: Vec<&str> = head.as_bytes().chunks(8).map(|c| std::str::from_utf8(c).expect("hex")).collect();
    assert_eq!(base.audit(&["--expect-head", &groups.join(" ")]).0, 0);
    let entry = base.audit(&[]).1["journal"]["entries"].clone();
    assert_eq!(base.audit(&["--expect-head", &format!("J{entry} {}", groups.join("-"))]).0, 0);
    for typed in ["", "00", &head[1..], &format!("{}g", &head[1..])] {
        base.says(2, &["audit", "--expect-head", typed], &["is not a chain head (expected 64 hexadecimal digits)"]);
    }
}

/// Whoever writes the history anew forgets that issued reports rest on it.
#[test]
fn an_issued_report_anchors_what_came_before_it() {
    let base = Base::empty();
    base.ok(&["init"]);
    base.ok(&["consult", "log", "--topic", "policy", "--date", "2022-01-05"]);
    base.ok(&["report", "issue", "quarterly", "2022Q1"]);
    edit(&base.db(), |db| {
        db.execute_batch(
            "UPDATE consultation SET on_date = '2022-01-06' WHERE id = 1;
             UPDATE change SET after = json_set(after, '$.on_date', '2022-01-06') WHERE seq = 2",
        )
        .expect("a forgery");
        reseal(db, 2);
    });
    let (code, report) = base.audit(&[]);
    assert_eq!((code, &report["journal"]["chain"], &report["journal"]["replay"]), (1, &json!("ok"), &json!("ok")), "{report}");
    assert!(has(&report, "journal.head", "R1"), "{report}");
}

/// An older copy, and a history rewritten from some entry on, are found with
/// the head; a head that later entries follow is fine.
#[test]
fn older_copies_and_rewritten_histories() {
    let base = Base::empty();
    base.ok(&["init"]);
    let mut copies = vec![(base.head(), base.copy())];
    for i in 0..20 {
        base.ok(&["org", "add", "--name", &format!("组织{i}"), "--kind", "service"]);
        copies.push((base.head(), base.copy()));
    }
    let now = base.head();
    for (i, (then, copy)) in copies.iter().enumerate() {
        let (code, report) = base.audit(&["--expect-head", then]);
        let more = 20 - i;
        assert_eq!(code, 0, "{report}");
        assert_eq!(report["counts"]["notice"], usize::from(more > 0));
        assert_eq!(has(&report, "journal.head", &format!("J{}", i + 1)), more > 0, "{report}");
        if more == 0 {
            break;
        }
        let (code, report) = copy.audit(&["--expect-head", &now]);
        assert_eq!((code, has(&report, "journal.head", "journal")), (1, true), "{report}");
        // Without the head, an older copy is a sound file.
        assert_eq!(copy.audit(&["--fail-on", "notice"]).0, 0);

        let forged = base.copy();
        let entry = i64::try_from(i + 2).expect("small");
        edit(&forged.db(), |db| {
            db.execute_batch(&format!(
                "UPDATE org SET name = '伪造' WHERE id = {0};
                 UPDATE change SET after = json_set(after, '$.name', '伪造') WHERE seq = {entry} AND table_name = 'org'",
                entry - 1
            ))
            .expect("a forgery");
            reseal(db, entry);
        });
        let (code, report) = forged.audit(&["--fail-on", "notice"]);
        assert_eq!((code, &report["journal"]["chain"], &report["journal"]["replay"]), (0, &json!("ok"), &json!("ok")), "{report}");
        let (code, report) = forged.audit(&["--expect-head", &now]);
        assert_eq!((code, has(&report, "journal.head", "journal")), (1, true), "{report}");
        // The heads of before the forgery are still there: what was changed after them is named.
        let (code, report) = forged.audit(&["--expect-head", then]);
        let Finding { subject, message, .. } = findings(&report).pop().expect("a notice");
        let (first, last) = (format!("O{}", entry - 1), "O20".to_owned());
        let records = if entry == 21 { last } else { format!("{first}-{last}") };
        assert_eq!((code, subject), (0, format!("J{}", i + 1)), "{report}");
        assert!(message.ends_with(&format!("又有{more}条流水,改动了 {records}")), "{message}");
        // With both, what is still vouched for is told beside the break.
        let (code, report) = forged.audit(&["--expect-head", then, "--expect-head", &now]);
        assert_eq!(code, 1);
        assert!(has(&report, "journal.head", "journal") && has(&report, "journal.head", &format!("J{}", i + 1)), "{report}");
    }
}

// ---------------------------------------------------------------- edits by other tools

#[test]
fn the_forger_of_these_tests_knows_the_format() {
    let base = base();
    let before = base.head();
    edit(&base.db(), |db| reseal(db, 1));
    assert_eq!(base.head(), before);
}

/// One byte of one value of one row, whatever the table, with the triggers
/// gone or made again, the chain left alone or sealed anew: the row is named,
/// or, for a journal that was sealed anew, the head is missed.
/// `FUHUA_EDITS` says how many are tried.
#[test]
fn any_byte_that_another_tool_changes_is_found() {
    let wanted = times("FUHUA_EDITS", 300);
    let base = base();
    let expected = base.head();
    let tables = base.sql("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").concat();
    let mut dice = Dice::of(20_231_201);
    let (mut tried, mut kinds) = (0, BTreeMap::new());
    while tried < wanted {
        let table = &tables[dice.roll(tables.len())];
        let copy = base.copy();
        let db = Connection::open(copy.db()).expect("it opens");
        let key = if table == "journal" { "seq" } else { "id" };
        let ids = rows(&db, &format!("SELECT {key} FROM {table}")).concat();
        let columns = rows(&db, &format!("SELECT name FROM pragma_table_xinfo('{table}')")).concat();
        if ids.is_empty() {
            continue;
        }
        let (id, column) = (&ids[dice.roll(ids.len())], &columns[dice.roll(columns.len())]);
        let was: Value = db.query_row(&format!("SELECT {column} FROM {table} WHERE {key} = {id}"), [], |r| r.get(0)).expect("a value");
        let Some(now) = other(&was, &mut dice) else { continue };
        drop(db);
        let forge = matches!(table.as_str(), "journal" | "change") && dice.roll(2) == 0 && column != "hash";
        let mut done = false;
        edit(&copy.db(), |db| {
            // What a unique index forbids is not an edit.
            done = db.execute(&format!("UPDATE {table} SET {column} = CAST(?1 AS {}) WHERE {key} = {id}", now.0), [now.1]).is_ok();
            if done && forge && now.2 {
                reseal(db, 1);
            }
        });
        if !done {
            continue;
        }
        if dice.roll(2) == 0 {
            edit_away_triggers(&copy.db());
        }
        tried += 1;
        *kinds.entry(table.clone()).or_insert(0) += 1;
        let (code, report) = copy.audit(&["--expect-head", &expected]);
        let what = format!("{table} {id} {column}: {was:?}");
        assert_eq!(code, 1, "{what}: {report}");
        let found = findings(&report);
        let named = match table.as_str() {
            "journal" | "change" if forge && now.2 => found.iter().any(|f| f.rule == "journal.head" || f.rule == "journal.chain"),
            "journal" | "change" => {
                let entry = base.value(&format!("SELECT seq FROM {table} WHERE {key} = {id}"));
                let entry: i64 = entry.parse().expect("a number");
                // A number that became another breaks the chain at the smaller one, or after the gap.
                let moved = column == "seq";
                let at = |s: &str| {
                    s.strip_prefix('J').and_then(|n| n.parse::<i64>().ok()).is_some_and(|n| n == entry || moved && n <= entry + 1)
                };
                found.iter().any(|f| f.rule == "journal.chain" && at(&f.subject))
            }
            "personal" => found.iter().any(|f| f.rule == "personal.commitment" && f.subject.starts_with("personal ")),
            _ => found.iter().any(|f| f.message.contains(&format!("row {id} of {table} "))),
        };
        assert!(named, "{what}: {found:?}");
    }
    println!("{tried} edits: {kinds:?}");
    assert!(kinds.len() > 15, "{kinds:?}");
}

/// A value that differs in one byte: its SQL type, itself, whether it is text
/// or a number that can be sealed.
fn other(was: &Value, dice: &mut Dice) -> Option<(&'static str, Value, bool)> {
    match was {
        Value::Integer(n) => Some(("INTEGER", Value::Integer(n ^ (1 << dice.roll(8))), true)),
        Value::Text(text) if !text.is_empty() => {
            let mut bytes = text.clone().into_bytes();
            let at = dice.roll(bytes.len());
            bytes[at] ^= u8::try_from(1 + dice.roll(255)).expect("a byte");
            let text = std::str::from_utf8(&bytes).is_ok() && !bytes.contains(&0);
            Some(("TEXT", Value::Blob(bytes), text))
        }
        _ => None,
    }
}

fn edit_away_triggers(db: &Path) {
    let db = Connection::open(db).expect("it opens");
    db.execute_batch("PRAGMA synchronous = OFF; BEGIN").expect("begun");
    for name in rows(&db, "SELECT name FROM sqlite_schema WHERE type = 'trigger'").concat() {
        db.execute_batch(&format!("DROP TRIGGER {name}")).expect("dropped");
    }
    db.execute_batch("COMMIT").expect("kept");
}

/// Personal data is outside the journal: what is changed, added, taken away or put
/// back there shows by the digests that the journal holds, row by row.
#[test]
fn personal_data_is_what_was_recorded() {
    let base = base();
    base.ok(&["edit", "M2", "--phone", "13900000003"]);
    let old = base.copy();
    base.ok(&["person", "forget", "M1", "--reason", "本人要求"]);
    // After the erasing, M1 has a phone again; an undo leaves its last row behind.
    base.ok(&["edit", "M1", "--phone", "13900000009"]);
    base.ok(&["edit", "O1", "--phone", "13800000009"]);
    base.ok(&["undo"]);
    assert_eq!(base.audit(&["--fail-on", "notice"]).0, 0);
    let rows = base.value("SELECT count(*) FROM personal");
    let erased = base.value("SELECT id FROM personal WHERE value IS NULL");
    let again = base.value("SELECT v.id FROM personal v JOIN person p ON p.phone = v.commitment WHERE p.id = 1");
    let put_back = format!(
        "SELECT 'UPDATE personal SET salt = ' || quote(salt) || ', value = ' || quote(value) || ' WHERE id = {erased}' FROM personal WHERE id = {erased}"
    );
    let put_back = old.value(&put_back);
    let row = |id: &str| format!("personal {id}");
    let value = "'00000000000000000000000000000000', '13900000099'";
    let digest = fuhua::domain::personal::commitment("phone", "00000000000000000000000000000000", "13900000099");
    for (sql, subject) in [
        ("UPDATE personal SET value = '13800000009' WHERE id = 1".to_owned(), row("1")),
        ("UPDATE personal SET value = NULL, salt = NULL WHERE id = 1".to_owned(), row("1")),
        ("UPDATE personal SET salt = lower(hex(randomblob(16))) WHERE id = 2".to_owned(), row("2")),
        ("UPDATE personal SET kind = 'id_number' WHERE id = 2".to_owned(), row("2")),
        ("UPDATE personal SET value = CAST(x'ff' AS TEXT) WHERE id = 2".to_owned(), row("2")),
        ("UPDATE personal SET id = 99 WHERE id = 1".to_owned(), row("2")),
        ("UPDATE personal SET id = -1 WHERE id = 1".to_owned(), row("-1")),
        (format!("UPDATE personal SET value = '13900000001', salt = '00000000000000000000000000000000' WHERE id = {erased}"), row(&erased)),
        (put_back, row(&erased)),
        (format!("UPDATE personal SET kind = 'id_number' WHERE id = {erased}"), row(&erased)),
        (format!("UPDATE personal SET commitment = '{digest}' WHERE id = {erased}"), "M1".to_owned()),
        (format!("UPDATE personal SET salt = NULL, value = NULL WHERE id = {again}"), row(&again)),
        (format!("DELETE FROM personal WHERE id = {rows}"), "O1".to_owned()),
        (
            format!("INSERT INTO personal VALUES ({rows} + 1, '{digest}', 'phone', {value})"),
            row(&format!("{}", rows.parse::<i64>().expect("a number") + 1)),
        ),
        // A person of one's own making may bear it: no entry did that.
        (
            format!(
                "INSERT INTO personal VALUES ({rows} + 1, '{digest}', 'phone', {value}); UPDATE person SET phone = '{digest}' WHERE id = 2"
            ),
            row(&format!("{}", rows.parse::<i64>().expect("a number") + 1)),
        ),
    ] {
        for triggers in [false, true] {
            let copy = base.copy();
            if triggers {
                copy.meddle(&format!("PRAGMA foreign_keys = OFF; {sql}"));
            } else {
                edit(&copy.db(), |db| db.execute_batch(&sql).expect("an edit"));
            }
            let (code, report) = copy.audit(&[]);
            assert_eq!((code, has(&report, "personal.commitment", &subject)), (1, true), "{sql}: {report}");
        }
    }
}

#[test]
fn the_schema_is_compared_word_for_word() {
    for (sql, subject, goes_on) in [
        ("DROP TRIGGER change_kept", "trigger change_kept", true),
        ("CREATE TRIGGER more AFTER INSERT ON org BEGIN SELECT 1; END", "trigger more", true),
        ("CREATE VIEW more AS SELECT 1", "view more", true),
        ("DROP VIEW case_file; CREATE VIEW case_file AS SELECT 1 AS org_id", "view case_file", true),
        ("DROP INDEX org_name", "index org_name", true),
        ("CREATE INDEX more ON org (upper(name))", "index more", false),
        ("CREATE TABLE more (a)", "table more", false),
        ("ALTER TABLE org ADD COLUMN more TEXT", "table org", false),
        ("ANALYZE", "table sqlite_stat1", false),
        // One bit of the stored row: SQLite works on as before.
        (
            "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET type = CAST(type AS BLOB) WHERE name = 'change_sealed'",
            "trigger change_sealed",
            true,
        ),
        ("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = CAST(sql AS BLOB) WHERE name = 'case_file'", "view case_file", true),
    ] {
        let base = base();
        base.meddle(sql);
        let (code, report) = base.audit(&[]);
        assert_eq!(code, 1, "{sql}");
        assert!(has(&report, "file.schema", subject), "{sql}: {report}");
        assert_eq!(report["usable"], false);
        let seen = if goes_on { "ok" } else { "absent" };
        assert_eq!((&report["journal"]["chain"], &report["journal"]["replay"]), (&json!(seen), &json!(seen)), "{sql}");
        // A rule that reads a view reads ours.
        assert_eq!(of_rule(&report, "file.integrity"), [], "{sql}: {report}");
    }
}

/// Not even a comment may differ, or something could hide in it.
#[test]
fn the_schema_is_compared_to_the_letter() {
    for (from, to, same) in [
        ("-- hex", "-- sixteen bytes in hex", true),
        ("-- hex", "-- hfx", true),
        ("CREATE TABLE meta (", "CREATE TABLE meta   (", true),
        ("-- hex", "\n, evil TEXT", false),
        ("-- hex", "/* hex */", false),
        ("rehearsal    INTEGER", "rehearsal\u{3000}INTEGER INTEGER", false),
        ("CHECK (length(database_id) = 32)", "CHECK (length(database_id) > 3)", false),
    ] {
        let base = base();
        let db = base.open();
        db.execute_batch("PRAGMA writable_schema = ON").expect("a pragma");
        let sql = "UPDATE sqlite_schema SET sql = replace(sql, ?1, ?2) WHERE name = 'meta' AND instr(sql, ?1)";
        assert_eq!(db.execute(sql, [from, to]).expect("an edit"), 1, "{from}");
        drop(db);
        let (code, report) = base.audit(&["--lang", "en"]);
        let Finding { rule, subject, message, .. } = &findings(&report)[0];
        // What SQLite cannot even parse is a damaged file.
        assert_eq!((code, rule.starts_with("file.")), (1, true), "{from} -> {to}: {report}");
        assert!(!same || subject == "table meta", "{report}");
        // Comments and spacing are in nobody's way: all else is still checked, and no command goes on.
        assert_eq!(message.contains("comments or spacing"), same, "{report}");
        assert_eq!(report["journal"]["replay"] == "ok", same, "{report}");
        let backup = base.argument("backup.db");
        for line in [&["consult", "log", "--topic", "policy", "--date", "2022-01-01"][..], &["list", "orgs"], &["backup", &backup]] {
            assert_eq!(base.run(line).code, 3, "{from} -> {to}: {line:?}");
        }
    }
}

#[test]
fn names_from_the_file_do_not_drive_the_terminal() {
    let base = base();
    edit(&base.db(), |db| {
        db.execute_batch("UPDATE org SET name = 'a' || char(27) || '[2J' || char(8238) || char(7) WHERE id = 1").expect("an edit");
    });
    base.meddle("CREATE VIEW \"\u{1b}[31m\u{202e}x\" AS SELECT 1");
    for format in ["table", "csv", "md", "json"] {
        let Outcome { code, out, err } = base.run(&["audit", "-f", format]);
        assert_eq!(code, 1);
        let unsafe_ones: Vec<char> = (out + &err).chars().filter(|c| matches!(c, '\u{1b}' | '\u{202e}' | '\u{7}')).collect();
        assert!(unsafe_ones.is_empty() || format == "csv", "{format}: {unsafe_ones:?}");
    }
}

// ---------------------------------------------------------------- files that lie about

#[test]
fn what_cannot_be_audited_is_refused_by_name() {
    let base = base();
    let refused = |name: &str, bytes: &[u8], why: &str| {
        let file = base.file(name, bytes);
        let error = base.error(3, &["audit", &file]);
        assert!(error["message"].as_str().is_some_and(|m| m.contains(why)), "{name}: {error}");
    };
    let whole = base.bytes();
    let with = |at: usize, bytes: &[u8]| {
        let mut copy = whole.clone();
        copy[at..at + bytes.len()].copy_from_slice(bytes);
        copy
    };
    refused("empty.db", b"", "it is empty");
    refused("text.db", &b"name,unit\n".repeat(100), "not an SQLite database");
    refused("foreign.db", &with(68, &[0, 0, 0, 1]), "belongs to another program");
    refused("newer.db", &with(60, &[0, 0, 0, 99]), "has format 99");
    let missing = base.error(3, &["audit", &base.argument("none.db")]);
    assert!(missing["message"].as_str().is_some_and(|m| m.contains("there is no file")), "{missing}");
    // Too large to be copied; the file is mostly a hole.
    let large = base.file("large.db", &whole);
    fs::OpenOptions::new().write(true).open(&large).and_then(|f| f.set_len(5 << 30)).expect("a long file");
    let error = base.error(3, &["audit", &large]);
    assert!(error["message"].as_str().is_some_and(|m| m.contains("more than 4 GiB")), "{error}");
}

#[test]
fn damage_is_a_finding() {
    let base = base();
    let whole = base.bytes();
    for (name, bytes, rule) in [
        ("short.db", whole[..whole.len() - 4096].to_vec(), "file.size"),
        ("long.db", [&whole[..], &[7; 4096]].concat(), "file.size"),
        ("hundred.db", whole[..100].to_vec(), "file.size"),
        ("holes.db", [&whole[..4096], &vec![0; whole.len() - 4096]].concat(), "file.integrity"),
    ] {
        let file = base.file(name, bytes);
        let (code, report) = base.audit(&[&file]);
        assert_eq!((code, &report["usable"]), (1, &json!(false)), "{name}");
        assert_ne!(of_rule(&report, rule), [], "{name}: {report}");
    }
}

#[test]
fn a_link_is_followed_and_told() {
    let base = base();
    let link = base.path("link.db");
    std::os::unix::fs::symlink(base.db(), &link).expect("a link");
    let (code, report) = base.audit(&[&base.argument("link.db")]);
    assert_eq!((code, has(&report, "file.link", "file")), (0, true), "{report}");
}

/// The file, its journal and its folder stay as they are, byte for byte; the
/// half-written change is rolled back in a copy that is gone afterwards.
#[test]
fn a_hot_journal_is_rolled_back_in_a_copy() {
    let base = base();
    let sound = base.copy();
    let killed = base.copy();
    // What a writer leaves that is killed in the middle of its commit.
    let db = killed.open();
    db.execute_batch(
        "PRAGMA cache_size = 2; BEGIN; UPDATE org SET note = hex(zeroblob(9000)); UPDATE person SET note = hex(zeroblob(9000))",
    )
    .expect("a change that spills");
    let journal = killed.path("fuhua.db-journal");
    for file in [killed.db(), journal] {
        let name = file.file_name().expect("a name").to_owned();
        fs::copy(&file, base.path(name.to_str().expect("text"))).expect("copied");
    }
    assert_ne!(base.bytes(), sound.bytes(), "pages reached the file");
    let before = bytes_of(base.folder());
    let (code, report) = base.audit(&[]);
    assert_eq!((code, has(&report, "file.left", "-journal")), (0, true), "{report}");
    assert_eq!((&report["journal"]["replay"], &report["usable"]), (&json!("ok"), &json!(true)));
    assert_eq!(base.ok(&["list", "orgs"]), sound.ok(&["list", "orgs"]));
    assert!(before == bytes_of(base.folder()), "an audit and a list touched the folder");
    // A write rolls back in place, and goes on.
    base.ok(&["org", "add", "--name", "后来", "--kind", "service"]);
    assert_eq!(base.audit(&["--fail-on", "notice"]).0, 0);
}

#[test]
fn a_journal_that_names_other_files_is_left_alone() {
    let base = base();
    let victim = base.file("victim-mj00000000", "x");
    let name = victim.as_bytes();
    let length = u32::try_from(name.len()).expect("short").to_be_bytes();
    let sum = name.iter().map(|b| u32::from(*b)).sum::<u32>().to_be_bytes();
    let magic = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    let mut journal = [&magic[..], &[0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 9, 0, 0, 2, 0, 0, 0, 16, 0]].concat();
    journal.resize(512, 0);
    base.file("fuhua.db-journal", [&journal[..], name, &length, &sum, &magic].concat());
    let before = bytes_of(base.folder());
    let (code, report) = base.audit(&[]);
    assert_eq!((code, has(&report, "file.left", "-journal")), (1, true), "{report}");
    for line in [&["list", "orgs"][..], &["org", "add", "--name", "x", "--kind", "service"]] {
        base.says(3, line, &["the -journal beside it was not left by this program", "fuhua audit"]);
    }
    assert!(before == bytes_of(base.folder()));
}

#[test]
fn a_file_in_wal_mode_is_read_without_a_trace() {
    let base = base();
    base.meddle("PRAGMA journal_mode = WAL");
    let before = bytes_of(base.folder());
    assert_eq!(before.keys().filter(|p| p.to_string_lossy().contains("fuhua.db")).count(), 1);
    assert_eq!(base.audit(&["--fail-on", "notice"]).0, 0);
    base.ok(&["list", "orgs"]);
    assert!(before == bytes_of(base.folder()));
    // What stands in the write-ahead log counts.
    let db = base.open();
    db.execute_batch("UPDATE org SET note = '外改' WHERE id = 1").expect("an edit");
    let (code, report) = base.audit(&[]);
    assert_eq!((code, has(&report, "file.left", "-wal"), has(&report, "journal.replay", "O1")), (1, true, true), "{report}");
}

#[test]
fn the_answer_never_goes_over_the_file_that_is_audited() {
    let base = base();
    let file = base.file("given.db", base.bytes());
    let message = base.fails(2, &["audit", &file, "--replace", "-o", &file]);
    assert!(message.contains("is read by this command"), "{message}");
    assert_eq!(fs::read(&file).expect("the file"), base.bytes());
}

#[test]
fn no_private_copy_is_left() {
    let base = base();
    let temporary = base.path("tmp");
    fs::create_dir(&temporary).expect("a folder");
    let run = || base.process(FUHUA).env("TMPDIR", &temporary).arg("audit").output().expect("it runs");
    assert_eq!(run().status.code(), Some(0));
    assert_eq!(names(&temporary), [""; 0]);
    // Without room for the copy there is no audit.
    fs::remove_dir(&temporary).expect("removed");
    let refused = run();
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(refused.status.code() == Some(4) && said.contains("cannot make a temporary folder"), "{refused:?}");
}

// ---------------------------------------------------------------- the injectors

/// Runs an injector as `tests/faults/run` does, on fewer cases; what it said.
fn inject(script: &str, arguments: &[&str]) -> String {
    if !runs("python3") {
        return format!("skipped: {script} needs python3");
    }
    let fuhua = FUHUA;
    let folder = tempfile::tempdir().expect("a folder");
    let script = root().join("tests/faults").join(script);
    let mut command = Command::new("python3");
    command.args(["-B".as_ref(), script.as_os_str()]).current_dir(folder.path());
    command.arg("--work").arg(folder.path()).args(["--init", &format!("'{fuhua}' --db {{db}} init")]);
    command.args(["--fill", &format!("'{fuhua}' --db {{db}} org add --kind community --name {{key}} --note {{val}} --phone 13800138000")]);
    command.args(["--check", &format!("'{fuhua}' audit -- {{db}}"), "--read", &format!("'{fuhua}' audit -f json -- {{db}}")]);
    command.args(arguments.iter().map(|a| a.replace("FUHUA", &format!("'{fuhua}'"))));
    command.env("FUHUA_LANG", "en").env("FUHUA_TODAY", "2023-12-01").env("FUHUA_ACTOR", "tester").env_remove("FUHUA_DB");
    let output = command.output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    said
}

#[test]
fn damaged_files_in_part() {
    let said =
        inject("badfile.py", &["--rows", "30", "--flips", "10", "--pages", "none", "--every", "2", "--read", "FUHUA --db {db} list orgs"]);
    println!("{said}");
}

#[test]
fn hostile_files_in_part() {
    let more = ["--more", "FUHUA --db {db} org add --kind community --name first", "--more", "FUHUA --db {db} apply O1 --reserve-fund 900"];
    let anchor = ["--anchor", "FUHUA audit {db} --expect-head {head}"];
    let columns = ["--table", "org", "--name-col", "name", "--text-col", "note"];
    let said = inject("hostile_db.py", &[&["--rows", "12", "--rss", "200", "--every", "3"][..], &more, &anchor, &columns].concat());
    println!("{said}");
}

/// A row that the table does not allow is told by SQLite itself, whatever the
/// journal says of it.
#[test]
fn what_a_table_does_not_allow_is_found() {
    let base = base();
    base.meddle("PRAGMA ignore_check_constraints = 1; UPDATE personal SET kind = 'mail' WHERE id = 1");
    let (code, report) = base.audit(&[]);
    assert_eq!((code, has(&report, "file.integrity", "file")), (1, true), "{report}");
    assert!(report.to_string().contains("CHECK constraint failed in personal"), "{report}");
    let backup = base.argument("backup.db");
    assert!(base.fails(3, &["backup", &backup]).contains("CHECK constraint failed in personal"));
}

/// The chain has one beginning and one numbering: a row below J1 is no entry,
/// whatever hash it holds, and a head on paper is one with its number.
#[test]
fn no_entry_before_the_first() {
    let base = base();
    let head = base.json(&["report", "quarterly", "2022Q1"])["journal"].clone();
    let (entry, hash) = (head["entry"].to_string(), head["head"].as_str().expect("a hash").to_owned());
    let number: i64 = entry.trim_start_matches('"').trim_end_matches('"').trim_start_matches('J').parse().expect("a number");
    for printed in ["流水 J", "journal J", "流水：J", "Journal: J", "J"] {
        assert_eq!(base.audit(&["--expect-head", &format!("{printed}{number} {hash}")]).0, 0, "{printed}");
        assert_eq!(base.audit(&["--expect-head", &format!("{printed}{} {hash}", number - 1)]).0, 1, "{printed}");
    }
    let (fake, days) = ("f".repeat(64), "2021-10-01");
    for seq in [0, -7, i64::MIN] {
        let copy = base.copy();
        let row = format!("({seq}, '{days}', 'x', 'x', 'init', '[]', 2, '{fake}')");
        copy.meddle(&format!("PRAGMA ignore_check_constraints = ON; INSERT INTO journal VALUES {row}"));
        let (code, report) = copy.audit(&["--expect-head", &format!("J{number} {fake}")]);
        assert_eq!((code, &report["journal"]["chain"]), (1, &json!(format!("broken at J{seq}"))));
        assert_eq!(of_rule(&report, "journal.chain").len(), 1);
        assert!(!of_rule(&report, "journal.head").is_empty(), "{report}");
        assert!(!copy.ok(&["history"]).contains(&format!("J{seq}")), "history reads the chain alone");
    }
    // Nothing of it is undone, nor is there a past to go back to.
    let planted = base.copy();
    let row = format!("(-7, '{days}', 'x', 'x', 'undo', '[]', 2, '{fake}')");
    planted.meddle(&format!(
        "PRAGMA ignore_check_constraints = ON; INSERT INTO journal VALUES {row}; INSERT INTO journal VALUES (0, '{days}', 'x', 'x', 'edit', '[]', NULL, '{fake}');
         INSERT INTO change VALUES (900, 0, 'org', 'U', 1, '{{}}', '{{}}')"
    ));
    for entry in ["J0", "J-7"] {
        for line in [&["undo", entry][..], &["list", "orgs", "--as-known-on", entry]] {
            assert_eq!(planted.run(line).code, 2, "{line:?}");
        }
    }
    assert!(planted.fails(2, &["list", "orgs", "--as-known-on", "2021-10-01"]).contains("nothing was on record"));
    assert!(!planted.ok(&["history"]).contains("J-7") && !planted.ok(&["history", "O1"]).contains("J0 "));
    let entry = planted.json(&["history"])[1].clone();
    assert_eq!(entry["undone_by"], Json::Null, "no entry before J1 takes J2 back: {entry}");
    base.meddle("PRAGMA ignore_check_constraints = OFF");
    let refused = base.open().execute(&format!("INSERT INTO journal VALUES (0, '{days}', 'x', 'x', 'init', '[]', NULL, '{fake}')"), []);
    assert!(refused.is_err(), "nor does the schema let it in");
}

/// A change belongs to an entry that there is: to none before the first or
/// after the last, and an entry's number leaves room for the next.
#[test]
fn no_change_beyond_the_journal() {
    let base = base();
    for seq in ["0", "-1", "(SELECT max(seq) + 1 FROM journal)", "9223372036854775807"] {
        let copy = base.copy();
        copy.meddle(&format!(
            "PRAGMA foreign_keys = OFF;
             INSERT INTO change (seq, table_name, op, row_id, before, after) SELECT {seq}, 'org', 'U', 1, after, after FROM change WHERE seq = 2 LIMIT 1"
        ));
        let (code, report) = copy.audit(&[]);
        assert!(code == 1 && report["counts"]["error"].as_i64() > Some(0), "{seq}: {report}");
        assert!(copy.fails(3, &["backup", &copy.argument("kept.db")]).contains("not sound"), "{seq}");
    }
    let last = base.copy();
    last.meddle(&format!(
        "INSERT INTO journal VALUES (9223372036854775807, '2021-10-01', 'x', 'x', 'edit', '[]', NULL, '{}')",
        "f".repeat(64)
    ));
    assert!(last.fails(3, &["consult", "log", "--topic", "policy"]).contains("has no next number"));
    assert_eq!(last.audit(&[]).0, 1);
}

/// What stands in the way of reading stands in the way of everybody: a view
/// altered behind any length of blanks, one that never ends, an index that lets
/// more in, a table of another program, and text that is not UTF-8.
#[test]
fn nothing_is_made_of_an_altered_schema() {
    let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, i, i, i, i FROM n";
    let more = "UNION ALL SELECT 'trainees', '2022-02-01', 450, 'T1', NULL";
    let altered = |what: &str| format!("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = {what} WHERE name = 'indicator_fact'");
    for (edit, subject) in [
        (altered(&format!("sql || printf('%*s', 20000, ' ') || '{}'", more.replace('\'', "''"))), "view indicator_fact"),
        (altered("sql || ' -- ' || printf('%*s', 30000, ' ')"), "view indicator_fact"),
        (altered("replace(sql, 'CREATE VIEW', 'CREATE  VIEW')"), "view indicator_fact"),
        (
            format!("DROP VIEW indicator_fact; CREATE VIEW indicator_fact (indicator, on_date, quantity, subject, org_id) AS {endless}"),
            "view indicator_fact",
        ),
        ("DROP INDEX org_name; CREATE UNIQUE INDEX org_name ON org (name) WHERE id < 0".to_owned(), "index org_name"),
        (format!("CREATE VIEW inf AS {endless}; CREATE VIRTUAL TABLE evil USING fts5(i, content='inf')"), "table evil"),
        ("CREATE TABLE notes (id INTEGER)".to_owned(), "table notes"),
    ] {
        let base = base();
        base.meddle(&edit);
        let (code, report) = base.audit(&[]);
        assert!(code == 1 && has(&report, "file.schema", subject), "{edit}: {report}");
        let (given, backup) = (base.file("given.db", base.bytes()), base.argument("backup.db"));
        for line in [
            &["org", "add", "--name", "新社", "--kind", "service"][..],
            &["report", "issue", "quarterly", "2022Q1"],
            &["report", "quarterly", "2022Q1"],
            &["report", "evidence", "trainees", "2022Q1"],
            &["target", "status"],
            &["list", "orgs"],
            &["backup", &backup],
            &["restore", &given, "--db", &base.argument("restored.db")],
        ] {
            // A table of another program is in no reader's way.
            if subject.starts_with("table ") && !["org", "report issue", "backup", "restore"].iter().any(|w| line.join(" ").starts_with(w))
            {
                base.ok(line);
                continue;
            }
            let fault = base.error(3, line);
            let name = subject.split_once(' ').expect("two words").1;
            let named = fault["message"].as_str().is_some_and(|m| m.contains(name) || m.contains(" inf"));
            assert!(named || subject == "table evil", "{edit}: {line:?}: {fault}");
        }
    }
}

#[test]
fn a_file_in_another_encoding_is_refused_by_all_alike() {
    let base = base();
    let copy = base.path("wide.db");
    let wide = Connection::open(&copy).expect("it opens");
    wide.execute_batch("PRAGMA encoding = 'UTF-16le'; PRAGMA application_id = 1179994177; PRAGMA user_version = 1; CREATE TABLE org (id)")
        .expect("made");
    drop(wide);
    let (wide, backup) = (base.argument("wide.db"), base.argument("backup.db"));
    for line in [
        &["audit", &wide][..],
        &["list", "orgs", "--db", &wide],
        &["consult", "log", "--topic", "policy", "--db", &wide],
        &["backup", &backup, "--db", &wide],
        &["restore", &wide, "--db", &base.argument("restored.db")],
    ] {
        assert!(base.fails(3, line).contains("its text is not UTF-8"), "{line:?}");
    }
}

/// Commands that read, and ones that write, each its own way.
const TRIED: &str = "report quarterly 2022Q1
report evidence trainees 2022Q1
report due
target status --year Y1
plan show
finance statement 2022Q1
show O1
list orgs
history
org add --name 新社 --kind service
consult log --topic policy --date 2022-02-02
training log --title 新课 --form salon --date 2022-03-03 --headcount 3
review A1 --stage eligibility --result pass --date 2021-10-10
target set trainees 5 --year Y1 --reason 批复
report issue quarterly 2022Q1
upgrade
undo";

/// What a file holds that this program never writes is the file's fault, and no
/// bug: rows that are always there and are not, numbers at their end, days that
/// are none.
#[test]
fn a_damaged_file_is_told_as_one() {
    let base = base();
    let most = i64::MAX;
    let mut blamed = 0;
    for edit in [
        "DELETE FROM parameter".to_owned(),
        "DELETE FROM parameter WHERE name = 'incubation_months'".to_owned(),
        format!("UPDATE parameter SET value = {most} WHERE typeof(value) = 'integer'"),
        "DELETE FROM plan".to_owned(),
        "DELETE FROM target".to_owned(),
        "DELETE FROM operating_year".to_owned(),
        "UPDATE operating_year SET start_on = '2021-13-01' WHERE no = 1".to_owned(),
        "UPDATE training SET on_date = '2022-99-99'".to_owned(),
        format!("UPDATE target SET target = {most}"),
        format!("UPDATE operating_year SET budget_fen = {most}"),
        format!("UPDATE service SET minutes = {most}"),
        format!("UPDATE org SET id = {most} WHERE id = 2"),
        format!("UPDATE consultation SET id = {most}"),
        format!("UPDATE training SET id = {most}"),
        format!("UPDATE change SET row_id = {most} WHERE id = (SELECT max(id) FROM change)"),
        "UPDATE change SET after = 'no JSON' WHERE seq = 2".to_owned(),
        "CREATE TABLE x (id INTEGER PRIMARY KEY AUTOINCREMENT); DROP TABLE x; INSERT INTO sqlite_sequence VALUES ('org', 9223372036854775807)"
            .to_owned(),
    ] {
        let damaged = base.copy();
        forge::edit(&damaged.db(), |db| {
            db.execute_batch(&edit).expect(&edit);
        });
        for line in TRIED.lines().map(|line| line.split_whitespace().collect::<Vec<_>>()) {
            let tried = damaged.copy();
            let output = tried.process(FUHUA).args(&line).output().expect("it runs");
            let (code, said) = (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned());
            assert!(matches!(code, Some(0..=3)) && !said.contains("panicked"), "{edit}: {line:?}: {code:?} {said}");
            if said.contains("so the command could not be completed") {
                assert!(code == Some(3) && said.contains("fuhua audit"), "{edit}: {line:?}: {said}");
                blamed += 1;
            }
        }
        assert_eq!(damaged.audit(&[]).0, 1, "{edit}");
    }
    assert!(blamed > 10, "{blamed} met what was not foreseen");
}

/// What SQLite cannot even open, for its form is of a time to come.
#[test]
fn a_form_that_is_not_known_is_told() {
    let base = base();
    let (odd, mut bytes) = (base.copy(), base.bytes());
    bytes[47] = 9;
    fs::write(odd.db(), bytes).expect("written");
    for line in ["list orgs", "history", "org add --name 新社 --kind service", "undo", "backup b.db"] {
        let error = odd.fails(3, &line.split(' ').collect::<Vec<_>>());
        assert!(error.contains("unsupported file format") && !error.contains("internal error"), "{line}: {error}");
    }
}

/// What stands in pages of no table is told and goes into no copy; pages that
/// are free, as after a deletion, are none such.
#[test]
fn pages_that_belong_to_nothing_are_told_and_not_copied() {
    let base = base();
    base.meddle("CREATE TABLE x (a); INSERT INTO x VALUES (hex(zeroblob(90000))); DROP TABLE x");
    assert_ne!(base.value("PRAGMA freelist_count"), "0");
    assert_eq!(base.audit(&["--fail-on", "notice"]).0, 0);
    base.ok(&["backup", &base.argument("sound.db")]);
    // In a file that shrinks by itself some pages say whose the others are.
    let shrinking = base.copy();
    shrinking.meddle("PRAGMA auto_vacuum = 1; VACUUM");
    assert_eq!(shrinking.audit(&["--fail-on", "notice"]).0, 0);
    for pages in [1, 40] {
        let padded = base.copy();
        fs::write(padded.db(), append_pages(&base.bytes(), "13900000009", pages)).expect("written");
        let (code, report) = padded.audit(&[]);
        assert_eq!((code, of_rule(&report, "file.pages").len()), (1, 1), "{report}");
        assert!(report.to_string().contains(&format!("{pages} pages belong to no table")), "{report}");
        assert!(padded.fails(3, &["backup", &padded.argument("kept.db")]).contains("belong to no table"));
        let given = padded.file("given.db", padded.bytes());
        assert!(padded.fails(3, &["restore", &given, "--db", &padded.argument("restored.db")]).contains("belong to no table"));
        assert_eq!(padded.names().iter().filter(|name| name.contains("kept") || name.contains("restored")).count(), 0);
    }
}

/// A file that says that it has a gigabyte and holds next to nothing costs the
/// time to read it, and neither memory nor room.
#[test]
fn a_sparse_file_is_audited_in_time() {
    let base = base();
    let (pages, bytes) = (262_144_u32, base.bytes());
    let size = u64::from(u16::from_be_bytes([bytes[16], bytes[17]]));
    let mut head = bytes.clone();
    head[28..32].copy_from_slice(&pages.to_be_bytes());
    fs::write(base.db(), head).expect("written");
    fs::File::options().write(true).open(base.db()).and_then(|file| file.set_len(u64::from(pages) * size)).expect("a hole");
    let started = std::time::Instant::now();
    let (code, report) = base.audit(&[]);
    assert!(code == 1 && !of_rule(&report, "file.pages").is_empty(), "{report}");
    // Reading a gigabyte, on a slow machine by a program that is not optimised.
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
