//! The committee's ratings counted anew by hand: one member after the other, as the rules are said in
//! words, without anything of what the app counts with.

use hyokacho::model::committee::*;
use hyokacho::model::id::*;
use hyokacho::model::place::{Datum, ElementKey, Place};
use hyokacho::model::workbook::Workbook;
use hyokacho::model::year::FiscalYear;
use hyokacho::model::year_book::YearBook;
use hyokacho::tally::committee::CommitteeTally;
use std::collections::{BTreeMap, BTreeSet};

/// Is one paper on the table: what a member gave in a round.
struct Slip {
    round: usize,
    in_meeting: bool,
    vote: Vote,
    disputed: bool,
}

/// Returns the meeting that deals with an item: the last that took anything on it; else the last
/// that has it on its agenda; else the last that has no agenda.
pub fn meeting_of(book: &YearBook, node: NodeId) -> Option<MeetingId> {
    let mut meetings: Vec<&Meeting> = book.meetings.values().collect();
    meetings.sort_by_key(|it| (it.order.clone(), it.id));
    let axes: Vec<AxisId> = book.form.committee.axes.iter().map(|axis| axis.id).collect();
    let held_in = |round: RoundId| book.rounds.get(round).and_then(|round| round.meeting);
    let took: BTreeSet<Option<MeetingId>> = {
        let proceedings = book.proceedings.values().filter(|it| it.node == node).map(|it| Some(it.meeting));
        let hands = book.hand_counts.values().filter(|it| it.node == node && axes.contains(&it.axis));
        let ballots = book.ballots.values().filter(|it| it.node == node && axes.contains(&it.axis));
        let ballots = ballots.filter(|it| book.members.contains(it.member));
        let rounds = hands.map(|it| it.round).chain(ballots.map(|it| it.round));
        proceedings.chain(rounds.map(held_in)).collect()
    };
    let called: BTreeSet<MeetingId> =
        book.agenda.values().filter(|it| it.node == node).map(|it| it.meeting).collect();
    let with_agenda: BTreeSet<MeetingId> = book.agenda.values().map(|it| it.meeting).collect();
    let last = |ids: Vec<MeetingId>| ids.into_iter().next_back();
    let all = || meetings.iter().map(|it| it.id);
    last(all().filter(|id| took.contains(&Some(*id))).collect())
        .or_else(|| last(all().filter(|id| called.contains(id)).collect()))
        .or_else(|| last(all().filter(|id| !with_agenda.contains(id)).collect()))
}

/// Returns where the attendance leaves a member: somebody late who gave no time has not come, somebody
/// who leaves early and gave none is still there.
pub fn whereabouts(book: &YearBook, meeting: MeetingId, member: MemberId) -> Presence {
    use AttendanceState as S;
    let Some(it) = book.attendances.get((meeting, member)) else { return Presence::Unknown };
    match (it.state, it.time.trim() != "") {
        (S::Present | S::Web, _) | (S::Late, true) | (S::LeftEarly, false) => Presence::Here,
        (S::Proxy, _) => Presence::Proxy,
        (S::Paper, _) => Presence::Paper,
        (S::Absent, _) | (S::Late, false) | (S::LeftEarly, true) => Presence::Away,
    }
}

/// Returns the seats of an item, and where each of them is.
fn seats(book: &YearBook, node: NodeId, meeting: Option<MeetingId>) -> BTreeMap<MemberId, Presence> {
    let noted = meeting.and_then(|it| book.proceedings.get((it, node))).map_or(&[][..], |it| &it.roll);
    let mut seats: BTreeMap<MemberId, Presence> = noted.iter().map(|it| (it.member, it.presence)).collect();
    let presence = |id| meeting.map_or(Presence::Unknown, |it| whereabouts(book, it, id));
    let of = meeting.and_then(|id| book.meetings.get(id)).map_or("", |it| it.section.trim()).to_owned();
    for member in book.members.values() {
        let of_meeting = !member.retired && (of.is_empty() || member.section.trim() == of);
        let attended = meeting.is_some_and(|it| book.attendances.contains((it, member.id)));
        let gave = book.ballots.values().any(|it| {
            let held_in = book.rounds.get(it.round).and_then(|round| round.meeting);
            it.node == node && it.member == member.id && (meeting.is_none() || held_in == meeting)
        });
        if gave || (noted.is_empty() && (of_meeting || attended)) {
            seats.entry(member.id).or_insert_with(|| presence(member.id));
        }
    }
    seats
}

