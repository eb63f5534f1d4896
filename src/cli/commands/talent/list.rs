//! `talent list`: who is in a pool on a day.

use serde_json::Value as Json;

use crate::cli::answer::Answer;
use crate::cli::args::{choice, one_of};
use crate::cli::ctx::Ctx;
use crate::document::Document;
use crate::domain::date::iso;
use crate::domain::function_terms::{POOL, Pool};
use crate::report::records::{json, table};
use crate::store::records::kinds::hub::HUB_MEMBER;
use crate::store::{named_params, records};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(long, value_name = tr!("人才库", "POOL"), value_parser = one_of(&POOL), help = choice(tr!("只看一库", "only this pool"), &POOL))]
    pool: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = tr!("这一天在库的人,默认今天", "who was in it on that day; default today"))]
    on: Option<String>,
}

/// Lists the persons of the pools.
///
/// # Errors
/// A fault if a value is wrong.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let pools = match &args.pool {
        Some(text) => vec![Pool::parse(text)?],
        None => Pool::ALL.to_vec(),
    };
    let day = iso(ctx.date(args.on.as_ref())?);
    let db = ctx.read()?;
    let mut rows = Vec::new();
    for pool in pools {
        let found = db.all(
            "SELECT m.id FROM hub h JOIN hub_member m ON m.hub_id = h.id
              WHERE h.kind = :kind AND h.void_reason IS NULL AND m.void_reason IS NULL
                AND m.on_date <= :day AND (m.until_on IS NULL OR m.until_on >= :day) ORDER BY m.id",
            named_params! {":kind": pool.hub().id(), ":day": day},
        )?;
        for row in found {
            rows.push(records::get(&db, HUB_MEMBER.code(row.int("id")?))?.1);
        }
    }
    let value: Json = rows.iter().map(|row| json(&HUB_MEMBER, row)).collect::<anyhow::Result<Vec<_>>>()?.into();
    let mut document = Document::of(table(&HUB_MEMBER, &rows, false)?);
    document.note(tr!("共{n}人", "persons: {n}", n = rows.len()));
    Answer::new(value, document)
}
