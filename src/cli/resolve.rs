//! What an argument means: an organisation, an application, a stay.

use super::ctx::Ctx;
use crate::domain::code::{Code, Prefix};
use crate::domain::judgement_terms::ProjectState;
use crate::fault::Fault;
use crate::i18n::join;
use crate::store::records::kind::{Kind, Subject};
use crate::store::records::kinds::application::APPLICATION;
use crate::store::records::kinds::incubation::INCUBATION;
use crate::store::records::kinds::org::ORG;
use crate::store::records::kinds::project::PROJECT;
use crate::store::records::lookup::{self, OrgMatch};
use crate::store::records::registry::{JOURNAL, JOURNAL_LIST};
use crate::store::{Db, Row, Writer, named_params, records};
use crate::tr;

/// The organisation that an argument means: by code, exact name, credit code,
/// or a part of a name that only one has. On a terminal an ambiguous part is
/// a choice. A text that is a code is never a part of a name.
///
/// # Errors
/// [`Fault`] (input) if it means none or several.
pub fn org(ctx: &Ctx<'_, '_>, db: &Db, text: &str) -> anyhow::Result<OrgMatch> {
    let found = orgs(db, text)?;
    let question = tr!("“{text}”指哪一家", "which organisation is '{text}'");
    let chosen = if ctx.may_ask && found.len() > 1 { ctx.host.ask(&question, &listed(&found))? } else { None };
    match chosen.and_then(|at| found.get(at).cloned()) {
        Some(org) => Ok(org),
        None => only(text, found),
    }
}

/// As [`org`], where nobody is asked.
///
/// # Errors
/// As [`org`].
pub fn org_unasked(db: &Db, text: &str) -> anyhow::Result<OrgMatch> {
    only(text, orgs(db, text)?)
}

fn listed(found: &[OrgMatch]) -> Vec<String> {
    found.iter().map(|o| format!("O{} {}", o.id, o.name)).collect()
}

fn only(text: &str, mut found: Vec<OrgMatch>) -> anyhow::Result<OrgMatch> {
    if found.len() == 1 {
        return Ok(found.remove(0));
    }
    let list = join(listed(&found));
    Fault::input(tr!("“{text}”可指多家组织:{list}", "'{text}' may mean several organisations: {list}"))
        .hint(tr!("写编号或全名", "give the code or the whole name"))
        .err()
}

/// Those that an argument may mean, at least one.
fn orgs(db: &Db, text: &str) -> anyhow::Result<Vec<OrgMatch>> {
    if let Some(code) = Code::parse(text) {
        let named = lookup::named(db, text.trim())?;
        if code.prefix != ORG.prefix {
            return named.map_or_else(|| wrong_kind(code, &ORG).err(), |org| Ok(vec![org]));
        }
        let meant = lookup::standing(db, &ORG, code.number)?;
        let row = db.maybe("SELECT id, name, void_reason FROM org WHERE id = :id", named_params! {":id": meant})?;
        return match (row, named) {
            (Some(row), named) if row.opt_text("void_reason")?.is_none() => {
                not_both(code, named.filter(|other| other.id != meant))?;
                Ok(vec![OrgMatch { id: row.int("id")?, name: row.text("name")? }])
            }
            (_, Some(named)) => Ok(vec![named]),
            (Some(_), None) => Fault::input(tr!("{code} 已作废", "{code} is void")).err(),
            (None, None) => unknown_org(text).err(),
        };
    }
    let found = lookup::orgs(db, text.trim())?;
    if found.is_empty() {
        return unknown_org(text).err();
    }
    Ok(found)
}

/// As [`org`], of which a code may be of one that is void, or that an undo took away.
///
/// # Errors
/// [`Fault`] (input) if it means none or several.
pub fn org_ever(ctx: &Ctx<'_, '_>, db: &Db, text: &str) -> anyhow::Result<Code> {
    match ORG.prefix.parse(text) {
        Some(code) => {
            not_both(code, lookup::named(db, text.trim())?.filter(|other| other.id != code.number))?;
            Ok(code)
        }
        None => Ok(ORG.code(org(ctx, db, text)?.id)),
    }
}

