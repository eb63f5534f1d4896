//! `evaluate`: a resident's state on entry, and its yearly evaluation.

use chrono::{Days, NaiveDate};

use super::scoring::{self, Judgement};
use crate::cli::answer::Answer;
use crate::cli::args::{choice, date_help, org_help};
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write_to};
use crate::domain::date::iso;
use crate::domain::judgement_terms::EvaluationStage;
use crate::domain::terms::{Outcome, RESULT};
use crate::fault::Fault;
use crate::store::records::kind::Subject;
use crate::store::records::kinds::evaluation::EVALUATION;
use crate::store::records::kinds::incubation::INCUBATION;
use crate::store::records::plan;
use crate::store::{Db, Writer, named_params};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("组织", "ORG"), help = org_help())]
    org: String,
    #[arg(long, value_name = tr!("阶段", "STAGE"), help = tr!("阶段:{list}", "stage: {list}", list = scoring::offer(&EvaluationStage::OF_STAY)))]
    stage: String,
    #[arg(long, value_name = tr!("年度", "YEAR"), help = tr!("被评估的运营年度,如 Y1", "the operating year that is evaluated, such as Y1"))]
    year: Option<String>,
    #[arg(long, value_name = scoring::score_name(), help = scoring::score_help())]
    score: Vec<String>,
    #[arg(long, value_name = tr!("结果", "RESULT"), help = choice(tr!("结果;不写则按评分", "result; left out, as the marks have it"), &RESULT))]
    result: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("单位", "BODY"), help = tr!("评估或审批单位;初审和认定默认取计划所定", "who decides; for approvals the plan's body is the default"))]
    by: Option<String>,
    #[arg(long, value_name = tr!("文字", "TEXT"), help = tr!("说明", "note"))]
    note: Option<String>,
}

fn stage_of(text: &str) -> anyhow::Result<EvaluationStage> {
    scoring::stage_of(text, &EvaluationStage::OF_STAY, || tr!("评估没有“{text}”这一阶段", "there is no stage '{text}' of evaluation"))
}

/// Records an evaluation, or further marks of one.
///
/// # Errors
/// A fault if a value is wrong or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let stage = stage_of(&args.stage)?;
    let result = args.result.as_deref().map(Outcome::parse).transpose()?;
    let day = ctx.date(args.date.as_ref())?;
    if stage == EvaluationStage::Entry && (result.is_some() || args.year.is_some()) {
        return Fault::input(tr!("现状评估不写 --result 和 --year", "an assessment on entry takes no --result and no --year"))
            .hint(tr!("只写 --score 项目=分数", "give --score ITEM=POINTS only"))
            .err();
    }
    let (writer, case) = resolve::begin_with_case(ctx, &args.org, Subject::LatestIncubation)?;
    let Some(stay) = case.incubation else { anyhow::bail!("a stay without an id") };
    write_to(ctx, writer, "evaluate", |w| {
        let year = match &args.year {
            Some(text) => Some(plan::calendar(w)?.parse_year(text)?.no),
            None => usual_year(w, stage, stay, day)?,
        };
        let further =
            if stage == EvaluationStage::Assess && result.is_none() && !args.score.is_empty() { still_open(w, stay, year)? } else { None };
        let by = args.by.as_deref().map(str::trim).filter(|by| !by.is_empty()).map(str::to_owned);
        let id = match further {
            Some(id) => {
                scoring::add(w, id, stage, &args.score)?;
                let given = [("body", by), ("note", args.note.clone())];
                let given: Vec<_> = given.into_iter().filter_map(|(column, text)| Some((column, text?.into()))).collect();
                if !given.is_empty() {
                    w.update("evaluation", id, &given)?;
                }
                id
            }
            None => {
                let body = by.map_or_else(|| plan::approver(w, stage), |by| Ok(Some(by)))?;
                let judgement = Judgement {
                    of: ("incubation_id", stay),
                    stage,
                    year,
                    period: None,
                    about: None,
                    date: day,
                    result,
                    body,
                    note: args.note.as_deref(),
                };
                judgement.record(w, &args.score)?
            }
        };
        done(w, id, &case.name, stay, stage, year)
    })
}

/// The year that is meant where none is typed: of an approval the latest that was
/// assessed; else the one that contains the day, or, for as long as its results
/// may be confirmed, the one before, if the stay was there and is not assessed yet.
fn usual_year(db: &Db, stage: EvaluationStage, stay: i64, day: NaiveDate) -> anyhow::Result<Option<i64>> {
    if stage == EvaluationStage::Entry {
        return Ok(None);
    }
    if stage != EvaluationStage::Assess {
        let sql = "SELECT max(year) AS year FROM evaluation WHERE incubation_id = :stay AND stage = 'assess' AND void_reason IS NULL";
        if let Some(year) = db.one(sql, named_params! {":stay": stay})?.opt_int("year")? {
            return Ok(Some(year));
        }
    }
    let calendar = plan::calendar(db)?;
    let this = calendar.year_at(day);
    if let Some(before) = calendar.year(this.no - 1)
        && day <= before.end.checked_add_days(Days::new(plan::days(db, "evaluation_due_days")?)).unwrap_or(before.end)
    {
        let open = db.maybe(
            "SELECT 1 AS yes FROM case_file c
              WHERE c.incubation_id = :stay AND c.entered_on <= :end AND (c.ended_on IS NULL OR c.ended_on >= :start)
                AND NOT EXISTS (SELECT 1 FROM evaluation e WHERE e.incubation_id = :stay AND e.stage = 'assess' AND e.year = :year
                                   AND e.void_reason IS NULL)",
            named_params! {":stay": stay, ":start": iso(before.start), ":end": iso(before.end), ":year": before.no},
        )?;
        if open.is_some() {
            return Ok(Some(before.no));
        }
    }
    Ok(Some(this.no))
}

/// The assessment of a year to which marks may still be added: no approval rests on it.
fn still_open(db: &Db, stay: i64, year: Option<i64>) -> anyhow::Result<Option<i64>> {
    let row = db.maybe(
        "SELECT e.id FROM evaluation e
          WHERE e.incubation_id = :stay AND e.stage = 'assess' AND e.year = :year AND e.void_reason IS NULL
            AND NOT EXISTS (SELECT 1 FROM evaluation a WHERE a.incubation_id = :stay AND a.stage IN ('preliminary', 'final')
                               AND a.year = :year AND a.void_reason IS NULL)",
        named_params! {":stay": stay, ":year": year},
    )?;
    row.map(|row| row.int("id")).transpose()
}

fn done(w: &Writer, id: i64, name: &str, stay: i64, stage: EvaluationStage, year: Option<i64>) -> anyhow::Result<Written> {
    let (code, stay) = (EVALUATION.code(id), INCUBATION.code(stay));
    let of = year.map_or_else(String::new, |no| format!("Y{no} "));
    let message =
        tr!("已记录 {code}:{name}({stay}){of}{what}", "recorded {code}: {name} ({stay}), {of}{what}", what = scoring::told(w, id)?);
    let year = year.map_or_else(String::new, |no| format!(" --year Y{no}"));
    let approval =
        |next: EvaluationStage| format!("fuhua evaluate {stay} --stage {}{year} --result {}", next.typed(), Outcome::Pass.typed());
    Ok(Written::new(code, message).next(match stage {
        EvaluationStage::Assess => approval(EvaluationStage::Preliminary),
        EvaluationStage::Preliminary => approval(EvaluationStage::Final),
        _ => format!("fuhua show {stay}"),
    }))
}
