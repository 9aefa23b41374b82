//! How far a request is answered: item by item, in the request's own workbook or in the plan.

use crate::model::errand::{Asked, Recipient, Request};
use crate::model::figures::{self, ByNode};
use crate::model::form::FieldKind;
use crate::model::id::{AxisId, NodeId};
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;

/// Says how far one item is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The item.
    pub node: NodeId,
    /// How many of its fields, or axes, are filled.
    pub filled: u16,
    /// How many are asked; 0 where the form asks nothing of it any more.
    pub asked: u16,
}

impl Answered {
    /// Returns whether all that is asked is there.
    pub fn is_done(&self) -> bool {
        self.filled == self.asked
    }

    /// Returns whether nothing is there though something is asked.
    pub fn is_empty(&self) -> bool {
        self.filled == 0 && self.asked > 0
    }
}

/// Returns the request that a workbook is the file of, with its year; `None` where it is a plan.
pub fn request_of(workbook: &Workbook) -> Option<(FiscalYear, &Request)> {
    let errand = workbook.content().errand?;
    let id = crate::model::id::RequestId(workbook.id().0);
    Some((errand.year, workbook.year(errand.year)?.requests.get(id)?))
}

/// Returns how far each item of a request is answered, in the order of the request.
pub fn progress(workbook: &Workbook, year: FiscalYear, request: &Request) -> Vec<Answered> {
    let Some(book) = workbook.year(year) else { return Vec::new() };
    let counts = request
        .fields
        .iter()
        .any(|&field| book.form.field(field).is_some_and(|field| field.kind == FieldKind::Indicators));
    let by_node = if counts { ByNode::new(book, None) } else { ByNode::default() };
    request.items.iter().map(|asked| answered(book, year, request, *asked, &by_node)).collect()
}

fn answered(
    book: &YearBook,
    year: FiscalYear,
    request: &Request,
    asked: Asked,
    by_node: &ByNode,
) -> Answered {
    let node = asked.node;
    let (filled, asked) = match request.to {
        Recipient::Member(member) => {
            let axes: Vec<AxisId> = book.form.committee.axes.iter().map(|axis| axis.id).collect();
            let given = |axis: &&AxisId| {
                request.round.is_some_and(|round| book.ballots.contains((round, node, **axis, member)))
            };
            (axes.iter().filter(given).count(), axes.len())
        }
        Recipient::Department(department) => {
            let level = book.nodes.get(node).and_then(|node| node.level);
            let own = level.into_iter().flat_map(|level| book.form.fields_of(level));
            let own = own.filter(|field| request.fields.contains(&field.id) && book.asks(node, field));
            let there = own.filter_map(|field| match field.kind {
                FieldKind::Indicators => figures::is_filled(book, year, by_node, node, field.id),
                _ if asked.each => Some(book.contributions.contains((node, field.id, department))),
                _ => Some(book.value(node, field.id).is_some()),
            });
            there.fold((0, 0), |(filled, asked), there| (filled + usize::from(there), asked + 1))
        }
    };
    let count = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    Answered { node, filled: count(filled), asked: count(asked) }
}
