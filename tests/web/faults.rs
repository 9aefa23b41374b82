//! What was reported as saved is still there after any single or lasting fault of either place.

use crate::book::covers;
use crate::fake::{Act, Call, Fake, FakeVault};
use crate::script::{ID, Places, Session, afternoon};
use hyokacho::edge::error::{Reason, StorageError};
use hyokacho::edge::keeper::Standing;
use hyokacho::edge::key_value::{KeyValue, Refusal};
use hyokacho::edge::probe::{Found, try_out};
use hyokacho::format::Held;
use wasm_bindgen_test::wasm_bindgen_test as test;

/// How many writes the afternoon asks of each place without a fault.
async fn length() -> usize {
    let places = Places::both();
    afternoon(&places).await;
    places.local.unwrap().writes().max(places.vault.unwrap().writes())
}

/// Plays the afternoon once per place of the fault, starts again without it, and asks for
/// everything that was reported as saved.
async fn check(make: fn() -> Places, fault: impl Fn(usize, &Places)) {
    let length = length().await;
    assert!(length > 20);
    for k in 0..length {
        let places = make();
        fault(k, &places);
        let saved = afternoon(&places).await;
        places.mend();
        let found = places.store(2).load(ID).await.unwrap().workbook;
        if let Some(saved) = saved {
            assert!(found.is_some_and(|found| covers(&found, &saved)), "fault at {k}");
        }
    }
}

/// The same with a fault of local storage, beside a vault and without one.
async fn check_local(fault: impl Fn(usize, Call) -> Act + Clone + 'static) {
    for make in [Places::both, Places::local] {
        let fault = fault.clone();
        check(make, move |k, places| {
            let fault = fault.clone();
            places.local.as_ref().unwrap().fail(move |call| fault(k, call));
        })
        .await;
    }
}

/// The same with a fault of the vault, beside local storage and without it.
async fn check_vault(fault: impl Fn(usize, usize) -> Option<Refusal> + Clone + 'static) {
    for make in [Places::both, Places::vault] {
        let fault = fault.clone();
        check(make, move |k, places| {
            let fault = fault.clone();
            places.vault.as_ref().unwrap().refuse(move |n| fault(k, n));
        })
        .await;
    }
}

fn number(call: Call) -> Option<usize> {
    match call {
        Call::Set(n) | Call::Remove(n) => Some(n),
        Call::Get(_) | Call::Keys => None,
    }
}

#[test]
async fn full_at_one_write_loses_nothing_that_was_reported() {
    check_local(|k, call| match call {
        Call::Set(n) if n == k => Act::Refuse(Refusal::Full),
        _ => Act::Go,
    })
    .await;
    check_vault(|k, n| (n == k).then_some(Refusal::Full)).await;
}

#[test]
async fn full_from_a_write_on_loses_nothing_that_was_reported() {
    check_local(|k, call| match call {
        Call::Set(n) if n >= k => Act::Refuse(Refusal::Full),
        _ => Act::Go,
    })
    .await;
    check_vault(|k, n| (n >= k).then_some(Refusal::Full)).await;
}

#[test]
async fn storage_that_closes_at_any_moment_loses_nothing_that_was_reported() {
    check_local(|k, call| match number(call) {
        Some(n) if n >= k => Act::Refuse(Refusal::Denied),
        _ => Act::Go,
    })
    .await;
    check(Places::both, |k, places| {
        let closed = move |call| match number(call) {
            Some(n) if n >= k => Act::Refuse(Refusal::Denied),
            _ => Act::Go,
        };
        places.local.as_ref().unwrap().fail(closed);
        places.vault.as_ref().unwrap().refuse(move |n| (2 * n >= k).then_some(Refusal::Denied));
    })
    .await;
}

#[test]
async fn a_refused_removal_loses_nothing() {
    check_local(|k, call| match call {
        Call::Remove(n) if n >= k => Act::Refuse(Refusal::Other("no".into())),
        _ => Act::Go,
    })
    .await;
}

#[test]
async fn a_write_that_is_cut_is_not_reported_as_saved() {
    check_local(|k, call| match call {
        Call::Set(n) if n == k => Act::Cut,
        _ => Act::Go,
    })
    .await;
}

