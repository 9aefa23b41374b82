//! A table written anew by its mapping, for the reader of sheets.

use super::{Mapping, Use, heads};
use crate::exchange::draft::Draft;
use crate::exchange::heading::labels;
use crate::exchange::notice::{Furniture, Notice};
use crate::exchange::number::strip_label;
use crate::exchange::table::{Cell, Table, TableRow};
use crate::find::fold::fold;
use crate::model::form::{Form, Heading, LevelShape};
use crate::model::id::{HeadingId, LevelId};
use crate::model::year::FiscalYear;
use std::collections::BTreeSet;

/// Marks the heads that are made here; no sheet has this character.
const MARK: char = '\u{f0000}';

/// Is a table written anew, to be read by a form that knows its heads.
#[derive(Clone, Debug)]
pub struct Mapped {
    /// The table.
    pub table: Table,
    /// The form with the heads made for it; for reading alone.
    pub form: Form,
    header_lines: BTreeSet<usize>,
    repeated: BTreeSet<usize>,
    year: Option<(String, FiscalYear)>,
    unread: Vec<Notice>,
}

/// Writes a table anew by its mapping.
pub fn apply(table: &Table, form: &Form, mapping: &Mapping) -> Mapped {
    let mut writing = Writing::new(table, form, mapping);
    let from = mapping.header.map_or(0, |header| header + 1);
    table.rows[..from.min(table.rows.len())].iter().enumerate().for_each(|(at, row)| writing.above(at, row));
    table.rows.iter().skip(from).for_each(|row| writing.row(row));
    writing.finish()
}

/// Completes what was read from a table that was written anew: the lines and columns are those of
/// the table as it was.
pub fn complete(mut draft: Draft, mapped: &Mapped) -> Draft {
    draft.used.dedup();
    draft.notices.retain_mut(|notice| match notice {
        Notice::UnknownColumn { text, .. } => !text.contains(MARK),
        Notice::Furniture { kind: Furniture::Header, lines } => {
            lines.dedup();
            lines.retain(|line| mapped.header_lines.contains(line));
            !lines.is_empty()
        }
        Notice::Furniture { kind: Furniture::Repeated, lines } => {
            lines.retain(|line| !mapped.repeated.contains(line));
            !lines.is_empty()
        }
        _ => true,
    });
    draft.notices.splice(0..0, mapped.unread.iter().cloned());
    draft.year = draft.year.or_else(|| mapped.year.clone());
    draft
}

struct Writing<'a> {
    form: &'a Form,
    mapping: &'a Mapping,
    heads: Vec<String>,
    header: Vec<Cell>,
    levels: Vec<(LevelId, String)>,
    rows: Vec<TableRow>,
    out: Mapped,
}

impl<'a> Writing<'a> {
    fn new(table: &Table, form: &'a Form, mapping: &'a Mapping) -> Self {
        let heads = heads(table, mapping.header);
        let mut marked = form.clone();
        let mut header = vec![Cell::new(format!("{MARK}-"))];
        for (at, column) in mapping.columns.iter().enumerate() {
            let head = format!("{MARK}{at}");
            let aliases = match column {
                Use::Number => Some(&mut marked.sheet.number_aliases),
                Use::Title => Some(&mut marked.sheet.title_aliases),
                Use::Field(id) => marked.fields.iter_mut().find(|f| f.id == *id).map(|f| &mut f.aliases),
                Use::Leave | Use::Level(_) | Use::Heading(_) => None,
            };
            if let Some(aliases) = aliases {
                aliases.push(head.clone());
                header.push(Cell::new(head));
            }
        }
        // The reader takes a row for heads where two of them are known, one of them the titles'.
        if !mapping.columns.contains(&Use::Number) && header.len() < 3 {
            marked.sheet.number_aliases.push(format!("{MARK}n"));
            header.push(Cell::new(format!("{MARK}n")));
        }
        for level in &mut marked.levels {
            level.aliases.push(level_mark(level.id));
        }
        for Heading { id, aliases, .. } in &mut marked.committee.headings {
            aliases.push(heading_mark(*id));
        }
        let out = Mapped {
            table: Table::default(),
            form: marked,
            header_lines: BTreeSet::new(),
            repeated: BTreeSet::new(),
            year: heads.iter().find_map(|head| year_in(head)),
            unread: Vec::new(),
        };
        Self { form, mapping, heads, header, levels: Vec::new(), rows: Vec::new(), out }
    }

    /// Takes a row above the heads: it may name the plan, a section or the year.
    fn above(&mut self, at: usize, row: &TableRow) {
        if self.mapping.header == Some(at) {
            return self.header(row.line, true);
        }
        let found = || row.cells.iter().find_map(|cell| year_in(&cell.text));
        self.out.year = self.out.year.take().or_else(found);
        self.rows.push(row.clone());
    }

    fn header(&mut self, line: usize, is_there: bool) {
        if is_there {
            self.out.header_lines.insert(line);
        }
        let year_heads = self.header.clone();
        self.rows.push(TableRow { line, cells: year_heads });
    }

