//! Many bases' figures of one period. Each file may be from anybody: it is read
//! as an audit reads it, from a private copy, by our own views.

use std::path::Path;
use std::time::Duration;

use anyhow::anyhow;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::figures::{self, Figures};
use super::periodic::Head;
use super::targets::Standing;
use super::year::{self, Year};
use crate::document::{Cell, Column, Document, Table};
use crate::domain::money::percent;
use crate::domain::pace::Status;
use crate::domain::terms::{STATUS, UNIT};
use crate::fault::Fault;
use crate::i18n::{label, pick};
use crate::store::Db;
use crate::store::file::open;
use crate::store::file::quarantine::{self, Digest};
use crate::store::file::sandbox::Guarded;
use crate::store::records::plan;
use crate::tr;

/// How long the queries of one file may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// A figure that no base has: sums of fewer than a million of them are numbers.
const TOO_MANY: i64 = 1_000_000_000_000;

/// An indicator of a base against its target.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Line {
    /// The indicator's id.
    pub indicator: String,
    /// Its name in Chinese.
    zh: String,
    /// Its name in English.
    en: String,
    /// The id of its unit.
    pub unit: String,
    /// The period's figure.
    pub period: i64,
    /// From the operating year's first day to the period's end.
    pub year_to_date: i64,
    /// The year's target.
    pub target: i64,
    /// The id of the pace on the period's last day.
    pub status: String,
}

/// A base.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Base {
    /// Its plan's short name.
    pub plan: String,
    /// The period's label: `2024Q1`.
    pub period: String,
    /// The operating year: `Y3`.
    pub year: String,
    /// The journal's last sealed entry.
    pub entry: Option<String>,
    /// Its hash.
    pub head: Option<String>,
    /// The indicators, in the plan's order.
    pub figures: Vec<Line>,
}

/// What became of a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reading {
    /// The file as it was named.
    pub file: String,
    /// What it holds, if it can be read.
    #[serde(flatten)]
    pub base: Option<Base>,
    /// Why it cannot.
    pub reason: Option<String>,
}

impl Reading {
    /// Reads a file: the period as it was typed, else the last quarter that is over.
    pub fn of(path: &Path, typed: Option<&str>, today: NaiveDate) -> Self {
        let file = path.display().to_string();
        match base(path, typed, today) {
            Ok(base) => Self { file, base: Some(base), reason: None },
            Err(error) => Self { file, base: None, reason: Some(format!("{error:#}")) },
        }
    }

    /// One that could not be read.
    pub fn bad(path: &Path, reason: String) -> Self {
        Self { file: path.display().to_string(), base: None, reason: Some(reason) }
    }
}

fn base(path: &Path, typed: Option<&str>, today: NaiveDate) -> anyhow::Result<Base> {
    let given = quarantine::take(path, Digest::Unwanted)?;
    open::current(path, given.version)?;
    let mut db = Guarded::open(&given.copy())?;
    db.allow(PATIENCE);
    if db.differences()?.is_none_or(|found| !found.is_empty()) {
        return Fault::database(tr!(
            "它的结构不是本程序所建,用 fuhua audit 检查它",
            "its schema is not this program's: check it with fuhua audit"
        ))
        .err();
    }
    db.fence_as_it_is()?;
    read(&db, typed, today)
}

fn read(db: &Db, typed: Option<&str>, today: NaiveDate) -> anyhow::Result<Base> {
    let calendar = plan::calendar(db)?;
    let period = typed.map_or_else(|| Ok(calendar.quarter_before(today)), |text| calendar.parse(text, today))?;
    let Some(year) = year::of_period(&calendar, &period) else {
        let label = &period.label;
        return Fault::input(tr!("{label} 不在它的计划之内", "{label} lies outside its plan")).err();
    };
    let year = Year::read(db, year.no)?;
    let figures = Figures::read(db, (period.start, period.end), (year.start, period.end.min(year.end)))?;
    let line = |of: figures::Indicator| {
        let (of_period, actual) = (figures.of_period(&of.id), figures.of_year(&of.id));
        if [of_period, actual, of.target].iter().any(|n| !(-TOO_MANY..TOO_MANY).contains(n)) {
            return Err(anyhow!(tr!("{name} 的数目不合理", "the numbers of {name} cannot be right", name = of.name())));
        }
        let (zh, en) = (of.zh.clone(), of.en.clone());
        let standing = Standing::new(of, actual, &year, period.end);
        Ok(Line {
            indicator: standing.indicator,
            zh,
            en,
            unit: standing.unit,
            period: of_period,
            year_to_date: actual,
            target: standing.target,
            status: standing.status.id().to_owned(),
        })
    };
    let head = Head::read(db)?;
    let (entry, head) = head.map_or((None, None), |head| (Some(head.entry), Some(head.head)));
    let figures = figures::indicators(db, year.no)?.into_iter().map(line).collect::<anyhow::Result<_>>()?;
    Ok(Base { plan: super::plan::heading(db)?.name, period: period.label, year: format!("Y{}", year.no), entry, head, figures })
}

/// An indicator over all bases.
#[derive(Clone, Debug, Serialize)]
pub struct Total {
    /// The indicator's id.
    pub indicator: String,
    #[serde(skip)]
    name: String,
    /// The id of its unit.
    pub unit: String,
    /// How many bases have it.
    pub bases: i64,
    /// How many of them have met its target.
    pub met: i64,
    /// The period's figures together.
    pub period: i64,
    /// Those of the years so far.
    pub year_to_date: i64,
    /// The targets.
    pub target: i64,
}

