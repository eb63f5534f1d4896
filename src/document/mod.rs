//! Documents: what a command answers, as a value that writers write. Issued
//! reports keep theirs, so the form in which serde writes them is frozen.

pub mod csv;
pub mod table;

use serde::{Deserialize, Serialize};

/// How a column's cells lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A table.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Table {
    /// What it shows; may be empty.
    pub title: String,
    /// Headings.
    pub columns: Vec<(String, Align)>,
    /// Cells as a person reads them, as typed: writers clean them.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table. A heading that begins with `>` aligns to the right.
    pub fn new(title: impl Into<String>, headings: &[String]) -> Self {
        let columns = headings
            .iter()
            .map(|h| match h.strip_prefix('>') {
                Some(h) => (h.to_owned(), Align::Right),
                None => (h.clone(), Align::Left),
            })
            .collect();
        Self { title: title.into(), columns, rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }
}

/// A piece of a document.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Block {
    /// A line or several of words.
    Text(String),
    /// A table.
    Table(Table),
    /// Names and values, one a line.
    Facts(Vec<(String, String)>),
}

/// A document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Document {
    /// Its heading; may be empty.
    pub title: String,
    /// Its pieces, in order.
    pub blocks: Vec<Block>,
}

impl Document {
    /// A document with a heading.
    pub fn titled(title: impl Into<String>) -> Self {
        Self { title: title.into(), blocks: Vec::new() }
    }

    /// A document of one table.
    pub fn of(table: Table) -> Self {
        Self { title: String::new(), blocks: vec![Block::Table(table)] }
    }

    /// Adds words.
    pub fn text(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Text(text.into()));
    }

    /// Adds a table.
    pub fn table(&mut self, table: Table) {
        self.blocks.push(Block::Table(table));
    }

    /// Adds names and values.
    pub fn facts(&mut self, facts: Vec<(String, String)>) {
        self.blocks.push(Block::Facts(facts));
    }
}
