//! Reading in slices, so that a page can show how far it is and be stopped.

use super::draft::Draft;
use super::reader::Reader;
use super::table::Table;
use crate::model::form::Form;

/// Is a table that is being read.
pub struct Slices<'a> {
    reader: Reader<'a>,
    table: &'a Table,
    at: usize,
}

impl<'a> Slices<'a> {
    /// Begins to read a table by means of a form's labels.
    pub fn new(table: &'a Table, form: &'a Form) -> Self {
        let mut reader = Reader::new(table, form);
        reader.find_last_header(table);
        Self { reader, table, at: 0 }
    }

    /// Reads so many rows more. Returns whether there are more.
    pub fn step(&mut self, rows: usize) -> bool {
        for row in self.table.rows.iter().skip(self.at).take(rows) {
            self.reader.row(row);
        }
        self.at = self.at.saturating_add(rows).min(self.table.rows.len());
        self.at < self.table.rows.len()
    }

    /// Returns how many of the rows were read, in hundredths.
    pub fn percent(&self) -> usize {
        (self.at * 100).checked_div(self.table.rows.len()).unwrap_or(100)
    }

    /// Returns what was read.
    pub fn finish(self) -> Draft {
        self.reader.finish()
    }
}
