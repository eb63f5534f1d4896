//! The tables of a file beside those that its journal gives, row by row.

use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::types::ValueRef;
use rusqlite::{ErrorCode, Rows};

use super::Shape;
use super::replayed::Memory;
use crate::domain::code::Code;
use crate::domain::text::shortened;
use crate::store::records::registry;
use crate::store::{Db, fault_of, schema};

/// How many differing rows are told; all of them are counted.
const TOLD: usize = 1000;
/// How much of a long text is told, in characters.
const LONG: usize = 200;

/// How a row differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// The journal has it, the file does not.
    Missing,
    /// The file has it, the journal does not.
    Extra,
    /// Some columns differ.
    Altered(Vec<Cell>),
    /// The table cannot be read: damaged, or not ours.
    Unreadable,
}

/// A column that differs, as text; `None` is no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The column.
    pub column: String,
    /// What the file has.
    pub kept: Option<String>,
    /// What the journal gives.
    pub replayed: Option<String>,
}

/// A row that is not what the journal says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its table.
    pub table: String,
    /// Its id.
    pub row: i64,
    /// The code of the record, or of the record to which it belongs.
    pub code: Option<Code>,
    /// How it differs.
    pub how: How,
}

/// What a comparison found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// The first of them, in the order of the schema's tables.
    pub told: Vec<Difference>,
    /// How many there are.
    pub count: usize,
}

impl Differences {
    pub(super) fn add(&mut self, difference: Difference) {
        self.count += 1;
        if self.told.len() < TOLD {
            self.told.push(difference);
        }
    }
}

/// Compares the journalled tables of a file with those of a replay.
///
/// # Errors
/// If SQLite fails in a way that is no difference.
pub fn compare(kept: &Db, replayed: &Memory) -> anyhow::Result<Differences> {
    let mut found = Differences::default();
    for table in schema::watched(&replayed.db.conn)? {
        let Some(shape) = replayed.shapes.get(&table) else { continue };
        match walk(&table, shape, kept, replayed, &mut found) {
            Ok(()) => {}
            Err(e) if is_unreadable(&e) => found.add(Difference { table, row: 0, code: None, how: How::Unreadable }),
            Err(e) => return Err(fault_of(e)),
        }
    }
    Ok(found)
}

/// Whether an error says of the table, not of the machine.
fn is_unreadable(error: &rusqlite::Error) -> bool {
    match error {
        rusqlite::Error::SqliteFailure(e, _) => matches!(e.code, ErrorCode::DatabaseCorrupt | ErrorCode::Unknown),
        rusqlite::Error::SqlInputError { .. } | rusqlite::Error::InvalidColumnType(..) => true,
        _ => false,
    }
}

/// Steps through both sides by id.
pub(super) fn walk(table: &str, shape: &Shape, kept: &Db, replayed: &Memory, found: &mut Differences) -> rusqlite::Result<()> {
    let (mut ours, mut theirs) = (replayed.db.conn.prepare(&shape.scan)?, kept.conn.prepare(&shape.scan)?);
    let (mut ours, mut theirs) = (ours.query([])?, theirs.query([])?);
    let (mut our_id, mut their_id) = (step(&mut ours)?, step(&mut theirs)?);
    loop {
        let Some(row) = our_id.into_iter().chain(their_id).min() else { return Ok(()) };
        let (here, there) = (our_id == Some(row), their_id == Some(row));
        if let Some(difference) = difference(table, shape, row, here.then_some(&ours), there.then_some(&theirs))? {
            found.add(difference);
        }
        if here {
            our_id = step(&mut ours)?;
        }
        if there {
            their_id = step(&mut theirs)?;
        }
    }
}

/// A query that stands at a row, if its side has that row.
pub(super) type Side<'a, 'stmt> = Option<&'a Rows<'stmt>>;

/// How what the journal gives for a row differs from what the file has.
pub(super) fn difference(
    table: &str,
    shape: &Shape,
    row: i64,
    ours: Side<'_, '_>,
    theirs: Side<'_, '_>,
) -> rusqlite::Result<Option<Difference>> {
    let (side, how) = match (ours, theirs) {
        (None, None) => return Ok(None),
        (Some(ours), None) => (ours, How::Missing),
        (None, Some(theirs)) => (theirs, How::Extra),
        (Some(ours), Some(theirs)) => match cells(shape, ours, theirs)? {
            Some(cells) => (ours, How::Altered(cells)),
            None => return Ok(None),
        },
    };
    Ok(Some(Difference { table: table.to_owned(), row, code: code(table, shape, row, side)?, how }))
}

/// The id of the next row.
pub(super) fn step(rows: &mut Rows<'_>) -> rusqlite::Result<Option<i64>> {
    rows.next()?.map(|row| row.get(0)).transpose()
}

/// A column's value in the row at which a side stands.
fn value<'a>(rows: &'a Rows<'_>, i: usize) -> rusqlite::Result<ValueRef<'a>> {
    rows.get().map_or(Ok(ValueRef::Null), |row| row.get_ref(i))
}

/// The columns that differ; `None` if none does.
fn cells(shape: &Shape, ours: &Rows<'_>, theirs: &Rows<'_>) -> rusqlite::Result<Option<Vec<Cell>>> {
    let mut cells = Vec::new();
    for (i, column) in shape.columns.iter().enumerate() {
        let (replayed, kept) = (value(ours, i)?, value(theirs, i)?);
        if kept != replayed {
            let (mut k, mut r) = (shown(kept), shown(replayed));
            if k == r {
                // The same letters, another type: 1 and '1'.
                (k, r) = (literal(kept), literal(replayed));
            }
            cells.push(Cell { column: column.clone(), kept: k, replayed: r });
        }
    }
    Ok((!cells.is_empty()).then_some(cells))
}

/// The code that a row is known by.
fn code(table: &str, shape: &Shape, row: i64, side: &Rows<'_>) -> rusqlite::Result<Option<Code>> {
    if let Some(kind) = registry::of_table(table) {
        return Ok(Some(kind.prefix.code(row)));
    }
    let Some((of, part)) = registry::part(table) else { return Ok(None) };
    let Some(at) = shape.columns.iter().position(|c| c == part.column) else { return Ok(None) };
    Ok(if let ValueRef::Integer(n) = value(side, at)? { Some(of.code(n)) } else { None })
}

fn shown(value: ValueRef<'_>) -> Option<String> {
    Some(match value {
        ValueRef::Null => return None,
        ValueRef::Integer(n) => n.to_string(),
        ValueRef::Real(x) => format!("{x:?}"),
        ValueRef::Text(bytes) => shortened(&String::from_utf8_lossy(&bytes[..bytes.len().min(8 * LONG)]), LONG),
        ValueRef::Blob(bytes) => {
            let hex: String = bytes.iter().take(LONG / 2).map(|b| format!("{b:02x}")).collect();
            shortened(&format!("x'{hex}'"), LONG)
        }
    })
}

fn literal(value: ValueRef<'_>) -> Option<String> {
    let text = shown(value)?;
    Some(if matches!(value, ValueRef::Text(_)) { format!("'{text}'") } else { text })
}
