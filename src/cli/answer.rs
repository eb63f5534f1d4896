//! What a handler answers: a value for programs and a document for people.

use std::io::Write;

use serde_json::Value as Json;

use crate::document::{Document, Rows};

/// Records that are read as they are written: a value for programs, and rows for
/// the last table of the document.
pub trait Records: Rows {
    /// Writes them as JSON, without a line break at the end.
    ///
    /// # Errors
    /// If they cannot be read or written.
    fn json(&self, out: &mut dyn Write) -> anyhow::Result<()>;

    /// What is said of them once they were written, if anything is.
    fn note(&self) -> Option<String>;
}

/// An answer.
pub struct Answer {
    /// The value, for JSON.
    pub json: Json,
    /// What makes the value, where it is large: most answers are read as documents.
    pub later: Option<Box<dyn FnOnce() -> anyhow::Result<Json>>>,
    /// The value and the rows of the document's last table, where there may be many.
    pub records: Option<Box<dyn Records>>,
    /// The document, for every other form.
    pub document: Document,
    /// What a format has in the place of the document.
    pub made: Vec<(&'static str, Vec<u8>)>,
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
        Ok(Self { json: serde_json::to_value(value)?, later: None, records: None, document, made: Vec::new(), notes: Vec::new(), exit: 0 })
    }

    /// An answer that is fine, whose value is made if it is asked for.
    pub fn later(value: impl FnOnce() -> anyhow::Result<Json> + 'static, document: Document) -> Self {
        let later: Option<Box<dyn FnOnce() -> anyhow::Result<Json>>> = Some(Box::new(value));
        Self { json: Json::Null, later, records: None, document, made: Vec::new(), notes: Vec::new(), exit: 0 }
    }

    /// The value.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn value(&mut self) -> anyhow::Result<&Json> {
        if let Some(make) = self.later.take() {
            self.json = make()?;
        }
        Ok(&self.json)
    }

    /// An answer that is fine, of records that are read as they are written.
    pub fn records(records: impl Records + 'static, document: Document) -> Self {
        let records: Option<Box<dyn Records>> = Some(Box::new(records));
        Self { json: Json::Null, later: None, records, document, made: Vec::new(), notes: Vec::new(), exit: 0 }
    }
}
