//! Printing answers and faults.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde_json::json;

use super::answer::Answer;
use super::ctx::Ctx;
use super::format;
use super::host::Host;
use crate::document::{Block, Document, Setting, Table};
use crate::domain::personal::masked;
use crate::domain::text::{is_unsafe, printable};
use crate::fault::{Fault, system};
use crate::tr;

/// Prints an answer, or writes it to `--output`. Returns the exit code.
///
/// # Errors
/// A fault if it cannot be written; if a change was made permanent, that is
/// only said, for the command has succeeded.
pub fn emit(mut answer: Answer, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<i32> {
    let (mut notes, exit) = (ctx.said(), answer.exit);
    notes.append(&mut answer.notes);
    let setting = Setting { width: ctx.host.screen.width, to_file: ctx.output.is_some(), bom: ctx.bom };
    let (format, table) = (ctx.format, ctx.table.clone());
    // What is said of records comes first, as if it had been known before.
    let at = if answer.records.is_some() { 0 } else { notes.len() };
    let write = |answer, table: Option<&str>, out: &mut dyn Write| format::render(answer, format, table, setting, out);
    let written = match &ctx.output {
        Some(path) if is_folder(path) => each_table(answer, path, ctx, setting),
        Some(path) => ctx.files.write(path, |out| write(answer, table.as_deref(), out)),
        None => match ctx.pages.filter(|_| answer.made.is_empty()) {
            Some(rows) => paged(rows, ctx.host, |out| write(answer, table.as_deref(), out)),
            None => print(&mut *ctx.host.out, |out| write(answer, table.as_deref(), out)),
        },
    }
    .map(|left_out| drop(notes.splice(at..at, left_out)));
    match written {
        Ok(()) => notes.extend(ctx.output.as_ref().map(|path| {
            let shown = printable(&path.display().to_string());
            tr!("已写入 {shown}", "written to {shown}")
        })),
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

/// Whether a path names a folder, by the stroke at its end.
fn is_folder(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

/// Writes every table of an answer to a file of its own in a folder.
fn each_table(answer: Answer, folder: &Path, ctx: &Ctx<'_, '_>, setting: Setting) -> anyhow::Result<Vec<String>> {
    let Some((writer, ending)) = ctx.format.of_tables() else {
        return Fault::input(tr!("文件夹只能接收 CSV,一张表一个文件", "a folder takes CSV, a file a table"))
            .hint(tr!("加 -f csv,或去掉末尾的 /", "add -f csv, or leave out the / at the end"))
            .err();
    };
    let named = |table: &Table| {
        let name = table.name().replace(['/', '\\', ' '], "-");
        folder.join(format!("{name}.{ending}"))
    };
    // Of records the last table alone has rows that are still to be read.
    let last = match answer.document.blocks.last() {
        Some(Block::Table(table)) if answer.records.is_some() => Some(table.id.as_str()),
        _ => None,
    };
    let tables = answer.document.tables();
    let tables: Vec<&Table> =
        tables.iter().map(AsRef::as_ref).filter(|table: &&Table| last == Some(&table.id) || !table.rows.is_empty()).collect();
    if tables.is_empty() {
        return Fault::input(tr!("这个结果不含表", "this answer has no tables"))
            .hint(tr!("用 -o 指明一个文件", "name a file with -o"))
            .err();
    }
    for table in &tables {
        ctx.files.may_write(&named(table))?;
    }
    for table in &tables {
        let document = Document::of((*table).clone());
        ctx.files.write(&named(table), |out| match &answer.records {
            Some(records) if last == Some(&table.id) => (writer.stream)(&document, &**records, setting, out),
            _ => Ok(out.write_all(&(writer.write)(&document, setting)?)?),
        })?;
    }
    Ok(Vec::new())
}

/// So many bytes are held back before the first are printed: what fails before
/// prints nothing.
const HELD: usize = 256 << 10;

/// Prints what `write` writes, page by page if it is longer than the screen.
///
/// # Errors
/// As [`print`].
fn paged<T>(rows: usize, host: &mut Host<'_>, write: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>) -> anyhow::Result<T> {
    let mut text = Vec::new();
    let done = write(&mut text)?;
    let pager = host.text("PAGER")?.unwrap_or_else(|| "less".to_owned());
    let long = text.iter().filter(|byte| **byte == b'\n').count() >= rows;
    let shown = long && host.person.page(&text, &pager).unwrap_or(false);
    if !shown {
        print(&mut *host.out, |out| Ok(out.write_all(&text)?))?;
    }
    Ok(done)
}

/// Prints what `write` writes.
///
/// # Errors
/// A fault if it cannot be printed; else what `write` fails with.
fn print<T>(out: &mut dyn Write, write: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>) -> anyhow::Result<T> {
    let mut held = BufWriter::with_capacity(HELD, out);
    let written = write(&mut held).and_then(|done| {
        held.flush()?;
        Ok(done)
    });
    // What is left of an answer that failed is not printed.
    drop(held.into_parts());
    written.map_err(|error| match error.downcast::<io::Error>() {
        Ok(e) => Fault::device(tr!("结果无法输出:{e}", "the answer could not be written: {e}", e = system(&e))).into(),
        Err(other) => other,
    })
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
        let _ = writeln!(host.err, "{}", json_safe(&masked(&value.to_string())));
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
