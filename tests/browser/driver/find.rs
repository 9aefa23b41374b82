//! Finding by role, name, label and text, confirmed by the browser's own accessibility tree.

use super::browser::{Browser, poll};
use super::element::Element;
use super::wire::Refused;
use serde_json::{Value, json};
use std::fmt;

/// The key under which WebDriver passes an element.
pub const ELEMENT_KEY: &str = "element-6066-11e4-a52e-4f735466cecf";

const SCRIPT: &str = include_str!("roles.js");

/// What a test looks for.
#[derive(Clone)]
pub enum Sought {
    /// A role with the whole name, a part of it, or any name.
    Role(String, Name),
    /// A field with this label.
    Label(String),
    /// The innermost elements that hold this text.
    Text(String),
    /// A selector, for what has no role, such as a hidden file input.
    Css(String),
}

/// How much of a name is given.
#[derive(Clone)]
pub enum Name {
    /// All of it.
    Whole(String),
    /// A part of it.
    Part(String),
    /// Nothing.
    Any,
}

impl Sought {
    fn as_json(&self) -> Value {
        match self {
            Self::Role(role, Name::Whole(name)) => {
                json!({ "by": "role", "role": role, "name": name, "part": false })
            }
            Self::Role(role, Name::Part(name)) => {
                json!({ "by": "role", "role": role, "name": name, "part": true })
            }
            Self::Role(role, Name::Any) => json!({ "by": "role", "role": role, "name": null }),
            Self::Label(name) => json!({ "by": "label", "name": name, "part": false }),
            Self::Text(name) => json!({ "by": "text", "name": name, "part": true }),
            Self::Css(selector) => json!({ "by": "css", "selector": selector }),
        }
    }

    /// Whether the browser's own answers agree with what was sought.
    fn agrees(&self, role: &str, label: &str) -> bool {
        let name_agrees = |name: &Name| match name {
            Name::Whole(name) => plain(label) == plain(name),
            Name::Part(name) => plain(label).contains(&plain(name)),
            Name::Any => true,
        };
        match self {
            Self::Role(wanted, name) => common_role(role) == common_role(wanted) && name_agrees(name),
            Self::Label(name) => plain(label) == plain(name),
            Self::Text(_) | Self::Css(_) => true,
        }
    }
}

impl fmt::Display for Sought {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Role(role, Name::Whole(name)) => write!(f, "{role} 「{name}」"),
            Self::Role(role, Name::Part(name)) => write!(f, "{role} 「…{name}…」"),
            Self::Role(role, Name::Any) => write!(f, "{role}"),
            Self::Label(name) => write!(f, "a field labelled 「{name}」"),
            Self::Text(text) => write!(f, "the text 「{text}」"),
            Self::Css(selector) => write!(f, "an element {selector}"),
        }
    }
}

/// Waits until there is exactly one, and has the browser confirm it.
#[track_caller]
pub fn one<'b>(browser: &'b Browser, within: Option<&Element>, sought: &Sought) -> Element<'b> {
    let mut last = 0;
    let mut doubt = String::new();
    let found = poll(|| {
        let ids = ids(browser, within, sought).unwrap_or_default();
        last = ids.len();
        let [id] = ids.as_slice() else { return None };
        match confirm(browser, id, sought) {
            Ok(()) => Some(id.clone()),
            Err(why) => {
                doubt = why;
                None
            }
        }
    });
    match (found, last) {
        (Some(id), _) => Element::new(browser, id, sought.clone(), within.map(Element::id)),
        (None, 0) => browser.fail(&format!("there is no {sought}")),
        (None, 1) => browser.fail(&format!("{sought} was found, but {doubt}")),
        (None, many) => browser.fail(&format!("{sought} is there {many} times; look within a part")),
    }
}

/// All there are at this moment, possibly none.
#[track_caller]
pub fn all<'b>(browser: &'b Browser, within: Option<&Element>, sought: &Sought) -> Vec<Element<'b>> {
    let found = ids(browser, within, sought)
        .unwrap_or_else(|why| browser.fail(&format!("looking for {sought}: {why}")));
    found.into_iter().map(|id| Element::plain(browser, id)).collect()
}

/// The ids of all that the page's own script finds.
pub fn ids(browser: &Browser, within: Option<&Element>, sought: &Sought) -> Result<Vec<String>, Refused> {
    let within = within.map_or(Value::Null, Element::as_arg);
    let found = browser.try_exec(SCRIPT, &[sought.as_json(), within])?;
    let list = found.as_array().map(Vec::as_slice).unwrap_or_default();
    Ok(list.iter().filter_map(id_of).collect())
}

/// The id in a reference to an element.
pub fn id_of(reference: &Value) -> Option<String> {
    reference[ELEMENT_KEY].as_str().map(String::from)
}

/// The browser's own role and name of an element.
pub fn role_and_name(browser: &Browser, id: &str) -> Result<(String, String), Refused> {
    let ask = |what: &str| browser.get(&format!("/element/{id}/{what}"));
    let text = |value: Value| value.as_str().unwrap_or_default().trim().to_string();
    let role = text(ask("computedrole")?);
    Ok((common_role(&role).to_string(), text(ask("computedlabel")?)))
}

/// Everything with a role on the page, for the message of a failure.
pub fn inventory(browser: &Browser) -> String {
    const MOST: usize = 120;
    let answer = browser.try_exec(SCRIPT, &[json!({ "by": "inventory" }), Value::Null]);
    let list = match answer {
        Ok(list) => list,
        Err(why) => return format!("  (the page does not answer: {why})"),
    };
    let all = list.as_array().map(Vec::as_slice).unwrap_or_default();
    let mut lines: Vec<String> = all
        .iter()
        .take(MOST)
        .map(|pair| {
            let text = |at: usize| pair[at].as_str().unwrap_or_default();
            let name: String = text(1).chars().take(60).collect();
            format!("  {} 「{name}」", text(0))
        })
        .collect();
    if all.len() > MOST {
        lines.push(format!("  … and {} more", all.len() - MOST));
    }
    lines.join("\n")
}

fn confirm(browser: &Browser, id: &str, sought: &Sought) -> Result<(), String> {
    if matches!(sought, Sought::Text(_) | Sought::Css(_)) {
        return Ok(());
    }
    let (role, name) = role_and_name(browser, id).map_err(|why| why.to_string())?;
    if sought.agrees(&role, &name) {
        return Ok(());
    }
    Err(format!("the browser itself calls it {role} 「{name}」"))
}

/// Browsers have names of their own for some roles.
fn common_role(role: &str) -> &str {
    match role {
        "DisclosureTriangle" | "disclosure triangle" => "button",
        "image" => "img",
        other => other,
    }
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect()
}
