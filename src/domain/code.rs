//! Short codes: a prefix of one to three capitals and a number, `O7`, `AT12`.

use std::fmt;

use crate::domain::text::fold_width;

/// What the codes of a kind of record begin with: one to three ASCII capitals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Prefix([u8; Prefix::LONGEST]);

impl Prefix {
    /// The most letters that a prefix has.
    const LONGEST: usize = 3;

    /// The prefix of these letters. In a constant, anything else than one to
    /// three capitals does not compile.
    pub const fn new(letters: &str) -> Self {
        let bytes = letters.as_bytes();
        assert!(!bytes.is_empty() && bytes.len() <= Self::LONGEST, "a prefix has one to three letters");
        let mut padded = [0; Self::LONGEST];
        let mut i = 0;
        while i < bytes.len() {
            assert!(bytes[i].is_ascii_uppercase(), "a prefix has capitals only");
            padded[i] = bytes[i];
            i += 1;
        }
        Self(padded)
    }

    /// The code of a number.
    pub const fn code(self, number: i64) -> Code {
        Code { prefix: self, number }
    }

    /// The code that a text is, if it is one of this prefix.
    pub fn parse(self, text: &str) -> Option<Code> {
        Code::parse(text).filter(|code| code.prefix == self)
    }
}

impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().take_while(|b| **b != 0).try_for_each(|b| write!(f, "{}", char::from(*b)))
    }
}

impl fmt::Debug for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// A record's code. Kinds make theirs, see [`Prefix::code`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    /// That of the kind of record.
    pub prefix: Prefix,
    /// Its number within the kind, from 1.
    pub number: i64,
}

impl Code {
    /// Reads `O7` or `o7`; `None` if the text is no code. Whether there is such
    /// a kind is the registry's to say.
    pub fn parse(text: &str) -> Option<Self> {
        let typed = fold_width(text).to_ascii_uppercase();
        let (letters, digits) = typed.split_at(typed.find(|c: char| !c.is_ascii_uppercase())?);
        let plain = (1..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        let number = plain.then(|| digits.parse().ok())??;
        ((1..=Prefix::LONGEST).contains(&letters.len()) && number >= 1).then(|| Prefix::new(letters).code(number))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.prefix, self.number)
    }
}

/// Rising numbers of records in short, each run of neighbours as one:
/// `M1-M3`, `M7`.
pub fn ranges(name: &str, numbers: impl IntoIterator<Item = i64>) -> Vec<String> {
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let one = |(first, last): (i64, i64)| if first == last { format!("{name}{first}") } else { format!("{name}{first}-{name}{last}") };
    runs.into_iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_a_range() {
        assert_eq!(ranges("M", [1, 2, 3, 5]), ["M1-M3", "M5"]);
        assert_eq!(ranges("M", []), [""; 0]);
    }

    #[test]
    fn codes_are_a_prefix_and_a_number() {
        for (text, code) in [("o7", "O7"), ("Ｔ12", "T12"), ("at3", "AT3"), (" ABC1 ", "ABC1")] {
            assert_eq!(Code::parse(text).map(|c| c.to_string()).as_deref(), Some(code));
        }
        for text in ["", "7", "O", "O0", "O7x", "启明", "O-1", "ABCD1", "启明1", "O７x"] {
            assert_eq!(Code::parse(text), None, "{text}");
        }
    }

    #[test]
    fn codes_sort_by_prefix_then_number() {
        let mut codes: Vec<Code> = ["O10", "AT1", "A2", "O9", "B1"].iter().filter_map(|c| Code::parse(c)).collect();
        codes.sort();
        assert_eq!(codes.iter().map(Code::to_string).collect::<Vec<_>>(), ["A2", "AT1", "B1", "O9", "O10"]);
    }
}
