//! The indicators: what the yearly targets count, declared once.
//!
//! The view `indicator_fact` in `schema.sql` has an arm for each (a test compares
//! them). From the declaration follow which ids a plan file may use, what of an
//! issued report a correction alters, and which entries `report diff` names.

/// Whether only the first record of an organisation counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    /// Every record counts.
    All,
    /// The first one ever, 三(二)1.2).
    Ever,
    /// The first one of each operating year, 二.
    OfYear,
}

/// What a record adds to the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Itself.
    One,
    /// The persons of its roster who count, else its headcount, 三(二)1.4).
    Persons,
}

/// An indicator.
#[derive(Clone, Copy, Debug)]
pub struct Indicator {
    /// Its id, in plan files and JSON.
    pub id: &'static str,
    /// The table whose records count, dated by `on_date`.
    pub table: &'static str,
    /// A column and the word that it must have, if not every record counts.
    pub only: Option<(&'static str, &'static str)>,
    /// Whether only an organisation's first counts.
    pub first: First,
    /// What one adds.
    pub quantity: Quantity,
}

const fn each(id: &'static str, table: &'static str) -> Indicator {
    Indicator { id, table, only: None, first: First::All, quantity: Quantity::One }
}

/// The indicator that counts persons: those who were trained.
pub const TRAINEES: &str = "trainees";

/// Every indicator, in the contract's order.
pub static INDICATORS: &[Indicator] = &[
    each("incubated", "incubation"),
    Indicator { first: First::Ever, ..each("filed", "filing") },
    each("trainings", "training"),
    Indicator { quantity: Quantity::Persons, ..each(TRAINEES, "training") },
    each("consultations", "consultation"),
    each("projects", "project"),
    Indicator { only: Some(("kind", "upgraded")), first: First::OfYear, ..each("upgraded", "recognition") },
    Indicator { only: Some(("kind", "brand")), first: First::OfYear, ..each("brands", "recognition") },
];

/// The indicator of an id.
pub fn find(id: &str) -> Option<&'static Indicator> {
    INDICATORS.iter().find(|i| i.id == id)
}

/// Their ids, in order.
pub fn ids() -> Vec<&'static str> {
    INDICATORS.iter().map(|i| i.id).collect()
}
