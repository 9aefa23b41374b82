//! The workbook (評価帳): content, history, and the one way to change it.

use super::change::{Change, Written};
use super::content::Content;
use super::edit::{Edit, EditError, Plan};
use super::form::Form;
use super::id::{NodeId, WorkbookId};
use super::node::Node;
use super::place::{Datum, NodePart, Place, Scope, YearPart};
use super::tree::Outline;
use super::year::FiscalYear;
use super::year_book::YearBook;
use crate::merge::history::{History, Replica, Rival, Versions};
use crate::merge::register::Register;
use crate::merge::stamp::{Context, ReplicaId, Stamp};
use std::collections::{BTreeMap, HashSet};

/// Is one plan of one municipality over all its years: the unit of a file. Also a part of one,
/// which holds fewer registers and says nothing about the rest.
///
/// Only [`Workbook::apply`], [`Workbook::revert`] and [`Workbook::join`] change it.
#[derive(Clone, Debug)]
pub struct Workbook {
    id: WorkbookId,
    content: Content,
    history: History,
    /// The highest count that is known: at least that of the history. A stamp with which a year was made
    /// here, before an earlier one took its place, is in no history any more and is not drawn again.
    top: u32,
}

/// Two states are equal where they say the same; what counts were drawn on the way is not a part of it.
impl PartialEq for Workbook {
    fn eq(&self, other: &Self) -> bool {
        (self.id, &self.content, &self.history) == (other.id, &other.content, &other.history)
    }
}

/// Says who edits: the replica of this start of the app, and who is behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The replica.
    pub replica: ReplicaId,
    /// The name and day that are entered at the replica's first edit.
    pub about: Replica,
}

impl Workbook {
    /// Makes a workbook with one year and an empty tree.
    pub fn new(id: WorkbookId, year: FiscalYear, form: Form) -> Self {
        let book = YearBook { label: year.label(), form, ..YearBook::default() };
        let content = Content { years: BTreeMap::from([(year, book)]), ..Content::default() };
        Self::made_of(id, content)
    }

    /// Makes a workbook of content that is there from the start and has no history.
    pub fn made_of(id: WorkbookId, content: Content) -> Self {
        let scopes = content.years.keys().map(|&year| Scope::Year(year));
        let made = scopes.chain([Scope::Plan]).map(|scope| (scope, Stamp::MADE)).collect();
        Self { id, content, history: History { made, ..History::default() }, top: 0 }
    }

    /// Puts content and history together as they were read; the caller has checked them.
    pub(crate) fn from_parts(id: WorkbookId, content: Content, history: History) -> Self {
        let top = history.top();
        Self { id, content, history, top }
    }

    /// Returns the workbook's id.
    pub fn id(&self) -> WorkbookId {
        self.id
    }

    /// Returns the content.
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// Returns the history.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Returns the years that are there to be seen, in order.
    pub fn years(&self) -> impl Iterator<Item = (FiscalYear, &YearBook)> {
        let there = |year: &FiscalYear, book: &YearBook| {
            self.history.made.contains_key(&Scope::Year(*year)) && book.dropped.is_none()
        };
        self.content.years.iter().filter(move |(year, book)| there(year, book)).map(|(&y, b)| (y, b))
    }

    /// Finds a year's book.
    pub fn year(&self, year: FiscalYear) -> Option<&YearBook> {
        self.content.years.get(&year)
    }

    /// Returns a register with its stamps; `None` where nothing was ever written.
    pub fn register(&self, place: &Place) -> Option<Register> {
        let datum = self.content.get(place);
        let Some(versions) = self.history.registers.get(place) else {
            let made = self.history.made.get(&place.scope()).filter(|_| !datum.is_absent())?;
            return Some(Register::single(*made, datum));
        };
        let mut values: BTreeMap<Stamp, Vec<Datum>> = BTreeMap::from([(versions.by, vec![datum])]);
        for rival in &versions.rivals {
            values.entry(rival.by).or_default().push(rival.value.clone());
        }
        Some(Register { values, context: versions.over.clone() })
    }

