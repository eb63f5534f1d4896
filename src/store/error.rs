//! SQLite's errors as faults.

use rusqlite::ErrorCode as E;

use crate::domain::text::printable;
use crate::fault::{Fault, Kind};
use crate::tr;

/// Turns an error of SQLite into what the user can act on. What cannot happen
/// unless the program is wrong stays as it is, a bug.
pub fn fault_of(error: rusqlite::Error) -> anyhow::Error {
    let (code, text) = match &error {
        rusqlite::Error::SqliteFailure(e, text) => (e.code, text.clone().unwrap_or_default()),
        _ => return error.into(),
    };
    let text = printable(&text);
    let fault = match code {
        E::DatabaseBusy | E::DatabaseLocked => {
            Fault::database(tr!("数据库正被另一个程序使用,等待后仍未空出", "the database is busy: another program kept it locked"))
                .hint(tr!("稍后再试;没有任何内容被改动", "try again shortly; nothing was changed"))
        }
        E::DatabaseCorrupt | E::NotADatabase => Fault::database(tr!("数据库文件已损坏:{text}", "the database file is damaged: {text}"))
            .hint(tr!(
                "保留该文件,用 fuhua audit 查看,并取用最近的备份",
                "keep the file, look at it with fuhua audit, and use the latest backup"
            )),
        E::DiskFull => Fault::device(tr!("磁盘空间不足,内容未写入", "the disk is full; nothing was written"))
            .hint(tr!("腾出空间后再试", "make room and try again")),
        E::SystemIoFailure => Fault::device(tr!("读写磁盘失败:{text}", "reading or writing the disk failed: {text}")).hint(tr!(
            "检查磁盘和文件大小的限制(ulimit -f)后再试;没有任何内容被改动",
            "check the disk and the limit on the size of files (ulimit -f), and try again; nothing was changed"
        )),
        E::ReadOnly | E::PermissionDenied => {
            Fault::database(tr!("数据库文件或所在文件夹不可写", "the database file or its folder cannot be written"))
                .hint(tr!("检查文件和文件夹的权限", "check the permissions of the file and its folder"))
        }
        E::CannotOpen => Fault::database(tr!("无法打开数据库:{text}", "cannot open the database: {text}"))
            .hint(tr!("检查路径和权限", "check the path and the permissions")),
        E::OutOfMemory => Fault::device(tr!("内存不足", "out of memory")),
        E::ConstraintViolation => constraint(&text),
        _ => return error.into(),
    };
    anyhow::Error::new(error).context(fault)
}

/// What an error says of a file that may lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The file wanted more memory, longer values or longer statements than
    /// it is given.
    TooMuch(String),
    /// The file wanted more time than it is given.
    TooLong,
    /// The file holds what cannot be read, in words.
    Damaged(String),
    /// It says nothing of the file: the program or the machine is at fault.
    NotTheFile,
}

/// Tells an error that the file caused from one that it did not.
pub fn verdict(error: &anyhow::Error) -> Verdict {
    match error.downcast_ref::<rusqlite::Error>() {
        Some(rusqlite::Error::SqliteFailure(e, text)) => match e.code {
            E::OutOfMemory | E::TooBig => Verdict::TooMuch(text.clone().unwrap_or_else(|| e.to_string())),
            E::OperationInterrupted => Verdict::TooLong,
            E::AuthorizationForStatementDenied | E::ApiMisuse | E::DiskFull | E::SystemIoFailure => Verdict::NotTheFile,
            _ => Verdict::Damaged(text.clone().unwrap_or_else(|| e.to_string())),
        },
        Some(rusqlite::Error::SqlInputError { msg, .. }) => Verdict::Damaged(msg.clone()),
        Some(_) => Verdict::NotTheFile,
        None => match error.downcast_ref::<Fault>() {
            Some(fault) if fault.kind == Kind::Database => Verdict::Damaged(fault.message.clone()),
            _ => Verdict::NotTheFile,
        },
    }
}

/// A constraint of the schema that a command did not foresee, with the columns
/// that SQLite names.
fn constraint(text: &str) -> Fault {
    let columns = text.rsplit(": ").next().unwrap_or_default();
    // An index over an expression is named itself, by its table and what it is over.
    let index = columns.strip_prefix("index '").and_then(|rest| rest.strip_suffix('\''));
    let columns = index.map_or_else(|| columns.to_owned(), |index| index.replacen('_', ".", 1));
    let fault = if text.starts_with("UNIQUE") {
        Fault::input(tr!("与已有的记录重复({columns})", "a record with the same values exists ({columns})"))
    } else if text.starts_with("FOREIGN KEY") {
        Fault::input(tr!("所指的记录不存在", "it points to a record that does not exist"))
    } else {
        Fault::input(tr!("有值不合规定({columns})", "a value is out of bounds ({columns})"))
    };
    fault.hint(tr!("用 fuhua show 核对有关记录", "check the records concerned with fuhua show"))
}
