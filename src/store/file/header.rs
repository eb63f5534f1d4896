//! The first hundred bytes, looked at before SQLite opens a file, so that a
//! refusal can name its reason.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::domain::text::printable;
use crate::fault::{Fault, system};
use crate::store::schema::steps;
use crate::store::schema::{APPLICATION_ID, VERSION};
use crate::tr;

/// What the first bytes of one of our files say.
pub struct Header {
    /// The file's absolute path, behind any link.
    pub path: PathBuf,
    /// The version of its schema.
    pub version: u32,
    /// How many bytes it has.
    pub size: u64,
    /// How many bytes it says that it has.
    pub whole: u64,
}

/// How often the size is looked at again: a commit between two looks makes it
/// differ for a moment.
const LOOKS: u32 = 5;

/// As [`check`], of any version up to the current one.
///
/// # Errors
/// [`Fault`] (database), naming what is wrong with the file.
pub fn check_any(path: &Path) -> anyhow::Result<Header> {
    let mut header = look(path)?;
    for _ in 1..LOOKS {
        if header.size == header.whole || !companions(&header.path).is_empty() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        header = look(path)?;
    }
    if companions(&header.path).is_empty() && header.size != header.whole {
        let (whole, size) = (header.whole, header.size);
        return refuse(
            path,
            tr!("应有{whole}字节,实有{size}字节,文件被截断或改动过", "it should have {whole} bytes and has {size}: cut short or altered"),
        )
        .err();
    }
    for tail in LOGS {
        let companion = beside(&header.path, tail);
        let strange = std::fs::symlink_metadata(&companion).is_ok_and(|m| !m.is_file());
        if strange || names_other_files(&companion) {
            let why = tr!("旁边的 {tail} 不是本程序留下的", "the {tail} beside it was not left by this program");
            return refuse(path, why).hint(tr!("用 fuhua audit 检查该文件", "check the file with fuhua audit")).err();
        }
    }
    Ok(header)
}

fn refuse(path: &Path, why: String) -> Fault {
    let shown = printable(&path.display().to_string());
    Fault::database(tr!("不能使用数据库 {shown}:{why}", "cannot use the database {shown}: {why}"))
}

/// Reads the first hundred bytes of a regular file of ours, whatever its state.
///
/// # Errors
/// [`Fault`] (database) if it is missing, no regular file, not ours, or newer.
pub fn look(path: &Path) -> anyhow::Result<Header> {
    let shown = printable(&path.display().to_string());
    let io = |e: std::io::Error| refuse(path, system(&e));
    let missing = || {
        Fault::database(tr!("没有数据库 {shown}", "there is no database {shown}"))
            .hint(tr!("用 fuhua init 新建,或用 --db 指明位置", "create one with fuhua init, or say where it is with --db"))
    };
    let absolute = match std::fs::canonicalize(path) {
        Ok(absolute) => absolute,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return missing().err(),
        Err(e) => return io(e).err(),
    };
    let not_regular = || refuse(path, tr!("它不是普通文件", "it is not a regular file"));
    if !std::fs::metadata(&absolute).map_err(io)?.is_file() {
        return not_regular().err();
    }
    let file = File::open(&absolute).map_err(io)?;
    let meta = file.metadata().map_err(io)?;
    if !meta.is_file() {
        return not_regular().err();
    }
    let mut head = Vec::with_capacity(100);
    file.take(100).read_to_end(&mut head).map_err(io)?;
    let be32 = |at: usize| u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
    if head.is_empty() {
        return refuse(path, tr!("它是空文件", "it is empty")).err();
    }
    if head.len() < 100 || !head.starts_with(b"SQLite format 3\0") {
        return refuse(path, tr!("它不是 SQLite 数据库", "it is not an SQLite database")).err();
    }
    if be32(68) != APPLICATION_ID {
        return refuse(path, tr!("它是别的程序的数据库", "it belongs to another program")).err();
    }
    // Digests are of UTF-8: what SQLite calls 1.
    if be32(56) != 1 {
        return refuse(path, tr!("它的文字不是 UTF-8 编码,是别的程序转存的", "its text is not UTF-8: another program converted it")).err();
    }
    let version = be32(60);
    if version > VERSION {
        return Fault::database(tr!(
            "数据库 {shown} 的格式是第{version}版,本程序只识别到第{VERSION}版",
            "the database {shown} has format {version}; this program knows up to {VERSION}"
        ))
        .hint(tr!("请使用更新的 fuhua", "use a newer fuhua"))
        .err();
    }
    if version == 0 && !steps::reaches(0) {
        return refuse(path, tr!("没有格式版本号", "it has no format version")).err();
    }
    let page = match u16::from_be_bytes([head[16], head[17]]) {
        1 => 65_536,
        n => u64::from(n),
    };
    Ok(Header { path: absolute, version, size: meta.len(), whole: u64::from(be32(28)) * page })
}

