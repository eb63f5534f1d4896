//! Text as people type it, and text as it may be shown.

/// Folds full-width letters, digits and signs (U+FF01–FF5E, U+3000) to ASCII
/// and trims: what an input method left on is no error.
pub fn fold_width(text: &str) -> String {
    let folded: String = text
        .chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            '\u{3000}' => ' ',
            other => other,
        })
        .collect();
    folded.trim().to_owned()
}

/// Whether a character could drive a terminal or reorder or hide text: C0, DEL,
/// C1, bidirectional and zero-width marks, line separators, private use.
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00ad}' | '\u{061c}' | '\u{070f}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
            | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..)
}

/// One line that is safe on a terminal: every unsafe character becomes a
/// visible `\u{…}`.
pub fn printable(text: &str) -> String {
    if !text.chars().any(is_unsafe) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_unsafe(c) { out.extend(c.escape_unicode()) } else { out.push(c) }
    }
    out
}

/// A text of at most so many characters; what is cut off leaves an ellipsis.
pub fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// A person's name without the spaces that only align it in a list: `李　明` is
/// `李明`; between words of other scripts one space stays.
pub fn person_name(text: &str) -> String {
    let han = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' | '·'));
    let mut name = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let joined = name.is_empty() || (han(name.chars().next_back()) && han(word.chars().next()));
        if !joined {
            name.push(' ');
        }
        name += word;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_becomes_ascii() {
        assert_eq!(fold_width(" ２０２１-11-05　"), "2021-11-05");
        assert_eq!(fold_width("￥１，２００"), "￥1,200");
    }

    #[test]
    fn controls_and_bidi_marks_are_shown() {
        assert_eq!(printable("启明\u{1b}[31m"), "启明\\u{1b}[31m");
        assert_eq!(printable("a\u{202e}b"), "a\\u{202e}b");
        assert_eq!(printable("启明社工"), "启明社工");
    }

    #[test]
    fn names_lose_the_spaces_that_align_them() {
        assert_eq!(person_name(" 李　明 "), "李明");
        assert_eq!(person_name("阿依古丽 · 买买提"), "阿依古丽·买买提");
        assert_eq!(person_name("Li  Ming"), "Li Ming");
        assert_eq!(person_name("　"), "");
    }
}
