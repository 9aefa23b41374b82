//! Which row is which item: by number, title and the items above, as texts are compared.

use super::{Choice, Choices, same_words};
use crate::exchange::draft::{Draft, DraftNode};
use crate::find::fold::{fold, near};
use crate::model::id::NodeId;
use crate::model::node::Node;
use crate::model::tree::Outline;
use crate::model::year_book::YearBook;
use std::collections::{HashMap, HashSet};

/// Is what was found for an item of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pair {
    Known(NodeId),
    New,
    Left,
}

/// Finds the item of each of the draft's items.
pub(super) fn pair(draft: &Draft, book: &YearBook, outline: &Outline, choices: &Choices) -> Vec<Pair> {
    let found = vec![None; draft.nodes.len()];
    let pairing = Pairing { draft, book, outline, choices, found, taken: HashSet::new() };
    pairing.run()
}

/// Returns how far an item's number and title are from those wanted; 0 where they are the same.
pub(super) fn distance(number: &str, title: &str, node: &Node) -> usize {
    let (a, b) = (fold(title), fold(&node.title));
    let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let rest = a.chars().count().max(b.chars().count()) - shared;
    let close = if near(&a, &b, (a.chars().count() / 5).max(1)) { 0 } else { 1000 };
    rest + close + if fold(number) == fold(&node.number) { 0 } else { 100 }
}

struct Pairing<'a> {
    draft: &'a Draft,
    book: &'a YearBook,
    outline: &'a Outline,
    choices: &'a Choices,
    found: Vec<Option<NodeId>>,
    taken: HashSet<NodeId>,
}

/// Says how alike two items have to be.
#[derive(Clone, Copy)]
enum Rule {
    Both,
    Title,
    Number,
}

