//! Everything that clap says by itself, in the language chosen before parsing.

use clap::builder::{PossibleValue, StyledStr};
use clap::error::{ContextKind, ContextValue, Error, ErrorFormatter, ErrorKind};
use clap::{Arg, ArgAction, Command};

use super::examples;
use super::host::Host;
use super::meant::{self, Meant};
use super::output;
use crate::fault::{Fault, system};
use crate::i18n::{Lang, join, lang};
use crate::tr;

/// Gives the whole tree of commands headings and built-in flags in Chinese;
/// clap's own English is fine as it is.
pub fn localise(command: Command) -> Command {
    match lang() {
        Lang::En => english(command, ""),
        Lang::Zh => walk(command, ""),
    }
}

/// The words of a command below others.
fn below(path: &str, command: &Command) -> String {
    format!("{path} {}", command.get_name()).trim_start().to_owned()
}

fn english(command: Command, path: &str) -> Command {
    let plain = |arg: Arg| {
        let arg = if arg.is_global_set() { arg.hide(true) } else { arg };
        // Words that help lists in its own text.
        let listed = arg.get_possible_values().iter().any(PossibleValue::is_hide_set);
        if listed { arg.hide_possible_values(true) } else { arg }
    };
    let root = command.get_version().is_some();
    let mut command = command.disable_help_subcommand(true).disable_help_flag(true).arg(help_flag("show help"));
    if root {
        command = command.disable_version_flag(true).arg(version_flag("show the version"));
    }
    let command = command.help_template("{about-with-newline}\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}");
    with_help(taught(command, path)).mut_args(plain).mut_subcommands(|sub| {
        let path = below(path, &sub);
        english(sub, &path)
    })
}

/// The name of the command that shows another's help, and of its words.
pub const HELP: &str = "help";
/// See [`HELP`].
pub const WORDS: &str = "words";

/// `help undo` beside `undo --help`, in every command that has others.
fn with_help(command: Command) -> Command {
    if !command.has_subcommands() {
        return command;
    }
    command.subcommand(Command::new(HELP).alias("帮助").hide(true).arg(Arg::new(WORDS).num_args(0..)))
}

/// A command's help begins with its example; the options of every command are one line.
fn taught(command: Command, path: &str) -> Command {
    let pointer = tr!(
        "通用选项(--db、-f、-o、--lang、--today 等)见 fuhua help options",
        "options of every command (--db, -f, -o, --lang, --today …): fuhua help options"
    );
    let after = command.get_after_help().map_or_else(|| pointer.clone(), |own| format!("{own}\n\n{pointer}"));
    let command = command.after_help(after);
    match examples::of(path) {
        Some(line) => command.before_help(tr!("例:\n  {line}", "Example:\n  {line}")),
        None => command,
    }
}

/// One form of help, `-h` or `--help`.
fn help_flag(about: &'static str) -> Arg {
    Arg::new("help").short('h').long("help").action(ArgAction::HelpShort).help(about)
}

fn version_flag(about: &'static str) -> Arg {
    Arg::new("version").short('V').long("version").action(ArgAction::Version).help(about)
}

fn walk(mut command: Command, path: &str) -> Command {
    let root = path.is_empty();
    command = command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .help_template("{about-with-newline}\n{before-help}用法:{usage}\n\n{all-args}{after-help}")
        .arg(help_flag("显示帮助"));
    if root {
        command = command.arg(version_flag("显示版本"));
    }
    // Under a heading of ours clap would sort positional arguments by name.
    let mut place = 0;
    let ordered = |arg: Arg| {
        place += 1;
        if arg.is_positional() { arg.display_order(place) } else { arg }
    };
    with_help(taught(command, path)).mut_args(ordered).mut_args(argument).mut_subcommands(|sub| {
        let path = below(path, &sub);
        walk(sub, &path)
    })
}

/// Moves what clap would append in English into the help text itself.
fn argument(arg: Arg) -> Arg {
    let takes = matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
    let mut help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    if takes {
        let values: Vec<String> = arg.get_possible_values().iter().filter(|v| !v.is_hide_set()).map(|v| v.get_name().to_owned()).collect();
        if !values.is_empty() {
            help += &format!(" [可选值:{}]", values.join("、"));
        }
        let defaults: Vec<_> = arg.get_default_values().iter().map(|v| v.to_string_lossy().into_owned()).collect();
        if !defaults.is_empty() {
            help += &format!(" [默认:{}]", defaults.join("、"));
        }
    }
    let heading = if arg.is_positional() {
        "参数"
    } else if arg.is_global_set() {
        "通用选项"
    } else {
        "选项"
    };
    let hidden = arg.is_global_set() || arg.is_hide_set();
    let arg = arg.help(help).help_heading(heading).hide(hidden);
    if takes { arg.hide_possible_values(true).hide_default_value(true) } else { arg }
}

