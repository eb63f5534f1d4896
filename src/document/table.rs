//! The terminal: aligned by display width, safe to print.

use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, TableStyle, Width};
use unicode_width::UnicodeWidthStr;

use super::{Align, Block, Document, Table};
use crate::domain::text::printable;

/// The document as text for a terminal of `width` columns.
pub fn write(document: &Document, width: u16) -> String {
    let mut parts = Vec::new();
    if !document.title.is_empty() {
        parts.push(printable(&document.title));
    }
    for block in &document.blocks {
        parts.push(match block {
            Block::Text(text) => text.lines().map(printable).collect::<Vec<_>>().join("\n"),
            Block::Table(table) => grid(table, width),
            Block::Facts(facts) => list(facts),
        });
    }
    parts.join("\n\n") + "\n"
}

fn grid(table: &Table, width: u16) -> String {
    let mut grid = comfy_table::Table::new();
    grid.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─')));
    grid.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    grid.set_header(table.columns.iter().map(|(h, align)| cell(h, *align)));
    for row in &table.rows {
        grid.add_row(row.iter().zip(&table.columns).map(|(text, (_, align))| cell(text, *align)));
    }
    let last = table.columns.len().saturating_sub(1);
    let widths = widths(table, usize::from(width));
    for (i, column) in grid.column_iter_mut().enumerate() {
        let gap = if i == last { 0 } else { GAP };
        column.set_padding((0, gap));
        if let Some(width) = widths.as_ref().and_then(|widths| u16::try_from(widths[i]).ok()) {
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width + gap)));
        }
    }
    let lines: Vec<String> = grid.lines().map(|l| l.trim_end().to_owned()).collect();
    if table.title.is_empty() { lines.join("\n") } else { format!("{}\n{}", printable(&table.title), lines.join("\n")) }
}

/// Columns between two columns.
const GAP: u16 = 2;

/// How wide each column is to be where there is not room for all: dates, codes
/// and words stay in one piece, first those of the rows, then the headings too;
/// what is left goes round. `None` where no such thing can be done, or need be.
fn widths(table: &Table, width: usize) -> Option<Vec<usize>> {
    const LONGEST: usize = 24;
    let word = |text: &str| text.split_whitespace().filter(|word| word.is_ascii()).map(str::len).max().unwrap_or(0).clamp(2, LONGEST);
    let most =
        |i: usize, of: &dyn Fn(&str) -> usize| table.rows.iter().filter_map(|row| row.get(i)).map(|text| of(text)).max().unwrap_or(0);
    let columns = || table.columns.iter().map(|(heading, _)| heading.as_str()).enumerate();
    let full: Vec<usize> = columns().map(|(i, heading)| most(i, &|text| printable(text).width()).max(heading.width())).collect();
    let rows: Vec<usize> = columns().map(|(i, _)| most(i, &word).max(2)).collect();
    let whole: Vec<usize> = columns().map(|(i, heading)| rows[i].max(word(heading))).collect();
    let room = width.checked_sub(usize::from(GAP) * full.len().saturating_sub(1))?;
    let fits = |widths: &Vec<usize>| widths.iter().sum::<usize>() <= room;
    if fits(&full) {
        return None;
    }
    let mut widths = [whole, rows].into_iter().find(fits)?;
    let mut left = room - widths.iter().sum::<usize>();
    for i in (0..full.len()).cycle() {
        if left == 0 {
            return Some(widths);
        }
        if widths[i] < full[i] {
            widths[i] += 1;
            left -= 1;
        }
    }
    None
}

fn cell(text: &str, align: Align) -> Cell {
    Cell::new(printable(text)).set_alignment(match align {
        Align::Left => CellAlignment::Left,
        Align::Right => CellAlignment::Right,
    })
}

/// Names padded to one width, then their values.
fn list(facts: &[(String, String)]) -> String {
    let widest = facts.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let line = |(name, value): &(String, String)| {
        let value = value.lines().map(printable).collect::<Vec<_>>().join(&format!("\n{}", " ".repeat(widest + 2)));
        format!("{}{}  {value}", printable(name), " ".repeat(widest - name.width())).trim_end().to_owned()
    };
    facts.iter().map(line).collect::<Vec<_>>().join("\n")
}
