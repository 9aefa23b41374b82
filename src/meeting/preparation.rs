//! The preparation of a meeting: its rounds, its agenda, and whether it can be taken back.

use crate::model::committee::{AgendaItem, Attendance, AttendanceState, Meeting, Proceeding, Round};
use crate::model::edit::YearEdit;
use crate::model::element::Element;
use crate::model::id::{MeetingId, NodeId, RoundId};
use crate::model::order::{OrderKey, in_order};
use crate::model::place::ElementKey;
use crate::model::tree::Outline;
use crate::model::year_book::YearBook;
use crate::tally::{attendance, sitting};

/// Makes a meeting with its round, behind those that are there.
pub fn new_meeting(
    book: &YearBook,
    id: MeetingId,
    round: RoundId,
    title: String,
    label: String,
) -> Vec<YearEdit> {
    let behind = |last: Option<&OrderKey>| OrderKey::between(last, None);
    let order = behind(book.meetings_in_order().last().map(|it| &it.order));
    let (day, place, section) = (String::new(), String::new(), String::new());
    let meeting = Meeting { id, title, day, place, section, blind: false, order };
    let order = behind(book.rounds_in_order().last().map(|it| &it.order));
    let round = Round { id: round, label, meeting: Some(id), order };
    vec![YearEdit::Put(Element::Meeting(meeting)), YearEdit::Put(Element::Round(round))]
}

/// Returns whether a ballot or hand count was given in a round.
pub fn is_round_used(book: &YearBook, round: RoundId) -> bool {
    book.ballots.values().any(|it| it.round == round) || book.hand_counts.values().any(|it| it.round == round)
}

/// Returns whether anything was taken in a meeting: a rating, a closing, a roll. Attendance and
/// what was put off are none.
pub fn is_meeting_used(book: &YearBook, id: MeetingId) -> bool {
    let begun = |it: &Proceeding| Proceeding { parked: false, ..it.clone() } != Proceeding::new(id, it.node);
    book.rounds.values().any(|it| it.meeting == Some(id) && is_round_used(book, it.id))
        || book.proceedings.values().any(|it| it.meeting == id && begun(it))
}

/// Takes a meeting back with all that was prepared for it.
pub fn remove_meeting(book: &YearBook, id: MeetingId) -> Vec<YearEdit> {
    let rounds = book.rounds.values().filter(|it| it.meeting == Some(id)).map(|it| ElementKey::Round(it.id));
    let of = |(meeting, _): &(MeetingId, _)| *meeting == id;
    let items = book.agenda.keys().filter(of).map(|(_, node)| ElementKey::Agenda(id, node));
    let proceedings = book.proceedings.keys().filter(of).map(|(_, node)| ElementKey::Proceeding(id, node));
    let attendances = book.attendances.keys().filter(|(meeting, _)| *meeting == id);
    let attendances = attendances.map(|(_, member)| ElementKey::Attendance(id, member));
    let all = rounds.chain(items).chain(proceedings).chain(attendances).chain([ElementKey::Meeting(id)]);
    all.map(YearEdit::Remove).collect()
}

/// Returns the rounds that count for a meeting, from the first to the last: its own, and those
/// without a meeting.
pub fn rounds(book: &YearBook, id: MeetingId) -> Vec<&Round> {
    let own = |round: &&Round| round.meeting.is_none_or(|meeting| meeting == id);
    book.rounds_in_order().into_iter().filter(own).collect()
}

/// Returns the place of a new round of ballots given beforehand: just before the meeting's first.
pub fn order_before(book: &YearBook, id: MeetingId) -> OrderKey {
    let all = book.rounds_in_order();
    let first = all.iter().position(|it| it.meeting == Some(id)).unwrap_or(all.len());
    let before = first.checked_sub(1).map(|at| &all[at].order);
    OrderKey::between(before, all.get(first).map(|it| &it.order))
}

/// Returns the place of a further round of a meeting: just behind its last.
pub fn order_behind(book: &YearBook, id: MeetingId) -> OrderKey {
    let all = book.rounds_in_order();
    let last = all.iter().rposition(|it| it.meeting == Some(id)).or(all.len().checked_sub(1));
    let next = last.and_then(|at| all.get(at + 1)).map(|it| &it.order);
    OrderKey::between(last.map(|at| &all[at].order), next)
}

/// Returns the place of a new round that is given by mail: behind the last one in which anything was
/// given, so that it comes after what is over and before the meetings to come.
pub fn order_by_mail(book: &YearBook) -> OrderKey {
    let all = book.rounds_in_order();
    let next = all.iter().rposition(|it| is_round_used(book, it.id)).map_or(0, |at| at + 1);
    let before = next.checked_sub(1).map(|at| &all[at].order);
    OrderKey::between(before, all.get(next).map(|it| &it.order))
}

