//! `finance reopen`: a quarter's books are opened again.

use super::step;
use crate::cli::answer::Answer;
use crate::cli::args::words;
use crate::cli::ctx::Ctx;
use crate::cli::write::{Written, write};
use crate::domain::money_terms::Step;
use crate::i18n::join;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("季度", "PERIOD"), help = tr!("季度,如 2021Q4 或 Y1Q1", "a quarter such as 2021Q4 or Y1Q1"))]
    period: String,
    #[arg(long, value_name = tr!("理由", "REASON"), value_parser = words, help = tr!("为何反结账", "why"))]
    reason: String,
}

/// Reopens a quarter, also under later ones that stay closed.
///
/// # Errors
/// A fault if the period is no quarter, or is not closed.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let today = ctx.today();
    write(ctx, "finance reopen", |w| {
        let period = step::quarter(w, &args.period, today)?;
        let code = step::record(w, Step::Reopened, &period, today, Some(&args.reason))?;
        let label = &period.label;
        let message = tr!("{label} 已反结账({code}),更正后请再次结账", "reopened {label} ({code}); close it again when it is corrected");
        let written = Written::new(code, message).next(format!("fuhua finance close {label}"));
        let later = step::closed_after(w, &period)?;
        Ok(if later.is_empty() {
            written
        } else {
            written.warn(tr!(
                "较晚的 {list} 仍是结账状态,其期初随之改变",
                "later quarters stay closed and open with what changes here: {list}",
                list = join(later)
            ))
        })
    })
}
