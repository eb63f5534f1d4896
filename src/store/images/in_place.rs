//! The tables of a file beside its journal, in place: a row that was made and
//! never changed again is compared with the image of its making where both
//! stand. Only the rows with more of a history are replayed in memory, one
//! after the other, so that memory does not grow with the file.
//!
//! What is told is what a full replay tells, word for word. It rests on a file
//! in which SQLite itself found nothing wrong: the index by rows has every
//! change, and every row obeys the constraints of its table. A row alone cannot
//! show that two rows once had the same key, so a table with unique keys in
//! which any row has more of a history is replayed whole.

use rusqlite::types::ValueRef;
use rusqlite::{Row, Rows};

use super::replayed::{Broken, Memory, Purpose, bytes, number};
use super::table_compare::{self, Differences, Side, difference};
use super::{Letters, Shape};
use crate::store::{Db, fault_of, schema};

/// The changes of a table, a row's beside each other.
const BY_ROWS: &str = "SELECT row_id, op, before, after FROM change INDEXED BY change_row
    WHERE table_name = ?1 AND seq IS NOT NULL ORDER BY row_id, id";
/// Those of one row.
const OF_ROW: &str = "SELECT id, seq, row_id, op, before, after FROM change INDEXED BY change_row
    WHERE table_name = ?1 AND row_id = ?2 AND seq IS NOT NULL ORDER BY id";
/// Those of a table in the order in which they were made; only their ids are sorted.
const IN_ORDER: &str = "SELECT id, seq, row_id, op, before, after FROM change
    WHERE id IN (SELECT id FROM change INDEXED BY change_row WHERE table_name = ?1) AND seq IS NOT NULL ORDER BY id";

/// What a comparison found.
pub struct Compared {
    /// The first change that cannot be what its entry did.
    pub first: Option<Broken>,
    /// The rows that differ.
    pub rows: Differences,
}

/// Compares the journalled tables of a file with what its journal says of them.
/// `None` if only a full replay can tell: changes are out of order, or of a
/// table that there is not.
///
/// # Errors
/// If SQLite fails.
pub fn compare(kept: &Db) -> anyhow::Result<Option<Compared>> {
    let Some(changes) = ordered(kept)? else { return Ok(None) };
    let memory = Memory::new(Purpose::Comparing)?;
    let mut found = Compared { first: None, rows: Differences::default() };
    let mut met = 0;
    for table in schema::watched(&memory.db.conn)? {
        let Some(shape) = memory.shapes.get(&table) else { continue };
        let unique = has_unique_keys(&memory, &table)?;
        let pair = Pair { table: &table, shape, kept, memory: &memory };
        match pair.walk(unique, &mut found)? {
            Some(changes) => met += changes,
            None => met += pair.whole(&mut found)?,
        }
    }
    Ok((met == changes).then_some(found))
}

/// How many changes have an entry; `None` if one stands before a change of an
/// earlier entry, or names an entry that there is not.
fn ordered(kept: &Db) -> anyhow::Result<Option<usize>> {
    let entries = kept.one("SELECT max(seq) AS n FROM journal", &[])?.opt_int("n")?.unwrap_or(0);
    let sql = "SELECT seq, id FROM change INDEXED BY change_entry WHERE seq IS NOT NULL ORDER BY seq, id";
    let mut query = kept.conn.prepare(sql).map_err(fault_of)?;
    let mut rows = query.query([]).map_err(fault_of)?;
    let (mut changes, mut last) = (0, i64::MIN);
    while let Some(row) = rows.next().map_err(fault_of)? {
        let (entry, change): (i64, i64) = (row.get(0).map_err(fault_of)?, row.get(1).map_err(fault_of)?);
        if !(1..=entries).contains(&entry) || change <= last {
            return Ok(None);
        }
        last = change;
        changes += 1;
    }
    Ok(Some(changes))
}

/// Whether the table's own text asks for more unique keys than its id.
fn has_unique_keys(memory: &Memory, table: &str) -> anyhow::Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM pragma_index_list(?1) WHERE \"unique\")";
    memory.db.conn.query_row(sql, [table], |row| row.get(0)).map_err(fault_of)
}

/// A table as the file has it, and a memory in which its rows can be replayed.
struct Pair<'a> {
    table: &'a str,
    shape: &'a Shape,
    kept: &'a Db,
    memory: &'a Memory,
}

