//! What was reported as saved is still there after any single or lasting fault.

use crate::book::covers;
use crate::fake::{Act, Call, Fake};
use crate::script::{ID, Session, afternoon, store};
use hyokacho::edge::error::{Reason, StorageError};
use hyokacho::edge::key_value::{KeyValue, Refusal};
use hyokacho::edge::probe::{Found, try_out};
use wasm_bindgen_test::wasm_bindgen_test as test;

/// How many writes and removals the afternoon asks for without a fault.
fn length() -> usize {
    let storage = Fake::new();
    afternoon(&storage);
    storage.writes()
}

/// Plays the afternoon once per place of the fault, starts again without it, and asks for
/// everything that was reported as saved.
fn check(fault: impl Fn(usize, Call) -> Act + Clone + 'static) {
    let length = length();
    assert!(length > 20);
    for k in 0..length {
        let storage = Fake::new();
        let at_k = fault.clone();
        storage.fail(move |call| at_k(k, call));
        let saved = afternoon(&storage);
        storage.mend();
        let found = store(&storage, 2).load(ID).unwrap().workbook;
        if let Some(saved) = saved {
            assert!(found.is_some_and(|found| covers(&found, &saved)), "fault at {k}");
        }
    }
}

fn number(call: Call) -> Option<usize> {
    match call {
        Call::Set(n) | Call::Remove(n) => Some(n),
        Call::Get(_) | Call::Keys => None,
    }
}

#[test]
fn full_at_one_write_loses_nothing_that_was_reported() {
    check(|k, call| match call {
        Call::Set(n) if n == k => Act::Refuse(Refusal::Full),
        _ => Act::Go,
    });
}

#[test]
fn full_from_a_write_on_loses_nothing_that_was_reported() {
    check(|k, call| match call {
        Call::Set(n) if n >= k => Act::Refuse(Refusal::Full),
        _ => Act::Go,
    });
}

#[test]
fn storage_that_closes_at_any_moment_loses_nothing_that_was_reported() {
    check(|k, call| match number(call) {
        Some(n) if n >= k => Act::Refuse(Refusal::Denied),
        _ => Act::Go,
    });
}

#[test]
fn a_refused_removal_loses_nothing() {
    check(|k, call| match call {
        Call::Remove(n) if n >= k => Act::Refuse(Refusal::Other("no".into())),
        _ => Act::Go,
    });
}

#[test]
fn a_write_that_is_cut_is_not_reported_as_saved() {
    check(|k, call| match call {
        Call::Set(n) if n == k => Act::Cut,
        _ => Act::Go,
    });
}

#[test]
fn a_write_that_did_not_happen_is_not_reported_as_saved() {
    check(|k, call| match call {
        Call::Set(n) if n == k => Act::Old,
        _ => Act::Go,
    });
}

#[test]
fn old_or_cut_values_at_one_read_lose_nothing_that_was_reported() {
    for act in [Act::Old, Act::Cut, Act::Refuse(Refusal::Denied)] {
        check(move |k, call| if call == Call::Get(k) { act.clone() } else { Act::Go });
    }
}

#[test]
fn what_was_not_stored_is_stored_with_the_next_part() {
    let storage = Fake::new();
    let mut session = Session::create(&storage, 1);
    storage.fail(|call| match call {
        Call::Set(0) => Act::Refuse(Refusal::Full),
        _ => Act::Go,
    });
    assert!(!session.write(0, "あ") && !session.keeper.is_saved());
    assert!(session.write(1, "か") && session.keeper.is_saved());
    assert_eq!(Session::open(&storage, 2).book, session.book);
    storage.fail(|call| match call {
        Call::Set(0) => Act::Refuse(Refusal::Full),
        _ => Act::Go,
    });
    assert!(!session.write(0, "さ"));
    assert_eq!(session.keeper.retry(), Ok(()));
    assert_eq!(Session::open(&storage, 3).book, session.book);
}

#[test]
fn without_a_whole_workbook_nothing_is_reported_as_saved() {
    let storage = Fake::new();
    storage.fail(|call| match call {
        Call::Set(0) => Act::Refuse(Refusal::Full),
        _ => Act::Go,
    });
    let mut session = Session::create(&storage, 1);
    assert!(session.write(0, "あ") && !session.keeper.is_saved());
    let loaded = store(&storage, 2).load(ID).unwrap();
    assert!(loaded.workbook.is_some() && !loaded.whole && !loaded.keeper.is_saved());
    assert!(session.snapshot() && session.keeper.is_saved());
}

#[test]
fn a_full_storage_says_how_much_is_needed_and_used() {
    let storage = Fake::new();
    let mut session = Session::create(&storage, 1);
    storage.fail(|call| match call {
        Call::Set(_) => Act::Refuse(Refusal::Full),
        _ => Act::Go,
    });
    session.write(0, "あ");
    let before = storage.texts();
    match session.keeper.snapshot(&session.book) {
        Err(StorageError::Full { needed, used }) => {
            assert!(needed > 1000);
            assert_eq!(
                used,
                before.iter().map(|(k, v)| (k.len() + v.encode_utf16().count()) as u64).sum::<u64>()
            );
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(storage.texts(), before);
}

#[test]
fn damaged_pieces_are_named_and_left_where_they_are() {
    let storage = Fake::new();
    let mut session = Session::create(&storage, 1);
    session.write(0, "あ");
    session.write(1, "か");
    let key = storage.keys_with("/journal/").remove(0);
    let cut: String = storage.texts()[&key].chars().take(40).collect();
    storage.set(&key, &cut).unwrap();
    let stray = "hyokacho/plan/snapshot/b/7";
    storage.set(stray, &hyokacho::format::write(&crate::book::small("other".parse().unwrap()))).unwrap();

    let mut loaded = store(&storage, 2).load(ID).unwrap();
    assert!(loaded.whole);
    let mut named: Vec<&str> = loaded.unread.iter().map(|unread| unread.key.as_str()).collect();
    named.sort();
    assert_eq!(named, [key.as_str(), stray]);
    assert!(loaded.unread.iter().any(|unread| matches!(unread.reason, Reason::AnotherWorkbook)));
    let broken = loaded.unread.iter().find(|unread| unread.key == key).unwrap();
    assert!(matches!(broken.reason, Reason::Content(_)));
    assert_eq!(store(&storage, 2).text(broken).unwrap(), Some(cut.clone()));

    loaded.keeper.snapshot(&loaded.workbook.unwrap()).unwrap();
    assert_eq!(storage.texts()[&key], cut);
    assert!(storage.texts().contains_key(stray));
    assert_eq!(storage.keys_with("/journal/"), [key]);
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
