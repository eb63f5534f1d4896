//! Evaluations: what somebody judged of a stay or of a project, and on what marks.

use super::{DATE, NOTE, org_by};
use crate::domain::code::Prefix;
use crate::domain::judgement_terms::{EVALUATED, EVALUATION_STAGE, GRADE};
use crate::domain::terms::RESULT;
use crate::fault::Fault;
use crate::i18n::label;
use crate::store::records::field::Type::{Any, Choice, Plan, Points, Text, Year};
use crate::store::records::field::{computed, field, to};
use crate::store::records::kind::{Evidence, Kind, Part, Section};
use crate::store::{Value, Writer, named_params};
use crate::tr;

/// The organisation that is evaluated, or whose project is.
const ORG: &str = "coalesce((SELECT a.org_id FROM incubation i JOIN application a ON a.id = i.application_id WHERE i.id = r.incubation_id),
  (SELECT p.org_id FROM project p WHERE p.id = r.project_id))";

/// E: an evaluation.
pub static EVALUATION: Kind = Kind {
    prefix: Prefix::new("E"),
    id: "evaluation",
    plural: "evaluations",
    table: "evaluation",
    label: label("综合评估", "evaluation"),
    title: "coalesce((SELECT o.name FROM incubation i JOIN application a ON a.id = i.application_id JOIN org o ON o.id = a.org_id
                       WHERE i.id = r.incubation_id), (SELECT p.title FROM project p WHERE p.id = r.project_id))",
    org: Some(ORG),
    date: Some("on_date"),
    fields: &[
        computed("of", "CASE WHEN r.project_id IS NULL THEN 'resident' ELSE 'project' END", Choice(&EVALUATED), "对象", "of").detail(),
        computed("subject", "coalesce('I' || r.incubation_id, 'P' || r.project_id)", Any, "被评估记录", "subject"),
        org_by(ORG),
        field("incubation_id", to("I"), "孵化", "incubation").named("incubation").fixed().detail(),
        field("project_id", to("P"), "项目", "project").named("project").fixed().detail(),
        field("stage", Choice(&EVALUATION_STAGE), "阶段", "stage").fixed(),
        field("year", Year, "年度", "year").required().check(of_a_year),
        // Those of an operator's contract, which are not kept yet.
        computed("period", "NULL", Text, "期间", "period").detail(),
        computed("about", "NULL", Text, "内容", "about").detail(),
        DATE,
        field("result", Choice(&RESULT), "结果", "result").required(),
        field("body", Text, "单位", "by").named("by").detail(),
        field("sheet", Plan("sheet"), "评分表", "sheet").set_by_program().detail(),
        computed("total", "SELECT s.points FROM evaluation_score s WHERE s.evaluation_id = r.id", Points, "总分", "total"),
        computed("full", "SELECT s.full_points FROM evaluation_score s WHERE s.evaluation_id = r.id", Points, "满分", "full marks")
            .detail(),
        computed("percent", "SELECT s.percent FROM evaluation_score s WHERE s.evaluation_id = r.id", Points, "百分比", "per cent").detail(),
        computed("grade", "SELECT s.grade FROM evaluation_score s WHERE s.evaluation_id = r.id", Choice(&GRADE), "等次", "grade"),
        NOTE.detail(),
    ],
    parts: &[Part {
        table: "mark",
        column: "evaluation_id",
        field: field("item", Plan("sheet_item"), "评分", "mark"),
        value: Some(field("points", Points, "分数", "points")),
        typed: None,
    }],
    evidence: Evidence::TITLE,
    sections: &[Section::Marks],
    creates: &[],
};

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
