//! `hub leave`: a member's last day.

use crate::cli::answer::Answer;
use crate::cli::args::date_help;
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write};
use crate::store::records::kinds::hub::HUB_MEMBER;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("成员", "MEMBER"), help = tr!("成员编号,如 HM3", "the member's code, such as HM3"))]
    member: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
}

/// Sets the last day of a member.
///
/// # Errors
/// A fault if there is no such member.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let day = ctx.date(args.date.as_ref())?;
    write(ctx, "hub leave", |w| {
        let (code, row) = resolve::of_kind(w, &args.member, &HUB_MEMBER)?;
        w.update("hub_member", code.number, &[("until_on", day.into())])?;
        let (name, hub) = (row.text("title")?, row.text("hub__title")?);
        Ok(Written::new(code, tr!("{code} {name}离开{hub},最后一天{day}", "{code} {name} leaves {hub}; the last day is {day}")))
    })
}
