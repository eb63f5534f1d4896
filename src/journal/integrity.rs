//! Integrity of a file, as a backup needs it: what must hold of one, and be
//! equal in a copy.

use std::collections::BTreeMap;

use crate::domain::text::printable;
use crate::fault::Fault;
use crate::journal::checks::{self, Made, Shown};
use crate::journal::seal::{self, Head};
use crate::rules::Severity;
use crate::store::Db;
use crate::store::connection;
use crate::store::schema::{self, compare};
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
/// Only our own tables are counted: another one may be endless.
///
/// # Errors
/// [`Fault`] (database) if its schema is not ours, or it has no sealed entry;
/// else if SQLite fails.
pub fn census(db: &Db) -> anyhow::Result<Census> {
    let version = version(db)?;
    if version == schema::VERSION
        && let Some(difference) = compare::foreign(db)?.first()
    {
        return unsound(&printable(&difference.tell())).err();
    }
    let Some(head) = seal::head(db)? else {
        return unsound(&tr!("最后一条流水没有封签", "its last journal entry is not sealed")).err();
    };
    Ok(Census { version, head, rows: connection::counts(db)? })
}

/// Makes every check of [`checks::ALL`] that can be made of a file as it is,
/// and stops at the first error.
///
/// # Errors
/// [`Fault`] (database) that names what is wrong.
pub fn check(db: &Db) -> anyhow::Result<Census> {
    let current = version(db)? == schema::VERSION;
    let mut shown = Shown::none();
    for check in checks::ALL.iter().filter(|check| check.severity == Severity::Error) {
        let look = match check.made {
            Made::Always(look) => look,
            Made::Current(look) if current => look,
            Made::Current(_) | Made::ByAudit => continue,
        };
        let mut first = None;
        look(db, &mut shown, &mut |_, message| _ = first.get_or_insert_with(|| printable(message)))?;
        if let Some(why) = first {
            return unsound(&why).err();
        }
    }
    census(db)
}

fn version(db: &Db) -> anyhow::Result<u32> {
    Ok(u32::try_from(db.one("PRAGMA user_version", &[])?.int("user_version")?)?)
}

fn unsound(why: &str) -> Fault {
    Fault::database(tr!("文件不完好:{why}", "the file is not sound: {why}"))
}
