//! Cells that are merged over rows and columns, put into a complete grid.

use super::MAX_COLUMNS;
use crate::exchange::table::Cell;

/// Is a table of which the rows come one after the other.
#[derive(Default)]
pub(super) struct Grid {
    rows: Vec<Vec<Cell>>,
    row: Option<Vec<Cell>>,
    /// For each column, how many of the next rows a merged cell still covers.
    covered: Vec<u16>,
    /// Whether a row had more columns than are read.
    pub too_wide: bool,
}

impl Grid {
    /// Begins a row; the one before is complete.
    pub fn begin_row(&mut self) {
        self.end_row();
        self.row = Some(Vec::new());
    }

    /// Puts a cell into the next place of the row that no cell from above covers.
    pub fn put(&mut self, cell: Cell) {
        let mut row = self.row.take().unwrap_or_default();
        self.fill_covered(&mut row);
        let room = MAX_COLUMNS.saturating_sub(row.len());
        let columns = usize::from(cell.columns.max(1)).min(room);
        self.too_wide |= columns < usize::from(cell.columns.max(1));
        let at = row.len();
        if self.covered.len() < at + columns {
            self.covered.resize(at + columns, 0);
        }
        self.covered[at..at + columns].fill(cell.rows.saturating_sub(1));
        if columns > 0 {
            row.push(Cell { columns: columns as u16, ..cell });
            row.extend((1..columns).map(|_| Cell::new("")));
        }
        self.row = Some(row);
    }

    /// Completes the open row and returns how many cells it has.
    pub fn end_row(&mut self) -> usize {
        let Some(mut row) = self.row.take() else { return 0 };
        let last = self.covered.iter().rposition(|rows| *rows > 0);
        self.fill_covered(&mut row);
        while last.is_some_and(|last| row.len() <= last) {
            row.push(Cell::new(""));
            self.fill_covered(&mut row);
        }
        let cells = row.len();
        self.rows.push(row);
        cells
    }

    /// Takes out the rows that are complete.
    pub fn drain(&mut self) -> Vec<Vec<Cell>> {
        std::mem::take(&mut self.rows)
    }

    /// Returns whether some row so far has two texts beside each other.
    pub fn has_columns(&self) -> bool {
        let wide = |row: &Vec<Cell>| row.iter().filter(|cell| !cell.text.trim().is_empty()).count() > 1;
        self.rows.iter().any(wide) || self.row.as_ref().is_some_and(wide)
    }

    fn fill_covered(&mut self, row: &mut Vec<Cell>) {
        // The columns of this row's own cells were passed when they were put.
        while let Some(rows) = self.covered.get_mut(row.len()).filter(|rows| **rows > 0) {
            *rows -= 1;
            row.push(Cell::new(""));
        }
    }
}
