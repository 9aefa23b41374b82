//! Which elements are near what is in view.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// Says that an element has come near, or has gone.
pub struct Seen {
    /// The element.
    pub element: Element,
    /// Whether it is near now.
    pub is_near: bool,
    /// Its height, in CSS pixels.
    pub height: f64,
    /// Where its middle is, in CSS pixels below the top of what is in view.
    pub middle: f64,
}

/// Watches elements for as long as it lives.
pub struct Near {
    observer: IntersectionObserver,
    _closure: Closure<dyn FnMut(js_sys::Array)>,
}

impl Near {
    /// Calls `seen` when an element that is watched comes within this many CSS pixels above or below
    /// what is in view, and when it goes. `None` where the browser cannot tell.
    pub fn new(margin: u32, mut seen: impl FnMut(Vec<Seen>) + 'static) -> Option<Self> {
        let window: JsValue = web_sys::window()?.into();
        // Elsewhere the constructor would throw, which is no value.
        js_sys::Reflect::get(&window, &"IntersectionObserver".into()).ok().filter(JsValue::is_function)?;
        let told = move |entries: js_sys::Array| {
            let entries = entries.iter().map(|entry| entry.unchecked_into::<IntersectionObserverEntry>());
            let seen_now = entries.map(|entry| {
                let (box_, is_near) = (entry.bounding_client_rect(), entry.is_intersecting());
                let middle = (box_.top() + box_.bottom()) / 2.0;
                Seen { element: entry.target(), is_near, height: box_.height(), middle }
            });
            seen(seen_now.collect());
        };
        let closure: Closure<dyn FnMut(js_sys::Array)> = Closure::new(told);
        let options = IntersectionObserverInit::new();
        options.set_root_margin(&format!("{margin}px 0px"));
        let function = closure.as_ref().unchecked_ref();
        let observer = IntersectionObserver::new_with_options(function, &options).ok()?;
        Some(Self { observer, _closure: closure })
    }

    /// Watches an element until [`Near::leave`].
    pub fn watch(&self, element: &Element) {
        self.observer.observe(element);
    }

    /// Watches an element no more.
    pub fn leave(&self, element: &Element) {
        self.observer.unobserve(element);
    }
}

impl Drop for Near {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Returns the number that an element carries in `data-piece`.
pub fn number(element: &Element) -> Option<u32> {
    element.get_attribute(PIECE)?.parse().ok()
}

/// Returns the numbers of the elements with a number before and after one, in the order of the page.
pub fn beside(element: &Element) -> Vec<u32> {
    let all = element.owner_document().and_then(|page| page.query_selector_all("[data-piece]").ok());
    let Some(all) = all else { return Vec::new() };
    let at = (0..all.length()).find(|&at| all.get(at).is_some_and(|node| node.is_same_node(Some(element))));
    let numbered = |at: u32| number(&all.get(at)?.unchecked_into());
    let around = at.into_iter().flat_map(|at| [at.checked_sub(1), Some(at + 1)]);
    around.flatten().filter_map(numbered).collect()
}

/// Returns the middle of what is in view, in CSS pixels below its top.
pub fn middle_of_view() -> f64 {
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    height.unwrap_or_default() / 2.0
}

/// The attribute with the number of a piece.
const PIECE: &str = "data-piece";
