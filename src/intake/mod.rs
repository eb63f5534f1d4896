//! Reading rosters: encodings, headings, row errors.
//!
//! Three steps: [`text`] makes text of a file's bytes, never lossily; [`sheet`]
//! makes cells of the text, each row with its line in the file; [`roster`]
//! makes persons of the cells ([`entries`]) and collects everything that is
//! wrong with them ([`problems`]).

pub mod entries;
pub mod problems;
pub mod roster;
pub mod sheet;
pub mod text;
