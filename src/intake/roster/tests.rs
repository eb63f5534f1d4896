//! Rosters as townships write them, read.

use super::*;
use crate::domain::terms::ROSTER_COLUMN;
use crate::intake::heading::{Mapped, mapped};

fn parse(file: &str, bytes: Vec<u8>, options: &Options) -> anyhow::Result<Roster> {
    let mut persons = Persons::of(options);
    let (list, columns) = list::parse(file, bytes, &Form::roster(), &options.list, &mut persons)?;
    Ok(persons.roster(list, &columns))
}

fn reads(typed: &str) -> Mapped {
    mapped(typed, &Form::roster()).expect(typed)
}

fn ok(text: &str) -> Roster {
    parse("签到表.csv", text.as_bytes().to_vec(), &Options::default()).expect(text)
}

fn problems(text: &str) -> Vec<(usize, String)> {
    let roster = ok(text);
    assert!(roster.refusal(Problems::default()).is_some(), "{text}");
    roster.problems.told().iter().map(|p| (p.line, p.text.clone())).collect()
}

#[test]
fn headings_in_either_language_and_any_order() {
    let zh = ok("序号,联系电话,姓 名,人员类别,出勤,证书,工作单位\n1,138 0000 0001,李　明,持证,请假,社会工作师,启明社工\n");
    let en = ok("Name,UNIT,phone,category,attendance,certificate\n李明,启明社工,13800000001,certified,excused,social-worker\n");
    assert!(zh.entries.iter().eq(en.entries.iter()));
    assert_eq!(zh.entries.get(0).phone, Some("13800000001"));
    assert_eq!(
        (zh.entries.get(0).category, zh.entries.get(0).status, zh.entries.get(0).certificate),
        ("certified", "excused", Some("social-worker"))
    );
    assert!(zh.warnings.is_empty());
}

#[test]
fn what_is_left_out_has_its_default() {
    let roster = ok("姓名\n李明\n");
    let Entry { line, unit, phone, category, status, certificate, .. } = roster.entries.get(0);
    assert_eq!((line, unit, phone, category, status, certificate), (2, None, None, "uncertified", "present", None));
}

#[test]
fn columns_that_are_not_read_are_named() {
    let roster = ok("姓名,签名,,备注\n李明,,,\n王芳,,x,迟到\n");
    assert_eq!(roster.entries.len(), 2);
    assert_eq!(roster.warnings, ["第3列没有表头,未读取", "未读取的列:备注", "“签名”一列全空,视为纸质签名栏,每人按“到”计"]);
}

#[test]
fn a_file_that_is_no_roster_is_refused() {
    for (text, word) in [
        ("", "空"),
        ("\n\n,,\n", "空"),
        ("姓名,单位\n", "没有一个人"),
        ("序号,姓名\n1,\n2,\n", "没有一个人"),
        ("东塔镇签到表\n学员,来自\n李明,启明\n", "学员"),
        ("姓名,手机,联系电话\n李明,,\n", "两列"),
    ] {
        let error = parse("签到表.csv", text.as_bytes().to_vec(), &Options::default()).expect_err(text).to_string();
        assert!(error.contains(word), "{text}: {error}");
    }
}

#[test]
fn every_fault_of_every_row_is_told() {
    let text =
        "姓名,单位,电话,类别,出勤\n李明,启明,13800000001,持证,到\n\n,启明,1.38E+10,领导,来过\n王芳,启明\n赵磊,,,,,,\n\"孙\n丽\",,,,\n";
    let found = problems(text);
    let lines: Vec<usize> = found.iter().map(|p| p.0).collect();
    assert_eq!(lines, [4, 4, 4, 4, 5, 7]);
    for (problem, words) in
        found.iter().zip([["姓名", "空"], ["电话", "1.38E+10"], ["类别", "领导"], ["出勤", "来过"], ["2格", "5格"], ["姓名", "孙\\u{a}丽"]])
    {
        assert!(words.iter().all(|w| problem.1.contains(w)), "{problem:?}");
    }
    assert_eq!(ok(text).entries.len(), 2);
}

