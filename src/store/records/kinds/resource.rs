//! Resources that are offered and needed, and the matches between them.

use super::{DATE, NOTE};
use crate::domain::code::Prefix;
use crate::domain::function_terms::{GIVER, RESOURCE_KIND, RESOURCE_STATE, SIDE};
use crate::fault::Fault;
use crate::i18n::label;
use crate::store::records::field::Type::{Choice, Date, Money, Text};
use crate::store::records::field::{Field, computed, field, to, to_named};
use crate::store::records::kind::{Columns, Create, Done, Evidence, Kind, Made, Subject};
use crate::store::{Value, Writer};
use crate::tr;

const TITLE: Field = field("title", Text, "内容", "title").required();
const KIND: Field = field("kind", Choice(&RESOURCE_KIND), "类别", "kind");
const VALUE: Field = field("value_fen", Money, "价值(元)", "value (yuan)").named("value");
const UNTIL: Field = field("until_on", Date, "截止日期", "until").named("until").any_day().last_day();
const FROM: Field = field("giver", Choice(&GIVER), "提供方", "from").named("from");
const ORG: Field = field("org_id", to_named("O", "org"), "组织", "organisation").named("org").fixed();

/// RS: an offer or a need.
pub static RESOURCE: Kind = Kind {
    prefix: Prefix::new("RS"),
    id: "resource",
    plural: "resources",
    table: "resource",
    label: label("资源", "resource"),
    title: "r.title",
    org: Some("r.org_id"),
    date: Some("on_date"),
    fields: &[
        field("side", Choice(&SIDE), "供需", "side").fixed().required(),
        FROM,
        field("party", Text, "提供者", "party"),
        ORG,
        KIND.required(),
        TITLE,
        VALUE,
        computed(
            "matched",
            "SELECT coalesce(sum(x.value_fen), 0) FROM resource_match x WHERE r.id IN (x.offer_id, x.need_id) AND x.void_reason IS NULL",
            Money,
            "已对接(元)",
            "matched (yuan)",
        ),
        computed("state", STATE, Choice(&RESOURCE_STATE), "状态", "state"),
        DATE.in_plan(),
        UNTIL,
        NOTE.detail(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[
        Create::new(&["resource", "offer"], label("登记可提供的资源", "record a resource that is offered"), recorded)
            .sets(&[("side", "offer")])
            .flags(&[
                TITLE,
                FROM.required(),
                field("party", Text, "提供者", "giver").named("by"),
                ORG,
                KIND,
                VALUE,
                DATE.in_plan(),
                UNTIL,
                NOTE,
            ])
            .fill(of_some_kind),
        Create::new(&["resource", "need"], label("登记组织的需求", "record what an organisation needs"), recorded)
            .on(Subject::Org)
            .sets(&[("side", "need")])
            .flags(&[TITLE, KIND, VALUE, DATE.in_plan(), UNTIL, NOTE])
            .fill(of_some_kind),
    ],
};

/// What has a match is matched, if all that it is worth is.
const STATE: &str = "SELECT CASE
    WHEN m.n > 0 AND (r.value_fen IS NULL OR m.fen >= r.value_fen) THEN 'matched'
    WHEN r.until_on < today() THEN 'expired' ELSE 'open' END
  FROM (SELECT count(*) AS n, coalesce(sum(x.value_fen), 0) AS fen FROM resource_match x
         WHERE r.id IN (x.offer_id, x.need_id) AND x.void_reason IS NULL) m";

/// RM: an offer that found a need.
pub static MATCH: Kind = Kind {
    prefix: Prefix::new("RM"),
    id: "match",
    plural: "matches",
    table: "resource_match",
    label: label("对接", "match"),
    title: "(SELECT f.title || ' → ' || n.title FROM resource f, resource n WHERE f.id = r.offer_id AND n.id = r.need_id)",
    org: Some("(SELECT n.org_id FROM resource n WHERE n.id = r.need_id)"),
    date: Some("on_date"),
    fields: &[
        field("offer_id", to("RS"), "资源", "offer").named("offer").fixed(),
        field("need_id", to("RS"), "需求", "need").named("need").fixed(),
        DATE.in_plan(),
        field("value_fen", Money, "价值(元)", "value (yuan)").named("value").required(),
        NOTE.detail(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[],
};

/// A kind that is not said is `other`; who gives is named by a name or a code.
fn of_some_kind(_: &Writer, columns: &mut Columns) -> anyhow::Result<()> {
    if *columns.get("kind") == Value::Null {
        columns.set("kind", "other");
    }
    let offered = columns.text("side") == Some("offer");
    if offered && columns.text("party").is_some() && *columns.get("org_id") != Value::Null {
        return Fault::input(tr!("--by 和 --org 只写一个", "give --by or --org, not both")).err();
    }
    Ok(())
}

fn recorded(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, side, title, on) = (made.code, made.show("side")?, made.title()?, made.show("date")?);
    Ok(Done::new(tr!("已登记{side} {code} {title},{on}", "recorded {side} {code} {title}, {on}"))
        .next(format!("fuhua resource match {code} RS…")))
}
