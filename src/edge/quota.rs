//! How much this browser keeps, and the request that it shall not throw it away by itself.

use js_sys::{Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

/// Returns the browser's storage manager; `None` where it has none.
fn manager() -> Option<StorageManager> {
    let navigator = web_sys::window()?.navigator();
    Reflect::get(&navigator, &"storage".into()).ok()?.dyn_into().ok()
}

/// Asks the browser to keep what is stored even where space is short. Some browsers ask the user.
pub async fn persist() {
    if let Some(Ok(promise)) = manager().map(|manager| manager.persist()) {
        // Where it is refused, everything is as before.
        let _ = JsFuture::from(promise.unchecked_into::<Promise>()).await;
    }
}

/// Returns how much is stored here in all, in bytes; `None` where the browser does not say.
pub async fn used() -> Option<u64> {
    let estimate = JsFuture::from(manager()?.estimate().ok()?.unchecked_into::<Promise>()).await.ok()?;
    Reflect::get(&estimate, &"usage".into()).ok()?.as_f64().map(|bytes| bytes as u64)
}
