//! The columns of the files that come in, made from the fields of the kinds.

use chrono::NaiveDate;

use crate::domain::personal::kept_out;
use crate::domain::terms::Vocabulary;
use crate::domain::text::{fold_width, is_han};
use crate::domain::{bounds, heading_terms, money, org, phone, uscc};
use crate::fault::Fault;
use crate::i18n::label;
use crate::intake::day;
use crate::intake::form::{Form, Heading, Lines, normal};
use crate::store::Value;
use crate::store::records::field::{Field, Type};
use crate::store::records::kind::Kind;
use crate::tr;

/// A column, and the field that it fills.
#[derive(Clone, Copy)]
pub struct Column {
    /// The field.
    pub field: &'static Field,
    /// Whether no row may leave it empty.
    pub needed: bool,
}

/// Looks at a text: the form in which it is kept, or why it is not.
type Look = fn(&str) -> Result<String, String>;

/// What a file of records of a kind has.
pub struct Columns {
    /// The kind.
    pub kind: &'static Kind,
    /// The columns, in the order of a blank sheet.
    pub columns: Vec<Column>,
    /// The field without whose column a row is no row of headings.
    pub key: &'static str,
    /// Fields of which only the row itself can say that they lack: whatever else is
    /// wrong with the rows is told too.
    pub later: &'static [&'static str],
    /// The field that may say that a row is a sum.
    pub summary: Option<&'static str>,
    /// Looks at a name, that of the key; the form in which it is read.
    pub name: Option<Look>,
    /// Whether ID numbers stand beside, which are looked at and not kept.
    pub has_ids: bool,
}

impl Columns {
    /// Those of fields of a kind, by name, each with whether it is needed.
    pub fn of(kind: &'static Kind, key: &'static str, fields: &[(&str, bool)]) -> Self {
        let column = |(name, needed): &(&str, bool)| {
            let part = || kind.parts.iter().map(|part| &part.field).find(|field| field.name == *name);
            let own = kind.fields.iter().find(|field| field.name == *name && !field.computed);
            own.or_else(part).map(|field| Column { field, needed: *needed })
        };
        Self { kind, columns: fields.iter().filter_map(column).collect(), key, later: &[], summary: None, name: None, has_ids: false }
    }

    /// Adds fields that are not the kind's own, after the first `at`.
    #[must_use]
    pub fn with(mut self, at: usize, fields: &'static [Field]) -> Self {
        let more = fields.iter().map(|field| Column { field, needed: false });
        self.columns.splice(at..at, more);
        self
    }

