//! Persons.

mod forget;
mod merge;
mod renew;

use clap::Subcommand;

use super::merging;
use crate::cli::access::Access;
use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::tr;

#[derive(Subcommand)]
pub enum Verb {
    #[command(about = tr!("证书登记续期", "renew the registration of a certificate"))]
    Renew(renew::Args),
    #[command(about = tr!("删除一人的电话和身份证号", "erase a person's phone and ID number"), after_help = forget::help())]
    Forget(forget::Args),
    #[command(about = tr!("把两条人员记录合为一条", "make two records of one person one"), after_help = merging::help())]
    Merge(merge::Args),
}

impl Verb {
    /// What it does with the database.
    pub fn access(&self) -> Access {
        match self {
            Verb::Renew(_) | Verb::Forget(_) | Verb::Merge(_) => Access::Writes,
        }
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Renew(args) => renew::run(args, ctx),
            Verb::Forget(args) => forget::run(args, ctx),
            Verb::Merge(args) => merge::run(args, ctx),
        }
    }
}
