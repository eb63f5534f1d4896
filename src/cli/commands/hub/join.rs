//! `hub join`: a person or an organisation comes into a hub.

use super::hub_help;
use crate::cli::answer::Answer;
use crate::cli::args::date_help;
use crate::cli::ctx::Ctx;
use crate::cli::write::{Written, write_to};
use crate::cli::{named, resolve};
use crate::domain::code::Code;
use crate::fault::Fault;
use crate::store::records::kinds::hub::{HUB, HUB_MEMBER};
use crate::store::records::kinds::org::ORG;
use crate::store::records::kinds::training::PERSON;
use crate::store::{Writer, records};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("平台", "HUB"), help = hub_help())]
    hub: String,
    #[arg(value_name = tr!("人员或组织", "PERSON|ORG"), help = tr!("编号或名称", "a code or a name"))]
    member: String,
    #[arg(long, value_name = tr!("职务", "ROLE"), help = tr!("职务", "what it is there"))]
    role: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    from: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = tr!("截止日期,当天仍在", "the last day"))]
    until: Option<String>,
}

/// Records a member.
///
/// # Errors
/// A fault if the hub or the member is unknown, or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let Args { hub, member, role, from, until } = args;
    let from = ctx.date(from.as_ref())?;
    let until = until.as_ref().map(|text| ctx.date(Some(text))).transpose()?;
    let writer = ctx.begin()?;
    let who = who(ctx, &writer, &member)?;
    write_to(ctx, writer, "hub join", |w| {
        let hub = HUB.code(named::one(w, &hub, &HUB)?);
        let column = if who.prefix == PERSON.prefix { "person_id" } else { "org_id" };
        let id = w.insert(
            "hub_member",
            &[
                ("hub_id", hub.number.into()),
                (column, who.number.into()),
                ("role", role.as_deref().into()),
                ("on_date", from.into()),
                ("until_on", until.into()),
            ],
        )?;
        joined(w, HUB_MEMBER.code(id))
    })
}

/// What is said of a member that was recorded.
///
/// # Errors
/// If SQLite fails.
pub fn joined(w: &Writer, code: Code) -> anyhow::Result<Written> {
    let (_, row) = records::get(w, code)?;
    let (name, hub, from) = (row.text("title")?, row.text("hub__title")?, row.text("from")?);
    let hub_code = HUB.code(row.int("hub")?);
    Ok(Written::new(code, tr!("已记录成员 {code} {name}:{hub},{from}起", "recorded member {code} {name}: {hub}, from {from}"))
        .next(format!("fuhua show {hub_code}")))
}

/// The person or the organisation that an argument means.
fn who(ctx: &Ctx<'_, '_>, w: &Writer, text: &str) -> anyhow::Result<Code> {
    if Code::parse(text).is_some_and(|code| code.prefix == PERSON.prefix) {
        return Ok(PERSON.code(named::one(w, text, &PERSON)?));
    }
    let persons = if Code::parse(text).is_some() { Vec::new() } else { named::all(w, text, &PERSON)? };
    match (resolve::org(ctx, w, text), persons.is_empty()) {
        (Ok(org), true) => Ok(ORG.code(org.id)),
        (Err(error), true) => Err(error),
        (Err(_), false) => Ok(PERSON.code(named::one(w, text, &PERSON)?)),
        (Ok(org), false) => {
            let (org, person) = (ORG.code(org.id), PERSON.code(persons[0].0));
            Fault::input(tr!("“{text}”既是组织 {org} 又是人员 {person}", "'{text}' is both the organisation {org} and the person {person}"))
                .hint(tr!("写编号", "give the code"))
                .err()
        }
    }
}
