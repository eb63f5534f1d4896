//! Records: the kinds there are, their fields, reading and finding them.

pub mod field;
pub mod form;
pub mod kind;
pub mod kinds;
pub mod lookup;
pub mod merge;
pub mod person;
pub mod personal;
pub mod plan;
mod read;
pub mod registry;
pub mod search;
mod value;
pub mod whole;

pub use read::{Filter, day_of_new, each, get, related, word_field};
