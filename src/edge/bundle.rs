//! What is in a rescue file: the pieces of one or more workbooks, read as strictly as from storage.

use super::error::{Reason, Unread};
use super::key::{Piece, Space};
use crate::format::{Held, Stored};
use crate::model::id::WorkbookId;
use crate::model::workbook::Workbook;
use std::collections::BTreeSet;

/// Is what was read.
#[derive(Default)]
pub struct Rescued {
    /// All that could be read, joined by workbook.
    pub workbooks: Vec<Workbook>,
    /// What could not be read, by workbook.
    pub unread: Vec<(WorkbookId, Unread)>,
}

/// Joins the pieces of each workbook. A piece that came twice, of two places, is named as unread
/// only where neither could be read.
pub async fn join(pieces: Vec<Stored>) -> Rescued {
    let mut rescued = Rescued::default();
    let (mut read, mut unread) = (BTreeSet::new(), Vec::new());
    for stored in &pieces {
        let spaces = [Space::Own, Space::Sample];
        let Some(piece) = spaces.into_iter().find_map(|space| Piece::parse(space, &stored.key)) else {
            continue;
        };
        if read.contains(&piece) {
            continue;
        }
        let part = match &stored.held {
            Held::Text(text) => piece.read_packed(text.clone()).await,
            Held::Bytes(bytes) => piece.read(bytes).await,
        };
        match part {
            Ok((part, _)) if part.id() == piece.workbook => {
                read.insert(piece);
                match rescued.workbooks.iter_mut().find(|workbook| workbook.id() == part.id()) {
                    // They have one id, so they always join.
                    Some(workbook) => drop(workbook.join(&part)),
                    None => rescued.workbooks.push(part),
                }
            }
            Ok(_) => unread.push((piece, stored, Reason::AnotherWorkbook)),
            Err(reason) => unread.push((piece, stored, reason)),
        }
    }
    for (piece, stored, reason) in unread {
        if read.insert(piece) {
            rescued.unread.push((piece.workbook, Unread { key: stored.key.clone(), reason }));
        }
    }
    rescued
}
