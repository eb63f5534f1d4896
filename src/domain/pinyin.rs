//! How Chinese is typed in Latin letters: whole syllables, or their initials.

use pinyin::ToPinyin;

/// The syllables of a text without tones, one after another: `dengji` for 登记.
/// Letters and digits stand as they are, in lower case; other signs are left out.
pub fn spelt(text: &str) -> String {
    made(text, pinyin::Pinyin::plain)
}

/// The first letter of each syllable: `dj` for 登记.
pub fn initials(text: &str) -> String {
    made(text, pinyin::Pinyin::first_letter)
}

fn made(text: &str, of: fn(pinyin::Pinyin) -> &'static str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c.to_pinyin() {
            Some(syllable) => out.push_str(of(syllable)),
            None => out.extend(c.to_lowercase().filter(|c| c.is_alphanumeric())),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_spelt_and_the_rest_stands() {
        assert_eq!((spelt("登记"), initials("登记")), ("dengji".to_owned(), "dj".to_owned()));
        assert_eq!((spelt("O7 启明(灵武)"), initials("O7 启明(灵武)")), ("o7qiminglingwu".to_owned(), "o7qmlw".to_owned()));
        assert_eq!((spelt(""), initials("--")), (String::new(), String::new()));
    }
}
