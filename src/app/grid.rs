//! Arrow keys between the cells of a sheet, as in a spreadsheet.

use leptos::ev;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};

/// Moves to the neighbouring cell when an arrow key is pressed at the edge of a text.
///
/// Within the text the arrows move the cursor, as in every field: up leaves from its start, down
/// from its end, left and right likewise. While an IME is composing the keys belong to it.
pub fn on_key(event: ev::KeyboardEvent) {
    if event.is_composing() || event.shift_key() || event.ctrl_key() || event.alt_key() || event.meta_key() {
        return;
    }
    let Some((rows, columns)) = direction(&event.key()) else { return };
    let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok()) else {
        return;
    };
    if !at_edge(&field, rows + columns > 0) {
        return;
    }
    if let Some(next) = neighbour(&field, rows, columns) {
        event.prevent_default();
        // Focusing fails only for an element that is not in the page.
        let _ = next.focus();
    }
}

/// Moves to the next or the last element of a kind beside the one in which a key was pressed, when the
/// cursor is at the edge of its text; without one the key goes on to the cells of the sheet.
pub fn to_sibling(event: &ev::KeyboardEvent, kind: &str, forward: bool) {
    if event.is_composing() || event.shift_key() || event.ctrl_key() || event.meta_key() {
        return;
    }
    let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok()) else {
        return;
    };
    let own = field.closest(kind).ok().flatten().filter(|_| at_edge(&field, forward));
    let next = own.and_then(|own| match forward {
        true => own.next_element_sibling(),
        false => own.previous_element_sibling(),
    });
    let next = next.and_then(|next| next.query_selector("textarea").ok().flatten());
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        event.stop_propagation();
        // Focusing fails only for an element that is not in the page.
        let _ = next.focus();
    }
}

fn direction(key: &str) -> Option<(i32, i32)> {
    match key {
        "ArrowUp" => Some((-1, 0)),
        "ArrowDown" => Some((1, 0)),
        "ArrowLeft" => Some((0, -1)),
        "ArrowRight" => Some((0, 1)),
        _ => None,
    }
}

fn at_edge(field: &HtmlTextAreaElement, forward: bool) -> bool {
    let length = field.value().encode_utf16().count() as u32;
    let start = field.selection_start().ok().flatten();
    let end = field.selection_end().ok().flatten();
    let edge = if forward { length } else { 0 };
    start == Some(edge) && end == Some(edge)
}

fn neighbour(field: &Element, rows: i32, columns: i32) -> Option<HtmlElement> {
    let cell = field.closest("[data-row]").ok()??;
    let table = cell.closest("table").ok()??;
    let number = |name: &str| cell.get_attribute(name)?.parse::<i32>().ok();
    let (mut row, mut column) = (number("data-row")?, number("data-col")?);
    // A merged cell stands in its first row only, and some cells hold nothing: go on past them.
    for _ in 0..64 {
        (row, column) = (row + rows, column + columns);
        if row < 0 || column < 0 {
            return None;
        }
        let selector = format!(r#"[data-row="{row}"][data-col="{column}"]"#);
        let inside =
            format!("{selector} textarea, {selector} input:checked, {selector} input, {selector} select");
        if let Some(found) = table.query_selector(&inside).ok().flatten() {
            return found.dyn_into().ok();
        }
    }
    None
}
