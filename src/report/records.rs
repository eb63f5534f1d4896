//! Records as documents: a cell a field, a table a kind, the facts of one.

use serde_json::{Map, Value as Json};

use crate::document::{Cell, Column, Fact, Table};
use crate::domain::{date, quantity};
use crate::i18n::label;
use crate::store::records::field::{Field, Type};
use crate::store::records::kind::Kind;
use crate::store::{Row, Value};
use crate::tr;

/// A field of a record as a cell; words where the plan or a vocabulary has them.
///
/// # Errors
/// If the row holds what the schema forbids.
pub fn cell(field: &Field, row: &Row) -> anyhow::Result<Cell> {
    Ok(match (row.get(field.name)?, field.ty) {
        (Value::Null, _) => Cell::Empty,
        (Value::Int(n), ty) => match number(*n, ty) {
            Some(cell) => cell,
            None => field.show(row)?.into(),
        },
        (Value::Text(text), Type::Archived) => text.len().into(),
        (Value::Text(text), Type::Date) => day(text),
        (Value::Text(_), _) if field.is_sensitive() => Cell::Code(field.show(row)?),
        (Value::Text(_), _) => field.show(row)?.into(),
    })
}

/// A value of a field as the journal keeps it, as a cell.
pub fn kept(field: &Field, value: &Json) -> Cell {
    let found = match (value, value.as_i64(), field.ty) {
        (_, Some(n), Type::Ref(prefix, _)) => Some(prefix.code(n).into()),
        (_, Some(n), ty) => number(n, ty),
        (Json::String(text), _, Type::Date) => Some(day(text)),
        _ => None,
    };
    found.unwrap_or_else(|| field.show_kept(value).into())
}

fn number(n: i64, ty: Type) -> Option<Cell> {
    match ty {
        Type::Money => Some(Cell::Money(n)),
        Type::Points => Some(Cell::Hundredths(n)),
        Type::Hours => Some(Cell::Hundredths(quantity::hundredths_of_hours(n))),
        Type::Count => Some(n.into()),
        Type::Ref(prefix, None) => Some(prefix.code(n).into()),
        _ => None,
    }
}

/// What is no day is shown as it is kept.
fn day(text: &str) -> Cell {
    date::parse_iso(text).map_or_else(|| text.into(), Cell::Date)
}

/// What the numbers of a type are numbers of.
fn unit(ty: Type) -> Option<String> {
    match ty {
        Type::Money => Some(tr!("元", "yuan")),
        Type::Hours => Some(tr!("小时", "hours")),
        Type::Archived => Some(tr!("字节", "bytes")),
        _ => None,
    }
}

fn column(field: &Field) -> Column {
    let heading = field.label.text();
    let column = match field.ty {
        _ if field.is_number() => Column::number(heading),
        Type::Date => Column::date(heading),
        Type::Ref(_, None) => Column::code(heading),
        _ => Column::words(heading),
    };
    let column = if field.brief { column } else { column.full() };
    match unit(field.ty) {
        Some(unit) => column.unit(unit),
        None => column,
    }
}

/// The table of a kind without its rows; with why they are void, where that is
/// asked.
pub fn heads(kind: &Kind, void: bool) -> Table {
    let mut columns = vec![Column::code(tr!("编号", "code"))];
    columns.extend(kind.shown().map(column));
    columns.extend(void.then(|| Column::words(tr!("作废原因", "void"))));
    Table::new(label(kind.label.zh, kind.plural), columns).titled(kind.label.text())
}

/// A row of that table.
///
/// # Errors
/// If the row holds what the schema forbids.
pub fn cells(kind: &Kind, row: &Row, void: bool) -> anyhow::Result<Vec<Cell>> {
    let mut cells = Vec::with_capacity(kind.fields.len() + 2);
    cells.push(kind.prefix.code(row.int("id")?).into());
    for field in kind.shown() {
        cells.push(cell(field, row)?);
    }
    if void {
        cells.push(row.opt_text("void_reason")?.into());
    }
    Ok(cells)
}

/// Records of a kind as a table; with why they are void, where that is asked.
///
/// # Errors
/// If a row holds what the schema forbids.
pub fn table(kind: &Kind, rows: &[Row], void: bool) -> anyhow::Result<Table> {
    let mut table = heads(kind, void);
    for row in rows {
        table.row(cells(kind, row, void)?);
    }
    Ok(table)
}

/// A record's code, why it is void, its fields.
///
/// # Errors
/// If the row holds what the schema forbids.
pub fn facts(kind: &Kind, row: &Row) -> anyhow::Result<Vec<Fact>> {
    // The heading of the document names the code to a reader.
    let mut facts = vec![Fact::new(tr!("编号", "code"), kind.prefix.code(row.int("id")?)).full()];
    if let Some(why) = row.opt_text("void_reason")? {
        facts.push(Fact::new(tr!("作废原因", "void"), why));
    }
    for field in kind.shown() {
        let fact = Fact::new(field.label.text(), cell(field, row)?);
        // Heads of columns say what hours and yuan are; of a size only the fact can.
        facts.push(match unit(field.ty).filter(|_| matches!(field.ty, Type::Archived) && !fact.value.is_empty()) {
            Some(unit) => fact.unit(unit),
            None => fact,
        });
    }
    Ok(facts)
}

/// A record in JSON: its code, its fields, why it is void.
///
/// # Errors
/// If the row holds what the schema forbids.
pub fn json(kind: &Kind, row: &Row) -> anyhow::Result<Json> {
    let mut map = Map::new();
    map.insert("code".into(), kind.prefix.code(row.int("id")?).to_string().into());
    for field in kind.shown() {
        map.insert(field.key(), field.json(row)?);
    }
    map.insert("void".into(), row.opt_text("void_reason")?.into());
    Ok(map.into())
}
