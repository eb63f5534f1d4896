//! The looks at a file: each reads and tells.

use crate::journal::replay::{self, Replay};
use crate::journal::seal::{self, Chain, Fracture};
use crate::store::Db;
use crate::store::connection::{Dangling, dangling, lost_pages};
use crate::store::records::kinds::report::ISSUED_REPORT;
use crate::store::schema::compare;
use crate::tr;

/// Is told each thing that is wrong: of what, and what is wrong with it.
pub type Tell<'t> = &'t mut dyn FnMut(&str, &str);

/// What the looks show besides.
pub struct Shown {
    /// Whether SQLite found nothing wrong with the file.
    pub sound: bool,
    /// What the chain shows.
    pub chain: Chain,
    /// What replaying the journal shows.
    pub replay: Replay,
}

impl Shown {
    /// Nothing yet.
    pub fn none() -> Self {
        Self { sound: false, chain: Chain::Absent, replay: Replay::Absent }
    }
}

/// Compares the schema with our own.
///
/// # Errors
/// If the file prevents it.
pub fn schema(db: &Db, _: &mut Shown, tell: Tell<'_>) -> anyhow::Result<()> {
    for difference in compare::foreign(db)? {
        tell(&format!("{} {}", difference.kind, difference.name), &difference.tell());
    }
    Ok(())
}

/// SQLite's own check.
///
/// # Errors
/// If the file prevents it.
pub fn integrity(db: &Db, shown: &mut Shown, tell: Tell<'_>) -> anyhow::Result<()> {
    let mut sound = true;
    db.each("PRAGMA integrity_check", &[], |row| {
        let text = row.text("integrity_check")?.replace("*** in database main ***\n", "").replace('\n', "; ");
        if text != "ok" {
            sound = false;
            tell("file", &tr!("文件损坏:{text}", "the file is damaged: {text}"));
        }
        Ok(())
    })?;
    shown.sound = sound;
    Ok(())
}

/// Pages that belong to nothing: SQLite's own check does not tell them, whatever
/// stands in them. Of a damaged file it is not asked: its trees may go in circles.
///
/// # Errors
/// If the file prevents it.
pub fn pages(db: &Db, shown: &mut Shown, tell: Tell<'_>) -> anyhow::Result<()> {
    if !shown.sound {
        return Ok(());
    }
    let lost = lost_pages(db)?;
    if lost != 0 {
        let message = tr!(
            "有{lost}个页面不属于任何表、索引或空闲列表,是别的程序留下的",
            "{lost} pages belong to no table, index or free list: another program left them"
        );
        tell("file", &message);
    }
    Ok(())
}

/// Rows that point to none.
///
/// # Errors
/// If the file prevents it.
pub fn foreign_keys(db: &Db, _: &mut Shown, tell: Tell<'_>) -> anyhow::Result<()> {
    dangling(db, |Dangling { table, row: id, parent }| {
        let message = tr!("{table} 第{id}行指向 {parent} 中没有的记录", "row {id} of {table} points to a record missing from {parent}");
        tell(&format!("{table} {id}"), &message);
    })
}

/// Checks the chain.
///
/// # Errors
/// If the file prevents it.
pub fn chain(db: &Db, shown: &mut Shown, tell: Tell<'_>) -> anyhow::Result<()> {
    shown.chain = seal::verify(db)?;
    match &shown.chain {
        Chain::Ok => {}
        Chain::Absent => tell("journal", &tr!("没有流水", "there is no journal")),
        Chain::Broken { entry, fault } => {
            let message = match fault {
                Fracture::BeforeFirst => tr!(
                    "J{entry} 在第一条流水 J1 之前,不是本程序写的",
                    "J{entry} stands before the first entry J1; this program did not write it"
                ),
                Fracture::Gap => tr!("J{entry} 之前缺少流水", "entries are missing before J{entry}"),
                Fracture::Unsealed => tr!("J{entry} 没有封签", "J{entry} is not sealed"),
                Fracture::Altered => tr!("J{entry} 或它的改动与封签不符", "J{entry} or its changes differ from what was sealed"),
                Fracture::Unreadable => tr!("J{entry} 或它的改动无法读取", "J{entry} or its changes cannot be read"),
            };
            tell(&format!("J{entry}"), &message);
        }
    }
    Ok(())
}

/// Compares the heads on which issued reports rest with the journal.
///
/// # Errors
/// If the file prevents it.
pub fn issued(db: &Db, _: &mut Shown, tell: Tell<'_>) -> anyhow::Result<()> {
    let sql = "SELECT r.id, r.entry FROM issued_report r LEFT JOIN journal j ON j.seq = r.entry WHERE j.hash IS NOT r.head ORDER BY r.id";
    db.each(sql, &[], |row| {
        let (code, entry) = (ISSUED_REPORT.prefix.code(row.int("id")?), row.int("entry")?);
        let message = tr!(
            "{code} 出具时所据的链首不是 J{entry} 现在的封签:J{entry} 或它之前的流水被改写过",
            "the head on which {code} was issued is not that of J{entry} now: J{entry} or an entry before it was rewritten"
        );
        tell(&code.to_string(), &message);
        Ok(())
    })
}

/// Compares the tables with what replaying the journal gives.
///
/// # Errors
/// If the file prevents it.
pub fn replay(db: &Db, shown: &mut Shown, tell: Tell<'_>) -> anyhow::Result<()> {
    shown.replay = replay::compare(db, shown.sound)?;
    for (subject, message) in shown.replay.faults() {
        tell(&subject, &message);
    }
    Ok(())
}
