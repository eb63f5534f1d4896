//! Waivers of rules.

use crate::domain::code::Prefix;
use crate::i18n::label;
use crate::store::records::field::Type::{Date, Text};
use crate::store::records::field::field;
use crate::store::records::kind::{Evidence, Kind};

/// W: a waiver.
pub static WAIVER: Kind = Kind {
    prefix: Prefix::new("W"),
    id: "waiver",
    plural: "waivers",
    table: "waiver",
    label: label("例外", "waiver"),
    title: "r.rule || ' ' || r.subject",
    org: None,
    date: Some("on_date"),
    fields: &[
        field("rule", Text, "规则", "rule").fixed(),
        field("subject", Text, "记录", "record").fixed(),
        field("breach", Text, "所准情形", "what it covers").fixed().detail(),
        field("reason", Text, "理由", "reason").required(),
        field("on_date", Date, "日期", "date").named("date").fixed().any_day(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[],
};
