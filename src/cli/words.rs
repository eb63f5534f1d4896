//! The Chinese words of the commands: aliases on the command line, names in the
//! history; and what an unknown word may have meant.

use std::ffi::{OsStr, OsString};

use clap::{Args, Command};

use super::args::Global;
use crate::i18n::{Lang, join, lang};

/// Each command by its words, with the Chinese ones that mean its last word; the
/// first is its name.
const WORDS: &[(&str, &[&str])] = &[
    ("init", &["建库", "新建"]),
    ("plan", &["计划"]),
    ("plan show", &["查看"]),
    ("plan set", &["设定"]),
    ("plan extend", &["延长"]),
    ("target", &["目标"]),
    ("target status", &["进度", "查看"]),
    ("target set", &["调整"]),
    ("org", &["组织", "机构"]),
    ("org add", &["登记", "新增", "添加"]),
    ("org file", &["备案"]),
    ("org register", &["注册"]),
    ("org recognise", &["认定"]),
    ("org rate", &["评级"]),
    ("org inspect", &["年检"]),
    ("org credit", &["信用"]),
    ("org party", &["党建"]),
    ("org merge", &["合并"]),
    ("org forget", &["抹去"]),
    ("apply", &["申请", "申报"]),
    ("review", &["评审", "审查"]),
    ("incubate", &["入壳", "入驻", "入孵"]),
    ("service", &["服务"]),
    ("service log", &["记录", "登记"]),
    ("exit-assess", &["出壳", "出壳考核"]),
    ("follow-up", &["跟踪"]),
    ("follow-up log", &["记录", "登记"]),
    ("follow-up close", &["结束"]),
    ("withdraw", &["撤回", "退出"]),
    ("evaluate", &["评估"]),
    ("space", &["场地"]),
    ("space add", &["登记", "添加"]),
    ("space retire", &["停用"]),
    ("space give", &["交付"]),
    ("space return", &["归还"]),
    ("space book", &["预约"]),
    ("space show", &["查看"]),
    ("training", &["培训"]),
    ("training log", &["记录", "登记"]),
    ("training roster", &["签到表", "签到"]),
    ("training attend", &["出勤"]),
    ("import", &["导入"]),
    ("template", &["空白表", "模板"]),
    ("import roster", &["签到表", "签到"]),
    ("import orgs", &["组织", "组织名录", "名录"]),
    ("import persons", &["人员", "人员名单"]),
    ("import services", &["服务", "服务台账"]),
    ("import consultations", &["咨询", "咨询登记表"]),
    ("import projects", &["项目", "项目清单"]),
    ("import vouchers", &["凭证", "收支", "收支明细"]),
    ("training coach", &["辅导"]),
    ("training certificates", &["持证率", "证书"]),
    ("person", &["人员"]),
    ("person add", &["登记", "添加"]),
    ("person certify", &["取证", "登记证书"]),
    ("person renew", &["换证", "续期"]),
    ("person merge", &["合并"]),
    ("person forget", &["抹去"]),
    ("consult", &["咨询"]),
    ("consult log", &["记录", "登记"]),
    ("project", &["项目"]),
    ("project plan", &["策划"]),
    ("project tender", &["招标", "评审"]),
    ("project approve", &["立项"]),
    ("project start", &["启动", "登记"]),
    ("project visit", &["督导", "走访"]),
    ("project evaluate", &["评估"]),
    ("project close", &["结项"]),
    ("finance", &["资金", "财务"]),
    ("finance post", &["记账", "登记"]),
    ("finance reverse", &["冲销", "红字"]),
    ("finance budget", &["预算"]),
    ("finance close", &["结账"]),
    ("finance reopen", &["反结账"]),
    ("finance statement", &["财务报告", "报告"]),
    ("finance ledger", &["日记账"]),
    ("fund", &["创投基金", "基金"]),
    ("fund contribute", &["出资"]),
    ("fund invest", &["投资"]),
    ("fund return", &["回收"]),
    ("fund show", &["查看"]),
    ("operator", &["运营", "运营机构"]),
    ("operator check", &["审查"]),
    ("operator contract", &["协议", "签约"]),
    ("operator submit", &["报送"]),
    ("operator assess", &["考核"]),
    ("operator inspect", &["检查"]),
    ("operator complaint", &["投诉"]),
    ("operator verify", &["核实"]),
    ("operator breach", &["负面清单"]),
    ("operator show", &["查看"]),
    ("activity", &["活动"]),
    ("activity log", &["记录", "登记"]),
    ("hub", &["平台"]),
    ("hub open", &["设立", "登记"]),
    ("hub join", &["加入"]),
    ("hub leave", &["离开"]),
    ("hub close", &["撤销"]),
    ("talent", &["人才库", "人才"]),
    ("talent add", &["登记", "添加"]),
    ("talent list", &["列出", "查看"]),
    ("resource", &["资源"]),
    ("resource offer", &["供给"]),
    ("resource need", &["需求"]),
    ("resource match", &["对接"]),
    ("attach", &["附件", "附文件"]),
    ("search", &["查找", "搜索"]),
    ("todo", &["待办"]),
    ("list", &["列表", "列出", "清单"]),
    ("show", &["查看", "显示"]),
    ("edit", &["更正", "修改"]),
    ("void", &["作废"]),
    ("history", &["流水", "历史"]),
    ("undo", &["撤销"]),
    ("report", &["报表"]),
    ("report monthly", &["月报"]),
    ("report quarterly", &["季报"]),
    ("report annual", &["年报"]),
    ("report finance", &["财务报告"]),
    ("report org", &["组织"]),
    ("report evidence", &["依据"]),
    ("report certificate", &["鉴定书"]),
    ("report application", &["申请书"]),
    ("report issue", &["出具"]),
    ("report reprint", &["重印"]),
    ("report diff", &["差别"]),
    ("export", &["导出"]),
    ("backup", &["备份"]),
    ("restore", &["恢复"]),
    ("upgrade", &["升级"]),
    ("audit", &["审计", "检查"]),
    ("rollup", &["汇总"]),
    ("demo", &["演示"]),
];

