//! A look at JSON as it stands in a file: how deep, what is half a character, and what is where.
//!
//! Runs only after the fast reading has failed, to say why and where. The text is sound JSON up
//! to where it is looked at.

use super::decode::line_at;
use super::spot::{Spot, Step, steps_of};
use crate::model::place::Place;
use std::collections::HashMap;

/// Deeper than any workbook, less than what the parser follows.
pub(super) const MAX_DEPTH: usize = 100;

/// Is one mark of JSON.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Token<'a> {
    Open,
    Close,
    Comma,
    /// A string with its quotes.
    Text(&'a str),
}

/// Calls back for every bracket, comma and string, with the offset behind it, until told to stop.
fn tokens<'a>(text: &'a str, mut see: impl FnMut(Token<'a>, usize) -> bool) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        at += 1;
        let token = match byte {
            b'{' | b'[' => Token::Open,
            b'}' | b']' => Token::Close,
            b',' => Token::Comma,
            b'"' => {
                at = end_of_string(bytes, at);
                Token::Text(text.get(start..at).unwrap_or_default())
            }
            _ => continue,
        };
        if !see(token, at) {
            return;
        }
    }
}

/// Returns the offset behind the closing quote; `at` is behind the opening one.
pub(super) fn end_of_string(bytes: &[u8], mut at: usize) -> usize {
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Returns the line in which brackets stand deeper than in any workbook.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut found) = (0usize, None);
    tokens(text, |token, at| {
        match token {
            Token::Open => depth += 1,
            Token::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            found = Some(at);
        }
        found.is_none()
    });
    found.map(|at| line_at(text, at))
}

/// Returns the line of the first text with a surrogate that has no partner.
pub(super) fn lone_surrogate(text: &str) -> Option<usize> {
    let mut found = None;
    tokens(text, |token, at| {
        if let Token::Text(raw) = token
            && raw.contains("\\u")
            && has_lone_surrogate(raw.as_bytes())
        {
            found = Some(at);
        }
        found.is_none()
    });
    found.map(|at| line_at(text, at))
}

fn has_lone_surrogate(raw: &[u8]) -> bool {
    let mut at = 0;
    let mut open = false;
    while let Some(&byte) = raw.get(at) {
        let unit = if byte == b'\\' { escaped(raw, at) } else { None };
        let low = unit.is_some_and(|unit| (0xdc00..0xe000).contains(&unit));
        if open != low {
            return true;
        }
        open = unit.is_some_and(|unit| (0xd800..0xdc00).contains(&unit));
        at += match (byte, unit) {
            (b'\\', Some(_)) => 6,
            (b'\\', None) => 2,
            _ => 1,
        };
    }
    false
}

fn escaped(raw: &[u8], at: usize) -> Option<u16> {
    let digits = raw.get(at + 2..at + 6).filter(|_| raw.get(at + 1) == Some(&b'u'))?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// Is an open object or list.
#[derive(Default)]
struct Frame {
    object: bool,
    /// The key or number of the member that is being read.
    key: Option<String>,
    /// The name of the member that was read last.
    child: Option<String>,
    expects_key: bool,
    index: usize,
    id: Option<String>,
    label: Option<String>,
    title: Option<String>,
    number: Option<String>,
}

impl Frame {
    fn name(&self) -> Option<String> {
        match (&self.number, &self.title) {
            (Some(number), Some(title)) => Some(format!("{number} {title}")),
            (number, title) => self.label.clone().or(title.clone()).or(number.clone()),
        }
    }

    fn take(&mut self, text: String) {
        match self.key.as_deref() {
            Some("id") => self.id = Some(text),
            Some("label" | "name" | "municipality") => self.label = Some(text),
            Some("title") => self.title = Some(text),
            Some("number") => self.number = Some(text),
            _ => {}
        }
    }
}

/// Returns where in the file an offset lies. With `around`, the object in which it lies or that
/// ends there.
pub(super) fn spot_at(text: &str, offset: usize, around: bool) -> Spot {
    let (frames, names) = walk(text, offset);
    let mut steps = steps(&frames, &names);
    let ends = text.as_bytes()[..offset].last() == Some(&b'}');
    if around && !ends && frames.last().is_some_and(|frame| frame.object && frame.key.is_some()) {
        steps.pop();
    }
    Spot { steps, line: Some(line_at(text, offset)) }
}

/// Returns the spot of an element of the list in which an offset lies or that ends there.
pub(super) fn spot_in_list(text: &str, offset: usize, number: &str, id: &str) -> Spot {
    let (mut frames, names) = walk(text, offset);
    if frames.last().is_some_and(|frame| !frame.object) {
        frames.pop();
    }
    let mut steps = steps(&frames, &names);
    steps.push(Step { key: number.to_owned(), name: names.get(id).cloned() });
    Spot { steps, line: Some(line_at(text, offset)) }
}

/// Follows the brackets up to an offset; returns the open ones, and the names of all ids.
fn walk(text: &str, offset: usize) -> (Vec<Frame>, HashMap<String, String>) {
    let mut frames: Vec<Frame> = Vec::new();
    let mut names: HashMap<String, String> = HashMap::new();
    tokens(text, |token, at| {
        if at > offset {
            return false;
        }
        match token {
            Token::Open => {
                let object = text.as_bytes()[at - 1] == b'{';
                frames.push(Frame { object, expects_key: object, ..Frame::default() });
            }
            Token::Close => close(&mut frames, &mut names),
            Token::Comma => {
                if let Some(frame) = frames.last_mut() {
                    frame.index += 1;
                    frame.expects_key = frame.object;
                    frame.child = None;
                }
            }
            Token::Text(raw) => {
                if let (Some(frame), Ok(text)) = (frames.last_mut(), serde_json::from_str::<String>(raw)) {
                    match std::mem::take(&mut frame.expects_key) {
                        true => frame.key = Some(text),
                        false => frame.take(text),
                    }
                }
            }
        }
        true
    });
    (frames, names)
}

fn close(frames: &mut Vec<Frame>, names: &mut HashMap<String, String>) {
    let Some(closed) = frames.pop() else { return };
    let name = closed.name();
    if let (Some(id), Some(name)) = (closed.id, name.clone()) {
        names.insert(id, name);
    }
    if let Some(above) = frames.last_mut() {
        above.child = name;
    }
}

fn steps(frames: &[Frame], names: &HashMap<String, String>) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (at, frame) in frames.iter().enumerate() {
        let key = if frame.object { frame.key.clone() } else { Some(frame.index.to_string()) };
        let Some(key) = key else { break };
        let above = at.checked_sub(1).and_then(|at| frames[at].key.as_deref());
        if let (Some("registers"), Ok(place)) = (above, key.parse::<Place>()) {
            steps.truncate(1);
            steps.extend(steps_of(&place, &|id| names.get(id).cloned()));
            continue;
        }
        let name = match frames.get(at + 1) {
            Some(inner) => inner.name(),
            None => frame.child.clone(),
        };
        let by_id = || (above == Some("values")).then(|| names.get(&key).cloned()).flatten();
        let name = name.or_else(by_id);
        steps.push(Step { key, name });
    }
    steps
}
