//! What a key or a tap does: votes, the way through grid and agenda, closing.

use super::state::{HEADING, REVEAL, Taking, cell_id, decision_id, link_id};
use crate::app::{App, words};
use crate::edge::{clock, focus};
use crate::meeting::steps;
use crate::model::committee::{Attendance, AttendanceState, Presence, Proceeding, Roll, Vote};
use crate::model::edit::{Edit, YearEdit};
use crate::model::element::Element;
use crate::model::id::{MemberId, NodeId, RoundId};
use crate::model::undo::Visit;
use crate::route::{Page, Part};
use crate::tally::committee::tally;
use crate::tally::sitting;
use leptos::prelude::*;

impl Taking {
    /// Changes how the meeting deals with the item; `false` where that was refused, which is shown.
    pub fn proceed(&self, change: impl FnOnce(&mut Proceeding)) -> bool {
        let Some(node) = self.node.get_untracked() else { return false };
        let edit = self.session.book(self.year, |book| steps::proceed(book, self.meeting, node, change));
        edit.is_some_and(|edit| self.apply(Edit::In(self.year, edit), None))
    }

    /// Returns the round that is written into; the meeting's first is made where there is none.
    pub fn round_to_write(&self) -> RoundId {
        self.round_id.get_untracked().unwrap_or_else(|| self.new_round(words().app.default_round.into()))
    }

    /// Makes a round of the meeting.
    pub fn new_round(&self, label: String) -> RoundId {
        let id: RoundId = self.session.draw();
        let edit = self.session.book(self.year, |book| steps::new_round(book, id, self.meeting, label));
        if let Some(edit) = edit {
            self.session.edit(self.year, edit, None);
        }
        id
    }

    /// Gives a member's vote, or takes it away, and says so; `false` where that was refused, which is
    /// shown.
    pub fn give(&self, member: MemberId, vote: Option<Vote>) -> bool {
        let w = &words().meeting;
        let closed = untrack(|| self.is_closed());
        if closed && !self.late.get_untracked() {
            self.session.saving.tell(w.closed_note.into());
            return false;
        }
        let round = self.round_to_write();
        let Some(spot) = self.spot_now() else { return false };
        let there = self.book(|book| book.ballots.contains((round, spot.node, spot.axis, member)));
        let name = self.name(member);
        if vote.is_none() && !there {
            let before = self.session.read(|workbook| steps::shown(workbook, spot, member)).before;
            if before.is_some() {
                self.said.set((w.cleared_before)(&name));
                self.session.saving.tell((w.cleared_before)(&name));
            }
            return false;
        }
        let edit = self.session.book(self.year, |book| steps::give(book, spot, round, member, vote));
        if !edit.is_some_and(|edit| self.apply(Edit::In(self.year, edit), None)) {
            return false;
        }
        match vote {
            None => self.said.set((w.cleared)(&name)),
            Some(vote) if closed => {
                let key = if self.hidden.get_untracked() { w.vote.into() } else { self.key_of(vote) };
                let said = (w.given_late)(&name, &key);
                self.session.saving.tell(said.clone());
                self.said.set(said);
            }
            Some(_) => {}
        }
        true
    }

    /// Notes that a member has come now (遅参), and goes on with the member's row.
    pub fn came(&self, member: MemberId) {
        let attendance =
            Attendance { meeting: self.meeting, member, state: AttendanceState::Late, time: clock::time() };
        self.session.edit(self.year, YearEdit::Put(Element::Attendance(attendance)), None);
        if let Some(row) = self.roll.get_untracked().iter().position(|it| it.member == member) {
            self.move_to(row, 0);
        }
    }

    /// Goes to an item of the agenda.
    pub fn go(&self, app: App, node: NodeId) {
        self.late.set(false);
        self.at.set((0, 0));
        self.axis.set(None);
        self.round.set(None);
        self.held.set_value(Default::default());
        app.go_to(self.year, Page::Meeting(self.meeting, Part::Take(Some(node))));
        self.enter_grid();
    }

    /// Goes the given number of places on the agenda.
    pub fn step(&self, app: App, by: isize) {
        let agenda = self.agenda.get_untracked();
        let at = self.node.get_untracked().and_then(|node| agenda.iter().position(|it| *it == node));
        let to = at.and_then(|at| at.checked_add_signed(by)).and_then(|at| agenda.get(at));
        if let Some(&node) = to {
            self.go(app, node);
        }
    }

