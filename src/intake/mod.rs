//! Reading lists: encodings, headings, row errors.
//!
//! Three steps: [`book`] tells a file's format by what is in it, and makes cells
//! of a spreadsheet (`grid`); [`text`] makes text of bytes, never lossily, and
//! [`sheet`] cells of the text, each row with its line in the file; [`list`] finds
//! the headings ([`heading`]) of a [`form`] and what is nobody's row (`footer`),
//! and hands the cells of the rest on as they were meant ([`cells`]): [`roster`]
//! makes persons of them ([`entries`]), [`records`] keeps them as they are. What is
//! wrong with rows is collected in [`problems`].

pub mod book;
pub mod cells;
pub mod day;
pub mod entries;
pub mod find;
mod footer;
pub mod form;
mod grid;
pub mod heading;
pub mod list;
pub mod papers;
pub mod problems;
pub mod records;
pub mod rejects;
pub mod roster;
pub mod sheet;
pub mod text;
