//! The items while they are being collected, in the order in which they were met.

use super::draft::DraftNode;
use super::repeat::without_mark;
use crate::find::fold::{fold, near};
use crate::model::id::LevelId;
use std::collections::{HashMap, HashSet};

/// Collects items and finds those that were met before.
#[derive(Default)]
pub(super) struct Tree {
    /// The items; a parent may stand after its children.
    pub nodes: Vec<DraftNode>,
    /// Items that were taken away again; nothing stands below them.
    pub removed: HashSet<usize>,
    known: HashMap<Place, usize>,
    numbered: HashMap<Place, usize>,
}

/// Is a level below an item with a text by which an item there is known.
type Place = (Option<usize>, LevelId, String);

/// Says whether an item was met before.
pub(super) enum Met {
    /// With the same number and title.
    Same(usize),
    /// With the same number and a title that differs in a few letters.
    Near(usize),
    /// Not yet.
    Never,
}

impl Tree {
    /// Adds an item.
    pub fn add(
        &mut self,
        parent: Option<usize>,
        level: LevelId,
        number: &str,
        title: &str,
        line: usize,
    ) -> usize {
        let repeat = without_mark(title).is_some() || without_mark(number).is_some();
        let (number, title) = (number.to_owned(), title.to_owned());
        let values = Vec::new();
        let node = DraftNode { parent, level, number, title, values, repeat, candidate_of: None, line };
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// Adds an item that may be met again.
    pub fn add_known(
        &mut self,
        parent: Option<usize>,
        level: LevelId,
        number: &str,
        title: &str,
        line: usize,
    ) -> usize {
        let at = self.add(parent, level, number, title, line);
        self.known.insert((parent, level, key(number, title)), at);
        if !number.is_empty() {
            self.numbered.insert((parent, level, number_key(number)), at);
        }
        at
    }

    /// Gives an item that has no name yet its number and title; it may be met again.
    pub fn name(&mut self, at: usize, number: &str, title: &str) {
        let node = &mut self.nodes[at];
        (node.number, node.title) = (number.to_owned(), title.to_owned());
        let (parent, level) = (node.parent, node.level);
        self.known.insert((parent, level, key(number, title)), at);
        self.numbered.insert((parent, level, number_key(number)), at);
    }

    /// Gives an item another title; it may be met again under both.
    pub fn rename(&mut self, at: usize, title: &str) {
        self.nodes[at].title = title.to_owned();
        let node = &self.nodes[at];
        self.known.insert((node.parent, node.level, key(&node.number, title)), at);
    }

    /// Finds the last item of a number below a parent, whatever its title.
    pub fn of_number(&self, parent: Option<usize>, level: LevelId, number: &str) -> Option<usize> {
        self.numbered.get(&(parent, level, number_key(number))).copied()
    }

    /// Finds an item below a parent; white space, width and a 再掲 mark do not count.
    pub fn find(&self, parent: Option<usize>, level: LevelId, number: &str, title: &str) -> Met {
        if let Some(&at) = self.known.get(&(parent, level, key(number, title))) {
            return Met::Same(at);
        }
        let numbered = self.of_number(parent, level, number);
        let close = |at: &usize| {
            let (a, b) = (fold(&self.nodes[*at].title), fold(title));
            near(&a, &b, (a.chars().count() / 5).max(1))
        };
        numbered.filter(close).map_or(Met::Never, Met::Near)
    }

    /// Puts the items into the order of the sheet, parents before children, and tells each one's new index.
    pub fn into_order(self) -> (Vec<DraftNode>, Vec<usize>) {
        let mut below: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len() + 1];
        for (at, node) in self.nodes.iter().enumerate().filter(|(at, _)| !self.removed.contains(at)) {
            below[node.parent.map_or(0, |parent| parent + 1)].push(at);
        }
        for children in &mut below {
            children.sort_by_key(|&at| std::cmp::Reverse((self.nodes[at].line, at)));
        }
        let mut order = Vec::with_capacity(self.nodes.len());
        let mut open = std::mem::take(&mut below[0]);
        while let Some(at) = open.pop() {
            order.push(at);
            open.append(&mut below[at + 1]);
        }
        let mut places = vec![0; self.nodes.len()];
        for (new, &old) in order.iter().enumerate() {
            places[old] = new;
        }
        let mut nodes: Vec<Option<DraftNode>> = self.nodes.into_iter().map(Some).collect();
        let moved = order
            .iter()
            .filter_map(|&old| nodes[old].take())
            .map(|node| DraftNode { parent: node.parent.map(|parent| places[parent]), ..node });
        (moved.collect(), places)
    }
}

fn key(number: &str, title: &str) -> String {
    let title = without_mark(title).map_or_else(|| fold(title), |bare| fold(&bare));
    format!("{}\u{1}{title}", number_key(number))
}

/// Returns a number as it is compared: 【施策の柱6】 is 施策の柱6.
fn number_key(number: &str) -> String {
    fold(number.trim_matches(['【', '】']))
}
