//! DOCX, for offices: the page of GB/T 9704-2012, native tables whose heading
//! rows come again on each page, and native charts.
//!
//! A4 with margins of 37, 28, 26 and 35 mm; 22 lines a page; the title in 小标宋,
//! 22 points, in the middle; headings in 黑体 and 楷体, the rest in 仿宋, 16 points;
//! page numbers between dashes, to the right on odd pages and to the left on even
//! ones. A document with a table that is too wide for it lies on its side. The
//! same document gives the same bytes.

mod body;
mod chart;
mod grid;

use std::io::{self, Write};

use anyhow::Context;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{Document, Rows, Setting, Writer, paper};
use crate::domain::text::printable;
use crate::i18n::within;

/// `-f docx`.
pub static WRITER: Writer = Writer { name: "docx", endings: &["docx"], one_table: false, binary: true, write, stream };

/// Parts that are the same in every document, with the kind that they are of.
const FIXED: [(&str, &str, &str); 5] = [
    ("styles", "styles", include_str!("parts/styles.xml")),
    ("settings", "settings", include_str!("parts/settings.xml")),
    ("fontTable", "fontTable", include_str!("parts/fontTable.xml")),
    ("footer1", "footer", include_str!("parts/footer-odd.xml")),
    ("footer2", "footer", include_str!("parts/footer-even.xml")),
];
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const SCHEMAS: &str = "http://schemas.openxmlformats.org";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument";

/// The document as a package.
///
/// # Errors
/// [`crate::fault::Fault`] (input) if a table has more rows than a text can show;
/// else a bug.
fn write(document: &Document, _: Setting) -> anyhow::Result<Vec<u8>> {
    within(paper::language(document), || {
        let body::Body { text, charts } = body::Body::of(document)?;
        let mut parts = vec![
            ("[Content_Types].xml".to_owned(), content_types(charts.len())),
            ("_rels/.rels".to_owned(), package()),
            ("docProps/core.xml".to_owned(), properties(&paper::heading(document))),
            ("word/document.xml".to_owned(), text),
            ("word/_rels/document.xml.rels".to_owned(), relations(charts.len())),
        ];
        parts.extend(FIXED.iter().map(|(name, _, text)| (format!("word/{name}.xml"), (*text).to_owned())));
        parts.extend((1..).zip(charts).map(|(n, chart)| (format!("word/charts/chart{n}.xml"), chart)));
        zipped(&parts).context("a package")
    })
}

/// As [`write`]: the rows are in memory before they are written.
///
/// # Errors
/// As [`write`]; if the rows cannot be read or `out` cannot be written to.
fn stream(document: &Document, rows: &dyn Rows, setting: Setting, out: &mut dyn io::Write) -> anyhow::Result<()> {
    Ok(out.write_all(&write(&document.with_rows(rows)?, setting)?)?)
}

fn zipped(parts: &[(String, String)]) -> anyhow::Result<Vec<u8>> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::default());
    let mut package = ZipWriter::new(io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        package.start_file(name.as_str(), options)?;
        package.write_all(text.as_bytes())?;
    }
    Ok(package.finish()?.into_inner())
}

/// What kind of content each part has.
fn content_types(charts: usize) -> String {
    let part = |name: &str, kind: &str| format!("<Override PartName=\"/{name}\" ContentType=\"{kind}+xml\"/>");
    let word = |kind: &str| format!("{CONTENT}.wordprocessingml.{kind}");
    let mut parts = part("word/document.xml", &word("document.main"));
    parts.extend(FIXED.map(|(name, kind, _)| part(&format!("word/{name}.xml"), &word(kind))));
    parts.extend((1..=charts).map(|n| part(&format!("word/charts/chart{n}.xml"), &format!("{CONTENT}.drawingml.chart"))));
    parts += &part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties");
    format!(
        "{HEAD}<Types xmlns=\"{SCHEMAS}/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{parts}</Types>"
    )
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>")
}

fn relationships(list: &str) -> String {
    format!("{HEAD}<Relationships xmlns=\"{SCHEMAS}/package/2006/relationships\">{list}</Relationships>")
}

fn package() -> String {
    let core = format!("{SCHEMAS}/package/2006/relationships/metadata/core-properties");
    let document = relation("document", &format!("{OFFICE}/officeDocument"), "word/document.xml");
    relationships(&(document + &relation("core", &core, "docProps/core.xml")))
}

