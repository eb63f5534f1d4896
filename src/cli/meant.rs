//! What a word that is no command, and a flag that is no option, may have meant.

use clap::{Arg, Command};

use super::words;
use crate::domain::near::nearest;
use crate::i18n::{Lang, join, lang};

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
    let short = words::shorts().map(str::to_owned).filter(|_| path.is_empty());
    let names: Vec<String> = visible().flat_map(spelt).chain(short).collect();
    let near = nearest(typed, names.iter().map(String::as_str)).map(str::to_owned);
    let called = |sub: &Command| match (lang(), sub.get_all_aliases().next()) {
        (Lang::Zh, Some(chinese)) => format!("{chinese} {}", sub.get_name()),
        _ => sub.get_name().to_owned(),
    };
    Some(Meant { near, all: join(visible().map(called)) })
}

/// The words of a usage line between the program, by whatever name or path it was
/// called, and its placeholders.
pub fn path_of_usage(usage: &str) -> Vec<&str> {
    let line = usage.trim_start();
    let line = ["Usage:", "用法:"].iter().find_map(|head| line.strip_prefix(head)).unwrap_or(line);
    let after = line.split_whitespace().skip(1);
    after.take_while(|word| !word.starts_with(['[', '<', '-'])).collect()
}

/// The option of a command that a flag may have meant: by slips, by what its help calls it,
/// or by the pinyin of that.
pub fn flag(command: &Command, path: &[&str], typed: &str) -> Option<String> {
    let level = path.iter().try_fold(command, |command, word| command.find_subcommand(word))?;
    let options = level.get_arguments().chain(command.get_arguments().filter(|arg| arg.is_global_set()));
    let named: Vec<(String, &str)> = options
        .filter_map(|arg| Some((arg, arg.get_long()?)))
        .flat_map(|(arg, long)| [(long.to_owned(), long), (called(arg), long)])
        .collect();
    let near = nearest(typed.trim_start_matches('-'), named.iter().map(|(name, _)| name.as_str()))?;
    named.iter().find(|(name, _)| name == near).map(|(_, long)| format!("--{long}"))
}

/// What an argument is called: the beginning of what its help says.
pub fn called(arg: &Arg) -> String {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let end = help.find([':', ':', ';', ';', ',', ',', '[', '(', '(']).unwrap_or(help.len());
    help[..end].trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::path_of_usage;

    #[test]
    fn the_program_may_be_called_by_any_name() {
        for usage in
            ["Usage: fuhua org <COMMAND>", "Usage: ./target/debug/fuhua org <COMMAND>", "用法:fuhua-2 org <命令>", "  fuhua org --name <N>"]
        {
            assert_eq!(path_of_usage(usage), ["org"], "{usage}");
        }
        assert!(path_of_usage("Usage: fuhua <COMMAND>").is_empty());
    }
}
