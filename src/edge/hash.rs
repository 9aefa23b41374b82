//! The part of the address behind `#`, in which the app keeps its route.

use super::listener::Listener;

/// Returns the hash without its `#`, percent signs decoded; empty where there is none.
pub fn get() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    let raw = hash.strip_prefix('#').unwrap_or(&hash);
    js_sys::decode_uri_component(raw).map_or_else(|_| raw.to_string(), String::from)
}

/// Goes to a hash, given without its `#`, as a new step of the browser's history.
pub fn set(hash: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_hash(hash);
    }
}

/// Goes to a hash in the place of the present step of the browser's history.
pub fn replace(hash: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().replace(&format!("#{hash}"));
    }
}

/// Returns the address of this page with another hash, given with its `#`.
pub fn address(hash: &str) -> String {
    let here = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    let page = here.split_once('#').map_or(here.as_str(), |(page, _)| page);
    format!("{page}{hash}")
}

/// Calls `changed` with the hash whenever it changes. Read it once with [`get`] at the start, too.
pub fn on_change(changed: impl Fn(String) + 'static) -> Option<Listener> {
    Listener::on_window("hashchange", move |_| changed(get()))
}
