//! `org recognise`: as an upgraded or a brand organisation.

use crate::cli::answer::Answer;
use crate::cli::args::{choice, date_help, org_help};
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write_to};
use crate::domain::date;
use crate::domain::terms::RECOGNITION;
use crate::store::named_params;
use crate::store::records::kinds::org::RECOGNITION_KIND;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("组织", "ORG"), help = org_help())]
    org: String,
    #[arg(long = "as", value_name = tr!("类别", "KIND"), help = choice(tr!("类别", "kind"), &RECOGNITION))]
    kind: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("文件", "TEXT"), value_parser = crate::cli::args::words, help = tr!("依据的文件", "the document it rests on"))]
    basis: String,
}

/// Records a recognition; it counts once an organisation and operating year.
///
/// # Errors
/// A fault if the organisation, kind or date is wrong.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let kind = RECOGNITION.parse(&args.kind)?;
    let day = ctx.date(args.date.as_ref())?;
    let (writer, org) = resolve::begin_with_org(ctx, &args.org)?;
    write_to(ctx, writer, "org recognise", |w| {
        let id = w.insert(
            "recognition",
            &[("org_id", org.id.into()), ("kind", kind.into()), ("on_date", day.into()), ("basis", args.basis.into())],
        )?;
        let (code, name, on, label) = (RECOGNITION_KIND.code(id), &org.name, date::iso(day), RECOGNITION.text(kind));
        let done = Written::new(code, tr!("已认定 {code}:{name},{label},{on}", "recognised {code}: {name}, {label}, {on}"));
        let counts = w.maybe(
            "SELECT 1 AS yes FROM indicator_fact WHERE indicator IN ('upgraded', 'brands') AND on_date = :day AND subject = :code",
            named_params! {":day": on, ":code": code.to_string()},
        )?;
        Ok(match counts {
            Some(_) => done.next(format!("fuhua show O{}", org.id)),
            None => done.warn(tr!(
                "{name}本运营年度已有同类认定,不重复计数",
                "{name} has this recognition in this operating year already; it counts once"
            )),
        })
    })
}
