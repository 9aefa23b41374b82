//! What is in a rescue file: the pieces of one or more workbooks, read as strictly as from storage.

use super::error::{Reason, Unread};
use super::key::{Piece, Space};
use crate::format::{Held, Stored};
use crate::model::id::WorkbookId;
use crate::model::workbook::Workbook;
use std::collections::BTreeMap;

/// Is what was read of one workbook.
pub struct Rescued {
    /// All that could be read, joined; `None` where nothing could.
    pub workbook: Option<Workbook>,
    /// What could not be read.
    pub unread: Vec<Unread>,
}

/// Joins the pieces of each workbook. A piece that came twice, of two places, is named as unread
/// only where neither could be read.
pub async fn join(pieces: Vec<Stored>) -> BTreeMap<WorkbookId, Rescued> {
    let mut rescued: BTreeMap<WorkbookId, Rescued> = BTreeMap::new();
    let mut outcomes: BTreeMap<Piece, Option<Reason>> = BTreeMap::new();
    for stored in &pieces {
        let spaces = [Space::Own, Space::Sample];
        let Some(piece) = spaces.into_iter().find_map(|space| Piece::parse(space, &stored.key)) else {
            continue;
        };
        let of = rescued.entry(piece.workbook).or_insert(Rescued { workbook: None, unread: Vec::new() });
        if outcomes.get(&piece) == Some(&None) {
            continue;
        }
        let read = match &stored.held {
            Held::Text(text) => piece.read_packed(text.clone()).await,
            Held::Bytes(bytes) => piece.read(bytes).await,
        };
        let outcome = match read {
            Ok((part, _)) if part.id() == piece.workbook => {
                match &mut of.workbook {
                    // They have one id, so they always join.
                    Some(workbook) => drop(workbook.join(&part)),
                    None => of.workbook = Some(part),
                }
                None
            }
            Ok(_) => Some(Reason::AnotherWorkbook),
            Err(reason) => Some(reason),
        };
        outcomes.insert(piece, outcome);
    }
    for (piece, outcome) in outcomes {
        if let (Some(reason), Some(of)) = (outcome, rescued.get_mut(&piece.workbook)) {
            of.unread.push(Unread { key: piece.key(Space::Own), reason });
        }
    }
    rescued
}
