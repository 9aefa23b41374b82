//! What the parts of the page share: which item, axis and round, whose turn it is, and what a key does.

use crate::app::parts::field::heading_of;
use crate::app::session::{Session, Topic};
use crate::app::words;
use crate::meeting::keys::Held;
use crate::meeting::steps::{self, Spot};
use crate::model::committee::{Proceeding, Roll, Vote};
use crate::model::form::{Axis, Scale};
use crate::model::id::{AxisId, MeetingId, MemberId, NodeId, RoundId};
use crate::model::place::{ElementKey, Place};
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::tally::committee::{CommitteeTally, tally};
use crate::tally::sitting;
use leptos::prelude::*;

/// The id of the button that closes an item and goes on; the last key of every item.
pub const GO_ON: &str = "close-and-next";
/// The id of the button that reveals hidden ratings.
pub const REVEAL: &str = "reveal";

/// The id of the item's heading.
pub const HEADING: &str = "take-heading";

/// Is what the parts of the page share; copies are the same.
#[derive(Clone, Copy)]
pub struct Taking {
    /// The workbook.
    pub session: Session,
    /// The year.
    pub year: FiscalYear,
    /// The meeting.
    pub meeting: MeetingId,
    /// The items that are called, in order.
    pub agenda: Memo<Vec<NodeId>>,
    /// The item.
    pub node: Memo<Option<NodeId>>,
    /// The axes with their scales.
    pub axes: Memo<Vec<(Axis, Scale)>>,
    /// The axis that was chosen.
    pub axis: RwSignal<Option<AxisId>>,
    /// The axis in use.
    pub axis_id: Memo<Option<AxisId>>,
    /// The round that was chosen.
    pub round: RwSignal<Option<RoundId>>,
    /// The round in use: the chosen one, else that in which the item was rated, else the meeting's first.
    pub round_id: Memo<Option<RoundId>>,
    /// Whether the item's ratings are hidden.
    pub hidden: Memo<bool>,
    /// How the meeting deals with the item.
    pub proceeding: Memo<Option<Proceeding>>,
    /// Who was where, one row each.
    pub roll: Memo<Vec<Roll>>,
    /// Row and column of the grid that has the focus, or had it last.
    pub at: RwSignal<(usize, usize)>,
    /// Whether late ballots are entered into a closed item.
    pub late: RwSignal<bool>,
    /// What was just entered, for screen readers.
    pub said: RwSignal<String>,
    /// The letter to which a sign may follow, and who was given it.
    pub held: StoredValue<(Held, Option<MemberId>)>,
}

impl Taking {
    /// Sets it up for a meeting.
    pub fn new(session: Session, year: FiscalYear, meeting: MeetingId, asked: Memo<Option<NodeId>>) -> Self {
        let agenda = Memo::new(move |_| {
            session.track(Topic::People(year));
            session.track(Topic::Form(year));
            let outline = session.outline(year);
            session.book(year, |book| sitting::agenda(book, &outline, meeting)).unwrap_or_default()
        });
        // The first open item is chosen once; it does not run away when it is closed.
        let node = Memo::new(move |before: Option<&Option<NodeId>>| {
            let agenda = agenda.get();
            let there = |node: &NodeId| agenda.contains(node);
            let open = |book: &YearBook| {
                let is_open = |it: &NodeId| steps::progress(book, meeting, *it) != steps::Progress::Closed;
                agenda.iter().copied().find(is_open).or(agenda.first().copied())
            };
            asked
                .get()
                .filter(there)
                .or_else(|| before.copied().flatten().filter(there))
                .or_else(|| session.book(year, open).flatten())
        });
        let axes = Memo::new(move |_| {
            session.track(Topic::Form(year));
            let with_scale = |book: &YearBook| {
                let axes = book.form.committee.axes.iter();
                axes.filter_map(|axis| Some((axis.clone(), book.form.scale(axis.scale)?.clone()))).collect()
            };
            let axes: Vec<(Axis, Scale)> = session.book(year, with_scale).unwrap_or_default();
            axes
        });
        let roll = Memo::new(move |_| {
            let Some(node) = node.get() else { return Vec::new() };
            session.track(Topic::People(year));
            session.track(Topic::Votes(year, node));
            let roll = |book: &YearBook| {
                let closed = sitting::proceeding(book, (node, meeting)).and_then(|it| it.closed.as_ref());
                closed.map_or_else(|| sitting::roll_now(book, (node, meeting)), |closed| closed.roll.clone())
            };
            session.book(year, roll).unwrap_or_default()
        });
        let axis = RwSignal::new(None);
        let axis_id = Memo::new(move |_| {
            let chosen = axis.get();
            axes.with(|axes| {
                let own = axes.iter().find(|(axis, _)| Some(axis.id) == chosen);
                own.or(axes.first()).map(|(axis, _)| axis.id)
            })
        });
        let round = RwSignal::new(None);
        let round_id = Memo::new(move |_| {
            session.track(Topic::People(year));
            let (chosen, node) = (round.get(), node.get()?);
            session.track(Topic::Votes(year, node));
            let round = |book: &YearBook| {
                let there = chosen.filter(|round| book.rounds.contains(*round));
                there.or_else(|| steps::round_of(book, meeting, node))
            };
            session.book(year, round).flatten()
        });
        let proceeding = Memo::new(move |_| {
            let node = node.get()?;
            session.track(Topic::Votes(year, node));
            session.book(year, |book| book.proceedings.get((meeting, node)).cloned()).flatten()
        });
        let hidden = Memo::new(move |_| {
            let Some(node) = node.get() else { return false };
            session.track(Topic::Votes(year, node));
            session.track(Topic::People(year));
            session.book(year, |book| sitting::is_hidden(book, (node, meeting))).unwrap_or(false)
        });
        Self {
            session,
            year,
            meeting,
            agenda,
            node,
            axes,
            axis,
            axis_id,
            round,
            round_id,
            hidden,
            proceeding,
            roll,
            at: RwSignal::new((0, 0)),
            late: RwSignal::new(false),
            said: RwSignal::new(String::new()),
            held: StoredValue::new((Held::default(), None)),
        }
    }

