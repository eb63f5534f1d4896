//! What was put on record of a period, kind by kind: also the work that no figure
//! and no target counts.

use serde::Serialize;
use serde_json::{Map, Value as Json};

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

/// The records in force that are dated in a period: how many of each kind, or of
/// each word that parts a kind.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Recorded(Map<String, Json>);

/// The fields that part a kind: the first of them that it has.
const PARTING: [&str; 7] = ["stage", "step", "kind", "as", "item", "form", "topic"];

/// What is about the books themselves.
const OF_BOOKS: [&str; 4] = ["disclosure", "erasure", "waiver", "issued_report"];

/// The tables of which no other figure of a report tells that they changed.
const TOLD_HERE: [&str; 13] = [
    "activity",
    "asset",
    "asset_use",
    "attachment",
    "breach",
    "evaluation",
    "hub",
    "hub_member",
    "operator_contract",
    "period_step",
    "resource",
    "resource_match",
    "standing",
];

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
        let arm = |(kind, day): (&Kind, &str)| {
            let (plural, table) = (kind.plural, kind.table);
            let word = parting(kind).map_or_else(|| "''".to_owned(), |(word, _)| word);
            format!(
                "SELECT '{plural}' AS kind, {word} AS word, count(*) AS n FROM {table} r
                  WHERE r.{day} BETWEEN :from AND :to AND r.void_reason IS NULL GROUP BY 2"
            )
        };
        let sql = counted().map(arm).collect::<Vec<_>>().join(" UNION ALL ");
        let mut counts: Map<String, Json> = counted()
            .map(|(kind, _)| {
                let words = parting(kind).map(|(_, words)| words.terms.iter().map(|term| (term.id.to_owned(), 0.into())).collect());
                (kind.plural.to_owned(), words.map_or_else(|| 0.into(), Json::Object))
            })
            .collect();
        db.each(&sql, named_params! {":from": iso(from), ":to": iso(to)}, |row| {
            let (word, n) = (row.text("word")?, row.int("n")?);
            match counts.get_mut(&row.text("kind")?) {
                Some(Json::Object(words)) => drop(words.insert(word, n.into())),
                Some(all) => *all = n.into(),
                None => {}
            }
            Ok(())
        })?;
        Ok(Self(counts))
    }

    /// What there is, as a table.
    pub fn table(&self) -> Table {
        let title = tr!("本期登记的记录", "records of the period");
        let columns = vec![Column::label(tr!("类别", "kind")), Column::number(tr!("件数", "n")), Column::words(tr!("其中", "of which"))];
        let mut table = Table::new(label("登记", "recorded"), columns).titled(title).if_any();
        for (kind, _) in counted() {
            let (n, parts) = match self.0.get(kind.plural) {
                Some(Json::Object(parts)) => {
                    let there: Vec<(&String, i64)> =
                        parts.iter().filter_map(|(word, n)| Some((word, n.as_i64()?))).filter(|(_, n)| *n > 0).collect();
                    let name = |word: &str| parting(kind).map_or_else(String::new, |(_, words)| words.text(word).to_owned());
                    (there.iter().map(|(_, n)| n).sum(), join(there.iter().map(|(word, n)| format!("{} {n}", name(word)))))
                }
                other => (other.and_then(Json::as_i64).unwrap_or_default(), String::new()),
            };
            if n > 0 {
                table.row([kind.label.text().into(), n.into(), parts.into()]);
            }
        }
        table
    }
}

/// The table of a count by its path, `activities.meeting`, and what it is called.
pub(super) fn of_path(path: &str) -> Option<(&'static str, [String; 2])> {
    let (plural, word) = path.split_once('.').unwrap_or((path, ""));
    let (kind, _) = counted().find(|(kind, _)| kind.plural == plural)?;
    let word = parting(kind).map_or_else(|| tr!("件数", "n"), |(_, words)| words.text(word).to_owned());
    Some((kind.table, [kind.label.text().to_owned(), word]))
}

/// Each count that `report diff` compares, by its path.
pub(super) fn numbers(recorded: &Json) -> Vec<(String, i64)> {
    let told = |plural: &str| counted().any(|(kind, _)| kind.plural == plural && TOLD_HERE.contains(&kind.table));
    let all = recorded.as_object().into_iter().flatten().filter(|(plural, _)| told(plural));
    all.flat_map(|(kind, of)| match of {
        Json::Object(words) => words.iter().filter_map(|(word, n)| Some((format!("{kind}.{word}"), n.as_i64()?))).collect(),
        n => n.as_i64().map(|n| (kind.clone(), n)).into_iter().collect::<Vec<_>>(),
    })
    .collect()
}
