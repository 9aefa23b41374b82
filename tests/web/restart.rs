//! Starting joins everything that is found.

use crate::book::{CELLS, replica, text, year};
use crate::fake::{Act, Call};
use crate::script::{ID, Places, Session, afternoon};
use hyokacho::edge::keeper::Standing;
use hyokacho::edge::key::{Kind, Piece, Space};
use hyokacho::edge::key_value::KeyValue;
use hyokacho::edge::store::Store;
use hyokacho::model::place::Scope;
use wasm_bindgen_test::wasm_bindgen_test as test;

fn every() -> [Places; 3] {
    [Places::both(), Places::local(), Places::vault()]
}

#[test]
async fn a_start_joins_the_bases_and_the_journals_of_two_replicas() {
    for places in every() {
        let mut one = Session::create(&places, 1).await;
        let mut other = Session::open(&places, 2).await;
        one.write(0, "一つ目の窓で").await;
        other.write(1, "二つ目の窓で").await;
        let joined = Session::open(&places, 3).await.book;
        assert_eq!(CELLS.map(|cell| text(&joined, cell)), ["一つ目の窓で", "二つ目の窓で"]);
        assert!(joined.conflicts().is_empty());
    }
}

#[test]
async fn what_stands_in_one_place_only_is_joined_too() {
    let both = Places::both();
    let (local, vault) = (Places { vault: None, ..both.clone() }, Places { local: None, ..both.clone() });
    Session::create(&both, 1).await;
    let mut one = Session::open(&local, 2).await;
    let mut other = Session::open(&vault, 3).await;
    one.write(0, "こちらに").await;
    other.write(1, "あちらに").await;
    let mut again = Session::open(&both, 4).await;
    assert_eq!(CELLS.map(|cell| text(&again.book, cell)), ["こちらに", "あちらに"]);
    assert!(again.base().await && again.keeper.standing() == Standing::Saved);
    for places in [local, vault] {
        assert_eq!(Session::open(&places, 5).await.book, again.book);
    }
}

#[test]
async fn a_place_that_was_emptied_is_filled_again() {
    let places = Places::both();
    let mut session = Session::create(&places, 1).await;
    session.write(0, "あ").await;
    places.vault.as_ref().unwrap().clear();
    let mut again = Session::open(&places, 2).await;
    assert_eq!(again.book, session.book);
    assert!(again.base().await);
    assert_eq!(Session::open(&Places { local: None, ..places.clone() }, 3).await.book, session.book);
}

#[test]
async fn storage_that_is_emptied_while_a_workbook_is_open_is_filled_again() {
    let places = Places::both();
    let mut session = Session::create(&places, 1).await;
    session.write(0, "あ").await;
    assert!(!session.keeper.was_emptied().await);
    places.vault.as_ref().unwrap().clear();
    let local = places.local.as_ref().unwrap();
    local.texts().keys().for_each(|key| local.remove(key).unwrap());
    session.type_on(1, "消した後に");
    assert!(session.keeper.was_emptied().await);
    assert!(session.base().await);
    for places in [Places { local: None, ..places.clone() }, Places { vault: None, ..places.clone() }] {
        assert_eq!(Session::open(&places, 2).await.book, session.book);
    }
}

#[test]
async fn one_scope_that_was_taken_away_is_written_again() {
    let places = Places::both();
    let mut session = Session::create(&places, 1).await;
    session.write(0, "あ").await;
    assert!(session.base().await && !session.keeper.was_emptied().await);
    let vault = places.vault.as_ref().unwrap();
    let gone = vault.keys_with("/base/plan/").remove(0);
    let mut rest = vault.pieces();
    rest.remove(&gone);
    vault.clear();
    rest.into_iter().for_each(|(key, bytes)| vault.put(&key, bytes));
    assert!(session.keeper.was_emptied().await && session.base().await);
    assert_eq!(Session::open(&Places { local: None, ..places.clone() }, 2).await.book, session.book);
}

#[test]
async fn a_base_leaves_what_another_tab_wrote_and_this_one_has_not_seen() {
    for places in every() {
        let keys = |word| match &places.vault {
            Some(vault) => vault.keys_with(word),
            None => places.local.as_ref().unwrap().keys_with(word),
        };
        let mut one = Session::create(&places, 1).await;
        let mut other = Session::open(&places, 2).await;
        one.write(0, "一つ目の窓で").await;
        other.write(1, "二つ目の窓で").await;
        assert!(other.base().await);
        assert_eq!(keys("/journal/").len(), 1);
        assert!(one.base().await);
        let mut last = Session::open(&places, 3).await;
        assert_eq!(CELLS.map(|cell| text(&last.book, cell)), ["一つ目の窓で", "二つ目の窓で"]);
        last.write(0, "三つ目の窓で").await;
        assert!(last.base().await);
        assert_eq!((keys("/base/").len(), keys("/journal/").len()), (2, 0), "the head and the year");
        assert_eq!(Session::open(&places, 4).await.book, last.book);
    }
}

