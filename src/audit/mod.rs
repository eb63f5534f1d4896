//! What a file is worth: integrity, foreign keys, chain, rules.

mod clock;

use serde::Serialize;

use crate::journal::replay::{self, Replay};
use crate::journal::seal::{self, Chain, Head};
use crate::rules::{Severity, Today, check_all};
use crate::store::Db;
use crate::tr;

/// Something that was found.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// The rule or check.
    pub rule: String,
    /// The plan's clause, or what the check rests on.
    pub clause: String,
    /// `error`, `warning` or `notice`.
    pub severity: &'static str,
    /// The record, table or entry.
    pub subject: String,
    /// What is wrong.
    pub message: String,
    /// Whether a waiver covers it; its reason is in the message.
    pub waived: bool,
}

/// The result of an audit.
pub struct Report {
    /// What the chain shows.
    pub chain: Chain,
    /// What replaying the journal shows.
    pub replay: Replay,
    /// Its head.
    pub head: Option<Head>,
    /// How many entries the journal has.
    pub entries: i64,
    /// What was found, gravest first; waived ones last.
    pub findings: Vec<Finding>,
}

impl Report {
    /// How many findings of a severity are not waived.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|f| !f.waived && f.severity == severity.id()).count()
    }
}

/// Checks a file as of a day.
///
/// # Errors
/// If SQLite fails in a way that is no finding.
pub fn audit(db: &Db, today: Today) -> anyhow::Result<Report> {
    let mut findings = Vec::new();
    for row in db.all("PRAGMA integrity_check", &[])? {
        let text = row.text("integrity_check")?;
        if text != "ok" {
            findings.push(error("file.integrity", "SQLite", "file", tr!("文件结构损坏:{text}", "the file is damaged: {text}")));
        }
    }
    for row in db.all("PRAGMA foreign_key_check", &[])? {
        let (table, parent) = (row.text("table")?, row.text("parent")?);
        let id = row.opt_int("rowid")?.unwrap_or_default();
        let message = tr!("{table} 第{id}行指向 {parent} 中没有的记录", "row {id} of {table} points to a record that {parent} lacks");
        findings.push(error("file.foreign-keys", "schema", &format!("{table} {id}"), message));
    }
    let chain = seal::verify(db)?;
    if let Some(message) = chain_fault(&chain) {
        findings.push(error("journal.chain", "journal", &message.0, message.1));
    }
    let strays = db.one("SELECT count(*) AS n FROM change WHERE seq IS NULL", &[])?.int("n")?;
    if strays > 0 {
        let message =
            tr!("有{strays}处改动不属于任何流水,是别的程序所为", "{strays} changes belong to no entry: another program made them");
        findings.push(error("journal.outside", "journal", "change", message));
    }
    let replay = replay::compare(db)?;
    for (subject, message) in replay.faults() {
        findings.push(error("journal.replay", "journal", &subject, message));
    }
    findings.extend(clock::jumps(db)?);
    for breach in check_all(db, today)? {
        let message = match &breach.waived {
            Some(reason) => tr!("{what}(例外理由:{reason})", "{what} (waived: {reason})", what = breach.message),
            None => breach.message,
        };
        findings.push(Finding {
            rule: breach.rule.id.to_owned(),
            clause: breach.rule.clause.to_owned(),
            severity: breach.rule.severity.id(),
            subject: breach.subject,
            message,
            waived: breach.waived.is_some(),
        });
    }
    let grave = |f: &Finding| match f.severity {
        "error" => 0,
        "warning" => 1,
        _ => 2,
    };
    findings.sort_by_key(|f| (f.waived, grave(f)));
    let entries = db.one("SELECT count(*) AS n FROM journal", &[])?.int("n")?;
    Ok(Report { chain, replay, head: seal::head(db)?, entries, findings })
}

fn error(rule: &str, clause: &str, subject: &str, message: String) -> Finding {
    Finding { rule: rule.into(), clause: clause.into(), severity: Severity::Error.id(), subject: subject.into(), message, waived: false }
}

/// The broken entry's code and what is wrong with it.
fn chain_fault(chain: &Chain) -> Option<(String, String)> {
    use seal::Fracture;
    match chain {
        Chain::Ok => None,
        Chain::Absent => Some(("journal".into(), tr!("没有流水", "there is no journal"))),
        Chain::Broken { entry, fault } => Some((
            format!("J{entry}"),
            match fault {
                Fracture::Gap => tr!("J{entry} 之前缺少流水", "entries are missing before J{entry}"),
                Fracture::Unsealed => tr!("J{entry} 没有封签", "J{entry} is not sealed"),
                Fracture::Altered => tr!("J{entry} 或它的改动与封签不符", "J{entry} or its changes differ from what was sealed"),
            },
        )),
    }
}
