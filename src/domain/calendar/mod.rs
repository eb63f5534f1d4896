//! The plan's calendar of operating years, and how periods are typed.

use chrono::{Datelike, NaiveDate};

use crate::domain::date::{self, add_months, iso};
use crate::domain::numeral::in_digits;
use crate::domain::period::{Period, Shape, calendar_label, last_day};
use crate::domain::text::fold_width;
use crate::fault::Fault;
use crate::i18n::join;
use crate::tr;

/// One operating year of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatingYear {
    /// Its number, from 1.
    pub no: i64,
    /// First day.
    pub start: NaiveDate,
    /// Last day, included.
    pub end: NaiveDate,
}

impl OperatingYear {
    fn holds(&self, day: NaiveDate) -> bool {
        self.start <= day && day <= self.end
    }

    /// The first and last day of the year's `q`-th quarter (1 to 4).
    fn quarter(&self, q: u32) -> (NaiveDate, NaiveDate) {
        let start = add_months(self.start, 3 * (q - 1));
        let end = if q == 4 { self.end } else { add_months(self.start, 3 * q).pred_opt().unwrap_or(self.end) };
        (start, end)
    }
}

/// The plan's operating years, in order.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// The years; never empty.
    pub years: Vec<OperatingYear>,
}

impl Calendar {
    /// The operating year that holds a day.
    pub fn year_of(&self, day: NaiveDate) -> Option<&OperatingYear> {
        self.years.iter().find(|y| y.holds(day))
    }

    /// The operating year that holds a day, else the last one that ended before
    /// it, else the first.
    pub fn year_at(&self, day: NaiveDate) -> &OperatingYear {
        self.years.iter().rev().find(|y| y.start <= day).unwrap_or(&self.years[0])
    }

    /// The day that a date without its year means: that of the operating year of
    /// today, or of the last one that ended.
    ///
    /// # Errors
    /// [`Fault`] (input) if the year has no such day.
    pub fn day_of(&self, (month, day): (u32, u32), today: NaiveDate) -> anyhow::Result<NaiveDate> {
        let OperatingYear { no, start, end } = self.year_at(today);
        let found =
            (start.year()..=end.year()).filter_map(|year| NaiveDate::from_ymd_opt(year, month, day)).find(|day| start <= day && day <= end);
        match found {
            Some(day) => Ok(day),
            None => Fault::input(tr!(
                "Y{no} 年度({start}至{end})没有{month}月{day}日",
                "there is no {month:02}-{day:02} in Y{no} ({start} to {end})"
            ))
            .hint(tr!("连年份一起写,如 2021-11-05", "give the year too, as in 2021-11-05"))
            .err(),
        }
    }

    /// A day that was typed, with or without its year.
    ///
    /// # Errors
    /// [`Fault`] (input) if it is none.
    pub fn parse_day(&self, text: &str, today: NaiveDate) -> anyhow::Result<NaiveDate> {
        date::yearless(text).map_or_else(|| date::parse(text, today), |day| self.day_of(day, today))
    }

    /// The year numbered `no`.
    pub fn year(&self, no: i64) -> Option<&OperatingYear> {
        self.years.iter().find(|y| y.no == no)
    }

    /// Reads an operating year, `Y1`.
    ///
    /// # Errors
    /// [`Fault`] (input) if the plan has no such year.
    pub fn parse_year(&self, text: &str) -> anyhow::Result<&OperatingYear> {
        let typed = plain(&fold_width(text).to_ascii_uppercase());
        let found = typed.strip_prefix('Y').and_then(|n| n.parse().ok()).and_then(|n| self.year(n));
        match found {
            Some(year) => Ok(year),
            None => Fault::input(tr!("没有运营年度“{text}”", "there is no operating year '{text}'")).hint(self.all_years()).err(),
        }
    }

    fn all_years(&self) -> String {
        let list = join(self.years.iter().map(|y| format!("Y{} ({}..{})", y.no, y.start, y.end)));
        tr!("计划中的年度:{list}", "the plan's years: {list}")
    }

    fn name(&self, start: NaiveDate, end: NaiveDate) -> Option<String> {
        self.years.iter().find_map(|y| {
            if (y.start, y.end) == (start, end) {
                return Some(format!("Y{}", y.no));
            }
            (1..=4).find(|q| y.quarter(*q) == (start, end)).map(|q| format!("Y{}Q{q}", y.no))
        })
    }

    fn period(&self, start: NaiveDate, end: NaiveDate, shape: Shape, fallback: String) -> Period {
        let operating = self.name(start, end);
        let label = calendar_label(start, end).unwrap_or(fallback);
        Period { label, start, end, operating, shape }
    }

    /// The month that holds a day.
    pub fn month_of(&self, day: NaiveDate) -> Period {
        let start = first_of_month(day);
        self.period(start, last_day(start, 1), Shape::Month, String::new())
    }

