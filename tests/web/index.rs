//! The list of workbooks.

use crate::fake::{Act, Call};
use crate::script::{ID, Places, Session};
use hyokacho::edge::error::StorageError;
use hyokacho::edge::key_value::{KeyValue, Refusal};
use hyokacho::model::id::WorkbookId;
use wasm_bindgen_test::wasm_bindgen_test as test;

const GONE: WorkbookId = WorkbookId::known("gone");

#[test]
async fn the_list_shows_what_was_noted_and_what_is_stored() {
    for places in [Places::both(), Places::local(), Places::vault()] {
        let store = places.store(1);
        for (id, title) in [(ID, "計画"), (GONE, "消えた計画"), (ID, "計画 改")] {
            store.note(id, |entry| entry.title = title.into()).await.unwrap();
        }
        store.note(ID, |entry| entry.alias = "作業用".into()).await.unwrap();
        Session::create(&places, 1).await;
        let mut listed: Vec<_> = store.list().await.unwrap().workbooks;
        listed.sort_by_key(|listed| listed.found);
        let listed: Vec<_> = listed
            .iter()
            .map(|l| (l.entry.id, l.entry.title.as_str(), l.entry.alias.as_str(), l.found))
            .collect();
        assert_eq!(listed, [(GONE, "消えた計画", "", false), (ID, "計画 改", "作業用", true)]);
        store.remove(GONE).await.unwrap();
        assert_eq!(store.list().await.unwrap().workbooks.len(), 1);
    }
}

#[test]
async fn a_damaged_list_is_named_and_the_workbooks_are_found_by_their_keys() {
    for damage in ["{\"workbooks\":[{\"id\"", "", "[]", "{\"workbooks\":[],\"more\":1}"] {
        let places = Places::both();
        let store = places.store(1);
        let saved = Session::create(&places, 1).await.book;
        places.local.as_ref().unwrap().set("hyokacho/index", damage).unwrap();
        let listing = store.list().await.unwrap();
        assert_eq!(listing.damaged, Some(StorageError::IndexDamaged), "{damage}");
        assert_eq!(listing.workbooks.len(), 1);
        assert!(listing.workbooks[0].found && listing.workbooks[0].entry.id == ID);
        assert_eq!(store.load(ID).await.unwrap().workbook, Some(saved));
        store.note(ID, |entry| entry.title = "計画".into()).await.unwrap();
        assert_eq!(store.list().await.unwrap().damaged, None);
    }
}

#[test]
async fn a_list_that_cannot_be_written_is_reported_unless_the_vault_has_it() {
    let places = Places::local();
    let store = places.store(1);
    let local = places.local.as_ref().unwrap();
    let refuse = || {
        local.fail(|call| match call {
            Call::Set(_) => Act::Refuse(Refusal::Full),
            _ => Act::Go,
        })
    };
    refuse();
    let title = |entry: &mut hyokacho::edge::index::Entry| entry.title = "計画".into();
    assert!(matches!(store.note(ID, title).await, Err(StorageError::Full { needed: 100.., used: 0 })));
    let both = Places { vault: Places::both().vault, ..places.clone() };
    both.store(2).note(ID, title).await.unwrap();
    assert_eq!(both.store(3).list().await.unwrap().workbooks[0].entry.title, "計画");
    local.fail(|_| Act::Refuse(Refusal::Denied));
    assert_eq!(store.list().await, Err(StorageError::Blocked));
    assert!(matches!(store.load(ID).await, Err(StorageError::Blocked)));
}

#[test]
fn settings_come_back_and_a_damaged_one_counts_as_unset() {
    let places = Places::local();
    let store = places.store(1);
    assert_eq!(store.setting::<u32>("text-size"), None);
    store.set_setting("text-size", &20u32).unwrap();
    assert_eq!(store.setting::<u32>("text-size"), Some(20));
    places.local.as_ref().unwrap().set("hyokacho/settings/text-size", "\"large").unwrap();
    assert_eq!(store.setting::<u32>("text-size"), None);
}
