//! An open workbook on the screen: reads through selectors, changes through edits, one trigger per
//! thing that a view can show.

use super::saving::Saving;
use crate::edge;
use crate::mail::preview::Preview;
use crate::mail::take::{Choice, take};
use crate::merge::join::JoinError;
use crate::model::change::Change;
use crate::model::edit::{Edit, EditError, YearEdit};
use crate::model::errand::Receipt;
use crate::model::figures::ByNode;
use crate::model::id::{FieldId, Id, IdSource, IndicatorId, NodeId};
use crate::model::place::{ElementKey, NodePart, Place, YearPart};
use crate::model::tree::Outline;
use crate::model::undo::{Step, UndoStack, Visit};
use crate::model::workbook::{Author, Workbook};
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::tally::ratings::Ratings;
use crate::tally::statuses::Statuses;
use leptos::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Names what a view shows; views of a topic are drawn anew when a change touches it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// The names of municipality and plan.
    Plan,
    /// Which years there are, their labels, and whether they are closed.
    Years,
    /// The form of a year.
    Form(FiscalYear),
    /// The tree of a year.
    Tree(FiscalYear),
    /// An item of a year with its values.
    Node(FiscalYear, NodeId),
    /// The counts of self-ratings of a year.
    Ratings(FiscalYear),
    /// How many items of a year are filled in and checked.
    Statuses(FiscalYear),
    /// Ballots, hand counts and decisions on an item.
    Votes(FiscalYear, NodeId),
    /// The remarks of a year.
    Remarks(FiscalYear),
    /// The indicators of a year's book and their values.
    Figures(FiscalYear),
    /// Roster, meetings, attendance and rounds of a year.
    People(FiscalYear),
    /// Requests, what came back for them, and contributions of departments of a year.
    Mail(FiscalYear),
    /// What can be undone.
    Undo,
}

/// Says where something comes from that is taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Another tab, which keeps it in this browser itself.
    Tab,
    /// A file that others write into while it is open here. It is no step of undo: taking a step
    /// back must never take back what somebody else does.
    Shared,
    /// A file that the user opened: one step of undo.
    Import,
}

struct Inner {
    workbook: Workbook,
    author: Author,
    undo: UndoStack,
    visits: u64,
    triggers: HashMap<Topic, ArcTrigger>,
    outlines: HashMap<FiscalYear, Arc<Outline>>,
    ratings: HashMap<FiscalYear, Arc<Vec<Ratings>>>,
    statuses: HashMap<FiscalYear, Statuses>,
    indicators: HashMap<FiscalYear, ByNode>,
}

/// Is a handle on the open workbook; copies are the same one.
#[derive(Clone, Copy)]
pub struct Session {
    inner: StoredValue<Inner, LocalStorage>,
    /// Keeps it in this browser and in files.
    pub saving: Saving,
    /// Whether it is the sample.
    pub is_sample: bool,
    overriding: RwSignal<Option<Overriding>>,
}

/// Says in which field a 再掲 is being given a content of its own: year, item, field, and whether
/// that has just begun and the field is yet to be entered.
type Overriding = (FiscalYear, NodeId, FieldId, bool);

impl Session {
    /// Opens a workbook. Must be called where a reactive owner lives as long as the session.
    pub fn open(workbook: Workbook, author: Author, saving: Saving, is_sample: bool) -> Self {
        let inner = Inner {
            workbook,
            author,
            undo: UndoStack::default(),
            visits: 0,
            triggers: HashMap::new(),
            outlines: HashMap::new(),
            ratings: HashMap::new(),
            statuses: HashMap::new(),
            indicators: HashMap::new(),
        };
        let overriding = RwSignal::new(None);
        Self { inner: StoredValue::new_local(inner), saving, is_sample, overriding }
    }

    /// Subscribes the running view to a topic.
    pub fn track(&self, topic: Topic) {
        let trigger = self.inner.try_update_value(|inner| inner.triggers.entry(topic).or_default().clone());
        if let Some(trigger) = trigger {
            trigger.track();
        }
    }

    /// Reads something from the workbook without subscribing.
    pub fn read<T>(&self, select: impl FnOnce(&Workbook) -> T) -> T {
        self.inner.with_value(|inner| select(&inner.workbook))
    }

