//! The shape of a schema: every object's text without comments and spacing.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{Db, fault_of, schema};

/// Objects by kind and name, `table org`, with their text.
pub(super) type Shape = BTreeMap<String, String>;

/// The shape of a database. Indexes that SQLite makes by itself have no text
/// and follow from their tables.
pub(super) fn of(conn: &Connection) -> anyhow::Result<Shape> {
    let mut query = conn.prepare("SELECT type || ' ' || name AS what, sql FROM sqlite_schema WHERE sql IS NOT NULL").map_err(fault_of)?;
    let rows = query.query_map([], |row| Ok((row.get::<_, String>("what")?, squeeze(&row.get::<_, String>("sql")?)))).map_err(fault_of)?;
    rows.collect::<Result<_, _>>().map_err(fault_of)
}

/// The shape that the program's own schema makes, and the text of its views
/// and triggers, in order.
pub(super) fn ours() -> anyhow::Result<(Shape, Vec<String>)> {
    let fresh = Connection::open_in_memory().map_err(fault_of)?;
    schema::make(&fresh)?;
    let mut query = fresh.prepare("SELECT sql FROM sqlite_schema WHERE type IN ('view', 'trigger') ORDER BY rowid").map_err(fault_of)?;
    let texts = query.query_map([], |row| row.get("sql")).and_then(Iterator::collect).map_err(fault_of)?;
    Ok((of(&fresh)?, texts))
}

/// The first object in which two shapes differ.
pub(super) fn difference(a: &Shape, b: &Shape) -> Option<String> {
    a.keys().chain(b.keys()).find(|name| a.get(*name) != b.get(*name)).cloned()
}

/// The first object, `table org`, in which a database's schema is not the
/// program's own.
///
/// # Errors
/// If SQLite fails.
pub fn foreign(db: &Db) -> anyhow::Result<Option<String>> {
    Ok(difference(&of(&db.conn)?, &ours()?.0))
}

/// SQL without comments, with one space between words.
pub(super) fn squeeze(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut quote: Option<char> = None;
    let mut chars = sql.chars().peekable();
    while let Some(c) = chars.next() {
        match quote {
            Some(q) => {
                out.push(c);
                if c == q {
                    quote = None;
                }
            }
            None if c == '-' && chars.peek() == Some(&'-') => {
                chars.by_ref().find(|c| *c == '\n');
                space(&mut out);
            }
            // What SQLite takes for a space, and no more.
            None if c.is_ascii_whitespace() => space(&mut out),
            None => {
                quote = matches!(c, '\'' | '"' | '`').then_some(c);
                out.push(c);
            }
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_spacing_are_no_matter() {
        assert_eq!(
            squeeze("CREATE TABLE a (  -- one\n  b  TEXT CHECK (b <> '--  x')\n) STRICT"),
            "CREATE TABLE a ( b TEXT CHECK (b <> '--  x') ) STRICT"
        );
        assert_ne!(squeeze("a (b TEXT)"), squeeze("a (b INTEGER)"));
    }

    #[test]
    fn every_object_counts() {
        let (ours, texts) = ours().expect("our schema");
        assert!(!texts.is_empty() && ours.len() > texts.len());
        let mut other = ours.clone();
        other.remove("view attended");
        assert_eq!(difference(&ours, &other).as_deref(), Some("view attended"));
        assert_eq!(difference(&other, &ours).as_deref(), Some("view attended"));
        assert_eq!(difference(&ours, &ours), None);
    }
}
