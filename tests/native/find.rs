//! Finding items by words, numbers and how they stand.

use crate::format_write::rich;
use crate::histories::{author, small, year};
use hyokacho::find::excerpt::excerpt;
use hyokacho::find::query::{Filter, Query, Stage};
use hyokacho::find::search::Search;
use hyokacho::model::edit::{Edit, YearEdit};
use hyokacho::model::id::{DepartmentId, GradeId, NodeId};
use hyokacho::model::item;
use hyokacho::model::node::Repeat;
use hyokacho::model::review::Verdict;
use hyokacho::model::workbook::Workbook;
use hyokacho::model::year::FiscalYear;
use hyokacho::sample;
use hyokacho::tally::statuses::{Status, Statuses};

/// Runs a search in steps of a few items.
fn found(book: &Workbook, year: FiscalYear, query: Query) -> Vec<(i32, NodeId)> {
    let mut search = Search::new(book, year, query);
    while let Some(year) = search.year() {
        search.step(book, &book.outline(year), 7);
    }
    search.hits().map(|hit| (hit.year.number(), hit.node)).collect()
}

fn text(text: &str) -> Query {
    Query { text: text.into(), ..Query::default() }
}

fn named(book: &Workbook, year: FiscalYear, query: &str) -> Vec<String> {
    let content = book.year(year).unwrap();
    let heading = |(_, id): (i32, NodeId)| content.nodes.get(id).unwrap().heading();
    found(book, year, text(query)).into_iter().map(heading).collect()
}

#[test]
fn words_are_found_however_they_are_typed() {
    let sample = sample::workbook();
    let year = year(2024);
    let expected = named(&sample, year, "ボランティア");
    assert!(expected.len() > 5, "{expected:?}");
    for typed in ["ﾎﾞﾗﾝﾃｨｱ", "ぼらんてぃあ", " ボラン\u{200b}ティア ", "ホ゛ランティア"]
    {
        assert_eq!(named(&sample, year, typed), expected, "{typed}");
    }
    let both = named(&sample, year, "ボランティア　養成");
    assert!(!both.is_empty() && both.len() < expected.len(), "all words have to be there");
    assert!(named(&sample, year, "どこにもない語").is_empty());
}

#[test]
fn a_number_leads_to_its_item_first() {
    let sample = sample::workbook();
    let year = year(2024);
    for typed in ["1-2", "１－２", "1ー2", "施策1-2", " 施策 １-２ "] {
        let first = named(&sample, year, typed).into_iter().next().unwrap();
        assert!(first.starts_with("施策1-2 "), "{typed}: {first}");
    }
    for typed in ["①", "1"] {
        let all = found(&sample, year, text(typed));
        assert!(all.len() > 15, "{typed}");
        let first = named(&sample, year, typed).into_iter().next().unwrap();
        assert!(first.starts_with("①") || first.starts_with("目標1"), "{typed}: {first}");
    }
    let outline = sample.outline(year);
    let content = sample.year(year).unwrap();
    for typed in ["1-2①", "1-2-1", "１－２ ①"] {
        let (_, first) = found(&sample, year, text(typed))[0];
        let unit = item::unit(content, &outline, first).unwrap();
        assert_eq!(content.nodes.get(unit).unwrap().number, "施策1-2", "{typed}");
    }
}

#[test]
fn everything_that_is_written_is_searched() {
    let book = rich();
    for (typed, label) in [
        ("見守り", ""),
        ("12回", "{年度}の進捗状況"),
        ("福祉課", "事業主体"),
        ("調査", "年次計画"),
        ("若い人", "推進委員会意見"),
        ("全員一致", "評価案"),
        ("始めの", "事業内容"),
    ] {
        let hits = found(&book, year(2019), text(typed));
        assert!(hits.contains(&(2019, NodeId::known("p"))), "{typed}: {hits:?}");
        let content = book.year(year(2019)).unwrap();
        let words = text(typed).words();
        let shown = excerpt(content, NodeId::known("p"), &words);
        let label = label.replace("{年度}", "令和元年度");
        assert_eq!(shown.map(|it| it.label).unwrap_or_default(), label, "{typed}");
    }
    let dropped = found(&book, year(2019), text("項目r"));
    assert!(dropped.is_empty(), "what was dropped is not found: {dropped:?}");
}

