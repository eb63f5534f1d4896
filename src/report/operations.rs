//! What the base did in a period besides what its targets count: services,
//! evaluations, coaching, certificates, projects, premises, its other functions.

use chrono::NaiveDate;
use serde::Serialize;

use super::cases::Resident;
use super::certificates;
use super::figures::Span;
use super::functions::{self, Counts, Function, Resources, Standings};
use super::recorded::Recorded;
use crate::document::{Column, Table};
use crate::domain::date::iso;
use crate::domain::judgement_terms::{PROJECT_KIND, PROJECT_STATE};
use crate::domain::money::{percent, yuan};
use crate::domain::quantity::Tenths;
use crate::i18n::{Label, label};
use crate::store::{Db, named_params};
use crate::tr;

/// The operations of a period.
#[derive(Clone, Debug, Serialize)]
pub struct Operations {
    /// Basic services of the residents, at the end.
    pub coverage: Covered,
    /// Evaluations of residents.
    pub evaluations: Evaluations,
    /// One-to-one coaching.
    pub coaching: Coaching,
    /// Certificates of social work, at the end.
    pub certificates: Rate,
    /// Party work beside incubation, at the end.
    pub dual: Dual,
    /// Projects.
    pub projects: Projects,
    /// The plan's functions, in its order.
    pub functions: Vec<Function>,
    /// Resources.
    pub resources: Resources,
    /// Hubs that are open at the end, by kind.
    pub hubs: Counts,
    /// What authorities attest.
    pub standings: Standings,
    /// Premises and equipment.
    pub space: Used,
    /// What was put on record, kind by kind.
    #[serde(skip)]
    pub recorded: Recorded,
}

/// How far the residents have had the basic services.
#[derive(Clone, Debug, Serialize)]
pub struct Covered {
    /// How many services there are.
    pub services: usize,
    /// Residents.
    pub residents: usize,
    /// Those who had every service.
    pub full: usize,
    /// Services a resident, on average; none without residents.
    pub average: Option<Tenths>,
}

/// Evaluations of residents.
#[derive(Clone, Debug, Serialize)]
pub struct Evaluations {
    /// Assessments on entry.
    pub entry: i64,
    /// Yearly evaluations.
    pub assessed: i64,
    /// Confirmed as passed.
    pub confirmed: i64,
    /// Confirmed as failed.
    pub failed: i64,
}

/// One-to-one coaching.
#[derive(Clone, Debug, Serialize)]
pub struct Coaching {
    /// How often.
    pub sessions: i64,
    /// Organisations.
    pub orgs: i64,
    /// Trainings that it continued.
    pub trainings: i64,
}

/// The certificate rate.
#[derive(Clone, Debug, Serialize)]
pub struct Rate {
    /// Persons in post.
    pub in_post: i64,
    /// Those of them who are certified.
    pub certified: i64,
    /// In per cent.
    pub percent: Option<Tenths>,
    /// Whose registration runs.
    pub registered: i64,
    /// Whose registration ends soon, or has ended.
    pub renewals_due: usize,
}

/// Residents with party work.
#[derive(Clone, Debug, Serialize)]
pub struct Dual {
    /// Residents.
    pub residents: usize,
    /// Those with a party organisation or an instructor.
    pub covered: usize,
    /// In per cent.
    pub percent: Option<Tenths>,
}

/// Projects.
#[derive(Clone, Debug, Serialize)]
pub struct Projects {
    /// All, by the state in which they are at the end.
    pub by_state: Counts,
    /// Those that started, by kind.
    pub by_kind: Counts,
    /// Supervising visits.
    pub visits: i64,
    /// Midterm and closing evaluations.
    pub evaluations: i64,
    /// Grants of all that had started by the end.
    pub granted_fen: i64,
    /// What was paid of grants by the end.
    pub paid_fen: i64,
    /// What was paid of them in the period.
    pub paid_period_fen: i64,
}

