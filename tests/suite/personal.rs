//! Personal data: masked everywhere, shown whole only on record, erased to the
//! last byte on request.

use crate::common::commands::{OTHERS, READING};
use crate::common::{Base, Outcome};
use fuhua::store::records::registry;

/// Phones of the base, as they are kept.
const ORG: &str = "13800138001";
const ORG_NOW: &str = "13800138002";
const FIRST: &str = "13900139001";
const EARLIER: &str = "13900139002";
const LATER: &str = "13900139003";

/// O1 had another phone before; M1 too; M2 has none; M3 has one.
fn base() -> Base {
    let base = Base::new();
    base.ok(&["org", "add", "--name", "春风社工服务中心", "--kind", "service", "--contact", "白露", "--phone", "138-0013-8001"]);
    base.ok(&["edit", "O1", "--phone", ORG_NOW]);
    let roster = base.file("签到.csv", format!("姓名,单位,电话\n甘晓岚,春风,{EARLIER}\n马海宁,春风,\n"));
    base.ok(&["training", "log", "--title", "项目设计", "--form", "lecture", "--date", "2023-11-05", "--roster", &roster]);
    base.ok(&["training", "roster", "T1", &base.file("补签.csv", format!("姓名,电话\n丁一,{FIRST}\n"))]);
    base.ok(&["edit", "M1", "--phone", LATER]);
    base
}

fn holds(haystack: &[u8], needle: &str) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle.as_bytes())
}

// ---------------------------------------------------------------- shown on record

