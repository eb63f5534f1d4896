//! Reading rosters: encodings, headings, row errors.
//!
//! Three steps: [`book`] tells a file's format by what is in it, and makes cells
//! of a spreadsheet (`grid`); [`text`] makes text of bytes, never lossily, and
//! [`sheet`] cells of the text, each row with its line in the file; [`roster`] finds
//! the headings ([`heading`]) and what is nobody's row ([`footer`]), makes persons
//! of the rest ([`entries`]) and collects everything that is wrong with them
//! ([`problems`]).

pub mod book;
pub mod entries;
mod footer;
mod grid;
pub mod heading;
pub mod papers;
pub mod problems;
pub mod rejects;
pub mod roster;
pub mod sheet;
pub mod text;
