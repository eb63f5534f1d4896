//! `fund contribute`: money that a party gave to the venture fund.

use super::Said;
use crate::cli::answer::Answer;
use crate::cli::args::words;
use crate::cli::ctx::Ctx;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(allow_negative_numbers = true, value_name = tr!("元", "YUAN"), help = tr!("金额", "how much"))]
    amount: String,
    #[arg(long, value_name = tr!("名称", "NAME"), value_parser = words, help = tr!("出资方", "who contributes"))]
    from: String,
    #[command(flatten)]
    said: Said,
}

/// Records a contribution.
///
/// # Errors
/// A fault if the amount is wrong, or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let mut posting = args.said.posting(ctx, "fund contribute", "contribution", args.amount)?;
    posting.party = Some(args.from);
    posting.post(ctx)
}
