//! Tables: rows of cells that know the line they came from.

/// Is a table, from whatever source.
///
/// The grid is complete: a position that a merged cell covers holds an empty cell, so a column
/// is the same index in every row that has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The rows, empty ones included.
    pub rows: Vec<TableRow>,
}

/// Is one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableRow {
    /// The first line, from 1; the row's number where the source has no lines.
    pub line: usize,
    /// The cells from the left; rows may differ in length.
    pub cells: Vec<Cell>,
}

/// Is one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The text with `\n` as line break, untrimmed.
    pub text: String,
    /// Over how many columns it is merged, itself included; 1 where the source cannot tell.
    pub columns: u16,
    /// Over how many rows it is merged, itself included; 1 where the source cannot tell.
    pub rows: u16,
}

impl Cell {
    /// Makes a cell that is not merged.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), columns: 1, rows: 1 }
    }
}

impl TableRow {
    /// Returns whether no cell has a visible character.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.trim().is_empty())
    }

    /// Returns the cells that are not empty, parted by tabs.
    pub fn text(&self) -> String {
        let texts = self.cells.iter().map(|cell| cell.text.trim()).filter(|text| !text.is_empty());
        texts.collect::<Vec<_>>().join("\t")
    }
}

impl Table {
    /// Reads pasted text or a text file: cells parted by tabs, or by commas where there is no tab.
    ///
    /// Cells in `"…"` may hold line breaks, separators and doubled quotes, as Excel puts them on the
    /// clipboard. With tabs, quotes around a text that needs none are part of the text, since Excel
    /// does not add such. A quote that is never closed is a character like any other.
    pub fn from_text(text: &str) -> Self {
        let mut scan = Scan::new(text);
        let mut rows = Vec::new();
        while !scan.is_done() {
            rows.push(scan.row());
        }
        Self { rows }
    }
}

/// Is a position in a text that is being parted into cells.
pub(super) struct Scan<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    separator: char,
}

impl<'a> Scan<'a> {
    /// Begins at the start of a text.
    pub fn new(text: &'a str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let separator = if !text.contains('\t') && text.contains(',') { ',' } else { '\t' };
        Self { text, at: 0, line: 1, separator }
    }

    /// Returns where it is, in bytes.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Returns whether nothing is left.
    pub fn is_done(&self) -> bool {
        self.at >= self.text.len()
    }

    /// Takes the next row.
    pub fn row(&mut self) -> TableRow {
        let mut row = TableRow { line: self.line, cells: Vec::new() };
        loop {
            let cell = self.quoted().unwrap_or_else(|| self.plain());
            row.cells.push(Cell::new(cell));
            if !self.rest().starts_with(self.separator) {
                break;
            }
            self.at += 1;
        }
        self.break_line();
        row
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn ends_cell(&self, c: char) -> bool {
        c == self.separator || c == '\n' || c == '\r'
    }

    fn plain(&mut self) -> String {
        let rest = self.rest();
        let end = rest.find(|c| self.ends_cell(c)).unwrap_or(rest.len());
        let cell = rest[..end].to_owned();
        self.at += end;
        cell
    }

    /// Reads a cell in quotes. Each failing try stops at a quote beyond which the next one starts,
    /// so the tries of a whole text take linear time.
    fn quoted(&mut self) -> Option<String> {
        let body = self.rest().strip_prefix('"')?;
        let mut end = 0;
        loop {
            end += body[end..].find('"')?;
            let after = body[end + 1..].chars().next();
            match after {
                Some('"') => end += 2,
                Some(c) if !self.ends_cell(c) => return None,
                _ => break,
            }
        }
        let inner = &body[..end];
        if self.separator == '\t' && !inner.contains(['"', '\t', '\n', '\r']) {
            return None;
        }
        let text = inner.replace("\"\"", "\"").replace("\r\n", "\n").replace('\r', "\n");
        self.line += inner.replace("\r\n", "\n").matches(['\n', '\r']).count();
        self.at += end + 2;
        Some(text)
    }

    fn break_line(&mut self) {
        let rest = self.rest();
        self.at += match rest {
            _ if rest.starts_with("\r\n") => 2,
            "" => return,
            _ => 1,
        };
        self.line += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(usize, &[&str])]) {
        let table = Table::from_text(text);
        let rows: Vec<(usize, Vec<&str>)> =
            table.rows.iter().map(|r| (r.line, r.cells.iter().map(|c| c.text.as_str()).collect())).collect();
        let rows: Vec<(usize, &[&str])> =
            rows.iter().map(|(line, cells)| (*line, cells.as_slice())).collect();
        assert_eq!(rows, expected, "{text:?}");
    }

    #[test]
    fn text_is_parted_into_cells() {
        check("", &[]);
        check("\u{feff}a\tb\n\nc", &[(1, &["a", "b"]), (2, &[""]), (3, &["c"])]);
        check("a\tb\r\nc\td\r", &[(1, &["a", "b"]), (2, &["c", "d"])]);
        check("a\t\t\n", &[(1, &["a", "", ""])]);
        check("1,203人", &[(1, &["1", "203人"])]);
        check("1,203人\tb", &[(1, &["1,203人", "b"])]);
        check("a,\"b, \"\"c\"\"\"\n\"d\",", &[(1, &["a", "b, \"c\""]), (2, &["d", ""])]);
    }

    #[test]
    fn quoted_cells_may_run_over_lines() {
        check("a\t\"b\r\nc\"\td\ne\tf", &[(1, &["a", "b\nc", "d"]), (3, &["e", "f"])]);
        check("\"a \"\"b\"\"\"\tc", &[(1, &["a \"b\"", "c"])]);
        check("\"\t\"\tx", &[(1, &["\t", "x"])]);
    }

    #[test]
    fn quotes_that_excel_did_not_add_stay() {
        check("\"重点\"施策\tb\nc\td", &[(1, &["\"重点\"施策", "b"]), (2, &["c", "d"])]);
        check("\"never\tclosed\nc\td", &[(1, &["\"never", "closed"]), (2, &["c", "d"])]);
        check("\"見守り\"\tb", &[(1, &["\"見守り\"", "b"])]);
        check("\"a\t\"b\nc\"\td", &[(1, &["\"a", "b\nc", "d"])]);
    }

    #[test]
    fn many_quotes_take_linear_time() {
        let text = "\"a\"\"\t\"\"\"b\t\"\"\"\"c\t\"\n".repeat(40_000);
        let table = Table::from_text(&text);
        assert!(table.rows.len() > 1);
    }
}
