//! Public-welfare projects.

use super::{ABOUT_ORG, NAME_OF_ORG, NOTE};
use crate::domain::code::Prefix;
use crate::fault::Fault;
use crate::i18n::label;
use crate::store::records::field::Type::{Date, Money, Plan, Text};
use crate::store::records::field::{computed, field};
use crate::store::records::kind::{Create, Done, Evidence, Kind, Made, Subject};
use crate::store::{Value, Writer};
use crate::tr;

/// What was paid of its grant.
const PAID: &str = "SELECT coalesce(sum(g.amount_fen), 0) FROM grant_payment g WHERE g.project_id = r.id";
/// What is still to be paid of it.
const UNPAID: &str = "coalesce(r.grant_fen - (SELECT coalesce(sum(g.amount_fen), 0) FROM grant_payment g WHERE g.project_id = r.id), 0)";

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
        field("grant_fen", Money, "资助(元)", "grant (yuan)")
            .named("grant")
            .help("小额资助,以元计,与 --source 同用", "small grant in yuan, with --source")
            .check(more_than_zero),
        field("source", Plan("money_source"), "资金来源", "source").help("资助的合法来源", "lawful source of the grant"),
        computed("paid", PAID, Money, "已拨(元)", "paid (yuan)").detail(),
        computed("unpaid", UNPAID, Money, "未拨(元)", "unpaid (yuan)").detail(),
        NOTE.detail(),
    ],
    parts: &[],
    evidence: Evidence { detail: NAME_OF_ORG, ..Evidence::TITLE },
    sections: &[],
    creates: &[Create::new(&["project", "start"], label("记录项目开始", "record the start of a project"), started)
        .noun(label("公益项目", "public-welfare projects"))
        .on(Subject::Org)],
};

fn started(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, title, org, yuan) = (made.code, made.title()?, made.show("org")?, made.show("grant")?);
    let name = org.split_once(' ').map_or(org.as_str(), |(_, name)| name);
    let mut message = tr!("已记录{name}的项目 {code} {title}", "recorded project {code} {title} of {name}");
    if !yuan.is_empty() {
        message += &tr!(",资助{yuan}元", ", with a grant of {yuan} yuan");
    }
    Ok(Done::new(message).next(format!("fuhua show {code}")))
}

/// Refuses a grant of nothing.
fn more_than_zero(_: &Writer, fen: Value, _: Option<i64>) -> anyhow::Result<Vec<(&'static str, Value)>> {
    if fen != Value::Int(0) {
        return Ok(vec![("grant_fen", fen)]);
    }
    Fault::input(tr!("资助须大于零", "a grant must be more than zero"))
        .hint(tr!("没有资助就不写 --grant", "leave --grant out if there is none"))
        .err()
}
