//! What an item says over several rows: tick boxes and indicators, and remarks in a column of its table.

use super::checkbox::{self, Mark, Tick};
use super::draft::DraftValue;
use super::header::{Column, Header};
use super::indicators::{self, IndicatorCell};
use super::levels::add_year;
use super::notice::Notice;
use super::reader::{Reader, Row};
use super::rows::Filled;
use super::value::{Reading, read};
use crate::model::form::Period;
use crate::model::id::{FieldId, HeadingId};
use crate::model::year::FiscalYear;
use std::borrow::Cow;
use std::rc::Rc;

/// A table names at most this many years; more of them are slips.
const YEARS: i32 = 20;

/// Is what a row says of its item beside the values of single cells.
#[derive(Default)]
pub(super) struct Beside {
    line: usize,
    ticks: Vec<(FieldId, usize, Vec<Tick>)>,
    cells: Vec<(FieldId, IndicatorCell)>,
    remarks: Vec<(HeadingId, String)>,
}

/// Is what was gathered for one item.
pub(super) struct Gathered {
    header: Rc<Header>,
    /// Boxes, each with its line and column.
    ticks: Vec<(FieldId, usize, usize, Tick)>,
    cells: Vec<(FieldId, IndicatorCell)>,
}

impl Beside {
    /// Starts with nothing in a line.
    pub fn of(line: usize) -> Self {
        Self { line, ..Self::default() }
    }

    /// Returns whether the row says nothing of this kind.
    pub fn is_empty(&self) -> bool {
        self.ticks.is_empty() && self.cells.is_empty() && self.remarks.is_empty()
    }

    /// Keeps boxes.
    pub fn boxes(&mut self, field: FieldId, column: usize, ticks: Vec<Tick>) {
        self.ticks.push((field, column, ticks));
    }

    /// Takes a cell that stands under the head of such a column; returns whether it does.
    pub fn takes(&mut self, header: &Header, at: usize, column: usize, text: &str) -> bool {
        let (field, part, year) = match header.columns.get(at) {
            Some(Column::Indicator(field, part, year)) => (*field, Some(*part), *year),
            Some(Column::Field(field)) if header.has_parts(*field) => (*field, None, None),
            Some(Column::Remarks(heading)) => {
                self.remarks.push((*heading, text.to_owned()));
                return true;
            }
            _ => return false,
        };
        let (line, text) = (self.line, text.to_owned());
        self.cells.push((field, IndicatorCell { line, column, part, year, text }));
        true
    }
}

