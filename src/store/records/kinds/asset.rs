//! Things of the base, and who uses them.

use super::{ABOUT_ORG, DATE, NOTE};
use crate::domain::code::Prefix;
use crate::domain::function_terms::{ASSET_KIND, USE_KIND, UseKind};
use crate::fault::Fault;
use crate::i18n::label;
use crate::store::records::field::Type::{Choice, Count, Date, Money, Text, Time};
use crate::store::records::field::{Field, computed, field, to_named};
use crate::store::records::kind::{Columns, Create, Done, Evidence, Kind, Made};
use crate::store::{Value, Writer, named_params};
use crate::tr;

const QUANTITY: Field = field("quantity", Count, "数量", "quantity").check(at_least_one);
const NAME: Field = field("name", Text, "名称", "name").required();
const KIND: Field = field("kind", Choice(&ASSET_KIND), "类别", "kind").required();
const VALUE: Field = field("value_fen", Money, "价值(元)", "value (yuan)").named("value").detail();

/// AS: a thing of the base.
pub static ASSET: Kind = Kind {
    prefix: Prefix::new("AS"),
    id: "asset",
    plural: "assets",
    table: "asset",
    label: label("场地设备", "asset"),
    title: "r.name",
    org: None,
    date: Some("on_date"),
    fields: &[
        NAME,
        KIND,
        QUANTITY.required(),
        VALUE,
        DATE,
        field("retired_on", Date, "停用日期", "retired").named("retired").over_on().later(),
        computed(
            "in_use",
            "SELECT coalesce(sum(x.quantity), 0) FROM asset_use x
              WHERE x.asset_id = r.id AND x.kind = 'give' AND x.until_on IS NULL AND x.void_reason IS NULL",
            Count,
            "在用",
            "in use",
        ),
        NOTE.detail(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[Create::new(&["space", "add"], label("登记场地或设备", "record an asset"), added)
        .named(NAME)
        .flags(&[KIND, QUANTITY.help("数量,默认1", "how many; default 1"), VALUE, DATE, NOTE])
        .fill(one)],
};

/// AU: a use of one.
pub static ASSET_USE: Kind = Kind {
    prefix: Prefix::new("AU"),
    id: "use",
    plural: "uses",
    table: "asset_use",
    label: label("场地使用", "use"),
    title: "(SELECT name FROM asset WHERE id = r.asset_id)",
    org: Some("r.org_id"),
    date: Some("on_date"),
    fields: &[
        field("asset_id", to_named("AS", "asset"), "场地设备", "asset").named("asset").fixed(),
        ABOUT_ORG,
        field("kind", Choice(&USE_KIND), "方式", "kind").fixed(),
        DATE.past_if("r.kind = 'give'"),
        field("until_on", Date, "退还日期", "until").named("until").over_on().check(of_what_is_given),
        field("from_minute", Time, "起", "from").named("from").required().check(from_of_a_booking),
        field("to_minute", Time, "止", "to").named("to").required().check(to_of_a_booking),
        QUANTITY.required(),
        field("purpose", Text, "用途", "purpose").detail(),
        NOTE.detail(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[],
};

/// Refuses none of a thing.
fn at_least_one(_: &Writer, quantity: Value, _: Option<i64>) -> anyhow::Result<Vec<(&'static str, Value)>> {
    if quantity == Value::Int(0) {
        return Fault::input(tr!("数量须至少为1", "the quantity must be 1 or more")).err();
    }
    Ok(vec![("quantity", quantity)])
}

/// What is given has a day on which it came back, a booking has hours.
fn of_what_is_given(w: &Writer, day: Value, of: Option<i64>) -> anyhow::Result<Vec<(&'static str, Value)>> {
    only_of(w, UseKind::Give, of)?;
    Ok(vec![("until_on", day)])
}

fn from_of_a_booking(w: &Writer, minute: Value, of: Option<i64>) -> anyhow::Result<Vec<(&'static str, Value)>> {
    only_of(w, UseKind::Booking, of)?;
    Ok(vec![("from_minute", minute)])
}

fn to_of_a_booking(w: &Writer, minute: Value, of: Option<i64>) -> anyhow::Result<Vec<(&'static str, Value)>> {
    only_of(w, UseKind::Booking, of)?;
    Ok(vec![("to_minute", minute)])
}

fn only_of(w: &Writer, kind: UseKind, of: Option<i64>) -> anyhow::Result<()> {
    let Some(id) = of else { return Ok(()) };
    let is = w.one("SELECT kind FROM asset_use WHERE id = :id", named_params! {":id": id})?.word::<UseKind>("kind")?;
    if is == kind {
        return Ok(());
    }
    let (code, what) = (ASSET_USE.code(id), is.text());
    Fault::input(tr!("{code} 是{what},没有这一项", "{code} ({what}) has no such field"))
        .hint(tr!(
            "交付有退还日期(--until),预约有起止时刻(--from、--to)",
            "what is given has a day of return (--until), a booking has hours (--from, --to)"
        ))
        .err()
}

/// One, where no number was typed.
fn one(_: &Writer, columns: &mut Columns) -> anyhow::Result<()> {
    if *columns.get("quantity") == Value::Null {
        columns.set("quantity", 1);
    }
    Ok(())
}

fn added(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, name, kind, quantity) = (made.code, made.title()?, made.show("kind")?, made.show("quantity")?);
    let next = if made.row.text("kind")? == "room" { "book" } else { "give" };
    Ok(Done::new(tr!("已登记 {code} {name}({kind}),数量{quantity}", "recorded {code} {name} ({kind}), quantity {quantity}"))
        .next(tr!("fuhua space {next} {code} 组织", "fuhua space {next} {code} ORG")))
}
