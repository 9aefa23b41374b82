//! Moving items: among siblings, to another level, to another place.

use crate::model::edit::YearEdit;
use crate::model::form::LevelShape;
use crate::model::id::{LevelId, NodeId};
use crate::model::tree::Outline;
use crate::model::year_book::YearBook;
use std::collections::HashMap;

/// Is a place in the tree: the item above, and the sibling in front.
pub type Slot = (Option<NodeId>, Option<NodeId>);

/// Says in which direction an item moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Before the sibling in front.
    Up,
    /// Behind the next sibling.
    Down,
    /// Below the sibling in front.
    Deeper,
    /// Behind the item above.
    Shallower,
}

/// Moves an item one step with all below it; `None` where it cannot go there.
pub fn step(book: &YearBook, outline: &Outline, node: NodeId, direction: Direction) -> Option<YearEdit> {
    let parent = outline.parent(node);
    let siblings = outline.children(parent);
    let at = siblings.iter().position(|&id| id == node)?;
    let before = |at: usize| at.checked_sub(1).and_then(|at| siblings.get(at)).copied();
    match direction {
        Direction::Up => {
            let front = at.checked_sub(1)?;
            Some(YearEdit::Move { node, parent, after: before(front) })
        }
        Direction::Down => Some(YearEdit::Move { node, parent, after: Some(*siblings.get(at + 1)?) }),
        Direction::Deeper => {
            let above = before(at)?;
            let after = outline.children(Some(above)).last().copied();
            shifted(book, outline, node, (Some(above), after), None)
        }
        Direction::Shallower => {
            let above = parent?;
            let level = book.nodes.get(above)?.level?;
            shifted(book, outline, node, (outline.parent(above), Some(above)), Some(level))
        }
    }
}

/// Puts an item at a place with all below it, and gives levels where the ones they have do not fit.
pub fn to(book: &YearBook, outline: &Outline, node: NodeId, slot: Slot) -> Option<YearEdit> {
    shifted(book, outline, node, slot, None)
}

/// Gives an item another level where it stands, and to what is below it where that has to give way.
pub fn relevel(book: &YearBook, outline: &Outline, node: NodeId, level: LevelId) -> Option<YearEdit> {
    let parent = outline.parent(node);
    let siblings = outline.children(parent);
    let at = siblings.iter().position(|&id| id == node)?;
    let after = at.checked_sub(1).map(|at| siblings[at]);
    shifted(book, outline, node, (parent, after), Some(level))
}

fn shifted(
    book: &YearBook,
    outline: &Outline,
    node: NodeId,
    (parent, after): Slot,
    wanted: Option<LevelId>,
) -> Option<YearEdit> {
    let depth_of = |id: NodeId| book.form.depth(book.nodes.get(id)?.level?);
    let least = match parent {
        Some(parent) => depth_of(parent)? + 1,
        None => 0,
    };
    let own = match wanted {
        Some(level) => book.form.depth(level).filter(|&depth| depth >= least)?,
        None => fitting(book, depth_of(node)?, least)?,
    };
    let mut depths = HashMap::from([(node, own)]);
    for id in outline.below(Some(node)) {
        let above = depths[&outline.parent(id)?];
        depths.insert(id, fitting(book, depth_of(id)?, above + 1)?);
    }
    let level_at = |depth: usize| book.form.levels.get(depth).map(|level| level.id);
    let mut levels: Vec<(NodeId, LevelId)> = depths
        .into_iter()
        .filter(|&(id, depth)| depth_of(id) != Some(depth))
        .filter_map(|(id, depth)| Some((id, level_at(depth)?)))
        .collect();
    levels.sort();
    Some(match levels.is_empty() {
        true => YearEdit::Move { node, parent, after },
        false => YearEdit::Shift { node, parent, after, levels },
    })
}

/// Returns the depth that an item takes which may stand no higher than `least`: its own, else the
/// next one that is neither a number over several rows nor a further row, where there is one.
fn fitting(book: &YearBook, own: usize, least: usize) -> Option<usize> {
    if own >= least {
        return Some(own);
    }
    let deeper = || (least..book.form.levels.len()).rev();
    let plain =
        |&depth: &usize| matches!(book.form.levels[depth].shape, LevelShape::Heading | LevelShape::Row);
    deeper().rfind(plain).or_else(|| deeper().next_back())
}

/// Returns the levels that an item can have where it stands.
pub fn levels(book: &YearBook, outline: &Outline, node: NodeId) -> Vec<LevelId> {
    let fits = |level: &LevelId| {
        book.nodes.get(node).is_some_and(|it| it.level == Some(*level))
            || relevel(book, outline, node, *level).is_some()
    };
    book.form.levels.iter().map(|level| level.id).filter(fits).collect()
}

/// Returns the place in the gap behind an item (none: at the very top) for something of a level:
/// below the nearest item that stands higher.
pub fn gap(book: &YearBook, outline: &Outline, above: Option<NodeId>, level: LevelId) -> Slot {
    let depth = book.form.depth(level);
    let mut after = None;
    let mut at = above;
    while let Some(id) = at {
        if book.nodes.get(id).and_then(|node| book.form.depth(node.level?)) < depth {
            return (Some(id), after);
        }
        after = Some(id);
        at = outline.parent(id);
    }
    (None, after)
}

/// Returns the items below which an item of a level can stand, in reading order; not what lies
/// below `without`.
pub fn parents(book: &YearBook, outline: &Outline, level: LevelId, without: Option<NodeId>) -> Vec<NodeId> {
    let depth = book.form.depth(level);
    let higher = |id: &NodeId| {
        let own = book.nodes.get(*id).and_then(|node| book.form.depth(node.level?));
        own.is_some() && own < depth
    };
    let mut out = Vec::new();
    let mut open: Vec<NodeId> = outline.children(None).iter().rev().copied().collect();
    while let Some(node) = open.pop().filter(|_| depth.is_some()) {
        if Some(node) != without {
            out.extend(Some(node).filter(higher));
            open.extend(outline.children(Some(node)).iter().rev());
        }
    }
    out
}

/// Returns the level that is proposed for a new item below another: that of its last child, else
/// the next one deeper that is no number over several rows. `None` where there is none.
pub fn level_below(book: &YearBook, outline: &Outline, parent: Option<NodeId>) -> Option<LevelId> {
    let level_of = |id: NodeId| book.nodes.get(id).and_then(|node| node.level);
    let last = outline.children(parent).last().and_then(|&last| level_of(last));
    let depth = parent.and_then(level_of).and_then(|level| book.form.depth(level));
    last.or_else(|| {
        let least = depth.map_or(0, |depth| depth + 1);
        book.form.levels.get(fitting(book, 0, least).filter(|&at| at >= least)?).map(|level| level.id)
    })
}
