//! Makes a year's book from the start: nodes in reading order, departments as they are named.

use super::department;
use super::form::{FieldKind, Form};
use super::id::{FieldId, IdSource, LevelId, NodeId};
use super::node::Node;
use super::order::OrderKey;
use super::table::Table;
use super::value::FieldValue;
use super::year_book::YearBook;
use std::collections::HashMap;

/// Is a year's book in the making.
pub struct BookBuilder<'a> {
    /// The book so far; its items have no order yet.
    pub book: YearBook,
    /// Where new ids come from.
    pub ids: IdSource<'a>,
    nodes: Vec<Node>,
}

impl<'a> BookBuilder<'a> {
    /// Starts a book with a label and a form.
    pub fn new(label: &str, form: Form, ids: IdSource<'a>) -> Self {
        let book = YearBook { label: label.into(), form, ..YearBook::default() };
        Self { book, ids, nodes: Vec::new() }
    }

    /// Adds an item as the last below its parent and returns its index.
    pub fn node(&mut self, parent: Option<usize>, level: LevelId, number: &str, title: &str) -> usize {
        let mut node = Node::new(self.ids.draw());
        node.level = Some(level);
        node.number = number.into();
        node.title = title.into();
        node.position.parent = parent.and_then(|at| self.nodes.get(at)).map(|parent| parent.id);
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// Returns an item's id.
    pub fn id(&self, at: usize) -> Option<NodeId> {
        self.nodes.get(at).map(|node| node.id)
    }

    /// Finds an item to change it.
    pub fn node_mut(&mut self, at: usize) -> Option<&mut Node> {
        self.nodes.get_mut(at)
    }

    /// Fills a field with a value; an empty text leaves it unfilled.
    pub fn fill(&mut self, at: usize, field: FieldId, value: Option<FieldValue>) {
        if let (Some(node), Some(value)) = (self.nodes.get_mut(at), value) {
            node.values.insert(field, value);
        }
    }

    /// Fills a field with what was typed: departments are recognised, grades and choices found by
    /// their keys and labels. Returns whether the text was understood as the field's kind.
    pub fn fill_typed(&mut self, at: usize, field: FieldId, text: &str) -> bool {
        if text.is_empty() {
            return true;
        }
        let Some(known) = self.book.form.field(field) else {
            return false;
        };
        let value = match &known.kind {
            FieldKind::Departments => Some(self.owners(text)),
            FieldKind::Grade { scale } => {
                self.book.form.scale(*scale).and_then(|scale| scale.read(text)).map(FieldValue::Grade)
            }
            FieldKind::Choice { options } => {
                options.iter().find(|option| option.label == text).map(|option| FieldValue::Choice(option.id))
            }
            FieldKind::Indicators | FieldKind::Schedule => None,
            _ => FieldValue::text(text),
        };
        let understood = value.is_some();
        self.fill(at, field, value);
        understood
    }

    fn owners(&mut self, text: &str) -> FieldValue {
        let (owners, new) = department::resolve(&self.book.departments, text, &mut self.ids);
        new.into_iter().for_each(|department| self.book.departments.put(department));
        FieldValue::Owners(Box::new(owners))
    }

    /// Puts the items into their order and returns the book.
    pub fn finish(mut self) -> YearBook {
        let mut siblings: HashMap<Option<NodeId>, Vec<usize>> = HashMap::new();
        for (at, node) in self.nodes.iter().enumerate() {
            siblings.entry(node.position.parent).or_default().push(at);
        }
        for children in siblings.into_values() {
            for (key, at) in OrderKey::spread(children.len()).into_iter().zip(children) {
                self.nodes[at].position.order = key;
            }
        }
        self.book.nodes = self.nodes.into_iter().collect::<Table<Node>>();
        self.book
    }
}
