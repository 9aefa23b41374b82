//! What the projector shows: the counts with their base, and nothing of what is hidden.

use crate::histories::{author, small, year};
use hyokacho::meeting::screen::{Class, GradeCount, Screen, View, screen};
use hyokacho::model::committee::*;
use hyokacho::model::edit::{Edit, YearEdit};
use hyokacho::model::element::Element;
use hyokacho::model::form::{Axis, Base, Grade, Scale};
use hyokacho::model::id::*;
use hyokacho::model::order::OrderKey;
use hyokacho::model::table::{Keyed, Table};
use hyokacho::model::workbook::Workbook;
use hyokacho::model::year_book::YearBook;
use proptest::prelude::*;

const M: NodeId = NodeId::known("m");
const KAI: MeetingId = MeetingId::known("kai");
const ROUND: RoundId = RoundId::known("round");
const AXIS: AxisId = AxisId::known("proposal");
const MEMBERS: [&str; 12] = ["ma", "mb", "mc", "md", "me", "mf", "mg", "mh", "mi", "mj", "mk", "ml"];

/// A meeting of twelve that rates 施策 `m`, changed as the test needs it.
fn meeting(change: impl FnOnce(&mut YearBook)) -> Workbook {
    let mut content = small().content().clone();
    let book = content.years.get_mut(&year(2019)).unwrap();
    let order = OrderKey::between(None, None);
    book.members = MEMBERS
        .iter()
        .zip(OrderKey::spread(12))
        .map(|(id, order)| Member {
            id: id.parse().unwrap(),
            name: format!("委員{id}"),
            seat: String::new(),
            role: String::new(),
            section: String::new(),
            retired: false,
            order,
        })
        .collect();
    book.meetings = [Meeting {
        id: KAI,
        title: "第2回推進委員会".into(),
        day: String::new(),
        place: String::new(),
        section: String::new(),
        blind: false,
        order: order.clone(),
    }]
    .into_iter()
    .collect();
    book.rounds =
        [Round { id: ROUND, label: "会議".into(), meeting: Some(KAI), order }].into_iter().collect();
    change(book);
    Workbook::made_of(WorkbookId::known("plan"), content)
}

/// Puts an element into a table, in the place of one with its key.
fn put<T: Keyed + Clone>(table: &mut Table<T>, element: T) {
    let others: Vec<T> = table.values().filter(|it| it.key() != element.key()).cloned().collect();
    *table = others.into_iter().chain([element]).collect();
}

fn show(workbook: &Workbook, view: View) -> Screen {
    screen(workbook, year(2019), KAI, M, AXIS, view).unwrap()
}

fn grade(id: &str) -> Vote {
    Vote::Grade(id.parse().unwrap())
}

fn vote(book: &mut YearBook, axis: AxisId, member: usize, vote: Vote) {
    let member = MEMBERS[member].parse().unwrap();
    put(
        &mut book.ballots,
        Ballot { round: ROUND, node: M, axis, member, vote, comment: String::new(), proxy: false },
    );
}

fn attend(book: &mut YearBook, member: usize, state: AttendanceState, time: &str) {
    let member = MEMBERS[member].parse().unwrap();
    put(&mut book.attendances, Attendance { meeting: KAI, member, state, time: time.into() });
}

fn everybody_is_there(book: &mut YearBook) {
    (0..12).for_each(|member| attend(book, member, AttendanceState::Present, ""));
}

/// Each grade as `A 5 45%`.
fn counts(screen: &Screen) -> Vec<String> {
    let line = |it: &GradeCount| match (it.votes, it.share) {
        (Some(votes), Some(share)) => format!("{} {votes} {share}%", it.key),
        (Some(votes), None) => format!("{} {votes}", it.key),
        _ => it.key.clone(),
    };
    screen.grades.iter().map(line).collect()
}

/// A scale of so many grades with the ids `ga`, `gb` …
fn scale(grades: usize, ordered: bool) -> Scale {
    let grade = |at: usize| Grade {
        id: format!("g{}", char::from(b'a' + at as u8)).parse().unwrap(),
        key: format!("{}", at + 1),
        label: String::new(),
        definition: String::new(),
    };
    Scale {
        id: ScaleId::known("steps"),
        label: "段階".into(),
        ordered,
        grades: (0..grades).map(grade).collect(),
        marks: Vec::new(),
    }
}