#[test]
fn all_years_are_gone_through_this_one_first() {
    let sample = sample::workbook();
    let query = Query { all_years: true, ..text("見守り") };
    let hits = found(&sample, year(2023), query);
    let this = found(&sample, year(2023), text("見守り")).len();
    assert!(hits[..this].iter().all(|(year, _)| *year == 2023));
    assert_eq!(hits.len() - this, found(&sample, year(2024), text("見守り")).len());
}

#[test]
fn filters_say_how_an_item_stands() {
    let mut book = rich();
    let p = NodeId::known("p");
    let filter = |filter: Filter| Query { filter, ..Query::default() };
    let hits = |book: &Workbook, it: Filter| {
        found(book, year(2019), filter(it)).into_iter().map(|(_, id)| id).collect::<Vec<_>>()
    };
    let department = Some(DepartmentId::known("fukushi"));
    assert_eq!(hits(&book, Filter { department, ..Filter::default() }), [p]);
    let grade = Some(GradeId::known("a"));
    assert_eq!(hits(&book, Filter { grade, ..Filter::default() }), [p]);
    assert_eq!(hits(&book, Filter { conflict: true, ..Filter::default() }), [p]);
    let is = |stage| Filter { stage: Some(stage), ..Filter::default() };
    assert_eq!(hits(&book, is(Stage::Is(Status::Unfilled))).len(), 2);
    assert_eq!(hits(&book, is(Stage::Partly)).len(), 2);
    let q = NodeId::known("q");
    let apply = |book: &mut Workbook, edit| {
        book.apply(Edit::In(year(2019), edit), &author(0)).unwrap();
    };
    apply(&mut book, Verdict::Returned.edit(q, "数を".into(), String::new()));
    assert_eq!(hits(&book, is(Stage::Is(Status::Returned))), [q]);
    assert!(hits(&book, is(Stage::Changed)).is_empty());
    apply(&mut book, YearEdit::Title(q, "改".into()));
    assert_eq!(hits(&book, is(Stage::Changed)), [q]);
    apply(&mut book, YearEdit::Repeat(q, Repeat::Of(p)));
    assert_eq!(hits(&book, Filter { repeat: true, ..Filter::default() }), [q]);
    let all =
        Filter { department, grade, conflict: true, stage: Some(Stage::Is(Status::Unfilled)), repeat: false };
    assert_eq!(hits(&book, all.clone()), [p]);
    assert!(hits(&book, Filter { repeat: true, ..all }).is_empty());
}

#[test]
fn without_words_the_counts_of_the_filters_are_those_of_the_tally() {
    let sample = sample::workbook();
    let year = year(2024);
    let whole = *Statuses::new(&sample, year, &sample.outline(year)).whole();
    for status in Status::ALL {
        let filter = Filter { stage: Some(Stage::Is(status)), ..Filter::default() };
        let hits = found(&sample, year, Query { filter, ..Query::default() });
        assert_eq!(hits.len(), whole.of(status) as usize, "{status:?}");
    }
    assert!(whole.of(Status::Filled) > 50 && whole.of(Status::Unfilled) > 5, "{whole:?}");
}

#[test]
fn parts_are_filled_in_together() {
    let sample = sample::workbook();
    let (year, mut parts) = (year(2024), 0);
    let (book, outline) = (sample.year(year).unwrap(), sample.outline(year));
    let all = item::all(book, &outline);
    for &node in &all {
        let rows = item::rows(book, &outline, node);
        parts += rows.len() - 1;
        assert!(rows.iter().all(|&row| item::whole(book, &outline, row) == node));
        assert!(item::unit(book, &outline, node).is_some());
    }
    let below = small().outline(crate::histories::year(2019)).below(None).len();
    assert!(parts > 0 && all.len() > 100 && below == 6);
}