/// Counts an item on an axis.
pub fn recount(workbook: &Workbook, year: FiscalYear, node: NodeId, axis: AxisId) -> CommitteeTally {
    let book = workbook.year(year).unwrap();
    let disputed: BTreeSet<Place> = workbook.conflicts().into_iter().collect();
    let is_disputed = |key| disputed.contains(&Place::Element(year, key));
    let meeting = meeting_of(book, node);
    let closed = meeting.and_then(|it| book.proceedings.get((it, node))).and_then(|it| it.closed.as_ref());
    let seats = match closed {
        Some(closed) => closed.roll.iter().map(|it| (it.member, it.presence)).collect(),
        None => seats(book, node, meeting),
    };
    let mut rounds: Vec<&Round> = book.rounds.values().collect();
    rounds.sort_by_key(|it| (it.order.clone(), it.id));

    let mut table: BTreeMap<MemberId, Vec<Slip>> = BTreeMap::new();
    let mut raised: Vec<(usize, &HandCount, bool)> = Vec::new();
    for (at, round) in rounds.iter().enumerate() {
        let in_meeting = meeting.is_some() && round.meeting == meeting;
        let mut slip = |member, vote, disputed| {
            table.entry(member).or_default().push(Slip { round: at, in_meeting, vote, disputed });
        };
        let here = |of: RoundId, on: AxisId| of == round.id && on == axis;
        if let Some(closed) = closed {
            for it in closed.votes.iter().filter(|it| here(it.round, it.axis)) {
                it.members.iter().for_each(|&member| slip(member, it.vote, false));
            }
            raised.extend(closed.hands.iter().filter(|it| here(it.round, it.axis)).map(|it| (at, it, false)));
        } else {
            for it in book.ballots.values().filter(|it| it.node == node && here(it.round, it.axis)) {
                let key = ElementKey::Ballot(it.round, node, axis, it.member);
                slip(it.member, it.vote, is_disputed(key));
            }
            let of_item = book.hand_counts.values().filter(|it| it.node == node && here(it.round, it.axis));
            let key = ElementKey::HandCount(round.id, node, axis);
            raised.extend(of_item.map(|it| (at, it, is_disputed(key))));
        }
    }
    // The last hands count, unless a member has a ballot of a later round.
    let last_ballot =
        table.iter().filter(|(id, _)| seats.contains_key(id)).flat_map(|(_, slips)| slips).map(|it| it.round);
    let last_ballot = last_ballot.max();
    let hands = raised.pop().filter(|(at, ..)| last_ballot.is_none_or(|ballot| ballot <= *at));

    let scale = book.form.axis(axis).and_then(|axis| book.form.scale(axis.scale));
    let known = |grade: GradeId| scale.is_some_and(|it| it.grades.iter().any(|other| other.id == grade));
    let rules = &book.form.committee;
    let mut out = CommitteeTally { seats: seats.len() as u32, ..Default::default() };
    let (mut hands_free, mut present) = (0, 0);
    for (member, &presence) in &seats {
        let none = Vec::new();
        let slips = table.get(member).unwrap_or(&none);
        let may_raise = matches!(presence, Presence::Unknown | Presence::Here | Presence::Proxy);
        let since = hands.filter(|_| may_raise).map_or(0, |(at, ..)| at);
        let says_away = |it: &Slip| it.vote == Vote::Away && !it.disputed;
        // Out of the room for this item: the last word, since the hands if these concern the member.
        let out_of_room = slips.iter().rfind(|it| it.round >= since).is_some_and(says_away);
        let last = match out_of_room {
            true => slips.iter().rev().find(|it| !says_away(it)),
            false => slips.iter().rfind(|it| it.round >= since),
        };
        let away = out_of_room || presence == Presence::Away;
        let counts = |it: &Slip| !away || rules.count_absent || (it.in_meeting && !out_of_room);
        match last {
            Some(it) if !counts(it) => out.absent += 1,
            Some(it) if it.disputed => out.undecided += 1,
            Some(it) => match it.vote {
                Vote::Grade(grade) if known(grade) => *out.counts.entry(grade).or_default() += 1,
                Vote::Grade(_) => out.unknown += 1,
                Vote::Abstain => out.abstain += 1,
                Vote::Cannot => out.cannot += 1,
                Vote::Away => out.absent += 1,
            },
            None if away => out.absent += 1,
            None if presence == Presence::Paper => out.missing += 1,
            None => hands_free += 1,
        }
        let spoke = slips.iter().rfind(|it| it.in_meeting).is_some_and(|it| it.vote != Vote::Away);
        let counted = match presence {
            Presence::Here => true,
            Presence::Proxy => !rules.without_proxy,
            Presence::Paper => rules.with_paper,
            Presence::Unknown | Presence::Away => false,
        };
        present += u32::from(spoke || (counted && !out_of_room));
    }
    if seats.values().any(|it| *it != Presence::Unknown) {
        out.present = Some(present);
    }
    out.strangers = table.keys().filter(|id| !seats.contains_key(id)).count() as u32;
    match hands {
        None => out.missing += hands_free,
        Some((.., true)) => out.undecided += if seats.is_empty() { 1 } else { hands_free },
        Some((_, hands, false)) => {
            for (&grade, &votes) in hands.counts.iter().filter(|(_, votes)| **votes > 0) {
                match known(grade) {
                    true => *out.counts.entry(grade).or_default() += votes,
                    false => out.unknown += votes,
                }
            }
            out.abstain += hands.abstain;
            out.cannot += hands.cannot;
            let all = hands.counts.values().sum::<u32>() + hands.abstain + hands.cannot;
            if !seats.is_empty() {
                out.missing += hands_free.max(all) - all;
                out.surplus += hands_free.max(all) - hands_free;
            }
        }
    }
    out
}

