//! Words that a spreadsheet could run as a formula, made harmless and back.

use std::borrow::Cow;

fn is_trigger(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠')
}

/// Disarms a text that a spreadsheet could run. Reversible.
pub fn guard(text: &str) -> Cow<'_, str> {
    if text.trim_start_matches('\'').starts_with(is_trigger) { format!("'{text}").into() } else { text.into() }
}

/// What [`guard`] was given.
pub fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(is_trigger) => rest,
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
