//! Values of fields: selected, shown, read, checked.

use chrono::NaiveDate;
use serde_json::Value as Json;

use super::field::{Field, Type};
use super::{lookup, personal as kept, plan};
use crate::domain::code::Code;
use crate::domain::{date, money, personal, quantity};
use crate::fault::Fault;
use crate::i18n::join;
use crate::store::{Row, Value, Writer};
use crate::tr;

impl Field {
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
            Type::Phone | Type::IdNumber => {
                format!(", (SELECT coalesce(value, '') FROM personal WHERE commitment = {value}) AS {name}__value")
            }
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
            (Value::Int(n), Type::Ref(_, Some(_))) => format!("{} {}", self.show_number(*n), row.text(&format!("{name}__title"))?),
            (Value::Int(n), _) => self.show_number(*n),
            (Value::Text(id), Type::Choice(set)) => set.text(id).to_owned(),
            (Value::Text(_), Type::Plan(_)) => {
                crate::i18n::pick(&row.text(&format!("{name}__zh"))?, &row.text(&format!("{name}__en"))?).to_owned()
            }
            (Value::Text(_), Type::Phone | Type::IdNumber) => match row.text(&format!("{name}__value"))?.as_str() {
                "" => tr!("已删除", "erased"),
                value if row.is_revealed() => value.to_owned(),
                value => personal::mask(value),
            },
            (Value::Text(text), Type::Archived) => size(text),
            (Value::Text(text), Type::Codes) => join(text.split(' ')),
            (Value::Text(text), _) => text.clone(),
        })
    }

    fn show_number(&self, n: i64) -> String {
        match self.ty {
            Type::Money => money::yuan(n),
            Type::Points => quantity::decimal(n),
            Type::Hours => quantity::decimal(quantity::hundredths_of_hours(n)),
            Type::Ref(prefix, _) => prefix.code(n).to_string(),
            Type::Time => quantity::clock(n),
            Type::Year => format!("Y{n}"),
            Type::YesNo => {
                if n == 1 {
                    tr!("是", "yes")
                } else {
                    tr!("否", "no")
                }
            }
            _ => n.to_string(),
        }
    }

    fn json_number(&self, n: i64) -> Json {
        match self.ty {
            Type::Points => (n as f64 / 100.0).into(),
            Type::Hours => (quantity::hundredths_of_hours(n) as f64 / 100.0).into(),
            Type::Ref(..) | Type::Time | Type::Year => self.show_number(n).into(),
            Type::YesNo => (n == 1).into(),
            _ => n.into(),
        }
    }

    /// Whether the row holds personal data in this field.
    ///
    /// # Errors
    /// If the row has no such field.
    pub fn is_personal(&self, row: &Row) -> anyhow::Result<bool> {
        Ok(self.is_sensitive() && row.opt_text(&format!("{}__value", self.name))?.is_some_and(|v| !v.is_empty()))
    }

    /// The value in JSON: ids, codes, ISO dates, fen; numbers as numbers.
    ///
    /// # Errors
    /// If the row holds what the schema forbids.
    pub fn json(&self, row: &Row) -> anyhow::Result<Json> {
        let value = row.get(self.name)?;
        Ok(match (value, self.ty) {
            (value, Type::Codes) => value.text().split_whitespace().collect(),
            (Value::Null, _) => Json::Null,
            (Value::Int(n), _) => self.json_number(*n),
            (Value::Text(_), Type::Phone | Type::IdNumber) => self.show(row)?.into(),
            (Value::Text(text), Type::Archived) => text.len().into(),
            (value, _) => value.json(),
        })
    }

    /// A value of this field as it was kept in the journal, for `history`.
    pub fn show_kept(&self, value: &Json) -> String {
        match (value, self.ty) {
            (Json::Null, _) => String::new(),
            (Json::Number(n), _) => n.as_i64().map_or_else(|| n.to_string(), |n| self.show_number(n)),
            (Json::String(id), Type::Choice(set)) => set.text(id).to_owned(),
            (Json::String(_), Type::Phone | Type::IdNumber) => tr!("(个人信息)", "(personal data)"),
            (Json::String(text), Type::Archived) => size(text),
            (Json::String(text), _) => text.clone(),
            (other, _) => other.to_string(),
        }
    }

    /// A value of this field as it was kept in the journal, in JSON as
    /// [`Field::json`] has it. Of a phone it says only that there was one.
    pub fn json_kept(&self, value: &Json) -> Json {
        match (value.as_i64(), self.ty) {
            (Some(n), _) => self.json_number(n),
            (None, Type::Phone | Type::IdNumber) if value.is_string() => "***".into(),
            (None, Type::Archived) => value.as_str().map(str::len).into(),
            _ => value.clone(),
        }
    }

    /// Reads what was typed for this field, without the database. Empty text
    /// empties the field.
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
            Type::Text | Type::File => {
                personal::kept_out(text, &tr!("“{what}”", "'{what}'"))?;
                text.trim().into()
            }
            Type::CreditCode | Type::Plan(_) | Type::Ref(..) | Type::Codes | Type::Phone | Type::IdNumber | Type::Archived => {
                text.trim().into()
            }
            Type::Date => date::parse(text, today)?.into(),
            Type::Count => quantity::count(text, what)?.into(),
            Type::Points => quantity::hundredths(text, 100, what)?.into(),
            Type::Hours => quantity::hours(text)?.into(),
            Type::Money => money::parse(text)?.into(),
            Type::Choice(set) => set.parse(text)?.into(),
            Type::Time => quantity::time(text, what)?.into(),
            Type::Year | Type::Period => text.trim().into(),
            Type::YesNo => match ["yes", "是", "no", "否"].iter().position(|word| text.trim().eq_ignore_ascii_case(word)) {
                Some(at) => i64::from(at < 2).into(),
                None => return Fault::input(tr!("{what}“{text}”不是 是/否", "{what} '{text}' is not yes or no")).err(),
            },
            Type::Any => match Code::parse(text) {
                Some(code) => code.to_string().into(),
                None => return Fault::input(tr!("“{text}”不是记录的编号", "'{text}' is not a record's code")).err(),
            },
        })
    }

    /// The columns that a value read by [`Field::parse`] sets, once it was looked
    /// up: words of the plan, years, periods, what personal data commits to, what
    /// the field's own check says. `of` is the record that is corrected.
    ///
    /// # Errors
    /// [`Fault`] (input) if the database does not allow it.
    pub fn columns(&self, w: &Writer, value: Value, of: Option<i64>, today: NaiveDate) -> anyhow::Result<Vec<(&'static str, Value)>> {
        let value: Value = match (self.ty, &value) {
            (Type::Plan(table), Value::Text(text)) => lookup::plan_id(w, table, text, self.label.text())?.into(),
            (Type::Phone, Value::Text(text)) => kept::keep(w, "phone", text)?.into(),
            (Type::IdNumber, Value::Text(text)) => kept::keep(w, "id_number", text)?.into(),
            (Type::Year, Value::Text(text)) => plan::calendar(w)?.parse_year(text)?.no.into(),
            (Type::Period, Value::Text(text)) => plan::calendar(w)?.parse(text, today)?.label.into(),
            _ => value,
        };
        match self.check {
            Some(check) if value != Value::Null => check(w, value, of),
            _ => Ok(vec![(self.column, value)]),
        }
    }
}

fn size(text: &str) -> String {
    tr!("{n}字节", "{n} bytes", n = text.len())
}
