//! The first hundred bytes, looked at before SQLite opens a file, so that a
//! refusal can name its reason.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::fault::Fault;
use crate::store::schema::{APPLICATION_ID, VERSION};
use crate::tr;

/// Checks that a file can be one of ours and returns its absolute path.
///
/// # Errors
/// [`Fault`] (database), naming what is wrong with the file.
pub fn check(path: &Path) -> anyhow::Result<PathBuf> {
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
    let mut head = Vec::with_capacity(100);
    let file = File::open(&absolute).map_err(|e| refuse(e.to_string()))?;
    file.take(100).read_to_end(&mut head).map_err(|e| refuse(e.to_string()))?;
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
    if version == 0 {
        return refuse(tr!("没有格式版本号", "it has no format version")).err();
    }
    let page = match u16::from_be_bytes([head[16], head[17]]) {
        1 => 65_536,
        n => u64::from(n),
    };
    let whole = u64::from(be32(28)) * page;
    if whole != meta.len() && companions(&absolute).is_empty() {
        let size = meta.len();
        return refuse(tr!(
            "应有{whole}字节,实有{size}字节,文件被截断或改动过",
            "it should have {whole} bytes and has {size}: cut short or altered"
        ))
        .err();
    }
    Ok(absolute)
}

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
