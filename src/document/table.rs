//! The terminal: aligned by display width, safe to print.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, TableStyle, Width};
use unicode_width::UnicodeWidthStr;

use super::{Block, Document, Facts, Room, Setting, Table, Writer};
use crate::domain::text::printable;

/// `-f table`.
pub static WRITER: Writer = Writer { name: "table", endings: &[], one_table: false, write };

/// The document as text for a screen.
///
/// # Errors
/// None.
fn write(document: &Document, setting: Setting) -> anyhow::Result<Vec<u8>> {
    let mut parts = Vec::new();
    if !document.title.is_empty() {
        parts.push(printable(&document.title));
    }
    for block in &document.blocks {
        match block {
            Block::Heading { text, .. } => parts.push(printable(text)),
            Block::Text(text) => parts.push(lines(text)),
            Block::Facts(Facts { said: Some(sentence), .. }) => parts.push(lines(sentence)),
            Block::Facts(facts) => parts.push(list(facts)),
            Block::Table(table) if table.is_shown() => {
                parts.push(grid(table, setting.width));
                parts.extend(table.totals.as_ref().and_then(|t| t.said.as_deref()).map(lines));
            }
            Block::Notes(notes) => parts.push(notes.iter().map(|note| printable(note)).collect::<Vec<_>>().join("\n")),
            Block::Table(_) | Block::Chart(_) | Block::Signatures(_) => {}
        }
    }
    Ok((parts.join("\n\n") + "\n").into_bytes())
}

fn lines(text: &str) -> String {
    text.lines().map(printable).collect::<Vec<_>>().join("\n")
}

fn grid(table: &Table, width: u16) -> String {
    let places = table.places(Room::Screen);
    let columns: Vec<_> = places.iter().map(|i| &table.columns[*i]).collect();
    let headings: Vec<String> = columns.iter().map(|c| printable(&c.heading)).collect();
    let rows = shown(table, &places);
    let mut grid = comfy_table::Table::new();
    grid.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─')));
    grid.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    grid.set_header(&headings);
    grid.add_rows(&rows);
    let last = columns.len().saturating_sub(1);
    let widths = widths(&headings, &rows, usize::from(width));
    for (i, column) in grid.column_iter_mut().enumerate() {
        let gap = if i == last { 0 } else { GAP };
        column.set_padding((0, gap));
        column.set_cell_alignment(if columns[i].is_number() { CellAlignment::Right } else { CellAlignment::Left });
        if let Some(width) = widths.as_ref().and_then(|widths| u16::try_from(widths[i]).ok()) {
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width + gap)));
        }
    }
    let lines: Vec<String> = grid.lines().map(|l| l.trim_end().to_owned()).collect();
    if table.title.is_empty() { lines.join("\n") } else { format!("{}\n{}", printable(&table.title), lines.join("\n")) }
}

/// The rows as text, with the totals that have no sentence. Where the first
/// columns that are shown once are as in the row above, they are blank.
fn shown(table: &Table, places: &[usize]) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        let above = at.checked_sub(1).map(|above| &table.rows[above]);
        let mut repeats = true;
        let text = |i: &usize| {
            let (column, cell) = (&table.columns[*i], row.get(*i)?);
            repeats &= !column.once || above.is_some_and(|above| above.get(*i) == Some(cell));
            Some(if column.once && repeats { String::new() } else { printable(&column.text(cell)) })
        };
        rows.push(places.iter().map(text).map(Option::unwrap_or_default).collect());
    }
    if let Some(totals) = table.totals.as_ref().filter(|t| t.said.is_none()) {
        let text = |i: &usize| totals.cells.get(*i).map_or_else(String::new, |cell| printable(&table.columns[*i].text(cell)));
        rows.push(places.iter().map(text).collect());
    }
    rows
}

/// Columns between two columns.
const GAP: u16 = 2;

/// How wide each column is to be where there is not room for all: dates, codes
/// and words stay in one piece, first those of the rows, then the headings too;
/// the rest is shared out; `None` if everything fits or nothing can.
///
/// comfy-table's own lower boundaries do not give that: they hold at any price,
/// so that the lines of a narrow screen grow past its edge, and what is left
/// goes to columns that could do with less.
fn widths(headings: &[String], rows: &[Vec<String>], width: usize) -> Option<Vec<usize>> {
    const LONGEST: usize = 24;
    let word = |text: &str| text.split_whitespace().filter(|word| word.is_ascii()).map(str::len).max().unwrap_or(0).clamp(2, LONGEST);
    let most = |i: usize, of: &dyn Fn(&str) -> usize| rows.iter().filter_map(|row| row.get(i)).map(|text| of(text)).max().unwrap_or(0);
    let columns = || headings.iter().map(String::as_str).enumerate();
    let full: Vec<usize> = columns().map(|(i, heading)| most(i, &|text| text.width()).max(heading.width())).collect();
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

/// Names padded to one width, then their values.
fn list(facts: &Facts) -> String {
    let facts: Vec<_> = facts.facts.iter().filter(|f| f.detail.fits(Room::Screen)).map(|f| (printable(&f.name), f.text())).collect();
    let widest = facts.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let line = |(name, value): &(String, String)| {
        let value = value.lines().map(printable).collect::<Vec<_>>().join(&format!("\n{}", " ".repeat(widest + 2)));
        format!("{name}{}  {value}", " ".repeat(widest - name.width())).trim_end().to_owned()
    };
    facts.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cell, Column, Fact, Totals};
    use crate::i18n::label;

    fn text(document: &Document) -> String {
        let setting = Setting { width: 40, to_file: false, bom: true };
        String::from_utf8(write(document, setting).expect("text")).expect("utf-8")
    }

    #[test]
    fn a_screen_has_what_is_brief_and_names_a_run_once() {
        let columns = vec![
            Column::code("流水").once(),
            Column::words("人").once(),
            Column::words("全").full(),
            Column::words("值").brief(),
            Column::difference("差"),
        ];
        let mut table = Table::new(label("表", "table"), columns).titled("标题");
        for (entry, n) in [("J1", 1), ("J1", -1), ("J2", 0)] {
            table.row([Cell::code(entry), "甲".into(), "x".into(), "甲".into(), n.into()]);
        }
        table.totals = Some(Totals { cells: vec!["合计".into()], said: Some("合计0".into()) });
        let mut document = Document::titled("题\u{1b}");
        document.table(table);
        document.table(Table::new(label("空", "empty"), vec![Column::words("空")]).if_any());
        document.facts(vec![Fact::new("大小", 5).unit("字节"), Fact::new("条", 1).full(), Fact::new("说", 2).said("两次")]);
        document.signatures(vec!["制表".into()]);
        let shown = "题\\u{1b}\n\n标题\n流水  人  值  差\n────────────────\nJ1    甲  甲  +1\n          甲  -1\nJ2    甲  甲  +0\n\n合计0\n\n大小  5字节\n说    两次\n";
        assert_eq!(text(&document), shown);
    }
}
