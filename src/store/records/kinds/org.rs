//! Organisations, and their filings, registrations and recognitions.

use super::{ABOUT_ORG, DATE, NAME_KEY, NAME_OF_ORG, NOTE, merged_into};
use crate::domain::code::Prefix;
use crate::domain::heading_terms;
use crate::domain::terms::{FIELD, GROWTH, ORG_KIND, OrgKind, RECOGNITION, STATE, USCC_CHECK, UsccCheck};
use crate::domain::text::name_key;
use crate::domain::{org, uscc};
use crate::fault::Fault;
use crate::i18n::label;
use crate::store::records::field::Type::{Choice, CreditCode, Date, Phone, Text};
use crate::store::records::field::{Field, computed, field};
use crate::store::records::kind::{Create, Done, Evidence, Kind, Made, Subject};
use crate::store::records::lookup;
use crate::store::{Value, Writer, named_params};
use crate::tr;

/// O: an organisation.
pub static ORG: Kind = Kind {
    prefix: Prefix::new("O"),
    id: "org",
    plural: "orgs",
    table: "org",
    label: label("组织", "organisation"),
    title: "r.name",
    org: Some("r.id"),
    date: None,
    fields: &[
        field("name", Text, "名称", "name").headings(heading_terms::ORG_NAME).required().check(free_name),
        NAME_KEY,
        field("kind", Choice(&ORG_KIND), "类型", "kind").headings(heading_terms::ORG_KIND).required(),
        field("field", Choice(&FIELD), "领域", "field").headings(heading_terms::ORG_FIELD).detail(),
        field("stage", Choice(&GROWTH), "阶段", "stage").headings(heading_terms::ORG_STAGE).detail(),
        field("founded_on", Date, "成立日期", "founded").named("founded").headings(heading_terms::FOUNDED).detail(),
        field("town", Text, "乡镇(街道)", "town").headings(heading_terms::TOWN),
        field("contact", Text, "联系人", "contact").headings(heading_terms::CONTACT).detail(),
        field("phone", Phone, "电话", "phone").headings(heading_terms::PHONE).detail(),
        computed(
            "uscc",
            "SELECT l.uscc FROM registration l WHERE l.org_id = r.id AND l.void_reason IS NULL ORDER BY l.on_date DESC, l.id DESC LIMIT 1",
            Text,
            "信用代码",
            "credit code",
        ),
        computed(
            "registered",
            "SELECT l.on_date FROM registration l WHERE l.org_id = r.id AND l.void_reason IS NULL ORDER BY l.on_date DESC, l.id DESC LIMIT 1",
            Date,
            "登记日期",
            "registered",
        )
        .detail(),
        computed(
            "state",
            "SELECT e.state FROM case_event e WHERE e.org_id = r.id ORDER BY e.application_id DESC, e.rank DESC LIMIT 1",
            Choice(&STATE),
            "状态",
            "state",
        ),
        NOTE.detail(),
        merged_into("O"),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[Create::new(&["org", "add"], label("登记一个组织", "add an organisation"), added)],
};

/// What a list of organisations may say of their licences.
pub static LICENCE: [Field; 2] = [
    field("uscc", CreditCode, "信用代码", "credit code").headings(heading_terms::USCC),
    field("on_date", Date, "登记日期", "registered").named("registered").headings(heading_terms::REGISTERED),
];

/// F: a filing.
pub static FILING: Kind = Kind {
    prefix: Prefix::new("F"),
    id: "filing",
    plural: "filings",
    table: "filing",
    label: label("备案", "filing"),
    title: NAME_OF_ORG,
    org: Some("r.org_id"),
    date: Some("on_date"),
    fields: &[
        ABOUT_ORG,
        DATE.in_plan(),
        field("number", Text, "备案号", "number"),
        field("authority", Text, "备案机关", "authority"),
        NOTE.detail(),
    ],
    parts: &[],
    evidence: Evidence { detail: "r.number", ..Evidence::TITLE },
    sections: &[],
    creates: &[Create::new(&["org", "file"], label("记录备案", "record a filing"), filed).on(Subject::Org)],
};

/// L: a registration licence.
pub static REGISTRATION: Kind = Kind {
    prefix: Prefix::new("L"),
    id: "registration",
    plural: "registrations",
    table: "registration",
    label: label("登记", "registration"),
    title: NAME_OF_ORG,
    org: Some("r.org_id"),
    date: Some("on_date"),
    fields: &[
        ABOUT_ORG,
        DATE,
        field("uscc", CreditCode, "信用代码", "credit code").required().check(free_uscc),
        field("uscc_check", Choice(&USCC_CHECK), "校验", "check").set_by_program(),
        NOTE.detail(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[Create::new(&["org", "register"], label("记录法人登记", "record a registration licence"), registered).on(Subject::Org)],
};

/// G: a recognition.
pub static RECOGNITION_KIND: Kind = Kind {
    prefix: Prefix::new("G"),
    id: "recognition",
    plural: "recognitions",
    table: "recognition",
    label: label("认定", "recognition"),
    title: NAME_OF_ORG,
    org: Some("r.org_id"),
    date: Some("on_date"),
    fields: &[
        ABOUT_ORG,
        field("kind", Choice(&RECOGNITION), "类别", "kind").named("as").required(),
        DATE.in_plan(),
        field("basis", Text, "依据", "basis").required().help("依据的文件", "the document it rests on"),
        NOTE.detail(),
    ],
    parts: &[],
    evidence: Evidence { detail: "r.basis", ..Evidence::TITLE },
    sections: &[],
    creates: &[Create::new(
        &["org", "recognise"],
        label("认定为提升发展或品牌型组织", "recognise as an upgraded or a brand organisation"),
        recognised,
    )
    .on(Subject::Org)],
};

fn added(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, name) = (made.code, made.title()?);
    let next = if made.row.word::<OrgKind>("kind")? == OrgKind::Community { "org file" } else { "apply" };
    Ok(Done::new(tr!("已登记组织 {code} {name}", "added organisation {code} {name}")).next(format!("fuhua {next} {code}")))
}

fn registered(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, name, on) = (made.code, made.title()?, made.show("date")?);
    Ok(Done::new(tr!("已记录登记 {code}:{name},{on}", "recorded registration {code}: {name}, {on}"))
        .next(format!("fuhua show {}", made.to("org")?)))
}

fn filed(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, name, on, org) = (made.code, made.title()?, made.show("date")?, made.to("org")?);
    let done = Done::new(tr!("已记录备案 {code}:{name},{on}", "recorded filing {code}: {name}, {on}"));
    let counted = made.db.maybe(
        "SELECT on_date, subject FROM indicator_fact WHERE indicator = 'filed' AND org_id = :org",
        named_params! {":org": org.number},
    )?;
    Ok(match counted {
        Some(row) if row.code("subject")? != code => {
            let (first, on) = (row.text("subject")?, row.text("on_date")?);
            done.warn(tr!(
                "{name}已于{on}备案({first}),本次不重复计数",
                "{name} was filed on {on} ({first}); this one does not count again"
            ))
        }
        _ => done.next(format!("fuhua apply {org}")),
    })
}

