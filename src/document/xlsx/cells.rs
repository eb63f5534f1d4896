//! Cells of a sheet: what they hold, how they look, how wide they are.

use rust_xlsxwriter::{Format as Style, FormatAlign, FormatBorder, Worksheet};

use crate::document::{Cell, Role, Table, paper};
use crate::domain::date::parse_iso;
use crate::domain::text::shortened;

/// The most characters of a cell that Excel reads.
const CHARACTERS: usize = 32_000;
/// So many bytes a cell may have that is of the format for text.
const LONG: usize = 250;
/// The narrowest and the widest column, in digits of the font.
const WIDTHS: (usize, usize) = (8, 60);
/// A font that has Chinese.
const FONT: &str = "宋体";

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
            // As text it stays what it is when somebody edits it; of long ones some programs then show nothing.
            Cell::Text(words) if words.len() < LONG => self.body.clone().set_text_wrap().set_num_format("@"),
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
    shortened(&paper::clean(words), CHARACTERS)
}

/// How wide a column must be for its cells and its heading, with the filter's button.
pub(super) fn width(table: &Table, place: usize) -> f64 {
    let (heading, cells) = paper::natural(table, place);
    let digits = (cells + 2).max(heading + 4).clamp(WIDTHS.0, WIDTHS.1);
    f64::from(u32::try_from(digits).unwrap_or(u32::MAX))
}

/// Writes a cell as what it is.
pub(super) fn put(sheet: &mut Worksheet, (row, column): (u32, u16), cell: &Cell, format: &Style) -> anyhow::Result<()> {
    /// So many digits a spreadsheet keeps.
    const EXACT: i64 = 1_000_000_000_000_000;
    match (cell, cell.number()) {
        (Cell::Empty, _) => sheet.write_blank(row, column, format)?,
        (Cell::Integer(n) | Cell::Money(n) | Cell::Tenths(n) | Cell::Hundredths(n), Some(number)) if n.abs() < EXACT => {
            sheet.write_number_with_format(row, column, number, format)?
        }
        (Cell::Integer(_) | Cell::Money(_) | Cell::Tenths(_) | Cell::Hundredths(_), _) => {
            sheet.write_string_with_format(row, column, cell.text(), format)?
        }
        (Cell::Date(day), _) => sheet.write_datetime_with_format(row, column, day, format)?,
        (Cell::Time(at), _) => match chrono::NaiveDateTime::parse_from_str(&cell.text(), "%Y-%m-%d %H:%M:%S") {
            Ok(moment) => sheet.write_datetime_with_format(row, column, moment, format)?,
            Err(_) => match parse_iso(at) {
                Some(day) => sheet.write_datetime_with_format(row, column, day, &format.clone().set_num_format("yyyy-mm-dd"))?,
                None => sheet.write_string_with_format(row, column, text(at), format)?,
            },
        },
        (Cell::Text(words), _) => match parse_iso(words) {
            // A day that came as words is a day.
            Some(day) => sheet.write_datetime_with_format(row, column, day, &format.clone().set_num_format("yyyy-mm-dd"))?,
            None => sheet.write_string_with_format(row, column, text(words), format)?,
        },
        (Cell::Code(words), _) => sheet.write_string_with_format(row, column, text(words), format)?,
    };
    Ok(())
}
