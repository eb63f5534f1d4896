//! Taking a whole entry back, by a new entry.
//!
//! What an undo does is itself an entry: taking that back does the first one
//! again. An entry is *undone* while an undo of it stands.

use std::collections::BTreeMap;

use super::{Entry, entry, undone};
use crate::domain::code::Code;
use crate::fault::{Fault, Kind};
use crate::i18n::join;
use crate::store::images::revert;
use crate::store::records::kinds::report::ISSUED_REPORT;
use crate::store::records::registry::{self, JOURNAL};
use crate::store::{Db, Row, Writer, named_params};
use crate::tr;

/// The entry that is to be taken back: the one of that number, or the newest
/// that still stands and is no undo.
///
/// # Errors
/// [`Fault`]: there is no such entry (input); it is the first one, or undone
/// already, or there is none to take back (refused).
pub fn target(db: &Db, number: Option<i64>) -> anyhow::Result<Entry> {
    let found = match number {
        Some(seq) => entry(db, seq)?,
        None => match newest(db)?.filter(|seq| *seq > 1) {
            Some(seq) => entry(db, seq)?,
            None => {
                return Fault::refused(tr!("没有可以撤销的流水", "there is nothing to undo"))
                    .hint(tr!("用 fuhua history 查看流水", "see the journal with fuhua history"))
                    .err();
            }
        },
    };
    let seq = found.seq;
    if seq == 1 {
        return Fault::refused(tr!("J1 建立了这个库,不能撤销", "J1 made this database and cannot be undone"))
            .hint(tr!("另建一个库:fuhua init --db 路径", "make another database: fuhua init --db PATH"))
            .err();
    }
    let sql = format!("SELECT {} AS keeps FROM journal j WHERE seq = :seq", keeps());
    if db.one(&sql, named_params! {":seq": seq})?.int("keeps")? == 1 {
        let command = &found.command;
        return Fault::refused(tr!(
            "J{seq}({command})不能撤销:它查看或删除了个人信息,或升级了数据库",
            "J{seq} ({command}) cannot be undone: it showed or erased personal data, or upgraded the file"
        ))
        .hint(tr!("没有任何内容被改动", "nothing was changed"))
        .err();
    }
    refuse_issue(db, &found)?;
    if let Some(by) = found.undone_by {
        return Fault::refused(tr!("J{seq} 已由 J{by} 撤销", "J{seq} was undone by J{by}"))
            .hint(tr!("要恢复它,撤销 J{by}:fuhua undo J{by}", "to restore it, undo J{by}: fuhua undo J{by}"))
            .err();
    }
    Ok(found)
}

/// An issue is not taken back: what was handed out stays on record, and a reason
/// is kept for what becomes of it.
fn refuse_issue(db: &Db, entry: &Entry) -> anyhow::Result<()> {
    let sql = "SELECT row_id FROM change WHERE seq = :seq AND +table_name = 'issued_report' AND op = 'I' ORDER BY id LIMIT 1";
    let Some(row) = db.maybe(sql, named_params! {":seq": entry.seq})? else { return Ok(()) };
    let (seq, code) = (entry.seq, ISSUED_REPORT.code(row.int("row_id")?));
    Fault::refused(tr!("J{seq} 不能撤销:它出具了 {code}", "J{seq} cannot be undone: it issued {code}"))
        .hint(tr!(
            "作废它并写明理由,以后仍可重印:fuhua void {code} --reason 理由",
            "make it void with a reason; it can still be reprinted: fuhua void {code} --reason REASON"
        ))
        .err()
}

/// The newest entry that still stands, can be taken back and is no undo.
fn newest(db: &Db) -> anyhow::Result<Option<i64>> {
    let undone = serde_json::to_string(&undone(db)?.into_keys().collect::<Vec<_>>())?;
    let sql = format!(
        "SELECT j.seq FROM journal j
          WHERE j.undoes IS NULL AND j.hash IS NOT NULL AND NOT {} AND j.seq NOT IN (SELECT value FROM json_each(:undone))
          ORDER BY j.seq DESC LIMIT 1",
        keeps()
    );
    db.maybe(&sql, named_params! {":undone": undone})?.map(|row| row.int("seq")).transpose()
}

