//! The plan's rules, a file a subject.
//!
//! A rule is one SQL query for the records that break it, with its clause and
//! what to say. The gate runs those that concern a change, over what it
//! touched, before the change is kept; `audit` runs all of them over a file.
//! There is no other place where a rule is decided.

mod engine;

mod activity;
mod apply;
mod budget;
mod certificate;
mod dates;
mod evaluate;
mod exit;
mod fee;
mod finance;
mod follow_up;
mod hub;
mod incubate;
mod operator;
mod period;
mod project;
mod project_steps;
mod records;
mod repeated;
mod report;
pub mod report_issued;
mod resource;
mod review;
mod service;
mod space;
mod standing;
mod withdraw;

pub use engine::{Breach, Today, Touched, check_touched, check_whole};
pub use repeated::doubles;

use crate::fault::Kind;
use crate::i18n::{Label, pick};
use crate::store::Row;

pub use crate::domain::terms::Severity;
use crate::domain::terms::Vocabulary;

impl Rule {
    /// The tables whose changes may break it.
    pub fn watches(&self) -> Vec<&'static str> {
        match self.query {
            Query::Sql { watches, .. } => watches.to_vec(),
            Query::Made { watches, .. } => watches(),
            Query::Kinds(arms) => arms().iter().map(|arm| arm.table).collect(),
        }
    }
}

/// Over what a query is run after a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The organisations that the change touched.
    Orgs,
    /// The touched rows of the watched tables, by code.
    Records,
    /// The touched rows of the watched tables, by table and id, and what goes
    /// `along`; everything, if a row of the table `unless` was touched.
    Rows {
        /// That table.
        unless: &'static str,
        /// A whole and its rows, if there are: one of them touched, all are looked at.
        along: Option<Along>,
    },
    /// Everything: for rules over few rows whose breach may show elsewhere.
    Whole,
}

/// Rows that belong to a whole, on which depends what each of them counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Along {
    /// The table of the whole.
    pub whole: &'static str,
    /// The table of its rows.
    pub rows: &'static str,
    /// The column of a row that points to the whole.
    pub column: &'static str,
}

/// What finds the records that break a rule. A column `subject` is the record's
/// code; the others are for `explain`. A query contains `{scope:EXPRESSION}` as
/// a condition, unless its scope is the whole. It may use `:today`.
///
/// Of a rule that may be waived a column `breach` says in one text how it is
/// broken, by values that a touched row of the watched tables alone can change.
/// It is left out only where the subject says that by itself.
pub enum Query {
    /// One query. Its scope's EXPRESSION is the organisation's id, the record's
    /// code, or table and id.
    Sql {
        /// The tables whose changes may break the rule.
        watches: &'static [&'static str],
        /// Over what it is run.
        scope: Scope,
        /// Its text.
        sql: &'static str,
    },
    /// One query whose text follows from a list that stands elsewhere.
    Made {
        /// The tables whose changes may break the rule.
        watches: fn() -> Vec<&'static str>,
        /// Over what it is run.
        scope: Scope,
        /// Its text.
        sql: fn() -> String,
    },
    /// A query a kind of record, so that a kind that is new is held to the rule
    /// too, and an index serves each.
    Kinds(fn() -> Vec<Arm>),
}

/// A query that may join `stage (no, code)`, the stages in their order.
fn staged(stages: &Vocabulary, query: &str) -> String {
    let rows: Vec<String> = stages.terms.iter().zip(1..).map(|(stage, no)| format!("({no}, '{}')", stage.id)).collect();
    format!("WITH stage (no, code) AS (VALUES {}) {query}", rows.join(", "))
}

/// SQL for the first day at whose end a running sum is below zero: of the rows
/// `flow (purse, on_date, fen, id)` one row a purse, `fen` the sum on that day
/// and `id` the last of its rows that lowers it.
fn first_below_zero(flow: &str) -> String {
    format!(
        "SELECT purse, on_date, fen, id FROM (
           SELECT *, row_number() OVER (PARTITION BY purse ORDER BY on_date) AS nth FROM (
             SELECT purse, on_date, sum(sum(fen)) OVER (PARTITION BY purse ORDER BY on_date) AS fen, max(CASE WHEN fen < 0 THEN id END) AS id
               FROM ({flow}) GROUP BY purse, on_date)
            WHERE fen < 0)
          WHERE nth = 1"
    )
}

/// A query of [`Query::Kinds`], run over the touched rows of one table.
pub struct Arm {
    /// The table.
    pub table: &'static str,
    /// Its text; the EXPRESSION of its scope is the row's id.
    pub sql: String,
    /// Whether a check of the whole file needs it: another arm may find the same.
    pub whole: bool,
}

/// The clause of what any bookkeeping asks, whatever the plan.
pub const BOOKKEEPING: &str = "记账通则";

impl Rule {
    /// Its clause as it is shown: the plan's by number, the others in words.
    pub fn clause(&self) -> &'static str {
        if self.clause == BOOKKEEPING { pick(BOOKKEEPING, "bookkeeping") } else { self.clause }
    }
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
    /// What finds them.
    pub query: Query,
    /// What is wrong with one of them, and what to do about it.
    pub explain: fn(&Row) -> anyhow::Result<String>,
}

/// Every rule, subject by subject, in the order in which breaches are shown.
static SUBJECTS: &[&[Rule]] = &[
    dates::RULES,
    records::RULES,
    repeated::RULES,
    apply::RULES,
    review::RULES,
    incubate::RULES,
    withdraw::RULES,
    service::RULES,
    exit::RULES,
    follow_up::RULES,
    evaluate::RULES,
    space::RULES,
    project_steps::RULES,
    project::RULES,
    finance::RULES,
    budget::RULES,
    period::RULES,
    operator::RULES,
    fee::RULES,
    standing::RULES,
    certificate::RULES,
    activity::RULES,
    hub::RULES,
    resource::RULES,
    report::RULES,
    report_issued::RULES,
];

/// Every rule, in that order.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    SUBJECTS.iter().copied().flatten()
}

/// Whether a rule is asked when something is written. What may have been recorded
/// twice is an audit's to tell: it takes a look at everything.
pub fn at_the_gate(rule: &Rule) -> bool {
    rule.severity != Severity::Notice || repeated::RULES.iter().all(|of_audits| of_audits.id != rule.id)
}

/// The rule of an id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|r| r.id == id)
}
