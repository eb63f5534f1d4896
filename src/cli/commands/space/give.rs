//! `space give`: an organisation has a thing of the base.

use super::asset_help;
use crate::cli::answer::Answer;
use crate::cli::args::{date_help, org_help};
use crate::cli::ctx::Ctx;
use crate::cli::write::{Written, write_to};
use crate::cli::{named, resolve};
use crate::domain::function_terms::UseKind;
use crate::domain::quantity;
use crate::fault::Fault;
use crate::store::records;
use crate::store::records::kinds::asset::{ASSET, ASSET_USE};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("场地设备", "ASSET"), help = asset_help())]
    asset: String,
    #[arg(value_name = tr!("组织", "ORG"), help = org_help())]
    org: String,
    #[arg(long, value_name = tr!("数量", "N"), help = tr!("数量,默认1", "how many; default 1"))]
    quantity: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
}

/// Records that an asset was handed over.
///
/// # Errors
/// A fault if the asset or the organisation is unknown, or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let day = ctx.date(args.date.as_ref())?;
    let what = tr!("数量", "quantity");
    let n = args.quantity.as_deref().map_or(Ok(1), |text| quantity::count(text, &what))?;
    if n == 0 {
        return Fault::input(tr!("数量须至少为1", "the quantity must be 1 or more")).err();
    }
    let (writer, org) = resolve::begin_with_org(ctx, &args.org)?;
    write_to(ctx, writer, "space give", |w| {
        let asset = ASSET.code(named::one(w, &args.asset, &ASSET)?);
        let id = w.insert(
            "asset_use",
            &[
                ("asset_id", asset.number.into()),
                ("org_id", org.id.into()),
                ("kind", UseKind::Give.into()),
                ("on_date", day.into()),
                ("quantity", n.into()),
            ],
        )?;
        let (code, what, name) = (ASSET_USE.code(id), records::get(w, asset)?.1.text("name")?, &org.name);
        let message = tr!("已交付 {code}:{what}×{n},{name},{day}", "gave {code}: {what} ×{n} to {name} on {day}");
        Ok(Written::new(code, message).next(format!("fuhua space return {code}")))
    })
}
