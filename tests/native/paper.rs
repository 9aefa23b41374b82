//! What stands on paper: everything that the form shows, in every edition, whatever was typed.

use crate::histories::{World, histories};
use hyokacho::model::form::FieldKind;
use hyokacho::model::item;
use hyokacho::model::value::FieldValue;
use hyokacho::model::workbook::Workbook;
use hyokacho::model::year::FiscalYear;
use hyokacho::paper::{Choice, Sheet, html, pile, text};
use hyokacho::sample;
use hyokacho::words;
use proptest::prelude::*;

fn sheets(book: &Workbook, year: FiscalYear, choice: Choice) -> Vec<Sheet> {
    pile(book, year, &book.outline(year), choice).all(book, &words::JA)
}

/// All texts of all sheets, without spaces.
fn printed(sheets: &[Sheet]) -> String {
    bare(&sheets.iter().flat_map(Sheet::texts).collect::<Vec<_>>().join("\n"))
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Asserts that every title and text of every item is on paper, and in the text edition.
fn all_is_printed(book: &Workbook) -> Result<(), TestCaseError> {
    for (at, year) in book.years() {
        let sheets = sheets(book, at, Choice::All);
        let editions = [printed(&sheets), bare(&text::text("", "", &sheets))];
        for id in book.outline(at).below(None) {
            let node = year.nodes.get(id).unwrap();
            for text in &editions {
                prop_assert!(text.contains(&bare(&node.title)), "the title {}", node.title);
                prop_assert!(text.contains(&bare(&node.number)), "the number {}", node.number);
            }
            let has = |it: &&_| item::has(year, id, it);
            for field in year.form.fields.iter().filter(has).filter(|it| it.kind != FieldKind::Indicators) {
                let Some(FieldValue::Text(value)) = year.value(id, field.id) else { continue };
                for text in &editions {
                    prop_assert!(text.contains(&bare(value)), "{} of {}: {value}", field.id, node.title);
                }
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