/// A condition on the entry `j`: it left rows that are not taken away.
fn keeps() -> String {
    let tables = registry::KEPT.map(|table| format!("'{table}'")).join(",");
    format!("j.seq IN (SELECT c.seq FROM change c WHERE c.table_name IN ({tables}) AND c.seq IS NOT NULL)")
}

/// Takes an entry back within the gate's transaction: every change of it, the
/// last first.
///
/// # Errors
/// [`Fault`] (refused) that names the later entries which stand in the way; else
/// if SQLite fails.
pub fn take_back(w: &Writer, entry: &Entry) -> anyhow::Result<()> {
    let seq = entry.seq;
    refuse_if(w, seq, &later(w, seq)?)?;
    let this = w.one("SELECT max(seq) AS seq FROM journal", &[])?.int("seq")?;
    w.execute("journal", "UPDATE journal SET undoes = :undoes WHERE seq = :seq", named_params! {":undoes": seq, ":seq": this})?;
    if let Some((table, row)) = revert::take_back(w, seq).map_err(|e| conflict(seq, e))? {
        let record = name(w, &table, row)?;
        return Fault::refused(tr!(
            "J{seq} 不能撤销:{record} 此后被别的程序改动过",
            "J{seq} cannot be undone: another program has changed {record} since"
        ))
        .hint(tr!("用 fuhua audit 检查该文件", "check the file with fuhua audit"))
        .err();
    }
    let mut resting = Blocks::new();
    for d in revert::dangling(w, this)? {
        // The row that points was made later, or what it points to was taken away later.
        let at = |table: &str, row: i64| {
            let sql = "SELECT max(seq) AS seq FROM change WHERE table_name = :table AND row_id = :row AND seq < :this";
            w.one(sql, named_params! {":table": table, ":row": row, ":this": this})?.opt_int("seq")
        };
        let by = match (at(&d.table, d.row)?, d.missing) {
            (Some(by), _) if by > seq => by,
            (by, Some(missing)) => at(&d.parent, missing)?.or(by).unwrap_or_default(),
            (by, None) => by.unwrap_or_default(),
        };
        resting.entry(by).or_default().push(name(w, &d.table, d.row)?);
    }
    papers(w, this, &mut resting)?;
    refuse_if(w, seq, &resting)
}

/// The records that point by its code to one that the entry `this` took away: no
/// foreign key holds them.
fn papers(w: &Writer, this: i64, resting: &mut Blocks) -> anyhow::Result<()> {
    let gone = w.all("SELECT DISTINCT table_name, row_id FROM change WHERE seq = :this AND op = 'D'", named_params! {":this": this})?;
    for row in &gone {
        let id = row.int("row_id")?;
        let Some(kind) = registry::of_table(&row.text("table_name")?) else { continue };
        for pointer in registry::pointers(kind).filter(registry::Pointer::is_to_any) {
            let (of, column, to) = (pointer.kind, pointer.column, pointer.to(":id"));
            let sql = format!(
                "SELECT p.id, (SELECT max(c.seq) FROM change c WHERE c.table_name = '{table}' AND c.row_id = p.id) AS seq
                   FROM {table} p WHERE p.{column} = {to} ORDER BY p.id",
                table = of.table
            );
            for paper in w.all(&sql, named_params! {":id": id})? {
                resting.entry(paper.int("seq")?).or_default().push(of.code(paper.int("id")?).to_string());
            }
        }
    }
    Ok(())
}

/// Later entries that stand in the way, with the records concerned.
type Blocks = BTreeMap<i64, Vec<String>>;

