//! What a file from anybody is worth: hostile, damaged, left behind, altered.
//!
//! The file is copied and never touched. In the copy the schema is compared
//! first: only where it is word for word ours are tables read; what else SQL
//! may stand in the file is not run. An error that the file causes is a finding
//! and ends the check that met it, not the audit.

mod file;
mod finding;
mod history;

pub use finding::Finding;

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use finding::Findings;

use crate::journal::checks::{self, Check, Look, Made, Shown};
use crate::journal::replay::Replay;
use crate::journal::seal::{Chain, Head};
use crate::rules::{self, Rule, Severity, Today, check_whole};
use crate::store::file::open;
use crate::store::file::quarantine::{self, Digest, Given};
use crate::store::file::sandbox::Guarded;
use crate::store::records::kinds::attachment::ATTACHMENT;
use crate::store::{Db, Verdict, verdict};
use crate::tr;

/// A head as it stands on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedHead {
    /// The number of its entry, if that was given.
    pub entry: Option<i64>,
    /// Its hash.
    pub hash: String,
}

/// What is asked of an audit.
pub struct AuditOptions<'a> {
    /// The day on which it is made.
    pub today: Today,
    /// Only these rules and checks; all if empty.
    pub only: &'a [&'static str],
    /// The heads that the file's chain must have, or lead on from.
    pub expect_heads: &'a [ExpectedHead],
    /// The digests of the papers that there are, if they are to be looked for.
    pub papers: Option<&'a BTreeSet<String>>,
}

/// How many papers were looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Papers {
    /// Those that are there.
    pub found: usize,
    /// Those that are not.
    pub missing: usize,
}

/// The result of an audit.
pub struct Report {
    /// SHA-256 of the file's bytes as given, in hex.
    pub sha256: String,
    /// Whether the other commands can rely on the file's form.
    pub usable: bool,
    /// The version of its schema.
    pub schema_version: u32,
    /// What the chain shows.
    pub chain: Chain,
    /// What replaying the journal shows.
    pub replay: Replay,
    /// Its head.
    pub head: Option<Head>,
    /// How many entries the journal has.
    pub entries: i64,
    /// Whether it was made under a stated day, so that its digests can be undone.
    pub rehearsal: bool,
    /// What became of papers, if they were looked for.
    pub papers: Option<Papers>,
    /// What was found, gravest first; waived ones last.
    pub findings: Vec<Finding>,
}

impl Report {
    /// How many findings of a severity are not waived.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|f| !f.waived && f.severity == severity.id()).count()
    }
}

/// Every id that an audit can report, with the rules of the plan.
pub fn find(id: &str) -> Option<&'static str> {
    checks::ALL.iter().map(|c| c.id).find(|c| *c == id).or_else(|| rules::find(id).map(|r| r.id))
}

/// Checks a file.
///
/// # Errors
/// A [`Fault`](crate::fault::Fault) (database) if it is not one of ours or
/// cannot be read at all, (device) if it cannot be copied; else if the program
/// or the machine fails.
pub fn audit(path: &Path, ask: &AuditOptions<'_>) -> anyhow::Result<Report> {
    let given = quarantine::take(path, Digest::Wanted)?;
    open::current(path, given.version)?;
    let mut findings = Findings::default();
    file::surroundings(&given, &mut findings);
    let mut report = Report {
        sha256: given.sha256.clone().context("the digest of the file")?,
        usable: false,
        schema_version: given.version,
        chain: Chain::Absent,
        replay: Replay::Absent,
        head: None,
        entries: 0,
        rehearsal: false,
        papers: None,
        findings: Vec::new(),
    };
    let mut auditor = Auditor { db: Guarded::open(&given.copy())?, findings, done: false };
    auditor.run(&given, ask, &mut report)?;
    // What a rule finds rests on the file's form and on its journal.
    let rests_on =
        |f: &Finding| f.rank().1 == 0 && (f.rule.starts_with("file.") || [checks::CHAIN.id, checks::REPLAY.id].contains(&f.rule));
    let kept = |f: &Finding| ask.only.is_empty() || ask.only.contains(&f.rule) || rests_on(f);
    report.findings = auditor.findings.sorted();
    report.usable = !report.findings.iter().any(|f| f.rule.starts_with("file.") && f.rank().1 == 0);
    report.findings.retain(kept);
    Ok(report)
}

