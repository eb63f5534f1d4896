//! Finding the record that an argument means.

use super::kind::{Kind, Part};
use crate::domain::code::Code;
use crate::domain::text::{fold_width, matching};
use crate::domain::vocabulary::offer;
use crate::fault::Fault;
use crate::store::{Db, ToSql, Value, named_params};
use crate::tr;

/// An organisation that an argument may mean.
#[derive(Clone, Debug)]
pub struct OrgMatch {
    /// Its id.
    pub id: i64,
    /// Its name as kept.
    pub name: String,
}

/// The organisations that a text may mean: the one of that exact name or credit
/// code, else all whose name contains it.
///
/// # Errors
/// If SQLite fails.
pub fn orgs(db: &Db, text: &str) -> anyhow::Result<Vec<OrgMatch>> {
    let find = |sql: &str, text: &str| {
        let rows = db.all(sql, named_params! {":text": text})?;
        rows.iter().map(|r| Ok(OrgMatch { id: r.int("id")?, name: r.text("name")? })).collect::<anyhow::Result<Vec<_>>>()
    };
    if let Some(exact) = named(db, text)? {
        return Ok(vec![exact]);
    }
    let licensed = find(
        "SELECT o.id, o.name FROM registration l JOIN org o ON o.id = l.org_id
          WHERE l.uscc = :text AND l.void_reason IS NULL AND o.void_reason IS NULL",
        &fold_width(text).to_ascii_uppercase(),
    )?;
    if !licensed.is_empty() {
        return Ok(licensed);
    }
    let part = matching(text);
    if part.is_empty() {
        return Ok(Vec::new());
    }
    find(
        "SELECT DISTINCT o.id, o.name FROM org d JOIN org o ON o.id = coalesce(d.merged_into, d.id)
          WHERE instr(coalesce(d.name_key, d.name), :text) > 0 AND o.void_reason IS NULL ORDER BY o.id",
        &part,
    )
}

/// The organisation of that name, however it is spelt ([`matching`]); also by
/// the name of a double.
///
/// # Errors
/// If SQLite fails.
pub fn named(db: &Db, name: &str) -> anyhow::Result<Option<OrgMatch>> {
    const IN_FORCE: &str = "SELECT id, name FROM org WHERE coalesce(name_key, name) = :key AND void_reason IS NULL";
    const MERGED: &str = "SELECT o.id, o.name FROM org d JOIN org o ON o.id = d.merged_into
       WHERE d.merged_into IS NOT NULL AND coalesce(d.name_key, d.name) = :key AND o.void_reason IS NULL LIMIT 1";
    let key = matching(name);
    for sql in [IN_FORCE, MERGED] {
        if let Some(row) = db.maybe(sql, named_params! {":key": &*key})? {
            return Ok(Some(OrgMatch { id: row.int("id")?, name: row.text("name")? }));
        }
    }
    Ok(None)
}

/// The rows `r` of a kind, each with the earlier rows `t` that say all that it
/// says, of the same day, as `FROM … WHERE …`, both in force. Kinds without a day
/// have none.
pub fn repeated(kind: &Kind) -> Option<String> {
    let (day, table) = (kind.date?, kind.table);
    let said = kind.fields.iter().filter(|f| !f.computed && !f.internal && !f.is_sensitive() && f.column != day);
    let same: String = said.map(|f| format!(" AND t.{0} IS r.{0}", f.column)).collect();
    let list = |part: &Part, of: char| {
        let Part { table, column, field, .. } = part;
        let what = field.column;
        format!("(SELECT group_concat(x.{what}) FROM (SELECT {what} FROM {table} WHERE {column} = {of}.id ORDER BY {what}) x)")
    };
    let parts: String = kind.parts.iter().map(|part| format!(" AND {} IS {}", list(part, 't'), list(part, 'r'))).collect();
    Some(format!(
        "FROM {table} r CROSS JOIN {table} t ON t.{day} = r.{day} AND t.id < r.id
          WHERE r.void_reason IS NULL AND t.void_reason IS NULL{same}{parts}"
    ))
}

/// An earlier record that says all that another says, see [`repeated`]: the same
/// thing may have been recorded twice.
///
/// # Errors
/// If SQLite fails.
pub fn twin(db: &Db, kind: &Kind, id: i64) -> anyhow::Result<Option<Code>> {
    let Some(repeated) = repeated(kind) else { return Ok(None) };
    let sql = format!("SELECT max(t.id) AS id {repeated} AND r.id = :id");
    Ok(db.one(&sql, named_params! {":id": id})?.opt_int("id")?.map(|id| kind.code(id)))
}

