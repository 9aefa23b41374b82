//! The window: how much room there is.

/// The width in CSS pixels from which an outline fits beside a sheet; `style/base.css` has the same.
const WIDE: f64 = 1120.0;

/// Returns whether an outline fits beside a sheet; so it is where the width is not known.
pub fn is_wide() -> bool {
    let width = web_sys::window().and_then(|window| window.inner_width().ok()?.as_f64());
    width.is_none_or(|width| width > WIDE)
}