    /// Subscribes to all that the item's ratings depend on.
    pub fn track(&self) {
        if let Some(node) = self.node.get() {
            self.session.track(Topic::Votes(self.year, node));
        }
        self.session.track(Topic::People(self.year));
        self.session.track(Topic::Form(self.year));
    }

    /// Reads something from the year's book without subscribing.
    pub fn book<T: Default>(&self, select: impl FnOnce(&YearBook) -> T) -> T {
        self.session.book(self.year, select).unwrap_or_default()
    }

    /// Returns the scale of the axis in use, and subscribes to it.
    pub fn scale(&self) -> Option<(Axis, Scale)> {
        let id = self.axis_id.get();
        self.axes.with(|axes| axes.iter().find(|(axis, _)| Some(axis.id) == id).cloned())
    }

    /// Returns the place in the grid, and subscribes to what makes it up.
    pub fn spot(&self) -> Option<Spot> {
        let (node, axis) = (self.node.get()?, self.axis_id.get()?);
        Some(Spot { year: self.year, node, axis, round: self.round_id.get() })
    }

    /// Returns the place in the grid without subscribing.
    pub fn spot_now(&self) -> Option<Spot> {
        untrack(|| self.spot())
    }

    /// Counts an axis, and subscribes to what it depends on.
    pub fn tally(&self, axis: AxisId) -> CommitteeTally {
        self.track();
        let Some(node) = self.node.get() else { return CommitteeTally::default() };
        self.session.read(|workbook| tally(workbook, self.year, (node, self.meeting), axis))
    }

    /// Returns whether the item is closed, and subscribes to it.
    pub fn is_closed(&self) -> bool {
        self.proceeding.with(|it| it.as_ref().is_some_and(|it| it.closed.is_some()))
    }

    /// Returns a member's name.
    pub fn name(&self, member: MemberId) -> String {
        self.book(|book| book.members.get(member).map(|it| it.name.clone()).unwrap_or_default())
    }

    /// Returns the item's number and title.
    pub fn heading(&self) -> String {
        let Some(node) = self.node.get() else { return String::new() };
        self.session.track(Topic::Node(self.year, node));
        self.book(|book| heading_of(book, node))
    }

    /// Returns what is printed for a vote.
    pub fn key_of(&self, vote: Vote) -> String {
        match vote {
            Vote::Grade(_) => match self.axis_id.get_untracked() {
                Some(axis) => self.key_of_axis(vote, axis),
                None => String::new(),
            },
            vote => (words().meeting.vote_of)(vote).into(),
        }
    }

    /// Returns what is printed for a vote on an axis.
    pub fn key_of_axis(&self, vote: Vote, axis: AxisId) -> String {
        let Vote::Grade(grade) = vote else { return self.key_of(vote) };
        let key = self.axes.with_untracked(|axes| {
            let own = axes.iter().find(|(it, _)| it.id == axis);
            own.and_then(|(_, scale)| scale.key(grade).map(String::from))
        });
        key.unwrap_or_else(|| "？".into())
    }

    /// Returns whether the way the item is dealt with was changed in two places at once.
    pub fn is_disputed(&self) -> bool {
        self.track();
        let place =
            self.node.get().map(|node| Place::Element(self.year, ElementKey::Proceeding(self.meeting, node)));
        place.is_some_and(|place| self.session.read(|workbook| workbook.is_conflict(&place)))
    }
}

/// Returns the id of the group of an axis' decision.
pub fn decision_id(axis: AxisId) -> String {
    format!("decision-{axis}")
}

/// Returns the id of an item's link on the agenda.
pub fn link_id(node: NodeId) -> String {
    format!("agenda-{node}")
}

/// Returns the id of a button of the grid.
pub fn cell_id(row: usize, column: usize) -> String {
    format!("vote-{row}-{column}")
}
