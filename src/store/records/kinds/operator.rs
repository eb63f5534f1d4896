//! The operator of the base: its contract, what organisations complain of, and the
//! negative list.

use super::{ABOUT_ORG, DATE, NAME_OF_ORG, NOTE, org_by};
use crate::domain::code::Prefix;
use crate::domain::operator_terms::{BREACH_ITEM, CONTRACT_STATE, GRAVITY, VERDICT};
use crate::fault::Fault;
use crate::i18n::label;
use crate::store::records::field::Type::{Choice, Date, Money, Text};
use crate::store::records::field::{Field, computed, field, to};
use crate::store::records::kind::{Create, Done, Evidence, Kind, Made, Subject};
use crate::store::{Value, Writer};
use crate::tr;

/// Where a contract stands today.
const STATE: &str =
    "SELECT CASE WHEN t.breach_id IS NOT NULL AND t.end_on <= today() THEN 'terminated' WHEN t.from_on > today() THEN 'signed'
    WHEN t.end_on < today() THEN 'ended' ELSE 'running' END
  FROM contract_term t WHERE t.contract_id = r.id";

/// OC: a contract.
pub static CONTRACT: Kind = Kind {
    prefix: Prefix::new("OC"),
    id: "contract",
    plural: "contracts",
    table: "operator_contract",
    label: label("委托协议", "contract"),
    title: NAME_OF_ORG,
    org: Some("r.org_id"),
    date: Some("on_date"),
    fields: &[
        ABOUT_ORG,
        field("number", Text, "采购或协议编号", "number"),
        field("from_on", Date, "开始日期", "from").named("from").required().any_day(),
        field("to_on", Date, "截止日期", "to").named("to").required().any_day().last_day(),
        field("amount_fen", Money, "金额(元)", "amount (yuan)").named("amount").check(amount),
        DATE,
        computed("state", STATE, Choice(&CONTRACT_STATE), "状态", "state"),
        NOTE.detail(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[],
};

/// Refuses a contract of nothing.
fn amount(_: &Writer, fen: Value, _: Option<i64>) -> anyhow::Result<Vec<(&'static str, Value)>> {
    if fen != Value::Int(0) {
        return Ok(vec![("amount_fen", fen)]);
    }
    Fault::input(tr!("协议金额须大于零", "the amount of a contract must be more than zero"))
        .hint(tr!("没有约定金额就不写 --amount", "leave --amount out if there is none"))
        .err()
}

const WORDS: Field = field("text", Text, "投诉内容", "complaint").required();

/// CP: a complaint.
pub static COMPLAINT: Kind = Kind {
    prefix: Prefix::new("CP"),
    id: "complaint",
    plural: "complaints",
    table: "complaint",
    label: label("投诉", "complaint"),
    title: NAME_OF_ORG,
    org: Some("r.org_id"),
    date: Some("on_date"),
    fields: &[
        ABOUT_ORG,
        DATE,
        WORDS,
        field("result", Choice(&VERDICT), "核实结果", "result").later(),
        field("severity", Choice(&GRAVITY), "情节", "severity").later(),
        field("verified_on", Date, "核实日期", "verified").named("verified").later(),
        field("body", Text, "核实单位", "by").named("by").later().detail(),
        NOTE.detail(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[Create::new(&["operator", "complaint"], label("登记入驻组织的投诉", "record a complaint"), complained)
        .on(Subject::Org)
        .flags(&[WORDS, DATE, NOTE])],
};

fn complained(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, name, on) = (made.code, made.title()?, made.show("date")?);
    Ok(Done::new(tr!("已登记投诉 {code}:{name},{on}", "recorded complaint {code} of {name}, {on}")).next(tr!(
        "fuhua operator verify {code} --result 属实 --severity 一般 --by 核实单位",
        "fuhua operator verify {code} --result upheld --severity minor --by BODY"
    )))
}

/// BR: an entry of the negative list.
pub static BREACH: Kind = Kind {
    prefix: Prefix::new("BR"),
    id: "breach",
    plural: "breaches",
    table: "breach",
    label: label("负面清单", "breach"),
    title: "(SELECT o.name FROM operator_contract c JOIN org o ON o.id = c.org_id WHERE c.id = r.contract_id)",
    org: Some(OPERATOR),
    date: Some("on_date"),
    fields: &[
        org_by(OPERATOR),
        field("contract_id", to("OC"), "协议", "contract").named("contract").fixed(),
        field("item", Choice(&BREACH_ITEM), "事项", "item").required(),
        DATE,
        field("stop_on", Date, "停止运营日期", "work stops by").named("stop_by").required().any_day(),
        field("complaint_id", to("CP"), "投诉", "complaint").named("complaint").fixed(),
        field("basis", Text, "依据", "basis").required(),
        NOTE.detail(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[],
};

/// The organisation whose contract a breach ends.
const OPERATOR: &str = "(SELECT c.org_id FROM operator_contract c WHERE c.id = r.contract_id)";
