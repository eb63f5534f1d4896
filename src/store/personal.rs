//! Personal data: values beside salts, commitments everywhere else.

use anyhow::Context;
use sha2::{Digest, Sha256};

use super::{Db, Writer, named_params};
use crate::domain::personal::{commitment, hex};

/// Keeps a value and returns the commitment that stands for it.
///
/// # Errors
/// If SQLite or the system's random numbers fail.
pub fn keep(w: &Writer, kind: &'static str, value: &str) -> anyhow::Result<String> {
    let salt = salt(w)?;
    let commitment = commitment(kind, &salt, value);
    w.insert(
        "personal",
        &[("commitment", commitment.as_str().into()), ("kind", kind.into()), ("salt", salt.into()), ("value", value.into())],
    )?;
    Ok(commitment)
}

/// The value behind a commitment; `None` if it was erased.
///
/// # Errors
/// If SQLite fails.
pub fn value(db: &Db, commitment: &str) -> anyhow::Result<Option<String>> {
    let row = db.maybe("SELECT value FROM personal WHERE commitment = :c", named_params! {":c": commitment})?;
    row.map_or(Ok(None), |row| row.opt_text("value"))
}

/// 128 random bits; in a rehearsal, bits that the same commands give again.
fn salt(w: &Writer) -> anyhow::Result<String> {
    let meta = w.one("SELECT database_id, rehearsal, (SELECT count(*) FROM personal) AS n FROM meta", &[])?;
    if meta.int("rehearsal")? == 0 {
        return random();
    }
    let seed = format!("fuhua rehearsal salt\0{}\0{}", meta.text("database_id")?, meta.int("n")?);
    Ok(hex(&Sha256::digest(seed))[..32].to_owned())
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
