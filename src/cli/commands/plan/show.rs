//! `plan show`: the plan as the file holds it.

use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::report::plan::Plan;

#[derive(clap::Args)]
pub struct Args {}

/// Shows the plan.
///
/// # Errors
/// If the database cannot be read.
pub fn run(_: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let plan = Plan::read(&ctx.read()?)?;
    Answer::new(&plan, plan.document())
}
