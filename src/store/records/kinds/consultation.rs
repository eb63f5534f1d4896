//! Consultations.

use super::{DATE, NOTE};
use crate::domain::code::Prefix;
use crate::domain::terms::CONSULT_TOPIC;
use crate::i18n::label;
use crate::store::records::field::Type::{Choice, Text};
use crate::store::records::field::{computed, field};
use crate::store::records::kind::Kind;

/// C: a consultation.
pub static CONSULTATION: Kind = Kind {
    prefix: Prefix::new("C"),
    id: "consultation",
    plural: "consultations",
    table: "consultation",
    label: label("咨询", "consultation"),
    title: "(SELECT group_concat(o.name, '、') FROM consultation_org x JOIN org o ON o.id = x.org_id WHERE x.consultation_id = r.id)",
    org: None,
    date: Some("on_date"),
    fields: &[
        field("topic", Choice(&CONSULT_TOPIC), "主题", "topic").required(),
        DATE.in_plan(),
        computed(
            "orgs",
            "SELECT group_concat(o.name, '、') FROM consultation_org x JOIN org o ON o.id = x.org_id WHERE x.consultation_id = r.id",
            Text,
            "组织",
            "organisations",
        ),
        NOTE,
    ],
};
