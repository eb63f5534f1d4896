//! Checks of the journal: its chain, its head, changes without an
//! entry.

use std::collections::{BTreeMap, BTreeSet};

use super::Report;
use super::checks::{CHAIN, HEAD, OUTSIDE};
use super::finding::Findings;
use crate::i18n::join;
use crate::journal::seal::{self, Chain, Fracture, Head};
use crate::store::records::kinds::report::ISSUED_REPORT;
use crate::store::records::registry;
use crate::store::{Db, named_params};
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

/// Compares the chain with heads that were kept outside the file. What they
/// vouch for ends with the newest that is in it; the records that were changed
/// after that are named.
///
/// # Errors
/// If the file prevents it.
pub fn expect(db: &Db, hashes: &[String], chain: &Chain, head: Option<&Head>, found: &mut Findings) -> anyhow::Result<()> {
    // Beyond the place where the chain breaks, a hash is only a text.
    let sound = |entry: i64| match chain {
        Chain::Ok => true,
        Chain::Absent => false,
        Chain::Broken { entry: broken, .. } => entry < *broken,
    };
    let mut newest = None;
    for hash in hashes {
        match seal::entry_of(db, hash)?.filter(|entry| sound(*entry)) {
            Some(entry) => newest = newest.max(Some(entry)),
            None => {
                let begin = &hash[..8.min(hash.len())];
                let message = tr!(
                    "给出的链首 {begin}… 不在流水中:这是旧副本、别的文件,或流水被改写过",
                    "the given head {begin}… is not in the journal: this is an older copy, another file, or the history was rewritten"
                );
                found.add(&HEAD, "journal", &message);
            }
        }
    }
    let Some(entry) = newest else { return Ok(()) };
    let more = head.map_or(0, |h| h.entry - entry);
    if more > 0 {
        let records = changed_since(db, entry)?;
        let message = tr!(
            "给出的链首保证到 J{entry};其后又有{more}条流水,改动了 {records}",
            "the given head vouches for all up to J{entry}; {more} later entries changed {records}"
        );
        found.note(&HEAD, &format!("J{entry}"), &message);
    }
    Ok(())
}

/// Compares the heads on which issued reports rest with the journal.
///
/// # Errors
/// If the file prevents it.
pub fn issued(db: &Db, found: &mut Findings) -> anyhow::Result<()> {
    let sql = "SELECT r.id, r.entry FROM issued_report r LEFT JOIN journal j ON j.seq = r.entry WHERE j.hash IS NOT r.head ORDER BY r.id";
    db.each(sql, &[], |row| {
        let (code, entry) = (ISSUED_REPORT.prefix.code(row.int("id")?), row.int("entry")?);
        let message = tr!(
            "{code} 出具时所据的链首不是 J{entry} 现在的封签:J{entry} 或它之前的流水被改写过",
            "the head on which {code} was issued is not that of J{entry} now: J{entry} or an entry before it was rewritten"
        );
        found.add(&HEAD, &code.to_string(), &message);
        Ok(())
    })
}

/// The records that the entries after one changed: `A3–A5, O1`.
fn changed_since(db: &Db, entry: i64) -> anyhow::Result<String> {
    let owners: String = registry::parts()
        .map(|(_, p)| format!(" WHEN '{}' THEN json_extract(coalesce(after, before), '$.{}')", p.table, p.column))
        .collect();
    let sql = format!("SELECT DISTINCT table_name, CASE table_name{owners} ELSE row_id END AS record FROM change WHERE seq > :seq");
    let mut records: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
    db.each(&sql, named_params! {":seq": entry}, |row| {
        let (table, record) = (row.text("table_name")?, row.int("record")?);
        let prefix = registry::of_table(&table).map(|k| k.prefix).or_else(|| registry::part(&table).map(|(k, _)| k.prefix));
        records.entry(prefix.map_or_else(|| format!("{} ", registry::setting(&table)), |p| p.to_string())).or_default().insert(record);
        Ok(())
    })?;
    let runs = records.iter().flat_map(|(name, ids)| {
        let mut runs: Vec<(i64, i64)> = Vec::new();
        for id in ids {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == *id => *last = *id,
                _ => runs.push((*id, *id)),
            }
        }
        runs.into_iter()
            .map(move |(first, last)| if first == last { format!("{name}{first}") } else { format!("{name}{first}–{name}{last}") })
    });
    Ok(join(runs))
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
        let subject = registry::of_table(&table).map_or_else(|| format!("{table} {id}"), |k| k.prefix.code(id).to_string());
        found.add(&OUTSIDE, &subject, &message);
        Ok(())
    })
}
