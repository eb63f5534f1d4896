//! A row, read by column name, strictly.

use std::rc::Rc;

use anyhow::{anyhow, bail};
use chrono::NaiveDate;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};

use crate::domain::code::Code;
use crate::domain::date;
use crate::domain::terms::{Vocabulary, Word};
use crate::fault::Fault;
use crate::tr;

/// A value as the file holds it. The schema has no blobs and no reals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// No value.
    Null,
    /// A whole number.
    Int(i64),
    /// Text.
    Text(String),
}

impl Value {
    pub(super) fn read(value: ValueRef<'_>) -> Option<Self> {
        Some(match value {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(n) => Value::Int(n),
            ValueRef::Text(bytes) => Value::Text(std::str::from_utf8(bytes).ok()?.to_owned()),
            ValueRef::Real(_) | ValueRef::Blob(_) => return None,
        })
    }

    /// Whether SQLite holds this very value, type and all.
    pub(super) fn is(&self, value: ValueRef<'_>) -> bool {
        match (self, value) {
            (Value::Null, ValueRef::Null) => true,
            (Value::Int(a), ValueRef::Integer(b)) => *a == b,
            (Value::Text(a), ValueRef::Text(b)) => a.as_bytes() == b,
            _ => false,
        }
    }

    /// The text that it is; empty if it is none.
    pub fn text(&self) -> &str {
        if let Value::Text(text) = self { text } else { "" }
    }

    /// The value as JSON.
    pub fn json(&self) -> serde_json::Value {
        match self {
            Value::Null => serde_json::Value::Null,
            Value::Int(n) => (*n).into(),
            Value::Text(text) => text.as_str().into(),
        }
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Value::Null => Ok(ToSqlOutput::Owned(rusqlite::types::Value::Null)),
            Value::Int(n) => n.to_sql(),
            Value::Text(text) => text.to_sql(),
        }
    }
}

impl From<i64> for Value {
    fn from(n: i64) -> Self {
        Value::Int(n)
    }
}
impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}
impl<W: Word> From<W> for Value {
    fn from(word: W) -> Self {
        word.id().into()
    }
}
impl From<NaiveDate> for Value {
    fn from(day: NaiveDate) -> Self {
        Value::Text(date::iso(day))
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

/// A row of a query's result.
#[derive(Clone, Debug)]
pub struct Row {
    names: Rc<[String]>,
    values: Vec<Value>,
    whole: bool,
}

impl Row {
    pub(super) fn read(names: &Rc<[String]>, row: &rusqlite::Row<'_>) -> anyhow::Result<Self> {
        let mut values = Vec::with_capacity(names.len());
        for (i, name) in names.iter().enumerate() {
            let value = row.get_ref(i).map_err(super::fault_of)?;
            values.push(Value::read(value).ok_or_else(|| unreadable(name))?);
        }
        Ok(Self { names: Rc::clone(names), values, whole: false })
    }

    /// Lets the row show its personal data whole, which must have been
    /// journalled before.
    pub fn reveal(&mut self) {
        self.whole = true;
    }

    /// Whether it shows its personal data whole.
    pub(super) fn is_revealed(&self) -> bool {
        self.whole
    }

    /// A column's value.
    ///
    /// # Errors
    /// If the query has no such column (a bug).
    pub fn get(&self, name: &str) -> anyhow::Result<&Value> {
        let at = self.names.iter().position(|n| n == name).ok_or_else(|| anyhow!("the query has no column {name}"))?;
        Ok(&self.values[at])
    }

    /// A whole number.
    ///
    /// # Errors
    /// If the column holds anything else.
    pub fn int(&self, name: &str) -> anyhow::Result<i64> {
        self.opt_int(name)?.ok_or_else(|| unreadable(name).into())
    }

    /// A whole number, or NULL.
    ///
    /// # Errors
    /// If the column holds text.
    pub fn opt_int(&self, name: &str) -> anyhow::Result<Option<i64>> {
        match self.get(name)? {
            Value::Null => Ok(None),
            Value::Int(n) => Ok(Some(*n)),
            Value::Text(_) => bail!(unreadable(name)),
        }
    }

    /// Text.
    ///
    /// # Errors
    /// If the column holds anything else.
    pub fn text(&self, name: &str) -> anyhow::Result<String> {
        self.opt_text(name)?.ok_or_else(|| unreadable(name).into())
    }

    /// Text, or NULL.
    ///
    /// # Errors
    /// If the column holds a number.
    pub fn opt_text(&self, name: &str) -> anyhow::Result<Option<String>> {
        match self.get(name)? {
            Value::Null => Ok(None),
            Value::Text(text) => Ok(Some(text.clone())),
            Value::Int(_) => bail!(unreadable(name)),
        }
    }

    /// A word of a closed set.
    ///
    /// # Errors
    /// If the column holds anything else.
    pub fn word<W: Word>(&self, name: &str) -> anyhow::Result<W> {
        self.opt_word(name)?.ok_or_else(|| unreadable(name).into())
    }

    /// A word of a closed set, or NULL.
    ///
    /// # Errors
    /// If the column holds anything else.
    pub fn opt_word<W: Word>(&self, name: &str) -> anyhow::Result<Option<W>> {
        self.opt_text(name)?.map(|id| W::of(&id).ok_or_else(|| unreadable(name).into())).transpose()
    }

    /// The id of a vocabulary.
    ///
    /// # Errors
    /// If the column holds anything else.
    pub fn term(&self, name: &str, of: &Vocabulary) -> anyhow::Result<&'static str> {
        of.id(self.get(name)?.text()).ok_or_else(|| unreadable(name).into())
    }

    /// A record's code.
    ///
    /// # Errors
    /// If the column holds none.
    pub fn code(&self, name: &str) -> anyhow::Result<Code> {
        Code::parse(&self.text(name)?).ok_or_else(|| unreadable(name).into())
    }

    /// A day.
    ///
    /// # Errors
    /// If the column holds no ISO date.
    pub fn date(&self, name: &str) -> anyhow::Result<NaiveDate> {
        date::parse_iso(&self.text(name)?).ok_or_else(|| unreadable(name).into())
    }
}

fn unreadable(column: &str) -> Fault {
    Fault::database(tr!("库中“{column}”一栏有无法读取的值", "the file holds a value in '{column}' that cannot be read"))
        .hint(tr!("用 fuhua audit 检查该文件", "check the file with fuhua audit"))
}
