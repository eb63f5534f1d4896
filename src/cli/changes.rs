//! What an entry changed, field by field: for `--dry-run`, `history`, `show J`.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value as Json, json};

use crate::cli::json_list::List;
use crate::document::{Cell, Column, Table};
use crate::i18n::{Label, label, pick};
use crate::journal::{self, Change};
use crate::report::records::kept;
use crate::store::Db;
use crate::store::records::field::{Field, Type};
use crate::store::records::kind::{Kind, Part};
use crate::store::records::lookup;
use crate::store::records::registry;
use crate::tr;

/// The plan's words, by table and id.
#[derive(Default)]
pub struct Words(HashMap<(&'static str, String), String>);

impl Words {
    /// The words of a file's plan. Without them ids are shown.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn of(db: &Db) -> anyhow::Result<Self> {
        let mut words = HashMap::new();
        let fields = registry::ALL.iter().flat_map(|k| k.fields).chain(registry::parts().map(|(_, p)| &p.field));
        let mut tables: Vec<&'static str> = fields.filter_map(|f| if let Type::Plan(table) = f.ty { Some(table) } else { None }).collect();
        tables.sort_unstable();
        tables.dedup();
        for table in tables {
            for (code, zh, en) in lookup::plan_words(db, table)? {
                words.insert((table, code), pick(&zh, &en).to_owned());
            }
        }
        Ok(Self(words))
    }

    fn cell(&self, field: &Field, value: &Json) -> Cell {
        let word = match (field.ty, value.as_str()) {
            (Type::Plan(table), Some(id)) => self.0.get(&(table, id.to_owned())),
            _ => None,
        };
        word.map_or_else(|| kept(field, value), |word| word.as_str().into())
    }
}

/// A value before or after: for programs and for people.
struct Side {
    json: Json,
    cell: Cell,
}

impl Side {
    fn none() -> Self {
        Self { json: Json::Null, cell: Cell::Empty }
    }
}

/// One field of one record that changed.
struct Line {
    key: String,
    label: String,
    before: Side,
    after: Side,
}

/// The fields that a change made differ.
fn lines(change: &Change, words: &Words) -> Vec<Line> {
    if let Some((_, part)) = registry::part(&change.table) {
        return vec![part_line(part, change, words)];
    }
    let fields = registry::of_table(&change.table).map_or(&[][..], |k| k.fields);
    let columns = if change.after.is_empty() { &change.before } else { &change.after };
    let mut lines = Vec::new();
    for column in columns.keys().filter(|c| *c != "id") {
        let (before, after) = (change.before.get(column).unwrap_or(&Json::Null), change.after.get(column).unwrap_or(&Json::Null));
        if before == after {
            continue;
        }
        let field = fields.iter().find(|f| !f.computed && f.column == column);
        if field.is_some_and(|field| field.internal) {
            continue;
        }
        let side = |value: &Json| match field {
            Some(field) => Side { json: field.json_kept(value), cell: words.cell(field, value) },
            None if value.is_null() => Side::none(),
            None => Side { json: value.clone(), cell: bare(value) },
        };
        let (key, label) = match (field, column.as_str()) {
            (Some(field), _) => (field.key(), field.label.text().to_owned()),
            (None, "void_reason") => ("void".to_owned(), tr!("作废原因", "void")),
            (None, "target") => ("target".to_owned(), tr!("目标", "target")),
            (None, "reason") => ("reason".to_owned(), tr!("理由", "reason")),
            (None, other) => (other.to_owned(), other.to_owned()),
        };
        lines.push(Line { key, label, before: side(before), after: side(after) });
    }
    lines
}

/// A row that belongs to a record, as a line of that record.
fn part_line(part: &Part, change: &Change, words: &Words) -> Line {
    let field = &part.field;
    let what = |image: &Map<String, Json>| image.get(field.column).cloned().unwrap_or(Json::Null);
    let Some(value) = &part.value else {
        let side = |image| Side { json: field.json_kept(&what(image)), cell: words.cell(field, &what(image)) };
        return Line { key: field.key(), label: field.label.text().to_owned(), before: side(&change.before), after: side(&change.after) };
    };
    let about = what(if change.after.is_empty() { &change.before } else { &change.after });
    let side = |image: &Map<String, Json>| match image.get(value.column) {
        None => Side::none(),
        Some(said) => Side { json: value.json_kept(said), cell: words.cell(value, said) },
    };
    // Who said it, where the row has that.
    let image = if change.after.is_empty() { &change.before } else { &change.after };
    let more = image.iter().filter(|(column, _)| ![field.column, value.column].contains(&column.as_str()));
    let more: Vec<&str> = more.filter_map(|(_, said)| said.as_str()).collect();
    let joined = |first: String, sign: &str| std::iter::once(first.as_str()).chain(more.iter().copied()).collect::<Vec<_>>().join(sign);
    Line {
        key: joined(format!("{}.{}", field.key(), about.as_str().unwrap_or_default()), "."),
        label: joined(format!("{} {}", field.label.text(), words.cell(field, &about).text()), " "),
        before: side(&change.before),
        after: side(&change.after),
    }
}

/// A value of a column that is no field.
fn bare(value: &Json) -> Cell {
    match (value.as_i64(), value.as_str()) {
        (Some(n), _) => n.into(),
        (None, Some(text)) => text.into(),
        (None, None) => value.to_string().into(),
    }
}

/// A change in JSON, field by field: record, field, before, after.
fn fields_json(change: &Change) -> Vec<Json> {
    let record = name(change, &change.table);
    let of = |line: Line| json!({"record": record, "field": line.key, "before": line.before.json, "after": line.after.json});
    lines(change, &Words::default()).into_iter().map(of).collect()
}

/// A change as rows of record, field, before, after. A row that was added to the
/// plan gives none: those are counted, see [`added`].
fn rows(change: &Change, words: &Words) -> Vec<[Cell; 4]> {
    if change.before.is_empty() && is_setting(&change.table) {
        return Vec::new();
    }
    let record: Cell = match change.code() {
        Some(code) => code.into(),
        None => name(change, registry::setting(&change.table)).into(),
    };
    lines(change, words).into_iter().map(|line| [record.clone(), line.label.into(), line.before.cell, line.after.cell]).collect()
}

/// Whether a table holds settings of the plan: neither records nor their parts.
fn is_setting(table: &str) -> bool {
    registry::of_table(table).is_none() && registry::part(table).is_none()
}

/// How many rows were added to a table of the plan, as a row.
fn added(table: &str, n: i64) -> [Cell; 4] {
    [registry::setting(table).into(), tr!("新增", "added").into(), Cell::Empty, tr!("{n}行", "rows: {n}").into()]
}

/// Hands on the changes of an entry as rows of record, field, before, after, as
/// they are read; those to one record only, if it is given. What was added to
/// the plan comes first, and is counted, not listed.
///
/// # Errors
/// If SQLite fails, or what `row` fails with.
pub fn each_row(
    db: &Db,
    seq: i64,
    of: Option<(&Kind, i64)>,
    words: &Words,
    row: &mut dyn FnMut([Cell; 4]) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    if of.is_none() {
        for (table, n) in journal::added(db, seq)?.iter().filter(|(table, _)| is_setting(table)) {
            row(added(table, *n))?;
        }
    }
    journal::each_change(db, seq, of, |change| rows(&change, words).into_iter().try_for_each(&mut *row))
}

/// Writes the changes of an entry in JSON, as they are read; those to one record
/// only, if it is given.
///
/// # Errors
/// If SQLite fails, or they cannot be written.
pub fn write_json(db: &Db, seq: i64, of: Option<(&Kind, i64)>, list: &mut List<'_>) -> anyhow::Result<()> {
    journal::each_change(db, seq, of, |change| fields_json(&change).iter().try_for_each(|line| list.value(line)))
}

/// What a changed row is called: its code, a target's year and indicator, or
/// its table and row.
fn name(change: &Change, table: &str) -> String {
    let image = if change.after.is_empty() { &change.before } else { &change.after };
    match (change.code(), image.get("year").and_then(Json::as_i64), image.get("indicator").and_then(Json::as_str)) {
        (Some(code), ..) => code.to_string(),
        (None, Some(year), Some(indicator)) => format!("Y{year} {indicator}"),
        _ => format!("{table} {}", change.row),
    }
}

/// Changes as a table: record, field, before, after; only what differs.
pub fn table(changes: &[Change], words: &Words) -> Table {
    let mut table = Table::new(CHANGES, columns().into());
    let mut counts: Vec<(&str, i64)> = Vec::new();
    for change in changes.iter().filter(|c| c.before.is_empty() && is_setting(&c.table)) {
        match counts.iter_mut().find(|(table, _)| *table == change.table) {
            Some((_, n)) => *n += 1,
            None => counts.push((&change.table, 1)),
        }
    }
    counts.into_iter().for_each(|(of, n)| table.row(added(of, n)));
    changes.iter().flat_map(|change| rows(change, words)).for_each(|row| table.row(row));
    table
}

/// What `--table` calls changes.
pub const CHANGES: Label = label("改动", "changes");

/// The columns of [`each_row`].
pub fn columns() -> [Column; 4] {
    [
        Column::code(tr!("记录", "record")),
        Column::words(tr!("字段", "field")),
        Column::words(tr!("之前", "before")),
        Column::words(tr!("之后", "after")),
    ]
}

/// What an entry touched, in short: the records' codes, or the plan tables.
///
/// # Errors
/// If SQLite fails.
pub fn summary(db: &Db, seq: i64) -> anyhow::Result<String> {
    const MOST: usize = 8;
    let (mut seen, mut names) = (HashSet::new(), Vec::new());
    journal::each_touched(db, seq, |code, table| {
        let table = if code.is_none() { table } else { String::new() };
        if seen.insert((code, table.clone())) && names.len() < MOST {
            names.push(code.map_or_else(|| registry::setting(&table).to_owned(), |c| c.to_string()));
        }
    })?;
    let (n, shown) = (seen.len(), crate::i18n::join(&names));
    Ok(if n > MOST { tr!("{shown} 等{n}条", "{shown} and more, {n} in all") } else { shown })
}