#[test]
async fn a_write_that_did_not_happen_is_not_reported_as_saved() {
    check_local(|k, call| match call {
        Call::Set(n) if n == k => Act::Old,
        _ => Act::Go,
    })
    .await;
}

#[test]
async fn old_or_cut_values_at_one_read_lose_nothing_that_was_reported() {
    for act in [Act::Old, Act::Cut, Act::Refuse(Refusal::Denied)] {
        check_local(move |k, call| if call == Call::Get(k) { act.clone() } else { Act::Go }).await;
    }
}

/// Refuses the first write from now on.
fn refuse_one(places: &Places) {
    places.local.as_ref().unwrap().fail(|call| match call {
        Call::Set(0) => Act::Refuse(Refusal::Full),
        _ => Act::Go,
    });
}

#[test]
async fn what_was_not_stored_is_stored_with_the_next_part() {
    let places = Places::local();
    let mut session = Session::create(&places, 1).await;
    refuse_one(&places);
    assert!(!session.write(0, "あ").await);
    assert!(session.write(1, "か").await);
    assert_eq!(Session::open(&places, 2).await.book, session.book);
    refuse_one(&places);
    assert!(!session.write(0, "さ").await);
    session.keeper.retry();
    assert!(session.rest().await);
    assert_eq!(Session::open(&places, 3).await.book, session.book);
}

#[test]
async fn a_vault_that_refuses_leaves_local_storage_and_says_so() {
    let places = Places::both();
    let mut session = Session::create(&places, 1).await;
    assert_eq!(session.keeper.standing(), Standing::Saved);
    places.vault.as_ref().unwrap().refuse(|_| Some(Refusal::Full));
    assert!(session.write(0, "あ").await);
    assert_eq!(session.keeper.standing(), Standing::ForNow);
    assert_eq!(Session::open(&Places { vault: None, ..places.clone() }, 2).await.book, session.book);
    places.vault.as_ref().unwrap().mend();
    session.write(1, "か").await;
    assert_eq!(session.keeper.standing(), Standing::Saved);
    assert_eq!(Session::open(&Places { local: None, ..places.clone() }, 3).await.book, session.book);
}

#[test]
async fn where_local_storage_has_no_room_the_vault_has_the_whole() {
    let places = Places::both();
    let mut session = Session::create(&places, 1).await;
    session.write(0, "あ").await;
    places.local.as_ref().unwrap().fail(|call| match call {
        Call::Set(_) => Act::Refuse(Refusal::Full),
        _ => Act::Go,
    });
    session.write(1, "か").await;
    assert!(session.base().await && session.keeper.is_crowded());
    assert_eq!(session.keeper.standing(), Standing::Saved);
    assert_eq!(places.local.as_ref().unwrap().texts().len(), 0, "room is made for others");
    assert_eq!(Session::open(&places, 2).await.book, session.book);
}

#[test]
async fn without_a_whole_workbook_nothing_is_reported_as_saved() {
    let places = Places::local();
    refuse_one(&places);
    let mut session = Session::create(&places, 1).await;
    assert!(!session.write(0, "あ").await);
    let loaded = places.store(2).load(ID).await.unwrap();
    assert!(loaded.workbook.is_some() && !loaded.is_whole());
    assert!(matches!(loaded.keeper.standing(), Standing::Failed(_)));
    assert!(session.base().await);
}

#[test]
async fn a_full_storage_says_how_much_is_needed_and_used() {
    let places = Places::local();
    let mut session = Session::create(&places, 1).await;
    let local = places.local.as_ref().unwrap();
    local.fail(|call| match call {
        Call::Set(_) => Act::Refuse(Refusal::Full),
        _ => Act::Go,
    });
    let before = local.texts();
    assert!(!session.write(0, "あ").await);
    match session.keeper.standing() {
        Standing::Failed(StorageError::Full { needed, used }) => {
            assert!(needed > 300, "{needed}");
            let stored = |(k, v): (&String, &String)| (k.len() + v.encode_utf16().count()) as u64;
            assert_eq!(used, before.iter().map(stored).sum::<u64>());
        }
        other => panic!("{other:?}"),
    }
    assert!(!session.base().await);
    assert_eq!(local.texts(), before);
}

