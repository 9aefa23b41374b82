//! How far the items are filled in and checked: 未記入・記入済・確認済・差し戻し, kept up to date by
//! difference.

use crate::model::change::Change;
use crate::model::figures::{self, ByNode};
use crate::model::form::{Carry, Field, FieldKind, FilledBy};
use crate::model::id::{DepartmentId, IndicatorId, LevelId, NodeId};
use crate::model::item;
use crate::model::node::Node;
use crate::model::place::{ElementKey, Place};
use crate::model::review::Verdict;
use crate::model::tree::Outline;
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use std::collections::HashMap;

/// Names how far an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// 未記入: of what the 担当課 is asked, something is still empty.
    Unfilled,
    /// 記入済: all of it is there.
    Filled,
    /// 差し戻し
    Returned,
    /// 確認済
    Checked,
}

impl Status {
    /// All of them, in the order of the work.
    pub const ALL: [Status; 4] = [Status::Unfilled, Status::Filled, Status::Returned, Status::Checked];
}

/// Says how one row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How far it is.
    pub status: Status,
    /// How many of the fields that are asked are filled.
    pub filled: u16,
    /// How many fields the 担当課 is asked to fill each year, at least 1.
    pub asked: u16,
    /// Whether something was written after it was checked or given back.
    pub changed: bool,
}

/// Counts rows by how far they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows per status, in the order of [`Status::ALL`].
    pub by_status: [u32; 4],
    /// Those of the unfilled in which something is filled (一部記入).
    pub partly: u32,
    /// Those that were checked and changed since (確認後に変更あり).
    pub changed: u32,
    /// Those that were given back and changed since (差し戻し後に修正あり).
    pub mended: u32,
}

impl Counts {
    /// Returns how many rows have a status.
    pub fn of(&self, status: Status) -> u32 {
        self.by_status[status as usize]
    }

    /// Returns how many rows were counted.
    pub fn total(&self) -> u32 {
        self.by_status.iter().sum()
    }

    fn shift(&mut self, standing: Standing, by: i32) {
        let shift = |count: &mut u32| *count = count.saturating_add_signed(by);
        shift(&mut self.by_status[standing.status as usize]);
        match standing.status {
            Status::Unfilled if standing.filled > 0 => shift(&mut self.partly),
            Status::Checked if standing.changed => shift(&mut self.changed),
            Status::Returned if standing.changed => shift(&mut self.mended),
            _ => {}
        }
    }
}

/// Holds the counts of a year. A 再掲 is counted once, at its original.
#[derive(Clone, Debug, Default)]
pub struct Statuses {
    rows: HashMap<NodeId, (Standing, Vec<DepartmentId>)>,
    /// At which item each indicator stands, for one that is taken away.
    indicators: HashMap<IndicatorId, NodeId>,
    whole: Counts,
    /// By department, none of them twice; there are a few dozen at most.
    departments: Vec<(DepartmentId, Counts)>,
}

impl Statuses {
    /// Counts a year anew.
    pub fn new(workbook: &Workbook, year: FiscalYear, outline: &Outline) -> Self {
        let mut statuses = Self::default();
        let Some(book) = workbook.year(year) else { return statuses };
        statuses.indicators = book.indicators.values().map(|it| (it.id, it.node)).collect();
        let by_node = ByNode::new(book, None);
        for node in outline.below(None) {
            let standing = standing_with(workbook, year, outline, node, &by_node);
            statuses.update(workbook, year, node, standing);
        }
        statuses
    }

    /// Brings the counts up to date after a change that left the tree and the form as they were.
    pub fn follow(&mut self, workbook: &Workbook, year: FiscalYear, outline: &Outline, change: &Change) {
        for place in change.places() {
            if place.year() != Some(year) {
                continue;
            }
            let touched = match place {
                Place::Node(_, node, _) => [Some(node), None],
                Place::Element(_, ElementKey::Indicator(id)) => {
                    let book = workbook.year(year);
                    let now = book.and_then(|book| book.indicators.get(id)).map(|indicator| indicator.node);
                    let before = match now {
                        Some(node) => self.indicators.insert(id, node),
                        None => self.indicators.remove(&id),
                    };
                    [before, now]
                }
                Place::Element(_, ElementKey::Figure(id, _)) => [self.indicators.get(&id).copied(), None],
                _ => [None, None],
            };
            for node in touched.into_iter().flatten() {
                self.update(workbook, year, node, standing(workbook, year, outline, node));
            }
        }
    }

