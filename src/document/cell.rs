//! Cells: values, and the one place where they become text.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::code::Code;
use crate::domain::quantity::{self, Tenths};
use crate::domain::{date, money};
use crate::tr;

/// A value of a table or of a fact. Text is as it was typed or kept: writers
/// clean it. Numbers and days read the same in every language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// What names something and is no number even if it is all digits: a
    /// record's code, a credit code, a phone, a hash.
    Code(String),
    /// A count.
    Integer(i64),
    /// An amount in fen.
    Money(i64),
    /// A number to one decimal, in tenths: a percentage, what a day expects.
    Tenths(i64),
    /// A number to two decimals, in hundredths: points, hours.
    Hundredths(i64),
    /// A day.
    Date(NaiveDate),
    /// A moment as the journal keeps it: RFC 3339, or a bare day that was stated.
    Time(String),
}

impl Cell {
    /// Yes or no.
    pub fn yes_no(yes: bool) -> Self {
        Cell::Text(if yes { tr!("是", "yes") } else { tr!("否", "no") })
    }

    /// A text that names something.
    pub fn code(text: impl Into<String>) -> Self {
        Cell::Code(text.into())
    }

    /// As a person reads it; empty if there is nothing.
    pub fn text(&self) -> String {
        match self {
            Cell::Money(fen) => money::yuan(*fen),
            Cell::Time(at) => date::when(at),
            other => other.plain(),
        }
    }

    /// As a program reads it: amounts in yuan without separators, moments whole.
    pub fn plain(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Code(text) | Cell::Time(text) => text.clone(),
            Cell::Integer(n) => n.to_string(),
            Cell::Money(fen) => money::yuan(*fen).replace(',', ""),
            Cell::Tenths(n) => Tenths(*n).to_string(),
            Cell::Hundredths(n) => quantity::decimal(*n),
            Cell::Date(day) => date::iso(*day),
        }
    }

    /// As a person reads it where it says how much was added: `+3`.
    pub fn signed(&self) -> String {
        match self {
            Cell::Integer(n) | Cell::Money(n) | Cell::Tenths(n) | Cell::Hundredths(n) if *n >= 0 => format!("+{}", self.text()),
            other => other.text(),
        }
    }

    /// As a number to be drawn or calculated with, if it is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Cell::Integer(n) => Some(*n as f64),
            Cell::Tenths(n) => Some(*n as f64 / 10.0),
            Cell::Money(n) | Cell::Hundredths(n) => Some(*n as f64 / 100.0),
            Cell::Empty | Cell::Text(_) | Cell::Code(_) | Cell::Date(_) | Cell::Time(_) => None,
        }
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        *self == Cell::Empty
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }
}

impl From<i64> for Cell {
    fn from(n: i64) -> Self {
        Cell::Integer(n)
    }
}

impl From<i32> for Cell {
    fn from(n: i32) -> Self {
        Cell::Integer(n.into())
    }
}

/// A number of things that are there, which no count of ours exceeds.
impl From<usize> for Cell {
    fn from(n: usize) -> Self {
        Cell::Integer(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Cell::Date(day)
    }
}

impl From<Code> for Cell {
    fn from(code: Code) -> Self {
        Cell::Code(code.to_string())
    }
}

impl From<Tenths> for Cell {
    fn from(n: Tenths) -> Self {
        Cell::Tenths(n.0)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Empty, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_reads_one_way_to_people_and_one_to_programs() {
        let day = date::parse_iso("2021-11-05").expect("a day");
        for (cell, text, plain) in [
            (Cell::Empty, "", ""),
            ("启明".into(), "启明", "启明"),
            ("".into(), "", ""),
            (Cell::code("0912"), "0912", "0912"),
            ((-7).into(), "-7", "-7"),
            (Cell::Money(-120_050), "-1,200.50", "-1200.50"),
            (Cell::Money(28_290_000), "282,900.00", "282900.00"),
            (Tenths(1055).into(), "105.5", "105.5"),
            (Cell::Hundredths(8550), "85.5", "85.5"),
            (Cell::Hundredths(-50), "-0.5", "-0.5"),
            (day.into(), "2021-11-05", "2021-11-05"),
            (Cell::Time("2021-11-05T09:30:00+08:00".into()), "2021-11-05 09:30:00", "2021-11-05T09:30:00+08:00"),
            (Cell::Time("2021-11-05".into()), "2021-11-05", "2021-11-05"),
        ] {
            assert_eq!((cell.text().as_str(), cell.plain().as_str()), (text, plain), "{cell:?}");
            let kept = serde_json::to_string(&cell).expect("json");
            assert_eq!(serde_json::from_str::<Cell>(&kept).expect(&kept), cell);
        }
    }

    #[test]
    fn a_difference_shows_its_sign() {
        for (cell, text) in [(3.into(), "+3"), (0.into(), "+0"), ((-3).into(), "-3"), (Cell::Money(5), "+0.05"), (Cell::Empty, "")] {
            assert_eq!(cell.signed(), text);
        }
    }
}
