//! `resource match`: an offer and a need.

use crate::cli::answer::Answer;
use crate::cli::args::date_help;
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write};
use crate::domain::function_terms::Side;
use crate::domain::money;
use crate::store::records;
use crate::store::records::kinds::resource::{MATCH, RESOURCE};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("资源", "OFFER"), help = tr!("资源的编号,如 RS4", "the offer's code, such as RS4"))]
    offer: String,
    #[arg(value_name = tr!("需求", "NEED"), help = tr!("需求的编号,如 RS9", "the need's code, such as RS9"))]
    need: String,
    #[arg(long, value_name = tr!("元", "YUAN"), help = tr!("对接的价值", "what the match is worth"))]
    value: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
}

/// Records a match. The two may be named in either order.
///
/// # Errors
/// A fault if one of them is unknown, or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let day = ctx.date(args.date.as_ref())?;
    let fen = args.value.as_deref().map(money::parse).transpose()?.unwrap_or(0);
    write(ctx, "resource match", |w| {
        let (mut offer, row) = resolve::of_kind(w, &args.offer, &RESOURCE)?;
        let (mut need, other) = resolve::of_kind(w, &args.need, &RESOURCE)?;
        if row.word::<Side>("side")? == Side::Need && other.word::<Side>("side")? == Side::Offer {
            std::mem::swap(&mut offer, &mut need);
        }
        let id = w.insert(
            "resource_match",
            &[("offer_id", offer.number.into()), ("need_id", need.number.into()), ("on_date", day.into()), ("value_fen", fen.into())],
        )?;
        let code = MATCH.code(id);
        let title = records::get(w, code)?.1.text("title")?;
        Ok(Written::new(code, tr!("已对接 {code} {title},{day}", "matched {code} {title}, {day}")).next(format!("fuhua show {need}")))
    })
}
