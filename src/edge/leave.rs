//! The page being hidden or left: the last moment to write what waits.

use super::listener::Listener;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{BeforeUnloadEvent, VisibilityState};

/// Calls `flush` whenever the page is hidden, put away or about to be left; more than once is usual.
/// Browsers on phones and killed tabs send only some of these events.
#[must_use = "the listeners end when they are dropped"]
pub fn on_hide(flush: impl Fn() + 'static) -> Vec<Listener> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let flush: Rc<dyn Fn()> = Rc::new(flush);
    let mut listeners: Vec<Listener> = ["pagehide", "beforeunload"]
        .map(|event| {
            let flush = flush.clone();
            Listener::new(&window, event, move |_| flush())
        })
        .into();
    if let Some(document) = window.document() {
        let seen = document.clone();
        listeners.push(Listener::new(&document, "visibilitychange", move |_| {
            if seen.visibility_state() == VisibilityState::Hidden {
                flush();
            }
        }));
    }
    listeners
}

/// Returns whether the page is in view.
pub fn is_visible() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|document| document.visibility_state() == VisibilityState::Visible)
}

/// Lets the browser ask before the page is left while `unsaved` says that something would be lost.
pub fn ask_before_leaving(unsaved: impl Fn() -> bool + 'static) -> Option<Listener> {
    Listener::on_window("beforeunload", move |event| {
        if unsaved() {
            event.prevent_default();
            if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                // Older Chromium asks for this; the text is never shown.
                event.set_return_value("unsaved");
            }
        }
    })
}
