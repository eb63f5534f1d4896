//! The gate, the chain, the exit codes: what holds for every command.

use crate::common::Base;
use crate::common::findings::{findings, of_rule};
use serde_json::json;

fn org(base: &Base, name: &str) -> String {
    base.code(&["org", "add", "--name", name, "--kind", "unregistered"])
}

#[test]
fn a_write_answers_with_its_code_and_its_entry() {
    let base = Base::new();
    let answer = base.json(&["org", "add", "--name", "启明社工服务中心", "--kind", "社会服务机构"]);
    assert_eq!(answer, json!({"code": "O1", "kind": "org", "journal": "J2", "warnings": [], "next": ["fuhua apply O1"]}));
    assert_eq!(base.ok(&["org", "file", "O1", "--date", "2021-11-05"]).lines().count(), 1);
    assert_eq!(base.value("SELECT group_concat(command, '|') FROM journal"), "init|org add|org file");
}

#[test]
fn a_dry_run_shows_and_keeps_nothing() {
    let base = Base::new();
    let before = base.bytes();
    let answer = base.json(&["org", "add", "--name", "启明", "--kind", "service", "--dry-run"]);
    assert_eq!((answer["journal"].clone(), answer["dry_run"].clone()), (json!(null), json!(true)));
    assert!(answer["changes"].as_array().is_some_and(|c| !c.is_empty()), "{answer}");
    base.ok(&["org", "add", "--name", "启明", "--kind", "service", "--dry-run"]);
    assert!(before == base.bytes());
    base.says(2, &["org", "add", "--name", "启明", "--kind", "x", "--dry-run"], &["“x”", "service"]);
}

#[test]
fn a_dry_demo_keeps_nothing() {
    let mut base = Base::empty();
    // FUHUA_DB names the real books; a demo goes elsewhere unless it is told where.
    let file = base.path("demo.db").display().to_string();
    let line = ["demo", "--dry-run", "--db", &file];
    let shown = base.ok(&line);
    assert!(shown.contains("试运行") && shown.contains("未保存") && !shown.contains("接着可试"), "{shown}");
    base.lang("en");
    assert!(base.ok(&line).contains("nothing was kept"));
    assert_eq!(base.names(), [""; 0]);
}

#[test]
fn init_is_dry_too_and_never_replaces() {
    let base = Base::empty();
    base.ok(&["init", "--dry-run"]);
    assert!(!base.db().exists());
    base.ok(&["init"]);
    let hint = base.error(2, &["init"]);
    assert!(hint["message"].as_str().is_some_and(|m| m.contains("已经存在")), "{hint}");
    assert_eq!(base.names(), ["fuhua.db"], "nothing else is left in the folder");
}

#[test]
fn exit_codes_of_a_database_that_cannot_be_used() {
    let base = Base::empty();
    let missing = base.error(3, &["list", "orgs"]);
    assert!(missing["hint"].as_str().is_some_and(|h| h.contains("fuhua init")), "{missing}");
    for (bytes, what) in [(&b""[..], "空文件"), (b"hello", "不是 SQLite"), (&[b'x'; 5000], "不是 SQLite")] {
        std::fs::write(base.db(), bytes).expect("written");
        let error = base.error(3, &["list", "orgs"]);
        assert!(error["message"].as_str().is_some_and(|m| m.contains(what)), "{error}");
        assert_eq!(base.bytes(), bytes, "and it is left as it was");
    }
    std::fs::remove_file(base.db()).expect("removed");
    base.meddle("CREATE TABLE t (x)");
    assert!(base.fails(3, &["org", "add", "--name", "a", "--kind", "service"]).contains("别的程序"));
    std::fs::remove_file(base.db()).expect("removed");
    base.ok(&["init"]);
    base.meddle("PRAGMA user_version = 99");
    assert!(base.fails(3, &["audit"]).contains("第99版"));
    base.meddle("PRAGMA user_version = 1");
    let whole = base.bytes();
    std::fs::write(base.db(), &whole[..whole.len() - 4096]).expect("written");
    assert!(base.fails(3, &["list", "orgs"]).contains("截断"));
    std::fs::remove_file(base.db()).expect("removed");
    std::fs::create_dir(base.db()).expect("a folder");
    assert!(base.fails(3, &["list", "orgs"]).contains("不是普通文件"));
}

