//! The laws of join and undo, over random histories. `PROPTEST_CASES` sets how many.

use crate::histories::{KINDS, World, author, difference, histories, small, visible, year};
use hyokacho::model::edit::{Edit, EditError, FormEdit, YearEdit};
use hyokacho::model::id::{FieldId, GradeId, LevelId, NodeId};
use hyokacho::model::place::Scope;
use hyokacho::model::value::FieldValue;
use hyokacho::model::workbook::Workbook;
use proptest::prelude::*;

/// Histories per law; the six laws together run 12,000.
const CASES: u32 = 2000;

fn config() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(asked.unwrap_or(CASES)) }
}

fn joined(one: &Workbook, other: &Workbook) -> Workbook {
    let mut out = one.clone();
    out.join(other).unwrap();
    out
}

/// Asserts that two workbooks are equal, naming the first difference and not all of both.
fn same(one: &Workbook, other: &Workbook) -> Result<(), TestCaseError> {
    prop_assert_eq!(&one.history().made, &other.history().made);
    prop_assert_eq!(&one.history().replicas, &other.history().replicas);
    for place in one.content().places().into_iter().chain(other.content().places()) {
        prop_assert_eq!(one.content().get(&place), other.content().get(&place), "content of {}", place);
    }
    let places = || one.history().registers.keys().chain(other.history().registers.keys());
    for place in places() {
        let registers = [one, other].map(|book| book.history().registers.get(place));
        prop_assert_eq!(registers[0], registers[1], "history of {}", place);
    }
    prop_assert!(one == other, "they differ in empty shells: {:?}", {
        let shells = |book: &Workbook| -> Vec<_> {
            book.content().years.iter().map(|(y, b)| (*y, b.nodes.keys().collect::<Vec<_>>())).collect()
        };
        (shells(one), shells(other), one.history().top(), other.history().top())
    });
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_join_is_commutative_associative_and_idempotent((replicas, ops) in histories()) {
        let world = World::run(replicas, &ops);
        let (a, b) = (&world.books[0], &world.books[1]);
        let c = world.parts.last().unwrap_or(&world.books[replicas - 1]);
        same(&joined(a, b), &joined(b, a))?;
        same(&joined(&joined(a, b), c), &joined(a, &joined(b, c)))?;
        same(&joined(a, a), a)?;
        let mut absorbed = a.clone();
        absorbed.absorb(c.clone()).unwrap();
        same(&absorbed, &joined(a, c))?;
        let ab = joined(a, b);
        same(&joined(&ab, b), &ab)?;
        let mut again = ab.clone();
        prop_assert!(again.join(b).unwrap().is_empty());
    }

    #[test]
    fn everything_meets_in_one_state_and_no_write_is_lost((replicas, ops) in histories()) {
        let world = World::run(replicas, &ops);
        let forth = world.books.iter().fold(world.books[0].clone(), |all, book| joined(&all, book));
        let last = &world.books[replicas - 1];
        let back = world.books.iter().rev().fold(last.clone(), |all, book| joined(&all, book));
        same(&forth, &back)?;
        for (place, stamps) in world.expected() {
            let register = forth.register(&place).unwrap();
            prop_assert_eq!(register.values.into_keys().collect::<std::collections::BTreeSet<_>>(), stamps, "{}", place);
        }
    }

    #[test]
    fn a_part_says_nothing_that_the_whole_does_not((replicas, ops) in histories()) {
        let world = World::run(replicas, &ops);
        let all = world.books.iter().fold(small(), |all, book| joined(&all, book));
        for part in &world.parts {
            same(&joined(&all, part), &all)?;
        }
        let parts_first = world.parts.iter().rev().fold(small(), |all, part| joined(&all, part));
        same(&world.books.iter().fold(parts_first, |all, book| joined(&all, book)), &all)?;
    }

    #[test]
    fn the_parts_of_all_scopes_join_to_the_whole((replicas, ops) in histories()) {
        let world = World::run(replicas, &ops);
        let (one, other) = (&world.books[0], &world.books[1]);
        let mut parts: Vec<Workbook> = one.scopes().into_iter().map(|scope| one.part_of_scope(scope)).collect();
        parts.rotate_left(ops.len() % 2);
        let mut again = parts.remove(0);
        prop_assert!(parts.is_empty() || !again.is_whole(), "a scope alone is not whole");
        let mut absorbed = again.clone();
        for part in parts.iter().chain([other]) {
            absorbed.absorb(part.clone()).unwrap();
        }
        same(&absorbed, &joined(one, other))?;
        for part in &parts {
            prop_assert!(one.covers(part));
            again.join(part).unwrap();
        }
        same(&again, one)?;
        // A state that knows of a year by its name alone is not whole, and stays so.
        prop_assert_eq!(again.is_whole(), one.is_whole());
        for part in other.scopes().into_iter().map(|scope| other.part_of_scope(scope)) {
            again.absorb(part).unwrap();
        }
        same(&again, &joined(one, other))?;
        prop_assert_eq!(one.covers(other), joined(one, other) == *one);
    }

    #[test]
    fn undo_goes_back_to_the_start_and_redo_to_the_end((_, ops) in histories()) {
        let mut world = World::new(1);
        for op in ops.iter().filter(|op| !(4..=6).contains(&(op.0 % KINDS))) {
            world.step(op);
        }
        let (start, end) = (visible(&small()), visible(&world.books[0]));
        let (book, undo) = (&mut world.books[0], &mut world.undo[0]);
        while let Some(step) = undo.undo(book, &author(0)) {
            prop_assert_eq!(step.skipped, vec![]);
        }
        prop_assert_eq!(difference(&visible(book), &start), None);
        while let Some(step) = undo.redo(book, &author(0)) {
            prop_assert_eq!(step.skipped, vec![]);
        }
        prop_assert_eq!(difference(&visible(book), &end), None);
    }

    #[test]
    fn the_tree_is_always_a_tree((replicas, ops) in histories()) {
        let world = World::run(replicas, &ops);
        let all = world.books.iter().fold(small(), |all, book| joined(&all, book));
        for (year, _) in all.years() {
            let outline = all.outline(year);
            let nodes = outline.below(None);
            let once: std::collections::BTreeSet<NodeId> = nodes.iter().copied().collect();
            prop_assert_eq!(once.len(), nodes.len());
            for node in nodes {
                prop_assert!(outline.ancestors(node).count() < once.len());
                prop_assert!(outline.contains(node));
            }
        }
    }
}

