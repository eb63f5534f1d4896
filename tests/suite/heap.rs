//! SQLite's heap at its limit: a command ends with a word and the file as it
//! was, or does what it was asked.
//!
//! The limit holds for a whole process and can only be lowered, so every command
//! line runs in a process of its own: this test program, started again for the
//! one ignored test.

use std::io::Write;
use std::process::{Command, Output};

use crate::common::{ACTOR, Base, TODAY, times};
use fuhua::cli::Host;

const LIMIT: &str = "FUHUA_TEST_HEAP";
const LINE: &str = "FUHUA_TEST_LINE";
const FOLDER: &str = "FUHUA_TEST_FOLDER";
const PARTED: char = '\u{1f}';

#[test]
#[ignore = "the process that the other test starts"]
fn one_command() {
    let variable = |name: &str| std::env::var(name).ok();
    let (Some(limit), Some(line), Some(folder)) = (variable(LIMIT), variable(LINE), variable(FOLDER)) else { return };
    let memory = rusqlite::Connection::open_in_memory().expect("a connection");
    let set: i64 = memory.query_row(&format!("PRAGMA hard_heap_limit = {limit}"), [], |row| row.get(0)).expect("a limit");
    assert_eq!(set.to_string(), limit);
    drop(memory);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let surroundings = |name: &str| match name {
        "FUHUA_DB" => Some(format!("{folder}/fuhua.db").into()),
        "FUHUA_TODAY" => Some(TODAY.into()),
        "FUHUA_ACTOR" => Some(ACTOR.into()),
        _ => None,
    };
    let mut host = Host::scratch(&surroundings, &mut out, &mut err);
    let code = fuhua::cli::run(std::iter::once("fuhua").chain(line.split(PARTED)).map(Into::into).collect(), &mut host);
    println!("\nexit={code} words={}", err.len());
    std::io::stdout().write_all(&err).expect("standard output");
}

fn limited(base: &Base, limit: usize, line: &[&str]) -> Output {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.args(["--exact", "heap::one_command", "--ignored", "--nocapture"]);
    command.env(LIMIT, limit.to_string()).env(LINE, line.join(&PARTED.to_string())).env(FOLDER, base.folder());
    command.output().expect("the process starts")
}

/// What is wrong with how a command ended; and whether it did what it was asked.
fn judge(base: &Base, before: &[u8], limit: usize, line: &[&str], writes: bool) -> Result<bool, String> {
    let output = limited(base, limit, line);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let tail =
        |what: &str| Err(format!("{} with {limit} bytes: {what}: {text}{}", line.join(" "), String::from_utf8_lossy(&output.stderr)));
    let Some(said) = text.lines().find_map(|l| l.strip_prefix("exit=")) else { return tail("it ended by itself") };
    let (code, words) = said.split_once(" words=").unwrap_or((said, "0"));
    let same = base.bytes() == before;
    match code {
        "0" if writes && same => tail("exit 0, and nothing is written"),
        "0" => Ok(true),
        _ if !same => tail("it failed and changed the file"),
        "1" | "2" | "3" | "4" if words != "0" => Ok(false),
        _ => tail("no clean error"),
    }
}

#[test]
fn a_full_heap_is_a_clean_error() {
    let sizes: usize = times("FAULTS_SIZES", 8);
    let base = Base::new();
    let roster: String = (0..300).map(|i| format!("人员{i},单位{},{},持证\n", i % 9, 13_800_000_000_i64 + i)).collect();
    let roster = base.file("roster.csv", format!("姓名,单位,电话,类别\n{roster}"));
    base.ok(&["org", "add", "--name", "启明", "--kind", "unregistered"]);
    base.ok(&["apply", "O1", "--date", "2023-06-01", "--reserve-fund", "9000"]);
    base.passes("A1", "preliminary", "2023-06-20");
    base.ok(&["training", "log", "--title", "一", "--form", "lecture", "--date", "2023-11-01", "--roster", &roster]);
    let lines: [(&[&str], bool); 7] = [
        (&["org", "add", "--name", "新", "--kind", "community"], true),
        (&["review", "A1", "--stage", "final", "--result", "pass", "--date", "2023-09-01"], true),
        (&["training", "log", "--title", "二", "--form", "salon", "--date", "2023-11-02", "--roster", &roster], true),
        (&["edit", "O1", "--note", "改"], true),
        (&["list", "persons"], false),
        (&["report", "quarterly", "2023Q4"], false),
        (&["audit"], false),
    ];
    let before = base.bytes();
    let (mut tried, mut clean, mut done, mut wrong) = (0, 0, 0, Vec::new());
    for (line, writes) in lines {
        for size in 0..sizes {
            // From where no schema can be read to where everything fits: 9 doublings.
            let (doublings, part) = (size * 9 / sizes, size * 9 % sizes);
            let limit = (40_000 << doublings) * (sizes + part) / sizes;
            tried += 1;
            match judge(&base, &before, limit, line, writes) {
                Ok(true) => done += 1,
                Ok(false) => clean += 1,
                Err(text) => wrong.push(text),
            }
            std::fs::write(base.db(), &before).expect("the file is put back");
        }
    }
    let violations = wrong.len();
    println!("{{\"injector\": \"heap\", \"tried\": {tried}, \"error\": {clean}, \"ok\": {done}, \"violations\": {violations}}}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(clean > 0 && done > 0, "the limits are too large or too small: {clean} {done}");
}
