//! The form of a year under the designer's hands: read, written as text, changed after asking.

use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::design::{Hidden, Part, Proposal, impact, propose};
use crate::edge;
use crate::model::edit::YearEdit;
use crate::model::form::Form;
use crate::model::id::{Id, NodeId};
use crate::model::node::Node;
use crate::model::undo::Visit;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reads something of the form.
pub(super) type Read<T> = Arc<dyn Fn(&Form) -> T + Send + Sync>;
/// Writes something into the form.
pub(super) type Write<T> = Arc<dyn Fn(&mut Form, T) + Send + Sync>;

/// How many items are named as examples of what would be hidden.
const EXAMPLES: usize = 3;

/// Is a change that waits for the user to agree.
#[derive(Clone)]
pub(super) struct Pending {
    pub proposal: Proposal,
    /// What it does, each with examples.
    pub lines: Vec<(String, String)>,
    /// Whether anything would be hidden, and not only entered otherwise.
    pub hides: bool,
    /// Where the focus goes when it is done.
    pub focus: String,
    /// What is said then.
    pub said: String,
}

/// Is the form of a year; copies are the same one.
#[derive(Clone, Copy)]
pub(super) struct Designer {
    pub session: Session,
    pub year: FiscalYear,
    /// Whether the year refuses edits.
    pub closed: Memo<bool>,
    /// What waits for the user to agree.
    pub pending: RwSignal<Option<Pending>>,
}

impl Designer {
    pub fn new(session: Session, year: FiscalYear) -> Self {
        let closed = Memo::new(move |_| session.is_closed(year));
        Self { session, year, closed, pending: RwSignal::new(None) }
    }

    /// Reads something and follows it.
    pub fn see<T: PartialEq + Default + Send + Sync + 'static>(self, get: Read<T>) -> Memo<T> {
        Memo::new(move |_| {
            self.session.track(Topic::Form(self.year));
            self.book(|book| get(&book.form)).unwrap_or_default()
        })
    }

    pub fn book<T>(self, select: impl FnOnce(&YearBook) -> T) -> Option<T> {
        self.session.book(self.year, select)
    }

    /// Returns the form as it is now, without following it.
    pub fn form(self) -> Form {
        self.book(|book| book.form.clone()).unwrap_or_default()
    }

    /// Writes a text; what is typed in one stay is one step of undo.
    pub fn write(self, visit: Option<Visit>, change: &dyn Fn(&mut Form)) {
        let mut form = self.form();
        change(&mut form);
        self.session.edit(self.year, YearEdit::Reform(Box::new(form), Vec::new()), visit);
    }

    /// Makes a change that could hide something: then the user is asked first.
    pub fn act(self, focus: &str, said: String, change: &dyn Fn(&mut Form)) {
        let mut form = self.form();
        change(&mut form);
        self.propose(focus, said, form);
    }

    /// Puts a whole form in the place of this one, after asking where that hides something. Returns
    /// whether it was done at once.
    pub fn propose(self, focus: &str, said: String, form: Form) -> bool {
        let Some(pending) = self.weigh(focus, said, form) else { return false };
        let at_once = pending.lines.is_empty();
        if at_once {
            self.apply(pending)
        } else {
            self.pending.set(Some(pending))
        }
        at_once
    }

    /// Finds out what a changed form does; a refusal is told.
    pub fn weigh(self, focus: &str, said: String, form: Form) -> Option<Pending> {
        let w = &words().design;
        let outline = self.session.outline_now(self.year);
        let weighed = self.book(|book| {
            let proposal = propose(book, &outline, form).map_err(|it| (w.refused)(&it, &book.form))?;
            let hidden = impact(book, &outline, &proposal);
            let mut lines: Vec<(String, String)> = hidden.iter().map(|it| line(book, it)).collect();
            let mut converted = BTreeMap::new();
            proposal.values.iter().for_each(|(_, field, _)| *converted.entry(*field).or_insert(0) += 1);
            let label = |id| book.form.field(id).map(|it| it.label.clone()).unwrap_or_default();
            let said_of = |(id, count)| ((w.converted)(&label(id), count), String::new());
            lines.extend(converted.into_iter().map(said_of));
            Ok(Pending { proposal, lines, hides: !hidden.is_empty(), focus: focus.into(), said })
        });
        match weighed? {
            Ok(pending) => Some(pending),
            Err(sentence) => {
                self.session.saving.tell(sentence);
                None
            }
        }
    }

    /// Does what the user agreed to.
    pub fn apply(self, pending: Pending) {
        let Pending { proposal, focus, said, .. } = pending;
        self.session.edit(self.year, proposal.edit(), None);
        if !said.is_empty() {
            self.session.saving.tell(said);
        }
        if !focus.is_empty() {
            edge::focus::focus_soon(focus);
        }
    }

    /// Adds an element to a list, and goes to the field with its name.
    pub fn add(self, part: Part, label: &'static str, focus: impl Fn(Id) -> String) -> Option<Id> {
        let id: Id = self.session.draw();
        let mut form = self.form();
        if !part.add(&mut form, id, label) {
            self.session.saving.tell(words().design.full.into());
            return None;
        }
        self.propose(&focus(id), String::new(), form).then_some(id)
    }

    /// Returns the name of an element, and follows it.
    pub fn name(self, part: Part, id: Id) -> Memo<String> {
        self.see::<String>(Arc::new(move |form| {
            let label = part.label(form, id).map(str::trim).filter(|label| !label.is_empty());
            label.unwrap_or(words().design.unnamed).into()
        }))
    }
}

/// Says what would be hidden, and names some of the items.
fn line(book: &YearBook, hidden: &Hidden) -> (String, String) {
    let w = &words().design;
    let name = |id: &NodeId| book.nodes.get(*id).map(Node::heading);
    let names: Vec<String> = hidden.items.iter().take(EXAMPLES).filter_map(name).collect();
    let more = hidden.items.len().saturating_sub(EXAMPLES);
    ((w.hidden)(hidden, &book.form), (w.examples)(&names, more))
}
