//! Money: vouchers, budget lines, and what is done about a period.

use super::{ABOUT_ORG, DATE, NOTE};
use crate::domain::code::Prefix;
use crate::domain::heading_terms;
use crate::domain::money_terms::{CLOCK, DIRECTION, STEP, SUBMISSION};
use crate::fault::Fault;
use crate::i18n::label;
use crate::store::records::field::Type::{Any, Choice, Codes, Count, Date, Money, Plan, Text};
use crate::store::records::field::{Field, computed, field, to};
use crate::store::records::kind::{Evidence, Kind, Part};
use crate::store::{Value, Writer, named_params};
use crate::tr;

/// How many papers a voucher has.
const PAPERS: &str = "SELECT count(*) FROM attachment a WHERE a.subject = 'V' || r.id AND a.void_reason IS NULL";

/// V: a voucher.
pub static VOUCHER: Kind = Kind {
    prefix: Prefix::new("V"),
    id: "voucher",
    plural: "vouchers",
    table: "voucher",
    label: label("凭证", "voucher"),
    title: "coalesce(r.party, (SELECT name FROM org WHERE id = r.org_id), (SELECT title FROM project WHERE id = r.project_id), r.note)",
    // Of a payment for a project its organisation.
    org: Some("coalesce(r.org_id, (SELECT org_id FROM project WHERE id = r.project_id))"),
    date: Some("on_date"),
    fields: &[
        DATE,
        field("direction", Choice(&DIRECTION), "收支", "direction").fixed(),
        field("amount_fen", Money, "金额(元)", "amount (yuan)").named("amount").required().check(amount),
        field("category", Plan("money_category"), "类别", "category").headings(heading_terms::CATEGORY).required(),
        field("source", Plan("money_source"), "来源", "source").headings(heading_terms::SOURCE).required(),
        ABOUT_ORG,
        field("project_id", to("P"), "项目", "project").named("project").fixed(),
        field("party", Text, "对方", "party").headings(heading_terms::PARTY),
        field("number", Text, "凭证号", "number").headings(heading_terms::NUMBER),
        field("line", Plan("money_category"), "退回科目", "refunded line").detail(),
        field("reverses", to("V"), "冲销", "reverses").fixed(),
        computed(
            "reversed",
            "SELECT x.id FROM voucher x WHERE x.reverses = r.id AND x.void_reason IS NULL ORDER BY x.id LIMIT 1",
            to("V"),
            "被冲销于",
            "reversed by",
        ),
        computed(
            "evidence",
            "SELECT group_concat(e.evidence, ' ') FROM (SELECT evidence FROM voucher_evidence WHERE voucher_id = r.id ORDER BY id) e",
            Codes,
            "付款依据",
            "evidence",
        ),
        computed("papers", PAPERS, Count, "附件", "papers"),
        NOTE,
    ],
    parts: &[Part {
        table: "voucher_evidence",
        column: "voucher_id",
        field: field("evidence", Any, "付款依据", "evidence"),
        value: None,
        typed: None,
    }],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[],
};

/// What a list of vouchers may have in place of a direction and an amount.
pub static BOTH_WAYS: [Field; 2] = [
    field("amount_fen", Money, "收入(元)", "in (yuan)").named("in").headings(heading_terms::INTO),
    field("amount_fen", Money, "支出(元)", "out (yuan)").named("out").headings(heading_terms::OUT),
];

/// Refuses nothing, and an amount for a reversal, which has that of its voucher.
fn amount(w: &Writer, fen: Value, of: Option<i64>) -> anyhow::Result<Vec<(&'static str, Value)>> {
    if fen == Value::Int(0) {
        return Fault::input(tr!("金额须大于零", "the amount must be more than zero")).err();
    }
    let reversed = match of {
        Some(id) => w.one("SELECT reverses FROM voucher WHERE id = :id", named_params! {":id": id})?.opt_int("reverses")?,
        None => None,
    };
    match reversed.map(|id| VOUCHER.code(id)) {
        None => Ok(vec![("amount_fen", fen)]),
        Some(of) => Fault::input(tr!("冲销凭证的金额随 {of},不能单独更正", "the amount of a reversal is that of {of}"))
            .hint(tr!("作废这张冲销凭证,更正 {of},再冲销", "void the reversal, correct {of}, and reverse it again"))
            .err(),
    }
}

/// BL: what a year's budget gives to one line.
pub static BUDGET_LINE: Kind = Kind {
    prefix: Prefix::new("BL"),
    id: "budget-line",
    plural: "budget-lines",
    table: "budget_line",
    label: label("预算科目", "budget line"),
    title: "r.period || ' ' || r.line",
    org: None,
    date: None,
    fields: &[
        field("period", Text, "年度", "year").fixed(),
        computed("clock", "CASE WHEN r.period GLOB 'FY*' THEN 'fiscal' ELSE 'operating' END", Choice(&CLOCK), "口径", "clock"),
        field("line", Plan("money_category"), "科目", "line").fixed(),
        field("amount_fen", Money, "金额(元)", "amount (yuan)").named("amount").required().only_with("reason"),
        field("reason", Text, "调整理由", "reason"),
        NOTE.detail(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[],
};

/// How many days late something was submitted, of what is due by a day.
const LATE: &str = "SELECT max(0, CAST(julianday(s.on_date) - julianday(s.due_on) AS INTEGER)) FROM submission s WHERE s.step_id = r.id";

/// PD: what was done about a period.
pub static PERIOD_STEP: Kind = Kind {
    prefix: Prefix::new("PD"),
    id: "period-step",
    plural: "period-steps",
    table: "period_step",
    label: label("期间事项", "period step"),
    title: "r.period",
    org: None,
    date: Some("on_date"),
    fields: &[
        field("step", Choice(&STEP), "事项", "step").fixed(),
        field("what", Choice(&SUBMISSION), "报送内容", "submitted").fixed(),
        field("period", Text, "期间", "period").fixed(),
        field("start_on", Date, "首日", "first day").named("start").fixed().detail().any_day(),
        field("end_on", Date, "末日", "last day").named("end").fixed().detail().any_day(),
        DATE,
        field("recipient", Text, "报送对象", "submitted to").named("to").detail(),
        field("report_id", to("R"), "报表", "report").named("report").fixed().detail(),
        field("reason", Text, "理由", "reason"),
        computed("late_days", LATE, Count, "逾期(天)", "days late").detail(),
        NOTE.detail(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[],
};
