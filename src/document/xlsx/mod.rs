//! XLSX, for people: a workbook that opens and prints without a hand put to it.
//!
//! The first sheet is the document with its main table and its chart; each other
//! table has a sheet of its own, with a heading row that stays, is filtered and
//! printed on every page. Numbers and days are numbers and days; what names
//! something is text, whatever it looks like. No formula, no link, no time of day
//! at which it was made: the same document gives the same bytes.

mod cells;

use std::collections::BTreeSet;
use std::io;

use anyhow::Context;
use chrono::NaiveDate;
use rust_xlsxwriter::{Chart as Drawing, ChartLegendPosition, ChartType, DocProperties, Workbook, Worksheet};

use super::{Block, Cell, Chart, Document, FACTS, Facts, Role, Room, Rows, Setting, Table, Writer, paper};
use crate::domain::text::printable;
use crate::fault::Fault;
use crate::i18n::within;
use crate::tr;
use cells::{Formats, put, text, width};

/// `-f xlsx`.
pub static WRITER: Writer = Writer { name: "xlsx", endings: &["xlsx"], one_table: false, binary: true, write, stream };

/// The most rows of a sheet that Excel reads.
const ROWS: u32 = 1_048_576;
/// A4, as Excel numbers paper.
const A4: u8 = 9;
/// What the columns may be wide together for paper that stands, in digits.
const UPRIGHT: f64 = 95.0;

/// The document as a workbook.
///
/// # Errors
/// [`Fault`] (input) if a table has more rows than a sheet; else a bug.
fn write(document: &Document, _: Setting) -> anyhow::Result<Vec<u8>> {
    within(paper::language(document), || {
        let mut book = Book::new();
        book.document(document)?;
        book.finish()
    })
}

/// As [`write`]: the rows are in memory before they are written.
///
/// # Errors
/// As [`write`]; if the rows cannot be read or `out` cannot be written to.
fn stream(document: &Document, rows: &dyn Rows, setting: Setting, out: &mut dyn io::Write) -> anyhow::Result<()> {
    Ok(out.write_all(&write(&document.with_rows(rows)?, setting)?)?)
}

struct Book {
    book: Workbook,
    formats: Formats,
    names: BTreeSet<String>,
}

impl Book {
    fn new() -> Self {
        let mut book = Workbook::new();
        let made = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default();
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        Self { book, formats: Formats::new(), names: BTreeSet::new() }
    }

    /// All that a document has.
    fn document(&mut self, document: &Document) -> anyhow::Result<()> {
        let main = document.main_table();
        let main = main.as_deref();
        self.first(document, main)?;
        let others = document.tables();
        let others = others.iter().filter(|t| main.is_none_or(|main| main.id != t.id) && t.id != FACTS.en);
        others.filter(|t| t.is_shown() && !t.rows.is_empty()).try_for_each(|table| self.sheet(table))
    }

    /// A sheet on A4, as wide as the paper, with its pages numbered.
    fn add(&mut self, wanted: &str) -> anyhow::Result<Worksheet> {
        let name = self.name(wanted);
        let mut sheet = Worksheet::new();
        sheet
            .set_name(&name)?
            .set_paper_size(A4)
            .set_print_fit_to_pages(1, 0)
            .set_footer("&C&P / &N")
            .set_margins(0.6, 0.5, 0.7, 0.7, 0.3, 0.3);
        Ok(sheet)
    }

    /// A name that no other sheet has, without what a name may not have.
    fn name(&mut self, wanted: &str) -> String {
        let clean: String = printable(wanted).chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(25).collect();
        let clean = if clean.trim().is_empty() { tr!("表", "table") } else { clean.trim().to_owned() };
        let mut name = clean.clone();
        let mut n = 2;
        while !self.names.insert(name.to_lowercase()) {
            name = format!("{clean} {n}");
            n += 1;
        }
        name
    }

    /// The sheet of the document itself.
    fn first(&mut self, document: &Document, main: Option<&Table>) -> anyhow::Result<()> {
        let name = main.filter(|main| main.id != FACTS.en).map_or(document.title.as_str(), Table::name);
        let mut sheet = self.add(if name.is_empty() { &document.title } else { name })?;
        let mut at = Lines { sheet: &mut sheet, formats: &self.formats, row: 0 };
        at.title(&document.title)?;
        let (before, after) = around(document, main);
        before.iter().try_for_each(|block| at.block(block))?;
        let mut row = at.row;
        if let Some(main) = main {
            row = self.grid(&mut sheet, main, row + u32::from(row > 0))? + 1;
        }
        let mut at = Lines { sheet: &mut sheet, formats: &self.formats, row };
        after.iter().try_for_each(|block| at.block(block))?;
        let row = at.row + 1;
        let charts: Vec<&Chart> =
            document.blocks.iter().filter_map(|b| if let Block::Chart(chart) = b { Some(chart) } else { None }).collect();
        let mut numbers = Vec::new();
        for (i, chart) in charts.into_iter().enumerate() {
            let (drawing, data) = self.draw(chart)?;
            sheet.insert_chart(row + 24 * u32::try_from(i)?, 0, &drawing)?;
            numbers.push(data);
        }
        self.book.push_worksheet(sheet);
        for data in numbers {
            self.book.push_worksheet(data);
        }
        Ok(())
    }