/// Refuses the code of a record that is also the name of another organisation.
fn not_both(code: Code, named: Option<OrgMatch>) -> anyhow::Result<()> {
    let Some(other) = named else { return Ok(()) };
    let other = ORG.code(other.id);
    Fault::input(tr!(
        "“{code}”可指两者:记录 {code},和以此为名的组织 {other}",
        "'{code}' may mean both the record {code} and the organisation {other}, which bears that name"
    ))
    .hint(tr!(
        "指该组织就写 {other};指记录 {code} 就写它的组织的全名;或改名:fuhua edit {other} --name 名称",
        "for that organisation write {other}, for the record {code} the whole name of its organisation; or rename: fuhua edit {other} --name NAME"
    ))
    .err()
}

/// Begins a write that is about an organisation.
///
/// # Errors
/// As [`org`], or if the database cannot be written.
pub fn begin_with_org(ctx: &Ctx<'_, '_>, text: &str) -> anyhow::Result<(Writer, OrgMatch)> {
    let text = settle(ctx, text)?;
    let writer = ctx.begin()?;
    let org = org(ctx, &writer, &text)?;
    Ok((writer, org))
}

/// Begins a write that is about an application or a stay.
///
/// # Errors
/// As [`case`], or if the database cannot be written.
pub fn begin_with_case(ctx: &Ctx<'_, '_>, text: &str, wanted: Subject) -> anyhow::Result<(Writer, Found)> {
    let text = settle(ctx, text)?;
    let writer = ctx.begin()?;
    let case = case(ctx, &writer, &text, wanted)?;
    Ok((writer, case))
}

/// Begins a write that is about what an argument means; returns the id that the
/// subject's column takes.
///
/// # Errors
/// As [`org`] or [`case`], or if the database cannot be written.
pub fn begin_with(ctx: &Ctx<'_, '_>, text: &str, subject: Subject) -> anyhow::Result<(Writer, i64)> {
    if subject == Subject::Org {
        return begin_with_org(ctx, text).map(|(writer, org)| (writer, org.id));
    }
    let (writer, found) = begin_with_case(ctx, text, subject)?;
    let id = match (subject, found.incubation) {
        (Subject::Incubation | Subject::LatestIncubation, Some(incubation)) => incubation,
        (Subject::Incubation | Subject::LatestIncubation, None) => anyhow::bail!("a stay without an id"),
        _ => found.application,
    };
    Ok((writer, id))
}

/// Asks what an ambiguous name means before a write begins: nobody else waits
/// while a person chooses. Returns the code, or the text where none is asked.
///
/// # Errors
/// As [`org`].
pub fn settle(ctx: &Ctx<'_, '_>, text: &str) -> anyhow::Result<String> {
    if !ctx.may_ask || Code::parse(text).is_some() {
        return Ok(text.to_owned());
    }
    let found = org(ctx, &ctx.read()?, text)?;
    Ok(ORG.code(found.id).to_string())
}

/// The record that an argument means: by its code, or an organisation as in
/// [`org`], also one whose name is like a code that no record has. Otherwise
/// whether a record of that code exists is the caller's to see.
///
/// # Errors
/// [`Fault`] (input) if it is no code and means no organisation, or several.
pub fn record(ctx: &Ctx<'_, '_>, db: &Db, text: &str) -> anyhow::Result<Code> {
    let Some(code) = Code::parse(text) else { return Ok(ORG.code(org(ctx, db, text)?.id)) };
    let named = lookup::named(db, text.trim())?;
    Ok(match named {
        Some(org) if code.prefix != JOURNAL && records::get(db, code).is_err() => ORG.code(org.id),
        _ => code,
    })
}

/// Refuses the code of a journal entry where a record is changed.
///
/// # Errors
/// [`Fault`] (input) if it is one.
pub fn not_journal(code: Code) -> anyhow::Result<()> {
    if code.prefix != JOURNAL {
        return Ok(());
    }
    Fault::input(tr!("{code} 是流水,不能更正或作废", "{code} is a journal entry, which cannot be corrected or voided"))
        .hint(tr!(
            "用 fuhua show {code} 查看它改动了哪些记录,再更正或作废那些记录",
            "see which records it changed with fuhua show {code}, and correct or void those"
        ))
        .err()
}

fn unknown_org(text: &str) -> Fault {
    Fault::input(tr!("没有组织“{text}”", "there is no organisation '{text}'"))
        .hint(tr!("用 fuhua list orgs 查看,或用 fuhua org add 登记", "see fuhua list orgs, or add it with fuhua org add"))
}

fn wrong_kind(code: Code, wanted: &Kind) -> Fault {
    not_a_code(&code.to_string(), wanted.prefix, wanted.label.text())
}