/// Adds an axis on a scale of its own.
fn add_axis(book: &mut YearBook, scale: Scale) -> AxisId {
    let id = AxisId::known("second");
    let axis = Axis { id, label: "方向".into(), aliases: Vec::new(), scale: scale.id, beside: None };
    book.form.scales.push(scale);
    book.form.committee.axes.push(axis);
    id
}

#[test]
fn counts_stand_with_their_shares_and_their_base() {
    let votes = ["a", "a", "a", "a", "a", "b", "b", "c"];
    let fill = |base: Base| {
        meeting(|book| {
            everybody_is_there(book);
            attend(book, 11, AttendanceState::Absent, "");
            votes.iter().enumerate().for_each(|(at, id)| vote(book, AXIS, at, grade(id)));
            vote(book, AXIS, 8, Vote::Abstain);
            vote(book, AXIS, 9, Vote::Cannot);
            book.form.committee.base = base;
        })
    };
    let shown = show(&fill(Base::Answers), View::Counts);
    // An eighth is 12.5 %, and a half is rounded up.
    assert_eq!(counts(&shown), ["A 5 63%", "B 2 25%", "C 1 13%"]);
    assert_eq!((shown.answers, shown.present, shown.seats), (Some(8), Some(11), 12));
    assert_eq!((shown.given, shown.expected), (10, Some(11)));
    let classes = [(Class::Abstain, 1), (Class::Cannot, 1), (Class::Missing, 1), (Class::Absent, 1)];
    assert_eq!(shown.classes, classes);
    assert_eq!(shown.grades.iter().map(|it| it.tone).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!((shown.heading().as_str(), shown.meeting.as_str()), ("項目m", "第2回推進委員会"));
    assert_eq!(shown.axis, "", "one axis needs no name");
    assert_eq!(counts(&show(&fill(Base::Present), View::Counts)), ["A 5 45%", "B 2 18%", "C 1 9%"]);
    assert_eq!(counts(&show(&fill(Base::Seats), View::Counts)), ["A 5 42%", "B 2 17%", "C 1 8%"]);
    assert!(shown.is_sound());
}

#[test]
fn who_comes_late_is_absent_until_the_time_is_noted() {
    let fill = |time: &'static str| {
        meeting(|book| {
            everybody_is_there(book);
            attend(book, 0, AttendanceState::Late, time);
            (1..12).for_each(|at| vote(book, AXIS, at, grade("b")));
        })
    };
    assert_eq!(show(&fill(""), View::Counts).classes, [(Class::Absent, 1)]);
    let come = show(&fill("14:20"), View::Counts);
    assert_eq!((come.classes, come.given, come.expected), (vec![(Class::Missing, 1)], 11, Some(12)));
}

#[test]
fn a_surplus_of_hands_is_not_told_to_the_room() {
    let workbook = meeting(|book| {
        let counts = [(GradeId::known("a"), 13)].into();
        put(
            &mut book.hand_counts,
            HandCount { round: ROUND, node: M, axis: AXIS, counts, abstain: 0, cannot: 0 },
        );
    });
    let shown = show(&workbook, View::Counts);
    assert_eq!(counts(&shown), ["A 13 100%", "B 0 0%", "C 0 0%"]);
    assert!(shown.classes.is_empty());
}

#[test]
fn twelve_steps_and_grades_without_an_order_are_shown_as_they_stand() {
    for ordered in [true, false] {
        let workbook = meeting(|book| {
            book.form.committee.axes.clear();
            let axis = add_axis(book, scale(12, ordered));
            [11, 11, 3].iter().enumerate().for_each(|(at, &step)| {
                let id = format!("g{}", char::from(b'a' + step as u8));
                vote(book, axis, at, grade(&id));
            });
        });
        let shown = screen(&workbook, year(2019), KAI, M, AxisId::known("second"), View::Counts).unwrap();
        let votes: Vec<u32> = shown.grades.iter().filter_map(|it| it.votes).collect();
        assert_eq!(votes, [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2]);
        assert_eq!(shown.grades[11].tone, 12);
        assert!(shown.is_sound());
    }
}

