//! What a handler answers: a value for programs and a document for people.

use serde_json::Value as Json;

use crate::document::{Document, Rows};

/// Makes a value when it is asked for.
type Later = Box<dyn FnOnce() -> anyhow::Result<Json>>;

/// Records that are read as they are written: values for programs, and rows for
/// the one table of the document.
pub trait Records: Rows {
    /// Hands on each value, in order.
    ///
    /// # Errors
    /// If they cannot be read, or what `each` fails with.
    fn values(&self, each: &mut dyn FnMut(Json) -> anyhow::Result<()>) -> anyhow::Result<()>;

    /// What is said of them once they were written.
    fn note(&self) -> String;
}

/// An answer.
pub struct Answer {
    /// The value, for JSON.
    pub json: Json,
    /// The value, where it is costly and only programs ask for it.
    pub later: Option<Later>,
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
        Ok(Self { json: serde_json::to_value(value)?, later: None, records: None, document, notes: Vec::new(), exit: 0 })
    }

    /// An answer that is fine, with a value that is made when it is asked for.
    pub fn later(value: impl FnOnce() -> anyhow::Result<Json> + 'static, document: Document) -> Self {
        Self { json: Json::Null, later: Some(Box::new(value)), records: None, document, notes: Vec::new(), exit: 0 }
    }

    /// An answer that is fine, of records that are read as they are written.
    pub fn records(records: impl Records + 'static, document: Document) -> Self {
        let records: Option<Box<dyn Records>> = Some(Box::new(records));
        Self { json: Json::Null, later: None, records, document, notes: Vec::new(), exit: 0 }
    }

    /// The value.
    ///
    /// # Errors
    /// What its making fails with.
    pub fn value(&mut self) -> anyhow::Result<Json> {
        self.later.take().map_or_else(|| Ok(self.json.take()), |later| later())
    }
}
