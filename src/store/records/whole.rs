//! A record with its parts, and what stands on it besides.

use super::kind::Kind;
use super::registry::{self, Pointer};
use crate::domain::code::Code;
use crate::store::{Db, Writer, named_params};

/// The parts in force of a record, and theirs: how many of each kind.
///
/// # Errors
/// If SQLite fails.
pub fn parts(db: &Db, kind: &Kind, id: i64) -> anyhow::Result<Vec<(&'static Kind, usize)>> {
    let mut found: Vec<(&'static Kind, usize)> = Vec::new();
    for pointer in registry::components(kind) {
        let (of, ids) = (pointer.kind, in_force(db, pointer, id)?);
        let mut add = |of: &'static Kind, n: usize| match found.iter_mut().find(|(k, _)| k.prefix == of.prefix) {
            Some((_, sum)) => *sum += n,
            None if n > 0 => found.push((of, n)),
            None => {}
        };
        add(of, ids.len());
        if registry::components(of).next().is_some() {
            for part in ids {
                parts(db, of, part)?.into_iter().for_each(|(of, n)| add(of, n));
            }
        }
    }
    Ok(found)
}

/// Makes the parts in force of a record void, and theirs.
///
/// # Errors
/// If SQLite fails.
pub fn void_parts(w: &Writer, kind: &Kind, id: i64, reason: &str) -> anyhow::Result<()> {
    for pointer in registry::components(kind) {
        let (of, column) = (pointer.kind, pointer.column);
        if registry::components(of).next().is_some() {
            for part in in_force(w, pointer, id)? {
                void_parts(w, of, part, reason)?;
            }
        }
        let whole = pointer.to(":id");
        let sql = format!("UPDATE {} SET void_reason = :reason WHERE {column} = {whole} AND void_reason IS NULL", of.table);
        w.execute(of.table, &sql, named_params! {":reason": reason, ":id": id})?;
    }
    Ok(())
}

/// The records in force that stand on a record and are no parts of it, each
/// before what it stands on itself: so they can be made void one by one.
///
/// # Errors
/// If SQLite fails.
pub fn standing_on(db: &Db, kind: &Kind, id: i64) -> anyhow::Result<Vec<Code>> {
    let mut found = Vec::new();
    climb(db, kind, id, &mut found)?;
    Ok(found)
}

fn climb(db: &Db, kind: &Kind, id: i64, found: &mut Vec<Code>) -> anyhow::Result<()> {
    let parts: Vec<&str> = registry::components(kind).map(|part| part.kind.table).collect();
    let pointers: Vec<_> = registry::pointers(kind).filter(|pointer| !parts.contains(&pointer.kind.table)).collect();
    // What comes later in a case's life goes first.
    for pointer in pointers.into_iter().rev() {
        for child in in_force(db, pointer, id)?.into_iter().rev() {
            climb(db, pointer.kind, child, found)?;
            found.push(pointer.kind.code(child));
        }
    }
    for (of, part) in registry::ALL.iter().flat_map(|of| of.parts.iter().map(move |part| (*of, part))) {
        if matches!(part.field.ty, super::field::Type::Ref(prefix, _) if prefix == kind.prefix) {
            let sql = format!(
                "SELECT c.id FROM {} x JOIN {} c ON c.id = x.{} WHERE x.{} = :id AND c.void_reason IS NULL ORDER BY c.id DESC",
                part.table, of.table, part.column, part.field.column
            );
            for row in db.all(&sql, named_params! {":id": id})? {
                found.push(of.code(row.int("id")?));
            }
        }
    }
    Ok(())
}

fn in_force(db: &Db, pointer: Pointer, id: i64) -> anyhow::Result<Vec<i64>> {
    let (table, column, to) = (pointer.kind.table, pointer.column, pointer.to(":id"));
    let sql = format!("SELECT id FROM {table} WHERE {column} = {to} AND void_reason IS NULL ORDER BY id");
    db.all(&sql, named_params! {":id": id})?.iter().map(|row| row.int("id")).collect()
}
