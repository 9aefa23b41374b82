//! What is wanted on paper, and in how many sheets it comes.

use super::{Sheet, ballot, meeting, sheet};
use crate::model::id::{DepartmentId, MeetingId, NodeId};
use crate::model::item;
use crate::model::sheet::{first_unit, units};
use crate::model::tree::Outline;
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::tally::statuses::{Status, standing};
use crate::words::Words;
use std::collections::HashSet;

/// Says what is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Choice {
    /// The whole plan.
    #[default]
    All,
    /// An item with all below it: a goal, or one sheet.
    Below(NodeId),
    /// The items of a department, on their sheets.
    Department(DepartmentId),
    /// The items in which something is open (未記入).
    Unfilled,
    /// What came of a meeting.
    Results(MeetingId),
    /// The draft of a meeting's minutes.
    Minutes(MeetingId),
    /// A blank ballot (委員票) with all that is rated.
    Ballot,
}

impl Choice {
    /// Returns whether sheets are printed with all that is on them, the committee's part too.
    pub fn is_whole(self) -> bool {
        matches!(self, Choice::All | Choice::Below(_))
    }
}

/// Is what is wanted, cut into sheets that are written one by one.
#[derive(Clone, Debug)]
pub struct Pile {
    year: FiscalYear,
    choice: Choice,
    outline: Outline,
    sheets: Vec<Wanted>,
}

#[derive(Clone, Copy, Debug)]
enum Wanted {
    Item(NodeId),
    Results(MeetingId),
    Minutes(MeetingId),
    Ballot,
}

impl Pile {
    /// Returns how many sheets there are.
    pub fn len(&self) -> usize {
        self.sheets.len()
    }

    /// Returns whether nothing is wanted.
    pub fn is_empty(&self) -> bool {
        self.sheets.is_empty()
    }

    /// Writes one of the sheets, counted from 0; an empty one where the workbook has changed so that
    /// it is no more there.
    pub fn sheet(&self, workbook: &Workbook, at: usize, words: &Words) -> Sheet {
        let (year, outline) = (self.year, &self.outline);
        match self.sheets.get(at) {
            None => Sheet::default(),
            Some(&Wanted::Item(unit)) => sheet::sheet(workbook, year, outline, unit, self.choice, words),
            Some(&Wanted::Results(id)) => meeting::results(workbook, year, outline, id, words),
            Some(&Wanted::Minutes(id)) => meeting::minutes(workbook, year, outline, id, words),
            Some(Wanted::Ballot) => ballot::ballot(workbook, year, outline, words),
        }
    }

    /// Writes all sheets.
    pub fn all(&self, workbook: &Workbook, words: &Words) -> Vec<Sheet> {
        (0..self.len()).map(|at| self.sheet(workbook, at, words)).collect()
    }
}

/// Cuts what is wanted into sheets. `outline` is the tree of the year.
pub fn pile(workbook: &Workbook, year: FiscalYear, outline: &Outline, choice: Choice) -> Pile {
    let Some(book) = workbook.year(year) else {
        return Pile { year, choice, outline: outline.clone(), sheets: Vec::new() };
    };
    let outline = outline_of(workbook, year, book, outline, choice);
    let items = || items_of(book, &outline, choice).into_iter().map(Wanted::Item).collect();
    let sheets = match choice {
        Choice::Results(id) => vec![Wanted::Results(id)],
        Choice::Minutes(id) => vec![Wanted::Minutes(id)],
        Choice::Ballot => vec![Wanted::Ballot],
        Choice::All | Choice::Below(_) | Choice::Department(_) | Choice::Unfilled => items(),
    };
    Pile { year, choice, outline, sheets }
}

/// Returns the tree of what is wanted, with all above it.
fn outline_of(
    workbook: &Workbook,
    year: FiscalYear,
    book: &YearBook,
    outline: &Outline,
    choice: Choice,
) -> Outline {
    let is_wanted = |node: NodeId| match choice {
        Choice::Department(id) => item::departments(book, book.original(node)).contains(&id),
        Choice::Unfilled => {
            standing(workbook, year, outline, node).is_some_and(|it| it.status == Status::Unfilled)
        }
        _ => true,
    };
    if !matches!(choice, Choice::Department(_) | Choice::Unfilled) {
        return outline.clone();
    }
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

/// Returns the items whose sheets are wanted, in reading order: those with a sheet of their own, and
/// of those above that have none below them each by itself.
fn items_of(book: &YearBook, outline: &Outline, choice: Choice) -> Vec<NodeId> {
    let units: HashSet<NodeId> = units(book, outline).into_iter().collect();
    let is_bare =
        |id: NodeId| item::unit(book, outline, id).is_none() && first_unit(book, outline, id).is_none();
    let mut items = outline.below(None);
    items.retain(|&id| units.contains(&id) || is_bare(id));
    if let Choice::Below(node) = choice {
        items.retain(|&id| id == node || outline.ancestors(id).any(|above| above == node));
    }
    items
}
