//! Workbooks that are tied to one file.

use crate::book::{CELLS, author, covers, small, text, type_in, year};
use crate::script::ID;
use crate::shared::{Act, Ask, Shared, beside, run};
use hyokacho::edge::shared_file::Refused;
use hyokacho::edge::tie::{Compared, Desk, Done, Tie, Trouble, compare};
use hyokacho::format::{self, CheckCode, ReadError};
use hyokacho::model::edit::{Edit, YearEdit};
use hyokacho::model::id::{Id, LevelId, NodeId, WorkbookId};
use hyokacho::model::workbook::{Author, Workbook};
use std::cell::RefCell;
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Someone with the workbook open.
struct Person {
    book: RefCell<Workbook>,
    author: Author,
}

impl Person {
    fn new(n: u64) -> Self {
        Self { book: RefCell::new(small(ID)), author: author(n) }
    }

    fn types(&self, cell: usize, text: &str) {
        type_in(&mut self.book.borrow_mut(), &self.author, CELLS[cell], text);
    }

    fn reads(&self, cell: usize) -> String {
        text(&self.book.borrow(), CELLS[cell])
    }

    /// Adds an item of its own.
    fn adds(&self, number: u64) {
        let edit = YearEdit::AddNode {
            id: item(number),
            level: LevelId::known("programme"),
            parent: Some(NodeId::known("g")),
            after: None,
            number: String::new(),
            title: number.to_string(),
        };
        self.book.borrow_mut().apply(Edit::In(year(), edit), &self.author).unwrap();
    }
}

fn item(number: u64) -> NodeId {
    NodeId(Id::from_random(number + 1))
}

fn has(book: &Workbook, number: u64) -> bool {
    book.year(year()).unwrap().nodes.get(item(number)).is_some_and(|node| node.title == number.to_string())
}

impl Desk for Person {
    fn id(&self) -> Option<WorkbookId> {
        Some(self.book.borrow().id())
    }

    fn write(&self) -> Option<(String, CheckCode)> {
        Some(format::write_with_code(&self.book.borrow()))
    }

    fn take_in(&self, other: &Workbook) -> Option<usize> {
        self.book.borrow_mut().join(other).ok().map(|change| change.writes.len())
    }
}

/// Someone with the workbook open and tied.
struct Tied {
    person: Person,
    tie: Tie<Shared>,
}

impl Tied {
    fn new(file: &Shared, n: u64) -> Self {
        Self { person: Person::new(n), tie: Tie::new(file.clone()) }
    }

    fn adds(&mut self, number: u64) {
        self.person.adds(number);
        self.tie.touch();
    }

    fn types(&mut self, cell: usize, text: &str) {
        self.person.types(cell, text);
        self.tie.touch();
    }

    fn turn(&mut self) -> Result<Done, Trouble> {
        run(self.tie.turn(&self.person))
    }
}

fn saved(file: &Shared) -> Workbook {
    format::read(std::str::from_utf8(&file.bytes().unwrap()).unwrap()).unwrap()
}

/// Lets everyone look until nobody has anything to do; fails where that does not come.
fn settle(people: &mut [&mut Tied]) {
    for _ in 0..10 {
        let done: Vec<Done> = people.iter_mut().map(|tied| tied.turn().unwrap()).collect();
        if done.iter().all(|done| *done == Done::default()) {
            return;
        }
    }
    panic!("they do not come to an end");
}

fn assert_together(file: &Shared, one: &Tied, other: &Tied) {
    let book = saved(file);
    assert!(book == *one.person.book.borrow(), "the file is not what the first one has");
    assert!(book == *other.person.book.borrow(), "the file is not what the second one has");
}

#[test]
fn a_new_file_is_filled_and_then_only_looked_at() {
    let file = Shared::new();
    let mut tied = Tied::new(&file, 1);
    assert_eq!(tied.turn(), Ok(Done { taken: 0, wrote: true }));
    assert!(saved(&file) == *tied.person.book.borrow());
    let before = file.reads_and_writes();
    assert_eq!(tied.turn(), Ok(Done::default()));
    assert_eq!(file.reads_and_writes(), before, "an unchanged file is not read");
    tied.tie.touch();
    assert_eq!(tied.turn(), Ok(Done::default()));
    assert_eq!(file.reads_and_writes().1, before.1, "the same content is not written again");
}