    /// Returns whether differing values stand at a place.
    pub fn is_conflict(&self, place: &Place) -> bool {
        let rivals = self.history.registers.get(place).filter(|versions| !versions.rivals.is_empty());
        rivals.is_some() && self.register(place).is_some_and(|register| register.is_conflict())
    }

    /// Returns the places at which differing values stand.
    pub fn conflicts(&self) -> Vec<Place> {
        let places = self.history.registers.iter().filter(|(_, versions)| !versions.rivals.is_empty());
        places.map(|(place, _)| *place).filter(|place| self.is_conflict(place)).collect()
    }

    /// Returns the tree of a year as it is shown. A dropped item is shown where something of it,
    /// or below it, was written that its dropper had not seen.
    pub fn outline(&self, year: FiscalYear) -> Outline {
        let Some(book) = self.year(year) else {
            return Outline::default();
        };
        let kept = self.kept_though_dropped(year, book);
        Outline::new(&book.nodes, |node| {
            node.level.is_none() || (node.dropped.is_some() && !kept.contains(&node.id))
        })
    }

    fn kept_though_dropped(&self, year: FiscalYear, book: &YearBook) -> HashSet<NodeId> {
        let mut kept = HashSet::new();
        if book.nodes.values().all(|node| node.dropped.is_none()) {
            return kept;
        }
        let shown = |node: &&Node| node.dropped.is_none() || self.has_unseen_edit(year, node);
        for node in book.nodes.values().filter(shown) {
            let mut at = Some(node.id);
            while let Some(id) = at.filter(|&id| kept.insert(id)) {
                at = book.nodes.get(id).and_then(|node| node.position.parent);
            }
        }
        kept
    }

    /// Returns whether something of a dropped item was written that its dropper had not seen.
    pub fn has_unseen_edit(&self, year: FiscalYear, node: &Node) -> bool {
        let Some(seen) = &node.dropped else {
            return false;
        };
        self.written_to(year, node.id)
            .filter(|(part, _)| *part != NodePart::Dropped)
            .any(|(_, context)| context.stamps().iter().any(|&stamp| !seen.covers(stamp)))
    }

    /// Returns all that was written to an item or a year so far, for a deletion to name.
    pub(crate) fn seen_at(&self, year: FiscalYear, node: Option<NodeId>) -> Context {
        let mut seen = Context::from_iter(self.made_at(year));
        let own = |place: &Place| place.year() == Some(year) && (node.is_none() || place.node() == node);
        for (_, versions) in self.history.registers.iter().filter(|(place, _)| own(place)) {
            seen.merge(&versions.over);
        }
        seen
    }

    /// Returns the stamp with which a year was made.
    pub(super) fn made_at(&self, year: FiscalYear) -> Option<Stamp> {
        self.history.made.get(&Scope::Year(year)).copied()
    }

    /// Applies an edit whole or not at all.
    pub fn apply(&mut self, edit: Edit, author: &Author) -> Result<Change, EditError> {
        let change = match edit.plan(self)? {
            Plan::Writes(writes) => {
                let writes = writes.into_iter().map(|(place, datum)| (place, vec![datum])).collect();
                self.write(writes, author)
            }
            Plan::Year(year, book) => self.start_year(year, *book, author),
            Plan::Restore(then) => self.restore(&then, author),
        };
        Ok(change)
    }

