//! The file on disk: opening it, its schema, reading and writing rows.
//!
//! This is the only user of rusqlite. [`Db`] reads; [`Writer`] also writes and
//! is made only by the gate in `journal`. Rows are read by column name and
//! strictly: a value that is not what it should be is a fault, never a default.

pub mod back;
pub mod differ;
mod error;
pub mod field;
pub mod header;
pub mod kind;
pub mod kinds;
pub mod lookup;
pub mod memory;
mod open;
pub mod person;
pub mod personal;
pub mod plan;
pub mod record;
mod row;
pub mod schema;
mod shape;
mod wait;

pub use error::fault_of;
pub use open::{Db, Durability, Writer, create, open_read, open_write};
pub use row::{Row, Value};
pub use rusqlite::{ToSql, named_params};
