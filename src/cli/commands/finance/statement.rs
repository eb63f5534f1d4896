//! `finance statement`: the finances of a period.

use crate::cli::answer::Answer;
use crate::cli::args::period_help;
use crate::cli::ctx::Ctx;
use crate::report::statement::Statement;
use crate::store::records::plan;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("期间", "PERIOD"), help = tr!("{help};默认今天所在的季度", "{help}; default the quarter that contains today", help = period_help()))]
    period: Option<String>,
}

/// Shows the statement.
///
/// # Errors
/// A fault if the period is wrong.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let db = ctx.read()?;
    let period = super::period(&plan::calendar(&db)?, args.period.as_deref(), ctx.today())?;
    let statement = Statement::read(&db, &period)?;
    Answer::new(&statement, statement.document())
}
