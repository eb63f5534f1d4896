//! Records of the older workbooks, one after the other.

use super::biff_text::short;
use super::refusals::sound;

/// The begin of a workbook or a sheet.
pub(super) const BEGIN: usize = 0x0809;
/// Its end.
pub(super) const END: usize = 0x000a;
/// More of the record before.
pub(super) const CONTINUE: usize = 0x003c;
/// The file is encrypted.
pub(super) const ENCRYPTED: usize = 0x002f;
/// A sheet: where it begins, whether it is hidden, its name.
pub(super) const SHEET: usize = 0x0085;
/// Whether days are counted from 1904.
pub(super) const SINCE_1904: usize = 0x0022;
/// The code page of texts.
pub(super) const CODE_PAGE: usize = 0x0042;
/// A number format of the file's own.
pub(super) const FORMAT: usize = 0x041e;
/// How cells look, with their number format.
pub(super) const LOOK: usize = 0x00e0;
/// The texts that cells share.
pub(super) const SHARED: usize = 0x00fc;
/// A row.
pub(super) const ROW: usize = 0x0208;
/// A cell with a shared text.
pub(super) const SHARED_CELL: usize = 0x00fd;
/// A cell with a text.
pub(super) const TEXT_CELL: usize = 0x0204;
/// A cell with a text in several fonts.
pub(super) const RICH_CELL: usize = 0x00d6;
/// A cell with a number.
pub(super) const NUMBER_CELL: usize = 0x0203;
/// A cell with a number in four bytes.
pub(super) const SMALL_CELL: usize = 0x027e;
/// Several such cells of a row.
pub(super) const SMALL_CELLS: usize = 0x00bd;
/// A cell with a truth value or an error.
pub(super) const TRUTH_CELL: usize = 0x0205;
/// A cell with a formula, as three versions number it.
pub(super) const FORMULA_CELLS: [usize; 3] = [0x0006, 0x0206, 0x0406];
/// The text that the formula before gave.
pub(super) const FORMULA_TEXT: usize = 0x0207;
/// Merged cells.
pub(super) const MERGED: usize = 0x00e5;

/// A record: its kind, and what it holds.
pub(super) struct Record<'d> {
    pub(super) kind: usize,
    pub(super) data: &'d [u8],
}

/// Records from a place on; a cut one ends them with an error.
pub(super) struct Records<'d> {
    pub(super) stream: &'d [u8],
    pub(super) at: usize,
}

impl<'d> Records<'d> {
    /// The next record.
    pub(super) fn next(&mut self) -> anyhow::Result<Record<'d>> {
        let (kind, long) = (short(self.stream, self.at)?, short(self.stream, self.at + 2)?);
        let from = self.at + 4;
        let data = sound(self.stream.get(from..from + long).ok_or(()))?;
        self.at = from + long;
        Ok(Record { kind, data })
    }

    /// The record that was read and those that continue it.
    pub(super) fn whole(&mut self, first: &'d [u8]) -> anyhow::Result<Vec<&'d [u8]>> {
        let mut pieces = vec![first];
        while short(self.stream, self.at).is_ok_and(|kind| kind == CONTINUE) {
            pieces.push(self.next()?.data);
        }
        Ok(pieces)
    }
}
