//! The upgrade tried on a version that never was, see `store::trial`.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use tempfile::TempDir;

use crate::cli::ctx::Ctx;
use crate::cli::write::{Written, write_to};
use crate::cli::{Host, commands, run};
use crate::domain::date;
use crate::journal::integrity;
use crate::plan::Plan;
use crate::store::file::open::create_old;
use crate::store::records::personal;
use crate::store::schema::steps::TRIAL;
use crate::store::schema::trial::{self, schema, steps};
use crate::store::{Db, Writer, open_any, open_read};

struct Base {
    folder: TempDir,
}

impl Base {
    /// A file of version 0 with two organisations, a phone and two trainings.
    fn old() -> Self {
        let base = Self { folder: tempfile::tempdir().expect("a folder") };
        trial::install();
        let path = base.path("fuhua.db");
        std::fs::write(&path, "").expect("a file");
        base.record(create_old(&path, &schema()).expect("version 0"), |w| {
            w.insert("meta", &[("database_id", "0".repeat(32).into()), ("rehearsal", 1.into())])?;
            let plan = Plan::built_in()?;
            crate::store::records::plan::write(w, &plan, &plan.calendar(None))?;
            let phone = personal::keep(w, "phone", "13800138000")?;
            for (name, phone) in [("启明社工", Some(phone)), ("春风互助社", None)] {
                w.insert("org", &[("name", name.into()), ("kind", "service".into()), ("phone", phone.into())])?;
            }
            let person = w.insert("person", &[("name", "甘晓岚".into())])?;
            for form in ["lecture", "supervision"] {
                let day = date::parse_iso("2021-11-05");
                let columns = [("title", form.into()), ("form", form.into()), ("on_date", day.into())];
                let training = w.insert("training", &columns)?;
                let (category, status) = (("category", "certified".into()), ("status", "present".into()));
                w.insert("attendance", &[("training_id", training.into()), ("person_id", person.into()), category, status])?;
            }
            Ok(())
        });
        base
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).expect("the folder");
        let mut names: Vec<String> = entries.map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.path("fuhua.db")).expect("the file")
    }

    fn host<T>(&self, f: impl FnOnce(&mut Host<'_>) -> T) -> (T, String, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let db = self.path("fuhua.db").display().to_string();
        let value = f(&mut Host::scratch(
            &|name| match name {
                "FUHUA_DB" => Some(db.clone().into()),
                "FUHUA_TODAY" => Some("2023-12-01".into()),
                _ => None,
            },
            &mut out,
            &mut err,
        ));
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (value, text(out), text(err))
    }

    /// Runs a command line: its exit code, output and errors together.
    fn run(&self, line: &str) -> (i32, String) {
        let arguments = std::iter::once("fuhua").chain(line.split(' ')).map(Into::into).collect();
        let (code, out, err) = self.host(|host| run(arguments, host));
        (code, out + &err)
    }

    /// Writes through the gate, as a program of version 0 did.
    fn record(&self, writer: Writer, work: impl FnOnce(&Writer) -> anyhow::Result<()>) {
        let line = ["fuhua", "init"];
        let matches = commands::command().get_matches_from(line.iter());
        let (global, _) = commands::read(&matches).expect("init");
        self.host(|host| {
            let mut ctx = Ctx::new(&global, "fuhua".into(), vec!["init".into()], host).expect("its surroundings");
            write_to(&mut ctx, writer, "init", |w| {
                work(w)?;
                Ok(Written { code: "J1".into(), kind: "database", message: String::new(), next: Vec::new(), warnings: Vec::new() })
            })
            .expect("version 0 is written to");
        });
    }
}

fn cell(db: &Db, sql: &str) -> String {
    db.one(&format!("SELECT CAST(({sql}) AS TEXT) AS cell"), &[]).and_then(|row| row.text("cell")).expect(sql)
}

