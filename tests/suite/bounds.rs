//! Bounds at the door: what is too much to be kept is refused where it comes in,
//! with its place, so that whatever is in a file can be audited, shown and undone.

use std::fs;
use std::time::{Duration, Instant};

use crate::common::Base;

/// Characters that take six times their number in JSON, and more than any value may have.
fn flood(n: usize) -> String {
    "\u{1}".repeat(n)
}

/// Looks that the file is still one that can be checked, shown and taken back.
fn still_whole(base: &Base) {
    base.sound();
    base.ok(&["history"]);
    base.ok(&["undo"]);
    base.sound();
}

#[test]
fn a_cell_is_bounded_and_named() {
    let base = Base::new();
    base.ok(&["training", "log", "--title", "沙龙", "--form", "salon", "--date", "2022-02-02"]);
    // A cell of control characters, one of quotation marks, one a character too long.
    for cell in [flood(3_000_000), format!("\"{}\"", "\"\"".repeat(4_500_000)), "社".repeat(201)] {
        let roster = base.file("roster.csv", format!("姓名,单位\n王芳,暖阳社\n李明,{cell}\n"));
        base.refuses(
            2,
            &["training", "roster", "T1", &roster],
            &["第3行:单位", "超过200个字"],
            &["line 3: 单位", "more than 200 characters"],
        );
    }
    let roster = base.file("roster.csv", format!("姓名,单位\n李明,{}\n", "社".repeat(200)));
    base.ok(&["training", "roster", "T1", &roster]);
    still_whole(&base);
}

#[test]
fn an_argument_is_bounded_and_named() {
    let mut base = Base::new();
    let (long, enough) = ("注".repeat(4_001), flood(4_000));
    base.ok(&["org", "add", "--name", "启明社", "--kind", "service", "--note", &enough]);
    for (flag, line) in [
        ("--note", &["org", "add", "--name", "暖阳社", "--kind", "service", "--note", &long][..]),
        ("--note", &["edit", "O1", "--note", &long]),
        ("--override", &["edit", "O1", "--town", "城区", "--override", &long]),
        ("--actor", &["edit", "O1", "--town", "城区", "--actor", &long]),
        ("--reveal-personal", &["list", "persons", "--reveal-personal", &long]),
        ("ORG", &["apply", &long, "--date", "2021-11-01", "--lang", "en"]),
    ] {
        base.says(2, line, &[flag, "4000"]);
    }
    // Each of its size, and too many of them.
    let scores: Vec<String> = (0..60).map(|i| format!("{}{i}:团队=80", "评".repeat(3_900))).collect();
    let line = ["review", "A1", "--stage", "expert"].into_iter().chain(scores.iter().flat_map(|s| ["--score", s]));
    base.says(2, &line.collect::<Vec<_>>(), &["整条命令超过200000个字"]);
    base.set("FUHUA_ACTOR", &long);
    base.refuses(2, &["edit", "O1", "--town", "城区"], &["FUHUA_ACTOR", "超过4000个字"], &["FUHUA_ACTOR", "more than 4000"]);
    base.set("FUHUA_ACTOR", "测试员");
    still_whole(&base);
}

/// The built-in plan with something else in it.
fn plan(base: &Base, from: &str, to: &str) -> String {
    let text = fs::read_to_string(crate::common::source::root().join("src/plan/plans/lingwu-2021.toml")).expect("the plan");
    assert!(text.contains(from), "{from}");
    base.file("plan.toml", text.replacen(from, to, 1))
}

#[test]
fn a_plan_is_bounded_and_its_days_can_be_typed() {
    let base = Base::empty();
    let most = i64::MAX.to_string();
    let long = format!("name = \"{}\"", "计".repeat(4_001));
    for (from, to, words) in [
        ("target = 500", "target = 1000001", "trainees"),
        ("target = 500", &format!("target = {most}"), "trainees"),
        ("start = \"2021-10-01\"", "start = \"9950-01-01\"", "1900"),
        ("start = \"2021-10-01\"", "start = \"0000-01-01\"", "1900"),
        ("start = \"2021-10-01\"", "start = \"2198-01-01\"", "2199"),
        ("start = \"2021-10-01\"", "start = \"-0001-01-01\"", "start"),
        ("name = \"lingwu-2021\"", &long, "name 超过4000个字"),
        ("zh = \"公共空间\"", &format!("zh = \"{}\"", "\\u0001".repeat(5_000)), "service[1].zh 超过4000个字"),
    ] {
        let file = plan(&base, from, to);
        base.says(2, &["init", "--plan", &file], &["plan.toml", words]);
    }
    base.refuses(2, &["init", "--start", "2198-01-01"], &["2200-12-31", "--start"], &["2200-12-31", "--start"]);
    let file = plan(&base, "name = ", &format!("# {}\nname = ", "x".repeat(1 << 20)));
    base.says(2, &["init", "--plan", &file], &["超过1MB"]);
    base.ok(&["init", "--start", "2197-01-01"]);
    base.sound();
}

/// A file that no command could write to later is not made.
#[test]
fn a_name_leaves_room_for_the_journal() {
    let base = Base::new();
    let name = |n: usize| base.argument(&"a".repeat(n));
    let (fits, long) = (name(247), name(248));
    let backup = base.argument("backup.db");
    base.ok(&["backup", &backup]);
    for line in [&["init", "--db", &long][..], &["backup", &long], &["restore", &backup, "--db", &long], &["demo", "--db", &long]] {
        base.refuses(2, line, &["文件名过长"], &["is too long"]);
    }
    base.ok(&["init", "--db", &fits]);
    base.ok(&["org", "add", "--name", "启明社", "--kind", "service", "--db", &fits]);
}

/// A file from elsewhere may hold a cell of any length: it is shown in the time
/// that it takes to read it, a record and its history as lists are.
#[test]
fn a_long_cell_is_shown_in_linear_time() {
    let base = Base::new();
    base.ok(&["org", "add", "--name", "启明社", "--kind", "service"]);
    let time = |n: usize| {
        let copy = base.copy();
        copy.meddle(&format!("UPDATE org SET note = replace(hex(zeroblob({n})), '00', '注 ') WHERE id = 1"));
        let started = Instant::now();
        for line in
            [&["show", "O1"][..], &["history", "O1"], &["list", "orgs"], &["show", "O1", "-f", "md"], &["list", "orgs", "-f", "csv"]]
        {
            copy.ok(line);
        }
        started.elapsed()
    };
    let (short, long) = (time(100_000), time(400_000));
    assert!(long < short * 10 + Duration::from_secs(2), "four times the cell took {long:?}, not {short:?}");
}
