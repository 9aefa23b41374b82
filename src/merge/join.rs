//! The join of two workbooks, or of a workbook and a part.

use super::register::Register;
use crate::model::change::{Change, Written};
use crate::model::place::{Datum, Place, Scope};
use crate::model::workbook::Workbook;

/// Says why two workbooks were not joined; nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoinError {
    /// They are states of different workbooks.
    AnotherWorkbook,
}

impl Workbook {
    /// Takes over all that another state or part of this workbook knows.
    ///
    /// The join is commutative, associative and idempotent; joining a part says nothing about
    /// the registers that it does not hold. Returns what changed, for undo and for the screen.
    pub fn join(&mut self, other: &Workbook) -> Result<Change, JoinError> {
        if self.id() != other.id() {
            return Err(JoinError::AnotherWorkbook);
        }
        self.join_replicas(other);
        self.join_made(other);
        let mut change = Change::default();
        for year in self.years_to_take(other) {
            if let Some((book, registers)) = other.year_with_registers(year) {
                self.take_year(year, book, registers);
                change.writes.extend(self.written_in(year));
            }
        }
        for place in self.places_to_join(other) {
            change.writes.extend(self.join_register(other, place));
        }
        change.writes.sort_by_key(|written| written.place);
        Ok(change)
    }

    /// Takes over all that another state or part knows, as [`Workbook::join`] does, where nobody asks
    /// what changed and the other is not needed any more: a year that is not here yet is moved.
    pub fn absorb(&mut self, mut other: Workbook) -> Result<(), JoinError> {
        if self.id() != other.id() {
            return Err(JoinError::AnotherWorkbook);
        }
        self.join_replicas(&other);
        self.join_made(&other);
        for year in self.years_to_take(&other) {
            if let Some((book, registers)) = other.give_year(year) {
                self.take_year(year, book, registers);
            }
        }
        self.join(&other).map(|_| ())
    }

    fn join_replicas(&mut self, other: &Workbook) {
        for (replica, about) in &other.history().replicas {
            let own = self.history_mut().replicas.entry(*replica).or_insert_with(|| about.clone());
            if *about > *own {
                *own = about.clone();
            }
        }
    }

    /// Agrees on the stamp that each scope was made with: the lower where both made it. Registers
    /// that were as their scope was made are put in again, since what goes without saying changes.
    fn join_made(&mut self, other: &Workbook) {
        for (&scope, &theirs) in &other.history().made {
            let own = self.history().made.get(&scope).copied();
            if own.is_some_and(|own| own <= theirs) {
                continue;
            }
            let held: Vec<(Place, Register)> = self.registers_of(scope);
            self.history_mut().made.insert(scope, theirs);
            held.into_iter().for_each(|(place, register)| self.store(place, register));
        }
        let top = self.history().made.values().map(|stamp| stamp.counter).max().unwrap_or(0);
        self.raise_top(top.max(other.top()));
    }

    fn registers_of(&self, scope: Scope) -> Vec<(Place, Register)> {
        let places = self.all_places().into_iter().filter(|place| place.scope() == scope);
        places.filter_map(|place| Some((place, self.register(&place)?))).collect()
    }

    fn join_register(&mut self, other: &Workbook, place: Place) -> Option<Written> {
        let theirs = other.register(&place)?;
        let own = self.register(&place);
        let joined = own.as_ref().map_or_else(|| theirs.clone(), |own| own.join(&theirs));
        if own.as_ref() == Some(&joined) {
            return None;
        }
        let before: Vec<Datum> = own.iter().flat_map(|r| r.values.values().flatten().cloned()).collect();
        let over = own.iter().flat_map(|r| r.values.keys().copied()).collect();
        let wrote = joined.values.keys().copied().collect();
        self.store(place, joined);
        Some(Written { place, before, over, wrote })
    }
}
