//! Organisations.

mod add;
mod file;
mod recognise;
mod register;

use clap::Subcommand;

use super::answer::Answer;
use super::ctx::Ctx;
use crate::tr;

#[derive(Subcommand)]
pub enum Verb {
    #[command(about = tr!("登记一个组织", "add an organisation"))]
    Add(add::Args),
    #[command(about = tr!("记录备案", "record a filing"))]
    File(file::Args),
    #[command(about = tr!("记录法人登记", "record a registration licence"))]
    Register(register::Args),
    #[command(about = tr!("认定为提升发展或品牌型组织", "recognise as an upgraded or a brand organisation"))]
    Recognise(recognise::Args),
}

impl Verb {
    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Add(args) => add::run(args, ctx),
            Verb::File(args) => file::run(args, ctx),
            Verb::Register(args) => register::run(args, ctx),
            Verb::Recognise(args) => recognise::run(args, ctx),
        }
    }
}
