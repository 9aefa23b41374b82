//! Going back to an earlier state, as an edit of today.

use super::change::Change;
use super::edit::EditError;
use super::id::NodeId;
use super::place::{Datum, NodePart, Place, Scope, YearPart};
use super::workbook::{Author, Workbook};
use super::year::FiscalYear;
use super::year_book::YearBook;
use crate::merge::difference::differing;
use std::collections::{HashMap, HashSet};

impl Workbook {
    /// Checks whether this workbook can go back to another state: it is of the same workbook, and
    /// has no year that is unknown here.
    pub(crate) fn check_restore(&self, then: &Workbook) -> Result<(), EditError> {
        if self.id() != then.id() {
            return Err(EditError::AnotherWorkbook);
        }
        let unknown = |scope: &&Scope| !self.history().made.contains_key(scope);
        match then.history().made.keys().find(unknown) {
            Some(Scope::Year(year)) => Err(EditError::NoYear(*year)),
            _ => Ok(()),
        }
    }

    /// Writes at every place that differs what stood there then, in closed years too. What was made
    /// since is dropped, as a person would drop it: an edit that nobody here has seen keeps it in view.
    pub(crate) fn restore(&mut self, then: &Workbook, author: &Author) -> Change {
        let then = Then::of(then);
        let writes = differing(self, then.book).into_iter();
        let writes = writes.filter_map(|place| Some((place, then.values(&place)?))).collect();
        let mut change = self.write(writes, author);
        // What is dropped is dropped last, so that its dropper has seen what was just written.
        let drops = self.made_since(&then).into_iter().map(|(place, seen)| (place, vec![seen])).collect();
        change.absorb(self.write(drops, author));
        change
    }

    /// Returns the deletions of all that is shown here and was not shown then.
    fn made_since(&self, then: &Then) -> Vec<(Place, Datum)> {
        let mut drops = Vec::new();
        for (year, _) in self.years() {
            let Some((shown, _)) = then.years.get(&year) else {
                drops.push((Place::Year(year, YearPart::Dropped), Datum::Dropped(self.seen_at(year, None))));
                continue;
            };
            for node in self.outline(year).below(None).into_iter().filter(|node| !shown.contains(node)) {
                let seen = Datum::Dropped(self.seen_at(year, Some(node)));
                drops.push((Place::Node(year, node, NodePart::Dropped), seen));
            }
        }
        drops
    }
}

type Nodes = HashSet<NodeId>;

/// Is the state to go back to, with the items of each year that it shows: those in view, and those
/// that it knows or has named as the one above another.
struct Then<'a> {
    book: &'a Workbook,
    years: HashMap<FiscalYear, (Nodes, Nodes)>,
}

impl<'a> Then<'a> {
    fn of(book: &'a Workbook) -> Self {
        let year = |(year, content): (FiscalYear, &YearBook)| {
            let parents = content.nodes.values().filter_map(|node| node.position.parent);
            let known = content.nodes.keys().chain(parents).collect();
            (year, (book.outline(year).below(None).into_iter().collect(), known))
        };
        Self { book, years: book.years().map(year).collect() }
    }

    /// Returns what is to stand at a place again; `None` where nothing is to be written, since what
    /// stands there is not shown, or is dropped as a whole.
    fn values(&self, place: &Place) -> Option<Vec<Datum>> {
        let year = place.year().map(|year| self.years.get(&year));
        match (place, year) {
            (_, Some(None)) => return None,
            (Place::Year(_, YearPart::Dropped), _) => return Some(vec![Datum::Absent]),
            (Place::Node(_, node, NodePart::Dropped), Some(Some((shown, _)))) => {
                return shown.contains(node).then(|| vec![Datum::Absent]);
            }
            (Place::Node(_, node, _), Some(Some((_, known)))) if !known.contains(node) => return None,
            _ => {}
        }
        let register = self.book.register(place);
        let values: Vec<Datum> =
            register.iter().flat_map(|it| it.values.values().flatten().cloned()).collect();
        Some(if values.is_empty() { vec![Datum::Absent] } else { values })
    }
}
