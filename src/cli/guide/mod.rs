//! Help that teaches: `help` in one screen, `help COMMAND`, `help TOPIC`, `help options`,
//! `help E2` and `help RULE`.

mod faults;
mod overview;
mod topics;

#[cfg(test)]
mod tests;

use clap::builder::StyledStr;
use clap::{Arg, ArgMatches, Args, Command};

use super::args::Global;
use super::host::Host;
use super::localise::{self, HELP, WORDS, localise, no_command};
use super::meant;
use super::output;
use super::words;
use crate::domain::near::nearest;
use crate::tr;

/// The page of the options that every command has, by its names.
const OPTIONS: [&str; 3] = ["options", "选项", "通用选项"];
/// As wide as a page of prose is at most.
const WIDEST: u16 = 80;

/// Prints the help that `help` names, if `help` was typed. Returns the exit code.
pub fn help(command: &mut Command, matches: &ArgMatches, json: bool, host: &mut Host<'_>) -> Option<i32> {
    let (mut path, mut level) = (Vec::new(), matches);
    loop {
        let (name, below) = level.subcommand()?;
        if name == HELP {
            path.extend(below.get_many::<String>(WORDS).into_iter().flatten().cloned());
            break;
        }
        path.push(name.to_owned());
        level = below;
    }
    let width = usize::from(host.screen.width.min(WIDEST));
    if let Some(page) = page(command, &path, width) {
        return Some(match page {
            Ok(text) => localise::print(text.into(), json, host),
            Err(error) => output::fail(&error, json, host),
        });
    }
    if let Some(words) = path.first().and_then(|word| words::short(word)) {
        path.splice(..1, words.map(str::to_owned));
    }
    command.build();
    let mut shown = command;
    for word in path {
        if !shown.has_subcommands() {
            break;
        }
        if shown.find_subcommand(&word).is_none() {
            let mut found = meant::meant(shown, &[], &word)?;
            let topic = nearest(&word, topics::TOPICS.iter().flat_map(|topic| topic.names).copied());
            found.near = found.near.or(topic.map(str::to_owned));
            return Some(output::fail(&no_command(&word, found).into(), json, host));
        }
        shown = shown.find_subcommand_mut(&word)?;
    }
    Some(localise::print(shown.render_help(), json, host))
}

/// The page of prose that some words mean.
fn page(command: &Command, path: &[String], width: usize) -> Option<anyhow::Result<String>> {
    let word = match path {
        [] => return Some(Ok(overview::page(command, width))),
        [word] => word.trim(),
        _ => return None,
    };
    if OPTIONS.iter().any(|name| name.eq_ignore_ascii_case(word)) {
        return Some(Ok(options().to_string()));
    }
    if let Some(topic) = topics::find(word) {
        return Some(Ok(topic.page(width)));
    }
    if let Some(page) = faults::find(word) {
        return Some(Ok(page.text(width)));
    }
    if word.contains('.') { faults::of_rule(word, width).transpose() } else { None }
}

/// The options that every command has.
fn options() -> StyledStr {
    let about = tr!("每个命令都有的选项,写在命令之前或之后都可以", "Options of every command, before or after its words");
    let shown = |arg: Arg| if arg.is_global_set() { arg.hide(false) } else { arg.hide(true) };
    localise(Global::augment_args(Command::new("fuhua").version(env!("CARGO_PKG_VERSION"))).about(about))
        .mut_args(shown)
        .after_help("")
        .render_help()
}
