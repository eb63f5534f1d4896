//! Evaluating rules over a connection: for what a change touched, or for all.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write;

use chrono::NaiveDate;

use super::{Along, Arm, Query, Rule, Scope};
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
    /// How it is broken, if the rule's query says it. A waiver covers this alone:
    /// whatever else becomes of the record is another breach.
    pub state: Option<String>,
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
            clause: self.rule.clause().to_owned(),
            message: self.message.clone(),
            waivable: self.rule.waivable,
        }
    }
}

/// The rows of a table that a change touched: by id, for there may be millions.
#[derive(Clone, Debug, Default)]
pub struct Touched {
    /// The table.
    pub table: String,
    /// The ids of the rows that are there.
    pub there: Vec<i64>,
    /// The ids of those that are gone, each with the id of the change that says
    /// what it was, and so to what it belonged.
    pub gone: Vec<(i64, i64)>,
}

/// Rows that are handed to a query at once.
const SOME: usize = 50_000;

impl Touched {
    /// Adds a row to its table's: one that is there, or the change with which it went.
    pub fn add(tables: &mut Vec<Self>, table: &str, id: i64, gone: Option<i64>) {
        let at = tables.iter().rposition(|t| t.table == table).unwrap_or_else(|| {
            tables.push(Self { table: table.to_owned(), ..Self::default() });
            tables.len() - 1
        });
        match gone {
            None => tables[at].there.push(id),
            Some(change) => tables[at].gone.push((id, change)),
        }
    }

    fn ids(&self) -> impl Iterator<Item = i64> {
        self.there.iter().copied().chain(self.gone.iter().map(|(id, _)| *id))
    }

    /// The values of an SQL expression over the touched rows `r`, as they are or
    /// were: each once, or a few times.
    fn ask(&self, db: &Db, expression: &str, mut each: impl FnMut(&Value)) -> anyhow::Result<()> {
        let table = &self.table;
        let mut run = |of: &str, ids: &[i64]| {
            let sql = format!("SELECT DISTINCT {expression} AS answer FROM {of}");
            db.each(&sql, named_params! {":ids": serde_json::to_string(ids)?}, |row| {
                each(row.get("answer")?);
                Ok(())
            })
        };
        for some in self.there.chunks(SOME) {
            run(&format!("{table} r WHERE r.id IN (SELECT value FROM json_each(:ids))"), some)?;
        }
        if self.gone.is_empty() {
            return Ok(());
        }
        let were = db.rows_of_json(table, "c.before", "FROM change c WHERE c.id IN (SELECT value FROM json_each(:ids))")?;
        for some in self.gone.chunks(SOME) {
            run(&format!("{were} r"), &some.iter().map(|(_, change)| *change).collect::<Vec<_>>())?;
        }
        Ok(())
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
/// table, over the organisations or records touched.
///
/// # Errors
/// If SQLite fails.
pub fn check_touched(db: &Db, mut touched: Vec<Touched>, today: Today) -> anyhow::Result<Vec<Breach>> {
    add_owners(db, &mut touched)?;
    let orgs = serde_json::to_string(&orgs(db, &touched)?)?;
    let mut found = Vec::new();
    for rule in super::all().filter(|rule| super::at_the_gate(rule)) {
        let (watches, scope, sql) = match &rule.query {
            Query::Sql { watches, scope, sql } => (watches.to_vec(), *scope, Cow::Borrowed(*sql)),
            Query::Made { watches, scope, sql } => (watches(), *scope, Cow::Owned(sql())),
            // Whoever moves the plan's end moves it for every record.
            Query::Kinds(_) if rule.id == "dates.in-plan" && touched.iter().any(|t| t.table == "plan") => {
                check_whole(db, rule, today, |breach| found.push(breach))?;
                continue;
            }
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
                for (kind, rows) in of_rule().filter_map(|t| Some((registry::of_table(&t.table)?, t))) {
                    let codes: Vec<i64> = rows.ids().collect();
                    for some in codes.chunks(SOME) {
                        let codes: Vec<String> = some.iter().map(|id| kind.code(*id).to_string()).collect();
                        run(Some((scope, &serde_json::to_string(&codes)?)))?;
                    }
                }
            }
            Scope::Rows { unless, .. } if of_rule().any(|t| t.table == unless) => run(None)?,
            Scope::Rows { along, .. } => run(Some((scope, &with_wholes(db, of_rule(), along)?)))?,
        }
    }
    Ok(found)
}

/// Touched rows as a list of pairs of table and id; with the wholes that were
/// touched or of which rows were go all their rows, those included that an undo
/// took away.
fn with_wholes<'t>(db: &Db, touched: impl Iterator<Item = &'t Touched>, along: Option<Along>) -> anyhow::Result<String> {
    let mut found: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    let touched: Vec<&Touched> = touched.collect();
    for touch in &touched {
        found.entry(&touch.table).or_default().extend(touch.ids());
    }
    if let Some(along) = along {
        add_wholes(db, &touched, along, &mut found)?;
    }
    let mut pairs = String::from("[");
    for (table, mut ids) in found {
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            let comma = if pairs.len() > 1 { "," } else { "" };
            write!(pairs, "{comma}[\"{table}\",{id}]")?;
        }
    }
    Ok(pairs + "]")
}

