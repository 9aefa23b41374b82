//! What only Chromium's own protocol can do: composition as an input method makes it, exact
//! page sizes, printing.

use super::browser::{Browser, Engine};
use super::wire::Refused;
use serde_json::{Value, json};

impl Browser {
    /// Sends a DevTools command (Chromium only).
    #[track_caller]
    pub fn cdp(&self, command: &str, params: Value) -> Value {
        self.try_cdp(command, &params).unwrap_or_else(|why| self.fail(&format!("{command}: {why}")))
    }

    /// Sends a DevTools command and leaves a failure to the caller.
    pub(super) fn try_cdp(&self, command: &str, params: &Value) -> Result<Value, Refused> {
        let body = json!({ "cmd": command, "params": params });
        self.post("/goog/cdp/execute", &body)
    }

    /// Gives the page this size in CSS pixels, also below the smallest window.
    #[track_caller]
    pub fn set_viewport(&self, width: u32, height: u32) {
        match self.engine() {
            Engine::Chromium => self.cdp(
                "Emulation.setDeviceMetricsOverride",
                json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false }),
            ),
            Engine::Firefox => self.must_post("/window/rect", &json!({ "width": width, "height": height })),
        };
    }

    /// Types `text` into the focused field as an input method does: kana by kana as a
    /// composition, then Enter, which commits it and must do nothing else (Chromium only).
    #[track_caller]
    pub fn ime_type(&self, text: &str) {
        let steps: Vec<String> =
            text.char_indices().map(|(at, c)| text[..at + c.len_utf8()].to_string()).collect();
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        self.ime_compose(&steps);
        self.ime_commit(text);
    }

    /// Shows each of `steps` as the text under composition, and leaves the last one open, as
    /// in `["h", "ひ", "ひょ", "ひょう", "評"]` (Chromium only).
    #[track_caller]
    pub fn ime_compose(&self, steps: &[&str]) {
        for step in steps {
            self.ime_key("rawKeyDown", "KeyA");
            let end = step.encode_utf16().count();
            self.cdp(
                "Input.imeSetComposition",
                json!({ "text": step, "selectionStart": end, "selectionEnd": end }),
            );
            self.ime_key("keyUp", "KeyA");
        }
    }

    /// Ends the open composition with Enter, leaving `text` in its place (Chromium only).
    #[track_caller]
    pub fn ime_commit(&self, text: &str) {
        self.ime_key("rawKeyDown", "Enter");
        self.cdp("Input.insertText", json!({ "text": text }));
        self.cdp(
            "Input.dispatchKeyEvent",
            json!({ "type": "keyUp", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13 }),
        );
    }

    /// A key that the input method keeps for itself: the page sees `Process` and code 229.
    #[track_caller]
    fn ime_key(&self, kind: &str, code: &str) {
        self.cdp(
            "Input.dispatchKeyEvent",
            json!({ "type": kind, "key": "Process", "code": code, "windowsVirtualKeyCode": 229 }),
        );
    }
}
