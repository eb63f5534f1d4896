//! A copy of a database, page by page, while others use it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rusqlite::OpenFlags;
use rusqlite::backup::{Backup, StepResult};
use sha2::{Digest, Sha256};

use crate::domain::digest::hex;
use crate::domain::text::printable;
use crate::fault::{Fault, system};
use crate::store::connection::connect;
use crate::store::{Db, fault_of};
use crate::tr;

impl Db {
    /// From now on everything that this connection reads is of one state,
    /// whatever others write meanwhile. Writers wait until it is dropped.
    ///
    /// # Errors
    /// If the file stays locked, or SQLite fails.
    pub fn hold(&self) -> anyhow::Result<()> {
        self.conn.execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema").map_err(fault_of)
    }
}

/// Copies a database that is held into an empty file, and syncs it.
///
/// # Errors
/// If the file cannot be written or the database not be read.
pub fn copy(from: &Db, to: &Path) -> anyhow::Result<()> {
    let mut target = connect(to, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(|e| cannot(&e.to_string()))?;
    // The file has no name yet: if this fails, it goes. No journal is left beside it.
    target.execute_batch("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF").map_err(fault_of)?;
    let step = Backup::new(&from.conn, &mut target).and_then(|backup| backup.step(-1)).map_err(fault_of)?;
    if step != StepResult::Done {
        return Fault::database(tr!("数据库正被另一个程序使用,未能复制", "the database is busy and could not be copied"))
            .hint(tr!("稍后再试", "try again shortly"))
            .err();
    }
    target.close().map_err(|(_, e)| fault_of(e))?;
    File::open(to).and_then(|file| file.sync_all()).map_err(|e| cannot(&system(&e)))
}

fn cannot(e: &str) -> anyhow::Error {
    Fault::device(tr!("无法写入副本:{e}", "cannot write the copy: {e}")).into()
}

/// The size in bytes and SHA-256, in hex, of a file of at most `most` bytes;
/// `each` gets its bytes too. No connection may be open on it: to close the
/// file would drop SQLite's locks.
///
/// # Errors
/// [`Fault`] (database) if it cannot be read; what `each` fails with.
pub fn digest(path: &Path, most: u64, mut each: impl FnMut(&[u8]) -> anyhow::Result<()>) -> anyhow::Result<(u64, String)> {
    let mut hash = Sha256::new();
    let size = read_through(path, most, |bytes| {
        hash.update(bytes);
        each(bytes)
    })?;
    Ok((size, hex(&hash.finalize())))
}

/// As [`digest`], without the digest, which takes most of the time.
///
/// # Errors
/// As [`digest`].
pub(super) fn read_through(path: &Path, most: u64, mut each: impl FnMut(&[u8]) -> anyhow::Result<()>) -> anyhow::Result<u64> {
    let shown = printable(&path.display().to_string());
    let unread = |e: std::io::Error| Fault::database(tr!("无法读取 {shown}:{e}", "cannot read {shown}: {e}", e = system(&e)));
    // It may grow while it is read.
    let mut file = File::open(path).map_err(unread)?.take(most);
    let (mut size, mut buffer) = (0, vec![0u8; 1 << 18]);
    loop {
        let n = file.read(&mut buffer).map_err(unread)?;
        if n == 0 {
            return Ok(size);
        }
        size += n as u64;
        each(&buffer[..n])?;
    }
}
