//! `space book`: an organisation uses a thing of the base for hours of a day.

use super::asset_help;
use crate::cli::answer::Answer;
use crate::cli::args::{date_help, org_help};
use crate::cli::ctx::Ctx;
use crate::cli::write::{Written, write_to};
use crate::cli::{named, resolve};
use crate::domain::function_terms::UseKind;
use crate::domain::quantity;
use crate::store::records;
use crate::store::records::kinds::asset::{ASSET, ASSET_USE};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("场地设备", "ASSET"), help = asset_help())]
    asset: String,
    #[arg(value_name = tr!("组织", "ORG"), help = org_help())]
    org: String,
    #[arg(long, value_name = tr!("时刻", "TIME"), help = tr!("开始时刻,如 14:00", "from what time, such as 14:00"))]
    from: String,
    #[arg(long, value_name = tr!("时刻", "TIME"), help = tr!("结束时刻,如 16:00", "to what time, such as 16:00"))]
    to: String,
    #[arg(long, value_name = tr!("日期", "DATE"), help = date_help())]
    date: Option<String>,
    #[arg(long, value_name = tr!("用途", "TEXT"), help = tr!("用途", "what for"))]
    purpose: Option<String>,
}

/// Records a booking.
///
/// # Errors
/// A fault if a value is wrong, or a rule refuses.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let day = ctx.date(args.date.as_ref())?;
    let (from, to) = (quantity::time(&args.from, &tr!("开始时刻", "from"))?, quantity::time(&args.to, &tr!("结束时刻", "to"))?);
    let (writer, org) = resolve::begin_with_org(ctx, &args.org)?;
    write_to(ctx, writer, "space book", |w| {
        let asset = ASSET.code(named::one(w, &args.asset, &ASSET)?);
        let id = w.insert(
            "asset_use",
            &[
                ("asset_id", asset.number.into()),
                ("org_id", org.id.into()),
                ("kind", UseKind::Booking.into()),
                ("on_date", day.into()),
                ("from_minute", from.into()),
                ("to_minute", to.into()),
                ("purpose", args.purpose.as_deref().into()),
            ],
        )?;
        let (code, what, name) = (ASSET_USE.code(id), records::get(w, asset)?.1.text("name")?, &org.name);
        let hours = format!("{}–{}", quantity::clock(from), quantity::clock(to));
        let message = tr!("已预约 {code}:{what},{name},{day} {hours}", "booked {code}: {what} for {name}, {day} {hours}");
        Ok(Written::new(code, message).next(format!("fuhua space show {day}")))
    })
}
