//! Folders that hold copies of a database for as long as a command runs, and
//! answers that have no name yet. They go when it ends and when it is interrupted;
//! what one that was killed left behind, a later command finds and removes.

use std::fs::{File, Permissions, TryLockError};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{NamedTempFile, TempDir};

/// What a folder is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A file from anybody, to be looked into.
    Audit,
    /// A copy that is to get a name beside the folder.
    Copy,
    /// A new database that is to get its name.
    New,
    /// A demo that is being told.
    Demo,
    /// A folder of files that is to get its name.
    Export,
}

impl Purpose {
    const ALL: [Self; 5] = [Self::Audit, Self::Copy, Self::New, Self::Demo, Self::Export];

    /// How its folders' names begin.
    fn prefix(self) -> &'static str {
        match self {
            Purpose::Audit => "fuhua-taken-",
            Purpose::Copy => ".fuhua-copy-",
            Purpose::New => ".fuhua-new-",
            Purpose::Demo => ".fuhua-demo-",
            Purpose::Export => ".fuhua-export-",
        }
    }
}

/// The folders and answers of this process.
static HELD: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn held() -> MutexGuard<'static, Vec<PathBuf>> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A folder that only this user can open. Dropped, it is gone.
pub struct Temporary {
    folder: TempDir,
    /// Tells others that the folder is in use, where the disk knows locks.
    _lock: File,
}

/// How often another folder is made, if somebody takes the new one for a leftover.
const TRIES: usize = 5;

impl Temporary {
    /// Makes one within a folder.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn new(purpose: Purpose, parent: &Path) -> io::Result<Self> {
        let mut held = held();
        for _ in 0..TRIES {
            let folder = tempfile::Builder::new().prefix(purpose.prefix()).permissions(Permissions::from_mode(0o700)).tempdir_in(parent)?;
            let Ok(lock) = File::open(folder.path()) else { continue };
            if matches!(lock.try_lock(), Err(TryLockError::WouldBlock)) || !folder.path().is_dir() {
                continue;
            }
            held.push(folder.path().to_owned());
            return Ok(Self { folder, _lock: lock });
        }
        Err(io::Error::from(io::ErrorKind::ResourceBusy))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        held().retain(|path| path != self.folder.path());
    }
}

/// Removes this process's folders, then does what ends it: none is made between.
pub fn remove_all_and(end: impl FnOnce()) {
    let held = held();
    for path in held.iter() {
        // Whoever is interrupted has no one left to tell.
        let _ = std::fs::remove_dir_all(path).or_else(|_| std::fs::remove_file(path));
    }
    end();
}

/// How the names of answers begin that have none of their own yet.
const ANSWER: &str = ".fuhua-answer-";

/// A file for an answer in the folder where it is to get its name, of a mode that
/// the user's umask says, not of one that only tempfile's own files have.
///
/// # Errors
/// If it cannot be made.
pub fn answer(folder: &Path) -> io::Result<NamedTempFile<File>> {
    let mut held = held();
    let new = |name: &Path| File::options().read(true).write(true).create_new(true).open(name);
    for _ in 0..TRIES {
        let file = tempfile::Builder::new().prefix(ANSWER).make_in(folder, new)?;
        if matches!(file.as_file().try_lock(), Err(TryLockError::WouldBlock)) || !file.path().is_file() {
            continue;
        }
        held.push(file.path().to_owned());
        return Ok(file);
    }
    Err(io::Error::from(io::ErrorKind::ResourceBusy))
}

/// Removes what commands of this user that were killed have left in a folder;
/// returns how many copies and answers that were. One that is in use stays.
pub fn sweep(parent: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(parent) else { return 0 };
    entries.flatten().filter(|entry| is_ours(&entry.file_name()) && remove_left(&entry.path())).count()
}

fn is_ours(name: &std::ffi::OsStr) -> bool {
    let mut prefixes = Purpose::ALL.iter().map(|purpose| purpose.prefix()).chain([ANSWER]);
    name.to_str().is_some_and(|name| prefixes.any(|prefix| name.starts_with(prefix)))
}

fn remove_left(path: &Path) -> bool {
    let Ok(meta) = std::fs::symlink_metadata(path) else { return false };
    let kind = if path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(ANSWER.as_bytes())) {
        meta.is_file()
    } else {
        meta.is_dir()
    };
    let free = || File::open(path).is_ok_and(|there| there.try_lock().is_ok());
    let remove = || if meta.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
    kind && meta.uid() == rustix::process::geteuid().as_raw() && free() && remove().is_ok()
}
