//! Backups in the real IndexedDB, and what becomes of them.

use crate::book::{CELLS, author, replica, small, text, type_in};
use hyokacho::edge::backups::Backups;
use hyokacho::edge::bundle;
use hyokacho::edge::error::Reason;
use hyokacho::edge::key::{Piece, Saved, Space};
use hyokacho::edge::local::Local;
use hyokacho::edge::store::Store;
use hyokacho::edge::vault::{Batch, Idb, Vault};
use hyokacho::format::{Held, read_bundle, write_bundle};
use hyokacho::model::id::WorkbookId;
use hyokacho::model::workbook::Workbook;
use wasm_bindgen_test::wasm_bindgen_test as test;

async fn store(n: u64) -> Store<Local, Idb> {
    Store::new(Local::reach().ok(), Some(Idb::open().await.unwrap()), Space::Own, replica(n))
}

/// A stored workbook with a journal entry that no base covers yet.
async fn typed(store: &Store<Local, Idb>, id: WorkbookId, words: &str) -> Workbook {
    let mut book = small(id);
    let keeper = store.keeper(id);
    keeper.base(&book).await;
    keeper.journal(&type_in(&mut book, &author(1), CELLS[0], words));
    keeper.rest().await;
    book
}

async fn back_up(store: &Store<Local, Idb>, book: &Workbook) -> Backups<Idb> {
    let (loaded, backups) = (store.load(book.id()).await.unwrap(), store.backups(book.id()).unwrap());
    loaded.keeper.back_up(&backups, || loaded.keeper.base(book)).await.unwrap();
    backups
}

#[test]
async fn a_backup_holds_what_was_typed_last_and_is_made_once() {
    let (store, id) = (store(1).await, WorkbookId::known("backa"));
    let mut book = typed(&store, id, "書いたばかり").await;
    let backups = back_up(&store, &book).await;
    let list = backups.list().await.unwrap();
    let [first] = list.as_slice() else { panic!("one backup: {list:?}") };
    assert_eq!(backups.read(first).await.unwrap(), book);
    assert!(first.bytes > 100 && first.time > 1_700_000_000_000 && first.number == 1, "{first:?}");
    assert!(backups.due_in().await.unwrap() > 3_500_000.0);

    // The same again is none.
    let backups = back_up(&store, &book).await;
    assert_eq!(backups.list().await.unwrap().len(), 1);
    let keeper = store.load(id).await.unwrap().keeper;
    keeper.journal(&type_in(&mut book, &author(2), CELLS[1], "その後"));
    keeper.rest().await;
    let backups = back_up(&store, &book).await;
    let list = backups.list().await.unwrap();
    assert_eq!(list.iter().map(|it| it.number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(text(&backups.read(&list[0]).await.unwrap(), CELLS[1]), "");
    assert_eq!(text(&backups.read(&list[1]).await.unwrap(), CELLS[1]), "その後");

    // They are no pieces of the workbook, and go with it.
    assert_eq!(store.load(id).await.unwrap().workbook, Some(book));
    store.remove(id).await.unwrap();
    assert_eq!(store.vault().unwrap().keys(&Space::Own.prefix_of(id)).await.unwrap(), Vec::<String>::new());
}

#[test]
async fn whatever_the_clock_says_the_newest_two_stay() {
    let (store, id) = (store(1).await, WorkbookId::known("backb"));
    let mut book = typed(&store, id, "始め").await;
    let vault = store.vault().unwrap();
    let day = 86_400_000;
    // Five backups of a clock that was five years ahead.
    for number in 1..=5 {
        let time = 1_950_000_000_000 + u64::from(number) * day;
        let saved = Saved { number, time, workbook: id, bytes: 3, replica: replica(5) };
        vault
            .write(Batch { put: vec![(saved.key(Space::Own), vec![1, 2, 3])], remove: vec![] })
            .await
            .unwrap();
    }
    assert_eq!(store.backups(id).unwrap().due_in().await.unwrap(), 0.0, "the clock jumped");
    for words in ["一", "二", "三", "四"] {
        let keeper = store.load(id).await.unwrap().keeper;
        keeper.journal(&type_in(&mut book, &author(2), CELLS[0], words));
        keeper.rest().await;
        back_up(&store, &book).await;
    }
    let backups = store.backups(id).unwrap();
    let list = backups.list().await.unwrap();
    let numbers: Vec<u32> = list.iter().map(|it| it.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 7, 8, 9], "three of today, one of each other day");
    assert_eq!(backups.read(&list[0]).await, Err(Reason::Damaged));
    store.remove(id).await.unwrap();
}

#[test]
async fn a_rescue_file_brings_everything_and_names_what_is_damaged() {
    let (store, id) = (store(1).await, WorkbookId::known("backc"));
    let book = typed(&store, id, "救われる文").await;
    let mut stored = store.stored(id).await;
    assert!(stored.iter().any(|it| matches!(it.held, Held::Bytes(_))), "of the vault");
    assert!(stored.iter().any(|it| matches!(it.held, Held::Text(_))), "of local storage");
    assert!(stored.iter().all(|it| Piece::parse(Space::Own, &it.key).is_some()));
    // One copy of the journal entry is damaged, the other is enough.
    let journal = stored.iter_mut().find(|it| it.key.contains("/journal/")).unwrap();
    journal.held = Held::Bytes(b"odd".to_vec());
    let rescued = bundle::join(read_bundle(&write_bundle(&stored)).unwrap()).await;
    assert_eq!(rescued.workbooks, [book]);
    assert!(rescued.unread.is_empty());

    for journal in stored.iter_mut().filter(|it| it.key.contains("/journal/")) {
        journal.held = Held::Text("{\"format\":\"hyokacho\"".into());
    }
    let rescued = bundle::join(stored).await;
    assert_eq!(rescued.workbooks, [small(id)]);
    let [(of, unread)] = rescued.unread.as_slice() else { panic!("one is named") };
    assert_eq!((*of, matches!(unread.reason, Reason::Content(_))), (id, true));
    store.remove(id).await.unwrap();
}
