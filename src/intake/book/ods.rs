//! Sheets of an OpenDocument file.

use std::collections::HashSet;
use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::markup::{add_text, attribute, number, reader};
use super::numbers;
use super::package::Package;
use super::refusals::sound;
use super::sheets::{Book, Sheet};
use crate::domain::text::visible;
use crate::intake::grid::{Budget, Grid, Merge};
use crate::intake::sheet::Kind;

/// Reads a workbook.
///
/// # Errors
/// A fault if it is damaged or too large.
pub(super) fn read(package: &mut Package, left: &mut Budget) -> anyhow::Result<Book> {
    let mut content =
        Content { left, sheets: Vec::new(), style: String::new(), unseen: HashSet::new(), row: Row::default(), at: Place::default() };
    content.read(package.part("content.xml")?)?;
    Ok(Book { format: "ODS", sheets: content.sheets })
}

/// A cell of a row that is being read, which may stand for several.
struct Cell {
    column: usize,
    times: usize,
    text: String,
    kind: Kind,
    /// Rows and columns that it covers.
    covers: (usize, usize),
}

#[derive(Default)]
struct Row {
    times: usize,
    hidden: bool,
    cells: Vec<Cell>,
}

/// Where the reader is.
#[derive(Default)]
struct Place {
    row: usize,
    column: usize,
    /// Elements within a cell that are no text of it: remarks, drawings.
    beside: usize,
    in_cell: bool,
    in_text: bool,
    /// What the cell's tag says it holds.
    said: Option<(String, Kind)>,
    paragraphs: usize,
}

struct Content<'l> {
    left: &'l mut Budget,
    sheets: Vec<Sheet>,
    /// The style that is being read, and those that hide a sheet.
    style: String,
    unseen: HashSet<String>,
    row: Row,
    at: Place,
}

