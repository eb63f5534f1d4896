//! `finance reverse`: a voucher taken back by one of the same direction with the
//! amount negated.

use super::posting::posted;
use crate::cli::answer::Answer;
use crate::cli::args::{date_help, words};
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write};
use crate::store::Value;
use crate::store::records::kinds::money::VOUCHER;
use crate::tr;

/// What a reversal has of what it reverses.
const SAME: [&str; 7] = ["direction", "category", "source", "org", "project", "party", "line"];

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("编号", "CODE"), help = tr!("凭证编号,如 V9", "the voucher's code, such as V9"))]
    code: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("理由", "REASON"), value_parser = words, help = tr!("为何冲销", "why"))]
    reason: String,
}

/// Reverses a voucher.
///
/// # Errors
/// A fault if there is no such voucher in force, or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let date = ctx.date(args.date.as_ref())?;
    write(ctx, "finance reverse", |w| {
        let (code, row) = resolve::of_kind(w, &args.code, &VOUCHER)?;
        let mut columns: Vec<(&'static str, Value)> = vec![
            ("on_date", date.into()),
            ("amount_fen", (-row.int("amount")?).into()),
            ("reverses", code.number.into()),
            ("note", args.reason.as_str().into()),
        ];
        for field in VOUCHER.fields.iter().filter(|field| SAME.contains(&field.name)) {
            columns.push((field.column, row.get(field.name)?.clone()));
        }
        let reversal = VOUCHER.code(w.insert("voucher", &columns)?);
        let message = tr!("{posted};冲销 {code}", "{posted}; it reverses {code}", posted = posted(w, reversal)?);
        Ok(Written::new(reversal, message).next(format!("fuhua show {code}")))
    })
}
