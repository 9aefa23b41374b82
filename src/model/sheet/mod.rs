//! The official sheet of one item (施策) as headings, tables and rows with merged cells.
//!
//! Whatever the form's levels and however the tree skips them: every item that stands on a sheet is
//! in exactly one heading, row or merged cell, and every field of every item in exactly one place.

mod pieces;
mod slot;
mod width;

pub use pieces::{Piece, pieces};
pub use slot::{Slot, columns, slots};
pub use width::{has_numbers, shares};

use super::form::LevelShape;
use super::id::NodeId;
use super::item;
use super::tree::Outline;
use super::year_book::YearBook;

/// Is one table of a sheet: the headings above it that are new, and its rows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Block {
    /// The item right above the rows: the last of the headings, or where these are none, the one to
    /// whose rows the table goes back after another heading's.
    pub under: NodeId,
    /// The items whose headings stand above the rows, from the upper to the lower (取組).
    pub headings: Vec<NodeId>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// Is one row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    /// The item whose fields stand in the row.
    pub node: NodeId,
    /// The item to which the row belongs: itself, or the one of which it is a part.
    pub owner: NodeId,
    /// The cell in the number column, where one begins in this row.
    pub number: Option<Merged>,
    /// The cell in the title column, where one begins in this row; cells of the owner's own fields
    /// reach as far.
    pub title: Option<Merged>,
}

/// Is a cell that is merged over rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Merged {
    /// The item whose number or title it shows.
    pub node: NodeId,
    /// Over how many rows, at least 1.
    pub rows: usize,
}

/// Lays out the sheet of an item. Every item below it that has no sheet of its own is in exactly one
/// heading, row or merged cell.
pub fn blocks(book: &YearBook, outline: &Outline, unit: NodeId) -> Vec<Block> {
    let mut layout = Layout { book, outline, blocks: Vec::new(), headings: Vec::new(), is_open: false };
    let whole = item::depth(book, unit) >= book.form.unit().and_then(|level| book.form.depth(level));
    for &child in outline.children(Some(unit)) {
        if whole || item::is_below_units(book, child) {
            layout.place(unit, child);
        }
    }
    layout.flush();
    layout.blocks
}

struct Layout<'a> {
    book: &'a YearBook,
    outline: &'a Outline,
    blocks: Vec<Block>,
    headings: Vec<NodeId>,
    /// Whether rows may join the last block.
    is_open: bool,
}

impl Layout<'_> {
    fn place(&mut self, under: NodeId, node: NodeId) {
        match item::shape(self.book, node) {
            Some(LevelShape::Heading) => {
                self.flush();
                self.headings.push(node);
                self.is_open = false;
                for &child in self.outline.children(Some(node)) {
                    self.place(node, child);
                }
                self.flush();
                self.is_open = false;
            }
            Some(LevelShape::Group) => self.group(under, node),
            _ => {
                self.row(under, node, true);
                self.deeper(node);
            }
        }
    }

    /// Ends the block under a heading that has no rows.
    fn flush(&mut self) {
        if let Some(&under) = self.headings.last() {
            let headings = std::mem::take(&mut self.headings);
            self.blocks.push(Block { under, headings, rows: Vec::new() });
        }
    }

    /// Returns the rows to which the next ones are added.
    fn rows(&mut self, under: NodeId) -> &mut Vec<Row> {
        if !self.headings.is_empty() || !self.is_open || self.blocks.is_empty() {
            let headings = std::mem::take(&mut self.headings);
            self.blocks.push(Block { under, headings, rows: Vec::new() });
            self.is_open = true;
        }
        let last = self.blocks.len() - 1;
        &mut self.blocks[last].rows
    }

    /// Puts the rows below a group under one number. What stands below it and is no row comes after.
    fn group(&mut self, under: NodeId, group: NodeId) {
        let children = self.outline.children(Some(group));
        let is_row = |&&child: &&NodeId| {
            !matches!(item::shape(self.book, child), Some(LevelShape::Heading | LevelShape::Group))
        };
        let rows: Vec<NodeId> = children.iter().take_while(is_row).copied().collect();
        // A row with rows of its own ends what can stand beside one number.
        let last = rows.iter().position(|&row| self.has_deeper(row)).map_or(rows.len(), |at| at + 1);
        let from = self.rows(under).len();
        rows[..last].iter().for_each(|&row| self.row(under, row, false));
        let all = self.rows(under);
        let count = all.len() - from;
        match all.get_mut(from) {
            Some(first) => first.number = Some(Merged { node: group, rows: count }),
            None => {
                let cell = Some(Merged { node: group, rows: 1 });
                all.push(Row { node: group, owner: group, number: cell, title: cell });
            }
        }
        if let Some(&row) = rows[..last].last() {
            self.deeper(row);
        }
        for &child in &children[last..] {
            self.place(group, child);
        }
    }

    /// Adds the rows of an item: its own, or those of its parts.
    fn row(&mut self, under: NodeId, node: NodeId, with_number: bool) {
        let bearing = item::bearing(self.book, self.outline, node);
        let merged = Some(Merged { node, rows: bearing.len() });
        let row = |(at, own)| Row {
            node: own,
            owner: node,
            number: merged.filter(|_| at == 0 && with_number),
            title: merged.filter(|_| at == 0),
        };
        self.rows(under).extend(bearing.into_iter().enumerate().map(row));
    }

    fn has_deeper(&self, node: NodeId) -> bool {
        !self.others(node).is_empty()
    }

    /// Returns what stands below an item or one of its parts and is no part.
    fn others(&self, node: NodeId) -> Vec<(NodeId, NodeId)> {
        let mut others = Vec::new();
        for above in std::iter::once(node).chain(item::parts(self.book, self.outline, node)) {
            let children = self.outline.children(Some(above)).iter();
            let is_part = |child: NodeId| item::shape(self.book, child) == Some(LevelShape::Part);
            others.extend(children.filter(|&&child| !is_part(child)).map(|&child| (above, child)));
        }
        others
    }

    fn deeper(&mut self, node: NodeId) {
        for (above, child) in self.others(node) {
            self.place(above, child);
        }
    }
}

/// Returns the items that have a sheet of their own, in reading order.
pub fn units(book: &YearBook, outline: &Outline) -> Vec<NodeId> {
    let below = outline.below(None).into_iter();
    below.filter(|&id| item::is_unit(book, outline, id)).collect()
}

/// Returns the first item with a sheet at or below an item.
pub fn first_unit(book: &YearBook, outline: &Outline, node: NodeId) -> Option<NodeId> {
    let below = outline.below(Some(node));
    std::iter::once(node).chain(below).find(|&id| item::is_unit(book, outline, id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::year::FiscalYear;
    use crate::sample;
    use std::collections::HashSet;

    #[test]
    fn every_item_of_the_sample_stands_on_a_sheet_once() {
        let sample = sample::workbook();
        let year = FiscalYear::new(2023).unwrap();
        let (book, outline) = (sample.year(year).unwrap(), sample.outline(year));
        for unit in units(book, &outline) {
            let mut shown: Vec<NodeId> = Vec::new();
            for block in blocks(book, &outline, unit) {
                shown.extend(&block.headings);
                for row in &block.rows {
                    let own = [row.number, row.title].into_iter().flatten().map(|cell| cell.node);
                    shown.extend(own.chain([row.node]).collect::<HashSet<_>>());
                }
            }
            let once: HashSet<NodeId> = shown.iter().copied().collect();
            assert_eq!(once, outline.below(Some(unit)).into_iter().collect());
        }
        assert_eq!(units(book, &outline).len(), 15);
    }
}
