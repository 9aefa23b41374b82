//! A draft beside a year that is there: which row is which item, and what each would change.
//!
//! Nothing is dropped and nothing emptied: what the table does not have stays as it is. Differences
//! of white space alone are none.

mod changes;
mod pairs;

use super::draft::Draft;
use crate::find::fold::is_blank;
use crate::model::edit::Edit;
use crate::model::id::{AxisId, FieldId, HeadingId, IdSource, NodeId};
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use std::collections::BTreeMap;

/// Says what a person wants done with an item of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It is this item of the workbook.
    Pair(NodeId),
    /// It is an item that the workbook does not have.
    Add,
    /// It is left out, and so is all below it that would be new.
    Leave,
}

/// Holds what a person has chosen, by the index of the draft's item.
pub type Choices = BTreeMap<usize, Choice>;

/// Is a draft beside a year of a workbook.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// The draft's items in their order.
    pub items: Vec<Matched>,
    /// The workbook's items that the table does not have, in reading order.
    pub only_here: Vec<NodeId>,
    /// Counts that were not taken over, since named ballots stand there.
    pub with_ballots: usize,
    /// Values of indicators that were not taken over, since their years have books of their own.
    pub of_other_years: usize,
    edits: Vec<Edit>,
}

/// Is what becomes of an item of the draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Matched {
    /// What becomes of it.
    pub fate: Fate,
    /// What would change; for a new item all that it has.
    pub changes: Vec<Change>,
}

/// Names what becomes of an item of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is an item of the workbook.
    Known(NodeId),
    /// It becomes a new item, with this id.
    New(NodeId),
    /// It is left out.
    Left,
}

/// Is one difference between the draft and the workbook.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What differs.
    pub what: What,
    /// What stands there, as it is shown; empty where nothing does.
    pub old: String,
    /// What the table has, as it is shown.
    pub new: String,
}

/// Names what differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The printed number.
    Number,
    /// The title.
    Title,
    /// A field.
    Field(FieldId),
    /// An indicator of a field, by its label.
    Indicator(FieldId, String),
    /// A remark, which is added.
    Remark(HeadingId),
    /// A count of votes.
    Count(AxisId),
}

/// Says how many items are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Items that are as they stand in the table.
    pub same: usize,
    /// Items that would change.
    pub changed: usize,
    /// Items that would be added.
    pub new: usize,
    /// Items of the table that are left out.
    pub left: usize,
}

impl Comparison {
    /// Returns all that it would write as one edit; `None` where nothing would change.
    pub fn edit(&self) -> Option<Edit> {
        (!self.edits.is_empty()).then(|| Edit::All(self.edits.clone()))
    }

    /// Counts the items by their state.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for item in &self.items {
            *match (item.fate, item.changes.is_empty()) {
                (Fate::Known(_), true) => &mut tally.same,
                (Fate::Known(_), false) => &mut tally.changed,
                (Fate::New(_), _) => &mut tally.new,
                (Fate::Left, _) => &mut tally.left,
            } += 1;
        }
        tally
    }
}

/// Compares a draft with a year. A year that is not there has no items; a closed one is compared
/// like any other, and refuses the edit.
pub fn compare(
    draft: &Draft,
    workbook: &Workbook,
    year: FiscalYear,
    choices: &Choices,
    ids: IdSource<'_>,
) -> Comparison {
    let Some(book) = workbook.year(year) else { return Comparison::default() };
    let outline = workbook.outline(year);
    let fates = pairs::pair(draft, book, &outline, choices);
    changes::Comparing::new(draft, workbook, year, book, &outline, ids).compare(fates)
}

/// Returns the workbook's items that an item of the draft could be, the likeliest first: those of
/// its level that have no other.
pub fn candidates(
    draft: &Draft,
    at: usize,
    workbook: &Workbook,
    year: FiscalYear,
    found: &Comparison,
) -> Vec<NodeId> {
    /// So many are offered.
    const OFFERED: usize = 40;
    let (Some(book), Some(wanted)) = (workbook.year(year), draft.nodes.get(at)) else { return Vec::new() };
    let own = found.items.get(at).and_then(|item| match item.fate {
        Fate::Known(node) => Some(node),
        _ => None,
    });
    let of_level = own.iter().chain(&found.only_here).filter_map(|id| book.nodes.get(*id));
    let of_level = of_level.filter(|node| node.level == Some(wanted.level));
    let mut scored: Vec<(usize, NodeId)> =
        of_level.map(|node| (pairs::distance(&wanted.number, &wanted.title, node), node.id)).collect();
    scored.sort_by_key(|(distance, _)| *distance);
    scored.into_iter().take(OFFERED).map(|(_, id)| id).collect()
}

/// Returns whether two texts say the same but for white space.
pub(crate) fn same_words(a: &str, b: &str) -> bool {
    a == b || a.chars().filter(|c| !is_blank(*c)).eq(b.chars().filter(|c| !is_blank(*c)))
}
