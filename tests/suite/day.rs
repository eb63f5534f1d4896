//! A clerk's day at a terminal: the home screen, questions, help, pages.

use std::process::Stdio;

use unicode_width::UnicodeWidthStr;

use crate::common::terminal::{BREAK, COLUMNS, DOWN, ENTER, there_are};
use crate::common::{Base, FUHUA};

/// A demo base whose day is the same everywhere.
fn demo() -> Base {
    let mut base = Base::empty();
    base.today("2026-03-05");
    base.ok(&["--db", &base.argument("fuhua.db"), "demo"]);
    base
}

#[test]
fn the_home_screen_shows_the_year_and_is_never_wider() {
    let mut base = demo();
    for (lang, words) in [
        ("zh", ["年度目标", "最近改动", "接着可做", "已逾期", "入驻孵化组织", "fuhua todo"]),
        ("en", ["the year's targets", "last changes", "what may come next", "overdue", "organisations", "fuhua todo"]),
    ] {
        base.lang(lang);
        for width in [40, 60, 80, 100, 200] {
            let shown = base.width(width).ok(&["home"]);
            assert!(shown.lines().all(|line| line.width() <= usize::from(width)), "{shown}");
            if width >= 80 {
                words.iter().for_each(|word| assert!(shown.contains(word), "{word}: {shown}"));
            }
            assert!(!shown.contains('\u{1b}'), "no colours in a pipe");
        }
    }
    let home = base.json(&["home"]);
    for key in ["plan", "year", "targets", "due", "changes", "next"] {
        assert!(!home[key].is_null(), "{key}: {home}");
    }
}

#[test]
fn the_program_alone_is_the_home_screen_on_a_terminal_only() {
    if !there_are() {
        return;
    }
    let mut base = demo();
    let (code, shown, _) = base.session(&[]).ends();
    assert!(code == 0 && shown.contains("年度目标") && shown.lines().all(|line| line.width() <= usize::from(COLUMNS)), "{shown}");
    // A script that forgot its command is told as ever.
    let outcome = base.run(&[]);
    assert_eq!((outcome.code, outcome.out.as_str()), (2, ""));
    // Colours as the terminal has them.
    for (name, value, colours) in [("", "", true), ("NO_COLOR", "1", false), ("CLICOLOR", "0", false)] {
        let mut plain = base.copy();
        if !name.is_empty() {
            plain.set(name, value);
        }
        let line = format!("stty rows 24 cols 80; exec {FUHUA}");
        let mut script = plain.process("script");
        script.args(["-qec", &line, "/dev/null"]).env("TERM", "xterm").stdin(Stdio::null());
        let out = String::from_utf8(script.output().expect("it runs").stdout).expect("text");
        assert_eq!(out.contains("\u{1b}[31m") || out.contains("\u{1b}[32m"), colours, "{name}: {out}");
    }
    let empty = Base::empty();
    let (code, shown, _) = empty.session(&[]).ends();
    assert!(code == 0 && ["fuhua init", "fuhua demo", "fuhua audit"].iter().all(|line| shown.contains(&line[5..])), "{shown}");
    base.lang("en");
    assert_eq!(empty.run(&["home"]).code, 3, "without a terminal a missing database is told as by every command");
}

#[test]
fn a_command_that_lacks_something_asks_for_it() {
    if !there_are() {
        return;
    }
    let base = Base::new();
    let mut talk = base.session(&["org", "add"]);
    talk.sees("名称").types("春风社工服务中心\r").sees("类型").types(DOWN).types(ENTER);
    talk.sees("还要写什么").types("town").sees("--town").types(ENTER).sees("乡镇").types("东塔镇\r");
    talk.sees("还要写什么").types(ENTER).sees("等同的命令").sees("记录吗").types(ENTER);
    let (code, shown, cursor) = talk.ends();
    assert!(code == 0 && cursor, "{shown}");
    // A line that is too long goes on in the next row.
    let line = "fuhua org add --name 春风社工服务中心 --kind 社会服务机构 --town 东塔镇";
    assert!(shown.replace('\n', "").contains(line), "{shown}");
    assert_eq!(base.value("SELECT name || kind || town FROM org"), "春风社工服务中心service东塔镇");
}

#[test]
fn who_breaks_off_leaves_nothing_and_has_the_cursor() {
    if !there_are() {
        return;
    }
    let base = Base::new();
    let before = base.bytes();
    for keys in [&["春风\r", BREAK][..], &[BREAK]] {
        let mut talk = base.session(&["org", "add"]);
        for key in keys {
            talk.sees(if *key == BREAK && keys.len() > 1 { "类型" } else { "名称" }).types(key);
        }
        let (code, shown, cursor) = talk.ends();
        assert!(code == 2 && cursor && shown.contains("已取消"), "{code} {shown}");
        assert!(base.bytes() == before);
    }
}

