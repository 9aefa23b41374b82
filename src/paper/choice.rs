//! Which sheets and rows are wanted on paper.

use crate::model::id::{DepartmentId, NodeId};
use crate::model::item;
use crate::model::sheet;
use crate::model::tree::Outline;
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use crate::tally::statuses::{Status, standing};
use std::collections::HashSet;

/// Says what is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Choice {
    /// Everything.
    #[default]
    All,
    /// An item with all below it: a goal, or one sheet.
    Below(NodeId),
    /// The items of a department, on their sheets.
    Department(DepartmentId),
    /// The items in which something is open (未記入).
    Unfilled,
}

impl Choice {
    /// Returns whether sheets are printed with all that is on them, the committee's part too.
    pub fn is_whole(self) -> bool {
        matches!(self, Choice::All | Choice::Below(_))
    }
}

/// Returns the tree of what is wanted, with all above it.
pub fn outline_of(workbook: &Workbook, year: FiscalYear, outline: &Outline, choice: Choice) -> Outline {
    let Some(book) = workbook.year(year).filter(|_| !choice.is_whole()) else { return outline.clone() };
    let is_wanted = |node: NodeId| match choice {
        Choice::Department(id) => item::departments(book, book.original(node)).contains(&id),
        Choice::Unfilled => {
            standing(workbook, year, outline, node).is_some_and(|it| it.status == Status::Unfilled)
        }
        Choice::All | Choice::Below(_) => true,
    };
    let mut wanted: HashSet<NodeId> = HashSet::new();
    for node in outline.below(None).into_iter().filter(|&node| is_wanted(node)) {
        // A part is read with its item and the other parts.
        let whole = item::whole(book, outline, node);
        wanted.extend([node, whole]);
        wanted.extend(item::parts(book, outline, whole));
        wanted.extend(outline.ancestors(node));
    }
    Outline::new(&book.nodes, |node| !outline.contains(node.id) || !wanted.contains(&node.id))
}

/// Returns the items whose sheets are wanted, in reading order; `outline` is that of what is wanted.
pub fn units_of(workbook: &Workbook, year: FiscalYear, outline: &Outline, choice: Choice) -> Vec<NodeId> {
    let Some(book) = workbook.year(year) else { return Vec::new() };
    let units = sheet::units(book, outline);
    match choice {
        Choice::Below(node) => {
            let here = |unit: &NodeId| *unit == node || outline.ancestors(*unit).any(|above| above == node);
            units.into_iter().filter(here).collect()
        }
        _ => units,
    }
}
