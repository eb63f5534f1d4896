//! The terminal: aligned by display width, safe to print.

use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, TableStyle};
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
    for (i, column) in grid.column_iter_mut().enumerate() {
        column.set_padding((0, if i == last { 0 } else { 2 }));
    }
    let lines: Vec<String> = grid.lines().map(|l| l.trim_end().to_owned()).collect();
    if table.title.is_empty() { lines.join("\n") } else { format!("{}\n{}", printable(&table.title), lines.join("\n")) }
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
