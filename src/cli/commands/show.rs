//! `show`: a record, and what belongs with it.

use std::io::Write;

use serde_json::{Map, Value as Json};

use super::history::{deed, facts_json};
use crate::cli::answer::{Answer, Records};
use crate::cli::changes::{self, CHANGES, Words};
use crate::cli::ctx::Ctx;
use crate::cli::json_list;
use crate::cli::resolve;
use crate::cli::reveal::reveal;
use crate::document::{Cell, Document, FACTS, Fact, Rows, Table};
use crate::domain::code::Code;
use crate::journal::{self, Entry};
use crate::report::{records as shown, sections};
use crate::store::records::registry::{JOURNAL, JOURNAL_LIST};
use crate::store::{Db, Value, records};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("编号", "CODE"), help = tr!("记录或流水的编号,或组织的名称", "a record's or a journal entry's code, or an organisation's name"))]
    code: String,
}

/// Shows a record with its related records, or a journal entry.
///
/// # Errors
/// A fault if there is none.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let db = ctx.read()?;
    let code = resolve::record(ctx, &db, &args.code)?;
    if code.prefix == JOURNAL {
        return entry(db, code);
    }
    let (kind, mut row) = records::get(&db, code)?;
    let mut belonging = records::related(&db, kind, code.number)?;
    let others = belonging.iter_mut().flat_map(|(of, rows)| rows.iter_mut().map(|row| (*of, row)));
    reveal(ctx, "show", std::iter::once((kind, &mut row)).chain(others))?;
    let title = format!("{} {code} {}", kind.label.text(), row.opt_text("title")?.unwrap_or_default());
    let mut document = Document::titled(title.trim_end());
    document.facts(shown::facts(kind, &row)?);
    document.main = Some(FACTS.en.to_owned());
    let Json::Object(mut json) = shown::json(kind, &row)? else { anyhow::bail!("{code} is no object") };
    for (of, rows) in belonging.iter().filter(|(of, _)| !sections::stand_for(kind, of)) {
        let void = rows.iter().any(|r| r.get("void_reason").is_ok_and(|why| *why != Value::Null));
        document.table(shown::table(of, rows, void)?);
    }
    let mut sections = sections::of(&db, kind, &row)?;
    document.blocks.extend(sections.iter_mut().flat_map(|section| std::mem::take(&mut section.blocks)));
    let value = move || {
        let mut related = Map::new();
        for (of, rows) in belonging {
            // A session may have very many: each row goes when its JSON stands.
            related.insert(of.plural.into(), rows.into_iter().map(|r| shown::json(of, &r)).collect::<anyhow::Result<_>>()?);
        }
        json.insert("related".into(), related.into());
        json.extend(sections.into_iter().map(|section| (section.key.into(), section.json)));
        Ok(json.into())
    };
    Ok(Answer::later(value, document))
}

/// A journal entry with all that it changed.
fn entry(db: Db, code: Code) -> anyhow::Result<Answer> {
    let entry = journal::entry(&db, code.number)?;
    let mut document = Document::titled(format!("{} {code}", JOURNAL_LIST.1.text()));
    document.facts(vec![
        Fact::new(tr!("编号", "code"), code).full(),
        Fact::new(tr!("时间", "when"), Cell::Time(entry.at.clone())),
        Fact::new(tr!("经办人", "who"), entry.actor.as_str()),
        Fact::new(tr!("登录", "login"), entry.login.as_str()),
        Fact::new(tr!("命令", "command"), deed(&entry)).brief(),
        Fact::new(tr!("命令", "command"), entry.command.as_str()).full(),
        Fact::new(tr!("撤销", "takes back"), entry.undoes.map(|seq| JOURNAL.code(seq))).full(),
        Fact::new(tr!("已由何者撤销", "taken back by"), entry.undone_by.map(|seq| JOURNAL.code(seq))).full(),
        Fact::new(tr!("参数", "arguments"), entry.arguments.join(" ")),
        Fact::new(tr!("封签", "hash"), entry.hash.as_deref().map_or(Cell::Empty, Cell::code)),
    ]);
    document.table(Table::new(CHANGES, changes::columns().into()));
    Ok(Answer::records(Changed { words: Words::of(&db)?, db, entry }, document))
}

/// What an entry changed.
struct Changed {
    db: Db,
    entry: Entry,
    words: Words,
}

impl Rows for Changed {
    fn each(&self, row: &mut dyn FnMut(&[Cell]) -> anyhow::Result<()>) -> anyhow::Result<()> {
        changes::each_row(&self.db, self.entry.seq, None, &self.words, &mut |change| row(&change))
    }
}

impl Records for Changed {
    fn json(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        let fill = |changes: &mut json_list::List<'_>| changes::write_json(&self.db, self.entry.seq, None, changes);
        json_list::object(out, 0, &facts_json(&self.entry), CHANGES.en, fill)
    }

    fn note(&self) -> Option<String> {
        None
    }
}
