//! The first hundred bytes, looked at before SQLite opens a file, so that a
//! refusal can name its reason.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::fault::Fault;
use crate::store::migrate;
use crate::store::schema::{APPLICATION_ID, VERSION};
use crate::tr;

/// Checks that a file can be one of ours, of the current version, and returns
/// its absolute path.
///
/// # Errors
/// [`Fault`] (database), naming what is wrong with the file.
pub fn check(path: &Path) -> anyhow::Result<PathBuf> {
    let Look { path: absolute, version, .. } = look(path)?;
    if version == VERSION {
        return Ok(absolute);
    }
    let shown = crate::domain::text::printable(&path.display().to_string());
    if !migrate::reaches(version) {
        return Err(migrate::too_old(version));
    }
    Fault::database(tr!("数据库 {shown} 是较早的第{version}版格式", "the database {shown} has the older format {version}"))
        .hint(tr!(
            "运行 fuhua upgrade 升级,原文件会另存一份;记账的命令会自动升级",
            "run fuhua upgrade; the file as it is is kept beside it. A command that records something upgrades by itself"
        ))
        .err()
}

/// What the first bytes say of a file that can be one of ours.
pub struct Look {
    /// Its absolute path.
    pub path: PathBuf,
    /// The version of its schema, at most the current one.
    pub version: u32,
    /// Whether another program put it into write-ahead mode.
    pub wal: bool,
}

/// How often the size is compared again: a command that commits between two
/// looks makes them differ for a moment.
const LOOKS: u32 = 5;

/// Checks that a file can be one of ours, of any version up to the current one.
///
/// # Errors
/// [`Fault`] (database), naming what is wrong with the file.
pub fn look(path: &Path) -> anyhow::Result<Look> {
    let shown = crate::domain::text::printable(&path.display().to_string());
    let refuse = |why: String| Fault::database(tr!("不能使用数据库 {shown}:{why}", "cannot use the database {shown}: {why}"));
    let missing = || {
        Fault::database(tr!("没有数据库 {shown}", "there is no database {shown}"))
            .hint(tr!("用 fuhua init 新建,或用 --db 指明位置", "create one with fuhua init, or say where it is with --db"))
    };
    let absolute = match std::fs::canonicalize(path) {
        Ok(absolute) => absolute,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return missing().err(),
        Err(e) => return refuse(e.to_string()).err(),
    };
    let meta = std::fs::metadata(&absolute).map_err(|e| refuse(e.to_string()))?;
    if !meta.is_file() {
        return refuse(tr!("它不是普通文件", "it is not a regular file")).err();
    }
    let mut left = LOOKS;
    loop {
        let head = first_bytes(&absolute).map_err(|e| refuse(e.to_string()))?;
        let be32 = |at: usize| u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        if head.is_empty() {
            return refuse(tr!("它是空文件", "it is empty")).err();
        }
        if head.len() < 100 || !head.starts_with(b"SQLite format 3\0") {
            return refuse(tr!("它不是 SQLite 数据库", "it is not an SQLite database")).err();
        }
        if be32(68) != APPLICATION_ID {
            return refuse(tr!("它是别的程序的数据库", "it belongs to another program")).err();
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
        if version == 0 && !migrate::reaches(0) {
            return refuse(tr!("没有格式版本号", "it has no format version")).err();
        }
        let page = match u16::from_be_bytes([head[16], head[17]]) {
            1 => 65_536,
            n => u64::from(n),
        };
        let whole = u64::from(be32(28)) * page;
        let size = std::fs::metadata(&absolute).map_err(|e| refuse(e.to_string()))?.len();
        if whole == size || !companions(&absolute).is_empty() {
            return Ok(Look { path: absolute, version, wal: head[18] == 2 || head[19] == 2 });
        }
        left -= 1;
        if left == 0 {
            return refuse(tr!(
                "应有{whole}字节,实有{size}字节,文件被截断或改动过",
                "it should have {whole} bytes and has {size}: cut short or altered"
            ))
            .err();
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}

fn first_bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(100);
    File::open(path)?.take(100).read_to_end(&mut head)?;
    Ok(head)
}

/// What SQLite adds to the name of a database for the files beside it.
pub const TAILS: [&str; 3] = ["-journal", "-wal", "-shm"];

/// The journal or write-ahead log that SQLite left beside a file, with the tail
/// of its name.
pub fn companions(path: &Path) -> Vec<(&'static str, PathBuf)> {
    let beside = |tail| {
        let mut name = path.as_os_str().to_owned();
        name.push(tail);
        (tail, PathBuf::from(name))
    };
    ["-journal", "-wal"].into_iter().map(beside).filter(|(_, path)| std::fs::metadata(path).is_ok_and(|m| m.len() > 0)).collect()
}
