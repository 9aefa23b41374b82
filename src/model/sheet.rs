//! The official sheet of one item (施策) as headings, tables and rows with merged cells.

use super::form::LevelShape;
use super::id::NodeId;
use super::tree::Outline;
use super::year_book::YearBook;

/// Is one table of a sheet: the headings above it that are new, and its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Block {
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
    /// The cell in the number column, where one begins in this row.
    pub number: Option<Merged>,
    /// The cell in the title column, where one begins in this row.
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

/// Is a run of rows of one table, which can be drawn by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The number of its first row in the table, from 0.
    pub from: usize,
    /// Its rows; a merged cell that the cut goes through is continued in the first of them.
    pub rows: Vec<Row>,
}

/// How long a piece may grow so that no merged cell is cut, in pieces of the length asked for.
const MOST_PIECES: usize = 3;

/// Cuts a table into pieces of about `length` rows, between merged cells wherever these are not
/// longer than a few pieces.
pub fn pieces(rows: &[Row], length: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut from = 0;
    while from < rows.len() {
        let whole = |&at: &usize| {
            at >= rows.len() || (covering(rows, at).iter().flatten().all(|&(begin, _)| begin == at))
        };
        let least = from + length.max(1);
        let to = (least..=from + length.max(1) * MOST_PIECES).find(whole).unwrap_or(least).min(rows.len());
        pieces.push(Piece { from, rows: cut(rows, from, to) });
        from = to;
    }
    pieces
}

/// Returns the merged cells of number and title that cover a row, each with the row where it begins.
fn covering(rows: &[Row], at: usize) -> [Option<(usize, Merged)>; 2] {
    [|row: &Row| row.number, |row: &Row| row.title].map(|cell| {
        let (begin, merged) = (0..=at).rev().find_map(|begin| cell(&rows[begin]).map(|it| (begin, it)))?;
        (begin + merged.rows > at).then_some((begin, merged))
    })
}

fn cut(rows: &[Row], from: usize, to: usize) -> Vec<Row> {
    let mut piece = rows[from..to].to_vec();
    let [number, title] = covering(rows, from).map(|covering| {
        covering.map(|(begin, merged)| Merged { rows: begin + merged.rows - from, ..merged })
    });
    (piece[0].number, piece[0].title) = (number, title);
    for (at, row) in (from..).zip(&mut piece) {
        for merged in [&mut row.number, &mut row.title].into_iter().flatten() {
            merged.rows = merged.rows.min(to - at);
        }
    }
    piece
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
    use crate::model::id::Id;
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

    /// Makes rows of a group: `3` are three rows under one number, `1` is a row of its own.
    fn table(groups: &[usize]) -> Vec<Row> {
        let id = |at: usize| NodeId(Id::from_random((at as u64 + 1) << 32));
        let mut rows = Vec::new();
        for &length in groups {
            for at in 0..length {
                let node = id(rows.len());
                let number = (at == 0).then_some(Merged { node, rows: length });
                rows.push(Row { node, number, title: Some(Merged { node, rows: 1 }) });
            }
        }
        rows
    }

    #[test]
    fn a_table_is_cut_between_its_merged_cells() {
        for (groups, lengths) in [
            (vec![], vec![]),
            (vec![1], vec![1]),
            (vec![1; 9], vec![4, 4, 1]),
            (vec![1, 1, 1, 3, 1, 1], vec![6, 2]),
            (vec![3, 3, 3], vec![6, 3]),
            // Longer than three pieces: cut through, and continued.
            (vec![2, 30], vec![4, 4, 4, 4, 4, 12]),
        ] {
            let rows = table(&groups);
            let pieces = pieces(&rows, 4);
            let found: Vec<usize> = pieces.iter().map(|piece| piece.rows.len()).collect();
            assert_eq!(found, lengths, "{groups:?}");
            let nodes = pieces.iter().flat_map(|piece| piece.rows.iter().map(|row| row.node));
            assert!(nodes.eq(rows.iter().map(|row| row.node)), "{groups:?}: every row once, in order");
            for Piece { from, rows: cut } in &pieces {
                let covered: usize = cut.iter().filter_map(|row| row.number).map(|cell| cell.rows).sum();
                assert_eq!(covered, cut.len(), "{groups:?} from {from}: every row has a number cell");
                let above = rows[..=*from].iter().rev().find_map(|row| row.number).map(|cell| cell.node);
                assert_eq!(cut[0].number.map(|cell| cell.node), above, "{groups:?} from {from}");
            }
        }
    }
}
