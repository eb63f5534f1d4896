//! `training certificates`: who in post has a certificate, and what must be renewed.

use crate::cli::answer::Answer;
use crate::cli::args::date_help;
use crate::cli::ctx::Ctx;
use crate::i18n::join;
use crate::report::certificates::Certificates;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    on: Option<String>,
    #[arg(long, help = tr!("有登记过期时以1退出", "exit with 1 if a registration lapsed"))]
    check: bool,
}

/// Shows the certificate rate on a day.
///
/// # Errors
/// A fault if the day is wrong.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let found = Certificates::read(&ctx.read()?, ctx.date(args.on.as_ref())?)?;
    let mut answer = Answer::new(&found, found.document())?;
    let lapsed: Vec<String> = found.renewals.iter().filter(|r| r.days < 0).map(|r| format!("{} {}", r.person, r.name)).collect();
    if args.check && !lapsed.is_empty() {
        answer.exit = 1;
        answer.notes.push(tr!("登记已过期:{list}", "registrations that lapsed: {list}", list = join(lapsed)));
    }
    Ok(answer)
}