#[test]
fn a_new_year_leaves_the_old_one_as_it_was() {
    let mut book = small();
    let me = author(0);
    let old = book.year(year(2019)).cloned();
    let start = Edit::StartYear { from: year(2019), year: year(2020), label: "令和2年度".into() };
    let started = book.apply(start, &me).unwrap();
    let p = NodeId::known("p");
    let twenty = |book: &Workbook| book.year(year(2020)).unwrap().clone();
    assert!(twenty(&book).value(p, FieldId::known("content")).is_some(), "plan fields come along");
    assert!(twenty(&book).value(p, FieldId::known("rating")).is_none(), "year fields start empty");

    let mut scales = twenty(&book).form.scales.clone();
    scales[0].grades.remove(2);
    let effort = NodeId::known("e");
    let edits = [
        YearEdit::Title(p, "新しい名前".into()),
        YearEdit::Move { node: NodeId::known("q"), parent: Some(effort), after: None },
        YearEdit::Drop(NodeId::known("r")),
        YearEdit::Form(FormEdit::Scales(scales)),
        YearEdit::Value(p, FieldId::known("rating"), Some(FieldValue::Grade(GradeId::known("a")))),
        YearEdit::AddNode {
            id: NodeId::known("new"),
            level: LevelId::known("programme"),
            parent: Some(effort),
            after: None,
            number: "⑨".into(),
            title: "新規".into(),
        },
    ];
    for edit in edits {
        assert!(!book.apply(Edit::In(year(2020), edit), &me).unwrap().is_empty());
    }
    assert_eq!(book.year(year(2019)), old.as_ref());
    assert_eq!(book.outline(year(2020)).children(Some(effort)).len(), 3);

    book.revert(&started, &me);
    assert_eq!(book.years().map(|(year, _)| year).collect::<Vec<_>>(), [year(2019)]);
}

