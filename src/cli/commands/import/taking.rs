//! How the rows of a file become records: what each kind does with a row, and
//! what all of them share.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::columns::Columns;
use crate::cli::commands::noticed::Noticed;
use crate::cli::resolve;
use crate::domain::code::Code;
use crate::fault::Fault;
use crate::intake::records::Entry;
use crate::store::records::field::Field;
use crate::store::records::kind::{Columns as Values, Kind, Part};
use crate::store::records::kinds::org::ORG;
use crate::store::records::lookup::{self, OrgMatch};
use crate::store::{Value, Writer, next_id};
use crate::tr;

/// A row, and the columns that it has.
#[derive(Clone, Copy)]
pub struct Row<'r> {
    /// Its cells.
    pub entry: Entry<'r>,
    /// The columns.
    pub columns: &'r Columns,
    /// The day that is today.
    pub today: NaiveDate,
}

impl<'r> Row<'r> {
    /// Its line in the file.
    pub fn line(&self) -> usize {
        self.entry.line
    }

    /// What it says for a field, if anything.
    pub fn text(&self, name: &str) -> Option<&'r str> {
        self.columns.place(name).map(|place| self.entry.cell(place)).filter(|text| !text.is_empty())
    }

    /// What it says for a field that no row leaves empty.
    ///
    /// # Errors
    /// If it is empty, which reading the file should have told.
    pub fn needed(&self, name: &str) -> anyhow::Result<&'r str> {
        self.text(name).ok_or_else(|| anyhow::anyhow!("line {} has no {name}", self.line()))
    }

    /// The fields for which it says something, but for some.
    pub fn fields(&self, but: &[&str]) -> Vec<(&'static Field, &'r str)> {
        let columns = self.columns.columns.iter().filter(|column| !but.contains(&column.field.name));
        columns.filter_map(|column| Some((column.field, self.text(column.field.name)?))).collect()
    }

    /// As [`Row::fields`], with the values.
    ///
    /// # Errors
    /// A fault if one is no value of its field.
    pub fn values(&self, but: &[&str]) -> anyhow::Result<Vec<(&'static Field, Value)>> {
        self.fields(but).into_iter().map(|(field, text)| Ok((field, field.parse(text, self.today)?))).collect()
    }
}

/// What became of a row that changed something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It made a record; of another row of the file that says the same, its record.
    New(Code, Option<Code>),
    /// It changed a record.
    Changed(Code),
}

/// What a kind does with the rows of a file.
pub trait Taking {
    /// Looks at all rows before the first one is taken.
    ///
    /// # Errors
    /// If the database fails.
    fn begin(&mut self, w: &Writer, rows: &[Row<'_>]) -> anyhow::Result<()>;

    /// Takes a row; none: the record was there as the row has it.
    ///
    /// # Errors
    /// A fault if the row cannot be taken.
    fn take(&mut self, w: &Writer, row: Row<'_>) -> anyhow::Result<Option<Taken>>;

    /// Things to know, once the rows are taken.
    fn noticed(&mut self) -> Noticed {
        Noticed::default()
    }
}

/// Tells records that were there from those that a file makes, for kinds of
/// which nothing but all that they say makes two records one.
pub struct Fresh {
    kind: &'static Kind,
    /// The last id before the file.
    upto: i64,
    /// The records that a row of the file meant.
    met: BTreeSet<i64>,
}

impl Fresh {
    /// Of a kind, before a file.
    pub fn of(kind: &'static Kind) -> Self {
        Self { kind, upto: 0, met: BTreeSet::new() }
    }

    /// Begins with a file.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn begin(&mut self, w: &Writer) -> anyhow::Result<()> {
        (self.upto, self.met) = (next_id(w, self.kind.table)? - 1, BTreeSet::new());
        Ok(())
    }

    /// What becomes of a row that says this: nothing, if a record that was there
    /// says the same and no other row of the file meant it; else it is made.
    ///
    /// # Errors
    /// What `make` fails with, or if SQLite fails.
    pub fn settle(
        &mut self,
        w: &Writer,
        values: &Values,
        parts: &[(&Part, Vec<Value>)],
        make: impl FnOnce() -> anyhow::Result<Code>,
    ) -> anyhow::Result<Option<Taken>> {
        let alike = lookup::alike(w, self.kind, &values.0, parts)?;
        let (before, of_file): (Vec<i64>, Vec<i64>) = alike.into_iter().partition(|id| *id <= self.upto);
        if let Some(id) = before.into_iter().find(|id| !self.met.contains(id)) {
            self.met.insert(id);
            return Ok(None);
        }
        Ok(Some(Taken::New(make()?, of_file.last().map(|id| self.kind.code(*id)))))
    }
}

/// The organisation that a cell names: as an argument does, or as a list shows
/// it, by code and name. Then the name counts: the code may be another file's.
///
/// # Errors
/// A fault if it means none or several.
pub fn org(w: &Writer, cell: &str) -> anyhow::Result<OrgMatch> {
    match lookup::named(w, cell)? {
        Some(org) => Ok(org),
        None => resolve::org_unasked(w, without_code(cell)),
    }
}

/// A name without the code that stands before it.
fn without_code(cell: &str) -> &str {
    match cell.split_once(' ') {
        Some((code, name)) if ORG.prefix.parse(code).is_some() && !name.trim().is_empty() => name.trim(),
        _ => cell,
    }
}

/// What is said of a row that contradicts another of the same record.
pub fn contradicts<T>(line: usize) -> anyhow::Result<T> {
    Fault::input(tr!(
        "与第{line}行是同一条记录,内容却不同;只留一行",
        "it is the same record as on line {line}, and says something else; keep one of the rows"
    ))
    .err()
}
