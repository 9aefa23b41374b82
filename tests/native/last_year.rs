//! Last year's text, and taking it over.

use crate::histories::{author, small, year};
use hyokacho::model::edit::{Edit, FormEdit, YearEdit};
use hyokacho::model::form::{Carry, Field, FieldKind};
use hyokacho::model::id::{FieldId, GradeId, NodeId};
use hyokacho::model::last_year;
use hyokacho::model::undo::UndoStack;
use hyokacho::model::value::FieldValue;
use hyokacho::model::workbook::Workbook;

const P: NodeId = NodeId::known("p");

/// Two years: in the first one the item is filled.
fn two_years() -> Workbook {
    let mut book = small();
    for (field, text) in [("progress", "12回開いた。"), ("reason", "増えた。")] {
        let edit = YearEdit::Value(P, FieldId::known(field), FieldValue::text(text));
        book.apply(Edit::In(year(2019), edit), &author(0)).unwrap();
    }
    let label = year(2020).label();
    book.apply(Edit::StartYear { from: year(2019), year: year(2020), label }, &author(0)).unwrap();
    book
}

fn field(book: &Workbook, id: &'static str) -> Field {
    book.year(year(2020)).unwrap().form.field(FieldId::known(id)).unwrap().clone()
}

fn was(book: &Workbook, id: &'static str) -> Option<FieldValue> {
    last_year::value(book, year(2020), P, &field(book, id))
}

fn change_form(book: &mut Workbook, change: impl Fn(&mut Field)) {
    let mut fields = book.year(year(2020)).unwrap().form.fields.clone();
    fields.iter_mut().for_each(change);
    book.apply(Edit::In(year(2020), YearEdit::Form(FormEdit::Fields(fields))), &author(0)).unwrap();
}

#[test]
fn what_starts_empty_has_last_years_value_beside_it() {
    let book = two_years();
    assert_eq!(was(&book, "progress"), FieldValue::text("12回開いた。"));
    assert_eq!(was(&book, "rating"), Some(FieldValue::Grade(GradeId::known("b"))));
    assert_eq!(was(&book, "target"), None, "it was empty");
    assert_eq!(was(&book, "content"), None, "it comes along by itself");
    let first = last_year::value(&book, year(2019), P, &field(&book, "progress"));
    assert_eq!((first, last_year::before(&book, year(2019))), (None, None));
}

#[test]
fn nothing_is_offered_where_the_forms_differ() {
    let mut book = two_years();
    change_form(&mut book, |field| {
        if field.id == FieldId::known("progress") {
            field.kind = FieldKind::Line;
        }
        if field.id == FieldId::known("reason") {
            field.carry = Carry::Plan;
        }
    });
    assert_eq!((was(&book, "progress"), was(&book, "reason")), (None, None));
    let mut scales = book.year(year(2020)).unwrap().form.scales.clone();
    scales[0].grades.remove(1);
    book.apply(Edit::In(year(2020), YearEdit::Form(FormEdit::Scales(scales))), &author(0)).unwrap();
    assert_eq!(was(&book, "rating"), None, "there is no such grade this year");
}

#[test]
fn an_item_that_was_dropped_last_year_has_no_last_year() {
    let mut book = two_years();
    book.apply(Edit::In(year(2019), YearEdit::Drop(P)), &author(0)).unwrap();
    assert_eq!(was(&book, "progress"), None);
}

#[test]
fn taking_over_fills_what_is_empty_in_one_step() {
    let mut book = two_years();
    let own = YearEdit::Value(P, FieldId::known("reason"), FieldValue::text("今年の理由"));
    book.apply(Edit::In(year(2020), own), &author(0)).unwrap();
    let before = book.year(year(2020)).cloned();
    let edit = last_year::take_over(&book, year(2020), &[P]).unwrap();
    let mut undo = UndoStack::default();
    undo.push(book.apply(edit, &author(0)).unwrap(), None);
    let now = |id| book.year(year(2020)).unwrap().value(P, FieldId::known(id)).cloned();
    assert_eq!(now("progress"), FieldValue::text("12回開いた。"));
    assert_eq!(now("reason"), FieldValue::text("今年の理由"), "what is there stays");
    assert_eq!(now("rating"), None, "each year is rated by itself");
    assert_eq!(last_year::take_over(&book, year(2020), &[P]), None);
    undo.undo(&mut book, &author(0));
    assert_eq!(book.year(year(2020)).cloned(), before);
}
