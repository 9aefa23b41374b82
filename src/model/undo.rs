//! The steps that can be undone and done again.

use super::change::{Change, Reverted};
use super::place::Place;
use super::workbook::{Author, Workbook};
use crate::merge::stamp::Stamp;
use std::collections::HashMap;

/// Names one stay in a cell: what is typed there until it is left is one step of undo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit(pub u64);

/// Holds the steps of this start of the app, the latest last.
#[derive(Clone, Debug, Default)]
pub struct UndoStack {
    done: Vec<(Change, Option<Visit>)>,
    undone: Vec<Change>,
}

/// Says what one undo or redo did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// What was written.
    pub change: Change,
    /// The places that were left alone because something else was written there since.
    pub skipped: Vec<Place>,
}

impl UndoStack {
    /// Enters a change. One made in the same visit as the last belongs to its step.
    pub fn push(&mut self, change: Change, visit: Option<Visit>) {
        if change.is_empty() {
            return;
        }
        self.undone.clear();
        match self.done.last_mut() {
            Some((last, of)) if visit.is_some() && *of == visit => last.absorb(change),
            _ => self.done.push((change, visit)),
        }
    }

    /// Takes the latest step back; `None` where there is none.
    pub fn undo(&mut self, workbook: &mut Workbook, author: &Author) -> Option<Step> {
        let (change, _) = self.done.pop()?;
        let reverted = workbook.revert(&change, author);
        follow(self.done.iter_mut().map(|(step, _)| step), &change, &reverted, workbook);
        self.undone.push(reverted.change.clone());
        Some(Step { change: reverted.change, skipped: reverted.skipped })
    }

    /// Does the step that was taken back last again; `None` where there is none.
    pub fn redo(&mut self, workbook: &mut Workbook, author: &Author) -> Option<Step> {
        let change = self.undone.pop()?;
        let reverted = workbook.revert(&change, author);
        follow(self.undone.iter_mut(), &change, &reverted, workbook);
        self.done.push((reverted.change.clone(), None));
        Some(Step { change: reverted.change, skipped: reverted.skipped })
    }

    /// Returns how many steps can be taken back.
    pub fn undo_len(&self) -> usize {
        self.done.len()
    }

    /// Returns how many steps can be done again.
    pub fn redo_len(&self) -> usize {
        self.undone.len()
    }
}

/// Lets the steps that remain know the stamps under which their values stand again.
fn follow<'a>(
    steps: impl Iterator<Item = &'a mut Change>,
    turned: &Change,
    reverted: &Reverted,
    workbook: &Workbook,
) {
    let mut now: HashMap<(Place, &[Stamp]), Vec<Stamp>> = HashMap::new();
    for written in turned.writes.iter().filter(|written| !reverted.skipped.contains(&written.place)) {
        now.insert((written.place, &written.over), workbook.stamps_at(&written.place));
    }
    for written in steps.flat_map(|step| step.writes.iter_mut()) {
        if let Some(stamps) = now.get(&(written.place, written.wrote.as_slice())) {
            written.wrote = stamps.clone();
        }
    }
}
