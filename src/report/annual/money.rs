//! The money of a year, by the clocks that it touches.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::document::Document;
use crate::domain::money::yuan;
use crate::domain::period::Period;
use crate::report::budget::{Budget, Year};
use crate::report::money::{self, Source};
use crate::store::Db;
use crate::tr;

/// The finances of a year.
#[derive(Clone, Debug, Serialize)]
pub struct Finance {
    /// The operating year; none of a report on a fiscal one.
    pub operating: Option<OfYear>,
    /// The fiscal years, each up to the period's end.
    pub fiscal: Vec<OfYear>,
}

/// A year up to a day.
#[derive(Clone, Debug, Serialize)]
pub struct OfYear {
    /// Its budget and what was spent of it.
    #[serde(flatten)]
    pub budget: Budget,
    /// The balance of the dedicated account before the first day.
    pub opening_fen: i64,
    /// What came in.
    pub in_fen: i64,
    /// What went out.
    pub out_fen: i64,
    /// The balance at the end.
    pub closing_fen: i64,
    /// Each source.
    pub sources: Vec<Source>,
}

impl OfYear {
    fn read(db: &Db, label: &str, end: NaiveDate) -> anyhow::Result<Self> {
        let year = Year::named(db, label)?;
        let end = year.end.min(end);
        let sources = money::sources(db, (year.start, end))?;
        let sums = money::sums(&sources);
        Ok(Self {
            budget: Budget::read(db, &year, end)?,
            opening_fen: sums.opening,
            in_fen: sums.into,
            out_fen: sums.out,
            closing_fen: sums.closing,
            sources,
        })
    }

    fn tell(&self, document: &mut Document) {
        let [opening, into, out, closing] = [self.opening_fen, self.in_fen, self.out_fen, self.closing_fen].map(yuan);
        let label = &self.budget.label;
        let sentence = tr!(
            "{label} 专账:期初{opening}元,收入{into}元,支出{out}元,期末{closing}元",
            "{label}, dedicated account: opening {opening} yuan, in {into}, out {out}, closing {closing}"
        );
        document.text(format!("{sentence}\n{}", self.budget.prose()));
    }
}

impl Finance {
    /// Reads those of an operating or of a fiscal year.
    pub(super) fn read(db: &Db, period: &Period) -> anyhow::Result<Self> {
        let operating = period.operating.as_deref().map(|label| OfYear::read(db, label, period.end)).transpose()?;
        let fiscal = (period.start.year()..=period.end.year()).map(|year| OfYear::read(db, &format!("FY{year}"), period.end));
        Ok(Self { operating, fiscal: fiscal.collect::<anyhow::Result<_>>()? })
    }

    pub(super) fn tell(&self, document: &mut Document) {
        document.heading(tr!("资金", "money"));
        let years = || self.operating.iter().chain(&self.fiscal);
        years().for_each(|year| year.tell(document));
        let Some(first) = years().next() else { return };
        document.table(money::source_table(&first.sources));
        document.table(first.budget.table());
    }
}