/// The later entries that touched the rows of an entry, and still stand.
fn later(db: &Db, seq: i64) -> anyhow::Result<Blocks> {
    let undone = undone(db)?;
    let mut found = Blocks::new();
    let rows = db.all(
        "SELECT DISTINCT l.seq, l.table_name, l.row_id, j.undoes
           FROM (SELECT DISTINCT table_name, row_id FROM change WHERE seq = :seq) m
           JOIN change l ON l.table_name = m.table_name AND l.row_id = m.row_id
           JOIN journal j ON j.seq = l.seq
          WHERE l.seq > :seq ORDER BY l.seq, l.table_name, l.row_id",
        named_params! {":seq": seq},
    )?;
    for row in &rows {
        let by = row.int("seq")?;
        // An entry and the undo that took it back leave nothing between them.
        let paired = row.opt_int("undoes")?.is_some_and(|of| of > seq);
        if !undone.contains_key(&by) && !paired {
            found.entry(by).or_default().push(name_of(db, row)?);
        }
    }
    Ok(found)
}

fn refuse_if(db: &Db, seq: i64, blocks: &Blocks) -> anyhow::Result<()> {
    const MOST: usize = 5;
    let Some((newest, _)) = blocks.iter().next_back() else { return Ok(()) };
    let told = blocks.iter().rev().take(MOST).map(|(by, records)| {
        let mut records = records.clone();
        records.dedup();
        let n = records.len();
        let shown = join(&records[..n.min(MOST)]);
        let records = if n > MOST { tr!("{shown} 等{n}条", "{shown} and more, {n} in all") } else { shown };
        if *by == 0 { records } else { tr!("J{by} 改动了 {records}", "{records} by J{by}") }
    });
    let told = join(told);
    let fault = Fault::refused(tr!(
        "J{seq} 不能撤销:后来的流水改动了同样的记录或以它们为依据:{told}",
        "J{seq} cannot be undone: later entries changed the same records or rest on them: {told}"
    ));
    match newest {
        0 => fault.hint(tr!("用 fuhua audit 检查该文件", "check the file with fuhua audit")),
        by => fault.hint(first_step(db, *by)?),
    }
    .err()
}

/// What can be done first about a later entry that stands in the way: others may
/// stand in its own, and some are not taken back.
fn first_step(db: &Db, by: i64) -> anyhow::Result<String> {
    let mut by = by;
    while let Some((after, _)) = later(db, by)?.into_iter().next_back() {
        by = after;
    }
    match target(db, Some(by)) {
        Ok(_) => Ok(tr!("先撤销后来的:fuhua undo J{by}", "undo the later one first: fuhua undo J{by}")),
        Err(error) => match error.downcast::<Fault>() {
            Ok(fault) => Ok([Some(fault.message), fault.hint].into_iter().flatten().collect::<Vec<_>>().join("\n")),
            Err(error) => Err(error),
        },
    }
}

/// A refusal by the schema, such as a name that is taken by now.
fn conflict(seq: i64, error: anyhow::Error) -> anyhow::Error {
    match error.downcast::<Fault>() {
        Ok(fault) if fault.kind == Kind::Input => {
            let what = fault.message;
            Fault::refused(tr!("J{seq} 不能撤销:{what}", "J{seq} cannot be undone: {what}"))
                .hint(tr!("先更正或作废冲突的记录", "correct or void the record in conflict first"))
                .into()
        }
        Ok(fault) => fault.into(),
        Err(error) => error,
    }
}

fn name_of(db: &Db, row: &Row) -> anyhow::Result<String> {
    name(db, &row.text("table_name")?, row.int("row_id")?)
}

/// What a row is called: the code of its record, or of the record to which it
/// belongs, or its table and id.
fn name(db: &Db, table: &str, id: i64) -> anyhow::Result<String> {
    let code = match (registry::of_table(table), registry::part(table)) {
        (Some(kind), _) => Some(kind.code(id)),
        (None, Some((of, part))) => {
            let sql = format!(
                "SELECT json_extract(coalesce(after, before), '$.{}') AS record FROM change
                  WHERE table_name = :table AND row_id = :id ORDER BY id DESC LIMIT 1",
                part.column
            );
            let row = db.maybe(&sql, named_params! {":table": table, ":id": id})?;
            row.map(|r| r.opt_int("record")).transpose()?.flatten().map(|record| of.code(record))
        }
        (None, None) => None,
    };
    Ok(code.map_or_else(|| format!("{} {id}", registry::setting(table)), |code| code.to_string()))
}

/// The code of an entry.
pub fn code(entry: &Entry) -> Code {
    JOURNAL.code(entry.seq)
}
