//! Going to a page and finding one's way on it.

use super::browser::Browser;
use super::element::Element;
use super::find::{self, Name, Sought};
use serde_json::{Value, json};
use std::path::Path;

impl Browser {
    /// Opens a local file as a double-click does; `hash` is empty or begins with `#`.
    #[track_caller]
    pub fn open_file(&self, path: &Path, hash: &str) {
        self.must_post("/url", &json!({ "url": file_url(path) + hash }));
    }

    /// Loads the page again, as F5 does.
    #[track_caller]
    pub fn reload(&self) {
        self.must_post("/refresh", &json!({}));
    }

    /// The address of the page.
    #[track_caller]
    pub fn address(&self) -> String {
        let answer = self.get("/url").unwrap_or_else(|why| self.fail(&why.to_string()));
        answer.as_str().unwrap_or_default().to_string()
    }

    /// The one visible element with this role and exactly this name.
    #[track_caller]
    pub fn by_role(&self, role: &str, name: &str) -> Element<'_> {
        find::one(self, None, &Sought::Role(role.into(), Name::Whole(name.into())))
    }

    /// The one visible element with this role whose name contains `part`.
    #[track_caller]
    pub fn by_role_part(&self, role: &str, part: &str) -> Element<'_> {
        find::one(self, None, &Sought::Role(role.into(), Name::Part(part.into())))
    }

    /// All visible elements with this role at this moment.
    #[track_caller]
    pub fn all_by_role(&self, role: &str) -> Vec<Element<'_>> {
        find::all(self, None, &Sought::Role(role.into(), Name::Any))
    }

    /// Whether an element with this role and name is there at this moment.
    pub fn has(&self, role: &str, name: &str) -> bool {
        let sought = Sought::Role(role.into(), Name::Whole(name.into()));
        find::ids(self, None, &sought).is_ok_and(|ids| !ids.is_empty())
    }

    /// Waits until no element with this role and name is there.
    #[track_caller]
    pub fn wait_gone(&self, role: &str, name: &str) {
        self.wait_until(&format!("{role} 「{name}」 to go"), || !self.has(role, name));
    }

    /// The one field with this label.
    #[track_caller]
    pub fn by_label(&self, label: &str) -> Element<'_> {
        find::one(self, None, &Sought::Label(label.into()))
    }

    /// The one innermost element that holds this text.
    #[track_caller]
    pub fn by_text(&self, text: &str) -> Element<'_> {
        find::one(self, None, &Sought::Text(text.into()))
    }

    /// The one element of a selector, visible or not; only for what has no role.
    #[track_caller]
    pub fn by_css(&self, selector: &str) -> Element<'_> {
        find::one(self, None, &Sought::Css(selector.into()))
    }

    /// The whole text in view of a reader, line by line.
    #[track_caller]
    pub fn text(&self) -> String {
        let text = self.exec("return document.body.innerText", &[]);
        text.as_str().unwrap_or_default().to_string()
    }

    /// Waits until the page shows this text, white space aside.
    #[track_caller]
    pub fn wait_text(&self, text: &str) {
        self.wait_until(&format!("the text 「{text}」"), || self.shows(text));
    }

    /// Waits until the page no longer shows this text.
    #[track_caller]
    pub fn wait_no_text(&self, text: &str) {
        self.wait_until(&format!("the text 「{text}」 to go"), || !self.shows(text));
    }

    /// Whether the page shows this text at this moment, white space aside.
    pub fn shows(&self, text: &str) -> bool {
        let script = "const plain = (t) => t.replace(/\\s+/g, '');
                      return plain(document.body.innerText).includes(plain(arguments[0]))";
        self.try_exec(script, &[json!(text)]).is_ok_and(|found| found == Value::Bool(true))
    }

    /// Role and name of what has the focus.
    #[track_caller]
    pub fn focused(&self) -> (String, String) {
        let answer = self
            .get("/element/active")
            .and_then(|active| find::role_and_name(self, &find::id_of(&active).unwrap_or_default()));
        answer.unwrap_or_else(|why| self.fail(&format!("what has the focus: {why}")))
    }

    /// Waits until the focus is on the element with this role and name.
    #[track_caller]
    pub fn wait_focused(&self, role: &str, name: &str) {
        self.wait_until(&format!("the focus on {role} 「{name}」"), || {
            self.focused() == (role.to_string(), name.to_string())
        });
    }

    /// The windows and tabs of this session.
    #[track_caller]
    pub fn windows(&self) -> Vec<String> {
        let answer = self.get("/window/handles").unwrap_or_else(|why| self.fail(&why.to_string()));
        let list = answer.as_array().map(Vec::as_slice).unwrap_or_default();
        list.iter().filter_map(|handle| handle.as_str().map(String::from)).collect()
    }

    /// The present window.
    #[track_caller]
    pub fn window(&self) -> String {
        let answer = self.get("/window").unwrap_or_else(|why| self.fail(&why.to_string()));
        answer.as_str().unwrap_or_default().into()
    }

    /// Turns to the window that is not among `known`, once it is there.
    #[track_caller]
    pub fn use_new_window(&self, known: &[String]) -> String {
        let new = self
            .wait_for("a new window", || self.windows().into_iter().find(|handle| !known.contains(handle)));
        self.use_window(&new);
        new
    }

    /// Opens an empty tab beside the present one and turns to it.
    #[track_caller]
    pub fn use_new_tab(&self) -> String {
        let answer = self.must_post("/window/new", &json!({ "type": "tab" }));
        let handle = answer["handle"].as_str().unwrap_or_default().to_string();
        self.use_window(&handle);
        handle
    }

    /// Closes the present window; another has to be turned to.
    #[track_caller]
    pub fn close_window(&self) {
        self.delete("/window").unwrap_or_else(|why| self.fail(&why.to_string()));
    }

    /// Turns to this window.
    #[track_caller]
    pub fn use_window(&self, handle: &str) {
        self.must_post("/window", &json!({ "handle": handle }));
    }
}

/// The address of a local file, with every byte outside the plain ones escaped.
fn file_url(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let mut url = String::from(if text.starts_with('/') { "file://" } else { "file:///" });
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' | b':' => {
                url.push(char::from(byte));
            }
            _ => url.push_str(&format!("%{byte:02X}")),
        }
    }
    url
}
