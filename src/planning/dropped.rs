//! What was dropped from the tree, act by act, and how it comes back.

use crate::merge::stamp::Stamp;
use crate::model::edit::Edit;
use crate::model::id::NodeId;
use crate::model::place::{Datum, NodePart, Place};
use crate::model::tree::Outline;
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use std::collections::{HashMap, HashSet};

/// Is an item that was dropped, with what was dropped together with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// The item.
    pub node: NodeId,
    /// All that went along, below it.
    pub below: Vec<NodeId>,
    /// How many fields of it all are filled.
    pub filled: usize,
}

/// Lists what was dropped in a year and is not seen in its tree, the latest first. What was dropped
/// in one act stands together under the uppermost item.
pub fn all(workbook: &Workbook, year: FiscalYear, outline: &Outline) -> Vec<Dropped> {
    let Some(book) = workbook.year(year) else { return Vec::new() };
    let hidden = |id: NodeId| {
        let dropped = |it: &&crate::model::node::Node| it.dropped.is_some() && it.level.is_some();
        book.nodes.get(id).filter(dropped).filter(|_| !outline.contains(id))
    };
    let acts: HashMap<NodeId, Option<Stamp>> =
        book.nodes.keys().filter_map(hidden).map(|node| (node.id, act(workbook, year, node.id))).collect();
    let mut together: HashMap<NodeId, Vec<NodeId>> = HashMap::new();
    for &id in acts.keys() {
        together.entry(top(&acts, id, |id| book.nodes.get(id)?.position.parent)).or_default().push(id);
    }
    let mut out: Vec<(Option<Stamp>, Dropped)> = together
        .into_iter()
        .map(|(node, mut all)| {
            let filled = all.iter().filter_map(|&id| book.nodes.get(id)).map(|it| it.values.len()).sum();
            all.retain(|&id| id != node);
            all.sort();
            (acts[&node], Dropped { node, below: all, filled })
        })
        .collect();
    out.sort_by(|(a, one), (b, other)| b.cmp(a).then(one.node.cmp(&other.node)));
    out.into_iter().map(|(_, dropped)| dropped).collect()
}

/// Returns the act that dropped an item: all that one edit writes bears one stamp.
fn act(workbook: &Workbook, year: FiscalYear, node: NodeId) -> Option<Stamp> {
    let register = workbook.register(&Place::Node(year, node, NodePart::Dropped))?;
    register.values.keys().next().copied()
}

/// Returns the uppermost item that the same act dropped.
fn top(
    acts: &HashMap<NodeId, Option<Stamp>>,
    node: NodeId,
    parent: impl Fn(NodeId) -> Option<NodeId>,
) -> NodeId {
    let mut seen = HashSet::from([node]);
    let mut at = node;
    while let Some(above) = parent(at).filter(|above| acts.get(above) == acts.get(&at) && seen.insert(*above))
    {
        at = above;
    }
    at
}

/// Brings an item back with what went along with it, and with the items above it that were dropped
/// since, without which it would have no place.
pub fn bring_back(workbook: &Workbook, year: FiscalYear, dropped: &Dropped) -> Edit {
    let mut nodes: Vec<NodeId> = dropped.below.iter().copied().chain([dropped.node]).collect();
    let book = workbook.year(year);
    let mut seen: HashSet<NodeId> = nodes.iter().copied().collect();
    let mut at = dropped.node;
    while let Some(above) =
        book.and_then(|book| book.nodes.get(at)?.position.parent).filter(|above| seen.insert(*above))
    {
        if book.and_then(|book| book.nodes.get(above)).is_some_and(|node| node.dropped.is_some()) {
            nodes.push(above);
        }
        at = above;
    }
    let back = |node| Edit::Settle(Place::Node(year, node, NodePart::Dropped), Datum::Absent);
    Edit::All(nodes.into_iter().map(back).collect())
}
