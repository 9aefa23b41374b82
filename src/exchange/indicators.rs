//! Indicators of an item: names, years, values and units out of the cells of its rows.
//!
//! Several indicators may share the cells of an item, as 上段 and 下段 or line by line. Texts stay as
//! typed; where a cell does not say which of its values is whose, nothing is chosen.

use super::draft::DraftIndicator;
use super::header::Part;
use super::notice::Notice;
use super::several;
use crate::find::fold::same;
use crate::model::id::FieldId;
use crate::model::year::FiscalYear;

/// Is one cell that says something of an item's indicators; never empty.
#[derive(Clone, Debug)]
pub(super) struct IndicatorCell {
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What the cell says; `None` for the name.
    pub part: Option<Part>,
    /// The year that the head of the column names.
    pub year: Option<FiscalYear>,
    pub text: String,
}

/// Is what the cells of one item say.
pub(super) struct Indicators {
    pub found: Vec<DraftIndicator>,
    pub notices: Vec<Notice>,
    /// The years that the cells name, filled or not.
    pub years: Vec<FiscalYear>,
}

/// Reads the cells of one item in the order of the rows; `near` is the table's year, by which bare
/// numbers are read as years, and which values without a year are of.
pub(super) fn read(cells: &[IndicatorCell], field: FieldId, near: Option<FiscalYear>) -> Indicators {
    let mut reading = Reading { field, near, groups: Vec::new(), notices: Vec::new(), years: Vec::new() };
    cells.chunk_by(|a, b| a.line == b.line).for_each(|row| reading.row(row));
    let groups = std::mem::take(&mut reading.groups);
    let found = groups.iter().flat_map(|group| reading.indicators(group)).collect();
    Indicators { found, notices: reading.notices, years: reading.years }
}

struct Reading {
    field: FieldId,
    near: Option<FiscalYear>,
    groups: Vec<Group>,
    notices: Vec<Notice>,
    years: Vec<FiscalYear>,
}

/// Is one cell with names and what stands beside it in its rows and those below.
#[derive(Default)]
struct Group {
    line: usize,
    label: String,
    target: Joined,
    values: Vec<(FiscalYear, Joined)>,
    units: Vec<(Option<FiscalYear>, Joined)>,
    /// The year that was named last: a cell merged over rows.
    year: Option<FiscalYear>,
}

/// Is the text of one or several cells below each other, a line each.
#[derive(Default)]
struct Joined {
    line: usize,
    column: usize,
    text: String,
}

impl Joined {
    fn add(&mut self, cell: &IndicatorCell) {
        if self.text.is_empty() {
            (self.line, self.column) = (cell.line, cell.column);
        } else {
            self.text.push('\n');
        }
        self.text.push_str(&cell.text);
    }
}

/// Adds a cell to those of the same year.
fn add<Y: PartialEq>(to: &mut Vec<(Y, Joined)>, year: Y, cell: &IndicatorCell) {
    let at = to.iter().position(|(known, _)| *known == year).unwrap_or(to.len());
    if at == to.len() {
        to.push((year, Joined::default()));
    }
    to[at].1.add(cell);
}

impl Reading {
    fn row(&mut self, row: &[IndicatorCell]) {
        let of = |part| row.iter().filter(move |cell| cell.part == part);
        let label = of(None).next();
        let open = self.groups.last().is_some_and(|group| label.is_none_or(|l| same(&l.text, &group.label)));
        if !open {
            let (line, label) = (row[0].line, label.map_or_else(String::new, |label| label.text.clone()));
            self.groups.push(Group { line, label, ..Group::default() });
        }
        let Some(mut group) = self.groups.pop() else { return };
        let year = self.year(of(Some(Part::Year)).next(), &mut group);
        of(Some(Part::Target)).for_each(|cell| group.target.add(cell));
        of(Some(Part::Unit)).for_each(|cell| add(&mut group.units, year, cell));
        for cell in of(Some(Part::Value)) {
            self.years.extend(cell.year);
            match cell.year.or(year) {
                Some(year) => add(&mut group.values, year, cell),
                None => self.not_used(cell.line, cell.column, &cell.text),
            }
        }
        self.groups.push(group);
    }

    /// Returns the year of a row: its own, that of the row above, or the table's.
    fn year(&mut self, cell: Option<&IndicatorCell>, group: &mut Group) -> Option<FiscalYear> {
        let Some(cell) = cell else { return group.year.or(self.near) };
        let year = match self.near {
            Some(near) => FiscalYear::parse_near(&cell.text, near),
            None => FiscalYear::parse(&cell.text),
        };
        match year {
            Some(year) => self.years.push(year),
            None => self.not_used(cell.line, cell.column, &cell.text),
        }
        group.year = year;
        year
    }

    fn not_used(&mut self, line: usize, column: usize, text: &str) {
        self.notices.push(Notice::CellNotUsed { line, column, text: text.to_owned() });
    }

    fn indicators(&mut self, group: &Group) -> Vec<DraftIndicator> {
        let values: Vec<&str> = group.values.iter().map(|(_, cell)| cell.text.as_str()).collect();
        let labels = several::labels(&group.label, &values);
        let named = |label: &String| DraftIndicator { label: label.clone(), ..DraftIndicator::default() };
        let mut found: Vec<DraftIndicator> = labels.iter().map(named).collect();
        for (year, cell) in &group.values {
            for (indicator, text) in found.iter_mut().zip(self.split(cell, &labels)) {
                if !text.is_empty() {
                    indicator.figures.push((*year, text));
                }
            }
        }
        for (indicator, text) in found.iter_mut().zip(self.split(&group.target, &labels)) {
            indicator.target = text;
        }
        group.units.iter().for_each(|(_, cell)| self.units(cell, group.line, &mut found));
        found
    }

    /// Parts a cell's values among the indicators; tells where that is not plain.
    fn split(&mut self, cell: &Joined, labels: &[String]) -> Vec<String> {
        let (line, field, text) = (cell.line, self.field, cell.text.clone());
        match several::values(&cell.text, labels) {
            several::Values::Each(texts) => texts,
            several::Values::Named(texts) => {
                self.notices.push(Notice::ByName { line, field, text });
                texts
            }
            several::Values::Whole => {
                self.notices.push(Notice::Unassigned { line, field, text: text.clone() });
                vec![text]
            }
        }
    }

    /// Gives every indicator its unit, the first that is named.
    fn units(&mut self, cell: &Joined, first: usize, found: &mut [DraftIndicator]) {
        let Some(units) = several::units(&cell.text, found.len()) else {
            return self.not_used(cell.line, cell.column, &cell.text);
        };
        for (indicator, text) in found.iter_mut().zip(units) {
            if indicator.unit.is_empty() {
                indicator.unit = text;
            } else if !same(&indicator.unit, &text) {
                self.notices.push(Notice::Differs { line: cell.line, first, text });
            }
        }
    }
}
