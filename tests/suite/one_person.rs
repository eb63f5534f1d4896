//! One person is one person, one organisation is one, however they are spelt.

use crate::common::Base;

/// Logs a session with a roster: its code.
fn session(base: &Base, title: &str, sheet: &str) -> serde_json::Value {
    let file = base.file("sheet.csv", sheet);
    base.json(&["training", "log", "--title", title, "--form", "lecture", "--roster", &file])
}

/// Gives T1 another roster.
fn again(base: &Base, sheet: &str) -> serde_json::Value {
    let file = base.file("again.csv", sheet);
    base.json(&["training", "roster", "T1", &file])
}

fn counted(answer: &serde_json::Value) -> i64 {
    answer["roster"]["counted"].as_i64().expect("a number")
}

#[test]
fn spellings_of_a_name_are_one_person() {
    let base = Base::new();
    let dots = "姓名,单位,电话\n阿依古丽·买买提,启明,13800000001\n阿依古丽•买买提,启明,13800000001\n阿依古丽・买买提,启明,13800000001\n";
    assert_eq!(counted(&session(&base, "甲", dots)), 1);
    let sheet = "姓名,单位\nＬｉ Ming,启明\nLi Ming,启明\nRene\u{301}e,启明\nRen\u{e9}e,启明\n李\u{200b}明,启明\n李明,启明\n刘\u{e863},启明\n刘\u{4dae},启明\n";
    assert_eq!(counted(&session(&base, "乙", sheet)), 4);
    assert_eq!(counted(&session(&base, "丙", "姓名,单位\nli ming,启明\n刘䶮,启明\n")), 2);
    assert_eq!(base.value("SELECT count(*) FROM person"), "5");
    assert_eq!(base.sql("SELECT name, name_key FROM person WHERE name_key IS NOT NULL AND name LIKE 'Ｌ%'"), [["Ｌｉ Ming", "liming"]]);
    base.sound();
}

#[test]
fn spellings_of_a_unit_are_one_unit() {
    let base = Base::new();
    let sheet = "姓名,单位\n李明,启明（灵武）\n李明,启明(灵武)\n王芳,ABC社工\n王芳,ＡＢＣ社工\n赵磊,启明 中心\n赵磊,启明中心\n";
    assert_eq!(counted(&session(&base, "甲", sheet)), 3);
}

#[test]
fn spellings_of_an_organisation_are_one() {
    let base = Base::new();
    let add = |name: &'static str| ["org", "add", "--name", name, "--kind", "service"];
    base.ok(&add("启明（灵武）社工服务中心"));
    assert!(base.ok(&["show", "启明(灵武)社工服务中心"]).contains("O1"));
    assert!(base.ok(&["show", "启明(灵武)"]).contains("O1"));
    for twin in ["启明(灵武)社工服务中心", "启明（灵武） 社工服务中心", "启明（灵武）社工服务中心\u{200b}"]
    {
        base.refuses(2, &add(twin), &["已有组织", "O1"], &["O1"]);
    }
    base.refuses(2, &add("\u{200b}"), &["名称"], &["name"]);
    base.refuses(2, &add("启明\n社"), &["换行"], &["line break"]);
    base.ok(&["org", "add", "--name", "暖阳社", "--kind", "service"]);
    base.refuses(2, &["edit", "O2", "--name", "启明(灵武)社工服务中心"], &["已有组织", "O1"], &["O1"]);
    base.ok(&["edit", "O1", "--name", "启明(灵武)社工服务中心"]);
    assert_eq!(base.value("SELECT name FROM org WHERE id = 1"), "启明(灵武)社工服务中心");
    base.sound();
}

#[test]
fn a_later_roster_of_a_session_corrects_its_persons() {
    let base = Base::new();
    session(&base, "甲", "姓名,单位,电话\n李明,启明,13800000001\n王芳,,\n");
    let answer = again(&base, "姓名,单位,电话\n李明,启明,13800000009\n王芳,启明,13800000002\n");
    assert_eq!((counted(&answer), &answer["roster"]["persons_added"]), (2, &0.into()), "{answer}");
    assert!(answer["warnings"][0].as_str().is_some_and(|w| w.contains("M1") && w.contains("电话")), "{answer}");
    let phones = "SELECT v.value FROM person p JOIN personal v ON v.commitment = p.phone ORDER BY p.id";
    assert_eq!(base.sql(phones), [["13800000009"], ["13800000002"]]);
    // Two of one name and unit, told apart by their phones, are two.
    let answer = again(&base, "姓名,单位,电话\n李明,启明,13800000009\n李明,启明,13800000010\n");
    assert_eq!((counted(&answer), &answer["roster"]["persons_added"]), (3, &1.into()), "{answer}");
    let file = base.file("unclear.csv", "姓名\n李明\n");
    base.says(2, &["training", "roster", "T1", &file], &["M1、M3", "第2行"]);
    base.sound();
}

