//! `project start`: a project that was planned starts, or one that was not.

use chrono::NaiveDate;

use crate::cli::answer::Answer;
use crate::cli::args::{choice, date_help, words};
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write_to};
use crate::domain::judgement_terms::{PROJECT_KIND, ProjectState};
use crate::fault::Fault;
use crate::store::records::field::Field;
use crate::store::records::kind::{Columns, Made};
use crate::store::records::kinds::project::{PROJECT, complete, started};
use crate::store::records::{self, lookup};
use crate::store::{Value, Writer};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("组织或项目", "ORG|P"), help = tr!("组织(与 --title 同用);或已策划的项目的编号,或只有一个这样的项目的组织", "an organisation, with --title; or a planned project's code, or an organisation that has one"))]
    subject: String,
    #[arg(long, value_name = tr!("名称", "TITLE"), value_parser = words, help = tr!("没有策划过的项目的名称", "the title of a project that was not planned"))]
    title: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("类别", "KIND"), help = choice(tr!("类别", "kind"), &PROJECT_KIND))]
    kind: Option<String>,
    #[arg(long, value_name = tr!("元", "YUAN"), help = tr!("小额资助,以元计,与 --source 同用", "small grant in yuan, with --source"))]
    grant: Option<String>,
    #[arg(long, value_name = tr!("来源", "SOURCE"), help = tr!("资助的合法来源:计划所列的词,见 fuhua plan show", "lawful source of the grant: a word of the plan, see fuhua plan show"))]
    source: Option<String>,
    #[arg(long, value_name = tr!("部门", "NAME"), help = tr!("购买服务的部门", "the department that buys"))]
    purchaser: Option<String>,
    #[arg(long, value_name = tr!("元", "YUAN"), help = tr!("购买金额,以元计", "the price in yuan"))]
    amount: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = tr!("应结束的日期", "the day by which it is to end"))]
    until: Option<String>,
    #[arg(long, value_name = tr!("文字", "TEXT"), help = tr!("说明", "note"))]
    note: Option<String>,
}

impl Args {
    /// What was typed besides, by the name of its field.
    fn more(&self) -> Vec<(&'static str, &String)> {
        let of = [
            ("kind", &self.kind),
            ("grant", &self.grant),
            ("source", &self.source),
            ("purchaser", &self.purchaser),
            ("amount", &self.amount),
            ("until", &self.until),
        ];
        of.into_iter().filter_map(|(name, typed)| Some((name, typed.as_ref()?))).collect()
    }
}

/// Records the start.
///
/// # Errors
/// A fault if a value is wrong or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let day = ctx.date(args.date.as_ref())?;
    match &args.title {
        Some(title) => unplanned(&args, title, day, ctx),
        None => as_planned(&args, day, ctx),
    }
}

/// One that was not planned: made and started at once.
fn unplanned(args: &Args, title: &str, day: NaiveDate, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let today = ctx.today();
    let mut typed = Vec::new();
    for (name, text) in args.more() {
        let Some(field) = PROJECT.field(name) else { anyhow::bail!("a project has no field {name}") };
        typed.push((field, field.parse(text, today)?));
    }
    let (writer, org) = resolve::begin_with_org(ctx, &args.subject)?;
    write_to(ctx, writer, "project start", |w| {
        let mut columns = Columns::default();
        columns.set("org_id", org.id);
        columns.set("title", title);
        columns.set("on_date", day);
        columns.set("note", args.note.as_deref());
        let id = insert(w, columns, typed, today)?;
        let written = told(w, id)?;
        Ok(match lookup::twin(w, &PROJECT, id)? {
            Some(twin) => written.warn(lookup::told(twin)),
            None => written,
        })
    })
}

/// Inserts a project that was not planned: `columns` that are set already, and
/// the fields that were typed.
///
/// # Errors
/// A fault if the database does not allow a value.
pub fn insert(w: &Writer, mut columns: Columns, typed: Vec<(&'static Field, Value)>, today: NaiveDate) -> anyhow::Result<i64> {
    for (field, value) in typed {
        columns.0.extend(field.columns(w, value, None, today)?);
    }
    complete(w, &mut columns)?;
    w.insert("project", &columns.0)
}

/// One that was planned.
fn as_planned(args: &Args, day: NaiveDate, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    if let Some((name, _)) = args.more().first() {
        return Fault::input(tr!(
            "--{name} 只用于没有策划过的项目,与 --title 同用",
            "--{name} is for a project that was not planned, with --title"
        ))
        .hint(tr!(
            "已策划的项目用 fuhua edit P… --{name} 更正,再 fuhua project start P…",
            "correct a planned one with fuhua edit P… --{name}, then fuhua project start P…"
        ))
        .err();
    }
    let writer = ctx.begin()?;
    let id = resolve::project(ctx, &writer, &args.subject, &[ProjectState::Planned, ProjectState::Approved])?;
    write_to(ctx, writer, "project start", |w| {
        let code = PROJECT.code(id);
        let (_, row) = records::get(w, code)?;
        if let Some(start) = row.opt_text("date")? {
            return Fault::refused(tr!("{code} 已于{start}开始", "{code} started on {start}"))
                .hint(tr!("更正日期用 fuhua edit {code} --date", "correct the day with fuhua edit {code} --date"))
                .err();
        }
        let mut columns: Vec<(&'static str, Value)> = vec![("on_date", day.into())];
        columns.extend(args.note.as_deref().map(|note| ("note", note.into())));
        w.update("project", id, &columns)?;
        told(w, id)
    })
}

fn told(w: &Writer, id: i64) -> anyhow::Result<Written> {
    let code = PROJECT.code(id);
    let (kind, row) = records::get(w, code)?;
    let done = started(&Made { db: w, kind, code, row: &row })?;
    let written = Written::new(code, done.message);
    Ok(done.next.into_iter().fold(written, Written::next))
}
