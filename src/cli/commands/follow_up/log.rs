//! `follow-up log`: a follow-up.

use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    common: super::Common,
}

/// Records a follow-up.
///
/// # Errors
/// A fault if a value is wrong or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    super::keep(args.common, "visit", ctx)
}
