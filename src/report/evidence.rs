//! The very rows that a figure counts.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use serde::Serialize;

use super::figures::{self, Fact, Indicator};
use crate::document::{Cell, Column, Document, Table, Totals};
use crate::domain::code::{Code, Prefix};
use crate::domain::period::Period;
use crate::i18n::label;
use crate::store::records::kind::{Counted, Kind};
use crate::store::records::registry;
use crate::store::{Db, named_params};
use crate::tr;

/// One row that counts.
#[derive(Clone, Debug, Serialize)]
pub struct Evidence {
    /// Its day.
    pub date: NaiveDate,
    /// What it adds, in the indicator's unit.
    pub quantity: i64,
    /// The code of the record.
    pub subject: String,
    /// The code of its organisation, if it has exactly one.
    pub org: Option<String>,
    /// Words about the record.
    pub text: String,
}

impl Evidence {
    /// The rows behind some facts, in their order: a query a kind of record.
    pub(super) fn of(db: &Db, facts: &[Fact]) -> anyhow::Result<Vec<Self>> {
        let records = records(db, facts)?;
        let one = |fact: &Fact| Self {
            date: fact.on,
            quantity: fact.quantity,
            subject: fact.subject.to_string(),
            org: fact.org.map(|code| code.to_string()),
            text: records.get(&fact.subject).map(|record| words(record, fact)).unwrap_or_default(),
        };
        Ok(facts.iter().map(one).collect())
    }
}

/// The rows of one indicator in a period.
#[derive(Clone, Debug)]
pub struct List {
    /// The rows, by day.
    pub rows: Vec<Evidence>,
    indicator: Indicator,
    period: Period,
}

impl List {
    /// Reads the rows. Those that add nothing are left out.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db, indicator: Indicator, period: Period) -> anyhow::Result<Self> {
        let facts = figures::facts(db, Some(&indicator.id), (period.start, period.end))?;
        Ok(Self { rows: Evidence::of(db, &facts)?, indicator, period })
    }

    /// The figure that the rows make.
    pub fn sum(&self) -> i64 {
        self.rows.iter().map(|r| r.quantity).sum()
    }

    /// As a person reads it; it ends with the sum.
    pub fn document(&self) -> Document {
        let name = self.indicator.name();
        let mut document = Document::titled(tr!("{name}:{period}", "{name}: {period}", period = self.period.prose()));
        let unit = self.indicator.unit_name();
        let columns = vec![
            Column::date(tr!("日期", "date")),
            Column::number(tr!("数量", "quantity")).unit(unit),
            Column::code(tr!("记录", "record")),
            Column::code(tr!("组织", "org")),
            Column::words(tr!("内容", "what")),
        ];
        let mut table = Table::new(label("依据", "evidence"), columns);
        for row in &self.rows {
            let org = row.org.as_deref().map_or(Cell::Empty, Cell::code);
            table.row([row.date.into(), row.quantity.into(), Cell::code(&row.subject), org, row.text.as_str().into()]);
        }
        table.totals = Some(Totals {
            cells: vec![tr!("合计", "total").into(), self.sum().into(), Cell::Empty, Cell::Empty, Cell::Empty],
            said: Some(tr!("合计:{sum}{unit}", "total: {sum} {unit}", sum = self.sum())),
        });
        document.table(table);
        document
    }
}

/// What is said of a record.
struct Record {
    kind: &'static Kind,
    title: String,
    detail: String,
    /// How many rows its roster has.
    roster: i64,
}

/// The records behind some facts.
fn records(db: &Db, facts: &[Fact]) -> anyhow::Result<HashMap<Code, Record>> {
    let mut ids: BTreeMap<Prefix, Vec<i64>> = BTreeMap::new();
    for fact in facts {
        ids.entry(fact.subject.prefix).or_default().push(fact.subject.number);
    }
    let mut found = HashMap::new();
    for (prefix, mut ids) in ids {
        let Some(kind) = registry::of_prefix(prefix) else { continue };
        ids.sort_unstable();
        ids.dedup();
        let sql = format!(
            "SELECT r.id, {} AS title, {} AS detail, {} AS roster FROM json_each(:ids) i CROSS JOIN {} r ON r.id = i.value",
            kind.title, kind.evidence.detail, kind.evidence.roster, kind.table
        );
        db.each(&sql, named_params! {":ids": serde_json::to_string(&ids)?}, |row| {
            let (title, detail) = (row.opt_text("title")?.unwrap_or_default(), row.opt_text("detail")?.unwrap_or_default());
            found.insert(kind.code(row.int("id")?), Record { kind, title, detail, roster: row.int("roster")? });
            Ok(())
        })?;
    }
    Ok(found)
}

/// Words about the record behind a fact.
fn words(record: &Record, fact: &Fact) -> String {
    let Record { kind, title, detail, roster } = record;
    (kind.evidence.words)(&Counted { title, detail, roster: *roster, indicator: &fact.indicator, quantity: fact.quantity })
}
