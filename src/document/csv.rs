//! CSV: the document's main table, for programs and spreadsheets.
//!
//! One rectangle in UTF-8. A file begins with a byte-order mark, so that Excel
//! shows Chinese. Words that a spreadsheet could run as a formula get an
//! apostrophe in front, which [`unguard`](crate::domain::guard::unguard) takes
//! off again, as does in a file what it would take for a number or a date and
//! change; numbers are plain. Totals are no rows of the data.

use std::io;

use super::{Block, Cell, Column, Document, Room, Rows, Setting, Table, Writer};
use crate::domain::guard::{guard, guard_digits};
use crate::domain::text::printable;
use crate::i18n::label;
use crate::tr;

/// `-f csv`.
pub static WRITER: Writer = Writer { name: "csv", endings: &["csv"], one_table: true, binary: false, write, stream };

/// A text for a cell: nothing that drives a terminal or runs in a spreadsheet.
fn words(text: &str) -> String {
    guard(&text.split('\n').map(printable).collect::<Vec<_>>().join("\n")).into_owned()
}

fn field(cell: &Cell, to_file: bool) -> String {
    match cell {
        Cell::Code(_) | Cell::Text(_) if to_file => guard_digits(&words(&cell.plain())).into_owned(),
        Cell::Code(_) | Cell::Text(_) | Cell::Time(_) => words(&cell.plain()),
        Cell::Empty | Cell::Integer(_) | Cell::Money(_) | Cell::Tenths(_) | Cell::Hundredths(_) | Cell::Date(_) => cell.plain(),
    }
}

/// The main table with every column. A document of words alone gives them as a
/// table of lines.
///
/// # Errors
/// None.
fn write(document: &Document, setting: Setting) -> anyhow::Result<Vec<u8>> {
    let table = document.main_table().map_or_else(|| lines(document), std::borrow::Cow::into_owned);
    let mut out = Vec::new();
    rows(&table, &table, setting, &mut out)?;
    Ok(out)
}

/// The last table, row by row.
///
/// # Errors
/// If the rows cannot be read or `out` cannot be written to.
fn stream(document: &Document, read: &dyn Rows, setting: Setting, out: &mut dyn io::Write) -> anyhow::Result<()> {
    rows(document.streamed()?, read, setting, out)
}

/// A table with every column.
fn rows(table: &Table, rows: &dyn Rows, setting: Setting, out: &mut dyn io::Write) -> anyhow::Result<()> {
    if setting.to_file && setting.bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let places = table.places(Room::Ample);
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(places.iter().map(|i| words(&table.columns[*i].heading))).map_err(io::Error::from)?;
    rows.each(&mut |row| {
        let cells = places.iter().map(|i| row.get(*i).map_or_else(String::new, |cell| field(cell, setting.to_file)));
        Ok(writer.write_record(cells).map_err(io::Error::from)?)
    })?;
    Ok(writer.flush()?)
}

fn lines(document: &Document) -> Table {
    let mut table = Table::new(label("文字", "text"), vec![Column::words(tr!("文字", "text"))]);
    for block in &document.blocks {
        if let Block::Text(text) | Block::Heading { text, .. } = block {
            text.lines().for_each(|line| table.row([line.into()]));
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Fact;
    use crate::domain::quantity::Tenths;

    const NOWHERE: Setting = Setting { width: 80, to_file: false, bom: true };

    fn text(document: &Document, setting: Setting) -> String {
        String::from_utf8(write(document, setting).expect("csv")).expect("utf-8")
    }

    #[test]
    fn words_are_guarded_and_numbers_are_plain() {
        let columns = ["名称", "金额", "%", "差"].map(Column::words).to_vec();
        let mut table = Table::new(label("表", "table"), columns);
        table.row(["=cmd()".into(), Cell::Money(-120_050), Tenths(1055).into(), (-3).into()]);
        table.row(["甲\n\u{1b}[2J".into(), Cell::Empty, Cell::code("-1"), "-1".into()]);
        let csv = "名称,金额,%,差\n'=cmd(),-1200.50,105.5,-3\n\"甲\n\\u{1b}[2J\",,'-1,'-1\n";
        assert_eq!(text(&Document::of(table.clone()), NOWHERE), csv);
        let file = Setting { to_file: true, ..NOWHERE };
        assert_eq!(text(&Document::of(table.clone()), file), format!("\u{feff}{csv}"));
        assert_eq!(text(&Document::of(table), Setting { bom: false, ..file }), csv);
    }

    #[test]
    fn a_table_has_all_its_columns_and_no_totals() {
        let mut document = Document::titled("甲");
        document.said("说明", vec![Fact::new("期间", "2021Q4")]);
        let columns = vec![Column::label("甲").once(), Column::words("乙").full(), Column::words("丙").brief()];
        let mut table = Table::new(label("表", "table"), columns);
        for n in ["1", "2"] {
            table.row(["a".into(), n.into(), "x".into()]);
        }
        table.totals = Some(crate::document::Totals { cells: vec!["合计".into()], said: None });
        document.table(table);
        assert_eq!(text(&document, NOWHERE), "甲,乙\na,1\na,2\n");
        let facts = Document::of(document.select("facts").expect("facts"));
        assert_eq!(text(&facts, NOWHERE), "项目,内容\n期间,2021Q4\n");
    }

    #[test]
    fn words_alone_are_a_table_of_lines() {
        let mut document = Document::default();
        document.text("=1\n二");
        assert_eq!(text(&document, NOWHERE), "文字\n'=1\n二\n");
    }
}
