//! What a kind of record is: prefix, table, words, fields.

use super::field::Field;
use crate::domain::code::{Code, Prefix};
use crate::i18n::Label;

/// A kind of record.
pub struct Kind {
    /// That of its codes.
    pub prefix: Prefix,
    /// Its id in JSON: `org`.
    pub id: &'static str,
    /// Its name for `list`: `orgs`.
    pub plural: &'static str,
    /// Its table.
    pub table: &'static str,
    /// What one is called.
    pub label: Label,
    /// SQL for one line of words about the row `r`.
    pub title: &'static str,
    /// SQL for the organisation of the row `r`, if it has one.
    pub org: Option<&'static str>,
    /// The column of the day on which it happened, if it has one.
    pub date: Option<&'static str>,
    /// Its fields.
    pub fields: &'static [Field],
}

/// A table whose rows belong to a record and have no codes of their own.
pub struct Part {
    /// Its table.
    pub table: &'static str,
    /// The prefix of the records to which its rows belong.
    pub prefix: Prefix,
    /// The column that points to the record.
    pub column: &'static str,
    /// What a row adds to the record.
    pub field: Field,
    /// The column that says yes or no to it, if there is one.
    pub flag: Option<&'static str>,
}

impl Kind {
    /// The code of a row.
    pub const fn code(&self, id: i64) -> Code {
        self.prefix.code(id)
    }

    /// The field of a name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|f| f.name == name)
    }
}
