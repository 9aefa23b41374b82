//! Starting joins everything that is found.

use crate::book::{CELLS, replica, text};
use crate::fake::{Act, Call, Fake};
use crate::script::{ID, Session, afternoon, store};
use hyokacho::edge::key::{Kind, Piece, Space};
use hyokacho::edge::store::Store;
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn a_start_joins_the_snapshot_and_the_journals_of_two_replicas() {
    let storage = Fake::new();
    let mut one = Session::create(&storage, 1);
    let mut other = Session::open(&storage, 2);
    one.write(0, "一つ目の窓で");
    other.write(1, "二つ目の窓で");
    let joined = Session::open(&storage, 3).book;
    assert_eq!(CELLS.map(|cell| text(&joined, cell)), ["一つ目の窓で", "二つ目の窓で"]);
    assert!(joined.conflicts().is_empty());
}

#[test]
fn a_snapshot_leaves_what_another_tab_wrote_and_this_one_has_not_seen() {
    let storage = Fake::new();
    let mut one = Session::create(&storage, 1);
    let mut other = Session::open(&storage, 2);
    one.write(0, "一つ目の窓で");
    other.write(1, "二つ目の窓で");
    assert!(other.snapshot());
    assert_eq!(storage.keys_with("/journal/").len(), 1);
    assert!(one.snapshot());
    assert_eq!(storage.keys_with("/snapshot/").len(), 2);
    let mut last = Session::open(&storage, 3);
    assert_eq!(CELLS.map(|cell| text(&last.book, cell)), ["一つ目の窓で", "二つ目の窓で"]);
    assert!(last.snapshot());
    assert_eq!(storage.texts().len(), 1);
    assert_eq!(Session::open(&storage, 4).book, last.book);
}

#[test]
fn typing_on_in_one_cell_is_one_entry() {
    let storage = Fake::new();
    let mut session = Session::create(&storage, 1);
    let mut entries = |cell, text| {
        session.write(cell, text);
        storage.keys_with("/journal/").len()
    };
    let typed = [(0, "あ"), (0, "あい"), (1, "か"), (1, "かき"), (0, "あいう"), (0, "")];
    assert_eq!(typed.map(|(cell, text)| entries(cell, text)), [1, 1, 2, 2, 3, 3]);
    let again = Session::open(&storage, 2).book;
    assert_eq!(CELLS.map(|cell| text(&again, cell)), ["", "かき"]);
}

#[test]
fn an_afternoon_comes_back_whole() {
    let storage = Fake::new();
    let saved = afternoon(&storage).unwrap();
    assert_eq!(Session::open(&storage, 2).book, saved);
    assert_eq!((storage.keys_with("/snapshot/").len(), storage.keys_with("/journal/").len()), (1, 1));
}

#[test]
fn an_unchanged_workbook_is_not_written_again() {
    let storage = Fake::new();
    Session::create(&storage, 1);
    let mut again = Session::open(&storage, 2);
    storage.fail(|call| match call {
        Call::Set(_) | Call::Remove(_) => panic!("nothing is to be written: {call:?}"),
        _ => Act::Go,
    });
    assert!(again.snapshot());
}

#[test]
fn sample_and_own_data_never_meet() {
    let storage = Fake::new();
    let mut own = Session::create(&storage, 1);
    own.write(0, "本物");
    let before = storage.texts();
    let sample = Store::new(storage.clone(), Space::Sample, replica(1));
    assert!(sample.load(ID).unwrap().workbook.is_none());
    sample.keeper(ID).snapshot(&crate::book::small(ID)).unwrap();
    assert!(sample.load(ID).unwrap().whole);
    sample.remove(ID).unwrap();
    assert_eq!(sample.list().unwrap().workbooks, []);
    let own_keys = |(key, _): &(String, String)| !key.starts_with("hyokacho-sample/");
    let after: Vec<_> = storage.texts().into_iter().filter(own_keys).collect();
    assert_eq!(after, before.into_iter().collect::<Vec<_>>());
    assert!(store(&storage, 2).load(ID).unwrap().whole);
}

#[test]
fn only_keys_that_the_app_writes_are_read_as_its_own() {
    let piece = Piece { workbook: ID, kind: Kind::Journal, replica: replica(1), number: 7 };
    let key = piece.key(Space::Own);
    assert_eq!(Piece::parse(Space::Own, &key), Some(piece));
    assert_eq!(Piece::parse(Space::Sample, &key), None);
    for other in [
        "hyokacho",
        "hyokacho/",
        "hyokacho/index",
        "hyokacho/plan/snapshot/b",
        "hyokacho/plan/snapshot/b/07",
        "hyokacho/plan/snapshot/b/7/8",
        "hyokacho/plan/draft/b/7",
        "hyokacho/PLAN/snapshot/b/7",
        "hyokachoplan/snapshot/b/7",
        "other/plan/snapshot/b/7",
    ] {
        assert_eq!(Piece::parse(Space::Own, other), None, "{other}");
    }
}
