//! The real local storage: round trip, quota, and a browser that denies it.

use crate::book::{CELLS, author, replica, small, type_in};
use crate::fake::FakeVault;
use crate::page::js;
use hyokacho::edge::error::StorageError;
use hyokacho::edge::keeper::Standing;
use hyokacho::edge::key::Space;
use hyokacho::edge::key_value::{KeyValue, units};
use hyokacho::edge::local::Local;
use hyokacho::edge::probe::{Found, probe};
use hyokacho::edge::store::Store;
use hyokacho::model::id::WorkbookId;
use hyokacho::words::JA;
use std::collections::BTreeMap;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test as test;

const ID: WorkbookId = WorkbookId::known("real");

fn storage() -> Local {
    match probe(replica(1)) {
        Found::Writable(storage) => storage,
        other => panic!("{other:?}"),
    }
}

fn texts(storage: &Local) -> BTreeMap<String, String> {
    let keys = storage.keys().unwrap();
    keys.into_iter().map(|key| (key.clone(), storage.get(&key).unwrap().unwrap())).collect()
}

/// Runs with a changed browser, then changes it back.
fn with<T>(change: &str, back: &str, run: impl FnOnce() -> T) -> T {
    js(change, &[]);
    let outcome = run();
    js(back, &[]);
    outcome
}

#[test]
async fn a_workbook_comes_back_from_the_real_storage_and_foreign_keys_stay() {
    let storage = storage();
    let foreign =
        [("other-app/plan", "1"), ("hyokacho", "2"), ("hyokacho/real", "3"), ("hyokacho/real/x", "4")];
    foreign.iter().for_each(|(key, text)| storage.set(key, text).unwrap());
    let before = texts(&storage);

    let store = |n| Store::<Local, FakeVault>::new(Some(storage.clone()), None, Space::Own, replica(n));
    let mut book = small(ID);
    let keeper = store(1).keeper(ID);
    keeper.base(&book).await;
    for text in ["髙﨑", "髙﨑 𠮷野家\u{e000}", "葛\u{e0100}"] {
        let part = type_in(&mut book, &author(1), CELLS[0], text);
        keeper.journal(&part);
    }
    assert_eq!(keeper.standing(), Standing::ForNow);
    store(1).note(ID, |entry| entry.title = "計画".into()).await.unwrap();
    store(1).set_setting("text-size", &20u32).unwrap();

    let loaded = store(2).load(ID).await.unwrap();
    assert!(loaded.is_whole() && loaded.unread.is_empty());
    assert_eq!(loaded.workbook, Some(book));
    assert_eq!(loaded.keeper.standing(), Standing::ForNow);
    let listed = store(2).list().await.unwrap().workbooks.into_iter().find(|l| l.entry.id == ID).unwrap();
    assert_eq!((listed.entry.title.as_str(), listed.found), ("計画", true));
    assert_eq!(store(2).setting::<u32>("text-size"), Some(20));

    store(2).remove(ID).await.unwrap();
    for key in ["hyokacho/index", "hyokacho/settings/text-size"] {
        storage.remove(key).unwrap();
    }
    assert_eq!(texts(&storage), before);
    foreign.iter().for_each(|(key, _)| storage.remove(key).unwrap());
}

#[test]
async fn a_full_browser_keeps_what_was_there_and_says_so() {
    let storage = storage();
    let store = Store::<Local, FakeVault>::new(Some(storage.clone()), None, Space::Own, replica(1));
    let mut book = small(ID);
    let keeper = store.keeper(ID);
    keeper.base(&book).await;
    js(
        "let n = 8e6; const at = (i) => localStorage.setItem('other-app/' + i, 'x'.repeat(n));
         for (let i = 0; n >= 100; i++) { try { at(i) } catch { n = Math.floor(n / 2) } }",
        &[],
    );
    let before = texts(&storage);
    let part = type_in(&mut book, &author(1), CELLS[0], &"長い文".repeat(5000));
    keeper.journal(&part);
    keeper.base(&book).await;
    let Standing::Failed(error) = keeper.standing() else { panic!("{:?}", keeper.standing()) };
    assert!(matches!(error, StorageError::Full { needed: 200.., used: 2_000_000.. }), "{error:?}");
    assert!(error.message(&JA.storage).text.contains("「ファイルに保存」"));
    assert_eq!(texts(&storage), before);
    js(
        "Object.keys(localStorage).filter((k) => k.startsWith('other-app/')).forEach((k) => delete localStorage[k])",
        &[],
    );
    keeper.retry();
    assert_eq!(keeper.standing(), Standing::ForNow);
    assert_eq!(store.load(ID).await.unwrap().workbook, Some(book));
    store.remove(ID).await.unwrap();
    storage.remove("hyokacho/index").unwrap();
    assert_eq!(storage.used(), 0);
}

#[test]
fn sizes_are_counted_as_the_browser_counts() {
    for text in ["", "abc", "評価", "𠮷", "e\u{301}"] {
        let length = js("return a.length", &[&JsValue::from_str(text)]).as_f64().unwrap();
        assert_eq!(units(text) as f64, length);
    }
}

#[test]
fn denied_storage_is_no_panic() {
    let outcomes = |found: Found<Local>| (found.storage().is_some(), found.error().cloned());
    let deny = |getter: &str| {
        let change = format!(
            "window.kept = Object.getOwnPropertyDescriptor(window, 'localStorage');
             Object.defineProperty(window, 'localStorage', {{ get() {{ {getter} }}, configurable: true }})"
        );
        let back = "Object.defineProperty(window, 'localStorage', window.kept); delete window.kept";
        outcomes(with(&change, back, || probe(replica(1))))
    };
    assert_eq!(deny("throw new DOMException('x', 'SecurityError')"), (false, Some(StorageError::Blocked)));
    assert_eq!(deny("return null"), (false, Some(StorageError::Missing)));

    let break_method = |name: &str, error: &str| {
        let change = format!(
            "window.kept = Storage.prototype.{name};
             Storage.prototype.{name} = () => {{ throw new DOMException('x', '{error}') }}"
        );
        let back = format!("Storage.prototype.{name} = window.kept; delete window.kept");
        outcomes(with(&change, &back, || probe(replica(1))))
    };
    assert_eq!(break_method("getItem", "SecurityError"), (false, Some(StorageError::Blocked)));
    assert_eq!(break_method("key", "SecurityError"), (true, None), "no key yet, so none is asked for");
    assert_eq!(break_method("setItem", "SecurityError"), (true, Some(StorageError::ReadOnly)));
    let full = break_method("setItem", "QuotaExceededError");
    assert!(matches!(full, (true, Some(StorageError::Full { .. }))));
    assert_eq!(probe(replica(1)).error(), None);
}
