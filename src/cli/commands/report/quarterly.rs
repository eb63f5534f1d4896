//! `report quarterly`.

use crate::cli::answer::Answer;
use crate::cli::args::Running;
use crate::cli::ctx::Ctx;
use crate::domain::period::Shape;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("季度", "PERIOD"), help = tr!("季度,如 2021Q4 或 Y1Q1;默认最近结束的季度", "quarter, such as 2021Q4 or Y1Q1; default the last one that is over"))]
    period: Option<String>,
    #[command(flatten)]
    running: Running,
}

/// Reports on a quarter.
///
/// # Errors
/// A fault if the period is no quarter of the plan.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    super::periodic(ctx, args.period.as_deref(), Shape::Quarter, args.running.current)
}
