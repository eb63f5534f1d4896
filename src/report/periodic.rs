//! The quarterly and the monthly report: one shape.

use chrono::NaiveDate;
use serde::Serialize;

use super::cases::{self, Pipeline, Resident};
use super::due::{self, Due};
use super::evidence::Evidence;
use super::figures::{self, Figures, People};
use super::finance::Finance;
use super::operations::Operations;
use super::operator_pages::OfPeriod;
use super::targets::{self, Standing, id_of};
use super::year::Year;
use crate::document::{Cell, Column, Document, Fact, Table};
use crate::domain::calendar::OperatingYear;
use crate::domain::pace::Status;
use crate::domain::period::{Period, Shape};
use crate::domain::quantity::Tenths;
use crate::domain::terms::STATUS;
use crate::i18n::label;
use crate::journal::seal;
use crate::store::Db;
use crate::store::records::registry::JOURNAL;
use crate::tr;

/// How many days after the period's end a report looks ahead.
pub(super) const AHEAD: u64 = 90;

/// A report on a quarter or a month. Once the period is over nothing in it
/// depends on the day on which it is made: the same books give the same report.
#[derive(Clone, Debug, Serialize)]
pub struct Periodic {
    /// The period.
    pub period: Span,
    /// The day on which a period that is not over was looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<NaiveDate>,
    /// Its operating year.
    pub year: Year,
    /// The figures, in the plan's order.
    pub indicators: Vec<Line>,
    /// The people of the trainings.
    pub people: People,
    /// Applications and stays by state, at the period's end.
    pub pipeline: Pipeline,
    /// Who was in the base at the period's end.
    pub residents: Vec<Resident>,
    /// What the base did besides.
    #[serde(flatten)]
    pub operations: Operations,
    /// The operator.
    pub operator: OfPeriod,
    /// The money.
    pub finance: Finance,
    /// What was due at the period's end.
    pub due: Vec<Due>,
    /// The rows behind the figures: of a month, they are few.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub records: Option<Vec<Record>>,
    /// The journal's head, which `audit --expect-head` compares.
    pub journal: Option<Head>,
    #[serde(skip)]
    title: String,
    #[serde(skip)]
    prose: String,
    #[serde(skip)]
    unfinished: Option<String>,
}

/// A period as JSON names it.
#[derive(Clone, Debug, Serialize)]
pub struct Span {
    /// How it is written.
    pub label: String,
    /// First day.
    pub start: NaiveDate,
    /// Last day, included.
    pub end: NaiveDate,
    /// The operating quarter that it is, if it is one.
    pub operating: Option<String>,
}

/// The figure of the period; its key in JSON is the period's shape.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Counted {
    /// Of a quarter.
    Quarter(i64),
    /// Of a month.
    Month(i64),
}

/// An indicator's line.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// The indicator's id.
    pub indicator: String,
    /// The id of its unit.
    pub unit: String,
    /// The period's figure.
    #[serde(flatten)]
    pub counted: Counted,
    /// From the operating year's first day to the period's end.
    pub year_to_date: i64,
    /// The year's target.
    pub target: i64,
    /// 100 × year to date / target; none for a target of 0.
    pub percent: Option<Tenths>,
    /// The pace on the period's last day.
    #[serde(serialize_with = "id_of")]
    pub status: Status,
    #[serde(skip)]
    standing: Standing,
}

/// A row behind a figure.
#[derive(Clone, Debug, Serialize)]
pub struct Record {
    /// The indicator's id.
    pub indicator: String,
    /// The row.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// The journal's last entry and its hash.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    /// The entry's code.
    pub entry: String,
    /// Its hash, hex.
    pub head: String,
}

impl Counted {
    fn number(self) -> i64 {
        match self {
            Counted::Quarter(n) | Counted::Month(n) => n,
        }
    }
}

