//! `project evaluate`: a project's midterm or closing evaluation.

use super::{Said, judged, project_help};
use crate::cli::answer::Answer;
use crate::cli::args::{choice, date_help, one_of};
use crate::cli::commands::scoring;
use crate::cli::ctx::Ctx;
use crate::domain::judgement_terms::EvaluationStage;
use crate::domain::terms::{Outcome, RESULT};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("项目", "P"), help = project_help())]
    project: String,
    #[arg(long, value_name = tr!("阶段", "STAGE"), help = tr!("阶段,默认结项评估:{list}", "stage; default closing: {list}", list = scoring::offer(&EvaluationStage::OF_PROJECT)))]
    stage: Option<String>,
    #[arg(long, value_name = scoring::score_name(), help = scoring::score_help())]
    score: Vec<String>,
    #[arg(long, value_name = tr!("结果", "RESULT"), value_parser = one_of(&RESULT), help = choice(tr!("结果;不写则按评分", "result; left out, as the marks have it"), &RESULT))]
    result: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("单位", "BODY"), help = tr!("评审或审批单位", "who decides"))]
    by: Option<String>,
    #[arg(long, value_name = tr!("文字", "TEXT"), help = tr!("说明", "note"))]
    note: Option<String>,
}

fn stage_of(text: &str) -> anyhow::Result<EvaluationStage> {
    scoring::stage_of(text, &EvaluationStage::OF_PROJECT, || {
        tr!("项目评估没有“{text}”这一阶段", "there is no stage '{text}' of a project's evaluation")
    })
}

/// Records it.
///
/// # Errors
/// A fault if a value is wrong or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let stage = args.stage.as_deref().map_or(Ok(EvaluationStage::Closing), stage_of)?;
    let result = args.result.as_deref().map(Outcome::parse).transpose()?;
    let said = Said { result, date: args.date.as_ref(), by: args.by, note: args.note.as_deref(), scores: &args.score };
    judged(ctx, &args.project, stage, said)
}
