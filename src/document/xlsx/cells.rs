//! Cells of a sheet: what they hold, how they look, how wide they are.

use rust_xlsxwriter::{Format as Style, FormatAlign, FormatBorder, Worksheet};
use unicode_width::UnicodeWidthStr;

use crate::document::{Cell, Column, Role, Table};
use crate::domain::date::parse_iso;
use crate::domain::text::{printable, shortened};
use crate::tr;

/// The most characters of a cell that Excel reads.
const CHARACTERS: usize = 32_000;
/// The narrowest and the widest column, in digits of the font.
const WIDTHS: (usize, usize) = (8, 60);
/// A font that has Chinese.
const FONT: &str = "宋体";
/// So many rows are measured for the widths of their columns.
const MEASURED: usize = 10_000;

/// The formats of cells.
pub(super) struct Formats {
    pub(super) title: Style,
    pub(super) words: Style,
    pub(super) heading: Style,
    pub(super) body: Style,
}

impl Formats {
    pub(super) fn new() -> Self {
        let font = || Style::new().set_font_name(FONT).set_font_size(11).set_align(FormatAlign::VerticalCenter);
        let edged = || font().set_border(FormatBorder::Thin);
        Self {
            title: font().set_bold().set_font_size(16),
            words: font(),
            heading: edged().set_bold().set_text_wrap().set_align(FormatAlign::Center).set_background_color("D9E2EC"),
            body: edged(),
        }
    }

    /// That of a cell in a column of a role.
    pub(super) fn of(&self, cell: &Cell, role: Role) -> Style {
        let signed = |plain: &str| if role == Role::Difference { format!("+{plain};-{plain};0") } else { plain.to_owned() };
        let number = |format: &str| self.body.clone().set_num_format(signed(format));
        match cell {
            Cell::Empty => self.body.clone(),
            Cell::Text(_) => self.body.clone().set_text_wrap(),
            Cell::Code(_) => self.body.clone().set_num_format("@"),
            Cell::Integer(_) => number("#,##0"),
            Cell::Money(_) => number("#,##0.00"),
            Cell::Tenths(_) => number("0.0"),
            Cell::Hundredths(_) => number("0.00"),
            Cell::Date(_) => self.body.clone().set_num_format("yyyy-mm-dd"),
            Cell::Time(_) => self.body.clone().set_num_format("yyyy-mm-dd hh:mm:ss"),
        }
    }
}

/// A text as a cell may hold it: no character that is no text, not too long.
pub(super) fn text(words: &str) -> String {
    shortened(&words.split('\n').map(printable).collect::<Vec<_>>().join("\n"), CHARACTERS)
}

/// A column's heading, with its unit if that is not in it.
pub(super) fn heading(column: &Column) -> String {
    match &column.unit {
        Some(unit) if !column.heading.contains(unit.as_str()) => tr!("{heading}({unit})", "{heading} ({unit})", heading = column.heading),
        _ => column.heading.clone(),
    }
}

/// How wide a column must be for its cells and its heading, with the filter's button.
pub(super) fn width(table: &Table, place: usize) -> f64 {
    let column = &table.columns[place];
    let widest = |words: &str| words.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
    let cells = table.rows.iter().take(MEASURED).chain(table.totals.iter().map(|t| &t.cells));
    let cells = cells.filter_map(|cells| cells.get(place)).map(|cell| widest(&column.text(cell))).max().unwrap_or(0);
    let digits = (cells + 2).max(widest(&heading(column)) + 4).clamp(WIDTHS.0, WIDTHS.1);
    f64::from(u32::try_from(digits).unwrap_or(u32::MAX))
}

/// Writes a cell as what it is.
pub(super) fn put(sheet: &mut Worksheet, (row, column): (u32, u16), cell: &Cell, format: &Style) -> anyhow::Result<()> {
    /// So many digits a spreadsheet keeps.
    const EXACT: i64 = 1_000_000_000_000_000;
    let scaled = |n: i64, by: f64| n as f64 / by;
    match cell {
        Cell::Empty => sheet.write_blank(row, column, format)?,
        Cell::Integer(n) | Cell::Money(n) | Cell::Tenths(n) | Cell::Hundredths(n) if n.abs() >= EXACT => {
            sheet.write_string_with_format(row, column, cell.text(), format)?
        }
        Cell::Integer(n) => sheet.write_number_with_format(row, column, scaled(*n, 1.0), format)?,
        Cell::Money(n) | Cell::Hundredths(n) => sheet.write_number_with_format(row, column, scaled(*n, 100.0), format)?,
        Cell::Tenths(n) => sheet.write_number_with_format(row, column, scaled(*n, 10.0), format)?,
        Cell::Date(day) => sheet.write_datetime_with_format(row, column, day, format)?,
        Cell::Time(at) => match chrono::NaiveDateTime::parse_from_str(&cell.text(), "%Y-%m-%d %H:%M:%S") {
            Ok(moment) => sheet.write_datetime_with_format(row, column, moment, format)?,
            Err(_) => match parse_iso(at) {
                Some(day) => sheet.write_datetime_with_format(row, column, day, &format.clone().set_num_format("yyyy-mm-dd"))?,
                None => sheet.write_string_with_format(row, column, text(at), format)?,
            },
        },
        Cell::Text(words) => match parse_iso(words) {
            // A day that came as words is a day.
            Some(day) => sheet.write_datetime_with_format(row, column, day, &format.clone().set_num_format("yyyy-mm-dd"))?,
            None => sheet.write_string_with_format(row, column, text(words), format)?,
        },
        Cell::Code(words) => sheet.write_string_with_format(row, column, text(words), format)?,
    };
    Ok(())
}