impl Content<'_> {
    fn read(&mut self, from: impl BufRead) -> anyhow::Result<()> {
        let (mut reader, mut buffer) = (reader(from), Vec::new());
        loop {
            buffer.clear();
            match sound(reader.read_event_into(&mut buffer))? {
                Event::Start(tag) => self.begin(&tag)?,
                Event::End(tag) => self.end(tag.local_name().as_ref())?,
                Event::Eof => return Ok(()),
                event if self.at.in_text && self.at.beside == 0 => {
                    if let Some(cell) = self.row.cells.last_mut() {
                        add_text(&event, &mut cell.text)?;
                    }
                }
                _ => {}
            }
        }
    }

    fn begin(&mut self, tag: &BytesStart<'_>) -> anyhow::Result<()> {
        let element = tag.local_name();
        if self.at.in_cell {
            return self.within(tag, element.as_ref());
        }
        match element.as_ref() {
            "style" => self.style = attribute(tag, "name")?.unwrap_or_default().into_owned(),
            "table-properties" if attribute(tag, "display")?.is_some_and(|value| value == "false") => {
                self.unseen.insert(self.style.clone());
            }
            "table" => {
                let hidden = attribute(tag, "style-name")?.is_some_and(|style| self.unseen.contains(&*style));
                let name = attribute(tag, "name")?.unwrap_or_default().into_owned();
                self.sheets.push(Sheet { name, hidden, grid: Grid::default() });
                self.at = Place::default();
            }
            "table-row" => {
                let hidden = attribute(tag, "visibility")?.is_some_and(|value| value != "visible");
                self.row = Row { times: number(tag, "number-rows-repeated")?.unwrap_or(1), hidden, cells: Vec::new() };
                self.at.column = 0;
            }
            "table-cell" | "covered-table-cell" => self.cell(tag, element.as_ref() == "table-cell")?,
            _ => {}
        }
        Ok(())
    }

    /// A cell's tag. What is covered by another is seen by nobody.
    fn cell(&mut self, tag: &BytesStart<'_>, seen: bool) -> anyhow::Result<()> {
        let times = number(tag, "number-columns-repeated")?.unwrap_or(1);
        let covers = (number(tag, "number-rows-spanned")?.unwrap_or(1), number(tag, "number-columns-spanned")?.unwrap_or(1));
        self.row.cells.push(Cell { column: self.at.column, times, text: String::new(), kind: Kind::Plain, covers });
        self.at.column = self.at.column.saturating_add(times);
        self.at.said = said(tag)?;
        self.at.in_cell = true;
        self.at.paragraphs = 0;
        self.at.beside = usize::from(!seen);
        Ok(())
    }

    fn within(&mut self, tag: &BytesStart<'_>, element: &str) -> anyhow::Result<()> {
        if self.at.beside > 0 || matches!(element, "annotation" | "shapes" | "frame" | "table" | "object") {
            self.at.beside += 1;
            return Ok(());
        }
        let Some(cell) = self.row.cells.last_mut() else { return Ok(()) };
        match element {
            "p" => {
                if self.at.paragraphs > 0 {
                    cell.text.push('\n');
                }
                self.at.paragraphs += 1;
                self.at.in_text = true;
            }
            // Phonetic guides are no part of the text.
            "ruby-text" => self.at.beside = 1,
            "line-break" => cell.text.push('\n'),
            "tab" => cell.text.push('\t'),
            // So many blanks as nobody types would be an attack.
            "s" => cell.text.push_str(&" ".repeat(number(tag, "c")?.unwrap_or(1).min(100))),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, element: &str) -> anyhow::Result<()> {
        match element {
            "table-cell" | "covered-table-cell" if self.at.in_cell && self.at.beside <= 1 => self.end_cell(element == "table-cell"),
            _ if self.at.in_cell && self.at.beside > 0 => self.at.beside -= 1,
            "p" => self.at.in_text = false,
            "table-row" if !self.at.in_cell => self.end_row()?,
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self, seen: bool) {
        (self.at.in_cell, self.at.in_text, self.at.beside) = (false, false, 0);
        let Some(cell) = self.row.cells.last_mut() else { return };
        if let Some((text, kind)) = self.at.said.take() {
            if !text.is_empty() {
                cell.text = text;
            }
            cell.kind = kind;
        }
        if !seen || visible(&cell.text).is_empty() {
            self.row.cells.pop();
        }
    }

    fn end_row(&mut self) -> anyhow::Result<()> {
        let Row { times, hidden, cells } = std::mem::take(&mut self.row);
        let row = self.at.row;
        self.at.row = row.saturating_add(times);
        let Some(sheet) = self.sheets.last_mut().filter(|_| !cells.is_empty()) else { return Ok(()) };
        // A few bytes may say a million cells: they are counted first.
        for cell in &cells {
            let count = times.saturating_mul(cell.times);
            Budget::default().spend(count, count.saturating_mul(cell.text.len()))?;
        }
        for row in row..row.saturating_add(times) {
            if hidden {
                sheet.grid.hide(row, self.left)?;
            }
            for cell in &cells {
                for column in cell.column..cell.column.saturating_add(cell.times) {
                    sheet.grid.put(row, column, &cell.text, cell.kind, self.left)?;
                }
                if cell.covers != (1, 1) {
                    let last = |from: usize, many: usize| from.saturating_add(many.max(1) - 1);
                    let (rows, columns) = ((row, last(row, cell.covers.0)), (cell.column, last(cell.column, cell.covers.1)));
                    sheet.grid.merge(Merge { rows, columns }, self.left)?;
                }
            }
        }
        Ok(())
    }
}

/// What a cell's tag says of its value, where the text is only how it is shown.
fn said(tag: &BytesStart<'_>) -> anyhow::Result<Option<(String, Kind)>> {
    let (mut kind_of, mut value, mut day, mut formula, mut error) = (None, None, None, None, false);
    let mut attributes = tag.attributes();
    for attribute in attributes.with_checks(false) {
        let attribute = sound(attribute)?;
        let value_of = || sound(quick_xml::escape::unescape(&attribute.value)).map(std::borrow::Cow::into_owned);
        match (attribute.key.local_name().as_ref(), attribute.key.prefix().is_some_and(|prefix| prefix.as_ref() == "calcext")) {
            ("value-type", true) => error = value_of()? == "error",
            ("value-type", false) => kind_of = Some(value_of()?),
            ("value", _) => value = Some(value_of()?),
            ("date-value", _) => day = Some(value_of()?),
            ("formula", _) => formula = Some(value_of()?),
            _ => {}
        }
    }
    let read = match (kind_of.as_deref(), value, day) {
        _ if error => Some((String::new(), Kind::Error)),
        (Some("float" | "currency"), Some(value), _) => Some(sound(numbers::typed(&value).ok_or(()))?),
        (Some("date"), _, Some(day)) => Some((day.replace("T00:00:00", "").replace('T', " "), Kind::Plain)),
        _ => None,
    };
    Ok(match (read, formula) {
        (Some((text, Kind::Error)), _) => Some((text, Kind::Error)),
        (None, Some(formula)) if kind_of.is_none() => Some((formula, Kind::NoValue)),
        (read, Some(_)) => Some((read.map(|(text, _)| text).unwrap_or_default(), Kind::Formula)),
        (read, None) => read,
    })
}
