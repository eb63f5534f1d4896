//! What a kind of record is: prefix, table, words, fields, and its form: the
//! verbs that only make one.

use super::field::{Field, Type};
use crate::domain::code::{Code, Prefix};
use crate::i18n::Label;
use crate::store::{Db, Row, Value, Writer};
use crate::tr;

/// A kind of record.
pub struct Kind {
    /// That of its codes.
    pub prefix: Prefix,
    /// Its id in JSON: `org`.
    pub id: &'static str,
    /// Its name for `list`: `orgs`.
    pub plural: &'static str,
    /// Its table.
    pub table: &'static str,
    /// What one is called.
    pub label: Label,
    /// SQL for one line of words about the row `r`.
    pub title: &'static str,
    /// SQL for the organisation of the row `r`, if it has one.
    pub org: Option<&'static str>,
    /// The column of the day on which it happened, if it has one.
    pub date: Option<&'static str>,
    /// Its fields.
    pub fields: &'static [Field],
    /// The tables whose rows belong to it.
    pub parts: &'static [Part],
    /// What evidence says of one that counts.
    pub evidence: Evidence,
    /// What `show` adds to its fields.
    pub sections: &'static [Section],
    /// The verbs that make one and do nothing else.
    pub creates: &'static [Create],
}

/// What evidence says of a record that an indicator counts.
pub struct Evidence {
    /// SQL over the row `r` for a detail beside the title, or NULL.
    pub detail: &'static str,
    /// SQL over the row `r` for how many rows its roster has.
    pub roster: &'static str,
    /// The words, from what was read.
    pub words: fn(&Counted<'_>) -> String,
}

/// A record that counts, as [`Evidence::words`] needs it.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'a> {
    /// The record's title; empty if it has none.
    pub title: &'a str,
    /// The detail; empty if there is none.
    pub detail: &'a str,
    /// How many rows its roster has.
    pub roster: i64,
    /// The indicator that counts it.
    pub indicator: &'a str,
    /// What it adds, in the indicator's unit.
    pub quantity: i64,
}

impl Evidence {
    /// The title, with the detail if there is one.
    pub const TITLE: Self = Self { detail: "NULL", roster: "0", words: titled };
}

fn titled(counted: &Counted<'_>) -> String {
    let Counted { title, detail, .. } = counted;
    if detail.is_empty() { (*title).to_owned() } else { tr!("{title}({detail})", "{title} ({detail})") }
}

/// What reviewers looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reviewed {
    /// An application, in all its steps.
    Application,
    /// One step.
    Step,
}

/// What `show` adds to a record's fields; what each holds is `report::sections`'.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Entry conditions, met and unmet, and reviewers' scores.
    Review(Reviewed),
    /// Entry beside exit, of the stay whose id the field has.
    Comparison(&'static str),
    /// Who came.
    Roster,
    /// The organisations advised.
    Advised,
    /// The items of a sheet, with what reviewers gave.
    Marks,
    /// The basic services that a stay had, and those that it lacks.
    Coverage,
}

/// A table whose rows belong to a record and have no codes of their own.
pub struct Part {
    /// Its table.
    pub table: &'static str,
    /// The column that points to the record.
    pub column: &'static str,
    /// What a row adds to the record.
    pub field: Field,
    /// What the row says of it, if more than that it is there.
    pub value: Option<Field>,
    /// The flag of the create verb that adds a row each time it is given.
    pub typed: Option<&'static str>,
}

/// A verb that makes a record and does nothing else: its flags are the fields.
pub struct Create {
    /// Its words: `service log`.
    pub words: &'static [&'static str],
    /// What its noun is about, where no other verb has that noun.
    pub noun: Option<Label>,
    /// What it is about.
    pub about: Label,
    /// What its first argument is; none: it has none.
    pub subject: Option<Subject>,
    /// The field that its first argument is, where it has no subject.
    pub first: Option<Field>,
    /// Its flags, where they are not the kind's fields.
    pub flags: Option<&'static [Field]>,
    /// Columns that the verb itself sets.
    pub sets: &'static [(&'static str, &'static str)],
    /// Works out columns that were not typed, or refuses what does not go together.
    pub fill: Option<fn(&Writer, &mut Columns) -> anyhow::Result<()>>,
    /// What is said, and what comes next.
    pub done: fn(&Made<'_>) -> anyhow::Result<Done>,
}

impl Create {
    /// A verb with nothing but fields.
    pub const fn new(words: &'static [&'static str], about: Label, done: fn(&Made<'_>) -> anyhow::Result<Done>) -> Self {
        Self { words, noun: None, about, subject: None, first: None, flags: None, sets: &[], fill: None, done }
    }

    /// About what, for the first argument.
    #[must_use]
    pub const fn on(mut self, subject: Subject) -> Self {
        self.subject = Some(subject);
        self
    }

    /// A field that is its first argument.
    #[must_use]
    pub const fn named(mut self, first: Field) -> Self {
        self.first = Some(first);
        self
    }

    /// What its noun is about.
    #[must_use]
    pub const fn noun(mut self, about: Label) -> Self {
        self.noun = Some(about);
        self
    }

    /// Flags of its own: some of the kind's fields, under names that suit the verb.
    #[must_use]
    pub const fn flags(mut self, fields: &'static [Field]) -> Self {
        self.flags = Some(fields);
        self
    }

