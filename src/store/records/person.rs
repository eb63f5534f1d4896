//! Whose row of a roster is this? Matching what a roster says of a person with
//! the persons there are, and adding who is new.

use std::borrow::Cow;
use std::collections::HashMap;

use super::personal::Keeper;
use crate::domain::phone;
use crate::domain::terms::CERTIFICATE;
use crate::domain::text::{matching, name_key};
use crate::store::{Batch, Db, Writer, named_params, next_id};

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
    pub certificate: Option<&'static str>,
}

/// Whose row it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    /// A person who was there.
    Known {
        /// The person's place in the book.
        place: usize,
        /// Whether the phone on record was another, and is corrected.
        corrected: bool,
    },
    /// A new person, who has been added to the book.
    New {
        /// The person's place in the book.
        place: usize,
    },
    /// Persons who cannot be told apart by what the roster says: their places.
    Unclear(Vec<usize>),
}

/// A person who has one of a roster's names.
struct Person<'r> {
    id: i64,
    name: &'r str,
    unit: Option<Cow<'r, str>>,
    phone: Phone<'r>,
    /// An id of [`CERTIFICATE`].
    certificate: &'static str,
    /// The place of the namesake who was put down before.
    before: u32,
    /// Which of the phones to be kept is this one's, from 1; 0: none.
    kept: u32,
    /// Whether the roster says something of the person that is not on record.
    changed: bool,
    /// Whether the person stands on the session's roster as it is on record.
    here: bool,
    /// Whether a row of the file is the person's.
    met: bool,
    /// Whether a row of the file means the person by the phone.
    phoned: bool,
}

#[derive(PartialEq, Eq)]
enum Phone<'r> {
    None,
    /// There was one, and it was erased: it equals none and is not to be replaced.
    Erased,
    Is(Cow<'r, str>),
}

/// No place in the book.
const NOBODY: u32 = u32::MAX;

/// Names that one query looks up.
const NAMES: usize = 1_000;

/// The persons who have one of a roster's names: those on record, read at once,
/// and those whom the roster adds. A claim may mean whoever stands in it by
/// then, with all that earlier claims said; [`Book::write`] puts it on record.
pub struct Book<'r> {
    persons: Vec<Person<'r>>,
    /// The place of the last person of each name, in the form of [`matching`].
    last: HashMap<Cow<'r, str>, u32>,
    /// How many of the persons are on record.
    known: usize,
    /// The id of the next who is new.
    next: i64,
    /// How many phones are to be kept.
    kept: u32,
}

impl Phone<'_> {
    fn is(&self, number: &str) -> bool {
        matches!(self, Phone::Is(value) if value == number)
    }
}

