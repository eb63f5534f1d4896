//! Figures and reports: read into typed values, shown as documents.
//!
//! A report is a struct. Serialised it is the command's JSON; its `document`
//! is what a person reads. Every figure comes from [`figures`], so that a
//! report, a target and a list of evidence cannot disagree.

pub mod annual;
pub mod application_form;
pub mod budget;
pub mod cases;
pub mod certificates;
pub mod clauses;
pub mod coverage;
pub mod dossier;
pub mod due;
pub mod evidence;
pub mod exchange;
pub mod exit_certificate;
pub mod figures;
pub mod finance;
pub mod functions;
pub mod fund;
pub mod issued;
pub mod issued_diff;
mod issued_figures;
pub mod ledger;
pub mod marks;
pub mod money;
pub mod money_diff;
pub mod operations;
pub mod operator;
pub mod operator_pages;
pub mod org;
pub mod periodic;
pub mod plan;
pub mod recorded;
pub mod records;
pub mod rollup;
pub mod scores;
pub mod sections;
pub mod space;
pub mod statement;
pub mod submissions;
pub mod targets;
pub mod timeline;
pub mod year;
