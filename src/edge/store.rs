//! The workbooks that are kept in this browser: listing, loading, removing.

use super::backups::Backups;
use super::deflate::inflate;
use super::error::{Reason, StorageError, Unread};
use super::index::{self, Entry, Listing};
use super::keeper::Keeper;
use super::key::{Kind, Piece, Space};
use super::key_value::{KeyValue, Refusal};
use super::vault::{Batch, Vault};
use crate::format::{self, Held, Stored};
use crate::merge::stamp::ReplicaId;
use crate::model::id::WorkbookId;
use crate::model::workbook::Workbook;
use serde::{Serialize, de::DeserializeOwned};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Reads and writes the workbooks of one space for one start of the app, in local storage, in the
/// vault, or in both.
///
/// One store per space and replica: it counts what the replica writes, so that no key is written twice.
#[derive(Clone)]
pub struct Store<K, V> {
    storage: Option<K>,
    vault: Option<V>,
    space: Space,
    replica: ReplicaId,
    count: Rc<Cell<u32>>,
}

/// Is what was found of a workbook.
pub struct Loaded<K, V> {
    /// All that was found and could be read, joined; `None` where there was nothing.
    pub workbook: Option<Workbook>,
    /// What could not be read.
    pub unread: Vec<Unread>,
    /// Keeps this very workbook from here on.
    pub keeper: Keeper<K, V>,
}

impl<K: KeyValue + Clone + 'static, V: Vault + Clone + 'static> Store<K, V> {
    /// Makes the store of a space; `replica` is the one drawn at this start of the app.
    pub fn new(storage: Option<K>, vault: Option<V>, space: Space, replica: ReplicaId) -> Self {
        Self { storage, vault, space, replica, count: Rc::default() }
    }

    /// Returns which space it is of.
    pub fn space(&self) -> Space {
        self.space
    }

    /// Returns the vault, where there is one.
    pub fn vault(&self) -> Option<&V> {
        self.vault.as_ref()
    }

    /// Lists the workbooks: what the list names, and what is found without being named there.
    pub async fn list(&self) -> Result<Listing, StorageError> {
        let mut listing = match &self.storage {
            Some(storage) => Listing::read(storage, self.space)?,
            None => Listing::default(),
        };
        let mut keys = match &self.storage {
            Some(storage) => storage.keys().map_err(|refusal| storage.explain(refusal, 0))?,
            None => Vec::new(),
        };
        if let Some(vault) = &self.vault {
            let strict = vault.keys(&self.space.prefix()).await.unwrap_or_default();
            for key in strict.iter().filter(|key| self.space.parse_entry(key).is_some()) {
                entry_at(vault, key).await.into_iter().for_each(|entry| listing.add(entry));
            }
            keys.extend(strict);
        }
        index::found(keys.iter(), self.space).into_iter().for_each(|id| listing.find(id));
        Ok(listing)
    }

    /// Changes what the list says of a workbook, and puts it at the end of the list.
    pub async fn note(&self, id: WorkbookId, note: impl Fn(&mut Entry)) -> Result<(), StorageError> {
        let local = self.storage.as_ref().map(|storage| index::note(storage, self.space, id, &note));
        if let Some(vault) = &self.vault {
            let key = self.space.entry(id);
            let entry = match &local {
                Some(Ok(entry)) => entry.clone(),
                _ => {
                    let mut entry = entry_at(vault, &key).await.unwrap_or_else(|| Entry::unknown(id));
                    note(&mut entry);
                    entry
                }
            };
            let text = serde_json::to_vec(&entry).unwrap_or_default();
            let written = vault.write(Batch { put: vec![(key, text)], remove: Vec::new() }).await;
            if written.is_ok() {
                return Ok(());
            }
        }
        local.map_or(Ok(()), |entry| entry.map(|_| ()))
    }

    /// Returns what keeps a workbook that is not in storage yet: a new or an imported one.
    pub fn keeper(&self, workbook: WorkbookId) -> Keeper<K, V> {
        let (storage, vault) = (self.storage.clone(), self.vault.clone());
        Keeper::new(storage, vault, self.space, workbook, self.replica, self.count.clone())
    }

