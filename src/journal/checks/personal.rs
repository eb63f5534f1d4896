//! Personal data, which is outside the journal, held against it row by row.

use std::collections::BTreeSet;

use super::look::{Shown, Tell};
use crate::domain::code::Code;
use crate::domain::personal::commitment;
use crate::store::records::personal::{Borne, borne};
use crate::store::{Db, Row};
use crate::tr;

/// What the journal says of a row.
#[derive(Clone, Copy, Default)]
struct Said {
    /// An entry gave its digest to a record.
    given: bool,
    /// It was erased afterwards.
    erased: bool,
}

/// Compares personal data with the digests that the journal holds: each has its
/// row and each row its entry, what was erased is empty and nothing else is, and
/// a value is what was committed to. No row is ever deleted, so their ids run
/// from 1 without a gap.
///
/// # Errors
/// If the file prevents it.
pub fn committed(db: &Db, _: &mut Shown, tell: Tell<'_>) -> anyhow::Result<()> {
    let said = given(db, tell)?;
    // As bytes: a value that is no text is named like any other.
    let rows = "SELECT id, hex(commitment) AS commitment, hex(kind) AS kind, hex(salt) AS salt, hex(value) AS value,
                       value IS NULL AND salt IS NULL AS empty
                  FROM personal ORDER BY id";
    let mut expected = 1;
    db.each(rows, &[], |row| {
        let id = row.int("id")?;
        let Said { given, erased } = place(id).and_then(|at| said.get(at).copied()).unwrap_or_default();
        let empty = row.int("empty")? == 1;
        let wrong = if id != expected {
            tr!("personal 第{id}行之前缺行", "rows are missing before row {id} of personal")
        } else if !given {
            tr!("personal 第{id}行不是任何流水登记的", "row {id} of personal was recorded by no journal entry")
        } else if empty && !erased {
            tr!(
                "personal 第{id}行已被清空,却没有删除个人信息的记录",
                "row {id} of personal was emptied, and no record says that it was erased"
            )
        } else if erased && !empty {
            tr!("personal 第{id}行的值早已删除,又被放了回来", "row {id} of personal holds a value that was erased and was put back")
        } else if !empty && !is_committed(&row)? {
            tr!("personal 第{id}行的值不是当初登记的", "row {id} of personal does not hold the value that was recorded")
        } else {
            String::new()
        };
        if !wrong.is_empty() {
            tell(&format!("personal {id}"), &wrong);
        }
        expected = id.saturating_add(1);
        Ok(())
    })
}

/// What the journal says of each row, by its id less 1; and tells which digests
/// have no row, or one that says it holds something else.
fn given(db: &Db, tell: Tell<'_>) -> anyhow::Result<Vec<Said>> {
    let rows = db.one("SELECT count(*) AS n FROM personal", &[])?.int("n")?;
    let mut said = vec![Said::default(); usize::try_from(rows)?];
    let mut missed: BTreeSet<Code> = BTreeSet::new();
    borne(db, |Borne { record, entry, what, row, told, erased }| {
        let Some(id) = row else {
            if missed.insert(record) {
                let message = tr!(
                    "personal 中没有 J{entry} 为 {record} 登记的那一行:被删去或改动过",
                    "the row of personal that J{entry} recorded for {record} is gone or altered"
                );
                tell(&record.to_string(), &message);
            }
            return Ok(());
        };
        if !told {
            let message = tr!(
                "personal 第{id}行的 kind 不是流水所记的 {what}",
                "the kind of row {id} of personal is not {what}, as the journal says"
            );
            tell(&format!("personal {id}"), &message);
        }
        if let Some(of) = place(id).and_then(|at| said.get_mut(at)) {
            *of = Said { given: true, erased: of.erased || erased };
        }
        Ok(())
    })?;
    Ok(said)
}

/// The place of a row whose id is as it should be.
fn place(id: i64) -> Option<usize> {
    usize::try_from(id).ok()?.checked_sub(1)
}

/// Whether a row's value is what its digest stands for.
fn is_committed(row: &Row) -> anyhow::Result<bool> {
    let text = |column| anyhow::Ok(String::from_utf8(unhex(&row.text(column)?)));
    let (kept, kind, salt, value) = (text("commitment")?, text("kind")?, text("salt")?, text("value")?);
    Ok(matches!((kept, kind, salt, value), (Ok(kept), Ok(kind), Ok(salt), Ok(value)) if commitment(&kind, &salt, &value) == kept))
}

/// The bytes of what SQLite's `hex` gave.
fn unhex(hex: &str) -> Vec<u8> {
    hex.as_bytes().chunks(2).filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}
