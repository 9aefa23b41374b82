//! 持ち運び版: this very page with a file in it. `boot/start.js` keeps what the page is made of.

use crate::format::carried_block;
use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// Returns the file that this page carries; `None` where it carries none.
pub fn carried() -> Option<String> {
    part("carried").filter(|text| !text.is_empty())
}

/// Returns whether copies of this page can be made: it is the packed file.
pub fn is_possible() -> bool {
    part("block").is_some()
}

/// Returns a copy of this page that carries a file; `None` where the page is not the packed file.
pub fn page(text: &str) -> Option<String> {
    Some([part("before")?, carried_block(text), part("block")?, part("after")?].concat())
}

fn part(name: &str) -> Option<String> {
    let window: JsValue = web_sys::window()?.into();
    let page = Reflect::get(&window, &JsValue::from_str("hyokachoPage")).ok()?;
    if page.is_undefined() {
        return None;
    }
    Reflect::get(&page, &JsValue::from_str(name)).ok()?.as_string()
}