/// What the text refers to: by these names in [`body`].
fn relations(charts: usize) -> String {
    let mut list: String =
        FIXED.iter().map(|(name, kind, _)| relation(name, &format!("{OFFICE}/{kind}"), &format!("{name}.xml"))).collect();
    list.extend((1..=charts).map(|n| relation(&format!("chart{n}"), &format!("{OFFICE}/chart"), &format!("charts/chart{n}.xml"))));
    relationships(&list)
}

fn properties(title: &str) -> String {
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"{SCHEMAS}/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>fuhua</dc:creator></cp:coreProperties>",
        escaped(title)
    )
}

/// One line of text as XML may hold it.
fn escaped(text: &str) -> String {
    quick_xml::escape::escape(printable(text)).into_owned()
}

/// Text of a paragraph, whose lines stay lines, with the properties of its letters.
fn run(properties: &str, text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line))).collect();
    format!("<w:r>{properties}{}</w:r>", lines.join("<w:br/>"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cell, Chart, Column, Fact, Series, Shape, Table};
    use crate::i18n::label;

    fn bytes(document: &Document) -> Vec<u8> {
        write(document, Setting { width: 80, to_file: true, bom: true }).expect("a package")
    }

    fn part(bytes: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(io::Cursor::new(bytes)).expect("a package");
        io::read_to_string(archive.by_name(name).expect("a part")).expect("text")
    }

    #[test]
    fn the_page_is_that_of_official_documents() {
        let mut document = Document::titled("季报 <一>");
        document.heading("部分");
        document.text("自2021-09-04起\u{1b}");
        document.facts(vec![Fact::new("编号", Cell::code("Y1-01"))]);
        let mut table = Table::new(label("表", "table"), vec![Column::label("名称"), Column::number("数")]).titled("表一").by_hand();
        table.row(["甲 & 乙\n丙".into(), Cell::Money(120_050)]);
        table.row(["丁".into(), Cell::Empty]);
        document.table(table);
        let series = vec![Series { name: "实际".into(), values: vec![Cell::Tenths(805), Cell::Empty] }];
        let (title, unit, labels) = ("完成".into(), "%".into(), vec!["甲<".into(), "乙".into()]);
        document.chart(Chart { title, shape: Shape::Bars, unit, labels, series, mark: None });
        document.signatures(vec!["制表".into(), "审核".into(), "日期".into()]);
        let package = bytes(&document);
        assert_eq!(package, bytes(&document), "the same bytes");
        let text = part(&package, "word/document.xml");
        for there in [
            "季报 &lt;一&gt;",
            "w:val=\"Heading1\"",
            "自2021年9月4日起\\u{1b}",
            "Y1-01",
            "甲 &amp; 乙</w:t><w:br/><w:t xml:space=\"preserve\">丙",
            "1,200.50",
            "<w:tblHeader/>",
            "<w:cantSplit/>",
            "w:hRule=\"atLeast\"",
            "w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\"",
            "w:linePitch=\"579\"",
            "r:id=\"chart1\"",
        ] {
            assert!(text.contains(there), "{there}: {text}");
        }
        assert!(!text.contains("w:orient"), "{text}");
        let chart = part(&package, "word/charts/chart1.xml");
        assert!(chart.contains("<c:v>80.5</c:v>") && chart.contains("甲&lt;") && chart.contains("<c:ptCount val=\"2\"/>"), "{chart}");
        for name in ["[Content_Types].xml", "word/_rels/document.xml.rels"] {
            assert!(part(&package, name).contains("charts/chart1.xml"), "{name}");
        }
    }

    #[test]
    fn a_wide_table_lies_and_a_very_long_one_is_refused() {
        let mut table = Table::new(label("组织", "orgs"), vec![Column::code("统一社会信用代码"); 9]);
        table.row(vec![Cell::code("52640181MJY20002XB"); 9]);
        let wide = part(&bytes(&Document::of(table.clone())), "word/document.xml");
        assert!(wide.contains("w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\""), "{wide}");
        table.rows = vec![vec![Cell::Empty; 9]; 20_001];
        let refused = write(&Document::of(table), Setting { width: 80, to_file: true, bom: true }).expect_err("too long");
        assert!(refused.to_string().contains("20001"), "{refused}");
    }
}
