//! Evaluations: what somebody judged of a stay, a project, an operator or one who
//! would be, and on what marks.

use super::{DATE, NOTE, org_by};
use crate::domain::code::Prefix;
use crate::domain::judgement_terms::{EVALUATED, EVALUATION_STAGE, EvaluationStage, GRADE};
use crate::domain::operator_terms::INSPECTED;
use crate::domain::terms::RESULT;
use crate::fault::Fault;
use crate::i18n::label;
use crate::store::records::field::Type::{Any, Choice, Date, Plan, Points, Text, Year, YesNo};
use crate::store::records::field::{computed, field, to, to_named};
use crate::store::records::kind::{Evidence, Kind, Part, Section};
use crate::store::{Value, Writer, named_params};
use crate::tr;

/// The organisation that is evaluated, or whose project is.
const ORG: &str = "coalesce((SELECT a.org_id FROM incubation i JOIN application a ON a.id = i.application_id WHERE i.id = r.incubation_id),
  (SELECT p.org_id FROM project p WHERE p.id = r.project_id), (SELECT c.org_id FROM operator_contract c WHERE c.id = r.contract_id), r.org_id)";

/// E: an evaluation.
pub static EVALUATION: Kind = Kind {
    prefix: Prefix::new("E"),
    id: "evaluation",
    plural: "evaluations",
    table: "evaluation",
    label: label("综合评估", "evaluation"),
    title: "coalesce((SELECT o.name FROM incubation i JOIN application a ON a.id = i.application_id JOIN org o ON o.id = a.org_id
                       WHERE i.id = r.incubation_id), (SELECT p.title FROM project p WHERE p.id = r.project_id),
                     (SELECT o.name FROM operator_contract c JOIN org o ON o.id = c.org_id WHERE c.id = r.contract_id),
                     (SELECT o.name FROM org o WHERE o.id = r.org_id))",
    org: Some(ORG),
    date: Some("on_date"),
    fields: &[
        computed(
            "of",
            "CASE WHEN r.incubation_id IS NOT NULL THEN 'resident' WHEN r.project_id IS NOT NULL THEN 'project'
                  WHEN r.contract_id IS NOT NULL THEN 'operator' ELSE 'org' END",
            Choice(&EVALUATED),
            "对象",
            "of",
        )
        .detail(),
        computed(
            "subject",
            "coalesce('I' || r.incubation_id, 'P' || r.project_id, 'OC' || r.contract_id, 'O' || r.org_id)",
            Any,
            "被评估记录",
            "subject",
        ),
        org_by(ORG),
        field("incubation_id", to("I"), "孵化", "incubation").named("incubation").fixed().detail(),
        field("project_id", to("P"), "项目", "project").named("project").fixed().detail(),
        field("contract_id", to("OC"), "协议", "contract").named("contract").fixed().detail(),
        field("org_id", to_named("O", "org"), "被审查组织", "organisation checked").named("bidder").fixed().detail(),
        field("stage", Choice(&EVALUATION_STAGE), "阶段", "stage").fixed(),
        field("year", Year, "年度", "year").required().check(of_a_year),
        field("period", Text, "期间", "period").fixed().detail(),
        field("start_on", Date, "期间首日", "first day of the period").internal().any_day(),
        field("end_on", Date, "期间末日", "last day of the period").internal().any_day(),
        field("about", Choice(&INSPECTED), "内容", "about").fixed().detail(),
        field("lead_id", to_named("M", "person"), "项目负责人", "lead").named("lead").fixed().detail(),
        DATE,
        field("result", Choice(&RESULT), "结果", "result").required().check(not_of_conditions),
        field("body", Text, "单位", "by").named("by").detail(),
        field("sheet", Plan("sheet"), "评分表", "sheet").set_by_program().detail(),
        computed("total", "SELECT s.points FROM evaluation_score s WHERE s.evaluation_id = r.id", Points, "总分", "total"),
        computed("full", "SELECT s.full_points FROM evaluation_score s WHERE s.evaluation_id = r.id", Points, "满分", "full marks")
            .detail(),
        computed("percent", "SELECT s.percent FROM evaluation_score s WHERE s.evaluation_id = r.id", Points, "百分比", "per cent").detail(),
        computed("grade", "SELECT s.grade FROM evaluation_score s WHERE s.evaluation_id = r.id", Choice(&GRADE), "等次", "grade"),
        NOTE.detail(),
    ],
    parts: &[
        Part {
            table: "mark",
            column: "evaluation_id",
            field: field("item", Plan("sheet_item"), "评分", "mark"),
            value: Some(field("points", Points, "分数", "points")),
            typed: None,
        },
        Part {
            table: "gate_check",
            column: "evaluation_id",
            field: field("item", Plan("sheet_item"), "条件", "condition"),
            value: Some(field("met", YesNo, "符合", "met")),
            typed: None,
        },
    ],
    evidence: Evidence::TITLE,
    sections: &[Section::Marks],
    creates: &[],
};

/// The result of a check of conditions follows from them.
fn not_of_conditions(w: &Writer, result: Value, of: Option<i64>) -> anyhow::Result<Vec<(&'static str, Value)>> {
    let before = of.map(|id| w.one("SELECT stage FROM evaluation WHERE id = :id", named_params! {":id": id})).transpose()?;
    if before.map(|row| row.word("stage")).transpose()? == Some(EvaluationStage::Qualification) {
        return Fault::input(tr!("资格条件审查的结果随各项条件,不能单独更正", "the result of a check of conditions follows from them"))
            .hint(tr!("作废后重新审查:fuhua operator check", "void it and check again: fuhua operator check"))
            .err();
    }
    Ok(vec![("result", result)])
}

/// Only the yearly evaluations are of a year.
fn of_a_year(w: &Writer, year: Value, of: Option<i64>) -> anyhow::Result<Vec<(&'static str, Value)>> {
    let before = of.map(|id| w.one("SELECT year FROM evaluation WHERE id = :id", named_params! {":id": id})).transpose()?;
    if before.is_some_and(|row| row.opt_int("year").is_ok_and(|year| year.is_none())) {
        return Fault::input(tr!("这一阶段的评估不分年度", "this stage of evaluation is of no year"))
            .hint(tr!("更正日期用 --date", "correct the day with --date"))
            .err();
    }
    Ok(vec![("year", year)])
}
