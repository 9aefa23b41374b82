//! The window: how much room there is, and what fits into it.

use web_sys::{Element, HtmlElement};

/// The width in CSS pixels from which an outline fits beside a sheet; `style/base.css` has the same.
const WIDE: f64 = 1120.0;

/// Returns whether an outline fits beside a sheet; so it is where the width is not known.
pub fn is_wide() -> bool {
    let width = web_sys::window().and_then(|window| window.inner_width().ok()?.as_f64());
    width.is_none_or(|width| width > WIDE)
}

/// Returns an element's width by its height; that of the usual screen where it is not drawn.
pub fn aspect(element: &Element) -> f64 {
    match element.client_height() {
        0 => 16.0 / 9.0,
        height => f64::from(element.client_width()) / f64::from(height),
    }
}

/// Sets a custom property of an element's style.
pub fn set(element: &HtmlElement, property: &str, value: f64) {
    // A whole number is written as one. Refused only for a name that is no property.
    let text = ((value * 1000.0).round() / 1000.0).to_string();
    let _ = element.style().set_property(property, &text);
}

/// Returns whether an element's content goes beyond it.
pub fn overflows(element: &Element) -> bool {
    element.scroll_height() > element.client_height() + 1
        || element.scroll_width() > element.client_width() + 1
}

/// Returns whether lines of a text are cut off; what letters reach beyond their lines is none.
pub fn is_cut(element: &Element) -> bool {
    let height = element.client_height();
    element.scroll_height() > height + height / 5
}

/// Returns whether the page fills the whole screen.
pub fn is_full() -> bool {
    let page = web_sys::window().and_then(|window| window.document());
    page.is_some_and(|page| page.fullscreen_element().is_some())
}

/// Fills the whole screen with the page, or ends that. A browser that refuses leaves it as it is.
pub fn turn_full() {
    let Some(page) = web_sys::window().and_then(|window| window.document()) else { return };
    match page.fullscreen_element() {
        Some(_) => page.exit_fullscreen(),
        None => {
            let _ = page.document_element().map(|root| root.request_fullscreen());
        }
    }
}
