//! Rows whose headings stand in columns of their own, or are led by labels in brackets.
//!
//! A row says in its leading columns what is new; blank cells leave the open heading as it is.

use super::align::{Slot, align};
use super::clean::join_cut;
use super::draft::DraftValue;
use super::gather::Beside;
use super::header::{Column, Header};
use super::heading::{labels, unknown};
use super::leads::{Named, is_blank_or_mark, parts, title_and_text};
use super::merged::Row as Numbered;
use super::notice::{Furniture, Notice};
use super::number::{numbering, split, way};
use super::reader::{Reader, Row};
use super::repeat::without_mark;
use super::rows::{Entry, Filled};
use super::value::{Reading, read};
use crate::model::form::{Form, LevelShape};
use crate::model::id::{FieldId, LevelId};
use crate::model::value::Span;
use crate::model::year::FiscalYear;
use std::rc::Rc;

/// Is a heading that a row names.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub level: LevelId,
    pub number: String,
    pub title: String,
    /// The index of its cell.
    pub at: usize,
    /// Whether it is marked as repeated: （再）.
    pub marked: bool,
    /// Whether its cell holds a text before it that does not belong there.
    pub damaged: bool,
}

/// Is what a row says, sorted.
#[derive(Default)]
struct Said {
    /// Headings with labels in brackets, in their order.
    led: Vec<Found>,
    /// Headings in columns.
    merged: Vec<Found>,
    /// Values of headings.
    of_headings: Vec<(FieldId, String, usize)>,
    /// The row's number and title, and the index of its cell.
    title: Option<(String, String, usize)>,
    values: Vec<Filled>,
    /// What is gathered over the rows of the item.
    beside: Beside,
}

