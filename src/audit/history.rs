//! What an audit alone checks of the journal: the heads that were given.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::Findings;
use super::{ExpectedHead, Report};
use crate::domain::code::ranges;
use crate::i18n::join;
use crate::journal::checks::HEAD;
use crate::journal::seal::{self, Chain, Head};
use crate::store::records::personal::is_rehearsal;
use crate::store::records::registry;
use crate::store::{Db, named_params};
use crate::tr;

/// Notes the journal's length and its head, and whether it is a rehearsal's.
///
/// # Errors
/// If the file prevents it.
pub fn head(db: &Db, report: &mut Report) -> anyhow::Result<()> {
    report.entries = db.one("SELECT count(*) AS n FROM journal", &[])?.int("n")?;
    report.head = seal::head(db)?;
    report.rehearsal = is_rehearsal(db)?;
    Ok(())
}

/// Compares the chain with heads that were kept outside the file. What they
/// vouch for ends with the newest that is in it; the records that were changed
/// after that are named.
///
/// # Errors
/// If the file prevents it.
pub fn expect(db: &Db, heads: &[ExpectedHead], chain: &Chain, head: Option<&Head>, found: &mut Findings) -> anyhow::Result<()> {
    // Beyond the place where the chain breaks, a hash is only a text.
    let sound = |entry: i64| match chain {
        Chain::Ok => true,
        Chain::Absent => false,
        Chain::Broken { entry: broken, .. } => entry < *broken,
    };
    let mut newest = None;
    for ExpectedHead { entry: number, hash } in heads {
        let found_at = seal::entry_of(db, hash)?.filter(|entry| sound(*entry));
        match found_at.filter(|entry| number.is_none_or(|number| number == *entry)) {
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
    let more = head.map_or(0, |h| h.entry.saturating_sub(entry));
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

/// The records that the entries after one changed: `A3-A5, O1`.
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
    Ok(join(records.into_iter().flat_map(|(name, ids)| ranges(&name, ids))))
}