    /// Joins everything that is found of a workbook: bases and journals of all replicas, in both places.
    ///
    /// What cannot be read is named and left where it is. Fails only where neither place can be listed.
    pub async fn load(&self, id: WorkbookId) -> Result<Loaded<K, V>, StorageError> {
        let mut loaded = Loaded { workbook: None, unread: Vec::new(), keeper: self.keeper(id) };
        let strict = self.strict_pieces(id).await;
        let mut seen = BTreeSet::new();
        // Another tab may put a new base in the place of what was listed: list again until nothing is new.
        loop {
            let local = match (self.local_pieces(id), &strict) {
                (Ok(pieces), _) => pieces,
                (Err(_), Ok(_)) => BTreeSet::new(),
                (Err(error), Err(_)) => return Err(error),
            };
            let all = local.iter().chain(strict.iter().flat_map(BTreeMap::keys)).copied();
            let new: BTreeSet<Piece> = all.filter(|piece| seen.insert(*piece)).collect();
            if new.is_empty() {
                return Ok(loaded);
            }
            for piece in new {
                let bytes = strict.as_ref().ok().and_then(|pieces| pieces.get(&piece));
                self.take(&mut loaded, piece, local.contains(&piece), bytes).await;
            }
        }
    }

    /// Reads the journal before the bases: an entry that goes meanwhile is in a base that comes.
    async fn strict_pieces(&self, id: WorkbookId) -> Result<BTreeMap<Piece, Vec<u8>>, Refusal> {
        let mut pieces = BTreeMap::new();
        let Some(vault) = &self.vault else { return Err(Refusal::Denied) };
        for prefix in [self.space.prefix_of_journal(id), self.space.prefix_of_bases(id)] {
            let entries = vault.entries(&prefix).await?;
            let piece = |(key, bytes): (String, Vec<u8>)| Some((Piece::parse(self.space, &key)?, bytes));
            pieces.extend(entries.into_iter().filter_map(piece));
        }
        Ok(pieces)
    }

    fn local_pieces(&self, id: WorkbookId) -> Result<BTreeSet<Piece>, StorageError> {
        let storage = self.storage.as_ref().ok_or(StorageError::Missing)?;
        let keys = storage.keys().map_err(|refusal| storage.explain(refusal, 0))?;
        let pieces = keys.iter().filter_map(|key| Piece::parse(self.space, key));
        Ok(pieces.filter(|piece| piece.workbook == id).collect())
    }

    async fn take(&self, loaded: &mut Loaded<K, V>, piece: Piece, local: bool, strict: Option<&Vec<u8>>) {
        let from_vault = match strict {
            Some(bytes) => Some(piece.read(bytes).await.and_then(|part| loaded.check(piece, part))),
            None => None,
        };
        let (in_vault, mut outcome) = (matches!(from_vault, Some(Ok(_))), from_vault);
        let mut in_local = local;
        if local && !in_vault {
            match self.read_locally(piece).await {
                Ok(None) => in_local = false,
                Ok(Some(part)) => outcome = Some(loaded.check(piece, part)),
                Err(reason) => outcome = Some(Err(reason)),
            }
            in_local &= matches!(outcome, Some(Ok(_)));
        }
        match outcome {
            None => {}
            Some(Err(reason)) => loaded.unread.push(Unread { key: piece.key(self.space), reason }),
            Some(Ok((part, bytes))) => {
                loaded.keeper.hold(&piece, &part);
                if let Some(scope) = piece.scope() {
                    loaded.keeper.found(scope, in_local, in_vault, bytes);
                }
                loaded.join(part);
            }
        }
    }

    async fn read_locally(&self, piece: Piece) -> Result<Option<(Workbook, u64)>, Reason> {
        let Some(storage) = &self.storage else { return Ok(None) };
        let text = storage.get(&piece.key(self.space));
        let text = text.map_err(|refusal| Reason::Storage(storage.explain(refusal, 0)))?;
        let Some(text) = text else { return Ok(None) };
        piece.read_packed(text).await.map(Some)
    }

    /// Returns the backups of a workbook; `None` where there is no vault to keep any.
    pub fn backups(&self, id: WorkbookId) -> Option<Backups<V>> {
        self.vault.clone().map(|vault| Backups::new(vault, self.space, id, self.replica))
    }

    /// Returns everything that is stored of a workbook, in both places, as it stands there.
    pub async fn stored(&self, id: WorkbookId) -> Vec<Stored> {
        let mut stored = Vec::new();
        for (piece, bytes) in self.strict_pieces(id).await.unwrap_or_default() {
            stored.push(Stored { key: piece.key(self.space), held: Held::Bytes(bytes) });
        }
        for piece in self.local_pieces(id).unwrap_or_default() {
            let key = piece.key(self.space);
            let text = self.storage.as_ref().and_then(|storage| storage.get(&key).ok().flatten());
            stored.extend(text.map(|text| Stored { key, held: Held::Text(text) }));
        }
        stored
    }

