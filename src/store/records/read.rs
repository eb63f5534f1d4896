//! Reading records of any kind.

use super::field::{Ends, Field, Type};
use super::kind::Kind;
use super::kinds::personal::ERASURE;
use super::kinds::waiver::WAIVER;
use super::registry::{self, Pointer};
use crate::domain::code::Code;
use crate::fault::Fault;
use crate::store::records::kinds::org::ORG;
use crate::store::records::kinds::training::PERSON;
use crate::store::{Db, Row, ToSql, named_params};
use crate::tr;

/// Which records of a kind are wanted; what is `None` does not matter.
#[derive(Default)]
pub struct Filter {
    /// Those of one organisation.
    pub org: Option<i64>,
    /// Those of a day or later.
    pub from: Option<String>,
    /// Those of a day or earlier.
    pub to: Option<String>,
    /// Those in a state (kinds that have one).
    pub state: Option<String>,
    /// Those of a kind, or a stage, as a field of theirs says.
    pub word: Option<String>,
    /// Those in force on a day.
    pub on: Option<String>,
    /// Those of one person.
    pub person: Option<i64>,
    /// Those on one record, by its code.
    pub of: Option<String>,
    /// Void ones too.
    pub void: bool,
    /// Of these, by id.
    pub ids: Option<Vec<i64>>,
    /// At most so many.
    pub limit: Option<i64>,
    /// In the order of a field, rather than of their codes; and whether from the last.
    pub sort: Option<(&'static Field, bool)>,
}

/// The SELECT of all fields of a kind, without WHERE. Its columns: `id`,
/// `void_reason`, `title`, and those of each field.
fn select(kind: &Kind) -> String {
    let fields: Vec<String> = kind.fields.iter().map(super::field::Field::select).collect();
    format!("SELECT r.id AS id, r.void_reason AS void_reason, {} AS title, {} FROM {} r", kind.title, fields.join(", "), kind.table)
}

/// The records of a kind, oldest first.
///
/// # Errors
/// As [`each`].
fn list(db: &Db, kind: &Kind, filter: &Filter) -> anyhow::Result<Vec<Row>> {
    let mut rows = Vec::new();
    each(db, kind, filter, |row| {
        rows.push(row);
        Ok(())
    })?;
    Ok(rows)
}

/// Hands on the records of a kind, oldest first.
///
/// # Errors
/// [`Fault`] (input) if the kind cannot be filtered so; else if SQLite fails, or
/// what `row` fails with.
pub fn each(db: &Db, kind: &Kind, filter: &Filter, row: impl FnMut(Row) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let mut wanted: Vec<String> = Vec::new();
    let mut params: Vec<(&str, &dyn ToSql)> = Vec::new();
    let cannot = |flag: &str| {
        let label = kind.label.text();
        Fault::input(tr!("{label}没有可用于 {flag} 的内容", "{label} records cannot be filtered by {flag}"))
    };
    if !filter.void {
        wanted.push("r.void_reason IS NULL".into());
    }
    if let Some(org) = &filter.org {
        match kind.of_org() {
            Some(condition) => wanted.push(condition),
            None => return cannot("--org").err(),
        }
        params.push((":org", org));
    }
    for (bound, sign, name) in [(&filter.from, ">=", ":from"), (&filter.to, "<=", ":to")] {
        if let Some(day) = bound {
            let column = kind.date.ok_or_else(|| cannot("--period"))?;
            wanted.push(format!("r.{column} {sign} {name}"));
            params.push((name, day));
        }
    }
    if let Some(state) = &filter.state {
        let field = kind.field("state").ok_or_else(|| cannot("--state"))?;
        wanted.push(format!("({}) = :state", field.column));
        params.push((":state", state));
    }
    for (flag, name, value, condition) in narrowed(kind, filter) {
        let Some(value) = value else { continue };
        wanted.push(condition.ok_or_else(|| cannot(flag))?);
        params.push((name, value));
    }
    let ids = filter.ids.as_ref().map(serde_json::to_string).transpose()?;
    if let Some(ids) = &ids {
        wanted.push("r.id IN (SELECT value FROM json_each(:ids))".into());
        params.push((":ids", ids));
    }
    let mut sql = select(kind);
    if !wanted.is_empty() {
        sql += &format!(" WHERE {}", wanted.join(" AND "));
    }
    sql += &order(filter);
    if let Some(limit) = &filter.limit {
        sql += " LIMIT :limit";
        params.push((":limit", limit));
    }
    db.each(&sql, &params, row)
}

/// The order of a list. What is empty comes last.
fn order(filter: &Filter) -> String {
    let Some((field, last_first)) = filter.sort else { return " ORDER BY r.id".to_owned() };
    let value = if field.computed { format!("({})", field.column) } else { format!("r.{}", field.column) };
    let way = if last_first { "DESC" } else { "ASC" };
    format!(" ORDER BY {value} {way} NULLS LAST, r.id")
}

/// What narrows a list: a flag, its parameter with the value if it was given, and
/// the condition on the row `r`, if records of the kind may be asked so.
type Narrowed<'f> = (&'static str, &'static str, Option<&'f dyn ToSql>, Option<String>);