    /// The quarter that holds a day: the operating quarter if the plan has one
    /// there, else the calendar quarter.
    pub fn quarter_of(&self, day: NaiveDate) -> Period {
        if let Some(year) = self.year_of(day)
            && let Some(q) = (1..=4).find(|q| {
                let (start, end) = year.quarter(*q);
                start <= day && day <= end
            })
        {
            let (start, end) = year.quarter(q);
            return self.period(start, end, Shape::Quarter, format!("Y{}Q{q}", year.no));
        }
        self.calendar_quarter(day.year(), day.month0() / 3 + 1)
    }

    fn calendar_quarter(&self, year: i32, q: u32) -> Period {
        let start = NaiveDate::from_ymd_opt(year, 3 * q - 2, 1).unwrap_or(NaiveDate::MIN);
        self.period(start, last_day(start, 3), Shape::Quarter, String::new())
    }

    /// The month or the quarter that holds a day.
    pub fn part_of(&self, day: NaiveDate, shape: Shape) -> Period {
        if shape == Shape::Month { self.month_of(day) } else { self.quarter_of(day) }
    }

    /// The last month or quarter that ended before a day.
    pub fn part_before(&self, day: NaiveDate, shape: Shape) -> Period {
        let current = self.part_of(day, shape);
        self.part_of(current.start.pred_opt().unwrap_or(current.start), shape)
    }

    /// The last quarter that ended before a day.
    pub fn quarter_before(&self, day: NaiveDate) -> Period {
        self.part_before(day, Shape::Quarter)
    }

    /// What a word of the day means: `上月`, `本月`, `上季`, `本季`, and of operating
    /// years `今年` and `去年`.
    fn parse_word(&self, typed: &str, today: NaiveDate) -> Option<Period> {
        let year = |y: &OperatingYear| self.period(y.start, y.end, Shape::Year, format!("Y{}", y.no));
        Some(match typed {
            "本月" => self.month_of(today),
            "上月" => self.part_before(today, Shape::Month),
            "本季" | "本季度" => self.quarter_of(today),
            "上季" | "上季度" => self.quarter_before(today),
            "今年" | "本年" => year(self.year_of(today)?),
            "去年" => year(self.year(self.year_at(today).no - i64::from(self.year_of(today).is_some()))?),
            _ => return None,
        })
    }

    /// A month without its year as that of the operating year of today: `11月` as
    /// `2021-11`.
    fn month_of_year(&self, typed: &str, today: NaiveDate) -> Option<String> {
        let month = typed.strip_suffix('月')?.parse().ok()?;
        let day = self.day_of((month, 15), today).ok()?;
        Some(format!("{}-{month:02}", day.year()))
    }

    /// The two ends of a range: around `..`, `至`, `~`, or between two months of
    /// one year (`2021年1-3月`), of which the second may leave the year out.
    fn ends(typed: &str) -> Option<(String, String)> {
        let between = ["..", "至", "到", "~", "—", "–"];
        let (from, to) = match between.iter().find_map(|mark| typed.split_once(mark)) {
            Some(ends) => ends,
            None => typed.strip_suffix('月').filter(|t| t.contains('年'))?.split_once('-')?,
        };
        let (from, mut to) = (from.trim(), to.trim().to_owned());
        if let (Some((year, month)), false) = (from.split_once('年'), to.contains('年'))
            && to.trim_end_matches('月').bytes().all(|b| b.is_ascii_digit())
        {
            let month = month.trim_end_matches('月');
            to = format!("{year}-{}", to.trim_end_matches('月'));
            return Some((format!("{year}-{month}"), to));
        }
        Some((from.to_owned(), to))
    }

    /// Reads a period: `2021-11`, `2021Q4`, `Y1`, `Y1Q1`, `FY2022` or `2022`,
    /// `2021-10-01..2021-12-31`, `2021-10..2021-12`, in Chinese
    /// `2021年第四季度`, `2021年10-12月`, `11月`, `上月`, `本季`, `去年` (operating year).
    ///
    /// # Errors
    /// [`Fault`] (input) if it is none of these.
    pub fn parse(&self, text: &str, today: NaiveDate) -> anyhow::Result<Period> {
        let typed = fold_width(text).to_ascii_uppercase();
        if let Some(period) = self.parse_word(&typed, today) {
            return Ok(period);
        }
        if YEARS.contains(&typed.as_str()) {
            return Fault::input(tr!("“{text}”不在计划的任何运营年度之内", "'{text}' is no operating year of the plan"))
                .hint(self.all_years())
                .err();
        }
        if let Some((from, to)) = Self::ends(&typed) {
            let of_month = |text: &str| self.parse_named(&plain(text)).filter(|p| p.shape == Shape::Month);
            let (start, end) = match (of_month(&from), of_month(&to)) {
                (Some(from), Some(to)) => (from.start, to.end),
                _ => (self.parse_day(&from, today)?, self.parse_day(&to, today)?),
            };
            if start > end {
                return Fault::input(tr!("期间“{text}”的起日晚于止日", "the period '{text}' ends before it starts")).err();
            }
            return Ok(self.period(start, end, Shape::Range, format!("{}..{}", iso(start), iso(end))));
        }
        let typed = self.month_of_year(&typed, today).unwrap_or_else(|| plain(&typed));
        match self.parse_named(&typed) {
            Some(period) => Ok(period),
            None if typed.starts_with('Y') => {
                self.parse_year(typed.split('Q').next().unwrap_or(&typed))?;
                bad(text).err()
            }
            None => bad(text).err(),
        }
    }