    /// Writes values over what stands at the places; places that hold just that are left alone.
    pub(crate) fn write(&mut self, writes: Vec<(Place, Vec<Datum>)>, author: &Author) -> Change {
        let mut change = Change::default();
        let first = self.top + 1;
        for (place, data) in writes {
            let old = self.register(&place);
            let over: Vec<Stamp> = old.iter().flat_map(|r| r.values.keys().copied()).collect();
            let before: Vec<Datum> = old.iter().flat_map(|r| r.values.values().flatten().cloned()).collect();
            let same = before == data || (before.is_empty() && data.iter().all(Datum::is_absent));
            if same || data.is_empty() {
                continue;
            }
            let mut register =
                Register { context: old.map(|r| r.context).unwrap_or_default(), ..Register::default() };
            for (counter, datum) in (first..).zip(data) {
                let stamp = Stamp { counter, replica: author.replica };
                register.values.insert(stamp, vec![datum]);
                register.context.add(stamp);
                self.top = self.top.max(counter);
            }
            change.writes.push(Written {
                place,
                before,
                over,
                wrote: register.values.keys().copied().collect(),
            });
            self.store(place, register);
        }
        if !change.writes.is_empty() {
            self.history.replicas.entry(author.replica).or_insert_with(|| author.about.clone());
        }
        change
    }

    fn start_year(&mut self, year: FiscalYear, book: YearBook, author: &Author) -> Change {
        self.top += 1;
        let made = Stamp { counter: self.top, replica: author.replica };
        self.content.years.insert(year, book);
        self.history.made.insert(Scope::Year(year), made);
        self.history.replicas.entry(author.replica).or_insert_with(|| author.about.clone());
        let place = Place::Year(year, YearPart::Dropped);
        let written = Written {
            place,
            before: vec![Datum::Dropped(Context::from_iter([made]))],
            over: vec![],
            wrote: vec![],
        };
        Change { writes: vec![written], started: Some(year) }
    }

    /// Puts a register in: the shown value into the content, the rest into the history, and
    /// nothing into the history where it is just as the scope was made.
    pub(crate) fn store(&mut self, place: Place, register: Register) {
        let Some((by, datum)) = register.shown().map(|(by, datum)| (by, datum.clone())) else {
            return;
        };
        self.top = register.context.stamps().iter().map(|s| s.counter).fold(self.top, u32::max);
        let made = self.history.made.get(&place.scope());
        let as_made = made.is_some_and(|made| register == Register::single(*made, datum.clone()));
        if as_made && !datum.is_absent() {
            self.history.registers.remove(&place);
        } else {
            let versions =
                Versions { by, over: register.context.clone(), rivals: rivals(&register, by, &datum) };
            self.history.registers.insert(place, versions);
        }
        self.content.set(&place, datum);
    }

    /// Makes the part that holds some registers of this workbook, each with its stamps.
    pub fn part(&self, places: impl IntoIterator<Item = Place>) -> Workbook {
        let mut part = Workbook::from_parts(self.id, Content::default(), History::default());
        for place in places {
            if let Some(register) = self.register(&place) {
                for stamp in register.context.stamps() {
                    if let Some(about) = self.history.replicas.get(&stamp.replica) {
                        part.history.replicas.insert(stamp.replica, about.clone());
                    }
                }
                part.store(place, register);
            }
        }
        part
    }

    /// Makes a workbook of its own, under another id, that holds some registers of this one as they
    /// stand here, with the stamps of their scopes.
    pub(crate) fn excerpt(&self, id: WorkbookId, places: impl IntoIterator<Item = Place>) -> Workbook {
        let mut part = self.part(places);
        part.id = id;
        for place in part.all_places() {
            let scope = place.scope();
            if let Some(made) =
                self.history.made.get(&scope).filter(|_| !part.history.made.contains_key(&scope))
            {
                part.history.made.insert(scope, *made);
            }
            if let Some(register) = part.register(&place) {
                part.store(place, register);
            }
        }
        part
    }

    /// Puts a datum in as it was there from the start: under the stamp of its scope.
    pub(crate) fn put_as_made(&mut self, place: Place, datum: Datum) {
        let made = *self.history.made.entry(place.scope()).or_insert(Stamp::MADE);
        self.store(place, Register::single(made, datum));
    }

    /// Returns the same registers as a part of another workbook.
    pub(crate) fn part_for(&self, id: WorkbookId, places: impl IntoIterator<Item = Place>) -> Workbook {
        let mut part = self.part(places);
        part.id = id;
        part
    }

