//! The plan as one tidy table: everything in its cell, and back through CSV unaltered.

use crate::histories::{World, histories};
use crate::hostile;
use hyokacho::exchange::csv;
use hyokacho::exchange::listing::listing;
use hyokacho::find::texts;
use hyokacho::model::workbook::Workbook;
use hyokacho::sample;
use hyokacho::tally::sitting::is_hidden;
use hyokacho::words::JA;
use proptest::prelude::*;

/// Asserts that each item of each year has one row, with all its texts in cells of it.
fn all_is_listed(book: &Workbook) -> Result<(), TestCaseError> {
    let listing = listing(book, &JA);
    prop_assert!(listing.rows.iter().all(|row| row.len() == listing.heads.len()));
    let mut rows = listing.rows.iter();
    for (year, of) in book.years() {
        for id in book.outline(year).below(None) {
            let row = rows.next().expect("a row");
            prop_assert_eq!((&row[0], &row[2]), (&year.number().to_string(), &id.to_string()));
            let node = of.nodes.get(id).unwrap();
            prop_assert_eq!((&row[5], &row[6]), (&node.number, &node.title));
            let mut missing = Vec::new();
            texts::each(of, None, id, &mut |label, text| {
                if !label.is_empty() && !row.iter().any(|cell| cell.contains(text.trim())) {
                    missing.push(format!("{label}：{text}"));
                }
                true
            });
            let is_repeat = node.repeat.original().is_some();
            let is_silent = is_repeat || is_hidden(of, id);
            prop_assert!(is_silent || missing.is_empty(), "{} lacks {missing:?}", node.title);
        }
    }
    prop_assert!(rows.next().is_none());
    let read = csv::read(&csv::write(&listing.heads, &listing.rows)).expect("ours");
    prop_assert_eq!(&read[0][1..], &listing.heads[1..]);
    prop_assert_eq!(&read[1..], &listing.rows[..]);
    Ok(())
}

#[test]
fn all_of_the_sample_is_listed() {
    all_is_listed(&sample::workbook()).unwrap();
}

#[test]
fn hostile_texts_come_back_from_csv() {
    let rows: Vec<Vec<String>> = hostile::texts().into_iter().map(|text| vec![text.clone(), text]).collect();
    let csv = csv::write(&["".into(), "甲".into()], &rows);
    assert_eq!(csv::read(&csv).expect("ours")[1..], rows[..]);
    // No cell begins as a formula does.
    let begins = |line: &str| line.starts_with("\"=") || line.contains(",\"=") || line.contains(",\"@");
    let heads: Vec<&str> = csv.lines().filter(|line| begins(line)).collect();
    assert!(heads.is_empty(), "{heads:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn all_of_any_workbook_is_listed((replicas, ops) in histories()) {
        all_is_listed(&World::run(replicas, &ops).books[0])?;
    }
}
