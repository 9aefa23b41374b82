//! The plan tree as it is read: ordered, without cycles, whatever a join has made of it.

use super::id::NodeId;
use super::node::Node;
use super::order::in_order;
use super::table::Table;
use std::collections::{HashMap, HashSet};

/// Is the tree of one year: children by parent, every visible item exactly once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    children: HashMap<Option<NodeId>, Vec<NodeId>>,
    parents: HashMap<NodeId, NodeId>,
    /// What had to be set right while reading.
    pub notices: Vec<TreeNotice>,
}

/// Says what had to be set right while reading the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TreeNotice {
    /// Items stood below each other in a circle; this one, the lowest by id, is shown at the top.
    CycleBroken(NodeId),
    /// The item above this one is missing or was dropped; this one is shown at the top.
    Orphan(NodeId),
}

impl Outline {
    /// Reads the tree of the items that are not hidden.
    pub fn new(nodes: &Table<Node>, hidden: impl Fn(&Node) -> bool) -> Self {
        let mut outline = Outline::default();
        let visible: Vec<&Node> = nodes.values().filter(|node| !hidden(node)).collect();
        let ids: HashSet<NodeId> = visible.iter().map(|node| node.id).collect();
        for node in &visible {
            match node.position.parent {
                Some(parent) if ids.contains(&parent) => {
                    outline.parents.insert(node.id, parent);
                }
                Some(_) => outline.notices.push(TreeNotice::Orphan(node.id)),
                None => {}
            }
        }
        outline.break_cycles();
        outline.sort_children(&visible);
        outline
    }

    fn break_cycles(&mut self) {
        let mut done: HashSet<NodeId> = HashSet::new();
        let mut starts: Vec<NodeId> = self.parents.keys().copied().collect();
        starts.sort();
        for start in starts {
            let mut path = vec![start];
            let mut on_path = HashSet::from([start]);
            while let Some(&parent) = self.parents.get(&path[path.len() - 1]) {
                if done.contains(&parent) {
                    break;
                }
                if !on_path.insert(parent) {
                    let cycle = path.iter().skip_while(|&&id| id != parent);
                    if let Some(&lowest) = cycle.min() {
                        self.parents.remove(&lowest);
                        self.notices.push(TreeNotice::CycleBroken(lowest));
                    }
                    break;
                }
                path.push(parent);
            }
            done.extend(path);
        }
    }

    fn sort_children(&mut self, visible: &[&Node]) {
        for node in in_order(visible.iter().copied(), |node| (&node.position.order, node.id.0)) {
            self.children.entry(self.parents.get(&node.id).copied()).or_default().push(node.id);
        }
    }

    /// Returns the children of an item in order, or the items at the top.
    pub fn children(&self, parent: Option<NodeId>) -> &[NodeId] {
        self.children.get(&parent).map_or(&[], Vec::as_slice)
    }

    /// Returns the item above, as the tree is read.
    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.parents.get(&node).copied()
    }

    /// Returns the items above, from the nearest to the top.
    pub fn ancestors(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.parent(node), |&at| self.parent(at))
    }

    /// Returns whether the item is in the tree.
    pub fn contains(&self, node: NodeId) -> bool {
        self.children(self.parent(node)).contains(&node)
    }

    /// Returns everything below an item, or all items, in reading order.
    pub fn below(&self, root: Option<NodeId>) -> Vec<NodeId> {
        let mut out = Vec::new();
        let mut open: Vec<NodeId> = self.children(root).iter().rev().copied().collect();
        while let Some(node) = open.pop() {
            out.push(node);
            open.extend(self.children(Some(node)).iter().rev());
        }
        out
    }
}

/// Returns all items in the order in which the tree is read; dropped ones come last.
pub fn reading_order(nodes: &Table<Node>) -> Vec<&Node> {
    let outline = Outline::new(nodes, |node| node.dropped.is_some());
    let mut order: Vec<&Node> = outline.below(None).into_iter().filter_map(|id| nodes.get(id)).collect();
    order.extend(nodes.values().filter(|node| node.dropped.is_some()));
    order
}
