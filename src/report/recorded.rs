//! What was put on record of a period, kind by kind: also the work that no figure
//! and no target counts. It is printed, and is no key of a report's JSON, which are
//! fixed.

use super::figures::Span;
use crate::document::{Column, Table};
use crate::domain::date::iso;
use crate::domain::terms::FIELD;
use crate::domain::vocabulary::Vocabulary;
use crate::i18n::{join, label};
use crate::store::records::field::Type;
use crate::store::records::kind::Kind;
use crate::store::records::registry;
use crate::store::{Db, named_params};
use crate::tr;

/// The records in force that are dated in a period: of each kind that has any, how
/// many of each word that parts it.
#[derive(Clone, Debug)]
pub struct Recorded(Vec<(&'static Kind, Vec<(String, i64)>)>);

/// The fields that part a kind: the first of them that it has.
const PARTING: [&str; 7] = ["stage", "step", "kind", "as", "item", "form", "topic"];

/// What is about the books themselves.
const OF_BOOKS: [&str; 4] = ["disclosure", "erasure", "waiver", "issued_report"];

/// By what a kind is parted: an SQL expression over its row `r`, and the words.
fn parting(kind: &Kind) -> Option<(String, &'static Vocabulary)> {
    // The plan favours some fields of work, 三(二)1.2).
    if kind.table == "application" {
        return Some(("coalesce((SELECT o.field FROM org o WHERE o.id = r.org_id), '')".to_owned(), &FIELD));
    }
    let fields = PARTING.iter().filter_map(|name| kind.fields.iter().find(|field| field.name == *name));
    fields.into_iter().find_map(|field| match field.ty {
        Type::Choice(words) if !field.computed => Some((format!("r.{}", field.column), words)),
        _ => None,
    })
}

fn counted() -> impl Iterator<Item = (&'static Kind, &'static str)> {
    let dated = registry::ALL.iter().filter_map(|kind| Some((*kind, kind.date?)));
    dated.filter(|(kind, _)| !OF_BOOKS.contains(&kind.table))
}

impl Recorded {
    /// Reads those of a period.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db, (from, to): Span) -> anyhow::Result<Self> {
        let arm = |(place, (kind, day)): (usize, (&Kind, &str))| {
            let table = kind.table;
            let word = parting(kind).map_or_else(|| "''".to_owned(), |(word, _)| word);
            // A project that is planned has no first day yet.
            let or_planned = if table == "project" { " OR (r.on_date IS NULL AND r.planned_on BETWEEN :from AND :to)" } else { "" };
            format!(
                "SELECT {place} AS place, {word} AS word, count(*) AS n FROM {table} r
                  WHERE (r.{day} BETWEEN :from AND :to{or_planned}) AND r.void_reason IS NULL GROUP BY 2"
            )
        };
        let sql = counted().enumerate().map(arm).collect::<Vec<_>>().join(" UNION ALL ");
        let mut found: Vec<(&'static Kind, Vec<(String, i64)>)> = counted().map(|(kind, _)| (kind, Vec::new())).collect();
        db.each(&sql, named_params! {":from": iso(from), ":to": iso(to)}, |row| {
            if let Some((_, words)) = found.get_mut(usize::try_from(row.int("place")?)?) {
                words.push((row.text("word")?, row.int("n")?));
            }
            Ok(())
        })?;
        found.retain(|(_, words)| !words.is_empty());
        Ok(Self(found))
    }

    /// What there is, as a table; the words in their set's order.
    pub fn table(&self) -> Table {
        let title = tr!("本期登记的记录", "records of the period");
        let columns = vec![Column::label(tr!("类别", "kind")), Column::number(tr!("件数", "n")), Column::words(tr!("其中", "of which"))];
        let mut table = Table::new(label("登记", "recorded"), columns).titled(title).if_any();
        for (kind, counts) in &self.0 {
            let n: i64 = counts.iter().map(|(_, n)| n).sum();
            let parts = parting(kind).map_or_else(String::new, |(_, words)| {
                let of = |id: &str| counts.iter().find(|(word, _)| word == id).map(|(_, n)| *n);
                join(words.terms.iter().filter_map(|term| Some(format!("{} {}", term.label.text(), of(term.id)?))))
            });
            table.row([kind.label.text().into(), n.into(), parts.into()]);
        }
        table
    }
}
