//! One item by itself: where it is filled in, and its neighbours.

use super::form::LevelShape;
use super::id::NodeId;
use super::tree::Outline;
use super::year_book::YearBook;

fn shape(book: &YearBook, node: NodeId) -> Option<LevelShape> {
    let level = book.nodes.get(node).and_then(|node| node.level)?;
    book.form.level(level).map(|level| level.shape)
}

/// Returns the items whose fields are filled in together: the parts of an item that has any, else
/// the item itself.
pub fn rows(book: &YearBook, outline: &Outline, node: NodeId) -> Vec<NodeId> {
    let children = outline.children(Some(node)).iter().copied();
    let parts: Vec<NodeId> = children.filter(|&id| shape(book, id) == Some(LevelShape::Part)).collect();
    if parts.is_empty() { vec![node] } else { parts }
}

/// Returns the item that a part belongs to, and every other item itself.
pub fn whole(book: &YearBook, outline: &Outline, node: NodeId) -> NodeId {
    let above = outline.parent(node).filter(|_| shape(book, node) == Some(LevelShape::Part));
    above.unwrap_or(node)
}

/// Returns all items that are filled in by themselves, in reading order.
pub fn all(book: &YearBook, outline: &Outline) -> Vec<NodeId> {
    let is_row = |id: &NodeId| match shape(book, *id) {
        Some(LevelShape::Row) => true,
        Some(LevelShape::Part) => whole(book, outline, *id) == *id,
        _ => false,
    };
    outline.below(None).into_iter().filter(is_row).collect()
}

/// Returns the item with the sheet on which an item stands: itself, or the nearest above.
pub fn unit(book: &YearBook, outline: &Outline, node: NodeId) -> Option<NodeId> {
    let is_unit = |id: &NodeId| book.nodes.get(*id).is_some_and(|node| node.level == book.form.unit());
    std::iter::once(node).chain(outline.ancestors(node)).find(is_unit)
}