    fn row(&mut self, row: &TableRow) {
        if row.is_empty() {
            return self.rows.push(row.clone());
        }
        if self.rows.is_empty() {
            // A table without heads begins with those that are made here.
            self.header(row.line, false);
        }
        if self.repeats_heads(row) {
            return self.header(row.line, true);
        }
        let mut filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.text.trim().is_empty());
        if let (Some((at, cell)), None) = (filled.next(), filled.next())
            && self.is_section(at, cell)
        {
            let text = cell.text.trim().to_owned();
            return self.rows.push(TableRow { line: row.line, cells: vec![Cell::new(text)] });
        }
        self.write_levels(row);
        self.write_row(row);
        self.write_remarks(row);
        self.tell_unread(row);
    }

    fn repeats_heads(&self, row: &TableRow) -> bool {
        let head = |at: usize| self.heads.get(at).map(|head| fold(head)).unwrap_or_default();
        let mut filled =
            row.cells.iter().enumerate().filter(|(_, cell)| !cell.text.trim().is_empty()).peekable();
        self.mapping.header.is_some() && filled.all(|(at, cell)| fold(&cell.text) == head(at))
    }

    /// Returns whether the only text of a row is the heading of a section: it stands over several
    /// columns where nothing else is expected, or begins with the name of a level.
    fn is_section(&self, at: usize, cell: &Cell) -> bool {
        let column = self.mapping.columns.get(at).copied().unwrap_or_default();
        let headings = self.form.levels.iter().filter(|level| level.shape == LevelShape::Heading);
        let named = headings.flat_map(labels).any(|label| strip_label(cell.text.trim(), label).is_some());
        match column {
            Use::Level(_) => false,
            Use::Leave | Use::Number => named || cell.columns > 1,
            Use::Title | Use::Field(_) | Use::Heading(_) => named,
        }
    }

    /// Writes a heading for each level whose item is another than in the row above.
    fn write_levels(&mut self, row: &TableRow) {
        let levels = self.form.levels.iter().filter_map(|level| {
            let at = self.mapping.columns.iter().position(|column| *column == Use::Level(level.id))?;
            let text = row.cells.get(at).map(|cell| cell.text.trim().to_owned()).unwrap_or_default();
            Some((level.id, text)).filter(|(_, text)| !text.is_empty())
        });
        for (level, text) in levels.collect::<Vec<_>>() {
            let depth = self.form.depth(level).unwrap_or(0);
            let open = self.levels.iter().find(|(id, _)| *id == level);
            if open.is_some_and(|(_, open)| fold(open) == fold(&text)) {
                continue;
            }
            self.levels.retain(|(id, _)| self.form.depth(*id).is_some_and(|d| d < depth));
            self.levels.push((level, text.clone()));
            let cells = vec![Cell::new(level_mark(level)), Cell::new(text)];
            self.out.repeated.insert(row.line);
            self.rows.push(TableRow { line: row.line, cells });
        }
    }

    fn write_row(&mut self, row: &TableRow) {
        let mut cells = vec![Cell::new("")];
        for (at, column) in self.mapping.columns.iter().enumerate() {
            if matches!(column, Use::Number | Use::Title | Use::Field(_)) {
                cells.push(row.cells.get(at).cloned().unwrap_or_else(|| Cell::new("")));
            }
        }
        if cells.iter().any(|cell| !cell.text.trim().is_empty()) {
            self.rows.push(TableRow { line: row.line, cells });
        }
    }

    /// Writes the row's remarks below it, and the heads again, which end them.
    fn write_remarks(&mut self, row: &TableRow) {
        let before = self.rows.len();
        for (at, column) in self.mapping.columns.iter().enumerate() {
            let text = row.cells.get(at).map(|cell| cell.text.trim()).filter(|text| !text.is_empty());
            if let (Use::Heading(heading), Some(text)) = (column, text) {
                let cells = vec![Cell::new(heading_mark(*heading)), Cell::new(text)];
                self.rows.push(TableRow { line: row.line, cells });
            }
        }
        if self.rows.len() > before {
            self.header(row.line, false);
        }
    }

    /// Tells of cells that go nowhere and stand under no head, of which the head would be told.
    fn tell_unread(&mut self, row: &TableRow) {
        let goes_nowhere = |at: usize| {
            let left = self.mapping.columns.get(at).is_none_or(|column| *column == Use::Leave);
            left && self.heads.get(at).is_none_or(|head| head.is_empty())
        };
        let unread: Vec<(usize, &Cell)> = row
            .cells
            .iter()
            .enumerate()
            .filter(|(at, cell)| goes_nowhere(*at) && !cell.text.trim().is_empty())
            .collect();
        for (at, cell) in unread {
            let (line, column, text) = (row.line, at + 1, cell.text.clone());
            self.out.unread.push(Notice::CellNotUsed { line, column, text });
        }
    }

    fn finish(mut self) -> Mapped {
        for (at, column) in self.mapping.columns.iter().enumerate() {
            let text = self.heads.get(at).cloned().unwrap_or_default();
            if *column == Use::Leave && !text.is_empty() {
                let line = self.out.header_lines.first().copied().unwrap_or(1);
                self.out.unread.push(Notice::UnknownColumn { line, column: at + 1, text });
            }
        }
        self.out.table = Table { rows: self.rows };
        self.out
    }
}

fn level_mark(level: LevelId) -> String {
    format!("{MARK}l{level}")
}

fn heading_mark(heading: HeadingId) -> String {
    format!("{MARK}h{heading}")
}

fn year_in(text: &str) -> Option<(String, FiscalYear)> {
    FiscalYear::find(text).map(|(label, year)| (label.to_owned(), year))
}
