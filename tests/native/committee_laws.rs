//! The laws of the committee's tally, over random years. `PROPTEST_CASES` sets how many.

use crate::committee_recount::{differing, given, meeting_of, recount};
use crate::committee_years::*;
use crate::histories::author;
use hyokacho::model::committee::Proceeding;
use hyokacho::model::edit::{Edit, YearEdit};
use hyokacho::model::element::Element;
use hyokacho::model::form::{Base, Proposal, Scale};
use hyokacho::model::id::{AxisId, GradeId, MeetingId, NodeId};
use hyokacho::model::place::Place;
use hyokacho::model::workbook::Workbook;
use hyokacho::tally::committee::{CommitteeTally, tally};
use hyokacho::tally::proposal::{Proposed, base, propose};
use hyokacho::tally::sitting;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn config() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(asked.unwrap_or(1500)) }
}

fn everywhere() -> impl Iterator<Item = (NodeId, AxisId)> {
    NODES.into_iter().flat_map(|node| AXES.into_iter().map(move |axis| (node, axis)))
}

fn tallies(workbook: &Workbook) -> Vec<CommitteeTally> {
    everywhere().map(|(node, axis)| tally(workbook, the_year(), node, axis)).collect()
}

fn joined(one: &Workbook, other: &Workbook) -> Workbook {
    let mut out = one.clone();
    out.join(other).unwrap();
    out
}

/// Closes an item in the meeting that deals with it, or opens it.
fn set_closed(workbook: &mut Workbook, meeting: MeetingId, node: NodeId, close: bool) {
    let year = the_year();
    let old = workbook.year(year).unwrap().proceedings.get((meeting, node)).cloned();
    let mut new = old.unwrap_or_else(|| Proceeding::new(meeting, node));
    new.closed = close.then(|| sitting::closing(workbook, year, node, "15:00".into()));
    let edit = YearEdit::Put(Element::Proceeding(Box::new(new)));
    workbook.apply(Edit::In(year, edit), &author(0)).unwrap();
}

/// Returns whether differing ratings of an item stand side by side.
fn is_disputed(workbook: &Workbook, node: NodeId) -> bool {
    let of_item = |place: &Place| {
        matches!(place, Place::Element(..)) && place.to_string().contains(&format!("/{node}/"))
    };
    workbook.conflicts().iter().any(of_item)
}

fn scale_of(workbook: &Workbook, axis: AxisId) -> Scale {
    let form = &workbook.year(the_year()).unwrap().form;
    form.scale(form.axis(axis).unwrap().scale).unwrap().clone()
}

/// Returns the grade that most gave, by going through all of them.
fn most(tally: &CommitteeTally) -> Vec<GradeId> {
    let beaten = |votes: u32| tally.counts.values().any(|&other| other > votes);
    tally
        .counts
        .iter()
        .filter(|(_, votes)| **votes > 0 && !beaten(**votes))
        .map(|(&grade, _)| grade)
        .collect()
}

