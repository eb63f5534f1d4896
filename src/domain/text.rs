//! Text as people type it, as it is compared, and as it may be shown.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

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

/// Whether a character could drive a terminal or reorder or hide text: by its
/// Unicode category controls, marks of format, line separators and private use;
/// beside those what is drawn as nothing, and what never will be a character.
pub fn is_unsafe(c: char) -> bool {
    if matches!(c, ' '..='~' | '\u{4e00}'..='\u{9fff}') {
        return false;
    }
    match c.general_category_group() {
        GeneralCategoryGroup::Other => c.general_category() != GeneralCategory::Unassigned || never_shown(c),
        GeneralCategoryGroup::Separator => matches!(c, '\u{2028}' | '\u{2029}'),
        _ => is_drawn_as_nothing(c),
    }
}

/// Whether an unassigned character stays one, or will not be seen.
fn never_shown(c: char) -> bool {
    matches!(c, '\u{2065}' | '\u{fdd0}'..='\u{fdef}' | '\u{fff0}'..='\u{fff8}' | '\u{e0000}'..='\u{e0fff}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Letters, marks and signs that are blank or have no width.
fn is_drawn_as_nothing(c: char) -> bool {
    matches!(c,
        '\u{034f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{2800}'
        | '\u{3164}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
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

/// Whether a character is a Chinese one.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '々' | '〇' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A character that nobody sees: marks of direction, joiners, byte-order marks,
/// and letters that are blank. Spaces and controls are none.
fn is_invisible(c: char) -> bool {
    (is_unsafe(c) && !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..))
        || matches!(c, '\u{fe00}'..='\u{fe0f}')
}

/// A text without what nobody sees in it, and without blanks around it.
pub fn visible(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).collect::<String>().trim().to_owned()
}

/// The form in which names are compared: two texts that a reader takes for the
/// same have one form. Compatibility forms are folded (Unicode NFKC), case,
/// blanks, what nobody sees and the shapes of interpuncts and brackets count for
/// nothing, and characters of GBK's private-use area are those that Unicode has
/// since (GB 18030-2022).
pub fn matching(text: &str) -> Cow<'_, str> {
    let common = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}' | 'a'..='z' | '0'..='9' | '·');
    if text.chars().all(common) {
        return Cow::Borrowed(text);
    }
    let current: String = text.chars().map(current).collect();
    let matching: String = current
        .nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| !c.is_whitespace() && !is_invisible(*c))
        .map(|c| match c {
            '•' | '‧' | '∙' | '・' | '⋅' | '●' | '.' => '·',
            '【' | '〔' | '[' => '(',
            '】' | '〕' | ']' => ')',
            '’' => '\'',
            '–' | '—' | '‐' | '‑' => '-',
            other => other,
        })
        .collect();
    if matching == text { Cow::Borrowed(text) } else { Cow::Owned(matching) }
}

/// The form in which a name is compared, where the name itself is not in it.
pub fn name_key(name: &str) -> Option<String> {
    match matching(name) {
        Cow::Owned(key) if !key.is_empty() => Some(key),
        _ => None,
    }
}

/// A character of GBK's private-use area as Unicode has it today: GB 18030 gives
/// both the same two bytes, FE50 to FEA0.
fn current(c: char) -> char {
    let place = u32::from(c).wrapping_sub(0xe815);
    let Some(place) = u8::try_from(place).ok().filter(|place| *place <= 0x4f) else { return c };
    let second = 0x50 + place;
    let bytes = [0xfe, second + u8::from(second >= 0x7f)];
    let text = encoding_rs::GB18030.decode_without_bom_handling(&bytes).0;
    text.chars().next().unwrap_or(c)
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
    fn what_is_not_seen_is_unsafe() {
        let marks = ['\u{ad}', '\u{600}', '\u{61c}', '\u{200d}', '\u{2028}', '\u{2065}', '\u{feff}', '\u{1d173}', '\u{e0041}'];
        let blanks = ['\u{34f}', '\u{115f}', '\u{1160}', '\u{17b4}', '\u{180e}', '\u{2800}', '\u{3164}', '\u{ffa0}', '\u{e0100}'];
        let others = ['\0', '\n', '\u{7f}', '\u{9b}', '\u{e000}', '\u{f0000}', '\u{fdd0}', '\u{ffff}', '\u{1fffe}'];
        for c in [marks, blanks, others].concat() {
            assert!(is_unsafe(c), "{:x}", u32::from(c));
        }
        // A letter that Unicode does not have yet may be one tomorrow.
        for c in "a~ é·中䶮𠮷\u{3000}\u{a0}\u{fe0f}\u{301}ئ€👍\u{3fffd}".chars() {
            assert!(!is_unsafe(c), "{:x}", u32::from(c));
        }
    }

    #[test]
    fn what_reads_alike_matches() {
        for (a, b) in [
            ("阿依古丽·买买提", "阿依古丽•买买提"),
            ("阿依古丽·买买提", "阿依古丽・买买提"),
            ("Ｌｉ Ming", "li ming"),
            ("Rene\u{301}e", "Renée"),
            ("李\u{200b}明", "李明"),
            ("刘\u{e863}", "刘䶮"),
            ("启明（灵武）", "启明(灵武)"),
            ("启明 中心", "启明中心"),
            ("ＡＢＣ社工", "abc社工"),
            ("启明【灵武】", "启明(灵武)"),
        ] {
            assert_eq!(matching(a), matching(b), "{a} {b}");
        }
        for (a, b) in [("李明", "李朋"), ("启明", "启明社"), ("\u{e863}", "\u{e864}")] {
            assert_ne!(matching(a), matching(b), "{a} {b}");
        }
    }
}
