//! Corrections as a clerk thinks them: a record with its parts, single persons
//! of a session, and what works where something stands in the way.

use crate::common::Base;

fn session(base: &Base) {
    let file = base.file("sheet.csv", "姓名,单位,类别\n李明,启明,持证\n王芳,启明,\n赵磊,暖阳,其他\n");
    base.ok(&["training", "log", "--title", "内部治理", "--form", "lecture", "--date", "2022-03-01", "--roster", &file]);
}

fn trainees(base: &Base) -> String {
    base.value("SELECT coalesce(sum(quantity), 0) FROM indicator_fact WHERE indicator = 'trainees'")
}

#[test]
fn a_session_goes_void_with_its_roster_in_one_entry() {
    let base = Base::new();
    session(&base);
    base.ok(&["void", "H3", "--reason", "不是本场"]);
    let entries = base.newest();
    assert_eq!(base.ok(&["void", "T1", "--reason", "录错"]), "已作废培训 T1 内部治理,连同签到2条:录错\n");
    assert_eq!((trainees(&base).as_str(), base.newest()), ("0", entries + 1));
    let reasons = base.sql("SELECT void_reason FROM attendance ORDER BY id").concat();
    assert_eq!(reasons, ["录错", "录错", "不是本场"], "what was void keeps its own reason");
    base.sound();
    base.ok(&["undo"]);
    assert_eq!(trainees(&base), "2");
    assert_eq!(base.ok(&["void", "T1", "--reason", "wrong", "--lang", "en"]), "voided training T1 内部治理 with 2 attendance: wrong\n");
    base.sound();
}

#[test]
fn a_step_goes_void_with_its_scores() {
    let base = Base::new();
    base.ok(&["org", "add", "--name", "启明社", "--kind", "unregistered"]);
    base.ok(&["apply", "O1", "--date", "2022-03-01"]);
    base.passes("A1", "site", "2022-03-02");
    base.ok(&["review", "A1", "--stage", "expert", "--date", "2022-03-03", "--score", "甲:团队=80", "--abstain", "乙"]);
    let told = base.ok(&["void", "K4", "--reason", "录错"]);
    assert!(told.contains("连同评分1条、弃权回避1条"), "{told}");
    base.sound();
}

#[test]
fn what_stands_on_a_record_is_named_in_the_order_in_which_it_can_go() {
    let base = Base::new();
    base.ok(&["org", "add", "--name", "启明社", "--kind", "unregistered"]);
    base.ok(&["apply", "O1", "--date", "2022-03-01"]);
    base.passes("A1", "internal", "2022-03-02");
    base.ok(&["consult", "log", "--topic", "policy", "--org", "O1", "--date", "2022-03-01"]);
    let zh = ["A1 不能只作废它自己:K2、K1 以它为依据", "fuhua void K2 --reason"];
    base.refuses(1, &["void", "A1", "--reason", "录错"], &zh, &["A1 cannot be void alone: K2, K1", "fuhua void K2 --reason"]);
    let zh = ["K2、K1、A1、C1", "fuhua org merge"];
    base.refuses(1, &["void", "O1", "--reason", "录错"], &zh, &["K2, K1, A1, C1", "fuhua org merge"]);
    for code in ["K2", "K1", "A1", "C1", "O1"] {
        base.ok(&["void", code, "--reason", "录错"]);
    }
    base.sound();
}

#[test]
fn single_persons_are_added_and_changed() {
    let base = Base::new();
    session(&base);
    let told = base.ok(&["training", "attend", "T1", "周敏", "M1", "--excused"]);
    assert_eq!(told, "T1 内部治理:M4 周敏、M1 李明 请假;本场计入1人次。下一步:fuhua show T1\n");
    assert_eq!(base.sql("SELECT category, status FROM attendance WHERE person_id = 1"), [["certified", "excused"]]);
    base.ok(&["training", "attend", "T1", "李 明"]);
    assert_eq!((trainees(&base).as_str(), base.value("SELECT count(*) FROM person").as_str()), ("2", "4"));
    base.ok(&["training", "attend", "T1", "M3", "--category", "志愿者"]);
    assert_eq!(trainees(&base), "3");
    base.ok(&["training", "attend", "T1", "王芳", "--absent"]);
    assert_eq!(trainees(&base), "2");
    let again = base.ok(&["training", "attend", "T1", "王芳", "--absent"]);
    assert!(again.starts_with("没有改动"), "{again}");
    base.ok(&["training", "attend", "T1", "李明", "--unit", "松柏", "--phone", "13800000001"]);
    base.refuses(2, &["training", "attend", "T1", "李明"], &["“李明”可指 M1、M5", "attend T1 M1"], &["any of M1, M5", "attend T1 M1"]);
    base.refuses(2, &["training", "attend", "T1", "李明、王芳"], &["姓名“李明、王芳”"], &["the name '李明、王芳'"]);
    let told = base.fails(2, &["training", "attend", "T1", "13800000001"]);
    assert!(!told.contains("13800000001"), "{told}");
    let entry = base.value("SELECT group_concat(arguments) FROM journal");
    assert!(!entry.contains("13800000001"), "{entry}");
    base.sound();
}

#[test]
fn a_single_person_does_not_take_a_headcounts_place() {
    let base = Base::new();
    base.ok(&["training", "log", "--title", "沙龙", "--form", "salon", "--date", "2022-03-01", "--headcount", "40"]);
    let (zh, en) = (["人数40", "fuhua training roster T1"], ["headcount of 40", "fuhua edit T1 --headcount"]);
    base.refuses(1, &["training", "attend", "T1", "李明"], &zh, &en);
    assert_eq!(trainees(&base), "40");
}

#[test]
fn an_undo_that_is_refused_names_what_works() {
    let base = Base::new();
    session(&base);
    base.ok(&["edit", "T1", "--place", "甲"]);
    base.ok(&["edit", "T1", "--place", "乙"]);
    base.refuses(1, &["undo", "J2"], &["fuhua undo J4"], &["fuhua undo J4"]);
    base.ok(&["undo", "J4"]);
    base.refuses(1, &["undo", "J2"], &["fuhua undo J3"], &["fuhua undo J3"]);
    base.ok(&["undo", "J3"]);
    base.ok(&["undo", "J2"]);
}
