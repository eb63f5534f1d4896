//! Where a year's indicators stand against their targets.

use chrono::NaiveDate;
use serde::Serialize;

use super::figures::{self, Figures, Indicator};
use super::year::Year;
use crate::document::{Cell, Chart, Column, Document, Fact, Series, Shape, Table};
use crate::domain::calendar::OperatingYear;
use crate::domain::pace::{Status, pace};
use crate::domain::quantity::Tenths;
use crate::domain::terms::STATUS;
use crate::i18n::label;
use crate::store::Db;
use crate::tr;

/// An operating year's targets on a day.
#[derive(Clone, Debug, Serialize)]
pub struct Targets {
    /// The plan's short name.
    pub plan: String,
    /// The year.
    pub year: Year,
    /// The day.
    pub as_of: NaiveDate,
    /// The indicators, in the plan's order.
    pub targets: Vec<Standing>,
    #[serde(skip)]
    title: String,
}

/// An indicator against its target.
#[derive(Clone, Debug, Serialize)]
pub struct Standing {
    /// The indicator's id.
    pub indicator: String,
    /// The id of its unit.
    pub unit: String,
    /// The year's target.
    pub target: i64,
    /// What the year has counted up to the day.
    pub actual: i64,
    /// 100 × actual / target; none for a target of 0.
    pub percent: Option<Tenths>,
    /// What the day expects.
    pub expected: Tenths,
    /// The judgement.
    #[serde(serialize_with = "id_of")]
    pub status: Status,
    #[serde(skip)]
    pub(super) of: Indicator,
}

/// A status as its id.
pub(super) fn id_of<S: serde::Serializer>(status: &Status, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(status.id())
}

impl Standing {
    /// Judges `actual` on a day of a year.
    pub fn new(of: Indicator, actual: i64, year: &Year, day: NaiveDate) -> Self {
        let pace = pace(actual, of.target, year.start, year.end, day);
        Self {
            indicator: of.id.clone(),
            unit: of.unit.clone(),
            target: of.target,
            actual,
            percent: pace.percent_tenths.map(Tenths),
            expected: Tenths(pace.expected_tenths),
            status: pace.status,
            of,
        }
    }

    /// The indicator's name.
    pub fn name(&self) -> &str {
        self.of.name()
    }

    /// Whether it fell behind, or the year ended without it.
    pub fn lags(&self) -> bool {
        matches!(self.status, Status::Behind | Status::Missed)
    }

    /// What the day expects as a percentage of the target, in tenths; none for
    /// a target of 0.
    fn expected_percent(&self) -> Cell {
        let Some(target) = Some(i128::from(self.target)).filter(|n| *n > 0) else { return Cell::Empty };
        let tenths = (i128::from(self.expected.0) * 100 + target / 2) / target;
        i64::try_from(tenths).map_or(Cell::Empty, Cell::Tenths)
    }
}

impl Targets {
    /// Reads the year's figures up to `as_of`, as they stand on the day `judged`.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db, year: &OperatingYear, as_of: NaiveDate, judged: NaiveDate) -> anyhow::Result<Self> {
        let year = Year::read(db, year.no)?;
        // A day past the year's end judges the year; it does not lengthen it.
        let days = (year.start, as_of.min(year.end));
        let figures = Figures::read(db, days, days)?;
        let targets = figures::indicators(db, year.no)?
            .into_iter()
            .map(|i| (figures.of_year(&i.id), i))
            .map(|(n, i)| Standing::new(i, n, &year, judged));
        let targets = targets.collect();
        let plan = super::plan::heading(db)?;
        Ok(Self { title: plan.title().to_owned(), plan: plan.name, year, as_of, targets })
    }

    /// The plan's title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// As a person reads it.
    pub fn document(&self) -> Document {
        let mut document = Document::titled(self.title.clone());
        let year = self.year.prose();
        let facts = [self.year.facts(), vec![Fact::new(tr!("截至", "as of"), self.as_of)]].concat();
        document.said(tr!("{year};截至{day}", "{year}; as of {day}", day = self.as_of), facts);
        let columns = vec![
            Column::label(tr!("指标", "indicator")),
            Column::words(tr!("单位", "unit")),
            Column::number(tr!("目标", "target")),
            Column::number(tr!("实际", "actual")),
            Column::number(tr!("完成%", "%")).unit("%"),
            Column::number(tr!("应达", "expected")),
            Column::words(tr!("进度", "status")),
        ];
        let mut table = Table::new(label("指标", "indicators"), columns);
        for s in &self.targets {
            table.row([
                s.name().into(),
                s.of.unit_name().into(),
                s.target.into(),
                s.actual.into(),
                s.percent.into(),
                s.expected.into(),
                STATUS.text(s.status.id()).into(),
            ]);
        }
        document.table(table);
        document.chart(chart(tr!("年度目标完成情况", "targets reached"), tr!("实际", "actual"), &self.targets));
        document
    }
}

/// Indicators in percent of their targets, beside what the day expects: counts
/// of a few and of hundreds have no common scale.
pub(super) fn chart<'a>(title: String, actual: String, standings: impl IntoIterator<Item = &'a Standing>) -> Chart {
    let standings: Vec<&Standing> = standings.into_iter().collect();
    Chart {
        title,
        shape: Shape::Bars,
        unit: "%".to_owned(),
        labels: standings.iter().map(|s| s.name().to_owned()).collect(),
        series: vec![
            Series { name: actual, values: standings.iter().map(|s| s.percent.into()).collect() },
            Series { name: tr!("应达", "expected"), values: standings.iter().map(|s| s.expected_percent()).collect() },
        ],
        mark: Some(Cell::Tenths(1000)),
    }
}
