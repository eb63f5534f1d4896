//! What a handler answers: a value for programs and a document for people.

use serde_json::Value as Json;

use crate::document::Document;

/// Makes a value when it is asked for.
type Later = Box<dyn FnOnce() -> anyhow::Result<Json>>;

/// An answer.
pub struct Answer {
    /// The value, for JSON.
    pub json: Json,
    /// The value, where it is costly and only programs ask for it.
    pub later: Option<Later>,
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
        Ok(Self { json: serde_json::to_value(value)?, later: None, document, notes: Vec::new(), exit: 0 })
    }

    /// An answer that is fine, with a value that is made when it is asked for.
    pub fn later(value: impl FnOnce() -> anyhow::Result<Json> + 'static, document: Document) -> Self {
        Self { json: Json::Null, later: Some(Box::new(value)), document, notes: Vec::new(), exit: 0 }
    }

    /// The value.
    ///
    /// # Errors
    /// What its making fails with.
    pub fn value(&mut self) -> anyhow::Result<Json> {
        self.later.take().map_or_else(|| Ok(self.json.take()), |later| later())
    }
}