    /// Returns what the list says of a workbook.
    pub async fn entry(&self, id: WorkbookId) -> Option<Entry> {
        let listing = self.storage.as_ref().and_then(|storage| Listing::read(storage, self.space).ok());
        let listed = listing.into_iter().flat_map(|listing| listing.workbooks);
        match listed.map(|listed| listed.entry).find(|entry| entry.id == id) {
            Some(entry) => Some(entry),
            None => entry_at(self.vault.as_ref()?, &self.space.entry(id)).await,
        }
    }

    /// Removes all of a workbook from this browser (この PC から消す), with its backups and what cannot
    /// be read.
    pub async fn remove(&self, id: WorkbookId) -> Result<(), StorageError> {
        if let Some(vault) = &self.vault {
            let prefix = self.space.prefix_of(id);
            let mut remove = vault.keys(&prefix).await.map_err(|refusal| StorageError::of(&refusal))?;
            remove.push(self.space.tied(id));
            let removed = vault.write(Batch { put: Vec::new(), remove }).await;
            removed.map_err(|refusal| StorageError::of(&refusal))?;
        }
        let Some(storage) = &self.storage else { return Ok(()) };
        for piece in self.local_pieces(id)? {
            let removed = storage.remove(&piece.key(self.space));
            removed.map_err(|refusal| storage.explain(refusal, 0))?;
        }
        index::strike(storage, self.space, id)
    }

    /// Reads a setting; `None` where it was never set or cannot be read, since the app then does
    /// as at its first start.
    pub fn setting<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        self.storage.as_ref()?.get_json(&self.space.setting(name)).ok().flatten()
    }

    /// Writes a setting.
    pub fn set_setting<T: Serialize>(&self, name: &str, value: &T) -> Result<(), StorageError> {
        let storage = self.storage.as_ref().ok_or(StorageError::Missing)?;
        let key = self.space.setting(name);
        storage.set_json(&key, value).map_err(|refusal| storage.explain(refusal, 0))
    }
}

/// Reads an entry of the list that is kept in the vault.
async fn entry_at(vault: &impl Vault, key: &str) -> Option<Entry> {
    let entries = vault.entries(key).await.ok()?;
    entries.first().and_then(|(_, text)| serde_json::from_slice(text).ok())
}

impl<K, V> Loaded<K, V> {
    fn check(&self, piece: Piece, read: (Workbook, u64)) -> Result<(Workbook, u64), Reason> {
        if read.0.id() == piece.workbook { Ok(read) } else { Err(Reason::AnotherWorkbook) }
    }

    fn join(&mut self, part: Workbook) {
        match &mut self.workbook {
            // They have one id, so they always join.
            Some(workbook) => drop(workbook.absorb(part)),
            None => self.workbook = Some(part),
        }
    }

    /// Returns whether a whole workbook was found, and not only changes.
    pub fn is_whole(&self) -> bool {
        self.workbook.as_ref().is_some_and(Workbook::is_whole)
    }
}

impl Piece {
    /// Reads the bytes of a piece as strictly as a file, with their number.
    pub(super) async fn read(&self, bytes: &[u8]) -> Result<(Workbook, u64), Reason> {
        let text = match self.kind {
            Kind::Journal => String::from_utf8(bytes.to_vec()).map_err(|_| Reason::Damaged)?,
            Kind::Base(_) => inflate(bytes).await.map_err(|_| Reason::Damaged)?,
        };
        let part = format::read_part(&text).map_err(Reason::Content)?;
        Ok((part, bytes.len() as u64))
    }

    /// Reads a piece as local storage keeps it: a base packed into a text.
    pub(super) async fn read_packed(&self, text: String) -> Result<(Workbook, u64), Reason> {
        let bytes = match self.kind {
            Kind::Journal => text.into_bytes(),
            Kind::Base(_) => format::unpack(&text).ok_or(Reason::Damaged)?,
        };
        self.read(&bytes).await
    }

    /// Reads the text of a journal entry that another tab sent.
    pub fn read_text(&self, text: &str) -> Result<Workbook, Reason> {
        let part = format::read_part(text).map_err(Reason::Content)?;
        if part.id() == self.workbook { Ok(part) } else { Err(Reason::AnotherWorkbook) }
    }
}
