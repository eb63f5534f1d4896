//! `space return`: a thing of the base comes back.

use crate::cli::answer::Answer;
use crate::cli::args::date_help;
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write};
use crate::domain::function_terms::UseKind;
use crate::fault::Fault;
use crate::store::records::kinds::asset::ASSET_USE;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("使用", "USE"), help = tr!("交付记录的编号,如 AU3", "the code of what was given, such as AU3"))]
    given: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
}

/// Sets the day on which it came back, the first on which it is free.
///
/// # Errors
/// A fault if it is a booking, or has come back.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let day = ctx.date(args.date.as_ref())?;
    write(ctx, "space return", |w| {
        let (code, row) = resolve::of_kind(w, &args.given, &ASSET_USE)?;
        if row.word::<UseKind>("kind")? != UseKind::Give {
            return Fault::input(tr!("{code} 是预约,没有退还", "{code} is a booking; nothing comes back"))
                .hint(tr!("取消预约用 fuhua void {code}", "cancel a booking with fuhua void {code}"))
                .err();
        }
        if let Some(until) = row.opt_text("until")? {
            return Fault::refused(tr!("{code} 已于{until}退还", "{code} came back on {until}"))
                .hint(tr!("更正日期用 fuhua edit {code} --until", "correct the day with fuhua edit {code} --until"))
                .err();
        }
        w.update("asset_use", code.number, &[("until_on", day.into())])?;
        let (what, org) = (row.text("title")?, row.text("org__title")?);
        Ok(Written::new(code, tr!("已退还 {code}:{what},{org},{day}", "{code} came back: {what}, from {org}, on {day}")))
    })
}
