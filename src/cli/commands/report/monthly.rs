//! `report monthly`.

use crate::cli::answer::Answer;
use crate::cli::args::Running;
use crate::cli::ctx::Ctx;
use crate::domain::period::Shape;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("月", "PERIOD"), help = tr!("月,如 2021-11;默认最近结束的月", "month, such as 2021-11; default the last one that is over"))]
    period: Option<String>,
    #[command(flatten)]
    running: Running,
}

/// Reports on a month.
///
/// # Errors
/// A fault if the period is no month of the plan.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    super::periodic(ctx, args.period.as_deref(), Shape::Month, args.running.current)
}
