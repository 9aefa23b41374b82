//! One element of the page and what a person does with it.

use super::browser::{Browser, poll};
use super::find::{self, ELEMENT_KEY, Name, Sought};
use super::wire::Refused;
use serde_json::{Value, json};
use std::cell::RefCell;

const TO_THE_MIDDLE: &str = "arguments[0].scrollIntoView({ block: 'center' })";

/// An element that was found; where the page has replaced it since, it is found again.
pub struct Element<'b> {
    browser: &'b Browser,
    id: RefCell<String>,
    /// How it was found, and within what.
    origin: Option<(Sought, Option<String>)>,
}

impl<'b> Element<'b> {
    pub(super) fn new(browser: &'b Browser, id: String, sought: Sought, within: Option<String>) -> Self {
        Self { browser, id: RefCell::new(id), origin: Some((sought, within)) }
    }

    pub(super) fn plain(browser: &'b Browser, id: String) -> Self {
        Self { browser, id: RefCell::new(id), origin: None }
    }

    /// Clicks it in the middle, once nothing covers it any more.
    #[track_caller]
    pub fn click(&self) {
        self.command("click", &json!({}));
    }

    /// Types at the end of its text, as WebDriver does after giving it the focus.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        self.send_keys(text);
    }

    /// Replaces its text by selecting all of it and typing.
    #[track_caller]
    pub fn fill(&self, text: &str) {
        self.focus();
        self.browser.press("Ctrl+a");
        self.browser.press("Delete");
        self.send_keys(text);
    }

    /// Gives it the focus without a click.
    #[track_caller]
    pub fn focus(&self) {
        self.script("arguments[0].focus()", &[]);
    }

    /// Chooses the option with this text in a `<select>`.
    #[track_caller]
    pub fn choose(&self, option: &str) {
        self.by_role("option", option).click();
    }

    /// Its text as shown.
    #[track_caller]
    pub fn text(&self) -> String {
        self.string("return arguments[0].innerText")
    }

    /// The value of a field.
    #[track_caller]
    pub fn value(&self) -> String {
        self.string("return arguments[0].value")
    }

    /// An attribute, or none where it is not set.
    #[track_caller]
    pub fn attribute(&self, name: &str) -> Option<String> {
        let script = "return arguments[0].getAttribute(arguments[1])";
        self.script(script, &[json!(name)]).as_str().map(String::from)
    }

    /// Whether it is checked, in a box, a switch, or by `aria-checked`.
    #[track_caller]
    pub fn is_checked(&self) -> bool {
        let script = "return arguments[0].checked ?? arguments[0].ariaChecked === 'true'";
        self.script(script, &[]) == Value::Bool(true)
    }

    /// Its role and name, by the browser's own reckoning.
    #[track_caller]
    pub fn role_and_name(&self) -> (String, String) {
        let answer = self.again_where_stale(|id| find::role_and_name(self.browser, id));
        answer.unwrap_or_else(|why| self.fail(&why))
    }

    /// The one element within this one that has this role and name.
    #[track_caller]
    pub fn by_role(&self, role: &str, name: &str) -> Element<'b> {
        let sought = Sought::Role(role.into(), Name::Whole(name.into()));
        find::one(self.browser, Some(self), &sought)
    }

    /// The one element within this one that has this role and a name with this part.
    #[track_caller]
    pub fn by_role_part(&self, role: &str, part: &str) -> Element<'b> {
        let sought = Sought::Role(role.into(), Name::Part(part.into()));
        find::one(self.browser, Some(self), &sought)
    }

    /// All elements within this one that have this role now.
    #[track_caller]
    pub fn all_by_role(&self, role: &str) -> Vec<Element<'b>> {
        let sought = Sought::Role(role.into(), Name::Any);
        find::all(self.browser, Some(self), &sought)
    }

    /// The one field within this one with this label.
    #[track_caller]
    pub fn by_label(&self, label: &str) -> Element<'b> {
        find::one(self.browser, Some(self), &Sought::Label(label.into()))
    }

    /// The element as an argument of [`Browser::exec`].
    pub fn as_arg(&self) -> Value {
        json!({ ELEMENT_KEY: self.id() })
    }

    pub(super) fn id(&self) -> String {
        self.id.borrow().clone()
    }

    #[track_caller]
    pub(super) fn send_keys(&self, text: &str) {
        self.command("value", &json!({ "text": text }));
    }

    #[track_caller]
    fn string(&self, script: &str) -> String {
        let value = self.script(script, &[]);
        value.as_str().unwrap_or_default().to_string()
    }

    /// Runs a script with the element as its first argument.
    #[track_caller]
    fn script(&self, script: &str, more: &[Value]) -> Value {
        let answer = self.again_where_stale(|_| {
            let args: Vec<Value> = std::iter::once(self.as_arg()).chain(more.iter().cloned()).collect();
            self.browser.try_exec(script, &args)
        });
        answer.unwrap_or_else(|why| self.fail(&why))
    }

    /// Sends a command, again while something covers the element or it cannot be used yet. What
    /// sticks to the edge of the window is got out of the way as a person does: by scrolling.
    #[track_caller]
    fn command(&self, word: &str, body: &Value) {
        const PASSING: &[&str] = &["element click intercepted", "element not interactable"];
        let mut last = None;
        let done = poll(|| {
            let send = |id: &str| self.browser.post(&format!("/element/{id}/{word}"), body);
            match self.again_where_stale(send) {
                Err(why) if PASSING.contains(&why.error.as_str()) => {
                    let _ = self.browser.try_exec(TO_THE_MIDDLE, &[self.as_arg()]);
                    last = Some(why);
                    None
                }
                answer => Some(answer),
            }
        });
        let refused = match done {
            Some(Ok(_)) => return,
            Some(Err(why)) => Some(why),
            None => last,
        };
        if let Some(why) = refused {
            self.fail(&why);
        }
    }

    /// Asks, and asks once more of the element's successor where the page has replaced it.
    fn again_where_stale<T>(&self, ask: impl Fn(&str) -> Result<T, Refused>) -> Result<T, Refused> {
        let answer = ask(&self.id());
        let Err(why) = &answer else { return answer };
        if why.error != "stale element reference" || !self.find_again() {
            return answer;
        }
        ask(&self.id())
    }

    fn find_again(&self) -> bool {
        let Some((sought, within)) = &self.origin else {
            return false;
        };
        let within = within.clone().map(|id| Element::plain(self.browser, id));
        let found = find::ids(self.browser, within.as_ref(), sought).unwrap_or_default();
        let [id] = found.as_slice() else { return false };
        self.id.replace(id.clone());
        true
    }

    #[track_caller]
    fn fail(&self, why: &Refused) -> ! {
        let what = match &self.origin {
            Some((sought, _)) => sought.to_string(),
            None => "the element".into(),
        };
        self.browser.fail(&format!("{what}: {why}"))
    }
}
