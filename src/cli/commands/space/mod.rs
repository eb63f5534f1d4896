//! Premises and equipment: who has what, who booked what.

mod book;
mod give;
mod retire;
mod returned;
mod show;

use clap::Subcommand;

use crate::cli::access::Access;
use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::tr;

#[derive(Subcommand)]
pub enum Verb {
    #[command(about = tr!("停用一处场地或设备", "retire an asset"))]
    Retire(retire::Args),
    #[command(about = tr!("交付组织使用", "give an asset to an organisation for use"))]
    Give(give::Args),
    #[command(about = tr!("退还", "an asset comes back"))]
    Return(returned::Args),
    #[command(about = tr!("预约某日的几个小时", "book an asset for hours of a day"))]
    Book(book::Args),
    #[command(about = tr!("哪些空闲、谁在使用、当日预约", "what is free, who has what, the day's bookings"))]
    Show(show::Args),
}

impl Verb {
    /// What it does with the database.
    pub fn access(&self) -> Access {
        match self {
            Verb::Retire(_) | Verb::Give(_) | Verb::Return(_) | Verb::Book(_) => Access::Writes,
            Verb::Show(_) => Access::ReadsPast,
        }
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Retire(args) => retire::run(args, ctx),
            Verb::Give(args) => give::run(args, ctx),
            Verb::Return(args) => returned::run(args, ctx),
            Verb::Book(args) => book::run(args, ctx),
            Verb::Show(args) => show::run(args, ctx),
        }
    }
}

/// The help of an ASSET argument.
fn asset_help() -> String {
    tr!("场地或设备:编号、名称或名称的一部分", "the asset: its code, its name, or a part of a name that only one has")
}
