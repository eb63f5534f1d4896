//! `report monthly`.

use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::domain::period::Shape;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("月", "PERIOD"), help = tr!("月,如 2021-11;默认今天所在的月", "month, such as 2021-11; default the one that contains today"))]
    period: Option<String>,
}

/// Reports on a month.
///
/// # Errors
/// A fault if the period is no month of the plan.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let today = ctx.today();
    super::periodic(ctx, args.period.as_deref(), Shape::Month, |calendar| calendar.month_of(today))
}