#[test]
fn another_axis_is_a_line() {
    let workbook = meeting(|book| {
        let second = add_axis(book, scale(3, false));
        vote(book, AXIS, 0, grade("a"));
        vote(book, second, 0, grade("gb"));
        vote(book, second, 1, grade("gb"));
        let grade = Some(GradeId::known("gb"));
        put(&mut book.decisions, Decision { node: M, axis: second, grade, reason: String::new() });
    });
    let shown = show(&workbook, View::Counts);
    assert_eq!(shown.axis, "評価案");
    let [other] = shown.others.as_slice() else { panic!("{:?}", shown.others) };
    assert_eq!(other.counts, [("1".into(), 0), ("2".into(), 2), ("3".into(), 0)]);
    assert_eq!(other.decision.as_ref().map(|it| it.key.as_str()), Some("2"));
    assert_eq!(shown.decision, None, "the decision on one axis is none on the other");
}

#[test]
fn a_decision_is_a_grade_or_none_and_waits_while_two_contradict() {
    let decide = |grade: Option<&'static str>| Decision {
        node: M,
        axis: AXIS,
        grade: grade.map(GradeId::known),
        reason: " 多数決による。\n".into(),
    };
    let decided =
        |decision: Decision| show(&meeting(|book| put(&mut book.decisions, decision)), View::Counts).decision;
    let grade = decided(decide(Some("b"))).unwrap();
    assert_eq!((grade.key.as_str(), grade.tone, grade.reason.as_str()), ("B", 2, "多数決による。"));
    let none = decided(decide(None)).unwrap();
    assert_eq!((none.key.as_str(), none.tone), ("", 0));
    assert_eq!(decided(decide(Some("gone"))), None, "the scale no longer has it");

    let mut one = meeting(|_| ());
    let mut other = one.clone();
    let decided_by = |book: &mut Workbook, who, grade| {
        let edit = YearEdit::Put(Element::Decision(decide(Some(grade))));
        book.apply(Edit::In(year(2019), edit), &author(who)).unwrap();
    };
    decided_by(&mut one, 0, "a");
    decided_by(&mut other, 1, "b");
    assert!(show(&one, View::Counts).decision.is_some());
    one.join(&other).unwrap();
    assert_eq!(show(&one, View::Counts).decision, None);
}

#[test]
fn what_is_discussed_has_no_counts_until_something_is_counted() {
    let fill = |votes: usize| {
        meeting(|book| {
            put(&mut book.proceedings, Proceeding { way: Way::Discussion, ..Proceeding::new(KAI, M) });
            (0..votes).for_each(|at| vote(book, AXIS, at, grade("a")));
        })
    };
    let shown = show(&fill(0), View::Counts);
    assert!(shown.discussion && shown.has_no_counts());
    assert!(!show(&fill(1), View::Counts).has_no_counts());
}

#[test]
fn opinions_are_shown_by_page_with_their_authors_only_where_the_form_says_so() {
    let fill = |named| {
        meeting(|book| {
            book.form.committee.named_opinions = named;
            let orders = OrderKey::spread(30);
            for (at, order) in orders.into_iter().enumerate() {
                let heading = book.form.committee.headings[at / 20].id;
                put(
                    &mut book.opinions,
                    Opinion {
                        id: Id::from_random(at as u64).into(),
                        node: M,
                        heading,
                        text: format!("{at}番目の意見。{}", "窓口を増やしてほしい。".repeat(at % 7)),
                        author: Some(MemberId::known("ma")),
                        order,
                    },
                );
            }
        })
    };
    let workbook = fill(false);
    let first = show(&workbook, View::Opinions(0));
    assert!(first.pages > 3 && first.opinions.iter().all(|it| it.author.is_empty()));
    let pages = (0..first.pages).map(|page| show(&workbook, View::Opinions(page)));
    let told: Vec<String> = pages.flat_map(|page| page.opinions).map(|it| it.text).collect();
    let whole = told.concat();
    let places: Vec<usize> = (0..30).filter_map(|at| whole.find(&format!("{at}番目の意見。"))).collect();
    assert_eq!(places.len(), 30);
    assert!(places[..20].is_sorted() && places[20..].is_sorted());
    let behind = show(&workbook, View::Opinions(99));
    assert_eq!(behind.view, View::Opinions(first.pages - 1));
    assert_eq!(show(&fill(true), View::Opinions(0)).opinions[0].author, "委員ma");
    let counts = show(&workbook, View::Counts);
    assert_eq!((counts.opinions.len(), counts.pages), (0, first.pages));
}

