//! The focus, and what is in view.

use super::timer;
use wasm_bindgen::JsCast;
use web_sys::{
    CustomEvent, Element, FocusOptions, HtmlElement, HtmlInputElement, KeyboardEvent, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

/// The event that asks an element to draw a row that it keeps in `data-rows` without drawing it.
pub const WANTED: &str = "wanted";

/// Moves the focus to the element with this id and scrolls it into view; `false` where there is none.
pub fn focus(id: &str) -> bool {
    let element = find(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let focused = element.filter(|element| element.focus().is_ok());
    focused.is_some_and(|element| {
        bring(&element);
        true
    })
}

/// Does the same after the render that is due, when the element may be new.
pub fn focus_soon(id: impl Into<String>) {
    once_drawn(id.into(), |id| {
        focus(id);
    });
}

/// Scrolls the element with this id into view, as little as needed; `false` where there is none.
pub fn show(id: &str) -> bool {
    find(id).is_some_and(|element| {
        bring(&element);
        true
    })
}

/// Scrolls the element with this id to the top of the window; `false` where there is none.
pub fn show_first(id: &str) -> bool {
    find(id).is_some_and(|element| {
        element.scroll_into_view_with_bool(true);
        true
    })
}

/// Moves the focus from the radio button at which a key was pressed to another of its group, by its
/// number from 0: Tab would lead to the chosen one first, and only then out of the group.
pub fn radio(event: &KeyboardEvent, at: usize) {
    let pressed = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let group = pressed.and_then(|it| {
        let page = it.owner_document()?;
        page.query_selector_all(&format!("input[type=radio][name='{}']", it.name())).ok()
    });
    let radio = group.and_then(|group| group.item(at as u32)?.dyn_into::<HtmlElement>().ok());
    // Where it cannot take the focus, the focus stays where it is.
    radio.map(|radio| radio.focus());
}

fn bring(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn find(id: &str) -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

/// Asks for the element with this id (`row-<node>`, `item-<node>`) where it is not drawn; it is
/// there after the next render.
fn want(id: &str) {
    let page = web_sys::window().and_then(|window| window.document());
    let node = id.rsplit('-').next().filter(|node| node.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let Some((page, node)) = page.zip(node).filter(|_| find(id).is_none()) else { return };
    let holder = page.query_selector(&format!(r#"[data-rows~="{node}"]"#)).ok().flatten();
    if let Some((holder, event)) = holder.zip(CustomEvent::new(WANTED).ok()) {
        // Fails only for an event that is already on its way.
        let _ = holder.dispatch_event(&event);
    }
}

/// Does something once the render that is due has been, and what it looks for is drawn.
fn once_drawn(id: String, act: impl FnOnce(&str) + 'static) {
    timer::after(0, move || {
        want(&id);
        timer::after(0, move || act(&id));
    });
}

/// Returns whether an element or something in it has the focus.
pub fn is_within(element: &Element) -> bool {
    let active = element.owner_document().and_then(|page| page.active_element());
    active.is_some_and(|active| element.contains(Some(&active)))
}

/// Presses the button or link with this id; `false` where there is none.
pub fn press(id: &str) -> bool {
    let element = find(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| {
        element.click();
        true
    })
}

/// Scrolls the page to its top.
pub fn to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Moves the focus to the first element that a selector finds inside the element with this id,
/// after the render that is due.
pub fn inside(id: &str, selector: &'static str) {
    once_drawn(id.to_string(), move |id| {
        let found = find(id).and_then(|element| element.query_selector(selector).ok().flatten());
        let found = found.and_then(|element| element.dyn_into::<HtmlElement>().ok());
        if let Some(element) = found.filter(|element| element.focus().is_ok()) {
            bring(&element);
        }
    });
}

/// Moves the focus to the element with this id without scrolling to it, and the page to its top,
/// unless the focus was put into that element meanwhile.
pub fn top(id: &str) {
    let id = id.to_string();
    timer::after(0, move || {
        let Some(element) = find(&id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) else {
            return;
        };
        let active = web_sys::window().and_then(|window| window.document()?.active_element());
        if active.is_some_and(|active| active != *element && element.contains(Some(&active))) {
            return;
        }
        let quiet = FocusOptions::new();
        quiet.set_prevent_scroll(true);
        // Focusing fails only for an element that is not in the page.
        let _ = element.focus_with_options(&quiet);
        to_top();
    });
}