#[test]
fn what_is_typed_wrong_is_asked_again_with_the_reason() {
    if !there_are() {
        return;
    }
    let base = Base::new();
    base.ok(&["org", "add", "--name", "春风社工服务中心", "--kind", "service"]);
    base.ok(&["org", "add", "--name", "启明助老中心", "--kind", "service"]);
    // By the initials of its name; a day that is none; the default day.
    let mut talk = base.session(&["apply"]);
    talk.sees("组织").types(DOWN).types(ENTER).sees("日期").types("\u{15}2021-13-01\r").sees("没有2021年13月1日");
    talk.types("\u{15}2023-11-30\r").sees("还要写什么").types(ENTER).sees("记录吗").types("y");
    let (code, shown, _) = talk.ends();
    assert!(code == 0, "{shown}");
    assert_eq!(base.value("SELECT org_id || on_date FROM application"), "12023-11-30");
}

#[test]
fn nobody_is_asked_without_a_terminal_or_with_no_input() {
    let base = Base::new();
    let told = base.fails(2, &["org", "add"]);
    assert!(told.contains("--name") && told.contains("--kind") && told.contains("例:fuhua org add --name"), "{told}");
    let asked = base.choosing(&["org", "add", "--no-input"], Some(0));
    assert!(asked.code == 2 && asked.err.contains("--name") && asked.err.contains("--kind"), "{asked:?}");
    base.lang_en().says(2, &["incubate"], &["--staff", "--departments", "--systems", "for example: fuhua incubate"]);
}

impl Base {
    /// The same base, in English.
    fn lang_en(&self) -> Self {
        let mut copy = self.copy();
        copy.lang("en");
        copy
    }
}

#[test]
fn a_word_that_is_none_is_answered_with_what_was_meant() {
    let base = Base::new();
    base.ok(&["org", "add", "--name", "启明社工服务中心", "--kind", "service"]);
    for (line, words) in [
        (&["登机"][..], "登记"),
        (&["sq"], "申请"),
        (&["org", "add", "--名称", "x", "--kind", "service"], "--name"),
        (&["org", "add", "--mc", "x", "--kind", "service"], "--name"),
        (&["org", "add", "--naem", "x", "--kind", "service"], "--name"),
        (&["org", "add", "--name", "x", "--kind", "服务机构"], "社会服务机构"),
        (&["org", "add", "--name", "x", "--kind", "sevice"], "service"),
        (&["show", "启名"], "O1 启明社工服务中心"),
        (&["show", "qmsg"], "O1 启明社工服务中心"),
        (&["list", "ogrs"], "orgs"),
    ] {
        let told = base.fails(2, line);
        assert!(told.contains(&format!("“{words}”")) || told.contains(&format!("是否指 {words}")), "{line:?}: {told}");
    }
    let told = base.lang_en().fails(2, &["org", "add", "--nmae", "x", "--kind", "service"]);
    assert!(told.contains("did you mean '--name'?"), "{told}");
}

#[test]
fn a_former_name_is_found() {
    let base = Base::new();
    base.ok(&["org", "add", "--name", "启明社", "--kind", "service"]);
    base.ok(&["edit", "O1", "--name", "春风社"]);
    assert_eq!(base.json(&["show", "启明"])["code"], "O1");
    base.ok(&["org", "file", "启明社", "--date", "2023-11-01"]);
}

