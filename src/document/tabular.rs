//! What is a rectangle: tables with typed columns, and facts, which are rows of
//! a name and a value.

use serde::{Deserialize, Serialize};

use super::cell::Cell;
use crate::i18n::{Label, label, pick};
use crate::tr;

/// What `--table` calls a document's facts.
pub const FACTS: Label = label("概况", "facts");

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// What a column's cells are to their rows; writers align and size by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Words about the row.
    #[default]
    Words,
    /// What the row is about: its heading.
    Label,
    /// The code of a record.
    Code,
    /// A day or a moment.
    Date,
    /// Numbers.
    Number,
    /// How much was added: numbers with their sign.
    Difference,
}

/// Where a column or a fact has its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Detail {
    /// Everywhere.
    #[default]
    Always,
    /// On a screen only: others have it in several columns.
    Brief,
    /// Not on a screen, which has no room for it.
    Full,
}

/// How much room a writer has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// A screen's.
    Screen,
    /// As much as there is to show.
    Ample,
}

impl Detail {
    /// Whether it is shown where there is so much room.
    pub fn fits(self, room: Room) -> bool {
        match self {
            Detail::Always => true,
            Detail::Brief => room == Room::Screen,
            Detail::Full => room == Room::Ample,
        }
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// What its cells are.
    #[serde(default, skip_serializing_if = "is_default")]
    pub role: Role,
    /// What its numbers are numbers of: `%`, yuan. The heading may say it too.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unit: Option<String>,
    /// Where it is shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub detail: Detail,
    /// Whether a screen shows a run of equal values once.
    #[serde(default, skip_serializing_if = "is_default")]
    pub once: bool,
}

impl Column {
    fn of(heading: impl Into<String>, role: Role) -> Self {
        Self { heading: heading.into(), role, unit: None, detail: Detail::Always, once: false }
    }

    /// A column of words.
    pub fn words(heading: impl Into<String>) -> Self {
        Self::of(heading, Role::Words)
    }

    /// A column that says what each row is about.
    pub fn label(heading: impl Into<String>) -> Self {
        Self::of(heading, Role::Label)
    }

    /// A column of records' codes.
    pub fn code(heading: impl Into<String>) -> Self {
        Self::of(heading, Role::Code)
    }

    /// A column of days or moments.
    pub fn date(heading: impl Into<String>) -> Self {
        Self::of(heading, Role::Date)
    }

    /// A column of numbers.
    pub fn number(heading: impl Into<String>) -> Self {
        Self::of(heading, Role::Number)
    }

    /// A column of what was added.
    pub fn difference(heading: impl Into<String>) -> Self {
        Self::of(heading, Role::Difference)
    }

    /// Says what its numbers are numbers of.
    #[must_use]
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = Some(unit.into());
        self
    }

    /// Shows it on a screen only.
    #[must_use]
    pub fn brief(mut self) -> Self {
        self.detail = Detail::Brief;
        self
    }

    /// Shows it everywhere but on a screen.
    #[must_use]
    pub fn full(mut self) -> Self {
        self.detail = Detail::Full;
        self
    }

    /// Shows a run of equal values once on a screen.
    #[must_use]
    pub fn once(mut self) -> Self {
        self.once = true;
        self
    }

    /// Its heading with its unit, if that is not in it.
    pub fn whole_heading(&self) -> String {
        match &self.unit {
            Some(unit) if !self.heading.contains(unit.as_str()) => tr!("{heading}({unit})", "{heading} ({unit})", heading = self.heading),
            _ => self.heading.clone(),
        }
    }

    /// Whether its cells lie to the right.
    pub fn is_number(&self) -> bool {
        matches!(self.role, Role::Number | Role::Difference)
    }

    /// A cell of this column as a person reads it.
    pub fn text(&self, cell: &Cell) -> String {
        if self.role == Role::Difference { cell.signed() } else { cell.text() }
    }
}

/// What a table sums up to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// A cell a column.
    pub cells: Vec<Cell>,
    /// The sentence that a screen has in the row's place, if it has one.
    pub said: Option<String>,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What `--table` calls it.
    pub id: String,
    /// What `--table` calls it in Chinese.
    pub zh: String,
    /// What it shows; may be empty.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, a cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// The row of totals, which is no row of the data.
    #[serde(default, skip_serializing_if = "is_default")]
    pub totals: Option<Totals>,
    /// Whether people are not shown it when it has no rows.
    #[serde(default, skip_serializing_if = "is_default")]
    pub if_any: bool,
    /// Whether its empty cells are filled in by hand, so that paper leaves room.
    #[serde(default, skip_serializing_if = "is_default")]
    pub by_hand: bool,
}

