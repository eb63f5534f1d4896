//! Personal data: values beside salts, commitments everywhere else.

use anyhow::Context;

use crate::domain::code::Code;
use crate::domain::digest::{hex, sha256};
use crate::domain::personal::commitment;
use crate::domain::phone;
use crate::store::{Batch, Db, Writer, named_params, next_id};

/// Keeps a value, a phone in its one form, and returns the commitment that
/// stands for it.
///
/// # Errors
/// If SQLite or the system's random numbers fail.
pub fn keep(w: &Writer, kind: &'static str, value: &str) -> anyhow::Result<String> {
    let mut keeper = Keeper::of(w)?;
    let commitment = keeper.keep(w, kind, value, 1)?;
    keeper.finish(w)?;
    Ok(commitment)
}

/// Many values on their way into the table.
#[must_use = "the last values are kept by finish"]
pub struct Keeper {
    /// In a rehearsal, what the salts are made of.
    seed: Option<String>,
    /// The id before the first.
    last: i64,
    rows: Batch,
}

impl Keeper {
    /// Values that follow those in the table.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn of(w: &Writer) -> anyhow::Result<Self> {
        let meta = w.one("SELECT database_id, rehearsal FROM meta", &[])?;
        let seed = if meta.int("rehearsal")? == 0 { None } else { Some(meta.text("database_id")?) };
        let rows = Batch::into("personal", &["id", "commitment", "kind", "salt", "value"]);
        Ok(Self { seed, last: next_id(w, "personal")? - 1, rows })
    }

    /// Keeps a value, a phone in its one form, as the `nth` from 1 of them, and
    /// returns the commitment that stands for it. They may come in any order.
    ///
    /// # Errors
    /// If SQLite or the system's random numbers fail.
    pub fn keep(&mut self, w: &Writer, kind: &'static str, value: &str, nth: i64) -> anyhow::Result<String> {
        let id = self.last + nth;
        let salt = self.salt(id)?;
        let value = if kind == "phone" { phone::canonical(value) } else { value.to_owned() };
        let commitment = commitment(kind, &salt, &value);
        self.rows.add(w, &(id, &commitment, kind, salt, value))?;
        Ok(commitment)
    }

    /// 128 random bits; in a rehearsal, bits that the same commands give again.
    fn salt(&self, id: i64) -> anyhow::Result<String> {
        match &self.seed {
            None => random(),
            Some(seed) => Ok(sha256(format!("fuhua rehearsal salt\0{seed}\0{}", id - 1))[..32].to_owned()),
        }
    }

    /// Keeps what is left.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn finish(self, w: &Writer) -> anyhow::Result<()> {
        self.rows.finish(w)
    }
}

/// What was ever kept for a person and is not erased: the rows of `personal`
/// that the person's row names, or that the journal says it named once.
const OF_PERSON: &str = "SELECT id, kind, value FROM personal WHERE value IS NOT NULL AND commitment IN (
    SELECT phone FROM person WHERE id = :person
    UNION ALL SELECT id_number FROM person WHERE id = :person
    UNION ALL SELECT json_extract(image, '$.' || name) FROM (
        SELECT before AS image FROM change WHERE table_name = 'person' AND row_id = :person AND before IS NOT NULL
        UNION ALL SELECT after FROM change WHERE table_name = 'person' AND row_id = :person AND after IS NOT NULL),
      (SELECT 'phone' AS name UNION ALL SELECT 'id_number'))";

/// Erases a person's phones and ID numbers, those of earlier days too, with
/// their salts. Returns how many there were.
///
/// The writing connection's `secure_delete` overwrites the bytes in the file.
///
/// # Errors
/// If SQLite fails.
pub fn forget(w: &Writer, person: i64) -> anyhow::Result<usize> {
    let sql = format!("UPDATE personal SET value = NULL, salt = NULL WHERE id IN (SELECT id FROM ({OF_PERSON}))");
    w.execute(&sql, named_params! {":person": person})
}

/// The rows of `personal` that were erased although no record of erasing is of
/// a person to whom they ever belonged.
///
/// # Errors
/// If SQLite fails.
pub fn erased_unrecorded(db: &Db) -> anyhow::Result<Vec<i64>> {
    let rows = db.all(
        "SELECT p.id FROM personal p WHERE p.value IS NULL AND NOT EXISTS (
           SELECT 1 FROM erasure e JOIN change c ON c.table_name = 'person' AND c.row_id = CAST(substr(e.subject, 2) AS INTEGER)
            WHERE c.seq IS NOT NULL AND p.commitment IN (json_extract(c.before, '$.phone'), json_extract(c.before, '$.id_number'),
                                                         json_extract(c.after, '$.phone'), json_extract(c.after, '$.id_number')))",
        &[],
    )?;
    rows.iter().map(|row| row.int("id")).collect()
}

/// The other records whose phone or ID number is one of a person's.
///
/// # Errors
/// If SQLite fails.
pub fn sharers(db: &Db, person: i64) -> anyhow::Result<Vec<Code>> {
    let sql = format!(
        "WITH mine AS ({OF_PERSON}), shared AS (
           SELECT p.commitment FROM personal p JOIN mine m ON m.kind = p.kind AND m.value = p.value)
         SELECT 'M' || id AS code FROM person WHERE id <> :person
            AND (phone IN (SELECT commitment FROM shared) OR id_number IN (SELECT commitment FROM shared))
         UNION ALL SELECT 'O' || id FROM org WHERE phone IN (SELECT commitment FROM shared)"
    );
    let rows = db.all(&sql, named_params! {":person": person})?;
    rows.iter().map(|row| row.code("code")).collect()
}

/// 128 bits of the system's random numbers, in hex.
///
/// # Errors
/// If the system has none.
pub fn random() -> anyhow::Result<String> {
    let mut bytes = [0u8; 16];
    getrandom::fill(&mut bytes).context("random numbers")?;
    Ok(hex(&bytes))
}
