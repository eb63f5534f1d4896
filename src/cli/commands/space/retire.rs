//! `space retire`: an asset is there no more.

use super::asset_help;
use crate::cli::answer::Answer;
use crate::cli::args::date_help;
use crate::cli::ctx::Ctx;
use crate::cli::named;
use crate::cli::write::{Written, write};
use crate::fault::Fault;
use crate::store::records;
use crate::store::records::kinds::asset::ASSET;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("场地设备", "ASSET"), help = asset_help())]
    asset: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
}

/// Retires an asset: from the day on nothing of it is given or booked.
///
/// # Errors
/// A fault if there is no such asset, it is retired, or somebody has it.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let day = ctx.date(args.date.as_ref())?;
    write(ctx, "space retire", |w| {
        let code = ASSET.code(named::one(w, &args.asset, &ASSET)?);
        let (_, row) = records::get(w, code)?;
        if let Some(retired) = row.opt_text("retired")? {
            return Fault::refused(tr!("{code} 已于{retired}停用", "{code} was retired on {retired}"))
                .hint(tr!("更正日期用 fuhua edit {code} --retired", "correct the day with fuhua edit {code} --retired"))
                .err();
        }
        w.update("asset", code.number, &[("retired_on", day.into())])?;
        let name = row.text("name")?;
        Ok(Written::new(code, tr!("已停用 {code} {name},{day}", "retired {code} {name} on {day}")))
    })
}
