//! `upgrade`: brings a database of an older format to the current one.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::cli::verified_copy;
use crate::cli::write::{Written, write_to};
use crate::document::Document;
use crate::domain::text::printable;
use crate::fault::Fault;
use crate::store::file::{header, open};
use crate::store::schema::{VERSION, migrate, steps};
use crate::store::{Durability, open_any};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {}

/// What an upgrade did.
struct Done {
    from: u32,
    copy: PathBuf,
    journal: serde_json::Value,
}

/// Upgrades the database, with a verified copy of the file kept beside it.
///
/// # Errors
/// A fault if it cannot be upgraded; it is then as it was.
pub fn run(_: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let shown = printable(&ctx.db.display().to_string());
    if open::version(&ctx.db)? == VERSION {
        let words = tr!("{shown} 已是当前的第{VERSION}版格式,无须升级", "{shown} has the current format {VERSION} already");
        let mut document = Document::default();
        document.text(words);
        return Answer::new(json!({"from": VERSION, "to": VERSION, "copy": null, "journal": null}), document);
    }
    let done = beside(ctx)?;
    ctx.committed = !ctx.dry_run;
    let mut document = Document::default();
    document.text(if ctx.dry_run {
        tr!("试运行:{what};未保存", "dry run: {what}; nothing was kept", what = told(&done))
    } else {
        told(&done)
    });
    let copy = (!ctx.dry_run).then(|| done.copy.display().to_string());
    let mut json = json!({"from": done.from, "to": VERSION, "copy": copy, "journal": done.journal});
    if ctx.dry_run {
        json["dry_run"] = true.into();
    }
    Answer::new(json, document)
}

fn told(done: &Done) -> String {
    let (from, copy) = (done.from, printable(&done.copy.display().to_string()));
    tr!(
        "数据库从第{from}版格式升级到第{VERSION}版,原文件另存为 {copy}",
        "the database was upgraded from format {from} to {VERSION}; the file as it was is {copy}"
    )
}

/// Upgrades the database before a command that records something, if it is of
/// an older format, and says so.
///
/// # Errors
/// As [`run`].
pub fn before_writing(ctx: &mut Ctx<'_, '_>) -> anyhow::Result<()> {
    // Whatever else is wrong with the file is told when it is opened.
    let old = open::version(&ctx.db).is_ok_and(|version| version != VERSION && steps::reaches(version));
    if !old || ctx.dry_run {
        return Ok(());
    }
    let done = beside(ctx)?;
    ctx.host.say(&told(&done));
    Ok(())
}

/// Upgrades the database with a copy beside it. Nobody can write between the
/// copy and the upgrade.
fn beside(ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Done> {
    let db = ctx.db.clone();
    let from = open::version(&db)?;
    if !steps::reaches(from) {
        return Err(steps::too_old(from));
    }
    // The reader is opened first: see `verified_copy::make`.
    let reader = open_any(&db)?;
    let writer = open::open_upgrade(&db, ctx.durability())?;
    let name = free_name(&db, from)?;
    ctx.files.makes_at(&name)?;
    let copy = verified_copy::make(&reader, &name)?;
    drop(reader);
    if copy.census.version != from {
        return Fault::database(tr!("另一个程序刚刚升级了数据库", "another program has just upgraded the database"))
            .hint(tr!("再运行一次即可", "run the command again"))
            .err();
    }
    if !ctx.dry_run {
        copy.place(&name)?;
    }
    let kept = name.file_name().map(|n| n.to_string_lossy().into_owned());
    match apply(ctx, writer, kept.as_deref()) {
        Ok(journal) => Ok(Done { from, copy: name, journal }),
        Err(error) => {
            // It is what the database still is, unless all but the last call of the commit worked.
            if !ctx.dry_run && open::version(&db).is_ok_and(|version| version == from) {
                let _ = std::fs::remove_file(&name);
            }
            Err(error)
        }
    }
}

/// Upgrades a file that has no name yet and of which a copy exists.
///
/// # Errors
/// As [`run`].
pub fn nameless(file: &Path, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<()> {
    let writer = open::open_upgrade(file, Durability::Scratch)?;
    let dry_run = std::mem::replace(&mut ctx.dry_run, false);
    let done = apply(ctx, writer, None);
    ctx.dry_run = dry_run;
    done.map(|_| ())
}

/// Runs the steps through the gate. Returns the entry's code in JSON.
fn apply(ctx: &mut Ctx<'_, '_>, writer: crate::store::Writer, copy: Option<&str>) -> anyhow::Result<serde_json::Value> {
    // What was typed belongs to the command that follows.
    let typed = std::mem::take(&mut ctx.typed);
    let overriding = ctx.overriding.take();
    let answer = write_to(ctx, writer, "upgrade", |w| {
        migrate::run(w, copy)?;
        Ok(Written { code: String::new(), kind: "database", message: String::new(), next: Vec::new(), warnings: Vec::new() })
    });
    ctx.typed = typed;
    ctx.overriding = overriding;
    ctx.committed = false;
    Ok(answer?.json["journal"].take())
}

/// `NAME.v1-backup-1`, or the next number that is free.
fn free_name(db: &Path, version: u32) -> anyhow::Result<PathBuf> {
    let name = |n: u32| header::beside(db, &format!(".v{version}-backup-{n}"));
    match (1..1000).map(name).find(|path| path.symlink_metadata().is_err()) {
        Some(path) => Ok(path),
        None => Fault::device(tr!("已有太多升级前的副本", "there are too many copies from before upgrades"))
            .hint(tr!("把它们移到别处", "move them elsewhere"))
            .err(),
    }
}

#[cfg(test)]
mod trial;
