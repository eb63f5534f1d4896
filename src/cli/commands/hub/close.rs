//! `hub close`: a hub ends, and its members with it.

use super::hub_help;
use crate::cli::answer::Answer;
use crate::cli::args::date_help;
use crate::cli::ctx::Ctx;
use crate::cli::named;
use crate::cli::write::{Written, write};
use crate::domain::date::iso;
use crate::fault::Fault;
use crate::store::records::kinds::hub::HUB;
use crate::store::{named_params, records};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("平台", "HUB"), help = hub_help())]
    hub: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
}

/// Closes a hub: from the day on it is not open, and whoever is in it is to that
/// day.
///
/// # Errors
/// A fault if there is no such hub, or it is closed.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let day = ctx.date(args.date.as_ref())?;
    write(ctx, "hub close", |w| {
        let code = HUB.code(named::one(w, &args.hub, &HUB)?);
        let (_, row) = records::get(w, code)?;
        if let Some(closed) = row.opt_text("closed")? {
            return Fault::refused(tr!("{code} 已于{closed}撤销", "{code} was closed on {closed}"))
                .hint(tr!("更正日期用 fuhua edit {code} --closed", "correct the day with fuhua edit {code} --closed"))
                .err();
        }
        w.update("hub", code.number, &[("closed_on", day.into())])?;
        let members = w.all(
            "SELECT id FROM hub_member WHERE hub_id = :hub AND void_reason IS NULL AND (until_on IS NULL OR until_on > :day)",
            named_params! {":hub": code.number, ":day": iso(day)},
        )?;
        for member in &members {
            w.update("hub_member", member.int("id")?, &[("until_on", day.into())])?;
        }
        let (name, n) = (row.text("name")?, members.len());
        Ok(Written::new(
            code,
            tr!("已撤销 {code} {name},{day},随之结束的成员{n}个", "closed {code} {name} on {day}; members that end with it: {n}"),
        ))
    })
}
