//! What came of a meeting: item by item, beside the year before.

use crate::model::committee::{Decision, Proceeding, Reopening, Way};
use crate::model::form::{Axis, Base, Scale};
use crate::model::id::{AxisId, GradeId, MeetingId, MemberId, NodeId, RoundId};
use crate::model::place::{ElementKey, Place};
use crate::model::tree::Outline;
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use crate::tally::committee::{Class, CommitteeTally, classes, tally};
use crate::tally::proposal::base;
use crate::tally::sitting::{self, Late, is_hidden};

/// Is what came of a meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// What was rated on, with its scale.
    pub axes: Vec<(Axis, Scale)>,
    /// What shares are reckoned from.
    pub base: Base,
    /// Whether who gave what may be shown.
    pub named: bool,
    /// The items in the order of the agenda.
    pub items: Vec<ItemResult>,
    /// The members of any of the items: in the order of the roster, then those who are no longer on it.
    pub members: Vec<MemberId>,
    /// What was given and belongs to no item or no member of the meeting.
    pub stray: Vec<Stray>,
}

/// Is what came of one item.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemResult {
    /// The item.
    pub node: NodeId,
    /// The later meeting that has taken it up, where it is not this one.
    pub elsewhere: Option<MeetingId>,
    /// How ratings were taken.
    pub way: Way,
    /// Whether it was put off (保留).
    pub parked: bool,
    /// Whether its ratings are hidden; then nothing of them is in here.
    pub hidden: bool,
    /// The time of its closing as typed, where it is closed.
    pub closed: Option<String>,
    /// Each time that it was opened again.
    pub reopened: Vec<Reopening>,
    /// What came after the closing; none while hidden.
    pub late: Vec<Late>,
    /// One for each axis, in their order.
    pub axes: Vec<AxisResult>,
}

/// Is what came of one item on one axis.
#[derive(Clone, Debug, PartialEq)]
pub struct AxisResult {
    /// The counts; none while hidden.
    pub tally: Option<CommitteeTally>,
    /// The number that shares are reckoned from; none while hidden and where it is not known.
    pub base: Option<u32>,
    /// What each member comes to; none while hidden, and where votes are not named.
    pub votes: Vec<(MemberId, Class)>,
    /// Who has given nothing (未提出), where that can be told.
    pub missing: Vec<MemberId>,
    /// What was settled; none while hidden.
    pub decision: Option<Decision>,
    /// Whether differing decisions stand side by side.
    pub disputed: bool,
    /// The same item a year before; none where it was not rated then.
    pub before: Option<Before>,
    /// How the decision has changed since.
    pub change: Option<Change>,
}

/// Is what came of an item a year before.
#[derive(Clone, Debug, PartialEq)]
pub struct Before {
    /// Each grade of that year's scale with its votes.
    pub counts: Vec<(String, u32)>,
    /// The grade that was settled, as it is printed.
    pub decision: Option<String>,
}

/// Says how a decision differs from that of the year before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The same grade.
    Same,
    /// A better one, by the order of the scale.
    Better,
    /// A worse one.
    Worse,
    /// Another one, of a scale without an order or of another scale.
    Other,
}

/// Is something that was given and counts nowhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Stray {
    /// The item.
    pub node: NodeId,
    /// Whose it is; none for hands.
    pub member: Option<MemberId>,
    /// Whether the item was dropped from the plan; else the member does not belong to the meeting.
    pub dropped: bool,
}

/// Returns what came of a meeting; `None` where there is no such meeting.
pub fn results(
    workbook: &Workbook,
    year: FiscalYear,
    outline: &Outline,
    meeting: MeetingId,
) -> Option<Results> {
    let book = workbook.year(year)?;
    book.meetings.get(meeting)?;
    let part = &book.form.committee;
    let axes: Vec<(Axis, Scale)> = part.axes.iter().filter_map(|axis| with_scale(book, axis)).collect();
    let reading = Reading { workbook, meeting, year, book, before: before(workbook, year), axes: &axes };
    let nodes = sitting::agenda(book, outline, meeting);
    let items: Vec<ItemResult> = nodes.iter().map(|&node| reading.item(meeting, node)).collect();
    let rolls: Vec<Vec<MemberId>> = nodes.iter().map(|&node| reading.seats(node)).collect();
    let is_seated = |id: &MemberId| rolls.iter().any(|roll| roll.contains(id));
    let mut members: Vec<MemberId> = book.roster().iter().map(|member| member.id).filter(is_seated).collect();
    for &id in rolls.iter().flatten() {
        if !members.contains(&id) {
            members.push(id);
        }
    }
    Some(Results {
        base: part.base,
        named: part.named_votes,
        members,
        stray: reading.stray(outline, meeting, &nodes, &rolls),
        items,
        axes,
    })
}

fn with_scale(book: &YearBook, axis: &Axis) -> Option<(Axis, Scale)> {
    Some((axis.clone(), book.form.scale(axis.scale)?.clone()))
}

fn before(workbook: &Workbook, year: FiscalYear) -> Option<(FiscalYear, &YearBook)> {
    let before = FiscalYear::new(year.number() - 1)?;
    Some((before, workbook.year(before)?))
}

struct Reading<'a> {
    workbook: &'a Workbook,
    meeting: MeetingId,
    year: FiscalYear,
    book: &'a YearBook,
    before: Option<(FiscalYear, &'a YearBook)>,
    axes: &'a [(Axis, Scale)],
}

