//! The list of workbooks.

use crate::fake::{Act, Call, Fake};
use crate::script::{ID, Session, store};
use hyokacho::edge::error::StorageError;
use hyokacho::edge::index::Entry;
use hyokacho::edge::key_value::{KeyValue, Refusal};
use hyokacho::model::id::WorkbookId;
use wasm_bindgen_test::wasm_bindgen_test as test;

fn entry(id: WorkbookId, title: &str) -> Entry {
    let (municipality, opened) = ("みどり野市".into(), "2026-11-21 14:05".into());
    Entry { id, title: title.into(), municipality, opened, units: 1200 }
}

#[test]
fn the_list_shows_what_was_entered_and_what_is_stored() {
    let storage = Fake::new();
    let store = store(&storage, 1);
    let gone = WorkbookId::known("gone");
    store.enter(entry(ID, "計画")).unwrap();
    store.enter(entry(gone, "消えた計画")).unwrap();
    store.enter(entry(ID, "計画 改")).unwrap();
    Session::create(&storage, 1);
    let listed = store.list().unwrap().workbooks;
    let listed: Vec<_> = listed.iter().map(|l| (l.entry.id, l.entry.title.as_str(), l.found)).collect();
    assert_eq!(listed, [(gone, "消えた計画", false), (ID, "計画 改", true)]);
    store.remove(gone).unwrap();
    assert_eq!(store.list().unwrap().workbooks.len(), 1);
}

#[test]
fn a_damaged_list_is_named_and_the_workbooks_are_found_by_their_keys() {
    for damage in ["{\"workbooks\":[{\"id\"", "", "[]", "{\"workbooks\":[],\"more\":1}"] {
        let storage = Fake::new();
        let store = store(&storage, 1);
        let saved = Session::create(&storage, 1).book;
        storage.set("hyokacho/index", damage).unwrap();
        let listing = store.list().unwrap();
        assert_eq!(listing.damaged, Some(StorageError::IndexDamaged), "{damage}");
        assert_eq!(listing.workbooks.len(), 1);
        assert!(listing.workbooks[0].found && listing.workbooks[0].entry.id == ID);
        assert_eq!(store.load(ID).unwrap().workbook, Some(saved));
        store.enter(entry(ID, "計画")).unwrap();
        assert_eq!(store.list().unwrap().damaged, None);
    }
}

#[test]
fn a_list_that_cannot_be_written_is_reported() {
    let storage = Fake::new();
    let store = store(&storage, 1);
    storage.fail(|call| match call {
        Call::Set(_) => Act::Refuse(Refusal::Full),
        _ => Act::Go,
    });
    assert!(matches!(store.enter(entry(ID, "計画")), Err(StorageError::Full { needed: 100.., used: 0 })));
    storage.fail(|_| Act::Refuse(Refusal::Denied));
    assert_eq!(store.list(), Err(StorageError::Blocked));
    assert!(matches!(store.load(ID), Err(StorageError::Blocked)));
}

#[test]
fn settings_come_back_and_a_damaged_one_counts_as_unset() {
    let storage = Fake::new();
    let store = store(&storage, 1);
    assert_eq!(store.setting::<u32>("text-size"), None);
    store.set_setting("text-size", &20u32).unwrap();
    assert_eq!(store.setting::<u32>("text-size"), Some(20));
    storage.set("hyokacho/settings/text-size", "\"large").unwrap();
    assert_eq!(store.setting::<u32>("text-size"), None);
}