#[test]
fn what_others_wrote_is_taken_in_and_not_written_back() {
    let file = Shared::new();
    let (mut one, mut other) = (Tied::new(&file, 1), Tied::new(&file, 2));
    settle(&mut [&mut one, &mut other]);
    one.types(0, "見守り");
    assert_eq!(one.turn(), Ok(Done { taken: 0, wrote: true }));
    assert_eq!(other.turn(), Ok(Done { taken: 1, wrote: false }));
    assert_eq!(other.person.reads(0), "見守り");
    // Both have something: one write is enough.
    one.types(0, "見守りと声かけ");
    other.types(1, "研修");
    one.turn().unwrap();
    assert_eq!(other.turn(), Ok(Done { taken: 1, wrote: true }));
    assert_eq!(one.turn(), Ok(Done { taken: 1, wrote: false }));
    settle(&mut [&mut one, &mut other]);
    assert_together(&file, &one, &other);
    assert_eq!((one.person.reads(0), one.person.reads(1)), ("見守りと声かけ".into(), "研修".into()));
}

#[test]
fn of_200_alternating_edits_none_is_lost() {
    let file = Shared::new();
    let (mut one, mut other) = (Tied::new(&file, 1), Tied::new(&file, 2));
    settle(&mut [&mut one, &mut other]);
    let mut order: u32 = 0x9e37_79b9;
    for number in 0..200 {
        if number % 2 == 0 {
            one.adds(number)
        } else {
            other.adds(number)
        }
        order = order.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        // Now one looks, now the other, now both at once in some order of their steps.
        match order >> 30 {
            0 => drop(one.turn().unwrap()),
            1 => drop(other.turn().unwrap()),
            _ => {
                let (a, b) = beside(one.tie.turn(&one.person), other.tie.turn(&other.person), order);
                a.unwrap();
                b.unwrap();
            }
        }
    }
    settle(&mut [&mut one, &mut other]);
    assert_together(&file, &one, &other);
    let lost: Vec<u64> = (0..200).filter(|&number| !has(&saved(&file), number)).collect();
    assert_eq!(lost, Vec::<u64>::new());
    assert!(saved(&file).conflicts().is_empty());
}

#[test]
fn in_whatever_order_two_people_save_both_end_with_everything() {
    let mut overwritten = 0;
    for order in 0..1 << 12 {
        let file = Shared::new();
        let (mut one, mut other) = (Tied::new(&file, 1), Tied::new(&file, 2));
        settle(&mut [&mut one, &mut other]);
        one.types(0, "一人目");
        other.types(1, "二人目");
        let (a, b) = beside(one.tie.turn(&one.person), other.tie.turn(&other.person), order);
        a.unwrap();
        b.unwrap();
        let both = |book: &Workbook| CELLS.map(|cell| text(book, cell)) == ["一人目", "二人目"];
        overwritten += usize::from(!both(&saved(&file)));
        settle(&mut [&mut one, &mut other]);
        assert_together(&file, &one, &other);
        assert!(both(&saved(&file)), "in the order {order:b}");
    }
    assert!(overwritten > 0, "no order let one write over the other, so nothing was tried");
}

#[test]
fn what_another_wrote_over_in_the_same_moment_is_written_again() {
    let file = Shared::new();
    let (mut one, mut other) = (Tied::new(&file, 1), Tied::new(&file, 2));
    settle(&mut [&mut one, &mut other]);
    one.types(0, "一人目");
    other.types(1, "二人目");
    // The second has looked for the last time, then the first writes and reads back, then the
    // second writes over it.
    let before = file.bytes();
    one.turn().unwrap();
    let first = file.bytes();
    file.put(before);
    other.turn().unwrap();
    assert!(!covers(&saved(&file), &format::read(std::str::from_utf8(&first.unwrap()).unwrap()).unwrap()));
    assert_eq!(one.turn(), Ok(Done { taken: 1, wrote: true }));
    settle(&mut [&mut one, &mut other]);
    assert_together(&file, &one, &other);
    assert_eq!((other.person.reads(0), other.person.reads(1)), ("一人目".into(), "二人目".into()));
}