impl<'r> Book<'r> {
    /// The persons on record who have one of the names; and who of them stands on
    /// a session's roster.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn open(db: &Db, training: i64, names: impl ExactSizeIterator<Item = &'r str>) -> anyhow::Result<Self> {
        // Both grow to about the roster's length: while a map grows it is there twice.
        let (persons, last) = (Vec::with_capacity(names.len()), HashMap::with_capacity(names.len()));
        let mut book = Self { persons, last, known: 0, next: next_id(db, "person")?, kept: 0 };
        let mut some = Vec::with_capacity(NAMES);
        for name in names {
            let key = matching(name);
            if book.last.insert(key.clone(), NOBODY).is_none() {
                some.push(key);
            }
            if some.len() == NAMES {
                book.look_up(db, training, &mut some)?;
            }
        }
        book.look_up(db, training, &mut some)?;
        book.known = book.persons.len();
        Ok(book)
    }

    fn look_up(&mut self, db: &Db, training: i64, names: &mut Vec<Cow<'r, str>>) -> anyhow::Result<()> {
        let list = serde_json::to_string(names)?;
        db.each(
            "SELECT n.key, p.id, p.unit, p.certificate, p.phone, v.value,
                    EXISTS (SELECT 1 FROM attendance a
                             WHERE a.training_id = :training AND a.person_id = p.id AND a.void_reason IS NULL) AS here
               FROM json_each(:names) n CROSS JOIN person p ON coalesce(p.name_key, p.name) = n.value
               LEFT JOIN personal v ON v.commitment = p.phone
              WHERE p.void_reason IS NULL ORDER BY p.id",
            named_params! {":names": list, ":training": training},
            |row| {
                let phone = match (row.opt_text("phone")?, row.opt_text("value")?) {
                    (None, _) => Phone::None,
                    (Some(_), None) => Phone::Erased,
                    // One typed elsewhere may be written differently.
                    (Some(_), Some(value)) => Phone::Is(Cow::Owned(phone::parse(&value).ok().flatten().unwrap_or(value))),
                };
                let (unit, certificate) = (row.opt_text("unit")?.map(Cow::Owned), row.term("certificate", &CERTIFICATE)?);
                let key = usize::try_from(row.int("key")?).ok().and_then(|key| names.get(key)).cloned().unwrap_or_default();
                let (id, here) = (row.int("id")?, row.int("here")? == 1);
                // The name on record stays as it is, and is asked for by nobody.
                let person = Person {
                    id,
                    name: "",
                    unit,
                    phone,
                    certificate,
                    before: NOBODY,
                    kept: 0,
                    changed: false,
                    here,
                    met: false,
                    phoned: false,
                };
                self.put(key, person);
                Ok(())
            },
        )?;
        names.clear();
        Ok(())
    }

    fn put(&mut self, key: Cow<'r, str>, person: Person<'r>) -> usize {
        let place = self.persons.len();
        let last = self.last.entry(key).or_insert(NOBODY);
        let before = std::mem::replace(last, u32::try_from(place).unwrap_or(NOBODY));
        self.persons.push(Person { before, ..person });
        place
    }

    /// The places of those who have a name, the last first.
    fn namesakes(&self, name: &str) -> impl Iterator<Item = usize> + Clone + '_ {
        let at = |place: u32| Some(place as usize).filter(|place| *place < self.persons.len());
        let newest = self.last.get(&*matching(name)).copied().unwrap_or(NOBODY);
        std::iter::successors(at(newest), move |place| at(self.persons[*place].before))
    }

    /// Notes whom of those on record a row means by the phone, before any row is
    /// settled: nobody else is taken for that person.
    pub fn phoned(&mut self, claim: Claim<'r>) {
        let Some(number) = claim.phone else { return };
        let found = self.namesakes(claim.name).find(|place| self.persons[*place].phone.is(number));
        if let Some(place) = found {
            self.persons[place].phoned = true;
        }
    }

    /// The person whom a claim means, kept in step with it: an empty unit or
    /// phone is filled in, a certificate is updated; a person who is new is added.
    /// Of one who stands on the session's roster the phone is corrected.
    pub fn settle(&mut self, claim: Claim<'r>) -> Settled {
        let found = meant(claim, self.namesakes(claim.name), &self.persons);
        let place = match found.as_slice() {
            [] => return Settled::New { place: self.add(claim) },
            [one] => *one,
            _ => return Settled::Unclear(found),
        };
        let person = &mut self.persons[place];
        if let (None, Some(unit)) = (&person.unit, claim.unit) {
            person.unit = Some(unit.into());
            person.changed = true;
        }
        let mut corrected = false;
        if let Some(number) = claim.phone {
            if !person.phone.is(number) && person.phone != Phone::Erased {
                self.kept += 1;
                corrected = person.phone != Phone::None;
                (person.phone, person.kept, person.changed) = (Phone::Is(number.into()), self.kept, true);
            }
            person.phoned = true;
        }
        if let Some(certificate) = claim.certificate.filter(|c| *c != person.certificate) {
            person.certificate = certificate;
            person.changed = true;
        }
        person.met = true;
        Settled::Known { place, corrected }
    }

    fn add(&mut self, claim: Claim<'r>) -> usize {
        self.kept += u32::from(claim.phone.is_some());
        let person = Person {
            id: self.next,
            name: claim.name,
            unit: claim.unit.map(Cow::Borrowed),
            phone: claim.phone.map_or(Phone::None, |number| Phone::Is(number.into())),
            certificate: claim.certificate.unwrap_or("none"),
            before: NOBODY,
            kept: if claim.phone.is_some() { self.kept } else { 0 },
            changed: false,
            here: false,
            met: true,
            phoned: claim.phone.is_some(),
        };
        self.next += 1;
        self.put(matching(claim.name), person)
    }

    /// How many persons there are in the book: their places are below.
    pub fn len(&self) -> usize {
        self.persons.len()
    }

    /// Whether there is nobody in it.
    pub fn is_empty(&self) -> bool {
        self.persons.is_empty()
    }

    /// The id of the person at a place.
    pub fn id(&self, place: usize) -> i64 {
        self.persons[place].id
    }

    /// Where the person at a place works.
    pub fn unit(&self, place: usize) -> Option<&str> {
        self.persons[place].unit.as_deref()
    }

    /// Puts on record who is new, and what is new of those who are not.
    ///
    /// # Errors
    /// If SQLite or the system's random numbers fail.
    pub fn write(self, w: &Writer) -> anyhow::Result<()> {
        let mut keeper = Keeper::of(w)?;
        let mut fresh = Batch::into("person", &["id", "name", "name_key", "unit", "certificate", "phone"]);
        for (place, person) in self.persons.iter().enumerate() {
            let phone = match &person.phone {
                Phone::Is(number) if person.kept > 0 => Some(keeper.keep(w, "phone", number, person.kept.into())?),
                _ => None,
            };
            if place >= self.known {
                fresh.add(w, &(person.id, person.name, name_key(person.name), &person.unit, person.certificate, phone))?;
            } else if person.changed {
                let mut columns = vec![("unit", person.unit.as_deref().into()), ("certificate", person.certificate.into())];
                columns.extend(phone.map(|commitment| ("phone", commitment.into())));
                w.update("person", person.id, &columns)?;
            }
        }
        fresh.finish(w)?;
        keeper.finish(w)
    }
}