/// Commands of two words that a clerk calls by one.
const SHORT: &[(&str, &str)] = &[
    ("登记", "org add"),
    ("备案", "org file"),
    ("注册", "org register"),
    ("认定", "org recognise"),
    ("评级", "org rate"),
    ("年检", "org inspect"),
    ("签到", "training roster"),
    ("签到表", "training roster"),
    ("记账", "finance post"),
    ("结账", "finance close"),
    ("预算", "finance budget"),
    ("进度", "target status"),
    ("季报", "report quarterly"),
    ("月报", "report monthly"),
    ("年报", "report annual"),
    ("财务报告", "report finance"),
    ("出具", "report issue"),
];

/// Gives every command its Chinese words, as hidden aliases.
pub fn with_aliases(command: Command) -> Command {
    below(command, "")
}

fn below(command: Command, path: &str) -> Command {
    command.mut_subcommands(|sub| {
        let path = format!("{path} {}", sub.get_name()).trim_start().to_owned();
        let words = of(&path);
        below(sub.aliases(words.iter().copied()), &path)
    })
}

fn of(path: &str) -> &'static [&'static str] {
    WORDS.iter().find(|(words, _)| *words == path).map_or(&[], |(_, chinese)| chinese)
}

/// Whether a typed word is a command of the first level, in either language.
pub fn means(typed: &OsStr, name: &str) -> bool {
    typed == name || of(name).iter().any(|word| typed == *word)
}

/// Whether there is a command, given with or without arguments: no command has more
/// than two words.
pub fn has_command(command: &str) -> bool {
    let path: Vec<&str> = command.split(' ').take_while(|word| !word.starts_with("--")).take(2).collect();
    WORDS.iter().any(|(words, _)| *words == path.join(" "))
}

/// A command as the history names it: in Chinese by those words.
pub fn named(path: &str) -> String {
    if lang() == Lang::En {
        return path.to_owned();
    }
    let words: Vec<&str> = path.split(' ').collect();
    let names = (1..=words.len()).map(|n| of(&words[..n].join(" ")).first().copied());
    names.collect::<Option<String>>().unwrap_or_else(|| path.to_owned())
}

/// The words of the command that a short word means.
pub fn short(word: &str) -> Option<std::str::Split<'static, char>> {
    SHORT.iter().find(|(short, _)| *short == word).map(|(_, path)| path.split(' '))
}

/// The arguments with a short word in the place of a command as its two words.
pub fn spelt_out(arguments: Vec<OsString>) -> Vec<OsString> {
    let Some(at) = first_word(&arguments) else { return arguments };
    let Some(words) = arguments[at].to_str().and_then(short) else { return arguments };
    let mut out = arguments;
    out.splice(at..=at, words.map(OsString::from));
    out
}

/// Where the command stands: after the global flags and their values.
fn first_word(arguments: &[OsString]) -> Option<usize> {
    let globals = Global::augment_args(Command::new("fuhua"));
    let takes = |found: &dyn Fn(&clap::Arg) -> bool| globals.get_arguments().any(|arg| arg.get_action().takes_values() && found(arg));
    let mut at = 1;
    while let Some(argument) = arguments.get(at) {
        let text = argument.to_str()?;
        let with_value = match (text.strip_prefix("--"), text.strip_prefix('-')) {
            (Some(long), _) => takes(&|arg| arg.get_long() == Some(long)),
            // Of `-qf json` the last letter takes the value; of `-fjson` it is there.
            (None, Some(short)) => {
                let value = short.chars().position(|c| takes(&|arg| arg.get_short() == Some(c)));
                value.is_some_and(|position| position + 1 == short.chars().count())
            }
            _ => return Some(at),
        };
        at += 1 + usize::from(with_value);
    }
    None
}

/// What an unknown word may have meant among the commands below `path`, and how
/// all of them are called.
pub struct Meant {
    /// The nearest, if one is near.
    pub near: Option<String>,
    /// All of them.
    pub all: String,
}