/// Returns the round that members are asked for by mail unless another is chosen: the last that is
/// given outside meetings.
pub fn usual_round_by_mail(book: &YearBook) -> Option<RoundId> {
    book.rounds_in_order().iter().rev().find(|it| it.meeting.is_none()).map(|it| it.id)
}

/// Notes everyone as present of whom nothing is noted yet.
pub fn all_present(book: &YearBook, meeting: &Meeting) -> Vec<YearEdit> {
    let open = attendance::roster(book, meeting).into_iter().map(|member| member.id);
    let open = open.filter(|&member| !book.attendances.contains((meeting.id, member)));
    let present = |member| {
        let (meeting, state, time) = (meeting.id, AttendanceState::Present, String::new());
        YearEdit::Put(Element::Attendance(Attendance { meeting, member, state, time }))
    };
    open.map(present).collect()
}

/// Returns whether a meeting has an agenda of its own; else it takes all that is rated.
pub fn has_agenda(book: &YearBook, id: MeetingId) -> bool {
    book.agenda.values().any(|it| it.meeting == id)
}

/// Makes these items the agenda, in this order. Items that were dropped from the plan stay on it
/// unseen, to be there again with them.
pub fn set_agenda(book: &YearBook, outline: &Outline, id: MeetingId, items: &[NodeId]) -> Vec<YearEdit> {
    let gone = book.agenda.values().filter(|it| it.meeting == id && !items.contains(&it.node));
    let gone = gone.filter(|it| outline.contains(it.node));
    let mut edits: Vec<YearEdit> = gone.map(|it| YearEdit::Remove(ElementKey::Agenda(id, it.node))).collect();
    for (&node, order) in items.iter().zip(OrderKey::spread(items.len())) {
        let new = AgendaItem { meeting: id, node, order };
        if book.agenda.get((id, node)) != Some(&new) {
            edits.push(YearEdit::Put(Element::Agenda(new)));
        }
    }
    edits
}

/// Takes the items that are chosen: those on the agenda stay in their order, the others follow in
/// the order of the plan.
pub fn choose(book: &YearBook, outline: &Outline, id: MeetingId, chosen: &[NodeId]) -> Vec<YearEdit> {
    let mut items = sitting::agenda(book, outline, id);
    items.retain(|it| chosen.contains(it));
    let more: Vec<NodeId> = sitting::rated(book, outline)
        .into_iter()
        .filter(|it| chosen.contains(it) && !items.contains(it))
        .collect();
    items.extend(more);
    set_agenda(book, outline, id, &items)
}

/// Moves an item one place up or down on the agenda; nothing where there is no further place.
pub fn step(book: &YearBook, outline: &Outline, id: MeetingId, node: NodeId, down: bool) -> Vec<YearEdit> {
    let mut items = sitting::agenda(book, outline, id);
    let at = items.iter().position(|&it| it == node);
    let to = at.and_then(|at| if down { at.checked_add(1) } else { at.checked_sub(1) });
    match at.zip(to.filter(|&to| to < items.len())) {
        Some((at, to)) => {
            items.swap(at, to);
            set_agenda(book, outline, id, &items)
        }
        None => Vec::new(),
    }
}

/// Goes back to all items in the order of the plan.
pub fn clear_agenda(book: &YearBook, id: MeetingId) -> Vec<YearEdit> {
    let own = book.agenda.keys().filter(|(meeting, _)| *meeting == id);
    own.map(|(_, node)| YearEdit::Remove(ElementKey::Agenda(id, node))).collect()
}

/// Returns the items on the agenda that were dropped from the plan.
pub fn dropped(book: &YearBook, outline: &Outline, id: MeetingId) -> Vec<NodeId> {
    let own = in_order(book.agenda.values().filter(|it| it.meeting == id), |it| (&it.order, it.node.0));
    own.into_iter().map(|it| it.node).filter(|&node| !outline.contains(node)).collect()
}

/// Puts an item off (保留), or takes that back; nothing is left of a proceeding that says no more.
pub fn park(book: &YearBook, id: MeetingId, node: NodeId, parked: bool) -> YearEdit {
    let new = Proceeding::new(id, node);
    let old = book.proceedings.get((id, node)).unwrap_or(&new);
    let now = Proceeding { parked, ..old.clone() };
    match now == new {
        true => YearEdit::Remove(ElementKey::Proceeding(id, node)),
        false => YearEdit::Put(Element::Proceeding(Box::new(now))),
    }
}