#[test]
fn reading_asks_for_the_upgrade_and_a_dry_run_keeps_nothing() {
    let base = Base::old();
    let before = base.bytes();
    for line in ["list orgs", "audit", "report quarterly", "org add --name 甲 --kind service --dry-run"] {
        let (code, said) = base.run(line);
        assert_eq!(code, 3, "{line}: {said}");
        assert!(said.contains("第0版") && said.contains("fuhua upgrade"), "{line}: {said}");
    }
    assert!(base.run("list orgs --lang en").1.contains("older format 0"));
    let (code, said) = base.run("upgrade --dry-run");
    assert_eq!((code, said.contains("试运行")), (0, true), "{said}");
    assert!(base.bytes() == before);
    assert_eq!(base.names(), ["fuhua.db"]);
}

#[test]
fn an_upgrade_keeps_a_copy_every_row_and_the_chain() {
    let base = Base::old();
    let before = base.bytes();
    let (code, said) = base.run("upgrade");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("从第0版格式升级到第1版") && said.contains("fuhua.db.v0-backup-1"), "{said}");
    assert_eq!(base.names(), ["fuhua.db", "fuhua.db.v0-backup-1"]);
    let copy = base.path("fuhua.db.v0-backup-1");
    assert_eq!(std::fs::metadata(&copy).expect("the copy").permissions().mode() & 0o777, 0o600);
    assert!(base.bytes() != before);
    let old = open_any(&copy).expect("the copy opens");
    assert_eq!(integrity::check(&old).expect("the copy is sound").version, 0);

    let db = open_read(&base.path("fuhua.db")).expect("it is current");
    // The schema is that of a new file; the chain holds.
    assert_eq!(integrity::check(&db).expect("it is sound").version, 1);
    assert_eq!(cell(&db, "SELECT group_concat(coalesce(minutes, '-')) FROM training"), "180,-");
    assert_eq!(cell(&db, "SELECT group_concat(name) FROM org"), "启明社工,春风互助社");
    assert_eq!(cell(&db, "SELECT command || seq FROM journal ORDER BY seq DESC LIMIT 1"), "upgrade2");
    assert_eq!(cell(&db, "SELECT from_version || to_version || copy FROM upgrade"), "01fuhua.db.v0-backup-1");
    drop(db);
    assert!(base.run("audit -f json").1.contains("\"replay\": \"ok\""));
    for line in ["audit", "list trainings", "show O1", "history T1", "show J2", "list persons --reveal-personal x"] {
        assert_eq!(base.run(line).0, 0, "{line}: {}", base.run(line).1);
    }
    assert!(base.run("history").1.contains("升级"));
    let (code, said) = base.run("upgrade --lang en");
    assert_eq!((code, said.contains("already")), (0, true), "{said}");
    assert_eq!(base.names().len(), 2);
}

#[test]
fn the_first_write_upgrades_by_itself_and_says_so() {
    let base = Base::old();
    let (code, said) = base.run("org add --name 松柏志愿者协会 --kind association --town 崇兴镇");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("升级到第1版") && said.contains("O3"), "{said}");
    let db = open_read(&base.path("fuhua.db")).expect("it is current");
    assert_eq!(cell(&db, "SELECT group_concat(command) FROM journal"), "init,upgrade,org add");
    assert_eq!(cell(&db, "SELECT group_concat(arguments) FROM journal WHERE command = 'upgrade'"), "[]");
    assert!(integrity::check(&db).is_ok());
}

#[test]
fn an_old_backup_is_upgraded_as_it_is_restored() {
    let base = Base::old();
    let backup = base.path("old.bak").display().to_string();
    assert_eq!(base.run(&format!("backup {backup}")).0, 0);
    std::fs::remove_file(base.path("fuhua.db")).expect("it goes");
    let (code, said) = base.run(&format!("restore {backup} --dry-run"));
    assert_eq!(code, 0, "{said}");
    assert_eq!(base.names(), ["old.bak"]);
    let (code, said) = base.run(&format!("restore {backup}"));
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("从第0版格式升级") && said.contains("J2"), "{said}");
    assert_eq!(base.names(), ["fuhua.db", "old.bak"]);
    assert_eq!(base.run("audit").0, 0);
    let db = open_read(&base.path("fuhua.db")).expect("it is current");
    assert_eq!(cell(&db, "SELECT coalesce(copy, 'none') FROM upgrade"), "none");
}

