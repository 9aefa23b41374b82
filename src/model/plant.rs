//! Many items at once, and items that change their level as they move.

use super::edit::{EditError, Writes, check_parent, move_node, order_behind};
use super::id::{LevelId, NodeId};
use super::node::{Position, Repeat};
use super::order::OrderKey;
use super::place::{Datum, NodePart, Place};
use super::site::Site;
use super::tree::Outline;
use std::collections::{HashMap, HashSet};

/// Is an item that is to be added together with others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sapling {
    /// The new item's id.
    pub id: NodeId,
    /// Its level.
    pub level: LevelId,
    /// The number in the list, from 0, of the item right above it, which stands before it there;
    /// none for the uppermost.
    pub above: Option<usize>,
    /// The printed number.
    pub number: String,
    /// The title.
    pub title: String,
    /// Whether it is a 再掲 of an item that is there.
    pub repeat: Repeat,
}

/// Plans the adding of many items.
pub(super) fn plant(
    site: Site,
    parent: Option<NodeId>,
    after: Option<NodeId>,
    items: Vec<Sapling>,
) -> Writes {
    let Site { workbook, year, book } = site;
    check(site, parent, &items)?;
    let orders = orders(&workbook.outline(year), site, parent, after, &items);
    let mut writes = Vec::with_capacity(items.len() * 4);
    for (item, order) in items.iter().zip(orders) {
        let above = item.above.map_or(parent, |at| Some(items[at].id));
        let at = |part| Place::Node(year, item.id, part);
        writes.push((at(NodePart::Level), Datum::Level(item.level)));
        writes.push((at(NodePart::Position), Datum::Position(Position { parent: above, order })));
        writes.push((at(NodePart::Number), Datum::text(&item.number)));
        writes.push((at(NodePart::Title), Datum::text(&item.title)));
        if let Repeat::Of(original) | Repeat::Candidate(original) = item.repeat {
            site.find(original)?;
            let original = match item.repeat {
                Repeat::Of(_) => Repeat::Of(book.original(original)),
                _ => item.repeat,
            };
            writes.push((at(NodePart::Repeat), Datum::Repeat(original)));
        }
    }
    Ok(writes)
}

fn check(site: Site, parent: Option<NodeId>, items: &[Sapling]) -> Result<(), EditError> {
    let form = &site.book.form;
    let mut seen = HashSet::new();
    for (at, item) in items.iter().enumerate() {
        if site.book.nodes.contains(item.id) || !seen.insert(item.id) {
            return Err(EditError::NodeExists(item.id));
        }
        let depth = form.depth(item.level).ok_or(EditError::NoLevel(item.level))?;
        match item.above {
            None => check_parent(site, parent, depth, item.level)?,
            Some(above) if above < at && form.depth(items[above].level) < Some(depth) => {}
            Some(_) => return Err(EditError::WrongLevel(item.level)),
        }
    }
    Ok(())
}

/// Gives every item its order among those with the same item above.
fn orders(
    outline: &Outline,
    site: Site,
    parent: Option<NodeId>,
    after: Option<NodeId>,
    items: &[Sapling],
) -> Vec<OrderKey> {
    let mut siblings: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
    for (at, item) in items.iter().enumerate() {
        siblings.entry(item.above).or_default().push(at);
    }
    let mut orders = vec![OrderKey::default(); items.len()];
    for (above, children) in siblings {
        let keys = match above {
            Some(_) => OrderKey::spread(children.len()),
            None => {
                let order = |id: NodeId| site.book.nodes.get(id).map(|node| &node.position.order);
                let there = outline.children(parent);
                let at = after.and_then(|after| there.iter().position(|&id| id == after));
                let at = at.map_or(0, |at| at + 1);
                let lower = at.checked_sub(1).and_then(|at| order(there[at]));
                let upper = there.get(at).and_then(|&id| order(id));
                OrderKey::many_between(lower, upper, children.len())
            }
        };
        for (key, at) in keys.into_iter().zip(children) {
            orders[at] = key;
        }
    }
    orders
}

/// Plans a move with new levels.
pub(super) fn shift(
    site: Site,
    node: NodeId,
    parent: Option<NodeId>,
    after: Option<NodeId>,
    levels: &[(NodeId, LevelId)],
) -> Writes {
    let Site { workbook, year, book } = site;
    if levels.is_empty() {
        return move_node(site, node, parent, after);
    }
    let outline = workbook.outline(year);
    site.find(node)?;
    if let Some(above) = parent
        && (above == node || outline.ancestors(above).any(|it| it == node))
    {
        return Err(EditError::BelowItself(node));
    }
    let below = outline.below(Some(node));
    let given: HashMap<NodeId, LevelId> = levels.iter().copied().collect();
    let level_of = |id: NodeId| given.get(&id).copied().or(book.nodes.get(id)?.level);
    let depth_of = |id: NodeId| book.form.depth(level_of(id)?);
    for &(id, level) in levels {
        book.form.depth(level).ok_or(EditError::NoLevel(level))?;
        if id != node && !below.contains(&id) {
            return Err(EditError::NoNode(id));
        }
    }
    let own = level_of(node).ok_or(EditError::NoNode(node))?;
    check_parent(site, parent, book.form.depth(own).unwrap_or(usize::MAX), own)?;
    for &id in &below {
        let above = outline.parent(id).and_then(depth_of);
        if let Some(level) = level_of(id).filter(|_| above >= depth_of(id)) {
            return Err(EditError::WrongLevel(level));
        }
    }
    let mut writes: Vec<(Place, Datum)> = levels
        .iter()
        .map(|&(id, level)| (Place::Node(year, id, NodePart::Level), Datum::Level(level)))
        .collect();
    if !stands_there(&outline, node, parent, after) {
        let order = order_behind(&outline, book, parent, after, Some(node));
        let position = Datum::Position(Position { parent, order });
        writes.push((Place::Node(year, node, NodePart::Position), position));
    }
    Ok(writes)
}

fn stands_there(outline: &Outline, node: NodeId, parent: Option<NodeId>, after: Option<NodeId>) -> bool {
    let siblings = outline.children(parent);
    let at = siblings.iter().position(|&id| id == node);
    at.is_some_and(|at| at.checked_sub(1).map(|at| siblings[at]) == after)
}
