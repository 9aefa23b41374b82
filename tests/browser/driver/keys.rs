//! The keyboard, by the names that stand on it.

use super::browser::Browser;
use serde_json::{Value, json};

/// WebDriver's code points for keys that have no character.
const NAMED: &[(&str, char)] = &[
    ("Alt", '\u{E00A}'),
    ("ArrowDown", '\u{E015}'),
    ("ArrowLeft", '\u{E012}'),
    ("ArrowRight", '\u{E014}'),
    ("ArrowUp", '\u{E013}'),
    ("Backspace", '\u{E003}'),
    ("Ctrl", '\u{E009}'),
    ("Delete", '\u{E017}'),
    ("End", '\u{E010}'),
    ("Enter", '\u{E007}'),
    ("Escape", '\u{E00C}'),
    ("Home", '\u{E011}'),
    ("Meta", '\u{E03D}'),
    ("PageDown", '\u{E00F}'),
    ("PageUp", '\u{E00E}'),
    ("Plus", '+'),
    ("Shift", '\u{E008}'),
    ("Space", ' '),
    ("Tab", '\u{E004}'),
];

impl Browser {
    /// Presses keys in the focused element: `"Tab"`, `"F2"`, `"Ctrl+z"`, `"Shift+Tab"`, or
    /// several after each other, `"ArrowDown ArrowDown Enter"`.
    ///
    /// # Panics
    /// Where a name is no key.
    #[track_caller]
    pub fn press(&self, chords: &str) {
        let mut strokes = Vec::new();
        for chord in chords.split_whitespace() {
            let keys: Vec<char> = chord.split('+').map(code_of).collect();
            strokes.extend(keys.iter().map(|key| stroke("keyDown", *key)));
            strokes.extend(keys.iter().rev().map(|key| stroke("keyUp", *key)));
        }
        self.perform(&strokes);
    }

    /// Types into the focused element, character by character, without an input method.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        let strokes: Vec<Value> = text
            .chars()
            .map(|c| if c == '\n' { code_of("Enter") } else { c })
            .flat_map(|c| [stroke("keyDown", c), stroke("keyUp", c)])
            .collect();
        self.perform(&strokes);
    }

    /// Presses Tab until the element with this role and name has the focus.
    #[track_caller]
    pub fn tab_to(&self, role: &str, name: &str) {
        const MOST: usize = 300;
        let reached = (0..MOST).any(|_| {
            self.press("Tab");
            self.focused() == (role.to_string(), name.to_string())
        });
        if !reached {
            self.fail(&format!("{MOST} times Tab did not reach {role} 「{name}」"));
        }
    }

    #[track_caller]
    fn perform(&self, strokes: &[Value]) {
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": strokes });
        self.must_post("/actions", &json!({ "actions": [keyboard] }));
    }
}

fn stroke(kind: &str, key: char) -> Value {
    json!({ "type": kind, "value": key.to_string() })
}

#[track_caller]
fn code_of(name: &str) -> char {
    let mut characters = name.chars();
    if let (Some(only), None) = (characters.next(), characters.next()) {
        return only;
    }
    if let Some((_, code)) = NAMED.iter().find(|(known, _)| *known == name) {
        return *code;
    }
    name.strip_prefix('F')
        .and_then(|number| number.parse::<u32>().ok())
        .filter(|number| (1..=12).contains(number))
        .and_then(|number| char::from_u32(0xE030 + number))
        .unwrap_or_else(|| panic!("no key is called {name}"))
}
