//! What hangs on an item.

use crate::model::id::{LevelId, NodeId};
use crate::model::tree::Outline;
use crate::model::year_book::YearBook;

/// Says what an item and all below it are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// How many items, with itself.
    pub items: usize,
    /// How many filled fields, remarks, decisions and indicators.
    pub filled: usize,
    /// How many other places (再掲) outside have their content from here.
    pub places: usize,
}

/// Weighs an item with all below it.
pub fn of(book: &YearBook, outline: &Outline, node: NodeId) -> Weight {
    let mut all = outline.below(Some(node));
    all.push(node);
    all.sort();
    let within = |id: NodeId| all.binary_search(&id).is_ok();
    let values = all.iter().filter_map(|&id| book.nodes.get(id)).map(|it| it.values.len()).sum::<usize>();
    let more = book.opinions.values().filter(|it| within(it.node)).count()
        + book.decisions.values().filter(|it| within(it.node)).count()
        + book.indicators.values().filter(|it| within(it.node)).count();
    let places = book.nodes.values().filter(|it| {
        let of = it.repeat.original().map(|of| book.original(of));
        !within(it.id) && of.is_some_and(within) && outline.contains(it.id)
    });
    Weight { items: all.len(), filled: values + more, places: places.count() }
}

/// Returns how many filled fields of some items their new levels do not have; they stay, unseen.
pub fn hidden(book: &YearBook, levels: &[(NodeId, LevelId)]) -> usize {
    let lost = |&(node, level): &(NodeId, LevelId)| {
        let values = book.nodes.get(node).into_iter().flat_map(|it| it.values.keys());
        let has = |id| book.form.field(id).is_some_and(|field| field.levels.contains(&level));
        values.filter(|&&field| !has(field)).count()
    };
    levels.iter().map(lost).sum()
}
