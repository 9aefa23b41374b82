//! The committee's ratings of one item: from ballots, hand counts, or both.

use super::attendance::counts_as_present;
use super::sitting::{At, counted_vote, proceeding, roll_now, sitting};
use crate::model::committee::{Closed, HandCount, Presence, Roll, Round, Vote};
use crate::model::form::Scale;
use crate::model::id::{AxisId, GradeId, MeetingId, MemberId, NodeId};
use crate::model::place::{ElementKey, Place};
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use std::collections::BTreeMap;

/// Counts what the committee gave an item on an axis.
///
/// Where a roster is known, each member is in exactly one class, so that the classes add up to
/// the seats; those who raised hands are taken to be in the classes that the count names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommitteeTally {
    /// Votes per grade; one that is missing has none.
    pub counts: BTreeMap<GradeId, u32>,
    /// 棄権
    pub abstain: u32,
    /// 評価できない
    pub cannot: u32,
    /// 未提出
    pub missing: u32,
    /// 欠席, and 不在 for this item
    pub absent: u32,
    /// 未確定: members with differing ballots, and hand counts that differ.
    pub undecided: u32,
    /// Grades that the scale no longer has: it was changed after they were given.
    pub unknown: u32,
    /// Ballots of people who are not among the seats: left the committee, or not of the 部会.
    pub strangers: u32,
    /// Hands counted above the number of those who could raise one.
    pub surplus: u32,
    /// 定数: members of the meeting, or on the roster; 0 where there is none.
    pub seats: u32,
    /// 出席: members present, where attendance was taken.
    pub present: Option<u32>,
}

impl CommitteeTally {
    /// Returns the votes for a grade.
    pub fn grade(&self, id: GradeId) -> u32 {
        self.counts.get(&id).copied().unwrap_or(0)
    }

    /// Returns how many gave a grade (回答).
    pub fn answers(&self) -> u32 {
        self.counts.values().sum()
    }

    /// Returns whether nothing was given at all.
    pub fn is_empty(&self) -> bool {
        [self.answers(), self.abstain, self.cannot, self.undecided].iter().all(|count| *count == 0)
    }
}

/// Tallies one item on one axis.
///
/// A member's ballot of a later round replaces that of an earlier one; a hand count replaces the
/// earlier ballots of those who are there, and is replaced itself by any ballot of a later round.
/// The ballot of somebody who is away counts where it was given in the meeting itself, or where the
/// form says so. Of an item that is closed, what was there at its closing is counted.
pub fn tally(workbook: &Workbook, year: FiscalYear, at: impl Into<At>, axis: AxisId) -> CommitteeTally {
    counting(workbook, year, at.into(), axis).map(|(counting, roll)| counting.run(&roll)).unwrap_or_default()
}

/// Returns what each member of the roll comes to, in the order of the roll.
pub fn classes(
    workbook: &Workbook,
    year: FiscalYear,
    at: impl Into<At>,
    axis: AxisId,
) -> Vec<(MemberId, Class)> {
    counting(workbook, year, at.into(), axis)
        .map(|(counting, roll)| counting.classes(&roll))
        .unwrap_or_default()
}

fn counting(
    workbook: &Workbook,
    year: FiscalYear,
    at: At,
    axis: AxisId,
) -> Option<(Counting<'_>, Vec<Roll>)> {
    let book = workbook.year(year)?;
    let closed = proceeding(book, at).and_then(|it| it.closed.as_ref());
    let counting = Counting {
        workbook,
        year,
        book,
        rounds: book.rounds_in_order(),
        node: at.node,
        axis,
        scale: book.form.axis(axis).and_then(|axis| book.form.scale(axis.scale)),
        meeting: sitting(book, at).map(|meeting| meeting.id),
        closed,
    };
    let roll = closed.map_or_else(|| roll_now(book, at), |closed| closed.roll.clone());
    Some((counting, roll))
}

