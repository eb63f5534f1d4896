//! Reading rosters: encodings, headings, row errors.
//!
//! Three steps: [`text`] makes text of a file's bytes, never lossily; [`sheet`]
//! makes cells of the text, each row with its line in the file; [`roster`] finds
//! the headings ([`heading`]) and what is nobody's row ([`footer`]), makes persons
//! of the rest ([`entries`]) and collects everything that is wrong with them
//! ([`problems`]).

pub mod entries;
mod footer;
pub mod heading;
pub mod papers;
pub mod problems;
pub mod roster;
pub mod sheet;
pub mod text;
