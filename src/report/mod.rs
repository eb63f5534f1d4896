//! Figures and reports, read through `store`.

pub mod dossier;
pub mod scores;
