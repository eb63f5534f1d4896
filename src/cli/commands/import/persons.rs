//! `import persons`: a list of persons, known as on a roster.

use std::collections::BTreeMap;

use super::columns::Columns;
use super::taking::{Row, Taken, Taking};
use crate::cli::commands::edit::correct;
use crate::cli::commands::noticed::Noticed;
use crate::cli::commands::training::roster::other_unit;
use crate::domain::person;
use crate::domain::terms::CERTIFICATE;
use crate::domain::text::matching;
use crate::fault::Fault;
use crate::i18n::join;
use crate::store::records;
use crate::store::records::kinds::training::PERSON;
use crate::store::records::person::{Book, Claim, Settled};
use crate::store::{Writer, next_id};
use crate::tr;

/// The columns.
pub fn columns() -> Columns {
    let fields = [("name", true), ("unit", false), ("phone", false), ("certificate", false), ("note", false)];
    Columns { has_ids: true, name: Some(person::name), ..Columns::of(&PERSON, "name", &fields) }
}

/// Takes persons: all rows at once, so that their order decides nothing.
#[derive(Default)]
pub struct Persons {
    /// What became of the rows, by line.
    settled: BTreeMap<usize, Outcome>,
    noticed: Noticed,
}

#[derive(Clone)]
enum Outcome {
    /// The person's id, and whether the person is new or something of them is.
    Is(i64, Came),
    /// Why it cannot be told who is meant.
    Not(String),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Came {
    New,
    Changed,
    Same,
}

impl Taking for Persons {
    fn begin(&mut self, w: &Writer, rows: &[Row<'_>]) -> anyhow::Result<()> {
        *self = Self::default();
        let claims = rows.iter().map(|row| Ok((*row, claim(*row)?))).collect::<anyhow::Result<_>>()?;
        self.settle(w, claims)
    }

    fn take(&mut self, w: &Writer, row: Row<'_>) -> anyhow::Result<Option<Taken>> {
        let (id, came) = match self.settled.get(&row.line()) {
            Some(Outcome::Is(id, came)) => (*id, *came),
            Some(Outcome::Not(why)) => return Fault::input(why.clone()).err(),
            None => anyhow::bail!("nothing became of line {}", row.line()),
        };
        let code = PERSON.code(id);
        let (_, before) = records::get(w, code)?;
        let noted = correct(w, &PERSON, id, &before, &row.fields(&["name", "unit", "phone", "certificate"]), row.today)?;
        Ok(match came {
            Came::New => Some(Taken::New(code, None)),
            Came::Changed => Some(Taken::Changed(code)),
            Came::Same => noted.then_some(Taken::Changed(code)),
        })
    }

    fn noticed(&mut self) -> Noticed {
        std::mem::take(&mut self.noticed)
    }
}

impl Persons {
    /// Finds who is meant by each row, and puts on record what is new.
    fn settle<'r>(&mut self, w: &Writer, mut claims: Vec<(Row<'r>, Claim<'r>)>) -> anyhow::Result<()> {
        // No session has the number zero: nobody stands on a roster.
        let mut book = Book::open(w, 0, claims.iter().map(|(_, claim)| claim.name))?;
        let first_new = next_id(w, "person")?;
        claims.iter().for_each(|(_, claim)| book.phoned(*claim));
        // Whoever says most goes first, so that the order of the file decides nothing.
        claims.sort_by_key(|(row, claim)| (claim.phone.is_none(), claim.unit.is_none(), row.line()));
        let mut met: BTreeMap<usize, usize> = BTreeMap::new();
        for (row, claim) in claims {
            let line = row.line();
            let place = match book.settle(claim) {
                Settled::New { place } | Settled::Known { place, .. } => place,
                Settled::Unclear(places) => {
                    let who = places.into_iter().map(|place| match met.get(&place) {
                        Some(line) => tr!("第{line}行", "line {line}"),
                        None => PERSON.code(book.id(place)).to_string(),
                    });
                    self.settled.insert(line, Outcome::Not(cannot_tell(claim.name, &join(who))));
                    continue;
                }
            };
            let id = book.id(place);
            if let (Some(unit), Some(said)) = (book.unit(place), claim.unit)
                && matching(unit) != matching(said)
            {
                self.noticed.add(other_unit(id, line, claim.name, said, unit));
            }
            // The first row of a person counts, the others say the same.
            let first = met.insert(place, line).is_none();
            let came = if first && id >= first_new { Came::New } else { Came::Same };
            self.settled.insert(line, Outcome::Is(id, came));
        }
        for (place, line) in met {
            if let Some(Outcome::Is(_, came)) = self.settled.get_mut(&line)
                && *came == Came::Same
                && book.changed(place)
            {
                *came = Came::Changed;
            }
        }
        book.write(w)
    }
}

/// What a row says of a person.
fn claim<'r>(row: Row<'r>) -> anyhow::Result<Claim<'r>> {
    let certificate = row.text("certificate").and_then(|id| CERTIFICATE.id(id)).filter(|id| *id != "none");
    Ok(Claim { name: row.needed("name")?, unit: row.text("unit"), phone: row.text("phone"), certificate })
}

fn cannot_tell(name: &str, who: &str) -> String {
    tr!("“{name}”与{who}都相符,无法区分;请填写电话", "'{name}' may be any of {who}; give the phone")
}
