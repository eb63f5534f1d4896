//! Small numbers as they are typed: scores, hours, counts.

use crate::domain::bounds::COUNT;
use crate::domain::text::fold_width;
use crate::fault::Fault;
use crate::tr;

/// Reads a decimal with at most two decimals as hundredths, in `0..=most`.
///
/// # Errors
/// [`Fault`] (input) if it is no such number; `what` names it.
pub fn hundredths(text: &str, most: i64, what: &str) -> anyhow::Result<i64> {
    let typed = fold_width(text);
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

/// Reads hours (`1.5`) as whole minutes, at most a thousand hours.
///
/// # Errors
/// [`Fault`] (input) if it is no such number.
pub fn hours(text: &str) -> anyhow::Result<i64> {
    Ok((hundredths(text, 1000, &tr!("小时数", "hours"))? * 60 + 50) / 100)
}

/// Minutes as hundredths of an hour, rounded: `90` is `150`.
pub const fn hundredths_of_hours(minutes: i64) -> i64 {
    (minutes * 100 + 30) / 60
}

/// Reads a count, a whole number from 0 to a million.
///
/// # Errors
/// [`Fault`] (input) if it is no such number; `what` names it.
pub fn count(text: &str, what: &str) -> anyhow::Result<i64> {
    match fold_width(text).parse::<i64>() {
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
    fn tenths_are_decimals_in_words_and_in_json() {
        for (tenths, text) in [(499, "49.9"), (1000, "100.0"), (3, "0.3"), (-5, "-0.5"), (0, "0.0")] {
            assert_eq!(Tenths(tenths).to_string(), text);
            assert_eq!(serde_json::to_string(&Tenths(tenths)).expect("json"), text);
        }
    }
}
