//! Evaluating rules over a connection: for what a change touched, or for all.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::NaiveDate;

use super::{Along, Arm, Query, Rule, Scope, Severity};
use crate::domain::code::Code;
use crate::domain::date;
use crate::fault::Refusal;
use crate::store::records::registry;
use crate::store::{Db, Row, ToSql, Value, named_params};

/// The day that rules call today.
#[derive(Clone, Copy, Debug)]
pub struct Today(pub NaiveDate);

/// One record that breaks one rule.
pub struct Breach {
    /// The rule.
    pub rule: &'static Rule,
    /// The record's code.
    pub subject: String,
    /// What is wrong, and what to do.
    pub message: String,
    /// The reason, if it was waived.
    pub waived: Option<String>,
}

impl Breach {
    /// The breach as a fault tells it.
    pub fn refusal(&self) -> Refusal {
        Refusal {
            rule: self.rule.id.to_owned(),
            clause: self.rule.clause.to_owned(),
            message: self.message.clone(),
            waivable: self.rule.waivable,
        }
    }
}

/// A row that a change touched.
#[derive(Clone, Debug)]
pub struct TouchedRow {
    /// Its table.
    pub table: String,
    /// Its id.
    pub id: i64,
    /// If it is gone, the JSON of what it was, used to find its former organisation.
    pub gone: Option<String>,
}

impl TouchedRow {
    /// The value of an SQL expression over the touched row `r`, as it is or was.
    fn ask(&self, db: &Db, expression: &str) -> anyhow::Result<Option<Value>> {
        let table = &self.table;
        let row = match &self.gone {
            None => db.maybe(&format!("SELECT {expression} AS answer FROM {table} r WHERE r.id = :id"), named_params! {":id": self.id})?,
            Some(image) => {
                let was = db.row_of_json(table, ":image")?;
                db.maybe(&format!("SELECT {expression} AS answer FROM {was} r"), named_params! {":image": image})?
            }
        };
        row.map(|r| r.get("answer").cloned()).transpose()
    }
}

/// Calls `each` with every breach of a rule over the whole file.
///
/// # Errors
/// If SQLite or `each` fails.
pub fn check_whole(db: &Db, rule: &'static Rule, today: Today, mut each: impl FnMut(Breach)) -> anyhow::Result<()> {
    let mut run = |sql: &str| check(db, rule, &scoped(sql, None), None, today, &mut each);
    match &rule.query {
        Query::Sql { sql, .. } => run(sql),
        Query::Made { sql, .. } => run(&sql()),
        Query::Kinds(arms) => arms().iter().filter(|arm| arm.whole).try_for_each(|arm| run(&arm.sql)),
    }
}

/// The breaches that concern a change: of the rules that watch a touched
/// table, over the organisations or records touched. What is only worth knowing
/// is an audit's to tell.
///
/// # Errors
/// If SQLite fails.
pub fn check_touched(db: &Db, touched: &[TouchedRow], today: Today) -> anyhow::Result<Vec<Breach>> {
    let owners = owners(db, touched)?;
    let touched: Vec<&TouchedRow> = touched.iter().chain(&owners).collect();
    let orgs = serde_json::to_string(&orgs(db, &touched)?)?;
    let mut found = Vec::new();
    for rule in super::all().filter(|rule| rule.severity != Severity::Notice) {
        let (watches, scope, sql) = match &rule.query {
            Query::Sql { watches, scope, sql } => (watches.to_vec(), *scope, Cow::Borrowed(*sql)),
            Query::Made { watches, scope, sql } => (watches(), *scope, Cow::Owned(sql())),
            Query::Kinds(arms) => {
                check_arms(db, rule, &arms(), &touched, today, &mut found)?;
                continue;
            }
        };
        let of_rule = || touched.iter().filter(|t| watches.contains(&t.table.as_str()));
        if of_rule().next().is_none() {
            continue;
        }
        let mut run = |scope: Option<(Scope, &str)>| {
            let text = scoped(&sql, scope.map(|(of, _)| Narrowed::of(of)));
            check(db, rule, &text, scope.map(|(_, list)| list), today, &mut |breach| found.push(breach))
        };
        match scope {
            Scope::Whole => run(None)?,
            Scope::Orgs => run(Some((scope, &orgs)))?,
            Scope::Records => {
                let codes: Vec<String> = of_rule().filter_map(|t| registry::of_table(&t.table).map(|k| k.code(t.id).to_string())).collect();
                run(Some((scope, &serde_json::to_string(&codes)?)))?;
            }
            Scope::Rows { unless, .. } if of_rule().any(|t| t.table == unless) => run(None)?,
            Scope::Rows { along, .. } => {
                let mut rows: BTreeSet<(&str, i64)> = of_rule().map(|t| (t.table.as_str(), t.id)).collect();
                rows.extend(going_along(db, of_rule().copied(), along)?);
                run(Some((scope, &serde_json::to_string(&rows)?)))?;
            }
        }
    }
    Ok(found)
}

