//! What an edit or a join changed, and how it is taken back.

use super::id::NodeId;
use super::place::{Datum, NodePart, Place, YearPart};
use super::workbook::{Author, Workbook};
use super::year::FiscalYear;
use crate::merge::stamp::Stamp;
use std::collections::HashMap;

/// Names the registers that an edit or a join wrote, with what stood there before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// The registers that were written.
    pub writes: Vec<Written>,
    /// The year that was started.
    pub started: Option<FiscalYear>,
}

/// Is one register that was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// Where.
    pub place: Place,
    /// The values that stood there before; none where nothing was ever written.
    pub before: Vec<Datum>,
    /// The stamps of those values.
    pub over: Vec<Stamp>,
    /// The stamps that stood there afterwards.
    pub wrote: Vec<Stamp>,
}

/// Is the outcome of taking a change back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reverted {
    /// What was written to take it back; reverting this is redo.
    pub change: Change,
    /// The places that were left alone because something else was written there since.
    pub skipped: Vec<Place>,
}

impl Change {
    /// Returns whether nothing was changed.
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty()
    }

    /// Returns the places that were written.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        self.writes.iter().map(|written| written.place)
    }

    /// Returns whether this change made an item.
    fn made_node(&self, year: FiscalYear, node: NodeId) -> bool {
        let level = Place::Node(year, node, NodePart::Level);
        self.writes.iter().any(|written| written.place == level && written.before.is_empty())
    }

    /// Takes a later change in, so that both are one step of undo.
    pub fn absorb(&mut self, later: Change) {
        let own: HashMap<Place, usize> =
            self.writes.iter().enumerate().map(|(at, written)| (written.place, at)).collect();
        for written in later.writes {
            match own.get(&written.place) {
                Some(&at) => self.writes[at].wrote = written.wrote,
                None => self.writes.push(written),
            }
        }
        self.started = self.started.or(later.started);
    }
}

impl Workbook {
    /// Takes a change back by a new edit that puts the earlier values there again.
    ///
    /// Places that others wrote since are left alone and named. An item that the change made is
    /// dropped, a year that it started is taken back; both stay in the file.
    pub fn revert(&mut self, change: &Change, author: &Author) -> Reverted {
        let (stand, skipped): (Vec<_>, Vec<_>) =
            change.writes.iter().partition(|written| self.stands_as_written(written));
        let values = stand.iter().filter_map(|written| self.reverse(written, change)).collect();
        let mut reverted = self.write(values, author);
        // What is dropped again is dropped last, so that its dropper has seen what was just written.
        let drops = stand.iter().filter_map(|written| self.drop_again(written, change)).collect();
        reverted.absorb(self.write(drops, author));
        Reverted { change: reverted, skipped: skipped.iter().map(|written| written.place).collect() }
    }

    fn stands_as_written(&self, written: &Written) -> bool {
        let now = self.register(&written.place);
        now.map(|register| register.values.into_keys().collect::<Vec<_>>()).unwrap_or_default()
            == written.wrote
    }

    /// Returns the stamps of the values that stand at a place.
    pub(crate) fn stamps_at(&self, place: &Place) -> Vec<Stamp> {
        self.register(place).map(|register| register.values.into_keys().collect()).unwrap_or_default()
    }

    /// Returns what takes one write back; `None` where dropping what was made says it all.
    fn reverse(&self, written: &Written, change: &Change) -> Option<(Place, Vec<Datum>)> {
        let made = match written.place {
            Place::Node(year, node, _) => change.made_node(year, node),
            _ => false,
        };
        match written.before.as_slice() {
            _ if made => None,
            [Datum::Dropped(_)] => None,
            [] => Some((written.place, vec![Datum::Absent])),
            before => Some((written.place, before.to_vec())),
        }
    }

    /// Returns the deletion that takes one write back: of an item or year that was made, or that
    /// had been dropped before.
    fn drop_again(&self, written: &Written, change: &Change) -> Option<(Place, Vec<Datum>)> {
        let dropped = matches!(written.before.as_slice(), [Datum::Dropped(_)]);
        let (place, seen) = match written.place {
            Place::Node(year, node, part)
                if dropped || (part == NodePart::Level && change.made_node(year, node)) =>
            {
                (Place::Node(year, node, NodePart::Dropped), self.seen_at(year, Some(node)))
            }
            Place::Year(year, YearPart::Dropped) if dropped => (written.place, self.seen_at(year, None)),
            _ => return None,
        };
        Some((place, vec![Datum::Dropped(seen)]))
    }
}
