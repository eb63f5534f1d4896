//! The plan's calendar of operating years, and how periods are typed.

use chrono::{Datelike, NaiveDate};

use crate::domain::date::{self, add_months, iso};
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

    /// The year numbered `no`.
    pub fn year(&self, no: i64) -> Option<&OperatingYear> {
        self.years.iter().find(|y| y.no == no)
    }

    /// Reads an operating year, `Y1`.
    ///
    /// # Errors
    /// [`Fault`] (input) if the plan has no such year.
    pub fn parse_year(&self, text: &str) -> anyhow::Result<&OperatingYear> {
        let typed = fold_width(text).to_ascii_uppercase();
        let found = typed.strip_prefix('Y').and_then(|n| n.parse().ok()).and_then(|n| self.year(n));
        match found {
            Some(year) => Ok(year),
            None => Fault::input(tr!("没有运营年度“{text}”", "there is no operating year '{text}'"))
                .hint(tr!(
                    "计划中的年度:{list}",
                    "the plan's years: {list}",
                    list = join(self.years.iter().map(|y| format!("Y{} ({}..{})", y.no, y.start, y.end)))
                ))
                .err(),
        }
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

    /// `2021年第四季度` as `2021Q4`, `2021年1-3月` as `2021-1..2021-3`.
    fn plain(typed: &str) -> String {
        if let Some((year, quarter)) = typed.strip_suffix("季度").and_then(|t| t.split_once('年')) {
            let quarter = quarter.strip_prefix('第').unwrap_or(quarter);
            let number = ["一", "二", "三", "四"].iter().position(|q| *q == quarter).map(|at| (at + 1).to_string());
            return format!("{year}Q{}", number.as_deref().unwrap_or(quarter));
        }
        let months = typed.strip_suffix('月').and_then(|t| t.split_once('年')).and_then(|(y, m)| Some((y, m.split_once('-')?)));
        match months {
            Some((year, (from, to))) => format!("{year}-{from}..{year}-{to}"),
            None => typed.to_owned(),
        }
    }

    /// Reads a period: `2021-11`, `2021Q4`, `Y1`, `Y1Q1`, `FY2022` or `2022`,
    /// `2021-10-01..2021-12-31`, `2021-10..2021-12`, in Chinese
    /// `2021年第四季度`, `2021年10-12月`, `上月`, `本季`, `去年` (operating year).
    ///
    /// # Errors
    /// [`Fault`] (input) if it is none of these.
    pub fn parse(&self, text: &str, today: NaiveDate) -> anyhow::Result<Period> {
        let typed = fold_width(text).to_ascii_uppercase();
        if let Some(period) = self.parse_word(&typed, today) {
            return Ok(period);
        }
        let typed = Self::plain(&typed);
        if let Some((from, to)) = typed.split_once("..") {
            let of_month = |text: &str| self.parse_named(text.trim()).filter(|p| p.shape == Shape::Month);
            let (start, end) = match (of_month(from), of_month(to)) {
                (Some(from), Some(to)) => (from.start, to.end),
                _ => (date::parse(from, today)?, date::parse(to, today)?),
            };
            if start > end {
                return Fault::input(tr!("期间“{text}”的起日晚于止日", "the period '{text}' ends before it starts")).err();
            }
            return Ok(self.period(start, end, Shape::Range, format!("{}..{}", iso(start), iso(end))));
        }
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

fn bad(text: &str) -> Fault {
    Fault::input(tr!("期间“{text}”无法识别", "cannot read the period '{text}'")).hint(tr!(
        "期间写作 2021-11(月)、2021Q4(季)、Y1Q1(运营季)、Y1(运营年)、FY2022(财政年度)、2021-10-01..2021-12-31,或 上月、本月、上季、本季、今年、去年",
        "write periods as 2021-11, 2021Q4, Y1Q1, Y1, FY2022, 2021-10..2021-12 or 2021-10-01..2021-12-31"
    ))
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        date::parse_iso(text).expect(text)
    }

    fn calendar(start: &str) -> Calendar {
        let start = day(start);
        let years = (0..3u32)
            .map(|i| OperatingYear { no: i64::from(i) + 1, start: add_months(start, 12 * i), end: last_day(add_months(start, 12 * i), 12) })
            .collect();
        Calendar { years }
    }

    #[test]
    fn periods_of_the_built_in_plan() {
        let plan = calendar("2021-10-01");
        let span = |text: &str| {
            let p = plan.parse(text, day("2021-11-05")).expect(text);
            (p.label, iso(p.start), iso(p.end), p.operating)
        };
        let is = |l: &str, s: &str, e: &str, o: Option<&str>| (l.to_owned(), s.to_owned(), e.to_owned(), o.map(str::to_owned));
        assert_eq!(span("2021Q4"), is("2021Q4", "2021-10-01", "2021-12-31", Some("Y1Q1")));
        assert_eq!(span("y1q1"), span("2021Q4"));
        assert_eq!(span("Y3"), is("Y3", "2023-10-01", "2024-09-30", Some("Y3")));
        assert_eq!(span("2021-11"), is("2021-11", "2021-11-01", "2021-11-30", None));
        assert_eq!(span("2021年2月"), is("2021-02", "2021-02-01", "2021-02-28", None));
        assert_eq!(span("FY2022"), is("FY2022", "2022-01-01", "2022-12-31", None));
        assert_eq!(span("2021-10-02..今天"), is("2021-10-02..2021-11-05", "2021-10-02", "2021-11-05", None));
        assert_eq!(span("2020Q1").3, None);
        for text in ["Y4", "Y1Q5", "2021Q0", "2021-13", "2021年第五季度", "2021年1-13月", "2021-12-31..2021-01-01", "x", "Q1", "Y"] {
            assert!(crate::fault::told(plan.parse(text, day("2021-11-05")), crate::fault::Kind::Input).contains('“'), "{text}");
        }
        for (text, same) in [
            ("2022", "FY2022"),
            ("2021年第四季度", "2021Q4"),
            ("2021年第4季度", "2021Q4"),
            ("2021年四季度", "2021Q4"),
            ("2021-10..2021-12", "2021-10-01..2021-12-31"),
            ("2021年10-12月", "2021-10-01..2021-12-31"),
            ("本月", "2021-11"),
            ("上月", "2021-10"),
            ("本季", "2021Q4"),
            ("上季度", "2021Q3"),
            ("今年", "Y1"),
        ] {
            assert_eq!((span(text).1, span(text).2), (span(same).1, span(same).2), "{text}");
        }
        let later = |text: &str| plan.parse(text, day("2025-01-01")).map(|p| p.label);
        assert_eq!(later("去年").expect("the last year that ended"), "Y3");
        assert!(later("今年").is_err() && plan.parse("去年", day("2021-11-05")).is_err(), "no such operating year");
        assert_eq!(plan.quarter_before(day("2022-01-01")).label, "2021Q4");
        let prose = |text: &str| plan.parse(text, day("2021-11-05")).expect(text).prose();
        assert_eq!(prose("Y1Q1"), "2021年第四季度(2021-10-01至2021-12-31)");
        assert_eq!(prose("2021-02"), "2021年2月(2021-02-01至2021-02-28)");
        assert_eq!(prose("FY2022"), "2022财政年度(2022-01-01至2022-12-31)");
        assert_eq!(prose("Y3"), "Y3年度(2023-10-01至2024-09-30)");
        assert_eq!(prose("2021-10-02..2021-11-05"), "2021-10-02至2021-11-05");
        assert_eq!(plan.year_at(day("2026-01-01")).no, 3);
        assert_eq!(plan.year_at(day("2020-01-01")).no, 1);
    }

    #[test]
    fn operating_quarters_need_not_be_calendar_quarters() {
        let plan = calendar("2022-02-15");
        let p = plan.quarter_of(day("2022-05-14"));
        assert_eq!((p.label.as_str(), iso(p.start), iso(p.end)), ("Y1Q1", "2022-02-15".into(), "2022-05-14".into()));
        let p = plan.quarter_of(day("2021-01-01"));
        assert_eq!((p.label.as_str(), p.operating), ("2021Q1", None));
    }
}
