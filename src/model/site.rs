//! Where an edit is checked.

use super::edit::EditError;
use super::id::NodeId;
use super::node::Node;
use super::workbook::Workbook;
use super::year::FiscalYear;
use super::year_book::YearBook;

/// Where an edit is checked: the workbook, and the year that it is about.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    pub workbook: &'a Workbook,
    pub year: FiscalYear,
    pub book: &'a YearBook,
}

impl<'a> Site<'a> {
    /// Finds an item that can be edited: it is there, and was not dropped (or something of it was
    /// written that its dropper had not seen).
    pub fn find(self, node: NodeId) -> Result<&'a Node, EditError> {
        let there = |node: &&Node| {
            let shown = node.dropped.is_none() || self.workbook.has_unseen_edit(self.year, node);
            node.level.is_some() && shown
        };
        self.book.nodes.get(node).filter(there).ok_or(EditError::NoNode(node))
    }
}
