//! The command line: the only user of clap, dialoguer and the terminal.
//!
//! A folder a noun, a file a verb with its arguments beside its handler. A
//! handler returns an `answer::Answer`; this module prints it, or the fault.

mod answer;
mod args;
mod changes;
mod commands;
mod ctx;
mod format;
mod host;
mod localise;
mod output;
mod resolve;
mod reveal;
mod sections;
mod verified_copy;
mod write;

pub use host::{Host, Screen};

use std::ffi::OsString;

use clap::FromArgMatches;

use crate::fault::{EXIT_BUG, Fault};
use crate::tr;

/// Runs the program on the process's own arguments and streams.
pub fn main() -> i32 {
    Host::process(|host| run(std::env::args_os().collect(), host))
}

/// Runs one command line. Returns the exit code.
pub fn run(arguments: Vec<OsString>, host: &mut Host<'_>) -> i32 {
    let json = output::wants_json(&arguments);
    match host.language(&arguments) {
        Ok(lang) => crate::i18n::set(lang),
        Err(fault) => return output::fail(&fault, json, host),
    }
    let mut command = localise::localise(commands::command());
    let parsed = match (command.try_get_matches_from_mut(&arguments), as_help(&arguments)) {
        (Err(error), Some(meant)) if error.kind() == clap::error::ErrorKind::InvalidSubcommand => command.try_get_matches_from_mut(meant),
        (parsed, _) => parsed,
    };
    let matches = match parsed {
        Ok(matches) => matches,
        Err(error) => return localise::finish(error, json, host),
    };
    let top = match commands::Top::from_arg_matches(&matches) {
        Ok(top) => top,
        Err(error) => return localise::finish(error.format(&mut command), json, host),
    };
    // The tree of commands is large; its memory serves the work.
    drop((command, matches));
    let done = ctx::Ctx::new(&top.global, &arguments, host).and_then(|mut ctx| {
        reveal::allowed(&ctx, top.verb.shows_records())?;
        if top.verb.writes() {
            commands::upgrade::before_writing(&mut ctx)?;
        }
        let mut answer = top.verb.run(&mut ctx)?;
        answer.notes.extend(reveal::unused(&ctx));
        output::emit(answer, &mut ctx)
    });
    done.unwrap_or_else(|error| output::fail(&error, json, host))
}

/// `help undo` as it is meant: `undo --help`.
fn as_help(arguments: &[OsString]) -> Option<Vec<OsString>> {
    let at = arguments.iter().skip(1).position(|word| word == "help" || word == "帮助")? + 1;
    let mut meant = arguments.to_vec();
    meant.remove(at);
    meant.push("--help".into());
    Some(meant)
}

/// The exit code of an error: that of its fault, or a bug's.
fn exit_of(error: &anyhow::Error) -> i32 {
    error.downcast_ref::<Fault>().map_or(EXIT_BUG, |fault| fault.kind.exit())
}

/// What is said of an error that is no fault.
fn bug(error: &anyhow::Error) -> String {
    tr!("程序内部错误(没有任何内容被改动):{error:#}", "internal error (nothing was changed): {error:#}")
}
