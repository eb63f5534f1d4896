//! Public-welfare projects.

use super::{ABOUT_ORG, NOTE};
use crate::domain::code::Prefix;
use crate::i18n::label;
use crate::store::records::field::Type::{Date, Money, Plan, Text};
use crate::store::records::field::field;
use crate::store::records::kind::Kind;

/// P: a project.
pub static PROJECT: Kind = Kind {
    prefix: Prefix::new("P"),
    id: "project",
    plural: "projects",
    table: "project",
    label: label("公益项目", "project"),
    title: "r.title",
    org: Some("r.org_id"),
    date: Some("on_date"),
    fields: &[
        field("title", Text, "名称", "title").required(),
        ABOUT_ORG,
        field("on_date", Date, "开始日期", "start").named("date").required().in_plan(),
        field("grant_fen", Money, "资助(元)", "grant (yuan)").named("grant"),
        field("source", Plan("grant_source"), "资金来源", "source"),
        NOTE.detail(),
    ],
};
