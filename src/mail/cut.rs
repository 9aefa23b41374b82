//! Cutting a request from the plan: a workbook of its own, with what is asked and what is needed to
//! understand it, and nothing else.

use crate::merge::stamp::Context;
use crate::model::errand::{Errand, Recipient, Request};
use crate::model::id::NodeId;
use crate::model::last_year;
use crate::model::place::{Datum, ElementKey, Place, PlanPart, YearPart};
use crate::model::tree::Outline;
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use std::collections::HashSet;

/// Enters into a request what its file holds, so that later writes can be told from it. The plan's log
/// does without: a file can be cut again later, and holds more then.
fn prepared(workbook: &Workbook, year: FiscalYear, request: Request) -> Request {
    let mut seen = Context::default();
    for place in places(workbook, year, &request) {
        let register = workbook.register(&place);
        register.iter().for_each(|register| seen.merge(&register.context));
    }
    Request { seen, ..request }
}

/// Cuts the file of a request, which is a workbook under the request's id. `None` where the year is
/// not there.
///
/// It holds the plan's head, the year's form and departments, the items that are asked about with
/// all above and below them, and the year before of the same items. Of the committee it holds
/// nothing but the member who is asked, the round, and what that member gave in it before.
pub fn cut(workbook: &Workbook, year: FiscalYear, request: &Request) -> Option<Workbook> {
    workbook.year(year)?;
    let mut file = workbook.excerpt(request.file_id(), places(workbook, year, request));
    file.put_as_made(Place::Plan(PlanPart::Errand), Datum::Errand(Errand { plan: workbook.id(), year }));
    let request = prepared(workbook, year, request.clone());
    let place = Place::Element(year, ElementKey::Request(request.id));
    file.put_as_made(place, Datum::Request(Box::new(request)));
    Some(file)
}

fn places(workbook: &Workbook, year: FiscalYear, request: &Request) -> Vec<Place> {
    let mut places = vec![Place::Plan(PlanPart::Municipality), Place::Plan(PlanPart::Title)];
    let outline = workbook.outline(year);
    let Some(book) = workbook.year(year) else { return places };
    let nodes = with_context(book, &outline, request);
    places.extend(of_year(workbook, year, &nodes));
    let wanted = |key: &ElementKey| match (key, request.to) {
        (ElementKey::Department(_), _) => true,
        (ElementKey::Contribution(node, _, department), Recipient::Department(own)) => {
            nodes.contains(node) && *department == own
        }
        (ElementKey::Member(id), Recipient::Member(own)) => *id == own,
        (ElementKey::Round(id), Recipient::Member(_)) => Some(*id) == request.round,
        (ElementKey::Ballot(round, node, _, member), Recipient::Member(own)) => {
            Some(*round) == request.round && *member == own && request.asked(*node).is_some()
        }
        _ => false,
    };
    places.extend(elements(workbook, year, &nodes, wanted));
    if let Some(before) = last_year::before(workbook, year) {
        places.extend(of_year(workbook, before, &nodes));
        places.extend(elements(workbook, before, &nodes, |key| matches!(key, ElementKey::Department(_))));
    }
    places
}

/// The items that are asked about, what stands above and below them, and the originals of what is a
/// 再掲 among them.
fn with_context(book: &YearBook, outline: &Outline, request: &Request) -> HashSet<NodeId> {
    let mut nodes = HashSet::new();
    for asked in &request.items {
        nodes.insert(asked.node);
        nodes.extend(outline.below(Some(asked.node)));
    }
    let originals: Vec<NodeId> = nodes.iter().map(|&node| book.original(node)).collect();
    nodes.extend(originals);
    let above: Vec<NodeId> = nodes.iter().flat_map(|&node| outline.ancestors(node)).collect();
    nodes.extend(above);
    nodes
}

fn of_year(workbook: &Workbook, year: FiscalYear, nodes: &HashSet<NodeId>) -> Vec<Place> {
    let places = workbook.places_in(year, |node| nodes.contains(&node));
    places.into_iter().filter(is_of_year).collect()
}

/// Whether the place is of the year's label, its form, or an item. Whether a year is closed is for
/// the plan to say.
fn is_of_year(place: &Place) -> bool {
    match place {
        Place::Year(_, part) => !matches!(part, YearPart::Closed | YearPart::Dropped),
        Place::Node(..) => true,
        _ => false,
    }
}

fn elements(
    workbook: &Workbook,
    year: FiscalYear,
    nodes: &HashSet<NodeId>,
    wanted: impl Fn(&ElementKey) -> bool,
) -> Vec<Place> {
    let Some(book) = workbook.year(year) else { return Vec::new() };
    let of_nodes = |id| book.indicators.get(id).is_some_and(|indicator| nodes.contains(&indicator.node));
    let places = workbook.places_in(year, |_| false).into_iter();
    let wanted = |place: &Place| match place {
        Place::Element(_, ElementKey::Indicator(id) | ElementKey::Figure(id, _)) => of_nodes(*id),
        Place::Element(_, key) => wanted(key),
        _ => false,
    };
    places.filter(wanted).collect()
}
