//! `org file`: a filing 备案.

use crate::cli::answer::Answer;
use crate::cli::args::{date_help, org_help};
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write_to};
use crate::domain::date;
use crate::store::named_params;
use crate::store::records::kinds::org::FILING;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("组织", "ORG"), help = org_help())]
    org: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("编号", "NUMBER"), help = tr!("备案号", "number of the filing"))]
    number: Option<String>,
    #[arg(long, value_name = tr!("单位", "BODY"), help = tr!("备案机关", "authority"))]
    authority: Option<String>,
}

/// Records a filing; the first one of an organisation counts.
///
/// # Errors
/// A fault if the organisation or the date is wrong.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let day = ctx.date(args.date.as_ref())?;
    let (writer, org) = resolve::begin_with_org(ctx, &args.org)?;
    write_to(ctx, writer, "org file", |w| {
        let id = w.insert(
            "filing",
            &[("org_id", org.id.into()), ("on_date", day.into()), ("number", args.number.into()), ("authority", args.authority.into())],
        )?;
        let code = FILING.code(id);
        let (name, on) = (&org.name, date::iso(day));
        let done = Written::new(code, tr!("已记录备案 {code}:{name},{on}", "recorded filing {code}: {name}, {on}"));
        let counted = w.maybe(
            "SELECT on_date, subject FROM indicator_fact WHERE indicator = 'filed' AND org_id = :org",
            named_params! {":org": org.id},
        )?;
        Ok(match counted {
            Some(row) if row.text("subject")? != code.to_string() => {
                let (first, on) = (row.text("subject")?, row.text("on_date")?);
                done.warn(tr!(
                    "{name}已于{on}备案({first}),本次不重复计数",
                    "{name} was filed on {on} ({first}); this one does not count again"
                ))
            }
            _ => done.next(format!("fuhua apply O{}", org.id)),
        })
    })
}
