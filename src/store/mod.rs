//! The file on disk: opening it, its schema, reading and writing rows.
//!
//! This is the only user of rusqlite. [`Db`] reads; [`Writer`] also writes and
//! is made only by the gate in `journal`. Rows are read by column name and
//! strictly: a value that is not what it should be is a fault, never a default.

pub mod back;
pub mod backup;
pub mod differ;
mod error;
pub mod field;
pub mod given;
pub mod guarded;
pub mod header;
pub mod kind;
pub mod kinds;
pub mod likeness;
pub mod lookup;
pub mod memory;
pub mod migrate;
mod open;
pub mod person;
pub mod personal;
pub mod plan;
pub mod record;
mod row;
pub mod schema;
mod shape;
#[cfg(any(test, feature = "trial-format"))]
pub(crate) mod trial;
mod wait;

pub use error::{Verdict, fault_of, verdict};
pub use open::{Db, Durability, Writer, create, open_any, open_read, open_write};
pub use row::{Row, Value};
pub use rusqlite::{ToSql, named_params};
