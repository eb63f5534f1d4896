//! The persons of a roster, kept close together: there may be a million.

use crate::domain::terms::{ATTENDANCE, CATEGORY, CERTIFICATE, Vocabulary};

/// One person's row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'r> {
    /// Its line in the file.
    pub line: usize,
    /// The name, without the spaces that align it.
    pub name: &'r str,
    /// Where the person works, as typed.
    pub unit: Option<&'r str>,
    /// The phone number in the form of [`crate::domain::phone::parse`].
    pub phone: Option<&'r str>,
    /// An id of [`CATEGORY`].
    pub category: &'static str,
    /// An id of [`ATTENDANCE`].
    pub status: &'static str,
    /// An id of [`CERTIFICATE`] other than `none`, if the row says one.
    pub certificate: Option<&'static str>,
}

/// Rows in the order of the file.
#[derive(Debug, Default)]
pub struct Entries {
    /// Names, units and phones, one after the other.
    text: String,
    kept: Vec<Kept>,
}

/// A row: its line, how long its texts are, where words stand in their sets.
/// Lines and texts are fewer than a file has bytes, which a `u32` counts.
#[derive(Debug)]
struct Kept {
    line: u32,
    at: u32,
    name: u32,
    unit: u32,
    phone: u32,
    category: u8,
    status: u8,
    certificate: u8,
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The place of a word in its set; that of no word: one past its end.
fn place(set: &Vocabulary, id: Option<&str>) -> u8 {
    let place = set.terms.iter().position(|term| Some(term.id) == id).unwrap_or(set.terms.len());
    u8::try_from(place).unwrap_or(u8::MAX)
}

fn word(set: &Vocabulary, place: u8) -> Option<&'static str> {
    set.terms.get(usize::from(place)).map(|term| term.id)
}

impl Entries {
    /// Adds a row.
    pub fn push(&mut self, entry: Entry<'_>) {
        let (unit, phone) = (entry.unit.unwrap_or_default(), entry.phone.unwrap_or_default());
        self.kept.push(Kept {
            line: small(entry.line),
            at: small(self.text.len()),
            name: small(entry.name.len()),
            unit: small(unit.len()),
            phone: small(phone.len()),
            category: place(&CATEGORY, Some(entry.category)),
            status: place(&ATTENDANCE, Some(entry.status)),
            certificate: place(&CERTIFICATE, entry.certificate),
        });
        for text in [entry.name, unit, phone] {
            self.text.push_str(text);
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// A row by its place, from 0.
    pub fn get(&self, place: usize) -> Entry<'_> {
        self.entry(&self.kept[place])
    }

    /// The rows.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Entry<'_>> {
        self.kept.iter().map(|kept| self.entry(kept))
    }

    fn entry(&self, kept: &Kept) -> Entry<'_> {
        let (name, rest) = self.text[kept.at as usize..].split_at(kept.name as usize);
        let (unit, rest) = rest.split_at(kept.unit as usize);
        let phone = &rest[..kept.phone as usize];
        let some = |text| Some(text).filter(|text: &&str| !text.is_empty());
        Entry {
            line: kept.line as usize,
            name,
            unit: some(unit),
            phone: some(phone),
            category: word(&CATEGORY, kept.category).unwrap_or_default(),
            status: word(&ATTENDANCE, kept.status).unwrap_or_default(),
            certificate: word(&CERTIFICATE, kept.certificate),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_what_was_said() {
        let bare =
            Entry { line: 2, name: "李明", unit: None, phone: None, category: "uncertified", status: "present", certificate: None };
        let full = Entry {
            line: 70_000,
            unit: Some("启明"),
            phone: Some("13800000001"),
            category: "other",
            status: "absent",
            certificate: Some("senior"),
            ..bare
        };
        let mut entries = Entries::default();
        [bare, full, bare].into_iter().for_each(|entry| entries.push(entry));
        assert_eq!(entries.iter().collect::<Vec<_>>(), [bare, full, bare]);
        assert_eq!((entries.len(), entries.get(1)), (3, full));
    }
}
