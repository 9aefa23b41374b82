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
    /// When it was last opened, as text (`2026-11-21 14:05`); empty where that is not known.
    pub opened: String,
    /// The size of its last snapshot in UTF-16 units.
    pub units: u64,
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

/// Lists what the index names, and what is in storage without being named there.
pub fn list(storage: &impl KeyValue, space: Space) -> Result<Listing, StorageError> {
    let (index, damaged) = read(storage, space)?;
    let found = found(storage, space)?;
    let listed = |entry: Entry| Listed { found: found.contains(&entry.id), entry };
    let mut workbooks: Vec<Listed> = index.workbooks.into_iter().map(listed).collect();
    for id in found {
        if workbooks.iter().all(|listed| listed.entry.id != id) {
            workbooks.push(Listed { entry: unnamed(id), found: true });
        }
    }
    Ok(Listing { workbooks, damaged })
}

/// Enters a workbook at the end of the list, in the place of its earlier entry.
pub fn enter(storage: &impl KeyValue, space: Space, entry: Entry) -> Result<(), StorageError> {
    change(storage, space, |index| {
        index.workbooks.retain(|other| other.id != entry.id);
        index.workbooks.push(entry);
    })
}

/// Takes a workbook off the list.
pub fn strike(storage: &impl KeyValue, space: Space, id: WorkbookId) -> Result<(), StorageError> {
    change(storage, space, |index| index.workbooks.retain(|entry| entry.id != id))
}

fn change(
    storage: &impl KeyValue,
    space: Space,
    change: impl FnOnce(&mut Index),
) -> Result<(), StorageError> {
    let (mut index, _) = read(storage, space)?;
    change(&mut index);
    let needed = || serde_json::to_string(&index).map_or(0, |text| units(&text));
    storage.set_json(&space.index(), &index).map_err(|refusal| storage.explain(refusal, needed()))
}

/// Reads the index; the list of a damaged one is empty, what it named is found by its keys.
fn read(storage: &impl KeyValue, space: Space) -> Result<(Index, Option<StorageError>), StorageError> {
    match storage.get_json(&space.index()) {
        Ok(index) => Ok((index.unwrap_or_default(), None)),
        Err(Refusal::Damaged) => Ok((Index::default(), Some(StorageError::IndexDamaged))),
        Err(refusal) => Err(storage.explain(refusal, 0)),
    }
}

fn found(storage: &impl KeyValue, space: Space) -> Result<Vec<WorkbookId>, StorageError> {
    let keys = storage.keys().map_err(|refusal| storage.explain(refusal, 0))?;
    let mut found: Vec<WorkbookId> =
        keys.iter().filter_map(|key| Some(Piece::parse(space, key)?.workbook)).collect();
    found.sort();
    found.dedup();
    Ok(found)
}

fn unnamed(id: WorkbookId) -> Entry {
    Entry { id, title: String::new(), municipality: String::new(), opened: String::new(), units: 0 }
}
