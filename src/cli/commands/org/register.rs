//! `org register`: a registration licence.

use anyhow::Context;

use super::licence;
use crate::cli::answer::Answer;
use crate::cli::args::{choice, date_help, org_help};
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write_to};
use crate::domain::date;
use crate::domain::terms::ORG_KIND;
use crate::domain::uscc;
use crate::store::records::kinds::org::REGISTRATION;
use crate::store::{Value, named_params};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("组织", "ORG"), help = org_help())]
    org: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("代码", "CODE"), help = tr!("统一社会信用代码", "credit code"))]
    uscc: String,
    #[arg(long, value_name = tr!("类型", "KIND"), help = choice(tr!("登记为", "registered as"), &ORG_KIND))]
    kind: Option<String>,
}

/// Records a licence. Unless `--kind` says otherwise, a group that was not
/// registered takes the kind that its code names (GB 32100-2015).
///
/// # Errors
/// A fault if the code is wrong or another organisation's.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let day = ctx.date(args.date.as_ref())?;
    let kind = args.kind.as_deref().map(|text| ORG_KIND.parse(text)).transpose()?;
    let (writer, org) = resolve::begin_with_org(ctx, &args.org)?;
    write_to(ctx, writer, "org register", |w| {
        let id = licence(w, org.id, &args.uscc, day)?;
        let was = w.one("SELECT kind FROM org WHERE id = :id", named_params! {":id": org.id})?.text("kind")?;
        let group = matches!(was.as_str(), "community" | "unregistered");
        let named = uscc::parse(&args.uscc).map(|code| uscc::kind(&code)).context("a code that was just read")?;
        let kind = kind.or(if group { named } else { None });
        let (code, name, on) = (REGISTRATION.code(id), &org.name, date::iso(day));
        let mut message = tr!("已记录登记 {code}:{name},{on}", "recorded registration {code}: {name}, {on}");
        if let Some(kind) = kind.filter(|k| *k != was) {
            w.update("org", org.id, &[("kind", Value::from(kind))])?;
            let (before, after) = (ORG_KIND.text(&was), ORG_KIND.text(kind));
            message += &tr!(",类型由{before}改为{after}", ", kind {before} → {after}");
        }
        Ok(Written::new(code, message).next(format!("fuhua show O{}", org.id)))
    })
}