/// Many bases.
#[derive(Clone, Debug, Serialize)]
pub struct Rollup {
    /// The period's label, if a file could be read.
    pub period: Option<String>,
    /// The indicators of all, in the order in which plans first have them. Of one
    /// name and unit they are one; of two units they are not added.
    pub totals: Vec<Total>,
    /// Every file.
    pub files: Vec<Reading>,
}

impl Rollup {
    /// Sums up.
    pub fn of(files: Vec<Reading>) -> Self {
        let period = files.iter().find_map(|file| file.base.as_ref()).map(|base| base.period.clone());
        let mut totals: Vec<Total> = Vec::new();
        for line in files.iter().filter_map(|file| file.base.as_ref()).flat_map(|base| &base.figures) {
            let place = totals.iter().position(|total| total.indicator == line.indicator && total.unit == line.unit);
            let place = place.unwrap_or_else(|| {
                let (indicator, unit) = (line.indicator.clone(), line.unit.clone());
                let name = pick(&line.zh, &line.en).to_owned();
                totals.push(Total { indicator, name, unit, bases: 0, met: 0, period: 0, year_to_date: 0, target: 0 });
                totals.len() - 1
            });
            let total = &mut totals[place];
            total.bases += 1;
            total.met += i64::from(line.status == Status::Met.id());
            total.period += line.period;
            total.year_to_date += line.year_to_date;
            total.target += line.target;
        }
        Self { period, totals, files }
    }

    /// How many files could not be read.
    pub fn bad(&self) -> usize {
        self.files.iter().filter(|file| file.base.is_none()).count()
    }

    /// As a person reads it.
    pub fn document(&self) -> Document {
        let mut document = Document::titled(match &self.period {
            Some(period) => tr!("各基地目标完成情况汇总,{period}", "targets of all bases, {period}"),
            None => tr!("各基地目标完成情况汇总", "targets of all bases"),
        });
        document.table(self.total_table());
        document.table(self.base_table());
        document.table(self.figure_table());
        document.table(self.bad_table());
        document
    }

    fn total_table(&self) -> Table {
        let columns = vec![
            Column::label(tr!("指标", "indicator")),
            Column::words(tr!("单位", "unit")),
            Column::number(tr!("基地数", "bases")),
            Column::number(tr!("已完成的基地", "bases that met it")),
            Column::number(tr!("本期", "period")),
            Column::number(tr!("本年累计", "YTD")),
            Column::number(tr!("年度目标", "target")),
            Column::number(tr!("完成%", "%")).unit("%"),
        ];
        let mut table = Table::new(label("合计", "totals"), columns).titled(tr!("合计", "in total"));
        for t in &self.totals {
            table.row([
                t.name.as_str().into(),
                UNIT.text(&t.unit).into(),
                t.bases.into(),
                t.met.into(),
                t.period.into(),
                t.year_to_date.into(),
                t.target.into(),
                percent(t.year_to_date, t.target).into(),
            ]);
        }
        table
    }

    fn base_table(&self) -> Table {
        let statuses = [Status::Met, Status::OnTrack, Status::Behind, Status::Missed];
        let mut columns =
            vec![Column::label(tr!("文件", "file")), Column::words(tr!("计划", "plan")).full(), Column::code(tr!("年度", "year"))];
        columns.extend(statuses.iter().map(|status| Column::number(STATUS.text(status.id()))));
        columns.push(Column::code(tr!("流水", "journal entry")).full());
        columns.push(Column::code(tr!("链首", "journal head")).full());
        let mut table = Table::new(label("基地", "bases"), columns).titled(tr!("各基地的指标数", "indicators by base")).if_any();
        for (file, base) in self.bases() {
            let count = |status: &Status| base.figures.iter().filter(|line| line.status == status.id()).count().into();
            let mut cells: Vec<Cell> = vec![file.into(), base.plan.as_str().into(), Cell::code(&base.year)];
            cells.extend(statuses.iter().map(count));
            cells.extend([&base.entry, &base.head].map(|code| code.as_deref().map_or(Cell::Empty, Cell::code)));
            table.row(cells);
        }
        table
    }

    /// Each figure of each base: for programs, so a screen has none of it.
    fn figure_table(&self) -> Table {
        let columns = vec![
            Column::label(tr!("文件", "file")),
            Column::words(tr!("指标", "indicator")),
            Column::words(tr!("单位", "unit")),
            Column::number(tr!("本期", "period")),
            Column::number(tr!("本年累计", "YTD")),
            Column::number(tr!("年度目标", "target")),
            Column::number(tr!("完成%", "%")).unit("%"),
            Column::words(tr!("进度", "status")),
        ];
        let columns = columns.into_iter().map(Column::full).collect();
        let mut table = Table::new(label("指标", "figures"), columns).titled(tr!("各基地的指标", "figures by base")).if_any();
        for (file, line) in self.bases().flat_map(|(file, base)| base.figures.iter().map(move |line| (file, line))) {
            table.row([
                file.into(),
                pick(&line.zh, &line.en).into(),
                UNIT.text(&line.unit).into(),
                line.period.into(),
                line.year_to_date.into(),
                line.target.into(),
                percent(line.year_to_date, line.target).into(),
                STATUS.text(&line.status).into(),
            ]);
        }
        table
    }

    fn bad_table(&self) -> Table {
        let columns = vec![Column::label(tr!("文件", "file")), Column::words(tr!("原因", "reason"))];
        let mut table = Table::new(label("未读", "bad"), columns).titled(tr!("不能读取的文件", "files that cannot be read")).if_any();
        for file in self.files.iter().filter(|file| file.base.is_none()) {
            table.row([file.file.as_str().into(), file.reason.clone().into()]);
        }
        table
    }

    fn bases(&self) -> impl Iterator<Item = (&str, &Base)> {
        self.files.iter().filter_map(|file| Some((file.file.as_str(), file.base.as_ref()?)))
    }
}
