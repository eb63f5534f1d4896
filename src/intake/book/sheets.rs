//! The sheets of a file, as every format's reader gives them.

use crate::intake::grid::{Budget, Grid};

/// A sheet as its format's reader gives it.
pub(super) struct Sheet {
    /// What a person calls it.
    pub(super) name: String,
    /// Whether it is not shown.
    pub(super) hidden: bool,
    /// Its cells.
    pub(super) grid: Grid,
}

/// The sheets of a file, and its format.
pub(super) struct Book {
    /// What the format is called.
    pub(super) format: &'static str,
    /// In the file's order.
    pub(super) sheets: Vec<Sheet>,
}

impl Book {
    /// Orders every sheet's cells.
    ///
    /// # Errors
    /// A fault if they hold too much.
    pub(super) fn finished(mut self, left: &mut Budget) -> anyhow::Result<Self> {
        self.sheets.iter_mut().try_for_each(|sheet| sheet.grid.finish(left))?;
        Ok(self)
    }
}
