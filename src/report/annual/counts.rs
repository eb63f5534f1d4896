//! How often a year's services, trainings and consultations were of which kind.

use serde::{Serialize, Serializer};

use crate::document::{Column, Table};
use crate::domain::date::iso;
use crate::domain::terms::{CONSULT_TOPIC, TRAINING_FORM, TRAINING_TOPIC};
use crate::i18n::{Label, label, pick};
use crate::report::figures::Span;
use crate::report::functions::Counts;
use crate::store::records::lookup;
use crate::store::{Db, named_params};
use crate::tr;

/// Deliveries of each basic service, in whatever form they stand on record.
#[derive(Clone, Debug)]
pub struct Services(Vec<(String, String, i64)>);

impl Services {
    pub(super) fn read(db: &Db, (from, to): Span) -> anyhow::Result<Self> {
        let rows = db.all(
            "SELECT service, count(*) AS n FROM service_fact WHERE on_date BETWEEN :from AND :to GROUP BY service",
            named_params! {":from": iso(from), ":to": iso(to)},
        )?;
        let mut all = Vec::new();
        for (id, zh, en) in lookup::plan_words(db, "basic_service")? {
            let mut n = 0;
            for row in &rows {
                if row.text("service")? == id {
                    n = row.int("n")?;
                }
            }
            let name = pick(&zh, &en).to_owned();
            all.push((id, name, n));
        }
        Ok(Self(all))
    }

    pub(super) fn table(&self) -> Table {
        let rows = self.0.iter().map(|(_, name, n)| (name.as_str(), *n));
        counted(label("基本服务", "services"), tr!("本年度基本服务(次)", "basic services of the year"), rows)
    }
}

impl Serialize for Services {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, _, n)| (id, n)))
    }
}

/// A year's trainings.
#[derive(Clone, Debug, Serialize)]
pub struct Trainings {
    /// By form.
    pub by_form: Counts,
    /// By topic; those without one are in none.
    pub by_topic: Counts,
    /// Coaching after trainings.
    pub coaching: i64,
}

impl Trainings {
    pub(super) fn read(db: &Db, (from, to): Span, coaching: i64) -> anyhow::Result<Self> {
        let days = named_params! {":from": iso(from), ":to": iso(to)};
        let forms = db.all(
            "SELECT form AS word, count(*) AS n FROM training WHERE on_date BETWEEN :from AND :to AND void_reason IS NULL GROUP BY form",
            days,
        )?;
        let topics = db.all(
            "SELECT topic AS word, count(*) AS n FROM training
              WHERE on_date BETWEEN :from AND :to AND topic IS NOT NULL AND void_reason IS NULL GROUP BY topic",
            days,
        )?;
        Ok(Self { by_form: Counts::of(&TRAINING_FORM, &forms)?, by_topic: Counts::of(&TRAINING_TOPIC, &topics)?, coaching })
    }

    pub(super) fn tables(&self) -> [Table; 2] {
        let forms = self.by_form.named(&TRAINING_FORM);
        let topics = self.by_topic.named(&TRAINING_TOPIC);
        [
            counted(label("培训形式", "forms"), tr!("培训按形式(期)", "trainings by form"), forms),
            counted(label("培训主题", "topics"), tr!("培训按主题(期)", "trainings by topic"), topics),
        ]
    }
}

/// A year's consultations.
#[derive(Clone, Debug, Serialize)]
pub struct Consultations {
    /// By topic.
    pub by_topic: Counts,
}

impl Consultations {
    pub(super) fn read(db: &Db, (from, to): Span) -> anyhow::Result<Self> {
        let rows = db.all(
            "SELECT topic AS word, count(*) AS n FROM consultation
              WHERE on_date BETWEEN :from AND :to AND void_reason IS NULL GROUP BY topic",
            named_params! {":from": iso(from), ":to": iso(to)},
        )?;
        Ok(Self { by_topic: Counts::of(&CONSULT_TOPIC, &rows)? })
    }

    pub(super) fn table(&self) -> Table {
        let topics = self.by_topic.named(&CONSULT_TOPIC);
        counted(label("咨询主题", "consultations"), tr!("咨询按主题(期)", "consultations by topic"), topics)
    }
}

/// What there was any of, as a table.
fn counted<'a>(name: Label, title: String, rows: impl Iterator<Item = (&'a str, i64)>) -> Table {
    let columns = vec![Column::label(tr!("内容", "what")), Column::number(tr!("数量", "n"))];
    let mut table = Table::new(name, columns).titled(title).if_any();
    rows.filter(|(_, n)| *n > 0).for_each(|(what, n)| table.row([what.into(), n.into()]));
    table
}
