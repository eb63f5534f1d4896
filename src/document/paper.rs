//! What writers share whose answers are put on paper.

use unicode_width::UnicodeWidthStr;

use super::{Block, Cell, Document, Table};
use crate::domain::date::in_prose;
use crate::domain::text::{is_han, printable};
use crate::i18n::{Lang, lang};
use crate::tr;

/// So many rows are measured for the widths of their columns.
const MEASURED: usize = 10_000;

/// The language that a document was made in: that of its headings, which are
/// ours. An issued report has it whatever is spoken when it is printed again.
pub(super) fn language(document: &Document) -> Lang {
    let mut words = document.blocks.iter().flat_map(|block| match block {
        Block::Facts(facts) => facts.headings.iter().chain(facts.facts.iter().map(|fact| &fact.name)).collect(),
        Block::Table(table) => table.columns.iter().map(|column| &column.heading).collect(),
        Block::Signatures(lines) => lines.iter().collect(),
        Block::Heading { .. } | Block::Text(_) | Block::Notes(_) | Block::Chart(_) => Vec::new(),
    });
    match (words.next(), words.any(|words| words.contains(is_han))) {
        (None, _) => lang(),
        (Some(first), others) if others || first.contains(is_han) => Lang::Zh,
        _ => Lang::En,
    }
}

/// What stands on top: the title, else what the main table has.
pub(super) fn heading(document: &Document) -> String {
    if !document.title.is_empty() {
        return printable(&document.title);
    }
    let main = document.main_table();
    let main = main.as_deref().map(|main| if main.title.is_empty() { main.name() } else { &main.title });
    main.map_or_else(|| tr!("结果", "answer"), printable)
}

/// Whether a table's title stands on top already.
pub(super) fn is_on_top(document: &Document, title: &str) -> bool {
    document.title.is_empty() && heading(document) == printable(title)
}

/// Text without a character that is no text; its lines stay lines.
pub(super) fn clean(text: &str) -> String {
    text.lines().map(printable).collect::<Vec<_>>().join("\n")
}

/// Sentences, a line each, with days as the language has them in a sentence.
pub(super) fn sentences(text: &str) -> Vec<String> {
    let said = |line: &str| if lang() == Lang::Zh { in_prose(line) } else { line.to_owned() };
    text.lines().map(|line| said(&printable(line))).collect()
}

/// How wide a column's heading and its widest cell are, in half-width characters.
pub(super) fn natural(table: &Table, place: usize) -> (usize, usize) {
    let column = &table.columns[place];
    let widest = |words: &str| words.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
    let rows = table.rows.iter().take(MEASURED).chain(table.totals.iter().map(|t| &t.cells));
    let cells = rows.filter_map(|cells| cells.get(place)).filter(|cell| **cell != Cell::Empty);
    (widest(&column.whole_heading()), cells.map(|cell| widest(&column.text(cell))).max().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Column, Fact};
    use crate::i18n::{label, within};

    #[test]
    fn a_document_has_its_language_and_days_in_sentences_follow_it() {
        let table = |heading: &str| Document::of(Table::new(label("组织", "orgs"), vec![Column::label(heading)]));
        within(Lang::En, || assert_eq!(language(&table("名称")), Lang::Zh));
        within(Lang::Zh, || {
            assert_eq!(language(&table("name")), Lang::En);
            assert_eq!(language(&Document::titled("2022")), Lang::Zh, "without a heading, that which is spoken");
            assert_eq!(sentences("自2021-09-04起\n至J2021-09-04\u{1b}"), ["自2021年9月4日起", "至J2021-09-04\\u{1b}"]);
            assert_eq!(heading(&table("name")), "组织");
        });
        let mut facts = Document::default();
        within(Lang::Zh, || facts.facts(vec![Fact::new("date", "x")]));
        within(Lang::En, || {
            assert_eq!(language(&facts), Lang::Zh, "its headings were made in Chinese");
            assert_eq!(sentences("from 2021-09-04"), ["from 2021-09-04"]);
        });
    }
}
