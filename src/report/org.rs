//! All there is on one organisation.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value as Json;

use super::cases;
use super::coverage::Coverage;
use super::dossier::{self, Comparison};
use super::due::{self, Due};
use super::records;
use super::timeline::{self, Event, Shown};
use crate::document::{Block, Cell, Document, Fact, Table};
use crate::domain::text::matching;
use crate::i18n::join;
use crate::store::records::kinds::incubation::INCUBATION;
use crate::store::records::kinds::org::ORG;
use crate::store::records::kinds::standing::STANDING;
use crate::store::records::{Filter, get};
use crate::store::{Db, named_params};
use crate::tr;

/// How many days ahead it looks.
const AHEAD: u64 = 90;

/// An organisation.
#[derive(Serialize)]
pub struct Dossier {
    /// Its fields.
    pub org: Json,
    /// The id of its state; none before it applied.
    pub state: Option<String>,
    /// What authorities attest of it.
    pub standings: Vec<Json>,
    /// Its stay, of several the latest.
    pub stay: Option<Stay>,
    /// What money went to it.
    pub money: Money,
    /// Its people.
    pub people: Trained,
    /// Every record that is of it or names it.
    pub timeline: Vec<Event>,
    /// The papers on it and on those records.
    pub papers: Vec<Json>,
    /// What is due.
    pub due: Vec<Due>,
    #[serde(skip)]
    title: String,
    #[serde(skip)]
    facts: Vec<Fact>,
    #[serde(skip)]
    tables: [Table; 2],
}

/// A stay in the base.
#[derive(Serialize)]
pub struct Stay {
    /// Its code.
    pub incubation: String,
    /// The day of entry.
    pub entered: NaiveDate,
    /// Its last day, once it has ended.
    pub ended: Option<NaiveDate>,
    /// How many of the basic services it had.
    pub coverage: usize,
    /// Those that it lacks, in the plan's order.
    pub missing: Vec<String>,
    /// Entry beside exit.
    pub comparison: Comparison,
    #[serde(skip)]
    lacks: String,
}

/// What money went to an organisation.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Money {
    /// Paid of the seed fund.
    pub seed_fen: i64,
    /// Granted to its projects that have started.
    pub granted_fen: i64,
    /// Paid of those grants.
    pub paid_fen: i64,
    /// Invested by the venture fund.
    pub invested_fen: i64,
    /// Its money in custody.
    pub custody_fen: i64,
    /// What the services that it received were worth.
    pub services_value_fen: i64,
}

/// The people of an organisation.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Trained {
    /// Different persons of it who came to a training.
    pub trained: i64,
}

impl Dossier {
    /// Reads what is on record of an organisation.
    ///
    /// # Errors
    /// If there is none, or SQLite fails.
    pub fn read(db: &Db, id: i64, today: NaiveDate) -> anyhow::Result<Self> {
        let (kind, row) = get(db, ORG.code(id))?;
        let (code, name) = (ORG.code(id).to_string(), row.text("name")?);
        let events = timeline::timeline(db, id, &name)?;
        let standings = Shown::read(db, &STANDING, &Filter { org: Some(id), ..Filter::default() })?;
        let papers = Shown::papers(db, id, &events)?;
        let mut due = due::due(db, &cases::on(db, today)?, today, AHEAD, today)?;
        due.retain(|due| due.org.as_deref() == Some(&code));
        Ok(Self {
            org: records::json(kind, &row)?,
            state: row.opt_text("state")?,
            standings: standings.json,
            stay: Stay::latest(db, id)?,
            money: Money::read(db, id)?,
            people: Trained { trained: trained(db, &name)? },
            timeline: events,
            papers: papers.json,
            due,
            title: format!("{code} {name}"),
            facts: records::facts(kind, &row)?,
            tables: [standings.table, papers.table],
        })
    }

    /// As a person reads it.
    pub fn document(&self) -> Document {
        let mut document = Document::titled(self.title.clone());
        document.facts(self.facts.clone());
        let [standings, papers] = self.tables.clone();
        document.table(standings);
        if let Some(stay) = &self.stay {
            stay.tell(&mut document);
        }
        document.heading(tr!("资金和人员", "money and people"));
        let mut facts = self.money.facts();
        facts.push(Fact::new(tr!("参加过培训的人员", "persons trained"), self.people.trained));
        document.facts(facts);
        document.table(timeline::table(&self.timeline));
        document.table(papers);
        document.table(due::table(tr!("{AHEAD}日内到期和逾期事项", "due within {AHEAD} days"), &self.due));
        document
    }
}

