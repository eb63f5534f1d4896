//! Trainings.

mod log;
mod roster;

use clap::Subcommand;

use crate::cli::access::Access;
use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::tr;

#[derive(Subcommand)]
pub enum Verb {
    #[command(about = tr!("记录一场培训", "record a training session"))]
    Log(log::Args),
    #[command(about = tr!("读入一场培训的名册", "read a roster of a session"))]
    Roster(roster::Args),
}

impl Verb {
    /// What it does with the database.
    pub fn access(&self) -> Access {
        match self {
            Verb::Log(_) | Verb::Roster(_) => Access::Writes,
        }
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Log(args) => log::run(args, ctx),
            Verb::Roster(args) => roster::run(args, ctx),
        }
    }
}
