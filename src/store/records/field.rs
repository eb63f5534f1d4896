//! A record's fields: the one list that `list`, `show`, `edit`, `history` and
//! CSV headings read.

use crate::domain::code::Prefix;
use crate::domain::terms::Vocabulary;
use crate::i18n::{Label, label};
use crate::store::{Value, Writer};

/// What a field holds, and so how it is read, shown and written.
#[derive(Clone, Copy)]
pub enum Type {
    /// Free text.
    Text,
    /// Yes or no.
    YesNo,
    /// A day.
    Date,
    /// A whole number.
    Count,
    /// Hundredths of a point, 0 to 100 points.
    Points,
    /// Minutes, typed and shown as hours.
    Hours,
    /// Fen, typed and shown as yuan.
    Money,
    /// A word of a fixed vocabulary.
    Choice(&'static Vocabulary),
    /// A word of a table of the plan (columns code, zh, en).
    Plan(&'static str),
    /// Another record, by the prefix of its kind; with the table that has its
    /// name, if it is shown by name.
    Ref(Prefix, Option<&'static str>),
    /// A record of any kind, by its code.
    Any,
    /// Records of any kind, by their codes, blanks between them.
    Codes,
    /// Minutes of a day, typed and shown as `14:00`.
    Time,
    /// An operating year by its number, typed and shown as `Y1`.
    Year,
    /// A period by its label, `2021Q4`.
    Period,
    /// A file that is read: the column has its name, and the column of that name
    /// with `_sha256` its digest.
    File,
    /// A phone number: the column has its commitment.
    Phone,
    /// A person's ID number: the column has its commitment.
    IdNumber,
    /// A unified social credit code: text that may look like an ID number.
    CreditCode,
    /// Text for programs, of which only the size is shown.
    Archived,
}

impl Type {
    /// Whether it is a reference to records whose codes have a prefix.
    pub fn is_to(self, to: Prefix) -> bool {
        matches!(self, Type::Ref(prefix, _) if prefix == to)
    }
}

/// What the rules on dates hold a day to; of no matter to other fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// It is not after today.
    Past,
    /// That, and it lies in an operating year of the plan.
    InPlan,
    /// As [`Day::Past`], for the rows `r` that meet a condition in SQL.
    PastIf(&'static str),
    /// Nothing: it may lie ahead, or the program sets it.
    Any,
}

/// Whether a day ends what a record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// It ends nothing.
    Nothing,
    /// It is the last day.
    Last,
    /// It is the first day on which it is over.
    Over,
}

/// What [`Field::check`] does: from a value that was read, the columns that it
/// sets. The last argument is the id of the record that is corrected, if one is.
pub type Check = fn(&Writer, Value, Option<i64>) -> anyhow::Result<Vec<(&'static str, Value)>>;

/// One field of a kind of record.
#[derive(Clone, Copy)]
pub struct Field {
    /// The column, or an SQL expression over the row `r` if `computed`.
    pub column: &'static str,
    /// The name in JSON and, with `_` as `-`, of the flag that edits it.
    pub name: &'static str,
    /// What a person reads.
    pub label: Label,
    /// What it holds.
    pub ty: Type,
    /// What its flag's help says, if that is more than the label.
    pub help: Option<Label>,
    /// What an import may call its column besides the label and the name.
    pub headings: &'static [&'static str],
    /// Whether it is typed when a record is made.
    pub entered: bool,
    /// Whether `edit` may change it.
    pub editable: bool,
    /// Whether it may be empty.
    pub required: bool,
    /// Whether `list` shows it in a table (JSON and CSV have every field).
    pub brief: bool,
    /// Whether `column` is an expression instead of a column.
    pub computed: bool,
    /// Whether nobody is shown it: it only follows from another field.
    pub internal: bool,
    /// Whether it points to the record of which this one is a part: a part goes
    /// void with its whole.
    pub whole: bool,
    /// What the rules on dates hold a day to.
    pub day: Day,
    /// Whether it ends what the record says.
    pub ends: Ends,
    /// The field without which `edit` does not change this one.
    pub only_with: Option<&'static str>,
    /// Looks a value up before it is kept: what it must not collide with, what
    /// else follows from it.
    pub check: Option<Check>,
}

/// A reference to the records whose codes have a prefix.
pub const fn to(prefix: &str) -> Type {
    Type::Ref(Prefix::new(prefix), None)
}

/// As [`to`], shown with the name that a row of a table has.
pub const fn to_named(prefix: &str, table: &'static str) -> Type {
    Type::Ref(Prefix::new(prefix), Some(table))
}

/// A field that `edit` may change and `list` shows.
pub const fn field(column: &'static str, ty: Type, zh: &'static str, en: &'static str) -> Field {
    Field {
        column,
        name: column,
        label: label(zh, en),
        ty,
        help: None,
        headings: &[],
        entered: true,
        editable: true,
        required: false,
        brief: true,
        computed: false,
        internal: false,
        whole: false,
        day: Day::Past,
        ends: Ends::Nothing,
        only_with: None,
        check: None,
    }
}

/// A value worked out from other rows: an SQL expression over the row `r`.
pub const fn computed(name: &'static str, expression: &'static str, ty: Type, zh: &'static str, en: &'static str) -> Field {
    Field { column: expression, name, entered: false, editable: false, computed: true, day: Day::Any, ..field(name, ty, zh, en) }
}

impl Field {
    /// Gives the field another name than its column.
    #[must_use]
    pub const fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    /// A field that is set once: another record would be meant.
    #[must_use]
    pub const fn fixed(mut self) -> Self {
        self.editable = false;
        self
    }

    /// A field that the program sets.
    #[must_use]
    pub const fn set_by_program(mut self) -> Self {
        self.entered = false;
        self.editable = false;
        self
    }

    /// A field that is filled in once there is something to say: by `edit`, or by
    /// a verb of its own.
    #[must_use]
    pub const fn later(mut self) -> Self {
        self.entered = false;
        self
    }

    /// A field that follows from another and is shown to nobody.
    #[must_use]
    pub const fn internal(mut self) -> Self {
        self.internal = true;
        self.set_by_program()
    }

    /// A field that points to the record of which this one is a part.
    #[must_use]
    pub const fn whole(mut self) -> Self {
        self.whole = true;
        self.fixed()
    }

    /// What its flag's help says.
    #[must_use]
    pub const fn help(mut self, zh: &'static str, en: &'static str) -> Self {
        self.help = Some(label(zh, en));
        self
    }

    /// What an import may call its column besides the label and the name.
    #[must_use]
    pub const fn headings(mut self, names: &'static [&'static str]) -> Self {
        self.headings = names;
        self
    }

    /// A field that `edit` changes only together with another, by name.
    #[must_use]
    pub const fn only_with(mut self, other: &'static str) -> Self {
        self.only_with = Some(other);
        self
    }

    /// What looks its value up before it is kept.
    #[must_use]
    pub const fn check(mut self, check: Check) -> Self {
        self.check = Some(check);
        self
    }

    /// A field that cannot be emptied.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// A day that lies in an operating year of the plan: what counts is dated so.
    #[must_use]
    pub const fn in_plan(mut self) -> Self {
        self.day = Day::InPlan;
        self
    }

    /// A day that may lie ahead, but for rows that meet a condition.
    #[must_use]
    pub const fn past_if(mut self, condition: &'static str) -> Self {
        self.day = Day::PastIf(condition);
        self
    }

    /// A day that the rules on dates leave alone.
    #[must_use]
    pub const fn any_day(mut self) -> Self {
        self.day = Day::Any;
        self
    }

    /// A day that is the last of what the record says.
    #[must_use]
    pub const fn last_day(mut self) -> Self {
        self.ends = Ends::Last;
        self
    }

    /// A day on which what the record says is over.
    #[must_use]
    pub const fn over_on(mut self) -> Self {
        self.ends = Ends::Over;
        self
    }

    /// A field that tables of `list` leave out.
    #[must_use]
    pub const fn detail(mut self) -> Self {
        self.brief = false;
        self
    }

    /// The flag of `edit`, without dashes: `entry-staff`.
    pub fn flag(&self) -> String {
        self.name.replace('_', "-")
    }

    /// The key in JSON: money is in fen and says so, as does a size in bytes.
    pub fn key(&self) -> String {
        match self.ty {
            Type::Money => format!("{}_fen", self.name),
            Type::Archived => format!("{}_bytes", self.name),
            _ => self.name.to_owned(),
        }
    }

    /// Whether it holds personal data: its column has a commitment, and what is
    /// typed for it leaves no trace in the journal.
    pub fn is_sensitive(&self) -> bool {
        matches!(self.ty, Type::Phone | Type::IdNumber)
    }

    /// Whether tables align it to the right.
    pub fn is_number(&self) -> bool {
        matches!(self.ty, Type::Count | Type::Points | Type::Hours | Type::Money)
    }
}
