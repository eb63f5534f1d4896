//! Figures and reports as documents.