#[test]
fn a_shortened_number_is_no_name() {
    let found = problems("姓名,单位\n1.10105E+17,启明\n李明,5E+17\n王芳,E+5\n");
    assert_eq!(found.iter().map(|p| p.0).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn guards_are_taken_off_and_nothing_else() {
    let roster = ok("姓名,单位,电话\n李明,'=启明,+8613800000001\n王芳,-启明,'+8613800000001\n");
    assert_eq!(roster.entries.get(0).unit, Some("=启明"));
    assert_eq!(roster.entries.get(1).unit, Some("-启明"));
    assert!(roster.entries.iter().all(|e| e.phone == Some("13800000001")));
}

#[test]
fn places_are_those_of_the_vocabulary() {
    let places = [
        (NAME, "name"),
        (UNIT, "unit"),
        (PHONE, "phone"),
        (TRAINEE, "category"),
        (CAME, "attendance"),
        (PAPER, "certificate"),
        (SESSION, "training"),
    ];
    assert_eq!(places.len(), ROSTER_COLUMN.terms.len());
    assert!(places.iter().all(|(place, id)| ROSTER_COLUMN.terms[*place].id == *id));
}

#[test]
fn no_heading_means_two_columns() {
    let mut seen = std::collections::BTreeMap::new();
    for term in ROSTER_COLUMN.terms {
        for name in [term.id, term.label.zh, term.label.en].iter().chain(term.also) {
            let before = seen.insert(name.to_lowercase(), term.id);
            assert!(before.is_none_or(|id| id == term.id), "{name}");
        }
    }
}

fn counted(text: &str) -> Vec<(String, &'static str)> {
    let roster = ok(text);
    assert!(roster.refusal(Problems::default()).is_none(), "{text}: {:?} {:?}", roster.problems.told(), roster.undecided);
    roster.entries.iter().map(|e| (e.name.to_owned(), e.status)).collect()
}

fn names(text: &str) -> Vec<String> {
    counted(text).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn what_is_nobody_is_left_out_and_told() {
    let two = ["李明", "王芳"];
    for text in [
        "序号,姓名,单位,电话\n1,李明,启明,13800000001\n2,王芳,启明,13800000002\n合计,2人,,\n",
        "姓名,单位,电话\n李明,启明,13800000001\n王芳,启明,\n合计：2人,,\n制表人：赵磊,,\n备注：以上人员均已签到,,\n",
        "\u{feff}姓名,单位\n李明,启明\n\u{feff}姓名,单位\n王芳,启明\n",
        "东塔镇培训签到表,,\n培训时间:2022年3月1日,,\n\n序号,姓 名（必填）,单位\n1,李明,启明\n2,王芳,启明\n3,,\n4,,\n,（以下空白）,\n审核：,,\n",
        "sep=;\n姓名;单位\n李明;启明\n王芳;启明\nTotal;2\n",
        "姓名,单位\n# 第一组,\n李明,启明\n第二组,\n王芳,同上\n",
    ] {
        assert_eq!(names(text), two, "{text}");
    }
    let told = ok("姓名,单位\n李明,启明\n\n合计：1人,\n").warnings.clone();
    assert_eq!(told, ["跳过1行(不是人员):第4行“合计：1人”"]);
    assert_eq!(problems("姓名,单位\n李明,启明\n以下空白,\n王芳,启明\n")[0].0, 4);
    assert_eq!(problems("序号,姓名\n1,李明\n合计,王芳\n")[0].0, 3);
    assert_eq!(problems("姓名,单位\n李明,启明\n单位,姓名\n启明,王芳\n")[0].0, 3);
    let error = parse("a.csv", "姓名,单位\n李明,启明\n姓名,电话\n王芳,\n".into(), &Options::default()).expect_err("two sheets");
    assert!(error.to_string().contains("第3行"), "{error}");
}

#[test]
fn each_heading_of_attendance_is_read() {
    for heading in ["签到", "签到状态", "是否签到", "是否到场", "到会", "是否到会", "参会情况", "签名", "出席情况", "签到（打√）"]
    {
        let text = format!("姓名,单位,{heading}\n李明,启明,√\n王芳,启明,×\n赵磊,启明,请假\n孙丽,启明,迟到\n周杰,启明,1\n");
        let expected = ["present", "absent", "excused", "present", "present"];
        assert_eq!(counted(&text).iter().map(|(_, status)| *status).collect::<Vec<_>>(), expected, "{heading}");
    }
    assert_eq!(counted("姓名,签名\n李明,李明\n王芳,王 芳\n")[1].1, "present");
}

#[test]
fn blanks_beside_marks_must_be_decided() {
    let marked = "姓名,签到\n李明,√\n王芳,\n赵磊,请假\n";
    let all_blank = "姓名,签到\n李明,\n王芳,\n";
    for text in [marked, all_blank] {
        let fault = ok(text).refusal(Problems::default()).expect("undecided");
        assert!(fault.to_string().contains("“签到”") && fault.hint.as_deref().is_some_and(|h| h.contains("--blank")), "{fault}");
    }
    for (word, status) in [(Attendance::Present, "present"), (Attendance::Absent, "absent")] {
        let options = Options { blank: Some(word), ..Options::default() };
        let roster = parse("签到表.csv", marked.into(), &options).expect("a roster");
        assert_eq!(roster.entries.iter().map(|e| e.status).collect::<Vec<_>>(), ["present", status, "excused"]);
    }
    let exceptions = ok("姓名,出勤\n李明,\n王芳,请假\n");
    assert_eq!(exceptions.entries.get(0).status, "present");
    assert!(exceptions.warnings[0].contains("例外"), "{:?}", exceptions.warnings);
}

#[test]
fn a_column_that_sounds_like_ours_is_not_passed_over() {
    let text = "姓名,单位,出勤打卡\n李明,启明,到\n";
    let error = parse("签到表.csv", text.into(), &Options::default()).expect_err("unread").to_string();
    assert!(error.contains("出勤打卡"), "{error}");
    for (map, place) in [("出勤打卡=attendance", Some(CAME)), ("出勤打卡=-", None), ("参加人=姓名", Some(NAME))] {
        assert_eq!(reads(map).1, place);
    }
    let map = |typed: &[&str]| {
        let list = list::Options { map: typed.iter().map(|t| reads(t)).collect(), ..list::Options::default() };
        Options { list, ..Options::default() }
    };
    assert_eq!(parse("a.csv", text.into(), &map(&["出勤打卡=-"])).expect("left out").entries.len(), 1);
    let other = parse("a.csv", "参加人,来自\n李明,启明\n".into(), &map(&["参加人=name", "来自=unit"])).expect("mapped");
    assert_eq!((other.entries.get(0).name, other.entries.get(0).unit), ("李明", Some("启明")));
}

#[test]
fn numbers_of_persons_are_not_told_whole() {
    for text in [
        "姓名,单位,类别,电话\n李明,启明,13800000001,持证\n",
        "姓名,单位,电话\n110105194912310021,启明,\n王芳,13800000002,\n",
        "姓名,电话\n李明,１３８００００００１2345678901234567\n",
    ] {
        let told: String = problems(text).into_iter().map(|(_, text)| text).collect();
        assert!(!told.contains("13800000") && !told.contains("1101051949") && !told.contains("１３８０００"), "{told}");
    }
    let error = parse("签到表.csv", "13800000001,李明\n".into(), &Options::default()).expect_err("no headings").to_string();
    assert!(!error.contains("13800000001"), "{error}");
}

#[test]
fn what_kept_a_number_as_text_is_taken_off() {
    let roster = ok("姓名,电话\n李明,\"=\"\"13800000001\"\"\"\n王芳,'13800000001\n赵磊,\u{202d}13800000001\u{202c}\n孙丽,13800000001\t\n");
    assert!(roster.entries.iter().all(|e| e.phone == Some("13800000001")), "{roster:?}");
}
