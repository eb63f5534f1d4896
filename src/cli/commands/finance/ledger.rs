//! `finance ledger`: the vouchers as a journal that `hledger` reads.

use serde_json::json;

use crate::cli::answer::Answer;
use crate::cli::args::period_help;
use crate::cli::ctx::Ctx;
use crate::document::Document;
use crate::report::ledger;
use crate::store::records::plan;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("期间", "PERIOD"), help = tr!("{help};默认全部凭证", "{help}; default all vouchers", help = period_help()))]
    period: Option<String>,
}

/// Writes the journal.
///
/// # Errors
/// A fault if the period is wrong.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let db = ctx.read()?;
    let calendar = plan::calendar(&db)?;
    let period = args.period.as_deref().map(|text| super::period(&calendar, text, ctx.today())).transpose()?;
    let text = ledger::write(&db, &calendar, period.map(|p| (p.start, p.end)))?;
    let mut document = Document::default();
    document.text(text.trim_end());
    Answer::new(json!({"ledger": text}), document)
}
