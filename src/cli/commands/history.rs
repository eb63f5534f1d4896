//! `history`: who changed what, and when.

use serde_json::{Value as Json, json};

use crate::cli::answer::Answer;
use crate::cli::args::Format;
use crate::cli::changes::{self, Words};
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::document::{Document, Table};
use crate::domain::code::Code;
use crate::i18n::join;
use crate::journal::{self, Change, Entry, when};
use crate::store::records::registry;
use crate::store::records::registry::JOURNAL;
use crate::store::{Db, records};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("编号", "CODE"), help = tr!("记录或流水的编号,或组织名称;不写则列出全部流水", "a record's or an entry's code, or an organisation's name; left out, every entry"))]
    code: Option<String>,
    #[arg(long, value_name = tr!("条数", "N"), help = tr!("只要最近的几条流水", "only the newest N entries"))]
    limit: Option<u32>,
}

/// Shows the journal: all of it a line an entry, or a record's or an entry's
/// changes field by field; oldest first.
///
/// # Errors
/// A fault if the code means nothing.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let db = ctx.read()?;
    let Some(text) = &args.code else {
        return whole(&db, &journal::entries(&db, None, args.limit)?, ctx);
    };
    let code = resolve::record(ctx, &db, text)?;
    let (mut entries, of) = if code.prefix == JOURNAL {
        (vec![journal::entry(&db, code.number)?], None)
    } else {
        let entries = match registry::of_prefix(code.prefix) {
            Some(kind) => journal::entries_of(&db, kind, code.number)?,
            None => Vec::new(),
        };
        if entries.is_empty() {
            // A record that was taken back has a history; one that never was has none.
            records::get(&db, code)?;
        }
        (entries, Some(code))
    };
    if let Some(n) = args.limit {
        entries.drain(..entries.len().saturating_sub(n as usize));
    }
    detail(&db, &entries, of, ctx)
}

/// Entries, a line each.
///
/// # Errors
/// If SQLite fails.
pub fn whole(db: &Db, entries: &[Entry], ctx: &Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let mut table = Table::new("", &[headings(ctx), vec![tr!("改动的记录", "what it touched")]].concat());
    let mut json = Vec::new();
    for entry in entries {
        if ctx.format == Format::Json {
            json.push(entry_json(entry, &journal::changes_of(db, entry.seq)?));
        } else {
            table.row([cells(entry, ctx), vec![changes::summary(db, entry.seq)?]].concat());
        }
    }
    answer(json, table, entries.len())
}

/// Entries field by field; of one record, its changes only.
fn detail(db: &Db, entries: &[Entry], of: Option<Code>, ctx: &Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let words = Words::of(db)?;
    let skip = usize::from(of.is_some());
    let mut json = Vec::new();
    if let ([entry], None, Format::Table) = (entries, of, ctx.format) {
        // A narrow screen has no room for columns with one value.
        let changes = journal::changes_of(db, entry.seq)?;
        let table = Table { title: cells(entry, ctx).join("  "), ..changes::table(&changes, &words) };
        return answer(json, table, 1);
    }
    let mut table = Table::new("", &[headings(ctx), changes::headings()[skip..].to_vec()].concat());
    for entry in entries {
        let mut changes = journal::changes_of(db, entry.seq)?;
        changes.retain(|c| of.is_none_or(|code| c.code() == Some(code)));
        for (i, row) in changes::rows(&changes, &words).iter().enumerate() {
            // On a screen an entry is named once; a spreadsheet sorts rows.
            let named = if i == 0 || ctx.format != Format::Table { cells(entry, ctx) } else { vec![String::new(); headings(ctx).len()] };
            table.row([named, row[skip..].to_vec()].concat());
        }
        json.push(entry_json(entry, &changes));
    }
    answer(json, table, entries.len())
}

fn answer(json: Vec<Json>, table: Table, n: usize) -> anyhow::Result<Answer> {
    let mut answer = Answer::new(json, Document::of(table))?;
    answer.notes.push(tr!("共{n}条", "entries: {n}"));
    Ok(answer)
}

/// In a spreadsheet, what undoes what has columns of its own.
fn headings(ctx: &Ctx<'_, '_>) -> Vec<String> {
    let mut headings = vec![tr!("流水", "entry"), tr!("时间", "when"), tr!("经办人", "who"), tr!("命令", "command")];
    if ctx.format == Format::Csv {
        headings.extend([tr!("撤销", "undoes"), tr!("已由何者撤销", "undone by")]);
    }
    headings
}

fn cells(entry: &Entry, ctx: &Ctx<'_, '_>) -> Vec<String> {
    let code = JOURNAL.code(entry.seq).to_string();
    let (at, command) =
        if ctx.format == Format::Table { (when(&entry.at), deed(entry)) } else { (entry.at.clone(), entry.command.clone()) };
    let mut cells = vec![code, at, entry.actor.clone(), command];
    if ctx.format == Format::Csv {
        cells.extend([entry.undoes, entry.undone_by].map(|seq| code_of(seq).unwrap_or_default()));
    }
    cells
}

/// The command, and which entry it undid or by which it was undone.
pub fn deed(entry: &Entry) -> String {
    let mut notes = Vec::new();
    if let Some(of) = entry.undoes {
        notes.push(tr!("撤销 J{of}", "undid J{of}"));
    }
    if let Some(by) = entry.undone_by {
        notes.push(tr!("已由 J{by} 撤销", "undone by J{by}"));
    }
    let (command, notes) = (&entry.command, join(&notes));
    if notes.is_empty() { command.clone() } else { tr!("{command}({notes})", "{command} ({notes})") }
}

fn code_of(seq: Option<i64>) -> Option<String> {
    seq.map(|seq| JOURNAL.code(seq).to_string())
}

/// An entry in JSON, with changes.
pub fn entry_json(entry: &Entry, changes: &[Change]) -> Json {
    json!({
        "entry": JOURNAL.code(entry.seq).to_string(),
        "at": entry.at,
        "actor": entry.actor,
        "login": entry.login,
        "command": entry.command,
        "arguments": entry.arguments,
        "undoes": code_of(entry.undoes),
        "undone_by": code_of(entry.undone_by),
        "hash": entry.hash,
        "changes": changes::fields_json(changes),
    })
}
