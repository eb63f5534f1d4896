//! Certificates of social work: the rate, what was gained, what must be renewed.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use crate::document::{Cell, Column, Document, Fact, Table};
use crate::domain::date::iso;
use crate::domain::function_terms::STANDING_VALUE;
use crate::domain::money::percent;
use crate::domain::quantity::{Tenths, decimal, hundredths_of_hours};
use crate::domain::terms::CATEGORY;
use crate::i18n::label;
use crate::report::scores::Points;
use crate::store::records::kinds::training::PERSON;
use crate::store::records::plan;
use crate::store::{Db, Row, named_params};
use crate::tr;

/// How many days ahead a renewal is shown.
const AHEAD: u64 = 90;

/// Persons in post by a day: their latest roster row as such, and their highest
/// certificate.
const RATE: &str = "
WITH latest AS (
  SELECT person_id, category FROM (
    SELECT a.person_id, a.category, row_number() OVER (PARTITION BY a.person_id ORDER BY t.on_date DESC, a.id DESC) AS nth
      FROM attendance a CROSS JOIN training t ON t.id = a.training_id
     WHERE a.void_reason IS NULL AND a.status = 'present' AND a.category IN ('certified', 'uncertified')
       AND t.void_reason IS NULL AND t.on_date <= :day)
   WHERE nth = 1),
held AS (
  SELECT person_id, max(rank) AS rank, max(until_on IS NULL OR until_on >= :day) AS registered
    FROM certificate_term WHERE on_date <= :day GROUP BY person_id),
post AS (SELECT person_id FROM latest UNION SELECT person_id FROM held)
SELECT count(*) AS in_post, coalesce(sum(h.rank IS NOT NULL OR l.category IS 'certified'), 0) AS certified,
       coalesce(sum(h.registered), 0) AS registered, coalesce(sum(h.rank = 1), 0) AS assistant,
       coalesce(sum(h.rank = 2), 0) AS social_worker, coalesce(sum(h.rank = 3), 0) AS senior,
       coalesce(sum(h.rank IS NULL AND l.category IS 'certified'), 0) AS unknown
  FROM post p LEFT JOIN latest l ON l.person_id = p.person_id LEFT JOIN held h ON h.person_id = p.person_id";

/// The registrations that end by a day, of each person that of the highest level
/// which ends last, with the hours of training in it.
const RENEWALS: &str = "
SELECT c.person_id, p.name, c.level, c.until_on, date(c.until_on, '+1 day', '-3 months', 'floor') AS from_on,
       (SELECT coalesce(sum(t.minutes), 0) FROM trained t
         WHERE t.person_id = c.person_id AND t.on_date BETWEEN c.from_on AND min(c.until_on, :day)) AS minutes,
       (SELECT m.value FROM parameter m
         WHERE m.name = CASE c.level WHEN 'assistant' THEN 'ce_hours_assistant' WHEN 'senior' THEN 'ce_hours_senior' ELSE 'ce_hours_worker' END) AS needed
  FROM (SELECT *, row_number() OVER (PARTITION BY person_id ORDER BY rank DESC, until_on DESC, standing_id DESC) AS nth
          FROM certificate_term WHERE on_date <= :day) c
  JOIN person p ON p.id = c.person_id
 WHERE c.nth = 1 AND c.until_on <= :horizon
 ORDER BY c.until_on, c.person_id";

/// The certificates that persons came by from one day to another; a renewal is none.
const GAINED: &str = "
SELECT c.person_id, p.name, c.level, c.on_date
  FROM certificate_term c JOIN person p ON p.id = c.person_id
 WHERE c.on_date BETWEEN :from AND :day
   AND NOT EXISTS (SELECT 1 FROM certificate_term e WHERE e.person_id = c.person_id AND e.level = c.level
                      AND (e.on_date, e.standing_id) < (c.on_date, c.standing_id))
 ORDER BY c.on_date, c.person_id";

/// The certificates on a day.
#[derive(Clone, Debug, Serialize)]
pub struct Certificates {
    /// The day.
    pub date: NaiveDate,
    /// Persons in post.
    pub in_post: i64,
    /// Those of them who ever had a certificate.
    pub certified: i64,
    /// In per cent; none if nobody is in post.
    pub percent: Option<Tenths>,
    /// Those whose registration runs.
    pub registered: i64,
    /// The certified by their highest level.
    pub levels: Levels,
    /// Who was trained in the operating year, up to the day.
    pub trained: TrainedBy,
    /// Certificates that persons came by in the operating year.
    pub gained: Vec<Gained>,
    /// Registrations that end soon, or have ended.
    pub renewals: Vec<Renewal>,
}

