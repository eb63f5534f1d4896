//! What became of organisations in a year: who entered, was evaluated, left, and was
//! followed.

use chrono::NaiveDate;
use serde::Serialize;

use crate::document::{Cell, Column, Table};
use crate::domain::date::iso;
use crate::domain::judgement_terms::GRADE;
use crate::domain::terms::{FOLLOW_UP, RESULT};
use crate::i18n::label;
use crate::report::cases::Resident;
use crate::report::figures::Span;
use crate::report::scores::Points;
use crate::store::records::kinds::incubation::{EXIT_STEP, FOLLOW_UP as FOLLOWED, INCUBATION};
use crate::store::records::kinds::org::ORG;
use crate::store::{Db, Row, named_params};
use crate::tr;

/// Whose stay it is.
#[derive(Clone, Debug, Serialize)]
pub struct Of {
    /// The stay's code.
    pub incubation: String,
    /// The organisation's code.
    pub org: String,
    /// Its name.
    pub name: String,
}

impl Of {
    fn row(row: &Row) -> anyhow::Result<Self> {
        let (stay, org) = (row.int("incubation_id")?, row.int("org_id")?);
        Ok(Self { incubation: INCUBATION.code(stay).to_string(), org: ORG.code(org).to_string(), name: row.text("name")? })
    }

    fn cells(&self) -> [Cell; 2] {
        [Cell::code(&self.incubation), format!("{} {}", self.org, self.name).into()]
    }
}

fn heads() -> [Column; 2] {
    [Column::code(tr!("孵化", "incubation")), Column::label(tr!("组织", "organisation"))]
}

/// An organisation that entered.
#[derive(Clone, Debug, Serialize)]
pub struct Admission {
    /// Whose.
    #[serde(flatten)]
    pub of: Of,
    /// The day of entry.
    pub date: NaiveDate,
}

/// Those who entered.
pub fn admissions(db: &Db, (from, to): Span) -> anyhow::Result<Vec<Admission>> {
    let rows = db.all(
        "SELECT i.id AS incubation_id, a.org_id, o.name, i.on_date
           FROM incubation i JOIN application a ON a.id = i.application_id JOIN org o ON o.id = a.org_id
          WHERE i.on_date BETWEEN :from AND :to AND i.void_reason IS NULL ORDER BY i.on_date, i.id",
        named_params! {":from": iso(from), ":to": iso(to)},
    )?;
    rows.iter().map(|row| Ok(Admission { of: Of::row(row)?, date: row.date("on_date")? })).collect()
}

/// As a table.
pub fn admission_table(list: &[Admission]) -> Table {
    let columns = [heads().to_vec(), vec![Column::date(tr!("入壳日期", "entered"))]].concat();
    let mut table = Table::new(label("入壳", "admissions"), columns).titled(tr!("本年度入壳", "admitted in the year")).if_any();
    list.iter().for_each(|one| table.row([one.of.cells().to_vec(), vec![one.date.into()]].concat()));
    table
}

/// The yearly evaluation of a stay.
#[derive(Clone, Debug, Serialize)]
pub struct Chain {
    /// Whose.
    #[serde(flatten)]
    pub of: Of,
    /// The operating year, `Y1`.
    pub year: String,
    /// What the sheet came to, in per cent; none where it was not scored in full.
    pub percent: Option<Points>,
    /// The id of the grade.
    pub grade: Option<String>,
    /// The day of the evaluation.
    pub assessed: Option<String>,
    /// The day of the first approval.
    pub preliminary: Option<String>,
    /// The day on which the result was confirmed.
    pub confirmed: Option<String>,
    /// The latest result: of the last stage that there is.
    pub result: Option<String>,
}

/// The evaluations of the operating years that end in a period.
pub fn evaluations(db: &Db, (from, to): Span) -> anyhow::Result<Vec<Chain>> {
    let rows = db.all(
        "SELECT c.incubation_id, c.org_id, o.name, y.no, s.percent, s.grade, a.on_date AS assessed, p.on_date AS preliminary,
                f.on_date AS confirmed, coalesce(f.result, p.result, a.result) AS result
           FROM operating_year y
           JOIN (SELECT DISTINCT incubation_id, year FROM evaluation WHERE year IS NOT NULL AND void_reason IS NULL) k ON k.year = y.no
           JOIN case_file c ON c.incubation_id = k.incubation_id JOIN org o ON o.id = c.org_id
           LEFT JOIN evaluation a ON a.incubation_id = k.incubation_id AND a.stage = 'assess' AND a.year = y.no AND a.void_reason IS NULL
           LEFT JOIN evaluation p ON p.incubation_id = k.incubation_id AND p.stage = 'preliminary' AND p.year = y.no AND p.void_reason IS NULL
           LEFT JOIN evaluation f ON f.incubation_id = k.incubation_id AND f.stage = 'final' AND f.year = y.no AND f.void_reason IS NULL
           LEFT JOIN evaluation_score s ON s.evaluation_id = a.id
          WHERE y.end_on BETWEEN :from AND :to ORDER BY y.no, c.incubation_id",
        named_params! {":from": iso(from), ":to": iso(to)},
    )?;
    let one = |row: &Row| {
        Ok(Chain {
            of: Of::row(row)?,
            year: format!("Y{}", row.int("no")?),
            percent: row.opt_int("percent")?.map(Points),
            grade: row.opt_text("grade")?,
            assessed: row.opt_text("assessed")?,
            preliminary: row.opt_text("preliminary")?,
            confirmed: row.opt_text("confirmed")?,
            result: row.opt_text("result")?,
        })
    };
    rows.iter().map(one).collect()
}

