//! Which sheet of a workbook is the list, and rows of it as they stand there.

use std::collections::BTreeMap;
use std::path::Path;

use crate::fault::Fault;
use crate::i18n::join;
use crate::intake::book::{self, Found};
use crate::intake::cells::NO_VALUE;
use crate::intake::form::Form;
use crate::intake::heading::{Columns, Mapped, shown};
use crate::intake::sheet::{Kind, SEARCHED};
use crate::intake::text;
use crate::tr;

/// The sheets of a workbook each of which may be the list; none if it is
/// clear which one is.
///
/// # Errors
/// [`Fault`] (input) if the file cannot be read.
pub fn which(path: &Path, form: &Form, map: &[Mapped]) -> anyhow::Result<Vec<String>> {
    Ok(match find(text::load(path, text::MAX_BYTES)?, None, form, map)? {
        Found::One(_) => Vec::new(),
        Found::Several(names) => names,
    })
}

/// The headings of a file, which stand on a line, and the rows of some lines,
/// each with a reason in a last column.
///
/// # Errors
/// [`Fault`] (input) if the file cannot be read.
pub fn rows_of(
    path: &Path,
    wanted: Option<&str>,
    form: &Form,
    map: &[Mapped],
    headings: usize,
    wrong: &BTreeMap<usize, String>,
) -> anyhow::Result<Vec<Vec<String>>> {
    let Found::One(table) = find(text::load(path, text::MAX_BYTES)?, wanted, form, map)? else { return Ok(Vec::new()) };
    let (mut rows, mut width) = (Vec::new(), 0);
    table.rows(|row| {
        let reason = match wrong.get(&row.line) {
            _ if row.line == headings => tr!("未记录的原因", "why it was not recorded"),
            Some(reason) => reason.clone(),
            None => return Ok(()),
        };
        let mut cells: Vec<String> = row.cells.iter().enumerate().map(|(i, cell)| as_refused(cell, row.kind(i))).collect();
        width = width.max(cells.len());
        cells.resize(width, String::new());
        cells.push(reason);
        rows.push(cells);
        Ok(())
    })?;
    Ok(rows)
}

/// A cell that was no typed value, as one that is refused again until somebody
/// types it: digits that a spreadsheet made up are not to come back as text.
fn as_refused(cell: &str, kind: Kind) -> String {
    match (kind, cell.parse::<f64>()) {
        (Kind::Lost, Ok(number)) => format!("{number:E}").replace('E', "E+"),
        (Kind::NoValue, _) => NO_VALUE.to_owned(),
        _ => cell.to_owned(),
    }
}

/// The rows of a file: of a workbook, those of the sheet that is `wanted`, or of
/// the one that has headings.
pub(super) fn find(bytes: Vec<u8>, wanted: Option<&str>, form: &Form, map: &[Mapped]) -> anyhow::Result<Found> {
    book::read(bytes, wanted, |grid| {
        let (mut seen, mut fits) = (0, false);
        // Two columns of one name are headings too: what is wrong is said when the list is read.
        let looked = grid.rows(|row| {
            seen += 1;
            fits |= seen <= SEARCHED && !matches!(Columns::of(row, form, map), Ok(None));
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
