//! Charts as data. Only writers that can draw show them; the tables beside
//! them have the same numbers.

use serde::{Deserialize, Serialize};

use super::cell::Cell;

/// How the numbers are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// A bar a label, lying, the first on top.
    Bars,
}

/// Numbers of one thing, a cell a label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// What they are numbers of.
    pub name: String,
    /// The numbers; empty where there is none.
    pub values: Vec<Cell>,
}

/// A chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// How.
    pub shape: Shape,
    /// What the numbers are: `%`.
    pub unit: String,
    /// What each bar is about.
    pub labels: Vec<String>,
    /// One or several series.
    pub series: Vec<Series>,
    /// Where a line marks what is to be reached, in the same unit.
    pub mark: Option<Cell>,
}
