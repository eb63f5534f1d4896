//! `org register`: a registration licence.

use anyhow::Context;

use crate::cli::answer::Answer;
use crate::cli::args::{choice, date_help, org_help};
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write_to};
use crate::domain::code::Code;
use crate::domain::date;
use crate::domain::terms::ORG_KIND;
use crate::domain::uscc;
use crate::fault::Fault;
use crate::store::{Db, Value, Writer, named_params};
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
    let writer = ctx.begin()?;
    let org = resolve::org(ctx, &writer, &args.org)?;
    write_to(ctx, writer, "org register", |w| {
        let id = licence(w, org.id, &args.uscc, day)?;
        let was = w.one("SELECT kind FROM org WHERE id = :id", named_params! {":id": org.id})?.text("kind")?;
        let group = matches!(was.as_str(), "community" | "unregistered");
        let named = uscc::parse(&args.uscc).map(|code| uscc::kind(&code)).context("a code that was just read")?;
        let kind = kind.or(if group { named } else { None });
        let (code, name, on) = (Code::new('L', id), &org.name, date::iso(day));
        let mut message = tr!("已记录登记 {code}:{name},{on}", "recorded registration {code}: {name}, {on}");
        if let Some(kind) = kind.filter(|k| *k != was) {
            w.update("org", org.id, &[("kind", Value::from(kind))])?;
            let (before, after) = (ORG_KIND.text(&was), ORG_KIND.text(kind));
            message += &tr!(",类型由{before}改为{after}", ", kind {before} → {after}");
        }
        Ok(Written::new(code, message).next(format!("fuhua show O{}", org.id)))
    })
}

/// Writes a licence row.
///
/// # Errors
/// As [`free_code`].
pub fn licence(w: &Writer, org: i64, typed: &str, day: chrono::NaiveDate) -> anyhow::Result<i64> {
    let (code, check) = free_code(w, typed, None)?;
    w.insert("registration", &[("org_id", org.into()), ("on_date", day.into()), ("uscc", code.into()), ("uscc_check", check.into())])
}

/// A credit code with the verdict on its check characters, if no record but
/// `own` has it.
///
/// # Errors
/// [`Fault`] (input) if it is no code, or recorded already.
pub fn free_code(db: &Db, typed: &str, own: Option<i64>) -> anyhow::Result<(String, &'static str)> {
    let code = uscc::parse(typed)?;
    let holder = db.maybe(
        "SELECT l.id, o.name FROM registration l JOIN org o ON o.id = l.org_id WHERE l.uscc = :uscc AND l.void_reason IS NULL AND l.id IS NOT :own",
        named_params! {":uscc": code, ":own": own},
    )?;
    if let Some(row) = holder {
        let (id, name) = (row.int("id")?, row.text("name")?);
        return Fault::input(tr!("信用代码 {code} 已登记给{name}(L{id})", "the credit code {code} is already recorded for {name} (L{id})"))
            .hint(tr!("核对证书;更正用 fuhua edit L{id}", "compare the licence; correct the record with fuhua edit L{id}"))
            .err();
    }
    let check = if uscc::checks(&code) { "ok" } else { "failed" };
    Ok((code, check))
}
