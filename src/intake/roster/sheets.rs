//! Which sheet of a workbook is the roster.

use crate::fault::Fault;
use crate::i18n::join;
use crate::intake::book::{self, Found};
use crate::intake::heading::{Columns, Mapped, shown};
use crate::intake::sheet::SEARCHED;
use crate::tr;

/// The rows of a file: of a workbook, those of the sheet that is `wanted`, or of
/// the one that has headings.
pub(super) fn find(bytes: Vec<u8>, wanted: Option<&str>, map: &[Mapped]) -> anyhow::Result<Found> {
    book::read(bytes, wanted, |grid| {
        let (mut seen, mut fits) = (0, false);
        // Two columns of one name are headings too: the roster says what is wrong.
        let looked = grid.rows(|row| {
            seen += 1;
            fits |= seen <= SEARCHED && !matches!(Columns::of(row, map), Ok(None));
            Ok(())
        });
        looked.is_ok() && fits
    })
}

/// The refusal where several sheets may be meant.
pub(super) fn several<T>(names: &[String]) -> anyhow::Result<T> {
    let list = join(names.iter().map(|name| shown(name)));
    Fault::input(tr!("有几张工作表都像是名单:{list}", "several sheets may be the list: {list}"))
        .hint(tr!("用 --sheet 名称 指明是哪一张", "say which one with --sheet NAME"))
        .err()
}
