//! Words that a spreadsheet could run as a formula, made harmless and back.

use std::borrow::Cow;

fn is_trigger(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠')
}

/// Disarms a text that a spreadsheet could run. Reversible.
pub fn guard(text: &str) -> Cow<'_, str> {
    if text.trim_start_matches('\'').starts_with(is_trigger) { format!("'{text}").into() } else { text.into() }
}

/// Keeps a text that a spreadsheet would take for a number or a date, and change:
/// of twelve digits or more, with a leading zero, like `2022-03` or `3E5`.
/// Reversible, as [`guard`] is.
pub fn guard_digits(text: &str) -> Cow<'_, str> {
    if is_mangled(text.trim_start_matches('\'')) { format!("'{text}").into() } else { text.into() }
}

fn is_mangled(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if digits(text) {
        return text.len() >= 12 || (text.len() > 1 && text.starts_with('0'));
    }
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let like_date = (2..=3).contains(&parts.len()) && parts.iter().all(|part| digits(part) && part.len() <= 4) && text.len() > 2;
    like_date || text.to_ascii_uppercase().split_once('E').is_some_and(|(front, power)| digits(front) && digits(power))
}

/// What [`guard`] or [`guard_digits`] was given.
pub fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(is_trigger) || is_mangled(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn guarding_is_reversible(text in "('|=|\\+|-|@|\\t|\\r|\\n|a|中|＝|,|\"){0,8}") {
            let guarded = guard(&text);
            prop_assert!(!guarded.starts_with(is_trigger));
            prop_assert_eq!(unguard(&guarded), &text);
        }
    }
}