#[test]
fn what_is_not_there_is_not_shown() {
    let workbook = meeting(|_| ());
    let (kai, axis) = (MeetingId::known("other"), AxisId::known("other"));
    assert_eq!(screen(&workbook, year(2019), kai, M, AXIS, View::Counts), None);
    assert_eq!(screen(&workbook, year(2020), KAI, M, AXIS, View::Counts), None);
    assert_eq!(screen(&workbook, year(2019), KAI, NodeId::known("x"), AXIS, View::Counts), None);
    assert_eq!(screen(&workbook, year(2019), KAI, M, axis, View::Counts), None);
}

#[test]
fn a_screen_comes_back_from_its_json() {
    let workbook = meeting(|book| {
        add_axis(book, scale(3, true));
        vote(book, AXIS, 0, grade("a"));
        put(&mut book.decisions, Decision { node: M, axis: AXIS, grade: None, reason: "保留".into() });
    });
    let shown = show(&workbook, View::Opinions(0));
    let text = serde_json::to_string(&shown).unwrap();
    assert_eq!(serde_json::from_str::<Screen>(&text).unwrap(), shown);
}

/// Twelve members' votes on two axes, by number: grades, 棄権, 評価できない, nothing.
fn votes() -> impl Strategy<Value = Vec<(bool, u8, u8)>> {
    prop::collection::vec((any::<bool>(), 0..5u8, 0..5u8), 12)
}

fn hidden(votes: &[(bool, u8, u8)], other: bool, hands: bool) -> Workbook {
    meeting(|book| {
        let second = add_axis(book, scale(3, true));
        let meeting = book.meetings.get(KAI).unwrap().clone();
        put(&mut book.meetings, Meeting { blind: true, ..meeting });
        everybody_is_there(book);
        let decided = if other { "a" } else { "b" };
        let decision =
            Decision { node: M, axis: AXIS, grade: Some(GradeId::known(decided)), reason: decided.into() };
        put(&mut book.decisions, decision);
        let first = [grade("a"), grade("b"), grade("c"), Vote::Abstain, Vote::Cannot];
        let last = [grade("ga"), grade("gb"), grade("gc"), Vote::Abstain, Vote::Cannot];
        let mut raised =
            HandCount { round: ROUND, node: M, axis: AXIS, counts: [].into(), abstain: 0, cannot: 0 };
        for (at, &(gives, one, two)) in votes.iter().enumerate() {
            let given = if other { two } else { one };
            match first[usize::from(given)] {
                _ if !gives => continue,
                Vote::Grade(id) if hands => *raised.counts.entry(id).or_default() += 1,
                Vote::Abstain if hands => raised.abstain += 1,
                _ if hands => raised.cannot += 1,
                given => vote(book, AXIS, at, given),
            }
            vote(book, second, at, last[usize::from(given)]);
        }
        if hands {
            put(&mut book.hand_counts, raised);
        }
    })
}

proptest! {
    #[test]
    fn a_hidden_screen_is_the_same_whatever_was_given(votes in votes(), hands in any::<bool>()) {
        let one = show(&hidden(&votes, false, hands), View::Counts);
        let two = show(&hidden(&votes, true, hands), View::Counts);
        prop_assert!(one.hidden);
        prop_assert_eq!(one.given as usize, votes.iter().filter(|it| it.0).count());
        prop_assert_eq!(serde_json::to_string(&one).unwrap(), serde_json::to_string(&two).unwrap());
    }
}

#[test]
fn once_revealed_everything_is_there() {
    let votes: Vec<(bool, u8, u8)> = (0..12).map(|at| (at < 10, at % 5, 0)).collect();
    let hidden = hidden(&votes, false, false);
    let shown = show(&hidden, View::Counts);
    assert!(shown.hidden && shown.answers.is_none() && shown.decision.is_none());
    assert_eq!((shown.given, shown.expected), (10, Some(12)));
    let mut content = hidden.content().clone();
    let book = content.years.get_mut(&year(2019)).unwrap();
    put(&mut book.proceedings, Proceeding { revealed: true, ..Proceeding::new(KAI, M) });
    let shown = show(&Workbook::made_of(WorkbookId::known("plan"), content), View::Counts);
    assert_eq!(counts(&shown), ["A 2 33%", "B 2 33%", "C 2 33%"]);
    assert!(!shown.hidden && shown.decision.is_some());
    assert_eq!(shown.others[0].counts.len(), 3);
}
