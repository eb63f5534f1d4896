//! What a handler answers: a value for programs and a document for people.

use serde_json::Value as Json;

use super::json_list::List;
use crate::document::{Document, Rows};

/// Records that are read as they are written: values for programs, and rows for
/// the one table of the document.
pub trait Records: Rows {
    /// Writes each value, in order.
    ///
    /// # Errors
    /// If they cannot be read or written.
    fn values(&self, list: &mut List<'_>) -> anyhow::Result<()>;

    /// What is said of them once they were written.
    fn note(&self) -> String;
}

/// An answer.
pub struct Answer {
    /// The value, for JSON.
    pub json: Json,
    /// The value and the rows of the document's table, where there may be many.
    pub records: Option<Box<dyn Records>>,
    /// The document, for every other form.
    pub document: Document,
    /// Lines for standard error.
    pub notes: Vec<String>,
    /// The exit code: 1 if the answer is no.
    pub exit: i32,
}

impl Answer {
    /// An answer that is fine.
    ///
    /// # Errors
    /// If the value cannot be JSON, which is a bug.
    pub fn new(value: impl serde::Serialize, document: Document) -> anyhow::Result<Self> {
        Ok(Self { json: serde_json::to_value(value)?, records: None, document, notes: Vec::new(), exit: 0 })
    }

    /// An answer that is fine, of records that are read as they are written.
    pub fn records(records: impl Records + 'static, document: Document) -> Self {
        let records: Option<Box<dyn Records>> = Some(Box::new(records));
        Self { json: Json::Null, records, document, notes: Vec::new(), exit: 0 }
    }
}