    /// Columns that the verb itself sets, and that have no flag.
    #[must_use]
    pub const fn sets(mut self, columns: &'static [(&'static str, &'static str)]) -> Self {
        self.sets = columns;
        self
    }

    /// What works out the columns that were not typed.
    #[must_use]
    pub const fn fill(mut self, fill: fn(&Writer, &mut Columns) -> anyhow::Result<()>) -> Self {
        self.fill = Some(fill);
        self
    }

    /// The fields that have a flag: those that are typed, the subject and what
    /// the verb sets aside.
    pub fn fields(&self, kind: &Kind) -> impl Iterator<Item = &'static Field> {
        let subject = self.subject.map(Subject::column);
        self.flags
            .unwrap_or(kind.fields)
            .iter()
            .filter(move |f| f.entered && Some(f.column) != subject && self.sets.iter().all(|(column, _)| *column != f.column))
    }
}

/// What the first argument of a verb means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An organisation.
    Org,
    /// An application: of an organisation, its open one.
    Application,
    /// A stay in the base: of an organisation, its open one.
    Incubation,
    /// A stay that may have ended: of an organisation, its latest.
    LatestIncubation,
    /// An application, or the stay that it led to, that has not ended.
    OpenCase,
}

impl Subject {
    /// The column that holds it.
    pub const fn column(self) -> &'static str {
        match self {
            Self::Org => "org_id",
            Self::Application | Self::OpenCase => "application_id",
            Self::Incubation | Self::LatestIncubation => "incubation_id",
        }
    }
}

/// The columns of a row to be.
#[derive(Debug, Default)]
pub struct Columns(pub Vec<(&'static str, Value)>);

impl Columns {
    /// A column's value; NULL if it was not set.
    pub fn get(&self, column: &str) -> &Value {
        self.0.iter().find(|(name, _)| *name == column).map_or(&Value::Null, |(_, value)| value)
    }

    /// A column's text, if it has one.
    pub fn text(&self, column: &str) -> Option<&str> {
        if let Value::Text(text) = self.get(column) { Some(text) } else { None }
    }

    /// Sets a column.
    pub fn set(&mut self, column: &'static str, value: impl Into<Value>) {
        self.0.retain(|(name, _)| *name != column);
        self.0.push((column, value.into()));
    }
}

/// A record that a verb has just made.
pub struct Made<'a> {
    /// The database, with the record.
    pub db: &'a Db,
    /// Its kind.
    pub kind: &'static Kind,
    /// Its code.
    pub code: Code,
    /// Its fields, as [`super::get`] reads them.
    pub row: &'a Row,
}

impl Made<'_> {
    /// A field as a person reads it.
    ///
    /// # Errors
    /// If there is no such field.
    pub fn show(&self, field: &str) -> anyhow::Result<String> {
        match self.kind.field(field) {
            Some(field) => field.show(self.row),
            None => anyhow::bail!("{} has no field {field}", self.kind.id),
        }
    }

    /// The record's line of words: mostly its organisation's name.
    ///
    /// # Errors
    /// If the row has none, which is a bug.
    pub fn title(&self) -> anyhow::Result<String> {
        Ok(self.row.opt_text("title")?.unwrap_or_default())
    }

    /// The code of the record that a field points to.
    ///
    /// # Errors
    /// If the field is no reference.
    pub fn to(&self, field: &str) -> anyhow::Result<Code> {
        match self.kind.field(field).map(|f| f.ty) {
            Some(Type::Ref(prefix, _)) => Ok(prefix.code(self.row.int(field)?)),
            _ => anyhow::bail!("{}.{field} is no reference", self.kind.id),
        }
    }
}

/// What is said of a record that was made.
#[derive(Debug, Default)]
pub struct Done {
    /// What happened, naming the code.
    pub message: String,
    /// The command that comes next.
    pub next: Option<String>,
    /// Things to know.
    pub warnings: Vec<String>,
}

impl Done {
    /// What happened, naming the code.
    pub fn new(message: String) -> Self {
        Self { message, ..Self::default() }
    }

    /// Adds the command that comes next.
    #[must_use]
    pub fn next(mut self, command: String) -> Self {
        self.next = Some(command);
        self
    }

    /// Adds something to know.
    #[must_use]
    pub fn warn(mut self, warning: String) -> Self {
        self.warnings.push(warning);
        self
    }
}

impl std::fmt::Debug for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

impl Kind {
    /// The code of a row.
    pub const fn code(&self, id: i64) -> Code {
        self.prefix.code(id)
    }

    /// The fields that are shown.
    pub fn shown(&self) -> impl Iterator<Item = &'static Field> {
        self.fields.iter().filter(|field| !field.internal)
    }

    /// The field of a name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|f| f.name == name)
    }

    /// SQL for the rows `r` that are about the organisation `:org`.
    pub fn of_org(&self) -> Option<String> {
        if let Some(expression) = self.org {
            return Some(format!("{expression} = :org"));
        }
        let to_org = |p: &&Part| p.field.column == "org_id";
        let Part { table, column, .. } = self.parts.iter().find(to_org)?;
        Some(format!("EXISTS (SELECT 1 FROM {table} x WHERE x.{column} = r.id AND x.org_id = :org)"))
    }
}
