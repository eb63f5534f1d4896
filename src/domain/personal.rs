//! Personal data: how it is masked, and how it is committed to.

use sha2::{Digest, Sha256};

use crate::domain::digest::hex;

/// Masks all but the first three and last four characters of a phone or ID
/// number; a short one entirely.
pub fn mask(value: &str) -> String {
    let chars: Vec<char> = value.chars().collect();
    if chars.len() < 8 {
        return "*".repeat(chars.len());
    }
    let tail = chars.len() - 4;
    chars.iter().enumerate().map(|(i, c)| if i < 3 || i >= tail { *c } else { '*' }).collect()
}

/// A text in which no number of a person stands whole: of one with seven digits or
/// more only the ends are left.
pub fn without_numbers(text: &str) -> String {
    if text.chars().filter(|c| c.is_numeric()).count() < 7 { text.to_owned() } else { mask(text) }
}

/// The commitment that the journal holds instead of a value: lower-case hex of
/// SHA-256 over `kind`, a zero byte, the salt's 32 hex digits, a zero byte and
/// the value in UTF-8.
pub fn commitment(kind: &str, salt: &str, value: &str) -> String {
    let mut hash = Sha256::new();
    for part in [kind.as_bytes(), &[0], salt.as_bytes(), &[0], value.as_bytes()] {
        hash.update(part);
    }
    hex(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_keep_the_ends() {
        assert_eq!(mask("13800138000"), "138****8000");
        assert_eq!(mask("1234"), "****");
        assert_ne!(commitment("phone", "a", "b"), commitment("phone", "b", "a"));
    }
}
