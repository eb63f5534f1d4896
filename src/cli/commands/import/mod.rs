//! Files of records that come in.

mod roster;

use clap::Subcommand;

use crate::cli::access::Access;
use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::tr;

#[derive(Subcommand)]
pub enum Verb {
    #[command(about = tr!("读入一场培训的签到表,可把不对的行另存", "read a roster of a session; rows that are wrong may be set aside"))]
    Roster(roster::Args),
}

impl Verb {
    /// What it does with the database.
    pub fn access(&self) -> Access {
        match self {
            Verb::Roster(_) => Access::Writes,
        }
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Roster(args) => roster::run(args, ctx),
        }
    }
}
