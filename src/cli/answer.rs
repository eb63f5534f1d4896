//! What a handler answers: a value for programs and a document for people.

use serde_json::Value as Json;

use crate::document::Document;

/// An answer.
pub struct Answer {
    /// The value, for JSON.
    pub json: Json,
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
        Ok(Self { json: serde_json::to_value(value)?, document, notes: Vec::new(), exit: 0 })
    }
}
