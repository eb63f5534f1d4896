//! A day as files have it: with its weekday, with a time, as a number.

use chrono::{Datelike, NaiveDate, Weekday};

use super::book::day_of;
use crate::domain::date;
use crate::domain::text::fold_width;
use crate::tr;

/// The numbers that spreadsheets have for the days of the years 2000 to 2099.
const SERIALS: std::ops::RangeInclusive<u32> = 36_526..=73_050;

/// The day that a cell means, as ISO has it. A word such as `today` means none:
/// the file may be read on any day.
///
/// # Errors
/// Why it is no day, in words.
pub fn read(cell: &str, today: NaiveDate) -> Result<String, String> {
    let typed = fold_width(cell);
    if let Some(day) = serial(&typed) {
        return Ok(day);
    }
    let (text, weekday) = without_weekday(&typed);
    let text = without_time(&text);
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(tr!("不是日期的写法,写作 2021-11-05", "this is not how a date is written; write it as 2021-11-05"));
    }
    let day = date::read(text, today)?;
    match weekday {
        Some(said) if said != day.weekday() => {
            Err(tr!("所写的星期不是这一天的,请核对", "the weekday beside it is not that day's; check it"))
        }
        _ => Ok(date::iso(day)),
    }
}

/// The day that a number without the format of a day means.
fn serial(typed: &str) -> Option<String> {
    let number: u32 = typed.strip_suffix(".0").unwrap_or(typed).parse().ok()?;
    if !SERIALS.contains(&number) {
        return None;
    }
    day_of(number)
}

const WEEKDAYS: [(char, Weekday); 8] = [
    ('一', Weekday::Mon),
    ('二', Weekday::Tue),
    ('三', Weekday::Wed),
    ('四', Weekday::Thu),
    ('五', Weekday::Fri),
    ('六', Weekday::Sat),
    ('日', Weekday::Sun),
    ('天', Weekday::Sun),
];

/// A text without the weekday in it, and that weekday.
fn without_weekday(typed: &str) -> (String, Option<Weekday>) {
    for word in ["星期", "礼拜", "周"] {
        let Some((front, rest)) = typed.split_once(word) else { continue };
        let said = rest.chars().next().and_then(|c| WEEKDAYS.iter().find(|(name, _)| *name == c));
        let Some((name, weekday)) = said else { continue };
        let rest = &rest[name.len_utf8()..];
        let front = front.trim_end_matches(['(', ' ', ',']);
        let rest = rest.trim_start_matches([')', ' ', ',']);
        return (format!("{front} {rest}").trim().to_owned(), Some(*weekday));
    }
    (typed.to_owned(), None)
}

/// A text without a time of day behind it: `14:30`, `T09:00:00`, `下午3点`.
fn without_time(text: &str) -> &str {
    let is_time = |rest: &str| {
        let rest = rest.trim().trim_end_matches('Z');
        rest.contains([':', '点', '时']) || ["上午", "下午", "晚上", "中午", "AM", "PM"].iter().any(|word| rest.eq_ignore_ascii_case(word))
    };
    let at = text.find(' ').or_else(|| text.find('T'));
    match at.map(|at| text.split_at(at)) {
        Some((day, rest)) if is_time(rest.trim_start_matches('T')) => day.trim_end(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_offices_write_them() {
        let today = NaiveDate::from_ymd_opt(2024, 6, 15).expect("a day");
        for text in [
            "2022-02-18",
            "2022.2.18",
            "2022年2月18日(星期五)",
            "2022年2月18日 周五",
            "２０２２年2月18日",
            "2022-02-18 14:30",
            "2022-02-18T09:00:00",
            "2022-02-18(周五)14:30",
            "2022/2/18 下午",
            "44610",
            "44610.0",
            "20220218",
        ] {
            assert_eq!(read(text, today).as_deref(), Ok("2022-02-18"), "{text}");
        }
        for (text, word) in [
            ("2022年2月18日 星期日", "星期"),
            ("3月1日", "年份"),
            ("2022.11", "写法"),
            ("5/11/2021", "写法"),
            ("2021-02-30", "没有"),
            ("21.11.5", "写法"),
            ("今天", "写法"),
            ("12345", "写法"),
        ] {
            let why = read(text, today).expect_err(text);
            assert!(why.contains(word), "{text}: {why}");
        }
    }
}