#[test]
fn an_erased_person_who_is_given_again_is_the_same() {
    let base = Base::new();
    let sheet = "姓名,单位,电话\n李明,启明,13800000001\n";
    session(&base, "甲", sheet);
    base.ok(&["person", "forget", "M1", "--reason", "本人要求"]);
    assert_eq!(counted(&again(&base, sheet)), 1);
    assert_eq!(base.value("SELECT count(*) FROM personal WHERE value IS NOT NULL"), "0", "what was erased does not come back");
    base.sound();
}

#[test]
fn less_said_of_a_person_in_one_sheet_is_the_same_person() {
    for rows in ["李明,启明,\n李明,,\n", "李明,,13800000001\n李明,,\n", "李明,启明,13800000001\n李明,启明,\n李明,,\n"] {
        let base = Base::new();
        let answer = session(&base, "甲", &format!("姓名,单位,电话\n{rows}"));
        assert_eq!(counted(&answer), 1, "{rows}");
        assert!(answer["warnings"].to_string().contains("同一人"), "{answer}");
    }
}

#[test]
fn a_roster_whose_rows_are_void_counts_nobody() {
    let base = Base::new();
    let file = base.file("sheet.csv", "姓名,单位\n李明,启明\n王芳,启明\n");
    base.ok(&["training", "log", "--title", "甲", "--form", "lecture", "--headcount", "40", "--roster", &file]);
    let trainees = "SELECT sum(quantity) FROM indicator_fact WHERE indicator = 'trainees'";
    assert_eq!(base.value(trainees), "2");
    base.ok(&["void", "H1", "--reason", "代签"]);
    base.ok(&["void", "H2", "--reason", "代签"]);
    assert_eq!(base.value(trainees), "0");
    let other = Base::new();
    other.ok(&["training", "log", "--title", "甲", "--form", "lecture", "--headcount", "40"]);
    let file = other.file("sheet.csv", "姓名\n李明\n");
    other.ok(&["training", "roster", "T1", &file]);
    other.ok(&["undo"]);
    assert_eq!(other.value(trainees), "40", "a roster that was undone was never given");
}

#[test]
fn the_same_thing_twice_is_told() {
    let base = Base::new();
    for name in ["启明社", "暖阳社"] {
        base.ok(&["org", "add", "--name", name, "--kind", "unregistered"]);
    }
    let both = ["consult", "log", "--topic", "policy", "--org", "O1", "--org", "O2", "--date", "2022-03-01"];
    let warned = |line: &[&str]| base.json(line)["warnings"].as_array().expect("a list").iter().any(|w| w.to_string().contains("录了两次"));
    assert!(!warned(&both));
    assert!(warned(&both));
    assert!(warned(&["consult", "log", "--topic", "policy", "--org", "O2", "--org", "O1", "--date", "2022-03-01"]), "in another order");
    for other in [
        &["consult", "log", "--topic", "policy", "--org", "O1", "--date", "2022-03-01"][..],
        &["consult", "log", "--topic", "finance", "--org", "O1", "--org", "O2", "--date", "2022-03-01"],
        &["consult", "log", "--topic", "policy", "--org", "O1", "--org", "O2", "--date", "2022-03-02"],
        &["project", "start", "O1", "--title", "助老", "--date", "2022-03-01"],
        &["training", "log", "--title", "甲", "--form", "lecture", "--date", "2022-03-01"],
    ] {
        assert!(!warned(other), "{other:?}");
    }
    assert!(warned(&["project", "start", "O1", "--title", "助老", "--date", "2022-03-01"]));
    base.breaks("training.repeated", &["training", "log", "--title", "甲", "--form", "lecture", "--date", "2022-03-01"]);
    base.ok(&["void", "C1", "--reason", "录重"]);
    base.ok(&["void", "C2", "--reason", "录重"]);
    base.ok(&["void", "C3", "--reason", "录重"]);
    assert!(!warned(&both), "what is void is no twin");
}