    /// Reads something from a year's book without subscribing; `None` where the year is not there.
    pub fn book<T>(&self, year: FiscalYear, select: impl FnOnce(&YearBook) -> T) -> Option<T> {
        self.read(|workbook| workbook.year(year).map(select))
    }

    /// Returns whether a year refuses edits, and subscribes to that; a year that is not there does.
    pub fn is_closed(&self, year: FiscalYear) -> bool {
        self.track(Topic::Years);
        self.book(year, |book| book.closed.is_some()).unwrap_or(true)
    }

    /// Returns the tree of a year and subscribes to it.
    pub fn outline(&self, year: FiscalYear) -> Arc<Outline> {
        self.track(Topic::Tree(year));
        self.outline_now(year)
    }

    /// Returns the tree of a year without subscribing.
    pub fn outline_now(&self, year: FiscalYear) -> Arc<Outline> {
        let outline = self.inner.try_update_value(|inner| {
            let workbook = &inner.workbook;
            inner.outlines.entry(year).or_insert_with(|| Arc::new(workbook.outline(year))).clone()
        });
        outline.unwrap_or_default()
    }

    /// Returns the counts of every rating field of a year and subscribes to them.
    pub fn ratings(&self, year: FiscalYear) -> Arc<Vec<Ratings>> {
        self.track(Topic::Ratings(year));
        let outline = self.outline_now(year);
        let ratings = self.inner.try_update_value(|inner| {
            let workbook = &inner.workbook;
            let fields = workbook.year(year).into_iter().flat_map(|book| book.form.rating_fields());
            let count =
                || fields.map(|(field, _)| Ratings::new(workbook, year, &outline, field.id)).collect();
            inner.ratings.entry(year).or_insert_with(|| Arc::new(count())).clone()
        });
        ratings.unwrap_or_default()
    }

    /// Reads the counts by status of a year and subscribes to them.
    pub fn statuses<T: Default>(&self, year: FiscalYear, select: impl FnOnce(&Statuses) -> T) -> T {
        self.track(Topic::Statuses(year));
        let outline = self.outline_now(year);
        let selected = self.inner.try_update_value(|inner| {
            let workbook = &inner.workbook;
            select(inner.statuses.entry(year).or_insert_with(|| Statuses::new(workbook, year, &outline)))
        });
        selected.unwrap_or_default()
    }

    /// Returns the indicators of an item's field in order, and subscribes to those of the year.
    pub fn indicators(&self, year: FiscalYear, node: NodeId, field: FieldId) -> Vec<IndicatorId> {
        self.track(Topic::Figures(year));
        let found = self.inner.try_update_value(|inner| {
            let book = inner.workbook.year(year)?;
            let by_node = inner.indicators.entry(year).or_insert_with(|| ByNode::new(book, None));
            Some(by_node.of(book, node, field).into_iter().map(|indicator| indicator.id).collect())
        });
        found.flatten().unwrap_or_default()
    }

    /// Draws a new id.
    pub fn draw<T: From<Id>>(&self) -> T {
        IdSource::new(&mut edge::random::bits).draw()
    }

    /// Returns whether a 再掲 is being given its own content in a field, and subscribes to it. As long
    /// as it is, an empty field stays empty instead of showing the original's content.
    pub fn is_overriding(&self, year: FiscalYear, node: NodeId, field: FieldId) -> bool {
        self.overriding.get().is_some_and(|(y, n, f, _)| (y, n, f) == (year, node, field))
    }

    /// Begins or ends that for a field; it ends by itself when another field is entered.
    pub fn override_field(&self, field: Option<(FiscalYear, NodeId, FieldId)>, is_entered: bool) {
        self.overriding.set(field.map(|(year, node, field)| (year, node, field, !is_entered)));
    }

    /// Begins a stay in a cell: all that is typed there is one step of undo.
    pub fn visit(&self) -> Visit {
        let kept = self.overriding.get_untracked().filter(|(.., is_fresh)| *is_fresh);
        if self.overriding.get_untracked().is_some() {
            self.overriding.set(kept.map(|(year, node, field, _)| (year, node, field, false)));
        }
        let visit = self.inner.try_update_value(|inner| {
            inner.visits += 1;
            inner.visits
        });
        Visit(visit.unwrap_or_default())
    }