#[test]
fn a_locked_file_says_so_after_the_wait() {
    let base = Base::new();
    let other = base.open();
    other.execute_batch("BEGIN IMMEDIATE").expect("a lock");
    let started = std::time::Instant::now();
    assert!(base.fails(3, &["org", "add", "--name", "启明", "--kind", "service"]).contains("另一个程序"));
    assert!(started.elapsed().as_secs() >= 9, "it waited");
    base.ok(&["list", "orgs"]);
    other.execute_batch("ROLLBACK").expect("unlocked");
    org(&base, "启明");
}

#[test]
fn a_waiver_is_kept_and_audited_apart() {
    let base = Base::new();
    org(&base, "启明");
    base.ok(&["apply", "O1", "--date", "2021-10-01"]);
    base.passes("A1", "preliminary", "2021-11-01");
    let early = ["review", "A1", "--stage", "final", "--result", "pass", "--date", "2021-11-30"];
    let error = base.breaks("review.window-early", &early);
    assert_eq!(error["rules"][0]["clause"], "三(二)1.2)");
    base.says(2, &[&early[..], &["--override", " "]].concat(), &["--override <理由>", "不能为空"]);
    base.ok(&[&early[..], &["--override", "专题会议同意"]].concat());
    let audit = base.json(&["audit", "--fail-on", "notice"]);
    let found: Vec<(String, bool)> = findings(&audit).into_iter().map(|f| (f.rule, f.waived)).collect();
    assert_eq!(found, [("review.window-early".to_owned(), true)]);
    assert_eq!(audit["counts"], json!({"error": 0, "warning": 0, "notice": 0}));
    assert_eq!(base.json(&["list", "waivers"])[0]["reason"], "专题会议同意");
    // What allows no waiver is refused in spite of it.
    base.breaks("review.once", &["review", "A1", "--stage", "final", "--result", "pass", "--date", "2021-12-30", "--override", "x"]);
}

