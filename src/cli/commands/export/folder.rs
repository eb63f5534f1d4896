//! The folder of an export while it is being filled.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

use crate::domain::digest::hex;

/// A file of it, for the manifest.
pub struct Entry {
    pub path: String,
    pub bytes: u64,
    pub sha256: String,
    /// How many records it has, if it has any.
    pub rows: Option<usize>,
}

impl Entry {
    pub fn json(&self) -> Json {
        json!({"path": self.path, "rows": self.rows, "bytes": self.bytes, "sha256": self.sha256})
    }
}

/// A file that is being written: what goes into it is counted and digested.
pub struct Growing {
    path: String,
    file: BufWriter<File>,
    digest: Sha256,
    bytes: u64,
}

impl Growing {
    /// Begins a file in a folder, under a path within it; its own folder is made.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn new(root: &Path, path: &str) -> io::Result<Self> {
        let whole = root.join(path);
        if let Some(folder) = whole.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(Self { path: path.to_owned(), file: BufWriter::new(File::create_new(whole)?), digest: Sha256::new(), bytes: 0 })
    }

    /// Ends it; it is on the disk then.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn end(self, rows: Option<usize>) -> io::Result<Entry> {
        self.file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        Ok(Entry { path: self.path, bytes: self.bytes, sha256: hex(&self.digest.finalize()), rows })
    }
}

impl Write for Growing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.file.write(bytes)?;
        self.digest.update(&bytes[..n]);
        self.bytes += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