/// Looks for the papers in force among those that are there.
fn papers(db: &Db, there: &BTreeSet<String>, findings: &mut Findings) -> anyhow::Result<Papers> {
    let mut papers = Papers::default();
    db.each("SELECT id, subject, name, sha256 FROM attachment WHERE void_reason IS NULL ORDER BY id", &[], |row| {
        if there.contains(&row.text("sha256")?) {
            papers.found += 1;
            return Ok(());
        }
        papers.missing += 1;
        let (code, of, name) = (ATTACHMENT.code(row.int("id")?), row.text("subject")?, row.text("name")?);
        let message = tr!(
            "文件夹中没有 {of} 的文件“{name}”:不在了,或已被改动",
            "the folder does not have the paper '{name}' of {of}: it is gone, or was altered"
        );
        findings.add(&checks::PAPERS, &code.to_string(), &message);
        Ok(())
    })?;
    Ok(papers)
}

/// How long the schema may take.
const FIRST: Duration = Duration::from_secs(5);
/// How long what follows may take: at least, and a second more for so many
/// bytes. In a damaged tree a walk may go in circles: it gets less.
const SOUND: (Duration, u64) = (Duration::from_secs(60), 1 << 20);
const DAMAGED: (Duration, u64) = (Duration::from_secs(5), 4 << 20);

struct Auditor {
    db: Guarded,
    findings: Findings,
    /// Whether a limit ended it.
    done: bool,
}

impl Auditor {
    fn run(&mut self, given: &Given, ask: &AuditOptions<'_>, report: &mut Report) -> anyhow::Result<()> {
        self.db.allow(FIRST);
        if self.step(checks::SCHEMA_TEXT.id, file::schema)? != Some(true) {
            return Ok(());
        }
        self.db.fence()?;
        let time = |(least, bytes): (Duration, u64)| least + Duration::from_secs(given.size / bytes);
        self.db.allow(time(SOUND));
        let mut shown = Shown::none();
        for check in checks::ALL.iter().copied() {
            // The schema's text has been compared, more strictly than elsewhere.
            let (Made::Always(look) | Made::Current(look)) = check.made else { continue };
            if check.id == checks::SCHEMA_TEXT.id {
                continue;
            }
            let before = self.findings.count();
            self.look(check, look, &mut shown)?;
            match check.id {
                id if id == checks::INTEGRITY.id && self.findings.count() > before => self.db.allow_only(time(DAMAGED)),
                id if id == checks::CHAIN.id => _ = self.step(id, |db, _| history::head(db, report))?,
                id if id == checks::HEAD.id => {
                    let (chain, head) = (&shown.chain, report.head.as_ref());
                    self.step(id, |db, found| history::expect(db, ask.expect_heads, chain, head, found))?;
                }
                _ => {}
            }
        }
        (report.chain, report.replay) = (shown.chain, shown.replay);
        for rule in rules::all().filter(|r| ask.only.is_empty() || ask.only.contains(&r.id)) {
            self.rule(rule, ask.today)?;
        }
        if let Some(there) = ask.papers {
            report.papers = self.step(checks::PAPERS.id, |db, found| papers(db, there, found))?;
        }
        Ok(())
    }

    fn look(&mut self, check: &'static Check, look: Look, shown: &mut Shown) -> anyhow::Result<()> {
        self.step(check.id, |db, found| look(db, shown, &mut |subject, message| found.add(check, subject, message)))?;
        Ok(())
    }

    fn rule(&mut self, rule: &'static Rule, today: Today) -> anyhow::Result<()> {
        self.step(rule.id, |db, found| check_whole(db, rule, today, |breach| found.breach(breach)))?;
        Ok(())
    }

    /// Makes one check. What the file does to prevent it is a finding.
    fn step<T>(&mut self, id: &str, check: impl FnOnce(&Guarded, &mut Findings) -> anyhow::Result<T>) -> anyhow::Result<Option<T>> {
        if self.done {
            return Ok(None);
        }
        let error = match check(&self.db, &mut self.findings) {
            Ok(value) => return Ok(Some(value)),
            Err(error) => error,
        };
        match verdict(&error) {
            _ if self.db.denied() => return Err(error),
            Verdict::NotTheFile => return Err(error),
            Verdict::TooLong => {
                self.done = true;
                let message =
                    tr!("{id} 超过时限而中止,其后的检查未作", "{id} took too long and was stopped; what follows it was not checked");
                self.findings.add(&checks::LIMITS, "file", &message);
            }
            Verdict::TooMuch(what) => {
                let message = tr!("{id} 超出限度,未能完成:{what}", "{id} exceeded a limit and could not be completed: {what}");
                self.findings.add(&checks::LIMITS, "file", &message);
            }
            Verdict::Damaged(what) => {
                let message = tr!("{id} 未能完成:{what}", "{id} could not be completed: {what}");
                self.findings.add(&checks::INTEGRITY, "file", &message);
            }
        }
        Ok(None)
    }
}
