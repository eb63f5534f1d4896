//! A record's fields: the one list that `list`, `show`, `edit`, `history` and
//! CSV headings read.

use chrono::NaiveDate;
use serde_json::Value as Json;

use crate::domain::code::Prefix;
use crate::domain::terms::Vocabulary;
use crate::domain::{date, money, personal, quantity};
use crate::fault::Fault;
use crate::i18n::{Label, label};
use crate::store::{Row, Value};
use crate::tr;

/// What a field holds, and so how it is read, shown and written.
#[derive(Clone, Copy)]
pub enum Type {
    /// Free text.
    Text,
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
    /// A phone number: the column has its commitment.
    Phone,
    /// Text for programs, of which only the size is shown.
    Frozen,
}

/// What the rules on dates hold a day to; of no matter to other fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// It is not after today.
    Past,
    /// That, and it lies in an operating year of the plan.
    InPlan,
    /// Nothing: it may lie ahead, or the program sets it.
    Any,
}

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
    /// Whether `edit` may change it.
    pub editable: bool,
    /// Whether it may be empty.
    pub required: bool,
    /// Whether `list` shows it in a table (JSON and CSV have every field).
    pub brief: bool,
    /// Whether `column` is an expression instead of a column.
    pub computed: bool,
    /// What the rules on dates hold a day to.
    pub day: Day,
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
    Field { column, name: column, label: label(zh, en), ty, editable: true, required: false, brief: true, computed: false, day: Day::Past }
}

