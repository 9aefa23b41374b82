//! Parts by scope: the plan's head, or a year. A workbook is stored as these, so that only what
//! was touched is written anew.

use super::history::History;
use super::join::JoinError;
use super::stamp::Stamp;
use crate::model::content::Content;
use crate::model::place::{Place, Scope};
use crate::model::workbook::Workbook;
use std::collections::BTreeSet;

impl Workbook {
    /// Returns the scopes of which something is here.
    pub fn scopes(&self) -> BTreeSet<Scope> {
        let mut scopes = self.written_scopes();
        scopes.extend(self.history().made.keys());
        scopes
    }

    /// Makes the part that holds all of a scope. The parts of all scopes join to the workbook;
    /// that of the plan's head also names the years that there are.
    pub fn part_of_scope(&self, scope: Scope) -> Workbook {
        let (own, all) = (self.content(), self.history());
        let mut content = Content::default();
        match scope {
            Scope::Plan => {
                content.municipality = own.municipality.clone();
                content.title = own.title.clone();
            }
            Scope::Year(year) => {
                content.years = own.years.get(&year).map(|book| (year, book.clone())).into_iter().collect();
            }
        }
        let made = all.made.iter().filter(|(other, _)| scope == Scope::Plan || **other == scope);
        let registers = all.registers.iter().filter(|(place, _)| place.scope() == scope);
        let history = History {
            made: made.map(|(&scope, &stamp)| (scope, stamp)).collect(),
            replicas: all.replicas.clone(),
            registers: registers.map(|(&place, versions)| (place, versions.clone())).collect(),
        };
        Workbook::from_parts(self.id(), content, history)
    }

    /// Joins a part, as [`Workbook::join`] does, but moves in whole what is of scopes of which
    /// nothing is here yet. So a workbook is put together from its stored scopes.
    pub fn with(mut self, part: Workbook) -> Result<Workbook, JoinError> {
        if self.id() != part.id() || !self.has_nothing_of(&part) {
            self.join(&part)?;
            return Ok(self);
        }
        let id = self.id();
        let ((mut content, mut history), (theirs, added)) = (self.into_parts(), part.into_parts());
        let given = |own: String, theirs: String| if own.is_empty() { theirs } else { own };
        content.municipality = given(content.municipality, theirs.municipality);
        content.title = given(content.title, theirs.title);
        content.years.extend(theirs.years);
        history.made.extend(added.made);
        history.registers.extend(added.registers);
        for (replica, about) in added.replicas {
            let own = history.replicas.entry(replica).or_insert_with(|| about.clone());
            *own = about.max(own.clone());
        }
        Ok(Workbook::from_parts(id, content, history))
    }

    /// Returns whether a part is of other scopes than this one.
    fn has_nothing_of(&self, part: &Workbook) -> bool {
        let own = self.written_scopes();
        let made = |(scope, stamp): (&Scope, &Stamp)| match self.history().made.get(scope) {
            Some(own) => own == stamp,
            None => !own.contains(scope),
        };
        own.is_disjoint(&part.written_scopes()) && part.history().made.iter().all(made)
    }

    /// Returns the scopes of which more is here than that they were made.
    fn written_scopes(&self) -> BTreeSet<Scope> {
        let (content, history) = (self.content(), self.history());
        let has_head = !content.municipality.is_empty() || !content.title.is_empty();
        let years = content.years.keys().map(|&year| Scope::Year(year));
        let registers = history.registers.keys().map(Place::scope);
        years.chain(registers).chain(has_head.then_some(Scope::Plan)).collect()
    }

    /// Returns whether nothing is missing: the plan's head, and a book with its form for every year
    /// that the head names. What only parts have built up so far is not whole.
    pub fn is_whole(&self) -> bool {
        let made = &self.history().made;
        let there = |scope: &Scope| match scope {
            Scope::Plan => true,
            Scope::Year(year) => self.year(*year).is_some_and(|book| !book.form.is_empty()),
        };
        made.contains_key(&Scope::Plan) && made.keys().all(there)
    }

    /// Returns whether joining a part would change nothing.
    pub fn covers(&self, part: &Workbook) -> bool {
        let (own, theirs) = (self.history(), part.history());
        let made = |(scope, stamp)| own.made.get(scope).is_some_and(|own| own <= stamp);
        let replica = |(id, about)| own.replicas.get(id).is_some_and(|own| own >= about);
        let register = |place: &Place| {
            let Some(theirs) = part.register(place) else { return true };
            self.register(place).is_some_and(|own| own.join(&theirs) == own)
        };
        self.id() == part.id()
            && theirs.made.iter().all(made)
            && theirs.replicas.iter().all(replica)
            && part.all_places().iter().all(register)
    }
}