fn not_a_code(text: &str, prefix: Prefix, label: &str) -> Fault {
    Fault::input(tr!("“{text}”不是{label}的编号(如 {prefix}1)", "'{text}' is not a code of this kind ({label} codes look like {prefix}1)"))
}

/// The code of a record of a kind, whether or not there is one.
///
/// # Errors
/// [`Fault`] (input) if the text is none.
pub fn code(text: &str, kind: &Kind) -> anyhow::Result<Code> {
    let plural = kind.plural;
    match kind.prefix.parse(text) {
        Some(code) => Ok(code),
        None => not_a_code(text, kind.prefix, kind.label.text())
            .hint(tr!("用 fuhua list {plural} 查看编号", "see the codes with fuhua list {plural}"))
            .err(),
    }
}

/// The number of a journal entry, whether or not there is one.
///
/// # Errors
/// [`Fault`] (input) if the text is not its code.
pub fn entry(text: &str) -> anyhow::Result<i64> {
    match JOURNAL.parse(text) {
        Some(code) => Ok(code.number),
        None => not_a_code(text, JOURNAL, JOURNAL_LIST.1.text())
            .hint(tr!("用 fuhua history 查看流水的编号", "see the codes of entries with fuhua history"))
            .err(),
    }
}

/// The code of a record of a kind, whether or not there is one: of a double,
/// that of the record that stands for it.
///
/// # Errors
/// As [`code`], or if SQLite fails.
pub fn standing(db: &Db, text: &str, kind: &Kind) -> anyhow::Result<Code> {
    let code = code(text, kind)?;
    Ok(kind.code(lookup::standing(db, kind, code.number)?))
}

/// A record in force, by its code.
///
/// # Errors
/// [`Fault`] (input) if the text is no code of that kind, or there is no such
/// record, or it is void.
pub fn of_kind(db: &Db, text: &str, kind: &Kind) -> anyhow::Result<(Code, Row)> {
    let code = standing(db, text, kind)?;
    let (_, row) = records::get(db, code)?;
    if row.opt_text("void_reason")?.is_some() {
        return Fault::input(tr!("{code} 已作废", "{code} is void")).err();
    }
    Ok((code, row))
}

/// The states of a project that goes on, or may.
pub const GOES_ON: &[ProjectState] = &[ProjectState::Planned, ProjectState::Approved, ProjectState::Running];

/// The project that an argument means: by code, or that of an organisation which
/// has exactly one in some states.
///
/// # Errors
/// [`Fault`] (input) if it means none or several.
pub fn project(ctx: &Ctx<'_, '_>, db: &Db, text: &str, states: &[ProjectState]) -> anyhow::Result<i64> {
    if Code::parse(text).is_some_and(|code| code.prefix == PROJECT.prefix) {
        return of_kind(db, text, &PROJECT).map(|(code, _)| code.number);
    }
    let OrgMatch { id, name } = org(ctx, db, text)?;
    let rows = db.all("SELECT project_id, state FROM project_state WHERE org_id = :org ORDER BY project_id", named_params! {":org": id})?;
    let mut found = Vec::new();
    for row in &rows {
        if states.contains(&row.word("state")?) {
            found.push(row.int("project_id")?);
        }
    }
    match found.as_slice() {
        [only] => Ok(*only),
        [] => {
            let list = join(states.iter().map(|state| state.text()));
            Fault::input(tr!("{name}没有这样的项目({list})", "{name} has no such project ({list})"))
                .hint(tr!(
                    "写项目的编号,或先记录项目:fuhua project start O{id} --title 名称",
                    "give a project's code, or record it first: fuhua project start O{id} --title TITLE"
                ))
                .err()
        }
        several => {
            let codes = join(several.iter().map(|id| PROJECT.code(*id).to_string()));
            Fault::input(tr!("{name}有几个项目:{codes}", "{name} has several projects: {codes}"))
                .hint(tr!("写项目的编号", "give the project's code"))
                .err()
        }
    }
}

/// What a subject asks of the view `case_file` AS c, in SQL.
fn condition(subject: Subject) -> &'static str {
    match subject {
        Subject::Org => "TRUE",
        Subject::Application => "c.ended_on IS NULL AND c.incubation_id IS NULL",
        Subject::Incubation => "c.ended_on IS NULL AND c.incubation_id IS NOT NULL",
        Subject::LatestIncubation => "c.incubation_id IS NOT NULL",
        Subject::OpenCase => "c.ended_on IS NULL",
    }
}

