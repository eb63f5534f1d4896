//! The operator of the base on a day: contract, qualification, submissions,
//! assessments, complaints, breach, fees.

use chrono::NaiveDate;
use serde::Serialize;

use super::scores::Points;
use super::submissions::{Submission, submissions};
use crate::domain::date::iso;
use crate::store::records::kinds::evaluation::EVALUATION;
use crate::store::records::kinds::money::VOUCHER;
use crate::store::records::kinds::operator::{BREACH, COMPLAINT, CONTRACT};
use crate::store::records::kinds::org::ORG;
use crate::store::{Db, Row, named_params};

/// The contract that runs on a day, else the last of those signed or begun by then,
/// with the breach that had ended it. Public for the query-plan test.
pub const CONTRACTS: &str = "SELECT * FROM (
    SELECT c.id, c.org_id, o.name, c.number, c.from_on, c.to_on, c.amount_fen,
           b.id AS breach_id, b.item, b.on_date AS breach_on, b.stop_on, min(c.to_on, coalesce(b.on_date, c.to_on)) AS end_on,
           CASE WHEN b.id IS NOT NULL THEN 'terminated' WHEN c.from_on > :day THEN 'signed' WHEN c.to_on < :day THEN 'ended' ELSE 'running' END AS state
      FROM operator_contract c JOIN org o ON o.id = c.org_id
      LEFT JOIN breach b ON b.id = (SELECT x.id FROM breach x WHERE x.contract_id = c.id AND x.on_date <= :day AND x.void_reason IS NULL
                                     ORDER BY x.on_date, x.id LIMIT 1)
     WHERE c.void_reason IS NULL AND (c.on_date <= :day OR c.from_on <= :day))
   ORDER BY state = 'running' DESC, from_on DESC, id DESC LIMIT 1";

/// How the operator stands.
#[derive(Clone, Debug, Serialize)]
pub struct Operator {
    /// The day.
    pub date: NaiveDate,
    /// Its contract: the one that runs, else the last.
    pub contract: Option<Contract>,
    /// The last check of its conditions.
    pub qualification: Option<Qualification>,
    /// What fell due by the day, and what was submitted before it did.
    pub submissions: Vec<Submission>,
    /// The assessments of its performance.
    pub assessments: Vec<Assessment>,
    /// Inspections by their results.
    pub inspections: Inspections,
    /// Complaints.
    pub complaints: Vec<Complaint>,
    /// The breach that ended the contract.
    pub breach: Option<Breach>,
    /// The fees of the contract.
    pub fees: Fees,
}

/// A contract.
#[derive(Clone, Debug, Serialize)]
pub struct Contract {
    /// Its code.
    pub code: String,
    /// The organisation's code.
    pub org: String,
    /// Its name.
    pub name: String,
    /// The number of the procurement or the agreement.
    pub number: Option<String>,
    /// First day.
    pub from: NaiveDate,
    /// Last day agreed.
    pub to: NaiveDate,
    /// What was agreed to be paid.
    pub amount_fen: Option<i64>,
    /// Its state.
    pub state: String,
    /// The day on which it ends or ended.
    pub end: NaiveDate,
    #[serde(skip)]
    id: i64,
    #[serde(skip)]
    org_id: i64,
}

/// A check of the conditions.
#[derive(Clone, Debug, Serialize)]
pub struct Qualification {
    /// Its code.
    pub code: String,
    /// The day.
    pub date: NaiveDate,
    /// Whether the organisation may operate the base.
    pub result: String,
    /// The conditions.
    pub conditions: Vec<Condition>,
}

/// A condition of an operator.
#[derive(Clone, Debug, Serialize)]
pub struct Condition {
    /// Its id.
    pub condition: String,
    /// Whether the check falls with it.
    pub must: bool,
    /// Whether it is met.
    pub met: bool,
    /// What shows it.
    pub evidence: Option<String>,
    #[serde(skip)]
    pub(super) words: super::plan::Words,
}

/// An assessment of performance.
#[derive(Clone, Debug, Serialize)]
pub struct Assessment {
    /// Its code.
    pub code: String,
    /// The operating year or quarter.
    pub period: String,
    /// The day.
    pub date: NaiveDate,
    /// Points in all.
    pub total: Option<Points>,
    /// In per cent of full marks.
    pub percent: Option<Points>,
    /// The grade.
    pub grade: Option<String>,
    /// The result.
    pub result: String,
}

/// Inspections.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Inspections {
    /// Passed.
    pub pass: i64,
    /// Failed.
    pub fail: i64,
}

