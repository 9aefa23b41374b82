//! Which meeting deals with an item, what is hidden, and what was counted when it was closed.

use crate::model::committee::{Closed, Counted, Meeting, Proceeding, Roll, Vote};
use crate::model::id::{AxisId, MeetingId, MemberId, NodeId, RoundId};
use crate::model::place::{Datum, ElementKey, Place};
use crate::model::tree::Outline;
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;

/// Is a ballot or hand count that differs from what was counted when its item was closed.
#[derive(Clone, Debug, PartialEq)]
pub struct Late {
    /// The round.
    pub round: RoundId,
    /// The axis.
    pub axis: AxisId,
    /// The member; none for hands.
    pub member: Option<MemberId>,
    /// What was counted; none where there was nothing.
    pub counted: Option<Vote>,
    /// What stands there now; none where it was taken away, and for hands.
    pub now: Option<Vote>,
}

/// Returns the items that the committee rates, in the order of the plan.
pub fn rated(book: &YearBook, outline: &Outline) -> Vec<NodeId> {
    let levels = &book.form.committee.levels;
    let is_rated =
        |id: &NodeId| book.nodes.get(*id).and_then(|node| node.level).is_some_and(|it| levels.contains(&it));
    outline.below(None).into_iter().filter(is_rated).collect()
}

/// Returns the items that a meeting calls, in the order of its agenda; all that are rated where it
/// has none. Items that were dropped from the plan are left out.
pub fn agenda(book: &YearBook, outline: &Outline, meeting: MeetingId) -> Vec<NodeId> {
    let own = book.agenda.values().filter(|it| it.meeting == meeting);
    let own = crate::model::order::in_order(own, |it| (&it.order, it.node.0));
    match own.is_empty() {
        true => rated(book, outline),
        false => own.into_iter().map(|it| it.node).filter(|&node| outline.contains(node)).collect(),
    }
}

/// Names an item, and the meeting from which it is looked at, where it is looked at from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// The item.
    pub node: NodeId,
    /// The meeting.
    pub asked: Option<MeetingId>,
}

impl From<NodeId> for At {
    fn from(node: NodeId) -> Self {
        Self { node, asked: None }
    }
}

impl From<(NodeId, MeetingId)> for At {
    fn from((node, meeting): (NodeId, MeetingId)) -> Self {
        Self { node, asked: Some(meeting) }
    }
}

/// Returns the meeting whose attendance, closing and hiding hold for an item: the last that took
/// anything on it, else the one from which it is looked at, else the last that has it on its agenda,
/// else the last that takes all items.
pub fn sitting(book: &YearBook, at: impl Into<At>) -> Option<&Meeting> {
    let At { node, asked } = at.into();
    let meetings = book.meetings_in_order();
    let last = |of: &dyn Fn(&Meeting) -> bool| meetings.iter().rev().find(|it| of(it)).copied();
    last(&|meeting| is_taken(book, meeting, node))
        .or_else(|| book.meetings.get(asked?))
        .or_else(|| last(&|meeting| book.agenda.contains((meeting.id, node))))
        .or_else(|| last(&|meeting| !book.agenda.values().any(|it| it.meeting == meeting.id)))
}

fn is_taken(book: &YearBook, meeting: &Meeting, node: NodeId) -> bool {
    let mut rounds = book.rounds.values().filter(|round| round.meeting == Some(meeting.id));
    book.proceedings.contains((meeting.id, node)) || rounds.any(|round| is_used(book, round.id, node))
}

/// Returns whether anything was given for an item in a round.
pub fn is_used(book: &YearBook, round: RoundId, node: NodeId) -> bool {
    book.form.committee.axes.iter().any(|axis| {
        book.hand_counts.contains((round, node, axis.id))
            || book.members.keys().any(|it| book.ballots.contains((round, node, axis.id, it)))
    })
}

/// Returns what was done with an item in the meeting that deals with it.
pub fn proceeding(book: &YearBook, at: impl Into<At>) -> Option<&Proceeding> {
    let at = at.into();
    book.proceedings.get((sitting(book, at)?.id, at.node))
}

/// Returns whether the ratings of an item are to be hidden from everyone until they are revealed.
pub fn is_hidden(book: &YearBook, at: impl Into<At>) -> bool {
    let at = at.into();
    let hidden = |meeting: &Meeting| {
        let proceeding = book.proceedings.get((meeting.id, at.node));
        meeting.blind && !proceeding.is_some_and(|proceeding| proceeding.revealed)
    };
    sitting(book, at).is_some_and(hidden)
}

/// Returns whether there are ratings that are hidden from everyone: the file has them all the same.
pub fn hides_any(book: &YearBook) -> bool {
    let mut ballots =
        book.ballots.values().map(|it| it.node).chain(book.hand_counts.values().map(|it| it.node));
    book.meetings.values().any(|it| it.blind) && ballots.any(|node| is_hidden(book, node))
}