/// The namesakes whom a claim may mean, of those at some places: none, one, or
/// several alike, by rising place.
///
/// A phone decides. Else it is one who stands on the session's roster already,
/// if nothing contradicts: units that differ, or a phone that differs where the
/// units are not the same. Else the unit decides, among those who may have the
/// phone that was said. A mere name means who is known by no more than the name,
/// or whom another row of the file names with more.
fn meant(claim: Claim<'_>, known: impl Iterator<Item = usize> + Clone, of: &[Person<'_>]) -> Vec<usize> {
    let pick = |fits: &dyn Fn(&Person<'_>) -> bool| {
        let mut places: Vec<usize> = known.clone().filter(|place| fits(&of[*place])).collect();
        places.sort_unstable();
        places
    };
    let said = claim.unit.map(matching);
    let same_unit = |n: &Person<'_>| n.unit.is_some() && n.unit.as_deref().map(matching) == said;
    if let Some(number) = claim.phone {
        let same = pick(&|n| n.phone.is(number));
        if !same.is_empty() {
            return same;
        }
    }
    let on_roster = pick(&|n| {
        let unit_fits = same_unit(n) || n.unit.is_none() || said.is_none();
        let phone_fits = match &n.phone {
            Phone::Is(_) if claim.phone.is_some() => same_unit(n),
            _ => true,
        };
        n.here && unit_fits && phone_fits && !(n.phoned && claim.phone.is_some())
    });
    if !on_roster.is_empty() {
        return on_roster;
    }
    match (claim.phone, claim.unit) {
        (Some(_), _) => pick(&|n| n.phone == Phone::None && same_unit(n)),
        (None, Some(_)) => pick(&same_unit),
        (None, None) => pick(&|n| n.met || (n.phone == Phone::None && n.unit.is_none())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known<'l>(list: &[(Option<&'l str>, Option<&'l str>)]) -> Vec<Person<'l>> {
        let one = |(i, (unit, number)): (usize, &(Option<&'l str>, Option<&'l str>))| Person {
            id: i as i64 + 1,
            name: "李明",
            unit: unit.map(Cow::Borrowed),
            phone: match *number {
                None => Phone::None,
                Some("") => Phone::Erased,
                Some(number) => Phone::Is(number.into()),
            },
            certificate: "none",
            before: NOBODY,
            kept: 0,
            changed: false,
            here: false,
            met: false,
            phoned: false,
        };
        list.iter().enumerate().map(one).collect()
    }

    fn ids(unit: Option<&str>, phone: Option<&str>, list: &[(Option<&str>, Option<&str>)]) -> Vec<i64> {
        let persons = known(list);
        let found = meant(Claim { name: "李明", unit, phone, certificate: None }, (0..persons.len()).rev(), &persons);
        found.into_iter().map(|place| persons[place].id).collect()
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