impl Pairing<'_> {
    fn run(mut self) -> Vec<Pair> {
        let shown: HashSet<NodeId> = self.outline.below(None).into_iter().collect();
        for (&at, choice) in self.choices {
            if let (Choice::Pair(node), true) = (*choice, at < self.found.len())
                && shown.contains(&node)
                && self.taken.insert(node)
            {
                self.found[at] = Some(node);
            }
        }
        let mut below: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
        for (at, node) in self.draft.nodes.iter().enumerate() {
            below.entry(node.parent).or_default().push(at);
        }
        let none = Vec::new();
        let group = |at: Option<usize>| below.get(&at).unwrap_or(&none);
        self.siblings(group(None), None);
        for at in 0..self.draft.nodes.len() {
            self.below_known(at, group(Some(at)));
        }
        // What stands elsewhere in the plan, once all that stands in its place is found.
        let elsewhere = self.elsewhere();
        let alone = self.alone();
        for at in 0..self.draft.nodes.len() {
            if self.is_open(at) && alone.contains(&at) {
                self.find_elsewhere(at, &elsewhere);
                self.below_known(at, group(Some(at)));
            }
        }
        self.into_pairs()
    }

    fn is_open(&self, at: usize) -> bool {
        self.found[at].is_none() && !self.choices.contains_key(&at)
    }

    fn below_known(&mut self, at: usize, group: &[usize]) {
        if let Some(node) = self.found[at] {
            self.siblings(group, Some(node));
        }
    }

    /// Finds items below one parent: those alike in everything first.
    fn siblings(&mut self, group: &[usize], parent: Option<NodeId>) {
        for rule in [Rule::Both, Rule::Title, Rule::Number] {
            let mut open: Vec<usize> = group.iter().copied().filter(|&at| self.is_open(at)).collect();
            // Of rows that read alike the one that says most finds its item first.
            open.sort_by_key(|&at| std::cmp::Reverse(self.draft.nodes[at].values.len()));
            if open.is_empty() {
                return;
            }
            let mut by_key: HashMap<String, Vec<NodeId>> = HashMap::new();
            for &id in self.outline.children(parent) {
                if let Some(node) = self.book.nodes.get(id).filter(|_| !self.taken.contains(&id)) {
                    let level = node.level.map(|level| level.to_string()).unwrap_or_default();
                    by_key.entry(key(rule, &level, &node.number, &node.title)).or_default().push(id);
                }
            }
            for at in open {
                let wanted = &self.draft.nodes[at];
                if matches!(rule, Rule::Title) && fold(&wanted.title).is_empty() {
                    continue;
                }
                if matches!(rule, Rule::Number) && fold(&wanted.number).is_empty() {
                    continue;
                }
                let key = key(rule, &wanted.level.to_string(), &wanted.number, &wanted.title);
                let Some(ids) = by_key.get(&key) else { continue };
                let free = ids.iter().copied().filter(|id| !self.taken.contains(id));
                let mut free: Vec<NodeId> = free.collect();
                if matches!(rule, Rule::Number) {
                    free.retain(|id| self.is_near(wanted, *id));
                }
                if let Some(node) = self.best(wanted, &free) {
                    self.found[at] = Some(node);
                    self.taken.insert(node);
                }
            }
        }
    }

    fn is_near(&self, wanted: &DraftNode, id: NodeId) -> bool {
        let (a, b) =
            (fold(&wanted.title), self.book.nodes.get(id).map(|node| fold(&node.title)).unwrap_or_default());
        near(&a, &b, (a.chars().count() / 4).max(1))
    }

    /// Returns the one that has most of the row's values, the first of several.
    fn best(&self, wanted: &DraftNode, ids: &[NodeId]) -> Option<NodeId> {
        if ids.len() < 2 {
            return ids.first().copied();
        }
        let alike = |id: &NodeId| {
            let same = wanted.values.iter().filter(|(field, value)| {
                let there = self.book.value(*id, *field).and_then(|there| there.as_text());
                value.as_text().zip(there).is_some_and(|(a, b)| same_words(a, b))
            });
            same.count()
        };
        ids.iter().rev().max_by_key(|id| alike(id)).copied()
    }

    /// Lists the items that are alone with their level, number and title.
    fn elsewhere(&self) -> HashMap<String, Option<NodeId>> {
        let mut all: HashMap<String, Option<NodeId>> = HashMap::new();
        for id in self.outline.below(None).into_iter().filter(|id| !self.taken.contains(id)) {
            let Some(node) = self.book.nodes.get(id).filter(|node| !node.title.trim().is_empty()) else {
                continue;
            };
            let level = node.level.map(|level| level.to_string()).unwrap_or_default();
            for rule in [Rule::Both, Rule::Title] {
                let place = all.entry(key(rule, &level, &node.number, &node.title));
                place.and_modify(|found| *found = None).or_insert(Some(id));
            }
        }
        all
    }

    /// Lists the open rows that no other open one reads like: of two that do, neither may be taken for an
    /// item elsewhere, or the same table would find another pair the next time.
    fn alone(&self) -> HashSet<usize> {
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for at in (0..self.draft.nodes.len()).filter(|&at| self.is_open(at)) {
            let row = &self.draft.nodes[at];
            by_key.entry(key(Rule::Title, &row.level.to_string(), "", &row.title)).or_default().push(at);
        }
        by_key.into_values().filter(|rows| rows.len() == 1).flatten().collect()
    }

    fn find_elsewhere(&mut self, at: usize, all: &HashMap<String, Option<NodeId>>) {
        let wanted = &self.draft.nodes[at];
        if fold(&wanted.title).is_empty() {
            return;
        }
        let level = wanted.level.to_string();
        let find = |rule| all.get(&key(rule, &level, &wanted.number, &wanted.title)).copied().flatten();
        let found = find(Rule::Both).or_else(|| find(Rule::Title));
        if let Some(node) = found.filter(|node| self.taken.insert(*node)) {
            self.found[at] = Some(node);
        }
    }

    fn into_pairs(self) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = Vec::with_capacity(self.found.len());
        for (at, node) in self.draft.nodes.iter().enumerate() {
            let left_above = node.parent.is_some_and(|parent| pairs.get(parent) == Some(&Pair::Left));
            pairs.push(match (self.found[at], self.choices.get(&at)) {
                (_, Some(Choice::Leave)) => Pair::Left,
                (Some(node), _) => Pair::Known(node),
                (None, _) if left_above => Pair::Left,
                (None, _) => Pair::New,
            });
        }
        pairs
    }
}

fn key(rule: Rule, level: &str, number: &str, title: &str) -> String {
    match rule {
        Rule::Both => format!("{level}\u{1}{}\u{1}{}", fold(number), fold(title)),
        Rule::Title => format!("{level}\u{2}{}", fold(title)),
        Rule::Number => format!("{level}\u{3}{}", fold(number)),
    }
}
