//! Small numbers as they are typed: scores, hours, counts.

use crate::domain::bounds::COUNT;
use crate::domain::numeral::{in_digits, is_negative, without};
use crate::domain::text::fold_width;
use crate::fault::Fault;
use crate::tr;

/// Reads a decimal with at most two decimals as hundredths, in `0..=most`.
///
/// # Errors
/// [`Fault`] (input) if it is no such number; `what` names it.
pub fn hundredths(text: &str, most: i64, what: &str) -> anyhow::Result<i64> {
    let typed = in_digits(without(&fold_width(text), &["分"]));
    if is_negative(&typed) {
        return negative(text, what).err();
    }
    let (whole, fraction) = typed.split_once('.').unwrap_or((&typed, ""));
    let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let value = (!whole.is_empty() && whole.len() <= 9 && plain(whole) && plain(fraction) && fraction.len() <= 2)
        .then(|| format!("{whole}{fraction:0<2}").parse::<i64>().ok())
        .flatten();
    match value {
        Some(value) if value <= most * 100 => Ok(value),
        _ => Fault::input(tr!(
            "{what}“{text}”无效:应为0至{most}的数,最多两位小数",
            "{what} '{text}' is not valid: a number from 0 to {most} with at most two decimals"
        ))
        .err(),
    }
}

/// Reads hours (`1.5`, `1.5小时`, `90分钟`, `1小时30分`) as whole minutes, at most a
/// thousand hours.
///
/// # Errors
/// [`Fault`] (input) if it is no such number.
pub fn hours(text: &str) -> anyhow::Result<i64> {
    let what = tr!("小时数", "hours");
    let typed = fold_width(text);
    if is_negative(&typed) {
        return negative(text, &what).err();
    }
    let units = ["个小时", "小时", "个钟头", "hours", "hour", "h"];
    let (whole, rest) = match typed.split_once("小时") {
        Some((whole, rest)) if !rest.is_empty() => (whole.strip_suffix('个').unwrap_or(whole), rest),
        _ if typed.ends_with('分') || typed.ends_with("分钟") => ("0", typed.as_str()),
        _ if typed == "半小时" || typed == "半个小时" => return Ok(30),
        _ => (without(&typed, &units), ""),
    };
    let minutes = match rest {
        "" => 0,
        "半" => 30,
        rest => hundredths(without(rest, &["分钟", "分"]), 60_000, &what).map_err(|_| not_hours(text, &what))? / 100,
    };
    let whole = hundredths(whole, 1000, &what).map_err(|_| not_hours(text, &what))?;
    Ok((whole * 60 + 50) / 100 + minutes)
}

fn not_hours(text: &str, what: &str) -> Fault {
    Fault::input(tr!(
        "{what}“{text}”无效:应为0至1000的数,最多两位小数,如 1.5、1.5小时、90分钟",
        "{what} '{text}' is not valid: a number from 0 to 1000 with at most two decimals"
    ))
}

/// What is said of a number below zero.
fn negative(text: &str, what: &str) -> Fault {
    Fault::input(tr!("{what}“{text}”无效:不能为负数", "{what} '{text}' is not valid: it cannot be negative"))
}

/// Minutes as hundredths of an hour, rounded: `90` is `150`.
pub const fn hundredths_of_hours(minutes: i64) -> i64 {
    (minutes * 100 + 30) / 60
}

/// The words that may stand after a count.
const COUNTED: [&str; 11] = ["人次", "人", "名", "位", "个", "家", "项", "次", "期", "场", "份"];

/// Reads a count, a whole number from 0 to a million: `30`, `30人`, `三十人`.
///
/// # Errors
/// [`Fault`] (input) if it is no such number; `what` names it.
pub fn count(text: &str, what: &str) -> anyhow::Result<i64> {
    let typed = fold_width(text);
    if is_negative(&typed) {
        return negative(text, what).err();
    }
    let typed = in_digits(without(&typed, &COUNTED));
    let digits = Some(&typed).filter(|typed| typed.bytes().all(|b| b.is_ascii_digit()));
    match digits.unwrap_or(&String::new()).parse::<i64>() {
        Ok(n) if (0..=COUNT).contains(&n) => Ok(n),
        _ => Fault::input(tr!("{what}“{text}”无效:应为0至{COUNT}的整数", "{what} '{text}' is not valid: a whole number from 0 to {COUNT}"))
            .err(),
    }
}

/// Reads a time of day (`14:00`, `9:30`) as minutes after midnight.
///
/// # Errors
/// [`Fault`] (input) if it is none; `what` names it.
pub fn time(text: &str, what: &str) -> anyhow::Result<i64> {
    let typed = fold_width(text);
    let part = |text: &str, below: i64| match text.parse::<i64>() {
        Ok(n) if n < below && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()) => Some(n),
        _ => None,
    };
    let read = typed.split_once(':').filter(|(_, minutes)| minutes.len() == 2);
    match read.and_then(|(hours, minutes)| Some(part(hours, 24)? * 60 + part(minutes, 60)?)) {
        Some(minutes) => Ok(minutes),
        None => Fault::input(tr!("{what}“{text}”不是时刻(如 14:00)", "{what} '{text}' is not a time of day (such as 14:00)")).err(),
    }
}

/// Minutes after midnight as a time of day: `840` is `14:00`.
pub fn clock(minutes: i64) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Hundredths as a decimal without needless zeros: `8550` is `85.5`.
pub fn decimal(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let text = format!("{sign}{}.{:02}", hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A decimal with one place, kept in tenths: `Tenths(499)` reads `49.9`, and is
/// the number 49.9 in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tenths(pub i64);

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{}", self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10)
    }
}

impl serde::Serialize for Tenths {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0 as f64 / 10.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_hours_as_offices_write_them() {
        for (text, n) in [("30", 30), ("30人", 30), ("３０ 人", 30), ("三十人", 30), ("0", 0), ("十二家", 12)] {
            assert_eq!(count(text, "n").expect(text), n, "{text}");
        }
        for (text, minutes) in [
            ("1.5", 90),
            ("1.5小时", 90),
            ("两小时", 120),
            ("2个小时", 120),
            ("半小时", 30),
            ("90分钟", 90),
            ("1小时30分", 90),
            ("1小时半", 90),
            ("1h", 60),
        ] {
            assert_eq!(hours(text).expect(text), minutes, "{text}");
        }
        for text in ["-3", "－3人", "负3"] {
            assert!(crate::fault::told(count(text, "人数"), crate::fault::Kind::Input).contains("不能为负数"), "{text}");
            assert!(crate::fault::told(hours(text), crate::fault::Kind::Input).contains("不能为负数"), "{text}");
        }
        for text in ["", "人", "3-5", "30多人", "约30", "1.5", "+3"] {
            assert!(count(text, "n").is_err(), "{text}");
        }
        for text in ["", "小时", "1小时x", "一会儿", "1.555"] {
            assert!(hours(text).is_err(), "{text}");
        }
    }

    #[test]
    fn tenths_are_decimals_in_words_and_in_json() {
        for (tenths, text) in [(499, "49.9"), (1000, "100.0"), (3, "0.3"), (-5, "-0.5"), (0, "0.0")] {
            assert_eq!(Tenths(tenths).to_string(), text);
            assert_eq!(serde_json::to_string(&Tenths(tenths)).expect("json"), text);
        }
    }
}
