//! Public-welfare projects.

use crate::i18n::label;
use crate::store::field::Type::{Date, Money, Plan, Ref, Text};
use crate::store::field::field;
use crate::store::kind::Kind;

/// P: a project.
pub static PROJECT: Kind = Kind {
    letter: 'P',
    id: "project",
    plural: "projects",
    table: "project",
    label: label("公益项目", "project"),
    title: "r.title",
    org: Some("r.org_id"),
    date: Some("on_date"),
    fields: &[
        field("title", Text, "名称", "title").required(),
        field("org_id", Ref('O'), "组织", "organisation").named("org").fixed(),
        field("on_date", Date, "开始日期", "start").named("date").required(),
        field("grant_fen", Money, "资助(元)", "grant (yuan)").named("grant"),
        field("source", Plan("grant_source"), "资金来源", "source"),
        field("note", Text, "备注", "note").detail(),
    ],
};
