//! In other zones, and beside other programs.

use std::time::Duration;

use crate::common::Base;

fn run(base: &Base, zone: &str, line: &[&str]) -> (i32, String) {
    let mut command = base.process(env!("CARGO_BIN_EXE_fuhua"));
    let output = command.env_remove("FUHUA_TODAY").env("TZ", zone).args(line).output().expect("the program runs");
    let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    (output.status.code().expect("a code"), text)
}

/// What was today where it was recorded is not ahead of today elsewhere.
#[test]
fn a_day_is_judged_where_it_was_recorded() {
    let base = Base::empty();
    let start = (chrono::Local::now().date_naive() - chrono::Days::new(40)).to_string();
    for (zone, line) in [
        ("Etc/GMT-14", &["init", "--start", &start][..]),
        ("Etc/GMT-14", &["consult", "log", "--topic", "policy"]),
        ("Etc/GMT+12", &["audit"]),
        ("Etc/GMT+12", &["edit", "C1", "--note", "补充"]),
        ("Etc/GMT+12", &["audit"]),
    ] {
        let (code, said) = run(&base, zone, line);
        assert_eq!(code, 0, "{line:?}: {said}");
    }
    let ahead = (chrono::Local::now().date_naive() + chrono::Days::new(3)).to_string();
    let (code, said) = run(&base, "Etc/GMT-14", &["consult", "log", "--topic", "policy", "--date", &ahead]);
    assert!(code == 1 && said.contains("dates.future"), "{said}");
    let (code, said) = run(&base, "Etc/GMT+12", &["consult", "log", "--topic", "policy", "--date", &ahead, "--override", "预录"]);
    assert_eq!(code, 0, "{said}");
    let (_, said) = run(&base, "Etc/GMT+12", &["audit"]);
    assert!(said.contains("dates.future"), "a waiver is listed: {said}");
}

/// Another program left the file in WAL and reads it.
#[test]
fn a_reader_of_a_file_in_wal_is_waited_for() {
    let base = Base::new();
    let reader = base.open();
    reader.execute_batch("PRAGMA journal_mode = WAL; BEGIN; SELECT count(*) FROM org").expect("a reader");
    let release = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(1_500));
        drop(reader);
    });
    base.ok(&["consult", "log", "--topic", "policy"]);
    release.join().expect("the reader");
}

/// A zone that there is no data of is told, by the audit too; one that is spelt
/// out needs none.
#[test]
fn a_time_zone_without_data_is_told() {
    let base = Base::new();
    for line in [&["list", "orgs"][..], &["audit"], &["list", "orgs", "--lang", "en"]] {
        for zone in ["no/such", "Beijing"] {
            let (code, said) = run(&base, zone, line);
            let words = if line.contains(&"en") { "no data of the time zone" } else { "的数据,时间按 UTC 计" };
            assert!(code == 0 && said.contains(words) && said.contains(zone), "{zone} {line:?}: {said}");
        }
        for zone in ["CST-8", "UTC", "<+08>-8"] {
            let (_, said) = run(&base, zone, line);
            assert!(!said.contains("UTC 计") && !said.contains("no data"), "{zone}: {said}");
        }
    }
}

/// A command that waits for another says so after a second, unless `-q`.
#[test]
fn a_long_wait_is_told() {
    for (quiet, lang, words) in [(false, "zh", "正在等待另一个命令"), (false, "en", "waiting for another command"), (true, "zh", "")]
    {
        let mut base = Base::new();
        base.lang(lang);
        let other = base.open();
        other.execute_batch("BEGIN IMMEDIATE").expect("a writer");
        let release = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(1_600));
            drop(other);
        });
        let mut command = base.process(env!("CARGO_BIN_EXE_fuhua"));
        command.args(["consult", "log", "--topic", "policy"]).args(quiet.then_some("-q"));
        let output = command.output().expect("the program runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            output.status.success()
                && said.contains(words)
                && said.matches("wait").count() + said.matches("等待").count() == usize::from(!quiet),
            "{said}"
        );
        release.join().expect("the other");
    }
}
