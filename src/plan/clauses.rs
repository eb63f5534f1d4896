//! What the plan asks for, clause by clause, and what keeps it.

use serde::Deserialize;

use crate::tr;

/// A thing that the plan asks of somebody, or a passage that asks nothing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Its number, from 1.
    pub no: i64,
    /// The plan's clause.
    pub clause: String,
    /// Whether there is something to record.
    #[serde(default = "asks")]
    pub asks: bool,
    /// What is asked, in Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// The commands that keep it, with the flags that matter.
    #[serde(default)]
    pub commands: Vec<String>,
    /// The prefixes of the records that they make.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// The ids of the rules that hold it.
    #[serde(default)]
    pub rules: Vec<String>,
    /// The reports that show it.
    #[serde(default)]
    pub reports: Vec<String>,
}

fn asks() -> bool {
    true
}

/// What is wrong with them, if anything is.
pub(super) fn fault(clauses: &[Clause]) -> Option<String> {
    let bad = clauses.iter().find(|clause| clause.no < 1);
    bad.map(|clause| tr!("clause 的 no 应从1起,不是{no}", "the no of a clause must be 1 or more, not {no}", no = clause.no))
}
