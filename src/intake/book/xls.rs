//! Sheets of the older XLS (and ET): Excel 97 to 2003, 5.0 and 95.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use cfb::CompoundFile;
use encoding_rs::{Encoding, GB18030};

use super::biff::{self, Record, Records};
use super::biff_text::{byte, code_page, float, in_page, long, shared, short, wide_or_narrow};
use super::numbers;
use super::refusals::{locked, not_a_table, save_as_xlsx, sound};
use super::sheets::{Book, Sheet};
use crate::fault::Fault;
use crate::intake::grid::{Budget, Grid, Merge};
use crate::intake::sheet::Kind;
use crate::tr;

/// Reads a workbook out of the container that Office files were once kept in.
///
/// # Errors
/// A fault if it holds no workbook, is locked, damaged or too large.
pub(super) fn in_compound_file(bytes: Vec<u8>, left: &mut Budget) -> anyhow::Result<Book> {
    let most = bytes.len() as u64;
    let mut file = sound(CompoundFile::open(Cursor::new(bytes)))?;
    if file.exists("/EncryptedPackage") {
        return locked();
    }
    let Some(name) = ["/Workbook", "/Book", "/WORKBOOK", "/BOOK"].into_iter().find(|name| file.is_stream(name)) else {
        return not_a_table(if file.exists("/WordDocument") { "Word" } else { "Office" });
    };
    let mut stream = Vec::new();
    // A stream is no longer than its file, whatever its chain says.
    sound(sound(file.open_stream(name))?.take(most).read_to_end(&mut stream))?;
    drop(file);
    read(&stream, left)
}

/// Reads a workbook's records.
///
/// # Errors
/// A fault if it is locked, damaged or too large.
pub(super) fn read(stream: &[u8], left: &mut Budget) -> anyhow::Result<Book> {
    let mut workbook = Workbook::read(stream)?;
    let mut sheets = Vec::new();
    // Sheets do not overlap: together they are no longer than the stream.
    let mut unread = stream.len();
    for (name, at, hidden) in std::mem::take(&mut workbook.sheets) {
        let mut records = Records { stream, at };
        let reader = Reader { workbook: &workbook, grid: Grid::default(), left: &mut *left, formula: None };
        sheets.push(Sheet { name, hidden, grid: reader.read(&mut records)? });
        unread = sound(unread.checked_sub(records.at - at).ok_or(()))?;
    }
    Ok(Book { format: "XLS", sheets })
}

/// What is to be known of a workbook before its sheets are read.
struct Workbook {
    /// Since Excel 97, texts are kept otherwise.
    since_97: bool,
    page: &'static Encoding,
    since_1904: bool,
    /// The number format of each look of cells.
    looks: Vec<usize>,
    own: HashMap<usize, bool>,
    shared: Vec<String>,
    /// Name, place and whether it is hidden, of each sheet.
    sheets: Vec<(String, usize, bool)>,
}

impl Workbook {
    fn read(stream: &[u8]) -> anyhow::Result<Self> {
        let mut records = Records { stream, at: 0 };
        let begin = records.next()?;
        let version = if begin.kind == biff::BEGIN { short(begin.data, 0)? } else { 0 };
        if !matches!(version, 0x0500 | 0x0600) {
            return Fault::input(tr!("这是很旧的 xls 格式,不支持", "this is a very old form of xls, which is not supported"))
                .hint(save_as_xlsx())
                .err();
        }
        let mut workbook = Self {
            since_97: version == 0x0600,
            page: GB18030,
            since_1904: false,
            looks: Vec::new(),
            own: HashMap::new(),
            shared: Vec::new(),
            sheets: Vec::new(),
        };
        loop {
            let Record { kind, data } = records.next()?;
            match kind {
                biff::ENCRYPTED => return locked(),
                biff::CODE_PAGE => {
                    let number = u16::from_le_bytes([byte(data, 0)?, byte(data, 1)?]);
                    workbook.page = match code_page(number) {
                        Some(page) => page,
                        None if workbook.since_97 => GB18030,
                        None => return unknown_page(number),
                    };
                }
                biff::SINCE_1904 => workbook.since_1904 = short(data, 0)? == 1,
                biff::FORMAT => workbook.format(data)?,
                biff::LOOK => workbook.looks.push(short(data, 2)?),
                biff::SHARED => workbook.shared = shared(records.whole(data)?)?,
                biff::SHEET => workbook.sheet(data)?,
                biff::END => return Ok(workbook),
                _ => {}
            }
        }
    }

    fn format(&mut self, data: &[u8]) -> anyhow::Result<()> {
        let pattern = match self.since_97 {
            true => wide_or_narrow(data, 4, short(data, 2)?)?,
            false => in_page(data, 3, usize::from(byte(data, 2)?), self.page)?,
        };
        self.own.insert(short(data, 0)?, numbers::is_day_pattern(&pattern));
        Ok(())
    }

    /// Notes a sheet; charts and macros are none.
    fn sheet(&mut self, data: &[u8]) -> anyhow::Result<()> {
        let (at, hidden, kind, count) = (long(data, 0)?, byte(data, 4)? & 3 != 0, byte(data, 5)?, usize::from(byte(data, 6)?));
        let name = match self.since_97 {
            true => wide_or_narrow(data, 7, count)?,
            false => in_page(data, 7, count, self.page)?,
        };
        if kind == 0 {
            self.sheets.push((name, sound(usize::try_from(at))?, hidden));
        }
        Ok(())
    }

    /// The text of a cell's record.
    fn text(&self, data: &[u8], at: usize) -> anyhow::Result<String> {
        let count = short(data, at)?;
        match self.since_97 {
            true => wide_or_narrow(data, at + 2, count),
            false => in_page(data, at + 2, count, self.page),
        }
    }

