//! The program's verbs: a folder a noun, a file a verb, its arguments beside its
//! handler.

mod audit;
mod backup;
mod beside;
mod create;
mod demo;
mod edit;
mod erase;
mod evaluate;
mod finance;
mod fund;
mod history;
mod hub;
mod init;
#[cfg(test)]
mod leaves;
mod list;
mod merging;
mod org;
mod person;
mod plan;
mod project;
mod report;
mod resource;
mod restore;
mod review;
mod scoring;
mod show;
mod space;
mod talent;
mod targets;
mod training;
mod undo;
pub mod upgrade;
mod void;

use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};

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
    #[command(about = tr!("组织:登记、备案、注册、认定、评级、年检、信用、党建", "organisations: add, file, register, recognise, rate, inspect, credit, party"), subcommand)]
    Org(org::Verb),
    #[command(about = tr!("记录一步评审或审批", "record a step of screening or approval"))]
    Review(review::Args),
    #[command(about = tr!("入驻组织的现状评估和年度综合评估", "a resident's assessment on entry and yearly evaluation"))]
    Evaluate(evaluate::Args),
    #[command(about = tr!("场地和设备:登记、交付、预约", "premises and equipment: assets, uses, bookings"), subcommand)]
    Space(space::Verb),
    #[command(about = tr!("培训:场次、签到表、课后辅导、持证率", "trainings: sessions, rosters, coaching, certificates"), subcommand)]
    Training(training::Verb),
    #[command(about = tr!("人员:新增、证书、删除个人信息、合并", "persons: add, certify, renew, erase personal data, merge"), subcommand)]
    Person(person::Verb),
    #[command(about = tr!("公益项目:策划、立项、开始、督导、评估、结项", "public-welfare projects: plan, approve, start, visit, evaluate, close"), subcommand)]
    Project(project::Verb),
    #[command(about = tr!("资金:凭证、预算、结账、财务报告", "money: vouchers, budget, closing, statements"), subcommand)]
    Finance(finance::Verb),
    #[command(about = tr!("公益创投基金", "the venture fund"), subcommand)]
    Fund(fund::Verb),
    #[command(about = tr!("平台:社工站、委员会、学习网络、人才库等及其成员", "hubs: stations, committees, networks, pools, and their members"), subcommand)]
    Hub(hub::Verb),
    #[command(about = tr!("人才库", "pools of talent"), subcommand)]
    Talent(talent::Verb),
    #[command(about = tr!("资源:供给、需求、对接", "resources: offers, needs, matches"), subcommand)]
    Resource(resource::Verb),
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
    #[command(about = tr!("撤销一条流水的全部改动", "undo a whole entry"))]
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
    #[command(skip)]
    Create(create::Args),
}

impl Verb {
    /// What it does with the database.
    pub fn access(&self) -> Access {
        match self {
            Verb::Plan(verb) => verb.access(),
            Verb::Target(verb) => verb.access(),
            Verb::Org(verb) => verb.access(),
            Verb::Training(verb) => verb.access(),
            Verb::Person(verb) => verb.access(),
            Verb::Hub(verb) => verb.access(),
            Verb::Project(verb) => verb.access(),
            Verb::Space(verb) => verb.access(),
            Verb::Talent(verb) => verb.access(),
            Verb::Resource(verb) => verb.access(),
            Verb::Finance(verb) => verb.access(),
            Verb::Fund(verb) => verb.access(),
            Verb::Report(verb) => verb.access(),
            Verb::Audit(_) => Access::Reads,
            Verb::History(_) => Access::ReadsPast,
            Verb::List(_) | Verb::Show(_) => Access::Shows,
            Verb::Create(_) | Verb::Review(_) | Verb::Evaluate(_) | Verb::Edit(_) | Verb::Void(_) | Verb::Undo(_) => Access::Writes,
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
            Verb::Create(args) => create::run(args, ctx),
            Verb::Review(args) => review::run(args, ctx),
            Verb::Evaluate(args) => evaluate::run(args, ctx),
            Verb::Space(verb) => verb.run(ctx),
            Verb::Org(verb) => verb.run(ctx),
            Verb::Training(verb) => verb.run(ctx),
            Verb::Person(verb) => verb.run(ctx),
            Verb::Hub(verb) => verb.run(ctx),
            Verb::Project(verb) => verb.run(ctx),
            Verb::Talent(verb) => verb.run(ctx),
            Verb::Resource(verb) => verb.run(ctx),
            Verb::Finance(verb) => verb.run(ctx),
            Verb::Fund(verb) => verb.run(ctx),
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
    let mut place = FIRST.len();
    create::add_to(Top::command()).mut_subcommands(|sub| {
        place += 1;
        let at = FIRST.iter().position(|name| *name == sub.get_name()).unwrap_or(place);
        hyphens(sub).display_order(at)
    })
}

/// Lets what an option is given begin with a hyphen: `--note -一条`. A flag that
/// stands where a value should is told by [`misplaced`].
fn hyphens(command: clap::Command) -> clap::Command {
    let option = |arg: clap::Arg| match arg.get_long().is_some() && arg.get_action().takes_values() {
        true => arg.allow_hyphen_values(true),
        false => arg,
    };
    command.mut_args(option).mut_subcommands(hyphens)
}

/// An option that was given a flag of the command in the place of its value:
/// both, as typed.
pub fn misplaced(command: &clap::Command, matches: &clap::ArgMatches) -> Option<(String, String)> {
    let (mut command, mut matches) = (command, matches);
    while let Some((name, below)) = matches.subcommand() {
        (command, matches) = (command.find_subcommand(name)?, below);
    }
    let longs: Vec<String> = command.get_arguments().filter_map(|arg| arg.get_long().map(|long| format!("--{long}"))).collect();
    let options = command.get_arguments().filter(|arg| arg.get_action().takes_values());
    options.filter_map(|arg| Some((arg.get_long()?, matches.try_get_raw(arg.get_id().as_str()).ok()??))).find_map(|(long, mut values)| {
        let flag = values.find_map(|value| longs.iter().find(|long| value.to_str().is_some_and(|v| v.split('=').next() == Some(long))))?;
        Some((format!("--{long}"), flag.clone()))
    })
}

/// The order in which help shows what is recorded, as a case goes; the rest follows.
const FIRST: [&str; 23] = [
    "init",
    "plan",
    "target",
    "org",
    "apply",
    "review",
    "incubate",
    "service",
    "evaluate",
    "exit-assess",
    "follow-up",
    "withdraw",
    "training",
    "person",
    "consult",
    "project",
    "finance",
    "fund",
    "activity",
    "hub",
    "space",
    "talent",
    "resource",
];

impl Top {
    /// What was typed.
    ///
    /// # Errors
    /// As clap has it.
    pub fn read(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let verb = match create::chosen(matches) {
            Some(args) => Verb::Create(args),
            None => Verb::from_arg_matches(matches)?,
        };
        Ok(Self { global: Global::from_arg_matches(matches)?, verb })
    }
}
