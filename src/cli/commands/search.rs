//! `search`: where a text stands.

use std::cell::Cell as Counter;
use std::io::Write;

use serde_json::json;

use crate::cli::answer::{Answer, Records};
use crate::cli::args::words;
use crate::cli::ctx::Ctx;
use crate::cli::json_list;
use crate::document::{Cell, Column, Document, Rows, Table};
use crate::i18n::label;
use crate::store::Db;
use crate::store::records::field::Field;
use crate::store::records::kind::Kind;
use crate::store::records::search::{Hit, search};
use crate::tr;

#[derive(clap::Args)]
#[command(after_help = tr!(
    "查找有效记录的名称、标题、备注等文字,不分大小写和全角半角;电话和身份证号不查",
    "Looks in names, titles, notes and the like of records in force, whatever the case and width; never in phones and ID numbers"
))]
pub struct Args {
    #[arg(value_name = tr!("文字", "TEXT"), value_parser = words, help = tr!("要找的文字", "the text to find"))]
    text: String,
    #[arg(long, value_name = tr!("条数", "N"), help = tr!("至多条数", "at most so many"))]
    limit: Option<usize>,
}

/// Finds a text in every record in force.
///
/// # Errors
/// A fault if there is no database.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let db = ctx.read()?;
    let columns = vec![
        Column::code(tr!("编号", "code")),
        Column::words(tr!("类别", "kind")),
        Column::words(tr!("名称", "title")),
        Column::words(tr!("字段", "field")),
        Column::words(tr!("内容", "text")),
    ];
    let table = Table::new(label("查找结果", "found"), columns).if_any();
    Ok(Answer::records(Found { db, text: args.text, limit: args.limit.unwrap_or(usize::MAX), count: Counter::new(0) }, Document::of(table)))
}

/// What is found, as it is written.
struct Found {
    db: Db,
    text: String,
    limit: usize,
    count: Counter<usize>,
}

impl Found {
    fn hits(&self, mut each: impl FnMut(&'static Kind, &'static Field, Hit) -> anyhow::Result<()>) -> anyhow::Result<()> {
        let mut count = 0;
        search(&self.db, self.text.trim(), |kind, field, hit| {
            if count == self.limit {
                return Ok(());
            }
            count += 1;
            each(kind, field, hit)
        })?;
        self.count.set(count);
        Ok(())
    }
}

impl Rows for Found {
    fn each(&self, row: &mut dyn FnMut(&[Cell]) -> anyhow::Result<()>) -> anyhow::Result<()> {
        self.hits(|kind, field, Hit { code, title, text }| {
            let words = [kind.label.text().to_owned(), title, field.label.text().to_owned(), text].map(Cell::from);
            row(&[vec![code.into()], words.into()].concat())
        })
    }
}

impl Records for Found {
    fn json(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        json_list::write(out, 0, |list| {
            self.hits(|kind, field, Hit { code, title, text }| {
                list.value(&json!({"code": code.to_string(), "kind": kind.id, "title": title, "field": field.key(), "text": text}))
            })
        })
    }

    fn note(&self) -> Option<String> {
        let (n, text) = (self.count.get(), &self.text);
        Some(tr!("“{text}”共{n}处", "'{text}': {n} found"))
    }
}
