//! `space show`: what is free, who has what, the day's bookings.

use crate::cli::answer::Answer;
use crate::cli::args::date_help;
use crate::cli::ctx::Ctx;
use crate::report::space::Space;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
}

/// Shows the assets on a day.
///
/// # Errors
/// A fault if the day is wrong.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let space = Space::read(&ctx.read()?, ctx.date(args.date.as_ref())?)?;
    Answer::new(&space, space.document())
}