/// The use of premises and equipment.
#[derive(Clone, Debug, Serialize)]
pub struct Used {
    /// How much is given out at the end.
    pub given: i64,
    /// Bookings.
    pub bookings: i64,
    /// Their hours.
    pub booked_hours: Tenths,
}

impl Operations {
    /// Reads those of a period, with the residents at its end.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db, days: Span, residents: &[Resident]) -> anyhow::Result<Self> {
        let covered = residents.iter().filter(|r| r.party.as_deref().is_some_and(|form| form != "none")).count();
        Ok(Self {
            coverage: Covered::of(residents),
            evaluations: evaluations(db, days)?,
            coaching: coaching(db, days)?,
            certificates: Rate::read(db, days.1)?,
            dual: Dual { residents: residents.len(), covered, percent: percent(covered as i64, residents.len() as i64) },
            projects: projects(db, days)?,
            functions: functions::functions(db, days)?,
            resources: functions::resources(db, days)?,
            hubs: functions::hubs(db, days.1)?,
            standings: functions::standings(db, days.1)?,
            space: space(db, days)?,
            recorded: Recorded::read(db, days)?,
        })
    }

    /// The chief numbers that are not zero as a table, the functions, and what was put
    /// on record.
    pub fn tables(&self) -> [Table; 3] {
        let columns = vec![Column::label(tr!("内容", "what")), Column::number(tr!("数量", "n"))];
        let mut chief = Table::new(label("运行情况", "operations"), columns).titled(tr!("运行情况", "operations")).if_any();
        let (e, p) = (&self.evaluations, &self.projects);
        for (what, n) in [
            (tr!("基本服务齐全的在孵组织(期末)", "residents with every basic service, at the end"), self.coverage.full as i64),
            (tr!("入驻现状评估", "assessments on entry"), e.entry),
            (tr!("年度综合评估", "yearly evaluations"), e.assessed),
            (tr!("年度评估认定通过", "confirmed as passed"), e.confirmed),
            (tr!("年度评估认定不通过", "confirmed as failed"), e.failed),
            (tr!("一对一辅导", "coaching sessions"), self.coaching.sessions),
            (tr!("持证人员(期末)", "certified persons, at the end"), self.certificates.certified),
            (tr!("党建覆盖的在孵组织(期末)", "residents with party work, at the end"), self.dual.covered as i64),
            (tr!("项目督导走访", "supervising visits to projects"), p.visits),
            (tr!("项目中期和结项评估", "evaluations of projects"), p.evaluations),
            (tr!("供需对接", "matches"), self.resources.matches),
            (tr!("交付使用的场地设备(期末)", "assets given out, at the end"), self.space.given),
            (tr!("场地预约", "bookings"), self.space.bookings),
        ] {
            if n != 0 {
                chief.row([what.into(), n.into()]);
            }
        }
        if p.paid_period_fen != 0 {
            chief.row([tr!("本期拨付资助(元)", "paid of grants (yuan)").into(), yuan(p.paid_period_fen).into()]);
        }
        [chief, functions::table(&self.functions), self.recorded.table()]
    }
}

/// A part of the operations that is compared with an issued report.
pub struct Part {
    /// Its key.
    pub key: &'static str,
    label: Label,
    /// The tables whose rows it counts.
    pub tables: &'static [&'static str],
}

