//! Applications: submission, screening, approval, withdrawal.

use super::incubation::INCUBATION;
use super::{ABOUT_ORG, DATE, NAME_OF_APPLICANT, NAME_OF_ORG, NOTE, ORG_OF_APPLICATION, org_by};
use crate::domain::code::Prefix;
use crate::domain::date;
use crate::domain::terms::{ABSTENTION as ABSTENTIONS, Outcome, RESULT, REVIEW_STAGE, ReviewStage, STATE};
use crate::i18n::label;
use crate::store::named_params;
use crate::store::records::field::Type::{Choice, Date, File, Money, Plan, Points, Text, YesNo};
use crate::store::records::field::{computed, field, to};
use crate::store::records::kind::{Create, Done, Evidence, Kind, Made, Part, Reviewed, Section, Subject};
use crate::store::records::plan;
use crate::tr;

/// A: an application for incubation.
pub static APPLICATION: Kind = Kind {
    prefix: Prefix::new("A"),
    id: "application",
    plural: "applications",
    table: "application",
    label: label("孵化申请", "application"),
    title: NAME_OF_ORG,
    org: Some("r.org_id"),
    date: Some("on_date"),
    fields: &[
        ABOUT_ORG,
        field("on_date", Date, "申请日期", "date").named("date").required().in_plan(),
        computed(
            "state",
            "SELECT e.state FROM case_event e WHERE e.application_id = r.id ORDER BY e.rank DESC LIMIT 1",
            Choice(&STATE),
            "状态",
            "state",
        ),
        field("reserve_fund_fen", Money, "储备资金(元)", "reserve fund (yuan)").named("reserve_fund"),
        field("document", File, "申请书", "form")
            .help("申请书文件;留存文件名和摘要", "the application form; its name and digest are kept")
            .fixed()
            .detail(),
        field("document_sha256", Text, "申请书摘要", "form SHA-256").set_by_program().detail(),
        NOTE.detail(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[Section::Review(Reviewed::Application)],
    creates: &[Create::new(&["apply"], label("申请孵化", "apply for incubation"), applied).on(Subject::Org)],
};

const ORG_OF_STEP: &str =
    "(SELECT a.org_id FROM review_step k JOIN application a ON a.id = k.application_id WHERE k.id = r.review_step_id)";

/// K: a step of screening or approval.
pub static REVIEW_STEP: Kind = Kind {
    prefix: Prefix::new("K"),
    id: "review",
    plural: "reviews",
    table: "review_step",
    label: label("评审", "review"),
    title: NAME_OF_APPLICANT,
    org: Some(ORG_OF_APPLICATION),
    date: Some("on_date"),
    fields: &[
        field("application_id", to("A"), "申请", "application").named("application").fixed(),
        org_by(ORG_OF_APPLICATION),
        field("stage", Choice(&REVIEW_STAGE), "阶段", "stage").fixed(),
        DATE,
        field("result", Choice(&RESULT), "结果", "result"),
        field("body", Text, "评审单位", "by").named("by"),
        NOTE.detail(),
    ],
    parts: &[Part {
        table: "condition_check",
        column: "review_step_id",
        field: field("condition", Plan("entry_condition"), "条件", "condition"),
        value: Some(field("met", YesNo, "符合", "met")),
        typed: None,
    }],
    evidence: Evidence::TITLE,
    sections: &[Section::Review(Reviewed::Step)],
    creates: &[],
};

/// B: a reviewer's score.
pub static SCORE: Kind = Kind {
    prefix: Prefix::new("B"),
    id: "score",
    plural: "scores",
    table: "score",
    label: label("评分", "score"),
    title: "r.reviewer || ' ' || r.item",
    org: Some(ORG_OF_STEP),
    date: None,
    fields: &[
        field("review_step_id", to("K"), "评审", "review").named("review").whole(),
        field("reviewer", Text, "评审人", "reviewer").required(),
        field("item", Text, "项目", "item").required(),
        field("points", Points, "分数", "score").required(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[],
};

/// D: a reviewer who gave no score.
pub static ABSTENTION: Kind = Kind {
    prefix: Prefix::new("D"),
    id: "abstention",
    plural: "abstentions",
    table: "abstention",
    label: label("弃权回避", "abstention"),
    title: "r.reviewer",
    org: Some(ORG_OF_STEP),
    date: None,
    fields: &[
        field("review_step_id", to("K"), "评审", "review").named("review").whole(),
        field("reviewer", Text, "评审人", "reviewer").required(),
        field("kind", Choice(&ABSTENTIONS), "类别", "kind").fixed(),
        field("reason", Text, "理由", "reason"),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[],
};

/// Z: a withdrawal.
pub static WITHDRAWAL: Kind = Kind {
    prefix: Prefix::new("Z"),
    id: "withdrawal",
    plural: "withdrawals",
    table: "withdrawal",
    label: label("撤回", "withdrawal"),
    title: NAME_OF_APPLICANT,
    org: Some(ORG_OF_APPLICATION),
    date: Some("on_date"),
    fields: &[
        field("application_id", to("A"), "申请", "application").named("application").fixed(),
        org_by(ORG_OF_APPLICATION),
        DATE,
        field("reason", Text, "原因", "reason").required(),
    ],
    parts: &[],
    evidence: Evidence::TITLE,
    sections: &[],
    creates: &[
        Create::new(&["withdraw"], label("撤回申请或提前离开", "withdraw an application, or leave early"), withdrawn).on(Subject::OpenCase)
    ],
};

fn applied(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, name, day) = (made.code, made.title()?, made.row.date("date")?);
    let earliest = date::iso(plan::after(made.db, day, "screening_min_months")?);
    let latest = date::iso(plan::after(made.db, day, "screening_max_months")?);
    let message = tr!(
        "已申请 {code}:{name},审定在{earliest}至{latest}之间",
        "recorded application {code} for {name}; the final decision is due between {earliest} and {latest}"
    );
    Ok(Done::new(message).next(format!(
        "fuhua review {code} --stage {} --result {}",
        ReviewStage::Eligibility.typed(),
        Outcome::Pass.typed()
    )))
}

fn withdrawn(made: &Made<'_>) -> anyhow::Result<Done> {
    let (code, name, on) = (made.code, made.title()?, made.show("date")?);
    let application = made.to("application")?;
    let stay = made.db.one("SELECT incubation_id FROM case_file WHERE application_id = :id", named_params! {":id": application.number})?;
    let message = match stay.opt_int("incubation_id")?.map(|id| INCUBATION.code(id)) {
        Some(stay) => {
            tr!("已记录撤回 {code}:{name}提前离开基地({stay}),{on}", "recorded {code}: {name} leaves the base early ({stay}), {on}")
        }
        None => {
            tr!("已记录撤回 {code}:{name}撤回申请 {application},{on}", "recorded {code}: {name} withdrew application {application}, {on}")
        }
    };
    Ok(Done::new(message).next(format!("fuhua show {}", made.to("org")?)))
}
