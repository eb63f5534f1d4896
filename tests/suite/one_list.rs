//! What each command has once: its files, its access to the database, its
//! place in the journal, the checks of a file.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;

use crate::common::{Base, append_pages};
use fuhua::cli::{Host, Screen};
use fuhua::journal::checks::{self, Made};
use fuhua::rules::Severity;

fn path(base: &Base, name: &str) -> String {
    base.path(name).into_os_string().into_string().expect("text")
}

/// The files of a folder and what they hold.
fn contents(base: &Base) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(base.folder()).expect("the folder").map(|e| e.expect("an entry").path());
    files.map(|p| (p.display().to_string(), fs::read(&p).unwrap_or_default())).collect()
}

// ---------------------------------------------------------------- files

/// A base with a file of every sort that a command reads.
fn with_files() -> Base {
    let base = Base::new();
    base.ok(&["org", "add", "--name", "春风社工服务中心", "--kind", "service"]);
    base.ok(&["training", "log", "--title", "治理", "--form", "lecture", "--date", "2023-11-01"]);
    base.file("plan.toml", include_str!("../../src/plan/plans/lingwu-2021.toml"));
    base.file("bases.txt", path(&base, "old.db"));
    base.file("form.scan", "an application form");
    base.file("roster.csv", "姓名\n沈知秋\n");
    base.file("mixed.csv", "姓名,类别\n沈知秋,\n宋若溪,领导\n");
    base.ok(&["org", "add", "--name", "暖阳社", "--kind", "service"]);
    base.ok(&["apply", "O2", "--date", "2021-10-08"]);
    base.passes("A1", "final", "2021-12-27");
    base.enters("A1", "2022-01-04");
    for (kind, head, rows) in LISTS {
        base.file(&format!("{kind}.csv"), format!("{head}\n{}\n", rows[0]));
        base.file(&format!("{kind}-2.csv"), format!("{head}\n{}\n{}\n", rows[1], rows[2]));
    }
    base.ok(&["backup", &path(&base, "old.db")]);
    base
}

/// Of each import the headings, two good rows and a bad one.
const LISTS: [(&str, &str, [&str; 3]); 6] = [
    ("orgs", "名称,类型", ["甲社,社团", "乙社,社团", "丙社,外星"]),
    ("persons", "姓名,电话", ["尤佳,", "于佳,", "余佳,12"]),
    ("services", "组织,服务,日期", ["暖阳社,公共空间,2022-03-01", "暖阳社,公共空间,2022-03-02", "暖阳社,公共空间,3月"]),
    ("consultations", "主题,日期", ["党建,2022-03-01", "党建,2022-03-02", "党建,3月"]),
    ("projects", "组织,名称,开始日期", ["暖阳社,甲,2022-03-01", "暖阳社,乙,2022-03-01", "暖阳社,丙,3月"]),
    ("vouchers", "日期,收入,类别", ["2022-03-01,5,财政拨款", "2022-03-02,5,财政拨款", "2022-03-03,,财政拨款"]),
];

