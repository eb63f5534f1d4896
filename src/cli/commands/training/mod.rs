//! Trainings.

mod attend;
mod certificates;
mod coach;
pub mod log;
pub mod reading;
pub mod roster;
mod taken;

use clap::Subcommand;

use crate::cli::access::Access;
use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::tr;

#[derive(Subcommand)]
pub enum Verb {
    #[command(about = tr!("读入一场培训的签到表", "read a roster of a session"))]
    Roster(roster::Args),
    #[command(about = tr!("记录课后的一对一辅导", "record one-to-one coaching after a course"))]
    Coach(coach::Args),
    #[command(about = tr!("添加或更改一场培训的个别人员", "add or change single persons of a session"))]
    Attend(attend::Args),
    #[command(about = tr!("持证率、级别、取证和续期", "the certificate rate, levels, gains and renewals"))]
    Certificates(certificates::Args),
}

impl Verb {
    /// What it does with the database.
    pub fn access(&self) -> Access {
        match self {
            Verb::Roster(_) | Verb::Attend(_) | Verb::Coach(_) => Access::Writes,
            Verb::Certificates(_) => Access::ReadsPast,
        }
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Roster(args) => roster::run(args, ctx),
            Verb::Coach(args) => coach::run(args, ctx),
            Verb::Attend(args) => attend::run(args, ctx),
            Verb::Certificates(args) => certificates::run(args, ctx),
        }
    }
}
