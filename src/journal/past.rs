//! The past: the file as it was after an entry.

use super::replay::replay;
use crate::store::Db;
use crate::store::images::past::look_back;

/// The database as it was after the entry `upto`, with the journal up to it:
/// every reading command works on it. The present is trusted as far as it
/// reaches, as by every command that reads it; where the journal does not say
/// enough for that, all of it is replayed.
///
/// # Errors
/// [`Fault`](crate::fault::Fault) (database) if it is replayed, and a change up
/// to there cannot be right; else if SQLite fails.
pub fn past(db: Db, upto: i64) -> anyhow::Result<Db> {
    if look_back(&db, upto)? { Ok(db) } else { replay(&db, Some(upto)) }
}
