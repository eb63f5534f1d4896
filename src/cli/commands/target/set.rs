//! `target set`: another target for a year, with its reason.

use super::{indicator, indicator_help};
use crate::cli::answer::Answer;
use crate::cli::args;
use crate::cli::ctx::Ctx;
use crate::cli::write::{Written, write};
use crate::domain::quantity;
use crate::report::figures;
use crate::store::named_params;
use crate::store::records::plan;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("指标", "INDICATOR"), help = indicator_help())]
    indicator: String,
    #[arg(allow_negative_numbers = true, value_name = tr!("目标", "N"), help = tr!("目标数", "the target"))]
    target: String,
    #[arg(long, value_name = tr!("年度", "YEAR"), help = tr!("运营年度,如 Y1", "operating year, such as Y1"))]
    year: String,
    #[arg(long, value_name = tr!("理由", "REASON"), value_parser = args::words, help = tr!("调整的理由或依据", "why, or on what basis"))]
    reason: String,
}

/// Changes a target. The same number again changes nothing.
///
/// # Errors
/// A fault if the indicator, the year or the number is wrong.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let target = quantity::count(&args.target, &tr!("目标", "target"))?;
    write(ctx, "target set", |w| {
        let calendar = plan::calendar(w)?;
        let no = calendar.parse_year(&args.year)?.no;
        let id = indicator(w, &args.indicator)?;
        let row = w.one(
            "SELECT id, target FROM target WHERE year = :year AND indicator = :indicator",
            named_params! {":year": no, ":indicator": id},
        )?;
        let before = row.int("target")?;
        if before != target {
            w.update("target", row.int("id")?, &[("target", target.into()), ("reason", args.reason.as_str().into())])?;
        }
        let indicators = figures::indicators(w, no)?;
        let name = indicators.iter().find(|i| i.id == id).map_or(id.as_str(), |i| i.name());
        Ok(Written {
            code: format!("Y{no} {id}"),
            kind: "target",
            message: tr!(
                "Y{no} 年度“{name}”的目标由{before}改为{target}",
                "changed the target of {name} in Y{no} from {before} to {target}"
            ),
            next: vec![format!("fuhua target status --year Y{no}")],
            warnings: Vec::new(),
        })
    })
}