    /// A table on a sheet of its own.
    fn sheet(&mut self, table: &Table) -> anyhow::Result<()> {
        let mut sheet = self.add(table.name())?;
        let mut at = Lines { sheet: &mut sheet, formats: &self.formats, row: 0 };
        at.title(&table.title)?;
        let row = at.row;
        self.grid(&mut sheet, table, row)?;
        self.book.push_worksheet(sheet);
        Ok(())
    }

    /// Writes a table from a row on; returns the row after it.
    fn grid(&self, sheet: &mut Worksheet, table: &Table, top: u32) -> anyhow::Result<u32> {
        let places = table.places(Room::Ample);
        let last = u64::from(top) + table.rows.len() as u64 + u64::from(table.totals.is_some());
        if last >= u64::from(ROWS) {
            return Fault::input(tr!("有{n}行,一张工作表装不下", "there are {n} rows, more than a sheet holds", n = table.rows.len()))
                .hint(tr!("用 -f csv,或缩小范围", "use -f csv, or narrow the list"))
                .err();
        }
        let mut wide = 0.0;
        for (c, i) in (0u16..).zip(&places) {
            let (column, width) = (&table.columns[*i], width(table, *i));
            sheet.write_string_with_format(top, c, column.whole_heading(), &self.formats.heading)?;
            sheet.set_column_width(c, width)?;
            wide += width;
        }
        if wide > UPRIGHT {
            sheet.set_landscape();
        }
        let rows = table.rows.iter().map(Vec::as_slice).chain(table.totals.iter().map(|t| t.cells.as_slice()));
        for (r, cells) in (top + 1..).zip(rows) {
            let is_total = r > top + u32::try_from(table.rows.len())?;
            for (c, i) in (0u16..).zip(&places) {
                let cell = cells.get(*i).unwrap_or(&Cell::Empty);
                let format = self.formats.of(cell, table.columns[*i].role);
                put(sheet, (r, c), cell, &if is_total { format.set_bold() } else { format })?;
            }
        }
        let (end, right) = (u32::try_from(last)?, u16::try_from(places.len().saturating_sub(1))?);
        sheet.set_freeze_panes(top + 1, 0)?.set_repeat_rows(top, top)?;
        if !table.rows.is_empty() {
            sheet.autofilter(top, 0, top + u32::try_from(table.rows.len())?, right)?;
        }
        Ok(end + 1)
    }

    /// A chart, and the sheet that has its numbers.
    fn draw(&mut self, chart: &Chart) -> anyhow::Result<(Drawing, Worksheet)> {
        let mut sheet = self.add(&tr!("图表数据", "chart data"))?;
        let name = sheet.name();
        let unit = |words: &str| if chart.unit.is_empty() { words.to_owned() } else { format!("{words}({})", chart.unit) };
        sheet.set_column_width(0, 30)?;
        sheet.write_string_with_format(0, 0, printable(&chart.title), &self.formats.heading)?;
        let last = u32::try_from(chart.labels.len())?;
        for (r, label) in (1..).zip(&chart.labels) {
            sheet.write_string_with_format(r, 0, printable(label), &self.formats.body)?;
        }
        let mut drawing = Drawing::new(ChartType::Bar);
        for (c, series) in (1u16..).zip(&chart.series) {
            sheet.set_column_width(c, 14)?;
            sheet.write_string_with_format(0, c, unit(&printable(&series.name)), &self.formats.heading)?;
            for (r, cell) in (1..).zip(&series.values) {
                put(&mut sheet, (r, c), cell, &self.formats.of(cell, Role::Number))?;
            }
            drawing
                .add_series()
                .set_name((name.as_str(), 0, c))
                .set_categories((name.as_str(), 1, 0, last, 0))
                .set_values((name.as_str(), 1, c, last, c))
                .set_gap(60);
        }
        drawing.title().set_name(printable(&chart.title).as_str());
        drawing.legend().set_position(ChartLegendPosition::Bottom);
        // The first on top, as in the table.
        drawing.y_axis().set_reverse();
        drawing.x_axis().set_name(chart.unit.as_str());
        drawing.set_width(720).set_height(120 + 36 * last).set_alt_text(printable(&chart.title));
        sheet.set_freeze_panes(1, 0)?;
        Ok((drawing, sheet))
    }

