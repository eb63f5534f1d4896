//! Checks of the journal: its chain, its head, changes without an
//! entry.

use super::Report;
use super::checks::{CHAIN, HEAD, OUTSIDE};
use super::finding::Findings;
use crate::domain::code::Code;
use crate::journal::seal::{self, Chain, Fracture, Head};
use crate::store::{Db, kind};
use crate::tr;

/// Checks the chain.
///
/// # Errors
/// If the file prevents it.
pub fn chain(db: &Db, found: &mut Findings) -> anyhow::Result<Chain> {
    let chain = seal::verify(db)?;
    match &chain {
        Chain::Ok => {}
        Chain::Absent => found.add(&CHAIN, "journal", &tr!("没有流水", "there is no journal")),
        Chain::Broken { entry, fault } => {
            let message = match fault {
                Fracture::Gap => tr!("J{entry} 之前缺少流水", "entries are missing before J{entry}"),
                Fracture::Unsealed => tr!("J{entry} 没有封签", "J{entry} is not sealed"),
                Fracture::Altered => tr!("J{entry} 或它的改动与封签不符", "J{entry} or its changes differ from what was sealed"),
                Fracture::Unreadable => tr!("J{entry} 或它的改动无法读取", "J{entry} or its changes cannot be read"),
            };
            found.add(&CHAIN, &format!("J{entry}"), &message);
        }
    }
    Ok(chain)
}

/// Notes the journal's length and its head.
///
/// # Errors
/// If the file prevents it.
pub fn head(db: &Db, report: &mut Report) -> anyhow::Result<()> {
    report.entries = db.one("SELECT count(*) AS n FROM journal", &[])?.int("n")?;
    report.head = seal::head(db)?;
    Ok(())
}

/// Compares the head with one that was kept outside the file.
///
/// # Errors
/// If the file prevents it.
pub fn expect(db: &Db, hash: &str, chain: &Chain, head: Option<&Head>, found: &mut Findings) -> anyhow::Result<()> {
    // Beyond the place where the chain breaks, a hash is only a text.
    let sound = |entry: i64| match chain {
        Chain::Ok => true,
        Chain::Absent => false,
        Chain::Broken { entry: broken, .. } => entry < *broken,
    };
    match (seal::entry_of(db, hash)?.filter(|entry| sound(*entry)), head) {
        (Some(entry), Some(head)) if entry == head.entry => {}
        (Some(entry), head) => {
            let more = head.map_or(0, |h| h.entry - entry);
            let message =
                tr!("链首之后又有{more}条流水,给出的是 J{entry}", "{more} entries follow the given head, which is that of J{entry}");
            found.note(&HEAD, &format!("J{entry}"), &message);
        }
        (None, _) => found.add(
            &HEAD,
            "journal",
            &tr!(
                "给出的链首不在流水中:这是旧副本、别的文件,或流水被改写过",
                "the given head is not in the journal: this is an older copy, another file, or the history was rewritten"
            ),
        ),
    }
    Ok(())
}

/// Changes that no entry has: another program made them.
///
/// # Errors
/// If the file prevents it.
pub fn outside(db: &Db, found: &mut Findings) -> anyhow::Result<()> {
    let rows = "SELECT table_name, row_id, count(*) AS n FROM change WHERE seq IS NULL GROUP BY table_name, row_id ORDER BY min(id)";
    db.each(rows, &[], |row| {
        let (table, id, n) = (row.text("table_name")?, row.int("row_id")?, row.int("n")?);
        let message = tr!(
            "{table} 第{id}行有{n}处改动不属于任何流水,是别的程序所为",
            "row {id} of {table} has {n} changes that belong to no entry: another program made them"
        );
        let subject = kind::of_table(&table).map_or_else(|| format!("{table} {id}"), |k| Code::new(k.letter, id).to_string());
        found.add(&OUTSIDE, &subject, &message);
        Ok(())
    })
}
