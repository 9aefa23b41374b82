//! The plans that the benchmark is made with: as large as they say, and of text like a real sheet's.

#[path = "../bench/plan.rs"]
mod plan;

use hyokacho::format;
use hyokacho::model::id::LevelId;
use hyokacho::model::node::Repeat;
use hyokacho::model::sheet;
use hyokacho::model::workbook::Workbook;
use plan::Size;

const LARGEST: Size = Size { items: 5000, years: 5 };

fn chars(workbook: &Workbook) -> usize {
    let books = workbook.content().years.values();
    let values = books.flat_map(|book| book.nodes.values()).flat_map(|node| node.values.values());
    values.filter_map(|value| value.as_text()).map(|text| text.chars().count()).sum()
}

/// Returns the most rows that stand on one sheet of the last year.
fn longest_sheet(workbook: &Workbook) -> usize {
    let (year, book) = workbook.years().last().expect("a plan has a year");
    let outline = workbook.outline(year);
    let rows = |unit| sheet::blocks(book, &outline, unit).iter().map(|block| block.rows.len()).sum();
    sheet::units(book, &outline).into_iter().map(rows).max().unwrap_or(0)
}

#[test]
fn a_plan_has_the_items_and_years_of_its_size() {
    for (items, years) in [(110, 1), (500, 5)] {
        let size = Size { items, years };
        let workbook = plan::workbook(size);
        assert_eq!(workbook, plan::workbook(size), "it is the same every time");
        assert_eq!(workbook.years().count(), years);
        for (year, book) in workbook.years() {
            let of_level = |level| book.nodes.values().filter(|node| node.level == Some(level)).count();
            let counts = (of_level(LevelId::known("programme")), of_level(LevelId::known("measure")));
            assert_eq!(counts, (items, 15), "{year}");
            assert!(
                workbook.outline(year).below(None).len() == book.nodes.len(),
                "{year}: all is in the tree"
            );
        }
        let ids = |at: usize| workbook.years().nth(at).map(|(_, book)| book.nodes.keys().collect::<Vec<_>>());
        assert_eq!(ids(0), ids(years - 1), "an item keeps its id over the years");
        assert_eq!(format::read(&format::write(&workbook)), Ok(workbook));
    }
}

#[test]
fn the_largest_plan_is_as_large_as_the_bars_say() {
    let workbook = plan::workbook(LARGEST);
    let (chars, longest) = (chars(&workbook), longest_sheet(&workbook));
    assert!((10_500_000..11_500_000).contains(&chars), "{chars} characters");
    assert!((300..900).contains(&longest), "{longest} rows on the longest sheet");
    let text = format::write(&workbook);
    assert!((50_000_000..56_000_000).contains(&text.len()), "{} bytes", text.len());
    let deflated = miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 6);
    let ratio = text.len() as f64 / deflated.len() as f64;
    assert!((4.0..6.0).contains(&ratio), "deflates {ratio:.2} : 1");
    let book = workbook.years().last().map(|(_, book)| book);
    let nodes = book.into_iter().flat_map(|book| book.nodes.values());
    let repeats = nodes.filter(|node| !matches!(node.repeat, Repeat::None)).count();
    assert!((50..250).contains(&repeats), "{repeats} are printed twice");
}
