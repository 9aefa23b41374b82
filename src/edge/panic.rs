//! What happens when the app panics: the guard in the page is told, and takes over.

use std::panic;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

/// The event that the plain script in the page waits for.
const EVENT: &str = "hyokacho-panic";

/// Sets the panic hook: the message goes to the console, and to the guard.
pub fn hook() {
    panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        let detail = CustomEventInit::new();
        detail.set_detail(&JsValue::from_str(&info.to_string()));
        let event = CustomEvent::new_with_event_init_dict(EVENT, &detail);
        if let (Ok(event), Some(window)) = (event, web_sys::window()) {
            let _ = window.dispatch_event(&event);
        }
    }));
}
