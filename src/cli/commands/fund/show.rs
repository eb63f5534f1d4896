//! `fund show`: what the venture fund has and did.

use crate::cli::answer::Answer;
use crate::cli::args::date_help;
use crate::cli::ctx::Ctx;
use crate::report::fund::Fund;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    on: Option<String>,
}

/// Shows the fund at the end of a day.
///
/// # Errors
/// A fault if the day is wrong.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let fund = Fund::read(&ctx.read()?, ctx.date(args.on.as_ref())?)?;
    Answer::new(&fund, fund.document())
}
