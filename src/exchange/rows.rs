//! Rows of the table: number, title and values under the heads of the columns.

use super::draft::DraftValue;
use super::further::OpenRow;
use super::header::{Column, Header};
use super::heading::{labels, same_value};
use super::notice::Notice;
use super::number::split;
use super::reader::{Reader, Row};
use super::repair::repair;
use super::repeat::without_mark;
use super::value::{Reading, read};
use crate::model::id::FieldId;
use std::borrow::Cow;
use std::rc::Rc;

/// Is what one row of the table says.
pub(super) struct Entry {
    pub line: usize,
    /// The row's own number.
    pub number: String,
    pub title: String,
    pub values: Vec<Filled>,
    /// Whether the number comes from a column of its own, which may be merged over rows.
    pub numbered: bool,
}

/// Is one cell with a value, and where it stands.
pub(super) struct Filled {
    pub field: FieldId,
    pub value: DraftValue,
    pub column: usize,
    pub text: String,
}

impl Reader<'_> {
    /// Reads a row under the open header.
    pub fn table_row(&mut self, row: &Row) -> bool {
        let Some(header) = self.header.clone() else { return false };
        if header.opinions {
            return self.opinions_row(row, &header);
        }
        let moved = self.moved_box(row, &header);
        let row = moved.as_ref().unwrap_or(row);
        if self.levels.row.is_none() || (row.cells.len() == 1 && header.columns.len() > 1) {
            return false;
        }
        let mut cells = row.cells.clone();
        self.repair_row(row, &mut cells, &header);
        let (values, beside) = self.values(row, &cells, &header);
        let text = |column| header.position(column).and_then(|at| cells.get(at)).map_or("", Cow::as_ref);
        let (number, title) = (text(Column::Number), text(Column::Title));
        let lone = title.is_empty() && values.is_empty() && header.position(Column::Title).is_some();
        let goes_on = !beside.is_empty() && number.is_empty() && title.is_empty() && values.is_empty();
        match () {
            () if goes_on && self.place.row.is_none() => return false,
            () if goes_on => {}
            () if lone && beside.is_empty() => {
                if !self.lone_group(number, row.line) {
                    return false;
                }
            }
            () => self.read_entry(row.line, number, title, values, &header),
        }
        self.add_beside(beside, &header);
        self.log.used.push(row.line);
        self.open_remarks = None;
        self.place.broken = false;
        true
    }

    fn repair_row<'t>(&mut self, row: &Row<'t>, cells: &mut Vec<Cow<'t, str>>, header: &Rc<Header>) {
        let line = row.line;
        if let Some(done) = repair(cells, header, self.form) {
            return self.log.tell(Notice::Repaired { line, field: done.field, text: done.text });
        }
        let (expected, found) = (header.columns.len(), cells.len());
        let misplaced = header.columns.iter().zip(cells).any(|(column, cell)| match column {
            Column::Field(id) => {
                let field = self.form.field(*id);
                field.is_some_and(|f| matches!(read(self.form, f, cell), Reading::Unknown))
            }
            _ => false,
        });
        if found < expected && misplaced {
            self.log.tell(Notice::ShortRow { line, expected, found });
        }
    }

    fn read_entry(&mut self, line: usize, number: &str, title: &str, values: Vec<Filled>, header: &Header) {
        let numbered = header.position(Column::Number).is_some() && header.position(Column::Title).is_some();
        let (number, title) = match numbered {
            true => (self.group_cell(number, title, line), self.row_title(number, title)),
            false => self.number_in_title(&format!("{number}{title}")),
        };
        let entry = Entry { line, number, title, values, numbered };
        let untitled = entry.number.is_empty() && entry.title.is_empty();
        if (untitled && self.place.row.is_some()) || self.goes_on(&entry) {
            return self.further_row(entry);
        }
        self.gather_rows(&entry);
        self.new_row(entry);
    }

    /// Parts the number from the title of a row where both stand in one cell.
    pub fn number_in_title(&self, text: &str) -> (String, String) {
        let level = self.levels.row.and_then(|id| self.form.level(id));
        let (number, title) = split(text, &level.map(labels).unwrap_or_default());
        (number.to_owned(), title.to_owned())
    }

    /// Adds the item of a row.
    pub fn new_row(&mut self, entry: Entry) {
        let Some(level) = self.levels.row else { return };
        let line = entry.line;
        let above = self.place.deepest();
        let parent = self.place.group.or(above);
        if parent.is_none() {
            self.log.tell(Notice::NoParent { line });
        }
        if entry.title.is_empty() {
            self.log.tell(Notice::NoTitle { line });
        }
        let node = self.tree.add(parent, level, &entry.number, &entry.title, line);
        self.mark_choice(node);
        self.place.row = Some(OpenRow {
            node,
            last: node,
            line,
            number: entry.number,
            title: entry.title,
            gathers: entry.numbered && self.place.group.is_none(),
        });
        self.put_all(node, line, entry.values);
    }

    /// Puts values into an item, each into the nearest item upwards whose level has the field.
    pub fn put_all(&mut self, node: usize, line: usize, values: Vec<Filled>) {
        for filled in values {
            let whole = without_mark(&filled.text).is_some_and(|bare| bare.is_empty());
            self.tree.nodes[node].repeat |= whole;
            self.put(node, line, filled);
        }
    }

    /// Puts a value into the nearest item upwards whose level has the field.
    pub fn put(&mut self, node: usize, line: usize, filled: Filled) {
        let Filled { field, value, column, text } = filled;
        let levels = self.form.field(field).map(|field| field.levels.as_slice()).unwrap_or_default();
        let mut holder = Some(node);
        while let Some(at) = holder.filter(|at| !levels.contains(&self.tree.nodes[*at].level)) {
            holder = self.tree.nodes[at].parent;
        }
        let holder = holder.or_else(|| self.report_of(node, field, line));
        let Some(holder) = holder.map(|at| &mut self.tree.nodes[at]) else {
            return self.log.tell(Notice::CellNotUsed { line, column, text });
        };
        match holder.value(field) {
            None => holder.values.push((field, value)),
            Some(kept) if same_value(kept, &value) => {}
            Some(_) => {
                let first = holder.line;
                self.log.tell(Notice::Differs { line, first, text });
            }
        }
    }
}
