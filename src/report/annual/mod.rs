//! The annual report: of an operating year, or of a fiscal one.

mod counts;
mod money;
mod residents;

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value as Json;

use self::counts::{Consultations, Services, Trainings};
use self::money::Finance;
use self::residents::{Admission, Chain, Covered, Exit, FollowUp};
use super::cases::{self, Pipeline};
use super::due::{self, Due};
use super::figures::{self, Figures, People, Span as Days};
use super::functions::{Counts, Function, Resources, Standings};
use super::operations::{Dual, Operations, Projects, Rate, Used};
use super::operator_pages::OfPeriod;
use super::periodic::{AHEAD, Head, Span};
use super::targets::Standing;
use super::timeline::Shown;
use super::year::Year;
use crate::document::{Cell, Column, Document, Fact, Table};
use crate::domain::calendar::OperatingYear;
use crate::domain::date::{add_months, iso};
use crate::domain::period::Period;
use crate::domain::quantity::Tenths;
use crate::domain::terms::{REPORT, STATUS};
use crate::i18n::label;
use crate::store::records::Filter;
use crate::store::records::kinds::org::RECOGNITION_KIND;
use crate::store::records::kinds::report::ISSUED_REPORT;
use crate::store::records::kinds::waiver::WAIVER;
use crate::store::{Db, Row, named_params};
use crate::tr;

/// A report on a year.
#[derive(Serialize)]
pub struct Annual {
    /// The period.
    pub period: Span,
    /// The day on which a year that is not over was looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<NaiveDate>,
    /// The operating year; none of a fiscal one.
    pub year: Option<Year>,
    /// The figures, in the plan's order.
    pub indicators: Vec<Line>,
    /// The people of the trainings.
    pub people: People,
    /// Applications and stays by state.
    pub pipeline: Ends<Pipeline>,
    /// Who entered.
    pub admissions: Vec<Admission>,
    /// The yearly evaluations.
    pub evaluations: Vec<Chain>,
    /// Who left.
    pub exits: Vec<Exit>,
    /// Who was followed.
    pub follow_ups: Vec<FollowUp>,
    /// Basic services, by kind.
    pub services: Services,
    /// The basic services of each resident at the end.
    pub coverage: Vec<Covered>,
    /// Trainings.
    pub trainings: Trainings,
    /// Consultations.
    pub consultations: Consultations,
    /// The certificate rate.
    pub certificates: Ends<Rate>,
    /// Projects.
    pub projects: Projects,
    /// The plan's functions, in its order.
    pub functions: Vec<Function>,
    /// Resources.
    pub resources: Resources,
    /// Hubs that are open at the end, by kind.
    pub hubs: Counts,
    /// What authorities attest, at the end.
    pub standings: Standings,
    /// Party work beside incubation, at the end.
    pub dual: Dual,
    /// Premises and equipment.
    pub space: Used,
    /// The operator.
    pub operator: OfPeriod,
    /// The money.
    pub finance: Finance,
    /// Organisations that were recognised.
    pub recognitions: Vec<Json>,
    /// Rules that were waived.
    pub waivers: Vec<Json>,
    /// The reports on periods of the year that were issued.
    pub issued: Vec<Out>,
    /// What was due at the end.
    pub due: Vec<Due>,
    /// The journal's head, which `audit --expect-head` compares.
    pub journal: Option<Head>,
    #[serde(skip)]
    said: Said,
}

/// What a reader is told besides.
struct Said {
    title: String,
    prose: String,
    unfinished: Option<String>,
    operations: [Table; 3],
    recognitions: Table,
    waivers: Table,
    residents: Table,
}

/// Something at the beginning of a year and at its end.
#[derive(Clone, Debug, Serialize)]
pub struct Ends<T> {
    /// The day before the first.
    pub start: T,
    /// The last day.
    pub end: T,
}

/// An indicator's line.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// The indicator's id.
    pub indicator: String,
    /// The id of its unit.
    pub unit: String,
    /// The figure of each quarter.
    pub quarters: [i64; 4],
    /// The year's figure.
    pub total: i64,
    /// The year's target; a fiscal year has none.
    pub target: Option<i64>,
    /// 100 × total / target.
    pub percent: Option<Tenths>,
    /// Whether it was reached; while the year runs, the pace.
    pub status: Option<&'static str>,
    /// Left for whoever signs.
    pub explanation: Option<String>,
    #[serde(skip)]
    names: [String; 2],
}

/// An issued report.
#[derive(Clone, Debug, Serialize)]
pub struct Out {
    /// Its code.
    pub code: String,
    /// The id of which report it is.
    pub report: String,
    /// Its period's label.
    pub period: String,
    /// The day of issue.
    pub date: String,
    /// The digest of what was issued.
    pub sha256: String,
}

