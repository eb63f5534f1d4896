//! Dates as they are typed, kept (ISO 8601).

use chrono::{Datelike, Months, NaiveDate};

use crate::domain::text::fold_width;
use crate::fault::Fault;
use crate::tr;

/// The first year of which a day may be typed.
pub const FIRST_YEAR: i32 = 1900;
/// The last one.
pub const LAST_YEAR: i32 = 2199;

/// Whether a day is one that may be typed.
pub fn can_be_typed(day: NaiveDate) -> bool {
    (FIRST_YEAR..=LAST_YEAR).contains(&day.year())
}

/// Reads a date: `2021-11-05`, `20211105`, `2021/11/5`, `2021.11.05`,
/// `2021年11月5日`, `today`, `今天`, `yesterday`, `昨天`.
///
/// # Errors
/// [`Fault`] (input) if it is none of these, or no real day.
pub fn parse(text: &str, today: NaiveDate) -> anyhow::Result<NaiveDate> {
    let typed = fold_width(text);
    if typed.eq_ignore_ascii_case("today") || typed == "今天" {
        return Ok(today);
    }
    if typed.eq_ignore_ascii_case("yesterday") || typed == "昨天" {
        return Ok(today.pred_opt().unwrap_or(today));
    }
    let bad = |why: String| {
        Fault::input(tr!("日期“{text}”无法识别:{why}", "cannot read the date '{text}': {why}")).hint(tr!(
            "日期写作 2021-11-05、20211105、2021/11/5、2021.11.05、2021年11月5日,或 今天、昨天",
            "write dates as 2021-11-05, 20211105, 2021/11/5, 2021.11.05, today or yesterday"
        ))
    };
    let Some((year, month, day)) = split(&typed) else {
        return bad(tr!("不是日期的写法", "this is not how a date is written")).err();
    };
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) if can_be_typed(date) => Ok(date),
        _ => bad(tr!(
            "没有{year}年{month}月{day}日这一天(年份限{FIRST_YEAR}至{LAST_YEAR})",
            "there is no day {year}-{month:02}-{day:02} (years {FIRST_YEAR} to {LAST_YEAR})"
        ))
        .err(),
    }
}

fn split(typed: &str) -> Option<(i32, u32, u32)> {
    let digits = |s: &str, most: usize| {
        (!s.is_empty() && s.len() <= most && s.bytes().all(|b| b.is_ascii_digit())).then_some(())?;
        s.parse::<u32>().ok()
    };
    if typed.len() == 8 && typed.is_ascii() && !typed.contains(['-', '/', '.']) {
        return Some((digits(&typed[..4], 4)? as i32, digits(&typed[4..6], 2)?, digits(&typed[6..], 2)?));
    }
    let plain = match typed.strip_suffix('日') {
        Some(front) => front.replacen('年', "-", 1).replacen('月', "-", 1),
        None if typed.contains('-') => typed.to_owned(),
        None if typed.contains('/') => typed.replace('/', "-"),
        None => typed.replace('.', "-"),
    };
    let mut parts = plain.split('-').map(str::trim);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    (parts.next().is_none() && year.len() == 4).then_some(())?;
    Some((digits(year, 4)? as i32, digits(month, 2)?, digits(day, 2)?))
}

/// Reads a date that the file itself holds: ISO only.
pub fn parse_iso(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|date| iso(*date) == text)
}

/// `2021-09-24`, as tables and JSON have it.
pub fn iso(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

/// A moment of the journal as tables have it, to the second and without its
/// zone; a bare day stays one.
pub fn when(at: &str) -> String {
    at.get(..19).map_or_else(|| at.to_owned(), |t| t.replace('T', " "))
}

/// The day `months` calendar months later, or the month's last day where that
/// day does not exist (Civil Code, art. 203).
pub fn add_months(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_a_day() {
        let today = NaiveDate::from_ymd_opt(2022, 3, 1).expect("a day");
        for text in ["2021-11-05", "20211105", "2021/11/5", "2021年11月5日", "２０２１－１１－０５", "2021.11.05", "2021.11.5"]
        {
            assert_eq!(iso(parse(text, today).expect(text)), "2021-11-05", "{text}");
        }
        assert_eq!(parse("今天", today).expect("today"), today);
        for text in ["昨天", "Yesterday"] {
            assert_eq!(iso(parse(text, today).expect(text)), "2022-02-28", "{text}");
        }
        for text in ["2021-02-30", "21-1-1", "2021-11", "2021-1-1-1", "", "2021/11-5", "2021.11/5", "2021.11", "99999999"] {
            assert!(crate::fault::told(parse(text, today), crate::fault::Kind::Input).contains(text), "{text}");
        }
    }

    #[test]
    fn months_end_where_the_month_ends() {
        let day = |t| parse_iso(t).expect(t);
        assert_eq!(add_months(day("2021-12-31"), 2), day("2022-02-28"));
        assert_eq!(add_months(day("2021-10-01"), 12), day("2022-10-01"));
    }
}
