//! `finance statement`: the finances of a period.

use crate::cli::answer::Answer;
use crate::cli::args::{Running, period_help};
use crate::cli::ctx::Ctx;
use crate::report::statement::Statement;
use crate::store::records::plan;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("期间", "PERIOD"), help = tr!("{help};默认最近结束的季度", "{help}; default the last quarter that is over", help = period_help()))]
    period: Option<String>,
    #[command(flatten)]
    running: Running,
}

/// Shows the statement.
///
/// # Errors
/// A fault if the period is wrong.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let db = ctx.read()?;
    let (calendar, today) = (plan::calendar(&db)?, ctx.today());
    let period = calendar.proper(args.running.period(&calendar, args.period.as_deref(), today)?);
    let statement = Statement::read(&db, &period, today)?;
    Answer::new(&statement, statement.document())
}
