//! Documents: what a command answers, as a value. Text is in the language of
//! its making, everything else is typed, and writers write it.
//!
//! A format is a file in this folder with its [`Writer`], and a line in
//! [`WRITERS`]; every command has it then. A writer changes no content: it may
//! leave out what its medium has no place for, by the properties of columns,
//! facts and blocks, never by what stands in them.
//!
//! Writers whose medium is paper, or may be printed, share what [`paper`] has.
//!
//! Issued reports keep their documents, so the form in which serde writes them
//! is that of `report::issued::FORMAT`.

pub mod blank;
mod cell;
mod chart;
mod csv;
mod docx;
mod html;
mod md;
mod paper;
mod table;
mod tabular;
mod xlsx;

pub use cell::Cell;
pub use chart::{Chart, Series, Shape};
pub use tabular::{Column, Detail, FACTS, Fact, Facts, Role, Room, Table, Totals};

use std::borrow::Cow;
use std::io;

use serde::{Deserialize, Serialize};

use crate::domain::text::fold_width;

/// A format that documents are written in.
#[derive(Debug)]
pub struct Writer {
    /// What `-f` calls it.
    pub name: &'static str,
    /// The endings of its files, without the dot.
    pub endings: &'static [&'static str],
    /// Whether it has a place for one table and nothing else.
    pub one_table: bool,
    /// Whether what it writes is no text, and so nothing for a terminal.
    pub binary: bool,
    /// Writes a document.
    pub write: fn(&Document, Setting) -> anyhow::Result<Vec<u8>>,
    /// Writes a document whose last block is a table without its rows, which are
    /// read on the way, to the bytes that the whole would have. A format of one
    /// table writes that one. What fails in `out` is told as an [`io::Error`].
    pub stream: fn(&Document, &dyn Rows, Setting, out: &mut dyn io::Write) -> anyhow::Result<()>,
}

/// The rows of a table, read each time they are asked for: there may be more of
/// them than memory should hold.
pub trait Rows {
    /// Hands on each row, a cell a column, in order.
    ///
    /// # Errors
    /// If they cannot be read, or what `row` fails with.
    fn each(&self, row: &mut dyn FnMut(&[Cell]) -> anyhow::Result<()>) -> anyhow::Result<()>;
}

impl Rows for Table {
    fn each(&self, row: &mut dyn FnMut(&[Cell]) -> anyhow::Result<()>) -> anyhow::Result<()> {
        self.rows.iter().try_for_each(|cells| row(cells))
    }
}

/// Every format, the first the default.
pub static WRITERS: &[&Writer] = &[&table::WRITER, &csv::WRITER, &md::WRITER, &xlsx::WRITER, &html::WRITER, &docx::WRITER];

/// What a writer is told beside the document.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Columns of the screen.
    pub width: u16,
    /// Whether a file is written.
    pub to_file: bool,
    /// Whether a text file that a spreadsheet reads begins with a byte-order mark.
    pub bom: bool,
}

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Block {
    /// A heading under the document's own.
    Heading {
        /// 1 for a part, 2 for a part of a part.
        level: u8,
        /// Its words.
        text: String,
    },
    /// A line or several of words.
    Text(String),
    /// Names and values.
    Facts(Facts),
    /// A table.
    Table(Table),
    /// What is to be known of the rest, a line each.
    Notes(Vec<String>),
    /// Numbers to be drawn: writers of text leave it out.
    Chart(Chart),
    /// Who signs, a line each: for paper, so writers of text leave it out.
    Signatures(Vec<String>),
}

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its heading; may be empty.
    pub title: String,
    /// The id of its main table, if that is not the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub main: Option<String>,
    /// Its pieces, in order.
    pub blocks: Vec<Block>,
}

impl Document {
    /// A document with a heading.
    pub fn titled(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// A document of one table.
    pub fn of(table: Table) -> Self {
        Self { blocks: vec![Block::Table(table)], ..Self::default() }
    }

    /// Adds a heading of level 1.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Heading { level: 1, text: text.into() });
    }

