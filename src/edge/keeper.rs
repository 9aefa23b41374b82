//! What keeps one open workbook in storage: its journal and its snapshots.

use super::error::StorageError;
use super::key::{Kind, Piece, Space};
use super::key_value::{KeyValue, units};
use super::store::pieces;
use crate::format;
use crate::merge::stamp::ReplicaId;
use crate::model::id::WorkbookId;
use crate::model::workbook::Workbook;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Keeps one open workbook in storage. It belongs to the workbook that it was loaded with, since
/// it knows which pieces that workbook has taken in.
#[derive(Debug)]
pub struct Keeper<K> {
    storage: K,
    space: Space,
    workbook: WorkbookId,
    replica: ReplicaId,
    count: Rc<Cell<u32>>,
    /// The keys of the pieces that the open workbook has taken in.
    held: BTreeSet<String>,
    /// Whether a whole workbook is stored, on which journal entries rest.
    based: bool,
    /// The last journal entry, which the next may replace.
    last: Option<(String, Workbook)>,
    /// What was handed in and is not stored.
    pending: Option<Workbook>,
}

impl<K: KeyValue> Keeper<K> {
    pub(super) fn new(
        storage: K,
        space: Space,
        workbook: WorkbookId,
        replica: ReplicaId,
        count: Rc<Cell<u32>>,
    ) -> Self {
        let held = BTreeSet::new();
        Self { storage, space, workbook, replica, count, held, based: false, last: None, pending: None }
    }

    /// Notes a piece that the open workbook has taken in.
    pub(super) fn hold(&mut self, piece: &Piece) {
        self.based |= piece.kind == Kind::Snapshot;
        self.held.insert(piece.key(self.space));
    }

    /// Returns whether all that was handed in is stored, with a whole workbook that it rests on.
    /// Only then may the app say so.
    pub fn is_saved(&self) -> bool {
        self.based && self.pending.is_none()
    }

    /// Writes the part that carries a change ([`Workbook::part_of`]) into the journal.
    ///
    /// `Ok` says that this part and all that were handed in before are stored. What could not be
    /// stored is kept and tried again with the next part. An entry that says all that the last
    /// one said (typing on in one cell) takes its place, once it reads back equal.
    pub fn journal(&mut self, part: &Workbook) -> Result<(), StorageError> {
        let part = self.with_pending(part);
        let key = self.next(Kind::Journal);
        if let Err(error) = self.storage.put(&key, &format::write_part(&part)) {
            self.pending = Some(part);
            return Err(error);
        }
        if let Some((key, _)) = self.last.take().filter(|(_, last)| covers(&part, last)) {
            self.discard(&key);
        }
        self.held.insert(key.clone());
        self.last = Some((key, part));
        Ok(())
    }

    fn with_pending(&mut self, part: &Workbook) -> Workbook {
        let Some(mut pending) = self.pending.take() else {
            return part.clone();
        };
        let joined = pending.join(part);
        debug_assert!(joined.is_ok(), "a keeper belongs to one workbook");
        pending
    }

    /// Tries again to store what could not be stored.
    pub fn retry(&mut self) -> Result<(), StorageError> {
        match self.pending.take() {
            Some(pending) => self.journal(&pending),
            None => Ok(()),
        }
    }

    /// Writes the whole workbook, then removes the pieces that it covers, once it reads back equal.
    /// Returns its size in UTF-16 units.
    ///
    /// Where it does not fit, the earlier snapshot and the journal stay as they are. Pieces that
    /// cannot be read, or that say what the workbook does not know, are left.
    pub fn snapshot(&mut self, workbook: &Workbook) -> Result<u64, StorageError> {
        debug_assert_eq!(workbook.id(), self.workbook, "a keeper belongs to one workbook");
        let text = format::write(workbook);
        let earlier = pieces(&self.storage, self.space, self.workbook)?;
        if !self.is_kept(&earlier, &text) {
            let key = self.next(Kind::Snapshot);
            self.storage.put(&key, &text)?;
            self.discard_covered(&earlier, workbook);
            self.held.insert(key);
        }
        self.based = true;
        self.last = None;
        self.pending = None;
        Ok(units(&text))
    }

    /// Returns whether nothing but a snapshot of this very text is there.
    fn is_kept(&self, earlier: &BTreeSet<Piece>, text: &str) -> bool {
        let only = earlier.first().filter(|piece| earlier.len() == 1 && piece.kind == Kind::Snapshot);
        let stored = only.and_then(|piece| self.storage.get(&piece.key(self.space)).ok().flatten());
        stored.is_some_and(|stored| stored == text)
    }

    fn discard_covered(&mut self, earlier: &BTreeSet<Piece>, workbook: &Workbook) {
        for piece in earlier {
            if self.is_covered(piece, workbook) {
                self.discard(&piece.key(self.space));
            }
        }
    }

    fn is_covered(&self, piece: &Piece, workbook: &Workbook) -> bool {
        let key = piece.key(self.space);
        if self.held.contains(&key) {
            return true;
        }
        let text = self.storage.get(&key).ok().flatten();
        let read = text.and_then(|text| piece.read(&text).ok());
        read.is_some_and(|part| covers(workbook, &part))
    }

    /// Removes a piece that is stored elsewhere too. Where that is refused it stays, and does no harm.
    fn discard(&mut self, key: &str) {
        if self.storage.remove(key).is_ok() {
            self.held.remove(key);
        }
    }

    fn next(&self, kind: Kind) -> String {
        self.count.set(self.count.get() + 1);
        let (workbook, replica) = (self.workbook, self.replica);
        Piece { workbook, kind, replica, number: self.count.get() }.key(self.space)
    }
}

/// Returns whether a workbook or part knows all that a part says.
fn covers(whole: &Workbook, part: &Workbook) -> bool {
    let mut joined = whole.clone();
    joined.join(part).is_ok() && joined == *whole
}
