//! `fuhua help`: every command in one screen, by the day's work.

use clap::Command;
use unicode_width::UnicodeWidthStr;

use super::topics::TOPICS;
use crate::cli::paint::{pad, wrapped};
use crate::cli::words;
use crate::i18n::{Label, Lang, join, label, lang};
use crate::tr;

/// What the day holds, and the words of the first level that do it.
pub(super) static WORK: &[(Label, &[&str])] = &[
    (label("看一看", "See where things stand"), &["home", "todo", "search", "list", "show"]),
    (label("申请到入壳", "From application to entry"), &["org", "apply", "review", "incubate", "withdraw"]),
    (label("在孵到出壳", "From entry to exit"), &["service", "evaluate", "project", "space", "exit-assess", "follow-up"]),
    (label("培训和活动", "Trainings and activities"), &["training", "person", "consult", "activity", "hub", "talent", "resource"]),
    (label("资金和运营", "Money and the operator"), &["finance", "fund", "operator"]),
    (label("目标和报表", "Targets and reports"), &["plan", "target", "report"]),
    (label("更正和回看", "Mend and look back"), &["edit", "void", "undo", "history"]),
    (label("文件进出", "Files in and out"), &["template", "import", "attach", "export", "rollup"]),
    (label("库的保管", "Keep the database"), &["init", "demo", "backup", "restore", "upgrade", "audit", "completion", "manual"]),
];

/// The page, at most so wide.
pub fn page(command: &Command, width: usize) -> String {
    let mut lines = vec![tr!(
        "fuhua 孵化:社会组织孵化基地台账。命令写英文或中文:fuhua org add,fuhua 登记",
        "fuhua: the books of a social-organisation incubation base"
    )];
    lines.push(String::new());
    let column = match lang() {
        Lang::Zh => 12,
        Lang::En => 27,
    };
    let mut section = |title: &str, names: &[&str]| {
        let mut line = pad(title, column);
        for name in names.iter().map(|name| called(name)) {
            if line.width() + name.width() > width {
                lines.push(std::mem::replace(&mut line, " ".repeat(column)).trim_end().to_owned());
            }
            line += &format!("{name}  ");
        }
        lines.push(line.trim_end().to_owned());
    };
    let there = |name: &str| command.get_subcommands().any(|sub| sub.get_name() == name && !sub.is_hide_set());
    for (title, names) in WORK {
        section(title.text(), &names.iter().copied().filter(|name| there(name)).collect::<Vec<_>>());
    }
    let listed = |name: &str| WORK.iter().any(|(_, names)| names.contains(&name));
    let others: Vec<&str> = command.get_subcommands().map(Command::get_name).filter(|name| !listed(name) && there(name)).collect();
    if !others.is_empty() {
        section(&tr!("此外", "Besides"), &others);
    }
    lines.push(String::new());
    let topics = join(TOPICS.iter().map(|topic| topic.names[usize::from(lang() == Lang::En)]));
    for line in [
        tr!("一件事从头到尾怎么做:fuhua help 主题,主题有 {topics}", "a piece of work from end to end: fuhua help TOPIC; topics: {topics}"),
        tr!(
            "一个命令的例子和选项:fuhua help 命令(如 fuhua help org add),或加 --help",
            "a command's example and options: fuhua help COMMAND (fuhua help org add), or --help"
        ),
        tr!("每个命令都有的选项:fuhua help options", "options of every command: fuhua help options"),
        tr!(
            "错误和规则的说明:fuhua help E2(退出码)、fuhua help 规则编号",
            "what an error or a rule means: fuhua help E2 (the exit code), fuhua help RULE-ID"
        ),
    ] {
        lines.push(wrapped(&line, width, "  "));
    }
    lines.join("\n") + "\n"
}

fn called(name: &str) -> String {
    match (lang(), words::chinese(name)) {
        (Lang::Zh, Some(chinese)) => format!("{chinese} {name}"),
        _ => name.to_owned(),
    }
}
