//! One item by itself: where it is filled in, on which sheet it stands, and its neighbours.

use super::form::{Field, LevelShape};
use super::id::{DepartmentId, NodeId};
use super::tree::Outline;
use super::value::FieldValue;
use super::year_book::YearBook;

/// Returns how an item stands on the sheet; `None` where the form does not have its level.
pub fn shape(book: &YearBook, node: NodeId) -> Option<LevelShape> {
    let level = book.nodes.get(node).and_then(|node| node.level)?;
    book.form.level(level).map(|level| level.shape)
}

/// Returns whether an item's level has a field.
pub fn has(book: &YearBook, node: NodeId, field: &Field) -> bool {
    let level = book.nodes.get(node).and_then(|node| node.level);
    level.is_some_and(|level| field.levels.contains(&level))
}

/// Returns the departments that are recognised in the fields of an item's level.
pub fn departments(book: &YearBook, node: NodeId) -> Vec<DepartmentId> {
    let values = book.nodes.get(node).into_iter().flat_map(|node| &node.values);
    let owners = values.filter_map(|(field, value)| match value {
        FieldValue::Owners(owners) => {
            book.form.field(*field).filter(|field| has(book, node, field)).map(|_| &owners.departments)
        }
        _ => None,
    });
    owners.flatten().map(|owner| owner.id).collect()
}

fn has_parts(book: &YearBook, node: NodeId) -> bool {
    !matches!(shape(book, node), Some(LevelShape::Heading | LevelShape::Group))
}

/// Returns the parts of an item with all their parts, in reading order. What stands right below a
/// heading or a group is part of nothing.
pub fn parts(book: &YearBook, outline: &Outline, node: NodeId) -> Vec<NodeId> {
    let mut parts = Vec::new();
    let below = |node| {
        let children = outline.children(Some(node)).iter().rev().copied();
        children.filter(|&id| shape(book, id) == Some(LevelShape::Part))
    };
    let mut open: Vec<NodeId> = if has_parts(book, node) { below(node).collect() } else { Vec::new() };
    while let Some(part) = open.pop() {
        parts.push(part);
        open.extend(below(part));
    }
    parts
}

/// Returns the items that have a row of the table each: an item without parts itself, else its
/// parts. An item has a row before its parts where it has something in a field that is theirs, too.
pub fn bearing(book: &YearBook, outline: &Outline, node: NodeId) -> Vec<NodeId> {
    let mut rows = parts(book, outline, node);
    let left_to_parts = |field: &Field| rows.iter().any(|&part| has(book, part, field));
    let kept = book.nodes.get(node).is_some_and(|item| {
        let fields = item.values.keys().filter_map(|&id| book.form.field(id));
        fields.into_iter().any(|field| has(book, node, field) && left_to_parts(field))
    });
    if rows.is_empty() || kept {
        rows.insert(0, node);
    }
    rows
}

/// Returns the items whose fields are filled in together: an item that has something to fill in
/// itself, and its parts.
pub fn rows(book: &YearBook, outline: &Outline, node: NodeId) -> Vec<NodeId> {
    let mut rows = bearing(book, outline, node);
    let own = |field: &Field| has(book, node, field) && !rows.iter().any(|&part| has(book, part, field));
    if rows.first() != Some(&node) && book.form.fields.iter().any(own) {
        rows.insert(0, node);
    }
    rows
}

/// Returns the fields that stand at an item itself: all of its level, or where it has parts, those
/// that its parts do not have, and those in which it has something.
pub fn fields<'a>(
    book: &'a YearBook,
    outline: &Outline,
    node: NodeId,
) -> impl Iterator<Item = &'a Field> + use<'a> {
    let parts = parts(book, outline, node);
    let item = book.nodes.get(node);
    let kept = bearing(book, outline, node).first() == Some(&node);
    let level = item.and_then(|item| item.level);
    let own = level.into_iter().flat_map(|level| book.form.fields_of(level));
    own.filter(move |field| kept || !parts.iter().any(|&part| has(book, part, field)))
}

/// Returns the item that a part belongs to, and every other item itself; so is a part right below a
/// heading.
pub fn whole(book: &YearBook, outline: &Outline, node: NodeId) -> NodeId {
    let above = |&at: &NodeId| match shape(book, at) {
        Some(LevelShape::Part) => outline.parent(at).filter(|&above| has_parts(book, above)),
        _ => None,
    };
    std::iter::successors(Some(node), above).last().unwrap_or(node)
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

/// Returns how deep an item's level stands in the form, 0 for the top.
pub fn depth(book: &YearBook, node: NodeId) -> Option<usize> {
    book.nodes.get(node).and_then(|node| node.level).and_then(|level| book.form.depth(level))
}

/// Returns whether an item stands below the items that have sheets, by its level; one whose level
/// the form does not have does.
pub fn is_below_units(book: &YearBook, node: NodeId) -> bool {
    let unit = book.form.unit().and_then(|level| book.form.depth(level));
    depth(book, node).is_none_or(|depth| unit.is_none_or(|unit| depth > unit))
}

/// Returns whether an item has a sheet of its own: those of the form's level, and where the tree skips
/// that level, what stands above the items below it.
pub fn is_unit(book: &YearBook, outline: &Outline, node: NodeId) -> bool {
    let unit = book.form.unit();
    let level = book.nodes.get(node).and_then(|node| node.level);
    if level.is_some() && level == unit {
        return true;
    }
    match is_below_units(book, node) {
        true => outline.contains(node) && outline.parent(node).is_none(),
        false => outline.children(Some(node)).iter().any(|&child| is_below_units(book, child)),
    }
}

/// Returns the item with the sheet on which an item stands: itself, or the nearest above; `None` for
/// what stands above the items with sheets.
pub fn unit(book: &YearBook, outline: &Outline, node: NodeId) -> Option<NodeId> {
    let unit = std::iter::once(node).chain(outline.ancestors(node)).find(|&id| is_unit(book, outline, id));
    unit.filter(|&unit| unit == node || is_below_units(book, node))
}
