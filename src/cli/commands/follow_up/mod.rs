//! Following graduates.

mod close;
mod log;

use clap::Subcommand;

use crate::cli::access::Access;
use crate::cli::answer::Answer;
use crate::cli::args::date_help;
use crate::cli::ctx::Ctx;
use crate::cli::resolve::{self, Case};
use crate::cli::write::{Written, write_to};
use crate::domain::date;
use crate::store::records::kinds::incubation::FOLLOW_UP;
use crate::tr;

#[derive(Subcommand)]
pub enum Verb {
    #[command(about = tr!("记录一次跟踪服务", "record a follow-up"))]
    Log(log::Args),
    #[command(about = tr!("结束跟踪", "close the follow-up"))]
    Close(close::Args),
}

impl Verb {
    /// What it does with the database.
    pub fn access(&self) -> Access {
        match self {
            Verb::Log(_) | Verb::Close(_) => Access::Writes,
        }
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Log(args) => log::run(args, ctx),
            Verb::Close(args) => close::run(args, ctx),
        }
    }
}

/// The arguments of both verbs.
#[derive(clap::Args)]
struct Common {
    #[arg(value_name = tr!("组织", "ORG"), help = tr!("已出壳的组织,或孵化编号", "a graduate, or the code of its stay"))]
    case: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("文字", "TEXT"), help = tr!("说明", "note"))]
    note: Option<String>,
}

/// Records a follow-up or its close.
fn keep(args: Common, kind: &'static str, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let day = ctx.date(args.date.as_ref())?;
    let (writer, case) = resolve::begin_with_case(ctx, &args.case, Case::LatestStay)?;
    let stay = case.incubation.unwrap_or_default();
    let verb = if kind == "close" { "follow-up close" } else { "follow-up log" };
    write_to(ctx, writer, verb, |w| {
        let id = w.insert(
            "follow_up",
            &[("incubation_id", stay.into()), ("kind", kind.into()), ("on_date", day.into()), ("note", args.note.into())],
        )?;
        let (code, name, on) = (FOLLOW_UP.code(id), &case.name, date::iso(day));
        Ok(if kind == "close" {
            Written::new(code, tr!("{name}的跟踪已结束 {code}:{on}", "the follow-up of {name} is closed, {code}: {on}"))
                .next(format!("fuhua show I{stay}"))
        } else {
            Written::new(code, tr!("已记录跟踪服务 {code}:{name},{on}", "recorded follow-up {code}: {name}, {on}"))
                .next(format!("fuhua follow-up close I{stay}"))
        })
    })
}