/// A reason was given for one breach. What the record becomes after that is another
/// one, worse or not, and asks for its own; to go back asks for none.
#[test]
fn a_waiver_covers_what_was_waived() {
    let mut base = Base::new();
    base.today("2024-09-30");
    let early = ["review", "A1", "--stage", "final", "--result", "pass", "--date", "2021-11-30"];
    for name in ["启明", "暖阳"] {
        org(&base, name);
    }
    base.ok(&["apply", "O1", "--date", "2021-10-01"]);
    base.passes("A1", "preliminary", "2021-11-01");
    base.ok(&[&early[..], &["--override", "专题会议同意"]].concat());
    let asks = |rule: &str, line: &str| {
        let line: Vec<&str> = line.split(' ').collect();
        base.breaks(rule, &line);
        base.ok(&[&line[..], &["--override", "另有理由"]].concat());
        base.sound();
    };
    let silent = |line: &str| {
        let said = base.json(&line.split(' ').collect::<Vec<_>>());
        assert_eq!(said["warnings"].as_array().map(Vec::len), Some(0), "{line}: {said}");
        base.sound();
    };
    asks("review.window-early", "edit K6 --date 2021-11-01");
    silent("edit K6 --date 2021-11-30");
    asks("review.window-early", "edit A1 --date 2021-10-02");
    silent("edit K6 --note 补记");
    silent("edit O1 --name 启明社");
    // The year is full at one; then another year, and another number.
    base.ok(&["target", "set", "incubated", "0", "--year", "Y1", "--reason", "调整"]);
    base.ok(&["target", "set", "incubated", "0", "--year", "Y2", "--reason", "调整"]);
    asks("incubate.cap", "incubate A1 --date 2021-12-10 --staff 2 --departments 1 --systems 1 --projects 1");
    asks("incubate.cap", "edit I1 --date 2022-10-10");
    silent("edit I1 --date 2021-12-10");
    silent("target set incubated 1 --year Y1 --reason 调整");
    // Each number by which the team did not grow.
    base.ok(&["org", "register", "O1", "--date", "2022-06-01", "--uscc", "52640181MJY20002XB"]);
    asks(
        "exit.team",
        "exit-assess O1 --stage assess --result pass --date 2022-12-20 --staff 2 --departments 9 --systems 5 --projects 2 --registration pass --team pass --project pass",
    );
    asks("exit.team", "edit X1 --departments 0");
    asks("exit.team", "edit X1 --staff 0");
    silent("edit X1 --staff 2");
    asks("exit.project", "edit X1 --projects 0");
    // A day ahead, and a year ahead.
    asks("exit.term", "edit X1 --date 2022-12-09");
    asks("exit.term", "edit X1 --date 2022-08-01");
    silent("edit X1 --date 2022-12-09");
    asks("exit.term", "edit I1 --date 2021-12-11");
    silent("edit I1 --date 2021-12-10");
    base.ok(&["exit-assess", "O1", "--stage", "preliminary", "--result", "pass", "--date", "2022-12-21"]);
    base.ok(&["exit-assess", "O1", "--stage", "final", "--result", "pass", "--date", "2022-12-22"]);
    asks("follow-up.early", "follow-up close O1 --date 2023-12-01");
    asks("follow-up.early", "edit U1 --date 2023-01-01");
    silent("edit U1 --date 2023-12-01");
    asks("follow-up.early", "edit X3 --date 2022-12-23");
    asks("apply.graduated", "apply O1 --date 2024-01-01");
    asks("apply.graduated", "edit A2 --date 2023-01-01");
    silent("edit A2 --date 2024-01-01");
    // What the waiver covers can be read.
    let covered: Vec<String> = base.sql("SELECT breach FROM waiver WHERE rule = 'exit.team' ORDER BY id").concat();
    assert_eq!(covered, ["2→2 1→9 1→5", "2→2 1→0 1→5", "2→0 1→0 1→5"]);
    assert!(base.ok(&["show", "W1"]).contains("2021-10-01 2021-11-30"));
    // Without its waiver the state that is now is a breach again; the earlier one's is not missed.
    let of_now = base.value("SELECT 'W' || id FROM waiver WHERE breach = '2→2 1→0 1→5'");
    base.breaks("exit.team", &["void", &of_now, "--reason", "不同意"]);
    silent(&format!("void {} --reason 不再需要", base.value("SELECT 'W' || id FROM waiver WHERE breach = '2→2 1→9 1→5'")));
}

/// A waiver of a day ahead is of that day and that field.
#[test]
fn a_day_ahead_is_waived_as_it_was() {
    let base = Base::new();
    org(&base, "启明");
    base.ok(&["edit", "O1", "--founded", "2024-01-01", "--override", "筹建"]);
    base.breaks("dates.future", &["edit", "O1", "--founded", "2025-05-01"]);
    base.ok(&["consult", "log", "--topic", "policy", "--date", "2023-12-02", "--override", "预告"]);
    base.breaks("dates.future", &["edit", "C1", "--date", "2024-04-02"]);
    base.ok(&["edit", "C1", "--note", "补记"]);
    base.sound();
}

