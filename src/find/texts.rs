//! All that is written about one item.

use crate::model::id::NodeId;
use crate::model::written::{indicators, written};
use crate::model::year_book::YearBook;
use std::collections::HashSet;

/// Holds which items have remarks, decisions or indicators, so that the tables of a year are not
/// gone through for each item.
#[derive(Debug, Default)]
pub struct Beside(HashSet<NodeId>);

impl Beside {
    /// Goes through the tables of a year.
    pub fn new(book: &YearBook) -> Self {
        let opinions = book.opinions.values().map(|it| it.node);
        let decisions = book.decisions.values().map(|it| it.node);
        Self(opinions.chain(decisions).chain(book.indicators.values().map(|it| it.node)).collect())
    }
}

/// Shows each text of an item with what it is called, until `look` returns `false`. Number and
/// title come first, without a name. Without `beside` the tables of the year are gone through.
pub fn each(book: &YearBook, beside: Option<&Beside>, id: NodeId, look: &mut dyn FnMut(&str, &str) -> bool) {
    let Some(node) = book.nodes.get(id) else { return };
    if look("", &node.heading()) {
        let _ = fields(book, id, look)
            && (beside.is_some_and(|beside| !beside.0.contains(&id)) || others(book, id, look));
    }
}

fn fields(book: &YearBook, id: NodeId, look: &mut dyn FnMut(&str, &str) -> bool) -> bool {
    let level = book.nodes.get(id).and_then(|node| node.level);
    let mut fields = level.into_iter().flat_map(|level| book.form.fields_of(level));
    fields.all(|field| match book.value(id, field.id) {
        Some(value) => match value.as_text() {
            Some(text) => look(&field.label, text),
            None => look(&field.label, &written(&book.form, field, value)),
        },
        None => true,
    })
}

fn others(book: &YearBook, id: NodeId, look: &mut dyn FnMut(&str, &str) -> bool) -> bool {
    let heading = |id| book.form.heading(id).map_or("", |heading| &heading.label);
    let axis = |id| book.form.axis(id).map_or("", |axis| &axis.label);
    let mut opinions = book.opinions.values().filter(|it| it.node == id);
    let mut decisions = book.decisions.values().filter(|it| it.node == id);
    let mut fields = book.form.fields.iter();
    opinions.all(|it| look(heading(it.heading), &it.text))
        && decisions.all(|it| look(axis(it.axis), &it.reason))
        && fields.all(|field| look(&field.label, &indicators(book, id, field.id)))
}
