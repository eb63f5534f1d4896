//! Printing answers and faults.

use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::answer::Answer;
use super::ctx::Ctx;
use super::format;
use super::host::Host;
use crate::cli::verified_copy::{folder_of, unwritten};
use crate::document::Setting;
use crate::domain::text::{is_unsafe, printable};
use crate::fault::{Fault, system};
use crate::tr;

/// Whether the arguments ask for JSON, known before they are parsed.
pub fn wants_json(arguments: &[OsString]) -> bool {
    let typed: Vec<&str> = arguments.iter().filter_map(|a| a.to_str()).collect();
    typed.iter().any(|a| matches!(*a, "-fjson" | "-f=json" | "--format=json"))
        || typed.windows(2).any(|w| matches!(w[0], "-f" | "--format") && w[1] == "json")
}

/// Prints an answer, or writes it to `--output`. Returns the exit code.
///
/// # Errors
/// A fault if it cannot be written; if a change was made permanent, that is
/// only said, for the command has succeeded.
pub fn emit(mut answer: Answer, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<i32> {
    let (mut notes, exit) = (std::mem::take(&mut answer.notes), answer.exit);
    let setting = Setting { width: ctx.host.screen.width, to_file: ctx.output.is_some(), bom: ctx.bom };
    let written = format::render(answer, ctx.format, ctx.table.as_deref(), setting).and_then(|(bytes, left_out)| {
        notes.extend(left_out);
        match &ctx.output {
            Some(path) => write_file(path, &ctx.db, &bytes),
            None => ctx
                .host
                .out
                .write_all(&bytes)
                .and_then(|()| ctx.host.out.flush())
                .map_err(|e| Fault::device(tr!("结果无法输出:{e}", "the answer could not be written: {e}", e = system(&e))).into()),
        }
    });
    match written {
        Ok(()) => {}
        Err(error) if ctx.committed => ctx.host.say(&tr!("改动已保存,但{error}", "the change is kept, but {error}")),
        Err(error) => return Err(error),
    }
    if !ctx.quiet {
        for note in notes.iter().chain(&ctx.past_note()) {
            ctx.host.say(note);
        }
    }
    Ok(exit)
}

/// JSON whose strings show every character that could drive a terminal or hide
/// or reorder text as an escape; they mean the same.
pub fn json_safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c != '\n' && is_unsafe(c) {
            let mut units = [0; 2];
            out.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            out.push(c);
        }
    }
    out
}

/// Writes a file whole or not at all, never over the database.
fn write_file(path: &Path, db: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let shown = printable(&path.display().to_string());
    let failed = |e| unwritten(path, &e);
    if of_database(path, db) {
        return Fault::input(tr!("{shown} 是数据库本身,不能用作输出文件", "{shown} is the database itself and cannot take the answer"))
            .err();
    }
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return Fault::device(tr!("{shown} 不是普通文件,不能写入", "{shown} is not a regular file and is not written")).err();
    }
    let folder = folder_of(path);
    let mut file = tempfile::Builder::new().prefix(".fuhua-").tempfile_in(folder).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    file.persist(path).map_err(|e| failed(e.error))?;
    Ok(())
}

/// Whether a path leads to the database or to a companion that SQLite keeps
/// beside it, even one that is not there now: by name, through links, or as
/// the same file under another name.
fn of_database(path: &Path, db: &Path) -> bool {
    let db = fs::canonicalize(db).unwrap_or_else(|_| db.to_owned());
    let real = real(path);
    ["", "-journal", "-wal", "-shm"].into_iter().any(|tail| {
        let mut name = db.clone().into_os_string();
        name.push(tail);
        let ours = PathBuf::from(name);
        let id = |path: &Path| fs::metadata(path).map(|m| (m.dev(), m.ino())).ok();
        real == ours || id(path).is_some_and(|there| id(&ours) == Some(there))
    })
}

/// The path without links; of a file that is not there, what a link to it or
/// its folder says.
fn real(path: &Path) -> PathBuf {
    if let Ok(whole) = fs::canonicalize(path) {
        return whole;
    }
    let target = fs::read_link(path).map_or_else(|_| path.to_owned(), |link| folder_of(path).join(link));
    let folder = fs::canonicalize(folder_of(&target)).unwrap_or_else(|_| folder_of(&target).to_owned());
    target.file_name().map_or_else(|| target.clone(), |name| folder.join(name))
}

/// How many refusals a person is shown at once.
const SHOWN: usize = 6;

/// Tells what went wrong. Returns the exit code.
pub fn fail(error: &anyhow::Error, json: bool, host: &mut Host<'_>) -> i32 {
    let fault = error.downcast_ref::<Fault>();
    if json {
        let value = match fault {
            Some(f) => json!({"error": {"kind": f.kind.name(), "message": f.message, "hint": f.hint, "rules": f.rules}}),
            None => json!({"error": {"kind": "bug", "message": super::bug(error), "hint": null, "rules": []}}),
        };
        let _ = writeln!(host.err, "{}", json_safe(&value.to_string()));
        return super::exit_of(error);
    }
    match fault {
        None => host.say(&super::bug(error)),
        Some(fault) => {
            for (i, line) in fault.message.lines().enumerate() {
                host.say(&if i == 0 { tr!("错误:{line}", "error: {line}") } else { line.to_owned() });
            }
            for (i, rule) in fault.rules.iter().take(SHOWN).enumerate() {
                let (id, clause) = (&rule.rule, &rule.clause);
                if i > 0 {
                    host.say(&tr!("错误:{message}", "error: {message}", message = rule.message));
                }
                host.say(&tr!("  规则 {id},依据 {clause}", "  rule {id}, clause {clause}"));
            }
            if let Some(more) = fault.rules.len().checked_sub(SHOWN).filter(|n| *n > 0) {
                host.say(&tr!("还有{more}处同样的问题;加 -f json 可全部列出", "and {more} more; -f json lists them all"));
            }
            for line in fault.hint.iter().flat_map(|h| h.lines()) {
                host.say(&tr!("提示:{line}", "hint: {line}"));
            }
        }
    }
    super::exit_of(error)
}