/// The records in force that say what a record with these columns and parts would
/// say, in the sense of [`repeated`], by rising id.
///
/// # Errors
/// If SQLite fails.
pub fn alike(db: &Db, kind: &Kind, columns: &[(&'static str, Value)], parts: &[(&Part, Vec<Value>)]) -> anyhow::Result<Vec<i64>> {
    let said = kind.fields.iter().filter(|f| !f.computed && !f.internal && !f.is_sensitive());
    let mut values: Vec<(String, Value)> = Vec::new();
    let mut sql = format!("SELECT r.id FROM {} r WHERE r.void_reason IS NULL", kind.table);
    for field in said {
        let value = columns.iter().find(|(column, _)| *column == field.column).map_or(Value::Null, |(_, value)| value.clone());
        // An index serves what equals, and not what is.
        let is = if kind.date == Some(field.column) { "=" } else { "IS" };
        sql += &format!(" AND r.{0} {is} :{0}", field.column);
        values.push((format!(":{}", field.column), value));
    }
    for Part { table, column, field, .. } in kind.parts {
        let what = field.column;
        let mut list: Vec<&Value> = parts.iter().filter(|(part, _)| part.table == *table).flat_map(|(_, values)| values).collect();
        list.sort_by_key(|value| value.json().to_string());
        let joined: Vec<String> = list.iter().map(|value| value.json().to_string().trim_matches('"').to_owned()).collect();
        sql += &format!(
            " AND coalesce((SELECT group_concat(x.{what}) FROM (SELECT {what} FROM {table} WHERE {column} = r.id ORDER BY CAST({what} AS TEXT)) x), '') = :{table}"
        );
        values.push((format!(":{table}"), joined.join(",").into()));
    }
    let params: Vec<(&str, &dyn ToSql)> = values.iter().map(|(name, value)| (name.as_str(), value as &dyn ToSql)).collect();
    db.all(&(sql + " ORDER BY r.id"), &params)?.iter().map(|row| row.int("id")).collect()
}

/// What is said of an earlier record that says the same.
pub fn told(twin: Code) -> String {
    tr!(
        "{twin} 与这一条日期、内容都相同;若是同一件事录了两次,用 fuhua undo 撤销",
        "{twin} is of the same day and says the same; if one thing was recorded twice, take this one back with fuhua undo"
    )
}

/// The id of the record that stands for one: its own, unless it is a double.
///
/// # Errors
/// If SQLite fails.
pub fn standing(db: &Db, kind: &Kind, id: i64) -> anyhow::Result<i64> {
    let Some(field) = kind.field("merged_into") else { return Ok(id) };
    let sql = format!("SELECT {} AS id FROM {} WHERE id = :id", field.column, kind.table);
    let row = db.maybe(&sql, named_params! {":id": id})?;
    Ok(row.map(|row| row.opt_int("id")).transpose()?.flatten().unwrap_or(id))
}

/// The words of a table of the plan, as (code, Chinese, English).
///
/// # Errors
/// If SQLite fails.
pub fn plan_words(db: &Db, table: &'static str) -> anyhow::Result<Vec<(String, String, String)>> {
    let rows = db.all(&format!("SELECT code, zh, en FROM {table} ORDER BY id"), &[])?;
    rows.iter().map(|r| Ok((r.text("code")?, r.text("zh")?, r.text("en")?))).collect()
}

/// The id of a word of a table of the plan; `what` names it in errors.
///
/// # Errors
/// [`Fault`] (input) that lists the plan's words.
pub fn plan_id(db: &Db, table: &'static str, text: &str, what: &str) -> anyhow::Result<String> {
    let typed = fold_width(text);
    let words = plan_words(db, table)?;
    let found = words.iter().find(|(code, zh, en)| [code, zh, en].iter().any(|w| w.eq_ignore_ascii_case(&typed)));
    // A part of one word alone is that word: 空间 is 公共空间. Of money only its
    // whole name is, or that without 费: 支出 would be a part of 其他运行支出.
    let part = |zh: &str| match table {
        "money_category" | "money_source" => zh.strip_suffix('费') == Some(typed.as_str()),
        _ => typed.chars().count() > 1 && zh.contains(typed.as_str()),
    };
    let mut parts = words.iter().filter(|(_, zh, _)| part(zh));
    match found.or_else(|| parts.next().filter(|_| parts.next().is_none())) {
        Some((code, ..)) => Ok(code.clone()),
        None => Fault::input(tr!("{what}“{text}”不在计划之内", "the plan has no {what} '{text}'"))
            .hint(tr!(
                "可选(中英文均可):{list}",
                "one of: {list}",
                list = offer(words.iter().map(|(code, zh, _)| (code.as_str(), zh.as_str())))
            ))
            .err(),
    }
}
