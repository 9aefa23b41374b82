//! What two states of a workbook agree on, found without going through their registers: most of
//! what is joined is known already, or a year of which nothing is there yet.

use super::history::Versions;
use super::stamp::Context;
use crate::model::change::Written;
use crate::model::node::Node;
use crate::model::place::{Place, Scope};
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use std::collections::{BTreeSet, HashSet};

impl Workbook {
    /// Returns the places of another state whose registers may not be the same here: all of a year of
    /// which both do not agree when it was made.
    pub(crate) fn places_to_join(&self, other: &Workbook) -> Vec<Place> {
        let (own, theirs) = (&self.history().registers, &other.history().registers);
        let differ = |(place, versions): &(&Place, &Versions)| own.get(place) != Some(*versions);
        let mut places: BTreeSet<Place> = theirs.iter().filter(differ).map(|(place, _)| *place).collect();
        let only_here = own.keys().filter(|place| !theirs.contains_key(place));
        let touched: Vec<Place> = places.iter().copied().chain(only_here.copied()).collect();
        let nodes: HashSet<_> = touched.iter().filter_map(item).collect();
        let years: HashSet<_> = touched.iter().filter_map(Place::year).collect();
        places.extend(other.content().places_of_head());
        for (&year, book) in &other.content().years {
            let here = self.year(year).filter(|_| self.made(year) == other.made(year));
            if here == Some(book) && !years.contains(&year) {
                continue;
            }
            let same = |node: &Node| {
                here.is_some_and(|here| here.nodes.get(node.id) == Some(node))
                    && !nodes.contains(&(year, node.id))
            };
            places.extend(other.content().places_of(year, |node| !same(node)));
        }
        places.into_iter().collect()
    }

    /// Returns the years of another state of which nothing is here, and that are there as a whole.
    pub(super) fn years_to_take(&self, other: &Workbook) -> Vec<FiscalYear> {
        let known: HashSet<_> = self.history().registers.keys().filter_map(Place::year).collect();
        let is_new = |year: &FiscalYear| {
            let made = other.made(*year);
            made.is_some() && made == self.made(*year) && self.year(*year).is_none() && !known.contains(year)
        };
        other.content().years.keys().copied().filter(is_new).collect()
    }

    /// Takes a year of which nothing is here, with its registers, as a join would put them in.
    pub(super) fn take_year(&mut self, year: FiscalYear, book: YearBook, registers: Vec<(Place, Versions)>) {
        let Some(made) = self.made(year) else { return };
        self.put_year(year, book);
        let as_made = Context::from_iter([made]);
        for (place, versions) in registers {
            let goes_without_saying =
                versions.by == made && versions.over == as_made && versions.rivals.is_empty();
            if !goes_without_saying || self.content().get(&place).is_absent() {
                versions.over.stamps().iter().for_each(|stamp| self.raise_top(stamp.counter));
                self.history_mut().registers.insert(place, versions);
            }
        }
    }

    /// Says what taking a year has written: all that stands in it.
    pub(super) fn written_in(&self, year: FiscalYear) -> Vec<Written> {
        let registers = &self.history().registers;
        let mut places = self.content().places_of(year, |_| true);
        places.extend(registers.keys().filter(|place| place.year() == Some(year)));
        places.sort_unstable();
        places.dedup();
        let wrote = |place: &Place| match registers.get(place) {
            Some(versions) => {
                let stamps: BTreeSet<_> =
                    versions.rivals.iter().map(|it| it.by).chain([versions.by]).collect();
                stamps.into_iter().collect()
            }
            None => self.made(year).into_iter().collect(),
        };
        let written = |place| Written { place, before: Vec::new(), over: Vec::new(), wrote: wrote(&place) };
        places.into_iter().map(written).collect()
    }

    fn made(&self, year: FiscalYear) -> Option<super::stamp::Stamp> {
        self.history().made.get(&Scope::Year(year)).copied()
    }
}

fn item(place: &Place) -> Option<(FiscalYear, crate::model::id::NodeId)> {
    Some((place.year()?, place.node()?))
}