/// Persons by the level of their certificate.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Levels {
    /// Assistant social workers.
    pub assistant: i64,
    /// Social workers.
    pub social_worker: i64,
    /// Senior social workers.
    pub senior: i64,
    /// Certified by what a roster says alone.
    pub unknown: i64,
}

/// Person-times and persons by category.
#[derive(Clone, Debug, Serialize)]
pub struct TrainedBy {
    /// Of the category certified.
    pub certified: Trained,
    /// Of the category uncertified.
    pub uncertified: Trained,
}

/// Person-times, and distinct persons.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Trained {
    /// Person-times.
    pub person_times: i64,
    /// Persons.
    pub distinct: i64,
}

/// A certificate that somebody came by.
#[derive(Clone, Debug, Serialize)]
pub struct Gained {
    /// The person's code.
    pub person: String,
    /// The name.
    pub name: String,
    /// The level.
    pub level: String,
    /// The day.
    pub date: String,
}

/// A registration that must be renewed.
#[derive(Clone, Debug, Serialize)]
pub struct Renewal {
    /// The person's code.
    pub person: String,
    /// The name.
    pub name: String,
    /// The level.
    pub level: String,
    /// Its last day.
    pub until: String,
    /// Days from the day to that; below zero: it lapsed.
    pub days: i64,
    /// The first day on which it may be renewed.
    pub from: String,
    /// Hours of training in it.
    pub hours: Points,
    /// Hours that it asks for.
    pub hours_needed: i64,
}

/// The certificate rate on a day, and how many registrations must be renewed.
pub struct Rate {
    row: Row,
    /// Persons in post.
    pub in_post: i64,
    /// Those of them who ever had a certificate.
    pub certified: i64,
    /// In per cent; none if nobody is in post.
    pub percent: Option<Tenths>,
    /// Those whose registration runs.
    pub registered: i64,
    /// Registrations that end soon, or have ended.
    pub renewals: Vec<Renewal>,
}

impl Rate {
    /// Reads it on a day.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db, date: NaiveDate) -> anyhow::Result<Self> {
        let (day, horizon) = (iso(date), iso(date.checked_add_days(Days::new(AHEAD)).unwrap_or(date)));
        let row = db.one(RATE, named_params! {":day": day})?;
        let (in_post, certified, registered) = (row.int("in_post")?, row.int("certified")?, row.int("registered")?);
        let renewals = db.all(RENEWALS, named_params! {":day": day, ":horizon": horizon})?;
        let renewals = renewals.iter().map(|row| Renewal::of(row, date)).collect::<anyhow::Result<_>>()?;
        Ok(Self { in_post, certified, percent: percent(certified, in_post), registered, renewals, row })
    }
}

