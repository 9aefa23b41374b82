//! The workbooks that are kept in this browser: listing, loading, removing.

use super::error::{Reason, StorageError, Unread};
use super::index::{self, Entry, Listing};
use super::keeper::Keeper;
use super::key::{Kind, Piece, Space};
use super::key_value::KeyValue;
use crate::format::{self, ReadError};
use crate::merge::stamp::ReplicaId;
use crate::model::id::WorkbookId;
use crate::model::workbook::Workbook;
use serde::{Serialize, de::DeserializeOwned};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Reads and writes the workbooks of one space for one start of the app.
///
/// One store per space and replica: it counts what the replica writes, so that no key is written twice.
#[derive(Clone, Debug)]
pub struct Store<K> {
    storage: K,
    space: Space,
    replica: ReplicaId,
    count: Rc<Cell<u32>>,
}

/// Is what was found of a workbook.
#[derive(Debug)]
pub struct Loaded<K> {
    /// All that was found and could be read, joined; `None` where there was nothing.
    pub workbook: Option<Workbook>,
    /// Whether a whole workbook was among it, and not only changes.
    pub whole: bool,
    /// What could not be read.
    pub unread: Vec<Unread>,
    /// Keeps this very workbook from here on.
    pub keeper: Keeper<K>,
}

impl<K: KeyValue + Clone> Store<K> {
    /// Makes the store of a space; `replica` is the one drawn at this start of the app.
    pub fn new(storage: K, space: Space, replica: ReplicaId) -> Self {
        Self { storage, space, replica, count: Rc::default() }
    }

    /// Lists the workbooks.
    pub fn list(&self) -> Result<Listing, StorageError> {
        index::list(&self.storage, self.space)
    }

    /// Enters a workbook into the list, or changes its entry.
    pub fn enter(&self, entry: Entry) -> Result<(), StorageError> {
        index::enter(&self.storage, self.space, entry)
    }

    /// Returns what keeps a workbook that is not in storage yet: a new or an imported one.
    pub fn keeper(&self, workbook: WorkbookId) -> Keeper<K> {
        Keeper::new(self.storage.clone(), self.space, workbook, self.replica, self.count.clone())
    }

    /// Joins everything that is found of a workbook: snapshots and journals of all replicas.
    ///
    /// What cannot be read is named and left where it is. Fails only where storage cannot be listed.
    pub fn load(&self, id: WorkbookId) -> Result<Loaded<K>, StorageError> {
        let mut loaded = Loaded { workbook: None, whole: false, unread: Vec::new(), keeper: self.keeper(id) };
        let mut seen = BTreeSet::new();
        // Another tab may put a new snapshot in the place of what was listed: list again until nothing is new.
        loop {
            let new: Vec<Piece> = self.pieces(id)?.difference(&seen).copied().collect();
            if new.is_empty() {
                return Ok(loaded);
            }
            for piece in new {
                seen.insert(piece);
                self.take(&mut loaded, piece);
            }
        }
    }

    fn take(&self, loaded: &mut Loaded<K>, piece: Piece) {
        let key = piece.key(self.space);
        let read = match self.storage.get(&key) {
            Ok(None) => return,
            Ok(Some(text)) => piece.read(&text).map_err(Reason::Content),
            Err(refusal) => Err(Reason::Storage(self.storage.explain(refusal, 0))),
        };
        match read.and_then(|read| loaded.join(piece, read)) {
            Ok(()) => loaded.keeper.hold(&piece),
            Err(reason) => loaded.unread.push(Unread { key, reason }),
        }
    }

    fn pieces(&self, id: WorkbookId) -> Result<BTreeSet<Piece>, StorageError> {
        pieces(&self.storage, self.space, id)
    }

    /// Returns the text of something that could not be read, to be saved as a file.
    pub fn text(&self, unread: &Unread) -> Result<Option<String>, StorageError> {
        self.storage.get(&unread.key).map_err(|refusal| self.storage.explain(refusal, 0))
    }

    /// Removes all of a workbook from this browser (この PC から消す), what cannot be read too.
    pub fn remove(&self, id: WorkbookId) -> Result<(), StorageError> {
        for piece in self.pieces(id)? {
            let removed = self.storage.remove(&piece.key(self.space));
            removed.map_err(|refusal| self.storage.explain(refusal, 0))?;
        }
        index::strike(&self.storage, self.space, id)
    }

    /// Reads a setting; `None` where it was never set or cannot be read, since the app then does
    /// as at its first start.
    pub fn setting<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        self.storage.get_json(&self.space.setting(name)).ok().flatten()
    }

    /// Writes a setting.
    pub fn set_setting<T: Serialize>(&self, name: &str, value: &T) -> Result<(), StorageError> {
        let key = self.space.setting(name);
        self.storage.set_json(&key, value).map_err(|refusal| self.storage.explain(refusal, 0))
    }
}

impl<K> Loaded<K> {
    fn join(&mut self, piece: Piece, read: Workbook) -> Result<(), Reason> {
        if read.id() != piece.workbook {
            return Err(Reason::AnotherWorkbook);
        }
        match &mut self.workbook {
            Some(workbook) => workbook.join(&read).map(|_| ()).map_err(|_| Reason::AnotherWorkbook)?,
            None => self.workbook = Some(read),
        }
        self.whole |= piece.kind == Kind::Snapshot;
        Ok(())
    }
}

impl Piece {
    /// Reads the text of a piece as strictly as a file.
    pub(super) fn read(&self, text: &str) -> Result<Workbook, ReadError> {
        match self.kind {
            Kind::Snapshot => format::read(text),
            Kind::Journal => format::read_part(text),
        }
    }
}

/// Finds the pieces of a workbook, snapshots first.
pub(super) fn pieces(
    storage: &impl KeyValue,
    space: Space,
    id: WorkbookId,
) -> Result<BTreeSet<Piece>, StorageError> {
    let keys = storage.keys().map_err(|refusal| storage.explain(refusal, 0))?;
    let pieces = keys.iter().filter_map(|key| Piece::parse(space, key));
    Ok(pieces.filter(|piece| piece.workbook == id).collect())
}
