//! The program's verbs: a folder a noun, a file a verb, its arguments beside its
//! handler.

mod apply;
mod audit;
mod backup;
mod consult;
mod demo;
mod edit;
mod exit_assess;
mod follow_up;
mod history;
mod incubate;
mod init;
#[cfg(test)]
mod leaves;
mod list;
mod org;
mod person;
mod plan;
mod project;
mod report;
mod restore;
mod review;
mod service;
mod show;
mod targets;
mod training;
mod undo;
pub mod upgrade;
mod void;
mod withdraw;

use clap::{CommandFactory, Parser, Subcommand};

use crate::cli::access::Access;
use crate::cli::answer::Answer;
use crate::cli::args::Global;
use crate::cli::ctx::Ctx;
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
    #[command(about = tr!("运营计划", "the plan"), subcommand)]
    Plan(plan::Verb),
    #[command(about = tr!("年度目标:进度、调整", "targets: status, set"), subcommand)]
    Target(targets::Verb),
    #[command(about = tr!("组织:登记、备案、注册、认定", "organisations: add, file, register, recognise"), subcommand)]
    Org(org::Verb),
    #[command(about = tr!("申请孵化", "apply for incubation"))]
    Apply(apply::Args),
    #[command(about = tr!("记录一步评审或审批", "record a step of screening or approval"))]
    Review(review::Args),
    #[command(about = tr!("入壳", "enter the base"))]
    Incubate(incubate::Args),
    #[command(about = tr!("基本孵化服务", "basic services"), subcommand)]
    Service(service::Verb),
    #[command(about = tr!("出壳考核与审批", "exit assessment and approval"))]
    ExitAssess(exit_assess::Args),
    #[command(about = tr!("出壳后的跟踪", "follow-up of graduates"), subcommand)]
    FollowUp(follow_up::Verb),
    #[command(about = tr!("撤回申请或提前离开", "take an application back, or leave early"))]
    Withdraw(withdraw::Args),
    #[command(about = tr!("培训:场次、名册", "trainings: sessions, rosters"), subcommand)]
    Training(training::Verb),
    #[command(about = tr!("人员:删除个人信息", "persons: erase personal data"), subcommand)]
    Person(person::Verb),
    #[command(about = tr!("咨询", "consultations"), subcommand)]
    Consult(consult::Verb),
    #[command(about = tr!("公益项目", "public-welfare projects"), subcommand)]
    Project(project::Verb),
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
    #[command(about = tr!("撤销一条流水的全部改动", "take a whole entry back"))]
    Undo(undo::Args),
    #[command(about = tr!("报表:月报、季报、数据依据、出具", "reports: monthly, quarterly, evidence, issued"), subcommand)]
    Report(report::Verb),
    #[command(about = tr!("备份数据库,并核对备份", "back the database up, and verify the backup"))]
    Backup(backup::Args),
    #[command(about = tr!("从备份恢复数据库", "make the database from a backup"))]
    Restore(restore::Args),
    #[command(about = tr!("把旧格式的数据库升级", "upgrade a database of an older format"))]
    Upgrade(upgrade::Args),
    #[command(about = tr!("检查数据库文件", "check a database file"))]
    Audit(audit::Args),
    #[command(about = tr!("演示:一个虚构的基地", "a demonstration: an invented base"))]
    Demo(demo::Args),
}

impl Verb {
    /// What it does with the database.
    pub fn access(&self) -> Access {
        match self {
            Verb::Plan(verb) => verb.access(),
            Verb::Target(verb) => verb.access(),
            Verb::Org(verb) => verb.access(),
            Verb::Service(verb) => verb.access(),
            Verb::FollowUp(verb) => verb.access(),
            Verb::Training(verb) => verb.access(),
            Verb::Person(verb) => verb.access(),
            Verb::Consult(verb) => verb.access(),
            Verb::Project(verb) => verb.access(),
            Verb::Report(verb) => verb.access(),
            Verb::Audit(_) => Access::Reads,
            Verb::History(_) => Access::ReadsPast,
            Verb::List(_) | Verb::Show(_) => Access::Shows,
            Verb::Apply(_)
            | Verb::Review(_)
            | Verb::Incubate(_)
            | Verb::ExitAssess(_)
            | Verb::Withdraw(_)
            | Verb::Edit(_)
            | Verb::Void(_)
            | Verb::Undo(_) => Access::Writes,
            Verb::Init(_) | Verb::Backup(_) | Verb::Restore(_) | Verb::Upgrade(_) | Verb::Demo(_) => Access::Makes,
        }
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        match self {
            Verb::Init(args) => init::run(args, ctx),
            Verb::Plan(verb) => verb.run(ctx),
            Verb::Target(verb) => verb.run(ctx),
            Verb::Org(verb) => verb.run(ctx),
            Verb::Apply(args) => apply::run(args, ctx),
            Verb::Review(args) => review::run(args, ctx),
            Verb::Incubate(args) => incubate::run(args, ctx),
            Verb::Service(verb) => verb.run(ctx),
            Verb::ExitAssess(args) => exit_assess::run(args, ctx),
            Verb::FollowUp(verb) => verb.run(ctx),
            Verb::Withdraw(args) => withdraw::run(args, ctx),
            Verb::Training(verb) => verb.run(ctx),
            Verb::Person(verb) => verb.run(ctx),
            Verb::Consult(verb) => verb.run(ctx),
            Verb::Project(verb) => verb.run(ctx),
            Verb::List(args) => list::run(args, ctx),
            Verb::Show(args) => show::run(args, ctx),
            Verb::Edit(args) => edit::run(args, ctx),
            Verb::Void(args) => void::run(args, ctx),
            Verb::History(args) => history::run(args, ctx),
            Verb::Undo(args) => undo::run(args, ctx),
            Verb::Report(verb) => verb.run(ctx),
            Verb::Backup(args) => backup::run(args, ctx),
            Verb::Restore(args) => restore::run(args, ctx),
            Verb::Upgrade(args) => upgrade::run(args, ctx),
            Verb::Audit(args) => audit::run(args, ctx),
            Verb::Demo(args) => demo::run(args, ctx),
        }
    }
}

/// The command line as clap knows it, in the language of this thread.
pub fn command() -> clap::Command {
    Top::command()
}
