//! `withdraw`: an application taken back, or a stay ended early.

use crate::cli::answer::Answer;
use crate::cli::args::{date_help, words};
use crate::cli::ctx::Ctx;
use crate::cli::resolve::{self, Case};
use crate::cli::write::{Written, write_to};
use crate::domain::date;
use crate::store::records::kinds::application::WITHDRAWAL;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("组织", "ORG"), help = tr!("组织,或申请、孵化编号", "organisation, or the code of its application or stay"))]
    case: String,
    #[arg(long, value_name = tr!("原因", "REASON"), value_parser = words, help = tr!("原因", "reason"))]
    reason: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
}

/// Records a withdrawal.
///
/// # Errors
/// A fault if nothing is open or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let day = ctx.date(args.date.as_ref())?;
    let (writer, case) = resolve::begin_with_case(ctx, &args.case, Case::Open)?;
    write_to(ctx, writer, "withdraw", |w| {
        let id = w.insert(
            "withdrawal",
            &[("application_id", case.application.into()), ("on_date", day.into()), ("reason", args.reason.into())],
        )?;
        let (code, name, on) = (WITHDRAWAL.code(id), &case.name, date::iso(day));
        let message = match case.incubation {
            Some(stay) => {
                tr!("已记录撤回 {code}:{name}提前离开基地(I{stay}),{on}", "recorded {code}: {name} leaves the base early (I{stay}), {on}")
            }
            None => {
                let application = case.application;
                tr!(
                    "已记录撤回 {code}:{name}撤回申请 A{application},{on}",
                    "recorded {code}: {name} withdrew application A{application}, {on}"
                )
            }
        };
        Ok(Written::new(code, message).next(format!("fuhua show O{}", case.org)))
    })
}
