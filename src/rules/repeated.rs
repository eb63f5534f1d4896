//! The same thing recorded twice: sessions, whole records, persons, organisations.

use super::{Arm, BOOKKEEPING, Query, Rule, Severity, engine};
use crate::domain::code::Code;
use crate::fault;
use crate::i18n::label;
use crate::store::records::kind::Kind;
use crate::store::records::kinds::org::ORG;
use crate::store::records::kinds::training::{PERSON, TRAINING};
use crate::store::records::{lookup, registry};
use crate::store::{Db, Row};
use crate::tr;

/// The rules, in the order in which breaches are shown.
pub static RULES: &[Rule] = &[
    // One session is recorded once.
    Rule {
        id: "training.repeated",
        clause: BOOKKEEPING,
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("同一天同名的培训只记一场", "a session of one title and day is recorded once"),
        query: Query::Kinds(sessions),
        explain: |row| {
            Ok(tr!(
                "{on_date}已有同名的培训 {earlier}“{title}”;补签到表用 fuhua training roster {earlier};确是同一天的又一场,加 --override 理由",
                "{earlier} '{title}' is of the same title and day, {on_date}; to add to its roster: fuhua training roster {earlier}; if it is one more of that day, add --override REASON",
                earlier = row.text("earlier")?,
                title = row.text("title")?,
                on_date = row.text("on_date")?
            ))
        },
    },
    // One roster belongs to one session.
    Rule {
        id: "training.same-roster",
        clause: BOOKKEEPING,
        severity: Severity::Error,
        waivable: true,
        fault: fault::Kind::Rule,
        demand: label("一份签到表只记给一场培训", "a roster belongs to one session"),
        query: Query::Kinds(rosters),
        explain: |row| {
            Ok(tr!(
                "“{title}”的签到表与 {earlier}“{other}”({on_date})的人员、出勤完全相同;核对是否拿错了文件:fuhua show {earlier};同一批人的又一次课,加 --override 理由",
                "the roster of '{title}' names the very persons of {earlier} '{other}' ({on_date}); see whether it is the wrong file: fuhua show {earlier}; if the same persons met again, add --override REASON",
                title = row.text("title")?,
                earlier = row.text("earlier")?,
                other = row.text("other")?,
                on_date = row.text("on_date")?
            ))
        },
    },
    // What says the same of the same day may be one thing.
    Rule {
        id: "records.repeated",
        clause: BOOKKEEPING,
        severity: Severity::Notice,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("同一件事只记一次", "one thing is recorded once"),
        query: Query::Kinds(records),
        explain: |row| {
            Ok(tr!(
                "与 {earlier} 日期、内容都相同;若是同一件事,作废一条:fuhua void {later} --reason 录重",
                "it is of the same day as {earlier} and says the same; if they are one thing, void one: fuhua void {later} --reason twice",
                earlier = row.text("earlier")?,
                later = row.text("subject")?
            ))
        },
    },
    // Of one name, and nothing tells them apart.
    Rule {
        id: "person.double",
        clause: BOOKKEEPING,
        severity: Severity::Notice,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("一个人只有一条人员记录", "a person is one record"),
        query: Query::Kinds(persons),
        explain: double,
    },
    // A name that another one begins with.
    Rule {
        id: "org.double",
        clause: BOOKKEEPING,
        severity: Severity::Notice,
        waivable: false,
        fault: fault::Kind::Rule,
        demand: label("一家组织只有一条组织记录", "an organisation is one record"),
        query: Query::Kinds(orgs),
        explain: double,
    },
];

/// Two records that may be one.
fn double(row: &Row) -> anyhow::Result<String> {
    let (earlier, later, noun) = (row.text("earlier")?, row.text("subject")?, row.text("noun")?);
    Ok(tr!(
        "{name}与 {earlier} {other}可能是同一个;核对后合并:fuhua {noun} merge {earlier} {later}",
        "{name} and {earlier} {other} may be one; if they are: fuhua {noun} merge {earlier} {later}",
        name = row.text("name")?,
        other = row.text("other")?
    ))
}

/// Likely doubles of a kind, each pair with the later one first; `None` if none
/// are looked for.
///
/// # Errors
/// If SQLite fails.
pub fn doubles(db: &Db, kind: &Kind) -> anyhow::Result<Option<Vec<(Code, Code)>>> {
    let Some(arm) = persons().into_iter().chain(orgs()).find(|arm| arm.table == kind.table) else { return Ok(None) };
    let rows = db.all(&engine::scoped(&arm.sql, None), &[])?;
    rows.iter().map(|row| Ok((row.code("subject")?, row.code("earlier")?))).collect::<anyhow::Result<_>>().map(Some)
}

/// Pairs of sessions, an arm for either that was touched: `{LATER}` and
/// `{EARLIER}` stand for the sign between the ids of `t` and `o`.
///
/// What a waiver covers, `state` says of the later one alone: which earlier ones
/// are looked at depends on what was touched.
fn both_ways(state: impl Fn(&str) -> String, sql: impl Fn(&str, &str) -> String) -> Vec<Arm> {
    let columns = |later: &str, earlier: &str| {
        let prefix = TRAINING.prefix;
        format!(
            "'{prefix}' || {later}.id AS subject, {later}.title, '{prefix}' || min({earlier}.id) AS earlier, {earlier}.title AS other, {earlier}.on_date, {} AS breach",
            state(later)
        )
    };
    let arm = |later, earlier, sign, whole| Arm {
        table: TRAINING.table,
        sql: format!("SELECT {} {} AND {{scope:t.id}} GROUP BY {later}.id", columns(later, earlier), sql(sign, "t.id")),
        whole,
    };
    vec![arm("t", "o", "<", true), arm("o", "t", ">", false)]
}