/// Any change of the journal or of a change row is found by the chain.
#[test]
fn the_chain_finds_what_was_altered() {
    let base = Base::new();
    for name in ["启明", "暖阳", "绿洲"] {
        org(&base, name);
    }
    base.sound();
    let open = "DROP TRIGGER journal_sealed; DROP TRIGGER journal_kept; DROP TRIGGER change_sealed; DROP TRIGGER change_kept;";
    for (sql, at) in [
        ("UPDATE journal SET actor = actor || 'x' WHERE seq = 2", "J2"),
        ("UPDATE journal SET at = '2020-01-01' WHERE seq = 3", "J3"),
        ("UPDATE journal SET arguments = '[]' WHERE seq = 2", "J2"),
        ("UPDATE journal SET hash = CASE substr(hash, 1, 1) WHEN 'f' THEN 'e' ELSE 'f' END || substr(hash, 2) WHERE seq = 1", "J1"),
        ("UPDATE change SET after = replace(after, '暖阳', '暖洋') WHERE seq = 3", "J3"),
        ("UPDATE change SET op = 'U', before = after WHERE seq = 4", "J4"),
        ("UPDATE change SET row_id = 9 WHERE seq = 2", "J2"),
        ("DELETE FROM change WHERE seq = 3", "J3"),
        ("DELETE FROM change WHERE seq = 3; DELETE FROM journal WHERE seq = 3", "J4"),
        ("INSERT INTO change (seq, table_name, op, row_id, after) VALUES (4, 'org', 'I', 9, '{}')", "J4"),
        ("UPDATE meta SET database_id = '00000000000000000000000000000000'", "J1"),
    ] {
        let copy = base.copy();
        copy.meddle(&format!("PRAGMA foreign_keys = OFF; {open} {sql}"));
        let (code, report) = copy.audit(&[]);
        assert_eq!((code, &report["journal"]["chain"]), (1, &json!(format!("broken at {at}"))), "{sql}");
    }
}

#[test]
fn a_change_by_another_program_is_found() {
    let base = Base::new();
    org(&base, "启明");
    base.meddle("UPDATE org SET name = '启迪' WHERE id = 1");
    let (code, audit) = base.audit(&[]);
    assert_eq!((code, findings(&audit)[0].rule.as_str()), (1, "journal.replay"), "{audit}");
    // Sealed entries cannot be edited by the way.
    for (sql, says) in [
        ("UPDATE journal SET actor = 'x'", "a sealed journal entry cannot be changed"),
        ("DELETE FROM journal", "a journal entry cannot be deleted"),
        ("UPDATE change SET op = 'D'", "a journal change cannot be changed"),
        ("DELETE FROM change", "a journal change cannot be deleted"),
    ] {
        let error = base.open().execute_batch(sql).expect_err(sql);
        assert!(error.to_string().contains(says), "{sql}: {error}");
    }
}

/// What would not be journalled, or not be held to a constraint, is not written.
#[test]
fn nothing_is_written_into_a_schema_that_was_altered() {
    for (sql, what) in [
        ("DROP TRIGGER journal_sealed", "trigger journal_sealed is missing"),
        ("DROP INDEX application_org", "index application_org is missing"),
        (
            "DROP TRIGGER change_kept; CREATE TRIGGER change_kept BEFORE DELETE ON change BEGIN SELECT 1; END",
            "trigger change_kept was altered",
        ),
        ("CREATE TRIGGER late AFTER INSERT ON org BEGIN DELETE FROM grade; END", "trigger late is not part of this program"),
    ] {
        let mut base = Base::new();
        base.lang("en").meddle(sql);
        let before = base.bytes();
        for line in [&["org", "add", "--name", "启明", "--kind", "service"][..], &["undo"]] {
            let error = base.error(3, line);
            assert!(error["message"].as_str().is_some_and(|m| m.contains(what)), "{error}");
            assert!(error["hint"].as_str().is_some_and(|h| h.contains("fuhua audit")), "{error}");
        }
        assert!(before == base.bytes(), "{sql}");
        base.ok(&["list", "orgs"]);
    }
    // Somebody's own view stops writes too: an altered schema is one, whatever for. It is in no reader's way.
    let base = Base::new();
    base.meddle("CREATE VIEW mine AS SELECT name FROM org");
    base.refuses(3, &["org", "add", "--name", "启明", "--kind", "service"], &["多出视图 mine"], &["the view mine is not part of"]);
    base.ok(&["list", "orgs"]);
    let (code, audit) = base.audit(&[]);
    assert_eq!((code, of_rule(&audit, "file.schema")[0].subject.as_str()), (1, "view mine"), "{audit}");
}