#[test]
fn a_year_that_others_started_is_not_started_from_what_is_known_of_it() {
    let start = || Edit::StartYear { from: year(2019), year: year(2020), label: "令和2年度".into() };
    let mut there = small();
    there.apply(start(), &author(1)).unwrap();
    let empty = YearEdit::Value(NodeId::known("q"), FieldId::known("content"), None);
    let emptied = there.apply(Edit::In(year(2020), empty), &author(1)).unwrap();
    let name = YearEdit::Title(NodeId::known("q"), "改".into());
    let named = there.apply(Edit::In(year(2020), name), &author(1)).unwrap();
    let parts = [
        ("what was emptied", there.part_of(&emptied)),
        ("what was written", there.part_of(&named)),
        ("its name", there.part_of_scope(Scope::Plan)),
    ];
    for (known, part) in parts {
        let before = joined(&small(), &part);
        let mut here = before.clone();
        let started = here.apply(start(), &author(0)).map(|_| ());
        same(&joined(&here, &before), &here).expect(known);
        same(&joined(&here, &there), &joined(&there, &here)).expect(known);
        assert_eq!(started, Err(EditError::YearExists(year(2020))), "{known}");
        assert_eq!(joined(&here, &there), there, "{known}");
    }
}

#[test]
fn an_edit_that_a_deletion_had_not_seen_stays_in_view() {
    let (mut here, mut there) = (small(), small());
    let q = NodeId::known("q");
    here.apply(Edit::In(year(2019), YearEdit::Drop(q)), &author(0)).unwrap();
    assert!(!here.outline(year(2019)).contains(q));
    let text = FieldValue::text("消される前に書いた文");
    there
        .apply(Edit::In(year(2019), YearEdit::Value(q, FieldId::known("progress"), text)), &author(1))
        .unwrap();
    let all = joined(&here, &there);
    assert!(all.outline(year(2019)).contains(q));
    assert_eq!(all, joined(&there, &here));
}

#[test]
fn a_closed_year_refuses_edits_until_it_is_opened() {
    let mut book = small();
    let close = YearEdit::Close(Default::default());
    book.apply(Edit::In(year(2019), close), &author(0)).unwrap();
    let title = || Edit::In(year(2019), YearEdit::Title(NodeId::known("p"), "改".into()));
    assert!(book.apply(title(), &author(0)).is_err());
    book.apply(Edit::In(year(2019), YearEdit::Reopen), &author(0)).unwrap();
    assert!(book.apply(title(), &author(0)).is_ok());
}

/// A year that two begin apart keeps the earlier stamp; the later one is drawn by neither again, and the
/// states are equal whoever takes the other's in.
#[test]
fn a_year_begun_twice_is_one_state_in_either_order() {
    let start = |n: u64, writes: usize| {
        let mut book = small();
        for at in 0..writes {
            let text = FieldValue::text(&format!("文{at}"));
            let edit = YearEdit::Value(NodeId::known("p"), FieldId::known("reason"), text);
            book.apply(Edit::In(year(2019), edit), &author(n)).unwrap();
        }
        let begin = Edit::StartYear { from: year(2019), year: year(2020), label: "令和2年度".into() };
        book.apply(begin, &author(n)).unwrap();
        book
    };
    let (early, late) = (start(0, 1), start(1, 5));
    let made = late.history().made[&Scope::Year(year(2020))];
    let (forth, mut back) = (joined(&early, &late), joined(&late, &early));
    same(&forth, &back).unwrap();
    // The later one's next write does not bear the stamp that its year had.
    let title = Edit::In(year(2020), YearEdit::Title(NodeId::known("p"), "新しい名前".into()));
    let change = back.apply(title, &author(1)).unwrap();
    assert!(change.writes.iter().flat_map(|it| &it.wrote).all(|stamp| *stamp > made));
}
