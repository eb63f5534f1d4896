//! Rosters: read whole or not at all, persons recognised, figures that follow.

use crate::common::source::files;
use crate::common::{Base, TODAY, times};
use encoding_rs::GB18030;

const HEAD: &str = "姓名,单位,电话,类别,出勤,证书\n";

/// A base with one session, T1, of which ten persons are said to have come.
fn base() -> Base {
    let base = Base::new();
    base.ok(&["training", "log", "--title", "社工实务", "--form", "lecture", "--headcount", "10"]);
    base
}

fn trainees(base: &Base) -> String {
    base.value("SELECT sum(quantity) FROM indicator_fact WHERE indicator = 'trainees'")
}

/// Gives T1 a roster; the figures that the program tells.
#[track_caller]
fn give(base: &Base, rows: &str) -> serde_json::Value {
    let file = base.file("roster.csv", format!("{HEAD}{rows}"));
    base.json(&["training", "roster", "T1", &file])["roster"].clone()
}

#[test]
fn a_roster_replaces_the_headcount() {
    let base = base();
    assert_eq!(trainees(&base), "10");
    let file = base.file(
        "roster.csv",
        format!("{HEAD}李明,启明,13800000001,持证,到,\n王芳,启明,13800000002,志愿者,请假,\n赵磊,启明,13800000003,其他,到,\n"),
    );
    let outcome = base.run(&["training", "roster", "T1", &file]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert!(outcome.out.starts_with("T1 社工实务:签到表读入3行,新增3,更新0,原有0;本场计入1人次"), "{}", outcome.out);
    assert!(outcome.err.contains("按 UTF-8 读取,前两人:李明、王芳"), "{}", outcome.err);
    assert!(outcome.err.contains("签到表取代了登记的人数10"), "{}", outcome.err);
    assert_eq!(trainees(&base), "1");
    assert_eq!(base.value("SELECT headcount FROM training"), "10", "both are kept");
}

#[test]
fn a_headcount_given_with_a_roster_is_kept_and_does_not_count() {
    let base = Base::new();
    let file = base.file("roster.csv", "name\n李明\n王芳\n");
    let answer = base.json(&["--lang", "en", "training", "log", "--title", "x", "--form", "salon", "--headcount", "40", "--roster", &file]);
    assert_eq!(answer["warnings"][0], "the roster replaces the headcount of 40: 2 person-times count");
    assert_eq!((trainees(&base).as_str(), base.value("SELECT headcount FROM training").as_str()), ("2", "40"));
}

#[test]
fn without_a_roster_the_next_command_is_told() {
    let base = Base::new();
    let answer = base.json(&["training", "log", "--title", "x", "--form", "专题讲座", "--topic", "党建", "--hours", "1.5"]);
    assert_eq!(answer["next"], serde_json::json!(["fuhua training roster T1 签到表文件"]));
    assert_eq!(base.sql("SELECT form, topic, minutes, on_date FROM training"), [["lecture", "party", "90", TODAY]]);
}

#[test]
fn every_encoding_gives_the_same_roster() {
    let text = format!("{HEAD}李明,启明,13800000001,持证,到,社工师\n𠮷田,启明,13800000002,从业人员,到,\n").replace('\n', "\r\n");
    let utf16 = |bytes: fn(u16) -> [u8; 2]| "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect::<Vec<u8>>();
    for (name, bytes) in [
        ("UTF-8", text.clone().into_bytes()),
        ("UTF-8", format!("\u{feff}{text}").into_bytes()),
        ("UTF-16", utf16(u16::to_le_bytes)),
        ("UTF-16", utf16(u16::to_be_bytes)),
        ("GB18030", GB18030.encode(&text).0.into_owned()),
    ] {
        let base = base();
        let file = base.file("roster.csv", bytes);
        assert_eq!(base.json(&["training", "roster", "T1", &file])["roster"]["encoding"], name);
        assert_eq!(
            base.sql("SELECT name, unit, certificate FROM person ORDER BY id"),
            [["李明", "启明", "social-worker"], ["𠮷田", "启明", "none"]]
        );
        assert_eq!(base.sql("SELECT value FROM personal ORDER BY id"), [["13800000001"], ["13800000002"]]);
    }
}

#[test]
fn no_byte_is_ever_guessed() {
    let base = base();
    for (bytes, word) in [
        (b"\xd0\xd5\xc3\xfb\n\xc0\xee\xff\n".to_vec(), "GB18030"),
        (b"\xef\xbb\xbfname\n\xc0\xee\n".to_vec(), "UTF-8"),
        (b"PK\x03\x04\x14\x00".to_vec(), "损坏"),
        (b"n\0a\0m\0e\0\n\0".to_vec(), "UTF-16"),
    ] {
        let file = base.file("roster.csv", bytes);
        let error = base.fails(2, &["training", "roster", "T1", &file]);
        assert!(error.contains(word), "{error}");
    }
    assert_eq!(trainees(&base), "10");
}

#[test]
fn headings_stand_in_either_language_and_others_are_told() {
    let base = base();
    let file = base.file("a.csv", "序号,手机号码,姓 名,工作单位,签名\n1,13800000001,李　明,启明,\n");
    let answer = base.json(&["training", "roster", "T1", &file]);
    assert_eq!(answer["warnings"][0], "“签名”一列全空,视为纸质签名栏,每人按“到”计");
    let file = base.file("b.csv", "Name,Phone,Unit,Attendance\n李明,138 0000 0001,启明,Present\n");
    let answer = base.json(&["training", "roster", "T1", &file]);
    assert_eq!((&answer["roster"]["already"], &answer["journal"]), (&1.into(), &serde_json::Value::Null));

    let title = base.file("c.csv", "东塔镇培训签到表,,\n姓名,单位,电话\n李明,启明,\n");
    assert_eq!(base.json(&["training", "roster", "T1", &title])["roster"]["already"], 1);
    let other = base.file("d.csv", "东塔镇培训签到表,,\n学员,来自,号码\n李明,启明,\n");
    let error = base.error(2, &["training", "roster", "T1", &other]);
    assert!(error["message"].as_str().is_some_and(|m| m.contains("第2行") && m.contains("来自")), "{error}");
    assert!(error["hint"].as_str().is_some_and(|h| h.contains("姓名 name") && h.contains("证书 certificate")), "{error}");
}

#[test]
fn every_bad_row_is_told_with_its_line_and_nothing_is_kept() {
    let base = base();
    give(&base, "李明,启明,13800000001,持证,到,\n");
    let rows = [
        "李明,启明,13800000001,持证,缺勤,",     // 2: good
        "",                                     // 3
        "王芳,启明,1.38E+10,持证,到,",          // 4
        ",,,,,",                                // 5
        "  ,启明,13800000003,,到,",             // 6
        "赵磊,启明,13800000004,领导,来过,博士", // 7
        "孙丽,启明,13800000005",                // 8
        "周平,启明,13800000006,持证,到,,多",    // 9
        "李明,启明,138-0000-0001,持证,到,",     // 10: contradicts line 2
    ];
    for end in ["\n", "\r\n"] {
        let file = base.file("bad.csv", format!("{HEAD}{}", rows.join("\n")).replace('\n', end));
        let error = base.error(2, &["training", "roster", "T1", &file]);
        let message = error["message"].as_str().expect("a message");
        let lines: Vec<&str> = message.lines().skip(1).collect();
        for (line, words) in lines.iter().zip([
            ["第4行:", "电话", "1.38E+10"],
            ["第6行:", "姓名", "空"],
            ["第7行:", "类别", "领导"],
            ["第7行:", "出勤", "来过"],
            ["第7行:", "证书", "博士"],
            ["第8行:", "3格", "6格"],
            ["第9行:", "7格", "6格"],
            ["第10行:", "第2行", "李明"],
        ]) {
            assert!(line.starts_with(words[0]) && words.iter().all(|w| line.contains(w)), "{words:?}: {line}");
        }
        assert_eq!(lines.len(), 8, "{message}");
    }
    assert_eq!(base.sql("SELECT status FROM attendance"), [["present"]]);
    assert_eq!(base.value("SELECT count(*) FROM person"), "1");

    let file = base.file("bad.csv", format!("{HEAD}{}", rows.join("\n")));
    let english = base.fails(2, &["--lang", "en", "training", "log", "--title", "x", "--form", "salon", "--roster", &file]);
    assert!(english.contains("line 4: 电话 '1.38E+10'") && english.contains("line 6: 姓名: it is empty"), "{english}");
    assert_eq!(base.value("SELECT count(*) FROM training"), "1", "nor is the session kept");
}

#[test]
fn an_open_quote_does_not_swallow_the_rest() {
    let base = base();
    for (rows, line) in [
        ("李明,启明,,,到,\n\n\"王芳,启明,,,到,\n赵磊,启明,,,到,\n", "第4行"),
        ("\"李明,启明,,,到,\n\"王芳\",启明,,,到,\n", "第2行"),
        ("李明,启明,,,到,\n\"王\n芳\",启明,,,到,\n", "第3行"),
    ] {
        let file = base.file("roster.csv", format!("{HEAD}{rows}"));
        let error = base.fails(2, &["training", "roster", "T1", &file]);
        assert!(error.contains(line), "{error}");
    }
}

#[test]
fn a_person_twice_in_a_file_counts_once() {
    let base = base();
    let file =
        base.file("roster.csv", format!("{HEAD}李明,启明,13800000001,持证,到,\n王芳,,,,到,\n\n李明,启明,+86 138 0000 0001,持证,到,\n"));
    let answer = base.json(&["training", "roster", "T1", &file]);
    assert_eq!(answer["warnings"][0], "第2行与第5行是同一人(李明),只计一次");
    assert_eq!((&answer["roster"]["repeated"], &answer["roster"]["counted"]), (&1.into(), &2.into()));
    assert_eq!(trainees(&base), "2");
}

#[test]
fn a_person_is_known_again_in_another_session() {
    let base = base();
    give(&base, "李明,启明,13800000001,,到,\n王芳,启明,,,到,\n赵磊,,,,到,\n马丽,启明,13800000004,,到,\n马丽,启明,13800000005,,到,\n");
    let rows = [
        "李明,,138-0000-0001,,到,",         // the phone decides
        "王芳,启明,13800000002,,到,社工师", // the unit decides; the phone and certificate are added
        "赵磊,,,,到,",                      // known by no more than the name
        "马丽,启明,13800000005,,到,",       // one of two of that name and unit
        "李明,希望,13800000009,,到,",       // another person of that name
        "王芳,希望,,,到,",                  // and another
    ];
    let file = base.file("second.csv", format!("{HEAD}{}\n", rows.join("\n")));
    let answer = base.json(&["training", "log", "--title", "二", "--form", "salon", "--roster", &file]);
    assert_eq!((&answer["roster"]["new"], &answer["roster"]["persons_added"]), (&6.into(), &2.into()));
    assert_eq!(base.sql("SELECT person_id FROM attendance WHERE training_id = 2 ORDER BY id"), [["1"], ["4"], ["5"], ["3"], ["6"], ["7"]]);
    assert_eq!(
        base.sql("SELECT v.value, p.certificate FROM person p JOIN personal v ON v.commitment = p.phone WHERE p.name = '王芳' AND p.unit = '启明'"),
        [["13800000002", "social-worker"]]
    );
    assert_eq!(base.sql("SELECT count(*), count(DISTINCT person_id) FROM attended"), [["11", "7"]]);
}

#[test]
fn persons_who_cannot_be_told_apart_need_a_phone() {
    let base = base();
    give(&base, "马丽,启明,13800000004,,到,\n马丽,启明,13800000005,,到,\n");
    let file = base.file("second.csv", format!("{HEAD}李明,,,,到,\n马丽,启明,,,到,\n"));
    let error = base.fails(2, &["training", "log", "--title", "二", "--form", "salon", "--roster", &file]);
    assert!(error.contains("第3行:“马丽”与M1、M2都相符,无法区分;请填写电话"), "{error}");

    // The order of the file does not decide whose row it is.
    let rows = ["孙丽,启明,,,到,", "孙丽,启明,13800000007,,到,", "孙丽,启明,13800000008,,到,"];
    for (turn, line, others) in [(0, 2, "第3行、第4行"), (1, 4, "第2行、第3行"), (2, 3, "第2行、第4行")] {
        let mut turned = rows;
        turned.rotate_left(turn);
        let file = base.file("third.csv", format!("{HEAD}{}\n", turned.join("\n")));
        let error = base.fails(2, &["training", "roster", "T1", &file]);
        assert!(error.contains(&format!("第{line}行:“孙丽”与{others}都相符")), "{error}");
    }
}

#[test]
fn a_later_roster_adds_and_corrects() {
    let base = base();
    give(&base, "李明,启明,13800000001,持证,请假,\n王芳,启明,13800000002,志愿者,到,\n");
    let taken = give(&base, "李明,启明,13800000001,持证,到,\n王芳,启明,13800000002,志愿者,到,\n赵磊,启明,13800000003,,到,\n");
    let count = |key: &str| taken[key].as_i64().unwrap_or_else(|| panic!("{key}: {taken}"));
    assert_eq!(["rows", "new", "updated", "already", "counted"].map(count), [3, 1, 1, 1, 3]);
    let before = base.bytes();
    let again = give(&base, "王芳,启明,13800000002,志愿者,到,\n");
    assert_eq!(again["already"], 1);
    assert!(before == base.bytes(), "a roster that brings nothing leaves the file as it is");
}

#[test]
fn a_unit_that_changed_is_told_and_not_replaced() {
    let base = base();
    give(&base, "李明,启明,13800000001,,到,\n");
    let file = base.file("second.csv", format!("{HEAD}李明,希望,13800000001,,到,\n"));
    let answer = base.json(&["training", "log", "--title", "二", "--form", "salon", "--roster", &file]);
    assert!(answer["warnings"][0].as_str().is_some_and(|w| w.contains("M1") && w.contains("启明") && w.contains("希望")), "{answer}");
    assert_eq!(base.value("SELECT unit FROM person"), "启明");
}

#[test]
fn a_dry_run_keeps_nothing() {
    let base = base();
    let before = base.bytes();
    let file = base.file("roster.csv", format!("{HEAD}李明,启明,13800000001,,到,\n"));
    let answer = base.json(&["training", "roster", "T1", &file, "--dry-run"]);
    assert_eq!((&answer["roster"]["counted"], &answer["dry_run"]), (&1.into(), &true.into()));
    assert!(before == base.bytes());
}

#[test]
fn phones_stay_out_of_the_journal_and_off_the_screen() {
    let base = base();
    give(&base, "李明,启明,13800009876,,到,\n");
    let shown = base.ok(&["list", "persons", "-f", "json"]) + &base.ok(&["list", "persons"]);
    assert!(shown.contains("138****9876") && !shown.contains("13800009876"), "{shown}");
    let kept = "SELECT count(*) FROM change WHERE coalesce(before, '') || coalesce(after, '') LIKE '%13800009876%'";
    assert_eq!(base.value(kept), "0");
    assert_eq!(base.value("SELECT count(*) FROM journal WHERE arguments LIKE '%1380000%'"), "0");
}

#[test]
fn a_hostile_unit_is_kept_as_typed_and_printed_harmless() {
    let base = base();
    give(&base, "李明,'=cmd()\u{1b}[31m,,,到,\n王芳,'; DROP TABLE person; --,,,到,\n");
    assert_eq!(base.sql("SELECT unit FROM person ORDER BY id"), [["=cmd()\u{1b}[31m"], ["'; DROP TABLE person; --"]]);
    assert!(!base.ok(&["list", "persons"]).contains('\u{1b}'));
    assert!(base.ok(&["list", "persons", "-f", "csv"]).contains("'=cmd()"));
}

#[test]
fn a_session_is_named_by_its_code() {
    let base = base();
    base.ok(&["org", "add", "--name", "启明", "--kind", "service"]);
    let file = base.file("roster.csv", "姓名\n李明\n");
    for (code, word) in [("T9", "T9"), ("O1", "不是培训的编号(如 T1)"), ("社工实务", "list trainings")] {
        let error = base.fails(2, &["training", "roster", code, &file]);
        assert!(error.contains(word), "{error}");
    }
    base.meddle("UPDATE training SET void_reason = '记错'");
    assert!(base.fails(2, &["training", "roster", "T1", &file]).contains("作废"));
    base.says(2, &["training", "roster", "T1", "没有这个文件.csv"], &["没有这个文件或文件夹"]);
}

#[test]
fn a_session_keeps_to_the_plan() {
    let base = Base::new();
    let log = |more: &[&'static str]| [&["training", "log", "--title", "x", "--form", "lecture"], more].concat();
    base.says(2, &log(&["--date", "2021-09-30"]), &["dates.in-plan"]);
    base.breaks("dates.future", &log(&["--date", "2023-12-02"]));
    base.says(2, &log(&["--headcount", "1.5"]), &["人数“1.5”无效"]);
    base.says(2, &["training", "log", "--title", " ", "--form", "lecture"], &["--title <名称>", "不能为空"]);
    base.says(2, &["training", "log", "--title", "x", "--form", "讲课"], &["“讲课”无效", "专题讲座 lecture"]);
}

#[test]
fn the_examples_are_rosters() {
    let base = Base::new();
    let files = files("examples/rosters");
    assert_eq!(files.len(), 3);
    let mut encodings = Vec::new();
    for file in &files {
        let answer = base.json(&[
            "training",
            "log",
            "--title",
            file.to_str().expect("text"),
            "--form",
            "lecture",
            "--roster",
            file.to_str().expect("text"),
        ]);
        encodings.push(answer["roster"]["encoding"].as_str().expect("an encoding").to_owned());
    }
    encodings.sort();
    assert_eq!(encodings, ["GB18030", "UTF-8", "UTF-8"]);
    let twice = "SELECT p.name FROM attendance a JOIN person p ON p.id = a.person_id GROUP BY p.id HAVING count(*) > 1";
    assert_eq!(base.sql(twice), [["王晓棠"]]);
    assert_eq!(base.value("SELECT count(DISTINCT status) FROM attendance"), "3");
    assert_eq!(base.value("SELECT count(DISTINCT category) FROM attendance"), "5");
}

/// A draw below `n`.
fn draw(seed: &mut u64, n: usize) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from((*seed >> 33) % n as u64).expect("small")
}

/// A person who came, and the ways in which a township spells the row.
fn spelt(seed: &mut u64, (name, unit, phone): (&str, &str, &str)) -> String {
    let mut pick = |from: &[String]| from[draw(seed, from.len())].clone();
    let spaced = name.chars().map(String::from).collect::<Vec<_>>().join("　");
    let name = pick(&[name.into(), if name.contains('·') { name.replace('·', "•") } else { spaced }, format!(" {name}\u{200b}")]);
    let unit = pick(&[unit.into(), unit.replace('(', "（").replace(')', "）"), format!("{unit} "), String::new()]);
    let wide: String = phone.chars().map(|c| char::from_u32(c as u32 + 0xfee0).expect("full width")).collect();
    let phone = pick(&[phone.into(), format!("+86 {phone}"), wide]);
    format!("{name},{unit},{phone}")
}

/// Sheets with footers, joined sheets, numbers, blanks, spellings and rows twice,
/// made of who truly came: the figure is theirs, or the file is refused.
#[test]
fn a_sheet_counts_who_came_or_is_refused() {
    const PERSONS: [(&str, &str, &str); 7] = [
        ("李明", "启明(灵武)", "13800000001"),
        ("王芳", "启明(灵武)", "13800000002"),
        ("阿依古丽·买买提", "暖阳社", "13800000003"),
        ("李明", "暖阳社", "13800000004"),
        ("赵磊", "东塔镇", "13800000005"),
        ("孙丽", "ABC社工", "13800000006"),
        ("周杰", "东塔镇", "13800000007"),
    ];
    let mut seed = times("FUHUA_TEST_SEED", 1);
    let (mut taken, mut refused) = (0, 0);
    for _ in 0..times("FUHUA_TEST_ROSTERS", 60) {
        let base = base();
        let (mut sheet, mut came) = (String::new(), std::collections::BTreeSet::new());
        let marked = draw(&mut seed, 3);
        let heads = ["序号,姓名,单位,电话", "序号,姓名,单位,联系电话,签到", "序号,姓名,单位,手机,参会情况"][marked];
        if draw(&mut seed, 3) == 0 {
            sheet += "东塔镇社工培训签到表,,,\n时间:2023年11月1日,,,\n";
        }
        sheet += &format!("{heads}\n");
        let mut undecided = false;
        for no in 1..=3 + draw(&mut seed, 8) {
            let who = draw(&mut seed, PERSONS.len());
            let mark = ["", "√", "×", "请假", "到"][draw(&mut seed, 5)];
            sheet += &format!("{no},{}", spelt(&mut seed, PERSONS[who]));
            if marked > 0 {
                sheet += &format!(",{mark}");
                undecided |= mark.is_empty();
            }
            sheet.push('\n');
            if marked == 0 || matches!(mark, "√" | "到" | "") {
                came.insert(who);
            }
            let end = if marked > 0 { "," } else { "" };
            match draw(&mut seed, 12) {
                0 => sheet += &format!("\u{feff}{heads}\n"),
                1 => sheet += &format!(",合计：{no}人,,{end}\n"),
                2 => sheet += &format!("{},,,{end}\n", no + 1),
                3 => sheet += &format!("小计,{no}人,,{end}\n"),
                _ => {}
            }
        }
        sheet += ["", "合计,9人,,\n", ",制表人：赵磊,,\n备注：以上人员均已签到,,,\n", ",以下空白,,\n"][draw(&mut seed, 4)];
        let sheet = if marked > 0 { sheet.replace(",,\n备", ",,,\n备").replace(",,\n", ",,,\n") } else { sheet };
        let file = base.file("sheet.csv", &sheet);
        let outcome = base.run(&["training", "roster", "T1", &file]);
        if outcome.code != 0 {
            assert_eq!((outcome.code, trainees(&base).as_str()), (2, "10"), "{sheet}{outcome:?}");
            refused += 1;
            continue;
        }
        taken += 1;
        assert!(!undecided || outcome.err.contains("只标了例外"), "{sheet}{outcome:?}");
        assert_eq!(
            base.value("SELECT coalesce(sum(quantity), 0) FROM indicator_fact WHERE indicator = 'trainees'"),
            came.len().to_string(),
            "{sheet}{outcome:?}"
        );
    }
    assert!(taken > 10 && refused > 3, "{taken} {refused}");
}

/// More rows than one statement takes, new and known, and a second time.
#[test]
fn a_long_roster_is_taken_in_pieces() {
    let base = base();
    let rows = |from: usize| (from..from + 2_500).map(|i| format!("人员{i},第{}社工站,,,到,\n", i % 7)).collect::<String>();
    let count = |taken: &serde_json::Value, key: &str| taken[key].as_i64().expect("a number");
    let first = give(&base, &rows(0));
    assert_eq!(["new", "persons_added", "counted"].map(|key| count(&first, key)), [2_500, 2_500, 2_500]);
    let second = give(&base, &rows(1_000));
    assert_eq!(["new", "already", "persons_added", "counted"].map(|key| count(&second, key)), [1_000, 1_500, 1_000, 3_500]);
    assert_eq!(base.sql("SELECT count(*), max(id) FROM person"), [["3500", "3500"]]);
    assert_eq!(base.sql("SELECT count(*), max(id) FROM attendance"), [["3500", "3500"]]);
    base.sound();
}

#[test]
fn however_many_rows_are_wrong_the_refusal_is_short_and_names_them() {
    let base = base();
    let wrong = "李明,启明,12,,到,\n".repeat(3_000);
    let file = base.file("wrong.csv", format!("{HEAD}{wrong}"));
    base.refuses(
        2,
        &["training", "roster", "T1", &file],
        &["有3000行不对", "另有2800行也不对,在第202-3001行"],
        &["wrong: 3000", "2800, on lines 202-3001"],
    );
    let same = "李明,启明,13800000001,,到,\n".repeat(3_000);
    let file = base.file("same.csv", format!("{HEAD}{same}"));
    let answer = base.json(&["training", "roster", "T1", &file]);
    let warnings = answer["warnings"].as_array().expect("a list");
    assert!(warnings.len() < 210 && warnings.iter().any(|w| w == "另有2799处同类情形未逐一列出"), "{}", warnings.len());
}

#[test]
fn rows_that_are_wrong_can_be_set_aside() {
    let base = Base::new();
    base.ok(&["training", "log", "--title", "x", "--form", "lecture"]);
    let file = base.file(
        "a.csv",
        "东塔镇签到表\n姓名,单位,电话,类别\n李明,启明,13800000001,持证\n王芳,\"启明, <社工> & 站\",138,领导\n赵磊,启明,,\n=1+1,启明,,\n",
    );
    for (rest, again) in [("rest.csv", "第3行"), ("rest.xlsx", "电话(C2)")] {
        let rest = base.path(rest).to_str().expect("text").to_owned();
        let line = ["import", "roster", &file, "--training", "T1", "--rejects", &rest];
        let answer = base.json(&[&line[..], &["--dry-run"]].concat());
        assert_eq!((&answer["reject"], base.path("rest.csv").exists()), (&2.into(), rest.ends_with("xlsx")));
        let answer = base.json(&line);
        let done = i64::from(rest.ends_with("csv")) * 2;
        let counts = ["create", "update", "same", "reject"].map(|what| answer[what].as_i64().expect("a count"));
        assert_eq!(counts, [done, 0, 2 - done, 2]);
        assert!(base.fails(2, &line).contains("已"), "what is there is not written over");
        let error = base.fails(2, &["training", "roster", "T1", &rest]);
        assert!(error.contains(again) && error.contains("领导"), "{error}");
    }
    assert_eq!(trainees(&base), "2");
    let line = ["import", "roster", &file, "--training", "T1"];
    assert!(base.fails(2, &line).contains("有2行不对"));
    assert!(base.fails(2, &[&line[..], &["--rejects", "x.doc"]].concat()).contains(".xlsx"));
    base.ok(&["undo", "J3"]);
    assert_eq!(trainees(&base), "0");
}