const fn part(key: &'static str, label: Label, tables: &'static [&'static str]) -> Part {
    Part { key, label, tables }
}

/// The parts of the operations that are compared with an issued report.
pub const PARTS: [Part; 8] = [
    part(
        "coverage",
        label("基本服务", "basic services"),
        &[
            "service",
            "asset_use",
            "voucher",
            "activity",
            "activity_org",
            "consultation",
            "consultation_org",
            "resource_match",
            "incubation",
            "exit_step",
            "withdrawal",
        ],
    ),
    part("evaluations", label("综合评估", "evaluations"), &["evaluation"]),
    part("coaching", label("一对一辅导", "coaching"), &["activity", "activity_org"]),
    part("certificates", label("职业水平证书", "certificates"), &["attendance", "training", "person", "standing"]),
    part("projects", label("公益项目", "projects"), &["project", "evaluation", "voucher"]),
    part("resources", label("资源对接", "resources"), &["resource", "resource_match"]),
    part("space", label("场地和设备", "premises and equipment"), &["asset_use"]),
    part("operator", label("运营机构", "operator"), &["complaint"]),
];

/// What their numbers are called, by key.
const KEYS: [(&str, Label); 28] = [
    ("services", label("服务项数", "services")),
    ("residents", label("在孵组织", "residents")),
    ("full", label("服务齐全", "with every service")),
    ("entry", label("现状评估", "on entry")),
    ("assessed", label("年度评估", "assessed")),
    ("confirmed", label("认定通过", "confirmed")),
    ("failed", label("认定不通过", "failed")),
    ("sessions", label("次数", "sessions")),
    ("orgs", label("组织", "organisations")),
    ("trainings", label("所接续的培训", "trainings")),
    ("in_post", label("在岗", "in post")),
    ("certified", label("持证", "certified")),
    ("registered", label("登记有效", "registered")),
    ("renewals_due", label("须续期", "renewals due")),
    ("visits", label("督导走访", "visits")),
    ("evaluations", label("中期和结项评估", "evaluations")),
    ("granted_fen", label("核定资助(分)", "granted (fen)")),
    ("paid_fen", label("已拨(分)", "paid (fen)")),
    ("paid_period_fen", label("本期拨付(分)", "paid in the period (fen)")),
    ("offers", label("资源", "offers")),
    ("needs", label("需求", "needs")),
    ("matches", label("对接", "matches")),
    ("matched_fen", label("对接金额(分)", "matched (fen)")),
    ("given", label("交付使用", "given out")),
    ("bookings", label("预约", "bookings")),
    ("complaints.received", label("收到投诉", "complaints received")),
    ("complaints.upheld", label("属实投诉", "complaints upheld")),
    ("complaints.serious", label("严重投诉", "serious complaints")),
];

/// What a number of a part is called: the part, and which one of it.
pub fn names(part: &str, key: &str) -> Option<[String; 2]> {
    let (_, of) = KEYS.iter().find(|(name, _)| *name == key)?;
    Some([PARTS.iter().find(|p| p.key == part)?.label.text().to_owned(), of.text().to_owned()])
}

impl Rate {
    /// Reads it on a day.
    ///
    /// # Errors
    /// If SQLite fails.
    pub(super) fn read(db: &Db, day: NaiveDate) -> anyhow::Result<Self> {
        let certificates::Rate { in_post, certified, percent, registered, renewals, .. } = certificates::Rate::read(db, day)?;
        Ok(Self { in_post, certified, percent, registered, renewals_due: renewals.len() })
    }
}

impl Covered {
    fn of(residents: &[Resident]) -> Self {
        let services = residents.first().map_or(0, |r| r.coverage + r.missing.len());
        let sum = residents.iter().map(|r| r.coverage).sum::<usize>();
        let n = residents.len();
        let average = (n > 0).then(|| Tenths(((20 * sum + n) / (2 * n)) as i64));
        Self { services, residents: n, full: residents.iter().filter(|r| r.missing.is_empty()).count(), average }
    }
}

fn evaluations(db: &Db, (from, to): Span) -> anyhow::Result<Evaluations> {
    let row = db.one(
        "SELECT count(*) FILTER (WHERE stage = 'entry') AS entry, count(*) FILTER (WHERE stage = 'assess') AS assessed,
                count(*) FILTER (WHERE stage = 'final' AND result = 'pass') AS confirmed,
                count(*) FILTER (WHERE stage = 'final' AND result = 'fail') AS failed
           FROM evaluation WHERE incubation_id IS NOT NULL AND on_date BETWEEN :from AND :to AND void_reason IS NULL",
        named_params! {":from": iso(from), ":to": iso(to)},
    )?;
    Ok(Evaluations {
        entry: row.int("entry")?,
        assessed: row.int("assessed")?,
        confirmed: row.int("confirmed")?,
        failed: row.int("failed")?,
    })
}

fn coaching(db: &Db, (from, to): Span) -> anyhow::Result<Coaching> {
    let row = db.one(
        "SELECT count(DISTINCT n.id) AS sessions, count(DISTINCT x.org_id) AS orgs, count(DISTINCT n.training_id) AS trainings
           FROM activity n LEFT JOIN activity_org x ON x.activity_id = n.id
          WHERE n.kind = 'coaching' AND n.on_date BETWEEN :from AND :to AND n.void_reason IS NULL",
        named_params! {":from": iso(from), ":to": iso(to)},
    )?;
    Ok(Coaching { sessions: row.int("sessions")?, orgs: row.int("orgs")?, trainings: row.int("trainings")? })
}

fn projects(db: &Db, (from, to): Span) -> anyhow::Result<Projects> {
    let days = named_params! {":from": iso(from), ":to": iso(to)};
    let states = db.all(
        "SELECT word, count(*) AS n FROM (SELECT state AS word, max(rank) FROM project_event WHERE on_date <= :to GROUP BY project_id)
          GROUP BY word",
        named_params! {":to": iso(to)},
    )?;
    let kinds = db.all(
        "SELECT kind AS word, count(*) AS n FROM project WHERE on_date BETWEEN :from AND :to AND void_reason IS NULL GROUP BY kind",
        days,
    )?;
    let row = db.one(
        "SELECT count(*) FILTER (WHERE stage = 'visit') AS visits, count(*) FILTER (WHERE stage IN ('midterm', 'closing')) AS evaluations
           FROM evaluation WHERE project_id IS NOT NULL AND on_date BETWEEN :from AND :to AND void_reason IS NULL",
        days,
    )?;
    let granted = db.one(
        "SELECT coalesce(sum(grant_fen), 0) AS fen FROM project WHERE on_date <= :to AND void_reason IS NULL",
        named_params! {":to": iso(to)},
    )?;
    let paid = db.one(
        "SELECT coalesce(sum(amount_fen), 0) AS fen, coalesce(sum(amount_fen) FILTER (WHERE on_date >= :from), 0) AS period_fen
           FROM grant_payment WHERE on_date <= :to",
        days,
    )?;
    Ok(Projects {
        by_state: Counts::of(&PROJECT_STATE, &states)?,
        by_kind: Counts::of(&PROJECT_KIND, &kinds)?,
        visits: row.int("visits")?,
        evaluations: row.int("evaluations")?,
        granted_fen: granted.int("fen")?,
        paid_fen: paid.int("fen")?,
        paid_period_fen: paid.int("period_fen")?,
    })
}

fn space(db: &Db, (from, to): Span) -> anyhow::Result<Used> {
    let given = db.one(
        "SELECT coalesce(sum(quantity), 0) AS n FROM asset_use
          WHERE kind = 'give' AND on_date <= :to AND (until_on IS NULL OR until_on > :to) AND void_reason IS NULL",
        named_params! {":to": iso(to)},
    )?;
    let booked = db.one(
        "SELECT count(*) AS n, coalesce(sum(to_minute - from_minute), 0) AS minutes FROM asset_use
          WHERE kind = 'booking' AND on_date BETWEEN :from AND :to AND void_reason IS NULL",
        named_params! {":from": iso(from), ":to": iso(to)},
    )?;
    let tenths = Tenths((booked.int("minutes")? * 10 + 30) / 60);
    Ok(Used { given: given.int("n")?, bookings: booked.int("n")?, booked_hours: tenths })
}
