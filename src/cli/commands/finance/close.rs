//! `finance close`: a quarter's books are closed.

use super::step;
use crate::cli::answer::Answer;
use crate::cli::args::date_help;
use crate::cli::ctx::Ctx;
use crate::cli::write::{Written, write};
use crate::domain::money_terms::Step;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("季度", "PERIOD"), help = tr!("季度,如 2021Q4 或 Y1Q1", "a quarter such as 2021Q4 or Y1Q1"))]
    period: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
}

/// Closes a quarter.
///
/// # Errors
/// A fault if the period is no quarter, or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let (date, today) = (ctx.date(args.date.as_ref())?, ctx.today());
    write(ctx, "finance close", |w| {
        let period = step::quarter(w, &args.period, today)?;
        let code = step::record(w, Step::Closed, &period, date, None)?;
        let label = &period.label;
        let message =
            tr!("{label} 已结账({code}),其中的凭证不再增改", "closed {label} ({code}); no voucher in it is added or changed from now on");
        Ok(Written::new(code, message).next(format!("fuhua finance statement {label}")))
    })
}
