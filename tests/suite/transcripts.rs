//! The twelve tasks of a clerk's day, done at a terminal by somebody who has read `fuhua`
//! and `fuhua help` alone: no try fails. What the terminal shows is kept word for word in
//! `tests/expected/day-*.txt`; `UPDATE_EXPECTED=1` writes them anew.

use crate::common::Base;
use crate::common::source::root;
use crate::common::terminal::{DOWN, ENTER, there_are};

/// A question, by the words that end it in each language, and what is answered to it.
type Answer<'a> = (&'a str, &'a str, &'a str);

/// A clerk who works in one language, and what their terminal showed.
struct Clerk {
    base: Base,
    chinese: bool,
    shown: String,
}

impl Clerk {
    fn new(lang: &str) -> Self {
        let mut base = Base::empty();
        // No path of this machine stands in what is shown.
        base.lang(lang).set("FUHUA_DB", "fuhua.db");
        Self { base, chinese: lang == "zh", shown: String::new() }
    }

    /// On a day, types a line; then answers. It must succeed.
    #[track_caller]
    fn does(&mut self, day: &str, line: &[&str], answers: &[Answer<'_>]) {
        self.base.today(day);
        let mut session = self.base.session(line);
        for (zh, en, keys) in answers {
            session.sees(if self.chinese { zh } else { en }).types(keys);
        }
        let (code, screen, cursor) = session.ends();
        assert!(code == 0 && cursor, "{line:?}: {code}\n{screen}");
        let typed = line.iter().map(|word| format!(" {word}")).collect::<String>();
        self.shown += &without_digests(&format!("[{day}]$ fuhua{typed}\n{screen}\n"));
    }

    /// A step of screening: the only application, its stage so far down the list, passed.
    #[track_caller]
    fn reviews(&mut self, day: &str, down: usize) {
        let stage = DOWN.repeat(down) + ENTER;
        let step = [
            ("申请", "application", ENTER),
            ("阶段", "stage", stage.as_str()),
            ("日期", "day", ENTER),
            ("还要写什么", "anything else", "--result"),
            ("--result", "--result", ENTER),
            ("结果", "result", ENTER),
        ];
        self.does(day, &["review"], &[&step[..], &DONE].concat());
    }

    /// A step of an exit, in the same way.
    #[track_caller]
    fn exits(&mut self, day: &str, down: usize) {
        let stage = DOWN.repeat(down) + ENTER;
        let step = [
            ("组织", "organisation", ENTER),
            ("结果", "result", ENTER),
            ("日期", "day", ENTER),
            ("还要写什么", "anything else", "--stage"),
            ("--stage", "--stage", ENTER),
            ("阶段", "stage", stage.as_str()),
        ];
        self.does(day, &["exit-assess"], &[&step[..], &DONE].concat());
    }
}

/// A text without digests: they rest on who is logged in where.
fn without_digests(text: &str) -> String {
    let (mut out, mut run) = (String::new(), String::new());
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_digit() || ('a'..='f').contains(&c) {
            run.push(c);
            continue;
        }
        out.push_str(if run.len() < 12 { &run } else { "…" });
        run.clear();
        out.push(c);
    }
    out.pop();
    out
}

