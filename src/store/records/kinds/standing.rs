//! Standings: what authorities attest of organisations and persons.

use super::{DATE, NOTE};
use crate::domain::code::Prefix;
use crate::domain::date::parse_iso;
use crate::domain::function_terms::{STANDING_KIND, STANDING_VALUE, StandingKind, StandingValue};
use crate::fault::Fault;
use crate::i18n::{join, label};
use crate::store::records::field::Type::{Choice, Count, Date, Text};
use crate::store::records::field::{Field, field, to_named};
use crate::store::records::kind::{Columns, Create, Done, Evidence, Kind, Made, Subject};
use crate::store::records::plan;
use crate::store::{Value, Writer, named_params};
use crate::tr;

const VALUE: Field = field("value", Choice(&STANDING_VALUE), "结论", "value").required().check(of_its_kind);
const UNTIL: Field = field("until_on", Date, "截止日期", "until").named("until").any_day().last_day();
const YEAR: Field = field("year", Count, "年度", "year").help("检查的公历年", "the calendar year inspected").check(of_a_year);
const MEMBERS: Field = field("members", Count, "党员数", "members").detail();
const BY: Field = field("body", Text, "认定单位", "by").named("by").detail();
const PERSON: Field = field("person_id", to_named("M", "person"), "人员", "person")
    .named("person")
    .help("人员编号,或只有一人的姓名", "a person's code, or a name that only one has")
    .fixed();
const NUMBER: Field = field("number", Text, "编号", "number").detail();

