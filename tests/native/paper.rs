//! What stands on paper: everything that the form shows, in every edition, whatever was typed.

use crate::histories::{World, histories};
use crate::hostile;
use hyokacho::model::form::FieldKind;
use hyokacho::model::item;
use hyokacho::model::value::FieldValue;
use hyokacho::model::workbook::Workbook;
use hyokacho::model::year::FiscalYear;
use hyokacho::paper::html::Frame;
use hyokacho::paper::personal::{self, Kind};
use hyokacho::paper::{Cell, CellKind, Choice, Part, Row, Sheet, Table, html, pile, text};
use hyokacho::sample;
use hyokacho::words;
use proptest::prelude::*;
use std::collections::BTreeSet;

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

/// Takes back what [`html::escape`] did, as a reader of HTML does.
fn unescaped(text: &str) -> String {
    let numbered = text.replace("&#39;", "'").replace("&#13;", "\r");
    numbered.replace("&quot;", "\"").replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")
}

#[test]
fn hostile_texts_stay_texts_in_html() {
    let texts = hostile::texts();
    assert_eq!(texts.len(), 200);
    for text in texts {
        let escaped = html::escape(&text);
        assert!(!escaped.contains(['<', '>', '"', '\'']), "{escaped}");
        assert_eq!(unescaped(&escaped), text);
        let row = Row { label: text.clone(), text: text.clone(), is_heading: true };
        let cell = Cell { column: 0, rows: 1, text: text.clone(), kind: CellKind::Text };
        let table = Table {
            above: vec![text.clone()],
            lead: vec![row.clone()],
            heads: vec![text.clone()],
            shares: vec![1.0],
            rows: vec![vec![cell]],
            is_small: false,
        };
        let parts = vec![
            Part::Heading(text.clone()),
            Part::Lines(text.clone()),
            Part::Rows(vec![row.clone()]),
            Part::Table(table),
        ];
        let sheets = [Sheet { place: text.clone(), parts }];
        let frame = Frame {
            language: "ja",
            title: &text,
            line: &text,
            legend: &[row],
            legend_label: &text,
            style: "",
            paper: "a4-landscape",
        };
        let page = html::page(&frame, &sheets);
        // Whatever was typed, the tags are those of a harmless page, and the text is there each time.
        let tags = |page: &str| page.matches('<').count();
        let harmless = html::page(&Frame { title: "", line: "", legend_label: "", ..frame }, &[]);
        assert!(!page.contains("<script") && !page.contains("<img") && tags(&page) > tags(&harmless));
        assert_eq!(page.matches(&escaped).count(), 16, "{text}");
    }
    // What HTML cannot hold is seen to be there.
    assert_eq!(html::escape("a\u{0}b\u{1b}c\td\r\ne"), "a\u{fffd}b\u{fffd}c\td&#13;\ne");
}

#[test]
fn personal_data_are_found_however_they_are_written() {
    let book = sample::workbook();
    let year = FiscalYear::new(2024).unwrap();
    let name = book.year(year).unwrap().roster()[0].name.clone();
    let bare_name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    let text = format!(
        "担当は{bare_name}さん、電話０４８－５９０－１２３４、mail: a.b@city.example.jp、2024-04-01、1-1"
    );
    let sheet = Sheet { place: "施策".into(), parts: vec![Part::Lines(text)] };
    let found = personal::find(&book, book.year(year).unwrap(), &[sheet.clone(), sheet]);
    let found: Vec<(Kind, &str, usize)> =
        found.iter().map(|it| (it.kind, it.text.as_str(), it.count)).collect();
    assert_eq!(
        found,
        [
            (Kind::Name, name.as_str(), 2),
            (Kind::Phone, "048-590-1234", 2),
            (Kind::Mail, "a.b@city.example.jp", 2)
        ]
    );
    let none = Sheet { place: "1-1".into(), parts: vec![Part::Lines("12,345人 2024-2025 03-1".into())] };
    assert!(personal::find(&book, book.year(year).unwrap(), &[none]).is_empty());
}

#[test]
fn what_is_wanted_is_printed_and_nothing_else() {
    let book = sample::workbook();
    let year = FiscalYear::new(2024).unwrap();
    let of = book.year(year).unwrap();
    let outline = book.outline(year);
    let goal = outline.children(None)[1];
    let places =
        |choice| -> Vec<String> { sheets(&book, year, choice).into_iter().map(|it| it.place).collect() };
    let all = places(Choice::All);
    let title = of.nodes.get(goal).unwrap().heading();
    assert_eq!(
        places(Choice::Below(goal)),
        all.iter().filter(|it| it.starts_with(&title)).cloned().collect::<Vec<_>>()
    );
    // A department's sheets have rows for its items and for no other's.
    for department in of.departments_in_order() {
        let is_own = |id| item::departments(of, of.original(id)).contains(&department.id);
        let wanted: BTreeSet<String> = outline
            .below(None)
            .into_iter()
            .filter(|&id| is_own(id))
            .map(|id| bare(&of.nodes.get(item::whole(of, &outline, id)).unwrap().title))
            .collect();
        let of_department = sheets(&book, year, Choice::Department(department.id));
        let tables = of_department.iter().flat_map(|sheet| &sheet.parts);
        let rows = tables.filter_map(|part| if let Part::Table(it) = part { Some(&it.rows) } else { None });
        let cells = rows.flatten().flatten().filter(|cell| cell.kind == CellKind::Head && cell.column == 1);
        // Under its title a 再掲 says what it is of.
        let titles = cells.map(|cell| bare(cell.text.lines().next().unwrap_or_default()));
        assert_eq!(titles.collect::<BTreeSet<_>>(), wanted, "{}", department.name);
    }
    // A blank ballot has a row with boxes for each item that is rated.
    let ballot = sheets(&book, year, Choice::Ballot);
    let Some(Part::Table(table)) = ballot[0].parts.last() else { panic!("a table") };
    assert_eq!(table.rows.len(), hyokacho::tally::sitting::rated(of, &outline).len());
    assert!(table.rows.iter().all(|row| row[1].text.starts_with("□ A")));
    // Results and minutes of each meeting say which it is.
    for meeting in of.meetings_in_order() {
        for choice in [Choice::Results(meeting.id), Choice::Minutes(meeting.id)] {
            let sheets = sheets(&book, year, choice);
            assert!(sheets.len() == 1 && sheets[0].place.contains(&meeting.title));
            assert!(!sheets[0].parts.is_empty());
        }
    }
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
