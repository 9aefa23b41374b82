//! Keys that work everywhere: undo and redo, and saving to a file.

use super::App;
use leptos::ev;
use leptos::prelude::*;

/// Listens for Ctrl+Z, Ctrl+Y (Ctrl+Shift+Z) and Ctrl+S; on a Mac, ⌘ does the same.
///
/// The app's undo takes the place of the browser's own, which knows one field at a time only.
pub fn listen(app: App) {
    let handle = window_event_listener(ev::keydown, move |event| {
        if event.is_composing() || !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
            return;
        }
        let Some(session) = app.session() else { return };
        match (event.key().to_lowercase().as_str(), event.shift_key()) {
            ("z", false) => session.undo(),
            ("z", true) | ("y", false) => session.redo(),
            ("s", false) => session.saving.save(session),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
}
