//! Papers by their digests: of one file, and of all in a folder.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::domain::digest::hex;
use crate::domain::text::printable;
use crate::fault::{Fault, system};
use crate::tr;

/// What a file is told by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Its length in bytes.
    pub bytes: u64,
    /// Its SHA-256, in lower-case hex.
    pub sha256: String,
}

/// Reads a file through, whatever its length, and keeps nothing of it.
///
/// # Errors
/// [`Fault`] (device) if it is no regular file, or cannot be read.
pub fn fingerprint(path: &Path) -> anyhow::Result<Fingerprint> {
    let shown = printable(&path.display().to_string());
    let cannot = |why: String| {
        Fault::device(tr!("无法读取文件 {shown}:{why}", "cannot read the file {shown}: {why}"))
            .hint(tr!("核对文件名和权限", "check the file's name and permissions"))
    };
    // A pipe may never end, or never begin.
    if !fs::metadata(path).map_err(|e| cannot(system(&e)))?.is_file() {
        return cannot(tr!("这不是普通文件", "it is not a regular file")).err();
    }
    read(path).map_err(|e| cannot(system(&e)).into())
}

fn read(path: &Path) -> io::Result<Fingerprint> {
    let (mut file, mut hash, mut bytes) = (File::open(path)?, Sha256::new(), 0);
    let mut part = vec![0; 64 << 10];
    loop {
        match file.read(&mut part)? {
            0 => return Ok(Fingerprint { bytes, sha256: hex(&hash.finalize()) }),
            n => {
                hash.update(&part[..n]);
                bytes += n as u64;
            }
        }
    }
}

/// The digests of all files in a folder and the folders in it. Links are not
/// followed: what they lead to is not in the folder.
///
/// # Errors
/// [`Fault`] (device) if it is no folder, or something in it cannot be read.
pub fn folder(path: &Path) -> anyhow::Result<BTreeSet<String>> {
    let mut digests = BTreeSet::new();
    let mut folders: Vec<PathBuf> = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        let shown = printable(&folder.display().to_string());
        let cannot = |e: io::Error| {
            let why = system(&e);
            Fault::device(tr!("无法读取文件夹 {shown}:{why}", "cannot read the folder {shown}: {why}"))
                .hint(tr!("核对文件夹的名称和权限", "check the folder's name and permissions"))
        };
        for entry in fs::read_dir(&folder).map_err(cannot)? {
            let entry = entry.map_err(cannot)?;
            let kind = entry.file_type().map_err(cannot)?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                digests.insert(fingerprint(&entry.path())?.sha256);
            }
        }
    }
    Ok(digests)
}