/// Refuses a file that has a second name (a hard link): under each name SQLite
/// would look for another journal, so what one left half done the other would
/// take for done, and lose what it then records.
///
/// # Errors
/// [`Fault`] (database) that says how to find the other name.
pub(in crate::store) fn one_name(path: &Path) -> anyhow::Result<()> {
    let mut names = 1;
    for look in 0..LOOKS {
        if look > 0 {
            // A file that is being made has two names for a moment.
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        names = std::fs::metadata(path).map_err(|e| refuse(path, system(&e)))?.nlink();
        if names <= 1 {
            return Ok(());
        }
    }
    let shown = printable(&path.display().to_string());
    refuse(path, tr!("它有{names}个文件名(硬链接),写入会丢失记录", "it has {names} names (hard links): what is recorded could be lost"))
        .hint(tr!(
            "用 find 文件夹 -samefile {shown} 找到另外的名字,只留一个;要副本则用 fuhua backup",
            "find the others with find FOLDER -samefile {shown} and keep one name; for a copy use fuhua backup"
        ))
        .err()
}

/// What SQLite adds to the name of a database for the files beside it.
pub const TAILS: [&str; 3] = ["-journal", "-wal", "-shm"];
/// Those of them that hold what a database lacks.
pub(in crate::store) const LOGS: [&str; 2] = [TAILS[0], TAILS[1]];

/// Whether another program put a file into WAL mode.
///
/// # Errors
/// [`Fault`] (database) if it cannot be read.
pub fn is_wal(path: &Path) -> anyhow::Result<bool> {
    let mut head = [0u8; 20];
    File::open(path).and_then(|mut file| file.read_exact(&mut head)).map_err(|e| refuse(path, system(&e)))?;
    Ok(head[18..] == [2, 2])
}

/// Whether a rollback journal belongs to a transaction over several databases.
/// SQLite would then read, and might delete, the file that it names.
pub(in crate::store) fn names_other_files(journal: &Path) -> bool {
    const MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    if !std::fs::metadata(journal).is_ok_and(|m| m.is_file()) {
        return false;
    }
    let mut tail = [0u8; 8];
    let read = File::open(journal).and_then(|mut file| {
        file.seek(SeekFrom::End(-8))?;
        file.read_exact(&mut tail)
    });
    read.is_ok() && tail == MAGIC
}

/// The names of the files that SQLite puts beside a database.
pub fn beside(path: &Path, tail: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(tail);
    PathBuf::from(name)
}

/// The journal or write-ahead log that SQLite left beside a file, with the tail
/// of its name.
pub fn companions(path: &Path) -> Vec<(&'static str, PathBuf)> {
    let left = LOGS.into_iter().map(|tail| (tail, beside(path, tail)));
    left.filter(|(_, path)| std::fs::metadata(path).is_ok_and(|m| m.is_file() && m.len() > 0)).collect()
}
