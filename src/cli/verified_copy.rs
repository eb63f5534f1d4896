//! A verified copy of a database, then its name: what `backup`, `restore` and
//! `upgrade` make. There is never half a file under the name.

use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};
use tempfile::TempPath;

use crate::cli::ctx::Ctx;
use crate::cli::files::{folder_of, place, unwritten};
use crate::document::{Cell, Fact};
use crate::fault::Fault;
use crate::journal::integrity::{self, Census};
use crate::store::file::backup;
use crate::store::file::temporary::{Purpose, Temporary};
use crate::store::records::registry::JOURNAL;
use crate::store::{Db, open_own};
use crate::tr;

/// A copy that has been verified and has no name yet. Dropped, it is gone.
pub struct Copy {
    file: TempPath,
    /// Where the file is while it has no name.
    workshop: Temporary,
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
    let workshop = Temporary::new(Purpose::Copy, &folder).map_err(cannot)?;
    let file = tempfile::NamedTempFile::new_in(workshop.path()).map_err(cannot)?.into_temp_path();
    backup::copy(db, &file)?;
    let mut copy = Copy { file, workshop, folder, census: there.clone(), bytes: 0, sha256: String::new() };
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
        let db = open_own(&self.file)?;
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
        place(self.file, &self.folder, target)?;
        drop(self.workshop);
        Ok(())
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

/// Says that copies were found which commands that were killed had left.
pub fn told_of_left(n: usize, ctx: &mut Ctx<'_, '_>) {
    if n > 0 {
        ctx.host.say(&tr!("已删除被中断的命令留下的{n}份临时文件", "removed temporary files that a killed command had left: {n}"));
    }
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
