//! Whose row of a roster is this? Matching what a roster says of a person with
//! the persons there are, and adding who is new.

mod known;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;

use self::known::{Double, NOBODY, Person, Phone, canonical, known, was_phone};
use super::personal::Keeper;
use crate::domain::text::{matching, name_key};
use crate::store::{Batch, Db, Writer, named_params, next_id};

/// What a roster says of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim<'a> {
    /// The name, without spaces that align it.
    pub name: &'a str,
    /// Where the person works.
    pub unit: Option<&'a str>,
    /// The phone number in the form of [`crate::domain::phone::parse`].
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

/// Names that one query looks up.
const NAMES: usize = 1_000;

/// The persons who have one of a roster's names: those on record, read at once,
/// and those whom the roster adds. A claim may mean whoever stands in it by
/// then, with all that earlier claims said; [`Book::write`] puts it on record.
pub struct Book<'r> {
    persons: Vec<Person<'r>>,
    /// The place of the last person of each name, in the form of [`matching`].
    last: HashMap<Cow<'r, str>, u32>,
    /// The doubles of those in the book.
    doubles: Vec<Double>,
    /// Places by the names of doubles, where those are others.
    aliases: HashMap<Cow<'r, str>, Vec<usize>>,
    /// How many of the persons are on record.
    known: usize,
    /// The id of the next who is new.
    next: i64,
    /// How many phones are to be kept.
    kept: u32,
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
        let mut book =
            Self { persons, last, doubles: Vec::new(), aliases: HashMap::new(), known: 0, next: next_id(db, "person")?, kept: 0 };
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
        book.merged(db, training)?;
        book.known = book.persons.len();
        Ok(book)
    }

    fn look_up(&mut self, db: &Db, training: i64, names: &mut Vec<Cow<'r, str>>) -> anyhow::Result<()> {
        let list = serde_json::to_string(names)?;
        let sql = known("n.key", "json_each(:names) n CROSS JOIN person p ON coalesce(p.name_key, p.name) = n.value", "TRUE");
        db.each(&sql, named_params! {":names": list, ":training": training}, |row| {
            let key = usize::try_from(row.int("key")?).ok().and_then(|key| names.get(key)).cloned().unwrap_or_default();
            self.put(key, Person::of(&row)?);
            Ok(())
        })?;
        names.clear();
        Ok(())
    }

    /// Adds what is known of doubles that were merged: their names, units and
    /// phones mean the person that stands for them.
    fn merged(&mut self, db: &Db, training: i64) -> anyhow::Result<()> {
        let doubles = db.all(
            "SELECT p.merged_into AS id, coalesce(p.name_key, p.name) AS name, p.unit, v.value FROM person p
               LEFT JOIN personal v ON v.commitment = p.phone
              WHERE p.merged_into IS NOT NULL ORDER BY p.merged_into, p.id",
            &[],
        )?;
        if doubles.is_empty() {
            return Ok(());
        }
        let mut places: HashMap<i64, usize> = self.persons.iter().enumerate().map(|(place, person)| (person.id, place)).collect();
        for double in doubles {
            let (id, name) = (double.int("id")?, double.text("name")?);
            let asked = self.last.contains_key(&*name);
            if asked && !places.contains_key(&id) {
                let sql = known("coalesce(p.name_key, p.name) AS name", "person p", "p.id = :id");
                let Some(row) = db.maybe(&sql, named_params! {":id": id, ":training": training})? else { continue };
                places.insert(id, self.put(row.text("name")?.into(), Person::of(&row)?));
            }
            let Some(place) = places.get(&id).copied() else { continue };
            let number = double.opt_text("value")?.map(canonical);
            self.doubles.push(Double { place, unit: double.opt_text("unit")?, phone: number });
            if asked && !self.namesakes(&name).any(|there| there == place) {
                self.aliases.entry(name.into()).or_default().push(place);
            }
        }
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
        let aliases = self.aliases.get(&*matching(name)).into_iter().flatten().copied();
        std::iter::successors(at(newest), move |place| at(self.persons[*place].before)).chain(aliases)
    }

    /// Whether a number is that of the person at a place, or of a double.
    fn has_phone(&self, place: usize, number: &str) -> bool {
        self.persons[place].phone.is(number) || was_phone(&self.doubles, place, number)
    }

    /// Notes whom of those on record a row means by the phone, before any row is
    /// settled: nobody else is taken for that person.
    pub fn phoned(&mut self, claim: Claim<'r>) {
        let Some(number) = claim.phone else { return };
        let found = self.namesakes(claim.name).find(|place| self.has_phone(*place, number));
        if let Some(place) = found {
            self.persons[place].phoned = true;
        }
    }

    /// The person whom a claim means, kept in step with it: an empty unit or
    /// phone is filled in, a certificate is updated; a person who is new is added.
    /// Of one who stands on the session's roster the phone is corrected.
    pub fn settle(&mut self, claim: Claim<'r>) -> Settled {
        let found = meant(claim, self.namesakes(claim.name), &self.persons, &self.doubles);
        let place = match found.as_slice() {
            [] => return Settled::New { place: self.add(claim) },
            [one] => *one,
            _ => return Settled::Unclear(found),
        };
        let has_phone = claim.phone.is_some_and(|number| self.has_phone(place, number));
        let person = &mut self.persons[place];
        if let (None, Some(unit)) = (&person.unit, claim.unit) {
            person.unit = Some(unit.into());
            person.changed = true;
        }
        let mut corrected = false;
        if let Some(number) = claim.phone {
            if !has_phone && person.phone != Phone::Erased {
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

    /// Whether something is new of the person at a place, who was on record.
    pub fn changed(&self, place: usize) -> bool {
        self.persons[place].changed
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
fn meant(claim: Claim<'_>, known: impl Iterator<Item = usize> + Clone, of: &[Person<'_>], doubles: &[Double]) -> Vec<usize> {
    let pick = |fits: &dyn Fn(usize, &Person<'_>) -> bool| {
        let mut places: Vec<usize> = known.clone().filter(|place| fits(*place, &of[*place])).collect();
        places.sort_unstable();
        places
    };
    let said = claim.unit.map(matching);
    let is_said = |unit: Option<&str>| unit.is_some() && unit.map(matching) == said;
    let same_unit =
        |at: usize, n: &Person<'_>| is_said(n.unit.as_deref()) || doubles.iter().any(|d| d.place == at && is_said(d.unit.as_deref()));
    if let Some(number) = claim.phone {
        let same = pick(&|at, n| n.phone.is(number) || was_phone(doubles, at, number));
        if !same.is_empty() {
            return same;
        }
    }
    let on_roster = pick(&|at, n| {
        let unit_fits = same_unit(at, n) || n.unit.is_none() || said.is_none();
        let phone_fits = match &n.phone {
            Phone::Is(_) if claim.phone.is_some() => same_unit(at, n),
            _ => true,
        };
        n.here && unit_fits && phone_fits && !(n.phoned && claim.phone.is_some())
    });
    if !on_roster.is_empty() {
        return on_roster;
    }
    match (claim.phone, claim.unit) {
        (Some(_), _) => pick(&|at, n| n.phone == Phone::None && same_unit(at, n)),
        (None, Some(_)) => pick(&same_unit),
        (None, None) => pick(&|_, n| n.met || (n.phone == Phone::None && n.unit.is_none())),
    }
}
