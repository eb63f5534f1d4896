//! CSV: the document's tables, for spreadsheets.
//!
//! UTF-8 with a byte-order mark, so that Excel shows Chinese. Words that a
//! spreadsheet could run as a formula get an apostrophe in front, which
//! [`unguard`] takes off again; numbers are left alone.

use super::{Align, Block, Document};
pub use crate::domain::guard::{guard, unguard};
use crate::domain::text::printable;

/// A text for a cell: nothing that drives a terminal or runs in a spreadsheet.
fn words(text: &str) -> String {
    guard(&text.split('\n').map(printable).collect::<Vec<_>>().join("\n")).into_owned()
}

/// The document's tables as CSV; several are parted by an empty line. A
/// document without a table gives its facts as two columns.
///
/// # Errors
/// If the csv writer fails.
pub fn write(document: &Document) -> anyhow::Result<Vec<u8>> {
    let mut out = "\u{feff}".as_bytes().to_vec();
    let tables: Vec<_> = document.blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None }).collect();
    let single = tables.len() == 1;
    for (i, table) in tables.iter().enumerate() {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        if !single && !table.title.is_empty() {
            writer.write_record([words(&table.title)])?;
        }
        writer.write_record(table.columns.iter().map(|(h, _)| words(h)))?;
        for row in &table.rows {
            writer.write_record(row.iter().zip(&table.columns).map(|(cell, (_, align))| match align {
                Align::Right => cell.replace(',', ""),
                Align::Left => words(cell),
            }))?;
        }
        if i > 0 {
            out.push(b'\n');
        }
        out.extend(writer.into_inner()?);
    }
    if tables.is_empty() {
        let mut writer = csv::Writer::from_writer(Vec::new());
        for block in &document.blocks {
            if let Block::Facts(facts) = block {
                for (name, value) in facts {
                    writer.write_record([words(name), words(value)])?;
                }
            }
        }
        out.extend(writer.into_inner()?);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Table;

    #[test]
    fn words_are_guarded_and_numbers_are_not() {
        let mut table = Table::new("", &["名称".into(), ">金额".into()]);
        table.row(vec!["=cmd()".into(), "-1,200.50".into()]);
        let bytes = write(&Document::of(table)).expect("csv");
        assert_eq!(String::from_utf8(bytes).expect("utf-8"), "\u{feff}名称,金额\n'=cmd(),-1200.50\n");
    }
}
