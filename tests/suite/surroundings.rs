//! What surrounds a command may be strange: files of other kinds and with other
//! names, limits, signals, variables.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::common::{Base, FUHUA, names};
use fuhua::store::file::temporary;

#[test]
fn a_database_with_two_names_is_not_written() {
    let base = Base::new();
    let other = base.path("elsewhere");
    std::fs::create_dir(&other).expect("a folder");
    let link = other.join("b.db");
    std::fs::hard_link(base.db(), &link).expect("a link");
    let link = link.to_str().expect("text");
    let line = ["org", "add", "--name", "启明", "--kind", "service"];
    for db in [base.argument("fuhua.db").as_str(), link] {
        base.refuses(3, &[&["--db", db], &line[..]].concat(), &["它有2个文件名", "-samefile"], &["it has 2 names", "-samefile"]);
        base.ok(&["--db", db, "list", "orgs"]);
        base.ok(&["audit", db]);
    }
    std::fs::remove_file(link).expect("one name is left");
    base.ok(&line);
    // A link that is followed is no second name.
    std::os::unix::fs::symlink(base.db(), link).expect("a link");
    base.ok(&["--db", link, "org", "add", "--name", "暖阳", "--kind", "service"]);
}

#[test]
fn a_document_is_a_regular_file_of_some_size() {
    let base = Base::new();
    base.ok(&["org", "add", "--name", "启明", "--kind", "service"]);
    let pipe = base.argument("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let huge = base.file("huge.pdf", "");
    std::fs::File::options().write(true).open(&huge).and_then(|f| f.set_len((128 << 20) + 1)).expect("a length");
    for (file, zh, en) in [
        (pipe.as_str(), "不是普通文件", "not a regular file"),
        ("/dev/zero", "不是普通文件", "not a regular file"),
        (huge.as_str(), "超过128MB", "larger than 128 MB"),
        ("/none/such.pdf", "没有这个文件", "no such file"),
    ] {
        base.refuses(2, &["apply", "启明", "--date", "2021-10-08", "--document", file], &[file, zh], &[file, en]);
    }
}

#[test]
fn a_limit_on_the_size_of_files_is_told() {
    let base = Base::new();
    let (before, there) = (base.bytes(), base.names());
    for (limit, line, words) in [
        (1, r#"org add --name x --kind service"#, "ulimit -f"),
        (60, "backup copy.db", "ulimit -f"),
        (1, "plan show -o plan.txt", "文件过大"),
        (1, "plan show >plan.txt", "文件过大"),
    ] {
        let shell = format!("ulimit -f {limit}; exec {FUHUA} {line}");
        let done = base.process("sh").args(["-c", &shell]).output().expect("it ends");
        let err = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.code() == Some(4) && err.contains(words), "{line}: {:?} {err}", done.status);
        let _ = fs::remove_file(base.path("plan.txt"));
        assert!(base.bytes() == before && base.names() == there, "{line}: {:?}", base.names());
    }
}

/// An audit that takes its copy for as long as `busy` holds, and where it puts it.
fn auditing(base: &Base, busy: &AtomicBool, signal: &str) -> std::process::ExitStatus {
    let temporary = base.argument("temporary");
    let journal = base.path("fuhua.db-journal");
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut n = 0_u64;
            while busy.load(Ordering::SeqCst) {
                n += 1;
                fs::write(&journal, n.to_be_bytes()).expect("a journal");
                std::thread::sleep(Duration::from_millis(3));
            }
            fs::remove_file(&journal).expect("it goes");
        });
        let mut child = base.process(FUHUA);
        let mut child =
            child.args(["audit"]).env("TMPDIR", &temporary).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        let started = Instant::now();
        let copied = || names(temporary.as_ref()).first().is_some_and(|name| base.path("temporary").join(name).join("copy.db").exists());
        while !copied() && started.elapsed() < Duration::from_secs(8) {
            std::thread::sleep(Duration::from_millis(2));
        }
        assert!(copied(), "its copy is there");
        Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill");
        let status = child.wait().expect("it ends");
        busy.store(false, Ordering::SeqCst);
        status
    })
}

#[test]
fn who_interrupts_a_command_leaves_no_copy() {
    let base = Base::new();
    let temporary = base.path("temporary");
    fs::create_dir(&temporary).expect("a folder");
    for (signal, number) in [("-INT", 2), ("-TERM", 15), ("-HUP", 1)] {
        let status = auditing(&base, &AtomicBool::new(true), signal);
        assert_eq!(status.signal(), Some(number), "{signal}");
        assert_eq!(names(&temporary), [""; 0], "{signal}");
    }
    auditing(&base, &AtomicBool::new(true), "-KILL");
    assert_eq!(names(&temporary).len(), 1, "nothing can be done about that");
    let next = base.process(FUHUA).args(["list", "orgs"]).env("TMPDIR", &temporary).output().expect("it ends");
    assert!(next.status.success() && String::from_utf8_lossy(&next.stderr).contains("1份临时文件"), "{next:?}");
    assert_eq!(names(&temporary), [""; 0]);
}

