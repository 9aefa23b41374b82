//! What stands on paper: everything that the form shows, and nothing twice.

use crate::histories::{World, histories};
use hyokacho::model::form::FieldKind;
use hyokacho::model::id::NodeId;
use hyokacho::model::item;
use hyokacho::model::sheet::units;
use hyokacho::model::value::FieldValue;
use hyokacho::model::workbook::Workbook;
use hyokacho::model::year::FiscalYear;
use hyokacho::paper::{self, Choice};
use hyokacho::sample;
use hyokacho::words;
use proptest::prelude::*;

/// All texts of all sheets, without spaces.
fn printed(book: &Workbook, year: FiscalYear) -> String {
    let outline = book.outline(year);
    let sheets = paper::units_of(book, year, &outline, Choice::All).into_iter();
    let sheets = sheets.map(|unit| paper::sheet(book, year, &outline, unit, Choice::All, &words::JA));
    let texts: Vec<String> =
        sheets.flat_map(|it| it.texts().into_iter().map(String::from).collect::<Vec<_>>()).collect();
    bare(&texts.join("\n"))
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Asserts that every title and text of every item of a sheet is on paper.
fn all_is_printed(book: &Workbook) -> Result<(), TestCaseError> {
    for (at, year) in book.years() {
        let (outline, text) = (book.outline(at), printed(book, at));
        let on_sheets: Vec<NodeId> = units(year, &outline)
            .into_iter()
            .flat_map(|unit| [vec![unit], outline.below(Some(unit))].concat())
            .collect();
        for id in on_sheets {
            let node = year.nodes.get(id).unwrap();
            prop_assert!(text.contains(&bare(&node.title)), "the title {}", node.title);
            for field in year
                .form
                .fields
                .iter()
                .filter(|it| item::has(year, id, it) && it.kind != FieldKind::Indicators)
            {
                let Some(FieldValue::Text(value)) = year.value(id, field.id) else { continue };
                prop_assert!(text.contains(&bare(value)), "{} of {}: {value}", field.id, node.title);
            }
        }
    }
    Ok(())
}

#[test]
fn all_of_the_sample_is_printed() {
    all_is_printed(&sample::workbook()).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn all_of_any_workbook_is_printed((replicas, ops) in histories()) {
        all_is_printed(&World::run(replicas, &ops).books[0])?;
    }
}
