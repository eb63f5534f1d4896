//! `history`: who changed what, and when.

use std::io::Write;

use serde_json::{Map, Value as Json};

use crate::cli::answer::{Answer, Records};
use crate::cli::changes::{self, CHANGES, Words};
use crate::cli::ctx::Ctx;
use crate::cli::json_list;
use crate::cli::resolve;
use crate::cli::words;
use crate::document::{Cell, Column, Document, Rows, Table};
use crate::i18n::{join, label};
use crate::journal::{self, Entry};
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
        return Ok(whole(db, entries));
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
    detail(db, entries, of)
}

/// Entries, a line each. What each changed is read as it is written.
pub fn whole(db: Db, entries: Vec<Entry>) -> Answer {
    let touched = Column::words(tr!("改动的记录", "what it touched"));
    let table = Table::new(label("流水", "journal"), [columns().into(), vec![touched]].concat());
    Answer::records(Whole { db, entries }, Document::of(table))
}

struct Whole {
    db: Db,
    entries: Vec<Entry>,
}

impl Rows for Whole {
    fn each(&self, row: &mut dyn FnMut(&[Cell]) -> anyhow::Result<()>) -> anyhow::Result<()> {
        self.entries.iter().try_for_each(|entry| {
            let summary = changes::summary(&self.db, entry.seq)?;
            row(&[cells(entry).into(), vec![summary.into()]].concat())
        })
    }
}

impl Records for Whole {
    fn json(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        write_entries(&self.db, &self.entries, None, out)
    }

    fn note(&self) -> Option<String> {
        Some(counted(self.entries.len()))
    }
}

/// Writes entries in JSON with their changes, as those are read.
fn write_entries(db: &Db, entries: &[Entry], of: Option<(&Kind, i64)>, out: &mut dyn Write) -> anyhow::Result<()> {
    json_list::write(out, 0, |list| {
        entries
            .iter()
            .try_for_each(|entry| list.object(&facts_json(entry), CHANGES.en, |changes| changes::write_json(db, entry.seq, of, changes)))
    })
}

/// Entries field by field; of one record, its changes only.
fn detail(db: Db, entries: Vec<Entry>, of: Option<(&'static Kind, i64)>) -> anyhow::Result<Answer> {
    let detail = Detail { words: Words::of(&db)?, db, entries, of };
    let said = |entry| cells(entry)[..4].iter().map(Cell::text).collect::<Vec<_>>().join("  ");
    let title = detail.lone().map_or_else(String::new, said);
    let own: Vec<Column> =
        if detail.lone().is_some() { apart(columns()).into_iter().map(Column::full).collect() } else { columns().into() };
    let table = Table::new(CHANGES, [own, changes::columns()[detail.skipped()..].to_vec()].concat()).titled(title);
    Ok(Answer::records(detail, Document::of(table)))
}

struct Detail {
    db: Db,
    entries: Vec<Entry>,
    of: Option<(&'static Kind, i64)>,
    words: Words,
}

impl Detail {
    /// On a screen one entry is the title: there is no room for columns that say
    /// one thing.
    fn lone(&self) -> Option<&Entry> {
        match (self.entries.as_slice(), self.of) {
            ([entry], None) => Some(entry),
            _ => None,
        }
    }

    /// How many columns of a change are left out: all are of one record.
    fn skipped(&self) -> usize {
        usize::from(self.of.is_some())
    }
}

impl Rows for Detail {
    fn each(&self, row: &mut dyn FnMut(&[Cell]) -> anyhow::Result<()>) -> anyhow::Result<()> {
        self.entries.iter().try_for_each(|entry| {
            let own = if self.lone().is_some() { apart(cells(entry)) } else { cells(entry).into() };
            changes::each_row(&self.db, entry.seq, self.of, &self.words, &mut |change| {
                row(&[own.as_slice(), &change[self.skipped()..]].concat())
            })
        })
    }
}

impl Records for Detail {
    fn json(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        write_entries(&self.db, &self.entries, self.of, out)
    }

    fn note(&self) -> Option<String> {
        Some(counted(self.entries.len()))
    }
}

fn counted(n: usize) -> String {
    tr!("共{n}条", "entries: {n}")
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
        words::named(&entry.command).into(),
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
    let (command, notes) = (words::named(&entry.command), join(&notes));
    if notes.is_empty() { command } else { tr!("{command}({notes})", "{command} ({notes})") }
}

fn code_of(seq: Option<i64>) -> Option<String> {
    seq.map(|seq| JOURNAL.code(seq).to_string())
}

/// What an entry is in JSON, without its changes.
pub fn facts_json(entry: &Entry) -> Map<String, Json> {
    let facts: [(&str, Json); 9] = [
        ("entry", JOURNAL.code(entry.seq).to_string().into()),
        ("at", entry.at.as_str().into()),
        ("actor", entry.actor.as_str().into()),
        ("login", entry.login.as_str().into()),
        ("command", entry.command.as_str().into()),
        ("arguments", entry.arguments.clone().into()),
        ("undoes", code_of(entry.undoes).into()),
        ("undone_by", code_of(entry.undone_by).into()),
        ("hash", entry.hash.clone().into()),
    ];
    facts.map(|(key, value)| (key.to_owned(), value)).into_iter().collect()
}
