//! Tables of a web page, as many systems export under a spreadsheet's name.

use super::sheets::{Book, Sheet};
use crate::intake::grid::{Budget, Grid, Merge};
use crate::intake::sheet::Kind;

/// Reads every table; what a page has besides is left out.
///
/// # Errors
/// A fault if they hold too much.
pub(super) fn read(text: &str, left: &mut Budget) -> anyhow::Result<Book> {
    let mut page = Page { left, sheets: Vec::new(), table: None, depth: 0 };
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        page.text(&rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let end = end_of_tag(rest);
        let tag = &rest[1..end];
        rest = rest.get(end + 1..).unwrap_or_default();
        let (name, attributes) = tag.split_once(|c: char| c.is_whitespace()).unwrap_or((tag, ""));
        let name = name.trim_end_matches('/').to_ascii_lowercase();
        if name == "script" || name == "style" {
            rest = from_close(rest, &name);
            continue;
        }
        page.tag(&name, attributes)?;
    }
    page.text(rest);
    page.close_table()?;
    Ok(Book { format: "HTML", sheets: page.sheets })
}

/// Where a tag ends; a `>` within quotation marks is no end.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, '>') => return at,
            _ => {}
        }
    }
    text.len()
}

/// The text from where an element that is no text of the page closes.
fn from_close<'t>(text: &'t str, element: &str) -> &'t str {
    let closes = |at: &usize| text.get(at + 2..at + 2 + element.len()).is_some_and(|name| name.eq_ignore_ascii_case(element));
    text.match_indices("</").map(|(at, _)| at).find(closes).map_or("", |at| &text[at..])
}

struct Table {
    grid: Grid,
    row: Option<usize>,
    next: usize,
    cell: Option<Cell>,
    /// Until which row a column is taken by a cell above.
    taken: Vec<usize>,
}

struct Cell {
    text: String,
    down: usize,
    across: usize,
}

struct Page<'l> {
    left: &'l mut Budget,
    sheets: Vec<Sheet>,
    table: Option<Table>,
    /// Tables within cells of the one that is read.
    depth: usize,
}

impl Page<'_> {
    fn text(&mut self, text: &str) {
        if let Some(cell) = self.table.as_mut().and_then(|table| table.cell.as_mut()) {
            // Line ends of the source are blanks on the page.
            let plain = decoded(&text.replace(['\r', '\n', '\t'], " "));
            match cell.text.is_empty() {
                true => cell.text.push_str(plain.trim_start_matches(' ')),
                false => cell.text.push_str(&plain),
            }
        }
    }

    fn tag(&mut self, name: &str, attributes: &str) -> anyhow::Result<()> {
        match name {
            "table" if self.table.is_some() => self.depth += 1,
            "table" => self.table = Some(Table { grid: Grid::default(), row: None, next: 0, cell: None, taken: Vec::new() }),
            "/table" if self.depth > 0 => self.depth -= 1,
            "/table" => return self.close_table(),
            "br" | "/p" | "/div" if self.depth == 0 => {
                if let Some(cell) = self.table.as_mut().and_then(|table| table.cell.as_mut()) {
                    cell.text.push('\n');
                }
            }
            "tr" | "/tr" | "td" | "th" | "/td" | "/th" if self.depth == 0 => {
                self.close_cell()?;
                if let Some(table) = self.table.as_mut() {
                    table.open(name, attributes);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn close_cell(&mut self) -> anyhow::Result<()> {
        let Some(table) = self.table.as_mut() else { return Ok(()) };
        let (Some(cell), Some(row)) = (table.cell.take(), table.row) else { return Ok(()) };
        while table.taken.get(table.next).is_some_and(|until| *until > row) {
            table.next += 1;
        }
        let column = table.next;
        self.left.spend(cell.across, 0)?;
        table.next = column + cell.across;
        if table.taken.len() < table.next {
            table.taken.resize(table.next, 0);
        }
        table.taken[column..table.next].fill(row + cell.down);
        table.grid.put(row, column, cell.text.trim_end_matches([' ', '\n']), Kind::Plain, self.left)?;
        if (cell.down, cell.across) != (1, 1) {
            let merge = Merge { rows: (row, row + cell.down - 1), columns: (column, table.next - 1) };
            table.grid.merge(merge, self.left)?;
        }
        Ok(())
    }

    fn close_table(&mut self) -> anyhow::Result<()> {
        self.close_cell()?;
        if let Some(table) = self.table.take() {
            self.sheets.push(Sheet { name: (self.sheets.len() + 1).to_string(), hidden: false, grid: table.grid });
        }
        Ok(())
    }
}

/// The most rows or columns that a cell may cover.
const MAX_SPAN: usize = 10_000;

impl Table {
    fn open(&mut self, name: &str, attributes: &str) {
        match name {
            "tr" => {
                self.row = Some(self.row.map_or(0, |row| row + 1));
                self.next = 0;
            }
            "td" | "th" => {
                self.row = self.row.or(Some(0));
                let span = |what| span(attributes, what);
                self.cell = Some(Cell { text: String::new(), down: span("rowspan"), across: span("colspan") });
            }
            _ => {}
        }
    }
}

/// How many rows or columns a cell covers.
fn span(attributes: &str, name: &str) -> usize {
    let lower = attributes.to_ascii_lowercase();
    let said = lower.split_once(name).map(|(_, after)| after.trim_start().trim_start_matches('=').trim_start());
    let digits: String = said.unwrap_or_default().trim_start_matches(['"', '\'']).chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(1).clamp(1, MAX_SPAN)
}

/// A text with its references read; what is none stays as it is.
fn decoded(text: &str) -> String {
    let (mut plain, mut rest) = (String::new(), text);
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(rest.len());
        match character(&rest[..end]) {
            Some(c) => {
                plain.push(c);
                rest = rest[end..].strip_prefix(';').unwrap_or(&rest[end..]);
            }
            None => plain.push('&'),
        }
    }
    plain + rest
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?);
    }
    Some(match name {
        "nbsp" => '\u{a0}',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "middot" => '·',
        "yen" => '¥',
        "ensp" | "emsp" => ' ',
        _ => return None,
    })
}
