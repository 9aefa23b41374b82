//! The committee's ratings of one item: from ballots, hand counts, or both.

use crate::model::committee::{AttendanceState, Ballot, HandCount, Round, Vote};
use crate::model::id::{AxisId, GradeId, MemberId, NodeId, RoundId};
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
    /// 欠席
    pub absent: u32,
    /// 未確定: members with differing ballots, and hand counts that differ.
    pub undecided: u32,
    /// Hands counted above the number of those who could raise one.
    pub surplus: u32,
    /// 定数: members on the roster; 0 where there is none.
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
        self.answers() + self.abstain + self.cannot + self.undecided == 0
    }
}

/// Tallies one item on one axis. A member's ballot of a later round replaces that of an earlier
/// one; a hand count replaces the earlier ballots of those who are present.
pub fn tally(workbook: &Workbook, year: FiscalYear, node: NodeId, axis: AxisId) -> CommitteeTally {
    let Some(book) = workbook.year(year) else {
        return CommitteeTally::default();
    };
    let rounds = book.rounds_in_order();
    let hands =
        rounds.iter().rev().find_map(|round| Some((*round, book.hand_counts.get((round.id, node, axis))?)));
    let counting = Counting { workbook, year, book, rounds: &rounds, node, axis, hands };
    counting.run()
}

struct Counting<'a> {
    workbook: &'a Workbook,
    year: FiscalYear,
    book: &'a YearBook,
    rounds: &'a [&'a Round],
    node: NodeId,
    axis: AxisId,
    hands: Option<(&'a Round, &'a HandCount)>,
}

impl Counting<'_> {
    fn run(&self) -> CommitteeTally {
        let mut out = CommitteeTally { seats: self.book.members.len() as u32, ..Default::default() };
        let attended = self.attendance();
        out.present =
            attended.as_ref().map(|states| states.values().filter(|&&present| present).count() as u32);
        let is_absent =
            |member: &MemberId| attended.as_ref().is_some_and(|states| states.get(member) == Some(&false));
        let mut without_ballot = 0;
        for member in self.book.members.keys() {
            let absent = is_absent(&member);
            match self.ballot_of(member, absent) {
                Some(_) if absent && !self.book.form.committee.count_absent => out.absent += 1,
                Some(ballot) if self.in_conflict(ballot) => out.undecided += 1,
                Some(ballot) => count_vote(&mut out, ballot.vote),
                None if absent => out.absent += 1,
                None => without_ballot += 1,
            }
        }
        self.count_hands(&mut out, without_ballot);
        out
    }

    /// Returns who was present at the last meeting with attendance; `None` where none was taken.
    fn attendance(&self) -> Option<BTreeMap<MemberId, bool>> {
        let meeting = match self.hands {
            Some((round, _)) => round.meeting,
            None => self.rounds.iter().rev().find_map(|round| round.meeting),
        }?;
        let taken = self.book.attendances.values().filter(|it| it.meeting == meeting);
        let states: BTreeMap<_, _> =
            taken.map(|it| (it.member, it.state != AttendanceState::Absent)).collect();
        (!states.is_empty()).then_some(states)
    }

    /// Returns the ballot of the latest round that counts for a member.
    fn ballot_of(&self, member: MemberId, absent: bool) -> Option<&Ballot> {
        let of = |round: &&&Round| self.book.ballots.get((round.id, self.node, self.axis, member));
        let since = match self.hands {
            Some((hands, _)) if !absent => self.rounds.iter().position(|round| round.id == hands.id),
            _ => None,
        };
        self.rounds[since.unwrap_or(0)..].iter().rev().find_map(|round| of(&round))
    }

    fn in_conflict(&self, ballot: &Ballot) -> bool {
        let key = ElementKey::Ballot(ballot.round, self.node, self.axis, ballot.member);
        self.workbook.is_conflict(&Place::Element(self.year, key))
    }

    fn count_hands(&self, out: &mut CommitteeTally, without_ballot: u32) {
        let Some((round, hands)) = self.hands else {
            out.missing = without_ballot;
            return;
        };
        if self.hands_in_conflict(round.id) {
            out.undecided += without_ballot.max(1);
            return;
        }
        for (&grade, &votes) in &hands.counts {
            *out.counts.entry(grade).or_default() += votes;
        }
        out.counts.retain(|_, votes| *votes > 0);
        out.abstain += hands.abstain;
        out.cannot += hands.cannot;
        let raised: u32 = hands.counts.values().sum::<u32>() + hands.abstain + hands.cannot;
        if out.seats > 0 {
            out.missing = without_ballot.saturating_sub(raised);
            out.surplus = raised.saturating_sub(without_ballot);
        }
    }

    fn hands_in_conflict(&self, round: RoundId) -> bool {
        let key = ElementKey::HandCount(round, self.node, self.axis);
        self.workbook.is_conflict(&Place::Element(self.year, key))
    }
}

fn count_vote(out: &mut CommitteeTally, vote: Vote) {
    match vote {
        Vote::Grade(grade) => *out.counts.entry(grade).or_default() += 1,
        Vote::Abstain => out.abstain += 1,
        Vote::Cannot => out.cannot += 1,
    }
}
