//! Cells of a roster as they were meant.

use crate::domain::guard::unguard;
use crate::domain::text::visible;
use crate::intake::heading::{CAME, Columns, PAPER, TRAINEE, UNIT, shown};
use crate::tr;

/// What people write for "as above".
const DITTO: [&str; 7] = ["同上", "同前", "〃", "″", "\"", "''", "”"];

/// A cell as it was meant: without what nobody sees, what an export wrapped it
/// in to keep it text (`="138…"`, an apostrophe before digits), or what guards it.
pub(super) fn plain(cell: &str) -> String {
    let cell = visible(cell);
    let digits = |text: &str| text.starts_with(|c: char| c.is_ascii_digit() || c == '+');
    let wrapped = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let inner = wrapped.or_else(|| cell.strip_prefix('\'').filter(|rest| digits(rest))).unwrap_or(&cell);
    unguard(inner).trim().to_owned()
}

/// Refuses what runs over lines, where it is no wrapped unit.
pub(super) fn one_line(columns: &Columns, cells: &mut [String], wrong: &mut impl FnMut(String)) {
    for (i, cell) in cells.iter_mut().enumerate().filter(|(_, cell)| cell.contains(['\r', '\n'])) {
        let (column, value) = (columns.heading(i), shown(cell));
        wrong(tr!(
            "{column}“{value}”跨了行:缺引号,或格内有换行",
            "{column} '{value}' runs over lines: a quotation mark is missing, or the cell has a line break"
        ));
        cell.clear();
    }
}

/// Copies what is marked as being as above.
pub(super) fn as_above(columns: &Columns, cells: &mut [String], last: &[String], wrong: &mut impl FnMut(String)) {
    for i in [UNIT, TRAINEE, CAME, PAPER] {
        if !DITTO.contains(&cells[i].as_str()) {
            continue;
        }
        if last[i].is_empty() {
            let (column, value) = (columns.heading(i), &cells[i]);
            wrong(tr!("{column}“{value}”:上一行没有可照抄的内容", "{column} '{value}': the row above has nothing to copy"));
        }
        cells[i].clone_from(&last[i]);
    }
}

/// Whether a text holds a run of digits as long as a person's number.
pub(super) fn holds_number(text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９');
    text.split(|c: char| !digit(c)).any(|run| run.chars().count() >= 11)
}

/// Whether a spreadsheet wrote a long number as `1.10105E+17`.
pub(super) fn is_shortened(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    cell.split_once("E+").is_some_and(|(head, tail)| digits(&head.replacen('.', "", 1)) && digits(tail))
}
