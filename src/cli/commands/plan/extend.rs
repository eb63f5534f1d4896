//! `plan extend`: further operating years after the plan's end.

use crate::cli::answer::Answer;
use crate::cli::args;
use crate::cli::ctx::Ctx;
use crate::cli::write::{Written, write};
use crate::domain::quantity;
use crate::store::records::plan;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(long, allow_negative_numbers = true, value_name = tr!("年数", "N"), help = tr!("延长多少个运营年度", "how many operating years"))]
    years: String,
    #[arg(long, value_name = tr!("理由", "REASON"), value_parser = args::words, help = tr!("延长的理由或依据", "why, or on what basis"))]
    reason: Option<String>,
}

/// Adds operating years, each like the last one.
///
/// # Errors
/// A fault if the number of years is wrong, or the plan would be too long.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let years = quantity::count(&args.years, &tr!("年数", "the number of years"))?;
    write(ctx, "plan extend", |w| {
        let last = plan::extend(w, years, args.reason.as_deref())?;
        let (no, end) = (last.no, last.end);
        Ok(Written {
            code: format!("Y{no}"),
            kind: "plan",
            message: tr!(
                "计划延长{years}个运营年度,至 Y{no},{end}止",
                "extended the plan by {years} operating years, to Y{no}, which ends on {end}"
            ),
            next: vec!["fuhua plan show".to_owned()],
            warnings: Vec::new(),
        })
    })
}
