//! Other processes of this program, each of which reads a share of the files:
//! SQLite in several threads of one process waits for itself. A file that ends
//! the process that reads it is a bad file, and the next process goes on after it.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, anyhow};
use chrono::NaiveDate;

use crate::domain::date::iso;
use crate::i18n::{Lang, lang};
use crate::report::rollup::Reading;
use crate::tr;

/// What ends a name: no name holds it.
const END: u8 = 0;

/// The files that this process is asked for.
///
/// # Errors
/// If standard input cannot be read.
pub fn asked() -> anyhow::Result<Vec<PathBuf>> {
    let mut names = Vec::new();
    std::io::stdin().read_to_end(&mut names).context("the names of the files")?;
    let names = names.split(|byte| *byte == END).filter(|name| !name.is_empty());
    Ok(names.map(|name| PathBuf::from(OsStr::from_bytes(name))).collect())
}

/// Reads files in so many processes; what they say in the order of the files.
///
/// # Errors
/// If no process can be started.
pub fn read(files: &[PathBuf], count: usize, period: Option<&str>, today: NaiveDate) -> anyhow::Result<Vec<Reading>> {
    let language = lang();
    let share = files.len().div_ceil(count);
    std::thread::scope(|scope| {
        let shares: Vec<_> = files.chunks(share).map(|files| scope.spawn(move || one(files, period, today, language))).collect();
        let mut readings = Vec::with_capacity(files.len());
        for share in shares {
            readings.extend(share.join().map_err(|_| anyhow!("a thread that waits for a process ended"))??);
        }
        Ok(readings)
    })
}

/// Has a share read, by one process after another if one ends too early.
fn one(files: &[PathBuf], period: Option<&str>, today: NaiveDate, language: Lang) -> anyhow::Result<Vec<Reading>> {
    crate::i18n::set(language);
    let mut readings = Vec::with_capacity(files.len());
    while readings.len() < files.len() {
        let rest = &files[readings.len()..];
        started(rest, period, today, &mut readings)?;
        if let Some(file) = files.get(readings.len()) {
            readings.push(Reading::bad(file, tr!("读取它的进程中途退出", "the process that read it ended")));
        }
    }
    Ok(readings)
}

/// What one process says of files, until it ends.
fn started(files: &[PathBuf], period: Option<&str>, today: NaiveDate, readings: &mut Vec<Reading>) -> anyhow::Result<()> {
    let program = std::env::current_exe().context("this program")?;
    let mut command = Command::new(program);
    command.args(["rollup", "--worker", "-q", "--lang", lang().id(), "--today", &iso(today)]);
    command.args(period.iter().flat_map(|period| ["--period", period]));
    let mut process =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().context("another process of this program")?;
    if let Some(mut input) = process.stdin.take() {
        // One that ended reads no more: what it did not say is told of its file.
        let _ = input.write_all(&names(files));
    }
    if let Some(output) = process.stdout.take() {
        for line in BufReader::new(output).lines().take(files.len()) {
            let Ok(reading) = serde_json::from_str(&line.context("what another process says")?) else { break };
            readings.push(reading);
        }
    }
    process.wait().context("another process of this program")?;
    Ok(())
}

fn names(files: &[impl AsRef<Path>]) -> Vec<u8> {
    files.iter().flat_map(|file| file.as_ref().as_os_str().as_bytes().iter().copied().chain([END])).collect()
}
