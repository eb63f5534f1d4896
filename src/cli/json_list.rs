//! A list in JSON that is written value by value, to the bytes that the whole
//! would have.

use std::io::Write;

use serde_json::{Map, Value as Json};

use super::output::json_safe;

/// A list that has begun.
pub struct List<'o> {
    out: &'o mut dyn Write,
    /// How many lists and objects it stands in.
    depth: usize,
    /// Whether it has a value yet.
    begun: bool,
}

/// Writes a list that stands in so many lists and objects, and nothing after it.
///
/// # Errors
/// If `out` cannot be written to, or what `fill` fails with.
pub fn write(out: &mut dyn Write, depth: usize, fill: impl FnOnce(&mut List<'_>) -> anyhow::Result<()>) -> anyhow::Result<()> {
    out.write_all(b"[")?;
    let mut list = List { out, depth, begun: false };
    fill(&mut list)?;
    if list.begun {
        write!(list.out, "\n{}", indent(depth))?;
    }
    Ok(list.out.write_all(b"]")?)
}

fn indent(depth: usize) -> String {
    "  ".repeat(depth)
}

/// A value as it stands in so many lists and objects.
fn pretty(value: &Json, depth: usize) -> anyhow::Result<String> {
    // A line break within a string is written as an escape.
    let text = serde_json::to_string_pretty(value)?.replace('\n', &format!("\n{}", indent(depth)));
    Ok(json_safe(&text))
}

impl List<'_> {
    fn next(&mut self) -> anyhow::Result<()> {
        let before = if self.begun { ",\n" } else { "\n" };
        self.begun = true;
        Ok(write!(self.out, "{before}{}", indent(self.depth + 1))?)
    }

    /// Writes a value.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn value(&mut self, value: &Json) -> anyhow::Result<()> {
        self.next()?;
        Ok(self.out.write_all(pretty(value, self.depth + 1)?.as_bytes())?)
    }

    /// Writes an object whose last key holds a list.
    ///
    /// # Errors
    /// If it cannot be written, or what `fill` fails with.
    pub fn object(
        &mut self,
        head: &Map<String, Json>,
        key: &str,
        fill: impl FnOnce(&mut List<'_>) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        self.next()?;
        object(self.out, self.depth + 1, head, key, fill)
    }
}

/// Writes an object that stands in so many lists and objects, whose last key
/// holds a list, and nothing after it.
///
/// # Errors
/// If it cannot be written, or what `fill` fails with.
pub fn object(
    out: &mut dyn Write,
    depth: usize,
    head: &Map<String, Json>,
    key: &str,
    fill: impl FnOnce(&mut List<'_>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let within = depth + 1;
    out.write_all(b"{")?;
    for (key, value) in head {
        write!(out, "\n{}{}: {},", indent(within), pretty(&key.as_str().into(), within)?, pretty(value, within)?)?;
    }
    write!(out, "\n{}{}: ", indent(within), pretty(&key.into(), within)?)?;
    write(out, within, fill)?;
    Ok(write!(out, "\n{}}}", indent(depth))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn pieces_have_the_bytes_of_the_whole() {
        let whole = json!([{"a": "一\n\u{1b}", "b": [1, {"c": null}], "list": [[2], {"d": []}]}, {"list": []}, 3]);
        let mut out = Vec::new();
        write(&mut out, 0, |list| {
            for value in whole.as_array().expect("a list") {
                let Some(object) = value.as_object() else {
                    list.value(value)?;
                    continue;
                };
                let mut head = object.clone();
                let last = head.remove("list").expect("its list");
                list.object(&head, "list", |inner| last.as_array().expect("a list").iter().try_for_each(|value| inner.value(value)))?;
            }
            Ok(())
        })
        .expect("it is written");
        write(&mut out, 0, |_| Ok(())).expect("it is written");
        let held = json_safe(&serde_json::to_string_pretty(&whole).expect("json"));
        assert_eq!(String::from_utf8(out).expect("text"), format!("{held}[]"));
    }
}
