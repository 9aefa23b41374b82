//! A reader of damaged JSON: takes what is sound, and goes on behind what is not.
//!
//! Files are written with two spaces of indentation per depth. Behind a damaged line the reader
//! goes on at the next line that is no deeper: a damaged value costs that value, a damaged
//! bracket the element that it opens. Behind a cut nothing is left to go on with.

use super::scan::{MAX_DEPTH, end_of_string};
use std::fmt;

/// Is a value as it stood in the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Raw<'a> {
    /// A text, number or word, as JSON.
    Plain(&'a str),
    /// A list.
    List(Vec<Raw<'a>>),
    /// An object; keys may occur twice.
    Object(Vec<(String, Raw<'a>)>),
}

impl fmt::Display for Raw<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Raw::Plain(text) => f.write_str(text),
            Raw::List(items) => {
                f.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if at > 0 { "," } else { "" })?;
                }
                f.write_str("]")
            }
            Raw::Object(members) => {
                f.write_str("{")?;
                for (at, (key, value)) in members.iter().enumerate() {
                    let key = serde_json::to_string(key).unwrap_or_default();
                    write!(f, "{}{key}:{value}", if at > 0 { "," } else { "" })?;
                }
                f.write_str("}")
            }
        }
    }
}

impl<'a> Raw<'a> {
    /// Returns the members of an object; none of anything else.
    pub fn members(&self) -> &[(String, Raw<'a>)] {
        match self {
            Raw::Object(members) => members,
            _ => &[],
        }
    }

    /// Finds a member of an object.
    pub fn get(&self, key: &str) -> Option<&Raw<'a>> {
        self.members().iter().find(|(other, _)| other == key).map(|(_, value)| value)
    }

    /// Returns the value where it is a text.
    pub fn text(&self) -> Option<String> {
        match self {
            Raw::Plain(text) => serde_json::from_str(text).ok(),
            _ => None,
        }
    }
}

/// Is where a text was damaged: the line from 1, and the keys of what it stood in.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Damage {
    pub line: usize,
    pub path: Vec<String>,
}

/// Reads a text as far as it is sound; `None` where it does not begin as an object.
pub(super) fn mend(text: &str) -> Option<(Raw<'_>, Vec<Damage>)> {
    let pretty = text.contains("\n  \"");
    let mut reader = Reader { text, pretty, at: 0, line: (0, 1), path: vec![], damages: vec![], cut: false };
    reader.skip_space();
    if reader.peek() != Some(b'{') {
        return None;
    }
    let value = reader.bracket(true)?;
    reader.skip_space();
    if reader.peek().is_some() {
        reader.damaged();
    }
    Some((value, reader.damages))
}

struct Reader<'a> {
    text: &'a str,
    /// Whether the text is indented as files are written.
    pretty: bool,
    at: usize,
    /// An offset and its line, so that lines are counted once.
    line: (usize, usize),
    path: Vec<String>,
    damages: Vec<Damage>,
    /// Whether the end was met where none may be; it is named once.
    cut: bool,
}

