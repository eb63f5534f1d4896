//! Whether a database's schema is the program's own: every object's text, to
//! the letter.

use std::path::Path;
use std::sync::OnceLock;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use crate::domain::text::printable;
use crate::fault::Fault;
use crate::store::connection::connect;
use crate::store::{Db, fault_of, schema};
use crate::tr;

/// No text of ours is longer, in bytes; of a longer one only the beginning is read.
const TEXT: usize = 20_000;

/// A row of `sqlite_schema`, as bytes: a file from anybody may hold any.
pub(in crate::store) struct Object {
    pub(in crate::store) kind: Vec<u8>,
    pub(in crate::store) name: Vec<u8>,
    table: Vec<u8>,
    pub(in crate::store) sql: Vec<u8>,
}

/// How an object of a schema differs from ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It is not there.
    Missing,
    /// We have none of this name.
    Extra,
    /// Its text is another.
    Altered,
    /// Its comments or spacing are others.
    Respaced,
}

/// An object of a schema that is not ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// `table`, `index`, `view`, `trigger`; in a damaged file anything.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// How it differs.
    pub how: How,
}

impl Difference {
    /// Whether reading the file would meet it: triggers and views are never
    /// run, and an index that is missing is only missed.
    pub fn in_the_way(&self) -> bool {
        !matches!((self.kind.as_str(), self.how), ("trigger" | "view", _) | ("index", How::Missing) | (_, How::Respaced))
    }

    /// What is wrong, in words.
    pub fn tell(&self) -> String {
        let kind = match self.kind.as_str() {
            "table" => tr!("表", "table"),
            "index" => tr!("索引", "index"),
            "view" => tr!("视图", "view"),
            "trigger" => tr!("触发器", "trigger"),
            other => other.to_owned(),
        };
        let name = &self.name;
        match self.how {
            How::Missing => tr!("缺少{kind} {name}", "the {kind} {name} is missing"),
            How::Extra => tr!("多出{kind} {name}", "the {kind} {name} is not part of this program's schema"),
            How::Altered => tr!("{kind} {name} 被改动过", "the {kind} {name} was altered"),
            How::Respaced => tr!("{kind} {name} 的注释或空白被改动过", "comments or spacing of the {kind} {name} were altered"),
        }
    }
}

/// The objects of a database, at most so many.
pub(in crate::store) fn objects(conn: &Connection, most: usize) -> anyhow::Result<Vec<Object>> {
    let mut query = conn.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema").map_err(fault_of)?;
    let mut rows = query.query([]).map_err(fault_of)?;
    let mut found = Vec::new();
    while found.len() < most
        && let Some(row) = rows.next().map_err(fault_of)?
    {
        let bytes = |i| match row.get_ref(i).map_err(fault_of)? {
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Ok::<_, anyhow::Error>(bytes[..bytes.len().min(TEXT + 1)].to_vec()),
            ValueRef::Null => Ok(Vec::new()),
            ValueRef::Integer(n) => Ok(n.to_string().into_bytes()),
            ValueRef::Real(x) => Ok(x.to_string().into_bytes()),
        };
        let mut sql = bytes(3)?;
        // SQLite works with a blob as with the text of its bytes; ours are texts.
        if (0..4).any(|i| matches!(row.get_ref(i), Ok(ValueRef::Blob(_)))) {
            sql.push(0);
        }
        found.push(Object { kind: bytes(0)?, name: bytes(1)?, table: bytes(2)?, sql });
    }
    Ok(found)
}

/// The objects that the program's own schema makes, in its order. They are made
/// once: that is half of what it takes to look into a small file.
pub(in crate::store) fn ours() -> anyhow::Result<&'static [Object]> {
    static OURS: OnceLock<Vec<Object>> = OnceLock::new();
    if let Some(ours) = OURS.get() {
        return Ok(ours);
    }
    let fresh = connect(Path::new(":memory:"), OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_MEMORY)?;
    schema::make(&fresh)?;
    let ours = objects(&fresh, usize::MAX)?;
    Ok(OURS.get_or_init(|| ours))
}

/// Compares objects with ours; by kind and name.
pub(in crate::store) fn differences(ours: &[Object], found: &[Object]) -> Vec<Difference> {
    let mut wanted: Vec<&Object> = ours.iter().collect();
    let mut differences = Vec::new();
    let mut add = |object: &Object, how| differences.push(Difference { kind: text(&object.kind), name: text(&object.name), how });
    for object in found {
        let same = |w: &&Object| w.kind == object.kind && w.name == object.name && w.table == object.table;
        match wanted.iter().position(same) {
            Some(at) => match wanted.swap_remove(at) {
                ours if ours.sql == object.sql => {}
                ours if alike(&ours.sql, &object.sql) => add(object, How::Respaced),
                _ => add(object, How::Altered),
            },
            None => add(object, How::Extra),
        }
    }
    // What was altered beyond its kind or table is told as missing and extra.
    wanted.into_iter().for_each(|object| add(object, How::Missing));
    differences.sort_by(|a, b| (&a.kind, &a.name).cmp(&(&b.kind, &b.name)));
    differences
}

/// How a database's schema differs from the program's own.
///
/// # Errors
/// If SQLite fails.
pub fn foreign(db: &Db) -> anyhow::Result<Vec<Difference>> {
    all(&db.conn)
}

pub(in crate::store) fn all(conn: &Connection) -> anyhow::Result<Vec<Difference>> {
    Ok(differences(ours()?, &objects(conn, usize::MAX)?))
}