/// A complaint.
#[derive(Clone, Debug, Serialize)]
pub struct Complaint {
    /// Its code.
    pub code: String,
    /// Who complained.
    pub org: String,
    /// The day.
    pub date: NaiveDate,
    /// What came of it.
    pub result: Option<String>,
    /// How serious it is.
    pub severity: Option<String>,
    /// When it was verified.
    pub verified: Option<NaiveDate>,
    #[serde(skip)]
    pub(super) name: String,
}

/// The breach that ended a contract.
#[derive(Clone, Debug, Serialize)]
pub struct Breach {
    /// Its code.
    pub code: String,
    /// The item of the negative list.
    pub item: String,
    /// The day.
    pub date: NaiveDate,
    /// By when work stops.
    pub stop_by: NaiveDate,
}

/// The fees of a contract.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Fees {
    /// Paid, less what was reversed.
    pub paid_fen: i64,
    /// The vouchers.
    pub payments: Vec<Payment>,
}

/// A fee, or the reversal of one.
#[derive(Clone, Debug, Serialize)]
pub struct Payment {
    /// The voucher's code.
    pub voucher: String,
    /// The day.
    pub date: NaiveDate,
    /// The amount.
    pub amount_fen: i64,
    /// On what it rests.
    pub evidence: Vec<String>,
    /// The voucher that it reverses.
    pub reverses: Option<String>,
}

impl Operator {
    /// Reads how the operator stands on a day; what is dated later is not seen.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db, date: NaiveDate) -> anyhow::Result<Self> {
        let found = contract(db, date)?;
        let (contract, breach) = found.unzip();
        let of = contract.as_ref().map(|c| c.id);
        Ok(Self {
            date,
            qualification: qualification(db, contract.as_ref().map(|c| c.org_id), date)?,
            submissions: submissions(db, Some(date), |s, _| s.due <= date || s.submitted.is_some())?,
            assessments: of.map_or(Ok(Vec::new()), |id| assessments(db, id, date))?,
            inspections: of.map_or(Ok(Inspections::default()), |id| inspections(db, id, date))?,
            complaints: complaints(db, date)?,
            fees: of.map_or(Ok(Fees::default()), |id| fees(db, id, date))?,
            breach: breach.flatten(),
            contract,
        })
    }
}

/// The contract of a day, with the breach that had ended it.
///
/// # Errors
/// If SQLite fails.
pub fn contract(db: &Db, day: NaiveDate) -> anyhow::Result<Option<(Contract, Option<Breach>)>> {
    let Some(row) = db.maybe(CONTRACTS, named_params! {":day": iso(day)})? else { return Ok(None) };
    let (id, org_id) = (row.int("id")?, row.int("org_id")?);
    let breach = match row.opt_int("breach_id")? {
        Some(id) => Some(Breach {
            code: BREACH.code(id).to_string(),
            item: row.text("item")?,
            date: row.date("breach_on")?,
            stop_by: row.date("stop_on")?,
        }),
        None => None,
    };
    let contract = Contract {
        code: CONTRACT.code(id).to_string(),
        org: ORG.code(org_id).to_string(),
        name: row.text("name")?,
        number: row.opt_text("number")?,
        from: row.date("from_on")?,
        to: row.date("to_on")?,
        amount_fen: row.opt_int("amount_fen")?,
        state: row.text("state")?,
        end: row.date("end_on")?,
        id,
        org_id,
    };
    Ok(Some((contract, breach)))
}

/// The last check of an organisation by a day; of any, where there is no contract.
fn qualification(db: &Db, org: Option<i64>, day: NaiveDate) -> anyhow::Result<Option<Qualification>> {
    let row = db.maybe(
        "SELECT id, on_date, result FROM evaluation
          WHERE org_id IS NOT NULL AND (:org IS NULL OR org_id = :org) AND stage = 'qualification' AND on_date <= :day AND void_reason IS NULL
          ORDER BY on_date DESC, id DESC LIMIT 1",
        named_params! {":org": org, ":day": iso(day)},
    )?;
    let Some(row) = row else { return Ok(None) };
    let id = row.int("id")?;
    let rows = db.all(
        "SELECT i.item, i.zh, i.en, i.must, g.met, g.evidence FROM gate_check g JOIN sheet_item i ON i.code = g.item
          WHERE g.evaluation_id = :id ORDER BY i.id",
        named_params! {":id": id},
    )?;
    let condition = |row: &Row| {
        let (must, met) = (row.opt_int("must")? == Some(1), row.int("met")? == 1);
        let words = super::plan::Words::of(row, "zh", "en")?;
        Ok(Condition { condition: row.text("item")?, must, met, evidence: row.opt_text("evidence")?, words })
    };
    Ok(Some(Qualification {
        code: EVALUATION.code(id).to_string(),
        date: row.date("on_date")?,
        result: row.text("result")?,
        conditions: rows.iter().map(condition).collect::<anyhow::Result<_>>()?,
    }))
}

