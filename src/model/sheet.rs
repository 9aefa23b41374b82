//! The official sheet of one item (施策) as headings, tables and rows with merged cells.

use super::form::LevelShape;
use super::id::NodeId;
use super::tree::Outline;
use super::year_book::YearBook;

/// Is one table of a sheet: the headings above it that are new, and its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// The items whose headings stand above the rows, from the upper to the lower (取組).
    pub headings: Vec<NodeId>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// Is one row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The item whose fields stand in the row.
    pub node: NodeId,
    /// The cell in the number column, where one begins in this row.
    pub number: Option<Merged>,
    /// The cell in the title column, where one begins in this row.
    pub title: Option<Merged>,
}

/// Is a cell that is merged over rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The item whose number or title it shows.
    pub node: NodeId,
    /// Over how many rows, at least 1.
    pub rows: usize,
}

/// Lays out the sheet of an item. Every item below it is in exactly one heading, row or merged cell.
pub fn blocks(book: &YearBook, outline: &Outline, unit: NodeId) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut layout = Layout { book, outline, blocks: &mut blocks, headings: Vec::new() };
    layout.walk(unit);
    layout.flush();
    blocks
}

struct Layout<'a> {
    book: &'a YearBook,
    outline: &'a Outline,
    blocks: &'a mut Vec<Block>,
    headings: Vec<NodeId>,
}

impl Layout<'_> {
    fn walk(&mut self, node: NodeId) {
        for &child in self.outline.children(Some(node)) {
            match self.shape(child) {
                LevelShape::Heading => {
                    self.flush();
                    self.headings.push(child);
                    self.walk(child);
                }
                LevelShape::Group => {
                    let rows = self.group(child);
                    self.add(rows);
                }
                LevelShape::Row | LevelShape::Part => {
                    let rows = self.rows_of(child, true);
                    self.add(rows);
                }
            }
        }
    }

    /// Ends the block under a heading that has no rows.
    fn flush(&mut self) {
        if !self.headings.is_empty() {
            let headings = std::mem::take(&mut self.headings);
            self.blocks.push(Block { headings, rows: Vec::new() });
        }
    }

    fn add(&mut self, rows: Vec<Row>) {
        if !self.headings.is_empty() || self.blocks.is_empty() {
            let headings = std::mem::take(&mut self.headings);
            self.blocks.push(Block { headings, rows: Vec::new() });
        }
        if let Some(block) = self.blocks.last_mut() {
            block.rows.extend(rows);
        }
    }

    fn group(&self, group: NodeId) -> Vec<Row> {
        let children = self.outline.children(Some(group));
        let mut rows: Vec<Row> = children.iter().flat_map(|&child| self.rows_of(child, false)).collect();
        if rows.is_empty() {
            rows.push(Row { node: group, number: None, title: None });
        }
        rows[0].number = Some(Merged { node: group, rows: rows.len() });
        rows
    }

    fn rows_of(&self, node: NodeId, with_number: bool) -> Vec<Row> {
        let below = self.outline.below(Some(node));
        let bearing = if below.is_empty() { vec![node] } else { below };
        let merged = Some(Merged { node, rows: bearing.len() });
        let row = |(at, node)| Row {
            node,
            number: merged.filter(|_| at == 0 && with_number),
            title: merged.filter(|_| at == 0),
        };
        bearing.into_iter().enumerate().map(row).collect()
    }

    fn shape(&self, node: NodeId) -> LevelShape {
        let level = self.book.nodes.get(node).and_then(|node| node.level);
        level.and_then(|level| self.book.form.level(level)).map_or(LevelShape::Row, |level| level.shape)
    }
}

/// Returns the items that have a sheet of their own, in reading order.
pub fn units(book: &YearBook, outline: &Outline) -> Vec<NodeId> {
    let level = book.form.unit();
    let is_unit = |id: &NodeId| book.nodes.get(*id).is_some_and(|node| node.level == level);
    outline.below(None).into_iter().filter(is_unit).collect()
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
