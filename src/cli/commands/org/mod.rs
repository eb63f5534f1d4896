//! Organisations: what is no plain record of one, and what the verbs that make
//! records do besides.

pub mod add;
mod credit;
mod forget;
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
    #[command(about = tr!("列入或移出信用名录、处罚、表彰", "credit lists, penalties, awards"), display_order = LAST)]
    Credit(credit::Args),
    #[command(about = tr!("把两条组织记录合为一条", "make two records of one organisation one"), after_help = merging::help(), display_order = LAST)]
    Merge(merge::Args),
    #[command(about = tr!("删除一个组织的电话", "erase an organisation's phones"), after_help = forget::help(), display_order = LAST)]
    Forget(forget::Args),
}

/// After the verbs that make a record.
const LAST: usize = 99;

impl Verb {
    /// What it does with the database.
    pub fn access(&self) -> Access {
        match self {
            Verb::Credit(_) | Verb::Merge(_) | Verb::Forget(_) => Access::Writes,
        }
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Forget(args) => forget::run(args, ctx),
            Verb::Credit(args) => credit::run(args, ctx),
            Verb::Merge(args) => merge::run(args, ctx),
        }
    }
}
