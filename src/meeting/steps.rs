//! The steps of taking ratings: what stands where, and the edits that a key or a tap makes.

use crate::model::committee::{Ballot, HandCount, Presence, Proceeding, Round, Vote};
use crate::model::edit::{Edit, YearEdit};
use crate::model::element::Element;
use crate::model::id::{AxisId, GradeId, MeetingId, MemberId, NodeId, RoundId};
use crate::model::order::OrderKey;
use crate::model::place::{Datum, ElementKey, Place};
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::tally::sitting::{is_used, roll_afresh, roll_now};

/// Names one place in the grid of a meeting, but for the member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The year.
    pub year: FiscalYear,
    /// The item.
    pub node: NodeId,
    /// The axis.
    pub axis: AxisId,
    /// The round; none before the first rating of a year without rounds.
    pub round: Option<RoundId>,
}

/// Is what a member's row shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// What was given in the round.
    pub own: Option<Vote>,
    /// What was given in the rounds before it, last.
    pub before: Option<Vote>,
    /// Whether that was in the meeting itself, and not beforehand.
    pub before_here: bool,
    /// Differing votes that were entered at the same time; they wait to be settled.
    pub rivals: Vec<Vote>,
}

impl Shown {
    /// Returns the vote that the row stands at: of the round, else of those before.
    pub fn vote(&self) -> Option<Vote> {
        self.own.or(self.before)
    }

    /// Returns whether a rating was changed in the round: then both are shown.
    pub fn is_changed(&self) -> bool {
        self.own.zip(self.before).is_some_and(|(own, before)| own != before)
    }
}

/// Says how far a meeting is with an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// 未着手
    Untouched,
    /// 審議中
    Begun,
    /// 保留
    Parked,
    /// 締切
    Closed,
}

/// Returns what a member's row shows.
pub fn shown(workbook: &Workbook, spot: Spot, member: MemberId) -> Shown {
    let Some(book) = workbook.year(spot.year) else { return Shown::default() };
    let rounds = book.rounds_in_order();
    let of = |round: RoundId| book.ballots.get((round, spot.node, spot.axis, member)).map(|it| it.vote);
    let earlier = rounds.iter().take_while(|round| Some(round.id) != spot.round);
    let before = earlier.filter_map(|round| Some((of(round.id)?, round.meeting.is_some()))).last();
    let rivals = spot.round.map(|round| rivals(workbook, spot, round, member));
    Shown {
        own: spot.round.and_then(of),
        before: before.map(|(vote, _)| vote),
        before_here: before.is_some_and(|(_, here)| here),
        rivals: rivals.unwrap_or_default(),
    }
}

fn rivals(workbook: &Workbook, spot: Spot, round: RoundId, member: MemberId) -> Vec<Vote> {
    let place = Place::Element(spot.year, ElementKey::Ballot(round, spot.node, spot.axis, member));
    if !workbook.is_conflict(&place) {
        return Vec::new();
    }
    let vote = |datum: &Datum| match datum {
        Datum::Ballot(ballot) => Some(ballot.vote),
        _ => None,
    };
    let mut votes: Vec<Vote> = Vec::new();
    for datum in workbook.register(&place).iter().flat_map(|it| it.values.values().flatten()) {
        votes.extend(vote(datum).filter(|vote| !votes.contains(vote)));
    }
    votes
}

/// Makes the edit that gives a member's vote in a round, or takes it away; a comment stays.
pub fn give(book: &YearBook, spot: Spot, round: RoundId, member: MemberId, vote: Option<Vote>) -> YearEdit {
    let Spot { node, axis, .. } = spot;
    let Some(vote) = vote else {
        return YearEdit::Remove(ElementKey::Ballot(round, node, axis, member));
    };
    let before = book.ballots.get((round, node, axis, member));
    let comment = before.map(|ballot| ballot.comment.clone()).unwrap_or_default();
    YearEdit::Put(Element::Ballot(Ballot { round, node, axis, member, vote, comment, proxy: false }))
}

/// Returns the round in which a meeting takes ratings of an item: its last in which anything was
/// given for it, else its first.
pub fn round_of(book: &YearBook, meeting: MeetingId, node: NodeId) -> Option<RoundId> {
    let rounds = book.rounds_in_order();
    let own = || rounds.iter().filter(|round| round.meeting == Some(meeting));
    own().rev().find(|round| is_used(book, round.id, node)).or_else(|| own().next()).map(|round| round.id)
}

/// Returns a round of the meeting after this one in which nothing was given for the item.
pub fn next_round(book: &YearBook, meeting: MeetingId, node: NodeId, round: RoundId) -> Option<RoundId> {
    let rounds = book.rounds_in_order();
    let later = rounds.iter().skip_while(|it| it.id != round).skip(1);
    let mut free = later.filter(|it| it.meeting == Some(meeting) && !is_used(book, it.id, node));
    free.next().map(|it| it.id)
}

/// Makes a round of a meeting, after all that are there.
pub fn new_round(book: &YearBook, id: RoundId, meeting: MeetingId, label: String) -> YearEdit {
    let order = OrderKey::between(book.rounds_in_order().last().map(|round| &round.order), None);
    YearEdit::Put(Element::Round(Round { id, label, meeting: Some(meeting), order }))
}