/// A value worked out from other rows: an SQL expression over the row `r`.
pub const fn computed(name: &'static str, expression: &'static str, ty: Type, zh: &'static str, en: &'static str) -> Field {
    Field {
        column: expression,
        name,
        label: label(zh, en),
        ty,
        editable: false,
        required: false,
        brief: true,
        computed: true,
        day: Day::Any,
    }
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

    /// A day that the rules on dates leave alone.
    #[must_use]
    pub const fn any_day(mut self) -> Self {
        self.day = Day::Any;
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
            Type::Frozen => format!("{}_bytes", self.name),
            _ => self.name.to_owned(),
        }
    }

    /// Whether tables align it to the right.
    pub fn is_number(&self) -> bool {
        matches!(self.ty, Type::Count | Type::Points | Type::Hours | Type::Money)
    }

    /// The columns of a SELECT that [`Field::show`] and [`Field::json`] read:
    /// the value, and where it points elsewhere, the words for it.
    pub(in crate::store) fn select(&self) -> String {
        let value = if self.computed { format!("({})", self.column) } else { format!("r.{}", self.column) };
        let name = self.name;
        let words = match self.ty {
            Type::Plan(table) => format!(
                ", (SELECT zh FROM {table} WHERE code = {value}) AS {name}__zh, (SELECT en FROM {table} WHERE code = {value}) AS {name}__en"
            ),
            Type::Ref(_, Some(table)) => format!(", (SELECT name FROM {table} WHERE id = {value}) AS {name}__title"),
            Type::Phone => format!(", (SELECT coalesce(value, '') FROM personal WHERE commitment = {value}) AS {name}__value"),
            _ => String::new(),
        };
        // Quoted: a field may be named as a word of SQL is (`as`).
        format!("{value} AS \"{name}\"{words}")
    }

    /// The value as a person reads it; empty if there is none.
    ///
    /// # Errors
    /// If the row holds what the schema forbids.
    pub fn show(&self, row: &Row) -> anyhow::Result<String> {
        let name = self.name;
        Ok(match (row.get(name)?, self.ty) {
            (Value::Null, _) => String::new(),
            (Value::Int(n), Type::Money) => money::yuan(*n),
            (Value::Int(n), Type::Points) => quantity::decimal(*n),
            (Value::Int(n), Type::Hours) => quantity::decimal((*n * 100 + 30) / 60),
            (Value::Int(n), Type::Ref(prefix, None)) => prefix.code(*n).to_string(),
            (Value::Int(n), Type::Ref(prefix, Some(_))) => format!("{} {}", prefix.code(*n), row.text(&format!("{name}__title"))?),
            (Value::Int(n), _) => n.to_string(),
            (Value::Text(id), Type::Choice(set)) => set.text(id).to_owned(),
            (Value::Text(_), Type::Plan(_)) => {
                crate::i18n::pick(&row.text(&format!("{name}__zh"))?, &row.text(&format!("{name}__en"))?).to_owned()
            }
            (Value::Text(_), Type::Phone) => match row.text(&format!("{name}__value"))?.as_str() {
                "" => tr!("已删除", "erased"),
                value if row.is_revealed() => value.to_owned(),
                value => personal::mask(value),
            },
            (Value::Text(text), Type::Frozen) => size(text),
            (Value::Text(text), _) => text.clone(),
        })
    }

    /// Whether the row holds personal data in this field.
    ///
    /// # Errors
    /// If the row has no such field.
    pub fn is_personal(&self, row: &Row) -> anyhow::Result<bool> {
        Ok(matches!(self.ty, Type::Phone) && row.opt_text(&format!("{}__value", self.name))?.is_some_and(|v| !v.is_empty()))
    }

    /// The value in JSON: ids, codes, ISO dates, fen; numbers as numbers.
    ///
    /// # Errors
    /// If the row holds what the schema forbids.
    pub fn json(&self, row: &Row) -> anyhow::Result<Json> {
        let value = row.get(self.name)?;
        Ok(match (value, self.ty) {
            (Value::Null, _) => Json::Null,
            (Value::Int(n), Type::Ref(prefix, _)) => prefix.code(*n).to_string().into(),
            (Value::Int(n), Type::Points) => (*n as f64 / 100.0).into(),
            (Value::Int(n), Type::Hours) => (((*n * 100 + 30) / 60) as f64 / 100.0).into(),
            (Value::Text(_), Type::Phone) => self.show(row)?.into(),
            (Value::Text(text), Type::Frozen) => text.len().into(),
            (value, _) => value.json(),
        })
    }

    /// A value of this field as it was kept in the journal, for `history`.
    pub fn show_kept(&self, value: &Json) -> String {
        match (value, self.ty) {
            (Json::Null, _) => String::new(),
            (Json::Number(n), ty) => {
                let n = n.as_i64().unwrap_or_default();
                match ty {
                    Type::Money => money::yuan(n),
                    Type::Points => quantity::decimal(n),
                    Type::Hours => quantity::decimal((n * 100 + 30) / 60),
                    Type::Ref(prefix, _) => prefix.code(n).to_string(),
                    _ => n.to_string(),
                }
            }
            (Json::String(id), Type::Choice(set)) => set.text(id).to_owned(),
            (Json::String(_), Type::Phone) => tr!("(个人信息)", "(personal data)"),
            (Json::String(text), Type::Frozen) => size(text),
            (Json::String(text), _) => text.clone(),
            (other, _) => other.to_string(),
        }
    }

    /// A value of this field as it was kept in the journal, in JSON as
    /// [`Field::json`] has it. Of a phone it says only that there was one.
    pub fn json_kept(&self, value: &Json) -> Json {
        match (value.as_i64(), self.ty) {
            (Some(n), Type::Ref(prefix, _)) => prefix.code(n).to_string().into(),
            (Some(n), Type::Points) => (n as f64 / 100.0).into(),
            (Some(n), Type::Hours) => (((n * 100 + 30) / 60) as f64 / 100.0).into(),
            (None, Type::Phone) if value.is_string() => "***".into(),
            (None, Type::Frozen) => value.as_str().map(str::len).into(),
            _ => value.clone(),
        }
    }

    /// Reads what was typed for this field. Empty text empties the field.
    /// Phones, plan words and references are the caller's to resolve.
    ///
    /// # Errors
    /// [`Fault`] (input) if it is no value of this type.
    pub fn parse(&self, text: &str, today: NaiveDate) -> anyhow::Result<Value> {
        let what = self.label.text();
        if text.trim().is_empty() {
            if self.required {
                return Fault::input(tr!("“{what}”不能为空", "{what} cannot be empty")).err();
            }
            return Ok(Value::Null);
        }
        Ok(match self.ty {
            Type::Text | Type::Plan(_) | Type::Ref(_, _) | Type::Phone | Type::Frozen => text.trim().into(),
            Type::Date => date::parse(text, today)?.into(),
            Type::Count => quantity::count(text, what)?.into(),
            Type::Points => quantity::hundredths(text, 100, what)?.into(),
            Type::Hours => quantity::hours(text)?.into(),
            Type::Money => money::parse(text)?.into(),
            Type::Choice(set) => set.parse(text)?.into(),
        })
    }
}

fn size(text: &str) -> String {
    tr!("{n}字节", "{n} bytes", n = text.len())
}
