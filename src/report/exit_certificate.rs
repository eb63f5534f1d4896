//! The certificate of an organisation that left the shell (出壳鉴定书), 三(二)1.2).

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value as Json;

use super::coverage::Coverage;
use super::dossier::{self, Fact as Compared};
use super::scores::Points;
use crate::document::{Block, Cell, Column, Document, Fact, Table};
use crate::domain::date::iso;
use crate::domain::terms::{EXIT_STAGE, RESULT};
use crate::fault::Fault;
use crate::i18n::label;
use crate::store::records::kinds::incubation::INCUBATION;
use crate::store::records::kinds::org::ORG;
use crate::store::records::kinds::report::ISSUED_REPORT;
use crate::store::records::plan;
use crate::store::{Db, Row, named_params};
use crate::tr;

/// A certificate.
#[derive(Clone, Debug, Serialize)]
pub struct Certificate {
    /// Its number: the operating year of the exit, and which exit of it.
    pub number: String,
    /// The organisation.
    pub org: Holder,
    /// The stay's code.
    pub incubation: String,
    /// The day of entry.
    pub entered: NaiveDate,
    /// The day of exit.
    pub exited: NaiveDate,
    /// Entry beside exit.
    pub facts: Vec<Compared>,
    /// What the exit assessment judged.
    pub judgements: Judgements,
    /// The two approvals.
    pub approvals: Vec<Approval>,
    /// How many of the basic services it had.
    pub coverage: usize,
    /// How many services it received.
    pub services: i64,
    /// Its yearly evaluations.
    pub evaluations: Vec<Yearly>,
    /// For how long it is followed.
    pub follow_up: FollowUp,
    /// The code under which the certificate was issued.
    pub report: Option<String>,
    #[serde(skip)]
    blocks: Vec<Block>,
}

/// Whose certificate it is.
#[derive(Clone, Debug, Serialize)]
pub struct Holder {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its credit code.
    pub uscc: Option<String>,
}

/// What the exit assessment judged: each passed, failed, or not judged.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Judgements {
    /// Registered.
    pub registration: Option<String>,
    /// The team has grown.
    pub team: Option<String>,
    /// Designs projects by itself.
    pub project: Option<String>,
}

/// An approval of the exit.
#[derive(Clone, Debug, Serialize)]
pub struct Approval {
    /// The stage.
    pub stage: String,
    /// The day.
    pub date: NaiveDate,
    /// The body.
    pub by: Option<String>,
    /// The result.
    pub result: String,
}

/// A yearly evaluation.
#[derive(Clone, Debug, Serialize)]
pub struct Yearly {
    /// The operating year.
    pub year: String,
    /// In per cent of full marks.
    pub percent: Option<Points>,
    /// As confirmed, else as assessed.
    pub result: Option<String>,
}

/// The days in which it is followed.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct FollowUp {
    /// From the exit.
    pub from: NaiveDate,
    /// By when it must close.
    pub until: NaiveDate,
}

