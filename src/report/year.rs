//! An operating year, as reports name it.

use chrono::NaiveDate;
use serde::Serialize;

use crate::document::Fact;
use crate::domain::calendar::{Calendar, OperatingYear};
use crate::domain::period::Period;
use crate::i18n::pick;
use crate::store::{Db, named_params};
use crate::tr;

/// An operating year with its phase.
#[derive(Clone, Debug, Serialize)]
pub struct Year {
    /// Its number, from 1.
    pub no: i64,
    /// First day.
    pub start: NaiveDate,
    /// Last day, included.
    pub end: NaiveDate,
    /// The phase's id.
    pub phase: String,
    #[serde(skip)]
    phase_zh: String,
    #[serde(skip)]
    phase_en: String,
}

impl Year {
    /// The year numbered `no`.
    ///
    /// # Errors
    /// If there is none, or SQLite fails.
    pub fn read(db: &Db, no: i64) -> anyhow::Result<Self> {
        let row =
            db.one("SELECT no, start_on, end_on, phase, phase_zh, phase_en FROM operating_year WHERE no = :no", named_params! {":no": no})?;
        Ok(Self {
            no: row.int("no")?,
            start: row.date("start_on")?,
            end: row.date("end_on")?,
            phase: row.text("phase")?,
            phase_zh: row.text("phase_zh")?,
            phase_en: row.text("phase_en")?,
        })
    }

    /// The phase in words.
    pub fn phase_name(&self) -> &str {
        pick(&self.phase_zh, &self.phase_en)
    }

    /// Its number, days and phase.
    pub(super) fn facts(&self) -> Vec<Fact> {
        vec![
            Fact::new(tr!("运营年度", "operating year"), format!("Y{}", self.no)),
            Fact::new(tr!("年度首日", "year's first day"), self.start),
            Fact::new(tr!("年度末日", "year's last day"), self.end),
            Fact::new(tr!("阶段", "phase"), self.phase_name()),
        ]
    }

    /// The year in a line of prose.
    pub fn prose(&self) -> String {
        tr!(
            "Y{no}年度({start}至{end}),{phase}",
            "Y{no} ({start} to {end}), {phase}",
            no = self.no,
            start = self.start,
            end = self.end,
            phase = self.phase_name()
        )
    }
}

/// The operating year to which a period's report belongs: the one that holds
/// its last day, else the one that holds its first; `None` outside the plan.
pub fn of_period<'a>(calendar: &'a Calendar, period: &Period) -> Option<&'a OperatingYear> {
    calendar.year_of(period.end).or_else(|| calendar.year_of(period.start))
}