    fn update(&mut self, workbook: &Workbook, year: FiscalYear, node: NodeId, standing: Option<Standing>) {
        let book = workbook.year(year);
        let departments = || book.map(|book| item::departments(book, node)).unwrap_or_default();
        let now = standing.map(|standing| (standing, departments()));
        let before = match now.clone() {
            Some(row) => self.rows.insert(node, row),
            None => self.rows.remove(&node),
        };
        if before == now {
            return;
        }
        for (row, by) in [(before, -1), (now, 1)] {
            let Some((standing, departments)) = row else { continue };
            self.whole.shift(standing, by);
            for department in departments {
                self.of_department(department).shift(standing, by);
            }
        }
    }

    fn of_department(&mut self, department: DepartmentId) -> &mut Counts {
        let at = self.departments.iter().position(|(id, _)| *id == department).unwrap_or_else(|| {
            self.departments.push((department, Counts::default()));
            self.departments.len() - 1
        });
        &mut self.departments[at].1
    }

    /// Returns the counts of the whole plan.
    pub fn whole(&self) -> &Counts {
        &self.whole
    }

    /// Returns the counts of a department. A row of several departments counts with each of them.
    pub fn department(&self, department: DepartmentId) -> Counts {
        let own = self.departments.iter().find(|(id, _)| *id == department);
        own.map(|(_, counts)| *counts).unwrap_or_default()
    }
}

/// Returns whether the 担当課 is asked to fill a field each year. Indicators come along with the plan,
/// but their values are of a year: they are asked for whatever is carried.
pub fn is_asked(field: &Field) -> bool {
    let each_year = field.carry == Carry::Year || field.kind == FieldKind::Indicators;
    field.by == FilledBy::Department && each_year
}

/// Returns how an item stands; `None` for what the 担当課 is asked nothing about: a heading, a 再掲,
/// or an item whose parts are asked instead.
pub fn standing(workbook: &Workbook, year: FiscalYear, outline: &Outline, node: NodeId) -> Option<Standing> {
    let book = workbook.year(year)?;
    let level = book.nodes.get(node)?.level?;
    let counts = book.form.fields_of(level).any(|it| is_asked(it) && it.kind == FieldKind::Indicators);
    let by_node = if counts { ByNode::new(book, Some(node)) } else { ByNode::default() };
    standing_with(workbook, year, outline, node, &by_node)
}

fn standing_with(
    workbook: &Workbook,
    year: FiscalYear,
    outline: &Outline,
    node: NodeId,
    by_node: &ByNode,
) -> Option<Standing> {
    let book = workbook.year(year)?;
    let item = book.nodes.get(node)?;
    if item.repeat.original().is_some() || !outline.contains(node) {
        return None;
    }
    let (filled, asked) = filled(book, year, outline, item, by_node);
    let status = match &item.review {
        _ if asked == 0 => return None,
        Some(review) if review.verdict == Verdict::Checked => Status::Checked,
        Some(_) => Status::Returned,
        None if filled == asked => Status::Filled,
        None => Status::Unfilled,
    };
    Some(Standing { status, filled, asked, changed: workbook.is_changed_since_review(year, item) })
}

/// Returns how many of the fields that are asked are filled, and how many are asked. One of indicators is
/// asked where there are any, and filled where each has its value of the year.
fn filled(book: &YearBook, year: FiscalYear, outline: &Outline, item: &Node, by_node: &ByNode) -> (u16, u16) {
    let Some(level) = item.level else { return (0, 0) };
    let below = outline.children(Some(item.id)).iter().filter_map(|&id| book.nodes.get(id)?.level);
    let below: Vec<LevelId> = below.collect();
    let own = book.form.fields_of(level).filter(|field| is_asked(field) && book.asks(item.id, field));
    let left_to_below = |field: &&Field| below.iter().any(|level| field.levels.contains(level));
    own.filter(|field| !left_to_below(field)).fold((0, 0), |(filled, asked), field| {
        let there = match field.kind {
            FieldKind::Indicators => figures::is_filled(book, year, by_node, item.id, field.id),
            _ => Some(item.values.contains_key(&field.id)),
        };
        there.map_or((filled, asked), |there| (filled + u16::from(there), asked + 1))
    })
}
