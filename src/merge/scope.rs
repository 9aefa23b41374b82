//! Parts by scope: the plan's head, or a year. A workbook is stored as these, so that only what
//! was touched is written anew.

use super::history::History;
use crate::model::content::Content;
use crate::model::place::{Place, Scope};
use crate::model::workbook::Workbook;
use std::collections::BTreeSet;

impl Workbook {
    /// Returns the scopes of which something is here.
    pub fn scopes(&self) -> BTreeSet<Scope> {
        let written = self.history().registers.keys().map(Place::scope);
        let made = self.history().made.keys().copied();
        let there = self.content().years.keys().map(|&year| Scope::Year(year));
        written.chain(made).chain(there).collect()
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
                content.errand = own.errand;
                content.answer = own.answer.clone();
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
            && self.places_to_join(part).iter().all(register)
    }
}
