//! Finds out whether this browser keeps anything.

use super::error::StorageError;
use super::key::Space;
use super::key_value::KeyValue;
use super::local::Local;
use crate::merge::stamp::ReplicaId;

/// Says what was found.
#[derive(Clone, Debug)]
pub enum Found<K> {
    /// Storage can be read and written.
    Writable(K),
    /// Storage can be read; why it cannot be written stands beside it.
    Readable(K, StorageError),
    /// There is no storage, and this is why.
    Nothing(StorageError),
}

/// Tries local storage: reads, writes a key of its own, reads it back and removes it.
pub fn probe(replica: ReplicaId) -> Found<Local> {
    Local::reach().map_or_else(Found::Nothing, |storage| try_out(storage, replica))
}

/// Tries a storage out. A key per replica keeps tabs that start at once apart.
pub fn try_out<K: KeyValue>(storage: K, replica: ReplicaId) -> Found<K> {
    let key = Space::Own.probe(replica);
    if let Err(refusal) = storage.keys().and_then(|_| storage.get(&key)) {
        let error = storage.explain(refusal, 0);
        return Found::Nothing(error);
    }
    let written = storage.put(&key, "hyokacho").and_then(|()| {
        let removed = storage.remove(&key);
        removed.map_err(|refusal| storage.explain(refusal, 0))
    });
    match written {
        Ok(()) => Found::Writable(storage),
        Err(error @ StorageError::Full { .. }) => Found::Readable(storage, error),
        Err(_) => Found::Readable(storage, StorageError::ReadOnly),
    }
}

impl<K> Found<K> {
    /// Returns the storage, where it can at least be read.
    pub fn storage(&self) -> Option<&K> {
        match self {
            Found::Writable(storage) | Found::Readable(storage, _) => Some(storage),
            Found::Nothing(_) => None,
        }
    }

    /// Returns what the user must be told at the start.
    pub fn error(&self) -> Option<&StorageError> {
        match self {
            Found::Writable(_) => None,
            Found::Readable(_, error) | Found::Nothing(error) => Some(error),
        }
    }
}
