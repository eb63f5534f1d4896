//! A blank sheet for people to fill in, which an import reads again: a workbook
//! with choices as drop-down lists, and a sheet beside it that explains them.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, Format as Style, FormatAlign, FormatBorder, Formula, Workbook, Worksheet,
};
use unicode_width::UnicodeWidthStr;

use crate::tr;

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Words, codes, numbers that are none: nothing is made of them.
    Text,
    /// A day.
    Date,
    /// An amount of money.
    Money,
    /// A number.
    Number,
}

/// A column.
#[derive(Clone, Debug)]
pub struct BlankColumn {
    /// Its heading, which the import knows.
    pub heading: String,
    /// Whether no row may leave it empty.
    pub needed: bool,
    /// What it holds.
    pub holds: Holds,
    /// The words from which to choose.
    pub choices: Vec<String>,
    /// Whether nothing else may be filled in.
    pub only: bool,
    /// What is to be known of it.
    pub what: String,
}

/// A sheet.
#[derive(Clone, Debug)]
pub struct Blank {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<BlankColumn>,
}

/// A4, as Excel numbers paper.
const A4: u8 = 9;
/// The last row that Excel has, from 0.
const LAST: u32 = 1_048_575;
/// The narrowest and the widest column, in digits of the font.
const WIDTHS: (usize, usize) = (10, 40);

impl BlankColumn {
    /// The heading as it stands in the sheet.
    fn headed(&self) -> String {
        if self.needed { format!("{}*", self.heading) } else { self.heading.clone() }
    }

    /// Whether it may be empty, in words.
    pub fn need(&self) -> String {
        if self.needed { tr!("必填", "needed") } else { tr!("可空", "may be empty") }
    }
}

impl Blank {
    /// Its headings as a CSV of one line, with a byte-order mark or without.
    pub fn csv(&self, bom: bool) -> Vec<u8> {
        let line: Vec<String> = self.columns.iter().map(BlankColumn::headed).collect();
        format!("{}{}\r\n", if bom { "\u{feff}" } else { "" }, line.join(",")).into_bytes()
    }

    /// The workbook.
    ///
    /// # Errors
    /// If it cannot be made, which is a bug.
    pub fn xlsx(&self) -> anyhow::Result<Vec<u8>> {
        let mut book = Workbook::new();
        let made = chrono::NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default();
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let choices = tr!("选项", "choices");
        let font = || Style::new().set_font_name("宋体").set_font_size(11);
        let head = font().set_bold().set_border(FormatBorder::Thin).set_align(FormatAlign::Center).set_background_color("D9E2EC");
        let sheet = book.add_worksheet().set_name(&self.name)?;
        set_up(sheet)?;
        for (at, column) in (0..).zip(&self.columns) {
            sheet.write_string_with_format(0, at, column.headed(), &head)?;
            let format = match column.holds {
                Holds::Text => font().set_num_format("@"),
                Holds::Date => font().set_num_format("yyyy-mm-dd"),
                Holds::Money => font().set_num_format("#,##0.00"),
                Holds::Number => font(),
            };
            sheet.set_column_format(at, &format)?.set_column_width(at, width(column))?;
            if !column.choices.is_empty() {
                let letter = rust_xlsxwriter::utility::column_number_to_name(at);
                let list = format!("='{choices}'!${letter}$1:${letter}${}", column.choices.len());
                let style = if column.only { DataValidationErrorStyle::Stop } else { DataValidationErrorStyle::Information };
                let validation = DataValidation::new()
                    .allow_list_formula(Formula::new(list))
                    .set_error_style(style)
                    .set_error_title(&column.heading)?
                    .set_error_message(tr!("请从下拉列表中选择", "choose from the list"))?;
                sheet.add_data_validation(1, at, LAST, at, &validation)?;
            }
        }
        self.explained(book.add_worksheet(), &head)?;
        let sheet = book.add_worksheet().set_name(&choices)?;
        for (at, column) in (0..).zip(&self.columns) {
            for (row, choice) in (0..).zip(&column.choices) {
                sheet.write_string(row, at, choice)?;
            }
        }
        sheet.set_hidden(true);
        Ok(book.save_to_buffer()?)
    }

    /// The sheet that says what each column holds. No line of it reads as the
    /// headings of a list.
    fn explained(&self, sheet: &mut Worksheet, head: &Style) -> anyhow::Result<()> {
        sheet.set_name(tr!("填写说明", "how to fill it in"))?;
        set_up(sheet)?;
        let heads = [tr!("第几列", "which column"), tr!("是否必填", "whether needed"), tr!("怎样填写", "what to fill in")];
        let words = Style::new().set_text_wrap().set_align(FormatAlign::Top);
        let lines = (0..).zip(&self.columns).map(|(at, column)| {
            let letter = rust_xlsxwriter::utility::column_number_to_name(at);
            [format!("{letter} {}", column.heading), column.need(), column.what.clone()]
        });
        for (row, line) in (0..).zip(std::iter::once(heads).chain(lines)) {
            for (at, text) in (0..).zip(line) {
                sheet.write_string_with_format(row, at, text, if row == 0 { head } else { &words })?;
            }
        }
        for (at, width) in [(0, 20.0), (1, 12.0), (2, 70.0)] {
            sheet.set_column_width(at, width)?;
        }
        Ok(())
    }
}

fn set_up(sheet: &mut Worksheet) -> anyhow::Result<()> {
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_footer("&C&P / &N");
    sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    Ok(())
}

fn width(column: &BlankColumn) -> f64 {
    let widest = column.choices.iter().map(|choice| choice.width()).chain([column.headed().width()]).max().unwrap_or_default();
    f64::from(u32::try_from((widest + 3).clamp(WIDTHS.0, WIDTHS.1)).unwrap_or_default())
}