impl Periodic {
    /// Reads the report on a quarter or month of an operating year, as of a day
    /// if it is not over then.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db, period: &Period, year: &OperatingYear, today: NaiveDate) -> anyhow::Result<Self> {
        let unfinished = period.unfinished(today);
        let days = (period.start, period.end);
        let finance = Finance::read(db, period, year)?;
        let monthly = period.shape == Shape::Month;
        let year = Year::read(db, year.no)?;
        let figures = Figures::read(db, days, (year.start, period.end))?;
        let indicators = figures::indicators(db, year.no)?;
        let line = |standing: Standing| {
            let n = figures.of_period(&standing.indicator);
            Line {
                indicator: standing.indicator.clone(),
                unit: standing.unit.clone(),
                counted: if monthly { Counted::Month(n) } else { Counted::Quarter(n) },
                year_to_date: standing.actual,
                target: standing.target,
                percent: standing.percent,
                status: standing.status,
                standing,
            }
        };
        let lines: Vec<Line> = indicators
            .into_iter()
            .map(|i| (figures.of_year(&i.id), i))
            .map(|(n, i)| line(Standing::new(i, n, &year, period.end)))
            .collect();
        let cases = cases::on(db, period.end)?;
        let residents = cases::residents(db, &cases, days)?;
        Ok(Self {
            period: Span::of(period),
            as_of: unfinished.is_some().then_some(today),
            people: People::read(db, &figures, days)?,
            pipeline: Pipeline::of(&cases),
            operations: Operations::read(db, days, &residents)?,
            operator: OfPeriod::read(db, days)?,
            residents,
            finance,
            due: due::due(db, &cases, period.end, AHEAD, today)?,
            records: monthly.then(|| records(db, days)).transpose()?,
            journal: Head::read(db)?,
            title: super::plan::heading(db)?.title().to_owned(),
            prose: period.prose(),
            unfinished,
            indicators: lines,
            year,
        })
    }

    /// As a person reads it.
    pub fn document(&self) -> Document {
        let mut document = Document::titled(self.title.clone());
        let (prose, year) = (&self.prose, self.year.prose());
        let sentence = tr!("{prose}孵化基地运行情况\n{year}", "The incubation base in {prose}\n{year}");
        document.said(sentence, [self.period.facts(), self.year.facts()].concat());
        self.unfinished.iter().for_each(|unfinished| document.note(unfinished));
        document.table(self.indicator_table());
        let title = tr!("截至期末年度目标完成情况", "the year's targets at the period's end");
        document.chart(targets::chart(title, tr!("本年累计", "year to date"), self.indicators.iter().map(|line| &line.standing)));
        let People { person_times, distinct } = self.people;
        let sentence = tr!(
            "培训{person_times}人次;签到表上到场{distinct}人(同一人计一次)",
            "trainees: {person_times} person-times; {distinct} different people on the rosters"
        );
        let facts = [(tr!("培训人次", "person-times"), person_times), (tr!("签到表上到场人数", "different persons"), distinct)];
        document.said(sentence, facts.map(|(name, n)| Fact::new(name, n)).into());
        document.table(self.pipeline.table());
        document.table(cases::table(&self.residents));
        self.operations.tables().into_iter().for_each(|table| document.table(table));
        self.operator.tell(&mut document);
        self.finance.tell(&mut document);
        document.table(due::table(tr!("期末后{AHEAD}日内到期和逾期事项", "due within {AHEAD} days of the period's end"), &self.due));
        if let Some(records) = &self.records {
            document.table(self.record_table(records));
        }
        Head::told(self.journal.as_ref(), &mut document);
        document.signatures(vec![tr!("制表", "prepared by"), tr!("审核", "checked by"), tr!("负责人", "director"), tr!("日期", "date")]);
        document
    }

    fn indicator_table(&self) -> Table {
        let of_period = if self.records.is_some() { tr!("本月", "month") } else { tr!("本季", "quarter") };
        let columns = vec![
            Column::label(tr!("指标", "indicator")),
            Column::words(tr!("单位", "unit")),
            Column::number(of_period),
            Column::number(tr!("本年累计", "YTD")),
            Column::number(tr!("年度目标", "target")),
            Column::number(tr!("完成%", "%")).unit("%"),
            Column::words(tr!("进度", "status")),
        ];
        let mut table = Table::new(label("指标", "indicators"), columns);
        for line in &self.indicators {
            table.row([
                line.standing.name().into(),
                line.standing.of.unit_name().into(),
                line.counted.number().into(),
                line.year_to_date.into(),
                line.target.into(),
                line.percent.into(),
                STATUS.text(line.status.id()).into(),
            ]);
        }
        table
    }

    fn record_table(&self, records: &[Record]) -> Table {
        let columns = vec![
            Column::date(tr!("日期", "date")),
            Column::words(tr!("指标", "indicator")),
            Column::number(tr!("数量", "n")),
            Column::words(tr!("单位", "unit")),
            Column::code(tr!("记录", "record")),
            Column::words(tr!("内容", "what")),
        ];
        let mut table = Table::new(label("记录", "records"), columns).titled(tr!("本月记录", "records of the month")).if_any();
        for Record { indicator, evidence } in records {
            let of = self.indicators.iter().find(|line| line.indicator == *indicator).map(|line| &line.standing.of);
            table.row([
                evidence.date.into(),
                of.map_or(indicator.as_str(), |i| i.name()).into(),
                evidence.quantity.into(),
                of.map_or("", |i| i.unit_name()).into(),
                Cell::code(&evidence.subject),
                evidence.text.as_str().into(),
            ]);
        }
        table
    }
}

impl Span {
    /// A period's.
    pub fn of(period: &Period) -> Self {
        Self { label: period.label.clone(), start: period.start, end: period.end, operating: period.operating.clone() }
    }

    pub(super) fn facts(&self) -> Vec<Fact> {
        vec![
            Fact::new(tr!("期间", "period"), self.label.as_str()),
            Fact::new(tr!("首日", "first day"), self.start),
            Fact::new(tr!("末日", "last day"), self.end),
            Fact::new(tr!("运营季度", "operating quarter"), self.operating.clone()),
        ]
    }
}

impl Head {
    /// That of the journal as it is, if its last entry is sealed.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db) -> anyhow::Result<Option<Self>> {
        Ok(seal::head(db)?.map(|h| Self { entry: JOURNAL.code(h.entry).to_string(), head: h.hash }))
    }

    /// Adds the line that `audit --expect-head` takes.
    pub(super) fn told(head: Option<&Self>, document: &mut Document) {
        match head {
            Some(head) => {
                let Self { entry, head: hash } = head;
                document.said(tr!("流水 {entry} {hash}", "journal {entry} {hash}"), head.facts());
            }
            None => document.text(tr!("流水的最后一条没有封签", "the journal's last entry is not sealed")),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        vec![
            Fact::new(tr!("流水", "journal entry"), Cell::code(&self.entry)),
            Fact::new(tr!("链首", "journal head"), Cell::code(&self.head)),
        ]
    }
}

fn records(db: &Db, days: figures::Span) -> anyhow::Result<Vec<Record>> {
    let facts = figures::facts(db, None, days)?;
    let evidence = Evidence::of(db, &facts)?;
    Ok(facts.into_iter().zip(evidence).map(|(f, evidence)| Record { indicator: f.indicator, evidence }).collect())
}