/// Makes sure that what is written will be journalled and held to the schema's
/// constraints: there is what we made and nothing else.
///
/// # Errors
/// A [`Fault`] (database) that names what is not ours; else if SQLite fails.
pub(in crate::store) fn guard(conn: &Connection) -> anyhow::Result<()> {
    if familiar(conn, true)? {
        return Ok(());
    }
    refuse(all(conn)?.first(), |what| {
        tr!("库结构被别的程序改动过,不能写入:{what}", "another program changed the schema, so nothing can be written: {what}")
    })
}

/// Makes sure that what is read are our tables through our views. Triggers are
/// not looked at, for no reading runs one; an index that is missing is only
/// missed, and what is not ours is not read.
///
/// # Errors
/// A [`Fault`] (database) that names what is not ours; else if SQLite fails.
pub(in crate::store) fn guard_reading(conn: &Connection) -> anyhow::Result<()> {
    if familiar(conn, false)? {
        return Ok(());
    }
    let harmful = |d: &&Difference| !matches!((d.kind.as_str(), d.how), ("trigger", _) | ("index", How::Missing) | (_, How::Extra));
    refuse(all(conn)?.iter().find(harmful), |what| {
        tr!("库结构被别的程序改动过,不能读取:{what}", "another program changed the schema, so nothing can be read: {what}")
    })
}

fn refuse(difference: Option<&Difference>, words: impl FnOnce(&str) -> String) -> anyhow::Result<()> {
    let Some(difference) = difference else { return Ok(()) };
    Fault::database(words(&printable(&difference.tell())))
        .hint(tr!(
            "用 fuhua audit 检查该文件;用 fuhua restore 恢复一份备份",
            "check the file with fuhua audit; fuhua restore brings a backup back"
        ))
        .err()
}

/// Whether every object stands as `schema.sql` says, letter for letter, with the
/// triggers or without a look at them. A no decides nothing.
fn familiar(conn: &Connection, triggers: bool) -> anyhow::Result<bool> {
    let written = schema::SQL.match_indices("\nCREATE ").map(|(at, _)| &schema::SQL[at + 1..]);
    let written: Vec<&str> = written.filter(|text| triggers || !text.starts_with("CREATE TRIGGER ")).collect();
    let ends = |rest: Option<&str>| rest.is_some_and(|rest| rest.starts_with(';'));
    let mut found = 0;
    let sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND (?1 OR type <> 'trigger')";
    let mut query = conn.prepare(sql).map_err(fault_of)?;
    let mut rows = query.query([triggers]).map_err(fault_of)?;
    // Looked at in place: every command pays for this.
    while let Some(row) = rows.next().map_err(fault_of)? {
        let Ok(Ok(sql)) = row.get_ref("sql").map(|value| value.as_str()) else { return Ok(false) };
        if !written.iter().any(|w| ends(w.strip_prefix(sql))) {
            return Ok(false);
        }
        found += 1;
    }
    Ok(found == written.len())
}

fn alike(ours: &[u8], theirs: &[u8]) -> bool {
    let squeezed = |bytes| std::str::from_utf8(bytes).ok().map(squeeze);
    theirs.len() <= TEXT && squeezed(theirs).is_some_and(|t| squeezed(ours) == Some(t))
}

pub(in crate::store) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// SQL without comments, with one space between words.
fn squeeze(sql: &str) -> String {
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
    fn comments_and_spacing_are_told_apart() {
        assert_eq!(
            squeeze("CREATE TABLE a (  -- one\n  b  TEXT CHECK (b <> '--  x')\n) STRICT"),
            "CREATE TABLE a ( b TEXT CHECK (b <> '--  x') ) STRICT"
        );
        assert_ne!(squeeze("a (b TEXT)"), squeeze("a (b INTEGER)"));
    }

    #[test]
    fn every_object_counts() {
        let fresh = || {
            let conn = connect(Path::new(":memory:"), OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_MEMORY).expect("memory");
            schema::make(&conn).expect("our schema");
            conn
        };
        let is_familiar = |conn: &Connection| familiar(conn, true).expect("a schema");
        assert!(is_familiar(&fresh()) && familiar(&fresh(), false).expect("a schema") && all(&fresh()).expect("a schema").is_empty());
        let long = format!("DROP VIEW attended; CREATE VIEW attended AS {}SELECT 1", " ".repeat(TEXT));
        for (sql, kind, name, how) in [
            ("DROP VIEW attended", "view", "attended", How::Missing),
            ("DROP TRIGGER change_kept", "trigger", "change_kept", How::Missing),
            ("CREATE TRIGGER more AFTER INSERT ON org BEGIN SELECT 1; END", "trigger", "more", How::Extra),
            ("CREATE TABLE more (id INTEGER)", "table", "more", How::Extra),
            ("DROP VIEW attended; CREATE VIEW attended AS SELECT 1", "view", "attended", How::Altered),
            (&long, "view", "attended", How::Altered),
        ] {
            let conn = fresh();
            conn.execute_batch(sql).expect("an edit");
            let expected = Difference { kind: kind.into(), name: name.into(), how };
            assert_eq!(all(&conn).expect("a schema"), [expected], "{sql}");
            assert!(!is_familiar(&conn) && guard(&conn).is_err(), "{sql}");
            assert_eq!(guard_reading(&conn).is_err(), kind == "view", "{sql}");
        }
    }
}
