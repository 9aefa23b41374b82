//! How high something is drawn, in millimetres of paper.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// How many pixels of a style sheet a millimetre has, by definition: 96 to the inch.
const PIXELS: f64 = 96.0 / 25.4;

/// Returns the heights of an element's children.
pub fn heights(of: &HtmlElement) -> Vec<f64> {
    let children = of.children();
    (0..children.length()).filter_map(|at| children.item(at)).map(|it| height(&it)).collect()
}

/// Returns at which of the element's children there is something that matches the selector and is
/// higher, once for each; the first child counts as a head and is not counted.
pub fn taller(of: &HtmlElement, selector: &str, than: f64) -> Vec<usize> {
    let children = of.children();
    let mut found = Vec::new();
    for at in 1..children.length() {
        let all = children.item(at).and_then(|it| it.query_selector_all(selector).ok());
        let all = all.iter().flat_map(|list| (0..list.length()).filter_map(|at| list.item(at)));
        let high = all.filter_map(|it| it.dyn_into::<Element>().ok()).filter(|it| height(it) > than);
        found.extend(high.map(|_| at as usize - 1));
    }
    found
}

/// Returns whether the browser writes page numbers where the style sheet asks for them: Firefox and
/// WebKit do not (2026).
pub fn numbers_pages() -> bool {
    let Some(navigator) = web_sys::window().map(|window| window.navigator()) else { return false };
    navigator.user_agent().is_ok_and(|agent| agent.contains("Chrome/"))
}

fn height(of: &Element) -> f64 {
    of.get_bounding_client_rect().height() / PIXELS
}