impl Reader<'_> {
    /// Reads a row by the labels in brackets in it, and by the columns of headings where there are any;
    /// `None` for any other row.
    pub fn level_row(&mut self, row: &Row) -> Option<bool> {
        let header = self.header.clone().filter(|header| header.has_levels());
        let led = row.filled().any(|(_, cell)| !parts(&self.labels, cell).1.is_empty());
        if !led && (header.is_none() || row.cells.len() == 1) {
            return None;
        }
        let header = header.or_else(|| self.header.clone());
        let told = self.log.notices.len();
        let (mut said, cells) = self.take_leads(row);
        match &header {
            Some(header) => self.place_cells(row, header, &cells, &mut said),
            None => cells.iter().for_each(|(at, text)| self.not_used(row, &[(*at, text)])),
        }
        if !self.rest_of_title(row, &mut said) && said.is_empty() {
            let named = self.log.notices.len() > told;
            self.log.used.extend(named.then_some(row.line));
            return Some(named);
        }
        self.take_in(row, said);
        Some(true)
    }

    /// Takes out what labels in brackets lead, and returns the cells and rests of cells without any.
    fn take_leads<'t>(&mut self, row: &'t Row) -> (Said, Vec<(usize, &'t str)>) {
        let mut said = Said { beside: Beside::of(row.line), ..Said::default() };
        let mut cells = Vec::new();
        for (at, cell) in row.filled() {
            let (before, parts) = parts(&self.labels, cell);
            if parts.is_empty() {
                cells.push((at, cell));
                continue;
            }
            let damaged = !is_blank_or_mark(before);
            if damaged {
                self.not_used(row, &[(at, before)]);
            }
            for part in parts {
                match part.named {
                    Named::Heading(level) => {
                        let marked = without_mark(before).is_some() || without_mark(part.text).is_some();
                        let (number, title) = (part.number.to_owned(), part.text.to_owned());
                        said.led.push(Found { level, number, title, at, marked, damaged });
                    }
                    Named::Field(field) => said.of_headings.push((field, part.text.to_owned(), at)),
                    Named::Row if said.title.is_some() => {
                        let text = format!("{}{}", part.number, part.text);
                        self.not_used(row, &[(at, &text)]);
                    }
                    Named::Row => {
                        let (title, text) = title_and_text(part.text);
                        said.title = Some((part.number.to_owned(), title.to_owned(), at));
                        cells.extend((!text.is_empty()).then_some((at, text)));
                    }
                }
            }
        }
        (said, cells)
    }

    fn place_cells(&mut self, row: &Row, header: &Rc<Header>, cells: &[(usize, &str)], said: &mut Said) {
        let aligned = align(self.form, header, cells, said.title.is_some());
        if aligned.moved {
            self.log.aligned.push(row.line);
        }
        let (mut number, mut number_at) = ("", 0);
        for (&(at, text), (_, slot)) in cells.iter().zip(aligned.cells) {
            let column = match slot {
                Some(Slot::Number) => {
                    (number, number_at) = (text, at);
                    continue;
                }
                Some(Slot::Heading(column) | Slot::Column(column)) => column,
                None => {
                    self.not_used(row, &[(at, text)]);
                    continue;
                }
            };
            match header.columns[column] {
                Column::Number => (number, number_at) = (text, at),
                Column::Title => said.title = Some((String::new(), text.to_owned(), at)),
                Column::Level(level) => said.merged.push(found(self.form, level, text, at)),
                _ if said.beside.takes(header, column, row.margin + at + 1, text) => {}
                Column::Field(field) => self.field_cell(row, at, field, text, said),
                Column::Year(field, year) => add_year(&mut said.values, row, (at, text), (field, year)),
                Column::Indicator(..) | Column::Remarks(_) | Column::Unknown => {
                    self.not_used(row, &[(at, text)]);
                }
            }
        }
        let led = said.title.as_ref().is_some_and(|(own, ..)| !own.is_empty());
        if led && !number.is_empty() {
            self.not_used(row, &[(number_at, number)]);
        } else if let Some((own, title, _)) = said.title.as_mut().filter(|(own, ..)| own.is_empty()) {
            (*own, *title) = match number {
                "" => self.number_in_title(title),
                number => (number.to_owned(), std::mem::take(title)),
            };
        } else if !number.is_empty() && said.title.is_none() {
            said.title = Some((number.to_owned(), String::new(), 0));
        }
    }

    fn field_cell(&mut self, row: &Row, at: usize, field: FieldId, text: &str, said: &mut Said) {
        let Some(known) = self.form.field(field) else { return };
        match read(self.form, known, text) {
            Reading::Value(value) => said.values.push(filled(row, at, field, value, text)),
            Reading::Boxes(ticks) => said.beside.boxes(field, row.margin + at + 1, ticks),
            Reading::Empty => {}
            Reading::Unknown => self.log.tell(unknown(known, row.line, text)),
        }
    }

    /// Puts a text that goes on with a title which a page break had cut to that title. The row itself
    /// says nothing but the rest of the report above: no number, and nothing of the item's own.
    fn rest_of_title(&mut self, &Row { line, margin, .. }: &Row, said: &mut Said) -> bool {
        let open = self.place.row.as_ref().filter(|open| self.place.broken && !open.number.is_empty());
        let Some((node, with)) = open.map(|open| (open.node, open.line)) else { return false };
        let own = |filled: &Filled| self.is_of_row(filled.field) && !self.is_of_part(filled.field);
        let numbered = said.title.as_ref().is_some_and(|(number, ..)| !number.is_empty());
        if numbered || said.values.is_empty() || said.values.iter().any(own) {
            return false;
        }
        let declared = |found: &Found| self.level_ways(found.level).next().is_some();
        let loose = said.merged.iter().position(|found| found.number.is_empty() && declared(found));
        let (text, at) = match (said.title.take(), loose) {
            (Some((_, text, at)), _) => (text, at),
            (None, Some(loose)) => {
                let found = said.merged.remove(loose);
                (found.title, found.at)
            }
            (None, None) => return false,
        };
        let headings = self.place.path.iter().rev().flatten();
        let above = headings.copied().find(|heading| self.merged.stood.get(heading) == Some(&at));
        let (holder, with) = above.map_or((node, with), |above| (above, self.tree.nodes[above].line));
        let path = self.place.path.iter().rev().copied().flatten();
        let printed = |node: usize| self.tree.nodes[node].title.ends_with(&text);
        if path.chain([node]).any(printed) {
            self.log.tell(Notice::CellNotUsed { line, column: margin + at + 1, text });
            return true;
        }
        let title = join_cut(&self.tree.nodes[holder].title, &text);
        self.tree.rename(holder, &title);
        self.log.tell(Notice::Joined { line, with, text: title });
        true
    }

    fn take_in(&mut self, row: &Row, mut said: Said) {
        let line = row.line;
        let entered = said.title.is_some() || !said.values.is_empty();
        let goes_on = !entered && !said.beside.is_empty() && self.place.row.is_some();
        let entered = entered || !said.beside.is_empty();
        let (number, title, _) = said.title.take().unwrap_or_default();
        let mut new = entered;
        if said.merged.is_empty() {
            for found in &said.led {
                new |= self.open_level(found, line);
            }
        } else {
            said.merged.append(&mut said.led);
            said.merged.sort_by_key(|found| self.form.depth(found.level));
        }
        if !said.merged.is_empty() || (entered && self.header.as_ref().is_some_and(|h| h.has_levels())) {
            let titled = !number.is_empty() || !title.is_empty();
            new |= self.merged_headings(said.merged, Numbered { number: &number, titled, line });
        }
        for (field, text, at) in said.of_headings {
            new |= self.note_heading_value(field, row, at, &text);
        }
        if entered && !goes_on {
            self.level_entry(Entry { line, number, title, values: said.values, numbered: false });
        }
        if let Some(header) = self.header.clone() {
            self.add_beside(said.beside, &header);
        }
        self.open_remarks = None;
        match new {
            true => self.log.used.push(line),
            false => self.log.furniture(Furniture::Repeated, line),
        }
    }

    fn level_entry(&mut self, entry: Entry) {
        let untitled = entry.number.is_empty() && entry.title.is_empty();
        if (untitled && self.place.row.is_some()) || self.goes_on(&entry) {
            self.further_row(entry);
        } else {
            self.new_row(entry);
        }
        self.place.broken = false;
    }

    /// Returns the ways in which headings of a level are numbered, as far as the form says.
    fn level_ways(&self, level: LevelId) -> impl Iterator<Item = super::number::Numbering> + '_ {
        let level = self.form.level(level);
        level.into_iter().flat_map(|level| level.aliases.iter().filter_map(|alias| numbering(alias)))
    }
}