    fn number(&self, value: f64, look: usize) -> (String, Kind) {
        let format = self.looks.get(look).copied().unwrap_or(0);
        let is_day = self.own.get(&format).copied().unwrap_or_else(|| numbers::is_day_format(format));
        numbers::shown(value, is_day, self.since_1904)
    }
}

fn unknown_page<T>(number: u16) -> anyhow::Result<T> {
    Fault::input(tr!("不支持的文字代码页 {number}", "the code page {number} is not supported")).hint(save_as_xlsx()).err()
}

/// A number in four bytes: of thirty bits, whole or the first of a float, and
/// two that say which, and whether it stands for hundredths.
fn small_number(bits: u32) -> f64 {
    let value = match bits & 2 {
        0 => f64::from_bits(u64::from(bits & !3) << 32),
        _ => f64::from(bits.cast_signed() >> 2),
    };
    if bits & 1 == 1 { value / 100.0 } else { value }
}

/// What an error is called, by its number.
fn error_name(number: u8) -> &'static str {
    match number {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}

struct Reader<'w, 'l> {
    workbook: &'w Workbook,
    grid: Grid,
    left: &'l mut Budget,
    /// The cell of a formula whose text follows.
    formula: Option<(usize, usize)>,
}

impl Reader<'_, '_> {
    fn read(mut self, records: &mut Records<'_>) -> anyhow::Result<Grid> {
        // A chart within a sheet has a begin and an end of its own.
        let mut depth = 0_usize;
        loop {
            let record = records.next()?;
            match record.kind {
                biff::BEGIN => depth += 1,
                biff::END if depth <= 1 => return Ok(self.grid),
                biff::END => depth -= 1,
                _ if depth == 1 => self.record(&record)?,
                _ => {}
            }
        }
    }

    fn record(&mut self, Record { kind, data }: &Record<'_>) -> anyhow::Result<()> {
        match *kind {
            biff::ROW if short(data, 12)? & 0x20 != 0 => self.grid.hide(short(data, 0)?, self.left),
            biff::MERGED => self.merges(data),
            biff::FORMULA_TEXT => {
                let text = self.workbook.text(data, 0)?;
                match self.formula.take() {
                    Some((row, column)) => self.grid.put(row, column, &text, Kind::Formula, self.left),
                    None => Ok(()),
                }
            }
            biff::SMALL_CELLS => self.small_cells(data),
            biff::SHARED_CELL | biff::TEXT_CELL | biff::RICH_CELL | biff::NUMBER_CELL | biff::SMALL_CELL | biff::TRUTH_CELL => {
                self.cell(*kind, data)
            }
            kind if biff::FORMULA_CELLS.contains(&kind) => self.formula(data),
            _ => Ok(()),
        }
    }

    fn merges(&mut self, data: &[u8]) -> anyhow::Result<()> {
        for at in (0..short(data, 0)?).map(|i| 2 + i * 8) {
            let rows = (short(data, at)?, short(data, at + 2)?);
            let columns = (short(data, at + 4)?, short(data, at + 6)?);
            self.grid.merge(Merge { rows, columns }, self.left)?;
        }
        Ok(())
    }

    fn small_cells(&mut self, data: &[u8]) -> anyhow::Result<()> {
        let (row, first) = (short(data, 0)?, short(data, 2)?);
        for i in 0..data.len().saturating_sub(6) / 6 {
            let at = 4 + i * 6;
            let (text, kind) = self.workbook.number(small_number(long(data, at + 2)?), short(data, at)?);
            self.grid.put(row, first + i, &text, kind, self.left)?;
        }
        Ok(())
    }

    fn cell(&mut self, kind: usize, data: &[u8]) -> anyhow::Result<()> {
        let (row, column, look) = (short(data, 0)?, short(data, 2)?, short(data, 4)?);
        let (text, kind) = match kind {
            biff::SHARED_CELL => {
                let at = sound(usize::try_from(long(data, 6)?))?;
                let text = sound(self.workbook.shared.get(at).ok_or(()))?;
                return self.grid.put(row, column, text, Kind::Plain, self.left);
            }
            biff::NUMBER_CELL => self.workbook.number(float(data, 6)?, look),
            biff::SMALL_CELL => self.workbook.number(small_number(long(data, 6)?), look),
            biff::TRUTH_CELL => truth(byte(data, 6)?, byte(data, 7)? == 1),
            _ => (self.workbook.text(data, 6)?, Kind::Plain),
        };
        self.grid.put(row, column, &text, kind, self.left)
    }

    fn formula(&mut self, data: &[u8]) -> anyhow::Result<()> {
        let (row, column, look) = (short(data, 0)?, short(data, 2)?, short(data, 4)?);
        self.formula = None;
        let (text, kind) = match (short(data, 12)?, byte(data, 6)?) {
            (0xffff, 0) => {
                self.formula = Some((row, column));
                return Ok(());
            }
            (0xffff, 1) => truth(byte(data, 8)?, false),
            (0xffff, 2) => truth(byte(data, 8)?, true),
            (0xffff, _) => return Ok(()),
            _ => self.workbook.number(float(data, 6)?, look),
        };
        let kind = if kind == Kind::Error { kind } else { Kind::Formula };
        self.grid.put(row, column, &text, kind, self.left)
    }
}

fn truth(value: u8, is_error: bool) -> (String, Kind) {
    match (is_error, value) {
        (true, number) => (error_name(number).to_owned(), Kind::Error),
        (false, 0) => ("FALSE".to_owned(), Kind::Plain),
        (false, _) => ("TRUE".to_owned(), Kind::Plain),
    }
}
