//! Rows that were not taken, with the reasons: as they came, for a person to mend.

use std::io::{Cursor, Write};
use std::path::Path;

use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;

use super::sheet::cell_name;
use crate::domain::guard::guard;

/// The form of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// CSV.
    Csv,
    /// XLSX.
    Xlsx,
}

impl Form {
    /// By the ending of a file's name.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "csv" => Some(Form::Csv),
            "xlsx" => Some(Form::Xlsx),
            _ => None,
        }
    }
}

/// Writes rows, the headings first.
///
/// # Errors
/// If they cannot be written.
pub fn write(out: &mut dyn Write, form: Form, rows: &[Vec<String>]) -> anyhow::Result<()> {
    match form {
        Form::Csv => {
            out.write_all("\u{feff}".as_bytes())?;
            let mut csv = csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer(out);
            for row in rows {
                csv.write_record(row.iter().map(|cell| guard(cell).into_owned()))?;
            }
            csv.flush()?;
        }
        Form::Xlsx => out.write_all(&xlsx(rows)?)?,
    }
    Ok(())
}

/// The parts of a workbook beside its sheet.
const PARTS: [(&str, &str); 4] = [
    (
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
];

/// A workbook of texts: nothing in it is a formula or a number.
fn xlsx(rows: &[Vec<String>]) -> anyhow::Result<Vec<u8>> {
    let mut sheet = String::from(r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#);
    for (row, cells) in rows.iter().enumerate() {
        sheet += &format!("<row r=\"{}\">", row + 1);
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            // XML has no characters below the blank but these.
            let plain: String = cell.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
            let name = cell_name(row, column);
            sheet += &format!("<c r=\"{name}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", escape(plain.as_str()));
        }
        sheet += "</row>";
    }
    sheet += "</sheetData></worksheet>";
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // Without a time of its own, so that the same rows make the same bytes.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, text) in PARTS.into_iter().chain([("xl/worksheets/sheet1.xml", sheet.as_str())]) {
        zip.start_file(name, options)?;
        zip.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}