#[test]
async fn damaged_pieces_are_named_and_left_where_they_are() {
    let places = Places::local();
    let mut session = Session::create(&places, 1).await;
    session.write(0, "あ").await;
    session.write(1, "か").await;
    let local = places.local.as_ref().unwrap();
    let key = local.keys_with("/journal/").remove(0);
    let cut: String = local.texts()[&key].chars().take(40).collect();
    local.set(&key, &cut).unwrap();
    let (stray, odd) = ("hyokacho/plan/journal/b/7", "hyokacho/plan/base/2019/b/8");
    let other = crate::book::small("other".parse().unwrap());
    local.set(stray, &hyokacho::format::write_part(&other)).unwrap();
    local.set(odd, &hyokacho::format::pack(b"no deflated text")).unwrap();

    let loaded = places.store(2).load(ID).await.unwrap();
    assert!(loaded.is_whole());
    let mut named: Vec<&str> = loaded.unread.iter().map(|unread| unread.key.as_str()).collect();
    named.sort();
    let mut expected = [key.as_str(), stray, odd];
    expected.sort();
    assert_eq!(named, expected);
    let reason = |key: &str| loaded.unread.iter().find(|unread| unread.key == key).unwrap().reason.clone();
    assert_eq!(reason(stray), Reason::AnotherWorkbook);
    assert_eq!(reason(odd), Reason::Damaged);
    assert!(matches!(reason(&key), Reason::Content(_)));
    let broken = loaded.unread.iter().find(|unread| unread.key == key).unwrap();
    let stored = places.store(2).stored(ID).await.into_iter().find(|stored| stored.key == broken.key);
    assert_eq!(stored.map(|stored| stored.held), Some(Held::Text(cut.clone())));

    loaded.keeper.base(&loaded.workbook.unwrap()).await;
    assert_eq!(local.texts()[&key], cut);
    assert!(local.texts().contains_key(stray) && local.texts().contains_key(odd));
    assert_eq!(local.keys_with("/journal/").len(), 2);
}

#[test]
async fn a_piece_that_one_place_damaged_is_read_from_the_other() {
    let places = Places::both();
    let mut session = Session::create(&places, 1).await;
    session.write(0, "あ").await;
    let vault = places.vault.as_ref().unwrap();
    for (key, bytes) in vault.pieces() {
        vault.put(&key, bytes[..bytes.len() / 2].to_vec());
    }
    assert_eq!(Session::open(&places, 2).await.book, session.book);
}

#[test]
fn a_probe_tells_writable_readable_and_blocked_apart() {
    let check = |fault: fn(Call) -> Act, storage: bool, error: Option<StorageError>| {
        let fake = Fake::new();
        fake.fail(fault);
        let found = try_out(fake.clone(), crate::book::replica(1));
        assert_eq!((found.storage().is_some(), found.error()), (storage, error.as_ref()));
        fake.mend();
        assert_eq!(fake.texts().len(), 0);
    };
    check(|_| Act::Go, true, None);
    check(|_| Act::Refuse(Refusal::Denied), false, Some(StorageError::Blocked));
    let no_writes = |call| if number(call).is_some() { Act::Refuse(Refusal::Denied) } else { Act::Go };
    check(no_writes, true, Some(StorageError::ReadOnly));
    let forgets = |call| if matches!(call, Call::Set(_)) { Act::Old } else { Act::Go };
    check(forgets, true, Some(StorageError::ReadOnly));
    let full = |call| if matches!(call, Call::Set(_)) { Act::Refuse(Refusal::Full) } else { Act::Go };
    let found = Fake::new();
    found.fail(full);
    let found = try_out(found, crate::book::replica(1));
    assert!(matches!(found, Found::Readable(_, StorageError::Full { .. })));
}

#[test]
async fn nothing_anywhere_is_said() {
    let places = Places { local: None, vault: None };
    assert!(matches!(places.store(1).load(ID).await, Err(StorageError::Missing)));
    let mut session = Session::create(&places, 1).await;
    assert!(!session.write(0, "あ").await);
    assert_eq!(session.keeper.standing(), Standing::Failed(StorageError::Missing));
    assert_eq!(FakeVault::new().pieces().len(), 0);
}
