//! A spreadsheet's cells, kept close together: there may be millions.

use std::collections::BTreeSet;

use csv::StringRecord;

use super::sheet::{Kind, MAX_ROWS, Notes, Row, SEARCHED, cell_name};
use super::text::MAX_BYTES;
use crate::domain::text::visible;
use crate::fault::Fault;
use crate::tr;

/// The most cells that hold something, of all sheets of a file.
const MAX_CELLS: usize = 8_000_000;

/// The last column that may hold something.
const MAX_COLUMNS: usize = 512;

/// How much may still be read of a file.
#[derive(Debug)]
pub struct Budget {
    cells: usize,
    bytes: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { cells: MAX_CELLS, bytes: usize::try_from(MAX_BYTES).unwrap_or(usize::MAX) }
    }
}

impl Budget {
    /// Takes so many cells and bytes from what is left.
    ///
    /// # Errors
    /// [`Fault`] (input) if there is not so much left.
    pub fn spend(&mut self, cells: usize, bytes: usize) -> anyhow::Result<()> {
        match (self.cells.checked_sub(cells), self.bytes.checked_sub(bytes)) {
            (Some(cells), Some(bytes)) => {
                (self.cells, self.bytes) = (cells, bytes);
                Ok(())
            }
            _ => too_large(tr!("单元格或文字太多,超过上限", "it has more cells or text than the limit")),
        }
    }
}

/// The refusal of a file that holds, or says that it holds, too much.
///
/// # Errors
/// Always.
pub fn too_large<T>(what: String) -> anyhow::Result<T> {
    Fault::input(what)
        .hint(tr!("删去用不到的行、列和工作表,或分成几个文件", "delete rows, columns and sheets not needed, or part the file"))
        .err()
}

/// A cell that holds something; its text stands in [`Grid::text`].
#[derive(Clone, Copy, Debug)]
struct Kept {
    row: u32,
    column: u16,
    kind: Kind,
    from: u32,
    long: u32,
}

/// Cells that were made one: the first and the last row, and the columns.
#[derive(Clone, Copy, Debug)]
pub struct Merge {
    /// Its rows, from 0.
    pub rows: (usize, usize),
    /// Its columns, from 0.
    pub columns: (usize, usize),
}