/// Returns what is counted of an item at this moment, to be kept while it is closed. Ballots and
/// hands in conflict are left out: they are to be settled first.
pub fn closing(workbook: &Workbook, year: FiscalYear, at: impl Into<At>, time: String) -> Closed {
    let at = at.into();
    let node = at.node;
    let Some(book) = workbook.year(year) else {
        return Closed::default();
    };
    let settled = |key| !workbook.is_conflict(&Place::Element(year, key));
    let mut votes: Vec<Counted> = Vec::new();
    for it in book.ballots.values().filter(|it| it.node == node) {
        if !settled(ElementKey::Ballot(it.round, it.node, it.axis, it.member)) {
            continue;
        }
        let same = |counted: &&mut Counted| {
            (counted.round, counted.axis, counted.vote) == (it.round, it.axis, it.vote)
        };
        match votes.iter_mut().find(same) {
            Some(counted) => counted.members.push(it.member),
            None => votes.push(Counted {
                round: it.round,
                axis: it.axis,
                vote: it.vote,
                members: vec![it.member],
            }),
        }
    }
    let of_item = book.hand_counts.values().filter(|it| it.node == node);
    let hands = of_item.filter(|it| settled(ElementKey::HandCount(it.round, it.node, it.axis)));
    Closed { time, roll: roll_now(book, at), votes, hands: hands.cloned().collect() }
}

/// Returns who was where for an item that is not closed: as it was noted when hands were counted,
/// else as the attendance says now. Whoever has a ballot of the meeting belongs to it in any case.
pub fn roll_now(book: &YearBook, at: impl Into<At>) -> Vec<Roll> {
    let at = at.into();
    let noted = proceeding(book, at).map(|it| it.roll.clone()).filter(|roll| !roll.is_empty());
    roll_of(book, at, noted)
}

/// Returns who is where by the attendance as it is now, whatever was noted before.
pub fn roll_afresh(book: &YearBook, at: impl Into<At>) -> Vec<Roll> {
    roll_of(book, at.into(), None)
}

fn roll_of(book: &YearBook, at: At, noted: Option<Vec<Roll>>) -> Vec<Roll> {
    use super::attendance::{presence, roll};
    use crate::model::committee::{Member, Presence};
    let (meeting, node) = (sitting(book, at), at.node);
    let mut all = match (noted, meeting) {
        (Some(noted), _) => noted,
        (None, Some(meeting)) => roll(book, meeting),
        (None, None) => {
            let there = book.roster().into_iter().filter(|member| !member.retired);
            there.map(|member| Roll { member: member.id, presence: Presence::Unknown }).collect()
        }
    };
    let own = |round: &RoundId| {
        let of = book.rounds.get(*round).and_then(|round| round.meeting);
        meeting.is_none_or(|meeting| of == Some(meeting.id))
    };
    let gave = |member: &Member| {
        let mut ballots = book.ballots.values();
        ballots.any(|it| it.node == node && it.member == member.id && own(&it.round))
    };
    let more: Vec<Roll> = book
        .roster()
        .into_iter()
        .filter(|member| !all.iter().any(|roll| roll.member == member.id) && gave(member))
        .map(|member| Roll {
            member: member.id,
            presence: meeting
                .and_then(|meeting| book.attendances.get((meeting.id, member.id)))
                .map_or(Presence::Unknown, presence),
        })
        .collect();
    all.extend(more);
    all
}

/// Lists what came, was changed or was taken away since an item was closed, the values of a conflict
/// one by one.
pub fn late(workbook: &Workbook, year: FiscalYear, at: impl Into<At>) -> Vec<Late> {
    let at = at.into();
    let node = at.node;
    let Some((book, closed)) =
        workbook.year(year).and_then(|book| Some((book, proceeding(book, at)?.closed.as_ref()?)))
    else {
        return Vec::new();
    };
    let stands = |key| {
        let register = workbook.register(&Place::Element(year, key));
        register.map(|it| it.values.into_values().flatten().collect::<Vec<_>>()).unwrap_or_default()
    };
    let mut late: Vec<Late> = Vec::new();
    let now = book.ballots.values().filter(|it| it.node == node).map(|it| (it.round, it.axis, it.member));
    let then = closed.votes.iter().flat_map(|it| it.members.iter().map(|id| (it.round, it.axis, *id)));
    for (round, axis, member) in now.chain(then) {
        let counted = counted_vote(closed, round, axis, member);
        for datum in stands(ElementKey::Ballot(round, node, axis, member)) {
            let now = if let Datum::Ballot(it) = datum { Some(it.vote) } else { None };
            let new = Late { round, axis, member: Some(member), counted, now };
            if now != counted && !late.contains(&new) {
                late.push(new);
            }
        }
    }
    let now = book.hand_counts.values().filter(|it| it.node == node);
    for (round, axis) in now.chain(&closed.hands).map(|it| (it.round, it.axis)) {
        let counted = closed.hands.iter().find(|it| (it.round, it.axis) == (round, axis));
        let is_new = |datum: Datum| match datum {
            Datum::HandCount(it) => Some(&*it) != counted,
            _ => counted.is_some(),
        };
        let new = Late { round, axis, member: None, counted: None, now: None };
        if stands(ElementKey::HandCount(round, node, axis)).into_iter().any(is_new) && !late.contains(&new) {
            late.push(new);
        }
    }
    late
}

/// Returns the vote that was counted for a member when an item was closed.
pub fn counted_vote(closed: &Closed, round: RoundId, axis: AxisId, member: MemberId) -> Option<Vote> {
    let own = closed.votes.iter().filter(|it| (it.round, it.axis) == (round, axis));
    own.filter(|it| it.members.contains(&member)).map(|it| it.vote).next()
}
