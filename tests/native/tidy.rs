//! 整理: what is shown stays as it is, what was deleted is nowhere in the file.

use crate::histories::{World, author, histories, small, year};
use hyokacho::format;
use hyokacho::model::edit::{Edit, YearEdit};
use hyokacho::model::form::Axis;
use hyokacho::model::id::*;
use hyokacho::model::item;
use hyokacho::model::value::FieldValue;
use hyokacho::model::workbook::Workbook;
use hyokacho::planning::tidy::{Left, tidied};
use hyokacho::sample;
use hyokacho::tally::committee::tally;
use hyokacho::tally::ratings::Ratings;
use hyokacho::tally::sitting::rated;
use proptest::prelude::*;

const ID: WorkbookId = WorkbookId::known("tidied");

/// Chooses the shown value of every conflict that can be settled; closed years are opened for it.
fn settled(book: &Workbook) -> Workbook {
    let mut book = book.clone();
    let closed: Vec<_> = book.years().filter(|(_, it)| it.closed.is_some()).map(|(at, _)| at).collect();
    for at in closed {
        book.apply(Edit::In(at, YearEdit::Reopen), &author(9)).unwrap();
    }
    for place in book.conflicts() {
        let datum = book.content().get(&place);
        // What stands in a deleted item cannot be written.
        let _ = book.apply(Edit::Settle(place, datum), &author(9));
    }
    book
}

/// Writes down what a reader of all screens sees: tree, values as shown, tables, counts.
fn seen(book: &Workbook) -> Vec<String> {
    let mut seen = vec![format!("{} {}", book.content().municipality, book.content().title)];
    for (at, year) in book.years() {
        let outline = book.outline(at);
        seen.push(format!("{at} {} {:?} {:?}", year.label, year.closed, year.form));
        for id in outline.below(None) {
            let node = year.nodes.get(id).unwrap();
            seen.push(format!("{id} in {:?}: {:?} {}", outline.parent(id), node.level, node.heading()));
            for field in year.form.fields.iter().filter(|field| item::has(year, id, field)) {
                seen.push(format!("  {} {:?}", field.id, year.value(id, field.id)));
            }
            for Axis { id: axis, .. } in &year.form.committee.axes {
                seen.push(format!(
                    "  {axis} {:?} {:?}",
                    tally(book, at, id, *axis),
                    year.decisions.get((id, *axis))
                ));
            }
            let remarks = year.opinions.values().filter(|it| it.node == id);
            seen.extend(remarks.map(|it| format!("  {it:?}")));
            let verdict = node.review.as_ref().filter(|_| !book.is_changed_since_review(at, node));
            seen.push(format!("  {:?}", verdict.map(|it| (it.verdict, &it.note, &it.day))));
        }
        for field in &year.form.fields {
            let ratings = Ratings::new(book, at, &outline, field.id);
            seen.push(format!("{:?} {:?}", ratings.whole(), ratings.departments()));
        }
        seen.push(format!(
            "{:?} {:?}",
            rated(year, &outline),
            year.agenda.values().filter(|it| outline.contains(it.node)).collect::<Vec<_>>()
        ));
        seen.push(format!("{:?} {:?} {:?}", year.members, year.meetings, year.attendances));
        seen.push(format!("{:?} {:?}", year.rounds, year.departments));
    }
    seen
}

fn config() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(asked.unwrap_or(1000)) }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn all_that_is_shown_stays_and_nothing_else_does((replicas, ops) in histories()) {
        let world = World::run(replicas, &ops);
        for book in &world.books {
            if let Err(conflicts) = tidied(book, ID) {
                prop_assert!((1..=book.conflicts().len()).contains(&conflicts));
            } else {
                let open = book.conflicts().into_iter().filter(|it| {
                    let is_shown = |at| it.node().is_some_and(|id| book.outline(at).contains(id));
                    book.years().any(|(at, _)| it.year() == Some(at) && is_shown(at))
                });
                prop_assert_eq!(open.count(), 0, "no value is given up unasked");
            }
            let book = settled(book);
            let (tidy, left) = tidied(&book, ID).unwrap();
            for (one, other) in seen(&book).iter().zip(&seen(&tidy)) {
                prop_assert_eq!(one, other);
            }
            prop_assert_eq!(seen(&book).len(), seen(&tidy).len());
            // It is a file like any other, without history, and there is nothing left to tidy.
            let read = format::open(&format::write(&tidy)).unwrap();
            prop_assert_eq!(&read.workbook, &tidy);
            prop_assert!(tidy.history().registers.is_empty() && tidy.history().replicas.is_empty());
            let (again, nothing) = tidied(&tidy, ID).unwrap();
            prop_assert_eq!(&again, &tidy);
            prop_assert_eq!(nothing, Left::default());
            prop_assert_eq!(left.writes, book.history().registers.len());
            // The two never come together again.
            prop_assert!(tidy.clone().join(&book).is_err());
        }
    }
}

/// Text that is deleted in every way a person can delete it is in the file before and not after.
#[test]
fn no_deleted_text_is_left_in_the_file() {
    let mut book = small();
    let write = |book: &mut Workbook, node: &'static str, field: &'static str, text: &str| {
        let edit = YearEdit::Value(NodeId::known(node), FieldId::known(field), FieldValue::text(text));
        book.apply(Edit::In(year(2019), edit), &author(0)).unwrap();
    };
    write(&mut book, "p", "reason", "消す項目の住所");
    write(&mut book, "q", "reason", "消す欄の電話番号");
    write(&mut book, "r", "progress", "残す文");
    let drop = YearEdit::Drop(NodeId::known("p"));
    book.apply(Edit::In(year(2019), drop), &author(0)).unwrap();
    let mut fields = book.year(year(2019)).unwrap().form.clone();
    fields.fields.retain(|field| field.id != FieldId::known("reason"));
    let change = hyokacho::model::edit::FormEdit::Fields(fields.fields);
    book.apply(Edit::In(year(2019), YearEdit::Form(change)), &author(0)).unwrap();

    let before = format::write(&book);
    let (tidy, left) = tidied(&book, ID).unwrap();
    let after = format::write(&tidy);
    for text in ["消す項目の住所", "消す欄の電話番号", "replica 0"] {
        assert!(before.contains(text) && !after.contains(text), "{text}");
    }
    assert!(after.contains("残す文"));
    // p with reason, content and rating; the field of q.
    assert_eq!((left.items, left.values, left.names), (1, 4, 1), "{left:?}");
}

/// A 再掲 of a deleted item shows its text; so that text stays.
#[test]
fn the_sample_has_little_to_tidy_and_nothing_of_it_is_lost() {
    let sample = sample::workbook();
    let (tidy, left) = tidied(&sample, ID).unwrap();
    assert_eq!(seen(&tidy), seen(&sample));
    assert_eq!((left.items, left.values, left.years), (0, 0, 0), "{left:?}");
}
