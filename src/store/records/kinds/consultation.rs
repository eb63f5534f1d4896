//! Consultations.

use super::{DATE, NOTE};
use crate::domain::code::Prefix;
use crate::domain::heading_terms;
use crate::domain::terms::CONSULT_TOPIC;
use crate::i18n::label;
use crate::store::records::field::Type::{Choice, Text};
use crate::store::records::field::{computed, field, to_named};
use crate::store::records::kind::{Counted, Create, Done, Evidence, Kind, Made, Part, Section};
use crate::tr;

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
        field("topic", Choice(&CONSULT_TOPIC), "主题", "topic").headings(heading_terms::TOPIC).required(),
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
    parts: &[Part {
        table: "consultation_org",
        column: "consultation_id",
        field: field("org_id", to_named("O", "org"), "组织", "organisation").named("orgs").headings(heading_terms::ADVISED),
        value: None,
        typed: Some("org"),
    }],
    evidence: Evidence { detail: "r.topic", words: asked, ..Evidence::TITLE },
    sections: &[Section::Advised],
    creates: &[
        Create::new(&["consult", "log"], label("记录一次咨询", "record a consultation"), advised).noun(label("咨询", "consultations"))
    ],
};

/// For whom, and about what.
fn asked(counted: &Counted<'_>) -> String {
    let (title, topic) = (counted.title, CONSULT_TOPIC.text(counted.detail));
    if title.is_empty() { topic.to_owned() } else { tr!("{title}({topic})", "{title} ({topic})") }
}

fn advised(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, topic, names) = (made.code, made.show("topic")?, made.title()?);
    let mut message = tr!("已记录咨询 {code} {topic}", "recorded consultation {code}, {topic}");
    if !names.is_empty() {
        message += &tr!(":{names}", ": {names}");
    }
    Ok(Done::new(message).next(format!("fuhua show {code}")))
}
