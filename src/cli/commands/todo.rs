//! `todo`: what is due, and what is overdue.

use crate::cli::answer::Answer;
use crate::cli::args::org_help;
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::domain::quantity;
use crate::report::{cases, due};
use crate::store::records::kinds::org::ORG;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(long, allow_negative_numbers = true, default_value = "30", value_name = tr!("天数", "DAYS"), help = tr!("今后多少天之内", "how many days ahead"))]
    days: String,
    #[arg(long, value_name = tr!("组织", "ORG"), help = org_help())]
    org: Option<String>,
    #[arg(long, value_name = tr!("条数", "N"), help = tr!("至多条数", "at most so many"))]
    limit: Option<usize>,
    #[arg(long, help = tr!("有逾期事项时以1退出", "exit with 1 if anything is overdue"))]
    check: bool,
}

/// Shows what is to be done.
///
/// # Errors
/// A fault if the number of days or the organisation is wrong.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let days = quantity::count(&args.days, &tr!("天数", "the number of days"))?;
    let (db, today) = (ctx.read()?, ctx.today());
    let org = args.org.as_deref().map(|text| resolve::org(ctx, &db, text)).transpose()?.map(|org| ORG.code(org.id).to_string());
    let mut list = due::todo(&db, &cases::on(&db, today)?, today, days.unsigned_abs(), today)?;
    list.retain(|todo| org.is_none() || todo.org == org);
    let (n, overdue) = (list.len(), list.iter().filter(|todo| todo.overdue).count());
    list.truncate(args.limit.unwrap_or(n));
    let mut answer = Answer::new(&list, due::document(&list))?;
    answer.made = vec![("text", due::shared::text(&list, today).into_bytes()), ("ics", due::shared::ics(&list, today).into_bytes())];
    answer.notes.push(tr!("共{n}件,其中逾期{overdue}件", "to do: {n}, of which overdue: {overdue}"));
    if args.check && overdue > 0 {
        answer.exit = 1;
    }
    Ok(answer)
}