    /// Makes the part that carries a change: the registers it wrote, and the year it started as a whole.
    pub fn part_of(&self, change: &Change) -> Workbook {
        let Some(year) = change.started else {
            return self.part(change.places());
        };
        let mut part = self.part(self.places_of(year));
        if let Some(made) = self.history.made.get(&Scope::Year(year)) {
            part.history.made.insert(Scope::Year(year), *made);
            if let Some(about) = self.history.replicas.get(&made.replica) {
                part.history.replicas.insert(made.replica, about.clone());
            }
        }
        for place in self.places_of(year) {
            if let Some(register) = part.register(&place) {
                part.store(place, register);
            }
        }
        part
    }

    /// Returns the places of a year at which something stands or was ever written, of its items only
    /// those of the wanted ones.
    pub(crate) fn places_in(&self, year: FiscalYear, wanted: impl Fn(NodeId) -> bool) -> Vec<Place> {
        let mut places = self.content.places_of(year, |node| wanted(node.id));
        let written = self.history.registers.keys().filter(|place| match place {
            Place::Node(of, node, _) => *of == year && wanted(*node),
            place => place.year() == Some(year),
        });
        places.extend(written.copied());
        places.sort_unstable();
        places.dedup();
        places
    }

    fn places_of(&self, year: FiscalYear) -> Vec<Place> {
        self.all_places().into_iter().filter(|place| place.year() == Some(year)).collect()
    }

    /// Returns every place at which something stands or was ever written.
    pub fn all_places(&self) -> Vec<Place> {
        let mut places = self.content.places();
        places.extend(self.history.registers.keys().copied());
        places.sort();
        places.dedup();
        places
    }

    /// Puts a year's book in. Items of which nothing stands in it are left out, and so is a book
    /// without anything, so that equal registers mean equal content.
    pub(crate) fn put_year(&mut self, year: FiscalYear, mut book: YearBook) {
        let empty: Vec<NodeId> =
            book.nodes.values().filter(|node| **node == Node::new(node.id)).map(|node| node.id).collect();
        empty.into_iter().for_each(|id| book.nodes.remove(id));
        if book != YearBook::default() {
            self.content.years.insert(year, book);
        }
    }

    /// Copies a year with its registers.
    pub(crate) fn year_with_registers(&self, year: FiscalYear) -> Option<(YearBook, Vec<(Place, Versions)>)> {
        let own = self.history.registers.iter().filter(|(place, _)| place.year() == Some(year));
        Some((self.year(year)?.clone(), own.map(|(place, versions)| (*place, versions.clone())).collect()))
    }

    /// Gives a year with its registers away.
    pub(crate) fn give_year(&mut self, year: FiscalYear) -> Option<(YearBook, Vec<(Place, Versions)>)> {
        let book = self.content.years.remove(&year)?;
        let of_year = |place: &Place, _: &mut Versions| place.year() == Some(year);
        Some((book, self.history.registers.extract_if(.., of_year).collect()))
    }

    /// Takes the items out of a part of one year; of any other it takes none.
    pub(crate) fn take_nodes(&mut self) -> Vec<Node> {
        match self.content.years.len() {
            1 => self
                .content
                .years
                .values_mut()
                .flat_map(|book| std::mem::take(&mut book.nodes).into_elements())
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Returns the highest known count.
    pub(crate) fn top(&self) -> u32 {
        self.top
    }

    /// Raises the highest known count.
    pub(crate) fn raise_top(&mut self, counter: u32) {
        self.top = self.top.max(counter);
    }

    pub(crate) fn history_mut(&mut self) -> &mut History {
        &mut self.history
    }
}

fn rivals(register: &Register, by: Stamp, shown: &Datum) -> Vec<Rival> {
    let all = register.values.iter().flat_map(|(&stamp, data)| data.iter().map(move |d| (stamp, d)));
    all.filter(|(stamp, datum)| (*stamp, *datum) != (by, shown))
        .map(|(by, value)| Rival { by, value: value.clone() })
        .collect()
}
