//! The parts of a ZIP file, once it is known how large they are.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Cursor, Read};

use zip::ZipArchive;

use super::refusals::{damaged, locked, sound};
use crate::intake::grid::too_large;
use crate::tr;

/// The most bytes of all parts, unpacked.
const MAX_WHOLE: u64 = 384 << 20;

/// The most bytes of a part that is kept in memory.
const MAX_KEPT: u64 = 64 << 20;

/// The most parts.
const MAX_PARTS: usize = 20_000;

/// A ZIP file whose parts have been measured.
pub(super) struct Package {
    zip: ZipArchive<Cursor<Vec<u8>>>,
    /// The place and the size of each part, by its name in small letters.
    parts: HashMap<String, (usize, u64)>,
}

impl Package {
    /// Measures a file's parts.
    ///
    /// # Errors
    /// A fault if it is locked, damaged or too large.
    pub(super) fn open(bytes: Vec<u8>) -> anyhow::Result<Self> {
        let mut zip = sound(ZipArchive::new(Cursor::new(bytes)))?;
        if zip.len() > MAX_PARTS {
            return too_large(tr!("压缩包里的部分太多,超过上限", "the package has more parts than the limit"));
        }
        let (mut parts, mut whole) = (HashMap::new(), 0);
        for at in 0..zip.len() {
            let part = match zip.by_index(at) {
                Ok(part) => part,
                Err(zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED)) => return locked(),
                Err(_) => return damaged().err(),
            };
            let name = sound(part.name())?.replace('\\', "/").trim_start_matches('/').to_lowercase();
            // What the directory says of sizes may be anything: they are measured.
            let size = sound(std::io::copy(&mut part.take(MAX_WHOLE - whole + 1), &mut std::io::sink()))?;
            whole += size;
            if whole > MAX_WHOLE {
                let most = MAX_WHOLE >> 20;
                return too_large(tr!("文件太大:解压后超过{most}MB", "it is too large: unpacked, more than {most} MB"));
            }
            parts.insert(name, (at, size));
        }
        Ok(Self { zip, parts })
    }

    /// Whether there is a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&name.to_lowercase())
    }

    /// A part, to be read on.
    ///
    /// # Errors
    /// A fault if there is none.
    pub(super) fn part(&mut self, name: &str) -> anyhow::Result<impl BufRead + '_> {
        let (at, _) = sound(self.parts.get(&name.to_lowercase()).copied().ok_or(()))?;
        Ok(BufReader::new(sound(self.zip.by_index(at))?))
    }

    /// A part as text.
    ///
    /// # Errors
    /// A fault if there is none, it is no text, or too large to be kept.
    pub(super) fn text(&mut self, name: &str) -> anyhow::Result<String> {
        let (_, size) = sound(self.parts.get(&name.to_lowercase()).copied().ok_or(()))?;
        if size > MAX_KEPT {
            let most = MAX_KEPT >> 20;
            return too_large(tr!(
                "文件太大:其中一部分解压后超过{most}MB",
                "it is too large: a part of it, unpacked, has more than {most} MB"
            ));
        }
        let mut text = String::new();
        sound(self.part(name)?.read_to_string(&mut text))?;
        Ok(text.trim_start_matches('\u{feff}').to_owned())
    }
}