#[test]
fn a_step_that_fails_leaves_the_file_and_no_copy() {
    for (broken, why) in [
        ("DELETE FROM attendance WHERE id = 1;", "attendance"),
        ("DELETE FROM person;", "person"),
        ("CREATE TABLE left_over (id INTEGER PRIMARY KEY) STRICT;", "left_over"),
        ("no SQL;", "syntax"),
    ] {
        let base = Base::old();
        TRIAL.set(Some(steps(broken)));
        let before = base.bytes();
        for line in ["upgrade", "org add --name 甲 --kind service"] {
            let (code, said) = base.run(line);
            assert!(code == 3 || code == 70, "{broken}: {said}");
            assert!(said.contains(why), "{broken}: {said}");
            assert!(base.bytes() == before, "{broken}");
            assert_eq!(base.names(), ["fuhua.db"], "{broken}");
        }
    }
}

#[test]
fn copies_are_numbered_and_a_damaged_file_is_not_upgraded() {
    let base = Base::old();
    std::fs::write(base.path("fuhua.db.v0-backup-1"), "mine").expect("a file");
    assert_eq!(base.run("upgrade").0, 0);
    assert_eq!(base.names(), ["fuhua.db", "fuhua.db.v0-backup-1", "fuhua.db.v0-backup-2"]);
    assert_eq!(std::fs::read(base.path("fuhua.db.v0-backup-1")).expect("it stays"), b"mine");

    let base = Base::old();
    let mut bytes = base.bytes();
    let name = "启明社工".as_bytes();
    let at = bytes.windows(name.len()).rposition(|w| w == name).expect("a name");
    bytes[at + 2] ^= 1;
    std::fs::write(base.path("fuhua.db"), &bytes).expect("a file");
    let (code, said) = base.run("upgrade");
    assert_eq!(code, 3, "{said}");
    assert!(base.bytes() == bytes);
    assert_eq!(base.names(), ["fuhua.db"]);
}

/// A rollback journal that holds these pages as they were, numbered from 1.
fn journal(before: &[u8], pages: &[u32]) -> Vec<u8> {
    let size = usize::from(u16::from_be_bytes([before[16], before[17]]));
    let count = u32::try_from(before.len() / size).expect("few pages");
    let mut bytes = vec![0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    let length = u32::try_from(pages.len()).expect("few pages");
    for word in [length, 7, count, 512, u32::try_from(size).expect("a page size")] {
        bytes.extend(word.to_be_bytes());
    }
    bytes.resize(512, 0);
    for page in pages {
        let at = (usize::try_from(*page).expect("small") - 1) * size;
        let old = &before[at..at + size];
        let sum: u32 = 7 + (1..).map_while(|i| size.checked_sub(200 * i)).filter(|x| *x > 0).map(|x| u32::from(old[x])).sum::<u32>();
        bytes.extend(page.to_be_bytes());
        bytes.extend(old);
        bytes.extend(sum.to_be_bytes());
    }
    bytes
}

/// The first page, with the new version, was written; then the power went.
#[test]
fn the_version_of_an_upgrade_that_was_cut_off_is_not_believed() {
    for line in ["upgrade", "consult log --topic policy --date 2022-01-01"] {
        let base = Base::old();
        let before = base.bytes();
        let mut torn = before.clone();
        torn[63] = 1;
        torn[4096..4100].copy_from_slice(b"torn");
        let left = base.path("fuhua.db-journal");
        std::fs::write(base.path("fuhua.db"), &torn).expect("a torn file");
        std::fs::write(&left, journal(&before, &[1, 2])).expect("what is left");
        let (code, said) = base.run("list orgs");
        assert!((code, said.contains("第0版")) == (3, true), "{said}");
        assert!(base.bytes() == torn && left.exists(), "reading does not touch it");
        let (code, said) = base.run(line);
        assert_eq!(code, 0, "{said}");
        assert_eq!(base.names(), ["fuhua.db", "fuhua.db.v0-backup-1"], "{line}");
        let copy = std::fs::read(base.path("fuhua.db.v0-backup-1")).expect("the copy");
        // But for the counters in the header.
        let same = |range: std::ops::Range<usize>| copy[range.clone()] == before[range];
        assert!(copy.len() == before.len() && same(44..92) && same(100..before.len()), "{line}");
        let (code, said) = base.run("audit");
        assert_eq!(code, 0, "{line}: {said}");
    }
}
