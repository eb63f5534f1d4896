//! `audit`: what a file is worth.

use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::json;
use sha2::{Digest, Sha256};

use super::answer::Answer;
use super::ctx::Ctx;
use crate::audit::{Report, audit};
use crate::document::{Document, Table};
use crate::domain::personal::hex;
use crate::domain::terms::SEVERITY;
use crate::domain::text::printable;
use crate::fault::Fault;
use crate::journal::seal::Chain;
use crate::rules::{Severity, Today};
use crate::store::{header, open_read, schema};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("文件", "FILE"), help = tr!("数据库文件,默认 --db 所指", "the file; default what --db names"))]
    file: Option<PathBuf>,
    #[arg(long, value_name = tr!("级别", "SEVERITY"), default_value = "error", help = super::args::choice(tr!("出现此级别即以1退出", "exit with 1 from this severity on"), &SEVERITY))]
    fail_on: String,
}

/// Checks a file without changing it.
///
/// # Errors
/// A fault if it cannot be read at all.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let fail_on = match SEVERITY.parse(&args.fail_on)? {
        "error" => Severity::Error,
        "warning" => Severity::Warning,
        _ => Severity::Notice,
    };
    let path = args.file.unwrap_or_else(|| ctx.db.clone());
    let digest = digest(&path)?;
    // What a cut-off command left beside the file is rolled back in a copy.
    let copy = copy_with_companion(&path)?;
    let db = open_read(&copy.as_ref().map_or(path.clone(), |folder| folder.path().join(COPY)))?;
    let report = audit(&db, Today(ctx.today()))?;
    drop(db);
    let file = path.display().to_string();
    let counts: Vec<usize> = [Severity::Error, Severity::Warning, Severity::Notice].into_iter().map(|s| report.count(s)).collect();
    let chain = chain_words(&report.chain);
    let value = json!({
        "file": file,
        "sha256": digest,
        "usable": true,
        "schema_version": schema::VERSION,
        "journal": {"entries": report.entries, "head": report.head.as_ref().map(|h| &h.hash), "chain": chain, "replay": report.replay.id()},
        "findings": report.findings,
        "counts": {"error": counts[0], "warning": counts[1], "notice": counts[2]},
    });
    let mut answer = Answer::new(value, document(&report, &file, &digest))?;
    let failed = [Severity::Error, Severity::Warning, Severity::Notice].into_iter().any(|s| s >= fail_on && report.count(s) > 0);
    answer.exit = i32::from(failed);
    Ok(answer)
}

fn chain_words(chain: &Chain) -> String {
    match chain {
        Chain::Ok => "ok".into(),
        Chain::Absent => "absent".into(),
        Chain::Broken { entry, .. } => format!("broken at J{entry}"),
    }
}

fn document(report: &Report, file: &str, digest: &str) -> Document {
    let mut document = Document::titled(tr!("审计 {file}", "audit of {file}"));
    let head = report.head.as_ref().map_or_else(String::new, |h| format!("J{} {}", h.entry, h.hash));
    document.facts(vec![
        (tr!("文件摘要", "file SHA-256"), digest.to_owned()),
        (tr!("流水", "journal"), tr!("{n}条", "{n} entries", n = report.entries)),
        (tr!("链首", "head"), head),
        (tr!("链", "chain"), chain_words(&report.chain)),
        (tr!("重放", "replay"), report.replay.id()),
    ]);
    for waived in [false, true] {
        let found: Vec<_> = report.findings.iter().filter(|f| f.waived == waived).collect();
        if found.is_empty() {
            continue;
        }
        let title = if waived { tr!("已作例外", "waived") } else { tr!("发现", "findings") };
        let mut table = Table::new(
            title,
            &[tr!("级别", "severity"), tr!("记录", "record"), tr!("规则", "rule"), tr!("依据", "clause"), tr!("内容", "what")],
        );
        for f in found {
            table.row(vec![SEVERITY.text(f.severity).to_owned(), f.subject.clone(), f.rule.clone(), f.clause.clone(), f.message.clone()]);
        }
        document.table(table);
    }
    let (errors, warnings, waived) =
        (report.count(Severity::Error), report.count(Severity::Warning), report.findings.iter().filter(|f| f.waived).count());
    document.text(tr!("错误{errors}处,警告{warnings}处,例外{waived}处", "{errors} errors, {warnings} warnings, {waived} waived"));
    document
}

/// The database's name in a private folder.
const COPY: &str = "copy.db";

/// If another program left a journal beside the file, a private folder with a
/// copy of both; else nothing, and the file itself is read.
fn copy_with_companion(path: &Path) -> anyhow::Result<Option<tempfile::TempDir>> {
    let failed = |e: std::io::Error| Fault::device(tr!("无法复制数据库:{e}", "cannot copy the database: {e}"));
    let companions = header::companions(path);
    if companions.is_empty() {
        return Ok(None);
    }
    let folder = tempfile::tempdir().map_err(failed)?;
    std::fs::copy(path, folder.path().join(COPY)).map_err(failed)?;
    for (tail, companion) in companions {
        std::fs::copy(companion, folder.path().join(format!("{COPY}{tail}"))).map_err(failed)?;
    }
    Ok(Some(folder))
}

/// SHA-256 of the file's bytes, before any connection of ours is open on it.
fn digest(path: &Path) -> anyhow::Result<String> {
    let shown = printable(&path.display().to_string());
    let failed = |e: std::io::Error| Fault::database(tr!("无法读取 {shown}:{e}", "cannot read {shown}: {e}"));
    let path = header::check(path)?;
    let mut file = std::fs::File::open(path).map_err(&failed)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0u8; 1 << 16];
    loop {
        let n = file.read(&mut buffer).map_err(&failed)?;
        if n == 0 {
            return Ok(hex(&hash.finalize()));
        }
        hash.update(&buffer[..n]);
    }
}
