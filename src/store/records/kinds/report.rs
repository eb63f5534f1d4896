//! Issued reports.

use super::NOTE;
use crate::domain::code::Prefix;
use crate::domain::terms::{LANGUAGE, REPORT};
use crate::i18n::label;
use crate::store::records::field::Type::{Archived, Choice, Date, Text};
use crate::store::records::field::{field, to};
use crate::store::records::kind::{Evidence, Kind};

/// R: an issued report. All of it but the note is frozen.
pub static ISSUED_REPORT: Kind = Kind {
    prefix: Prefix::new("R"),
    id: "report",
    plural: "reports",
    table: "issued_report",
    label: label("已出具报表", "issued report"),
    title: "r.period",
    org: None,
    date: Some("on_date"),
    fields: &[
        field("report", Choice(&REPORT), "报表", "report").fixed(),
        field("period", Text, "期间", "period").fixed(),
        field("start_on", Date, "首日", "first day").named("start").fixed().detail().any_day(),
        field("end_on", Date, "末日", "last day").named("end").fixed().detail().any_day(),
        field("year_on", Date, "累计起日", "year to date from").named("year_start").fixed().detail().any_day(),
        field("on_date", Date, "出具日期", "issued on").named("date").fixed(),
        field("actor", Text, "出具人", "issued by").named("by").fixed(),
        field("entry", to("J"), "所据流水", "rests on").fixed().detail(),
        field("head", Text, "该流水的封签", "its hash").fixed().detail(),
        field("lang", Choice(&LANGUAGE), "语言", "language").fixed(),
        field("replaces", Text, "代替", "replaces").fixed(),
        field("reason", Text, "再次出具的理由", "why it was issued again").fixed().detail(),
        field("sha256", Text, "摘要", "SHA-256").fixed().detail(),
        field("content", Archived, "内容", "content").fixed().detail(),
        NOTE.detail(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[],
};
