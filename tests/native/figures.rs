//! Indicators over the years: whose book a value is in, and what is still to be filled in.

use crate::histories::{author, small, year};
use hyokacho::model::edit::{Edit, FormEdit, YearEdit};
use hyokacho::model::element::Element;
use hyokacho::model::figures;
use hyokacho::model::form::{Carry, Field, FieldKind, FilledBy, IndicatorHeads};
use hyokacho::model::id::{FieldId, IndicatorId, LevelId, NodeId};
use hyokacho::model::indicator::Indicator;
use hyokacho::model::order::OrderKey;
use hyokacho::model::place::ElementKey;
use hyokacho::model::undo::UndoStack;
use hyokacho::model::workbook::Workbook;
use hyokacho::model::year_book::Closing;
use hyokacho::tally::statuses::{Statuses, standing};

const P: NodeId = NodeId::known("p");
const FIELD: FieldId = FieldId::known("figures");

fn apply(book: &mut Workbook, edit: Edit) {
    book.apply(edit, &author(0)).unwrap();
}

fn indicator(id: &'static str) -> IndicatorId {
    IndicatorId::known(id)
}

fn put(book: &mut Workbook, id: &'static str, node: NodeId) {
    let indicator = Indicator {
        id: indicator(id),
        node,
        field: FIELD,
        label: id.into(),
        unit: String::new(),
        target: String::new(),
        order: OrderKey::between(None, None),
    };
    apply(book, Edit::In(year(2019), YearEdit::Put(Element::Indicator(indicator))));
}

/// A year 2019 with a field of indicators and two of them at one item.
fn plan() -> Workbook {
    let mut book = small();
    let mut fields = book.year(year(2019)).unwrap().form.fields.clone();
    fields.push(Field {
        id: FIELD,
        levels: vec![LevelId::known("programme")],
        label: "指標".into(),
        aliases: Vec::new(),
        kind: FieldKind::Indicators,
        by: FilledBy::Department,
        carry: Carry::Plan,
        guidance: String::new(),
        width: 4,
        when: None,
        heads: IndicatorHeads::default(),
    });
    apply(&mut book, Edit::In(year(2019), YearEdit::Form(FormEdit::Fields(fields))));
    put(&mut book, "visits", P);
    put(&mut book, "people", P);
    book
}

fn write(book: &mut Workbook, on: i32, id: &'static str, of: i32, text: &str) -> bool {
    let edit = figures::write(book, year(on), indicator(id), year(of), text);
    let there = edit.is_some();
    edit.into_iter().for_each(|edit| apply(book, edit));
    there
}

fn shown(book: &Workbook, on: i32, id: &'static str, of: i32) -> String {
    let figure = figures::shown(book, year(on), indicator(id), year(of));
    figure.map(|figure| figure.text.clone()).unwrap_or_default()
}

fn start(book: &mut Workbook, from: i32, to: i32) {
    apply(book, Edit::StartYear { from: year(from), year: year(to), label: to.to_string() });
}

#[test]
fn a_value_stands_in_its_own_years_book_and_others_in_the_first() {
    let mut book = plan();
    assert!(write(&mut book, 2019, "visits", 2018, "8"));
    assert!(write(&mut book, 2019, "visits", 2019, "１０回"));
    start(&mut book, 2019, 2020);
    assert!(!write(&mut book, 2020, "visits", 2019, "99"), "another year's own is not changed from here");
    assert!(write(&mut book, 2020, "visits", 2020, "12"));
    assert!(write(&mut book, 2020, "visits", 2018, "9"));
    let of = |book: &Workbook, on: i32| {
        let figures = book.year(year(on)).unwrap().figures.values();
        figures.map(|it| (it.year.number(), it.text.clone())).collect::<Vec<_>>()
    };
    assert_eq!(of(&book, 2019), [(2018, "9".into()), (2019, "１０回".into())]);
    assert_eq!(of(&book, 2020), [(2020, "12".into())]);
    let all = [2018, 2019, 2020].map(|of| shown(&book, 2020, "visits", of));
    assert_eq!(all, ["9", "１０回", "12"]);
    let ids = [indicator("visits")];
    assert_eq!(figures::years(&book, year(2020), &ids), [2018, 2019, 2020].map(year));
}

#[test]
fn a_first_book_that_is_closed_or_lacks_the_indicator_is_left_alone() {
    let mut book = plan();
    start(&mut book, 2019, 2020);
    apply(&mut book, Edit::In(year(2019), YearEdit::Close(Closing::default())));
    assert!(write(&mut book, 2020, "visits", 2017, "5"));
    assert_eq!(shown(&book, 2020, "visits", 2017), "5");
    assert_eq!(book.year(year(2019)).unwrap().figures.len(), 0);
}

#[test]
fn a_value_that_was_emptied_stays_empty_though_an_earlier_book_has_one() {
    let mut book = plan();
    write(&mut book, 2019, "visits", 2020, "7");
    start(&mut book, 2019, 2020);
    assert_eq!(shown(&book, 2020, "visits", 2020), "7");
    write(&mut book, 2020, "visits", 2020, "");
    assert_eq!(shown(&book, 2020, "visits", 2020), "");
    write(&mut book, 2019, "visits", 2018, "1");
    write(&mut book, 2019, "visits", 2018, "");
    assert!(!book.year(year(2019)).unwrap().figures.contains((indicator("visits"), year(2018))));
}

#[test]
fn indicators_are_filled_when_each_has_its_value_of_the_year() {
    let mut book = plan();
    let stands = |book: &Workbook, node| {
        let standing = standing(book, year(2019), &book.outline(year(2019)), node).unwrap();
        (standing.filled, standing.asked)
    };
    let q = NodeId::known("q");
    assert_eq!(stands(&book, P), (1, 5));
    assert_eq!(stands(&book, q).1, 4, "an item without indicators is asked for none");
    write(&mut book, 2019, "visits", 2019, "10");
    write(&mut book, 2019, "people", 2018, "3");
    assert_eq!(stands(&book, P), (1, 5), "one still lacks its value of this year");
    write(&mut book, 2019, "people", 2019, "未集計");
    assert_eq!(stands(&book, P), (2, 5), "any text is a value");
}

#[test]
fn the_counts_follow_indicators_and_their_values() {
    let mut book = plan();
    let outline = book.outline(year(2019));
    let mut statuses = Statuses::new(&book, year(2019), &outline);
    let mut undo = UndoStack::default();
    let edits = |book: &Workbook| {
        let text = |field: &'static str| {
            let value = hyokacho::model::value::FieldValue::text("あり");
            Edit::In(year(2019), YearEdit::Value(P, FieldId::known(field), value))
        };
        let figure = |id| figures::write(book, year(2019), indicator(id), year(2019), "1").unwrap();
        let remove = YearEdit::Remove(ElementKey::Indicator(indicator("people")));
        [text("target"), text("progress"), text("reason"), figure("visits"), Edit::In(year(2019), remove)]
    };
    let mut seen = Vec::new();
    for edit in edits(&book) {
        let change = book.apply(edit, &author(0)).unwrap();
        statuses.follow(&book, year(2019), &outline, &change);
        undo.push(change, None);
        assert_eq!(statuses.whole(), Statuses::new(&book, year(2019), &outline).whole());
        seen.push(statuses.whole().by_status[1]);
    }
    assert_eq!(seen, [0, 0, 0, 0, 1], "the last indicator without a value is gone");
    let step = undo.undo(&mut book, &author(0)).unwrap();
    statuses.follow(&book, year(2019), &outline, &step.change);
    assert_eq!(statuses.whole().by_status[1], 0);
}
