//! A file from anybody, taken into a private folder before anything looks into
//! it. The file and its folder are only read; what SQLite must put right, it
//! puts right in the copy.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Context;
use sha2::{Digest as _, Sha256};

use super::backup::{digest, read_through};
use super::temporary::{Purpose, Temporary};
use super::{header, sandbox};
use crate::domain::digest::hex;
use crate::domain::text::printable;
use crate::fault::{Fault, system};
use crate::tr;

/// The largest file that is taken, in bytes.
const LARGEST: u64 = 4 << 30;
/// How long a writer is waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// The copy's name in its folder.
const COPY: &str = "copy.db";

/// What became of a file that lay beside the given one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompanionState {
    /// SQLite put the copy right with it.
    Applied,
    /// It changed nothing.
    Idle,
    /// It names other files: it was left out.
    Foreign,
    /// It is no regular file: it was left out.
    Strange,
}

/// Whether a digest of the bytes is wanted: it takes more time than the copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digest {
    /// It is.
    Wanted,
    /// It is not.
    Unwanted,
}

/// A file that was given, and the private copy of it.
pub struct Given {
    /// The file's absolute path, behind any link.
    pub path: PathBuf,
    /// Whether the path given was a link to it.
    pub linked: bool,
    /// SHA-256 of its bytes as they were given, in hex, if it was wanted.
    pub sha256: Option<String>,
    /// The version of its schema, once put right.
    pub version: u32,
    /// What lay beside it, by the tail of its name.
    pub left: Vec<(&'static str, CompanionState)>,
    /// How many bytes the copy has, once put right.
    pub size: u64,
    /// How many bytes it says that it has.
    pub whole: u64,
    folder: Temporary,
}

impl Given {
    /// Where the copy is.
    pub fn copy(&self) -> PathBuf {
        self.folder.path().join(COPY)
    }
}

/// Copies a file of ours, with its journal or write-ahead log, into a folder
/// that only this user can open, and lets SQLite put the copy right.
///
/// # Errors
/// [`Fault`] (database) if the file cannot be one of ours, is too large or does
/// not keep still; (device) if it cannot be copied.
pub fn take(path: &Path, wanted: Digest) -> anyhow::Result<Given> {
    let header = header::look(path)?;
    let shown = printable(&path.display().to_string());
    if header.size > LARGEST {
        let size = header.size;
        return Fault::database(tr!(
            "{shown} 有{size}字节,超过4 GiB,不予检查",
            "{shown} has {size} bytes, more than 4 GiB: it is not checked"
        ))
        .err();
    }
    let folder = Temporary::new(Purpose::Audit, &std::env::temp_dir())
        .map_err(|e| Fault::device(tr!("无法新建临时文件夹:{e}", "cannot make a temporary folder: {e}", e = system(&e))))?;
    let copy = folder.path().join(COPY);
    let started = Instant::now();
    let (sha256, mut left) = loop {
        let before = state(&header.path);
        let taken = copy_all(&header.path, &copy, wanted)?;
        if before == state(&header.path) {
            break taken;
        }
        if started.elapsed() > PATIENCE {
            return Fault::database(tr!("{shown} 一直在被另一个程序改动", "another program keeps changing {shown}"))
                .hint(tr!("等它结束后再试", "try again when it has finished"))
                .err();
        }
        std::thread::sleep(Duration::from_millis(100));
    };
    recover(&copy, &mut left)?;
    let linked = std::fs::symlink_metadata(path).is_ok_and(|m| m.is_symlink());
    let (size, whole, version) = match header::look(&copy) {
        Ok(now) => (now.size, now.whole, now.version),
        // What was applied spoilt the first page: SQLite will say how.
        Err(_) => (header.size, header.size, header.version),
    };
    Ok(Given { path: header.path, linked, sha256, version, left, size, whole, folder })
}

/// What of a file shows whether somebody wrote.
#[derive(PartialEq, Eq)]
struct State {
    inode: u64,
    length: u64,
    /// Seconds and nanoseconds; of the database itself it does not matter.
    changed: (i64, i64),
    first: Vec<u8>,
}

/// What shows that nobody wrote: SQLite changes the counter in the first page
/// with every commit, and a journal is there, whole and synced, for as long as
/// pages are being written. A commit that is caught in the middle is whole with
/// its journal.
fn state(path: &Path) -> [Option<State>; 3] {
    ["", header::LOGS[0], header::LOGS[1]].map(|tail| {
        let file = header::beside(path, tail);
        let meta = std::fs::metadata(&file).ok()?;
        let mut first = Vec::new();
        if meta.is_file() {
            File::open(&file).ok()?.take(100).read_to_end(&mut first).ok()?;
        }
        let changed = if tail.is_empty() { (0, 0) } else { (meta.mtime(), meta.mtime_nsec()) };
        Some(State { inode: meta.ino(), length: meta.len(), changed, first })
    })
}

type Taken = (Option<String>, Vec<(&'static str, CompanionState)>);

fn copy_all(path: &Path, copy: &Path, wanted: Digest) -> anyhow::Result<Taken> {
    let sha256 = copy_file(path, copy, wanted)?;
    let mut left = Vec::new();
    for tail in header::LOGS {
        let (from, to) = (header::beside(path, tail), header::beside(copy, tail));
        let _ = std::fs::remove_file(&to);
        let Ok(meta) = std::fs::symlink_metadata(&from) else { continue };
        let fate = if !meta.is_file() {
            CompanionState::Strange
        } else if meta.len() == 0 {
            continue;
        } else if meta.len() > LARGEST || (tail == header::LOGS[0] && header::names_other_files(&from)) {
            CompanionState::Foreign
        } else {
            match copy_file(&from, &to, Digest::Unwanted) {
                Ok(_) => CompanionState::Idle,
                // Its writer has just finished: the loop looks again.
                Err(_) if !from.exists() => continue,
                Err(e) => return Err(e),
            }
        };
        left.push((tail, fate));
    }
    Ok((sha256, left))
}

/// Copies the bytes; returns their SHA-256 in hex, if it is wanted.
fn copy_file(from: &Path, to: &Path, wanted: Digest) -> anyhow::Result<Option<String>> {
    let unwritten = |e: std::io::Error| {
        Fault::device(tr!("无法复制数据库:{e}", "cannot copy the database: {e}", e = system(&e)))
            .hint(tr!("检查临时文件夹(TMPDIR)的剩余空间", "see that the temporary folder (TMPDIR) has room"))
    };
    let mut target = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(to).map_err(unwritten)?;
    // Holes stay holes: a file may say that it is large and hold next to nothing.
    let mut hash = (wanted == Digest::Wanted).then(Sha256::new);
    let size = read_through(from, LARGEST, |bytes| {
        if let Some(hash) = &mut hash {
            hash.update(bytes);
        }
        let holds = bytes.chunks(4096).any(|part| part.iter().fold(0, |all, byte| all | byte) != 0);
        let written = if holds { target.write_all(bytes) } else { target.seek_relative(bytes.len() as i64) };
        Ok(written.map_err(unwritten)?)
    })?;
    target.set_len(size).map_err(unwritten)?;
    Ok(hash.map(|hash| hex(&hash.finalize())))
}

/// Lets SQLite roll back or bring in, in the copy, what lay beside the file;
/// then nothing is left beside the copy, and it is no longer in WAL mode, so
/// that a reading connection writes nothing at all.
fn recover(copy: &Path, left: &mut [(&'static str, CompanionState)]) -> anyhow::Result<()> {
    if left.iter().any(|(_, fate)| *fate == CompanionState::Idle) {
        let given = digest(copy, u64::MAX, |_| Ok(()))?.1;
        sandbox::settle(copy)?;
        for tail in header::TAILS {
            let _ = std::fs::remove_file(header::beside(copy, tail));
        }
        if digest(copy, u64::MAX, |_| Ok(()))?.1 != given {
            left.iter_mut().filter(|(_, fate)| *fate == CompanionState::Idle).for_each(|(_, fate)| *fate = CompanionState::Applied);
        }
    }
    let mut file = OpenOptions::new().read(true).write(true).open(copy).context("the copy")?;
    let mut modes = [0u8; 2];
    file.seek(SeekFrom::Start(18)).and_then(|_| file.read_exact(&mut modes)).context("the copy")?;
    if modes == [2, 2] {
        file.seek(SeekFrom::Start(18)).and_then(|_| file.write_all(&[1, 1])).context("the copy")?;
    }
    Ok(())
}