impl Reading<'_> {
    fn item(&self, meeting: MeetingId, node: NodeId) -> ItemResult {
        let hidden = is_hidden(self.book, (node, meeting));
        let sitting = sitting::sitting(self.book, (node, meeting)).map(|it| it.id);
        let none = Proceeding::new(meeting, node);
        let proceeding = self.book.proceedings.get((meeting, node)).unwrap_or(&none);
        ItemResult {
            node,
            elsewhere: sitting.filter(|&it| it != meeting),
            way: proceeding.way,
            parked: proceeding.parked,
            hidden,
            closed: proceeding.closed.as_ref().map(|closed| closed.time.clone()),
            reopened: proceeding.reopened.clone(),
            late: match hidden {
                true => Vec::new(),
                false => sitting::late(self.workbook, self.year, (node, meeting)),
            },
            axes: self.axes.iter().map(|(axis, scale)| self.axis(node, axis.id, scale, hidden)).collect(),
        }
    }

    fn axis(&self, node: NodeId, axis: AxisId, scale: &Scale, hidden: bool) -> AxisResult {
        let votes = classes(self.workbook, self.year, (node, self.meeting), axis);
        let missing = votes.iter().filter(|(_, class)| *class == Class::Missing).map(|(id, _)| *id);
        let missing = missing.collect();
        let (before, old) = self.before(node, axis);
        if hidden {
            let (tally, base, decision, change) = (None, None, None, None);
            let (votes, disputed) = (Vec::new(), false);
            return AxisResult { tally, base, votes, missing, decision, disputed, before, change };
        }
        let counted = tally(self.workbook, self.year, (node, self.meeting), axis);
        let decision = self.book.decisions.get((node, axis)).cloned();
        let place = Place::Element(self.year, ElementKey::Decision(node, axis));
        let disputed = self.workbook.is_conflict(&place);
        let grade = decision.as_ref().and_then(|it| it.grade).filter(|_| !disputed);
        AxisResult {
            base: base(&counted, self.book.form.committee.base),
            tally: Some(counted),
            votes: if self.book.form.committee.named_votes { votes } else { Vec::new() },
            missing,
            decision,
            disputed,
            change: grade.zip(old).and_then(|(now, (old, then))| change(scale, now, old, then)),
            before,
        }
    }

    /// Returns the same item a year before, and its grade with the scale of then.
    fn before(&self, node: NodeId, axis: AxisId) -> (Option<Before>, Option<(&Scale, GradeId)>) {
        let found = self.before.and_then(|(year, book)| {
            let there = book.nodes.get(node).is_some_and(|node| node.dropped.is_none());
            let scale = book.form.scale(book.form.axis(axis)?.scale)?;
            (there && !is_hidden(book, node)).then_some((year, book, scale))
        });
        let Some((year, book, scale)) = found else { return (None, None) };
        let counted = tally(self.workbook, year, node, axis);
        let grade = book.decisions.get((node, axis)).and_then(|it| it.grade);
        let old = grade.map(|grade| (scale, grade));
        if counted.is_empty() && old.is_none() {
            return (None, None);
        }
        let counts = scale.grades.iter().map(|it| (it.key.clone(), counted.grade(it.id))).collect();
        let decision = grade.and_then(|grade| scale.key(grade)).map(str::to_owned);
        (Some(Before { counts, decision }), old)
    }

    fn seats(&self, node: NodeId) -> Vec<MemberId> {
        let closed = sitting::proceeding(self.book, (node, self.meeting)).and_then(|it| it.closed.as_ref());
        let roll =
            closed.map_or_else(|| sitting::roll_now(self.book, (node, self.meeting)), |it| it.roll.clone());
        roll.into_iter().map(|it| it.member).collect()
    }

    /// Lists what was given in the meeting's rounds or before it, and counts nowhere.
    fn stray(
        &self,
        outline: &Outline,
        meeting: MeetingId,
        nodes: &[NodeId],
        rolls: &[Vec<MemberId>],
    ) -> Vec<Stray> {
        let rounds = &self.book.rounds;
        let own = |id: RoundId| rounds.get(id).is_some_and(|it| it.meeting.is_none_or(|of| of == meeting));
        let mut all: Vec<Stray> = Vec::new();
        let mut add = |stray: Stray| {
            if !all.contains(&stray) {
                all.push(stray);
            }
        };
        for it in self.book.ballots.values().filter(|it| own(it.round)) {
            let roll = nodes.iter().position(|&node| node == it.node).map(|at| &rolls[at]);
            let (node, member) = (it.node, Some(it.member));
            match roll {
                None if !outline.contains(node) => add(Stray { node, member, dropped: true }),
                Some(roll) if !roll.contains(&it.member) => add(Stray { node, member, dropped: false }),
                _ => {}
            }
        }
        for it in self.book.hand_counts.values().filter(|it| own(it.round) && !outline.contains(it.node)) {
            add(Stray { node: it.node, member: None, dropped: true });
        }
        all
    }
}

/// Compares a grade with that of the year before; better and worse only on one ordered scale.
fn change(scale: &Scale, now: GradeId, old: &Scale, then: GradeId) -> Option<Change> {
    let place = |of: &Scale, id| of.grades.iter().position(|grade| grade.id == id);
    let (now, then) = (place(scale, now)?, place(old, then)?);
    let keys = |of: &Scale| of.grades.iter().map(|grade| (grade.id, grade.key.clone())).collect::<Vec<_>>();
    if scale.id != old.id || keys(scale) != keys(old) {
        return Some(Change::Other);
    }
    Some(match now.cmp(&then) {
        std::cmp::Ordering::Equal => Change::Same,
        _ if !scale.ordered => Change::Other,
        std::cmp::Ordering::Less => Change::Better,
        std::cmp::Ordering::Greater => Change::Worse,
    })
}