/// As a table.
pub fn evaluation_table(list: &[Chain]) -> Table {
    let own = vec![
        Column::words(tr!("年度", "year")),
        Column::number(tr!("得分%", "%")),
        Column::words(tr!("等次", "grade")),
        Column::date(tr!("评估", "assessed")),
        Column::date(tr!("初审", "preliminary")),
        Column::date(tr!("认定", "confirmed")),
        Column::words(tr!("结果", "result")),
    ];
    let columns = [heads().to_vec(), own].concat();
    let mut table = Table::new(label("年度评估", "evaluations"), columns).titled(tr!("年度综合评估", "yearly evaluations")).if_any();
    for e in list {
        let day = |day: &Option<String>| Cell::from(day.clone());
        let own = vec![
            e.year.as_str().into(),
            e.percent.map_or(Cell::Empty, |p| Cell::Hundredths(p.0)),
            e.grade.as_deref().map(|id| GRADE.text(id)).into(),
            day(&e.assessed),
            day(&e.preliminary),
            day(&e.confirmed),
            e.result.as_deref().map(|id| RESULT.text(id)).into(),
        ];
        table.row([e.of.cells().to_vec(), own].concat());
    }
    table
}

/// The end of a stay by its last approval.
#[derive(Clone, Debug, Serialize)]
pub struct Exit {
    /// The approval's code.
    pub exit: String,
    /// Whose.
    #[serde(flatten)]
    pub of: Of,
    /// Its day.
    pub date: NaiveDate,
    /// Its result.
    pub result: String,
}

/// Those who left the base.
pub fn exits(db: &Db, (from, to): Span) -> anyhow::Result<Vec<Exit>> {
    let rows = db.all(
        "SELECT x.id, x.incubation_id, a.org_id, o.name, x.on_date, x.result
           FROM exit_step x JOIN incubation i ON i.id = x.incubation_id JOIN application a ON a.id = i.application_id
           JOIN org o ON o.id = a.org_id
          WHERE x.stage = 'final' AND x.on_date BETWEEN :from AND :to AND x.void_reason IS NULL ORDER BY x.on_date, x.id",
        named_params! {":from": iso(from), ":to": iso(to)},
    )?;
    let one = |row: &Row| {
        let exit = EXIT_STEP.code(row.int("id")?).to_string();
        Ok(Exit { exit, of: Of::row(row)?, date: row.date("on_date")?, result: row.text("result")? })
    };
    rows.iter().map(one).collect()
}

/// As a table.
pub fn exit_table(list: &[Exit]) -> Table {
    let own = vec![Column::date(tr!("出壳日期", "exit")), Column::words(tr!("结果", "result"))];
    let columns = [heads().to_vec(), own].concat();
    let mut table = Table::new(label("出壳", "exits"), columns).titled(tr!("本年度出壳", "exits in the year")).if_any();
    list.iter().for_each(|x| table.row([x.of.cells().to_vec(), vec![x.date.into(), RESULT.text(&x.result).into()]].concat()));
    table
}

/// A follow-up of a graduate.
#[derive(Clone, Debug, Serialize)]
pub struct FollowUp {
    /// Its code.
    pub follow_up: String,
    /// Whose.
    #[serde(flatten)]
    pub of: Of,
    /// Its day.
    pub date: NaiveDate,
    /// `visit`, or `close`.
    pub kind: String,
}

/// Those who were followed.
pub fn follow_ups(db: &Db, (from, to): Span) -> anyhow::Result<Vec<FollowUp>> {
    let rows = db.all(
        "SELECT u.id, u.incubation_id, a.org_id, o.name, u.on_date, u.kind
           FROM follow_up u JOIN incubation i ON i.id = u.incubation_id JOIN application a ON a.id = i.application_id
           JOIN org o ON o.id = a.org_id
          WHERE u.on_date BETWEEN :from AND :to AND u.void_reason IS NULL ORDER BY u.on_date, u.id",
        named_params! {":from": iso(from), ":to": iso(to)},
    )?;
    let one = |row: &Row| {
        let follow_up = FOLLOWED.code(row.int("id")?).to_string();
        Ok(FollowUp { follow_up, of: Of::row(row)?, date: row.date("on_date")?, kind: row.text("kind")? })
    };
    rows.iter().map(one).collect()
}

/// As a table.
pub fn follow_up_table(list: &[FollowUp]) -> Table {
    let own = vec![Column::date(tr!("日期", "date")), Column::words(tr!("类别", "kind"))];
    let columns = [heads().to_vec(), own].concat();
    let mut table = Table::new(label("跟踪", "follow-ups"), columns).titled(tr!("本年度跟踪", "follow-ups in the year")).if_any();
    list.iter().for_each(|u| table.row([u.of.cells().to_vec(), vec![u.date.into(), FOLLOW_UP.text(&u.kind).into()]].concat()));
    table
}

/// The basic services of a resident at the end.
#[derive(Clone, Debug, Serialize)]
pub struct Covered {
    /// Whose.
    #[serde(flatten)]
    pub of: Of,
    /// How many services it had.
    pub coverage: usize,
    /// Those that it lacks, in the plan's order.
    pub missing: Vec<String>,
}

impl From<&Resident> for Covered {
    fn from(resident: &Resident) -> Self {
        let Resident { incubation, org, name, coverage, missing, .. } = resident.clone();
        Self { of: Of { incubation, org, name }, coverage, missing }
    }
}