    /// Applies an edit, draws what it touched, and writes it to the journal.
    pub fn apply(&self, edit: Edit, visit: Option<Visit>) -> Result<(), EditError> {
        let applied = self.inner.try_update_value(|inner| {
            let change = inner.workbook.apply(edit, &inner.author)?;
            inner.undo.push(change.clone(), visit);
            Ok(change)
        });
        match applied {
            Some(Ok(change)) => {
                self.show(&change);
                self.keep(&change, visit.is_some());
                Ok(())
            }
            Some(Err(error)) => Err(error),
            None => Ok(()),
        }
    }

    /// Takes over what another state or part of this workbook knows, and draws what it changed.
    /// Returns how many registers changed; none where it was known already.
    pub fn take_in(&self, other: &Workbook, from: Origin) -> Result<usize, JoinError> {
        let joined = self.inner.try_update_value(|inner| {
            let change = inner.workbook.join(other)?;
            if from == Origin::Import && !change.is_empty() {
                inner.undo.push(change.clone(), None);
            }
            Ok(change)
        });
        let change = joined.unwrap_or_else(|| Ok(Change::default()))?;
        self.show(&change);
        if from != Origin::Tab && !change.is_empty() {
            self.keep(&change, false);
        }
        Ok(change.writes.len())
    }

    /// Takes in what came by mail and writes what a person chose, as one step of undo. Returns how many
    /// registers changed.
    pub fn take_mail(
        &self,
        preview: &Preview,
        choices: Vec<Choice>,
        receipts: Vec<(FiscalYear, Receipt)>,
    ) -> Result<usize, JoinError> {
        let taken = self.inner.try_update_value(|inner| {
            let change = take(&mut inner.workbook, preview, choices, receipts, &inner.author)?;
            if !change.is_empty() {
                inner.undo.push(change.clone(), None);
            }
            Ok(change)
        });
        let change = taken.unwrap_or_else(|| Ok(Change::default()))?;
        self.show(&change);
        self.keep(&change, false);
        Ok(change.writes.len())
    }

    /// Returns whether the workbook is a request (記入依頼, 委員票) that its recipient fills in.
    pub fn is_errand(&self) -> bool {
        self.read(|workbook| workbook.content().errand.is_some())
    }

    /// Applies an edit of a year; a refusal is shown to the user.
    pub fn edit(&self, year: FiscalYear, edit: YearEdit, visit: Option<Visit>) {
        if let Err(error) = self.apply(Edit::In(year, edit), visit) {
            self.saving.tell((super::words().app.refused)(&error));
        }
    }

    /// Takes the latest step back.
    pub fn undo(&self) {
        self.turn(UndoStack::undo, super::words().app.undone);
    }

    /// Does the step that was taken back last again.
    pub fn redo(&self) {
        self.turn(UndoStack::redo, super::words().app.redone);
    }

    fn turn(&self, turn: fn(&mut UndoStack, &mut Workbook, &Author) -> Option<Step>, said: &str) {
        let step =
            self.inner.try_update_value(|inner| turn(&mut inner.undo, &mut inner.workbook, &inner.author));
        if let Some(Some(step)) = step {
            self.show(&step.change);
            self.keep(&step.change, false);
            let mut told = said.to_string();
            if !step.skipped.is_empty() {
                told.push_str(&(super::words().app.skipped)(step.skipped.len()));
            }
            self.saving.tell(told);
        }
    }

    /// Returns how many steps can be undone and done again, and subscribes to it.
    pub fn steps(&self) -> (usize, usize) {
        self.track(Topic::Undo);
        self.inner.with_value(|inner| (inner.undo.undo_len(), inner.undo.redo_len()))
    }

    /// Writes what a change wrote into the journal.
    fn keep(&self, change: &Change, typing: bool) {
        if !change.is_empty() {
            let part = self.read(|workbook| workbook.part_of(change));
            self.saving.journal(&part, typing);
        }
    }

