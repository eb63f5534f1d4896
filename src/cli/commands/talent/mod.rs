//! Pools of talent: who is in them.

mod add;
mod list;

use clap::Subcommand;

use crate::cli::access::Access;
use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::tr;

#[derive(Subcommand)]
pub enum Verb {
    #[command(about = tr!("把一人列入人才库", "put a person into a pool"))]
    Add(add::Args),
    #[command(about = tr!("列出人才库", "list the pools"))]
    List(list::Args),
}

impl Verb {
    /// What it does with the database.
    pub fn access(&self) -> Access {
        match self {
            Verb::Add(_) => Access::Writes,
            Verb::List(_) => Access::ReadsPast,
        }
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Add(args) => add::run(args, ctx),
            Verb::List(args) => list::run(args, ctx),
        }
    }
}