/// Is all that was given for an item, as it stood at some moment: ballots and hands.
pub type Given = (BTreeMap<(RoundId, AxisId, MemberId), Vote>, BTreeMap<(RoundId, AxisId), HandCount>);

/// Returns what was given for an item and is settled.
pub fn given(workbook: &Workbook, year: FiscalYear, node: NodeId) -> Given {
    let book = workbook.year(year).unwrap();
    let settled = |key| !workbook.conflicts().contains(&Place::Element(year, key));
    let ballots = book.ballots.values().filter(|it| it.node == node);
    let ballots = ballots.filter(|it| settled(ElementKey::Ballot(it.round, node, it.axis, it.member)));
    let hands = book.hand_counts.values().filter(|it| it.node == node);
    let hands = hands.filter(|it| settled(ElementKey::HandCount(it.round, node, it.axis)));
    (
        ballots.map(|it| ((it.round, it.axis, it.member), it.vote)).collect(),
        hands.map(|it| ((it.round, it.axis), it.clone())).collect(),
    )
}

/// Is one difference: round, axis, member (none for hands), and what stands there now, spelled out.
pub type Differing = (RoundId, AxisId, Option<MemberId>, String);

/// Returns in what an item differs from what was given for it once, rivals of a conflict included.
pub fn differing(workbook: &Workbook, year: FiscalYear, node: NodeId, then: &Given) -> BTreeSet<Differing> {
    let book = workbook.year(year).unwrap();
    let all_at = |key: ElementKey| -> Vec<Datum> {
        let register = workbook.register(&Place::Element(year, key));
        register.map(|it| it.values.into_values().flatten().collect()).unwrap_or_default()
    };
    let mut out = BTreeSet::new();
    let now = book.ballots.values().filter(|it| it.node == node).map(|it| (it.round, it.axis, it.member));
    for (round, axis, member) in now.chain(then.0.keys().copied()) {
        let counted = then.0.get(&(round, axis, member)).copied();
        for datum in all_at(ElementKey::Ballot(round, node, axis, member)) {
            let vote = match datum {
                Datum::Ballot(it) => Some(it.vote),
                _ => None,
            };
            if vote != counted {
                out.insert((round, axis, Some(member), format!("{vote:?}")));
            }
        }
    }
    let now = book.hand_counts.values().filter(|it| it.node == node).map(|it| (it.round, it.axis));
    for (round, axis) in now.chain(then.1.keys().copied()) {
        let counted = then.1.get(&(round, axis));
        let differs = all_at(ElementKey::HandCount(round, node, axis)).iter().any(|datum| match datum {
            Datum::HandCount(it) => Some(&**it) != counted,
            _ => counted.is_some(),
        });
        if differs {
            out.insert((round, axis, None, "None".into()));
        }
    }
    out
}
