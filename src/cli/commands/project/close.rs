//! `project close`: a project is completed, or stopped.

use super::{Said, judged, project_help};
use crate::cli::answer::Answer;
use crate::cli::args::{choice, date_help, one_of};
use crate::cli::ctx::Ctx;
use crate::domain::judgement_terms::{EvaluationStage, PROJECT_END, ProjectEnd};
use crate::domain::terms::Outcome;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("项目", "P"), help = project_help())]
    project: String,
    #[arg(long, value_name = tr!("结果", "RESULT"), value_parser = one_of(&PROJECT_END), help = choice(tr!("结果,默认完成", "result; default completed"), &PROJECT_END))]
    result: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("文字", "TEXT"), help = tr!("说明", "note"))]
    note: Option<String>,
}

/// Records the end.
///
/// # Errors
/// A fault if a value is wrong or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let end = args.result.as_deref().map_or(Ok(ProjectEnd::Completed), ProjectEnd::parse)?;
    let result = Some(if end == ProjectEnd::Completed { Outcome::Pass } else { Outcome::Fail });
    let said = Said { result, date: args.date.as_ref(), note: args.note.as_deref(), ..Said::default() };
    judged(ctx, &args.project, EvaluationStage::Close, said)
}
