//! Many rows of one table inserted by few statements: a statement with triggers
//! costs about as much to begin as a row does.

use serde::Serialize;

use super::{Writer, named_params};

/// Rows of one statement at most.
const ROWS: usize = 1_000;

/// Bytes of JSON after which a statement is run although it could take more rows.
const BYTES: usize = 1 << 20;

/// Rows on their way into a table. Those that [`Batch::finish`] never saw are
/// not inserted.
#[must_use = "the last rows are inserted by finish"]
pub struct Batch {
    table: &'static str,
    sql: String,
    rows: Vec<u8>,
    count: usize,
}

impl Batch {
    /// Rows of a table, with the columns that each row has in this order, the id
    /// among them. Table and columns are constants of the program, never input.
    pub fn into(table: &'static str, columns: &[&'static str]) -> Self {
        let values: Vec<String> = (0..columns.len()).map(|i| format!("value ->> {i}")).collect();
        let sql = format!("INSERT INTO {table} ({}) SELECT {} FROM json_each(:rows)", columns.join(", "), values.join(", "));
        Self { table, sql, rows: Vec::new(), count: 0 }
    }

    /// Adds a row: a tuple of whole numbers and texts, a value a column.
    ///
    /// # Errors
    /// If SQLite fails; what is wrong with a row may show at a later one.
    pub fn add(&mut self, w: &Writer, row: &impl Serialize) -> anyhow::Result<()> {
        self.rows.push(if self.count == 0 { b'[' } else { b',' });
        serde_json::to_writer(&mut self.rows, row)?;
        self.count += 1;
        if self.count < ROWS && self.rows.len() < BYTES { Ok(()) } else { self.flush(w) }
    }

    /// Inserts what is left.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn finish(mut self, w: &Writer) -> anyhow::Result<()> {
        self.flush(w)
    }

    fn flush(&mut self, w: &Writer) -> anyhow::Result<()> {
        if self.count == 0 {
            return Ok(());
        }
        self.rows.push(b']');
        let rows = std::str::from_utf8(&self.rows)?;
        w.execute(self.table, &self.sql, named_params! {":rows": rows})?;
        self.rows.clear();
        self.count = 0;
        Ok(())
    }
}
