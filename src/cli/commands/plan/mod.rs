//! The plan.

mod extend;
mod set;
mod show;

use clap::Subcommand;

use crate::cli::access::Access;
use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::tr;

#[derive(Subcommand)]
pub enum Verb {
    #[command(about = tr!("查看计划:年度、功能、目标、参数", "show the plan: years, functions, targets, parameters"))]
    Show(show::Args),
    #[command(about = tr!("调整一项本地设定", "change a setting that is the base's own"))]
    Set(set::Args),
    #[command(about = tr!("延长计划:增加运营年度", "add operating years after the plan's end"))]
    Extend(extend::Args),
}

impl Verb {
    /// What it does with the database.
    pub fn access(&self) -> Access {
        match self {
            Verb::Show(_) => Access::ReadsPast,
            Verb::Set(_) | Verb::Extend(_) => Access::Writes,
        }
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Show(args) => show::run(args, ctx),
            Verb::Set(args) => set::run(args, ctx),
            Verb::Extend(args) => extend::run(args, ctx),
        }
    }
}