/// ST: a standing.
pub static STANDING: Kind = Kind {
    prefix: Prefix::new("ST"),
    id: "standing",
    plural: "standings",
    table: "standing",
    label: label("资质", "standing"),
    title: "coalesce((SELECT name FROM org WHERE id = r.org_id), (SELECT name FROM person WHERE id = r.person_id))",
    org: Some("r.org_id"),
    date: Some("on_date"),
    fields: &[
        field("org_id", to_named("O", "org"), "组织", "organisation").named("org").fixed(),
        PERSON,
        field("kind", Choice(&STANDING_KIND), "类别", "kind").fixed().required(),
        VALUE,
        YEAR,
        DATE,
        UNTIL,
        NUMBER,
        MEMBERS,
        BY,
        field("basis", Text, "依据", "basis").detail(),
        NOTE.detail(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[
        Create::new(&["org", "rate"], label("记录等级评估", "record a rating"), attested)
            .on(Subject::Org)
            .sets(&[("kind", "rating")])
            .flags(&[VALUE.named("grade").help("等级:1A 至 5A", "the grade, 1A to 5A"), DATE, UNTIL, BY, NUMBER, NOTE])
            .fill(rated_for_a_time),
        Create::new(&["org", "inspect"], label("记录年检结论", "record a yearly inspection"), attested)
            .on(Subject::Org)
            .sets(&[("kind", "inspection")])
            .flags(&[
                YEAR.required(),
                VALUE.named("result").help("结论:pass 合格、basic 基本合格、fail 不合格", "pass, basic or fail"),
                DATE,
                BY,
                NUMBER,
                NOTE,
            ])
            .fill(checked),
        Create::new(&["org", "party"], label("记录党组织情况", "record the party organisation"), attested)
            .on(Subject::Org)
            .sets(&[("kind", "party")])
            .flags(&[
                VALUE
                    .named("form")
                    .help("own 单独组建、joint 联合组建、instructor 党建指导员、none 未覆盖", "own, joint, instructor or none"),
                MEMBERS,
                DATE,
                BY,
                NOTE,
            ])
            .fill(checked),
        Create::new(&["person", "certify"], label("记录职业水平证书", "record a certificate of social work"), certified)
            .named(PERSON)
            .sets(&[("kind", "certificate")])
            .flags(&[
                VALUE.named("level").help(
                    "级别:assistant 助理社会工作师、social-worker 社会工作师、senior 高级",
                    "the level: assistant, social-worker or senior",
                ),
                DATE,
                UNTIL,
                NUMBER,
                NOTE,
            ])
            .fill(registered_for_a_time),
    ],
};

/// Refuses a value that a standing of the kind does not have.
fn fits(kind: &str, value: &str) -> anyhow::Result<()> {
    let Some(kind) = StandingKind::of(kind) else { return Ok(()) };
    if kind.values().iter().any(|v| v.id() == value) {
        return Ok(());
    }
    let (what, said) = (kind.text(), STANDING_VALUE.text(value));
    let offer = join(
        kind.values()
            .iter()
            .map(|v: &StandingValue| if v.text() == v.id() { v.id().to_owned() } else { format!("{} {}", v.text(), v.id()) }),
    );
    Fault::input(tr!("{what}没有“{said}”这一结论", "a {what} has no value '{said}'")).hint(tr!("可选:{offer}", "one of: {offer}")).err()
}

/// A year is written whole, and is not ahead.
fn of_a_year(w: &Writer, value: Value, _: Option<i64>) -> anyhow::Result<Vec<(&'static str, Value)>> {
    let this = w.one("SELECT CAST(substr(today(), 1, 4) AS INTEGER) AS year", &[])?.int("year")?;
    match value {
        Value::Int(year) if !(1949..=this).contains(&year) => Fault::input(tr!(
            "年度{year}无效:写四位数的年份,不晚于{this}",
            "{year} is no year inspected: write four digits, {this} at the latest"
        ))
        .err(),
        value => Ok(vec![("year", value)]),
    }
}

fn of_its_kind(w: &Writer, value: Value, of: Option<i64>) -> anyhow::Result<Vec<(&'static str, Value)>> {
    if let Some(id) = of {
        fits(&w.one("SELECT kind FROM standing WHERE id = :id", named_params! {":id": id})?.text("kind")?, value.text())?;
    }
    Ok(vec![("value", value)])
}

fn checked(_: &Writer, columns: &mut Columns) -> anyhow::Result<()> {
    fits(columns.text("kind").unwrap_or_default(), columns.text("value").unwrap_or_default())
}

/// A rating holds for as long as the plan says, if nothing else is said.
fn rated_for_a_time(w: &Writer, columns: &mut Columns) -> anyhow::Result<()> {
    for_a_time(w, columns, "rating_months")
}

/// So does the registration of a certificate.
fn registered_for_a_time(w: &Writer, columns: &mut Columns) -> anyhow::Result<()> {
    for_a_time(w, columns, "certificate_months")
}

fn for_a_time(w: &Writer, columns: &mut Columns, months: &str) -> anyhow::Result<()> {
    checked(w, columns)?;
    if *columns.get("until_on") == Value::Null
        && let Some(day) = columns.text("on_date").and_then(parse_iso)
    {
        columns.set("until_on", plan::last_day(w, day, months)?);
    }
    Ok(())
}

/// What is said of a certificate's registration.
///
/// # Errors
/// If the row cannot be read.
pub fn certified(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, name, level, on, until) = (made.code, made.title()?, made.show("value")?, made.show("date")?, made.show("until")?);
    let message = tr!(
        "已记录证书 {code}:{name},{level},{on},登记至{until}",
        "recorded certificate {code}: {name}, {level}, {on}, registered to {until}"
    );
    Ok(Done::new(message).next("fuhua training certificates".to_owned()))
}

fn attested(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, name, kind, value, on) = (made.code, made.title()?, made.show("kind")?, made.show("value")?, made.show("date")?);
    let until = made.show("until")?;
    let message = if until.is_empty() {
        tr!("已记录{kind} {code}:{name},{value},{on}", "recorded {kind} {code}: {name}, {value}, {on}")
    } else {
        tr!("已记录{kind} {code}:{name},{value},{on}至{until}", "recorded {kind} {code}: {name}, {value}, {on} to {until}")
    };
    Ok(Done::new(message).next(format!("fuhua show {}", made.to("org")?)))
}
