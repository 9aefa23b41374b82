//! The window: how much room there is.

/// The width in CSS pixels from which an outline fits beside a sheet; `style/base.css` has the same.
const WIDE: f64 = 1120.0;

/// Returns whether nobody sees the page: another tab is in front, or the window is put away.
pub fn is_hidden() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.hidden())
}

/// Returns whether an outline fits beside a sheet; so it is where the width is not known.
pub fn is_wide() -> bool {
    let width = web_sys::window().and_then(|window| window.inner_width().ok()?.as_f64());
    width.is_none_or(|width| width > WIDE)
}