/// A case that an argument means.
pub struct Found {
    /// The application's id.
    pub application: i64,
    /// The stay's id, if there is one.
    pub incubation: Option<i64>,
    /// The organisation's name.
    pub name: String,
}

/// The application or stay that a code or an organisation means.
///
/// # Errors
/// [`Fault`] (input) if it means none, or the organisation has not exactly one.
pub fn case(ctx: &Ctx<'_, '_>, db: &Db, text: &str, wanted: Subject) -> anyhow::Result<Found> {
    let select = "SELECT c.application_id, c.incubation_id, o.name FROM case_file c JOIN org o ON o.id = c.org_id";
    let found = |row: &crate::store::Row| -> anyhow::Result<Found> {
        Ok(Found { application: row.int("application_id")?, incubation: row.opt_int("incubation_id")?, name: row.text("name")? })
    };
    let org = match Code::parse(text).filter(|c| c.prefix != ORG.prefix) {
        None => org(ctx, db, text)?,
        Some(code) => {
            let may = |kind: &Kind, subjects: &[Subject]| code.prefix == kind.prefix && subjects.contains(&wanted);
            let column = if may(&APPLICATION, &[Subject::Application, Subject::OpenCase]) {
                Some("application_id")
            } else if may(&INCUBATION, &[Subject::Incubation, Subject::LatestIncubation, Subject::OpenCase]) {
                Some("incubation_id")
            } else {
                None
            };
            let at = |column| db.maybe(&format!("{select} WHERE c.{column} = :id"), named_params! {":id": code.number});
            let named = lookup::named(db, text.trim())?;
            match (column.map(at).transpose()?.flatten(), named) {
                (Some(row), named) => {
                    not_both(code, named)?;
                    return found(&row);
                }
                (None, Some(named)) => named,
                (None, None) if column.is_none() => {
                    return wrong_kind(code, if wanted == Subject::Application { &APPLICATION } else { &INCUBATION }).err();
                }
                (None, None) => {
                    let kind = if code.prefix == APPLICATION.prefix { &APPLICATION } else { &INCUBATION };
                    return Fault::input(tr!("没有记录 {code},或已作废", "there is no record {code}, or it is void"))
                        .hint(tr!("用 fuhua list {plural} 查看编号", "see the codes with fuhua list {plural}", plural = kind.plural))
                        .err();
                }
            }
        }
    };
    let rows = db.all(
        &format!(
            "{select} WHERE c.org_id = :org AND {} ORDER BY coalesce(c.entered_on, c.applied_on), c.application_id",
            condition(wanted)
        ),
        named_params! {":org": org.id},
    )?;
    match (rows.len(), wanted) {
        (0, _) => none_open(&org, wanted).err(),
        (n, Subject::LatestIncubation) => found(&rows[n - 1]),
        (1, _) => found(&rows[0]),
        _ => {
            let codes = rows.iter().map(|r| Ok(format!("A{}", r.int("application_id")?))).collect::<anyhow::Result<Vec<_>>>()?;
            Fault::input(tr!(
                "{name}有多份未结的申请或孵化:{list}",
                "{name} has several open applications or incubations: {list}",
                name = org.name,
                list = join(&codes)
            ))
            .hint(tr!("写编号", "give the code"))
            .err()
        }
    }
}

fn none_open(org: &OrgMatch, wanted: Subject) -> Fault {
    let OrgMatch { id, name } = org;
    match wanted {
        Subject::Org => unknown_org(name),
        Subject::Application => Fault::input(tr!("{name}没有未结的孵化申请", "{name} has no open application"))
            .hint(tr!("先申请:fuhua apply O{id};或写申请编号", "apply first: fuhua apply O{id}; or give the application's code")),
        Subject::Incubation => Fault::input(tr!("{name}不在孵", "{name} is not currently in the base"))
            .hint(tr!("用 fuhua show O{id} 查看;或写孵化编号", "see fuhua show O{id}; or give the incubation's code")),
        Subject::LatestIncubation => Fault::input(tr!("{name}没有入壳孵化过", "{name} has never been a resident"))
            .hint(tr!("用 fuhua show O{id} 查看", "see fuhua show O{id}")),
        Subject::OpenCase => Fault::input(tr!("{name}没有未结的申请或孵化", "{name} has no open application or incubation"))
            .hint(tr!("用 fuhua show O{id} 查看", "see fuhua show O{id}")),
    }
}