#[test]
fn an_audit_does_not_touch_the_file() {
    let base = Base::new();
    org(&base, "启明");
    let before = (base.bytes(), std::fs::metadata(base.db()).and_then(|m| m.modified()).expect("a time"));
    base.ok(&["audit"]);
    base.ok(&["audit", &base.argument("fuhua.db")]);
    assert!(before == (base.bytes(), std::fs::metadata(base.db()).and_then(|m| m.modified()).expect("a time")));
}

#[test]
fn an_answer_never_goes_over_the_database() {
    let base = Base::new();
    org(&base, "启明");
    let db = base.db();
    std::os::unix::fs::symlink(&db, base.path("link.csv")).expect("a link");
    std::fs::hard_link(&db, base.path("second.csv")).expect("a second name");
    for target in ["fuhua.db", "link.csv", "second.csv"] {
        base.says(2, &["list", "orgs", "-o", &base.argument(target)], &["数据库本身"]);
    }
    base.says(4, &["list", "orgs", "-o", "/dev/full"], &["不是普通文件"]);
    let report = base.path("orgs.csv");
    base.ok(&["list", "orgs", "-f", "csv", "-o", &base.argument("orgs.csv")]);
    let csv = std::fs::read_to_string(&report).expect("the file");
    assert!(csv.starts_with('\u{feff}') && csv.contains("启明"), "{csv}");
    let mode =
        |path: &std::path::Path| std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(path).expect("meta").permissions()) & 0o777;
    std::fs::write(base.path("any"), "").expect("a file");
    assert_eq!(mode(&report), mode(&base.path("any")), "the user's umask decides");
}

#[test]
fn phones_are_committed_to_and_not_journalled() {
    let base = Base::new();
    base.ok(&["org", "add", "--name", "启明", "--kind", "service", "--phone", "13800001234"]);
    let journal = base.value(
        "SELECT group_concat(arguments) || (SELECT group_concat(coalesce(before, '') || coalesce(after, '')) FROM change) FROM journal",
    );
    assert!(!journal.contains("13800001234"), "{journal}");
    assert_eq!(base.json(&["list", "orgs"])[0]["phone"], "138****1234");
    assert!(!base.ok(&["show", "O1"]).contains("13800001234"));
    let kept = &base.sql("SELECT kind, salt, value, commitment FROM personal")[0];
    assert_eq!(fuhua::domain::personal::commitment(&kept[0], &kept[1], &kept[2]), kept[3]);
    assert_eq!(base.value("SELECT phone FROM org"), kept[3]);
}

#[test]
fn two_databases_made_under_the_same_day_are_the_same() {
    let make = || {
        let base = Base::new();
        org(&base, "启明");
        base.ok(&["org", "add", "--name", "暖阳", "--kind", "service", "--phone", "13800001234"]);
        base.bytes()
    };
    assert!(make() == make());
    let mut real = Base::empty();
    real.unset("FUHUA_TODAY");
    real.ok(&["init"]);
    assert_eq!(real.value("SELECT rehearsal FROM meta"), "0");
    let at = real.value("SELECT at FROM journal");
    chrono::DateTime::parse_from_rfc3339(&at).unwrap_or_else(|e| panic!("{at} is no time: {e}"));
}

#[test]
fn both_languages_say_the_same_error() {
    let mut base = Base::new();
    let chinese = base.error(2, &["apply", "无此组织"]);
    base.lang("en");
    let english = base.error(2, &["apply", "无此组织"]);
    assert_eq!(chinese["message"], "没有组织“无此组织”");
    assert_eq!(english["message"], "there is no organisation '无此组织'");
    base.lang("fr");
    base.says(2, &["list", "orgs"], &["FUHUA_LANG", "fr", "zh", "en"]);
}
