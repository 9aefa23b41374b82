//! Long tables cut into runs of rows that are drawn by themselves.

use super::{Merged, Row};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::{Id, NodeId};

    /// Makes rows of a group: `3` are three rows under one number, `1` is a row of its own.
    fn table(groups: &[usize]) -> Vec<Row> {
        let id = |at: usize| NodeId(Id::from_random((at as u64 + 1) << 32));
        let mut rows = Vec::new();
        for &length in groups {
            for at in 0..length {
                let node = id(rows.len());
                let number = (at == 0).then_some(Merged { node, rows: length });
                rows.push(Row { node, owner: node, number, title: Some(Merged { node, rows: 1 }) });
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