    /// A range of days that is a quarter, a month or a year as that; any other
    /// period as it is.
    pub fn proper(&self, period: Period) -> Period {
        let named = || self.parse_named(period.operating.as_ref().unwrap_or(&period.label));
        if period.shape == Shape::Range { named().unwrap_or(period) } else { period }
    }

    fn parse_named(&self, typed: &str) -> Option<Period> {
        let year = |s: &str| s.parse::<i32>().ok().filter(|y| s.len() == 4 && (1900..=2199).contains(y));
        let quarter = |s: &str| s.parse::<u32>().ok().filter(|q| s.len() == 1 && (1..=4).contains(q));
        if let Some(fiscal) = typed.strip_prefix("FY").or_else(|| year(typed).map(|_| typed)) {
            let start = NaiveDate::from_ymd_opt(year(fiscal)?, 1, 1)?;
            return Some(self.period(start, last_day(start, 12), Shape::Year, String::new()));
        }
        if let Some(rest) = typed.strip_prefix('Y') {
            let (no, q) = rest.split_once('Q').map_or((rest, None), |(no, q)| (no, Some(q)));
            let year = self.year(no.parse().ok()?)?;
            let Some(q) = q else {
                return Some(self.period(year.start, year.end, Shape::Year, format!("Y{no}")));
            };
            let (start, end) = year.quarter(quarter(q)?);
            return Some(self.period(start, end, Shape::Quarter, format!("Y{no}Q{q}")));
        }
        if let Some((y, q)) = typed.split_once('Q') {
            return Some(self.calendar_quarter(year(y)?, quarter(q)?));
        }
        let (y, m) = typed.split_once('-').or_else(|| typed.strip_suffix('月').and_then(|t| t.split_once('年')))?;
        let month = m.parse::<u32>().ok().filter(|_| (1..=2).contains(&m.len()))?;
        Some(self.month_of(NaiveDate::from_ymd_opt(year(y)?, month, 1)?))
    }
}

/// The words for an operating year.
const YEARS: [&str; 3] = ["今年", "本年", "去年"];

/// A month, a quarter or a year as it is named: `2021年第四季度` as `2021Q4`,
/// `第一运营年度` as `Y1`, `2021/11` as `2021-11`.
fn plain(typed: &str) -> String {
    let number = |text: &str| in_digits(text.strip_prefix('第').unwrap_or(text));
    let quarter = typed.strip_suffix("季度").and_then(|t| t.rsplit_once(['年', '度']));
    let (year, quarter) = quarter.map_or((typed, String::new()), |(year, quarter)| (year, format!("Q{}", number(quarter))));
    let operating = |t: &str| {
        Some(format!("Y{}", number(t.strip_prefix('第')?.trim_end_matches('度').trim_end_matches('年').trim_end_matches("运营"))))
    };
    if let Some(year) = operating(year) {
        return year + &quarter;
    }
    if !quarter.is_empty() {
        return format!("{year}{quarter}");
    }
    let year = year.strip_suffix("财政年度").or_else(|| year.strip_suffix('年')).unwrap_or(year);
    let month = year.split_once(['/', '.']).or_else(|| year.split_at_checked(4).filter(|_| year.len() == 6));
    match month.filter(|(y, m)| [y, m].iter().all(|t| t.bytes().all(|b| b.is_ascii_digit())) && y.len() == 4 && m.len() <= 2) {
        Some((y, m)) => format!("{y}-{m}"),
        None => year.replace("-Q", "Q"),
    }
}

fn bad(text: &str) -> Fault {
    Fault::input(tr!("期间“{text}”无法识别", "cannot read the period '{text}'")).hint(tr!(
        "期间写作 2021-11(月)、2021Q4(季)、Y1Q1(运营季)、Y1(运营年)、FY2022(财政年度)、2021-10-01..2021-12-31、2021年第四季度、2021年10-12月,或 上月、本月、上季、本季、今年、去年",
        "write periods as 2021-11, 2021Q4, Y1Q1, Y1, FY2022, 2021-10..2021-12 or 2021-10-01..2021-12-31"
    ))
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

#[cfg(test)]
mod tests;
