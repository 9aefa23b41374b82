//! Writing a large part little by little, so that the page can do other things in between.

use super::code::Hashing;
use super::envelope::Kind;
use super::write::{OPEN_CODE, file};
use crate::model::node::Node;
use crate::model::workbook::Workbook;

/// Stands in a part of one year where its items go. Within a text the quotes would be escaped.
const NODES: &str = "\"nodes\":[";
/// How many items are written at once, and how many bytes are hashed.
const ITEMS: usize = 250;
const BYTES: usize = 1 << 19;

/// Writes a part, a slice at a time.
pub struct Slices {
    /// What is written.
    text: String,
    /// What comes behind the items.
    tail: String,
    items: std::vec::IntoIter<Node>,
    hashing: Hashing,
    /// How far the text is hashed; the head, which is not, ends where the id begins.
    hashed: Option<usize>,
}

impl Slices {
    /// Begins with a part; only the items of a single year are written in slices.
    pub fn new(mut part: Workbook) -> Self {
        let items = part.take_nodes();
        // Writing plain values into memory cannot fail.
        let mut text = serde_json::to_string(&file(&part, Kind::Part)).unwrap_or_default();
        let at = text.find(NODES).filter(|_| !items.is_empty()).map_or(text.len(), |at| at + NODES.len());
        let tail = text.split_off(at);
        Self { text, tail, items: items.into_iter(), hashing: Hashing::new(), hashed: None }
    }

    /// Writes the next slice; returns whether there is more to do.
    pub fn step(&mut self) -> bool {
        if self.hashed.is_none() {
            let more = self.items.len() > ITEMS;
            self.write_items();
            if more {
                return true;
            }
            self.text.push_str(&std::mem::take(&mut self.tail));
            self.hashed = self.text.find("\"id\"");
            self.hashing.put(b"{");
        }
        let from = self.hashed.unwrap_or(self.text.len());
        let to = self.text.len().min(from + BYTES);
        self.hashing.put(&self.text.as_bytes()[from..to]);
        self.hashed = Some(to);
        to < self.text.len()
    }

    fn write_items(&mut self) {
        let slice: Vec<Node> = self.items.by_ref().take(ITEMS).collect();
        let more = self.items.len() > 0;
        for (at, node) in slice.iter().enumerate() {
            self.text.push_str(&serde_json::to_string(node).unwrap_or_default());
            if more || at + 1 < slice.len() {
                self.text.push(',');
            }
        }
    }

    /// Returns the text, once there is no more to do.
    pub fn finish(mut self) -> String {
        while self.step() {}
        let code = self.hashing.code().to_string();
        if let Some(at) = self.text.find(OPEN_CODE) {
            self.text.replace_range(at..at + OPEN_CODE.len(), &code);
        }
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{read_part, write_part};
    use crate::sample;

    #[test]
    fn slices_make_the_text_that_is_read_as_the_part() {
        let sample = sample::workbook();
        for scope in sample.scopes() {
            let part = sample.part_of_scope(scope);
            let mut slices = Slices::new(part.clone());
            while slices.step() {}
            let text = slices.finish();
            assert_eq!(read_part(&text).unwrap(), part, "{scope}");
            assert_eq!(text.len(), write_part(&part).len());
        }
    }
}
