//! How much a plan file may say, and which days its years may have.

use toml::Value;

use crate::domain::bounds;
use crate::domain::calendar::Calendar;
use crate::domain::date::{FIRST_YEAR, LAST_YEAR, can_be_typed};
use crate::tr;

/// The first text of a plan file that is too long, by its place.
pub(super) fn text(file: &str) -> Option<String> {
    long(&Value::Table(toml::from_str(file).ok()?), String::new())
}

fn long(value: &Value, place: String) -> Option<String> {
    match value {
        Value::String(text) => bounds::value(text).map(|why| tr!("{place} {why}", "{place}: {why}")),
        Value::Array(items) => items.iter().zip(1..).find_map(|(item, n)| long(item, format!("{place}[{n}]"))),
        Value::Table(table) => table.iter().find_map(|(key, item)| {
            let place = if place.is_empty() { key.clone() } else { format!("{place}.{key}") };
            long(item, place)
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
