//! The hash that seals a journal entry, and the check of the whole chain.
//!
//! # Format 1
//! The hash of an entry is SHA-256, in lower-case hex, over these fields in
//! order:
//!
//! | field | type |
//! | --- | --- |
//! | `fuhua-journal` | text |
//! | the format's version, 1 | integer |
//! | `meta.database_id` | text |
//! | `journal.seq` | integer |
//! | `journal.at` | text |
//! | `journal.actor` | text |
//! | `journal.login` | text |
//! | `journal.command` | text |
//! | `journal.arguments`, the JSON text as kept | text |
//! | `journal.undoes` | integer or null |
//! | how many changes the entry has | integer |
//! | per change, by rising `change.id`: `id`, `table_name`, `op`, `row_id`, `before`, `after` (JSON texts as kept) | integer, text, text, integer, text or null, text or null |
//! | the previous entry's hash in hex, null for the first | text or null |
//!
//! A field is one tag byte (`T` text, `I` integer, `N` null), the length of its
//! content in bytes as eight bytes, most significant first, and the content:
//! UTF-8 for text, the decimal digits (with `-` if negative) for an integer,
//! nothing for null. So `1` and `"1"` differ, and no two lists of fields give
//! the same bytes. The first entry is the one of `init`; as every hash covers
//! the database's id, entries cannot be carried into another file.

use sha2::{Digest, Sha256};

use crate::domain::digest::hex;
use crate::store::{Db, Row, Verdict, named_params, verdict};

/// The version of the format above.
const FORMAT: i64 = 1;

struct Hasher(Sha256);

impl Hasher {
    fn field(&mut self, tag: u8, content: &[u8]) {
        self.0.update([tag]);
        self.0.update((content.len() as u64).to_be_bytes());
        self.0.update(content);
    }
    fn text(&mut self, text: &str) {
        self.field(b'T', text.as_bytes());
    }
    fn int(&mut self, n: i64) {
        self.field(b'I', n.to_string().as_bytes());
    }
    fn opt_text(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.field(b'N', b""),
        }
    }
    fn opt_int(&mut self, n: Option<i64>) {
        match n {
            Some(n) => self.int(n),
            None => self.field(b'N', b""),
        }
    }
}

/// The columns of `journal` that [`hash`] reads.
const ENTRY: &str = "SELECT seq, at, actor, login, command, arguments, undoes, hash,
       (SELECT count(*) FROM change c WHERE c.seq = j.seq) AS changes,
       coalesce((SELECT database_id FROM meta), '') AS database_id
  FROM journal j";

/// The hash that an entry must have.
fn hash(db: &Db, entry: &Row, previous: Option<&str>) -> anyhow::Result<String> {
    let seq = entry.int("seq")?;
    let mut h = Hasher(Sha256::new());
    h.text("fuhua-journal");
    h.int(FORMAT);
    h.text(&entry.text("database_id")?);
    h.int(seq);
    for column in ["at", "actor", "login", "command", "arguments"] {
        h.text(&entry.text(column)?);
    }
    h.opt_int(entry.opt_int("undoes")?);
    h.int(entry.int("changes")?);
    db.each(
        "SELECT id, table_name, op, row_id, before, after FROM change WHERE seq = :seq ORDER BY id",
        named_params! {":seq": seq},
        |c| {
            h.int(c.int("id")?);
            h.text(&c.text("table_name")?);
            h.text(&c.text("op")?);
            h.int(c.int("row_id")?);
            h.opt_text(c.opt_text("before")?.as_deref());
            h.opt_text(c.opt_text("after")?.as_deref());
            Ok(())
        },
    )?;
    h.opt_text(previous);
    Ok(hex(&h.0.finalize()))
}

/// The hash for the entry `seq`, which is the last one and not sealed yet.
pub(super) fn seal(db: &Db, seq: i64, previous: Option<&str>) -> anyhow::Result<String> {
    let entry = db.one(&format!("{ENTRY} WHERE seq = :seq"), named_params! {":seq": seq})?;
    hash(db, &entry, previous)
}

/// The end of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The last entry's number.
    pub entry: i64,
    /// Its hash.
    pub hash: String,
}

