//! Checking items: what a check had seen, and what comes with it.

use crate::histories::{author, small, year};
use hyokacho::format::{open, write};
use hyokacho::model::edit::{Edit, YearEdit};
use hyokacho::model::id::{FieldId, GradeId, NodeId};
use hyokacho::model::node::Repeat;
use hyokacho::model::place::{Datum, NodePart, Place};
use hyokacho::model::review::Verdict;
use hyokacho::model::undo::UndoStack;
use hyokacho::model::value::FieldValue;
use hyokacho::model::workbook::Workbook;
use hyokacho::tally::statuses::{Standing, Status, Statuses, standing};

const P: NodeId = NodeId::known("p");

fn apply(book: &mut Workbook, who: u64, edit: YearEdit) {
    book.apply(Edit::In(year(2019), edit), &author(who)).unwrap();
}

fn text(field: &'static str, text: &str) -> YearEdit {
    YearEdit::Value(P, FieldId::known(field), FieldValue::text(text))
}

fn check(note: &str) -> YearEdit {
    let verdict = if note.is_empty() { Verdict::Checked } else { Verdict::Returned };
    verdict.edit(P, note.into(), "2026-11-21".into())
}

fn stands(book: &Workbook) -> (Status, u16, bool) {
    let Standing { status, filled, changed, asked } =
        standing(book, year(2019), &book.outline(year(2019)), P).unwrap();
    assert_eq!(asked, 4);
    (status, filled, changed)
}

#[test]
fn an_item_is_filled_when_all_that_is_asked_is_there() {
    let mut book = small();
    assert_eq!(stands(&book), (Status::Unfilled, 1, false), "the rating is there from the start");
    apply(&mut book, 0, text("target", "10回"));
    apply(&mut book, 0, text("progress", "12回"));
    apply(&mut book, 0, text("content", "計画の欄は数えない"));
    assert_eq!(stands(&book), (Status::Unfilled, 3, false));
    apply(&mut book, 0, text("reason", "増えた"));
    assert_eq!(stands(&book), (Status::Filled, 4, false));
    apply(&mut book, 0, text("reason", ""));
    assert_eq!(stands(&book), (Status::Unfilled, 3, false));
}

#[test]
fn headings_and_repeats_have_no_status() {
    let mut book = small();
    let of = |book: &Workbook, id| standing(book, year(2019), &book.outline(year(2019)), NodeId::known(id));
    assert_eq!(of(&book, "m"), None);
    apply(&mut book, 0, YearEdit::Repeat(NodeId::known("q"), Repeat::Of(P)));
    assert_eq!(of(&book, "q"), None);
    let statuses = Statuses::new(&book, year(2019), &book.outline(year(2019)));
    assert_eq!((statuses.whole().total(), statuses.whole().partly), (2, 2));
}

#[test]
fn an_edit_after_the_check_is_shown() {
    for (note, status) in [("", Status::Checked), ("数を書いてください", Status::Returned)] {
        let mut book = small();
        apply(&mut book, 0, text("progress", "12回"));
        apply(&mut book, 0, check(note));
        assert_eq!(stands(&book), (status, 2, false));
        apply(&mut book, 0, YearEdit::Move { node: P, parent: None, after: None });
        assert_eq!(stands(&book), (status, 2, false), "moving is no change of what was checked");
        apply(&mut book, 0, text("progress", "13回"));
        assert_eq!(stands(&book), (status, 2, true));
        apply(&mut book, 0, check(note));
        assert_eq!(stands(&book), (status, 2, false), "checked again");
        apply(&mut book, 0, YearEdit::Review(P, None));
        assert_eq!(stands(&book).0, Status::Unfilled);
    }
}

#[test]
fn an_edit_that_the_checker_had_not_seen_is_shown() {
    let (mut here, mut there) = (small(), small());
    apply(&mut there, 1, text("progress", "別の PC で先に書いた文"));
    apply(&mut here, 0, check(""));
    assert_eq!(stands(&here), (Status::Checked, 1, false));
    here.join(&there).unwrap();
    assert_eq!(stands(&here), (Status::Checked, 2, true));
    there.join(&here).unwrap();
    assert_eq!(stands(&there), stands(&here));
}

#[test]
fn two_checks_apart_contradict_where_they_differ() {
    let (mut here, mut there) = (small(), small());
    apply(&mut here, 0, check(""));
    apply(&mut there, 1, check("直してください"));
    here.join(&there).unwrap();
    let place = Place::Node(year(2019), P, NodePart::Review);
    assert!(here.is_conflict(&place) && here.has_conflict(year(2019), P));
    apply(&mut here, 0, check(""));
    assert!(!here.has_conflict(year(2019), P));

    let mut agrees = small();
    apply(&mut agrees, 2, check(""));
    here.join(&agrees).unwrap();
    assert!(!here.has_conflict(year(2019), P), "two that say the same do not contradict");
}

#[test]
fn a_check_is_taken_back_and_does_not_go_into_the_next_year() {
    let mut book = small();
    let mut undo = UndoStack::default();
    let change = book.apply(Edit::In(year(2019), check("理由")), &author(0)).unwrap();
    undo.push(change, None);
    let label = year(2020).label();
    book.apply(Edit::StartYear { from: year(2019), year: year(2020), label }, &author(0)).unwrap();
    assert!(book.year(year(2020)).unwrap().nodes.get(P).unwrap().review.is_none());
    let review = |book: &Workbook| book.content().get(&Place::Node(year(2019), P, NodePart::Review));
    let text = write(&book);
    assert_eq!(open(&text).unwrap().workbook, book, "{text}");
    assert!(undo.undo(&mut book, &author(0)).unwrap().skipped.is_empty());
    assert_eq!(review(&book), Datum::Absent);
    undo.redo(&mut book, &author(0));
    assert_eq!(stands(&book).0, Status::Returned);
}

#[test]
fn a_check_names_an_item_that_is_there() {
    let mut book = small();
    apply(&mut book, 0, YearEdit::Drop(P));
    assert!(book.apply(Edit::In(year(2019), check("")), &author(0)).is_err());
    let grade = YearEdit::Value(P, FieldId::known("rating"), Some(FieldValue::Grade(GradeId::known("a"))));
    assert!(book.apply(Edit::In(year(2019), grade), &author(0)).is_err());
}
