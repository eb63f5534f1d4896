//! Is a file whole? What must hold of a backup, and be equal in a copy.

use std::collections::BTreeMap;

use crate::domain::text::printable;
use crate::fault::Fault;
use crate::journal::replay;
use crate::journal::seal::{self, Chain, Head};
use crate::store::connection;
use crate::store::schema::compare;
use crate::store::{Db, schema};
use crate::tr;

/// What a whole file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Census {
    /// The version of its schema.
    pub version: u32,
    /// The end of its chain.
    pub head: Head,
    /// How many rows each table has.
    pub rows: BTreeMap<String, i64>,
}

/// What a file holds that is to be copied, without looking whether it is whole.
///
/// # Errors
/// [`Fault`] (database) if it has no sealed entry; else if SQLite fails.
pub fn census(db: &Db) -> anyhow::Result<Census> {
    let version = u32::try_from(db.one("PRAGMA user_version", &[])?.int("user_version")?)?;
    let Some(head) = seal::head(db)? else {
        return unsound(&tr!("最后一条流水没有封签", "its last journal entry is not sealed")).err();
    };
    Ok(Census { version, head, rows: connection::counts(db)? })
}

/// Checks that a file is whole: its structure, its schema, its references, its
/// chain, and that the journal gives its tables.
///
/// # Errors
/// [`Fault`] (database) that names the first thing that is not.
pub fn check(db: &Db) -> anyhow::Result<Census> {
    for row in db.all("PRAGMA integrity_check(1)", &[])? {
        let text = row.text("integrity_check")?;
        if text != "ok" {
            return unsound(&tr!("文件结构损坏:{text}", "the file is damaged: {text}", text = printable(&text))).err();
        }
    }
    let census = census(db)?;
    if census.version == schema::VERSION
        && let Some(difference) = compare::foreign(db)?.first()
    {
        return unsound(&printable(&difference.tell())).err();
    }
    if let Some(row) = db.maybe("PRAGMA foreign_key_check", &[])? {
        let (table, parent) = (row.text("table")?, row.text("parent")?);
        return unsound(&tr!("{table} 有记录指向 {parent} 中没有的记录", "a row of {table} points to one that {parent} lacks")).err();
    }
    match seal::verify(db)? {
        Chain::Ok => {}
        Chain::Absent => return unsound(&tr!("没有流水", "it has no journal")).err(),
        Chain::Broken { entry, .. } => {
            return unsound(&tr!("流水的链在 J{entry} 处断开", "the chain of its journal is broken at J{entry}")).err();
        }
    }
    // An older schema's journal is replayed once the file has been upgraded.
    if census.version == schema::VERSION
        && let Some((_, what)) = replay::compare(db)?.faults().first()
    {
        return unsound(what).err();
    }
    Ok(census)
}

fn unsound(why: &str) -> Fault {
    Fault::database(tr!("文件不完好:{why}", "the file is not sound: {why}"))
}
