//! What the verbs of organisations do besides making a record.

pub mod add;
pub mod register;
