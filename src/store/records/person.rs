//! Whose row of a roster is this? Matching what a roster says of a person with
//! the persons there are, and adding who is new.

use super::personal;
use crate::domain::phone;
use crate::store::{Db, Value, Writer, named_params};

/// What a roster says of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim<'a> {
    /// The name, without spaces that align it.
    pub name: &'a str,
    /// Where the person works.
    pub unit: Option<&'a str>,
    /// The phone number in the form of [`phone::parse`].
    pub phone: Option<&'a str>,
    /// The certificate, if one is said and it is not `none`.
    pub certificate: Option<&'a str>,
}

/// Whose row it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    /// A person who was there, with the unit on record if the roster says another.
    Known {
        /// The person's id.
        id: i64,
        /// The unit on record.
        elsewhere: Option<String>,
    },
    /// A new person, who has been added.
    New {
        /// The person's id.
        id: i64,
    },
    /// Persons who cannot be told apart by what the roster says.
    Unclear(Vec<i64>),
}

/// A person on record who has the name.
struct Namesake {
    id: i64,
    unit: Option<String>,
    phone: Phone,
    certificate: String,
}

#[derive(PartialEq, Eq)]
enum Phone {
    None,
    /// There was one, and it was erased: it equals none and is not to be replaced.
    Erased,
    Is(String),
}

/// The person whom a claim means, kept in step with it: an empty unit or phone
/// is filled in, a certificate is updated; a person who is new is added.
///
/// # Errors
/// If SQLite or the system's random numbers fail.
pub fn settle(w: &Writer, claim: Claim<'_>) -> anyhow::Result<Settled> {
    let known = namesakes(w, claim.name)?;
    let found = meant(claim, &known);
    let person = match found.as_slice() {
        [] => return add(w, claim),
        [one] => *one,
        several => return Ok(Settled::Unclear(several.iter().map(|n| n.id).collect())),
    };
    let mut columns: Vec<(&'static str, Value)> = Vec::new();
    if let (None, Some(unit)) = (&person.unit, claim.unit) {
        columns.push(("unit", unit.into()));
    }
    if let (Phone::None, Some(number)) = (&person.phone, claim.phone) {
        columns.push(("phone", personal::keep(w, "phone", number)?.into()));
    }
    if let Some(certificate) = claim.certificate.filter(|c| *c != person.certificate) {
        columns.push(("certificate", certificate.into()));
    }
    if !columns.is_empty() {
        w.update("person", person.id, &columns)?;
    }
    let elsewhere = person.unit.clone().filter(|unit| claim.unit.is_some_and(|said| said != unit));
    Ok(Settled::Known { id: person.id, elsewhere })
}

fn add(w: &Writer, claim: Claim<'_>) -> anyhow::Result<Settled> {
    let phone = claim.phone.map(|number| personal::keep(w, "phone", number)).transpose()?;
    let id = w.insert(
        "person",
        &[
            ("name", claim.name.into()),
            ("unit", claim.unit.into()),
            ("certificate", claim.certificate.unwrap_or("none").into()),
            ("phone", phone.into()),
        ],
    )?;
    Ok(Settled::New { id })
}

fn namesakes(db: &Db, name: &str) -> anyhow::Result<Vec<Namesake>> {
    let rows = db.all(
        "SELECT p.id, p.unit, p.certificate, p.phone, v.value
           FROM person p LEFT JOIN personal v ON v.commitment = p.phone
          WHERE p.name = :name AND p.void_reason IS NULL ORDER BY p.id",
        named_params! {":name": name},
    )?;
    rows.iter()
        .map(|row| {
            let phone = match (row.opt_text("phone")?, row.opt_text("value")?) {
                (None, _) => Phone::None,
                (Some(_), None) => Phone::Erased,
                // One typed elsewhere may be written differently.
                (Some(_), Some(value)) => Phone::Is(phone::parse(&value).ok().flatten().unwrap_or(value)),
            };
            Ok(Namesake { id: row.int("id")?, unit: row.opt_text("unit")?, phone, certificate: row.text("certificate")? })
        })
        .collect()
}

/// The namesakes whom a claim may mean: none, one, or several alike.
///
/// A phone decides. Else the unit does, among those who may have the phone that
/// was said. A mere name means only who is known by no more than the name.
fn meant<'n>(claim: Claim<'_>, known: &'n [Namesake]) -> Vec<&'n Namesake> {
    let pick = |fits: &dyn Fn(&Namesake) -> bool| known.iter().filter(|n| fits(n)).collect::<Vec<_>>();
    let same_unit = |n: &Namesake| n.unit.is_some() && n.unit.as_deref() == claim.unit;
    match (claim.phone, claim.unit) {
        (Some(number), _) => {
            let same = pick(&|n| matches!(&n.phone, Phone::Is(value) if value == number));
            if same.is_empty() { pick(&|n| n.phone == Phone::None && same_unit(n)) } else { same }
        }
        (None, Some(_)) => pick(&same_unit),
        (None, None) => pick(&|n| n.phone == Phone::None && n.unit.is_none()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(list: &[(Option<&str>, Option<&str>)]) -> Vec<Namesake> {
        let phone = |p: &Option<&str>| match p {
            None => Phone::None,
            Some("") => Phone::Erased,
            Some(number) => Phone::Is((*number).to_owned()),
        };
        let one = |(i, (unit, number)): (usize, &(Option<&str>, Option<&str>))| Namesake {
            id: i as i64 + 1,
            unit: unit.map(str::to_owned),
            phone: phone(number),
            certificate: "none".into(),
        };
        list.iter().enumerate().map(one).collect()
    }

    fn ids(unit: Option<&str>, phone: Option<&str>, list: &[(Option<&str>, Option<&str>)]) -> Vec<i64> {
        meant(Claim { name: "李明", unit, phone, certificate: None }, &known(list)).iter().map(|n| n.id).collect()
    }

    #[test]
    fn a_phone_decides() {
        let list = [(Some("甲"), Some("1")), (Some("甲"), Some("2")), (Some("甲"), None), (None, None)];
        assert_eq!(ids(Some("乙"), Some("2"), &list), [2]);
        assert_eq!(ids(None, Some("1"), &list), [1]);
        assert_eq!(ids(Some("甲"), Some("3"), &list), [3], "the one without a phone at the same unit");
        assert!(ids(Some("乙"), Some("3"), &list).is_empty());
        assert!(ids(None, Some("3"), &list).is_empty(), "a mere name is not enough to give it a phone");
    }

    #[test]
    fn without_a_phone_the_unit_decides() {
        assert_eq!(ids(Some("甲"), None, &[(Some("甲"), Some("1")), (Some("乙"), None)]), [1]);
        assert_eq!(ids(Some("甲"), None, &[(Some("甲"), Some("1")), (Some("甲"), None)]), [1, 2], "they cannot be told apart");
        assert!(ids(Some("甲"), None, &[(None, None), (Some("乙"), Some("1"))]).is_empty());
    }

    #[test]
    fn a_mere_name_is_who_is_known_by_no_more() {
        assert_eq!(ids(None, None, &[(Some("甲"), None), (None, Some("1")), (None, None)]), [3]);
        assert!(ids(None, None, &[(Some("甲"), Some("1"))]).is_empty());
    }

    #[test]
    fn an_erased_phone_equals_none_and_is_kept() {
        assert!(ids(Some("甲"), Some("1"), &[(Some("甲"), Some(""))]).is_empty());
        assert_eq!(ids(Some("甲"), None, &[(Some("甲"), Some(""))]), [1]);
    }
}