/// The chain's head; `None` without any sealed entry.
///
/// # Errors
/// If SQLite fails.
pub fn head(db: &Db) -> anyhow::Result<Option<Head>> {
    let row = db.maybe("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1", &[])?;
    let Some(row) = row else { return Ok(None) };
    let entry = row.int("seq")?;
    Ok(row.opt_text("hash")?.map(|hash| Head { entry, hash }))
}

/// The head on which an entry that is being written builds.
///
/// # Errors
/// If SQLite fails, or nothing is sealed.
pub fn sealed(db: &Db) -> anyhow::Result<Head> {
    let row = db.one("SELECT seq, hash FROM journal WHERE hash IS NOT NULL ORDER BY seq DESC LIMIT 1", &[])?;
    Ok(Head { entry: row.int("seq")?, hash: row.text("hash")? })
}

/// What the chain shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chain {
    /// Every entry has the hash that it must have.
    Ok,
    /// There is no journal.
    Absent,
    /// The first entry that does not hold.
    Broken {
        /// Its number.
        entry: i64,
        /// Whether entries before it are missing, it is unsealed, or altered.
        fault: Fracture,
    },
}

/// How an entry fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fracture {
    /// It stands before the first entry, where no chain begins.
    BeforeFirst,
    /// Entries are missing before it.
    Gap,
    /// It was never sealed.
    Unsealed,
    /// It, one of its changes, or an entry before it is not what was sealed.
    Altered,
    /// It or one of its changes cannot be read.
    Unreadable,
}

/// The entry that should have the number `expected`, with its hash if it holds.
fn link(db: &Db, expected: i64, previous: Option<&str>) -> anyhow::Result<Option<(i64, Result<String, Fracture>)>> {
    let entry = db.maybe(&format!("{ENTRY} WHERE seq >= :seq ORDER BY seq LIMIT 1"), named_params! {":seq": expected})?;
    let Some(entry) = entry else { return Ok(None) };
    let seq = entry.int("seq")?;
    if seq != expected {
        return Ok(Some((seq, Err(Fracture::Gap))));
    }
    let Some(kept) = entry.opt_text("hash")? else { return Ok(Some((seq, Err(Fracture::Unsealed)))) };
    let holds = kept == hash(db, &entry, previous)?;
    Ok(Some((seq, if holds { Ok(kept) } else { Err(Fracture::Altered) })))
}

/// The entry of the chain that has a hash, if one has.
///
/// # Errors
/// If SQLite fails.
pub fn entry_of(db: &Db, hash: &str) -> anyhow::Result<Option<i64>> {
    let row = db.maybe("SELECT seq FROM journal WHERE hash = :hash AND seq >= 1", named_params! {":hash": hash})?;
    row.map(|row| row.int("seq")).transpose()
}

/// Checks the whole chain.
///
/// # Errors
/// If SQLite fails.
pub fn verify(db: &Db) -> anyhow::Result<Chain> {
    if let Some(foreign) = db.maybe("SELECT seq FROM journal WHERE seq < 1 ORDER BY seq LIMIT 1", &[])? {
        return Ok(Chain::Broken { entry: foreign.int("seq")?, fault: Fracture::BeforeFirst });
    }
    let mut expected = 1;
    let mut previous: Option<String> = None;
    loop {
        match link(db, expected, previous.as_deref()) {
            Ok(None) => break,
            Ok(Some((entry, Ok(hash)))) => (previous, expected) = (Some(hash), entry + 1),
            Ok(Some((entry, Err(fault)))) => return Ok(Chain::Broken { entry, fault }),
            Err(e) if matches!(verdict(&e), Verdict::Damaged(_) | Verdict::TooMuch(_)) => {
                return Ok(Chain::Broken { entry: expected, fault: Fracture::Unreadable });
            }
            Err(e) => return Err(e),
        }
    }
    Ok(if expected == 1 { Chain::Absent } else { Chain::Ok })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bytes of the format, written out by hand, so that it stays frozen.
    #[test]
    fn fields_are_tagged_and_length_prefixed() {
        let mut h = Hasher(Sha256::new());
        h.text("孵");
        h.int(-12);
        h.opt_text(None);
        h.opt_int(Some(1));
        let bytes = b"T\0\0\0\0\0\0\0\x03\xe5\xad\xb5I\0\0\0\0\0\0\0\x03-12N\0\0\0\0\0\0\0\0I\0\0\0\0\0\0\0\x011";
        assert_eq!(hex(&h.0.finalize()), hex(&Sha256::digest(bytes)));
    }
}
