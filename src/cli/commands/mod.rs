//! The program's verbs: a folder a noun, a file a verb, its arguments beside its
//! handler.

mod aside;
mod attach;
mod audit;
mod backup;
mod beside;
mod completion;
mod create;
mod demo;
mod edit;
mod erase;
mod evaluate;
mod export;
mod finance;
mod fund;
mod history;
mod home;
mod hub;
mod import;
mod init;
#[cfg(test)]
mod leaves;
mod list;
mod manual;
mod merging;
mod noticed;
mod operator;
mod org;
mod person;
mod picking;
mod plan;
mod project;
mod report;
mod resource;
mod restore;
mod review;
mod rollup;
mod scoring;
mod search;
mod show;
mod space;
mod talent;
mod target;
mod template;
mod todo;
mod training;
mod undo;
pub mod upgrade;
mod void;
mod withdraw;

use std::ffi::OsString;

use clap::{ArgMatches, Command, FromArgMatches};

pub use self::beside::SUBJECT;
use crate::cli::access::Access;
use crate::cli::answer::Answer;
use crate::cli::args::Global;
use crate::cli::ctx::Ctx;
use crate::cli::words;
use crate::i18n::{Label, label};
use crate::tr;

/// A word of the first level: a verb, or a noun with verbs of its own.
struct Word {
    name: &'static str,
    about: Label,
    /// Whether verbs follow.
    noun: bool,
    /// Adds what stands below it.
    below: fn(Command) -> Command,
    read: fn(&ArgMatches) -> Result<Verb, clap::Error>,
}

type Run = Box<dyn FnOnce(&mut Ctx<'_, '_>) -> anyhow::Result<Answer>>;

/// A verb with its arguments.
pub struct Verb {
    access: Access,
    run: Run,
}

