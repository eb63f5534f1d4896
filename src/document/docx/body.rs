//! The text of a document: its blocks as paragraphs, tables and drawings.

use unicode_width::UnicodeWidthStr;

use super::grid::{Grid, Page};
use super::{HEAD, OFFICE, SCHEMAS, chart, escaped, run};
use crate::document::{Block, Cell, Column, Document, FACTS, Facts, Room, Table, paper};

/// The text, and the charts that it shows.
pub(super) struct Body {
    pub(super) text: String,
    pub(super) charts: Vec<String>,
}

impl Body {
    /// Those of a document.
    ///
    /// # Errors
    /// As [`Grid::of`].
    pub(super) fn of(document: &Document) -> anyhow::Result<Self> {
        let tables = document.tables();
        let page = Page::for_tables(tables.iter().map(AsRef::as_ref).filter(|table| table.is_shown()));
        let mut charts = Vec::new();
        let mut text = paragraph("Title", "", &paper::heading(document));
        for block in &document.blocks {
            match block {
                Block::Heading { level: 1, text: words } => text += &paragraph("Heading1", "", words),
                Block::Heading { text: words, .. } => text += &paragraph("Heading2", "", words),
                Block::Text(words) => text += &sentences("BodyText", words),
                Block::Facts(facts) => text += &self::facts(facts, page)?,
                Block::Notes(notes) => text.extend(notes.iter().map(|note| sentences("Note", note))),
                Block::Table(table) if table.is_shown() => {
                    let titled = !table.title.is_empty() && !paper::is_on_top(document, &table.title);
                    text += &if titled { paragraph("Caption", "", &table.title) } else { space() };
                    text += &Grid::of(table, page)?.text();
                    text += &space();
                }
                Block::Chart(shown) => {
                    charts.push(chart::part(shown));
                    text += &drawing(&shown.title, charts.len(), shown.labels.len());
                }
                Block::Signatures(names) => text += &signatures(names, page),
                Block::Table(_) => {}
            }
        }
        let text = format!(
            "{HEAD}<w:document xmlns:w=\"{SCHEMAS}/wordprocessingml/2006/main\" xmlns:r=\"{OFFICE}\"><w:body>{text}{}</w:body></w:document>",
            page.section()
        );
        Ok(Self { text, charts })
    }
}

/// A paragraph of a style, with more properties.
fn paragraph(style: &str, properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>{}</w:p>", run("", text))
}

/// A paragraph a line.
fn sentences(style: &str, text: &str) -> String {
    paper::sentences(text).iter().map(|line| paragraph(style, "", line)).collect()
}

/// What keeps a table apart from what is above or below it.
fn space() -> String {
    paragraph("Space", "", "")
}

/// Facts in their sentence, or as a table of two columns. A sentence of
/// nothing but codes, as that of the journal's head is, is in small print.
fn facts(facts: &Facts, page: Page) -> anyhow::Result<String> {
    if let Some(said) = &facts.said {
        let only_codes = !facts.facts.is_empty() && facts.facts.iter().all(|fact| matches!(fact.value, Cell::Code(_)));
        return Ok(sentences(if only_codes { "Note" } else { "BodyText" }, said));
    }
    let [name, value] = &facts.headings;
    let mut table = Table::new(FACTS, vec![Column::label(name), Column::words(value)]);
    for fact in facts.facts.iter().filter(|fact| fact.detail.fits(Room::Ample)) {
        table.row([fact.name.as_str().into(), fact.text().into()]);
    }
    Ok(space() + &Grid::of(&table, page)?.text() + &space())
}

/// So wide a name leaves room for another on its line, in half-width characters.
const NARROW: usize = 22;

/// Names with lines to be signed on, two abreast if there is room.
fn signatures(names: &[String], page: Page) -> String {
    let abreast = if names.iter().all(|name| name.width() <= NARROW) { 2 } else { 1 };
    let half = page.width() / 2;
    let stop = |leader: &str, at: usize| format!("<w:tab w:val=\"left\" w:leader=\"{leader}\" w:pos=\"{at}\"/>");
    let last = stop("underscore", page.width());
    let stops = if abreast == 2 { [stop("underscore", half - 300), stop("none", half), last].concat() } else { last };
    let tabs = format!("<w:tabs>{stops}</w:tabs>");
    let line = |pair: &[String]| {
        let runs: Vec<String> = pair.iter().map(|name| run("", &format!("{name} ")) + "<w:r><w:tab/></w:r>").collect();
        format!("<w:p><w:pPr><w:pStyle w:val=\"Signature\"/>{tabs}</w:pPr>{}</w:p>", runs.join("<w:r><w:tab/></w:r>"))
    };
    names.chunks(abreast).map(line).collect()
}

/// A chart in the line of the text.
fn drawing(title: &str, number: usize, labels: usize) -> String {
    // In units of 1/360,000 cm: as wide as the text, and as high as its bars need.
    let (wide, high) = (5_600_000, 700_000 + 290_000 * labels.min(20));
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Figure\"/></w:pPr><w:r><w:drawing>\
         <wp:inline xmlns:wp=\"{SCHEMAS}/drawingml/2006/wordprocessingDrawing\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
         <wp:extent cx=\"{wide}\" cy=\"{high}\"/><wp:docPr id=\"{number}\" name=\"chart {number}\" descr=\"{}\"/><wp:cNvGraphicFramePr/>\
         <a:graphic xmlns:a=\"{SCHEMAS}/drawingml/2006/main\"><a:graphicData uri=\"{SCHEMAS}/drawingml/2006/chart\">\
         <c:chart xmlns:c=\"{SCHEMAS}/drawingml/2006/chart\" r:id=\"chart{number}\"/></a:graphicData></a:graphic>\
         </wp:inline></w:drawing></w:r></w:p>",
        escaped(title)
    )
}