    /// Goes on to the next item that is open.
    pub fn next(&self, app: App) {
        let Some(node) = self.node.get_untracked() else { return };
        let agenda = self.agenda.get_untracked();
        match self.book(|book| steps::next(book, self.meeting, &agenda, node)) {
            Some(next) => self.go(app, next),
            None => self.session.saving.tell(words().meeting.last_item.into()),
        }
    }

    /// Moves the focus to the first row of the grid that waits for a vote.
    pub fn enter_grid(&self) {
        let taking = *self;
        crate::edge::timer::after(0, move || {
            // Whoever left the page meanwhile is not called back.
            let Some(roll) = taking.roll.try_get_untracked() else { return };
            let row = taking.waiting(&roll, 0).unwrap_or(0);
            if let Some(node) = taking.node.try_get_untracked().flatten() {
                focus::show(&link_id(node));
            }
            taking.move_to(row, 0);
            focus::show_first(HEADING);
        });
    }

    /// Returns the first row from one on whose member may still give something.
    pub fn waiting(&self, roll: &[Roll], from: usize) -> Option<usize> {
        let spot = self.spot_now()?;
        let waits = |it: &Roll| {
            it.presence != Presence::Away
                && self.session.read(|workbook| steps::shown(workbook, spot, it.member)).own.is_none()
        };
        (from..roll.len()).find(|&at| waits(&roll[at]))
    }

    /// Moves the focus to a row and column; `false` where there is none.
    pub fn move_to(&self, row: usize, column: usize) -> bool {
        let there = focus::focus(&cell_id(row, column));
        if there {
            self.at.set((row, column));
        }
        there
    }

    /// Moves on after a vote: to the next member who is there, else to what follows.
    /// Where a sign may still follow, the last member keeps it.
    pub fn advance(&self, row: usize, column: usize, waits: bool) {
        let w = &words().meeting;
        let roll = self.roll.get_untracked();
        let next = (row + 1..roll.len()).find(|&at| roll[at].presence != Presence::Away);
        let Some(next) = next else {
            self.said.set(w.all_given.into());
            if !waits {
                self.leave_grid();
            }
            return;
        };
        let given = self.name(roll[row].member);
        let vote = self.spot_now().and_then(|spot| {
            self.session.read(|workbook| steps::shown(workbook, spot, roll[row].member)).vote()
        });
        let vote = match vote {
            Some(_) if self.hidden.get_untracked() => String::new(),
            Some(vote) => self.key_of(vote),
            None => String::new(),
        };
        self.said.set(format!("{}　{}", (w.given)(&given, &vote), (w.turn)(&self.name(roll[next].member))));
        self.move_to(next, column);
    }

    /// Moves the focus out of the grid to what comes after it: the next axis, the button that
    /// reveals, or the decision.
    pub fn leave_grid(&self) {
        let axes = self.axes.get_untracked();
        let own = self.axis_id.get_untracked();
        let next = axes.iter().position(|(axis, _)| Some(axis.id) == own).and_then(|at| axes.get(at + 1));
        if let Some((axis, _)) = next {
            self.axis.set(Some(axis.id));
            self.held.set_value(Default::default());
            self.enter_grid();
            return;
        }
        if !focus::focus(REVEAL) {
            // A stop of its own: one key too many is no decision.
            let Some(stop) = axes.first().map(|(axis, _)| decision_id(axis.id)) else { return };
            focus::focus(&stop);
            // The whole tally stays in view where there is room for both.
            focus::show_first(HEADING);
            focus::show(&stop);
        }
    }

    /// Closes the item; says why where that cannot be.
    pub fn close(&self) -> bool {
        let w = &words().meeting;
        let Some(node) = self.node.get_untracked() else { return false };
        let axes = self.axes.get_untracked();
        let undecided: u32 = axes
            .iter()
            .map(|(axis, _)| {
                self.session.read(|it| tally(it, self.year, (node, self.meeting), axis.id)).undecided
            })
            .sum();
        if undecided > 0 {
            self.session.saving.tell((w.undecided)(undecided));
            return false;
        }
        let time = clock::time();
        let closed =
            self.session.read(|workbook| sitting::closing(workbook, self.year, (node, self.meeting), time));
        let done = self.proceed(|it| {
            it.closed = Some(closed);
            it.parked = false;
        });
        if done {
            self.late.set(false);
            self.session.saving.tell((w.now_closed)(&untrack(|| self.heading())));
        }
        done
    }

    /// Applies an edit; `false` where it was refused, which is shown.
    pub fn apply(&self, edit: Edit, visit: Option<Visit>) -> bool {
        let applied = self.session.apply(edit, visit);
        if let Err(error) = &applied {
            self.session.saving.tell((words().app.refused)(error));
        }
        applied.is_ok()
    }
}