/// Makes the edit that changes how a meeting deals with an item.
pub fn proceed(
    book: &YearBook,
    meeting: MeetingId,
    node: NodeId,
    change: impl FnOnce(&mut Proceeding),
) -> YearEdit {
    let mut proceeding =
        book.proceedings.get((meeting, node)).cloned().unwrap_or_else(|| Proceeding::new(meeting, node));
    change(&mut proceeding);
    YearEdit::Put(Element::Proceeding(Box::new(proceeding)))
}

/// Names what a count of hands is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// A grade.
    Grade(GradeId),
    /// 棄権
    Abstain,
    /// 評価できない
    Cannot,
}

/// Returns the number of hands that stands there.
pub fn hands(book: &YearBook, spot: Spot, which: Hand) -> u32 {
    let count = spot.round.and_then(|round| book.hand_counts.get((round, spot.node, spot.axis)));
    count.map_or(0, |count| match which {
        Hand::Grade(grade) => count.counts.get(&grade).copied().unwrap_or(0),
        Hand::Abstain => count.abstain,
        Hand::Cannot => count.cannot,
    })
}

/// Makes the edit that enters a count of hands, and notes with it who is in the room: who comes or
/// leaves later changes nothing about it, until a count is entered anew. Hands for grades that the
/// scale no longer has go with it.
pub fn raise(
    book: &YearBook,
    spot: Spot,
    meeting: MeetingId,
    round: RoundId,
    which: Hand,
    number: u32,
) -> Edit {
    let Spot { year, node, axis, .. } = spot;
    let none = HandCount { round, node, axis, counts: Default::default(), abstain: 0, cannot: 0 };
    let mut count = book.hand_counts.get((round, node, axis)).cloned().unwrap_or(none);
    match which {
        Hand::Grade(grade) => drop(count.counts.insert(grade, number)),
        Hand::Abstain => count.abstain = number,
        Hand::Cannot => count.cannot = number,
    }
    let scale = book.form.axis(axis).and_then(|axis| book.form.scale(axis.scale));
    let is_there = |grade: &GradeId| scale.is_none_or(|scale| scale.grade(*grade).is_some());
    count.counts.retain(|grade, votes| *votes > 0 && is_there(grade));
    let is_empty = count.counts.is_empty() && count.abstain + count.cannot == 0;
    let counted = match is_empty {
        true => YearEdit::Remove(ElementKey::HandCount(round, node, axis)),
        false => YearEdit::Put(Element::HandCount(count)),
    };
    let own = |id: RoundId| book.rounds.get(id).is_some_and(|it| it.meeting == Some(meeting));
    let mut others = book.hand_counts.values().filter(|it| it.node == node && own(it.round));
    let is_last = is_empty && !others.any(|it| (it.round, it.axis) != (round, axis));
    let roll = if is_last { Vec::new() } else { roll_afresh(book, (node, meeting)) };
    let noted = proceed(book, meeting, node, |it| it.roll = roll);
    Edit::All(vec![Edit::In(year, counted), Edit::In(year, noted)])
}

/// Returns how many can raise a hand: in the room, and without a ballot of their own in the round.
pub fn may_raise(book: &YearBook, meeting: MeetingId, spot: Spot) -> u32 {
    let here = |presence| matches!(presence, Presence::Unknown | Presence::Here | Presence::Proxy);
    let gave = |member| {
        let key = spot.round.map(|round| (round, spot.node, spot.axis, member));
        key.is_some_and(|key| book.ballots.contains(key))
    };
    let free =
        roll_now(book, (spot.node, meeting)).into_iter().filter(|it| here(it.presence) && !gave(it.member));
    free.count() as u32
}

/// Returns how far a meeting is with an item.
pub fn progress(book: &YearBook, meeting: MeetingId, node: NodeId) -> Progress {
    let proceeding = book.proceedings.get((meeting, node));
    match proceeding {
        Some(it) if it.closed.is_some() => Progress::Closed,
        Some(it) if it.parked => Progress::Parked,
        _ if is_begun(book, meeting, node) => Progress::Begun,
        _ => Progress::Untouched,
    }
}

/// Returns whether a meeting took anything on an item, or settled it.
pub fn is_begun(book: &YearBook, meeting: MeetingId, node: NodeId) -> bool {
    let mut axes = book.form.committee.axes.iter().map(|axis| axis.id);
    let mut rounds = book.rounds.values().filter(|round| round.meeting == Some(meeting));
    rounds.any(|round| is_used(book, round.id, node))
        || axes.any(|axis| book.decisions.contains((node, axis)))
}

/// Returns the item to go to after one: the next on the agenda that is neither closed nor put off,
/// from its end on from the beginning; the next at all where none is left.
pub fn next(book: &YearBook, meeting: MeetingId, agenda: &[NodeId], node: NodeId) -> Option<NodeId> {
    let at = agenda.iter().position(|it| *it == node)?;
    let others = || agenda[at + 1..].iter().chain(&agenda[..at]).copied();
    let open = |it: &NodeId| !matches!(progress(book, meeting, *it), Progress::Closed | Progress::Parked);
    others().find(open).or_else(|| agenda.get(at + 1).copied())
}
