//! `talent add`: a person in a pool, which its first entry opens.

use chrono::NaiveDate;

use crate::cli::answer::Answer;
use crate::cli::args::{choice, date_help, one_of};
use crate::cli::commands::hub::joined;
use crate::cli::ctx::Ctx;
use crate::cli::named;
use crate::cli::write::write;
use crate::domain::code::Code;
use crate::domain::date::iso;
use crate::domain::function_terms::{POOL, Pool};
use crate::store::records::kinds::hub::HUB_MEMBER;
use crate::store::records::kinds::training::{PERSON, new_person};
use crate::store::{Writer, named_params};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("姓名", "NAME"), help = tr!("姓名或人员编号;没有的人就新增", "a name, or a person's code; who is not on record is added"))]
    name: String,
    #[arg(long, value_name = tr!("人才库", "POOL"), value_parser = one_of(&POOL), help = choice(tr!("人才库", "pool"), &POOL))]
    pool: String,
    #[arg(long, value_name = tr!("单位", "UNIT"), help = tr!("新增的人所在单位", "where a person who is added works"))]
    unit: Option<String>,
    #[arg(long, value_name = tr!("职务", "ROLE"), help = tr!("职务或专长", "role, or what the person is good at"))]
    role: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = tr!("聘期最后一天", "the last day of the term"))]
    until: Option<String>,
    #[arg(long, value_name = tr!("单位", "BODY"), help = tr!("聘任单位", "who appointed"))]
    by: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
}

/// Puts a person into a pool.
///
/// # Errors
/// A fault if a value is wrong, several have the name, or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let Args { name, pool, unit, role, until, by, date } = args;
    let (pool, day) = (Pool::parse(&pool)?, ctx.date(date.as_ref())?);
    let until = until.as_ref().map(|text| ctx.date(Some(text))).transpose()?;
    write(ctx, "talent add", |w| {
        // What is typed as a code means a record that is there.
        let known = if Code::parse(&name).is_some() { Some(named::one(w, &name, &PERSON)?) } else { named::any(w, &name, &PERSON)? };
        let person = known.map_or_else(|| new_person(w, &name, unit.as_deref()), Ok)?;
        let id = w.insert(
            "hub_member",
            &[
                ("hub_id", open_pool(w, pool, day)?.into()),
                ("person_id", person.into()),
                ("role", role.as_deref().into()),
                ("on_date", day.into()),
                ("until_on", until.into()),
                ("body", by.as_deref().into()),
            ],
        )?;
        joined(w, HUB_MEMBER.code(id))
    })
}

/// The hub of a pool that is open on a day, or a new one.
fn open_pool(w: &Writer, pool: Pool, day: NaiveDate) -> anyhow::Result<i64> {
    let kind = pool.hub();
    let found = w.maybe(
        "SELECT id FROM hub WHERE kind = :kind AND on_date <= :day AND (closed_on IS NULL OR closed_on > :day) AND void_reason IS NULL
          ORDER BY id DESC LIMIT 1",
        named_params! {":kind": kind.id(), ":day": iso(day)},
    )?;
    match found {
        Some(row) => row.int("id"),
        None => w.insert("hub", &[("name", kind.text().into()), ("kind", kind.into()), ("on_date", day.into())]),
    }
}