impl Annual {
    /// Reads the report on an operating year, or on a fiscal one, as of a day if it
    /// is not over then.
    ///
    /// # Errors
    /// A fault if the plan has no money of the year, or if SQLite fails.
    pub fn read(db: &Db, period: &Period, of_plan: Option<&OperatingYear>, today: NaiveDate) -> anyhow::Result<Self> {
        let (days, before) = ((period.start, period.end), period.start.pred_opt().unwrap_or(period.start));
        let unfinished = period.unfinished(today);
        let year = of_plan.map(|year| Year::read(db, year.no)).transpose()?;
        let figures = Figures::read(db, days, days)?;
        let all = cases::on(db, period.end)?;
        let residents = cases::residents(db, &all, days)?;
        let operations = Operations::read(db, days, &residents)?;
        let tables = operations.tables();
        let dated = || Filter { from: Some(iso(days.0)), to: Some(iso(days.1)), ..Filter::default() };
        let (recognitions, waivers) = (Shown::read(db, &RECOGNITION_KIND, &dated())?, Shown::read(db, &WAIVER, &dated())?);
        // Operations are of one shape in every report: what they gain is taken over here.
        let Operations { coaching, dual, projects, functions, resources, hubs, standings, space, .. } = operations;
        Ok(Self {
            period: Span::of(period),
            as_of: unfinished.is_some().then_some(today),
            indicators: lines(db, &figures, year.as_ref(), period, today)?,
            year,
            people: People::read(db, &figures, days)?,
            pipeline: Ends { start: Pipeline::of(&cases::on(db, before)?), end: Pipeline::of(&all) },
            admissions: residents::admissions(db, days)?,
            evaluations: residents::evaluations(db, days)?,
            exits: residents::exits(db, days)?,
            follow_ups: residents::follow_ups(db, days)?,
            services: Services::read(db, days)?,
            coverage: residents.iter().map(Covered::from).collect(),
            trainings: Trainings::read(db, days, coaching.sessions)?,
            consultations: Consultations::read(db, days)?,
            certificates: Ends { start: Rate::read(db, before)?, end: Rate::read(db, period.end)? },
            projects,
            functions,
            resources,
            hubs,
            standings,
            dual,
            space,
            operator: OfPeriod::read(db, days)?,
            finance: Finance::read(db, period)?,
            recognitions: recognitions.json,
            waivers: waivers.json,
            issued: issued(db, days)?,
            due: due::due(db, &all, period.end, AHEAD, today)?,
            journal: Head::read(db)?,
            said: Said {
                title: super::plan::heading(db)?.title().to_owned(),
                prose: period.prose(),
                unfinished,
                operations: tables,
                recognitions: recognitions.table,
                waivers: waivers.table,
                residents: cases::table(&residents),
            },
        })
    }

    /// As a person reads it.
    pub fn document(&self) -> Document {
        let said = &self.said;
        let mut document = Document::titled(said.title.clone());
        let prose = &said.prose;
        let sentence = tr!("{prose}孵化基地年度总结", "The incubation base in {prose}: the year's report");
        let (prose, facts) = self.year.as_ref().map_or_else(Default::default, |year| (format!("\n{}", year.prose()), year.facts()));
        document.said(format!("{sentence}{prose}"), [self.period.facts(), facts].concat());
        said.unfinished.iter().for_each(|unfinished| document.note(unfinished));
        document.table(self.indicator_table());
        let People { person_times, distinct } = self.people;
        document.said(
            tr!(
                "全年培训{person_times}人次;签到表上到场{distinct}人(同一人计一次)",
                "trainees of the year: {person_times} person-times; {distinct} different people on the rosters"
            ),
            vec![
                Fact::new(tr!("培训人次", "person-times"), person_times),
                Fact::new(tr!("签到表上到场人数", "different persons"), distinct),
            ],
        );
        document.table(self.pipeline.end.table());
        document.table(residents::admission_table(&self.admissions));
        document.table(residents::evaluation_table(&self.evaluations));
        document.table(residents::exit_table(&self.exits));
        document.table(residents::follow_up_table(&self.follow_ups));
        document.table(said.residents.clone());
        document.table(self.services.table());
        self.trainings.tables().into_iter().for_each(|table| document.table(table));
        document.table(self.consultations.table());
        self.tell_certificates(&mut document);
        said.operations.iter().for_each(|table| document.table(table.clone()));
        self.operator.tell(&mut document);
        self.finance.tell(&mut document);
        document.table(said.recognitions.clone());
        document.table(said.waivers.clone());
        document.table(self.issued_table());
        document.table(due::table(tr!("年末后{AHEAD}日内到期和逾期事项", "due within {AHEAD} days of the year's end"), &self.due));
        Head::told(self.journal.as_ref(), &mut document);
        document.signatures(vec![tr!("制表", "prepared by"), tr!("审核", "checked by"), tr!("负责人", "director"), tr!("日期", "date")]);
        document
    }

