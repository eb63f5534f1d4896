//! `org merge`: two records of one organisation made one.

use crate::cli::answer::Answer;
use crate::cli::args::org_help;
use crate::cli::commands::merging;
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::store::records::kinds::org::ORG;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("组织", "ORG"), help = tr!("留下的{what}", "the one that stays: {what}", what = org_help()))]
    stands: String,
    #[arg(value_name = tr!("重复的组织", "DOUBLE"), help = tr!("并入的{what}", "the one that goes into it: {what}", what = org_help()))]
    double: String,
}

/// Makes them one.
///
/// # Errors
/// A fault if an argument means none or several, or a rule forbids what both
/// have together.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let (stands, double) = (resolve::settle(ctx, &args.stands)?, resolve::settle(ctx, &args.double)?);
    let writer = ctx.begin()?;
    let stands = ORG.code(resolve::org(ctx, &writer, &stands)?.id);
    let double = ORG.code(resolve::org(ctx, &writer, &double)?.id);
    merging::run(ctx, writer, &ORG, stands, double)
}
