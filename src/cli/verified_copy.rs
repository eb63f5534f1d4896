//! A verified copy of a database, then its name: what `backup`, `restore` and
//! `upgrade` make. There is never half a file under the name.

use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};
use tempfile::TempPath;

use crate::cli::ctx::Ctx;
use crate::document::{Cell, Fact};
use crate::domain::text::printable;
use crate::fault::{Fault, system};
use crate::journal::integrity::{self, Census};
use crate::store::file::{backup, header};
use crate::store::records::registry::JOURNAL;
use crate::store::{Db, open_any};
use crate::tr;

/// A copy that has been verified and has no name yet. Dropped, it is gone.
pub struct Copy {
    file: TempPath,
    folder: PathBuf,
    /// What it holds.
    pub census: Census,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// Copies a database, whole or not at all and while others use it, into the
/// folder of `target`, and verifies the copy. The database is held from then
/// on, and must not be opened beside the connection: closing a file drops the
/// process's locks on it.
///
/// # Errors
/// A fault if the database is not sound, or the folder cannot be written.
pub fn make(db: &Db, target: &Path) -> anyhow::Result<Copy> {
    let cannot = |e| unwritten(target, &e);
    let folder = folder_of(target).canonicalize().map_err(cannot)?;
    db.hold()?;
    let there = integrity::census(db)?;
    let file = tempfile::Builder::new().prefix(".fuhua-copy-").tempfile_in(&folder).map_err(cannot)?.into_temp_path();
    backup::copy(db, &file)?;
    let mut copy = Copy { file, folder, census: there.clone(), bytes: 0, sha256: String::new() };
    copy.verify()?;
    if copy.census != there {
        return Fault::device(tr!("副本与原库不同,已弃去", "the copy differs from the database and was dropped"))
            .hint(tr!("检查磁盘后再试", "check the disk and try again"))
            .err();
    }
    Ok(copy)
}

impl Copy {
    /// The file, while it has no name.
    pub fn path(&self) -> &Path {
        &self.file
    }

    /// Reads it back: whether it is sound, what it holds, its digest.
    ///
    /// # Errors
    /// A fault if it is not sound.
    pub fn verify(&mut self) -> anyhow::Result<()> {
        let db = open_any(&self.file)?;
        self.census = integrity::check(&db)?;
        drop(db);
        (self.bytes, self.sha256) = backup::digest(&self.file, u64::MAX, |_| Ok(()))?;
        Ok(())
    }

    /// Gives it its name, which nothing may have, for good.
    ///
    /// # Errors
    /// A fault if something has come to have the name, or the disk fails; no
    /// file is then left.
    pub fn place(self, target: &Path) -> anyhow::Result<()> {
        Ok(place(self.file, &self.folder, target)?)
    }

    /// The last entry's code.
    pub fn entry(&self) -> String {
        JOURNAL.code(self.census.head.entry).to_string()
    }

    /// What it is, for programs.
    pub fn json(&self, file: &Path) -> Json {
        json!({
            "file": file.display().to_string(),
            "entry": self.entry(),
            "head": self.census.head.hash,
            "schema_version": self.census.version,
            "bytes": self.bytes,
            "sha256": self.sha256,
        })
    }

    /// What it is, for people.
    pub fn facts(&self, file: &Path) -> Vec<Fact> {
        vec![
            Fact::new(tr!("文件", "file"), file.display().to_string()),
            Fact::new(tr!("最后一条流水", "last entry"), Cell::code(self.entry())),
            Fact::new(tr!("链首", "head"), Cell::code(&self.census.head.hash)),
            // No file of ours has more than 2⁶³ bytes.
            Fact::new(tr!("大小", "size"), i64::try_from(self.bytes).unwrap_or(i64::MAX)).unit(tr!("字节", "bytes")),
            Fact::new(tr!("文件摘要", "file SHA-256"), Cell::code(&self.sha256)),
        ]
    }
}

/// Gives a new file, closed and in `folder`, the name `target`, which nothing
/// may have, for good.
///
/// # Errors
/// A fault if something has come to have the name (input), or the disk fails;
/// no file is then left.
pub fn place(file: TempPath, folder: &Path, target: &Path) -> Result<(), Fault> {
    let cannot = |e| unwritten(target, &e);
    File::open(&file).and_then(|f| f.sync_all()).map_err(cannot)?;
    // A link fails where something has come to be meanwhile, as a rename does not.
    match std::fs::hard_link(&file, target) {
        Ok(()) => drop(file),
        Err(e) if e.kind() == ErrorKind::AlreadyExists => return Err(taken(target)),
        // Memory sticks have file systems without links.
        Err(_) => file.persist_noclobber(target).map_err(|e| match e.error.kind() {
            ErrorKind::AlreadyExists => taken(target),
            _ => cannot(e.error),
        })?,
    }
    File::open(folder).and_then(|f| f.sync_all()).map_err(|e| {
        let _ = std::fs::remove_file(target);
        cannot(e)
    })
}

/// The folder in which a path lies.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// What is said of a file that cannot be made.
pub fn unwritten(target: &Path, e: &std::io::Error) -> Fault {
    let shown = printable(&target.display().to_string());
    Fault::device(tr!("无法写入 {shown}:{e}", "cannot write {shown}: {e}", e = system(e)))
}

/// What is said of a name that is taken.
pub fn taken(target: &Path) -> Fault {
    let shown = printable(&target.display().to_string());
    Fault::input(tr!("{shown} 已经存在,不会覆盖", "{shown} exists and is not replaced"))
}

/// Refuses a name that is taken, or that SQLite would take for a part of a
/// database: what is left of another file's journal, or the database's own.
///
/// # Errors
/// [`Fault`] (input) that says which.
pub fn free(target: &Path, ctx: &Ctx<'_, '_>) -> Result<(), Fault> {
    if target.symlink_metadata().is_ok() {
        return Err(taken(target));
    }
    let shown = printable(&target.display().to_string());
    if let Some((_, left)) = header::companions(target).first() {
        let left = printable(&left.display().to_string());
        return Err(Fault::input(tr!("{shown} 旁边有另一个数据库留下的 {left}", "beside {shown} stands {left}, left by another database")));
    }
    let place = |path: &Path| Some((folder_of(path).canonicalize().ok()?, path.file_name()?.to_owned()));
    let (Some((folder, name)), Some((db_folder, db_name))) = (place(target), place(&ctx.db)) else { return Ok(()) };
    let own = header::TAILS.iter().any(|tail| header::beside(Path::new(&db_name), tail).as_os_str() == name);
    if own && folder == db_folder {
        return Err(Fault::input(tr!("{shown} 是数据库自己要用的文件名", "{shown} is a name that the database itself uses")));
    }
    Ok(())
}

/// Says of a fault what was being done.
pub fn reworded(error: anyhow::Error, words: impl FnOnce(&str) -> String, hint: String) -> anyhow::Error {
    match error.downcast::<Fault>() {
        Ok(mut fault) => {
            fault.message = words(&fault.message);
            fault.hint.get_or_insert(hint);
            fault.into()
        }
        Err(other) => other,
    }
}