    fn finish(mut self) -> anyhow::Result<Vec<u8>> {
        self.book.save_to_buffer().context("a workbook")
    }
}

/// What stands before the main table and after it, without what has sheets of its own.
fn around<'d>(document: &'d Document, main: Option<&Table>) -> (Vec<&'d Block>, Vec<&'d Block>) {
    let is_main = |block: &Block| match (block, main) {
        (Block::Table(table), Some(main)) => table.id == main.id,
        (Block::Facts(_), Some(main)) => main.id == FACTS.en,
        _ => false,
    };
    let told = |block: &&Block| !is_main(block) && !matches!(block, Block::Table(_) | Block::Chart(_));
    let place = document.blocks.iter().position(is_main).unwrap_or(document.blocks.len());
    let (before, after) = document.blocks.split_at(place);
    (before.iter().filter(told).collect(), after.iter().filter(told).collect())
}

/// Lines of words, one below the other.
struct Lines<'s> {
    sheet: &'s mut Worksheet,
    formats: &'s Formats,
    row: u32,
}

impl Lines<'_> {
    fn title(&mut self, title: &str) -> anyhow::Result<()> {
        if !title.is_empty() {
            self.sheet.write_string_with_format(self.row, 0, text(title), &self.formats.title)?;
            self.sheet.set_row_height(self.row, 26)?;
            self.row += 1;
        }
        Ok(())
    }

    fn line(&mut self, words: &str) -> anyhow::Result<()> {
        for line in words.lines() {
            self.sheet.write_string_with_format(self.row, 0, text(line), &self.formats.words)?;
            self.row += 1;
        }
        Ok(())
    }

    fn block(&mut self, block: &Block) -> anyhow::Result<()> {
        match block {
            Block::Heading { text, .. } => self.title(text),
            Block::Text(words) | Block::Facts(Facts { said: Some(words), .. }) => self.line(words),
            Block::Facts(facts) => facts.facts.iter().filter(|f| f.detail.fits(Room::Ample)).try_for_each(|f| {
                let line = tr!("{name}:{value}", "{name}: {value}", name = f.name, value = f.text());
                self.line(&line)
            }),
            Block::Notes(lines) | Block::Signatures(lines) => lines.iter().try_for_each(|line| self.line(line)),
            Block::Table(_) | Block::Chart(_) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Column, Fact, Series, Shape};
    use crate::domain::date::parse_iso;
    use crate::i18n::label;

    /// The text of a part of the workbook.
    fn part(bytes: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(io::Cursor::new(bytes)).expect("a workbook");
        let mut part = archive.by_name(name).expect("a part");
        let mut text = String::new();
        io::Read::read_to_string(&mut part, &mut text).expect("text");
        text
    }

    #[test]
    fn each_value_is_what_it_is() {
        let mut document = Document::titled("季报");
        document.said("第四季度", vec![Fact::new("期间", "2021Q4")]);
        let columns = vec![Column::label("甲"), Column::number("乙").unit("元"), Column::date("丙"), Column::difference("丁")];
        let mut table = Table::new(label("表/一", "table"), columns);
        let day = parse_iso("2021-11-05").expect("a day");
        table.row(["=1+1".into(), Cell::Money(120_050), day.into(), 3.into()]);
        table.row([Cell::code("52640181MJY20002XB"), Cell::Empty, Cell::Time("2021-11-05T09:30:00+08:00".into()), (-1).into()]);
        document.table(table);
        let series = vec![Series { name: "实际".into(), values: vec![Cell::Tenths(805)] }];
        let (title, unit, labels) = ("完成".into(), "%".into(), vec!["甲".into()]);
        document.chart(Chart { title, shape: Shape::Bars, unit, labels, series, mark: None });
        let setting = Setting { width: 80, to_file: true, bom: true };
        let bytes = write(&document, setting).expect("a workbook");
        assert_eq!(bytes, write(&document, setting).expect("a workbook"), "the same bytes");
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        for there in
            ["<v>1200.5</v>", "<v>44505</v>", "<v>44505.3958", "<pane ySplit=\"4\"", "<autoFilter ref=\"A4:D6\"", "paperSize=\"9\""]
        {
            assert!(sheet.contains(there), "{there}: {sheet}");
        }
        assert!(!sheet.contains("<f>"), "no formula");
        let strings = part(&bytes, "xl/sharedStrings.xml");
        for there in ["=1+1", "52640181MJY20002XB", "乙(元)", "第四季度"] {
            assert!(strings.contains(there), "{there}: {strings}");
        }
        let book = part(&bytes, "xl/workbook.xml");
        assert!(book.contains("name=\"表一\"") && book.contains("name=\"图表数据\""), "{book}");
        assert!(part(&bytes, "xl/charts/chart1.xml").contains("<c:v>80.5</c:v>"));
    }
}
