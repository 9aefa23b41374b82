//! The page: address, focus, dialogs, leaving, clock, randomness.

use hyokacho::edge::{clock, dialog, focus, hash, leave, random};
use js_sys::{Array, Function};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test as test;
use web_sys::{Document, Element, Event, HtmlDialogElement};

/// Runs a piece of JavaScript with arguments `a`, `b`.
pub fn js(code: &str, args: &[&JsValue]) -> JsValue {
    let args: Array = args.iter().copied().cloned().collect();
    Function::new_with_args("a, b", code).apply(&JsValue::NULL, &args).unwrap()
}

/// Lets everything else that is ready go on.
pub async fn give_way() {
    JsFuture::from(js_sys::Promise::resolve(&JsValue::NULL)).await.unwrap();
}

/// Waits for a condition, at most two seconds.
pub async fn until(mut holds: impl FnMut() -> bool) {
    for _ in 0..50 {
        if holds() {
            return;
        }
        give_way().await;
    }
    for _ in 0..400 {
        if holds() {
            return;
        }
        pause().await;
    }
    panic!("waited in vain");
}

async fn pause() {
    let promise = js("return new Promise((done) => setTimeout(done, 5))", &[]);
    JsFuture::from(promise.unchecked_into::<js_sys::Promise>()).await.unwrap();
}

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

fn put(tag: &str, id: &str) -> Element {
    let element = document().create_element(tag).unwrap();
    element.set_id(id);
    document().body().unwrap().append_child(&element).unwrap();
    element
}

#[test]
async fn the_hash_is_read_set_and_heard() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let listener = hash::on_change({
        let heard = heard.clone();
        move |hash| heard.borrow_mut().push(hash)
    });
    hash::set("/plan/2019/施策 1%");
    until(|| !heard.borrow().is_empty()).await;
    hash::replace("/plan/2020");
    until(|| heard.borrow().len() == 2).await;
    assert_eq!(hash::get(), "/plan/2020");
    drop(listener);
    hash::set("/elsewhere");
    let seen = Rc::new(Cell::new(false));
    let late = hash::on_change({
        let seen = seen.clone();
        move |_| seen.set(true)
    });
    until(|| seen.get()).await;
    assert_eq!(heard.borrow()[1], "/plan/2020");
    assert_eq!(heard.borrow().len(), 2);
    drop(late);
    hash::replace("");
    assert_eq!(hash::get(), "");
}

#[test]
fn a_hash_with_japanese_comes_back_as_typed() {
    for text in ["/plan/施策①", "/a b/50%25", "/髙﨑/𠮷"] {
        hash::set(&String::from(js_sys::encode_uri_component(text)));
        assert_eq!(hash::get(), text);
    }
    hash::set("/50%");
    assert_eq!(hash::get(), "/50%");
    hash::replace("");
}

#[test]
async fn the_focus_goes_to_an_element_that_comes_later() {
    focus::focus_soon("late");
    let button = put("button", "late");
    until(|| document().active_element().is_some_and(|active| active.id() == "late")).await;
    assert!(focus::focus("late") && focus::show("late"));
    assert!(!focus::focus("nowhere") && !focus::show("nowhere"));
    button.remove();
}

#[test]
fn a_dialog_opens_once_and_closes() {
    let dialog: HtmlDialogElement = put("dialog", "ask").unchecked_into();
    dialog::open(&dialog);
    dialog::open(&dialog);
    assert!(dialog.open());
    dialog::close(&dialog);
    dialog::close(&dialog);
    assert!(!dialog.open());
    dialog.remove();
    dialog::open(&dialog);
    assert!(!dialog.open());
}

#[test]
fn hiding_the_page_flushes_and_showing_it_does_not() {
    let flushed = Rc::new(Cell::new(0));
    let listeners = leave::on_hide({
        let flushed = flushed.clone();
        move || flushed.set(flushed.get() + 1)
    });
    let send = |target: &JsValue, name: &str| js("a.dispatchEvent(new Event(b))", &[target, &name.into()]);
    let (window, document) = (web_sys::window().unwrap().into(), document().into());
    let show = |state: &str| {
        js(
            "Object.defineProperty(document, 'visibilityState', { value: a, configurable: true })",
            &[&state.into()],
        )
    };
    show("visible");
    send(&document, "visibilitychange");
    assert_eq!(flushed.get(), 0);
    show("hidden");
    send(&document, "visibilitychange");
    send(&window, "pagehide");
    send(&window, "beforeunload");
    assert_eq!(flushed.get(), 3);
    js("delete document.visibilityState", &[]);
    drop(listeners);
    send(&window, "pagehide");
    assert_eq!(flushed.get(), 3);
}

#[test]
fn leaving_is_asked_about_only_while_something_would_be_lost() {
    let unsaved = Rc::new(Cell::new(false));
    let listener = leave::ask_before_leaving({
        let unsaved = unsaved.clone();
        move || unsaved.get()
    });
    let asks = || {
        let event = js("return new Event('beforeunload', { cancelable: true })", &[]);
        let event: Event = event.unchecked_into();
        web_sys::window().unwrap().dispatch_event(&event).unwrap();
        event.default_prevented()
    };
    assert!(!asks());
    unsaved.set(true);
    assert!(asks());
    drop(listener);
    assert!(!asks());
}

#[test]
fn random_bits_differ() {
    let drawn: BTreeSet<u64> = (0..1000).map(|_| random::bits()).collect();
    assert_eq!(drawn.len(), 1000);
    let high = drawn.iter().filter(|bits| **bits >> 63 == 1).count();
    assert!((350..650).contains(&high), "{high}");
}

#[test]
fn the_clock_is_the_machines_own() {
    let day = js("const d = new Date(); return d.toLocaleDateString('sv-SE')", &[]).as_string().unwrap();
    assert_eq!(clock::today(), day);
    let now = clock::now();
    assert!(now.starts_with(&day) && now.len() == "2026-11-21 14:05".len(), "{now}");
    assert!(clock::page_ms() > 0.0 && clock::epoch_ms() > 1.7e12);
}
