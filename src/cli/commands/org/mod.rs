//! Organisations, and what their verbs do besides making a record.

pub mod add;
mod merge;
pub mod register;

use clap::Subcommand;

use super::merging;
use crate::cli::access::Access;
use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::tr;

#[derive(Subcommand)]
pub enum Verb {
    #[command(about = tr!("把两条组织记录合为一条", "make two records of one organisation one"), after_help = merging::help())]
    Merge(merge::Args),
}

impl Verb {
    /// What it does with the database.
    pub fn access(&self) -> Access {
        match self {
            Verb::Merge(_) => Access::Writes,
        }
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Merge(args) => merge::run(args, ctx),
        }
    }
}
