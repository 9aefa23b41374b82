//! What a request lets its recipient change.

use crate::model::errand::{Recipient, Request};
use crate::model::id::{FieldId, IndicatorId, NodeId};
use crate::model::place::{ElementKey, NodePart, Place};
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;

/// Says how a field of an item is filled in while a request is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It only shows.
    Shown,
    /// It is filled in itself.
    Own,
    /// The department's contribution to it is filled in.
    Contribution,
}

/// Returns how a field of an item is filled in.
pub fn access(request: &Request, node: NodeId, field: FieldId) -> Access {
    match request.asked(node).filter(|_| request.fields.contains(&field)) {
        None => Access::Shown,
        Some(asked) if asked.each => Access::Contribution,
        Some(_) => Access::Own,
    }
}

/// Returns whether a request gave a place to its recipient. `books` are the year's books in which
/// indicators are looked up: the plan's and that of the answer.
pub fn gives(request: &Request, year: FiscalYear, books: &[&YearBook], place: &Place) -> bool {
    let is_asked = |node| request.asked(node).is_some();
    let indicator = |id: IndicatorId| {
        let found = books.iter().find_map(|book| book.indicators.get(id));
        found.is_some_and(|it| is_asked(it.node) && request.fields.contains(&it.field))
    };
    match (place, request.to) {
        (_, _) if place.year() != Some(year) => false,
        (Place::Node(_, node, NodePart::Value(field)), Recipient::Department(_)) => {
            access(request, *node, *field) == Access::Own
        }
        (Place::Element(_, ElementKey::Figure(id, of)), Recipient::Department(_)) => {
            *of == year && indicator(*id)
        }
        (
            Place::Element(_, ElementKey::Contribution(node, field, department)),
            Recipient::Department(own),
        ) => *department == own && access(request, *node, *field) == Access::Contribution,
        (Place::Element(_, ElementKey::Ballot(round, node, _, member)), Recipient::Member(own)) => {
            Some(*round) == request.round && *member == own && is_asked(*node)
        }
        _ => false,
    }
}
