//! Cells of a list as they were meant.

use crate::domain::guard::unguard;
use crate::domain::text::visible;
use crate::i18n::join;
use crate::intake::form::{Form, Lines};
use crate::intake::heading::{At, shown};
use crate::intake::sheet::{Kind, NAMED};
use crate::tr;

/// What people write for "as above".
const DITTO: [&str; 7] = ["同上", "同前", "〃", "″", "\"", "''", "”"];

/// What a spreadsheet shows where a formula has no value.
pub const NO_VALUE: &str = "#VALUE!";

/// The errors that a spreadsheet shows, which an export leaves as text.
const ERRORS: [&str; 8] = [NO_VALUE, "#N/A", "#REF!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!"];

/// A cell as it was meant: without what nobody sees, what an export wrapped it
/// in to keep it text (`="138…"`, an apostrophe before digits), or what guards it.
fn plain(cell: &str) -> String {
    let cell = visible(cell);
    let digits = |text: &str| text.starts_with(|c: char| c.is_ascii_digit() || c == '+');
    let wrapped = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let inner = wrapped.or_else(|| cell.strip_prefix('\'').filter(|rest| digits(rest))).unwrap_or(&cell);
    unguard(inner).trim().to_owned()
}

/// The cells of a row as they were meant, by place.
pub struct Cells {
    /// Their texts; empty where something is wrong with the cell.
    pub texts: Vec<String>,
    /// Whether what is wrong with a cell was told.
    pub told: Vec<bool>,
}

/// The cells of a row without what spreadsheets and exports add; what cannot be
/// meant is told.
pub fn as_meant(at: At<'_, '_>, form: &Form, cells: &[&str], last: &[String], wrong: &mut dyn FnMut(String)) -> Cells {
    let row = at.row;
    let have = row.cells.iter().enumerate().filter(|(_, cell)| !visible(cell).is_empty()).last().map_or(0, |(i, _)| i + 1);
    let want = at.columns.width();
    if have > want || row.cells.len() < want {
        wrong(tr!("有{have}格,表头有{want}格", "it has {have} cells, the headings {want}", have = row.cells.len()));
        // Which cell is which is not known.
        return Cells { texts: vec![String::new(); cells.len()], told: vec![true; cells.len()] };
    }
    let mut cells = Cells { texts: cells.iter().map(|cell| plain(cell)).collect(), told: vec![false; cells.len()] };
    as_typed(at, &mut cells, wrong);
    on_lines(at, form, &mut cells, wrong);
    as_above(at, form, &mut cells, last, wrong);
    for (place, heading) in form.headings.iter().enumerate() {
        if heading.worded && is_shortened(&cells.texts[place]) {
            let (column, value) = (at.heading(place), shown(&cells.texts[place]));
            cells.told[place] = true;
            wrong(tr!(
                "{column}“{value}”是表格软件缩写过的数字,原来的数字已丢失",
                "{column} '{value}' is a number that a spreadsheet shortened; its digits are lost"
            ));
        }
    }
    cells
}

/// Refuses what a spreadsheet holds in place of something typed.
fn as_typed(at: At<'_, '_>, cells: &mut Cells, wrong: &mut dyn FnMut(String)) {
    for (i, cell) in cells.texts.iter_mut().enumerate() {
        let kind = match at.columns.column(i).map_or(Kind::Plain, |column| at.row.kind(column)) {
            Kind::Plain if ERRORS.contains(&cell.as_str()) => Kind::Error,
            kind => kind,
        };
        if kind == Kind::Plain {
            continue;
        }
        let (column, value) = (at.heading(i), shown(cell));
        if let Some(why) = not_typed(kind, &column, &value) {
            wrong(why);
        }
        cell.clear();
        cells.told[i] = true;
    }
}

/// What is said of a cell that holds no typed value; none if it does.
fn not_typed(kind: Kind, column: &str, value: &str) -> Option<String> {
    Some(match kind {
        Kind::Plain => return None,
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
    })
}

/// Refuses what runs over lines where it may not. A text that a spreadsheet
/// wrapped is joined: in a CSV it may as well be a quotation mark that is missing.
fn on_lines(at: At<'_, '_>, form: &Form, cells: &mut Cells, wrong: &mut dyn FnMut(String)) {
    for (i, cell) in cells.texts.iter_mut().enumerate().filter(|(_, cell)| cell.contains(['\r', '\n'])) {
        match form.headings[i].lines {
            Lines::Kept => continue,
            Lines::Joined if at.row.notes.of_sheet => {
                cell.retain(|c| !matches!(c, '\r' | '\n'));
                continue;
            }
            Lines::Joined | Lines::Refused => {}
        }
        let (column, value) = (at.heading(i), shown(cell));
        wrong(tr!(
            "{column}“{value}”跨了行:缺引号,或格内有换行",
            "{column} '{value}' runs over lines: a quotation mark is missing, or the cell has a line break"
        ));
        cell.clear();
        cells.told[i] = true;
    }
}

/// Copies what is marked as being as above.
fn as_above(at: At<'_, '_>, form: &Form, cells: &mut Cells, last: &[String], wrong: &mut dyn FnMut(String)) {
    for i in (0..form.headings.len()).filter(|i| form.headings[*i].copied) {
        if !DITTO.contains(&cells.texts[i].as_str()) {
            continue;
        }
        if last[i].is_empty() {
            let (column, value) = (at.heading(i), &cells.texts[i]);
            wrong(tr!("{column}“{value}”:上一行没有可照抄的内容", "{column} '{value}': the row above has nothing to copy"));
            cells.told[i] = true;
        }
        cells.texts[i].clone_from(&last[i]);
    }
}

/// The first of lines, as a list.
pub fn some_of(lines: &[usize]) -> String {
    let list = join(lines.iter().take(NAMED).map(usize::to_string));
    if lines.len() > NAMED { list + "…" } else { list }
}

/// Whether a text holds a run of digits as long as a person's number.
pub fn holds_number(text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９');
    text.split(|c: char| !digit(c)).any(|run| run.chars().count() >= 11)
}

/// Whether a spreadsheet wrote a long number as `1.10105E+17`.
fn is_shortened(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    cell.split_once("E+").is_some_and(|(head, tail)| digits(&head.replacen('.', "", 1)) && digits(tail))
}
