//! `operator show`: how the operator stands on a day.

use crate::cli::answer::Answer;
use crate::cli::args::date_help;
use crate::cli::ctx::Ctx;
use crate::report::operator::Operator;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    on: Option<String>,
}

/// Shows the operator.
///
/// # Errors
/// A fault if the day is wrong.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let operator = Operator::read(&ctx.read()?, ctx.date(args.on.as_ref())?)?;
    Answer::new(&operator, operator.document())
}