#[test]
fn a_shell_is_told_what_may_be_typed() {
    let base = Base::new();
    base.ok(&["org", "add", "--name", "启明社工服务中心", "--kind", "service"]);
    let offered = |words: &[&str]| -> Vec<String> {
        let out = base.ok(&[&["complete-words"], words].concat());
        out.lines().map(|line| line.split('\t').next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(offered(&["tod"]), ["todo"]);
    assert_eq!(offered(&["申"]), ["申请"]);
    assert_eq!(offered(&["org", "add", "--na"]), ["--name"]);
    assert!(offered(&["org", "add", "--kind", ""]).contains(&"社会服务机构".to_owned()));
    assert_eq!(offered(&["show", "启"]), ["启明社工服务中心"]);
    assert_eq!(offered(&["show", "O"]), ["O1"]);
    assert_eq!(offered(&["登"]), ["登记"]);
    assert_eq!(offered(&["--lang", ""]), ["zh", "en"]);
    for typed in ["启", "qm", "qiming"] {
        assert_eq!(offered(&["apply", typed]), ["启明社工服务中心"], "{typed}");
    }
    assert_eq!(offered(&["apply", "O"]), ["O1"]);
    assert!(offered(&["list", "org"]).contains(&"orgs".to_owned()));
    assert_eq!(offered(&["--db", "none.db", "apply", ""]), [""; 0], "a database that is not there offers nothing");
    let english = base.lang_en();
    assert!(english.ok(&["complete-words", "org", "add", "--kind", "se"]).starts_with("service\t"));
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(base.ok(&["completion", shell]).contains("complete-words"), "{shell}");
    }
    let page = base.ok(&["manual"]);
    assert!(page.contains(".SH 选项") && page.contains("fuhua org add") && !page.contains(".SH NAME"), "{page}");
}

#[test]
fn what_is_due_goes_to_a_chat_and_to_a_calendar() {
    let base = demo();
    let text = base.ok(&["todo", "-f", "text"]);
    assert!(text.starts_with("待办(2026-03-05):共") && text.lines().nth(1).is_some_and(|line| line.starts_with("1. ")), "{text}");
    let ics = base.ok(&["todo", "-f", "ics"]);
    assert!(ics.starts_with("BEGIN:VCALENDAR\r\n") && ics.ends_with("END:VCALENDAR\r\n"), "{ics}");
    let events = ics.matches("BEGIN:VEVENT").count();
    assert_eq!(events, base.json(&["todo"]).as_array().expect("a list").len());
    assert!(ics.split("\r\n").all(|line| line.len() <= 75), "{ics}");
    let path = base.argument("due.ics");
    base.ok(&["todo", "-o", &path]);
    assert_eq!(std::fs::read_to_string(path).expect("the file"), ics);
    assert_eq!(base.json(&["todo", "--limit", "1"]).as_array().expect("a list").len(), 1);
    // No other command has these forms, and none does anything before it says so.
    base.refuses(2, &["org", "add", "--name", "x", "--kind", "service", "-f", "ics"], &["只用于 todo"], &["is for todo"]);
}

#[test]
fn the_first_entry_of_a_day_tells_what_became_overdue() {
    let mut base = Base::new();
    base.today("2022-01-04");
    base.lines("org add --name 启明 --kind service");
    base.ok(&["apply", "O1", "--date", "2021-10-08"]);
    base.passes("A1", "final", "2021-12-20");
    base.enters("A1", "2022-01-04");
    base.today("2022-02-10");
    let add = ["org", "add", "--name", "暖阳", "--kind", "service"];
    let told = base.run(&add);
    assert!(told.code == 0 && told.err.contains("上次记录") && told.err.contains("有3件逾期"), "{told:?}");
    assert!(!base.run(&["org", "add", "--name", "绿洲", "--kind", "service"]).err.contains("上次记录"), "once a day");
    base.today("2022-05-10");
    assert_eq!(base.run(&["org", "add", "--name", "青禾", "--kind", "service", "-q"]).err, "");
}

#[test]
fn a_list_is_sorted_and_added_up() {
    let base = Base::new();
    base.lines(
        "finance post --in 100 --category appropriation --date 2021-11-05
         finance post --in 300 --category appropriation --date 2021-10-05
         finance post --in 200 --category appropriation --date 2021-12-05",
    );
    let codes = |sort: &str| -> Vec<String> {
        let list = base.json(&["list", "vouchers", "--sort", sort]);
        list.as_array().expect("a list").iter().map(|v| v["code"].as_str().expect("a code").to_owned()).collect()
    };
    assert_eq!(codes("date"), ["V2", "V1", "V3"]);
    assert_eq!(codes("-日期"), ["V3", "V1", "V2"]);
    let told = base.run(&["list", "vouchers"]);
    assert!(told.err.contains("合计:") && told.err.contains("600.00"), "{told:?}");
    base.refuses(2, &["list", "vouchers", "--sort", "dat"], &["没有字段", "是否想写“date”"], &["have no field", "did you mean 'date'"]);
}

#[test]
fn a_long_answer_is_shown_page_by_page() {
    if !there_are() {
        return;
    }
    let base = demo();
    let line = format!("stty rows 24 cols 80; {FUHUA} list services; {FUHUA} list services --no-pager; {FUHUA} target status");
    let mut script = base.process("script");
    script.args(["-qec", &line, "/dev/null"]).env("TERM", "xterm").env("PAGER", "sed s/^/paged:/").stdin(Stdio::null());
    let out = String::from_utf8(script.output().expect("it runs").stdout).expect("text");
    let (paged, plain): (Vec<&str>, Vec<&str>) = out.lines().partition(|line| line.starts_with("paged:"));
    assert!(paged.len() > 24 && plain.len() > 24 + 8, "{out}");
}
