//! A meeting that is being prepared: its agenda, its rounds, and taking it back.

use crate::histories::author;
use hyokacho::meeting::preparation::*;
use hyokacho::model::committee::{AttendanceState, HandCount, Round};
use hyokacho::model::edit::{Edit, YearEdit};
use hyokacho::model::element::Element;
use hyokacho::model::id::{MeetingId, NodeId, RoundId};
use hyokacho::model::order::OrderKey;
use hyokacho::model::tree::Outline;
use hyokacho::model::workbook::Workbook;
use hyokacho::model::year::FiscalYear;
use hyokacho::model::year_book::YearBook;
use hyokacho::sample;
use hyokacho::tally::sitting::{agenda, rated};

const KAI: MeetingId = MeetingId::known("kai");
const ROUND: RoundId = RoundId::known("kai2");

/// The sample with another meeting.
struct Case(Workbook, FiscalYear);

impl Case {
    fn new() -> Self {
        let workbook = sample::workbook();
        let year = workbook.years().map(|(year, _)| year).last().unwrap();
        let mut case = Self(workbook, year);
        case.apply(new_meeting(case.book(), KAI, ROUND, "第2回".into(), "会議".into()));
        case
    }

    fn book(&self) -> &YearBook {
        self.0.year(self.1).unwrap()
    }

    fn outline(&self) -> Outline {
        self.0.outline(self.1)
    }

    fn apply(&mut self, edits: Vec<YearEdit>) {
        let edits = edits.into_iter().map(|edit| Edit::In(self.1, edit)).collect();
        self.0.apply(Edit::All(edits), &author(0)).unwrap();
    }

    fn agenda(&self) -> Vec<NodeId> {
        agenda(self.book(), &self.outline(), KAI)
    }

    fn rounds(&self) -> Vec<String> {
        rounds(self.book(), KAI).iter().map(|round| round.label.clone()).collect()
    }

    fn add_round(&mut self, id: RoundId, label: &str, meeting: Option<MeetingId>, order: OrderKey) {
        let round = Round { id, label: label.into(), meeting, order };
        self.apply(vec![YearEdit::Put(Element::Round(round))]);
    }
}

#[test]
fn a_meeting_takes_all_that_is_rated_until_its_agenda_is_changed() {
    let mut case = Case::new();
    let plan = rated(case.book(), &case.outline());
    assert!(plan.len() > 5 && !has_agenda(case.book(), KAI));
    assert_eq!(case.agenda(), plan);

    case.apply(step(case.book(), &case.outline(), KAI, plan[1], false));
    let mut expected = plan.clone();
    expected.swap(0, 1);
    assert_eq!(case.agenda(), expected, "all of it is written with the first change");
    let edits = step(case.book(), &case.outline(), KAI, plan[0], true);
    assert_eq!(edits.len(), 2, "only what differs is written");
    case.apply(edits);
    expected.swap(1, 2);
    assert_eq!(case.agenda(), expected);
    for (node, down) in [(expected[0], false), (expected[plan.len() - 1], true)] {
        assert_eq!(step(case.book(), &case.outline(), KAI, node, down), []);
    }

    case.apply(clear_agenda(case.book(), KAI));
    assert!(!has_agenda(case.book(), KAI));
    assert_eq!(case.agenda(), plan);
}

#[test]
fn what_is_chosen_keeps_its_order_and_the_rest_follows_the_plan() {
    let mut case = Case::new();
    let plan = rated(case.book(), &case.outline());
    case.apply(step(case.book(), &case.outline(), KAI, plan[3], false));
    case.apply(choose(case.book(), &case.outline(), KAI, &[plan[2], plan[3]]));
    assert_eq!(case.agenda(), [plan[3], plan[2]]);
    case.apply(choose(case.book(), &case.outline(), KAI, &[plan[2], plan[0], plan[3], plan[1]]));
    assert_eq!(case.agenda(), [plan[3], plan[2], plan[0], plan[1]]);
}

