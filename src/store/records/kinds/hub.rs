//! Hubs, bodies and pools that were set up, and who is in them.

use super::{DATE, NOTE};
use crate::domain::code::Prefix;
use crate::domain::function_terms::HUB_KIND;
use crate::i18n::label;
use crate::store::records::field::Type::{Choice, Count, Date, Text};
use crate::store::records::field::{computed, field, to_named};
use crate::store::records::kind::{Create, Done, Evidence, Kind, Made};
use crate::tr;

/// HB: a hub.
pub static HUB: Kind = Kind {
    prefix: Prefix::new("HB"),
    id: "hub",
    plural: "hubs",
    table: "hub",
    label: label("平台", "hub"),
    title: "r.name",
    org: None,
    date: Some("on_date"),
    fields: &[
        field("name", Text, "名称", "name").required(),
        field("kind", Choice(&HUB_KIND), "类别", "kind").required(),
        field("town", Text, "乡镇(街道)", "town"),
        DATE,
        field("closed_on", Date, "撤销日期", "closed").named("closed").later().over_on(),
        // A last day lies on record; whether it has come is asked of the members.
        computed(
            "members",
            "SELECT count(*) FROM hub_member x WHERE x.hub_id = r.id AND x.void_reason IS NULL AND x.until_on IS NULL",
            Count,
            "成员",
            "members",
        ),
        NOTE.detail(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[Create::new(&["hub", "open"], label("设立一个平台", "set up a hub"), opened)],
};

/// HM: a member of a hub.
pub static HUB_MEMBER: Kind = Kind {
    prefix: Prefix::new("HM"),
    id: "member",
    plural: "members",
    table: "hub_member",
    label: label("成员", "member"),
    title: "coalesce((SELECT name FROM person WHERE id = r.person_id), (SELECT name FROM org WHERE id = r.org_id))",
    org: Some("r.org_id"),
    date: Some("on_date"),
    fields: &[
        field("hub_id", to_named("HB", "hub"), "平台", "hub").named("hub").fixed(),
        field("person_id", to_named("M", "person"), "人员", "person").named("person").fixed(),
        field("org_id", to_named("O", "org"), "组织", "organisation").named("org").fixed(),
        field("role", Text, "职务", "role"),
        field("on_date", Date, "开始日期", "from").named("from").required(),
        field("until_on", Date, "截止日期", "until").named("until").any_day().last_day(),
        field("body", Text, "聘任单位", "appointed by").named("by").detail(),
        NOTE.detail(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[],
};

fn opened(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, kind, name, on) = (made.code, made.show("kind")?, made.title()?, made.show("date")?);
    Ok(Done::new(tr!("已设立 {code} {name}({kind}),{on}", "set up {code} {name} ({kind}), {on}"))
        .next(tr!("fuhua hub join {code} 姓名", "fuhua hub join {code} NAME")))
}
