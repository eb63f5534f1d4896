//! Short codes: a letter and a number, `O7`.

use std::fmt;

use crate::domain::text::narrow;

/// A record's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    /// The kind of record, an ASCII capital.
    pub letter: char,
    /// Its number within the kind, from 1.
    pub number: i64,
}

impl Code {
    /// Makes a code.
    pub fn new(letter: char, number: i64) -> Self {
        Self { letter, number }
    }

    /// Reads `O7` or `o7`; `None` if the text is no code.
    pub fn parse(text: &str) -> Option<Self> {
        let typed = narrow(text);
        let mut chars = typed.chars();
        let letter = chars.next().filter(char::is_ascii_alphabetic)?.to_ascii_uppercase();
        let digits = chars.as_str();
        let plain = !digits.is_empty() && digits.len() <= 15 && digits.bytes().all(|b| b.is_ascii_digit());
        let number = plain.then(|| digits.parse().ok())??;
        (number >= 1).then_some(Self { letter, number })
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.letter, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_a_letter_and_a_number() {
        assert_eq!(Code::parse("o7").map(|c| c.to_string()).as_deref(), Some("O7"));
        assert_eq!(Code::parse("Ｔ12").map(|c| c.to_string()).as_deref(), Some("T12"));
        for text in ["", "7", "O", "O0", "OO7", "O7x", "启明", "O-1"] {
            assert_eq!(Code::parse(text), None, "{text}");
        }
    }
}