impl Certificate {
    /// Reads the certificate of a stay.
    ///
    /// # Errors
    /// A fault if the stay has not passed its exit.
    pub fn read(db: &Db, stay: i64) -> anyhow::Result<Self> {
        let row = db.one(
            "SELECT c.org_id, o.name, c.entered_on, c.exited_on, c.exit_result,
                    (SELECT l.uscc FROM registration l WHERE l.org_id = c.org_id AND l.void_reason IS NULL ORDER BY l.on_date DESC, l.id DESC LIMIT 1) AS uscc,
                    (SELECT count(*) FROM service s WHERE s.org_id = c.org_id AND s.on_date BETWEEN c.entered_on AND c.exited_on AND s.void_reason IS NULL) AS services
               FROM case_file c JOIN org o ON o.id = c.org_id WHERE c.incubation_id = :stay",
            named_params! {":stay": stay},
        )?;
        let (name, incubation) = (row.text("name")?, INCUBATION.code(stay).to_string());
        if row.opt_text("exit_result")?.as_deref() != Some("pass") {
            return Fault::refused(tr!(
                "{name}({incubation})还没有通过出壳认定,不出鉴定书",
                "{name} ({incubation}) has not passed its exit, so there is no certificate"
            ))
            .hint(tr!(
                "先认定:fuhua exit-assess {incubation} --stage 认定 --result 通过",
                "approve the exit first: fuhua exit-assess {incubation} --stage final --result pass"
            ))
            .err();
        }
        let (exited, compared) = (row.date("exited_on")?, dossier::comparison(db, stay)?);
        let judged = |about: &str| compared.judgements.iter().find(|j| j.about == about).and_then(|j| j.result.clone());
        let issued = issued(db, stay)?;
        Ok(Self {
            number: match &issued {
                Some((_, number)) => number.clone(),
                None => number(db, stay, exited)?,
            },
            org: Holder { code: ORG.code(row.int("org_id")?).to_string(), name, uscc: row.opt_text("uscc")? },
            incubation,
            entered: row.date("entered_on")?,
            exited,
            judgements: Judgements { registration: judged("registration"), team: judged("team"), project: judged("project") },
            blocks: compared.blocks(),
            facts: compared.facts,
            approvals: approvals(db, stay)?,
            coverage: Coverage::read(db, &[stay], Some(exited))?.count(stay),
            services: row.int("services")?,
            evaluations: evaluations(db, stay)?,
            follow_up: FollowUp { from: exited, until: plan::after(db, exited, "follow_up_max_months")? },
            report: issued.map(|(code, _)| code),
        })
    }

    /// As it is printed.
    pub fn document(&self) -> Document {
        let mut document = Document::titled(tr!("社会组织孵化出壳鉴定书", "Certificate of incubation"));
        let Self { number, incubation, entered, exited, coverage, services, .. } = self;
        let (name, code) = (&self.org.name, &self.org.code);
        document.facts(vec![
            Fact::new(tr!("编号", "number"), Cell::code(number)),
            Fact::new(tr!("组织", "organisation"), format!("{code} {name}")),
            Fact::new(tr!("统一社会信用代码", "credit code"), self.org.uscc.as_deref().map_or(Cell::Empty, Cell::code)),
            Fact::new(tr!("孵化", "incubation"), Cell::code(incubation)),
            Fact::new(tr!("入壳日期", "entered"), *entered),
            Fact::new(tr!("出壳日期", "exited"), *exited),
            Fact::new(tr!("基本服务(项)", "basic services"), *coverage),
            Fact::new(tr!("服务次数", "services received"), *services),
            Fact::new(tr!("跟踪至", "followed until"), self.follow_up.until),
        ]);
        document.text(tr!(
            "{name}自{entered}入壳孵化,经出壳考核和两级审批,{exited}准予出壳",
            "{name} was in the base from {entered} and, assessed and approved twice, left it on {exited}"
        ));
        document.blocks.extend(self.blocks.iter().cloned());
        document.table(self.approval_table());
        document.table(self.evaluation_table());
        document.signatures(vec![
            tr!("孵化基地(盖章)", "the base (seal)"),
            tr!("业务主管单位(盖章)", "supervising unit (seal)"),
            tr!("领导小组办公室(盖章)", "office of the leading group (seal)"),
            tr!("日期", "date"),
        ]);
        document
    }

    fn approval_table(&self) -> Table {
        let columns = vec![
            Column::label(tr!("审批", "approval")),
            Column::date(tr!("日期", "date")),
            Column::words(tr!("单位", "by")),
            Column::words(tr!("结果", "result")),
        ];
        let mut table = Table::new(label("审批", "approvals"), columns).titled(tr!("审批", "approvals"));
        for a in &self.approvals {
            table.row([EXIT_STAGE.text(&a.stage).into(), a.date.into(), a.by.clone().into(), RESULT.text(&a.result).into()]);
        }
        table
    }

    fn evaluation_table(&self) -> Table {
        let columns = vec![
            Column::label(tr!("年度", "year")),
            Column::number(tr!("得分%", "per cent")).unit("%"),
            Column::words(tr!("结果", "result")),
        ];
        let mut table = Table::new(label("年度评估", "evaluations"), columns).titled(tr!("年度综合评估", "yearly evaluations")).if_any();
        for y in &self.evaluations {
            let percent = y.percent.map_or(Cell::Empty, |points| Cell::Hundredths(points.0));
            table.row([y.year.as_str().into(), percent, y.result.as_deref().map(|r| RESULT.text(r)).into()]);
        }
        table
    }
}