#[test]
async fn what_comes_while_a_base_is_made_stays_in_the_journal() {
    for places in every() {
        let mut session = Session::create(&places, 1).await;
        session.write(0, "前に").await;
        let making = session.keeper.base(&session.book);
        session.type_on(0, "前に書き、続けて");
        session.type_on(1, "途中に");
        making.await;
        assert!(session.rest().await);
        assert_eq!(Session::open(&places, 2).await.book, session.book);
    }
}

#[test]
async fn typing_on_in_one_cell_is_one_entry() {
    let places = Places::both();
    let mut session = Session::create(&places, 1).await;
    let typed = [(0, "あ"), (0, "あい"), (1, "か"), (1, "かき"), (0, "あいう"), (0, "")];
    for ((cell, text), entries) in typed.into_iter().zip([1, 1, 2, 2, 3, 3]) {
        session.write(cell, text).await;
        assert_eq!(places.local.as_ref().unwrap().keys_with("/journal/").len(), entries);
        assert_eq!(places.vault.as_ref().unwrap().keys_with("/journal/").len(), entries);
    }
    let again = Session::open(&places, 2).await.book;
    assert_eq!(CELLS.map(|cell| text(&again, cell)), ["", "かき"]);
}

#[test]
async fn an_afternoon_comes_back_whole() {
    for places in every() {
        let saved = afternoon(&places).await.unwrap();
        assert_eq!(Session::open(&places, 2).await.book, saved);
    }
}

#[test]
async fn an_unchanged_workbook_is_not_written_again() {
    let places = Places::both();
    Session::create(&places, 1).await;
    let mut again = Session::open(&places, 2).await;
    places.local.as_ref().unwrap().fail(|call| match call {
        Call::Set(_) | Call::Remove(_) => panic!("nothing is to be written: {call:?}"),
        _ => Act::Go,
    });
    places.vault.as_ref().unwrap().mend();
    assert!(again.base().await);
    assert_eq!(places.vault.as_ref().unwrap().writes(), 0);
}

#[test]
async fn a_removed_workbook_is_not_written_by_a_tab_that_still_has_it() {
    let places = Places::both();
    let mut session = Session::create(&places, 1).await;
    places.store(2).remove(ID).await.unwrap();
    session.keeper.stop();
    session.type_on(0, "消した後に");
    assert!(!session.base().await);
    assert!(matches!(session.keeper.standing(), Standing::Failed(_)));
    assert!(places.store(3).load(ID).await.unwrap().workbook.is_none());
}

#[test]
async fn sample_and_own_data_never_meet() {
    let places = Places::both();
    let mut own = Session::create(&places, 1).await;
    own.write(0, "本物").await;
    let before = (places.local.as_ref().unwrap().texts(), places.vault.as_ref().unwrap().pieces());
    let sample = Store::new(places.local.clone(), places.vault.clone(), Space::Sample, replica(1));
    assert!(sample.load(ID).await.unwrap().workbook.is_none());
    sample.keeper(ID).base(&crate::book::small(ID)).await;
    assert!(sample.load(ID).await.unwrap().is_whole());
    sample.remove(ID).await.unwrap();
    assert_eq!(sample.list().await.unwrap().workbooks, []);
    let mut after = (places.local.as_ref().unwrap().texts(), places.vault.as_ref().unwrap().pieces());
    after.0.retain(|key, _| !key.starts_with("hyokacho-sample/"));
    assert_eq!(after, before);
    assert!(places.store(2).load(ID).await.unwrap().is_whole());
}

#[test]
fn only_keys_that_the_app_writes_are_read_as_its_own() {
    let piece = Piece { workbook: ID, kind: Kind::Journal, replica: replica(1), number: 7 };
    for kind in [Kind::Journal, Kind::Base(Scope::Plan), Kind::Base(Scope::Year(year()))] {
        let piece = Piece { kind, ..piece };
        let key = piece.key(Space::Own);
        assert_eq!(Piece::parse(Space::Own, &key), Some(piece));
        assert_eq!(Piece::parse(Space::Sample, &key), None);
    }
    for other in [
        "hyokacho",
        "hyokacho/",
        "hyokacho/index",
        "hyokacho/plan/base/plan/b",
        "hyokacho/plan/base/2024/b/07",
        "hyokacho/plan/base/2024/b/7/8",
        "hyokacho/plan/base/b/7",
        "hyokacho/plan/draft/b/7",
        "hyokacho/PLAN/journal/b/7",
        "hyokachoplan/journal/b/7",
        "other/plan/journal/b/7",
    ] {
        assert_eq!(Piece::parse(Space::Own, other), None, "{other}");
    }
}