struct Counting<'a> {
    workbook: &'a Workbook,
    year: FiscalYear,
    book: &'a YearBook,
    rounds: Vec<&'a Round>,
    node: NodeId,
    axis: AxisId,
    scale: Option<&'a Scale>,
    meeting: Option<MeetingId>,
    closed: Option<&'a Closed>,
}

/// Is what one member comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Gave this.
    Vote(Vote),
    /// 欠席, or 不在 for this item.
    Absent,
    /// Has differing ballots.
    Undecided,
    /// Is in a count of hands, or could be.
    Raised,
    /// Has given nothing.
    Missing,
}

impl Counting<'_> {
    fn run(&self, roll: &[Roll]) -> CommitteeTally {
        let mut out = CommitteeTally { seats: roll.len() as u32, ..Default::default() };
        let hands = self.hands(roll);
        let mut may_raise = 0;
        for (_, class) in self.classes(roll) {
            match class {
                Class::Vote(vote) => self.count_vote(&mut out, vote),
                Class::Absent => out.absent += 1,
                Class::Undecided => out.undecided += 1,
                Class::Raised => may_raise += 1,
                Class::Missing => out.missing += 1,
            }
        }
        let present = roll.iter().filter(|it| {
            let out_of_room = self.is_out(it.member, since(it, hands));
            let came = self.gave_in_meeting(it.member);
            came || (!out_of_room && counts_as_present(self.book, it.presence))
        });
        out.present = roll.iter().any(|it| it.presence != Presence::Unknown).then(|| present.count() as u32);
        out.strangers = self.strangers(roll);
        self.count_hands(&mut out, hands, may_raise);
        out
    }

    fn classes(&self, roll: &[Roll]) -> Vec<(MemberId, Class)> {
        let hands = self.hands(roll);
        let class = |it: &Roll| {
            let since = since(it, hands);
            let class = self.class(it, since, self.is_out(it.member, since));
            let missing = class == Class::Raised && hands.is_none();
            (it.member, if missing { Class::Missing } else { class })
        };
        roll.iter().map(class).collect()
    }

    /// Returns whether a member's last ballot says 不在; those before `since` are replaced by hands.
    fn is_out(&self, member: MemberId, since: usize) -> bool {
        let mut ballots = self.rounds.iter().skip(since).rev().filter_map(|round| self.ballot(round, member));
        ballots.next() == Some((Vote::Away, false))
    }

    fn class(&self, roll: &Roll, since: usize, out: bool) -> Class {
        let away = out || roll.presence == Presence::Away;
        let rounds = self.rounds.iter().skip(if out { 0 } else { since }).rev();
        let mut ballots = rounds.filter_map(|round| Some((round.meeting, self.ballot(round, roll.member)?)));
        let Some((meeting, (vote, is_conflict))) = ballots.find(|(_, it)| *it != (Vote::Away, false)) else {
            return match roll.presence {
                _ if away => Class::Absent,
                Presence::Paper => Class::Missing,
                _ => Class::Raised,
            };
        };
        // Who gave something in the meeting was there, unless the ballot itself says otherwise.
        let own = !out && meeting.is_some() && meeting == self.meeting;
        match away && !own && !self.book.form.committee.count_absent {
            true => Class::Absent,
            false if is_conflict => Class::Undecided,
            false => Class::Vote(vote),
        }
    }

    /// Returns whether a member's last word in the meeting is one that only somebody there can say.
    fn gave_in_meeting(&self, member: MemberId) -> bool {
        let own = self.rounds.iter().rev().filter(|it| self.meeting.is_some() && it.meeting == self.meeting);
        let last = own.into_iter().find_map(|round| self.ballot(round, member));
        last.is_some_and(|(vote, _)| vote != Vote::Away)
    }

    /// Returns a member's ballot in a round, and whether differing ones stand there.
    fn ballot(&self, round: &Round, member: MemberId) -> Option<(Vote, bool)> {
        if let Some(closed) = self.closed {
            return Some((counted_vote(closed, round.id, self.axis, member)?, false));
        }
        let ballot = self.book.ballots.get((round.id, self.node, self.axis, member))?;
        let key = ElementKey::Ballot(round.id, self.node, self.axis, member);
        Some((ballot.vote, self.workbook.is_conflict(&Place::Element(self.year, key))))
    }

    fn hands_of(&self, round: &Round) -> Option<&HandCount> {
        let (id, axis) = (round.id, self.axis);
        match self.closed {
            Some(closed) => closed.hands.iter().find(|it| (it.round, it.axis) == (id, axis)),
            None => self.book.hand_counts.get((id, self.node, axis)),
        }
    }

    /// Finds the hands that count, with the place of their round: none where a later round has ballots.
    fn hands(&self, roll: &[Roll]) -> Option<(usize, &HandCount)> {
        let mut rounds = self.rounds.iter().enumerate().rev();
        rounds.find_map(|(at, round)| {
            if let Some(hands) = self.hands_of(round) {
                return Some(Some((at, hands)));
            }
            roll.iter().any(|it| self.ballot(round, it.member).is_some()).then_some(None)
        })?
    }

    fn count_hands(&self, out: &mut CommitteeTally, hands: Option<(usize, &HandCount)>, may_raise: u32) {
        let Some((_, hands)) = hands else { return };
        let key = ElementKey::HandCount(hands.round, self.node, self.axis);
        if self.closed.is_none() && self.workbook.is_conflict(&Place::Element(self.year, key)) {
            out.undecided += may_raise.max(u32::from(out.seats == 0));
            return;
        }
        for (&grade, &votes) in &hands.counts {
            self.count_grade(out, grade, votes.min(HandCount::MOST));
        }
        out.abstain += hands.abstain.min(HandCount::MOST);
        out.cannot += hands.cannot.min(HandCount::MOST);
        let raised = hands.raised();
        if out.seats > 0 {
            out.missing += may_raise.saturating_sub(raised);
            out.surplus = raised.saturating_sub(may_raise);
        }
    }

    fn count_vote(&self, out: &mut CommitteeTally, vote: Vote) {
        match vote {
            Vote::Grade(grade) => self.count_grade(out, grade, 1),
            Vote::Abstain => out.abstain += 1,
            Vote::Cannot => out.cannot += 1,
            Vote::Away => out.absent += 1,
        }
    }

    fn count_grade(&self, out: &mut CommitteeTally, grade: GradeId, votes: u32) {
        if votes == 0 {
            return;
        }
        match self.scale.is_some_and(|scale| scale.grade(grade).is_some()) {
            true => *out.counts.entry(grade).or_default() += votes,
            false => out.unknown += votes,
        }
    }

    /// Counts the people beside the roll who gave something for this item.
    fn strangers(&self, roll: &[Roll]) -> u32 {
        let now = self.book.ballots.values().filter(|it| it.node == self.node && it.axis == self.axis);
        let mut gave: Vec<MemberId> = match self.closed {
            Some(closed) => {
                let then = closed.votes.iter().filter(|it| it.axis == self.axis);
                then.flat_map(|it| &it.members).copied().collect()
            }
            None => now.map(|it| it.member).collect(),
        };
        gave.retain(|id| !roll.iter().any(|it| it.member == *id));
        gave.sort_unstable();
        gave.dedup();
        gave.len() as u32
    }
}

/// Returns the first round whose ballots count for a member: that of the hands, if one was raised.
fn since(roll: &Roll, hands: Option<(usize, &HandCount)>) -> usize {
    hands.filter(|_| can_raise(roll.presence)).map_or(0, |(at, _)| at)
}

fn can_raise(presence: Presence) -> bool {
    matches!(presence, Presence::Unknown | Presence::Here | Presence::Proxy)
}