/// The certificate in force that was issued for a stay: its code and number.
fn issued(db: &Db, stay: i64) -> anyhow::Result<Option<(String, String)>> {
    let row = db.maybe(
        "SELECT id, content FROM issued_report WHERE report = 'certificate' AND period = :stay AND void_reason IS NULL ORDER BY id DESC LIMIT 1",
        named_params! {":stay": INCUBATION.code(stay).to_string()},
    )?;
    let Some(row) = row else { return Ok(None) };
    let content: Json = serde_json::from_str(&row.text("content")?)?;
    let number = content["value"]["number"].as_str().map(str::to_owned);
    number.map(|number| Ok((ISSUED_REPORT.code(row.int("id")?).to_string(), number))).transpose()
}

/// Which passed exit of its operating year a stay's is, by day and code; a number
/// that was issued to another is not given again.
fn number(db: &Db, stay: i64, exited: NaiveDate) -> anyhow::Result<String> {
    let calendar = plan::calendar(db)?;
    let year = calendar.year_of(exited);
    let (from, to) = match year {
        Some(year) => (iso(year.start), iso(year.end)),
        None => (
            calendar.years.last().map_or_else(|| iso(exited), |year| iso(year.end.succ_opt().unwrap_or(year.end))),
            "9999-12-31".to_owned(),
        ),
    };
    let prefix = year.map_or_else(|| "P".to_owned(), |year| format!("Y{}", year.no));
    let row = db.one(
        "SELECT count(*) AS n FROM exit_step x
          WHERE x.stage = 'final' AND x.result = 'pass' AND x.on_date BETWEEN :from AND :to AND x.void_reason IS NULL
            AND (x.on_date, x.id) <= (SELECT m.on_date, m.id FROM exit_step m
                                       WHERE m.incubation_id = :stay AND m.stage = 'final' AND m.void_reason IS NULL)",
        named_params! {":from": from, ":to": to, ":stay": stay},
    )?;
    let rows = db.all(
        "SELECT json_extract(content, '$.value.number') AS number FROM issued_report WHERE report = 'certificate' AND void_reason IS NULL",
        &[],
    )?;
    let taken = rows.iter().map(|row| row.text("number")).collect::<anyhow::Result<Vec<_>>>()?;
    let mut numbers = (row.int("n")?..).map(|n| format!("{prefix}-{n:02}"));
    Ok(numbers.find(|number| !taken.contains(number)).unwrap_or(prefix))
}

fn approvals(db: &Db, stay: i64) -> anyhow::Result<Vec<Approval>> {
    let rows = db.all(
        "SELECT stage, on_date, body, result FROM exit_step
          WHERE incubation_id = :stay AND stage IN ('preliminary', 'final') AND void_reason IS NULL ORDER BY on_date, id",
        named_params! {":stay": stay},
    )?;
    let of = |row: &Row| {
        Ok(Approval { stage: row.text("stage")?, date: row.date("on_date")?, by: row.opt_text("body")?, result: row.text("result")? })
    };
    rows.iter().map(of).collect()
}

/// The years evaluated: marks of the assessment, the result as confirmed.
fn evaluations(db: &Db, stay: i64) -> anyhow::Result<Vec<Yearly>> {
    let rows = db.all(
        "SELECT e.year, s.percent,
                coalesce((SELECT f.result FROM evaluation f WHERE f.incubation_id = :stay AND f.stage = 'final' AND f.year = e.year AND f.void_reason IS NULL),
                         e.result) AS result
           FROM evaluation e LEFT JOIN evaluation_score s ON s.evaluation_id = e.id
          WHERE e.incubation_id = :stay AND e.stage = 'assess' AND e.void_reason IS NULL ORDER BY e.year",
        named_params! {":stay": stay},
    )?;
    let of = |row: &Row| {
        let percent = row.opt_int("percent")?.map(Points);
        Ok(Yearly { year: format!("Y{}", row.int("year")?), percent, result: row.opt_text("result")? })
    };
    rows.iter().map(of).collect()
}
