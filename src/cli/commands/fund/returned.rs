//! `fund return`: what an investment gave back.

use super::{Said, post, with_help};
use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("组织或项目", "ORG|PROJECT"), help = with_help())]
    with: String,
    #[arg(allow_negative_numbers = true, value_name = tr!("元", "YUAN"), help = tr!("金额", "how much"))]
    amount: String,
    #[command(flatten)]
    said: Said,
}

/// Records a return.
///
/// # Errors
/// A fault if a name or an amount is wrong, or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let posting = args.said.posting(ctx, "fund return", "returned", args.amount)?;
    post(posting, args.with, ctx)
}
