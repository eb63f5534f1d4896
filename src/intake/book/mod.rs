//! A file of any format as rows: told by what is in it, never by its name.

mod biff;
mod biff_text;
mod html;
mod markup;
mod numbers;
mod ods;
mod package;
mod refusals;
mod sheets;
mod xls;
mod xlsx;
mod xlsx_parts;
mod xml2003;

use self::package::Package;
use self::refusals::{not_a_table, save_as_xlsx};
use self::sheets::{Book, Sheet};
use crate::fault::Fault;
use crate::i18n::join;
use crate::intake::grid::{Budget, Grid};
use crate::intake::sheet::{self, Row};
use crate::intake::text::{self, Encoding};
use crate::tr;

/// Rows of a file.
pub enum Table {
    /// A text, and its encoding.
    Text(String, Encoding),
    /// A sheet.
    Sheet {
        /// Its file's format.
        format: &'static str,
        /// Its name, if the file has several.
        name: Option<String>,
        /// Its cells.
        grid: Grid,
    },
}

impl Table {
    /// Hands the rows on, one by one.
    ///
    /// # Errors
    /// [`Fault`] (input) if the text is no table; else what `each` fails with.
    pub fn rows(&self, each: impl FnMut(Row<'_>) -> anyhow::Result<()>) -> anyhow::Result<()> {
        match self {
            Table::Text(text, _) => sheet::rows(text, each),
            Table::Sheet { grid, .. } => grid.rows(each),
        }
    }

    /// As what it was read: the encoding or the format.
    pub fn read_as(&self) -> &'static str {
        match self {
            Table::Text(_, encoding) => encoding.name(),
            Table::Sheet { format, .. } => format,
        }
    }
}

/// The day that a number in a cell means, counted from 1900.
pub fn day_of(number: u32) -> Option<String> {
    numbers::day(f64::from(number), false)
}

/// What a file turned out to hold.
pub enum Found {
    /// The rows that are meant.
    One(Table),
    /// Several sheets, each of which may be meant.
    Several(Vec<String>),
}

/// Reads a file's bytes. `wanted` names a sheet; else the one that `fits`, if
/// there is only one such.
///
/// # Errors
/// [`Fault`] (input) that says what the file is, and what to do.
pub fn read(bytes: Vec<u8>, wanted: Option<&str>, fits: impl Fn(&Grid) -> bool) -> anyhow::Result<Found> {
    let mut left = Budget::default();
    let book = match packing_of(&bytes)? {
        Packing::Zip => packed(Package::open(bytes)?, &mut left)?,
        Packing::Compound => xls::in_compound_file(bytes, &mut left)?,
        Packing::Biff => xls::read(&bytes, &mut left)?,
        Packing::Text => {
            let (text, encoding) = text::decode(bytes)?;
            match markup::kind_of(&text) {
                Some(markup::Kind::Xml2003) => xml2003::read(&text, &mut left)?,
                Some(markup::Kind::Html) => html::read(&text, &mut left)?,
                Some(markup::Kind::Other) => return other_markup(),
                None if wanted.is_some() => return no_sheets(),
                None => return Ok(Found::One(Table::Text(text, encoding))),
            }
        }
    };
    choose(book.finished(&mut left)?, wanted, fits)
}

/// Reads the sheets of a ZIP file.
fn packed(mut package: Package, left: &mut Budget) -> anyhow::Result<Book> {
    let has = |name: &str| package.has(name);
    if has("xl/workbook.xml") {
        return xlsx::read(&mut package, left);
    }
    if has("word/document.xml") {
        return not_a_table("Word");
    }
    if has("ppt/presentation.xml") {
        return not_a_table("PowerPoint");
    }
    if has("xl/workbook.bin") {
        return Fault::input(tr!("这是 xlsb 文件,不支持", "this is xlsb, which is not supported")).hint(save_as_xlsx()).err();
    }
    if has("content.xml") {
        let mime = if has("mimetype") { package.text("mimetype")? } else { String::new() };
        return match mime.trim() {
            "" | "application/vnd.oasis.opendocument.spreadsheet" | "application/vnd.oasis.opendocument.spreadsheet-template" => {
                ods::read(&mut package, left)
            }
            _ => not_a_table("OpenDocument"),
        };
    }
    Fault::input(tr!("这是压缩文件,不是表格", "this is a packed folder, not a table"))
        .hint(tr!("先解压,再读其中的文件", "unpack it, and give a file of those in it"))
        .err()
}

fn choose(mut book: Book, wanted: Option<&str>, fits: impl Fn(&Grid) -> bool) -> anyhow::Result<Found> {
    let format = book.format;
    let several = book.sheets.len() > 1;
    let one = |sheet: Sheet| Found::One(Table::Sheet { format, name: several.then_some(sheet.name), grid: sheet.grid });
    let names = |sheets: &[Sheet]| join(sheets.iter().map(|sheet| crate::intake::heading::shown(&sheet.name)));
    if let Some(name) = wanted {
        let Some(at) = book.sheets.iter().position(|sheet| sheet.name.trim() == name.trim()) else {
            let list = names(&book.sheets);
            return Fault::input(tr!("没有工作表“{name}”", "it has no sheet '{name}'")).hint(tr!("有:{list}", "it has: {list}")).err();
        };
        return Ok(one(book.sheets.swap_remove(at)));
    }
    book.sheets.retain(|sheet| !sheet.hidden);
    let shown: Vec<usize> = (0..book.sheets.len()).filter(|at| !book.sheets[*at].grid.is_empty()).collect();
    let fitting: Vec<usize> = shown.iter().copied().filter(|at| fits(&book.sheets[*at].grid)).collect();
    match (fitting.as_slice(), shown.as_slice()) {
        ([at], _) | ([], [at, ..]) => Ok(one(book.sheets.swap_remove(*at))),
        ([], []) => Fault::input(tr!("文件是空的(或只有隐藏的工作表)", "the file is empty, or has hidden sheets only"))
            .hint(tr!("隐藏的工作表用 --sheet 名称 读取", "a hidden sheet is read with --sheet NAME"))
            .err(),
        (several, _) => Ok(Found::Several(several.iter().map(|at| book.sheets[*at].name.clone()).collect())),
    }
}

enum Packing {
    Zip,
    Compound,
    /// A workbook of Excel 5 or older without a container.
    Biff,
    Text,
}

/// Files that people send and that hold no table, by how they begin.
const OTHERS: [(&[u8], &str); 8] = [
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"SQLite format 3\0", "SQLite"),
];

fn packing_of(bytes: &[u8]) -> anyhow::Result<Packing> {
    if let Some((_, what)) = OTHERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return not_a_table(what);
    }
    Ok(match bytes {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Packing::Zip,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Packing::Compound,
        [0x09, 0x08, ..] => Packing::Biff,
        _ => Packing::Text,
    })
}

fn other_markup<T>() -> anyhow::Result<T> {
    Fault::input(tr!("这是网页或 XML 文件,里面没有可读的表格", "this is a web page or XML without a table that can be read"))
        .hint(save_as_xlsx())
        .err()
}

fn no_sheets<T>() -> anyhow::Result<T> {
    Fault::input(tr!("这是文本文件,没有工作表", "this is a text, which has no sheets")).hint(tr!("去掉 --sheet", "leave --sheet out")).err()
}

#[cfg(test)]
mod tests;