impl Said {
    fn is_empty(&self) -> bool {
        let headings = self.led.is_empty() && self.merged.is_empty() && self.of_headings.is_empty();
        headings && self.title.is_none() && self.values.is_empty() && self.beside.is_empty()
    }
}

/// Reads a heading in a column: its level is that of which the form says that it is numbered so, else
/// that of the column.
fn found(form: &Form, column: LevelId, text: &str, at: usize) -> Found {
    let numbered_so = |alias: &String| way(text).is_some() && numbering(alias) == way(text);
    let mut headings = form.levels.iter().filter(|level| level.shape == LevelShape::Heading);
    let level = headings.find(|level| level.aliases.iter().any(numbered_so));
    let level = level.map_or(column, |level| level.id);
    let bare = without_mark(text).filter(|bare| !bare.is_empty());
    let known = form.level(level).map(labels).unwrap_or_default();
    let (number, title) = split(bare.as_deref().unwrap_or(text), &known);
    let (number, title) = (number.to_owned(), title.to_owned());
    Found { level, number, title, at, marked: bare.is_some(), damaged: false }
}

fn filled(row: &Row, at: usize, field: FieldId, value: DraftValue, text: &str) -> Filled {
    Filled { field, value, column: row.margin + at + 1, text: text.to_owned() }
}

/// Adds a cell of a schedule to the others of its row. Its text is given: a cell that was split moves
/// those behind it.
pub(super) fn add_year(
    values: &mut Vec<Filled>,
    row: &Row,
    (at, text): (usize, &str),
    (field, year): (FieldId, FiscalYear),
) {
    let span = span(year, row, at, text);
    let open = values.iter_mut().find(|filled| filled.field == field);
    match open.map(|filled| (&mut filled.value, &mut filled.text)) {
        Some((DraftValue::Schedule(spans), whole)) => {
            spans.push(span);
            *whole = format!("{whole}\t{text}");
        }
        _ => values.push(filled(row, at, field, DraftValue::Schedule(vec![span]), text)),
    }
}

/// Is one cell of a schedule: over as many years as it is merged, of one where the table cannot tell.
fn span(year: FiscalYear, row: &Row, at: usize, text: &str) -> Span {
    let more = row.merged.get(at).map_or(0, |columns| columns.saturating_sub(1));
    let to = FiscalYear::new(year.number() + i32::from(more)).unwrap_or(year);
    Span { from: year, to, text: text.to_owned() }
}
