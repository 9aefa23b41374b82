//! 再掲: other printed places of an item. A place has its own number and title, shows the
//! original's values but for its own, and is counted once, at the original.

use super::edit::YearEdit;
use super::form::LevelShape;
use super::id::{FieldId, LevelId, NodeId};
use super::node::Repeat;
use super::plant::Sapling;
use super::tree::Outline;
use super::value::FieldValue;
use super::year_book::YearBook;

/// Says how a place stands with its original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// An item of its own.
    Own,
    /// Printed as a repetition of this item, and not linked to it yet.
    Candidate(NodeId),
    /// A place of this item.
    Linked(NodeId),
    /// A place of this item, which was dropped: nothing of it is counted.
    Dropped(NodeId),
    /// A place of an item that is not in this workbook.
    Missing(NodeId),
}

/// Is one field that differs between a 再掲候補 and what it would repeat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The row at the place: the item, or one of its parts.
    pub node: NodeId,
    /// The field.
    pub field: FieldId,
    /// What stands at the place.
    pub own: FieldValue,
    /// What stands at the original; none where it is unfilled there.
    pub original: Option<FieldValue>,
}

/// Returns how an item stands with its original.
pub fn standing(book: &YearBook, outline: &Outline, node: NodeId) -> Standing {
    match book.nodes.get(node).map(|node| node.repeat) {
        Some(Repeat::Candidate(of)) if outline.contains(of) => Standing::Candidate(of),
        Some(Repeat::Of(of)) => match book.original(of) {
            original if outline.contains(original) => Standing::Linked(original),
            original if book.nodes.get(original).is_some_and(|it| it.level.is_some()) => {
                Standing::Dropped(original)
            }
            original => Standing::Missing(original),
        },
        _ => Standing::Own,
    }
}

/// Returns all places of an item in the order of the tree, the original among them.
pub fn places(book: &YearBook, outline: &Outline, node: NodeId) -> Vec<NodeId> {
    let original = book.original(node);
    let linked = book.nodes.values().filter(|it| it.repeat.original().is_some());
    let linked: Vec<NodeId> = linked.map(|it| it.id).filter(|&id| book.original(id) == original).collect();
    if linked.is_empty() {
        return vec![original];
    }
    let here = |id: &NodeId| *id == original || linked.contains(id);
    outline.below(None).into_iter().filter(here).collect()
}

/// Returns the rows of a place, each with the row of the original that it repeats: the item itself,
/// and its parts one after the other. Parts beyond the other's are in no pair.
pub fn pairs(book: &YearBook, outline: &Outline, place: NodeId, original: NodeId) -> Vec<(NodeId, NodeId)> {
    let parts = parts(book, outline, place).into_iter().zip(parts(book, outline, original));
    std::iter::once((place, original)).chain(parts).collect()
}

/// Returns the parts of an item: its further rows on the sheet.
fn parts(book: &YearBook, outline: &Outline, node: NodeId) -> Vec<NodeId> {
    let is_part = |id: &NodeId| {
        let level = book.nodes.get(*id).and_then(|node| book.form.level(node.level?));
        level.is_some_and(|level| level.shape == LevelShape::Part)
    };
    outline.children(Some(node)).iter().copied().filter(is_part).collect()
}

/// Returns how many parts of one of the two the other has none for.
pub fn unpaired(book: &YearBook, outline: &Outline, place: NodeId, original: NodeId) -> usize {
    parts(book, outline, place).len().abs_diff(parts(book, outline, original).len())
}

/// Lists the values of an item that its form shows.
fn shown(book: &YearBook, node: NodeId) -> impl Iterator<Item = (FieldId, &FieldValue)> {
    let node = book.nodes.get(node);
    let of_level = move |field: FieldId| {
        let level = node.and_then(|node| node.level);
        book.form.field(field).zip(level).is_some_and(|(field, level)| field.levels.contains(&level))
    };
    let values = node.into_iter().flat_map(|node| &node.values);
    values.map(|(&field, value)| (field, value)).filter(move |(field, _)| of_level(*field))
}

