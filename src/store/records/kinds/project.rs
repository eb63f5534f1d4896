//! Public-welfare projects.

use super::{ABOUT_ORG, NAME_OF_ORG, NOTE};
use crate::domain::code::Prefix;
use crate::domain::heading_terms;
use crate::domain::judgement_terms::{PROJECT_KIND, PROJECT_STATE, ProjectKind};
use crate::domain::terms::Outcome;
use crate::fault::Fault;
use crate::i18n::label;
use crate::store::records::field::Type::{Choice, Date, Money, Plan, Text};
use crate::store::records::field::{Field, computed, field};
use crate::store::records::kind::{Columns, Create, Done, Evidence, Kind, Made, Subject};
use crate::store::{Value, Writer};
use crate::tr;

/// What was paid of its grant.
const PAID: &str = "SELECT coalesce(sum(g.amount_fen), 0) FROM grant_payment g WHERE g.project_id = r.id";
/// What is still to be paid of it.
const UNPAID: &str = "coalesce(r.grant_fen - (SELECT coalesce(sum(g.amount_fen), 0) FROM grant_payment g WHERE g.project_id = r.id), 0)";

const TITLE: Field = field("title", Text, "名称", "title").headings(heading_terms::PROJECT).required();
const KIND: Field = field("kind", Choice(&PROJECT_KIND), "类别", "kind").headings(heading_terms::PROJECT_KIND).help(
    "类别;不写则有资助为小额资助,有购买方为政府购买,否则为自筹",
    "kind; left out: grant with --grant, purchase with --purchaser, else own",
);
const PLANNED: Field = field("planned_on", Date, "策划日期", "planned").in_plan();
const UNTIL: Field = field("until_on", Date, "应结束日期", "until").named("until").headings(heading_terms::UNTIL).any_day();
const GRANT: Field = field("grant_fen", Money, "资助(元)", "grant (yuan)")
    .named("grant")
    .headings(heading_terms::GRANT)
    .help("小额资助,以元计,与 --source 同用", "small grant in yuan, with --source")
    .check(more_than_zero);
const SOURCE: Field = field("source", Plan("money_source"), "资金来源", "source")
    .headings(heading_terms::SOURCE)
    .help("资助的合法来源", "lawful source of the grant");
const PURCHASER: Field = field("purchaser", Text, "购买方", "purchaser").help("购买服务的部门", "the department that buys");
const AMOUNT: Field = field("amount_fen", Money, "购买金额(元)", "price (yuan)")
    .named("amount")
    .help("购买金额,以元计,由购买方直接支付", "the price in yuan, which the department pays directly")
    .check(price);

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
        TITLE,
        ABOUT_ORG,
        KIND.required(),
        computed("state", "SELECT s.state FROM project_state s WHERE s.project_id = r.id", Choice(&PROJECT_STATE), "状态", "state"),
        PLANNED.named("planned").later().detail(),
        field("on_date", Date, "开始日期", "start").named("date").headings(heading_terms::STARTED).in_plan(),
        UNTIL.detail(),
        GRANT,
        SOURCE,
        PURCHASER.detail(),
        AMOUNT.detail(),
        computed("paid", PAID, Money, "已拨(元)", "paid (yuan)").detail(),
        computed("unpaid", UNPAID, Money, "未拨(元)", "unpaid (yuan)").detail(),
        NOTE.detail(),
    ],
    parts: &[],
    evidence: Evidence { detail: NAME_OF_ORG, ..Evidence::TITLE },
    sections: &[],
    creates: &[Create::new(&["project", "plan"], label("策划一个项目,待立项", "plan a project, which is to be approved"), planned)
        .on(Subject::Org)
        .flags(&[TITLE, KIND, GRANT, SOURCE, PURCHASER, AMOUNT, UNTIL, PLANNED.named("date").required(), NOTE])
        .fill(complete)],
};

/// The kind of a project that names none; a grant goes with its source.
///
/// # Errors
/// [`Fault`] (input) if only one of the two was typed.
pub fn complete(_: &Writer, columns: &mut Columns) -> anyhow::Result<()> {
    let typed = |column| *columns.get(column) != Value::Null;
    let (grant, source, purchaser) = (typed("grant_fen"), typed("source"), typed("purchaser"));
    if grant != source {
        return Fault::input(tr!("资助与来源须同时写明", "a grant and its source go together"))
            .hint(tr!("写作 --grant 金额 --source 来源", "give --grant YUAN --source SOURCE"))
            .err();
    }
    if !typed("kind") {
        let kind = if grant {
            ProjectKind::Grant
        } else if purchaser {
            ProjectKind::Purchase
        } else {
            ProjectKind::Own
        };
        columns.set("kind", kind);
    }
    Ok(())
}

fn planned(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, title, org, kind) = (made.code, made.title()?, made.show("org")?, made.show("kind")?);
    let message = tr!("已策划 {code} {title}({kind}):{org}", "planned {code} {title} ({kind}) of {org}");
    let next = if made.row.text("kind")? == ProjectKind::Purchase.id() { "tender" } else { "approve" };
    Ok(Done::new(message).next(format!("fuhua project {next} {code} --result {}", Outcome::Pass.typed())))
}

/// What is said of a project that started.
///
/// # Errors
/// If the row cannot be read.
pub fn started(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, title, org, yuan) = (made.code, made.title()?, made.show("org")?, made.show("grant")?);
    let name = org.split_once(' ').map_or(org.as_str(), |(_, name)| name);
    let mut message = tr!("已记录{name}的项目 {code} {title}", "recorded project {code} {title} of {name}");
    if !yuan.is_empty() {
        message += &tr!(",资助{yuan}元", ", with a grant of {yuan} yuan");
    }
    Ok(Done::new(message).next(format!("fuhua project visit {code}")))
}

/// Refuses a price of nothing.
fn price(_: &Writer, fen: Value, _: Option<i64>) -> anyhow::Result<Vec<(&'static str, Value)>> {
    if fen != Value::Int(0) {
        return Ok(vec![("amount_fen", fen)]);
    }
    Fault::input(tr!("购买金额须大于零", "the price must be more than zero")).err()
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
