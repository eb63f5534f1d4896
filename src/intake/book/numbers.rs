//! Numbers and days as a spreadsheet keeps them.

use chrono::{Days, NaiveDate};

use crate::intake::sheet::Kind;

/// From here on a number has more digits than a spreadsheet keeps.
const LOST: f64 = 1e15;

/// A number as it is shown, without what binary fractions add.
pub(super) fn number(value: f64) -> (String, Kind) {
    if !value.is_finite() {
        return (value.to_string(), Kind::Error);
    }
    // Fifteen digits are all that a spreadsheet keeps.
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    match rounded.abs() {
        0.0..LOST => (rounded.to_string(), Kind::Plain),
        ..1e25 => (rounded.to_string(), Kind::Lost),
        _ => (format!("{rounded:e}"), Kind::Lost),
    }
}

/// A number as a file writes it.
pub(super) fn typed(text: &str) -> Option<(String, Kind)> {
    text.trim().parse().ok().map(number)
}

/// The day, and the time if there is one, of a number counted in days.
pub(super) fn day(serial: f64, since_1904: bool) -> Option<String> {
    const LAST: f64 = 2_958_465.0;
    if !(0.0..=LAST).contains(&serial) {
        return None;
    }
    let minutes = (serial.fract() * 1_440.0).round();
    let time = |minutes: f64| format!("{:02}:{:02}", (minutes / 60.0).floor(), minutes % 60.0);
    if serial < 1.0 && !since_1904 {
        return Some(time(minutes));
    }
    // Excel holds 1900 for a leap year, so days before March are one further on.
    let start = match serial {
        _ if since_1904 => NaiveDate::from_ymd_opt(1904, 1, 1),
        ..60.0 => NaiveDate::from_ymd_opt(1899, 12, 31),
        _ => NaiveDate::from_ymd_opt(1899, 12, 30),
    };
    let days: u64 = serial.floor().to_string().parse().ok()?;
    let day = start?.checked_add_days(Days::new(days))?;
    Some(if minutes > 0.0 { format!("{day} {}", time(minutes)) } else { day.to_string() })
}

/// A number in a cell whose format shows days, or else as a number.
pub(super) fn shown(value: f64, is_day: bool, since_1904: bool) -> (String, Kind) {
    match day(value, since_1904).filter(|_| is_day) {
        Some(day) => (day, Kind::Plain),
        None => number(value),
    }
}

/// Whether one of the formats that every spreadsheet has shows days.
pub(super) fn is_day_format(id: usize) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

/// Whether a format of the file's own shows days.
pub(super) fn is_day_pattern(pattern: &str) -> bool {
    if pattern.eq_ignore_ascii_case("general") || pattern.eq_ignore_ascii_case("standard") {
        return false;
    }
    let (mut quoted, mut bracketed, mut skip) = (false, false, false);
    for c in pattern.chars() {
        match c {
            _ if skip => skip = false,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' => bracketed = true,
            ']' => bracketed = false,
            _ if bracketed => {}
            '\\' | '_' | '*' => skip = true,
            ';' => return false,
            'y' | 'd' | 'm' | 'h' | 's' | 'Y' | 'D' | 'M' | 'H' | 'S' | '年' | '月' | '日' => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_they_were_typed() {
        for (value, text, kind) in [
            (13_802_831_120.0, "13802831120", Kind::Plain),
            (1_234.56 + 1e-12, "1234.56", Kind::Plain),
            (-0.5, "-0.5", Kind::Plain),
            (110_105_199_001_010_000.0, "110105199001010000", Kind::Lost),
            (1e300, "1e300", Kind::Lost),
            (f64::NAN, "NaN", Kind::Error),
        ] {
            assert_eq!(number(value), (text.to_owned(), kind));
        }
    }

    #[test]
    fn days_are_counted_as_spreadsheets_do() {
        for (serial, since_1904, text) in [
            (44_610.0, false, Some("2022-02-18")),
            (44_610.5, false, Some("2022-02-18 12:00")),
            (43_148.0, true, Some("2022-02-18")),
            (59.0, false, Some("1900-02-28")),
            (61.0, false, Some("1900-03-01")),
            (0.75, false, Some("18:00")),
            (-1.0, false, None),
            (3e6, false, None),
        ] {
            assert_eq!(day(serial, since_1904).as_deref(), text, "{serial}");
        }
    }

    #[test]
    fn patterns_of_days() {
        for pattern in ["yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy/m/d", "h:mm"] {
            assert!(is_day_pattern(pattern), "{pattern}");
        }
        for pattern in ["General", "0.00", "#,##0.00_);[Red]\\(#,##0.00\\)", "0\"days\"", "000000000000000000", "Standard"] {
            assert!(!is_day_pattern(pattern), "{pattern}");
        }
    }
}
