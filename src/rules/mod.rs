//! The plan's rules, a file each.
//!
//! A rule is one SQL query for the records that break it, with its clause and
//! what to say. The gate runs those that concern a change, over what it
//! touched, before the change is kept; `audit` runs all of them over a file.
//! There is no other place where a rule is decided.

mod engine;

mod apply_graduated;
mod apply_one_open;
mod dates_future;
mod dates_in_plan;
mod dates_order;
mod exit_once;
mod exit_order;
mod exit_project;
mod exit_registration;
mod exit_result;
mod exit_team;
mod exit_term;
mod follow_up_closed;
mod follow_up_early;
mod follow_up_graduated;
mod follow_up_late;
mod incubate_approved;
mod incubate_cap;
mod incubate_once;
mod personal_kept;
mod project_recipient;
mod project_source;
mod records_parent;
mod registration_check;
mod report_ended;
pub mod report_issued;
mod review_bodies;
mod review_conditions;
mod review_dates;
mod review_early;
mod review_late;
mod review_once;
mod review_order;
mod service_resident;
mod withdraw_last;
mod withdraw_open;

pub use engine::{Breach, Today, Touch, check_touched, check_whole};

use crate::fault::Kind;
use crate::i18n::Label;
use crate::store::Row;

/// How grave a breach is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Notice,
    /// A write goes through, with a warning.
    Warning,
    /// A write is refused.
    Error,
}

impl Severity {
    /// The id in JSON; its words are in [`crate::domain::terms::SEVERITY`].
    pub fn id(self) -> &'static str {
        match self {
            Severity::Notice => "notice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// Over what a rule is checked after a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The organisations that the change touched.
    Orgs,
    /// The touched rows of the watched tables, by code.
    Records,
    /// The touched rows of the watched tables, by table and id; everything, if a
    /// row of the table `unless` was touched.
    Rows {
        /// That table.
        unless: &'static str,
    },
    /// Everything: for rules over few rows whose breach may show elsewhere.
    Whole,
}

/// A rule of the plan.
pub struct Rule {
    /// Its id: what it is about, a dot, what it says.
    pub id: &'static str,
    /// The plan's clause.
    pub clause: &'static str,
    /// What a breach does.
    pub severity: Severity,
    /// Whether `--override REASON` may waive it.
    pub waivable: bool,
    /// The kind of fault: nearly always [`Kind::Rule`], exit 1.
    pub fault: Kind,
    /// What it demands, in a sentence.
    pub demand: Label,
    /// The tables whose changes may break it.
    pub watches: &'static [&'static str],
    /// Over what it is checked after a change.
    pub scope: Scope,
    /// The query for what breaks it. Its column `subject` is a record's code;
    /// the others are for `explain`. It must contain `{scope:EXPRESSION}` as a
    /// condition (unless the scope is the whole): the organisation's id, the
    /// record's code, or table and id. It may use `:today`.
    pub sql: &'static str,
    /// What is wrong with one of them, and what to do about it.
    pub explain: fn(&Row) -> anyhow::Result<String>,
}

/// Every rule, in the order in which breaches are shown.
pub static ALL: &[&Rule] = &[
    &dates_in_plan::RULE,
    &dates_future::RULE,
    &dates_order::RULE,
    &records_parent::RULE,
    &personal_kept::RULE,
    &registration_check::RULE,
    &apply_one_open::RULE,
    &apply_graduated::RULE,
    &review_order::RULE,
    &review_once::RULE,
    &review_dates::RULE,
    &review_conditions::RULE,
    &review_bodies::RULE,
    &review_early::RULE,
    &review_late::RULE,
    &incubate_approved::RULE,
    &incubate_once::RULE,
    &incubate_cap::RULE,
    &withdraw_open::RULE,
    &withdraw_last::RULE,
    &service_resident::RULE,
    &exit_order::RULE,
    &exit_once::RULE,
    &exit_term::RULE,
    &exit_registration::RULE,
    &exit_team::RULE,
    &exit_project::RULE,
    &exit_result::RULE,
    &follow_up_graduated::RULE,
    &follow_up_closed::RULE,
    &follow_up_early::RULE,
    &follow_up_late::RULE,
    &project_recipient::RULE,
    &project_source::RULE,
    &report_ended::RULE,
    &report_issued::RULE,
];

/// The rule of an id.
pub fn find(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|r| r.id == id)
}