/// Every command that reads or makes a file, and that file. `@` is the folder.
const WITH_FILES: [(&[&str], &str); 28] = [
    (&["init", "--plan", "@/plan.toml", "--db", "@/new.db"], "plan.toml"),
    (&["apply", "O1", "--document", "@/form.scan"], "form.scan"),
    (&["training", "log", "--title", "治理", "--form", "lecture", "--roster", "@/roster.csv"], "roster.csv"),
    (&["training", "roster", "T1", "@/roster.csv"], "roster.csv"),
    (&["import", "roster", "@/roster.csv", "--training", "T1"], "roster.csv"),
    (&["training", "log", "--title", "治", "--form", "lecture", "--roster", "@/mixed.csv", "--rejects", "@/log.csv"], "log.csv"),
    (&["training", "roster", "T1", "@/mixed.csv", "--rejects", "@/rest.csv"], "rest.csv"),
    (&["import", "roster", "@/mixed.csv", "--training", "T1", "--rejects", "@/others.csv"], "others.csv"),
    (&["import", "orgs", "@/orgs.csv"], "orgs.csv"),
    (&["import", "persons", "@/persons.csv"], "persons.csv"),
    (&["import", "services", "@/services.csv"], "services.csv"),
    (&["import", "consultations", "@/consultations.csv"], "consultations.csv"),
    (&["import", "projects", "@/projects.csv"], "projects.csv"),
    (&["import", "vouchers", "@/vouchers.csv"], "vouchers.csv"),
    (&["import", "orgs", "@/orgs-2.csv", "--rejects", "@/orgs-rest.csv"], "orgs-rest.csv"),
    (&["import", "persons", "@/persons-2.csv", "--rejects", "@/persons-rest.csv"], "persons-rest.csv"),
    (&["import", "services", "@/services-2.csv", "--rejects", "@/services-rest.csv"], "services-rest.csv"),
    (&["import", "consultations", "@/consultations-2.csv", "--rejects", "@/consultations-rest.csv"], "consultations-rest.csv"),
    (&["import", "projects", "@/projects-2.csv", "--rejects", "@/projects-rest.csv"], "projects-rest.csv"),
    (&["import", "vouchers", "@/vouchers-2.csv", "--rejects", "@/vouchers-rest.csv"], "vouchers-rest.csv"),
    (&["attach", "O1", "@/form.scan"], "form.scan"),
    (&["audit", "@/old.db"], "old.db"),
    (&["rollup", "@/old.db", "--period", "2023Q4"], "old.db"),
    (&["rollup", "--list", "@/bases.txt"], "bases.txt"),
    (&["restore", "@/old.db", "--db", "@/new.db"], "old.db"),
    (&["restore", "@/old.db", "--db", "@/new.db"], "new.db"),
    (&["backup", "@/new.db"], "new.db"),
    (&["demo", "--db", "@/new.db"], "new.db"),
];

