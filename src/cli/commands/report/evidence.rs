//! `report evidence`: the very rows that a figure counts.

use crate::cli::answer::Answer;
use crate::cli::args::{Running, period_help};
use crate::cli::commands::target::{indicator, indicator_help};
use crate::cli::ctx::Ctx;
use crate::report::evidence::List;
use crate::report::figures;
use crate::store::records::plan;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("指标", "INDICATOR"), help = indicator_help())]
    indicator: String,
    #[arg(value_name = tr!("期间", "PERIOD"), help = tr!("{help};默认最近结束的季度", "{help}; default the last quarter that is over", help = period_help()))]
    period: Option<String>,
    #[command(flatten)]
    running: Running,
}

/// Lists the rows.
///
/// # Errors
/// A fault if the indicator or the period is wrong.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let db = ctx.read()?;
    let calendar = plan::calendar(&db)?;
    let id = indicator(&db, &args.indicator)?;
    let period = args.running.period(&calendar, args.period.as_deref(), ctx.today())?;
    let found = figures::indicators(&db, calendar.years[0].no)?.into_iter().find(|i| i.id == id);
    let Some(indicator) = found else { anyhow::bail!("no indicator {id}") };
    let list = List::read(&db, indicator, period)?;
    let mut answer = Answer::new(&list.rows, list.document())?;
    let n = list.rows.len();
    answer.notes.push(tr!("共{n}条", "records: {n}"));
    Ok(answer)
}