/// What is said of a word that is no command: what it may have meant, else what
/// there is.
pub fn no_command(typed: &str, meant: Meant) -> Fault {
    let Meant { near, all } = meant;
    Fault::input(tr!("没有“{typed}”这个命令", "there is no command '{typed}'")).hint(match near {
        Some(near) => tr!("是否想写“{near}”?全部命令见 --help", "did you mean '{near}'? --help lists all commands"),
        None => tr!("可用的命令:{all};详细说明请加 --help", "the commands are: {all}; see --help"),
    })
}

/// The command that clap did not know, with the words before it.
fn unknown(error: &Error, command: &Command) -> Option<Fault> {
    let (Some(ContextValue::String(typed)), Some(ContextValue::StyledStr(usage))) =
        (error.get(ContextKind::InvalidSubcommand), error.get(ContextKind::Usage))
    else {
        return None;
    };
    Some(no_command(typed, meant::meant(command, &meant::path_of_usage(&usage.to_string()), typed)?))
}

/// An option that a command does not have, with the one that may have been meant.
fn unknown_flag(error: &Error, command: &Command) -> Option<Fault> {
    let (ErrorKind::UnknownArgument, Some(ContextValue::String(typed)), Some(ContextValue::StyledStr(usage))) =
        (error.kind(), error.get(ContextKind::InvalidArg), error.get(ContextKind::Usage))
    else {
        return None;
    };
    let usage = usage.to_string();
    let path = meant::path_of_usage(&usage);
    let near = meant::flag(command, &path, typed).filter(|_| typed.starts_with("--"))?;
    let words = path.join(" ");
    let fault = Fault::input(tr!("没有“{typed}”这个选项或参数", "there is no option '{typed}'"));
    Some(fault.hint(tr!("是否想写“{near}”?选项和例子见 fuhua help {words}", "did you mean '{near}'? see fuhua help {words}")))
}

/// What is missing of a command line, all of it, with the example of its help.
fn lacking(error: &Error) -> Option<String> {
    let usage = match (error.kind(), error.get(ContextKind::Usage)) {
        (ErrorKind::MissingRequiredArgument, Some(ContextValue::StyledStr(usage))) => usage.to_string(),
        _ => return None,
    };
    examples::of(&meant::path_of_usage(&usage).join(" ")).map(|line| tr!("例:{line}", "for example: {line}"))
}

/// Prints help, the version or a complaint. Returns the exit code.
pub fn finish(error: Error, command: &Command, json: bool, host: &mut Host<'_>) -> i32 {
    if let Some(fault) = unknown(&error, command).or_else(|| unknown_flag(&error, command)) {
        return output::fail(&fault.into(), json, host);
    }
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return print(error.render(), json, host);
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand && !json {
        let _ = host.err.write_all(shown(error.render()).as_bytes());
        return 2;
    }
    let example = lacking(&error);
    let text = complaint(error);
    let body = text.trim_start_matches("error: ").trim();
    let (message, rest) = body.split_once('\n').unwrap_or((body, ""));
    let (mut message, mut rest): (_, Vec<&str>) = (message.to_owned(), rest.lines().filter(|l| !l.trim().is_empty()).collect());
    if message.ends_with(':') {
        // What it lists belongs to it.
        let listed = rest.iter().take_while(|l| l.starts_with(' ')).count();
        message += &format!(" {}", join(rest.drain(..listed).map(str::trim)));
    }
    let hint: Vec<&str> = rest.into_iter().map(str::trim).chain(example.as_deref()).collect();
    let fault = Fault::input(message).hint(hint.join("\n"));
    output::fail(&fault.into(), json, host)
}

/// What clap says is wrong.
pub fn complaint(error: Error) -> String {
    match lang() {
        Lang::Zh => error.apply::<Chinese>().render().to_string(),
        Lang::En => error.render().to_string(),
    }
}

/// Prints help. Returns the exit code.
pub fn print(text: StyledStr, json: bool, host: &mut Host<'_>) -> i32 {
    match host.out.write_all(shown(text).as_bytes()).and_then(|()| host.out.flush()) {
        Ok(()) => 0,
        Err(e) => {
            let fault = Fault::device(tr!("结果无法输出:{e}", "the answer could not be written: {e}", e = system(&e)));
            output::fail(&fault.into(), json, host)
        }
    }
}

/// Help without colours, its one untranslatable word translated.
fn shown(text: StyledStr) -> String {
    let text = text.to_string();
    if lang() == Lang::Zh { text.replace("[OPTIONS]", "[选项]") } else { text }
}

/// clap's complaints in Chinese.
struct Chinese;