impl Stay {
    fn latest(db: &Db, org: i64) -> anyhow::Result<Option<Self>> {
        let row = db.maybe(
            "SELECT incubation_id, entered_on, ended_on FROM case_file WHERE org_id = :org AND incubation_id IS NOT NULL
              ORDER BY entered_on DESC, incubation_id DESC LIMIT 1",
            named_params! {":org": org},
        )?;
        let Some(row) = row else { return Ok(None) };
        let id = row.int("incubation_id")?;
        let read = Coverage::read(db, &[id], None)?;
        let missing = read.missing(id);
        Ok(Some(Self {
            incubation: INCUBATION.code(id).to_string(),
            entered: row.date("entered_on")?,
            ended: if row.opt_text("ended_on")?.is_some() { Some(row.date("ended_on")?) } else { None },
            coverage: read.count(id),
            lacks: join(missing.iter().map(|id| read.name(id))),
            missing,
            comparison: dossier::comparison(db, id)?,
        }))
    }

    fn tell(&self, document: &mut Document) {
        document.heading(tr!("孵化 {stay}", "stay {stay}", stay = self.incubation));
        document.facts(vec![
            Fact::new(tr!("入壳日期", "entered"), self.entered),
            Fact::new(tr!("结束日期", "ended"), self.ended.map_or(Cell::Empty, Cell::Date)),
            Fact::new(tr!("已有的基本服务", "basic services had"), self.coverage),
            Fact::new(tr!("尚缺", "still missing"), self.lacks.as_str()),
        ]);
        let blocks: Vec<Block> = self.comparison.blocks();
        document.blocks.extend(blocks);
    }
}

impl Money {
    fn read(db: &Db, org: i64) -> anyhow::Result<Self> {
        let of = named_params! {":org": org};
        let vouchers = db.one(
            "SELECT coalesce(sum(amount_fen) FILTER (WHERE category = 'seed-fund' AND direction = 'out'), 0) AS seed,
                    coalesce(sum(amount_fen) FILTER (WHERE category = 'investment'), 0) AS invested,
                    coalesce(sum(CASE direction WHEN 'in' THEN amount_fen ELSE -amount_fen END) FILTER (WHERE source = 'custody'), 0) AS custody
               FROM voucher WHERE org_id = :org AND void_reason IS NULL",
            of,
        )?;
        let granted = db.one(
            "SELECT coalesce(sum(grant_fen), 0) AS fen FROM project WHERE org_id = :org AND on_date IS NOT NULL AND void_reason IS NULL",
            of,
        )?;
        let paid = db.one(
            "SELECT coalesce(sum(g.amount_fen), 0) AS fen FROM project p JOIN grant_payment g ON g.project_id = p.id
              WHERE p.org_id = :org AND p.void_reason IS NULL",
            of,
        )?;
        let services = db.one("SELECT coalesce(sum(amount_fen), 0) AS fen FROM service WHERE org_id = :org AND void_reason IS NULL", of)?;
        Ok(Self {
            seed_fen: vouchers.int("seed")?,
            granted_fen: granted.int("fen")?,
            paid_fen: paid.int("fen")?,
            invested_fen: vouchers.int("invested")?,
            custody_fen: vouchers.int("custody")?,
            services_value_fen: services.int("fen")?,
        })
    }

    fn facts(self) -> Vec<Fact> {
        let amounts = [
            (tr!("种子基金(元)", "seed fund (yuan)"), self.seed_fen),
            (tr!("核定资助(元)", "granted (yuan)"), self.granted_fen),
            (tr!("已拨资助(元)", "paid of grants (yuan)"), self.paid_fen),
            (tr!("创投投资(元)", "invested (yuan)"), self.invested_fen),
            (tr!("代管余额(元)", "in custody (yuan)"), self.custody_fen),
            (tr!("服务价值(元)", "value of services (yuan)"), self.services_value_fen),
        ];
        amounts.into_iter().map(|(name, fen)| Fact::new(name, Cell::Money(fen))).collect()
    }
}

/// How many different persons whose unit is an organisation came to trainings. A
/// unit is typed on a roster, so it is compared as names are.
fn trained(db: &Db, name: &str) -> anyhow::Result<i64> {
    let wanted = matching(name);
    let rows = db.all(
        "SELECT m.unit, count(*) AS n FROM person m
          WHERE m.unit IS NOT NULL AND m.void_reason IS NULL AND EXISTS (SELECT 1 FROM trained t WHERE t.person_id = m.id) GROUP BY m.unit",
        &[],
    )?;
    let mut sum = 0;
    for row in &rows {
        if matching(&row.text("unit")?) == wanted {
            sum += row.int("n")?;
        }
    }
    Ok(sum)
}
