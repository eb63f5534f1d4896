//! The vouchers as a journal of plain-text accounting, which `hledger` checks.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use chrono::{Days, NaiveDate};

use super::figures::Span;
use crate::domain::calendar::Calendar;
use crate::domain::date::iso;
use crate::domain::text::printable;
use crate::store::{Db, Row, named_params};

/// The vouchers up to a day, in the order of the journal. Public for the
/// query-plan test.
pub const VOUCHERS: &str =
    "SELECT v.id, v.on_date, v.direction, v.amount_fen, v.category, v.source, s.account, v.org_id, v.project_id, v.party,
       v.line, v.reverses, v.note
  FROM voucher v JOIN money_source s ON s.code = v.source
 WHERE v.on_date <= :to AND v.void_reason IS NULL
 ORDER BY v.on_date, v.id";

/// A voucher as the journal has it.
struct Entry {
    on: NaiveDate,
    /// Its first two lines.
    head: String,
    /// The account of assets.
    assets: String,
    /// The account of income or expenses.
    other: String,
    /// What it adds to the assets.
    signed: i64,
}

impl Entry {
    fn of(row: &Row) -> anyhow::Result<Self> {
        let (id, on) = (row.int("id")?, row.date("on_date")?);
        let (source, category, into) = (row.text("source")?, row.text("category")?, row.text("direction")? == "in");
        let party = row.opt_text("party")?.map(|text| plain(&text)).unwrap_or_default();
        let said = match row.opt_text("note")?.map(|text| plain(&text)).filter(|note| !note.is_empty()) {
            Some(note) => format!("{party} | {note}"),
            None => party,
        };
        let mut tags = format!("code:V{id}, source:{source}, category:{category}");
        for (name, prefix, column) in [("org", "O", "org_id"), ("project", "P", "project_id"), ("reverses", "V", "reverses")] {
            if let Some(number) = row.opt_int(column)? {
                write!(tags, ", {name}:{prefix}{number}")?;
            }
        }
        if let Some(line) = row.opt_text("line")? {
            write!(tags, ", line:{line}")?;
        }
        let fen = row.int("amount_fen")?;
        let assets = match (row.text("account")?.as_str(), row.opt_int("org_id")?) {
            ("custody", Some(org)) => format!("assets:custody:O{org}"),
            (account, _) => format!("assets:{account}:{source}"),
        };
        Ok(Self {
            on,
            head: format!("{} (V{id}) {said}\n    ; {tags}\n", iso(on)),
            assets,
            other: format!("{}:{category}", if into { "income" } else { "expenses" }),
            signed: if into { fen } else { -fen },
        })
    }
}

/// A text in one line that means nothing to the journal's reader.
fn plain(text: &str) -> String {
    let plain: String = text.chars().map(|c| if matches!(c, ';' | '|' | '\n' | '\r') { ',' } else { c }).collect();
    printable(plain.trim())
}

fn yuan(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    format!("{sign}{}.{:02} CNY", fen.unsigned_abs() / 100, fen.unsigned_abs() % 100)
}

fn posting(text: &mut String, account: &str, fen: i64) -> std::fmt::Result {
    writeln!(text, "    {account}  {}", yuan(fen))
}

/// The last days of the quarters that end within a span.
fn quarter_ends(calendar: &Calendar, (from, to): Span) -> Vec<NaiveDate> {
    let mut ends = Vec::new();
    let mut day = from;
    while let end = calendar.quarter_of(day).end
        && end <= to
    {
        ends.push(end);
        let Some(next) = end.checked_add_days(Days::new(1)) else { break };
        day = next;
    }
    ends
}

/// The journal of a period, or of all vouchers: the balances with which it opens,
/// a transaction a voucher, and at each quarter's end what every account must have.
///
/// # Errors
/// If SQLite fails.
pub fn write(db: &Db, calendar: &Calendar, period: Option<Span>) -> anyhow::Result<String> {
    let until = period.map_or(NaiveDate::MAX, |days| days.1).min(NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX));
    let rows = db.all(VOUCHERS, named_params! {":to": iso(until)})?;
    let entries = rows.iter().map(Entry::of).collect::<anyhow::Result<Vec<_>>>()?;
    let mut text = String::from("commodity 1000.00 CNY\n");
    let accounts: BTreeSet<&str> = entries.iter().flat_map(|e| [e.assets.as_str(), &e.other]).chain(["equity:opening"]).collect();
    for account in &accounts {
        writeln!(text, "account {account}")?;
    }
    let Some((first, last)) = entries.first().map(|e| e.on).zip(entries.last().map(|e| e.on)) else { return Ok(text) };
    let (from, to) = period.unwrap_or((first, last));
    let opened = entries.partition_point(|e| e.on < from);
    let mut balances: BTreeMap<&str, i64> = BTreeMap::new();
    for entry in &entries[..opened] {
        *balances.entry(&entry.assets).or_default() += entry.signed;
    }
    if opened > 0 {
        writeln!(text, "\n{} opening", iso(from))?;
        for (account, fen) in &balances {
            posting(&mut text, account, *fen)?;
        }
        posting(&mut text, "equity:opening", -balances.values().sum::<i64>())?;
    }
    let mut ends = quarter_ends(calendar, (from, to)).into_iter().peekable();
    for entry in &entries[opened..] {
        while let Some(end) = ends.next_if(|end| *end < entry.on) {
            assert_balances(&mut text, end, &balances)?;
        }
        write!(text, "\n{}", entry.head)?;
        posting(&mut text, &entry.assets, entry.signed)?;
        posting(&mut text, &entry.other, -entry.signed)?;
        *balances.entry(&entry.assets).or_default() += entry.signed;
    }
    ends.try_for_each(|end| assert_balances(&mut text, end, &balances))?;
    Ok(text)
}

/// Postings of nothing that say what each account has.
fn assert_balances(text: &mut String, day: NaiveDate, balances: &BTreeMap<&str, i64>) -> std::fmt::Result {
    if balances.is_empty() {
        return Ok(());
    }
    writeln!(text, "\n{} balance", iso(day))?;
    balances.iter().try_for_each(|(account, fen)| writeln!(text, "    {account}  0.00 CNY = {}", yuan(*fen)))
}
