//! The rows of a list of records, kept close together as they were read: there
//! may be a million.

use std::path::Path;

use super::cells::Cells;
use super::form::Form;
use super::heading::{At, shown};
use super::list::{self, Listed, Options, Taker};
use super::problems::Problems;
use crate::domain::personal::masked;
use crate::domain::text::{printable, shortened};
use crate::tr;

/// Looks at a cell that holds something: it is kept as what is returned, or not
/// for the reason that is returned.
pub type Look<'l> = &'l dyn Fn(usize, &str) -> Result<String, String>;

/// A list of records as read.
#[derive(Debug)]
pub struct Records {
    /// What was read besides its rows.
    pub list: Listed,
    rows: Rows,
    /// Which columns the file has, by place.
    has: Vec<bool>,
}

/// Rows in the order of the file: their lines, and where each cell ends.
#[derive(Debug, Default)]
struct Rows {
    text: String,
    lines: Vec<u32>,
    ends: Vec<u32>,
    width: usize,
}

/// A row.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'r> {
    /// Its line in the file.
    pub line: usize,
    records: &'r Records,
    at: usize,
}

impl<'r> Entry<'r> {
    /// The cell at a place; empty if it holds nothing.
    pub fn cell(&self, place: usize) -> &'r str {
        let rows = &self.records.rows;
        let at = self.at * rows.width + place;
        let start = at.checked_sub(1).map_or(0, |before| rows.ends[before] as usize);
        &rows.text[start..rows.ends[at] as usize]
    }
}

/// Reads a list of records. Faulty rows are in its problems.
///
/// # Errors
/// A fault if the file cannot be read as such a list at all.
pub fn read(path: &Path, form: &Form, options: &Options, look: Look<'_>) -> anyhow::Result<Records> {
    let mut reading = Reading { form, look, rows: Rows { width: form.headings.len(), ..Rows::default() } };
    let (list, columns) = list::read(path, form, options, &mut reading)?;
    let has = (0..form.headings.len()).map(|place| columns.has(place)).collect();
    Ok(Records { list, rows: reading.rows, has })
}

struct Reading<'f> {
    form: &'f Form,
    look: Look<'f>,
    rows: Rows,
}

impl Taker for Reading<'_> {
    fn take(&mut self, at: At<'_, '_>, Cells { texts, told }: &Cells, problems: &mut Problems) -> bool {
        let (line, before) = (at.row.line, problems.len());
        let mut kept: Vec<String> = Vec::with_capacity(texts.len());
        for (place, text) in texts.iter().enumerate() {
            let heading = &self.form.headings[place];
            kept.push(String::new());
            if text.is_empty() {
                if heading.needed && !told[place] {
                    let column = at.heading(place);
                    problems.add(line, tr!("{column}是空的,须填写", "{column} is empty, and has to be filled in"));
                }
                continue;
            }
            match (self.look)(place, text) {
                Ok(text) => kept[place] = text,
                Err(_) if told[place] => {}
                Err(why) => {
                    let value = if heading.open { shortened(&printable(&masked(text)), 30) } else { shown(text) };
                    let column = at.heading(place);
                    problems.add(line, tr!("{column}“{value}”:{why}", "{column} '{value}': {why}"));
                }
            }
        }
        if problems.len() > before || told.contains(&true) {
            return false;
        }
        let rows = &mut self.rows;
        rows.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
        for text in kept {
            rows.text.push_str(&text);
            rows.ends.push(u32::try_from(rows.text.len()).unwrap_or(u32::MAX));
        }
        true
    }
}

impl Records {
    /// How many rows have no fault.
    pub fn len(&self) -> usize {
        self.rows.lines.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.lines.is_empty()
    }

    /// The rows without a fault.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Entry<'_>> {
        self.rows.lines.iter().enumerate().map(|(at, line)| Entry { line: *line as usize, records: self, at })
    }

    /// Whether the file has a column for a place.
    pub fn has(&self, place: usize) -> bool {
        self.has[place]
    }
}
