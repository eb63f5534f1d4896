//! `fund return`: what an investment gave back.

use super::Placement;
use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;

/// Records a return.
///
/// # Errors
/// A fault if a name or an amount is wrong, or a rule refuses.
pub fn run(args: Placement, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    args.post(ctx, "fund return", "returned")
}
