//! The whole of a city's year by mail: every department of the real sheet is asked, fills in all that
//! it is asked for, and sends it back; nothing else is touched. The sheet is not part of this
//! repository; where it is absent, the test says that it was skipped.

use crate::histories::author;
use crate::table_workbook::seed;
use hyokacho::format::{self, check_code};
use hyokacho::mail::arrival::Arrival;
use hyokacho::mail::ask::{self, Sharing};
use hyokacho::mail::choose::choices;
use hyokacho::mail::cut::cut;
use hyokacho::mail::joint::joints;
use hyokacho::mail::lets::{contributor, field_access};
use hyokacho::mail::preview::Preview;
use hyokacho::mail::progress::{progress, request_of};
use hyokacho::mail::scope::Access;
use hyokacho::mail::take::{Choice, receipt, take};
use hyokacho::model::edit::{Edit, YearEdit};
use hyokacho::model::element::Element;
use hyokacho::model::errand::{Contribution, Request};
use hyokacho::model::form::{Field, FieldKind};
use hyokacho::model::id::*;
use hyokacho::model::place::{Datum, ElementKey, NodePart, Place};
use hyokacho::model::undo::UndoStack;
use hyokacho::model::value::FieldValue;
use hyokacho::model::workbook::Workbook;
use hyokacho::model::year::FiscalYear;
use std::collections::{BTreeMap, BTreeSet};

/// What a department writes into a field.
fn answer(field: &Field, form: &hyokacho::model::form::Form, who: &str) -> Option<FieldValue> {
    match &field.kind {
        FieldKind::Grade { scale } => Some(FieldValue::Grade(form.scale(*scale)?.grades.first()?.id)),
        kind if kind.is_text() => FieldValue::text(&format!("{who}が記入した「{}」です。", field.label)),
        _ => None,
    }
}

/// Fills in all that a request asks for; returns what was written where.
fn fill(file: &mut Workbook, by: u64) -> BTreeMap<Place, Datum> {
    let (year, request) = request_of(file).map(|(year, it)| (year, it.clone())).unwrap();
    let who = request.to.name(file.year(year).unwrap());
    let mut written = BTreeMap::new();
    for asked in &request.items {
        let node = asked.node;
        let form = file.year(year).unwrap().form.clone();
        let level = file.year(year).unwrap().nodes.get(node).unwrap().level.unwrap();
        for field in form.fields_of(level) {
            let access = field_access(file, year, node, field.id);
            let Some(value) = answer(field, &form, &who).filter(|_| access != Access::Shown) else {
                continue;
            };
            let (edit, place, datum) = match contributor(file, year, node, field.id) {
                Some(department) => {
                    let it = Contribution { node, field: field.id, department, value };
                    let place = Place::Element(year, ElementKey::Contribution(node, field.id, department));
                    (
                        YearEdit::Put(Element::Contribution(it.clone())),
                        place,
                        Datum::Contribution(Box::new(it)),
                    )
                }
                None => {
                    let place = Place::Node(year, node, NodePart::Value(field.id));
                    (YearEdit::Value(node, field.id, Some(value.clone())), place, Datum::Value(value))
                }
            };
            file.apply(Edit::In(year, edit), &author(by)).unwrap();
            written.insert(place, datum);
        }
    }
    written
}

fn log(plan: &mut Workbook, year: FiscalYear, request: Request) -> Workbook {
    let put = YearEdit::Put(Element::Request(Box::new(request.clone())));
    plan.apply(Edit::In(year, put), &author(1)).unwrap();
    format::read(&format::write(&cut(plan, year, &request).unwrap())).unwrap()
}

/// Sends all, fills all, takes all; returns the plan before and after with what was written.
fn round_trip(plan: &mut Workbook, year: FiscalYear, sharing: Sharing) -> (Workbook, BTreeMap<Place, Datum>) {
    let outline = plan.outline(year);
    let asking = ask::asking(plan, year, &outline, sharing);
    assert!(asking.departments.len() > 5, "the sheet names its departments");
    let mut written: BTreeMap<Place, Datum> = BTreeMap::new();
    let mut texts = Vec::new();
    let mut files = Vec::new();
    for (at, (department, items)) in asking.departments.into_iter().enumerate() {
        let book = plan.year(year).unwrap();
        let request =
            ask::of_department(book, RequestId(Id::from_random(5000 + at as u64)), department, items);
        files.push(log(plan, year, request));
    }
    let before = plan.clone();
    for (at, file) in files.iter_mut().enumerate() {
        written.extend(fill(file, 3000 + at as u64));
        let (year, request) = request_of(file).map(|(year, it)| (year, it.clone())).unwrap();
        let open = progress(file, year, &request).iter().filter(|it| it.filled == 0 && it.asked > 0).count();
        assert_eq!(open, 0, "every item is filled in");
        texts.push(format::write(file));
    }
    // They come back in another order, one of them twice.
    texts.reverse();
    texts.push(texts[0].clone());
    let arrivals: Vec<Arrival> = texts
        .iter()
        .map(|text| {
            let came = format::read(text).unwrap();
            let code = check_code(&came);
            Arrival::new(plan, came, code)
        })
        .collect();
    assert!(arrivals.iter().all(|it| it.refused.is_empty() && !it.is_doubtful() && !it.is_barred()));
    let preview = Preview::new(plan, &arrivals.iter().collect::<Vec<_>>());
    let mut next = 0;
    let mut bits = || {
        next += 1;
        next << 20
    };
    let mut ids = IdSource::new(&mut bits);
    let receipts = arrivals.iter().filter_map(|it| receipt(it, "2026-11-22 10:00", &mut ids)).collect();
    let mut chosen = choices(&preview.entries, &BTreeMap::new());
    let book = plan.year(year).unwrap();
    for joint in joints(book, &outline, preview.part.year(year)) {
        if let Some(datum) = joint.datum() {
            written.insert(joint.place(year), datum.clone());
            chosen.push(Choice { place: joint.place(year), datum });
        }
    }
    let change = take(plan, &preview, chosen, receipts, &author(1)).unwrap();
    let mut undo = UndoStack::default();
    undo.push(change, None);
    let mut undone = plan.clone();
    undo.undo(&mut undone, &author(1)).unwrap();
    assert_eq!(undone.content(), before.content(), "one step back is all of it");
    (before, written)
}

fn assert_only(before: &Workbook, after: &Workbook, written: &BTreeMap<Place, Datum>) {
    for (place, datum) in written {
        assert_eq!(after.content().get(place), *datum, "{place}");
    }
    let all: BTreeSet<Place> = before.all_places().into_iter().chain(after.all_places()).collect();
    let is_log = |place: &Place| matches!(place, Place::Element(_, ElementKey::Receipt(_)));
    let mut others = 0;
    for place in all.into_iter().filter(|place| !written.contains_key(place) && !is_log(place)) {
        assert_eq!(before.register(&place), after.register(&place), "{place} was touched");
        others += 1;
    }
    assert!(others > written.len());
    assert_eq!(after.conflicts(), []);
}

#[test]
fn the_whole_of_a_citys_year_goes_out_and_comes_back() {
    let Some(made) = seed() else { return };
    let year = made.year();
    for sharing in [Sharing::Lead, Sharing::Each] {
        let mut plan = made.workbook.clone();
        let (before, written) = round_trip(&mut plan, year, sharing);
        assert!(written.len() > 300, "{sharing:?}: {} values", written.len());
        assert_only(&before, &plan, &written);
    }
}
