//! The list of the workbooks that are kept in this browser.

use super::error::StorageError;
use super::key::{Piece, Space};
use super::key_value::{KeyValue, Refusal, units};
use crate::model::id::WorkbookId;
use serde::{Deserialize, Serialize};

/// Says of a workbook what a list shows without opening it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The workbook.
    pub id: WorkbookId,
    /// The plan's title.
    pub title: String,
    /// The municipality.
    pub municipality: String,
    /// What it is called on this PC; empty where it has no such name.
    #[serde(default)]
    pub alias: String,
    /// When it was last opened, as text (`2026-11-21 14:05`); empty where that is not known.
    pub opened: String,
    /// When it was last saved into a file, in milliseconds since 1970; 0 where it never was.
    #[serde(default)]
    pub filed: u64,
    /// Whether something was changed since it was saved into a file.
    #[serde(default)]
    pub changed: bool,
    /// The size of what is kept of it, in bytes.
    #[serde(default)]
    pub bytes: u64,
}

/// Lists the workbooks, the one entered last at the end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    /// The workbooks.
    pub workbooks: Vec<Listed>,
    /// Present where the list could not be read and was made from what was found.
    pub damaged: Option<StorageError>,
}

/// Is a workbook of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// What the list says of it; title and municipality are empty where only its pieces were found.
    pub entry: Entry,
    /// Whether anything of it is in storage.
    pub found: bool,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Index {
    workbooks: Vec<Entry>,
}

impl Entry {
    /// Makes the entry of a workbook of which nothing is known.
    pub fn unknown(id: WorkbookId) -> Self {
        let empty = String::new;
        Self {
            id,
            title: empty(),
            municipality: empty(),
            alias: empty(),
            opened: empty(),
            filed: 0,
            changed: false,
            bytes: 0,
        }
    }
}

impl Listing {
    /// Lists what the index of a storage names.
    pub(super) fn read(storage: &impl KeyValue, space: Space) -> Result<Self, StorageError> {
        let (index, damaged) = read(storage, space)?;
        let listed = |entry| Listed { entry, found: false };
        Ok(Self { workbooks: index.workbooks.into_iter().map(listed).collect(), damaged })
    }

    /// Adds what is said of a workbook elsewhere, unless the list has it.
    pub(super) fn add(&mut self, entry: Entry) {
        if self.workbooks.iter().all(|listed| listed.entry.id != entry.id) {
            self.workbooks.push(Listed { entry, found: false });
        }
    }

    /// Notes that something of a workbook is in storage.
    pub(super) fn find(&mut self, id: WorkbookId) {
        self.add(Entry::unknown(id));
        self.workbooks.iter_mut().filter(|listed| listed.entry.id == id).for_each(|it| it.found = true);
    }
}

/// Changes the entry of a workbook and puts it at the end of the list. Returns it as it is now.
pub(super) fn note(
    storage: &impl KeyValue,
    space: Space,
    id: WorkbookId,
    note: impl FnOnce(&mut Entry),
) -> Result<Entry, StorageError> {
    change(storage, space, |index| {
        let at = index.workbooks.iter().position(|entry| entry.id == id);
        let mut entry = at.map_or_else(|| Entry::unknown(id), |at| index.workbooks.remove(at));
        note(&mut entry);
        index.workbooks.push(entry.clone());
        entry
    })
}

/// Takes a workbook off the list.
pub(super) fn strike(storage: &impl KeyValue, space: Space, id: WorkbookId) -> Result<(), StorageError> {
    change(storage, space, |index| index.workbooks.retain(|entry| entry.id != id))
}

fn change<T>(
    storage: &impl KeyValue,
    space: Space,
    change: impl FnOnce(&mut Index) -> T,
) -> Result<T, StorageError> {
    let (mut index, _) = read(storage, space)?;
    let outcome = change(&mut index);
    if index.workbooks.is_empty() {
        // An empty list leaves nothing behind.
        storage.remove(&space.index()).map_err(|refusal| storage.explain(refusal, 0))?;
        return Ok(outcome);
    }
    let needed = || serde_json::to_string(&index).map_or(0, |text| units(&text));
    let written = storage.set_json(&space.index(), &index);
    written.map_err(|refusal| storage.explain(refusal, needed()))?;
    Ok(outcome)
}

/// Reads the index; the list of a damaged one is empty, what it named is found by its keys.
fn read(storage: &impl KeyValue, space: Space) -> Result<(Index, Option<StorageError>), StorageError> {
    match storage.get_json(&space.index()) {
        Ok(index) => Ok((index.unwrap_or_default(), None)),
        Err(Refusal::Damaged) => Ok((Index::default(), Some(StorageError::IndexDamaged))),
        Err(refusal) => Err(storage.explain(refusal, 0)),
    }
}

/// Finds the workbooks of which there are pieces among some keys.
pub(super) fn found<'a>(keys: impl Iterator<Item = &'a String>, space: Space) -> Vec<WorkbookId> {
    let mut found: Vec<WorkbookId> =
        keys.filter_map(|key| Some(Piece::parse(space, key)?.workbook)).collect();
    found.sort();
    found.dedup();
    found
}
