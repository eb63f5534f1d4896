//! A roster: who came to a training, as a township writes it.

mod came;

use std::collections::BTreeMap;
use std::ops::Deref;
use std::path::Path;

use self::came::{Blanks, Came};
use super::cells::{Cells, holds_number};
use super::entries::{Entries, Entry};
use super::form::{CAME, Form, NAME, PAPER, PHONE, SESSION, TRAINEE, UNIT};
use super::heading::{At, Columns, shown};
use super::list::{self, Listed, Taker};
use super::problems::Problems;
use crate::domain::terms::{ATTENDANCE, Attendance, CATEGORY, CERTIFICATE, Vocabulary};
use crate::domain::{org, person, phone};
use crate::fault::Fault;
use crate::tr;

/// What the person who gives a roster says of it.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What an empty cell means in a column that says who came.
    pub blank: Option<Attendance>,
    /// How the file is to be read.
    pub list: list::Options,
}

/// A roster as read.
#[derive(Debug)]
pub struct Roster {
    list: Listed,
    /// The rows without a fault.
    pub entries: Entries,
    /// The places of rows by the code of the session that they name.
    pub sessions: BTreeMap<String, Vec<usize>>,
    /// What must be known of its empty cells, as a question.
    pub undecided: Option<String>,
}

impl Deref for Roster {
    type Target = Listed;
    fn deref(&self) -> &Listed {
        &self.list
    }
}

/// Reads a roster. Faulty rows are in its problems; the caller may add what it
/// finds wrong, and refuses with [`Roster::refusal`].
///
/// # Errors
/// [`Fault`] (input) if the file cannot be read as a roster at all.
pub fn read(path: &Path, options: &Options) -> anyhow::Result<Roster> {
    let mut persons = Persons::of(options);
    let (list, columns) = list::read(path, &Form::roster(), &options.list, &mut persons)?;
    Ok(persons.roster(list, &columns))
}

/// The persons of a roster, as its rows come.
struct Persons<'o> {
    options: &'o Options,
    entries: Entries,
    sessions: BTreeMap<String, Vec<usize>>,
    came: Came,
}

impl Taker for Persons<'_> {
    fn take(&mut self, at: At<'_, '_>, cells: &Cells, problems: &mut Problems) -> bool {
        let before = problems.len();
        self.person(at, cells, problems);
        problems.len() == before && !cells.told.contains(&true)
    }
}

impl<'o> Persons<'o> {
    fn of(options: &'o Options) -> Self {
        Self { options, entries: Entries::default(), sessions: BTreeMap::new(), came: Came::default() }
    }

    /// Reads a row: an entry, or everything that is wrong with it.
    fn person(&mut self, at: At<'_, '_>, Cells { texts: cells, told }: &Cells, problems: &mut Problems) {
        let (line, before) = (at.row.line, problems.len());
        let mut wrong = |text: String| problems.add(line, text);
        let name = if told[NAME] { Ok(String::new()) } else { person::name(&cells[NAME]) };
        let name = name.unwrap_or_else(|why| {
            let (column, value) = (at.heading(NAME), shown(&cells[NAME]));
            wrong(match value.is_empty() {
                true => tr!("{column}{why}", "{column}: {why}"),
                false => tr!("{column}“{value}”:{why}", "{column} '{value}': {why}"),
            });
            String::new()
        });
        let (phone, words) = self.words(at, cells, &name, problems);
        if problems.len() == before && !told.contains(&true) {
            let [category, status, certificate] = words;
            let entry = Entry {
                line,
                name: &name,
                unit: Some(cells[UNIT].as_str()).filter(|u| !u.is_empty()),
                phone: phone.as_deref(),
                category,
                status,
                certificate: Some(certificate).filter(|c| *c != "none"),
            };
            if !cells[SESSION].is_empty() {
                self.sessions.entry(cells[SESSION].clone()).or_default().push(self.entries.len());
            }
            self.entries.push(entry);
        }
    }

