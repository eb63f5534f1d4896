//! The command line: the only user of clap, dialoguer and the terminal.
//!
//! A folder a noun, a file a verb with its arguments beside its handler. A
//! handler returns an `answer::Answer`; this module prints it, or the fault.

mod access;
mod answer;
mod args;
mod blame;
mod changes;
mod commands;
mod ctx;
mod files;
mod format;
mod host;
mod json_list;
mod localise;
mod named;
mod output;
mod progress;
mod resolve;
mod reveal;
mod signals;
mod typed;
mod verified_copy;
mod words;
mod write;

pub use host::{Host, Screen};

use std::ffi::OsString;

use self::access::Access;
use crate::fault::{EXIT_BUG, Fault};
use crate::store::file::temporary;
use crate::tr;

/// Runs the program on the process's own arguments and streams.
pub fn main() -> i32 {
    signals::watch();
    blame::watch();
    Host::process(|host| run(std::env::args_os().collect(), host))
}

/// Runs one command line. Returns the exit code.
pub fn run(arguments: Vec<OsString>, host: &mut Host<'_>) -> i32 {
    let arguments = words::spelt_out(arguments);
    let typed::Early { lang, json } = typed::early(&arguments);
    match host.language(lang.map(Into::into)) {
        Ok(lang) => crate::i18n::set(lang),
        Err(fault) => return output::fail(&fault, json, host),
    }
    let mut command = localise::localise(words::with_aliases(commands::command_for(&arguments)));
    let matches = match command.try_get_matches_from_mut(&arguments) {
        Ok(matches) => matches,
        Err(error) => return localise::finish(error, &command, json, host),
    };
    if let Some(code) = localise::help(&mut command, &matches, json, host) {
        return code;
    }
    if let Some((option, flag)) = commands::misplaced(&command, &matches) {
        let fault = Fault::input(tr!("{option} 之后缺少内容,却是 {flag}", "{option} lacks its value: {flag} follows"))
            .hint(tr!("写明 {option} 的内容", "give {option} its value"));
        return output::fail(&fault.into(), json, host);
    }
    if let Err(fault) = typed::bounded(&command, &matches, &arguments) {
        return output::fail(&fault.into(), json, host);
    }
    let (global, verb) = match commands::read(&matches) {
        Ok(read) => read,
        Err(error) => return localise::finish(error.format(&mut command), &command, json, host),
    };
    if let Err(fault) = typed::without_numbers(&command, &matches, verb.access().keeps()) {
        return output::fail(&fault.into(), json, host);
    }
    let typed = typed::for_journal(&command, &matches);
    let program = typed::program(arguments.first());
    // The tree of commands is large; its memory serves the work.
    drop((command, matches));
    let done = ctx::Ctx::new(&global, program, typed, host).and_then(|mut ctx| {
        let db = ctx.db.clone();
        blame::judged(&db, || {
            prepare(verb.access(), &mut ctx)?;
            let mut answer = verb.run(&mut ctx)?;
            answer.notes.extend(reveal::unused(&ctx));
            output::emit(answer, &mut ctx)
        })
    });
    done.unwrap_or_else(|error| output::fail(&error, json, host))
}

/// Refuses the global flags that mean nothing to a command, and makes the
/// database one that it can write to.
fn prepare(access: Access, ctx: &mut ctx::Ctx<'_, '_>) -> anyhow::Result<()> {
    reveal::allowed(ctx, access == Access::Shows)?;
    if !access.reads_the_past() {
        ctx.only_now()?;
    }
    if ctx.dry_run && !access.keeps() {
        return Fault::input(tr!("--dry-run 只用于保存内容的命令", "--dry-run is for commands that keep something"))
            .hint(tr!("去掉 --dry-run 再试;本命令不改动任何内容", "leave --dry-run out; this command changes nothing"))
            .err();
    }
    left_behind(access, ctx);
    if access == Access::Writes {
        commands::upgrade::before_writing(ctx)?;
    }
    Ok(())
}

/// Removes the copies that commands which were killed have left, and the answers,
/// and says so: phones stand in them. A command that keeps nothing leaves the
/// database's folder as it is, unless its answer goes there.
fn left_behind(access: Access, ctx: &mut ctx::Ctx<'_, '_>) {
    if ctx.host.scratch {
        return;
    }
    let mut n = temporary::sweep(&std::env::temp_dir());
    if access.keeps() {
        n += temporary::sweep(files::folder_of(&ctx.db));
    }
    n += ctx.files.answers_in().map_or(0, |folder| temporary::sweep(&folder));
    verified_copy::told_of_left(n, ctx);
}

/// The exit code of an error: that of its fault, or a bug's.
fn exit_of(error: &anyhow::Error) -> i32 {
    error.downcast_ref::<Fault>().map_or(EXIT_BUG, |fault| fault.kind.exit())
}

/// What is said of an error that is no fault.
fn bug(error: &anyhow::Error) -> String {
    tr!("程序内部错误(没有任何内容被改动):{error:#}", "internal error (nothing was changed): {error:#}")
}
