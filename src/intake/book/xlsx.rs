//! Sheets of XLSX and XLSM, cell by cell.

use std::collections::HashSet;
use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::markup::{add_text, attribute, number, reader};
use super::numbers;
use super::package::Package;
use super::refusals::{damaged, sound};
use super::sheets::{Book, Sheet};
use super::xlsx_parts::{self, Workbook};
use crate::intake::grid::{Budget, Grid, Merge};
use crate::intake::sheet::Kind;

/// Reads a workbook.
///
/// # Errors
/// A fault if it is damaged or too large.
pub(super) fn read(package: &mut Package, left: &mut Budget) -> anyhow::Result<Book> {
    let workbook = xlsx_parts::read(package)?;
    let (mut sheets, mut parts) = (Vec::new(), HashSet::new());
    for (name, part, hidden) in &workbook.sheets {
        // A part that stands for many sheets would be read as often.
        if !parts.insert(part) {
            return damaged().err();
        }
        let grid = sheet(package.part(part)?, &workbook, left)?;
        sheets.push(Sheet { name: name.clone(), hidden: *hidden, grid });
    }
    Ok(Book { format: "XLSX", sheets })
}

/// Where in a cell the reader is.
#[derive(Clone, Copy, PartialEq)]
enum Inside {
    Nothing,
    Value,
    Formula,
}

/// The cell that is being read.
struct Cell<'w> {
    workbook: &'w Workbook,
    row: usize,
    column: usize,
    kind: String,
    shows_day: bool,
    inside: Inside,
    phonetic: bool,
    value: String,
    /// Whether a value was saved, and be it an empty text.
    valued: bool,
    formula: Option<String>,
}

fn sheet(from: impl BufRead, workbook: &Workbook, left: &mut Budget) -> anyhow::Result<Grid> {
    let mut reader = reader(from);
    let (mut grid, mut buffer) = (Grid::default(), Vec::new());
    let mut cell = Cell {
        workbook,
        row: 0,
        column: 0,
        kind: String::new(),
        shows_day: false,
        inside: Inside::Nothing,
        phonetic: false,
        value: String::new(),
        valued: false,
        formula: None,
    };
    // Rows and cells without a number follow the one before.
    let mut next = (0, 0);
    loop {
        buffer.clear();
        match sound(reader.read_event_into(&mut buffer))? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "row" => {
                    if let Some(row) = number(&tag, "r")? {
                        next.0 = sound(row.checked_sub(1).ok_or(()))?;
                    }
                    next.1 = 0;
                    if attribute(&tag, "hidden")?.is_some_and(|value| matches!(&*value, "1" | "true")) {
                        grid.hide(next.0, left)?;
                    }
                }
                "c" => {
                    cell.begin(&tag, next)?;
                    next.1 = cell.column + 1;
                }
                "mergeCell" => merge(&tag, &mut grid, left)?,
                other => cell.enter(other),
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "row" => next = (next.0 + 1, 0),
                "c" => cell.put(&mut grid, left)?,
                other => cell.leave(other),
            },
            Event::Eof => return Ok(grid),
            event => cell.add(&event)?,
        }
    }
}

impl Cell<'_> {
    fn begin(&mut self, tag: &BytesStart<'_>, next: (usize, usize)) -> anyhow::Result<()> {
        (self.row, self.column) = match attribute(tag, "r")? {
            Some(name) => sound(place(&name).ok_or(()))?,
            None => next,
        };
        self.kind.clear();
        self.kind.push_str(&attribute(tag, "t")?.unwrap_or_default());
        let format = number(tag, "s")?.unwrap_or(0);
        self.shows_day = self.workbook.shows_day.get(format).copied().unwrap_or(false);
        self.value.clear();
        (self.valued, self.formula) = (false, None);
        Ok(())
    }

    fn enter(&mut self, element: &str) {
        match element {
            "v" | "t" if !self.phonetic => (self.inside, self.valued) = (Inside::Value, true),
            "f" => {
                self.inside = Inside::Formula;
                self.formula = Some("=".to_owned());
            }
            "rPh" => self.phonetic = true,
            _ => {}
        }
    }

    fn leave(&mut self, element: &str) {
        match element {
            "v" | "t" | "f" => self.inside = Inside::Nothing,
            "rPh" => self.phonetic = false,
            _ => {}
        }
    }

    fn add(&mut self, event: &Event<'_>) -> anyhow::Result<()> {
        match (self.inside, &mut self.formula) {
            (Inside::Value, _) => add_text(event, &mut self.value),
            (Inside::Formula, Some(formula)) => add_text(event, formula),
            _ => Ok(()),
        }
    }

    fn put(&mut self, grid: &mut Grid, left: &mut Budget) -> anyhow::Result<()> {
        let (row, column) = (self.row, self.column);
        if let Some(formula) = self.formula.as_ref().filter(|_| self.value.is_empty() && !(self.valued && self.kind == "str")) {
            return grid.put(row, column, formula, Kind::NoValue, left);
        }
        if self.value.is_empty() {
            return Ok(());
        }
        let read;
        let (text, mut kind) = match self.kind.as_str() {
            "s" => {
                let at: usize = sound(self.value.trim().parse())?;
                (sound(self.workbook.shared.get(at).ok_or(()))?, Kind::Plain)
            }
            "e" => (self.value.as_str(), Kind::Error),
            "b" => (if self.value.trim() == "1" { "TRUE" } else { "FALSE" }, Kind::Plain),
            "" | "n" => {
                read = numbers::shown(sound(self.value.trim().parse())?, self.shows_day, self.workbook.since_1904);
                (read.0.as_str(), read.1)
            }
            // Text within the cell, that of a formula, and days as text.
            _ => (self.value.as_str(), Kind::Plain),
        };
        if self.formula.is_some() && kind != Kind::Error {
            kind = Kind::Formula;
        }
        grid.put(row, column, text, kind, left)
    }
}

fn merge(tag: &BytesStart<'_>, grid: &mut Grid, left: &mut Budget) -> anyhow::Result<()> {
    let Some(area) = attribute(tag, "ref")? else { return Ok(()) };
    let (from, to) = area.split_once(':').unwrap_or((&area, &area));
    let (Some(from), Some(to)) = (place(from), place(to)) else { return Ok(()) };
    grid.merge(Merge { rows: (from.0, to.0), columns: (from.1, to.1) }, left)
}

/// The row and the column of a cell's name, from 0.
fn place(name: &str) -> Option<(usize, usize)> {
    let name = name.trim().replace('$', "");
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    if !(1..=3).contains(&letters) {
        return None;
    }
    let column = name[..letters].bytes().fold(0, |sum, letter| sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row: usize = name[letters..].parse().ok()?;
    Some((row.checked_sub(1)?, column - 1))
}