/// A sheet's cells. Rows and columns count from 0.
#[derive(Debug, Default)]
pub struct Grid {
    text: String,
    cells: Vec<Kept>,
    merges: Vec<Merge>,
    /// Rows and columns of cells whose merge goes on in the row below.
    deep: BTreeSet<(u32, u16)>,
    hidden: BTreeSet<u32>,
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn narrow(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

impl Grid {
    /// Puts a cell; one in which nothing is seen is left out, wherever it is.
    ///
    /// # Errors
    /// [`Fault`] (input) if it lies beyond every list, or the budget is spent.
    pub fn put(&mut self, row: usize, column: usize, text: &str, kind: Kind, left: &mut Budget) -> anyhow::Result<()> {
        if visible(text).is_empty() {
            return Ok(());
        }
        if row > MAX_ROWS + SEARCHED || column >= MAX_COLUMNS {
            let (cell, most) = (cell_name(row, column), MAX_COLUMNS);
            return too_large(tr!(
                "单元格 {cell} 有内容,超出了可读的范围({MAX_ROWS}行、{most}列)",
                "cell {cell} holds something, beyond the {MAX_ROWS} rows and {most} columns that are read"
            ));
        }
        left.spend(1, text.len())?;
        let from = small(self.text.len());
        self.text.push_str(text);
        self.cells.push(Kept { row: small(row), column: narrow(column), kind, from, long: small(text.len()) });
        Ok(())
    }

    /// Notes a merge.
    ///
    /// # Errors
    /// [`Fault`] (input) if the budget is spent.
    pub fn merge(&mut self, merge: Merge, left: &mut Budget) -> anyhow::Result<()> {
        left.spend(1, 0)?;
        self.merges.push(merge);
        Ok(())
    }

    /// Notes that a row is not shown.
    ///
    /// # Errors
    /// [`Fault`] (input) if the budget is spent.
    pub fn hide(&mut self, row: usize, left: &mut Budget) -> anyhow::Result<()> {
        left.spend(1, 0)?;
        self.hidden.insert(small(row));
        Ok(())
    }

    /// Whether no cell holds anything.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Orders the cells, and copies what was merged down to each of its rows.
    ///
    /// # Errors
    /// [`Fault`] (input) if the budget is spent.
    pub fn finish(&mut self, left: &mut Budget) -> anyhow::Result<()> {
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
        self.cells.dedup_by_key(|cell| (cell.row, cell.column));
        let last = self.cells.last().map_or(0, |cell| cell.row);
        let mut copied = Vec::new();
        for Merge { rows: (from, to), columns: (column, _) } in self.merges.iter().copied().filter(|merge| merge.rows.0 < merge.rows.1) {
            let place = (small(from), narrow(column));
            let Ok(at) = self.cells.binary_search_by_key(&place, |cell| (cell.row, cell.column)) else { continue };
            let cell = self.cells[at];
            for row in cell.row..small(to).min(last) {
                left.spend(1, 0)?;
                self.deep.insert((row, cell.column));
                copied.push(Kept { row: row + 1, ..cell });
            }
        }
        // What lies under a merge is seen by nobody: the copy goes first.
        copied.append(&mut self.cells);
        copied.sort_by_key(|cell| (cell.row, cell.column));
        copied.dedup_by_key(|cell| (cell.row, cell.column));
        self.cells = copied;
        self.merges.retain(|merge| merge.columns.0 < merge.columns.1);
        self.merges.sort_by_key(|merge| merge.rows);
        Ok(())
    }

    /// Hands the rows that hold something on, all of one width.
    ///
    /// # Errors
    /// What `each` fails with.
    pub fn rows(&self, mut each: impl FnMut(Row<'_>) -> anyhow::Result<()>) -> anyhow::Result<()> {
        let width = self.cells.iter().map(|cell| usize::from(cell.column) + 1).max().unwrap_or(0);
        let mut merges = self.merges.iter().peekable();
        for cells in self.cells.chunk_by(|a, b| a.row == b.row) {
            let row = cells[0].row;
            let mut record = StringRecord::new();
            let mut notes = Notes { of_sheet: true, hidden: self.hidden.contains(&row), ..Notes::default() };
            let mut rest = cells.iter().peekable();
            for column in 0..width {
                let Some(cell) = rest.next_if(|cell| usize::from(cell.column) == column) else {
                    record.push_field("");
                    continue;
                };
                let from = cell.from as usize;
                record.push_field(&self.text[from..from + cell.long as usize]);
                if cell.kind != Kind::Plain {
                    notes.kinds.push((column, cell.kind));
                }
            }
            notes.deep = self.deep.range((row, 0)..=(row, u16::MAX)).map(|(_, column)| usize::from(*column)).collect();
            while let Some(merge) = merges.next_if(|merge| merge.rows.0 <= row as usize) {
                let across = merge.columns.1 - merge.columns.0 + 1;
                if merge.rows.0 == row as usize {
                    notes.across = notes.across.max(across);
                }
            }
            each(Row { line: row as usize + 1, cells: &record, notes: &notes })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(cells: &[(usize, usize, &str)], merges: &[Merge]) -> Grid {
        let (mut grid, mut left) = (Grid::default(), Budget::default());
        cells.iter().for_each(|(row, column, text)| grid.put(*row, *column, text, Kind::Plain, &mut left).expect("room"));
        merges.iter().for_each(|merge| grid.merge(*merge, &mut left).expect("room"));
        grid.finish(&mut left).expect("room");
        grid
    }

    #[test]
    fn a_merge_is_copied_down_and_covers_what_lies_under_it() {
        let merge = Merge { rows: (1, 2), columns: (1, 1) };
        let grid = grid(&[(2, 0, "b"), (2, 1, "under"), (1, 1, "启明"), (1, 0, "a"), (4, 0, "c"), (3, 0, " \u{200b}")], &[merge]);
        let mut rows = Vec::new();
        grid.rows(|row| {
            rows.push((row.line, row.cells.iter().collect::<Vec<_>>().join("|"), row.goes_on(1)));
            Ok(())
        })
        .expect("rows");
        assert_eq!(rows, [(2, "a|启明".into(), true), (3, "b|启明".into(), false), (5, "c|".into(), false)]);
    }

    #[test]
    fn a_far_cell_counts_only_if_it_holds_something() {
        let (mut grid, mut left) = (Grid::default(), Budget::default());
        assert!(grid.put(1_048_575, 16_383, " ", Kind::Plain, &mut left).is_ok());
        let refused = grid.put(1_048_575, 16_383, "x", Kind::Plain, &mut left).expect_err("far").to_string();
        assert!(refused.contains("XFD1048576"), "{refused}");
        assert!(Budget::default().spend(MAX_CELLS + 1, 0).is_err());
    }
}
