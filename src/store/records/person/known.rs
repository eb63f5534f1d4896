//! Persons as they are on record, and what was said of their doubles.

use std::borrow::Cow;

use crate::domain::phone;
use crate::domain::terms::CERTIFICATE;
use crate::store::Row;

/// A person who has one of a roster's names.
pub(super) struct Person<'r> {
    pub id: i64,
    pub name: &'r str,
    pub unit: Option<Cow<'r, str>>,
    pub phone: Phone<'r>,
    /// An id of [`CERTIFICATE`].
    pub certificate: &'static str,
    /// The place of the namesake who was put down before.
    pub before: u32,
    /// Which of the phones to be kept is this one's, from 1; 0: none.
    pub kept: u32,
    /// Whether the roster says something of the person that is not on record.
    pub changed: bool,
    /// Whether the person stands on the session's roster as it is on record.
    pub here: bool,
    /// Whether a row of the file is the person's.
    pub met: bool,
    /// Whether a row of the file means the person by the phone.
    pub phoned: bool,
}

#[derive(PartialEq, Eq)]
pub(super) enum Phone<'r> {
    None,
    /// There was one, and it was erased: it equals none and is not to be replaced.
    Erased,
    Is(Cow<'r, str>),
}

/// No place in the book.
pub(super) const NOBODY: u32 = u32::MAX;

impl Phone<'_> {
    pub(super) fn is(&self, number: &str) -> bool {
        matches!(self, Phone::Is(value) if value == number)
    }
}

/// What was said of a double that was merged into a person.
pub(super) struct Double {
    /// The person's place in the book.
    pub place: usize,
    /// Where the double worked.
    pub unit: Option<String>,
    /// The double's phone number.
    pub phone: Option<String>,
}

/// SQL for persons `p` in force: those whom `of` and `which` say, with `key`.
pub(super) fn known(key: &str, of: &str, which: &str) -> String {
    format!(
        "SELECT {key}, p.id, p.unit, p.certificate, p.phone, v.value,
                EXISTS (SELECT 1 FROM attendance a
                         WHERE a.training_id = :training AND a.person_id = p.id AND a.void_reason IS NULL) AS here
           FROM {of} LEFT JOIN personal v ON v.commitment = p.phone
          WHERE p.void_reason IS NULL AND {which} ORDER BY p.id"
    )
}

/// One typed elsewhere may be written differently.
pub(super) fn canonical(number: String) -> String {
    phone::parse(&number).ok().flatten().unwrap_or(number)
}

/// Whether a number was said of a double of the person at a place.
pub(super) fn was_phone(doubles: &[Double], place: usize, number: &str) -> bool {
    doubles.iter().any(|double| double.place == place && double.phone.as_deref() == Some(number))
}

impl Person<'_> {
    /// One on record. The name stays as it is, and is asked for by nobody.
    pub(super) fn of(row: &Row) -> anyhow::Result<Self> {
        let phone = match (row.opt_text("phone")?, row.opt_text("value")?) {
            (None, _) => Phone::None,
            (Some(_), None) => Phone::Erased,
            (Some(_), Some(value)) => Phone::Is(Cow::Owned(canonical(value))),
        };
        Ok(Self {
            id: row.int("id")?,
            name: "",
            unit: row.opt_text("unit")?.map(Cow::Owned),
            phone,
            certificate: row.term("certificate", &CERTIFICATE)?,
            before: NOBODY,
            kept: 0,
            changed: false,
            here: row.int("here")? == 1,
            met: false,
            phoned: false,
        })
    }
}
