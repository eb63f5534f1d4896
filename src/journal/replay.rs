//! Replay: what the journal alone says that the tables hold.

use crate::domain::text::printable;
use crate::fault::Fault;
use crate::i18n::{join, label as separator};
use crate::store::Db;
use crate::store::images::in_place;
use crate::store::images::replayed::{Broken, Memory, Purpose, Why};
use crate::store::images::table_compare::{self, Difference, Differences, How};
use crate::store::records::registry;
use crate::tr;

/// What a replay shows of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replay {
    /// The journal gives every table, row by row.
    Ok,
    /// There is no journal.
    Absent,
    /// It does not.
    Broken {
        /// The first change that cannot be what its entry did.
        first: Option<Broken>,
        /// The rows that differ.
        rows: Differences,
    },
}

/// The database as it was after the entry `upto` (or the last one), in memory,
/// with the journal up to it: every reading command works on it.
///
/// # Errors
/// [`Fault`] (database) if a change up to there cannot be right; else if SQLite
/// fails.
pub fn replay(db: &Db, upto: Option<i64>) -> anyhow::Result<Db> {
    let memory = Memory::new(Purpose::Reading)?;
    if let Some(broken) = memory.apply(db, upto)? {
        let what = explain(&broken);
        return Fault::database(tr!("流水无法重放:{what}", "the journal cannot be replayed: {what}"))
            .hint(tr!("用 fuhua audit 检查该文件", "check the file with fuhua audit"))
            .err();
    }
    memory.finish(db, upto)
}

/// Compares the tables with what the journal says of them, in place if SQLite
/// found the file `sound` and the journal is in order, else by a full replay.
/// Changes without an entry do not count, so their rows differ.
///
/// # Errors
/// If SQLite fails in a way that is no difference.
pub fn compare(db: &Db, sound: bool) -> anyhow::Result<Replay> {
    if !has_journal(db)? {
        return Ok(Replay::Absent);
    }
    // What prevents it is told by the full replay.
    let told = if sound { in_place(db).ok().flatten() } else { None };
    told.map_or_else(|| in_full(db), Ok)
}

/// The comparison in place, of a file with a journal in which SQLite found
/// nothing wrong. `None` if only [`in_full`] can tell.
///
/// # Errors
/// If SQLite fails.
pub fn in_place(db: &Db) -> anyhow::Result<Option<Replay>> {
    Ok(in_place::compare(db)?.map(|found| Replay::of(found.first, found.rows)))
}

/// The comparison with a replay of the whole journal in memory, which grows
/// with the file.
///
/// # Errors
/// If SQLite fails in a way that is no difference.
pub fn in_full(db: &Db) -> anyhow::Result<Replay> {
    let memory = Memory::new(Purpose::Comparing)?;
    let first = memory.apply(db, None)?;
    Ok(Replay::of(first, table_compare::compare(db, &memory)?))
}

fn has_journal(db: &Db) -> anyhow::Result<bool> {
    Ok(db.maybe("SELECT seq FROM journal LIMIT 1", &[])?.is_some())
}

impl Replay {
    fn of(first: Option<Broken>, rows: Differences) -> Self {
        if first.is_none() && rows.count == 0 { Replay::Ok } else { Replay::Broken { first, rows } }
    }

    /// `ok`, `absent`, or `broken` with the first place.
    pub fn id(&self) -> String {
        match self {
            Replay::Ok => "ok".into(),
            Replay::Absent => "absent".into(),
            Replay::Broken { first: Some(broken), .. } => format!("broken at J{}", broken.entry),
            Replay::Broken { first: None, rows } => match rows.told.first() {
                Some(row) => format!("broken at {}", subject(row)),
                None => "broken".into(),
            },
        }
    }

    /// Each thing that is wrong: the entry or record, and what of it.
    pub fn faults(&self) -> Vec<(String, String)> {
        let Replay::Broken { first, rows } = self else { return Vec::new() };
        let mut faults: Vec<(String, String)> = first.iter().map(|b| (format!("J{}", b.entry), explain(b))).collect();
        faults.extend(rows.told.iter().map(|row| (subject(row), tell(row))));
        if let Some(more) = rows.count.checked_sub(rows.told.len()).filter(|n| *n > 0) {
            faults.push((
                "journal".into(),
                tr!("另有{more}行与重放流水的结果不符", "{more} more rows differ from what replaying the journal gives"),
            ));
        }
        faults
    }
}

/// The code of a differing row, or its table and id.
fn subject(difference: &Difference) -> String {
    difference.code.map_or_else(|| format!("{} {}", difference.table, difference.row), |code| code.to_string())
}

/// How a row differs, in words.
fn tell(difference: &Difference) -> String {
    let (table, row) = (&difference.table, difference.row);
    match &difference.how {
        How::Missing => {
            tr!("{table} 第{row}行不见了:流水有它,表中没有", "row {row} of {table} is gone: the journal has it, the table does not")
        }
        How::Extra => tr!("{table} 第{row}行在流水中没有来历", "row {row} of {table} has no journal entry"),
        How::Unreadable => tr!("{table} 表无法读取", "the table {table} cannot be read"),
        How::Altered(cells) => {
            let blank = |value: &Option<String>| value.clone().unwrap_or_else(|| tr!("(空)", "(empty)"));
            let cell = |c: &table_compare::Cell| {
                let (column, kept, replayed) = (label(table, &c.column), blank(&c.kept), blank(&c.replayed));
                tr!("{column} 表中为 {kept},流水为 {replayed}", "{column} is {kept}, by the journal {replayed}")
            };
            let cells = cells.iter().map(cell).collect::<Vec<_>>().join(separator(";", "; ").text());
            tr!("{table} 第{row}行与流水不符:{cells}", "row {row} of {table} is not what the journal says: {cells}")
        }
    }
}

/// What a column is called.
fn label<'a>(table: &str, column: &'a str) -> &'a str {
    let field = match registry::of_table(table) {
        Some(kind) => kind.fields.iter().find(|f| !f.computed && f.column == column),
        None => registry::part(table).map(|(_, p)| &p.field).filter(|f| f.column == column),
    };
    field.map_or(column, |f| f.label.text())
}

/// Why a change cannot be right, in words.
fn explain(broken: &Broken) -> String {
    let Broken { entry, change, row, .. } = broken;
    let table = printable(&broken.table);
    let table = registry::of_table(&broken.table).map_or(table.clone(), |k| format!("{} {table}", k.prefix.code(*row)));
    let why = match &broken.why {
        Why::Order => tr!("不属于这条流水的位置", "it is out of order"),
        Why::Table => tr!("没有这个表", "there is no such table"),
        Why::Image => tr!("改动的内容无法读取", "what it says cannot be read"),
        Why::Taken => tr!("这一行已经存在", "the row exists already"),
        Why::Missing => tr!("这一行不存在", "there is no such row"),
        Why::Before(columns) => {
            let columns = join(columns.iter().map(|c| label(&broken.table, c)));
            tr!("改动之前的 {columns} 与当时的记录不符", "the row's {columns} were not what the change says they were")
        }
        Why::Constraint(columns) => {
            let columns = printable(columns);
            tr!("不合表的规定({columns})", "the table does not allow it ({columns})")
        }
    };
    tr!(
        "J{entry} 的第{change}号改动({table} 第{row}行)无法重放:{why}",
        "change {change} of J{entry} (row {row} of {table}) cannot be replayed: {why}"
    )
}