#[test]
fn what_a_killed_command_left_is_removed_and_what_is_in_use_is_not() {
    let base = Base::new();
    let temporary = base.path("temporary");
    let other = base.path("other");
    let left = [
        temporary.clone(),
        base.path(".fuhua-copy-a1"),
        base.path(".fuhua-new-a1"),
        base.path(".fuhua-demo-a1"),
        other.clone(),
        other.join(".fuhua-copy-b2"),
    ];
    left.iter().for_each(|path| fs::create_dir(path).expect("a folder"));
    fs::write(left[1].join("copy.db"), "13800000001").expect("a copy");
    let used = base.path(".fuhua-copy-used");
    fs::create_dir(&used).expect("a folder");
    let lock = File::open(&used).expect("it opens");
    lock.lock().expect("a lock");
    // What only has such a name.
    base.file(".fuhua-copy-file", "mine");
    let run = |line: &[&str]| base.process(FUHUA).args(line).env("TMPDIR", &temporary).output().expect("it ends");
    let told = |done: &std::process::Output| String::from_utf8_lossy(&done.stderr).contains("临时文件");
    // What reads leaves the folder as it is.
    let read = run(&["list", "orgs"]);
    assert!(read.status.success() && !told(&read) && left[1].exists(), "{read:?}");
    let written = run(&["org", "add", "--name", "启明", "--kind", "service"]);
    assert!(written.status.success() && String::from_utf8_lossy(&written.stderr).contains("3份临时文件"), "{written:?}");
    let copied = run(&["backup", "other/b.db"]);
    assert!(copied.status.success() && told(&copied), "{copied:?}");
    assert_eq!(names(&other), ["b.db"]);
    assert_eq!(base.names(), [".fuhua-copy-file", ".fuhua-copy-used", "fuhua.db", "other", "temporary"]);
    drop(lock);
    run(&["void", "O1", "--reason", "x"]);
    assert!(!used.exists());
}

#[test]
fn a_variable_that_is_no_text_is_refused_by_name() {
    let base = Base::new();
    let (before, there) = (base.bytes(), base.names());
    for name in ["FUHUA_DB", "FUHUA_TODAY", "FUHUA_ACTOR", "FUHUA_LANG"] {
        let mut add = base.process(FUHUA);
        let done = add
            .args(["org", "add", "--name", "启明", "--kind", "service"])
            .env(name, OsStr::from_bytes(b"b\xff.db"))
            .output()
            .expect("it ends");
        assert!(done.status.code() == Some(2) && String::from_utf8_lossy(&done.stderr).contains(name), "{done:?}");
        assert!(base.bytes() == before && base.names() == there, "{name}");
    }
}

#[test]
fn a_time_zone_without_end_is_refused() {
    let base = Base::new();
    for zone in ["/dev/zero", ":/dev/zero", "../../../dev/zero"] {
        let done = base.process(FUHUA).args(["list", "orgs"]).env("TZ", zone).output().expect("it ends");
        assert!(done.status.code() == Some(2) && String::from_utf8_lossy(&done.stderr).contains("TZ"), "{done:?}");
    }
    for zone in ["Asia/Shanghai", "CST-8", ":UTC", "no/such"] {
        let done = base.process(FUHUA).args(["list", "orgs"]).env("TZ", zone).output().expect("it ends");
        assert!(done.status.success(), "{zone}: {done:?}");
    }
}

#[test]
fn a_log_beside_a_file_that_has_none_is_left_alone() {
    let base = Base::new();
    base.file("fuhua.db-wal", "planted");
    let (before, there) = (base.bytes(), base.names());
    for line in [["list", "orgs"].as_slice(), &["target", "status"], &["report", "quarterly", "2021Q4"]] {
        base.ok(line);
        assert!(base.bytes() == before && base.names() == there, "{line:?}: {:?}", base.names());
    }
}

/// `script` gives a command a terminal, where there is one.
#[test]
fn a_terminal_of_one_row_is_asked_nothing() {
    let base = Base::new();
    for name in ["启明甲", "启明乙"] {
        base.ok(&["org", "add", "--name", name, "--kind", "service"]);
    }
    let shell = format!("stty rows 1 cols 80; {FUHUA} show 启明; echo code=$?");
    let Ok(done) = base.process("script").args(["-qec", &shell, "/dev/null"]).stdin(Stdio::null()).output() else { return };
    let out = String::from_utf8_lossy(&done.stdout);
    assert!(out.contains("code=2") && !out.contains("panicked"), "{out}");
}

/// What a command that was killed left of an answer, which may hold phones, is
/// removed with a word by the next one that writes there; what one is writing is not.
#[test]
fn what_is_left_of_an_answer_is_removed() {
    let base = Base::new();
    let reports = base.path("reports");
    fs::create_dir(&reports).expect("a folder");
    let left = temporary::answer(&reports).and_then(|file| Ok(file.keep()?)).expect("an answer");
    drop(left);
    let used = temporary::answer(&reports).expect("an answer");
    fs::create_dir(reports.join(".fuhua-answer-folder")).expect("no answer");
    let run = |name: &str| {
        let path = reports.join(name);
        base.process(FUHUA).args(["list", "orgs", "-o"]).arg(path).output().expect("it runs")
    };
    let first = run("orgs.csv");
    assert!(first.status.success() && String::from_utf8_lossy(&first.stderr).contains("1份临时文件"), "{first:?}");
    let second = run("more.csv");
    assert!(second.status.success() && !String::from_utf8_lossy(&second.stderr).contains("临时文件"), "{second:?}");
    let name = used.path().file_name().and_then(|name| name.to_str()).expect("text").to_owned();
    let mut expected = vec![".fuhua-answer-folder".to_owned(), name, "more.csv".to_owned(), "orgs.csv".to_owned()];
    expected.sort();
    assert_eq!(names(&reports), expected);
    // A folder that takes a file a table is swept as well.
    drop(temporary::answer(&reports).and_then(|file| Ok(file.keep()?)).expect("an answer"));
    let folder = format!("{}/", reports.display());
    let third = base.process(FUHUA).args(["report", "quarterly", "2022Q1", "-f", "csv", "-o", &folder]).output().expect("it runs");
    assert!(third.status.success() && String::from_utf8_lossy(&third.stderr).contains("1份临时文件"), "{third:?}");
}
