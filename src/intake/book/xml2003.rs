//! Sheets of a workbook as Excel 2003 writes it in XML.

use quick_xml::events::{BytesStart, Event};

use super::markup::{add_text, attribute, number, reader};
use super::numbers;
use super::refusals::sound;
use super::sheets::{Book, Sheet};
use crate::intake::grid::{Budget, Grid, Merge};
use crate::intake::sheet::Kind;

/// Reads a workbook.
///
/// # Errors
/// A fault if it is damaged or too large.
pub(super) fn read(text: &str, left: &mut Budget) -> anyhow::Result<Book> {
    let mut workbook = Workbook { left, sheets: Vec::new(), row: 0, column: 0, cell: None };
    let (mut reader, mut buffer) = (reader(text.trim_start_matches('\u{feff}').trim_start().as_bytes()), Vec::new());
    loop {
        buffer.clear();
        match sound(reader.read_event_into(&mut buffer))? {
            Event::Start(tag) => workbook.begin(&tag)?,
            Event::End(tag) => workbook.end(tag.local_name().as_ref())?,
            Event::Eof => return Ok(Book { format: "XML", sheets: workbook.sheets }),
            event => {
                if let Some(cell) = workbook.cell.as_mut().filter(|cell| cell.in_data) {
                    add_text(&event, &mut cell.text)?;
                }
            }
        }
    }
}

struct Cell {
    text: String,
    kind: String,
    in_data: bool,
    formula: Option<String>,
    down: usize,
    across: usize,
}

struct Workbook<'l> {
    left: &'l mut Budget,
    sheets: Vec<Sheet>,
    row: usize,
    column: usize,
    cell: Option<Cell>,
}

impl Workbook<'_> {
    fn begin(&mut self, tag: &BytesStart<'_>) -> anyhow::Result<()> {
        match tag.local_name().as_ref() {
            "Worksheet" => {
                let name = attribute(tag, "Name")?.unwrap_or_default().into_owned();
                self.sheets.push(Sheet { name, hidden: false, grid: Grid::default() });
                (self.row, self.column) = (0, 0);
            }
            "Row" => {
                if let Some(row) = number(tag, "Index")? {
                    self.row = sound(row.checked_sub(1).ok_or(()))?;
                }
                self.column = 0;
                if let (Some("1"), Some(sheet)) = (attribute(tag, "Hidden")?.as_deref(), self.sheets.last_mut()) {
                    sheet.grid.hide(self.row, self.left)?;
                }
            }
            "Cell" => {
                if let Some(column) = number(tag, "Index")? {
                    self.column = sound(column.checked_sub(1).ok_or(()))?;
                }
                let (down, across) = (number(tag, "MergeDown")?.unwrap_or(0), number(tag, "MergeAcross")?.unwrap_or(0));
                let formula = attribute(tag, "Formula")?.map(std::borrow::Cow::into_owned);
                self.cell = Some(Cell { text: String::new(), kind: String::new(), in_data: false, formula, down, across });
            }
            "Data" => {
                if let Some(cell) = &mut self.cell {
                    cell.in_data = true;
                    cell.kind = attribute(tag, "Type")?.unwrap_or_default().into_owned();
                }
            }
            // Whether a sheet is shown stands behind its cells.
            "Visible" => {
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.hidden = true;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, element: &str) -> anyhow::Result<()> {
        match element {
            "Data" => {
                if let Some(cell) = &mut self.cell {
                    cell.in_data = false;
                }
            }
            "Cell" => {
                if let Some(cell) = self.cell.take() {
                    self.put(cell)?;
                }
            }
            "Row" => self.row = self.row.saturating_add(1),
            _ => {}
        }
        Ok(())
    }

    fn put(&mut self, cell: Cell) -> anyhow::Result<()> {
        let Cell { mut text, kind, formula, down, across, .. } = cell;
        let (row, column) = (self.row, self.column);
        self.column = column.saturating_add(1).saturating_add(across);
        let Some(sheet) = self.sheets.last_mut() else { return Ok(()) };
        let mut of_cell = Kind::Plain;
        match kind.as_str() {
            "Number" => (text, of_cell) = sound(numbers::typed(&text).ok_or(()))?,
            "DateTime" => text = text.replace("T00:00:00.000", "").replace('T', " "),
            "Error" => of_cell = Kind::Error,
            _ => {}
        }
        if let Some(formula) = formula {
            match text.is_empty() {
                true => (text, of_cell) = (formula, Kind::NoValue),
                false if of_cell != Kind::Error => of_cell = Kind::Formula,
                false => {}
            }
        }
        if down > 0 || across > 0 {
            let merge = Merge { rows: (row, row.saturating_add(down)), columns: (column, column.saturating_add(across)) };
            sheet.grid.merge(merge, self.left)?;
        }
        sheet.grid.put(row, column, &text, of_cell, self.left)
    }
}