fn recognised(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, name, on, label) = (made.code, made.title()?, made.show("date")?, made.show("as")?);
    let done = Done::new(tr!("已认定 {code}:{name},{label},{on}", "recognised {code}: {name}, {label}, {on}"));
    let counts = made.db.maybe(
        "SELECT 1 AS yes FROM indicator_fact WHERE indicator IN ('upgraded', 'brands') AND on_date = :day AND subject = :code",
        named_params! {":day": on, ":code": code.to_string()},
    )?;
    Ok(match counts {
        Some(_) => done.next(format!("fuhua show {}", made.to("org")?)),
        None => done.warn(tr!(
            "{name}本运营年度已有同类认定,不重复计数",
            "{name} has this recognition in this operating year already; it counts once"
        )),
    })
}

/// Refuses a name that another organisation in force has.
fn free_name(w: &Writer, name: Value, of: Option<i64>) -> anyhow::Result<Vec<(&'static str, Value)>> {
    if let Err(why) = org::name(name.text()) {
        return Fault::input(tr!("组织名称{why}", "the organisation's name: {why}")).err();
    }
    let Some(found) = lookup::named(w, name.text())?.filter(|found| Some(found.id) != of) else {
        let key = name_key(name.text());
        return Ok(vec![("name", name), ("name_key", key.into())]);
    };
    let (id, name) = (ORG.code(found.id), found.name);
    Fault::input(tr!("已有组织“{name}”({id})", "there is an organisation '{name}' already ({id})"))
        .hint(tr!("用 fuhua show {id} 查看;更正用 fuhua edit {id}", "see fuhua show {id}; correct it with fuhua edit {id}"))
        .err()
}

/// A credit code and its check; refuses one that another registration in force has.
fn free_uscc(w: &Writer, typed: Value, of: Option<i64>) -> anyhow::Result<Vec<(&'static str, Value)>> {
    let code = uscc::parse(typed.text())?;
    let holder = w.maybe(
        "SELECT l.id, o.name FROM registration l JOIN org o ON o.id = l.org_id
          WHERE l.uscc = :uscc AND l.void_reason IS NULL AND l.id IS NOT :except",
        named_params! {":uscc": code, ":except": of},
    )?;
    if let Some(row) = holder {
        let (id, name) = (REGISTRATION.code(row.int("id")?), row.text("name")?);
        return Fault::input(tr!("信用代码 {code} 已登记给{name}({id})", "the credit code {code} is already recorded for {name} ({id})"))
            .hint(tr!("核对证书;更正用 fuhua edit {id}", "compare the licence; correct the record with fuhua edit {id}"))
            .err();
    }
    let check = if uscc::checks(&code) { UsccCheck::Ok } else { UsccCheck::Failed };
    Ok(vec![("uscc", code.into()), ("uscc_check", check.into())])
}

/// Records a registration licence; returns its id.
///
/// # Errors
/// [`Fault`] (input) if the credit code is none, or taken.
pub fn licence(w: &Writer, org: i64, typed: &str, day: chrono::NaiveDate) -> anyhow::Result<i64> {
    let mut columns = vec![("org_id", org.into()), ("on_date", day.into())];
    columns.extend(free_uscc(w, typed.into(), None)?);
    w.insert("registration", &columns)
}
