//! The program's verbs.

use clap::{CommandFactory, Parser, Subcommand};

use super::answer::Answer;
use super::args::Global;
use super::ctx::Ctx;
use super::{audit, edit, history, init, list, org, show, void};
use crate::tr;

#[derive(Parser)]
#[command(
    name = "fuhua",
    version,
    about = tr!("社会组织孵化基地台账", "The books of a social-organisation incubation base"),
    subcommand_required = true,
    arg_required_else_help = true
)]
pub struct Top {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub verb: Verb,
}

#[derive(Subcommand)]
pub enum Verb {
    #[command(about = tr!("新建数据库", "make a new database"))]
    Init(init::Args),
    #[command(about = tr!("组织:登记、备案、注册、认定", "organisations: add, file, register, recognise"), subcommand)]
    Org(org::Verb),
    #[command(about = tr!("列出一类记录", "list the records of a kind"))]
    List(list::Args),
    #[command(about = tr!("查看一条记录和与它有关的记录", "show a record and what belongs with it"))]
    Show(show::Args),
    #[command(about = tr!("更正一条记录", "correct a record"))]
    Edit(edit::Args),
    #[command(about = tr!("作废一条记录", "make a record void"))]
    Void(void::Args),
    #[command(about = tr!("流水:谁在何时改动了什么", "who changed what, and when"))]
    History(history::Args),
    #[command(about = tr!("检查数据库文件", "check a database file"))]
    Audit(audit::Args),
}

impl Verb {
    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Init(args) => init::run(args, ctx),
            Verb::Org(verb) => verb.run(ctx),
            Verb::List(args) => list::run(args, ctx),
            Verb::Show(args) => show::run(args, ctx),
            Verb::Edit(args) => edit::run(args, ctx),
            Verb::Void(args) => void::run(args, ctx),
            Verb::History(args) => history::run(args, ctx),
            Verb::Audit(args) => audit::run(args, ctx),
        }
    }
}

/// The command line as clap knows it, in the language of this thread.
pub fn command() -> clap::Command {
    Top::command()
}