/// Sessions of one day and title, however it is spelt.
fn sessions() -> Vec<Arm> {
    let state = |later: &str| format!("{later}.on_date || ' ' || {later}.title");
    both_ways(state, |sign, id| {
        format!(
            "FROM training t CROSS JOIN training o ON o.on_date = t.on_date AND o.id {sign} {id}
              WHERE t.void_reason IS NULL AND o.void_reason IS NULL AND matching(o.title) = matching(t.title)"
        )
    })
}

/// Sessions of which all rows are of the same persons, at least two, and say the
/// same of who came. Only those are compared that share the newest of them. Of
/// one day and title they are [`sessions`]'.
fn rosters() -> Vec<Arm> {
    let lacks = |whose: &str, other: &str| {
        format!(
            "NOT EXISTS (SELECT 1 FROM attendance a WHERE a.training_id = {whose}.id AND a.void_reason IS NULL
                AND NOT EXISTS (SELECT 1 FROM attendance b WHERE b.training_id = {other}.id AND b.person_id = a.person_id
                                   AND b.status = a.status AND b.void_reason IS NULL))"
        )
    };
    let (more, less) = (lacks("t", "o"), lacks("o", "t"));
    let state = |later: &str| {
        format!("(SELECT count(*) || ' ' || sum(person_id) FROM attendance WHERE training_id = {later}.id AND void_reason IS NULL)")
    };
    both_ways(state, |sign, id| {
        format!(
            "FROM training t
               CROSS JOIN attendance n ON n.training_id = t.id AND n.void_reason IS NULL AND n.person_id =
                 (SELECT max(person_id) FROM attendance WHERE training_id = t.id AND void_reason IS NULL)
               CROSS JOIN attendance s ON s.person_id = n.person_id AND s.training_id {sign} {id} AND s.void_reason IS NULL
               CROSS JOIN training o ON o.id = s.training_id AND o.void_reason IS NULL
              WHERE t.void_reason IS NULL AND NOT (o.on_date = t.on_date AND matching(o.title) = matching(t.title))
                AND n.person_id > (SELECT min(person_id) FROM attendance WHERE training_id = t.id AND void_reason IS NULL)
                AND {more} AND {less}"
        )
    })
}

/// Records that a verb makes and that say what an earlier one says.
fn records() -> Vec<Arm> {
    let made = registry::ALL.iter().copied().filter(|kind| !kind.creates.is_empty());
    let arm = |kind: &'static Kind| {
        let (prefix, repeated) = (kind.prefix, lookup::repeated(kind)?);
        let sql =
            format!("SELECT '{prefix}' || r.id AS subject, '{prefix}' || max(t.id) AS earlier {repeated} AND {{scope:r.id}} GROUP BY r.id");
        Some(Arm { table: kind.table, sql, whole: true })
    };
    made.filter_map(arm).collect()
}

/// Of many namesakes, so many are compared with each.
const NAMESAKES: u32 = 50;

/// Persons of one name, however it is spelt, whom neither unit nor phone tells
/// apart, or who have one phone.
fn persons() -> Vec<Arm> {
    let number = |of: &str| format!("(SELECT value FROM personal WHERE commitment = {of}.phone)");
    let sql = format!(
        "SELECT 'M' || r.id AS subject, r.name, 'M' || e.id AS earlier, e.name AS other, 'person' AS noun
           FROM person r CROSS JOIN person e ON e.id = (
             SELECT p.id FROM (SELECT * FROM person q WHERE coalesce(q.name_key, q.name) = coalesce(r.name_key, r.name) AND q.id < r.id
                                  AND q.void_reason IS NULL ORDER BY q.id DESC LIMIT {NAMESAKES}) p
              WHERE coalesce({mine} = {other}, p.unit IS NULL OR r.unit IS NULL OR matching(p.unit) = matching(r.unit))
              LIMIT 1)
          WHERE r.void_reason IS NULL AND {{scope:r.id}}",
        mine = number("r"),
        other = number("p")
    );
    vec![Arm { table: PERSON.table, sql, whole: true }]
}

/// Organisations of which one's name begins with the whole name of the other, if
/// that is long enough to be one and no number goes on.
fn orgs() -> Vec<Arm> {
    let sql = "SELECT 'O' || max(r.id, e.id) AS subject, CASE WHEN r.id > e.id THEN r.name ELSE e.name END AS name,
                      'O' || min(r.id, e.id) AS earlier, CASE WHEN r.id > e.id THEN e.name ELSE r.name END AS other, 'org' AS noun
                 FROM org r CROSS JOIN org e ON e.void_reason IS NULL AND coalesce(e.name_key, e.name) > coalesce(r.name_key, r.name)
                  AND coalesce(e.name_key, e.name) < coalesce(r.name_key, r.name) || '\u{10ffff}'
                WHERE r.void_reason IS NULL AND length(r.name) >= 4
                  AND substr(coalesce(e.name_key, e.name), length(coalesce(r.name_key, r.name)) + 1, 1) NOT BETWEEN '0' AND '9'
                  AND {scope:r.id}
                GROUP BY max(r.id, e.id)";
    vec![Arm { table: ORG.table, sql: sql.to_owned(), whole: true }]
}
