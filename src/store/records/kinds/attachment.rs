//! Papers: files on records, by their digests.

use super::{DATE, NOTE};
use crate::domain::code::Prefix;
use crate::domain::paper_terms::PAPER;
use crate::i18n::label;
use crate::store::records::field::Type::{Any, Choice, Count, Text};
use crate::store::records::field::field;
use crate::store::records::kind::{Evidence, Kind};

/// AT: a paper. The file itself is not kept.
pub static ATTACHMENT: Kind = Kind {
    prefix: Prefix::new("AT"),
    id: "attachment",
    plural: "attachments",
    table: "attachment",
    label: label("文件", "paper"),
    title: "r.name",
    org: None,
    date: Some("on_date"),
    fields: &[
        field("subject", Any, "所属记录", "record").named("of").whole(),
        field("kind", Choice(&PAPER), "类别", "kind").named("as").required(),
        field("name", Text, "文件名", "name").required(),
        field("bytes", Count, "字节数", "bytes").set_by_program(),
        field("sha256", Text, "摘要", "SHA-256").set_by_program().detail(),
        DATE,
        NOTE.detail(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[],
};
