//! Hubs and their members.

mod close;
mod join;
mod leave;

pub use join::joined;

use clap::Subcommand;

use crate::cli::access::Access;
use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::tr;

#[derive(Subcommand)]
pub enum Verb {
    #[command(about = tr!("撤销一个平台,成员随之结束", "close a hub; its members end that day"))]
    Close(close::Args),
    #[command(about = tr!("加入一个平台", "join a hub"))]
    Join(join::Args),
    #[command(about = tr!("成员离开平台", "a member leaves a hub"))]
    Leave(leave::Args),
}

impl Verb {
    /// What it does with the database.
    pub fn access(&self) -> Access {
        match self {
            Verb::Close(_) | Verb::Join(_) | Verb::Leave(_) => Access::Writes,
        }
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Close(args) => close::run(args, ctx),
            Verb::Join(args) => join::run(args, ctx),
            Verb::Leave(args) => leave::run(args, ctx),
        }
    }
}

/// The help of a HUB argument.
fn hub_help() -> String {
    tr!("平台的编号或名称", "the hub's code or name")
}