    /// Adds words.
    pub fn text(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Text(text.into()));
    }

    /// Adds a table.
    pub fn table(&mut self, table: Table) {
        self.blocks.push(Block::Table(table));
    }

    /// Adds names and values.
    pub fn facts(&mut self, facts: Vec<Fact>) {
        self.blocks.push(Block::Facts(Facts::new(facts)));
    }

    /// Adds facts that people read in a sentence.
    pub fn said(&mut self, sentence: impl Into<String>, facts: Vec<Fact>) {
        self.blocks.push(Block::Facts(Facts::said(sentence, facts)));
    }

    /// Adds something to know of the rest.
    pub fn note(&mut self, note: impl Into<String>) {
        self.blocks.push(Block::Notes(vec![note.into()]));
    }

    /// Adds a chart.
    pub fn chart(&mut self, chart: Chart) {
        self.blocks.push(Block::Chart(chart));
    }

    /// Adds who signs.
    pub fn signatures(&mut self, lines: Vec<String>) {
        self.blocks.push(Block::Signatures(lines));
    }

    /// The notes.
    pub fn notes(&self) -> impl Iterator<Item = &String> {
        self.blocks.iter().filter_map(|b| if let Block::Notes(notes) = b { Some(notes) } else { None }).flatten()
    }

    /// Everything that is a rectangle: the tables, and all facts as one more,
    /// in the order in which they begin.
    pub fn tables(&self) -> Vec<Cow<'_, Table>> {
        let mut tables: Vec<Cow<'_, Table>> = Vec::new();
        let mut place = None;
        for block in &self.blocks {
            match block {
                Block::Table(table) => tables.push(Cow::Borrowed(table)),
                Block::Facts(facts) => {
                    let at = *place.get_or_insert_with(|| {
                        tables.push(Cow::Owned(facts.table()));
                        tables.len() - 1
                    });
                    tables[at].to_mut().rows.extend(facts.rows());
                }
                Block::Heading { .. } | Block::Text(_) | Block::Notes(_) | Block::Chart(_) | Block::Signatures(_) => {}
            }
        }
        tables
    }

    /// The table that stands for the document where there is a place for one:
    /// the marked one, else the first table, else the facts.
    pub fn main_table(&self) -> Option<Cow<'_, Table>> {
        let mut tables = self.tables();
        let place = match &self.main {
            Some(id) => tables.iter().position(|t| t.id == *id),
            None => tables.iter().position(|t| t.id != FACTS.en),
        };
        let place = place.unwrap_or(0);
        (place < tables.len()).then(|| tables.swap_remove(place))
    }

    /// The table at the end, whose rows are read as they are written.
    ///
    /// # Errors
    /// If there is none, which is a bug.
    fn streamed(&self) -> anyhow::Result<&Table> {
        match self.blocks.last() {
            Some(Block::Table(table)) => Ok(table),
            _ => anyhow::bail!("a document that is streamed ends with a table"),
        }
    }

    /// What comes before that table, if anything does.
    fn before_streamed(&self) -> Option<Self> {
        let mut before = self.clone();
        before.blocks.pop();
        (before != Self::default()).then_some(before)
    }

    /// The document with the rows of that table, for formats that are made whole.
    ///
    /// # Errors
    /// If they cannot be read.
    fn with_rows(&self, rows: &dyn Rows) -> anyhow::Result<Self> {
        let mut table = self.streamed()?.clone();
        rows.each(&mut |cells| {
            table.rows.push(cells.to_vec());
            Ok(())
        })?;
        let mut whole = self.clone();
        whole.blocks.pop();
        whole.table(table);
        Ok(whole)
    }

    /// The table that `--table` calls so, in either language.
    pub fn select(&self, name: &str) -> Option<Table> {
        let name = fold_width(name);
        self.tables().into_iter().find(|t| t.is_called(&name)).map(Cow::into_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::parse_iso;
    use crate::i18n::label;

    const FORM: &str = concat!(
        r#"{"title":"季报","main":"table","blocks":[{"heading":{"level":1,"text":"一"}},{"text":"二"},"#,
        r#"{"facts":{"headings":["项目","内容"],"facts":[{"name":"期间","value":{"text":"2021Q4"},"unit":"天","said":"四","detail":"full"}],"said":"三"}},"#,
        r#"{"table":{"id":"table","zh":"表","title":"五","columns":[{"heading":"甲","role":"label","once":true},"#,
        r#"{"heading":"乙","role":"number","unit":"%","detail":"full"},{"heading":"丙","role":"difference","detail":"brief"}],"#,
        r#""rows":[[{"text":"a"},{"tenths":5},"empty"],[{"code":"O1"},{"money":6},{"hundredths":7}],"#,
        r#"[{"time":"t"},{"integer":8},{"date":"2021-11-05"}]],"totals":{"cells":[{"integer":8}],"said":null},"if_any":true}},"#,
        r#"{"notes":["六"]},{"chart":{"title":"七","shape":"bars","unit":"%","labels":["甲"],"#,
        r#""series":[{"name":"实际","values":[{"tenths":9}]}],"mark":{"tenths":1000}}},{"signatures":["八"]}]}"#
    );

    #[test]
    fn facts_are_one_table_and_the_first_table_is_the_main_one() {
        let mut document = Document::titled("季报");
        document.said("第四季度", vec![Fact::new("期间", "2021Q4")]);
        document.table(Table::new(label("指标", "indicators"), vec![Column::label("指标")]));
        document.facts(vec![Fact::new("大小", 5).unit("字节"), Fact::new("人次", 35).full()]);
        let ids: Vec<String> = document.tables().iter().map(|t| t.id.clone()).collect();
        assert_eq!(ids, ["facts", "indicators"]);
        let facts = document.select("概况").expect("the facts");
        assert_eq!(facts.rows, [["期间".into(), "2021Q4".into()], ["大小(字节)".into(), 5.into()], ["人次".into(), Cell::from(35)]]);
        assert_eq!(document.main_table().expect("a table").id, "indicators");
        document.main = Some(FACTS.en.to_owned());
        assert_eq!(document.main_table().expect("a table").id, "facts");
        assert_eq!(document.select("ＩＮＤＩＣＡＴＯＲＳ").expect("a table").zh, "指标");
        assert_eq!(document.select("无此表"), None);
        assert_eq!(Document::default().main_table(), None);
    }

    /// Issued reports keep this form. Whoever changes it raises the number of
    /// their format, and decides what becomes of the older ones.
    #[test]
    fn the_form_that_reports_keep_is_fixed() {
        let mut document = Document::titled("季报");
        document.heading("一");
        document.text("二");
        document.said("三", vec![Fact::new("期间", "2021Q4").unit("天").said("四").full()]);
        let columns = vec![Column::label("甲").once(), Column::number("乙").unit("%").full(), Column::difference("丙").brief()];
        let mut table = Table::new(label("表", "table"), columns).titled("五").if_any();
        table.row(["a".into(), Cell::Tenths(5), Cell::Empty]);
        table.row([Cell::code("O1"), Cell::Money(6), Cell::Hundredths(7)]);
        table.row([Cell::Time("t".into()), 8.into(), parse_iso("2021-11-05").into()]);
        table.totals = Some(Totals { cells: vec![8.into()], said: None });
        document.table(table);
        document.note("六");
        let series = vec![Series { name: "实际".into(), values: vec![Cell::Tenths(9)] }];
        let (title, unit, labels) = ("七".into(), "%".into(), vec!["甲".into()]);
        document.chart(Chart { title, shape: Shape::Bars, unit, labels, series, mark: Some(Cell::Tenths(1000)) });
        document.signatures(vec!["八".into()]);
        document.main = Some("table".into());
        let kept = serde_json::to_string(&document).expect("json");
        assert_eq!(kept, FORM);
        assert_eq!(serde_json::from_str::<Document>(&kept).expect("a document"), document);
    }

    #[test]
    fn formats_have_names_and_endings_of_their_own() {
        for (i, a) in WRITERS.iter().enumerate() {
            assert!(a.name != "json" && !a.endings.contains(&"json"), "{}: the value behind the document is json", a.name);
            for b in &WRITERS[..i] {
                assert!(a.name != b.name && !a.endings.iter().any(|e| b.endings.contains(e)), "{} and {}", a.name, b.name);
            }
        }
    }
}
