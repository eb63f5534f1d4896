//! Markdown as GitHub reads it: headings, tables, nothing that is markup in
//! what was typed.

use std::io;

use super::{Block, Cell, Column, Document, Facts, Room, Rows, Setting, Table, Writer};
use crate::domain::text::printable;

/// `-f md`.
pub static WRITER: Writer = Writer { name: "md", endings: &["md", "markdown"], one_table: false, binary: false, write, stream };

/// The document as Markdown.
///
/// # Errors
/// None.
fn write(document: &Document, _: Setting) -> anyhow::Result<Vec<u8>> {
    let mut parts = Vec::new();
    if !document.title.is_empty() {
        parts.push(format!("# {}", words(&document.title)));
    }
    for block in &document.blocks {
        match block {
            Block::Heading { level, text } => parts.push(format!("{} {}", "#".repeat(usize::from(*level) + 1), words(text))),
            Block::Text(text) => parts.push(paragraph(text)),
            Block::Facts(Facts { said: Some(sentence), .. }) => parts.push(paragraph(sentence)),
            Block::Facts(facts) => parts.push(list(facts)),
            Block::Table(table) if table.is_shown() => {
                if !table.title.is_empty() {
                    parts.push(format!("## {}", words(&table.title)));
                }
                parts.push(grid(table));
            }
            Block::Notes(notes) => parts.extend(notes.iter().map(|note| paragraph(note))),
            Block::Table(_) | Block::Chart(_) | Block::Signatures(_) => {}
        }
    }
    Ok((parts.join("\n\n") + "\n").into_bytes())
}

/// One line in which no character is markup.
fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in printable(text.trim()).chars() {
        if "\\`*_[]<>|~&#$".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A line of a paragraph, which must not begin a list, a rule or a heading.
fn line(text: &str) -> String {
    let text = words(text);
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let marks = if digits > 0 { &text[digits..] } else { &text };
    match marks.chars().next() {
        Some('.' | ')') if digits > 0 => format!("{}\\{marks}", &text[..digits]),
        Some('-' | '+' | '=') if digits == 0 => format!("\\{text}"),
        _ => text,
    }
}

/// Lines that stay lines.
fn paragraph(text: &str) -> String {
    text.lines().map(line).collect::<Vec<_>>().join("\\\n")
}

/// A cell on one line.
fn cell(text: &str) -> String {
    text.lines().map(words).collect::<Vec<_>>().join("<br>")
}

fn row(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// The lines of a table, without the totals.
struct Grid<'t> {
    table: &'t Table,
    places: Vec<usize>,
}

impl<'t> Grid<'t> {
    fn of(table: &'t Table) -> Self {
        Self { table, places: table.places(Room::Ample) }
    }

    fn head(&self) -> [String; 2] {
        let columns = || self.places.iter().map(|i| &self.table.columns[*i]);
        let rule = |c: &Column| if c.is_number() { "---:".to_owned() } else { "---".to_owned() };
        [row(columns().map(|c| cell(&c.heading))), row(columns().map(rule))]
    }

    fn texts(&self, cells: &[Cell]) -> Vec<String> {
        self.places.iter().map(|i| cell(&self.table.columns[*i].text(cells.get(*i).unwrap_or(&Cell::Empty)))).collect()
    }
}

fn grid(table: &Table) -> String {
    let grid = Grid::of(table);
    let mut lines = grid.head().to_vec();
    lines.extend(table.rows.iter().map(|cells| row(grid.texts(cells).into_iter())));
    let bold = |text: String| if text.is_empty() { text } else { format!("**{text}**") };
    lines.extend(table.totals.iter().map(|t| row(grid.texts(&t.cells).into_iter().map(bold))));
    lines.join("\n")
}

/// A document with its last table row by row.
///
/// # Errors
/// If the rows cannot be read or `out` cannot be written to.
fn stream(document: &Document, rows: &dyn Rows, setting: Setting, out: &mut dyn io::Write) -> anyhow::Result<()> {
    let table = document.streamed()?;
    if let Some(before) = document.before_streamed() {
        out.write_all(&write(&before, setting)?)?;
        writeln!(out)?;
    }
    if !table.title.is_empty() {
        write!(out, "## {}\n\n", words(&table.title))?;
    }
    let grid = Grid::of(table);
    for line in grid.head() {
        writeln!(out, "{line}")?;
    }
    rows.each(&mut |cells| Ok(writeln!(out, "{}", row(grid.texts(cells).into_iter()))?))
}

fn list(facts: &Facts) -> String {
    let [name, value] = &facts.headings;
    let mut lines = vec![row([cell(name), cell(value)].into_iter()), row(["---".to_owned(), "---".to_owned()].into_iter())];
    let shown = facts.facts.iter().filter(|f| f.detail.fits(Room::Ample));
    lines.extend(shown.map(|f| row([cell(&f.name), cell(&f.text())].into_iter())));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Chart, Fact, Shape, Totals};
    use crate::i18n::label;

    fn text(document: &Document) -> String {
        let setting = Setting { width: 80, to_file: false, bom: true };
        String::from_utf8(write(document, setting).expect("md")).expect("utf-8")
    }

    #[test]
    fn nothing_that_was_typed_is_markup() {
        let mut document = Document::titled("# 甲 *乙*");
        document.text("- 一\n2. 二\n<script>\n= 三");
        let mut table = Table::new(label("表", "table"), vec![Column::label("名|称"), Column::number("数")]).titled("表\u{202e}");
        table.row(["甲|乙\n\u{1b}[2J`丙`".into(), Cell::Money(120_050)]);
        document.table(table);
        document.facts(vec![Fact::new("大小", 5).unit("bytes"), Fact::new("编号", Cell::code("O1")).full()]);
        assert_eq!(
            text(&document),
            "# \\# 甲 \\*乙\\*\n\n\\- 一\\\n2\\. 二\\\n\\<script\\>\\\n\\= 三\n\n## 表\\\\u{202e}\n\n\
             | 名\\|称 | 数 |\n| --- | ---: |\n| 甲\\|乙<br>\\\\u{1b}\\[2J\\`丙\\` | 1,200.50 |\n\n\
             | 项目 | 内容 |\n| --- | --- |\n| 大小 | 5 bytes |\n| 编号 | O1 |\n"
        );
    }

    #[test]
    fn what_cannot_be_drawn_is_left_out_and_totals_are_bold() {
        let mut document = Document::default();
        document.heading("部分");
        let columns = vec![Column::label("甲").once(), Column::difference("差"), Column::words("屏").brief()];
        let mut table = Table::new(label("表", "table"), columns);
        table.row(["a".into(), 3.into(), "x".into()]);
        table.row(["a".into(), (-1).into(), "x".into()]);
        table.totals = Some(Totals { cells: vec!["合计".into(), 2.into(), Cell::Empty], said: Some("合计2".into()) });
        document.table(table);
        document.table(Table::new(label("空", "empty"), vec![Column::label("甲")]).if_any());
        let (title, unit) = (String::new(), "%".to_owned());
        document.chart(Chart { title, shape: Shape::Bars, unit, labels: vec![], series: vec![], mark: None });
        document.signatures(vec!["制表".into()]);
        document.note("说明");
        assert_eq!(text(&document), "## 部分\n\n| 甲 | 差 |\n| --- | ---: |\n| a | +3 |\n| a | -1 |\n| **合计** | **+2** |\n\n说明\n");
    }
}
