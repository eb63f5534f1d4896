//! `follow-up close`: the end of following a graduate.

use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    common: super::Common,
}

/// Records the end of following a graduate.
///
/// # Errors
/// A fault if a value is wrong or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    super::keep(args.common, "close", ctx)
}
