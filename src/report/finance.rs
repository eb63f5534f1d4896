//! What a quarterly or monthly report says of the money.

use serde::Serialize;

use super::budget::{Budget, Year};
use super::figures::Span;
use super::money::{self, Closing, Source};
use crate::document::{Cell, Document, Fact};
use crate::domain::calendar::OperatingYear;
use crate::domain::money::yuan;
use crate::domain::period::{Period, Shape};
use crate::store::Db;
use crate::tr;

/// The finances of a period.
#[derive(Clone, Debug, Serialize)]
pub struct Finance {
    /// The period itself; its key in JSON is the period's shape.
    #[serde(flatten)]
    pub of_period: OfPeriod,
    /// The operating year up to the period's end.
    pub operating_year: Flow,
    /// The fiscal year up to the period's end.
    pub fiscal_year: Flow,
    /// The budget of the operating year.
    pub budget_fen: i64,
    /// What remains of it.
    pub remaining_fen: i64,
    /// Each source: what came in and went out in the period, what it had at its end.
    pub by_source: Vec<BySource>,
    /// What became of the quarter's books.
    pub statement: Closing,
    /// How many vouchers of the period have no paper.
    pub without_papers: i64,
    #[serde(skip)]
    budget: Budget,
    #[serde(skip)]
    sources: Vec<Source>,
    #[serde(skip)]
    is_quarter: bool,
}

/// The period's flow.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum OfPeriod {
    /// Of a quarter.
    Quarter(Flow),
    /// Of a month.
    Month(Flow),
}

/// What came in and went out.
#[derive(Clone, Debug, Serialize)]
pub struct Flow {
    /// How the period is written.
    pub label: String,
    /// What came in.
    pub in_fen: i64,
    /// What went out.
    pub out_fen: i64,
}

impl Flow {
    fn of(label: String, sources: &[Source]) -> Self {
        let sums = money::sums(sources);
        Self { label, in_fen: sums.into, out_fen: sums.out }
    }

    fn read(db: &Db, label: String, days: Span) -> anyhow::Result<Self> {
        Ok(Self::of(label, &money::sources(db, days)?))
    }
}

/// A source of the period.
#[derive(Clone, Debug, Serialize)]
pub struct BySource {
    source: String,
    account: String,
    in_fen: i64,
    out_fen: i64,
    balance_fen: i64,
}

impl Finance {
    /// Reads the finances of a period in an operating year.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db, period: &Period, year: &OperatingYear) -> anyhow::Result<Self> {
        let sources = money::sources(db, (period.start, period.end))?;
        let flow = Flow::of(period.label.clone(), &sources);
        let operating = Year::named(db, &format!("Y{}", year.no))?;
        let fiscal = chrono::Datelike::year(&period.end);
        let from = chrono::NaiveDate::from_ymd_opt(fiscal, 1, 1).unwrap_or(period.end);
        // A period at the edge of the plan may end outside its year.
        let budget = Budget::read(db, &operating, period.end.min(year.end))?;
        let by_source = sources.iter().map(|s| BySource {
            source: s.source.clone(),
            account: s.account.clone(),
            in_fen: s.in_fen,
            out_fen: s.out_fen,
            balance_fen: s.closing_fen,
        });
        Ok(Self {
            of_period: if period.shape == Shape::Month { OfPeriod::Month(flow) } else { OfPeriod::Quarter(flow) },
            operating_year: Flow::read(db, operating.label, (year.start, period.end))?,
            fiscal_year: Flow::read(db, format!("FY{fiscal}"), (from, period.end))?,
            budget_fen: budget.budget_fen,
            remaining_fen: budget.remaining_fen,
            by_source: by_source.collect(),
            statement: Closing::read(db, period)?,
            without_papers: money::categories(db, (period.start, period.end))?.1.without_papers,
            is_quarter: period.shape == Shape::Quarter,
            budget,
            sources,
        })
    }

    /// Adds it to a report.
    pub fn tell(&self, document: &mut Document) {
        let (OfPeriod::Quarter(period) | OfPeriod::Month(period)) = &self.of_period;
        let said = |flow: &Flow| {
            let Flow { label, in_fen, out_fen } = flow;
            tr!("{label} 收{into}元、支{out}元", "{label} in {into}, out {out} yuan", into = yuan(*in_fen), out = yuan(*out_fen))
        };
        let facts = |flow: &Flow| {
            let Flow { label, in_fen, out_fen } = flow;
            [
                Fact::new(tr!("{label} 收入(元)", "{label} in (yuan)"), Cell::Money(*in_fen)),
                Fact::new(tr!("{label} 支出(元)", "{label} out (yuan)"), Cell::Money(*out_fen)),
            ]
        };
        let flows = [period, &self.operating_year, &self.fiscal_year];
        let [of_period, operating, fiscal] = flows.map(said);
        let budget = self.budget.prose();
        let sentence = tr!(
            "专账:{of_period}\n年初至期末:{operating}\n{fiscal}\n{budget}",
            "dedicated account: {of_period}\nyear to date: {operating}\n{fiscal}\n{budget}"
        );
        let mut all: Vec<Fact> = flows.into_iter().flat_map(facts).collect();
        all.extend(self.budget.facts());
        all.push(Fact::new(tr!("没有附件的凭证", "vouchers without papers"), self.without_papers));
        document.said(sentence, all);
        document.table(money::source_table(&self.sources));
        if self.is_quarter {
            document.text(tr!("季度账:{closing}", "the quarter's books: {closing}", closing = self.statement.prose()));
        }
    }
}