/// Compares a place with what it repeats: the fields that are filled at the place and differ.
pub fn compare(book: &YearBook, outline: &Outline, place: NodeId, original: NodeId) -> Vec<Difference> {
    let mut found = Vec::new();
    for (node, of) in pairs(book, outline, place, original) {
        for (field, own) in shown(book, node) {
            let original = book.value(of, field).cloned();
            if original.as_ref() != Some(own) {
                found.push(Difference { node, field, own: own.clone(), original });
            }
        }
    }
    let position = |field: FieldId| book.form.fields.iter().position(|it| it.id == field);
    found.sort_by_key(|it| position(it.field));
    found
}

/// Links a place to an item. What differs stays as the place's own, but for what is given up;
/// what is equal is shown from the original from now on. `None` where it would repeat itself.
pub fn link(
    book: &YearBook,
    outline: &Outline,
    place: NodeId,
    original: NodeId,
    given_up: &[(NodeId, FieldId)],
) -> Option<Vec<YearEdit>> {
    let original = book.original(original);
    if original == place {
        return None;
    }
    let mut edits = Vec::new();
    for (node, of) in pairs(book, outline, place, original) {
        edits.push(YearEdit::Repeat(node, Repeat::Of(of)));
        for (field, value) in shown(book, node) {
            if book.value(of, field) == Some(value) || given_up.contains(&(node, field)) {
                edits.push(YearEdit::Value(node, field, None));
            }
        }
    }
    // Whatever repeats this place repeats the original now.
    let follows = book.nodes.values().filter(|it| it.repeat.original() == Some(place));
    edits.extend(follows.map(|it| YearEdit::Repeat(it.id, Repeat::Of(original))));
    Some(edits)
}

/// Makes a place an item of its own again, with everything that was shown there.
pub fn unlink(book: &YearBook, outline: &Outline, place: NodeId) -> Vec<YearEdit> {
    let mut rows = vec![place];
    rows.extend(parts(book, outline, place));
    let mut edits = Vec::new();
    for row in rows {
        let Some(node) = book.nodes.get(row).filter(|it| it.repeat.original().is_some()) else { continue };
        edits.push(YearEdit::Repeat(row, Repeat::None));
        let fields = node.level.into_iter().flat_map(|level| book.form.fields_of(level));
        for field in fields.filter(|field| !node.values.contains_key(&field.id)) {
            if let Some(value) = book.value(row, field.id) {
                edits.push(YearEdit::Value(row, field.id, Some(value.clone())));
            }
        }
    }
    edits
}

/// Makes a place the original of all other places, where the one it repeated was dropped.
pub fn promote(book: &YearBook, outline: &Outline, place: NodeId) -> Vec<YearEdit> {
    let mut edits = unlink(book, outline, place);
    let original = book.original(place);
    let others = book
        .nodes
        .values()
        .filter(|it| it.id != place && it.repeat.original().is_some() && book.original(it.id) == original);
    edits.extend(others.map(|it| YearEdit::Repeat(it.id, Repeat::Of(place))));
    edits
}

/// Makes another place of an item: with its own number, the item's title, and a row for each part.
pub fn make(
    book: &YearBook,
    outline: &Outline,
    node: NodeId,
    (parent, after): (Option<NodeId>, Option<NodeId>),
    number: &str,
    mut draw: impl FnMut() -> NodeId,
) -> Option<YearEdit> {
    let original = book.original(node);
    let level = |id: NodeId| book.nodes.get(id).and_then(|it| it.level);
    let place = Sapling {
        id: draw(),
        level: level(original)?,
        above: None,
        number: number.into(),
        title: book.nodes.get(original)?.title.clone(),
        repeat: Repeat::Of(original),
    };
    let mut part = |part: NodeId, level: LevelId| Sapling {
        id: draw(),
        level,
        above: Some(0),
        number: String::new(),
        title: book.nodes.get(part).map(|it| it.title.clone()).unwrap_or_default(),
        repeat: Repeat::Of(part),
    };
    let mut items = vec![place];
    for id in parts(book, outline, original) {
        items.extend(level(id).map(|level| part(id, level)));
    }
    Some(YearEdit::Plant { parent, after, items })
}

/// Begins another content of a field at a place: what the original has, to be changed there.
pub fn own(book: &YearBook, place: NodeId, field: FieldId) -> Option<YearEdit> {
    book.nodes.get(place)?.repeat.original()?;
    book.value(place, field).map(|value| YearEdit::Value(place, field, Some(value.clone())))
}