    /// The phone; category, attendance and certificate.
    fn words(&mut self, at: At<'_, '_>, cells: &[String], name: &str, problems: &mut Problems) -> (Option<String>, [&'static str; 3]) {
        let (line, columns) = (at.row.line, at.columns);
        let mut wrong = |text: String| problems.add(line, text);
        if holds_number(&cells[UNIT]) {
            let (column, value) = (at.heading(UNIT), shown(&cells[UNIT]));
            wrong(tr!(
                "{column}“{value}”里有电话或证件号码;号码只写在电话一列",
                "{column} '{value}' has a phone or ID number in it; numbers belong in the phone column"
            ));
        }
        if let Err(why) = org::unit(&cells[UNIT]) {
            let (column, value) = (at.heading(UNIT), shown(&cells[UNIT]));
            wrong(tr!("{column}“{value}”:{why}", "{column} '{value}': {why}"));
        }
        let phone = phone::parse(&cells[PHONE]).unwrap_or_else(|why| {
            // It may be a number with a slip: what is wrong is said without it.
            let (column, value) = (at.heading(PHONE), shown(&cells[PHONE]));
            wrong(tr!("{column}“{value}”:{why}", "{column} '{value}': {why}"));
            None
        });
        let mut word = |i: usize, set: &Vocabulary, empty: &'static str| {
            if cells[i].is_empty() {
                return empty;
            }
            set.find(&cells[i]).unwrap_or_else(|| {
                let (column, value) = (at.heading(i), shown(&cells[i]));
                wrong(tr!("{column}“{value}”无效,可选:{list}", "{column} '{value}' is not one of: {list}", list = set.offer()));
                empty
            })
        };
        let category = word(TRAINEE, &CATEGORY, "uncertified");
        let signed = columns.signed && person::name(&cells[CAME]).is_ok_and(|signature| signature == name);
        let empty = self.options.blank.unwrap_or(Attendance::Present).id();
        let status = if signed { Attendance::Present.id() } else { word(CAME, &ATTENDANCE, empty) };
        let certificate = word(PAPER, &CERTIFICATE, "none");
        if columns.has(CAME) {
            match cells[CAME].as_str() {
                "" => self.came.blank.push(line),
                _ if status == Attendance::Present.id() => self.came.present += 1,
                _ => self.came.others += 1,
            }
        }
        (phone, [category, status, certificate])
    }

    fn roster(self, mut list: Listed, columns: &Columns) -> Roster {
        let mut undecided = None;
        match self.came.blanks(self.options.blank, columns.heading(CAME), columns.signed) {
            Blanks::Clear => {}
            Blanks::Taken(warning) => list.warnings.push(warning),
            Blanks::Undecided(question) => undecided = Some(question),
        }
        Roster { list, entries: self.entries, sessions: self.sessions, undecided }
    }
}

impl Roster {
    /// The rows at some places, as a roster of their own.
    pub fn part(&self, places: &[usize]) -> Self {
        let mut entries = Entries::default();
        places.iter().for_each(|place| entries.push(self.entries.get(*place)));
        let list = Listed { problems: self.problems.none_yet(), warnings: Vec::new(), unread: Vec::new(), ..self.list.clone() };
        Self { list, entries, sessions: BTreeMap::new(), undecided: None }
    }

    /// The refusal that lists every problem, a line each, or asks what must be
    /// known; `None` if there is nothing.
    pub fn refusal(&self, more: Problems) -> Option<Fault> {
        self.list.refusal(more).or_else(|| {
            let (file, what) = (&self.file, self.undecided.as_ref()?);
            Some(Fault::input(tr!("签到表 {file}:{what}", "roster {file}: {what}")).hint(tr!(
                "空着的是到场:加 --blank 到;是缺勤:加 --blank 缺勤",
                "if an empty cell means present, add --blank present; if absent, --blank absent"
            )))
        })
    }
}

#[cfg(test)]
mod tests;
