//! `history`: who changed what, and when.

use serde_json::{Value as Json, json};

use crate::cli::answer::Answer;
use crate::cli::changes::{self, CHANGES, Words};
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::document::{Cell, Column, Document, Table};
use crate::i18n::{join, label};
use crate::journal::{self, Change, Entry};
use crate::store::records::kind::Kind;
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
        let entries = journal::entries(&db, None, args.limit)?;
        return whole(db, entries);
    };
    let code = resolve::record(ctx, &db, text)?;
    let (mut entries, of) = if code.prefix == JOURNAL {
        (vec![journal::entry(&db, code.number)?], None)
    } else {
        let of = registry::of_prefix(code.prefix).map(|kind| (kind, code.number));
        let entries = of.map_or(Ok(Vec::new()), |(kind, id)| journal::entries_of(&db, kind, id))?;
        if entries.is_empty() {
            // A record that was taken back has a history; one that never was has none.
            records::get(&db, code)?;
        }
        (entries, of)
    };
    if let Some(n) = args.limit {
        entries.drain(..entries.len().saturating_sub(n as usize));
    }
    detail(&db, &entries, of)
}

/// Entries, a line each.
///
/// # Errors
/// If SQLite fails.
pub fn whole(db: Db, entries: Vec<Entry>) -> anyhow::Result<Answer> {
    let touched = Column::words(tr!("改动的记录", "what it touched"));
    let mut table = Table::new(label("流水", "journal"), [columns().into(), vec![touched]].concat());
    for entry in &entries {
        table.row([cells(entry).into(), vec![changes::summary(&db, entry.seq)?.into()]].concat());
    }
    let n = entries.len();
    // Every field that every entry changed: only a program asks for that.
    let json = move || entries.iter().map(|entry| Ok(entry_json(entry, &journal::changes_of(&db, entry.seq)?))).collect();
    Ok(counted(Answer::later(json, Document::of(table)), n))
}

/// Entries field by field; of one record, its changes only.
fn detail(db: &Db, entries: &[Entry], of: Option<(&Kind, i64)>) -> anyhow::Result<Answer> {
    let words = Words::of(db)?;
    let skip = usize::from(of.is_some());
    // On a screen one entry is the title: there is no room for columns that say one thing.
    let lone = match (entries, of) {
        ([entry], None) => Some(cells(entry)),
        _ => None,
    };
    let title = lone.as_ref().map_or_else(String::new, |cells| cells[..4].iter().map(Cell::text).collect::<Vec<_>>().join("  "));
    let own: Vec<Column> = if lone.is_some() { apart(columns()).into_iter().map(Column::full).collect() } else { columns().into() };
    let mut table = Table::new(CHANGES, [own, changes::columns()[skip..].to_vec()].concat()).titled(title);
    let mut json = Vec::new();
    for entry in entries {
        let changes = match of {
            Some((kind, id)) => journal::changes_to(db, entry.seq, kind, id)?,
            None => journal::changes_of(db, entry.seq)?,
        };
        let own = if lone.is_some() { apart(cells(entry)) } else { cells(entry).into() };
        for row in changes::rows(&changes, &words) {
            table.row([own.clone(), row[skip..].to_vec()].concat());
        }
        json.push(entry_json(entry, &changes));
    }
    Ok(counted(Answer::new(json, Document::of(table))?, entries.len()))
}

fn counted(mut answer: Answer, n: usize) -> Answer {
    answer.notes.push(tr!("共{n}条", "entries: {n}"));
    answer
}

/// What tells an entry; a screen has in one column what undid what, others in
/// columns of their own.
fn columns() -> [Column; 7] {
    let command = || tr!("命令", "command");
    [
        Column::code(tr!("流水", "entry")).once(),
        Column::date(tr!("时间", "when")).once(),
        Column::words(tr!("经办人", "who")).once(),
        Column::words(command()).once().brief(),
        Column::words(command()).full(),
        Column::code(tr!("撤销", "undoes")).full(),
        Column::code(tr!("已由何者撤销", "undone by")).full(),
    ]
}

fn cells(entry: &Entry) -> [Cell; 7] {
    [
        JOURNAL.code(entry.seq).into(),
        Cell::Time(entry.at.clone()),
        entry.actor.as_str().into(),
        deed(entry).into(),
        entry.command.as_str().into(),
        entry.undoes.map(|seq| JOURNAL.code(seq)).into(),
        entry.undone_by.map(|seq| JOURNAL.code(seq)).into(),
    ]
}

/// Those that have columns of their own, without the one of a screen.
fn apart<T>([entry, when, who, _, command, undoes, undone_by]: [T; 7]) -> Vec<T> {
    vec![entry, when, who, command, undoes, undone_by]
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