#[test]
fn no_answer_goes_over_a_file_of_the_command() {
    let base = with_files();
    fs::create_dir(base.path("sub")).expect("a folder");
    let folder = base.folder().to_str().expect("text").to_owned();
    for (line, file) in WITH_FILES {
        let line: Vec<String> = line.iter().map(|word| word.replace('@', &folder)).collect();
        let (link, twin, far) = (base.path("link"), base.path("twin"), base.path("far"));
        symlink(base.path(file), &link).expect("a link");
        symlink("link", &far).expect("a link to the link");
        let mut names = vec![path(&base, file), format!("{folder}/./{file}"), format!("{folder}/sub/../{file}")];
        names.extend([path(&base, "link"), path(&base, "far")]);
        if base.path(file).exists() {
            fs::hard_link(base.path(file), &twin).expect("a link");
            names.push(path(&base, "twin"));
        }
        if file.ends_with(".db") {
            names.extend(["-journal", "-wal", "-shm"].map(|tail| path(&base, file) + tail));
        }
        let before = contents(&base);
        for name in &names {
            for extra in [&[][..], &["--dry-run"], &["--lang", "en"]] {
                if ["audit", "rollup"].contains(&line[0].as_str()) && extra == ["--dry-run"] {
                    continue;
                }
                let mut words: Vec<&str> = line.iter().map(String::as_str).collect();
                words.extend(["--replace", "-o", name]);
                words.extend(extra);
                let said = base.fails(2, &words);
                assert!(said.contains("不能用作输出文件") || said.contains("cannot take the answer"), "{words:?}: {said}");
                assert!(contents(&base) == before, "{words:?} changed something");
            }
        }
        for made in [link, far, twin] {
            let _ = fs::remove_file(made);
        }
    }
    // Into a file of its own each of them answers.
    for (i, (line, file)) in WITH_FILES.iter().enumerate() {
        let mut words: Vec<String> = line.iter().map(|word| word.replace('@', &folder)).collect();
        words.extend(["-o".to_owned(), path(&base, &format!("answer{i}"))]);
        base.ok(&words.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(base.path(&format!("answer{i}")).exists() && base.path(file).exists(), "{words:?}");
        let _ = fs::remove_file(base.path("new.db"));
    }
}

#[test]
fn no_database_is_made_beside_what_another_left() {
    let base = Base::empty();
    base.file("fuhua.db-journal", "left");
    for line in [&["init"][..], &["demo", "--db", &path(&base, "fuhua.db")]] {
        assert!(base.fails(2, line).contains("fuhua.db-journal"), "{line:?}");
        assert!(!base.db().exists(), "{line:?}");
    }
}

// ---------------------------------------------------------------- what was typed

#[test]
fn the_journal_leaves_global_flags_and_personal_data_out_however_they_are_typed() {
    let base = Base::new();
    let out = path(&base, "out");
    let glued = format!("-o{out}");
    let forms: [&[&str]; 6] = [
        &["-qfjson", "--replace", &glued],
        &["-qf", "json"],
        &["-f=json", "-q"],
        &["--format", "json", "--replace", "-o", &out],
        &["--lang=en"],
        &["--actor", "甲"],
    ];
    for (i, form) in forms.iter().enumerate() {
        for glue in [true, false] {
            let name = format!("第{i}社{glue}");
            let phone = |digit: usize| format!("13{digit}0013800{i}{}", u8::from(glue));
            let flag = |phone: String| if glue { vec![format!("--phone={phone}")] } else { vec!["--phone".to_owned(), phone] };
            let (first, second) = (flag(phone(8)), flag(phone(9)));
            let words = |list: &[&[&str]], phone: &[String]| -> Vec<String> {
                list.concat().iter().map(|word| (*word).to_owned()).chain(phone.iter().cloned()).collect()
            };
            let add = words(&[form, &["org", "add", "--name", &name, "--kind", "service"]], &first);
            let edit = words(&[&["edit", "O1"], form], &second);
            for (line, kept) in
                [(add, format!("org add --name {name} --kind service --phone=***")), (edit, "edit O1 --phone=***".to_owned())]
            {
                base.ok(&line.iter().map(String::as_str).collect::<Vec<_>>());
                let entry = base.value("SELECT arguments FROM journal ORDER BY seq DESC LIMIT 1");
                let words: Vec<String> = serde_json::from_str(&entry).expect("a list");
                assert_eq!(words.join(" "), kept, "{line:?}");
            }
        }
    }
    assert_eq!(base.value("SELECT count(*) FROM journal WHERE arguments LIKE '%0013800%'"), "0");
    assert_eq!(base.value("SELECT count(*) FROM personal WHERE value LIKE '%0013800%'"), "24");
}

#[test]
fn errors_have_the_form_and_language_that_was_asked_for() {
    let base = Base::new();
    let forms: [&[&str]; 7] =
        [&["-qfjson"], &["-f=json"], &["-qf", "json"], &["--format", "json"], &["--format=json"], &["-fjson"], &["-f", "json"]];
    for form in forms {
        for lang in [&["--lang=en"][..], &["--lang", "en"], &["--lang", "EN"]] {
            for line in
                [&["nonsense"][..], &["org", "add", "--nonsense"], &["show", "O9"], &["org", "add"], &["list", "orgs", "--limit", "x"]]
            {
                for line in [[form, lang, line].concat(), [line, form, lang].concat()] {
                    let failed = base.run(&line);
                    let message = serde_json::from_str::<serde_json::Value>(&failed.err).expect("JSON")["error"]["message"]
                        .as_str()
                        .expect("a message")
                        .to_owned();
                    assert!(failed.code == 2 && message.is_ascii() && failed.out.is_empty(), "{line:?}: {failed:?}");
                }
            }
        }
    }
}

// ---------------------------------------------------------------- checks of a file

/// Runs statements as another tool would that first takes a trigger away and
/// then puts it back.
fn without(base: &Base, trigger: &str, statements: &str) {
    let sql = base.value(&format!("SELECT sql FROM sqlite_schema WHERE name = '{trigger}'"));
    base.meddle(&format!("PRAGMA foreign_keys = 0; DROP TRIGGER {trigger}; {statements}; {sql}"));
}

/// How to spoil a file so that a check is the first that finds something.
type Spoil = fn(&Base);

const SPOILT: [(&str, Spoil); 8] = [
    ("file.schema", |base| base.meddle("DROP TRIGGER change_kept")),
    // Each index has the other's pages.
    ("file.integrity", |base| {
        let page = |name: &str| base.value(&format!("SELECT rootpage FROM sqlite_schema WHERE name = '{name}'"));
        let (org, person) = (page("org_name"), page("person_name"));
        base.meddle(&format!(
            "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET rootpage = CASE name WHEN 'org_name' THEN {person} ELSE {org} END
              WHERE name IN ('org_name', 'person_name')"
        ));
    }),
    ("file.pages", |base| std::fs::write(base.db(), append_pages(&base.bytes(), "13900000009", 2)).expect("written")),
    ("file.foreign-keys", |base| {
        base.meddle("PRAGMA foreign_keys = 0; INSERT INTO filing (org_id, on_date) VALUES (99, '2023-01-01')");
    }),
    ("journal.chain", |base| without(base, "journal_sealed", "UPDATE journal SET actor = '别人' WHERE seq = 2")),
    ("journal.head", |base| base.meddle("UPDATE issued_report SET head = hex(zeroblob(32))")),
    ("journal.replay", |base| base.meddle("UPDATE org SET town = '别处'")),
    ("personal.commitment", |base| base.meddle("UPDATE personal SET value = '13900139000'")),
];

#[test]
fn a_backup_is_refused_for_whatever_an_audit_calls_wrong() {
    let base = Base::new();
    base.ok(&["org", "add", "--name", "春风社工服务中心", "--kind", "service", "--phone", "13800138000"]);
    base.ok(&["report", "issue", "monthly", "2023-10"]);
    base.ok(&["backup", &path(&base, "good.db")]);
    for (id, spoil) in SPOILT {
        let base = base.copy();
        spoil(&base);
        let report: serde_json::Value = serde_json::from_str(&base.run(&["audit", "-f", "json"]).out).expect("a report");
        let found = report["findings"].as_array().expect("a list");
        let of = |check: &str| found.iter().find(|f| f["rule"] == check && f["severity"] == "error");
        let first = checks::ALL.iter().find_map(|check| of(check.id)).unwrap_or_else(|| panic!("{id}: {report}"));
        assert_eq!(first["rule"], id, "{report}");
        let why = first["message"].as_str().expect("a message");
        let refused = base.error(3, &["backup", &path(&base, "b.db")]);
        assert!(refused["message"].as_str().expect("a message").contains(why), "{id}: {why}: {refused}");
        let refused = base.error(3, &["restore", &path(&base, "fuhua.db"), "--db", &path(&base, "new.db")]);
        assert!(refused["message"].as_str().expect("a message").contains(why), "{id}: {why}: {refused}");
        assert!(!base.path("b.db").exists() && !base.path("new.db").exists(), "{id}");
    }
    // Each check that can fail a backup was tried, and an audit lists them all.
    let tried: Vec<&str> = SPOILT.iter().map(|(id, _)| *id).collect();
    let errors = checks::ALL.iter().filter(|c| c.severity == Severity::Error && !matches!(c.made, Made::ByAudit)).map(|c| c.id);
    assert_eq!(errors.collect::<Vec<_>>(), tried);
    let listed = base.json(&["audit", "rules"]);
    let listed: Vec<&str> = listed.as_array().expect("a list").iter().filter_map(|rule| rule["id"].as_str()).collect();
    for check in checks::ALL {
        assert!(listed.contains(&check.id), "{}", check.id);
    }
}

#[test]
fn what_is_only_worth_a_notice_hinders_no_backup() {
    let base = Base::new();
    base.ok(&["org", "add", "--name", "春风社", "--kind", "service", "--today", "2023-11-01"]);
    let report = base.json(&["audit"]);
    assert_eq!((&report["findings"][0]["rule"], &report["findings"][0]["severity"]), (&"journal.clock".into(), &"notice".into()));
    base.ok(&["backup", &path(&base, "b.db")]);
}

// ---------------------------------------------------------------- questions

/// Runs a line at a terminal where a person answers: the exit code, what was
/// asked, and what was said.
fn at_a_terminal(base: &Base, line: &[&str], answer: fn() -> std::io::Result<Option<usize>>) -> (i32, Vec<String>, String) {
    let asked = RefCell::new(Vec::new());
    let db = base.db().display().to_string();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = fuhua::cli::run(
        std::iter::once("fuhua").chain(line.iter().copied()).map(Into::into).collect(),
        &mut Host {
            screen: Screen { width: 100, interactive: true },
            choose: &|question, choices| {
                asked.borrow_mut().push(format!("{question}: {}", choices.join(" | ")));
                answer()
            },
            ..Host::scratch(
                &|name| match name {
                    "FUHUA_DB" => Some(db.clone().into()),
                    "FUHUA_TODAY" => Some(crate::common::TODAY.into()),
                    _ => None,
                },
                &mut out,
                &mut err,
            )
        },
    );
    (code, asked.into_inner(), String::from_utf8(err).expect("text"))
}

#[test]
fn an_ambiguous_name_is_a_choice_at_a_terminal() {
    let base = Base::new();
    for name in ["春风社", "春晖社"] {
        base.ok(&["org", "add", "--name", name, "--kind", "service"]);
    }
    let line = ["org", "file", "春", "--date", "2023-11-01"];
    let question = ["“春”指哪一家: O1 春风社 | O2 春晖社"];
    let (code, asked, said) = at_a_terminal(&base, &line, || Ok(Some(1)));
    assert_eq!((code, &asked[..]), (0, &question.map(str::to_owned)[..]), "{said}");
    assert_eq!(base.value("SELECT org_id FROM filing"), "2");
    let before = base.bytes();
    let (code, asked, said) = at_a_terminal(&base, &line, || Ok(None));
    assert!(code == 2 && asked.len() == 1 && said.contains("O1 春风社"), "{said}");
    let (code, asked, said) = at_a_terminal(&base, &line, || Err(std::io::Error::other("interrupted")));
    assert!(code == 2 && asked.len() == 1 && said.contains("已取消"), "{said}");
    let (code, asked, said) = at_a_terminal(&base, &[&line[..], &["--no-input"]].concat(), || Ok(Some(1)));
    assert!(code == 2 && asked.is_empty() && said.contains("O2 春晖社"), "{said}");
    assert!(base.bytes() == before);
}

#[test]
fn a_record_with_parts_goes_void_after_a_question_at_a_terminal() {
    let base = Base::new();
    let file = base.file("sheet.csv", "姓名\n李明\n王芳\n");
    base.ok(&["training", "log", "--title", "甲", "--form", "lecture", "--roster", &file]);
    let line = ["void", "T1", "--reason", "录错"];
    let (code, asked, said) = at_a_terminal(&base, &line, || Ok(Some(1)));
    assert_eq!((code, &asked[..]), (2, &["T1 连同签到2条一起作废: 作废 | 取消".to_owned()][..]), "{said}");
    assert_eq!(base.value("SELECT count(*) FROM attendance WHERE void_reason IS NULL"), "2");
    let (code, asked, said) = at_a_terminal(&base, &["void", "H1", "--reason", "录错"], || Ok(Some(1)));
    assert_eq!((code, asked.len()), (0, 0), "{said}");
    assert_eq!(at_a_terminal(&base, &line, || Ok(Some(0))).0, 0);
    assert_eq!(base.value("SELECT count(*) FROM attendance WHERE void_reason IS NULL"), "0");
}

// ---------------------------------------------------------------- the journal

#[test]
fn a_limit_means_the_newest_entries_in_both_views_of_the_journal() {
    let mut base = Base::new();
    for (day, name) in [("2023-11-01", "甲社"), ("2023-11-02", "乙社"), ("2023-11-03", "丙社")] {
        base.today(day).ok(&["org", "add", "--name", name, "--kind", "service"]);
    }
    let codes = |line: &[&str]| -> Vec<String> {
        base.json(line).as_array().expect("a list").iter().map(|e| e["entry"].as_str().expect("a code").to_owned()).collect()
    };
    for line in [&["history"][..], &["list", "journal"]] {
        assert_eq!(codes(line), ["J1", "J2", "J3", "J4"], "{line:?}");
        assert_eq!(codes(&[line, &["--limit", "2"]].concat()), ["J3", "J4"], "{line:?}");
        assert_eq!(codes(&[line, &["--limit", "0"]].concat()), [""; 0], "{line:?}");
    }
    assert_eq!(codes(&["list", "journal", "--period", "2023-11-01..2023-11-02"]), ["J2", "J3"]);
    assert_eq!(codes(&["list", "journal", "--period", "2023-11-01..2023-11-02", "--limit", "1"]), ["J3"]);
}

// ---------------------------------------------------------------- help

/// What `wrong_turns` does not try: inside a noun, and with more words than commands.
#[test]
fn help_is_a_command_of_every_noun() {
    let base = Base::empty();
    for lang in [["--lang", "zh"], ["--lang", "en"]] {
        for (line, meant) in [(["org", "help", "add"], ["org", "add", "-h"]), (["help", "list", "orgs"], ["list", "orgs", "--help"])] {
            assert_eq!(base.ok(&[&line[..], &lang].concat()), base.ok(&[&meant[..], &lang].concat()), "{line:?}");
        }
    }
    assert!(base.fails(2, &["org", "help", "x", "--lang", "en"]).contains("there is no command 'x'"));
}