impl ErrorFormatter for Chinese {
    fn format_error(error: &Error<Self>) -> StyledStr {
        let get = |kind| match error.get(kind) {
            Some(ContextValue::String(s)) => s.clone(),
            Some(ContextValue::Strings(list)) => list.join("、"),
            Some(ContextValue::StyledStr(s)) => s.to_string(),
            Some(ContextValue::StyledStrs(list)) => list.iter().map(ToString::to_string).collect::<Vec<_>>().join(";"),
            Some(ContextValue::Number(n)) => n.to_string(),
            Some(ContextValue::Bool(b)) => b.to_string(),
            _ => String::new(),
        };
        let (arg, value) = (get(ContextKind::InvalidArg), get(ContextKind::InvalidValue));
        let cause = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
        let mut text = match error.kind() {
            ErrorKind::InvalidValue if value.is_empty() => format!("“{arg}”需要一个值"),
            ErrorKind::InvalidValue => format!("“{arg}”的值“{value}”无效"),
            ErrorKind::ValueValidation if cause.is_ascii() => format!("“{arg}”的值“{value}”无效"),
            ErrorKind::ValueValidation => format!("“{arg}”的值“{value}”无效:{cause}"),
            ErrorKind::UnknownArgument => format!("没有“{arg}”这个选项或参数"),
            ErrorKind::InvalidSubcommand => format!("没有“{}”这个命令", get(ContextKind::InvalidSubcommand)),
            ErrorKind::MissingRequiredArgument => format!("缺少必填参数:{arg}"),
            ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => "后面需要一个命令".to_owned(),
            ErrorKind::ArgumentConflict if get(ContextKind::PriorArg) == arg => format!("“{arg}”只能给一次"),
            ErrorKind::ArgumentConflict => format!("“{arg}”不能与“{}”同用", get(ContextKind::PriorArg)),
            ErrorKind::NoEquals => format!("给“{arg}”赋值时要写等号"),
            ErrorKind::TooManyValues => format!("“{arg}”多给了值“{value}”"),
            ErrorKind::TooFewValues => {
                format!("“{arg}”至少要{}个值,只给了{}个", get(ContextKind::MinValues), get(ContextKind::ActualNumValues))
            }
            ErrorKind::WrongNumberOfValues => {
                format!("“{arg}”要{}个值,给了{}个", get(ContextKind::ExpectedNumValues), get(ContextKind::ActualNumValues))
            }
            ErrorKind::InvalidUtf8 => "参数不是有效的 UTF-8 文本".to_owned(),
            _ => "命令行有误".to_owned(),
        };
        let valid = get(ContextKind::ValidValue);
        if !valid.is_empty() {
            text += &format!("\n可选值:{valid}");
        }
        for kind in [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue] {
            let suggestion = get(kind);
            if !suggestion.is_empty() {
                text += &format!("\n是否想写“{suggestion}”?");
            }
        }
        let usage = get(ContextKind::Usage);
        if !usage.is_empty() {
            text += &format!("\n{}", usage.replace("Usage: ", "用法:").replace("[OPTIONS]", "[选项]"));
        }
        (text + "\n详细说明请加 --help").into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::commands::command;

    fn pages(command: &mut Command, f: &mut dyn FnMut(&str, String)) {
        let name = command.get_name().to_owned();
        f(&name, command.render_help().to_string());
        let names: Vec<String> = command.get_subcommands().map(|s| s.get_name().to_owned()).collect();
        for name in names {
            if let Some(sub) = command.find_subcommand_mut(&name) {
                pages(sub, f);
            }
        }
    }

    #[test]
    fn the_tree_is_sound() {
        for language in [Lang::Zh, Lang::En] {
            crate::i18n::set(language);
            localise(command()).debug_assert();
        }
    }

    /// What a person reads of a command: what it is about, and each argument's help.
    fn texts(command: &Command, path: &str, found: &mut Vec<(String, String)>) {
        let visible = command.get_arguments().filter(|arg| !arg.is_hide_set());
        found.extend(visible.map(|arg| (format!("{path} {}", arg.get_id()), arg.get_help().map(ToString::to_string).unwrap_or_default())));
        for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
            let path = below(path, sub);
            found.push((path.clone(), sub.get_about().map(ToString::to_string).unwrap_or_default()));
            texts(sub, &path, found);
        }
    }

    #[test]
    fn each_text_of_help_is_translated() {
        for language in [Lang::Zh, Lang::En] {
            crate::i18n::set(language);
            let mut found = Vec::new();
            texts(&command(), "", &mut found);
            assert!(found.len() > 500, "{}", found.len());
            for (place, text) in found {
                let chinese = text.chars().any(crate::domain::text::is_han);
                assert_eq!(chinese, language == Lang::Zh, "{place}: '{text}'");
            }
        }
        crate::i18n::set(Lang::Zh);
    }

    #[test]
    fn each_help_page_is_in_one_language() {
        crate::i18n::set(Lang::Zh);
        let mut zh = localise(command());
        zh.build();
        pages(&mut zh, &mut |name, text| {
            for word in ["Usage", "Options:", "Arguments:", "Commands:", "possible values", "default:", "Print "] {
                assert!(!text.contains(word), "{name}: {word} in\n{text}");
            }
        });
        crate::i18n::set(Lang::En);
        let mut en = localise(command());
        en.build();
        pages(&mut en, &mut |name, text| {
            let chinese: String = text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect();
            assert!(chinese.is_empty(), "{name}: {chinese} in\n{text}");
        });
        crate::i18n::set(Lang::Zh);
    }
}
