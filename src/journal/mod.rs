//! The gate through which every write goes, and the history that it leaves.
//!
//! [`record`] runs a command's work in one transaction: an entry, the change
//! (triggers note each row before and after), the rules over what was touched,
//! a reading back of every row, the hash, COMMIT. Whatever fails on the way,
//! the file stays as it was.

pub mod checks;
mod entry;
pub mod integrity;
mod past;
mod refusal;
pub mod replay;
pub mod seal;
pub mod undo;

use entry::changes_of;
pub use entry::{Change, Entry, added, each_change, each_touched, entries, entries_of, entry, known_on, undone};
pub use past::past;

use anyhow::bail;
use chrono::NaiveDate;

use crate::domain::code::Code;
use crate::fault::{Fault, Refusal};
use crate::rules::{Breach, Severity, Today, Touched, check_touched};
use crate::store::records::registry::JOURNAL;
use crate::store::{Db, Writer, named_params};
use crate::tr;

/// Who writes, when, and what was typed.
pub struct Request {
    /// The verb, `org add`.
    pub command: String,
    /// The arguments as typed, personal data left out.
    pub arguments: Vec<String>,
    /// Who answers for it.
    pub actor: String,
    /// `user@host` that runs the program.
    pub login: String,
    /// The time by the clock, or a bare date if it was stated.
    pub at: String,
    /// The day that rules call today.
    pub today: NaiveDate,
    /// Why rules that allow it are waived.
    pub overriding: Option<String>,
    /// Keep nothing.
    pub dry_run: bool,
}

/// What a write left.
pub struct Receipt<T> {
    /// What the work returned.
    pub value: T,
    /// The entry; `None` if nothing changed, or nothing was to be kept.
    pub entry: Option<Code>,
    /// Rules that only warn.
    pub warnings: Vec<Breach>,
    /// Rules that were waived by this command.
    pub waived: Vec<Breach>,
    /// Every row that changed.
    pub changes: Vec<Change>,
}

/// Does `work` in one transaction and one journal entry.
///
/// # Errors
/// What `work` fails with; a [`Fault`] if a rule refuses; else if SQLite fails.
/// In every case the file is as it was.
pub fn record<T>(writer: Writer, request: &Request, work: impl FnOnce(&Writer) -> anyhow::Result<T>) -> anyhow::Result<Receipt<T>> {
    let (seq, previous) = next(&writer)?;
    writer.insert(
        "journal",
        &[
            ("seq", seq.into()),
            ("at", request.at.as_str().into()),
            ("actor", request.actor.as_str().into()),
            ("login", request.login.as_str().into()),
            ("command", request.command.as_str().into()),
            ("arguments", serde_json::to_string(&request.arguments)?.into()),
        ],
    )?;
    let value = work(&writer)?;
    writer.all_captured()?;
    let touched = touched(&writer, seq)?;
    if touched.is_empty() {
        return Ok(Receipt { value, entry: None, warnings: Vec::new(), waived: Vec::new(), changes: Vec::new() });
    }
    let (warnings, waived) = obey(&writer, request, seq, touched)?;
    writer.all_captured()?;
    read_back(&writer, seq)?;
    let hash = seal::seal(&writer, seq, previous.as_deref())?;
    writer.execute("journal", "UPDATE journal SET hash = :hash WHERE seq = :seq", named_params! {":hash": hash, ":seq": seq})?;
    let changes = if request.dry_run { changes_of(&writer, seq)? } else { Vec::new() };
    let entry = if request.dry_run {
        None
    } else {
        writer.commit()?;
        Some(JOURNAL.code(seq))
    };
    Ok(Receipt { value, entry, warnings, waived, changes })
}

/// The number of the entry to come, and the hash that it follows.
fn next(db: &Db) -> anyhow::Result<(i64, Option<String>)> {
    let Some(last) = db.maybe("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1", &[])? else { return Ok((1, None)) };
    let seq = last.int("seq")?;
    let Some(next) = seq.checked_add(1) else {
        return Fault::database(tr!(
            "流水的最后一条 J{seq} 没有下一个编号,是别的程序写入的",
            "the last journal entry J{seq} has no next number: another program wrote it"
        ))
        .hint(tr!("用 fuhua audit 检查该文件,不要继续记账", "check the file with fuhua audit before writing more"))
        .err();
    };
    match last.opt_text("hash")? {
        Some(hash) => Ok((next, Some(hash))),
        None => Fault::database(tr!(
            "流水的最后一条 J{seq} 没有封签,是别的程序写入的",
            "the last journal entry J{seq} is not sealed: another program wrote it"
        ))
        .hint(tr!("用 fuhua audit 检查该文件,不要继续记账", "check the file with fuhua audit before writing more"))
        .err(),
    }
}

