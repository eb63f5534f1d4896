//! What was done with personal data: shown whole, erased.

use crate::domain::code::Prefix;
use crate::i18n::label;
use crate::store::records::field::Type::{Date, Text};
use crate::store::records::field::field;
use crate::store::records::kind::{Evidence, Kind};

/// Y: personal data was shown whole.
pub static DISCLOSURE: Kind = Kind {
    prefix: Prefix::new("DS"),
    id: "disclosure",
    plural: "disclosures",
    table: "disclosure",
    label: label("个人信息查看", "disclosure"),
    title: "r.shown",
    org: None,
    date: Some("on_date"),
    fields: &[
        field("shown", Text, "所示记录", "records shown").fixed(),
        field("reason", Text, "理由", "reason").fixed(),
        field("on_date", Date, "日期", "date").named("date").fixed().any_day(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[],
};

/// Q: the personal data of a person or an organisation was erased.
pub static ERASURE: Kind = Kind {
    prefix: Prefix::new("Q"),
    id: "erasure",
    plural: "erasures",
    table: "erasure",
    label: label("个人信息删除", "erasure"),
    title: "r.subject",
    org: None,
    date: Some("on_date"),
    fields: &[
        field("subject", Text, "记录", "record").fixed(),
        field("reason", Text, "理由", "reason").fixed(),
        field("on_date", Date, "日期", "date").named("date").fixed().any_day(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[],
};
