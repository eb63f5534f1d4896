//! `report annual`.

use crate::cli::answer::Answer;
use crate::cli::args::Running;
use crate::cli::ctx::Ctx;
use crate::store::records::plan;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("年度", "PERIOD"), help = tr!("运营年度如 Y1,财政年度如 FY2022;默认最近结束的运营年度", "an operating year such as Y1, a fiscal year such as FY2022; default the last operating year that is over"))]
    period: Option<String>,
    #[command(flatten)]
    running: Running,
}

/// Reports on a year.
///
/// # Errors
/// A fault if the period is no year of the plan.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let (db, today) = (ctx.read()?, ctx.today());
    let calendar = plan::calendar(&db)?;
    super::of_year(&db, &calendar, args.period.as_deref(), today, args.running.current)
}