/// The records to which rows of a table point, as they are or were.
fn pointed_at(db: &Db, table: &str, rows: &[&TouchedRow], column: &str) -> anyhow::Result<BTreeSet<i64>> {
    let (gone, there): (Vec<&TouchedRow>, Vec<&TouchedRow>) = rows.iter().partition(|t| t.gone.is_some());
    let ids = serde_json::to_string(&there.iter().map(|t| t.id).collect::<Vec<_>>())?;
    let sql = format!(
        "SELECT DISTINCT r.{column} AS id FROM {table} r WHERE r.id IN (SELECT value FROM json_each(:ids)) AND r.{column} IS NOT NULL"
    );
    let mut found = BTreeSet::new();
    db.each(&sql, named_params! {":ids": ids}, |row| {
        found.insert(row.int("id")?);
        Ok(())
    })?;
    for touch in gone {
        if let Some(Value::Int(id)) = touch.ask(db, &format!("r.{column}"))? {
            found.insert(id);
        }
    }
    Ok(found)
}

/// The wholes that were touched or of which rows were, each with all its rows,
/// those included that an undo took away.
fn going_along<'t>(db: &Db, touched: impl Iterator<Item = &'t TouchedRow>, along: Along) -> anyhow::Result<BTreeSet<(&'static str, i64)>> {
    let Along { whole, rows, column } = along;
    let (of_whole, others): (Vec<&TouchedRow>, Vec<&TouchedRow>) = touched.partition(|t| t.table == whole);
    let others: Vec<&TouchedRow> = others.into_iter().filter(|t| t.table == rows).collect();
    let mut wholes = pointed_at(db, rows, &others, column)?;
    wholes.extend(of_whole.iter().map(|t| t.id));
    // In two halves, for each has its index.
    let sql = format!(
        "SELECT id FROM {rows} WHERE {column} = :id AND void_reason IS NULL
         UNION ALL SELECT id FROM {rows} WHERE {column} = :id AND void_reason IS NOT NULL
         UNION ALL SELECT row_id FROM change
          WHERE table_name = '{rows}' AND op <> 'I' AND op = 'D' AND json_extract(before, '$.{column}') = :id"
    );
    let mut found: BTreeSet<_> = wholes.iter().map(|id| (whole, *id)).collect();
    for id in wholes {
        db.each(&sql, named_params! {":id": id}, |row| {
            found.insert((rows, row.int("id")?));
            Ok(())
        })?;
    }
    Ok(found)
}

/// As [`check_touched`], of a rule over kinds. Two arms may find the same.
fn check_arms(
    db: &Db,
    rule: &'static Rule,
    arms: &[Arm],
    touched: &[&TouchedRow],
    today: Today,
    found: &mut Vec<Breach>,
) -> anyhow::Result<()> {
    let mut rows: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for row in touched {
        rows.entry(&row.table).or_default().push(row.id);
    }
    let mut seen = HashSet::new();
    for arm in arms {
        let Some(ids) = rows.get(arm.table) else { continue };
        let (text, list) = (scoped(&arm.sql, Some(Narrowed::One)), serde_json::to_string(ids)?);
        check(db, rule, &text, Some(&list), today, &mut |breach| {
            if seen.insert((breach.subject.clone(), breach.message.clone())) {
                found.push(breach);
            }
        })?;
    }
    Ok(())
}

