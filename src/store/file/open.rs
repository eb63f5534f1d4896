//! Opening a file of ours: to read it, to write it, to upgrade it, to make it.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::header;
use super::quarantine::{self, Digest};
use crate::domain::text::printable;
use crate::fault::Fault;
use crate::store::connection::{begin, connect, settings};
use crate::store::schema::steps::{reaches, steps, too_old};
use crate::store::schema::{self, VERSION, compare};
use crate::store::{Db, Durability, Writer, fault_of};
use crate::tr;

/// Checks that a file can be one of ours, of the current version, and returns
/// its absolute path.
///
/// # Errors
/// [`Fault`] (database), naming what is wrong with the file.
pub fn check(path: &Path) -> anyhow::Result<PathBuf> {
    let header = header::check_any(path)?;
    current(path, settled(&header)?)?;
    Ok(header.path)
}

/// Checks that a file of a version can be used as it is.
///
/// # Errors
/// [`Fault`] (database) that says how to upgrade it.
pub fn current(path: &Path, version: u32) -> anyhow::Result<()> {
    if version == VERSION {
        return Ok(());
    }
    if !reaches(version) {
        return Err(too_old(version));
    }
    let shown = printable(&path.display().to_string());
    Fault::database(tr!("数据库 {shown} 是较早的第{version}版格式", "the database {shown} has the older format {version}"))
        .hint(tr!(
            "运行 fuhua upgrade 升级,原文件会另存一份;记账的命令会自动升级",
            "run fuhua upgrade; a copy of the old file is kept next to it. A command that records something upgrades by itself"
        ))
        .err()
}

/// The version of a file that may be one of ours.
///
/// # Errors
/// [`Fault`] (database), naming what is wrong with the file.
pub fn version(path: &Path) -> anyhow::Result<u32> {
    settled(&header::check_any(path)?)
}

/// The version that a file has once what was cut off is rolled back: the first
/// bytes may be of an upgrade that never came to its end.
///
/// # Errors
/// [`Fault`] (database) if it cannot be read.
pub(in crate::store) fn settled(header: &header::Header) -> anyhow::Result<u32> {
    if steps().is_empty() || header::companions(&header.path).is_empty() {
        return Ok(header.version);
    }
    Ok(u32::try_from(open_any(&header.path)?.one("PRAGMA user_version", &[])?.int("user_version")?)?)
}

/// Opens a file for [`migrate::run`](crate::store::schema::migrate::run): its one writing transaction, in which tables can
/// be made anew.
///
/// # Errors
/// A fault that names what is wrong with the file.
pub fn open_upgrade(path: &Path, durability: Durability) -> anyhow::Result<Writer> {
    let path = header::check_any(path)?.path;
    header::one_name(&path)?;
    let conn = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // Outside a transaction or not at all. The keys are checked at the end.
    settings(&conn, &[("foreign_keys", 0), ("legacy_alter_table", 1)])?;
    begin(conn, durability)
}

/// Opens a file of ours for reading. Neither the file nor its folder is written:
/// what a command that was cut off left half done is rolled back in a copy that
/// goes with the connection, and so is read what another program put into WAL
/// mode.
///
/// # Errors
/// A fault that names what is wrong with the file.
pub fn open_read(path: &Path) -> anyhow::Result<Db> {
    let db = read(&check(path)?)?;
    compare::guard_reading(&db.conn)?;
    Ok(db)
}

/// Opens a file of ours, of any version up to the current one, to be copied or
/// checked.
///
/// # Errors
/// A fault that names what is wrong with the file.
pub fn open_any(path: &Path) -> anyhow::Result<Db> {
    read(&header::check_any(path)?.path)
}

/// Opens a file that only this process has, to be checked whole: where it may
/// not write, SQLite leaves the CHECKs out of a schema.
///
/// # Errors
/// A fault that names what is wrong with the file.
pub fn open_own(path: &Path) -> anyhow::Result<Db> {
    reading(connect(&header::check_any(path)?.path, OpenFlags::SQLITE_OPEN_READ_WRITE)?)
}

fn read(path: &Path) -> anyhow::Result<Db> {
    // SQLite goes by the file: beside a log it writes, whatever the header says.
    if !header::is_wal(path)? && !header::beside(path, "-wal").exists() {
        let conn = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        match conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())) {
            // It would have to roll back, and may not.
            Err(rusqlite::Error::SqliteFailure(e, _)) if matches!(e.code, ErrorCode::ReadOnly | ErrorCode::CannotOpen) => {}
            Err(e) => return Err(fault_of(e)),
            Ok(()) => return reading(conn),
        }
    }
    let given = quarantine::take(path, Digest::Unwanted)?;
    let conn = connect(&given.copy(), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).map_err(fault_of)?;
    reading(conn)
}

fn reading(conn: Connection) -> anyhow::Result<Db> {
    settings(&conn, &[("query_only", 1)])?;
    Ok(Db { conn })
}

/// Opens a file of ours and begins its one writing transaction.
///
/// # Errors
/// A fault that names what is wrong with the file.
pub fn open_write(path: &Path, durability: Durability) -> anyhow::Result<Writer> {
    let path = check(path)?;
    header::one_name(&path)?;
    let writer = begin(connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)?, durability)?;
    compare::guard(&writer.conn)?;
    Ok(writer)
}

/// Makes the schema in an empty file that has no name yet, and begins its
/// first transaction.
///
/// # Errors
/// If the file cannot be written.
pub fn create(path: &Path) -> anyhow::Result<Writer> {
    let writer = begin(connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?, Durability::Scratch)?;
    schema::make(&writer.conn)?;
    Ok(writer)
}

/// As [`create`], from the schema of a version that is to be upgraded.
#[cfg(test)]
pub(crate) fn create_old(path: &Path, sql: &str) -> anyhow::Result<Writer> {
    let writer = begin(connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?, Durability::Scratch)?;
    schema::make_as(&writer.conn, sql)?;
    Ok(writer)
}
