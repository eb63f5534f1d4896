//! The records that are of an organisation, or name it, in the order of their days.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value as Json;

use super::records::{cells, heads, json};
use crate::document::{Cell, Column, Table};
use crate::domain::code::Code;
use crate::i18n::label;
use crate::store::records::field::Type;
use crate::store::records::kind::Kind;
use crate::store::records::kinds::attachment::ATTACHMENT;
use crate::store::records::kinds::org::ORG;
use crate::store::records::kinds::project::PROJECT;
use crate::store::records::kinds::resource::MATCH;
use crate::store::records::{Filter, each, registry};
use crate::store::{Db, Row, ToSql, named_params};
use crate::tr;

/// A record on the day of it.
#[derive(Clone, Debug, Serialize)]
pub struct Event {
    /// The day.
    pub date: String,
    /// The record.
    pub code: String,
    /// The id of its kind.
    pub kind: &'static str,
    /// What it says.
    pub text: String,
    #[serde(skip)]
    name: &'static str,
}

/// Every record in force with a day that is of an organisation or names it; by
/// day, then in the order of the kinds, then of the codes.
///
/// # Errors
/// If SQLite fails.
pub fn timeline(db: &Db, org: i64, name: &str) -> anyhow::Result<Vec<Event>> {
    let mut found: Vec<Event> = Vec::new();
    for kind in registry::ALL.iter().copied() {
        let Some(day) = kind.date.and_then(|column| kind.fields.iter().find(|field| field.column == column)) else { continue };
        let Some(filter) = filter(db, kind, org)? else { continue };
        each(db, kind, &filter, |row| {
            // A project that has not started is there from its plan on.
            let planned = if kind.prefix == PROJECT.prefix { row.opt_text("planned")? } else { None };
            if let Some(date) = row.opt_text(day.name)?.or(planned) {
                let code = kind.code(row.int("id")?).to_string();
                found.push(Event { date, code, kind: kind.id, text: text(kind, &row, name)?, name: kind.label.text() });
            }
            Ok(())
        })?;
    }
    // Within a day they stay as the kinds and the codes came.
    found.sort_by(|a, b| a.date.cmp(&b.date));
    Ok(found)
}

/// What finds an organisation's records of a kind, if the kind is of organisations.
fn filter(db: &Db, kind: &Kind, org: i64) -> anyhow::Result<Option<Filter>> {
    // A match is of both of its sides.
    if kind.prefix == MATCH.prefix {
        let of = "SELECT m.id FROM resource r JOIN resource_match m ON r.id IN (m.offer_id, m.need_id) WHERE r.org_id = :org";
        return Ok(Some(Filter { ids: Some(ids(db, of, named_params! {":org": org})?), ..Filter::default() }));
    }
    Ok(kind.of_org().map(|_| Filter { org: Some(org), ..Filter::default() }))
}

fn ids(db: &Db, sql: &str, params: &[(&str, &dyn ToSql)]) -> anyhow::Result<Vec<i64>> {
    db.all(sql, params)?.iter().map(|row| row.int("id")).collect()
}

/// What a record says: its line of words, where that is not the organisation's
/// name, and what its words and amounts are.
fn text(kind: &Kind, row: &Row, name: &str) -> anyhow::Result<String> {
    let title = row.opt_text("title")?.filter(|title| title != name);
    let told = kind.shown().filter(|f| !f.computed && matches!(f.ty, Type::Choice(_) | Type::Plan(_) | Type::Money));
    let words = told.map(|field| field.show(row)).collect::<anyhow::Result<Vec<_>>>()?;
    let all: Vec<String> = title.into_iter().chain(words).filter(|word| !word.is_empty()).collect();
    Ok(all.join(" "))
}

/// As a table.
pub fn table(events: &[Event]) -> Table {
    let columns = vec![
        Column::date(tr!("日期", "date")),
        Column::code(tr!("编号", "code")),
        Column::words(tr!("类别", "kind")),
        Column::words(tr!("内容", "what")),
    ];
    let mut table = Table::new(label("经过", "timeline"), columns).titled(tr!("经过", "timeline")).if_any();
    for event in events {
        table.row([event.date.as_str().into(), Cell::code(&event.code), event.name.into(), event.text.as_str().into()]);
    }
    table
}

/// Records as JSON and as a table.
pub struct Shown {
    /// Each in JSON.
    pub json: Vec<Json>,
    /// All as a table.
    pub table: Table,
}

impl Shown {
    /// Those of a kind that a filter finds.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db, kind: &Kind, filter: &Filter) -> anyhow::Result<Self> {
        let mut shown = Self { json: Vec::new(), table: heads(kind, false).if_any() };
        each(db, kind, filter, |row| {
            shown.json.push(json(kind, &row)?);
            shown.table.row(cells(kind, &row, false)?);
            Ok(())
        })?;
        Ok(shown)
    }

    /// The papers on an organisation and on the records of its timeline.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn papers(db: &Db, org: i64, events: &[Event]) -> anyhow::Result<Self> {
        let org: Code = ORG.code(org);
        let codes: BTreeSet<String> = events.iter().map(|event| event.code.clone()).chain([org.to_string()]).collect();
        let of = "SELECT id FROM attachment WHERE subject IN (SELECT value FROM json_each(:codes))";
        let ids = ids(db, of, named_params! {":codes": serde_json::to_string(&codes)?})?;
        Self::read(db, &ATTACHMENT, &Filter { ids: Some(ids), ..Filter::default() })
    }
}
