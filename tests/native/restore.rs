//! Going back to an earlier state, and where two states differ.

use crate::histories::{World, author, difference, histories, small, visible, year};
use hyokacho::merge::difference::{Difference, differences};
use hyokacho::model::edit::{Edit, EditError, YearEdit};
use hyokacho::model::id::*;
use hyokacho::model::place::{Datum, NodePart, Place, YearPart};
use hyokacho::model::undo::UndoStack;
use hyokacho::model::value::FieldValue;
use hyokacho::model::workbook::Workbook;
use proptest::prelude::*;

fn config() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(asked.unwrap_or(1000)) }
}

fn restore(then: &Workbook) -> Edit {
    Edit::Restore(Box::new(then.clone()))
}

/// Runs a part of a history and keeps the state, then the rest.
fn before_and_after(replicas: usize, ops: &[crate::histories::Op]) -> (Workbook, World) {
    let mut world = World::new(replicas);
    let (first, rest) = ops.split_at(ops.len() / 2);
    first.iter().for_each(|op| world.step(op));
    let then = world.books[0].clone();
    rest.iter().for_each(|op| world.step(op));
    (then, world)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn after_a_restore_everything_is_seen_as_it_was_then((replicas, ops) in histories()) {
        let (then, mut world) = before_and_after(replicas, &ops);
        let book = &mut world.books[0];
        let (before, change) = (book.clone(), book.apply(restore(&then), &author(7)).unwrap());
        prop_assert_eq!(difference(&visible(book), &visible(&then)), None);
        prop_assert_eq!(differences(&then, book), vec![]);
        prop_assert!(book.apply(restore(&then), &author(7)).unwrap().is_empty(), "a second time changes nothing");
        // The part of the step says all of it, and nothing that was written before is forgotten.
        let mut elsewhere = before.clone();
        elsewhere.join(&book.part_of(&change)).unwrap();
        prop_assert_eq!(&elsewhere, &*book);
        prop_assert!(book.covers(&then) && book.covers(&before));
    }

    #[test]
    fn a_restore_is_one_step_of_undo((_, ops) in histories()) {
        let (then, mut world) = before_and_after(1, &ops);
        let book = &mut world.books[0];
        let before = visible(book);
        let change = book.apply(restore(&then), &author(0)).unwrap();
        let mut undo = UndoStack::default();
        undo.push(change, None);
        if let Some(step) = undo.undo(book, &author(0)) {
            prop_assert_eq!(step.skipped, vec![]);
        }
        prop_assert_eq!(difference(&visible(book), &before), None);
        if let Some(step) = undo.redo(book, &author(0)) {
            prop_assert_eq!(step.skipped, vec![]);
        }
        prop_assert_eq!(difference(&visible(book), &visible(&then)), None);
    }

    #[test]
    fn no_difference_means_that_the_same_is_seen((replicas, ops) in histories()) {
        let world = World::run(replicas, &ops);
        let (one, other) = (&world.books[0], &world.books[1]);
        let found = differences(one, other);
        if found.is_empty() {
            prop_assert_eq!(difference(&visible(one), &visible(other)), None);
        }
        let turned: Vec<Difference> =
            found.into_iter().map(|it| Difference { place: it.place, one: it.other, other: it.one }).collect();
        prop_assert_eq!(differences(other, one), turned);
    }
}

fn edit(book: &mut Workbook, of: i32, edit: YearEdit) {
    book.apply(Edit::In(year(of), edit), &author(0)).unwrap();
}

#[test]
fn a_year_started_since_is_taken_back_and_a_closed_year_is_restored() {
    let then = small();
    let mut now = then.clone();
    let start = Edit::StartYear { from: year(2019), year: year(2020), label: "令和2年度".into() };
    now.apply(start, &author(0)).unwrap();
    edit(&mut now, 2019, YearEdit::Title(NodeId::known("p"), "別の名前".into()));
    edit(&mut now, 2019, YearEdit::Close(Default::default()));
    let seen = visible(&now);
    let change = now.apply(restore(&then), &author(0)).unwrap();
    assert_eq!(visible(&now), visible(&then));
    assert!(now.year(year(2019)).unwrap().closed.is_none());
    assert!(change.places().any(|place| place == Place::Year(year(2020), YearPart::Dropped)));
    now.revert(&change, &author(0));
    assert_eq!(visible(&now), seen);
}

#[test]
fn an_edit_that_was_not_seen_survives_a_restore() {
    let then = small();
    let mut here = then.clone();
    let add = YearEdit::AddNode {
        id: NodeId::known("new"),
        level: LevelId::known("programme"),
        parent: Some(NodeId::known("e")),
        after: None,
        number: "⑨".into(),
        title: "新規".into(),
    };
    edit(&mut here, 2019, add);
    let mut there = here.clone();
    let (new, field) = (NodeId::known("new"), FieldId::known("progress"));
    there
        .apply(Edit::In(year(2019), YearEdit::Value(new, field, FieldValue::text("書いた"))), &author(1))
        .unwrap();
    here.apply(restore(&then), &author(0)).unwrap();
    assert!(!here.outline(year(2019)).contains(new));
    here.join(&there).unwrap();
    assert!(here.outline(year(2019)).contains(new), "what another wrote meanwhile stays in view");
}

#[test]
fn only_a_state_of_the_same_workbook_is_restored() {
    let mut book = small();
    let other = Workbook::made_of(WorkbookId::known("other"), small().content().clone());
    assert_eq!(book.apply(restore(&other), &author(0)), Err(EditError::AnotherWorkbook));
    let mut later = small();
    let start = Edit::StartYear { from: year(2019), year: year(2020), label: "令和2年度".into() };
    later.apply(start, &author(1)).unwrap();
    assert_eq!(book.apply(restore(&later), &author(0)), Err(EditError::NoYear(year(2020))));
    let together = Edit::All(vec![restore(&small())]);
    assert_eq!(book.apply(together, &author(0)), Err(EditError::NotTogether));
    assert_eq!(book, small());
}

#[test]
fn each_difference_is_named_once() {
    let then = small();
    let mut now = then.clone();
    let p = NodeId::known("p");
    edit(&mut now, 2019, YearEdit::Value(p, FieldId::known("content"), FieldValue::text("今の内容")));
    edit(&mut now, 2019, YearEdit::Drop(NodeId::known("q")));
    edit(&mut now, 2019, YearEdit::Label("R1".into()));
    let text = |text: &str| Datum::Value(FieldValue::text(text).unwrap());
    let node = |id, part| Place::Node(year(2019), NodeId::known(id), part);
    let found = differences(&then, &now);
    let expected = [
        (Place::Year(year(2019), YearPart::Label), Datum::text("令和元年度"), Datum::text("R1")),
        (node("p", NodePart::Value(FieldId::known("content"))), text("始めの内容"), text("今の内容")),
        (node("q", NodePart::Dropped), Datum::text("項目q"), Datum::Absent),
    ];
    assert_eq!(found, expected.map(|(place, one, other)| Difference { place, one, other }));
    let items: Vec<_> = found.iter().map(Difference::item).collect();
    assert_eq!(items, [None, Some((year(2019), p)), Some((year(2019), NodeId::known("q")))]);
}