/// Looks for what a word meant below the command of some words.
pub fn meant(command: &Command, path: &[&str], typed: &str) -> Option<Meant> {
    let level = path.iter().try_fold(command, |command, word| command.find_subcommand(word))?;
    let visible = || level.get_subcommands().filter(|sub| !sub.is_hide_set());
    let spelt = |sub: &Command| std::iter::once(sub.get_name()).chain(sub.get_all_aliases()).map(str::to_owned).collect::<Vec<_>>();
    let short = SHORT.iter().map(|(short, _)| (*short).to_owned()).filter(|_| path.is_empty());
    let names = visible().flat_map(spelt).chain(short);
    let near = names.map(|name| (distance(&name, typed), name)).filter(|(n, name)| *n <= allowed(name, typed)).min_by_key(|(n, _)| *n);
    let called = |sub: &Command| match (lang(), sub.get_all_aliases().next()) {
        (Lang::Zh, Some(chinese)) => format!("{chinese} {}", sub.get_name()),
        _ => sub.get_name().to_owned(),
    };
    Some(Meant { near: near.map(|(_, name)| name), all: join(visible().map(called)) })
}

/// How many slips a word of some length may have.
fn allowed(name: &str, typed: &str) -> usize {
    (name.chars().count().max(typed.chars().count()) / 3).max(1)
}

/// How many letters must be added, left out, changed or swapped with their
/// neighbour to make one word of another.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (rows[i - 1][j] + 1).min(row[j - 1] + 1).min(rows[i - 1][j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

/// The words of a usage line between the program's name and its placeholders.
pub fn path_of_usage(usage: &str) -> Vec<&str> {
    let after = usage.split_whitespace().skip_while(|word| *word != "fuhua").skip(1);
    after.take_while(|word| !word.starts_with(['[', '<', '-'])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::commands;

    fn each(command: &Command, path: &str) {
        for sub in command.get_subcommands() {
            let path = format!("{path} {}", sub.get_name()).trim_start().to_owned();
            assert!(!of(&path).is_empty(), "{path} has no Chinese word");
            each(sub, &path);
        }
    }

    #[test]
    fn every_listed_command_is_there_and_each_has_a_word() {
        let command = commands::command();
        for path in WORDS.iter().map(|(path, _)| path).chain(SHORT.iter().map(|(_, path)| path)) {
            let found = path.split(' ').try_fold(&command, |command, word| command.find_subcommand(word));
            assert!(found.is_some_and(|found| path.ends_with(found.get_name())), "{path}");
        }
        each(&command, "");
    }

    /// What the built-in plan says that keeps a clause is there, flags and all; what is
    /// not kept waits for the operator's commands and rules, and for the printed
    /// application.
    #[test]
    fn what_keeps_a_clause_is_there() {
        let command = commands::command();
        for clause in crate::plan::Plan::built_in().expect("the built-in plan").clauses {
            let no = clause.no;
            for line in clause.commands.iter().filter(|line| !line.starts_with("operator ") && *line != "report application") {
                assert!(has_command(line), "{no}: {line}");
                let mut words = line.split(' ').peekable();
                let mut at = &command;
                while let Some(sub) = words.peek().and_then(|word| at.find_subcommand(word)) {
                    at = sub;
                    words.next();
                }
                for flag in words.filter_map(|word| word.strip_prefix("--")) {
                    assert!(at.get_arguments().any(|arg| arg.get_long() == Some(flag)), "{no}: {line}");
                }
            }
            let absent = clause.rules.iter().filter(|id| crate::audit::find(id).is_none());
            let waits: Vec<&String> = absent.filter(|id| !id.starts_with("operator.") && *id != "submit.unclosed").collect();
            assert!(waits.is_empty(), "{no}: {waits:?}");
        }
    }

    #[test]
    fn a_short_word_stands_only_where_a_command_does() {
        let spelt = |line: &str| spelt_out(line.split(' ').map(OsString::from).collect()).join(OsStr::new(" "));
        for (line, same) in [
            ("fuhua 季报 2022Q1", "fuhua report quarterly 2022Q1"),
            ("fuhua --db 登记 -qf json 登记 --name 登记", "fuhua --db 登记 -qf json org add --name 登记"),
            ("fuhua -fjson --lang=zh 结账 2021Q4", "fuhua -fjson --lang=zh finance close 2021Q4"),
            ("fuhua show 登记", "fuhua show 登记"),
            ("fuhua", "fuhua"),
        ] {
            assert_eq!(spelt(line), OsStr::new(same), "{line}");
        }
    }

    #[test]
    fn slips_are_counted() {
        for (a, b, n) in
            [("org", "orgg", 1), ("log", "lgo", 1), ("申请", "申情", 1), ("report", "repotr", 1), ("", "ab", 2), ("审计", "审计", 0)]
        {
            assert_eq!(distance(a, b), n, "{a} {b}");
        }
    }
}