impl Pair<'_> {
    /// Steps through the rows and the changes by the rows' ids; returns how
    /// many changes there are. With `plain_only`, `None` as soon as a row is
    /// not just what its one change says.
    fn walk(&self, plain_only: bool, found: &mut Compared) -> anyhow::Result<Option<usize>> {
        let mut changes = self.kept.conn.prepare(BY_ROWS).map_err(fault_of)?;
        let mut rows = self.kept.conn.prepare(&self.shape.scan).map_err(fault_of)?;
        let (mut changes, mut rows) = (changes.query([self.table]).map_err(fault_of)?, rows.query([]).map_err(fault_of)?);
        let mut letters = Letters::default();
        let (mut said, mut there) = (step(&mut changes)?, step(&mut rows)?);
        let mut met = 0;
        while let Some(id) = said.into_iter().chain(there).min() {
            let mut plain = said == Some(id) && there == Some(id) && self.is_plain(&changes, &rows, &mut letters)?;
            let mut own = 0;
            while said == Some(id) {
                own += 1;
                said = step(&mut changes)?;
            }
            plain &= own == 1;
            met += own;
            if !plain && plain_only {
                return Ok(None);
            }
            if !plain {
                self.replay(id, (there == Some(id)).then_some(&rows), found)?;
            }
            if there == Some(id) {
                there = step(&mut rows)?;
            }
        }
        Ok(Some(met))
    }

    /// Whether a change made its row as it stands.
    fn is_plain(&self, changes: &Rows<'_>, rows: &Rows<'_>, letters: &mut Letters) -> anyhow::Result<bool> {
        let (Some(change), Some(row)) = (current(changes), current(rows)) else { return Ok(false) };
        let get = |i: usize| change.get_ref(i).map_err(fault_of);
        let (id, op, before, after) = (number(get(0)?), bytes(get(1)?), get(2)?, bytes(get(3)?));
        let (Some(b"I"), ValueRef::Null, Some(after)) = (op, before, after) else { return Ok(false) };
        if letters.are(after, self.shape, row).map_err(fault_of)? {
            return Ok(true);
        }
        // The same in other letters: with the keys in another order, from before a column was added.
        let Some(image) = self.shape.image(after, id) else { return Ok(false) };
        for (i, value) in image.iter().enumerate() {
            if !value.is(row.get_ref(i).map_err(fault_of)?) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Replays the changes of one row, compares what comes of them with the row
    /// that is there, and forgets it.
    fn replay(&self, id: i64, there: Side<'_, '_>, found: &mut Compared) -> anyhow::Result<()> {
        self.apply(OF_ROW, (self.table, id), found)?;
        {
            let mut ours = self.memory.db.conn.prepare_cached(&self.shape.one).map_err(fault_of)?;
            let mut ours = ours.query([id]).map_err(fault_of)?;
            let made = step(&mut ours)?.is_some();
            if let Some(difference) = difference(self.table, self.shape, id, made.then_some(&ours), there).map_err(fault_of)? {
                found.rows.add(difference);
            }
        }
        self.memory.forget(self.shape, id)
    }

    /// Replays the whole table and compares it; returns how many changes there are.
    fn whole(&self, found: &mut Compared) -> anyhow::Result<usize> {
        let changes = self.apply(IN_ORDER, [self.table], found)?;
        table_compare::walk(self.table, self.shape, self.kept, self.memory, &mut found.rows).map_err(fault_of)?;
        Ok(changes)
    }

    /// Applies the changes of a query in memory; returns how many there are.
    fn apply(&self, sql: &str, of: impl rusqlite::Params, found: &mut Compared) -> anyhow::Result<usize> {
        let mut query = self.kept.conn.prepare_cached(sql).map_err(fault_of)?;
        let mut rows = query.query(of).map_err(fault_of)?;
        let mut changes = 0;
        while let Some(row) = rows.next().map_err(fault_of)? {
            let get = |i: usize| row.get_ref(i).map_err(fault_of);
            let (change, entry, id) = (number(get(0)?), number(get(1)?), number(get(2)?));
            let op = bytes(get(3)?).unwrap_or_default();
            let why = self.memory.change(self.table.as_bytes(), op, id, bytes(get(4)?), bytes(get(5)?))?;
            let earlier = found.first.as_ref().is_none_or(|first| change < first.change);
            if let Some(why) = why.filter(|_| earlier) {
                found.first = Some(Broken { entry, change, table: self.table.to_owned(), row: id, why });
            }
            changes += 1;
        }
        Ok(changes)
    }
}

/// The id of the next row.
fn step(rows: &mut Rows<'_>) -> anyhow::Result<Option<i64>> {
    table_compare::step(rows).map_err(fault_of)
}

/// The row at which a query stands.
fn current<'a, 'stmt>(rows: &'a Rows<'stmt>) -> Option<&'a Row<'stmt>> {
    use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
    rows.get()
}
