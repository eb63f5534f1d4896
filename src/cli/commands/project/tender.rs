//! `project tender`: an application for a project, or a tender.

use super::{Said, judged, project_help};
use crate::cli::answer::Answer;
use crate::cli::args::{choice, date_help, one_of};
use crate::cli::ctx::Ctx;
use crate::domain::judgement_terms::EvaluationStage;
use crate::domain::terms::{Outcome, RESULT};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("项目", "P"), help = project_help())]
    project: String,
    #[arg(long, value_name = tr!("结果", "RESULT"), value_parser = one_of(&RESULT), help = choice(tr!("结果;未出结果则不写", "result; left out while there is none"), &RESULT))]
    result: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("文字", "TEXT"), help = tr!("说明", "note"))]
    note: Option<String>,
}

/// Records it.
///
/// # Errors
/// A fault if a value is wrong or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let result = args.result.as_deref().map(Outcome::parse).transpose()?;
    let said = Said { result, date: args.date.as_ref(), note: args.note.as_deref(), ..Said::default() };
    judged(ctx, &args.project, EvaluationStage::Tender, said)
}
