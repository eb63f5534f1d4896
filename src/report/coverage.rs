//! Which basic services stays had: the one reader of the view `stay_service`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::date::iso;
use crate::i18n::pick;
use crate::store::records::lookup;
use crate::store::{Db, named_params};

/// The services that each stay had by a day, and the plan's.
pub struct Coverage {
    had: BTreeMap<i64, BTreeSet<String>>,
    services: Vec<(String, String, String)>,
}

impl Coverage {
    /// Reads those of every stay up to a day, or up to now.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db, until: Option<NaiveDate>) -> anyhow::Result<Self> {
        let until = until.map_or_else(|| "9999-12-31".to_owned(), iso);
        let mut had: BTreeMap<i64, BTreeSet<String>> = BTreeMap::new();
        db.each(
            "SELECT DISTINCT incubation_id, service FROM stay_service WHERE on_date <= :until",
            named_params! {":until": until},
            |row| {
                had.entry(row.int("incubation_id")?).or_default().insert(row.text("service")?);
                Ok(())
            },
        )?;
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
