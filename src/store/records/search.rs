//! Finding text in records of every kind.

use std::borrow::Cow;

use super::field::{Field, Type};
use super::kind::Kind;
use super::{get, registry};
use crate::domain::code::Code;
use crate::domain::text::fold_width;
use crate::store::Db;

/// A field in which a text was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The record.
    pub code: Code,
    /// Its line of words.
    pub title: String,
    /// What the field holds.
    pub text: String,
}

/// Hands on each field of a record in force in which a text stands, whatever its
/// case and width: in the order of the kinds, then of the codes. Phones and ID
/// numbers are not looked at.
///
/// # Errors
/// If SQLite fails, or what `hit` fails with.
pub fn search(db: &Db, text: &str, mut hit: impl FnMut(&'static Kind, &'static Field, Hit) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let wanted = folded(text).into_owned();
    for kind in registry::ALL.iter().copied() {
        let fields: Vec<&'static Field> =
            kind.shown().filter(|f| !f.computed && matches!(f.ty, Type::Text | Type::CreditCode | Type::File)).collect();
        if fields.is_empty() {
            continue;
        }
        let columns: Vec<&str> = fields.iter().map(|f| f.column).collect();
        let sql = format!("SELECT id, {} FROM {} WHERE void_reason IS NULL ORDER BY id", columns.join(", "), kind.table);
        db.each(&sql, &[], |row| {
            for field in &fields {
                let Some(text) = row.opt_text(field.column)?.filter(|text| folded(text).contains(&wanted)) else { continue };
                let code = kind.code(row.int("id")?);
                let title = get(db, code)?.1.opt_text("title")?.unwrap_or_default();
                hit(kind, field, Hit { code, title, text })?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// A text in lower case and of one width.
fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && !text.bytes().any(|b| b.is_ascii_uppercase()) { text.into() } else { fold_width(text).to_lowercase().into() }
}