#[test]
fn phones_are_masked_unless_a_reason_is_put_on_record() {
    let base = base();
    let masked = base.ok(&["list", "persons"]);
    assert!(masked.contains("139****9003") && !masked.contains(LATER), "{masked}");

    let shown = base.run(&["list", "persons", "--reveal-personal", "电话回访"]);
    assert_eq!(shown.code, 0, "{shown:?}");
    assert!(shown.out.contains(LATER) && shown.out.contains(FIRST) && !shown.out.contains("****"), "{shown:?}");
    assert!(shown.err.contains("DS1") && shown.err.contains("2条"), "{shown:?}");
    assert_eq!(base.sql("SELECT id, on_date, shown, reason FROM disclosure"), [["1", "2023-12-01", "M1 M3", "电话回访"]]);
    assert_eq!(
        base.sql("SELECT command, arguments FROM journal ORDER BY seq DESC LIMIT 1"),
        [["list", r#"["list","persons","--reveal-personal","电话回访"]"#]]
    );

    let json = base.json(&["show", "O1", "--reveal-personal", "check", "--lang", "en"]);
    assert_eq!(json["phone"], ORG_NOW);
    assert_eq!(base.json(&["show", "O1"])["phone"], "138****8002");
    let file = base.path("名单.csv");
    let quiet = base.run(&["list", "orgs", "-f", "csv", "-q", "-o", &base.argument("名单.csv"), "--reveal-personal", "汇总"]);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (0, "", ""));
    assert!(holds(&std::fs::read(&file).expect("it is there"), ORG_NOW));
    assert_eq!(base.value("SELECT count(*) FROM disclosure"), "3");
    assert!(base.ok(&["list", "disclosures"]).contains("汇总"));
    assert!(base.ok(&["show", "DS2", "--lang", "en"]).contains("check"));
    base.sound();
}

#[test]
fn what_is_not_there_is_not_put_on_record() {
    let base = base();
    for line in [["show", "M2"], ["list", "trainings"], ["show", "T1"], ["list", "journal"], ["show", "J2"]] {
        for (lang, words) in [("zh", "未留存"), ("en", "nothing was put on record")] {
            let before = base.bytes();
            let outcome = base.run(&[&line[..], &["--reveal-personal", "x", "--lang", lang]].concat());
            assert_eq!(outcome.code, 0, "{outcome:?}");
            assert!(outcome.err.contains(words), "{outcome:?}");
            assert!(base.bytes() == before);
        }
    }
}

#[test]
fn showing_whole_is_refused_where_it_cannot_be_put_on_record() {
    let base = base();
    for (line, zh, en) in [
        (vec!["list", "persons", "--dry-run"], "--dry-run", "--dry-run"),
        (vec!["list", "persons", "--as-known-on", "J3"], "--as-known-on", "--as-known-on"),
        (vec!["report", "quarterly"], "list 和 show", "list and show"),
        (vec!["history", "M1"], "list 和 show", "list and show"),
        (vec!["edit", "M2", "--phone", FIRST], "list 和 show", "list and show"),
    ] {
        let line = [&line[..], &["--reveal-personal", "x"]].concat();
        base.refuses(2, &line, &[zh], &[en]);
    }
    assert!(base.fails(2, &["list", "persons", "--reveal-personal", " "]).contains("不能为空"));
    assert!(base.fails(2, &["show", "M1", "--reveal-personal", "", "--lang", "en"]).contains("cannot be empty"));
    // A record that is not there shows nothing and leaves nothing.
    base.says(2, &["show", "M9", "--reveal-personal", "x"], &["没有记录 M9"]);
    // Nothing is shown if it cannot be put on record: here, the chain is not sealed.
    base.meddle("INSERT INTO journal (seq, at, actor, login, command, arguments) SELECT max(seq) + 1, '2023-12-01', 'x', 'x', 'x', '[]' FROM journal");
    let refused = base.fails(3, &["list", "persons", "--reveal-personal", "x"]);
    assert!(!refused.contains(FIRST), "{refused}");
    assert_eq!(base.value("SELECT count(*) FROM disclosure"), "0");
}

#[test]
fn what_was_done_with_personal_data_stays_on_record() {
    let base = base();
    base.ok(&["show", "M1", "--reveal-personal", "核对"]);
    base.ok(&["person", "forget", "M3", "--reason", "本人要求"]);
    for code in ["DS1", "Q1"] {
        base.breaks("personal.kept", &["void", code, "--reason", "误记"]);
        base.refuses(2, &["edit", code, "--reason", "别的"], &["不能更正"], &["not corrected"]);
    }
}

/// Nothing is put on record if the answer has nowhere to go.
#[test]
fn what_cannot_be_written_is_not_put_on_record() {
    let base = base();
    base.file("there.csv", "x");
    std::fs::create_dir(base.path("folder")).expect("a folder");
    for (code, output) in [(4, "no/where/list.csv"), (4, "no/where/"), (4, "folder"), (2, "there.csv"), (2, "fuhua.db")] {
        let output = if output.ends_with('/') { base.argument("no/where") + "/" } else { base.argument(output) };
        let said = base.fails(code, &["list", "persons", "-f", "csv", "-o", &output, "--reveal-personal", "回访"]);
        assert!(!said.contains("DS"), "{output}: {said}");
    }
    assert_eq!(base.value("SELECT count(*) FROM disclosure"), "0");
    base.ok(&["list", "persons", "-f", "csv", "-o", &(base.argument("folder") + "/"), "--reveal-personal", "回访"]);
    assert_eq!(base.value("SELECT count(*) FROM disclosure"), "1");
    assert_eq!(crate::common::names(&base.path("folder")).len(), 1);
}

// ---------------------------------------------------------------- erased

#[test]
fn forgetting_a_person_takes_every_number_out_of_the_file() {
    let base = base();
    for number in [EARLIER, LATER] {
        assert!(holds(&base.bytes(), number), "{number} is in the file before");
    }
    let dry = base.ok(&["person", "forget", "M1", "--reason", "本人要求", "--dry-run"]);
    assert!(dry.contains("试运行") && holds(&base.bytes(), LATER), "{dry}");
    let before = base.value("SELECT group_concat(quote(name) || quote(unit)) FROM person");
    let said = base.ok(&["person", "forget", "M1", "--reason", "本人要求"]);
    assert!(said.contains("2项") && said.contains("Q1"), "{said}");
    let backup = base.path("b.db");
    base.ok(&["backup", &base.argument("b.db")]);
    for bytes in [base.bytes(), std::fs::read(&backup).expect("it is there")] {
        assert!(!holds(&bytes, EARLIER) && !holds(&bytes, LATER), "no byte of the numbers is left");
        assert!(holds(&bytes, FIRST) && holds(&bytes, ORG), "others keep theirs");
    }
    assert_eq!(base.value("SELECT group_concat(quote(name) || quote(unit)) FROM person"), before, "the roster stays");
    assert_eq!(base.value("SELECT count(*) FROM personal WHERE value IS NULL AND salt IS NULL"), "2");

    assert!(base.ok(&["list", "persons"]).contains("已删除"));
    assert!(base.ok(&["show", "M1", "--lang", "en"]).contains("erased"));
    assert_eq!(base.json(&["show", "M1", "--lang", "en"])["related"]["erasures"][0]["reason"], "本人要求");
    let again = base.run(&["show", "M1", "--reveal-personal", "x"]);
    assert!(again.out.contains("已删除") && again.err.contains("未留存"), "{again:?}");
    base.sound();

    let twice = base.fails(1, &["person", "forget", "M1", "--reason", "又一次"]);
    assert!(twice.contains("2023-12-01") && twice.contains("Q1"), "{twice}");
    assert!(base.fails(1, &["person", "forget", "M1", "--reason", "x", "--lang", "en"]).contains("already"));
    // A number that is given again can be erased again.
    base.ok(&["edit", "M1", "--phone", "13700137000"]);
    base.ok(&["person", "forget", "M1", "--reason", "再次要求"]);
    assert!(!holds(&base.bytes(), "13700137000"));
}

#[test]
fn forgetting_tells_who_else_has_the_number() {
    let base = base();
    base.ok(&["edit", "M2", "--phone", FIRST]);
    base.ok(&["edit", "O1", "--phone", &format!("+86 {FIRST}")]);
    let said = base.run(&["person", "forget", "M3", "--reason", "本人要求"]);
    assert!(said.code == 0 && said.err.contains("M2、O1"), "{said:?}");
    assert!(base.json(&["person", "forget", "M2", "--reason", "x"])["warnings"][0].as_str().expect("a warning").contains("O1"));
}

#[test]
fn forgetting_what_is_not_there_is_refused() {
    let base = base();
    base.refuses(1, &["person", "forget", "M2", "--reason", "x"], &["无可删除"], &["nothing to erase"]);
    assert!(base.fails(2, &["person", "forget", "M9", "--reason", "x"]).contains("没有记录"));
    for text in ["O1", "甘晓岚", "M"] {
        assert!(base.fails(2, &["person", "forget", text, "--reason", "x"]).contains("不是人员的编号(如 M1)"), "{text}");
    }
    assert!(base.fails(2, &["person", "forget", "M1"]).contains("--reason"));
    assert!(base.fails(2, &["person", "forget", "M1", "--reason", " "]).contains("不能为空"));
    // A void person can be forgotten, and a forgotten one made void.
    base.ok(&["void", "H1", "--reason", "误记"]);
    base.ok(&["void", "M1", "--reason", "误记"]);
    base.ok(&["person", "forget", "M1", "--reason", "本人要求"]);
    assert!(!holds(&base.bytes(), LATER));
    base.ok(&["person", "forget", "M3", "--reason", "本人要求"]);
    base.ok(&["void", "H3", "--reason", "误记"]);
    base.ok(&["void", "M3", "--reason", "误记"]);
    base.sound();
}

#[test]
fn no_undo_brings_a_number_back_or_hides_that_it_was_shown() {
    let base = base();
    base.ok(&["show", "M1", "--reveal-personal", "核对"]);
    let shown = format!("J{}", base.newest());
    assert!(base.fails(1, &["undo", &shown]).contains("个人信息"));
    // Left out, the newest entry that can be taken back is meant: M1's later phone.
    base.ok(&["undo"]);
    assert_eq!(base.value("SELECT value FROM personal v JOIN person p ON p.phone = v.commitment WHERE p.id = 1"), EARLIER);
    base.ok(&["person", "forget", "M1", "--reason", "本人要求"]);
    let erased = format!("J{}", base.newest());
    assert!(base.fails(1, &["undo", &erased, "--lang", "en"]).contains("cannot be undone"));
    // To take the undo back sets the phone that was erased with the other.
    base.ok(&["undo", &base.value("SELECT 'J' || seq FROM journal WHERE undoes IS NOT NULL")]);
    assert!(base.ok(&["list", "persons"]).contains("已删除"));
    assert!(base.ok(&["list", "persons", "--as-known-on", "J5"]).contains("已删除"), "nor does the past");
    assert!(base.ok(&["show", "M1", "--as-known-on", "J5", "--lang", "en"]).contains("erased"));
    base.sound();
}

#[test]
fn a_person_whom_an_undo_took_away_can_be_forgotten() {
    let base = base();
    let roster = base.file("又.csv", "姓名,电话\n钱多,13600136000\n");
    base.ok(&["training", "roster", "T1", &roster]);
    base.ok(&["undo"]);
    assert_eq!(base.value("SELECT count(*) FROM person WHERE id = 4"), "0");
    assert!(holds(&base.bytes(), "13600136000"));
    base.ok(&["person", "forget", "M4", "--reason", "本人要求"]);
    assert!(!holds(&base.bytes(), "13600136000"));
    assert!(base.fails(2, &["person", "forget", "M4", "--reason", "x"]).contains("没有记录"));
    base.ok(&["undo", &base.value("SELECT 'J' || seq FROM journal WHERE undoes IS NOT NULL")]);
    assert!(base.ok(&["show", "M4"]).contains("已删除"));
    assert!(base.fails(1, &["person", "forget", "M4", "--reason", "x"]).contains("Q1"));
}

/// An organisation's phones: the one that is, those that were replaced or emptied,
/// of one that is void or that an undo took away.
#[test]
fn forgetting_an_organisation_takes_every_number_out_of_the_file() {
    let base = base();
    let left = |number: &str| holds(&base.bytes(), number);
    assert!(left(ORG) && left(ORG_NOW));
    let said = base.run(&["org", "forget", "春风", "--reason", "本会要求"]);
    assert!(said.code == 0 && said.out.contains("O1 春风社工服务中心") && said.out.contains("2项") && said.out.contains("Q1"), "{said:?}");
    assert!(!left(ORG) && !left(ORG_NOW) && left(FIRST), "others keep theirs");
    assert!(base.ok(&["show", "O1"]).contains("已删除"));
    assert_eq!(base.json(&["show", "O1"])["related"]["erasures"][0]["subject"], "O1");
    base.sound();
    // Emptied, then void.
    base.ok(&["edit", "O1", "--phone", "13700137001"]);
    base.ok(&["edit", "O1", "--phone", ""]);
    base.ok(&["void", "O1", "--reason", "误记"]);
    base.ok(&["org", "forget", "O1", "--reason", "再次要求"]);
    assert!(!left("13700137001"));
    base.refuses(1, &["org", "forget", "O1", "--reason", "x"], &["已于2023-12-01删除(Q2)"], &["erased already", "Q2"]);
    // Taken away.
    base.ok(&["org", "add", "--name", "秋实社", "--kind", "service", "--phone", "13700137002"]);
    base.ok(&["undo"]);
    assert!(left("13700137002"));
    base.ok(&["org", "forget", "O2", "--reason", "本会要求"]);
    assert!(!left("13700137002"));
    base.refuses(2, &["org", "forget", "O2", "--reason", "x"], &["没有记录 O2"], &["no record O2"]);
    base.refuses(2, &["org", "forget", "M1", "--reason", "x"], &["M1"], &["M1"]);
    assert!(base.fails(2, &["org", "forget", "没有这家", "--reason", "x"]).contains("没有组织"));
    base.ok(&["org", "add", "--name", "冬青社", "--kind", "service"]);
    base.refuses(1, &["org", "forget", "O3", "--reason", "x"], &["无可删除"], &["nothing to erase"]);
    // Who else has the number is told, and keeps it.
    base.ok(&["edit", "O3", "--phone", LATER]);
    let said = base.run(&["org", "forget", "O3", "--reason", "本会要求"]);
    assert!(said.err.contains("M1") && left(LATER), "{said:?}");
    assert!(base.run(&["person", "forget", "M1", "--reason", "x"]).code == 0 && !left(LATER));
    base.sound();
}

/// A file that was made under a stated day can be made again, salts and all: it
/// says so where that matters, and no other does.
#[test]
fn a_rehearsal_says_that_it_is_one() {
    let mut base = Base::empty();
    for (lang, init, forget) in [("zh", "这是演练库", "仍可由流水中的摘要推出"), ("en", "this is a rehearsal", "can still be worked out")]
    {
        base.lang(lang);
        let _ = std::fs::remove_file(base.db());
        let said = |base: &Base, line: &[&str]| {
            let outcome = base.run(line);
            assert_eq!(outcome.code, 0, "{outcome:?}");
            outcome.err
        };
        assert!(said(&base, &["init"]).contains(init));
        assert!(said(&base, &["org", "add", "--name", "春风", "--kind", "service", "--phone", ORG]).contains(init));
        assert!(said(&base, &["edit", "O1", "--phone", ORG_NOW]).contains(init));
        let roster = base.file("r.csv", format!("姓名,电话\n丁一,{FIRST}\n"));
        let session = ["training", "log", "--title", "一", "--form", "lecture", "--date", "2023-11-05", "--roster", &roster];
        assert!(said(&base, &session).contains(init));
        assert!(!said(&base, &["edit", "O1", "--town", "城区"]).contains(init));
        let audit = base.run(&["audit"]);
        assert!(audit.code == 0 && audit.out.contains(init), "{audit:?}");
        for format in ["json", "csv"] {
            assert!(said(&base, &["audit", "-f", format, "--expect-head", &base.head()]).contains(init), "{format}");
        }
        for line in [["org", "forget", "O1", "--reason", "x"], ["person", "forget", "M1", "--reason", "x"]] {
            assert!(said(&base, &line).contains(forget), "{line:?}");
        }
    }
    // By the clock's own day it is none.
    base.unset("FUHUA_TODAY");
    let _ = std::fs::remove_file(base.db());
    for line in [
        &["init", "--start", "2026-10-01"][..],
        &["org", "add", "--name", "春风", "--kind", "service", "--phone", ORG],
        &["audit"],
        &["org", "forget", "O1", "--reason", "x"],
    ] {
        let Outcome { code, out, err } = base.run(line);
        assert!(code == 0 && !(out + &err).contains("rehearsal"), "{line:?}");
    }
}

#[test]
fn an_id_number_is_erased_too() {
    let base = base();
    base.meddle(
        "INSERT INTO personal (commitment, kind, salt, value) VALUES (lower(hex(zeroblob(32))), 'id_number', lower(hex(zeroblob(16))), '640181199001011234');
         UPDATE person SET id_number = lower(hex(zeroblob(32))) WHERE id = 2",
    );
    base.ok(&["person", "forget", "M2", "--reason", "本人要求"]);
    assert!(!holds(&base.bytes(), "640181199001011234"));
}

/// Pages of the table are split, merged and cut: no remnant stays anywhere.
#[test]
fn nothing_is_left_of_hundreds() {
    let base = Base::new();
    let number = |i: usize| format!("158{:08}", 10_007 * i);
    let mut roster = String::from("姓名,电话\n");
    (1..=400).for_each(|i| roster += &format!("学员{i},{}\n", number(i)));
    let roster = base.file("签到.csv", roster);
    base.ok(&["training", "log", "--title", "大课", "--form", "lecture", "--date", "2023-11-05", "--roster", &roster]);
    let forgotten: Vec<usize> = (1..=400).filter(|i| i % 11 == 3 || (200..215).contains(i)).collect();
    for i in &forgotten {
        base.ok(&["person", "forget", &format!("M{i}"), "--reason", "本人要求"]);
    }
    let bytes = base.bytes();
    let left: Vec<&usize> = forgotten.iter().filter(|i| holds(&bytes, &number(**i))).collect();
    assert!(left.is_empty(), "{left:?}");
    assert!((1..=400).filter(|i| !forgotten.contains(i)).all(|i| holds(&bytes, &number(i))), "all others are there");
}

// ---------------------------------------------------------------- no leaks

/// A mobile or an ID number is taken in no argument that is kept, however it is
/// written, but where such a number belongs.
#[test]
fn no_text_that_is_kept_holds_a_number() {
    let base = base();
    let numbers =
        ["15800158000", "经办 158-0015-8000", "１５８００１５８０００", "+86 15800158000", "11010519491231002X", "110105194912310021号"];
    let before = base.bytes();
    let mut tried = 0;
    for line in OTHERS {
        let words: Vec<&str> = line.split(' ').collect();
        // These keep no record, or make a file of that name.
        if ["init", "backup", "restore", "upgrade", "audit", "export", "rollup", "template", "completion", "manual", "demo"]
            .contains(&words[0])
        {
            continue;
        }
        let places =
            (1..words.len()).filter(|i| words[i - 1].starts_with("--") && !["--phone", "--id-number", "--uscc"].contains(&words[i - 1]));
        for (i, number) in places.flat_map(|i| numbers.map(|number| (i, number))) {
            let mut typed = words.clone();
            typed[i] = number;
            let Outcome { code, out, err } = base.run(&typed);
            assert_eq!(code, 2, "{typed:?}: {out}{err}");
            for digits in ["15800158000", "0015-8000", "８００１５８", "0519491231"] {
                assert!(!err.contains(digits) && !out.contains(digits), "{typed:?}: {out}{err}");
            }
            tried += 1;
        }
        if words[0] == "attach" || words.last().is_some_and(|last| last.ends_with(".csv")) {
            continue; // A file is read before anything is written down.
        }
        let reason = base.run(&words.iter().copied().chain(["--override", "本人电话15800158000"]).collect::<Vec<_>>());
        assert_eq!(reason.code, 2, "{words:?}: {reason:?}");
        let actor = base.run(&words.iter().copied().chain(["--actor", "白露15800158000"]).collect::<Vec<_>>());
        assert!([1, 2].contains(&actor.code) && !actor.err.contains("15800158000"), "{words:?}: {actor:?}");
    }
    assert!(tried > 200, "{tried}");
    let noted = base.run(&["edit", "O1", "--note", "财务 15800158000 转"]);
    assert!(noted.err.contains("--note") && noted.err.contains("158****8000") && noted.err.contains("--phone"), "{noted:?}");
    let noted = base.run(&["org", "add", "--name", "15800158000", "--kind", "service", "--lang", "en"]);
    assert!(noted.err.contains("--name") && noted.err.contains("cannot be erased"), "{noted:?}");
    // Nothing takes an ID number: no flag is named that is not there.
    assert!(!noted.err.contains("--id-number"), "{noted:?}");
    assert_eq!(base.run(&["list", "persons", "--reveal-personal", "回访15800158000"]).code, 2);
    assert_eq!(base.run(&["attach", "O1", &base.file("证件110105194912310021.pdf", "x"), "--as", "other"]).code, 2);
    assert!(base.bytes() == before, "nothing was kept");
}

/// What only looks a little like a number is taken: landlines of offices, codes,
/// numbers of receipts, sums, and what is only looked for.
#[test]
fn other_numbers_are_taken_as_text() {
    let base = base();
    base.ok(&["edit", "O1", "--note", "传真 0951-4021234,票据 No13800138000,账号 6222021234567890123"]);
    base.ok(&["org", "add", "--name", "12345热线志愿者协会", "--kind", "association", "--note", "批文 〔2021〕138 号"]);
    // A code of figures alone whose place of an ID number's day is one.
    base.ok(&["org", "register", "O2", "--uscc", "513101200012050012", "--date", "2022-03-01"]);
    assert_eq!(base.run(&["search", "15800158000"]).code, 0);
}

/// Every output that there is: of reading, of writing, of failing.
#[test]
fn no_output_holds_a_phone() {
    let base = base();
    base.ok(&["project", "start", "O1", "--title", "暖冬", "--date", "2023-11-06"]);
    base.ok(&["person", "forget", "M3", "--reason", "本人要求"]);
    let secrets = [ORG, "138-0013-8001", ORG_NOW, FIRST, EARLIER, LATER, "15800158000", "158-0015-8000", "１５８００１５８０００"];
    let mut lines: Vec<Vec<String>> = Vec::new();
    let mut line = |text: &str| lines.push(text.split(' ').map(str::to_owned).collect());
    for kind in registry::ALL {
        line(&format!("list {}", kind.plural));
        line(&format!("list {} --void", kind.plural));
        for id in base.sql(&format!("SELECT id FROM {}", kind.table)).concat() {
            line(&format!("show {}{id}", kind.prefix));
            line(&format!("history {}{id}", kind.prefix));
        }
    }
    for seq in base.sql("SELECT seq FROM journal").concat() {
        line(&format!("show J{seq}"));
        line(&format!("history J{seq}"));
    }
    let bad =
        base.file("坏.csv", "姓名,单位,电话,出勤\n甘晓岚,春风,15800158000,来了\n丁一,,1580015,到\n甘晓岚,,15800158000/15800158001,到\n");
    let clash = base.file("重.csv", "姓名,单位,电话,出勤\n钱多,春风,15800158000,到\n钱多,春风,15800158000,缺勤\n");
    let good = base.file("好.csv", "姓名,单位,电话\n钱多,春风,15800158000\n甘晓岚,春风,13900139003\n");
    for text in [
        "history",
        "list journal",
        "audit",
        "report monthly 2023-11",
        "report quarterly",
        "report evidence trainees",
        "report evidence projects",
        "target status",
        "plan show",
        "report issue quarterly 2022Q4",
        "report reprint R1",
        "report diff R1",
        "list persons --as-known-on J3",
        "show M1 --as-known-on J4",
        "history --as-known-on J4",
        "undo --dry-run",
        "undo J3 --dry-run",
        "backup no/where.db",
        "org add --name 新叶社 --kind service --phone 158-0015-8000 --dry-run",
        "org add --name 春风社工服务中心 --kind service --phone 15800158000",
        "org add --name 新叶社 --kind 什么 --phone 15800158000",
        "edit O1 --phone 15800158000 --dry-run",
        "edit M1 --phone 15800158000 --unit 新叶 --dry-run",
        "edit M9 --phone 15800158000",
        "edit T1 --phone 15800158000",
        "edit M1 --certificate 什么 --phone=15800158000",
        // Where something else belongs, and in whatever form.
        "15800158000",
        "show 15800158000",
        "list 15800158000",
        "org file 158-0015-8000",
        "org add --name 新叶社 --kind 15800158000",
        "org add --name 新叶社 --kind service --uscc １５８００１５８０００ --registered 2022-01-01",
        "org forget +8615800158000 --reason x",
        "edit O1 --founded 15800158000",
        "report evidence 15800158000",
        "report quarterly 15800158000",
        "apply O1 15800158000",
        "project start O1 --title x --grant 158-0015-8000x",
        "review O1 --stage site --score 158-0015-8000",
        "consult log --topic policy --org 15800158000",
        "training log --title x --form lecture --roster 15800158000.csv",
        "undo 15800158000",
        "audit --expect-head 15800158000",
        "audit --rule 15800158000",
        "target set 15800158000 9 --year Y1 --reason x",
        "person forget M1 --reason 本人要求 --dry-run",
        "void M1 --reason 误记",
        "void O1 --reason 误记 --dry-run",
        &format!("training roster T1 {bad}"),
        &format!("training roster T1 {clash}"),
        &format!("training roster T1 {good} --dry-run"),
        "org add --name 新叶社 --kind service --phone 158-0015-8000",
        "edit O2 --phone 15800158000",
        "edit O2 --phone 13800138002",
        &format!("training roster T1 {good}"),
        "show O2",
        "history O2",
    ] {
        line(text);
    }
    // And whatever else there is; the persons of a demo are invented.
    for text in READING.iter().chain(OTHERS).filter(|text| **text != "demo") {
        line(&format!("{text} --dry-run"));
    }
    let mut seen = 0;
    for arguments in &lines {
        for lang in ["zh", "en"] {
            for format in ["table", "csv", "md", "json"] {
                let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
                arguments.extend(["--lang", lang, "-f", format]);
                let Outcome { out, err, code } = base.run(&arguments);
                assert_ne!(code, 70, "{arguments:?}: {err}");
                for secret in secrets {
                    assert!(!out.contains(secret) && !err.contains(secret), "{secret} in {arguments:?}:\n{out}{err}");
                }
                seen += out.len() + err.len();
            }
        }
    }
    assert!(seen > 100_000, "there was something to look at: {seen}");
    // The file has them in one table only.
    for table in base.sql("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'personal'").concat() {
        for row in base.sql(&format!("SELECT * FROM \"{table}\"")) {
            let text = row.join("\u{1}");
            assert!(!secrets.iter().any(|s| text.contains(s)), "{table}: {text}");
        }
    }
    assert!(secrets.iter().any(|s| holds(&base.bytes(), s)));
}

#[test]
fn a_phone_is_the_same_however_it_is_typed() {
    let base = base();
    for typed in ["13800138002", "138 0013 8002", "138-0013-8002", "+8613800138002", "１３８００１３８００２"] {
        let out = base.ok(&["edit", "O1", "--phone", typed]);
        assert!(out.contains("没有改动"), "{typed}: {out}");
    }
    base.ok(&["edit", "O1", "--phone", "0951-4031234 转 8001"]);
    assert_eq!(base.value("SELECT value FROM personal p JOIN org o ON o.phone = p.commitment"), "0951-4031234 转 8001");
}