/// Adds the wholes of touched rows, and all rows of wholes.
fn add_wholes(db: &Db, touched: &[&Touched], along: Along, found: &mut BTreeMap<&str, Vec<i64>>) -> anyhow::Result<()> {
    let Along { whole, rows, column } = along;
    let mut wholes = BTreeSet::new();
    for touch in touched {
        if touch.table == whole {
            wholes.extend(touch.ids());
        } else if touch.table == rows {
            touch.ask(db, &format!("r.{column}"), |answer| {
                if let Value::Int(id) = answer {
                    wholes.insert(*id);
                }
            })?;
        }
    }
    // In two halves, for each has its index.
    let sql = format!(
        "SELECT id FROM {rows} WHERE {column} = :id AND void_reason IS NULL
         UNION ALL SELECT id FROM {rows} WHERE {column} = :id AND void_reason IS NOT NULL
         UNION ALL SELECT row_id FROM change
          WHERE table_name = '{rows}' AND op <> 'I' AND op = 'D' AND json_extract(before, '$.{column}') = :id"
    );
    for id in &wholes {
        let beside = found.entry(rows).or_default();
        db.each(&sql, named_params! {":id": id}, |row| {
            beside.push(row.int("id")?);
            Ok(())
        })?;
    }
    found.entry(whole).or_default().extend(wholes);
    Ok(())
}

/// As [`check_touched`], of a rule over kinds. Two arms may find the same.
fn check_arms(
    db: &Db,
    rule: &'static Rule,
    arms: &[Arm],
    touched: &[Touched],
    today: Today,
    found: &mut Vec<Breach>,
) -> anyhow::Result<()> {
    let mut seen = HashSet::new();
    for arm in arms {
        let Some(rows) = touched.iter().find(|t| t.table == arm.table) else { continue };
        let (text, ids) = (scoped(&arm.sql, Some(Narrowed::One)), rows.ids().collect::<Vec<_>>());
        for some in ids.chunks(SOME) {
            check(db, rule, &text, Some(&serde_json::to_string(some)?), today, &mut |breach| {
                if seen.insert((breach.subject.clone(), breach.message.clone())) {
                    found.push(breach);
                }
            })?;
        }
    }
    Ok(())
}

/// Adds those that were not touched themselves of the records to which touched
/// parts belong, and of those whose waivers were touched: without its waiver a
/// record may break the rule again.
fn add_owners(db: &Db, touched: &mut Vec<Touched>) -> anyhow::Result<()> {
    let mut owners: BTreeSet<Code> = BTreeSet::new();
    for touch in &*touched {
        if let Some((of, column)) = registry::owner(&touch.table) {
            touch.ask(db, &format!("r.{column}"), |answer| {
                if let Value::Int(number) = answer {
                    owners.insert(of.code(*number));
                }
            })?;
        } else if touch.table == "waiver" {
            // `T3`, or several codes: `R5:T3@J40`.
            touch.ask(db, "r.subject", |answer| owners.extend(answer.text().split([':', '@']).filter_map(Code::parse)))?;
        }
    }
    for code in owners {
        let Some(kind) = registry::of_prefix(code.prefix) else { continue };
        match touched.iter().find(|t| t.table == kind.table) {
            Some(rows) if rows.ids().any(|id| id == code.number) => {}
            _ => Touched::add(touched, kind.table, code.number, None),
        }
    }
    Ok(())
}

/// The organisations to which touched rows belong, or belonged.
fn orgs(db: &Db, touched: &[Touched]) -> anyhow::Result<BTreeSet<i64>> {
    let mut orgs = BTreeSet::new();
    for touch in touched {
        let Some(expression) = registry::of_table(&touch.table).and_then(|k| k.org) else { continue };
        touch.ask(db, expression, |answer| {
            if let Value::Int(org) = answer {
                orgs.insert(*org);
            }
        })?;
    }
    Ok(orgs)
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
        let state = if row.has(STATE) { Some(row.text(STATE)?) } else { None };
        let waived = waiver(db, rule, &subject, state.as_deref())?;
        each(Breach { rule, message: (rule.explain)(&row)?, waived, subject, state });
        Ok(())
    })
}

/// The column in which a query says how a rule is broken.
const STATE: &str = "breach";

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

/// Why a breach is waived: this one, as it is. A waiver that the rule does not
/// allow is none: the gate writes no such one.
fn waiver(db: &Db, rule: &Rule, subject: &str, state: Option<&str>) -> anyhow::Result<Option<String>> {
    if !rule.waivable {
        return Ok(None);
    }
    let row: Option<Row> = db.maybe(
        "SELECT reason FROM waiver WHERE rule = :rule AND subject = :subject AND breach IS :state AND void_reason IS NULL",
        named_params! {":rule": rule.id, ":subject": subject, ":state": state},
    )?;
    row.map(|r| r.text("reason")).transpose()
}
