//! How much a plan file may say, and which days its years may have.

use toml::Value;

use crate::domain::bounds;
use crate::domain::calendar::Calendar;
use crate::domain::date::{FIRST_YEAR, LAST_YEAR, can_be_typed};
use crate::domain::personal::kept_out;
use crate::tr;

/// The first text of a plan file that is too long or holds a person's number, by
/// its place.
pub(super) fn text(file: &str) -> Option<String> {
    unfit(&Value::Table(toml::from_str(file).ok()?), String::new())
}

fn unfit(value: &Value, place: String) -> Option<String> {
    match value {
        Value::String(text) => {
            let long = bounds::value(text).map(|why| tr!("{place} {why}", "{place}: {why}"));
            long.or_else(|| kept_out(text, &place).err().map(|fault| fault.message))
        }
        Value::Array(items) => items.iter().zip(1..).find_map(|(item, n)| unfit(item, format!("{place}[{n}]"))),
        Value::Table(table) => table.iter().find_map(|(key, item)| {
            let place = if place.is_empty() { key.clone() } else { format!("{place}.{key}") };
            unfit(item, place)
        }),
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => None,
    }
}

/// What is wrong with the days of a plan's years: none could be typed.
pub fn days(calendar: &Calendar) -> Option<String> {
    let (first, last) = (calendar.years.first()?.start, calendar.years.last()?.end);
    (!can_be_typed(first) || !can_be_typed(last)).then(|| {
        tr!(
            "各年度自{first}至{last},须在{FIRST_YEAR}年至{LAST_YEAR}年之间",
            "its years are {first} to {last}, and must lie within {FIRST_YEAR} to {LAST_YEAR}"
        )
    })
}
