//! Cells of a roster as they were meant.

use crate::domain::guard::unguard;
use crate::domain::text::visible;
use crate::i18n::join;
use crate::intake::heading::{At, CAME, PAPER, TRAINEE, UNIT, shown};
use crate::intake::sheet::{Kind, NAMED};
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

/// Refuses what a spreadsheet holds in place of something typed.
pub(super) fn as_typed(at: At<'_, '_>, cells: &mut [String], wrong: &mut impl FnMut(String)) {
    for (i, cell) in cells.iter_mut().enumerate() {
        let kind = at.columns.column(i).map_or(Kind::Plain, |column| at.row.kind(column));
        if kind == Kind::Plain {
            continue;
        }
        let (column, value) = (at.heading(i), shown(cell));
        wrong(match kind {
            Kind::Plain => continue,
            Kind::Lost => tr!(
                "{column}“{value}”是15位以上的数字,末尾的位数已被表格软件丢失;把该列设为文本后重填",
                "{column} '{value}' is a number of more than 15 digits, the last of which a spreadsheet has lost; format the column as text and type it again"
            ),
            Kind::Formula => tr!(
                "{column}“{value}”是公式算出的值;复制后选择性粘贴为数值",
                "{column} '{value}' is the value of a formula; copy it and paste it as a value"
            ),
            Kind::NoValue => tr!(
                "{column}是公式,文件里没有存它的值:“{value}”;在表格软件中打开并保存,再粘贴为数值",
                "{column} is a formula of which the file has no value: '{value}'; open and save it in a spreadsheet, then paste it as a value"
            ),
            Kind::Error => tr!("{column}是错误值“{value}”;改正该格", "{column} is the error value '{value}'; correct the cell"),
        });
        cell.clear();
    }
}

/// Refuses what runs over lines. A unit that a spreadsheet wrapped is joined: in
/// a text it may as well be a quotation mark that is missing.
pub(super) fn one_line(at: At<'_, '_>, cells: &mut [String], wrong: &mut impl FnMut(String)) {
    for (i, cell) in cells.iter_mut().enumerate().filter(|(_, cell)| cell.contains(['\r', '\n'])) {
        if i == UNIT && at.row.notes.of_sheet {
            cell.retain(|c| !matches!(c, '\r' | '\n'));
            continue;
        }
        let (column, value) = (at.heading(i), shown(cell));
        wrong(tr!(
            "{column}“{value}”跨了行:缺引号,或格内有换行",
            "{column} '{value}' runs over lines: a quotation mark is missing, or the cell has a line break"
        ));
        cell.clear();
    }
}

/// Copies what is marked as being as above.
pub(super) fn as_above(at: At<'_, '_>, cells: &mut [String], last: &[String], wrong: &mut impl FnMut(String)) {
    for i in [UNIT, TRAINEE, CAME, PAPER] {
        if !DITTO.contains(&cells[i].as_str()) {
            continue;
        }
        if last[i].is_empty() {
            let (column, value) = (at.heading(i), &cells[i]);
            wrong(tr!("{column}“{value}”:上一行没有可照抄的内容", "{column} '{value}': the row above has nothing to copy"));
        }
        cells[i].clone_from(&last[i]);
    }
}

/// The first of lines, as a list.
pub(super) fn some_of(lines: &[usize]) -> String {
    let list = join(lines.iter().take(NAMED).map(usize::to_string));
    if lines.len() > NAMED { list + "…" } else { list }
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
