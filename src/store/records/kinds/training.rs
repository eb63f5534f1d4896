//! Trainings, who came, and the persons.

use super::{DATE, NAME_KEY, NOTE, merged_into};
use crate::domain::code::Prefix;
use crate::domain::heading_terms;
use crate::domain::personal::without_numbers;
use crate::domain::terms::{ATTENDANCE as ATTENDANCES, CATEGORY, CERTIFICATE, TRAINING_FORM, TRAINING_TOPIC};
use crate::domain::text::{name_key, shortened};
use crate::domain::{indicator, person};
use crate::fault::Fault;
use crate::i18n::label;
use crate::store::records::field::Type::{Choice, Count, Hours, Phone, Text};
use crate::store::records::field::{Field, computed, field, to, to_named};
use crate::store::records::kind::{Counted, Create, Done, Evidence, Kind, Made, Section};
use crate::store::{Value, Writer, named_params};
use crate::tr;

/// T: a training session.
pub static TRAINING: Kind = Kind {
    prefix: Prefix::new("T"),
    id: "training",
    plural: "trainings",
    table: "training",
    label: label("培训", "training"),
    title: "r.title",
    org: None,
    date: Some("on_date"),
    fields: &[
        field("title", Text, "名称", "title").required(),
        field("form", Choice(&TRAINING_FORM), "形式", "form").required(),
        field("topic", Choice(&TRAINING_TOPIC), "主题", "topic"),
        DATE.in_plan(),
        field("minutes", Hours, "小时", "hours").named("hours").help("时长,以小时计", "length in hours"),
        field("place", Text, "地点", "place").detail(),
        field("trainer", Text, "主讲人", "trainer").detail(),
        field("headcount", Count, "人数", "headcount")
            .help("到场人数,没有签到表时计入人次", "how many came; counts until there is a roster")
            .detail(),
        computed("counted", "SELECT quantity FROM session_count WHERE training_id = r.id", Count, "计入人次", "counted"),
        NOTE.detail(),
    ],
    parts: &[],
    evidence: Evidence { detail: "r.form", roster: ROSTER, words: session },
    sections: &[Section::Roster],
    creates: &[Create::new(&["training", "log"], label("记录一场培训", "record a training session"), recorded)],
};

/// H: a row of a roster.
pub static ATTENDANCE: Kind = Kind {
    prefix: Prefix::new("H"),
    id: "attendance",
    plural: "attendances",
    table: "attendance",
    label: label("签到", "attendance"),
    title: "(SELECT name FROM person WHERE id = r.person_id)",
    org: None,
    date: None,
    fields: &[
        field("training_id", to("T"), "培训", "training").named("training").whole(),
        field("person_id", to_named("M", "person"), "人员", "person").named("person").fixed(),
        computed("unit", "SELECT unit FROM person WHERE id = r.person_id", Text, "单位", "unit"),
        field("category", Choice(&CATEGORY), "类别", "category").required(),
        field("status", Choice(&ATTENDANCES), "出勤", "attendance").named("attendance").required(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[],
};

const PERSON_NAME: Field = field("name", Text, "姓名", "name").headings(heading_terms::PERSON).required().check(one_person);
const UNIT: Field = field("unit", Text, "单位", "unit").headings(heading_terms::UNIT);
const PHONE: Field = field("phone", Phone, "电话", "phone").headings(heading_terms::PHONE);

/// M: a person.
pub static PERSON: Kind = Kind {
    prefix: Prefix::new("M"),
    id: "person",
    plural: "persons",
    table: "person",
    label: label("人员", "person"),
    title: "r.name",
    org: None,
    date: None,
    fields: &[
        PERSON_NAME,
        NAME_KEY,
        UNIT,
        field("certificate", Choice(&CERTIFICATE), "证书", "certificate").headings(heading_terms::CERTIFICATE).required(),
        PHONE,
        NOTE.detail(),
        merged_into("M"),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[Create::new(&["person", "add"], label("新增一人,不经签到表", "add a person who is on no roster"), added)
        .named(PERSON_NAME)
        .flags(&[UNIT, PHONE, NOTE])],
};

/// Adds a person who is on no roster; returns the id.
///
/// # Errors
/// A fault if the name is no person's.
pub fn new_person(w: &Writer, name: &str, unit: Option<&str>) -> anyhow::Result<i64> {
    let mut columns = one_person(w, name.into(), None)?;
    columns.push(("unit", unit.into()));
    w.insert("person", &columns)
}

/// A name, and the form in which it is compared.
fn one_person(_: &Writer, typed: Value, _: Option<i64>) -> anyhow::Result<Vec<(&'static str, Value)>> {
    match person::name(typed.text()) {
        Ok(name) => {
            let key = name_key(&name);
            Ok(vec![("name", name.into()), ("name_key", key.into())])
        }
        Err(why) => {
            Fault::input(tr!("姓名“{name}”:{why}", "the name '{name}': {why}", name = shortened(&without_numbers(typed.text()), 30))).err()
        }
    }
}

/// Listed, then counted: in the past the table may be a union (`store::images::past`).
const ROSTER: &str = "(SELECT count(*) FROM (SELECT 1 FROM attendance a WHERE a.training_id = r.id AND a.void_reason IS NULL LIMIT -1))";

/// Of person-times how many count; of sessions the form.
fn session(counted: &Counted<'_>) -> String {
    let Counted { title, detail, roster, indicator, quantity } = *counted;
    match (indicator, roster) {
        (indicator::TRAINEES, 0) => tr!("{title}:按人数登记", "{title}: by headcount"),
        (indicator::TRAINEES, _) => tr!("{title}:签到表{roster}人,计{quantity}人", "{title}: {quantity} of {roster} on the roster"),
        _ => tr!("{title}({form})", "{title} ({form})", form = TRAINING_FORM.text(detail)),
    }
}

/// Says if others have the name.
fn added(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, name) = (made.code, made.title()?);
    let done = Done::new(tr!("已新增 {code} {name}", "added {code} {name}"))
        .next(tr!("fuhua person certify {code} --level 助理社会工作师", "fuhua person certify {code} --level assistant"));
    let others = made.db.one(
        "SELECT count(*) AS n FROM person o JOIN person r ON coalesce(o.name_key, o.name) = coalesce(r.name_key, r.name)
          WHERE r.id = :id AND o.id <> :id AND o.void_reason IS NULL",
        named_params! {":id": code.number},
    )?;
    let n = others.int("n")?;
    Ok(match n {
        0 => done,
        _ => done.warn(tr!(
            "另有{n}人同名;若是同一人,用 fuhua undo 撤销,或 fuhua person merge 合并",
            "others of that name: {n}; if it is the same person, take this back with fuhua undo, or use fuhua person merge"
        )),
    })
}

fn recorded(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, title) = (made.code, made.title()?);
    Ok(Done::new(tr!("已记录培训 {code} {title}", "recorded training {code} {title}"))
        .next(tr!("fuhua training roster {code} 签到表文件", "fuhua training roster {code} FILE")))
}