fn assessments(db: &Db, contract: i64, day: NaiveDate) -> anyhow::Result<Vec<Assessment>> {
    let rows = db.all(
        "SELECT e.id, e.period, e.on_date, e.result, s.points, s.percent, s.grade
           FROM evaluation e LEFT JOIN evaluation_score s ON s.evaluation_id = e.id
          WHERE e.contract_id = :contract AND e.stage = 'performance' AND e.on_date <= :day AND e.void_reason IS NULL
          ORDER BY e.on_date, e.id",
        named_params! {":contract": contract, ":day": iso(day)},
    )?;
    let of = |row: &Row| {
        Ok(Assessment {
            code: EVALUATION.code(row.int("id")?).to_string(),
            period: row.text("period")?,
            date: row.date("on_date")?,
            total: row.opt_int("points")?.map(Points),
            percent: row.opt_int("percent")?.map(Points),
            grade: row.opt_text("grade")?,
            result: row.text("result")?,
        })
    };
    rows.iter().map(of).collect()
}

fn inspections(db: &Db, contract: i64, day: NaiveDate) -> anyhow::Result<Inspections> {
    let row = db.one(
        "SELECT count(*) FILTER (WHERE result = 'pass') AS pass, count(*) FILTER (WHERE result = 'fail') AS fail FROM evaluation
          WHERE contract_id = :contract AND stage = 'inspection' AND on_date <= :day AND void_reason IS NULL",
        named_params! {":contract": contract, ":day": iso(day)},
    )?;
    Ok(Inspections { pass: row.int("pass")?, fail: row.int("fail")? })
}

fn complaints(db: &Db, day: NaiveDate) -> anyhow::Result<Vec<Complaint>> {
    let rows = db.all(
        "SELECT c.id, c.org_id, o.name, c.on_date, iif(c.verified_on <= :day, c.result, NULL) AS result,
                iif(c.verified_on <= :day, c.severity, NULL) AS severity, iif(c.verified_on <= :day, c.verified_on, NULL) AS verified_on
           FROM complaint c JOIN org o ON o.id = c.org_id WHERE c.on_date <= :day AND c.void_reason IS NULL ORDER BY c.on_date, c.id",
        named_params! {":day": iso(day)},
    )?;
    let of = |row: &Row| {
        Ok(Complaint {
            code: COMPLAINT.code(row.int("id")?).to_string(),
            org: ORG.code(row.int("org_id")?).to_string(),
            date: row.date("on_date")?,
            result: row.opt_text("result")?,
            severity: row.opt_text("severity")?,
            verified: if row.opt_text("verified_on")?.is_some() { Some(row.date("verified_on")?) } else { None },
            name: row.text("name")?,
        })
    };
    rows.iter().map(of).collect()
}

fn fees(db: &Db, contract: i64, day: NaiveDate) -> anyhow::Result<Fees> {
    let rows = db.all(
        "SELECT voucher_id, on_date, amount_fen, reverses FROM operator_fee WHERE contract_id = :contract AND on_date <= :day
          ORDER BY on_date, voucher_id",
        named_params! {":contract": contract, ":day": iso(day)},
    )?;
    let of = |row: &Row| {
        let id = row.int("voucher_id")?;
        let evidence = db.all("SELECT evidence FROM voucher_evidence WHERE voucher_id = :id ORDER BY id", named_params! {":id": id})?;
        Ok(Payment {
            voucher: VOUCHER.code(id).to_string(),
            date: row.date("on_date")?,
            amount_fen: row.int("amount_fen")?,
            evidence: evidence.iter().map(|row| row.text("evidence")).collect::<anyhow::Result<_>>()?,
            reverses: row.opt_int("reverses")?.map(|id| VOUCHER.code(id).to_string()),
        })
    };
    let payments = rows.iter().map(of).collect::<anyhow::Result<Vec<Payment>>>()?;
    Ok(Fees { paid_fen: payments.iter().map(|p| p.amount_fen).sum(), payments })
}