#[test]
fn a_refusal_at_any_call_leaves_the_file_whole_and_passes() {
    let refusals =
        [Refused::Gone, Refused::Locked, Refused::Denied, Refused::Full, Refused::Other("no".into())];
    for refused in refusals {
        for at in 0.. {
            let file = Shared::new();
            let (mut one, mut other) = (Tied::new(&file, 1), Tied::new(&file, 2));
            settle(&mut [&mut one, &mut other]);
            other.types(1, "二人目");
            other.turn().unwrap();
            one.types(0, "一人目");
            let refusal = refused.clone();
            file.fail(move |_, number| if number == at { Act::Refuse(refusal.clone()) } else { Act::Go });
            let outcome = one.turn();
            if file.calls() <= at {
                assert!(at >= 4, "a turn has at least four calls");
                break;
            }
            assert_eq!(outcome, Err(Trouble::File(refused.clone())), "call {at}");
            assert!(covers(&saved(&file), &other.person.book.borrow()), "call {at}");
            file.mend();
            let done = one.turn().unwrap();
            assert_eq!(done.taken, 1, "what was taken in before the refusal is told afterwards");
            settle(&mut [&mut one, &mut other]);
            assert_together(&file, &one, &other);
            assert_eq!((one.person.reads(0), one.person.reads(1)), ("一人目".into(), "二人目".into()));
        }
    }
}

#[test]
fn what_was_not_written_whole_is_not_said_to_be_saved() {
    for act in [Act::Cut, Act::Pretend] {
        let file = Shared::new();
        let mut tied = Tied::new(&file, 1);
        tied.turn().unwrap();
        tied.types(0, "新しい");
        let once = act.clone();
        file.fail(move |ask, _| if ask == Ask::Replace { once.clone() } else { Act::Go });
        assert!(tied.turn().is_err(), "{act:?}");
        file.mend();
        tied.tie.allow();
        tied.turn().unwrap();
        assert_eq!(text(&saved(&file), CELLS[0]), "新しい");
    }
}

#[test]
fn others_who_write_all_the_time_are_said_and_waited_for() {
    let file = Shared::new();
    let (mut one, mut other) = (Tied::new(&file, 1), Tied::new(&file, 2));
    settle(&mut [&mut one, &mut other]);
    let bytes = file.bytes();
    let busy = file.clone();
    file.fail(move |ask, _| {
        if ask == Ask::Replace {
            busy.put(bytes.clone());
        }
        Act::Go
    });
    one.types(0, "一人目");
    assert_eq!(one.turn(), Err(Trouble::Busy));
    file.mend();
    assert_eq!(one.turn(), Ok(Done { taken: 0, wrote: true }));
    settle(&mut [&mut one, &mut other]);
    assert_together(&file, &one, &other);
}

/// Puts something else in the place of the file, and expects that it is named and left alone until
/// the file is back.
fn check(content: Option<Vec<u8>>, expected: impl Fn(&Trouble) -> bool) {
    let file = Shared::new();
    let mut tied = Tied::new(&file, 1);
    tied.types(0, "始め");
    tied.turn().unwrap();
    let whole = file.bytes();

    file.put(content.clone());
    for text in ["", "その間に", "その間にも"] {
        if !text.is_empty() {
            tied.types(0, text);
        }
        let trouble = tied.turn().unwrap_err();
        assert!(expected(&trouble), "{trouble:?}");
        assert_eq!(file.bytes(), content, "it is left alone");
    }
    file.put(whole);
    assert_eq!(tied.turn(), Ok(Done { taken: 0, wrote: true }));
    assert_eq!(text(&saved(&file), CELLS[0]), "その間にも");
}

fn whole() -> Vec<u8> {
    format::write(&small(ID)).into_bytes()
}

#[test]
fn a_file_that_is_gone_is_waited_for() {
    check(None, |trouble| *trouble == Trouble::File(Refused::Gone));
}

#[test]
fn another_plans_file_is_never_written_over() {
    let other = format::write(&small(WorkbookId::known("other"))).into_bytes();
    check(Some(other.clone()), |trouble| *trouble == Trouble::AnotherPlan && !trouble.may_be_overwritten());
    let file = Shared::new();
    file.put(Some(other.clone()));
    let mut tied = Tied::new(&file, 1);
    assert_eq!(tied.turn(), Err(Trouble::AnotherPlan));
    tied.tie.allow();
    assert_eq!(tied.turn(), Err(Trouble::AnotherPlan));
    assert_eq!(file.bytes(), Some(other));
}

