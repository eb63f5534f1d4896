//! Two records of one thing made one. What points to the double points to the
//! record that stands for it; the double is void and says into which it went.

use super::kind::Kind;
use super::{field::Type, read, registry};
use crate::domain::code::Code;
use crate::fault::Fault;
use crate::i18n::join;
use crate::store::{Db, Row, Value, Writer, named_params};
use crate::tr;

/// What a merge did.
#[derive(Default)]
pub struct Merged {
    /// How many records of each kind now point to the one that stands.
    pub moved: Vec<(&'static Kind, usize)>,
    /// Records that said of the double what others said of the one that stands:
    /// they are void.
    pub void: Vec<Code>,
    /// Fields that were empty and have now what the double had, by label.
    pub filled: Vec<&'static str>,
    /// Fields in which the two differ, with both values as they are shown.
    pub apart: Vec<(&'static str, String, String)>,
}

/// A column that points to records of the kind.
struct Pointer {
    table: &'static str,
    column: &'static str,
    /// The field of a kind; none: its rows have no codes of their own.
    of: Option<registry::Pointer>,
}

impl Pointer {
    /// SQL for what the column has where it points to the record of this id.
    fn to(&self, id: &str) -> String {
        self.of.map_or_else(|| id.to_owned(), |of| of.to(id))
    }
}

/// Makes a double one with the record that stands, both in force.
///
/// # Errors
/// [`Fault`] (refused) if records of both contradict each other; else if SQLite
/// fails.
pub fn merge(w: &Writer, kind: &'static Kind, stands: i64, double: i64, reason: &str) -> anyhow::Result<Merged> {
    let mut merged = Merged::default();
    fill(w, kind, stands, double, &mut merged)?;
    for pointer in pointers(kind) {
        let clashes = clashes(w, &pointer, stands, double)?;
        settle(w, &pointer, &clashes, reason, &mut merged)?;
        let (one, other) = (pointer.to(":stands"), pointer.to(":double"));
        let Pointer { table, column, of } = pointer;
        let clashing = serde_json::to_string(&clashes.iter().map(|(row, _)| row).collect::<Vec<_>>())?;
        let sql =
            format!("UPDATE {table} SET {column} = {one} WHERE {column} = {other} AND id NOT IN (SELECT value FROM json_each(:clashing))");
        let n = w.execute(table, &sql, named_params! {":stands": stands, ":double": double, ":clashing": clashing})?;
        if let Some(of) = of.filter(|_| n > 0) {
            merged.moved.push((of.kind, n));
        }
    }
    w.update(kind.table, double, &[("void_reason", reason.into()), ("merged_into", stands.into())])?;
    Ok(merged)
}

/// The doubles that were merged into a record.
///
/// # Errors
/// If SQLite fails.
pub fn doubles(db: &Db, kind: &'static Kind, id: i64) -> anyhow::Result<Vec<Code>> {
    let sql = format!("SELECT id FROM {} WHERE merged_into = :id ORDER BY id", kind.table);
    db.all(&sql, named_params! {":id": id})?.iter().map(|row| Ok(kind.code(row.int("id")?))).collect()
}

fn pointers(kind: &'static Kind) -> Vec<Pointer> {
    let records = registry::pointers(kind).map(|of| Pointer { table: of.kind.table, column: of.column, of: Some(of) });
    let points = |ty| matches!(ty, Type::Ref(prefix, _) if prefix == kind.prefix);
    let parts = registry::parts().filter(|(_, part)| points(part.field.ty));
    records.chain(parts.map(|(_, part)| Pointer { table: part.table, column: part.field.column, of: None })).collect()
}

/// What the one that stands does not say, and the double does, it says now.
fn fill(w: &Writer, kind: &'static Kind, stands: i64, double: i64, merged: &mut Merged) -> anyhow::Result<()> {
    let ((_, mine), (_, other)) = (read::get(w, kind.code(stands))?, read::get(w, kind.code(double))?);
    let usual = usual(w, kind.table)?;
    let mut columns: Vec<(&'static str, Value)> = Vec::new();
    for field in kind.fields.iter().filter(|f| !f.computed && !f.internal && (f.editable || f.is_sensitive())) {
        let (has, gives) = (mine.get(field.name)?, other.get(field.name)?);
        let unsaid = |value: &Value| *value == Value::Null || usual.iter().any(|(column, usual)| *column == field.column && usual == value);
        if unsaid(gives) || field.column == "name" {
            continue;
        }
        if unsaid(has) {
            columns.push((field.column, gives.clone()));
            merged.filled.push(field.label.text());
        } else if field.show(&mine)? != field.show(&other)? {
            merged.apart.push((field.label.text(), field.show(&mine)?, field.show(&other)?));
        }
    }
    if !columns.is_empty() {
        w.update(kind.table, stands, &columns)?;
    }
    Ok(())
}

/// What columns of a table hold if nothing is said.
fn usual(w: &Writer, table: &str) -> anyhow::Result<Vec<(String, Value)>> {
    let sql = format!("SELECT name, dflt_value AS usual FROM pragma_table_info('{table}') WHERE dflt_value IS NOT NULL");
    w.all(&sql, &[])?.iter().map(|row| Ok((row.text("name")?, row.text("usual")?.trim_matches('\'').into()))).collect()
}

/// Rows of the double that cannot stand beside those of the one that stands: an
/// index of the table allows one. Each with the row beside which it would be.
fn clashes(w: &Writer, pointer: &Pointer, stands: i64, double: i64) -> anyhow::Result<Vec<(i64, i64)>> {
    let (one, other) = (pointer.to(":stands"), pointer.to(":double"));
    let Pointer { table, column, of } = pointer;
    let indexes = w.all(
        &format!(
            "SELECT l.name, (SELECT json_group_array(i.name) FROM pragma_index_info(l.name) i WHERE i.name <> '{column}') AS others
               FROM pragma_index_list('{table}') l
              WHERE l.\"unique\" = 1 AND EXISTS (SELECT 1 FROM pragma_index_info(l.name) i WHERE i.name = '{column}')"
        ),
        &[],
    )?;
    let mut found = Vec::new();
    for index in indexes {
        let others: Vec<String> = serde_json::from_str(&index.text("others")?)?;
        let same: String = others.iter().map(|other| format!(" AND s.{other} = d.{other}")).collect();
        let in_force = if of.is_some() { " AND d.void_reason IS NULL AND s.void_reason IS NULL" } else { "" };
        let sql = format!(
            "SELECT d.id AS double, s.id AS stands FROM {table} d CROSS JOIN {table} s ON s.{column} = {one}{same}
              WHERE d.{column} = {other}{in_force} ORDER BY d.id"
        );
        for row in w.all(&sql, named_params! {":stands": stands, ":double": double})? {
            found.push((row.int("double")?, row.int("stands")?));
        }
    }
    Ok(found)
}

/// What was said twice is said once. Rows without codes go; records are void, if
/// they do not contradict each other.
fn settle(w: &Writer, pointer: &Pointer, clashes: &[(i64, i64)], reason: &str, merged: &mut Merged) -> anyhow::Result<()> {
    let Pointer { table, column, of } = *pointer;
    let kind = of.map(|of| of.kind);
    let mut contradictions = Vec::new();
    for (row, beside) in clashes {
        let Some(of) = kind else {
            w.execute(table, &format!("DELETE FROM {table} WHERE id = :id"), named_params! {":id": row})?;
            continue;
        };
        let ((_, one), (_, other)) = (read::get(w, of.code(*row))?, read::get(w, of.code(*beside))?);
        if says_the_same(of, column, &one, &other)? {
            w.update(table, *row, &[("void_reason", reason.into())])?;
            merged.void.push(of.code(*row));
        } else {
            contradictions.push(tr!("{one} 与 {other}", "{one} and {other}", one = of.code(*beside), other = of.code(*row)));
        }
    }
    let Some((_, last)) = clashes.last().filter(|_| !contradictions.is_empty()) else { return Ok(()) };
    let code = kind.map(|of| of.code(*last).to_string()).unwrap_or_default();
    Fault::refused(tr!("两者的记录互相矛盾:{list}", "records of the two contradict each other: {list}", list = join(contradictions)))
        .hint(tr!(
            "先改成一致(fuhua edit {code})或作废其中一条(fuhua void {code})",
            "first make them agree (fuhua edit {code}) or void one of them (fuhua void {code})"
        ))
        .err()
}

fn says_the_same(kind: &Kind, column: &str, one: &Row, other: &Row) -> anyhow::Result<bool> {
    for field in kind.fields.iter().filter(|f| !f.computed && f.column != column) {
        if one.get(field.name)? != other.get(field.name)? {
            return Ok(false);
        }
    }
    Ok(true)
}
