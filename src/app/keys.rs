//! Keys that work everywhere: undo and redo, saving, finding, one item by itself, the list of keys.

use super::App;
use super::pages::{find, item};
use crate::edge;
use crate::model::id::NodeId;
use crate::model::year::FiscalYear;
use crate::route::{Page, Spot};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Listens for keys in the whole window; on a Mac, ⌘ does what Ctrl does elsewhere.
///
/// The app's undo takes the place of the browser's own, which knows one field at a time only.
pub fn listen(app: App) {
    let handle = window_event_listener(ev::keydown, move |event| {
        let Some(session) = app.session().filter(|_| !event.is_composing()) else { return };
        let key = event.key().to_lowercase();
        let command = event.ctrl_key() || event.meta_key();
        match (command, event.alt_key(), key.as_str(), event.shift_key()) {
            (true, false, "z", false) => session.undo(),
            (true, false, "z", true) | (true, false, "y", false) => session.redo(),
            (true, false, "s", false) => session.saving.save(session),
            (true, false, "f", false) if !session.is_errand() && !is_finding(app) => go_find(app),
            (true, false, "enter", false) if turn_item(app, &event) => {}
            (false, true, "pagedown", false) if edge::focus::press("turn-next") => {}
            (false, true, "pageup", false) if edge::focus::press("turn-previous") => {}
            (false, false, "/", false)
                if !session.is_errand() && !is_field(&event) && !is_finding(app) && !is_meeting(app) =>
            {
                go_find(app);
            }
            (false, false, "?", _) if !is_field(&event) => app.key_help.set(true),
            (false, false, "f1", false) => app.key_help.set(true),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
}

/// Returns whether the page for finding is open; there the browser's own search can be had.
fn is_finding(app: App) -> bool {
    app.route.get_untracked().spot().is_some_and(|spot| spot.page == Page::Find)
}

/// Returns whether a meeting is under way; there `/` is a rating, and must not lead away.
fn is_meeting(app: App) -> bool {
    app.route.get_untracked().spot().is_some_and(|spot| matches!(spot.page, Page::Meeting(..)))
}

fn go_find(app: App) {
    if let Some(year) = year(app) {
        app.go_to(year, Page::Find);
        edge::focus::focus_soon(find::FIELD);
    }
}

fn year(app: App) -> Option<FiscalYear> {
    let last = || app.session()?.read(|workbook| workbook.years().last().map(|(year, _)| year));
    app.route.get_untracked().spot().map(|spot| spot.year).or_else(last)
}

/// Opens the item in whose row the key was pressed, or goes back from an item to its sheet.
fn turn_item(app: App, event: &ev::KeyboardEvent) -> bool {
    if let Some((Spot { year, page: Page::Item(node) }, session)) =
        app.route.get_untracked().spot().zip(app.session())
    {
        match session.is_errand() {
            true => app.go_to(year, Page::Sheet(None)),
            false => item::go_back(app, session, year, node),
        }
        return true;
    }
    let row = target(event).and_then(|target| target.closest("[id^=row-]").ok().flatten());
    let node = row.and_then(|row| row.id().trim_start_matches("row-").parse::<NodeId>().ok());
    let item = year(app).zip(node);
    item.is_some_and(|(year, node)| {
        app.go_to(year, Page::Item(node));
        true
    })
}

fn target(event: &ev::KeyboardEvent) -> Option<Element> {
    event.target().and_then(|target| target.dyn_into().ok())
}

/// Returns whether keys go into a text or a list here.
fn is_field(event: &ev::KeyboardEvent) -> bool {
    let fields = "textarea, select, input:not([type=radio]):not([type=checkbox])";
    target(event).and_then(|target| target.closest(fields).ok().flatten()).is_some()
}
