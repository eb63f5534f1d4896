//! Periods.

use chrono::{Datelike, NaiveDate};

use crate::domain::date::add_months;
use crate::i18n::label;
use crate::tr;

/// What sort of span a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A calendar month.
    Month,
    /// A calendar or an operating quarter.
    Quarter,
    /// An operating or a fiscal year.
    Year,
    /// From any day to any day.
    Range,
}

/// A span of days, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// How it is written: `2021Q4`, `2021-11`, `Y1`, `FY2022`, a range.
    pub label: String,
    /// First day.
    pub start: NaiveDate,
    /// Last day, included.
    pub end: NaiveDate,
    /// The operating quarter or year that it is, `Y1Q1`, if it is one.
    pub operating: Option<String>,
    /// What sort of span.
    pub shape: Shape,
}

impl Period {
    /// How an operating quarter or year is written, `Y1Q1`; any other period by its label.
    pub fn in_the_plan(&self) -> &str {
        self.operating.as_deref().unwrap_or(&self.label)
    }

    /// What to know of a period that is not over on a day.
    pub fn unfinished(&self, today: NaiveDate) -> Option<String> {
        let Period { start, end, .. } = self;
        if today > *end {
            return None;
        }
        let what = match self.shape {
            Shape::Month => tr!("本月", "this month"),
            Shape::Quarter => tr!("本季", "this quarter"),
            Shape::Year => tr!("本年", "this year"),
            Shape::Range => tr!("本期", "this period"),
        };
        Some(if today < *start {
            tr!("{what}尚未开始({start}起)", "{what} has not begun (it starts on {start})")
        } else {
            tr!("{what}未完({end}止),所列截至{today}", "{what} is not over yet (it ends on {end}): what is shown is as of {today}")
        })
    }

    /// The period in prose, with its days: `2021年第四季度(2021-10-01至2021-12-31)`.
    pub fn prose(&self) -> String {
        let Period { label, start, end, .. } = self;
        let name = match (self.shape, label.split_once('Q')) {
            (Shape::Range, _) => return tr!("{start}至{end}", "{start} to {end}"),
            (Shape::Month, _) => tr!("{y}年{m}月", "{y}-{m:02}", y = start.year(), m = start.month()),
            (Shape::Quarter, Some((year, q))) => {
                let q = label_of_quarter(q);
                match year.strip_prefix('Y') {
                    Some(no) => tr!("第{no}运营年度{q}", "{q} of operating year {no}"),
                    None => tr!("{year}年{q}", "{q} of {year}"),
                }
            }
            _ => match label.strip_prefix("FY") {
                Some(year) => tr!("{year}财政年度", "fiscal year {year}"),
                None => tr!("{label}年度", "operating year {label}"),
            },
        };
        tr!("{name}({start}至{end})", "{name} ({start} to {end})")
    }
}

fn label_of_quarter(q: &str) -> &'static str {
    let all = [label("第一季度", "Q1"), label("第二季度", "Q2"), label("第三季度", "Q3"), label("第四季度", "Q4")];
    q.parse::<usize>().ok().and_then(|n| all.get(n.wrapping_sub(1))).map_or("", |l| l.text())
}

/// The last day of the `months` months that begin on `start`.
pub(super) fn last_day(start: NaiveDate, months: u32) -> NaiveDate {
    add_months(start, months).pred_opt().unwrap_or(start)
}

pub(super) fn calendar_label(start: NaiveDate, end: NaiveDate) -> Option<String> {
    let year = start.year();
    if start.day() != 1 {
        return None;
    }
    if end == last_day(start, 1) {
        return Some(format!("{year}-{:02}", start.month()));
    }
    if end == last_day(start, 3) && start.month0().is_multiple_of(3) {
        return Some(format!("{year}Q{}", start.month0() / 3 + 1));
    }
    (end == last_day(start, 12) && start.month() == 1).then(|| format!("FY{year}"))
}