    /// The place of a field.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.field.name == name)
    }

    /// The place of the ID numbers, behind the columns that are kept.
    pub fn place_of_ids(&self) -> Option<usize> {
        self.has_ids.then_some(self.columns.len())
    }

    /// The form by which the file is read.
    pub fn form(&self) -> Form {
        let mut headings: Vec<Heading> = self.columns.iter().map(|column| self.heading(column)).collect();
        if self.has_ids {
            let label = label("身份证号", "ID number");
            headings.push(Heading::new("id", label, heading_terms::ID_NUMBER.iter().copied()));
        }
        let known = |name: &str| self.place(name).is_some();
        let others = self.kind.shown().filter(|field| field.computed || !known(field.name));
        let beside = others.flat_map(|field| [field.label.zh, field.label.en, field.name]).map(normal);
        let sounds = self.columns.iter().enumerate().flat_map(|(place, column)| {
            let names = [column.field.label.zh].into_iter().chain(column.field.headings.iter().copied()).map(normal);
            names.filter(|name| name.chars().count() > 1 && name.chars().all(is_han)).map(move |name| (name, place))
        });
        Form {
            what: label("文件", "file"),
            // It is one of the columns: a test looks.
            key: self.place(self.key).unwrap_or_default(),
            least: 2,
            signed: None,
            summary: self.summary.and_then(|name| self.place(name)),
            sounds: sounds.collect(),
            beside: beside.collect(),
            headings,
        }
    }

    fn heading(&self, Column { field, needed }: &Column) -> Heading {
        let worded = matches!(field.ty, Type::Text | Type::CreditCode);
        let whose = field.name == self.key && worded;
        let looked_up = matches!(field.ty, Type::Choice(_) | Type::Plan(_) | Type::Ref(..) | Type::Date);
        let list = self.kind.parts.iter().any(|part| part.field.name == field.name);
        let lines = if list || field.name == "note" {
            Lines::Kept
        } else if worded || matches!(field.ty, Type::Ref(..)) {
            Lines::Joined
        } else {
            Lines::Refused
        };
        Heading {
            telling: *needed,
            needed: *needed && !self.later.contains(&field.name),
            copied: looked_up || (worded && !whose && !ONE_RECORD.contains(&field.name)),
            worded,
            open: !matches!(field.ty, Type::Text) && !field.is_sensitive(),
            lines,
            ..Heading::new(field.name, field.label, field.headings.iter().copied())
        }
    }

    /// Looks at a cell: the form in which its field reads it, or why it is none.
    pub fn look(&self, place: usize, text: &str, today: NaiveDate) -> Result<String, String> {
        match self.columns.get(place) {
            Some(column) => match self.name.filter(|_| column.field.name == self.key) {
                Some(name) => name(text).and_then(|name| words(&name)),
                None => look(column.field, text, today),
            },
            // An ID number is looked at, and not kept.
            None => Ok(String::new()),
        }
    }
}

/// Fields that say something of one record alone: no mark makes them as above.
const ONE_RECORD: [&str; 3] = ["uscc", "number", "title"];

/// What is written where there is nothing.
const NOTHING: [&str; 5] = ["-", "--", "—", "——", "/"];

fn look(field: &Field, text: &str, today: NaiveDate) -> Result<String, String> {
    match field.ty {
        Type::Date => day::read(text, today),
        Type::Money => amount(field, text),
        Type::Choice(set) => word(set, text),
        Type::Phone => match phone::parse(text)? {
            Some(number) => Ok(number),
            None => Ok(String::new()),
        },
        Type::Text if field.name == "unit" => org::unit(text).and_then(|()| words(text)),
        Type::CreditCode => uscc::parse(text).map_err(why),
        Type::Text => words(text),
        _ => field.parse(text, today).map_err(why).map(|value| if value == Value::Null { String::new() } else { text.to_owned() }),
    }
}

/// A text in which there is no number of a person.
fn words(text: &str) -> Result<String, String> {
    kept_out(text, &tr!("这一格", "the cell")).map_err(|fault| fault.message)?;
    bounds::value(text).map_or_else(|| Ok(text.to_owned()), Err)
}

/// The words of a fault, with what to do.
pub fn why(error: anyhow::Error) -> String {
    match error.downcast::<Fault>() {
        Ok(Fault { message, hint: Some(hint), .. }) => tr!("{message};{hint}", "{message}; {hint}"),
        Ok(Fault { message, .. }) => message,
        Err(other) => other.to_string(),
    }
}

fn word(set: &Vocabulary, text: &str) -> Result<String, String> {
    match set.find(text) {
        Some(id) => Ok(id.to_owned()),
        None => Err(tr!("无效,可选:{list}", "it is not one of: {list}", list = set.offer())),
    }
}

/// An amount. Of what comes in or goes out nothing is said as zero, or by a
/// hyphen; an expense may stand in an accountant's brackets.
fn amount(field: &Field, text: &str) -> Result<String, String> {
    let typed = fold_width(text);
    if NOTHING.contains(&typed.as_str()) {
        return Ok(String::new());
    }
    let bracketed = typed.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).filter(|_| field.name == "out");
    let fen = money::read(bracketed.unwrap_or(&typed))?;
    if fen == 0 && ["in", "out"].contains(&field.name) {
        return Ok(String::new());
    }
    Ok(format!("{}.{:02}", fen / 100, fen % 100))
}