/// The rows that an entry touched.
fn touched(db: &Db, seq: i64) -> anyhow::Result<Vec<Touched>> {
    let mut tables: Vec<Touched> = Vec::new();
    db.each(
        "SELECT table_name, row_id, CASE op WHEN 'D' THEN id END AS gone
           FROM change WHERE id IN (SELECT max(id) FROM change WHERE seq = :seq GROUP BY table_name, row_id) ORDER BY id",
        named_params! {":seq": seq},
        |row| {
            Touched::add(&mut tables, row.get("table_name")?.text(), row.int("row_id")?, row.opt_int("gone")?);
            Ok(())
        },
    )?;
    Ok(tables)
}

/// Runs the rules; keeps waivers for what `--override` allows; refuses the rest.
fn obey(w: &Writer, request: &Request, seq: i64, touched: Vec<Touched>) -> anyhow::Result<(Vec<Breach>, Vec<Breach>)> {
    let breaches = check_touched(w, touched, Today(request.today))?;
    let (grave, warnings): (Vec<_>, Vec<_>) =
        breaches.into_iter().filter(|b| b.waived.is_none()).partition(|b| b.rule.severity == Severity::Error);
    let Some(reason) = request.overriding.as_deref().filter(|_| grave.iter().all(|b| b.rule.waivable)) else {
        if grave.is_empty() {
            return Ok((warnings, Vec::new()));
        }
        return refusal::refuse(w, seq, &grave, request.overriding.is_some())?.err();
    };
    for breach in &grave {
        w.insert(
            "waiver",
            &[
                ("rule", breach.rule.id.into()),
                ("subject", breach.subject.as_str().into()),
                ("breach", breach.state.clone().into()),
                ("reason", reason.into()),
                ("on_date", request.today.into()),
            ],
        )?;
    }
    Ok((warnings, grave))
}

/// The breaches that would refuse the entry that is being written, with their
/// subjects; those that are waived, or may be and `overriding` says so, are none.
///
/// # Errors
/// If SQLite fails.
pub fn refusals(w: &Writer, today: NaiveDate, overriding: bool) -> anyhow::Result<Vec<(String, Refusal)>> {
    let seq = w.one("SELECT max(seq) AS seq FROM journal", &[])?.int("seq")?;
    let grave = |b: &Breach| b.waived.is_none() && b.rule.severity == Severity::Error && !(overriding && b.rule.waivable);
    let breaches: Vec<Breach> = check_touched(w, touched(w, seq)?, Today(today))?.into_iter().filter(grave).collect();
    refusal::told(w, seq, &breaches)
}

/// Compares every row that the entry touched with what the journal says of it.
fn read_back(w: &Writer, seq: i64) -> anyhow::Result<()> {
    let tables = w.all("SELECT DISTINCT table_name FROM change WHERE seq = :seq", named_params! {":seq": seq})?;
    let watched = w.watched()?;
    for row in tables {
        let table = row.text("table_name")?;
        if !watched.contains(&table) {
            bail!("the journal names a table that does not exist: {table}");
        }
        // `+`: by the entry, not by the index on all changes of a table.
        let differ = w.one(
            &format!(
                "SELECT count(*) AS n FROM (SELECT max(id) AS id FROM change WHERE seq = :seq AND +table_name = :table GROUP BY +row_id) l
                   JOIN change c ON c.id = l.id
                   LEFT JOIN {table} r ON r.id = c.row_id
                  WHERE c.after IS NOT CASE WHEN r.id IS NULL THEN NULL ELSE {} END",
                w.row_json(&table, "r")?
            ),
            named_params! {":seq": seq, ":table": table},
        )?;
        if differ.int("n")? > 0 {
            bail!("{table}: rows read back differ from what was written");
        }
    }
    Ok(())
}
