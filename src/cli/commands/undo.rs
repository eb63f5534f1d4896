//! `undo`: takes a whole entry back.

use crate::cli::answer::Answer;
use crate::cli::changes;
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write_to};
use crate::journal::undo;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("流水", "ENTRY"), help = tr!("要撤销的流水,如 J31;默认是最近一条仍有效的;撤销一次撤销即恢复", "the entry, such as J31; default the newest still in effect; undoing an undo redoes it"))]
    entry: Option<String>,
}

/// Takes back every change of an entry, by a new entry.
///
/// # Errors
/// A fault if there is no such entry, or later ones stand in the way.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let number = args.entry.as_deref().map(resolve::entry).transpose()?;
    let writer = ctx.begin()?;
    let entry = undo::target(&writer, number)?;
    let dry_run = ctx.dry_run;
    write_to(ctx, writer, "undo", |w| {
        undo::take_back(w, &entry)?;
        let code = undo::code(&entry);
        let what = changes::summary(w, entry.seq)?;
        let command = &entry.command;
        let done = match entry.undoes {
            Some(of) => tr!("已撤销 {code},即恢复 J{of}:{what}", "undid {code}, so J{of} is in effect again: {what}"),
            None => tr!("已撤销 {code}({command}):{what}", "undid {code} ({command}): {what}"),
        };
        let this = w.one("SELECT max(seq) AS seq FROM journal", &[])?.int("seq")?;
        let message = match dry_run {
            true => done,
            false => tr!("{done};反悔则 fuhua undo J{this}", "{done}; to redo it: fuhua undo J{this}"),
        };
        Ok(Written { kind: "journal", ..Written::new(code, message) })
    })
}
