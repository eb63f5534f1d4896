//! Dates as they are typed, kept (ISO 8601).

use chrono::{Datelike, Months, NaiveDate, TimeDelta};

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
/// `2021年11月5日`, `today`, `今天`, `yesterday`, `昨天`, `前天`, `明天`. Of a day
/// without its year see [`yearless`].
///
/// # Errors
/// [`Fault`] (input) if it is none of these, or no real day.
pub fn parse(text: &str, today: NaiveDate) -> anyhow::Result<NaiveDate> {
    read(text, today).or_else(|why| {
        Fault::input(tr!("日期“{text}”无法识别:{why}", "cannot read the date '{text}': {why}"))
            .hint(tr!(
                "日期写作 2021-11-05、20211105、2021/11/5、2021.11.05、2021年11月5日,或 今天、昨天、前天",
                "write dates as 2021-11-05, 20211105, 2021/11/5, 2021.11.05, today or yesterday"
            ))
            .err()
    })
}

/// As [`parse`].
///
/// # Errors
/// Why it is none, in words.
pub fn read(text: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    let typed = fold_width(text);
    let word = WORDS.iter().find(|(words, _)| words.iter().any(|word| word.eq_ignore_ascii_case(&typed)));
    if let Some((_, days)) = word {
        return Ok(today.checked_add_signed(TimeDelta::days(*days)).unwrap_or(today));
    }
    if let Some((month, day)) = yearless(&typed) {
        return Err(tr!("没有写明年份({month}月{day}日)", "the year is missing ({month:02}-{day:02})"));
    }
    let Some((year, month, day)) = split(&typed) else {
        return Err(tr!("不是日期的写法", "this is not how a date is written"));
    };
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) if can_be_typed(date) => Ok(date),
        _ => Err(tr!(
            "没有{year}年{month}月{day}日这一天(年份限{FIRST_YEAR}至{LAST_YEAR})",
            "there is no day {year}-{month:02}-{day:02} (years {FIRST_YEAR} to {LAST_YEAR})"
        )),
    }
}

/// Words for days, with how many after today they are.
const WORDS: [(&[&str], i64); 4] =
    [(&["today", "今天", "今日"], 0), (&["yesterday", "昨天", "昨日"], -1), (&["前天", "前日"], -2), (&["tomorrow", "明天", "明日"], 1)];

/// The month and day of a date without its year: `11月5日`, `11-05`, `11/5`.
pub fn yearless(text: &str) -> Option<(u32, u32)> {
    let typed = fold_width(text);
    let (month, day) = match typed.strip_suffix(['日', '号']) {
        Some(front) => front.split_once('月')?,
        None => typed.split_once(['-', '/', '.'])?,
    };
    let (month, day) = (digits(month.trim(), 2)?, digits(day.trim(), 2)?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((month, day))
}

/// A number of at most so many digits.
fn digits(text: &str, most: usize) -> Option<u32> {
    (!text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit())).then_some(())?;
    text.parse().ok()
}

fn split(typed: &str) -> Option<(i32, u32, u32)> {
    if typed.len() == 8 && typed.is_ascii() && !typed.contains(['-', '/', '.']) {
        return Some((digits(&typed[..4], 4)? as i32, digits(&typed[4..6], 2)?, digits(&typed[6..], 2)?));
    }
    let plain = match typed.strip_suffix(['日', '号']) {
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

/// Text whose days read as in a Chinese sentence, `2021年9月24日`: what is no day,
/// or a part of a longer word, stays as it is.
pub fn in_prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_alphanumeric()) {
        let (before, word) = rest.split_at(start);
        let end = word.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(word.len());
        let (word, after) = word.split_at(end);
        out.push_str(before);
        match parse_iso(word) {
            Some(day) => out.push_str(&day.format("%Y年%-m月%-d日").to_string()),
            None => out.push_str(word),
        }
        rest = after;
    }
    out + rest
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
        assert_eq!(iso(parse("2021年11月5号", today).expect("a day")), "2021-11-05");
        assert_eq!(iso(parse("前天", today).expect("a day")), "2022-02-27");
        for (text, day) in [("11月5日", (11, 5)), ("11-05", (11, 5)), ("１１／５", (11, 5)), ("2月29号", (2, 29)), ("11.5", (11, 5))]
        {
            assert_eq!(yearless(text), Some(day), "{text}");
            assert!(crate::fault::told(parse(text, today), crate::fault::Kind::Input).contains("没有写明年份"), "{text}");
        }
        for text in ["13-01", "11月", "5日", "2021-11", "11-5-1", "", "-"] {
            assert_eq!(yearless(text), None, "{text}");
        }
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
