//! Numbers given anew, by the pattern that the numbers there have: 施策1-1, ①, (1).

use super::numbering::Pattern;
use crate::model::edit::YearEdit;
use crate::model::form::LevelShape;
use crate::model::id::{LevelId, NodeId};
use crate::model::tree::Outline;
use crate::model::year_book::YearBook;
use std::collections::HashMap;

/// Is an item that would get another number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renumbered {
    /// The item.
    pub node: NodeId,
    /// The number it has.
    pub old: String,
    /// The number it would get.
    pub new: String,
}

/// Says what is numbered anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Below which item; none for the whole plan.
    pub below: Option<NodeId>,
    /// Only what stands right below it, or everything below.
    pub deep: bool,
    /// Whether numbers go on under the next item above instead of beginning with 1 there.
    pub through: bool,
}

/// Returns the items that would get another number, in reading order.
///
/// Items of one level below one item share the pattern of the first of them that has a number. Where
/// none has, they take the pattern of their level elsewhere; rows under a number that is merged over
/// them stay without. Counts before the last follow the item above (施策2-1 below 目標2).
pub fn plan(book: &YearBook, outline: &Outline, scope: Scope) -> Vec<Renumbered> {
    let mut run =
        Run { book, outline, patterns: patterns(book, outline), counts: HashMap::new(), out: Vec::new() };
    let number = scope.below.and_then(|id| book.nodes.get(id)).map(|node| node.number.clone());
    run.children(scope.below, number.as_deref().unwrap_or_default(), scope);
    run.out
}

/// Makes the edits that give these numbers.
pub fn edits(found: &[Renumbered]) -> Vec<YearEdit> {
    found.iter().map(|it| YearEdit::Number(it.node, it.new.clone())).collect()
}

/// Returns the first pattern of every level in reading order.
fn patterns(book: &YearBook, outline: &Outline) -> HashMap<LevelId, Pattern> {
    let mut patterns = HashMap::new();
    for id in outline.below(None) {
        let Some(node) = book.nodes.get(id) else { continue };
        if let (Some(level), Some(pattern)) = (node.level, Pattern::read(&node.number)) {
            patterns.entry(level).or_insert(pattern);
        }
    }
    patterns
}

struct Run<'a> {
    book: &'a YearBook,
    outline: &'a Outline,
    patterns: HashMap<LevelId, Pattern>,
    /// The last count given to numbers of one kind: a number merged over rows and a row by itself
    /// are counted together.
    counts: HashMap<String, u32>,
    out: Vec<Renumbered>,
}

impl Run<'_> {
    fn children(&mut self, parent: Option<NodeId>, number: &str, scope: Scope) {
        if !scope.through {
            self.counts.clear();
        }
        let children = self.outline.children(parent).to_vec();
        let given: Vec<String> =
            children.iter().map(|&id| self.give(parent, number, &children, id)).collect();
        for (&id, new) in children.iter().zip(&given) {
            let old = self.book.nodes.get(id).map(|node| node.number.clone()).unwrap_or_default();
            if old != *new {
                self.out.push(Renumbered { node: id, old, new: new.clone() });
            }
            if scope.deep {
                self.children(Some(id), new, scope);
            }
        }
    }

    fn give(&mut self, parent: Option<NodeId>, above: &str, siblings: &[NodeId], id: NodeId) -> String {
        let Some((own, level)) = self.book.nodes.get(id).and_then(|node| Some((node, node.level?))) else {
            return String::new();
        };
        let alike = siblings.iter().filter_map(|&id| self.book.nodes.get(id));
        let pattern = alike.filter(|it| it.level == Some(level)).find_map(|it| Pattern::read(&it.number));
        let in_group = parent.is_some_and(|id| shape(self.book, id) == Some(LevelShape::Group));
        let is_part = shape(self.book, id) == Some(LevelShape::Part);
        let elsewhere = self.patterns.get(&level).filter(|_| !in_group && !is_part);
        let Some(pattern) = pattern.or_else(|| elsewhere.cloned()) else {
            return own.number.clone();
        };
        let count = self.counts.entry(pattern.shape()).or_insert(0);
        *count += 1;
        let mut counts = Pattern::read(above).map(|it| it.counts()).unwrap_or_default();
        if counts.len() + 1 != pattern.counts().len() {
            counts.clear();
        }
        counts.push(*count);
        pattern.with(&counts)
    }
}

fn shape(book: &YearBook, node: NodeId) -> Option<LevelShape> {
    let level = book.nodes.get(node).and_then(|node| node.level)?;
    book.form.level(level).map(|level| level.shape)
}