    fn indicator_table(&self) -> Table {
        let quarters = (1..=4).map(|q| Column::number(tr!("第{q}季", "Q{q}")));
        let columns = [Column::label(tr!("指标", "indicator")), Column::words(tr!("单位", "unit"))].into_iter().chain(quarters);
        let columns = columns.chain([
            Column::number(tr!("全年", "year")),
            Column::number(tr!("年度目标", "target")),
            Column::number(tr!("完成%", "%")).unit("%"),
            Column::words(tr!("进度", "status")),
        ]);
        let mut table = Table::new(label("指标", "indicators"), columns.collect());
        for line in &self.indicators {
            let words = line.names.each_ref().map(|name| Cell::from(name.as_str())).to_vec();
            let status = line.status.map(|id| STATUS.text(id));
            let rest = vec![line.total.into(), line.target.into(), line.percent.into(), status.into()];
            table.row([words, line.quarters.map(Cell::from).to_vec(), rest].concat());
        }
        table
    }

    fn tell_certificates(&self, document: &mut Document) {
        let said = |rate: &Rate| {
            let percent = rate.percent.map_or_else(|| tr!("无", "none"), |p| format!("{p}%"));
            let Rate { in_post, certified, .. } = rate;
            tr!("在岗{in_post}人、持证{certified}人、持证率{percent}", "{in_post} in post, {certified} certified, rate {percent}")
        };
        let (start, end) = (said(&self.certificates.start), said(&self.certificates.end));
        document.text(tr!("职业水平证书:年初{start};年末{end}", "certificates of social work: at the start {start}; at the end {end}"));
    }

    fn issued_table(&self) -> Table {
        let columns = vec![
            Column::code(tr!("编号", "code")),
            Column::words(tr!("报表", "report")),
            Column::label(tr!("期间", "period")),
            Column::date(tr!("出具日期", "issued on")),
        ];
        let mut table = Table::new(label("已出具报表", "issued"), columns).titled(tr!("已出具报表", "issued reports")).if_any();
        for out in &self.issued {
            table.row([Cell::code(&out.code), REPORT.text(&out.report).into(), out.period.as_str().into(), out.date.as_str().into()]);
        }
        table
    }
}

/// The figures of a year and of its quarters. A fiscal year has no targets; an
/// operating one that is over missed what it did not reach.
fn lines(db: &Db, figures: &Figures, year: Option<&Year>, period: &Period, today: NaiveDate) -> anyhow::Result<Vec<Line>> {
    let mut quarters = Vec::new();
    for q in 0..4 {
        let (start, next) = (add_months(period.start, 3 * q), add_months(period.start, 3 * q + 3));
        let days = (start, next.pred_opt().unwrap_or(start));
        quarters.push(Figures::read(db, days, days)?);
    }
    let judged = period.end.succ_opt().unwrap_or(period.end).min(today);
    let line = |indicator: figures::Indicator| {
        let (id, total) = (indicator.id.clone(), figures.of_year(&indicator.id));
        let (unit, names) = (indicator.unit.clone(), [indicator.name().to_owned(), indicator.unit_name().to_owned()]);
        let standing = year.map(|year| Standing::new(indicator, total, year, judged));
        Line {
            quarters: std::array::from_fn(|q| quarters[q].of_period(&id)),
            indicator: id,
            unit,
            total,
            target: standing.as_ref().map(|s| s.target),
            percent: standing.as_ref().and_then(|s| s.percent),
            status: standing.as_ref().map(|s| s.status.id()),
            explanation: None,
            names,
        }
    };
    // Of a fiscal year the names alone are taken, which every year has.
    Ok(figures::indicators(db, year.map_or(1, |year| year.no))?.into_iter().map(line).collect())
}

/// The reports in force on periods that lie in a span of days.
fn issued(db: &Db, (from, to): Days) -> anyhow::Result<Vec<Out>> {
    let rows = db.all(
        "SELECT id, report, period, on_date, sha256 FROM issued_report
          WHERE start_on BETWEEN :from AND :to AND end_on <= :to AND void_reason IS NULL ORDER BY id",
        named_params! {":from": iso(from), ":to": iso(to)},
    )?;
    let one = |row: &Row| {
        let code = ISSUED_REPORT.code(row.int("id")?).to_string();
        Ok(Out { code, report: row.text("report")?, period: row.text("period")?, date: row.text("on_date")?, sha256: row.text("sha256")? })
    };
    rows.iter().map(one).collect()
}

/// The year that a report is on where none is named: the last one that is over, or
/// the one that runs.
pub fn year_by_default(years: &[OperatingYear], today: NaiveDate, current: bool) -> Option<&OperatingYear> {
    let over = |year: &&OperatingYear| if current { year.start <= today } else { year.end < today };
    years.iter().rev().find(over)
}