#[test]
fn an_item_that_was_dropped_waits_apart_and_comes_back_with_the_plan() {
    let mut case = Case::new();
    let plan = rated(case.book(), &case.outline());
    case.apply(choose(case.book(), &case.outline(), KAI, &plan[..4]));
    let change = case.0.apply(Edit::In(case.1, YearEdit::Drop(plan[1])), &author(0)).unwrap();
    assert_eq!(case.agenda(), [plan[0], plan[2], plan[3]]);
    assert_eq!(dropped(case.book(), &case.outline(), KAI), [plan[1]]);
    case.apply(step(case.book(), &case.outline(), KAI, plan[3], false));
    assert_eq!(case.agenda(), [plan[0], plan[3], plan[2]]);

    case.0.revert(&change, &author(0));
    assert!(dropped(case.book(), &case.outline(), KAI).is_empty());
    assert!(case.agenda().contains(&plan[1]));
}

#[test]
fn rounds_stand_before_and_behind_those_of_their_meeting() {
    let mut case = Case::new();
    assert_eq!(case.rounds(), ["会議"]);
    case.add_round(RoundId::known("ni"), "第2回の投票", Some(KAI), order_behind(case.book(), KAI));
    case.add_round(RoundId::known("san"), "第3回の投票", Some(KAI), order_behind(case.book(), KAI));
    case.add_round(RoundId::known("mae"), "事前評価", None, order_before(case.book(), KAI));
    assert_eq!(case.rounds(), ["事前評価", "会議", "第2回の投票", "第3回の投票"]);
    let first = case.book().rounds_in_order()[0].meeting;
    assert!(first.is_some_and(|meeting| meeting != KAI), "the earlier meeting's round stays the first");
}

#[test]
fn nothing_is_left_of_a_meeting_that_is_taken_back() {
    let before = sample::workbook();
    let mut case = Case::new();
    let plan = rated(case.book(), &case.outline());
    let meeting = case.book().meetings.get(KAI).unwrap().clone();
    case.apply(all_present(case.book(), &meeting));
    assert_eq!(all_present(case.book(), &meeting), [], "everyone is noted already");
    let noted: Vec<AttendanceState> =
        case.book().attendances.values().filter(|it| it.meeting == KAI).map(|it| it.state).collect();
    assert!(noted.len() > 5 && noted.iter().all(|&state| state == AttendanceState::Present));
    case.apply(step(case.book(), &case.outline(), KAI, plan[0], true));
    case.apply(vec![park(case.book(), KAI, plan[0], true)]);
    assert!(!is_meeting_used(case.book(), KAI), "what was put off is no rating");
    case.apply(remove_meeting(case.book(), KAI));
    assert_eq!(case.book(), before.year(case.1).unwrap());
}

#[test]
fn a_meeting_with_a_rating_is_used() {
    let mut case = Case::new();
    let node = case.agenda()[0];
    assert!(!is_meeting_used(case.book(), KAI) && !is_round_used(case.book(), ROUND));
    let earlier = case.book().meetings_in_order()[0].id;
    assert!(is_meeting_used(case.book(), earlier), "the sample's meeting has ballots");
    let axis = case.book().form.committee.axes[0].id;
    let hands = HandCount { round: ROUND, node, axis, counts: Default::default(), abstain: 1, cannot: 0 };
    case.apply(vec![YearEdit::Put(Element::HandCount(hands))]);
    assert!(is_meeting_used(case.book(), KAI) && is_round_used(case.book(), ROUND));
}

#[test]
fn putting_off_leaves_nothing_behind_when_it_is_taken_back() {
    let mut case = Case::new();
    let node = case.agenda()[0];
    case.apply(vec![park(case.book(), KAI, node, true)]);
    assert!(case.book().proceedings.get((KAI, node)).is_some_and(|it| it.parked));
    case.apply(vec![park(case.book(), KAI, node, false)]);
    assert!(!case.book().proceedings.contains((KAI, node)));
}