/// Those that were not touched themselves of the records to which touched parts
/// belong, and of those whose waivers were touched: without its waiver a record
/// may break the rule again.
fn owners(db: &Db, touched: &[TouchedRow]) -> anyhow::Result<Vec<TouchedRow>> {
    let mut tables: BTreeMap<&str, Vec<&TouchedRow>> = BTreeMap::new();
    for touch in touched {
        tables.entry(&touch.table).or_default().push(touch);
    }
    let mut codes: Vec<Code> = Vec::new();
    for (table, rows) in tables {
        if let Some((of, column)) = registry::owner(table) {
            codes.extend(pointed_at(db, table, &rows, column)?.into_iter().map(|number| of.code(number)));
        } else if table == "waiver" {
            for touch in rows {
                // `T3`, or several codes: `R5:T3@J40`.
                if let Some(Value::Text(subject)) = touch.ask(db, "r.subject")? {
                    codes.extend(subject.split([':', '@']).filter_map(Code::parse));
                }
            }
        }
    }
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let mut met: HashSet<(&str, i64)> = touched.iter().map(|t| (t.table.as_str(), t.id)).collect();
    let rows = codes.into_iter().filter_map(|code| {
        let kind = registry::of_prefix(code.prefix)?;
        let fresh = met.insert((kind.table, code.number));
        fresh.then(|| TouchedRow { table: kind.table.to_owned(), id: code.number, gone: None })
    });
    Ok(rows.collect())
}

/// The organisations to which touched rows belong, or belonged.
fn orgs(db: &Db, touched: &[&TouchedRow]) -> anyhow::Result<Vec<i64>> {
    let mut orgs = BTreeSet::new();
    for touch in touched {
        let Some(expression) = registry::of_table(&touch.table).and_then(|k| k.org) else { continue };
        if let Some(Value::Int(org)) = touch.ask(db, expression)? {
            orgs.insert(org);
        }
    }
    Ok(orgs.into_iter().collect())
}

fn check(db: &Db, rule: &'static Rule, sql: &str, scope: Option<&str>, today: Today, each: &mut dyn FnMut(Breach)) -> anyhow::Result<()> {
    let day = date::iso(today.0);
    let mut params: Vec<(&str, &dyn ToSql)> = Vec::new();
    if sql.contains(":today") {
        params.push((":today", &day));
    }
    if let Some(list) = &scope {
        params.push((":scope", list));
    }
    db.each(sql, &params, |row| {
        let subject = row.text("subject")?;
        each(Breach { rule, message: (rule.explain)(&row)?, waived: waiver(db, rule, &subject)?, subject });
        Ok(())
    })
}

/// What the list `:scope` holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Narrowed {
    /// Ids or codes.
    One,
    /// Pairs of table and id.
    Pairs,
}

impl Narrowed {
    fn of(scope: Scope) -> Self {
        if matches!(scope, Scope::Rows { .. }) { Self::Pairs } else { Self::One }
    }
}

/// Fills in `{scope:EXPRESSION}`: a condition on the list `:scope`, or none.
pub(super) fn scoped(sql: &str, narrowed: Option<Narrowed>) -> String {
    let mut out = String::with_capacity(sql.len() + 64);
    let mut rest = sql;
    while let Some((before, after)) = rest.split_once("{scope:") {
        let (expression, tail) = after.split_once('}').unwrap_or((after, ""));
        out += before;
        out += &match narrowed {
            None => "TRUE".to_owned(),
            Some(Narrowed::Pairs) => {
                format!("({expression}) IN (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:scope))")
            }
            Some(Narrowed::One) => format!("{expression} IN (SELECT value FROM json_each(:scope))"),
        };
        rest = tail;
    }
    out + rest
}

/// Why a breach is waived. A waiver that the rule does not allow is none: the
/// gate writes no such one.
fn waiver(db: &Db, rule: &Rule, subject: &str) -> anyhow::Result<Option<String>> {
    if !rule.waivable {
        return Ok(None);
    }
    let row: Option<Row> = db.maybe(
        "SELECT reason FROM waiver WHERE rule = :rule AND subject = :subject AND void_reason IS NULL",
        named_params! {":rule": rule.id, ":subject": subject},
    )?;
    row.map(|r| r.text("reason")).transpose()
}