/// How far in front of a bracket its line may begin.
const LINE: usize = 4096;

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn damaged(&mut self) {
        if self.cut {
            return;
        }
        let (from, line) = self.line;
        let to = self.at.min(self.text.len()).max(from);
        let breaks = self.text.as_bytes()[from..to].iter().filter(|&&byte| byte == b'\n').count();
        self.line = (to, line + breaks);
        self.damages.push(Damage { line: self.line.1, path: self.path.clone() });
    }

    /// Returns the indentation of the line in which the reader is.
    fn indent(&self) -> usize {
        let near = self.at.saturating_sub(LINE);
        let before = self.text.as_bytes().get(near..self.at).unwrap_or_default();
        let start = before.iter().rposition(|&byte| byte == b'\n').map_or(near, |at| near + at + 1);
        self.text.as_bytes()[start..].iter().take_while(|&&byte| byte == b' ').count()
    }

    /// Goes behind a damaged value to the next line that is indented no deeper than it was. A
    /// closing bracket there, as deep as the value, is its own.
    fn go_on(&mut self, indent: usize) {
        let bytes = self.text.as_bytes();
        while let Some(length) = bytes[self.at.min(bytes.len())..].iter().position(|&byte| byte == b'\n') {
            self.at += length + 1;
            let deep = bytes[self.at..].iter().take_while(|&&byte| byte == b' ').count();
            let blank = bytes.get(self.at + deep).is_none_or(|byte| byte.is_ascii_whitespace());
            let own_end = deep == indent && matches!(bytes.get(self.at + deep), Some(b'}' | b']'));
            if deep <= indent && !blank && !own_end {
                self.at += deep;
                return;
            }
        }
        self.at = bytes.len();
        self.cut = true;
    }

    /// Reads a list or an object whose opening bracket is next.
    fn bracket(&mut self, object: bool) -> Option<Raw<'a>> {
        if self.path.len() >= MAX_DEPTH {
            return None;
        }
        let indent = self.indent();
        self.at += 1;
        let (mut items, mut members) = (Vec::new(), Vec::new());
        loop {
            self.skip_space();
            match self.peek() {
                None => {
                    self.damaged();
                    self.cut = true;
                    break;
                }
                Some(b'}' | b']') => {
                    self.at += 1;
                    break;
                }
                Some(b',') => self.at += 1,
                // A line that is not deeper belongs outside: the closing bracket was damaged.
                _ if self.pretty && self.begins_line() && self.indent() <= indent => {
                    self.damaged();
                    break;
                }
                _ if object => self.member(&mut members, indent),
                _ => self.item(&mut items, indent),
            }
        }
        Some(if object { Raw::Object(members) } else { Raw::List(items) })
    }

    /// Takes a value in, or names what was damaged and goes on behind it.
    fn member(&mut self, members: &mut Vec<(String, Raw<'a>)>, indent: usize) {
        let Some(key) = self.key() else {
            self.damaged();
            return self.go_on(indent + 2);
        };
        self.path.push(key.clone());
        let value = self.sound_value(indent);
        members.extend(value.map(|value| (key, value)));
        self.path.pop();
    }

    fn item(&mut self, items: &mut Vec<Raw<'a>>, indent: usize) {
        self.path.push(items.len().to_string());
        items.extend(self.sound_value(indent));
        self.path.pop();
    }

    fn sound_value(&mut self, indent: usize) -> Option<Raw<'a>> {
        let value = self.value();
        // What follows a value without a comma is damaged, and so may be the value.
        if value.is_some() && self.is_at_end_of_value() {
            return value;
        }
        self.damaged();
        self.go_on(indent + 2);
        None
    }

    fn key(&mut self) -> Option<String> {
        let key = serde_json::from_str(self.string()?).ok()?;
        self.skip_space();
        (self.peek() == Some(b':')).then(|| self.at += 1)?;
        Some(key)
    }

    fn begins_line(&self) -> bool {
        let before = &self.text[..self.at];
        before.trim_end_matches(' ').ends_with('\n')
    }

    fn is_at_end_of_value(&mut self) -> bool {
        self.skip_space();
        matches!(self.peek(), None | Some(b',' | b'}' | b']')) || self.begins_line()
    }

    fn value(&mut self) -> Option<Raw<'a>> {
        self.skip_space();
        match self.peek()? {
            b'{' => self.bracket(true),
            b'[' => self.bracket(false),
            b'"' => self.string().map(Raw::Plain),
            _ => self.word().map(Raw::Plain),
        }
    }

    /// Reads a string that ends before its line does, with its quotes.
    fn string(&mut self) -> Option<&'a str> {
        if self.peek() != Some(b'"') {
            return None;
        }
        let end = end_of_string(self.text.as_bytes(), self.at + 1);
        let raw = self.text.get(self.at..end)?;
        serde_json::from_str::<serde::de::IgnoredAny>(raw).ok()?;
        self.at = end;
        Some(raw)
    }

    fn word(&mut self) -> Option<&'a str> {
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c)))?;
        serde_json::from_str::<serde::de::IgnoredAny>(&rest[..end]).ok()?;
        self.at += end;
        Some(&rest[..end])
    }
}
