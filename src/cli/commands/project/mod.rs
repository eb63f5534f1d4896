//! Projects: planned, approved, started, supervised, evaluated, closed.

mod approve;
mod close;
mod evaluate;
pub mod start;
mod tender;
mod visit;

use clap::Subcommand;

use super::scoring::{self, Judgement};
use crate::cli::access::Access;
use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write_to};
use crate::domain::judgement_terms::EvaluationStage;
use crate::domain::terms::Outcome;
use crate::store::records;
use crate::store::records::kinds::evaluation::EVALUATION;
use crate::store::records::kinds::project::PROJECT;
use crate::tr;

#[derive(Subcommand)]
pub enum Verb {
    #[command(about = tr!("申报或投标的结果", "how an application or a tender went"))]
    Tender(tender::Args),
    #[command(about = tr!("立项", "approve a project, or not"))]
    Approve(approve::Args),
    #[command(about = tr!("记录项目开始", "record the start of a project"))]
    Start(start::Args),
    #[command(about = tr!("督导走访", "a supervising visit"))]
    Visit(visit::Args),
    #[command(about = tr!("中期或结项评估", "a midterm or a closing evaluation"))]
    Evaluate(evaluate::Args),
    #[command(about = tr!("结项或终止", "close a project, or stop it"))]
    Close(close::Args),
}

impl Verb {
    /// What it does with the database.
    pub fn access(&self) -> Access {
        match self {
            Verb::Tender(_) | Verb::Approve(_) | Verb::Start(_) | Verb::Visit(_) | Verb::Evaluate(_) | Verb::Close(_) => Access::Writes,
        }
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Tender(args) => tender::run(args, ctx),
            Verb::Approve(args) => approve::run(args, ctx),
            Verb::Start(args) => start::run(args, ctx),
            Verb::Visit(args) => visit::run(args, ctx),
            Verb::Evaluate(args) => evaluate::run(args, ctx),
            Verb::Close(args) => close::run(args, ctx),
        }
    }
}

/// The help of a P argument.
fn project_help() -> String {
    tr!("项目编号,或只有一个未结项目的组织", "the project's code, or an organisation with one project that goes on")
}

/// What is judged of a project.
#[derive(Default)]
struct Said<'a> {
    result: Option<Outcome>,
    date: Option<&'a String>,
    by: Option<String>,
    note: Option<&'a str>,
    scores: &'a [String],
}

/// Records a judgement of the project that an argument means.
fn judged(ctx: &mut Ctx<'_, '_>, project: &str, stage: EvaluationStage, said: Said<'_>) -> anyhow::Result<Answer> {
    let date = ctx.date(said.date)?;
    let writer = ctx.begin()?;
    let project = resolve::project(ctx, &writer, project, resolve::GOES_ON)?;
    let command = format!("project {}", stage_verb(stage));
    write_to(ctx, writer, &command, |w| {
        let Said { result, by, note, scores, .. } = said;
        let body = by.filter(|by| !by.trim().is_empty());
        let judgement = Judgement { of: ("project_id", project), stage, year: None, period: None, about: None, date, result, body, note };
        let id = judgement.record(w, scores)?;
        let (code, project) = (EVALUATION.code(id), PROJECT.code(project));
        let title = records::get(w, project)?.1.text("title")?;
        let what = scoring::told(w, id)?;
        let message = tr!("已记录 {code}:{project} {title},{what}", "recorded {code}: {project} {title}, {what}");
        Ok(Written::new(code, message).next(match stage {
            EvaluationStage::Tender => format!("fuhua project approve {project} --result {}", Outcome::Pass.typed()),
            EvaluationStage::Approve => format!("fuhua project start {project}"),
            EvaluationStage::Closing => format!("fuhua project close {project}"),
            _ => format!("fuhua show {project}"),
        }))
    })
}

/// The verb that records a stage.
const fn stage_verb(stage: EvaluationStage) -> &'static str {
    match stage {
        EvaluationStage::Midterm | EvaluationStage::Closing => "evaluate",
        other => other.id(),
    }
}