    /// Brings everything that shows a change up to date.
    fn show(&self, change: &Change) {
        if change.is_empty() {
            return;
        }
        let mut topics: BTreeSet<Topic> = change.places().flat_map(topics_of).chain([Topic::Undo]).collect();
        self.recount(&mut topics, change);
        self.saving.tying.changed();
        let triggers: Vec<ArcTrigger> = self.inner.with_value(|inner| {
            topics.iter().filter_map(|topic| inner.triggers.get(topic).cloned()).collect()
        });
        triggers.iter().for_each(ArcTrigger::notify);
    }

    /// Brings trees and counts up to date: the counts by difference, unless the tree changed. Where
    /// a year's counts stay as they were, nothing that shows them is drawn anew.
    fn recount(&self, topics: &mut BTreeSet<Topic>, change: &Change) {
        self.inner.update_value(|inner| {
            for place in change.places() {
                if let Place::Element(year, ElementKey::Indicator(_)) | Place::Year(year, YearPart::Dropped) =
                    place
                {
                    inner.indicators.remove(&year);
                }
            }
            for topic in topics.iter() {
                if let Topic::Tree(year) | Topic::Form(year) = topic {
                    inner.outlines.remove(year);
                    inner.ratings.remove(year);
                    inner.statuses.remove(year);
                }
            }
            for (&year, statuses) in &mut inner.statuses {
                if let Some(outline) = inner.outlines.get(&year) {
                    statuses.follow(&inner.workbook, year, outline, change);
                }
            }
            for (&year, ratings) in &mut inner.ratings {
                let Some(outline) = inner.outlines.get(&year) else { continue };
                let mut same = true;
                for ratings in Arc::make_mut(ratings) {
                    same &= !ratings.follow(&inner.workbook, year, outline, change);
                }
                if same && change.places().all(|place| is_value(&place)) {
                    topics.remove(&Topic::Ratings(year));
                }
            }
        });
    }
}

fn is_value(place: &Place) -> bool {
    matches!(place, Place::Node(_, _, NodePart::Value(_)))
}

/// Returns what shows a register.
pub fn topics_of(place: Place) -> Vec<Topic> {
    match place {
        Place::Plan(_) => vec![Topic::Plan],
        Place::Year(year, YearPart::Label | YearPart::Closed) => vec![Topic::Years, Topic::Form(year)],
        Place::Year(year, YearPart::Dropped) => {
            vec![
                Topic::Years,
                Topic::Tree(year),
                Topic::Form(year),
                Topic::Ratings(year),
                Topic::Statuses(year),
            ]
        }
        Place::Year(year, _) => vec![Topic::Form(year), Topic::Ratings(year), Topic::Statuses(year)],
        Place::Node(year, node, NodePart::Value(_)) => {
            vec![Topic::Node(year, node), Topic::Ratings(year), Topic::Statuses(year)]
        }
        Place::Node(year, node, NodePart::Number | NodePart::Title | NodePart::Review) => {
            vec![Topic::Node(year, node), Topic::Statuses(year)]
        }
        Place::Node(year, node, _) => {
            vec![Topic::Node(year, node), Topic::Tree(year), Topic::Ratings(year), Topic::Statuses(year)]
        }
        Place::Element(year, key) => match key {
            ElementKey::Ballot(_, node, ..)
            | ElementKey::HandCount(_, node, _)
            | ElementKey::Decision(node, _)
            | ElementKey::Proceeding(_, node) => {
                vec![Topic::Votes(year, node)]
            }
            ElementKey::Opinion(_) => vec![Topic::Remarks(year)],
            ElementKey::Indicator(_) | ElementKey::Figure(..) => {
                vec![Topic::Figures(year), Topic::Statuses(year)]
            }
            ElementKey::Request(_) | ElementKey::Receipt(_) => vec![Topic::Mail(year)],
            ElementKey::Contribution(node, ..) => {
                vec![Topic::Mail(year), Topic::Node(year, node), Topic::Statuses(year)]
            }
            ElementKey::Department(_) => vec![Topic::Ratings(year), Topic::Statuses(year)],
            _ => vec![Topic::People(year)],
        },
    }
}