/// Returns the two votes in the middle, counting off one from each end.
fn middle(tally: &CommitteeTally, scale: &Scale) -> Option<(GradeId, GradeId)> {
    let mut votes: Vec<usize> = Vec::new();
    for (grade, &count) in &tally.counts {
        let at = scale.grades.iter().position(|it| it.id == *grade).unwrap();
        votes.extend(std::iter::repeat_n(at, count as usize));
    }
    votes.sort();
    while votes.len() > 2 {
        votes.remove(0);
        votes.pop();
    }
    Some((scale.grades[*votes.first()?].id, scale.grades[*votes.last()?].id))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn each_member_is_in_exactly_one_class((start, acts) in (starts(), acts())) {
        let [one, other] = two_replicas(&start, &acts);
        for book in [&one, &joined(&one, &other)] {
            for it in tallies(book).into_iter().filter(|it| it.seats > 0) {
                let apart = [it.abstain, it.cannot, it.missing, it.absent, it.undecided, it.unknown];
                let all = it.answers() + apart.iter().sum::<u32>();
                prop_assert_eq!(all, it.seats + it.surplus, "{:?}", it);
                prop_assert!(it.counts.values().all(|&votes| votes > 0), "{:?}", it);
            }
        }
    }

    #[test]
    fn a_tally_is_that_of_a_naive_recount((start, acts) in (starts(), acts())) {
        let [one, other] = two_replicas(&start, &acts);
        for book in [&one, &joined(&one, &other)] {
            for (node, axis) in everywhere() {
                let of = sitting::sitting(book.year(the_year()).unwrap(), node).map(|it| it.id);
                prop_assert_eq!(of, meeting_of(book.year(the_year()).unwrap(), node));
                prop_assert_eq!(tally(book, the_year(), node, axis), recount(book, the_year(), node, axis));
            }
        }
    }

    #[test]
    fn closing_changes_no_count_and_neither_does_what_comes_after(
        (start, acts, after) in (starts(), acts(), acts())
    ) {
        let [one, other] = two_replicas(&start, &acts);
        let mut book = joined(&one, &other);
        let node = NODES[0];
        let Some(meeting) = meeting_of(book.year(the_year()).unwrap(), node) else { return Ok(()) };
        if !book.outline(the_year()).contains(node) {
            return Ok(());
        }
        set_closed(&mut book, meeting, node, false);
        let before = tallies(&book);
        let then = given(&book, the_year(), node);
        set_closed(&mut book, meeting, node, true);
        let closed = tallies(&book);
        // What is disputed is left out at closing, and is to be settled first.
        prop_assert!(is_disputed(&book, node) || before == closed, "{:?} {:?}", before, closed);
        let mut books = [book.clone(), book];
        for &it in after.iter().filter(|it| is_of_the_room(it)) {
            let who = usize::from(it.2 >> 14 == 0);
            let before = books[who].clone();
            act(&mut books[who], who as u64, it);
            // A later meeting that takes the item up goes by its own ratings.
            if meeting_of(books[who].year(the_year()).unwrap(), node) != Some(meeting) {
                books[who] = before;
            }
        }
        let mut book = joined(&books[0], &books[1]);
        let of_item = |all: Vec<CommitteeTally>| all.into_iter().take(AXES.len()).collect::<Vec<_>>();
        prop_assert_eq!(of_item(tallies(&book)), of_item(closed));
        let late: Vec<_> = sitting::late(&book, the_year(), node);
        for it in late.iter().filter(|it| it.member.is_some()) {
            let counted = then.0.get(&(it.round, it.axis, it.member.unwrap())).copied();
            prop_assert_eq!(it.counted, counted);
        }
        let listed: BTreeSet<_> = late.iter().map(|it| (it.round, it.axis, it.member, format!("{:?}", it.now))).collect();
        prop_assert_eq!(listed.len(), late.len(), "each difference once: {:?}", late);
        prop_assert_eq!(listed, differing(&book, the_year(), node, &then));
        set_closed(&mut book, meeting, node, false);
        prop_assert_eq!(sitting::late(&book, the_year(), node), vec![]);
        for axis in AXES {
            prop_assert_eq!(tally(&book, the_year(), node, axis), recount(&book, the_year(), node, axis));
        }
    }

    #[test]
    fn the_order_of_entry_does_not_matter(
        (start, acts, seed) in (starts(), acts(), any::<u64>())
    ) {
        let empty = start.workbook();
        let giving = acts.into_iter().filter(|it| matches!(it.0 % 32, 0..=18));
        let mut places = BTreeSet::new();
        let mut entries = Vec::new();
        for edit in giving.flat_map(|it| edits(&empty, it)) {
            let mut tried = empty.clone();
            let change = tried.apply(Edit::In(the_year(), edit.clone()), &author(0)).unwrap();
            if change.places().all(|place| places.insert(place)) {
                entries.push(edit);
            }
        }
        let run = |entries: &[YearEdit]| {
            let mut book = empty.clone();
            for edit in entries {
                book.apply(Edit::In(the_year(), edit.clone()), &author(0)).unwrap();
            }
            tallies(&book)
        };
        let there = run(&entries);
        let mut mixed = entries;
        for at in (1..mixed.len()).rev() {
            mixed.swap(at, (seed.rotate_left(at as u32 * 7) % (at as u64 + 1)) as usize);
        }
        prop_assert_eq!(run(&mixed), there);
    }

    #[test]
    fn two_that_join_count_the_same((start, acts) in (starts(), acts())) {
        let [one, other] = two_replicas(&start, &acts);
        let (there, back) = (joined(&one, &other), joined(&other, &one));
        prop_assert_eq!(tallies(&there), tallies(&back));
        for node in NODES {
            let late = |book: &Workbook| sitting::late(book, the_year(), node);
            prop_assert_eq!(late(&there), late(&back));
        }
    }

    #[test]
    fn a_proposal_is_what_its_rule_says_and_never_more((start, acts) in (starts(), acts())) {
        let [one, other] = two_replicas(&start, &acts);
        let book = joined(&one, &other);
        for (node, axis) in everywhere() {
            let (it, scale) = (tally(&book, the_year(), node, axis), scale_of(&book, axis));
            let given = |grade: &GradeId| it.grade(*grade) > 0;
            for of in [Base::Seats, Base::Present, Base::Answers] {
                for rule in [Proposal::None, Proposal::Mode, Proposal::Majority, Proposal::Median] {
                    match propose(&it, &scale, rule, of) {
                        Proposed::Grade(grade) => prop_assert!(given(&grade)),
                        Proposed::Tie(grades) => prop_assert!(grades.len() > 1 && grades.iter().all(given)),
                        Proposed::Nothing => {}
                    }
                }
                let majority = match propose(&it, &scale, Proposal::Majority, of) {
                    Proposed::Grade(grade) => Some(grade),
                    _ => None,
                };
                let half = base(&it, of).map(|base| f64::from(base) / 2.0);
                let above: Vec<GradeId> = half.map_or(vec![], |half| {
                    it.counts.iter().filter(|(_, votes)| f64::from(**votes) > half).map(|(&grade, _)| grade).collect()
                });
                prop_assert_eq!(majority, above.first().copied().filter(|_| above.len() == 1), "{:?}", it);
            }
            prop_assert_eq!(propose(&it, &scale, Proposal::None, Base::Answers), Proposed::Nothing);
            let leaders = most(&it);
            prop_assert_eq!(propose(&it, &scale, Proposal::Mode, Base::Answers), match leaders.as_slice() {
                [] => Proposed::Nothing,
                [grade] => Proposed::Grade(*grade),
                _ => Proposed::Tie(leaders),
            });
            let median = propose(&it, &scale, Proposal::Median, Base::Answers);
            prop_assert_eq!(median, match middle(&it, &scale).filter(|_| scale.ordered) {
                None => Proposed::Nothing,
                Some((one, other)) if one == other => Proposed::Grade(one),
                Some((one, other)) => Proposed::Tie(vec![one, other]),
            });
        }
    }

    #[test]
    fn a_base_holds_all_that_are_counted_of_it((start, acts) in (starts(), acts())) {
        let [one, other] = two_replicas(&start, &acts);
        let book = joined(&one, &other);
        for it in tallies(&book) {
            prop_assert_eq!(base(&it, Base::Answers), Some(it.answers()));
            prop_assert_eq!(base(&it, Base::Present), it.present);
            match base(&it, Base::Seats) {
                None => prop_assert_eq!(it.seats, 0),
                Some(seats) => prop_assert!(it.answers() <= seats + it.surplus, "{:?}", it),
            }
            prop_assert!(it.present.is_none_or(|present| present <= it.seats), "{:?}", it);
        }
    }
}
