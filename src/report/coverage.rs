//! Which basic services stays had: what the view
//! `service_fact` has of their organisations while they lasted.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::date::iso;
use crate::i18n::pick;
use crate::store::records::lookup;
use crate::store::{Db, named_params};

/// The services that some stays had by a day, and the plan's.
pub struct Coverage {
    had: BTreeMap<i64, BTreeSet<String>>,
    services: Vec<(String, String, String)>,
}

impl Coverage {
    /// Reads those of some stays up to a day, or up to now.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db, stays: &[i64], until: Option<NaiveDate>) -> anyhow::Result<Self> {
        let until = until.map_or_else(|| "9999-12-31".to_owned(), iso);
        let mut had: BTreeMap<i64, BTreeSet<String>> = BTreeMap::new();
        for stay in stays {
            // By the organisation and the days themselves, which each arm of the view
            // finds by its index.
            let of =
                db.one("SELECT org_id, entered_on, ended_on FROM case_file WHERE incubation_id = :stay", named_params! {":stay": stay})?;
            let last = of.opt_text("ended_on")?.map_or(until.clone(), |ended| ended.min(until.clone()));
            db.each(
                "SELECT DISTINCT service FROM service_fact WHERE org_id = :org AND on_date BETWEEN :from AND :to",
                named_params! {":org": of.int("org_id")?, ":from": of.text("entered_on")?, ":to": last},
                |row| {
                    had.entry(*stay).or_default().insert(row.text("service")?);
                    Ok(())
                },
            )?;
        }
        Ok(Self { had, services: lookup::plan_words(db, "basic_service")? })
    }

    /// How many services a stay had.
    pub fn count(&self, stay: i64) -> usize {
        self.services.len() - self.missing(stay).len()
    }

    /// The services that a stay lacks, in the plan's order.
    pub fn missing(&self, stay: i64) -> Vec<String> {
        let had = self.had.get(&stay);
        let lacks = |id: &String| had.is_none_or(|had| !had.contains(id));
        self.services.iter().map(|(id, ..)| id).filter(|id| lacks(id)).cloned().collect()
    }

    /// A service's name.
    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.services.iter().find(|(code, ..)| code == id).map_or(id, |(_, zh, en)| pick(zh, en))
    }
}