fn narrowed<'f>(kind: &Kind, filter: &'f Filter) -> [Narrowed<'f>; 4] {
    fn given<T: ToSql>(value: &Option<T>) -> Option<&dyn ToSql> {
        value.as_ref().map(|value| value as &dyn ToSql)
    }
    let of = |wanted: &dyn Fn(Type) -> bool| kind.fields.iter().find(|f| !f.computed && wanted(f.ty)).map(|f| f.column);
    let is = |column: Option<&str>, parameter: &str| column.map(|column| format!("r.{column} = {parameter}"));
    [
        ("--kind", ":word", given(&filter.word), is(word_field(kind).map(|f| f.column), ":word")),
        ("--on", ":on", given(&filter.on), in_force(kind)),
        ("--person", ":person", given(&filter.person), is(of(&|ty| ty.is_to(PERSON.prefix)), ":person")),
        ("--of", ":of", given(&filter.of), is(of(&|ty| matches!(ty, Type::Any)), ":of")),
    ]
}

/// The field that says of which kind, or stage, a record is.
pub fn word_field(kind: &Kind) -> Option<&'static Field> {
    kind.field("kind").or_else(|| kind.field("stage")).filter(|field| !field.computed)
}

/// SQL for the rows `r` that are in force on the day `:on`.
fn in_force(kind: &Kind) -> Option<String> {
    let end = kind.fields.iter().find(|f| f.ends != Ends::Nothing && !f.computed)?;
    // What is signed before it begins is in force from its first day.
    let first = kind.field("from").filter(|f| matches!(f.ty, Type::Date)).map(|f| f.column).or(kind.date)?;
    let (start, end, sign) = (first, end.column, if end.ends == Ends::Last { ">=" } else { ">" });
    Some(format!("r.{start} <= :on AND (r.{end} IS NULL OR r.{end} {sign} :on)"))
}

/// The records of a kind whose field points to a record. In two halves: one
/// index may hold what is in force, another what is void.
///
/// # Errors
/// If SQLite fails.
fn pointing_at(db: &Db, pointer: Pointer, id: i64) -> anyhow::Result<Vec<Row>> {
    let (column, to) = (pointer.column, pointer.to(":id"));
    let half = |void: &str| format!("r.{column} = {to} AND r.void_reason {void}");
    let sql = format!("{} WHERE ({} OR {}) ORDER BY r.id", select(pointer.kind), half("IS NULL"), half("IS NOT NULL"));
    db.all(&sql, named_params! {":id": id})
}

/// One record by its code.
///
/// # Errors
/// [`Fault`] (input) if there is none.
pub fn get(db: &Db, code: Code) -> anyhow::Result<(&'static Kind, Row)> {
    let none = || {
        Fault::input(tr!("没有记录 {code}", "there is no record {code}")).hint(match registry::of_prefix(code.prefix) {
            Some(kind) => tr!("用 fuhua list {plural} 查看已有的编号", "see the codes with fuhua list {plural}", plural = kind.plural),
            None => tr!(
                "没有以 {prefix} 开头的编号;用 fuhua list 查看有哪些类别",
                "no code begins with {prefix}; fuhua list tells which kinds there are",
                prefix = code.prefix
            ),
        })
    };
    let kind = registry::of_prefix(code.prefix).ok_or_else(none)?;
    let row = db.maybe(&format!("{} WHERE r.id = :id", select(kind)), named_params! {":id": code.number})?;
    Ok((kind, row.ok_or_else(none)?))
}

/// The records that belong with a record, void ones too, kind by kind: those
/// that point to it; of an organisation, all that `list --org` finds under its
/// name; and the waivers and erasures for it. Kinds without any are left out.
///
/// # Errors
/// If SQLite fails.
pub fn related(db: &Db, to: &Kind, id: i64) -> anyhow::Result<Vec<(&'static Kind, Vec<Row>)>> {
    let mut found: Vec<(&'static Kind, Vec<Row>)> = Vec::new();
    if to.prefix == ORG.prefix {
        let names_it = |k: &Kind| k.fields.iter().any(|f| matches!(f.name, "org" | "orgs"));
        for kind in registry::ALL.iter().copied().filter(|k| names_it(k)) {
            found.push((kind, list(db, kind, &Filter { org: Some(id), void: true, ..Filter::default() })?));
        }
    }
    for pointer in registry::pointers(to).filter(|pointer| to.prefix != ORG.prefix || pointer.is_to_any()) {
        found.push((pointer.kind, pointing_at(db, pointer, id)?));
    }
    let code = to.prefix.code(id).to_string();
    // The subject is a code, or several: `R5:T3@J40`.
    let about = "instr(':' || replace(r.subject, '@', ':') || ':', ':' || :code || ':') > 0";
    for kind in [&WAIVER, &ERASURE] {
        found.push((kind, db.all(&format!("{} WHERE {about} ORDER BY r.id", select(kind)), named_params! {":code": code})?));
    }
    found.retain(|(_, rows)| !rows.is_empty());
    Ok(found)
}

/// The day of a record that the entry in hand has made; none of others.
///
/// # Errors
/// If SQLite fails.
pub fn day_of_new(db: &Db, code: &str) -> anyhow::Result<Option<String>> {
    let of = Code::parse(code).and_then(|code| Some((code, registry::of_prefix(code.prefix)?)));
    let Some((code, kind, day)) = of.and_then(|(code, kind)| Some((code, kind, kind.date?))) else { return Ok(None) };
    let row = db.maybe(
        &format!(
            "SELECT r.{day} AS day FROM change c JOIN {table} r ON r.id = c.row_id
              WHERE c.table_name = '{table}' AND c.row_id = :id AND c.op = 'I' AND c.seq = (SELECT max(seq) FROM journal)",
            table = kind.table
        ),
        named_params! {":id": code.number},
    )?;
    Ok(row.map(|row| row.opt_text("day")).transpose()?.flatten())
}