impl Reader<'_> {
    /// Returns the row with a box in its own column where it stands in another one, below an item.
    pub fn moved_box<'t>(&mut self, row: &Row<'t>, header: &Header) -> Option<Row<'t>> {
        self.place.row.as_ref()?;
        let graded = |column: &Column| match column {
            Column::Field(id) => self.form.scale_of(self.form.field(*id)?),
            _ => None,
        };
        let (own, scale) =
            header.columns.iter().enumerate().find_map(|(at, column)| Some((at, graded(column)?)))?;
        let titled = header.position(Column::Title).is_some();
        let names = |at: usize| match header.columns.get(at) {
            Some(Column::Number | Column::Title) => true,
            _ => !titled && at == 0,
        };
        let named = row.filled().filter(|(at, _)| names(*at)).count();
        if named > 1 || row.cells.get(own).is_some_and(|cell| !cell.is_empty()) {
            return None;
        }
        let mut others = row.filled().filter(|(at, _)| named == 0 || names(*at));
        let (at, text) = others.find(|(_, text)| checkbox::read(scale, text).is_some())?;
        let (line, column, text) = (row.line, row.margin + at + 1, text.to_owned());
        let mut cells = row.cells.clone();
        let moved = std::mem::take(&mut cells[at]);
        cells.resize(cells.len().max(own + 1), Cow::Borrowed(""));
        cells[own] = moved;
        self.log.tell(Notice::Moved { line, column, text });
        let mut merged = row.merged.clone();
        merged.resize(cells.len(), 1);
        Some(Row { line, cells, merged, margin: row.margin })
    }

    /// Returns whether the boxes of the item above go on with a grade that has none.
    pub fn boxes_go_on(&self, field: FieldId) -> bool {
        let node = self.place.row.as_ref().map(|open| open.last);
        let gathered = node.and_then(|node| self.gathered.get(&node));
        gathered.is_some_and(|gathered| gathered.ticks.iter().any(|(known, ..)| *known == field))
    }

    /// Adds what a row says to the item that is open.
    pub fn add_beside(&mut self, beside: Beside, header: &Rc<Header>) {
        let Some(node) = self.place.row.as_ref().map(|open| open.last) else { return };
        for (heading, text) in beside.remarks {
            self.add_opinion(node, heading, &text, beside.line);
        }
        if beside.ticks.is_empty() && beside.cells.is_empty() {
            return;
        }
        let new = || Gathered { header: header.clone(), ticks: Vec::new(), cells: Vec::new() };
        let gathered = self.gathered.entry(node).or_insert_with(new);
        for (field, column, ticks) in beside.ticks {
            let at = |tick| (field, beside.line, column, tick);
            gathered.ticks.extend(ticks.into_iter().map(at));
            let plain = |(of, value): &mut (FieldId, DraftValue)| match value {
                DraftValue::Grade(grade) if *of == field => Some(*grade),
                _ => None,
            };
            let values = &mut self.tree.nodes[node].values;
            if let Some(grade) = values.iter_mut().find_map(plain) {
                values.retain(|(of, _)| *of != field);
                gathered.ticks.push(at(Tick { grade, mark: Mark::Bare }));
            }
        }
        gathered.cells.extend(beside.cells);
    }

    /// Makes values of all that was gathered.
    pub fn settle_gathered(&mut self, near: Option<FiscalYear>) {
        let mut years = Vec::new();
        for (node, gathered) in std::mem::take(&mut self.gathered) {
            self.settle_ticks(node, &gathered);
            self.settle_indicators(node, &gathered.cells, near, &mut years);
            let place = |field: FieldId| gathered.header.position(Column::Field(field)).unwrap_or(usize::MAX);
            self.tree.nodes[node].values.sort_by_key(|(field, _)| place(*field));
        }
        let (from, to) = (years.iter().min().copied(), years.iter().max().copied());
        let period = from.zip(to).map(|(from, to)| Period { from, to });
        self.period = period.filter(|period| period.to.number() - period.from.number() < YEARS);
    }

    fn settle_ticks(&mut self, node: usize, gathered: &Gathered) {
        let mut fields: Vec<FieldId> = gathered.ticks.iter().map(|(field, ..)| *field).collect();
        fields.sort_unstable();
        fields.dedup();
        for field in fields {
            let own: Vec<_> = gathered.ticks.iter().filter(|(of, ..)| *of == field).collect();
            let Some((_, line, column, _)) = own.first() else { continue };
            let ticks: Vec<Tick> = own.iter().map(|(.., tick)| *tick).collect();
            let scale = self.form.field(field).and_then(|field| self.form.scale_of(field));
            let key = |grade| scale.and_then(|scale| scale.key(grade)).unwrap_or_default();
            match checkbox::ticked(&ticks).as_slice() {
                [grade] => {
                    let (value, text) = (DraftValue::Grade(*grade), key(*grade).to_owned());
                    self.put(node, *line, Filled { field, value, column: *column, text });
                }
                several => {
                    let text = several.iter().map(|grade| key(*grade)).collect::<Vec<_>>().join("、");
                    self.log.tell(Notice::Ticks { line: *line, field, text });
                }
            }
        }
    }

    fn settle_indicators(
        &mut self,
        node: usize,
        cells: &[(FieldId, IndicatorCell)],
        near: Option<FiscalYear>,
        years: &mut Vec<FiscalYear>,
    ) {
        let mut fields: Vec<FieldId> = cells.iter().map(|(field, _)| *field).collect();
        fields.sort_unstable();
        fields.dedup();
        for field in fields {
            let own = cells.iter().filter(|(of, _)| *of == field).map(|(_, cell)| cell.clone());
            let own: Vec<IndicatorCell> = own.collect();
            let read = indicators::read(&own, field, near);
            read.notices.into_iter().for_each(|notice| self.log.tell(notice));
            years.extend(read.years);
            let filled = |it: &super::draft::DraftIndicator| {
                !(it.label.is_empty() && it.unit.is_empty() && it.target.is_empty() && it.figures.is_empty())
            };
            let found: Vec<_> = read.found.into_iter().filter(filled).collect();
            if let Some(first) = own.first().filter(|_| !found.is_empty()) {
                let texts: Vec<&str> = own.iter().map(|cell| cell.text.as_str()).collect();
                let (value, text) = (DraftValue::Indicators(found), texts.join("\t"));
                self.put(node, first.line, Filled { field, value, column: first.column, text });
            }
        }
    }

    /// Reads the cells of a row under the heads of fields; tells of those that fit nothing.
    pub fn values(&mut self, row: &Row, cells: &[Cow<'_, str>], header: &Header) -> (Vec<Filled>, Beside) {
        let (mut values, mut beside) = (Vec::new(), Beside::of(row.line));
        let empty =
            |column| header.position(column).and_then(|at| cells.get(at)).is_none_or(|c| c.is_empty());
        let untitled = empty(Column::Number) && empty(Column::Title);
        for (at, text) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let column = row.margin + at + 1;
            let field = match header.columns.get(at) {
                Some(Column::Number | Column::Title | Column::Level(_)) => continue,
                Some(Column::Year(field, year)) => {
                    add_year(&mut values, row, (at, text), (*field, *year));
                    continue;
                }
                _ if beside.takes(header, at, column, text) => continue,
                Some(Column::Field(id)) => self.form.field(*id),
                _ => None,
            };
            let Some(field) = field else {
                self.not_used(row, &[(at, text)]);
                continue;
            };
            match read(self.form, field, text) {
                Reading::Boxes(ticks) => beside.boxes(field.id, column, ticks),
                Reading::Value(DraftValue::Grade(grade)) if untitled && self.boxes_go_on(field.id) => {
                    beside.boxes(field.id, column, vec![Tick { grade, mark: Mark::Bare }]);
                }
                Reading::Value(value) => {
                    values.push(Filled { field: field.id, value, column, text: text.to_string() });
                }
                Reading::Empty | Reading::Unknown => {
                    self.log.tell(super::heading::unknown(field, row.line, text));
                }
            }
        }
        (values, beside)
    }
}
