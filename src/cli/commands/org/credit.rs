//! `org credit`: a credit list that an organisation comes on, or leaves.

use chrono::NaiveDate;

use crate::cli::answer::Answer;
use crate::cli::args::{date_help, org_help, words};
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write_to};
use crate::domain::function_terms::{STANDING_VALUE, StandingKind, StandingValue};
use crate::fault::Fault;
use crate::i18n::join;
use crate::store::records::kinds::standing::STANDING;
use crate::store::{Writer, named_params};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("组织", "ORG"), help = org_help())]
    org: String,
    #[arg(long, value_name = tr!("名录", "LIST"), required_unless_present = "clear", conflicts_with = "clear", help = tr!("列入哪个名录:{list}", "the list: {list}", list = offer()))]
    list: Option<String>,
    #[arg(long, value_name = tr!("依据", "TEXT"), value_parser = words, required_unless_present = "clear", conflicts_with = "clear", help = tr!("依据的文件", "the document it rests on"))]
    basis: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), conflicts_with = "clear", help = tr!("最后一天", "the last day"))]
    until: Option<String>,
    #[arg(long, value_name = tr!("编号", "CODE"), help = tr!("移出:名录记录的编号,如 ST5", "off the list: the record's code, such as ST5"))]
    clear: Option<String>,
}

fn offer() -> String {
    join(StandingKind::Credit.values().iter().map(|v| format!("{} {}", v.id(), v.text())))
}

/// The list that a text names.
fn list_of(text: &str) -> anyhow::Result<StandingValue> {
    let found = STANDING_VALUE.find(text).and_then(StandingValue::of).filter(|v| StandingKind::Credit.values().contains(v));
    match found {
        Some(value) => Ok(value),
        None => Fault::input(tr!("没有名录“{text}”", "there is no list '{text}'"))
            .hint(tr!("可选:{list}", "one of: {list}", list = offer()))
            .err(),
    }
}

/// Records that an organisation came on a list, or left it.
///
/// # Errors
/// A fault if a value is wrong, or the record is not of this organisation.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let day = ctx.date(args.date.as_ref())?;
    let until = args.until.as_ref().map(|text| ctx.date(Some(text))).transpose()?;
    let list = args.list.as_deref().map(list_of).transpose()?;
    let (writer, org) = resolve::begin_with_org(ctx, &args.org)?;
    write_to(ctx, writer, "org credit", |w| {
        let name = &org.name;
        let Some(list) = list else { return clear(w, args.clear.as_deref().unwrap_or_default(), org.id, day) };
        let id = w.insert(
            "standing",
            &[
                ("org_id", org.id.into()),
                ("kind", StandingKind::Credit.into()),
                ("value", list.into()),
                ("on_date", day.into()),
                ("until_on", until.into()),
                ("basis", args.basis.as_deref().into()),
            ],
        )?;
        let (code, what) = (STANDING.code(id), list.text());
        let message = tr!("已记录 {code}:{name}列入{what},{day}", "recorded {code}: {name} on the {what}, {day}");
        Ok(Written::new(code, message).next(format!("fuhua org credit O{} --clear {code}", org.id)))
    })
}

/// The last day of an organisation on a list.
fn clear(w: &Writer, text: &str, org: i64, day: NaiveDate) -> anyhow::Result<Written> {
    let (code, row) = resolve::of_kind(w, text, &STANDING)?;
    let its = w.one("SELECT org_id, kind FROM standing WHERE id = :id", named_params! {":id": code.number})?;
    if its.opt_int("org_id")? != Some(org) || its.word::<StandingKind>("kind")? != StandingKind::Credit {
        return Fault::input(tr!("{code} 不是该组织的信用名录记录", "{code} is no credit list of this organisation"))
            .hint(tr!("用 fuhua show O{org} 查看", "see fuhua show O{org}"))
            .err();
    }
    w.update("standing", code.number, &[("until_on", day.into())])?;
    let (name, what) = (row.text("title")?, STANDING_VALUE.text(row.get("value")?.text()).to_owned());
    Ok(Written::new(code, tr!("{code} {name}移出{what},{day}", "{code}: {name} is off the {what}, {day}")))
}
