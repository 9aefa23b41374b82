//! Self-ratings counted per section, goal, department and whole, kept up to date by difference.

use crate::model::change::Change;
use crate::model::form::Field;
use crate::model::id::{DepartmentId, FieldId, GradeId, NodeId};
use crate::model::item;
use crate::model::place::{NodePart, Place};
use crate::model::tree::Outline;
use crate::model::value::FieldValue;
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use std::collections::{BTreeMap, HashMap};

/// Says how one row stands with one grade field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has a grade, or a mark that is none.
    Rated(GradeId),
    /// Nothing is entered.
    Unfilled,
    /// 未確定: differing grades stand beside each other.
    Conflict,
}

/// Counts rows by their standing. Marks are counted beside the grades, under their own ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows per grade or mark; one that is missing has none.
    pub rated: BTreeMap<GradeId, u32>,
    /// Rows without a grade (未記入).
    pub unfilled: u32,
    /// Rows with differing grades (未確定).
    pub conflict: u32,
}

/// Holds the counts of one grade field in one year. A 再掲 is counted once, at its original.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratings {
    field: FieldId,
    rows: HashMap<NodeId, (Standing, Vec<DepartmentId>)>,
    whole: Counts,
    sections: HashMap<NodeId, Counts>,
    departments: BTreeMap<DepartmentId, Counts>,
}

impl Counts {
    /// Returns how many rows have a grade or mark.
    pub fn grade(&self, id: GradeId) -> u32 {
        self.rated.get(&id).copied().unwrap_or(0)
    }

    /// Returns how many rows were counted.
    pub fn total(&self) -> u32 {
        self.rated.values().sum::<u32>() + self.unfilled + self.conflict
    }

    fn shift(&mut self, standing: Standing, by: i32) {
        let slot = match standing {
            Standing::Rated(grade) => self.rated.entry(grade).or_default(),
            Standing::Unfilled => &mut self.unfilled,
            Standing::Conflict => &mut self.conflict,
        };
        *slot = slot.saturating_add_signed(by);
        self.rated.retain(|_, count| *count > 0);
    }
}

impl Ratings {
    /// Counts a year anew.
    pub fn new(workbook: &Workbook, year: FiscalYear, outline: &Outline, field: FieldId) -> Self {
        let mut ratings = Self {
            field,
            rows: HashMap::new(),
            whole: Counts::default(),
            sections: HashMap::new(),
            departments: BTreeMap::new(),
        };
        for node in outline.below(None) {
            ratings.update(workbook, year, outline, node);
        }
        ratings
    }

    /// Counts one item anew, by the difference to what was counted before. The tree must be the
    /// one that all others were counted with; where it changed, [`Ratings::new`] is needed. Returns
    /// whether the item now counts differently.
    pub fn update(&mut self, workbook: &Workbook, year: FiscalYear, outline: &Outline, node: NodeId) -> bool {
        let now = workbook.year(year).and_then(|book| self.row(workbook, year, book, outline, node));
        let before = match now.clone() {
            Some(row) => self.rows.insert(node, row),
            None => self.rows.remove(&node),
        };
        if before == now {
            return false;
        }
        for (row, by) in [(before, -1), (now, 1)] {
            let Some((standing, departments)) = row else { continue };
            self.whole.shift(standing, by);
            for section in outline.ancestors(node).chain([node]) {
                self.sections.entry(section).or_default().shift(standing, by);
            }
            for department in departments {
                let counts = self.departments.entry(department).or_default();
                counts.shift(standing, by);
            }
        }
        self.departments.retain(|_, counts| counts.total() > 0);
        true
    }

    /// Brings the counts up to date after a change that left the tree as it was; returns whether it
    /// moved any.
    pub fn follow(
        &mut self,
        workbook: &Workbook,
        year: FiscalYear,
        outline: &Outline,
        change: &Change,
    ) -> bool {
        let mut moved = false;
        for place in change.places() {
            if let Place::Node(of, node, NodePart::Value(_)) = place
                && of == year
            {
                moved |= self.update(workbook, year, outline, node);
            }
        }
        moved
    }

    fn row(
        &self,
        workbook: &Workbook,
        year: FiscalYear,
        book: &YearBook,
        outline: &Outline,
        id: NodeId,
    ) -> Option<(Standing, Vec<DepartmentId>)> {
        let node = book.nodes.get(id)?;
        let field = book.form.field(self.field)?;
        let hidden = !outline.contains(id);
        if hidden || node.repeat.original().is_some() || !is_row(book, outline, field, id) {
            return None;
        }
        let place = Place::Node(year, id, NodePart::Value(self.field));
        let standing = match book.value(id, self.field).and_then(FieldValue::as_grade) {
            _ if workbook.is_conflict(&place) => Standing::Conflict,
            Some(grade) => Standing::Rated(grade),
            None if !book.asks(id, field) => return None,
            None => Standing::Unfilled,
        };
        Some((standing, item::departments(book, id)))
    }

    /// Returns the field that is counted.
    pub fn field(&self) -> FieldId {
        self.field
    }

    /// Returns the counts of the whole plan.
    pub fn whole(&self) -> &Counts {
        &self.whole
    }

    /// Returns the counts of an item and all below it.
    pub fn section(&self, node: NodeId) -> Counts {
        self.sections.get(&node).cloned().unwrap_or_default()
    }

    /// Returns the counts per department. A row of several departments counts with each of them.
    pub fn departments(&self) -> &BTreeMap<DepartmentId, Counts> {
        &self.departments
    }
}

/// Returns whether an item bears a field itself: its level has the field, and no item right below
/// it does. A 事業 with a row for each owner leaves the field to those rows.
pub fn is_row(book: &YearBook, outline: &Outline, field: &Field, node: NodeId) -> bool {
    let has = |id: NodeId| {
        book.nodes.get(id).and_then(|node| node.level).is_some_and(|level| field.levels.contains(&level))
    };
    has(node) && !outline.children(Some(node)).iter().any(|&child| has(child))
}
