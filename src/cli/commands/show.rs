//! `show`: a record, and what belongs with it.

use serde_json::{Map, Value as Json};

use super::history::{deed, entry_json};
use super::list;
use crate::cli::answer::Answer;
use crate::cli::changes::{self, Words};
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::reveal::reveal;
use crate::document::{Cell, Document, FACTS, Fact};
use crate::domain::code::Code;
use crate::journal;
use crate::report::{records as shown, sections};
use crate::store::records::registry::{JOURNAL, JOURNAL_LIST};
use crate::store::{Db, records};
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
        return entry(&db, code);
    }
    let (kind, mut row) = records::get(&db, code)?;
    let mut belonging = records::related(&db, kind, code.number)?;
    let others = belonging.iter_mut().flat_map(|(of, rows)| rows.iter_mut().map(|row| (*of, row)));
    reveal(ctx, "show", std::iter::once((kind, &mut row)).chain(others))?;
    let title = format!("{} {code} {}", kind.label.text(), row.opt_text("title")?.unwrap_or_default());
    let mut document = Document::titled(title.trim_end());
    document.facts(shown::facts(kind, &row)?);
    document.main = Some(FACTS.en.to_owned());
    let Json::Object(mut json) = list::json(kind, &row)? else { anyhow::bail!("{code} is no object") };
    let sections = sections::of(&db, kind, &row)?;
    let mut related = Map::new();
    for (of, rows) in belonging {
        related.insert(of.plural.into(), rows.iter().map(|r| list::json(of, r)).collect::<anyhow::Result<_>>()?);
        if sections.iter().all(|s| s.instead_of != Some(of.plural)) {
            let void = rows.iter().map(|r| r.opt_text("void_reason")).collect::<anyhow::Result<Vec<_>>>()?.iter().any(Option::is_some);
            document.table(shown::table(of, &rows, void)?);
        }
    }
    json.insert("related".into(), related.into());
    for section in sections {
        json.insert(section.key.into(), section.json);
        document.blocks.extend(section.blocks);
    }
    Answer::new(json, document)
}

/// A journal entry with all that it changed.
fn entry(db: &Db, code: Code) -> anyhow::Result<Answer> {
    let entry = journal::entry(db, code.number)?;
    let changes = journal::changes_of(db, code.number)?;
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
    document.table(changes::table(&changes, &Words::of(db)?));
    Answer::new(entry_json(&entry, &changes), document)
}
