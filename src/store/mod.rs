//! The file on disk: opening it, its schema, reading and writing rows.
//!
//! This is the only user of rusqlite. [`Db`] reads; [`Writer`] also writes and
//! is made only by the gate in `journal`. Rows are read by column name and
//! strictly: a value that is not what it should be is a fault, never a default.
//!
//! | room | what it holds |
//! | --- | --- |
//! | [`connection`] | what every connection has, and its one transaction |
//! | [`schema`] | `schema.sql`, its comparison with a file's, its upgrades |
//! | [`file`] | a file as a whole: its header, opening, quarantine, sandbox, backup |
//! | [`images`] | row images of the journal: replayed, compared, reverted |
//! | [`records`] | kinds of record, their fields, reading and finding them |

mod batch;
pub mod busy;
mod capture;
pub mod connection;
pub mod effort;
mod error;
pub mod file;
pub mod images;
pub mod records;
mod row;
pub mod schema;

pub use batch::Batch;
pub use connection::{Db, Durability, Writer, next_id};
pub use error::{Verdict, fault_of, verdict};
pub use file::open::{create, open_any, open_own, open_read, open_write};
pub use row::{Row, Value};
pub use rusqlite::{ToSql, named_params};