impl Verb {
    /// What it does with the database.
    pub fn access(&self) -> Access {
        self.access
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// What the handler fails with.
    pub fn run(self, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
        (self.run)(ctx)
    }
}

/// A verb of the first level: its module, what it does with the database, and
/// what help says of it.
macro_rules! verb {
    ($module:ident, $access:expr, $zh:literal, $en:literal) => {
        Word {
            name: stringify!($module),
            about: label($zh, $en),
            noun: false,
            below: <$module::Args as clap::Args>::augment_args,
            read: |matches| {
                let args = $module::Args::from_arg_matches(matches)?;
                Ok(Verb { access: $access, run: Box::new(|ctx| $module::run(args, ctx)) })
            },
        }
    };
}

/// A noun with verbs: its module, and what help says of it.
macro_rules! noun {
    ($module:ident, $zh:literal, $en:literal) => {
        Word {
            name: stringify!($module),
            about: label($zh, $en),
            noun: true,
            below: <$module::Verb as clap::Subcommand>::augment_subcommands,
            read: |matches| {
                let verb = $module::Verb::from_arg_matches(matches)?;
                Ok(Verb { access: verb.access(), run: Box::new(|ctx| verb.run(ctx)) })
            },
        }
    };
}

/// The words of the first level, besides those of `create`.
static WORDS: &[Word] = &[
    verb!(home, Access::ReadsPast, "首页:年度目标、到期、最近改动", "the year's targets, what is due, the last changes"),
    verb!(init, Access::Makes, "新建数据库", "make a new database"),
    noun!(plan, "运营计划", "the plan"),
    noun!(target, "年度目标:进度、调整", "targets: status, set"),
    noun!(
        org,
        "组织:登记、备案、注册、认定、评级、年检、信用、党建",
        "organisations: add, file, register, recognise, rate, inspect, credit, party"
    ),
    verb!(review, Access::Writes, "记录一步评审或审批", "record a step of screening or approval"),
    verb!(evaluate, Access::Writes, "入驻组织的现状评估和年度综合评估", "a resident's assessment on entry and yearly evaluation"),
    noun!(space, "场地和设备:登记、交付、预约", "premises and equipment: assets, uses, bookings"),
    noun!(training, "培训:场次、签到表、课后辅导、持证率", "trainings: sessions, rosters, coaching, certificates"),
    noun!(person, "人员:新增、证书、删除个人信息、合并", "persons: add, certify, renew, erase personal data, merge"),
    noun!(project, "公益项目:策划、立项、开始、督导、评估、结项", "public-welfare projects: plan, approve, start, visit, evaluate, close"),
    noun!(finance, "资金:凭证、预算、结账、财务报告", "money: vouchers, budget, closing, statements"),
    noun!(fund, "公益创投基金", "the venture fund"),
    noun!(
        operator,
        "运营机构:审查、协议、报送、考核、投诉、负面清单",
        "the operator: check, contract, submissions, assessment, complaints, breaches"
    ),
    noun!(hub, "平台:社工站、委员会、学习网络、人才库等及其成员", "hubs: stations, committees, networks, pools, and their members"),
    noun!(talent, "人才库", "pools of talent"),
    noun!(resource, "资源:供给、需求、对接", "resources: offers, needs, matches"),
    noun!(
        import,
        "导入:签到表、组织、人员、服务、咨询、项目、凭证",
        "files that come in: rosters, organisations, persons, services, consultations, projects, vouchers"
    ),
    verb!(template, Access::ReadsPast, "空白表:填好后导入", "the blank sheet of a list, to be filled in and imported"),
    verb!(attach, Access::Writes, "在记录上附一份文件(只记摘要)", "attach a paper to a record, by its digest"),
    verb!(list, Access::Shows, "列出一类记录", "list the records of a kind"),
    verb!(todo, Access::ReadsPast, "待办:到期和逾期事项", "what is due, and what is overdue"),
    verb!(search, Access::ReadsPast, "查找文字", "find a text"),
    verb!(show, Access::Shows, "查看一条记录和与它有关的记录", "show a record and what belongs with it"),
    verb!(edit, Access::Writes, "更正一条记录", "correct a record"),
    verb!(void, Access::Writes, "作废一条记录", "make a record void"),
    verb!(history, Access::ReadsPast, "流水:谁在何时改动了什么", "who changed what, and when"),
    verb!(undo, Access::Writes, "撤销一条流水的全部改动", "undo a whole entry"),
    noun!(report, "报表:月报、季报、数据依据、出具", "reports: monthly, quarterly, evidence, issued"),
    verb!(export, Access::Makes, "导出:全部记录和一期的报表,供其他程序", "all records and a period's reports, for other programs"),
    verb!(backup, Access::Makes, "备份数据库,并核对备份", "back the database up, and verify the backup"),
    verb!(restore, Access::Makes, "从备份恢复数据库", "make the database from a backup"),
    verb!(upgrade, Access::Makes, "把旧格式的数据库升级", "upgrade a database of an older format"),
    verb!(audit, Access::Reads, "检查数据库文件", "check a database file"),
    verb!(completion, Access::Reads, "命令补全:供 bash、zsh、fish、PowerShell", "completion for bash, zsh, fish and PowerShell"),
    verb!(manual, Access::Reads, "手册页,供 man", "a manual page, for man"),
    verb!(rollup, Access::Reads, "汇总多个基地的文件:目标与完成", "targets and figures of many bases' files"),
    verb!(demo, Access::Makes, "演示:一个虚构的基地", "a demonstration: an invented base"),
];

/// The command line as clap knows it, in the language of this thread.
pub fn command() -> Command {
    make(&|_| true)
}

/// The command line as clap knows it, in the language of this thread, without
/// what stands below the words of the first level that were not typed: the tree
/// is large, and every command pays for it.
pub fn command_for(typed: &[OsString]) -> Command {
    make(&|name| typed.iter().any(|word| words::means(word, name)))
}

fn make(wanted: &dyn Fn(&str) -> bool) -> Command {
    let top = <Global as clap::Args>::augment_args(Command::new("fuhua"))
        .version(env!("CARGO_PKG_VERSION"))
        .about(tr!("社会组织孵化基地台账", "The books of a social-organisation incubation base"))
        .subcommand_required(true)
        .arg_required_else_help(true);
    let words = WORDS.iter().map(|word| {
        let command = Command::new(word.name);
        let command = match wanted(word.name) {
            true if word.noun => (word.below)(command.subcommand_required(true).arg_required_else_help(true)),
            true => (word.below)(command),
            false => command,
        };
        // Last: arguments that are shared would say what they are about.
        command.about(word.about.text())
    });
    let mut place = FIRST.len();
    create::add_to(top.subcommands(words), wanted).mut_subcommands(|sub| {
        place += 1;
        let at = FIRST.iter().position(|name| *name == sub.get_name()).unwrap_or(place);
        hyphens(sub).display_order(at)
    })
}

/// Lets what an option is given begin with a hyphen: `--note -一条`. A flag that
/// stands where a value should is told by [`misplaced`].
fn hyphens(command: clap::Command) -> clap::Command {
    let option = |arg: clap::Arg| match arg.get_action().takes_values() {
        true if arg.get_long().is_some() => arg.allow_hyphen_values(true),
        // A number below zero is answered as such.
        true if arg.is_positional() => arg.allow_negative_numbers(true),
        _ => arg,
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
const FIRST: [&str; 25] = [
    "home",
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
    "operator",
    "activity",
    "hub",
    "space",
    "talent",
    "resource",
];

/// What was typed.
///
/// # Errors
/// As clap has it.
pub fn read(matches: &ArgMatches) -> Result<(Global, Verb), clap::Error> {
    let global = Global::from_arg_matches(matches)?;
    if let Some(args) = create::chosen(matches) {
        return Ok((global, Verb { access: Access::Writes, run: Box::new(|ctx| create::run(args, ctx)) }));
    }
    let typed = matches.subcommand().and_then(|(name, below)| Some((WORDS.iter().find(|word| word.name == name)?, below)));
    let Some((word, below)) = typed else { return Err(clap::Error::new(clap::error::ErrorKind::MissingSubcommand)) };
    Ok((global, (word.read)(below)?))
}