impl Certificates {
    /// Reads them on a day.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db, date: NaiveDate) -> anyhow::Result<Self> {
        let (day, from) = (iso(date), iso(plan::calendar(db)?.year_at(date).start));
        let Rate { row: rate, in_post, certified, percent, registered, renewals } = Rate::read(db, date)?;
        let trained = |category: &str| {
            let row = db.one(
                "SELECT count(*) AS person_times, count(DISTINCT person_id) AS persons FROM trained
                  WHERE category = :category AND on_date BETWEEN :from AND :day",
                named_params! {":category": category, ":from": from, ":day": day},
            )?;
            Ok::<_, anyhow::Error>(Trained { person_times: row.int("person_times")?, distinct: row.int("persons")? })
        };
        let gained = db.all(GAINED, named_params! {":from": from, ":day": day})?;
        Ok(Self {
            date,
            in_post,
            certified,
            percent,
            registered,
            levels: Levels {
                assistant: rate.int("assistant")?,
                social_worker: rate.int("social_worker")?,
                senior: rate.int("senior")?,
                unknown: rate.int("unknown")?,
            },
            trained: TrainedBy { certified: trained("certified")?, uncertified: trained("uncertified")? },
            gained: gained.iter().map(Gained::of).collect::<anyhow::Result<_>>()?,
            renewals,
        })
    }

    /// As a person reads it.
    pub fn document(&self) -> Document {
        let date = self.date;
        let mut document = Document::titled(tr!("社会工作职业水平证书,截至{date}", "Certificates of social work as of {date}"));
        let (in_post, certified, registered) = (self.in_post, self.certified, self.registered);
        let rate = self.percent.map_or_else(|| tr!("无", "none"), |p| format!("{p}%"));
        let sentence = tr!(
            "在岗{in_post}人,持证{certified}人,持证率{rate},登记有效{registered}人",
            "in post {in_post}, certified {certified}, rate {rate}, registered {registered}"
        );
        let names = [tr!("在岗", "in post"), tr!("持证", "certified"), tr!("登记有效", "registered")];
        let facts = names.into_iter().zip([in_post, certified, registered]).map(|(name, n)| Fact::new(name, n));
        document.said(sentence, facts.chain([Fact::new(tr!("持证率", "rate"), rate.as_str())]).collect());
        document.table(self.level_table());
        document.table(self.trained_table());
        let (person, level) = (|| Column::label(tr!("人员", "person")), || Column::words(tr!("级别", "level")));
        let columns = vec![person(), level(), Column::date(tr!("日期", "date"))];
        let mut table =
            Table::new(label("本年度取证", "gained"), columns).titled(tr!("本运营年度取证", "gained in the operating year")).if_any();
        for g in &self.gained {
            table.row([format!("{} {}", g.person, g.name).into(), STANDING_VALUE.text(&g.level).into(), g.date.as_str().into()]);
        }
        document.table(table);
        let columns = vec![
            person(),
            level(),
            Column::date(tr!("登记至", "until")),
            Column::number(tr!("剩余天数", "days left")),
            Column::date(tr!("可续期自", "renew from")),
            Column::number(tr!("学时", "hours")),
            Column::number(tr!("应修学时", "hours needed")),
        ];
        let mut table = Table::new(label("续期", "renewals"), columns).titled(tr!("须续期", "to be renewed")).if_any();
        for r in &self.renewals {
            table.row([
                format!("{} {}", r.person, r.name).into(),
                STANDING_VALUE.text(&r.level).into(),
                r.until.as_str().into(),
                r.days.into(),
                r.from.as_str().into(),
                decimal(r.hours.0).into(),
                r.hours_needed.into(),
            ]);
        }
        document.table(table);
        document
    }

    fn level_table(&self) -> Table {
        let columns = vec![Column::label(tr!("最高级别", "highest level")), Column::number(tr!("人数", "persons"))];
        let mut table = Table::new(label("级别", "levels"), columns).titled(tr!("持证人员的级别", "the certified by level"));
        let Levels { assistant, social_worker, senior, unknown } = self.levels;
        for (level, n) in [("assistant", assistant), ("social-worker", social_worker), ("senior", senior)] {
            table.row([STANDING_VALUE.text(level).into(), n.into()]);
        }
        table.row([Cell::from(tr!("签到表所记,级别不详", "by a roster, level unknown")), unknown.into()]);
        table
    }

    fn trained_table(&self) -> Table {
        let columns = vec![
            Column::label(tr!("类别", "category")),
            Column::number(tr!("人次", "person-times")),
            Column::number(tr!("人数", "persons")),
        ];
        let title = tr!("本运营年度培训", "trained in the operating year");
        let mut table = Table::new(label("培训", "trained"), columns).titled(title);
        for (category, t) in [("certified", &self.trained.certified), ("uncertified", &self.trained.uncertified)] {
            table.row([CATEGORY.text(category).into(), t.person_times.into(), t.distinct.into()]);
        }
        table
    }
}

impl Gained {
    fn of(row: &Row) -> anyhow::Result<Self> {
        let person = PERSON.code(row.int("person_id")?).to_string();
        Ok(Self { person, name: row.text("name")?, level: row.text("level")?, date: row.text("on_date")? })
    }
}

impl Renewal {
    fn of(row: &Row, day: NaiveDate) -> anyhow::Result<Self> {
        Ok(Self {
            person: PERSON.code(row.int("person_id")?).to_string(),
            name: row.text("name")?,
            level: row.text("level")?,
            until: row.text("until_on")?,
            days: (row.date("until_on")? - day).num_days(),
            from: row.text("from_on")?,
            hours: Points(hundredths_of_hours(row.int("minutes")?)),
            hours_needed: row.int("needed")?,
        })
    }
}