#[test]
fn a_file_that_is_cut_altered_or_emptied_is_left_alone() {
    let cut = whole()[..whole().len() / 2].to_vec();
    let altered = String::from_utf8(whole()).unwrap().replace("項目p", "項目ｐ").into_bytes();
    check(Some(cut), |trouble| matches!(trouble, Trouble::Unreadable(ReadError::CutShort { .. })));
    check(Some(altered), |trouble| matches!(trouble, Trouble::Unreadable(ReadError::Altered { .. })));
    check(Some(Vec::new()), |trouble| *trouble == Trouble::Emptied);
}

#[test]
fn a_newer_versions_file_and_other_programs_files_are_never_written_over() {
    let newer = String::from_utf8(whole()).unwrap().replace("\"version\": 1", "\"version\": 2").into_bytes();
    let check = |content: Vec<u8>| {
        check(Some(content), |trouble| {
            matches!(trouble, Trouble::Unreadable(_)) && !trouble.may_be_overwritten()
        });
    };
    check(newer);
    check(b"{\"name\": \"other\"}".to_vec());
    check(vec![0x89, b'P', b'N', b'G', 0, 0xff]);
}

#[test]
fn a_damaged_file_is_made_anew_only_as_it_was_shown() {
    let cut = whole()[..whole().len() / 2].to_vec();
    for content in [cut, Vec::new()] {
        let file = Shared::new();
        let (mut one, mut other) = (Tied::new(&file, 1), Tied::new(&file, 2));
        settle(&mut [&mut one, &mut other]);
        file.put(Some(content.clone()));
        one.types(0, "一人目");
        assert!(one.turn().is_err());
        // Meanwhile somebody has put it right, with something new: that is joined.
        other.types(1, "二人目");
        other.tie = Tie::new(file.clone());
        let put_right = other.person.write().unwrap().0.into_bytes();
        one.tie.allow();
        file.put(Some(put_right));
        assert_eq!(one.turn(), Ok(Done { taken: 1, wrote: true }));

        file.put(Some(content));
        assert!(one.turn().is_err());
        one.tie.allow();
        assert_eq!(one.turn(), Ok(Done { taken: 0, wrote: true }));
        settle(&mut [&mut one, &mut other]);
        assert_together(&file, &one, &other);
    }
}

#[test]
fn a_file_that_was_tied_before_must_not_be_empty() {
    let file = Shared::new();
    let person = Person::new(1);
    let mut tie = Tie::again(file.clone());
    assert_eq!(run(tie.turn(&person)), Err(Trouble::Emptied));
    assert_eq!(file.bytes(), Some(Vec::new()));
    tie.allow();
    assert_eq!(run(tie.turn(&person)), Ok(Done { taken: 0, wrote: true }));
}

#[test]
fn an_earlier_file_is_compared_and_joined() {
    let person = Person::new(1);
    person.types(0, "始め");
    let earlier = person.write().unwrap().0;
    assert_eq!(compare(earlier.as_bytes(), &person), Ok(Compared::Same));
    person.types(0, "次");
    assert_eq!(compare(earlier.as_bytes(), &person), Ok(Compared::Covered));
    let colleague = Person::new(2);
    colleague.types(0, "同僚の");
    colleague.types(1, "ここにない");
    let theirs = colleague.write().unwrap().0;
    assert_eq!(compare(theirs.as_bytes(), &person), Ok(Compared::Taken(2)));
    assert_eq!(person.reads(1), "ここにない");
    assert_eq!(compare(theirs.as_bytes(), &person), Ok(Compared::Covered));
    let other = format::write(&small(WorkbookId::known("other")));
    assert_eq!(compare(other.as_bytes(), &person), Err(Trouble::AnotherPlan));
    let cut = &earlier.as_bytes()[..earlier.len() / 2];
    assert!(matches!(compare(cut, &person), Err(Trouble::Unreadable(ReadError::CutShort { .. }))));
}
