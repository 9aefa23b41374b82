//! How high something is drawn, in millimetres of paper.

use crate::paper::pages::Measured;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// How many pixels of a style sheet a millimetre has, by definition: 96 to the inch.
const PIXELS: f64 = 96.0 / 25.4;

/// Returns what of the preview's sheets stays together on a page: the head that is repeated, then the
/// heights of all that follows, a table's rows each with the head of their table. The first child is
/// the head of the whole and goes before the first sheet.
pub fn sheets(of: &HtmlElement) -> Vec<Measured> {
    let children = of.children();
    let all = (0..children.length()).filter_map(|at| children.item(at)).map(|it| measured(&it));
    let mut all: Vec<Measured> = all.collect();
    if all.len() > 1 {
        let top = all.remove(0);
        let rows = top.rows.into_iter().chain(std::mem::take(&mut all[0].rows));
        all[0].rows = rows.collect();
    }
    all
}

fn measured(of: &Element) -> Measured {
    let first = |selector: &str| of.query_selector(selector).ok().flatten();
    let Some(body) = first(".paper__body") else {
        return Measured { head: 0.0, rows: vec![(0.0, height(of))] };
    };
    let mut rows = Vec::new();
    for part in children(&body) {
        if part.tag_name() != "TABLE" {
            rows.push((0.0, height(&part)));
            continue;
        }
        let head = part.query_selector("thead").ok().flatten().map_or(0.0, |it| height(&it));
        let body = part.query_selector("tbody").ok().flatten();
        rows.extend(body.iter().flat_map(children).map(|row| (head, height(&row))));
    }
    Measured { head: first(".paper__place").map_or(0.0, |it| height(&it)), rows }
}

fn children(of: &Element) -> Vec<Element> {
    let children = of.children();
    (0..children.length()).filter_map(|at| children.item(at)).collect()
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
