//! A record that has a name and is no organisation: a person, a hub.

use super::ctx::Ctx;
use super::resolve;
use crate::domain::code::{Code, Prefix};
use crate::domain::text::{matching, printable};
use crate::fault::Fault;
use crate::i18n::join;
use crate::store::records::kind::Kind;
use crate::store::records::kinds::org::ORG;
use crate::store::records::kinds::training::PERSON;
use crate::store::records::lookup;
use crate::store::records::registry;
use crate::store::{Db, Row, named_params};
use crate::tr;

/// The record to which a reference points that was typed as a code, or as a name
/// where records of its kind have one.
///
/// # Errors
/// [`Fault`] (input) if it means none or several.
pub fn reference(ctx: &Ctx<'_, '_>, db: &Db, text: &str, to: Prefix) -> anyhow::Result<i64> {
    if to == ORG.prefix {
        return resolve::org(ctx, db, text).map(|org| org.id);
    }
    match registry::of_prefix(to) {
        Some(kind) if kind.field("name").is_some() => one(db, text, kind),
        Some(kind) => resolve::of_kind(db, text, kind).map(|(code, _)| code.number),
        None => anyhow::bail!("no kind has the prefix {to}"),
    }
}

/// The record in force of a kind whose records have names: by its code, its whole
/// name however it is spelt, or, of what is no person, a part of a name that only
/// one has.
///
/// # Errors
/// [`Fault`] (input) if it means none or several.
pub fn one(db: &Db, text: &str, kind: &Kind) -> anyhow::Result<i64> {
    if let Some(id) = any(db, text, kind)? {
        return Ok(id);
    }
    let near = lookup::near(db, kind, text)?.map(|near| printable(&near));
    let (label, text, plural) = (kind.label.text(), printable(text), kind.plural);
    Fault::input(tr!("没有{label}“{text}”", "there is no {label} '{text}'"))
        .hint(match near {
            Some(near) => tr!("是否指 {near}?或用 fuhua list {plural} 查看", "did you mean {near}? or see fuhua list {plural}"),
            None => tr!("用 fuhua list {plural} 查看", "see fuhua list {plural}"),
        })
        .err()
}

/// As [`one`]; none if nobody has the name.
///
/// # Errors
/// [`Fault`] (input) if it means several, or is a code that no record in force has.
pub fn any(db: &Db, text: &str, kind: &Kind) -> anyhow::Result<Option<i64>> {
    if Code::parse(text).is_some_and(|code| code.prefix == kind.prefix) {
        return resolve::of_kind(db, text, kind).map(|(code, _)| Some(code.number));
    }
    let found = all(db, text, kind)?;
    let (label, text) = (kind.label.text(), printable(text));
    match found.as_slice() {
        [] => Ok(None),
        [(id, _)] => Ok(Some(*id)),
        several => {
            let list = join(several.iter().map(|(id, name)| format!("{} {}", kind.code(*id), printable(name))));
            Fault::input(tr!("“{text}”可指多个{label}:{list}", "'{text}' may be more than one {label}: {list}"))
                .hint(tr!("写编号", "give the code"))
                .err()
        }
    }
}

/// Those that a text may mean, as id and name, by rising id.
///
/// # Errors
/// If SQLite fails.
pub fn all(db: &Db, text: &str, kind: &Kind) -> anyhow::Result<Vec<(i64, String)>> {
    let sought = matching(text.trim()).into_owned();
    if kind.field("name_key").is_none() {
        return unkeyed(db, &sought, kind);
    }
    let find = |condition: &str, text: &str| {
        let sql = format!("SELECT id, name FROM {} WHERE {condition} AND void_reason IS NULL ORDER BY id", kind.table);
        read(&db.all(&sql, named_params! {":text": text})?)
    };
    let found = find("coalesce(name_key, name) = :text", &sought)?;
    if !found.is_empty() || kind.prefix == PERSON.prefix || sought.is_empty() {
        return Ok(found);
    }
    find("instr(coalesce(name_key, name), :text) > 0", &sought)
}

/// As [`all`], of a kind that has few records and does not keep how their names are compared.
fn unkeyed(db: &Db, sought: &str, kind: &Kind) -> anyhow::Result<Vec<(i64, String)>> {
    let sql = format!("SELECT id, name FROM {} WHERE void_reason IS NULL ORDER BY id", kind.table);
    let all = read(&db.all(&sql, &[])?)?;
    let those = |is: &dyn Fn(&str) -> bool| all.iter().filter(|(_, name)| is(&matching(name))).cloned().collect::<Vec<_>>();
    let found = those(&|name| name == sought);
    Ok(if found.is_empty() && !sought.is_empty() { those(&|name| name.contains(sought)) } else { found })
}

fn read(rows: &[Row]) -> anyhow::Result<Vec<(i64, String)>> {
    rows.iter().map(|r| Ok((r.int("id")?, r.text("name")?))).collect()
}
