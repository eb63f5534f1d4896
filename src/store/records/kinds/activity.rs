//! Activities: what the base did that is no training, consultation or service.

use super::{DATE, NOTE};
use crate::domain::code::Prefix;
use crate::domain::function_terms::{ABOUT, ACTIVITY_KIND, CHANNEL};
use crate::i18n::label;
use crate::store::records::field::Type::{Choice, Count, Hours, Money, Text};
use crate::store::records::field::{computed, field, to, to_named};
use crate::store::records::kind::{Create, Done, Evidence, Kind, Made, Part};
use crate::tr;

/// N: an activity.
pub static ACTIVITY: Kind = Kind {
    prefix: Prefix::new("N"),
    id: "activity",
    plural: "activities",
    table: "activity",
    label: label("活动", "activity"),
    title: "r.title",
    org: None,
    date: Some("on_date"),
    fields: &[
        field("kind", Choice(&ACTIVITY_KIND), "类别", "kind").required(),
        field("title", Text, "名称", "title").required(),
        field("about", Choice(&ABOUT), "内容", "about"),
        DATE.in_plan(),
        field("minutes", Hours, "小时", "hours").named("hours").help("时长,以小时计", "length in hours").detail(),
        field("place", Text, "地点", "place").detail(),
        field("trainer", Text, "辅导人", "trainer").later().detail(),
        field("channel", Choice(&CHANNEL), "渠道", "channel").detail(),
        field("number", Text, "期号或文号", "number").detail(),
        field("hub_id", to_named("HB", "hub"), "平台", "hub").named("hub").fixed(),
        field("training_id", to("T"), "接续的培训", "training").named("training").set_by_program().detail(),
        field("headcount", Count, "人数", "headcount").detail(),
        field("value_fen", Money, "价值(元)", "value (yuan)").named("value").detail(),
        computed(
            "orgs",
            "SELECT group_concat(o.name, '、') FROM activity_org x JOIN org o ON o.id = x.org_id WHERE x.activity_id = r.id",
            Text,
            "组织",
            "organisations",
        ),
        NOTE.detail(),
    ],
    parts: &[Part {
        table: "activity_org",
        column: "activity_id",
        field: field("org_id", to_named("O", "org"), "组织", "organisation").named("orgs"),
        value: None,
        typed: Some("org"),
    }],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[Create::new(&["activity", "log"], label("记录一次活动", "record an activity"), logged)
        .noun(label("活动:党建、走访、传播、发布等", "activities: party building, visits, publicity, releases"))],
};

fn logged(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, kind, title, on) = (made.code, made.show("kind")?, made.title()?, made.show("date")?);
    Ok(Done::new(tr!("已记录活动 {code} {kind}:{title},{on}", "recorded activity {code}, {kind}: {title}, {on}"))
        .next(format!("fuhua show {code}")))
}