impl Table {
    /// An empty table without a title.
    pub fn new(name: Label, columns: Vec<Column>) -> Self {
        Self {
            id: name.en.to_owned(),
            zh: name.zh.to_owned(),
            title: String::new(),
            columns,
            rows: Vec::new(),
            totals: None,
            if_any: false,
            by_hand: false,
        }
    }

    /// Gives it a title.
    #[must_use]
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// Shows it to people only if it has rows.
    #[must_use]
    pub fn if_any(mut self) -> Self {
        self.if_any = true;
        self
    }

    /// Leaves room in its empty cells for what is written by hand.
    #[must_use]
    pub fn by_hand(mut self) -> Self {
        self.by_hand = true;
        self
    }

    /// Adds a row: a cell a column.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Whether people are shown it.
    pub fn is_shown(&self) -> bool {
        !(self.if_any && self.rows.is_empty())
    }

    /// The places of the columns that are shown where there is so much room.
    pub fn places(&self, room: Room) -> Vec<usize> {
        (0..self.columns.len()).filter(|i| self.columns[*i].detail.fits(room)).collect()
    }

    /// Its name in the language of this thread.
    pub fn name(&self) -> &str {
        pick(&self.zh, &self.id)
    }

    /// Whether `--table` may call it so.
    pub fn is_called(&self, name: &str) -> bool {
        self.id.eq_ignore_ascii_case(name) || self.zh == name
    }
}

/// A name and a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The name.
    pub name: String,
    /// The value.
    pub value: Cell,
    /// What the value is a number of.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unit: Option<String>,
    /// How a person reads it, if not as the value with its unit.
    #[serde(default, skip_serializing_if = "is_default")]
    pub said: Option<String>,
    /// Where it is shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub detail: Detail,
}

impl Fact {
    /// A name and a value.
    pub fn new(name: impl Into<String>, value: impl Into<Cell>) -> Self {
        Self { name: name.into(), value: value.into(), unit: None, said: None, detail: Detail::Always }
    }

    /// Says what the value is a number of.
    #[must_use]
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = Some(unit.into());
        self
    }

    /// Says how a person reads it.
    #[must_use]
    pub fn said(mut self, words: impl Into<String>) -> Self {
        self.said = Some(words.into());
        self
    }

    /// Shows it on a screen only.
    #[must_use]
    pub fn brief(mut self) -> Self {
        self.detail = Detail::Brief;
        self
    }

    /// Shows it everywhere but on a screen.
    #[must_use]
    pub fn full(mut self) -> Self {
        self.detail = Detail::Full;
        self
    }

    /// The value as a person reads it.
    pub fn text(&self) -> String {
        match (&self.said, &self.unit) {
            (Some(said), _) => said.clone(),
            (None, Some(unit)) if unit.starts_with(|c: char| c.is_ascii_alphabetic()) => format!("{} {unit}", self.value.text()),
            (None, Some(unit)) => format!("{}{unit}", self.value.text()),
            (None, None) => self.value.text(),
        }
    }

    /// The name with the unit, for a table of values.
    fn heading(&self) -> String {
        match &self.unit {
            Some(unit) if unit.is_ascii() => format!("{} ({unit})", self.name),
            Some(unit) => format!("{}({unit})", self.name),
            None => self.name.clone(),
        }
    }
}

/// Names and values. Those of a document are one table to a spreadsheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The headings over names and over values.
    pub headings: [String; 2],
    /// The facts.
    pub facts: Vec<Fact>,
    /// The sentence in which people read them, instead of the list.
    #[serde(default, skip_serializing_if = "is_default")]
    pub said: Option<String>,
}

impl Facts {
    /// A list of facts.
    pub fn new(facts: Vec<Fact>) -> Self {
        Self { headings: [tr!("项目", "name"), tr!("内容", "value")], facts, said: None }
    }

    /// Facts that people read in a sentence.
    pub fn said(sentence: impl Into<String>, facts: Vec<Fact>) -> Self {
        Self { said: Some(sentence.into()), ..Self::new(facts) }
    }

    /// As a table of two columns, without a row yet.
    pub(super) fn table(&self) -> Table {
        let [name, value] = &self.headings;
        Table::new(FACTS, vec![Column::label(name), Column::words(value)])
    }

    /// The rows of that table.
    pub(super) fn rows(&self) -> impl Iterator<Item = Vec<Cell>> + '_ {
        self.facts.iter().filter(|f| f.detail.fits(Room::Ample)).map(|f| vec![f.heading().into(), f.value.clone()])
    }
}