const DONE: [Answer<'static>; 2] = [("还要写什么", "anything else", ENTER), ("记录吗", "record it", "y")];

/// From the first screen to a resident.
fn taken_in(clerk: &mut Clerk) {
    clerk.does("2021-10-08", &[], &[]);
    clerk.does("2021-10-08", &["help"], &[]);
    clerk.does("2021-10-08", &["init"], &[]);
    let name = if clerk.chinese { "春风社工服务中心\r" } else { "Breeze\r" };
    let add = [&[("名称", "name", name), ("类型", "kind", "\u{1b}[B\r")][..], &DONE].concat();
    clerk.does("2021-10-08", &["org", "add"], &add);
    let apply = [&[("组织", "organisation", ENTER), ("日期", "day", ENTER)][..], &DONE].concat();
    clerk.does("2021-10-08", &["apply"], &apply);
    let days = ["2021-11-01", "2021-11-12", "2021-11-23", "2021-12-06", "2021-12-20", "2021-12-27"];
    for (down, day) in days.into_iter().enumerate() {
        clerk.reviews(day, down);
    }
    let numbers = [
        ("申请", "application", ENTER),
        ("人员", "staff", "4\r"),
        ("部门", "departments", "2\r"),
        ("制度", "systems", "1\r"),
        ("项目", "projects", "0\r"),
        ("日期", "day", ENTER),
    ];
    clerk.does("2022-01-04", &["incubate"], &[&numbers[..], &DONE].concat());
}

/// A training with its sheet, and a consultation.
fn served(clerk: &mut Clerk) {
    let (sheet, title) = if clerk.chinese { ("签到表.csv", "内部治理\r") } else { ("roster.csv", "Governance\r") };
    clerk.base.file(sheet, "姓名,单位\n沈知秋,启明\n宋若溪,启明\n");
    let path = format!("{sheet}\r");
    let log = [
        ("名称", "title", title),
        ("形式", "form", ENTER),
        ("日期", "day", ENTER),
        ("还要写什么", "anything else", "--roster"),
        ("--roster", "--roster", ENTER),
        ("签到表", "roster", &path),
    ];
    clerk.does("2022-02-18", &["training", "log"], &[&log[..], &DONE].concat());
    let advice = [
        ("主题", "topic", ENTER),
        ("日期", "day", ENTER),
        ("还要写什么", "anything else", "--org"),
        ("--org", "--org", ENTER),
        ("组织", "organisation", ENTER),
    ];
    clerk.does("2022-03-01", &["consult", "log"], &[&advice[..], &DONE].concat());
}

/// Its exit, mistakes mended, and what the year came to.
fn seen_off(clerk: &mut Clerk) {
    clerk.does("2022-09-01", &["org", "register", "O1", "--uscc", "52640181MJY20002XB", "--kind", "service"], &[]);
    let assess =
        "--stage assess --result pass --staff 6 --departments 3 --systems 4 --projects 1 --registration pass --team pass --project pass";
    clerk.does("2023-01-10", &[&["exit-assess", "O1"][..], &assess.split(' ').collect::<Vec<_>>()].concat(), &[]);
    for (down, day) in [(1, "2023-01-11"), (2, "2023-01-12")] {
        clerk.exits(day, down);
    }
    let town = if clerk.chinese { "东塔镇" } else { "Dongta" };
    clerk.does("2023-01-13", &["edit", "O1", "--town", town], &[]);
    clerk.does("2023-01-13", &["void", "C1", "--reason", "x"], &[]);
    clerk.does("2023-01-13", &["undo"], &[]);
    clerk.does("2023-01-13", &[], &[]);
    clerk.does("2023-01-13", &["report", "issue", "quarterly", "2022Q4"], &[]);
    clerk.does("2023-01-13", &["report", "monthly", "2022-02", "-o", "month.xlsx"], &[]);
    clerk.does("2023-01-13", &["audit"], &[]);
}

#[test]
fn twelve_tasks_in_both_languages() {
    if !there_are() {
        return;
    }
    for lang in ["zh", "en"] {
        let mut clerk = Clerk::new(lang);
        taken_in(&mut clerk);
        served(&mut clerk);
        seen_off(&mut clerk);
        assert_eq!(clerk.base.value("SELECT count(*) FROM exit_step WHERE stage = 'final' AND result = 'pass'"), "1");
        assert_eq!(clerk.base.value("SELECT count(*) FROM attendance"), "2");
        let path = root().join(format!("tests/expected/day-{lang}.txt"));
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            std::fs::write(&path, &clerk.shown).expect("written");
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(clerk.shown, expected, "{}", path.display());
    }
}
