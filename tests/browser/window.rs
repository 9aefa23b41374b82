//! Sheets of hundreds of rows, of which only those near what is in view are in the page.

use crate::driver::{Browser, Folder};
use crate::person::*;
use hyokacho::format;
use hyokacho::forms;
use hyokacho::model::builder::BookBuilder;
use hyokacho::model::content::Content;
use hyokacho::model::id::{FieldId, IdSource, LevelId, WorkbookId};
use hyokacho::model::workbook::Workbook;
use hyokacho::model::year::FiscalYear;
use serde_json::json;
use std::fs;

const ROWS: usize = 400;

fn title(row: usize) -> String {
    format!("見守り事業{row:03}")
}

/// A plan with one table of 400 rows on its only sheet, none of them rated.
fn long_plan() -> Workbook {
    let mut count = 0u64;
    let mut random = || {
        count += 1;
        count.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    };
    let year = FiscalYear::new(2024).expect("a year");
    let mut plan = BookBuilder::new(&year.label(), forms::abc_committee(), IdSource::new(&mut random));
    let goal = plan.node(None, LevelId::known("goal"), "目標1", "支え合うまち");
    let measure = plan.node(Some(goal), LevelId::known("measure"), "施策1-1", "見守り");
    let effort = plan.node(Some(measure), LevelId::known("effort"), "(1)", "地域の見守り");
    for row in 1..=ROWS {
        let at = plan.node(Some(effort), LevelId::known("programme"), "", &title(row));
        plan.fill_typed(
            at,
            FieldId::known("content"),
            "地域の人が声を掛け合い、変化に気付いたら相談につなぐ。",
        );
    }
    let content = Content {
        municipality: "長野野市".into(),
        title: "長い計画".into(),
        years: [(year, plan.finish())].into_iter().collect(),
        ..Content::default()
    };
    Workbook::made_of(WorkbookId::known("nagai"), content)
}

fn open_long(browser: &Browser) {
    let folder = Folder::new("long");
    let file = folder.path().join("長い計画.json");
    fs::write(&file, format::write(&long_plan())).expect("a file to give");
    open_workbook(browser, &file);
}

fn number(browser: &Browser, script: &str) -> u64 {
    browser.exec(script, &[]).as_u64().unwrap_or_default()
}

const ROWS_IN_PAGE: &str = "return document.querySelectorAll('.rows__row').length";
const WIDTHS: &str = "return [...document.querySelectorAll('.rows thead th')].map((it) => it.offsetWidth)";

/// The number of the row that has the focus, by the title in the names of its fields.
fn row_in_focus(browser: &Browser) -> u64 {
    let script = "const name = document.activeElement.closest('[aria-label]')?.ariaLabel ?? '';
                  return Number(name.match(/見守り事業(\\d+)/)?.[1] ?? 0)";
    number(browser, script)
}

#[test]
fn a_long_sheet_is_drawn_by_what_is_in_view() {
    let browser = Browser::chromium();
    open_long(&browser);
    let widths = browser.exec(WIDTHS, &[]);
    browser.wait_until("the rows near the view", || number(&browser, ROWS_IN_PAGE) >= 12);
    assert!(number(&browser, ROWS_IN_PAGE) < 100, "{} rows are drawn", number(&browser, ROWS_IN_PAGE));
    let table = browser.by_css(".rows");
    assert_eq!(table.attribute("aria-rowcount").as_deref(), Some("401"));

    // The end of the sheet: other rows, of the same columns.
    browser.exec("scrollTo(0, document.body.scrollHeight)", &[]);
    browser.wait_until("the last row", || {
        browser.exec("scrollBy(0, 400)", &[]);
        browser.exec("return !!document.querySelector('tr[aria-rowindex=\"401\"]')", &[]) == json!(true)
    });
    browser.wait_until("the rows at the top to go", || number(&browser, ROWS_IN_PAGE) < 100);
    assert_eq!(browser.exec(WIDTHS, &[]), widths, "the columns stay as wide as they were");

    // A sheet that is short is drawn whole.
    open_sample(&browser);
    assert_eq!(number(&browser, "return document.querySelectorAll('[data-piece]').length"), 0);
    assert_quiet(&browser);
}

#[test]
fn a_far_row_is_found_filled_and_kept_while_it_has_the_focus() {
    let browser = Browser::chromium();
    open_long(&browser);
    go_to_numbers(&browser);
    for _ in 0..3 {
        browser.by_role_part("button", "さらに表示").click();
    }
    browser.by_role("link", &format!("施策1-1　{}", title(350))).click();
    browser.wait_until("the focus in the row", || row_in_focus(&browser) == 350);
    browser.press("b");
    wait_rated(&browser, &title(350), "B 着手");
    wait_counts(&browser, "計画全体", "A 0、B 1、C 0、未記入 399");

    let reason = format!("{} 評価の理由・課題", title(350));
    browser.by_label(&reason).click();
    browser.type_text("担い手が足りない。");
    browser.exec("scrollTo(0, 0)", &[]);
    browser.wait_until("the first row", || {
        browser.exec("return !!document.querySelector('tr[aria-rowindex=\"2\"]')", &[]) == json!(true)
    });
    assert_eq!(row_in_focus(&browser), 350, "what is being written stays, though out of view");
    browser.type_text("募集する。");
    assert_eq!(browser.by_label(&reason).value(), "担い手が足りない。募集する。");
    assert_quiet(&browser);
}

#[test]
fn arrows_and_tab_go_on_where_a_piece_ends() {
    let browser = Browser::chromium();
    open_long(&browser);
    let first = browser.by_label(&format!("{} 事業内容", title(1)));
    first.click();
    for row in 2..=40 {
        browser.press("Ctrl+End");
        browser.press("ArrowDown");
        browser.wait_until(&format!("the focus in row {row}"), || row_in_focus(&browser) == row);
    }
    for row in (30..40).rev() {
        browser.press("Ctrl+Home");
        browser.press("ArrowUp");
        browser.wait_until(&format!("the focus in row {row}"), || row_in_focus(&browser) == row);
    }
    let mut seen = vec![30];
    while seen.last() < Some(&45) {
        browser.press("Tab");
        let row = row_in_focus(&browser);
        // A link to the item by itself has another name.
        if row > 0 && seen.last() != Some(&row) {
            seen.push(row);
        }
        assert!(seen.len() < 40, "{seen:?}");
    }
    assert_eq!(seen, (30..=45).collect::<Vec<_>>(), "Tab leaves no row out");
    assert_quiet(&browser);
}

#[test]
fn a_printed_sheet_has_every_row() {
    let browser = Browser::chromium();
    open_long(&browser);
    browser.exec(
        &format!(
            "addEventListener('beforeprint', () => {{ window.printed = (() => {{ {ROWS_IN_PAGE} }})() }})"
        ),
        &[],
    );
    let folder = Folder::new("print");
    let file = folder.path().join("sheet.pdf");
    browser.print_pdf(&file);
    assert_eq!(browser.exec("return window.printed", &[]), json!(ROWS));
    assert!(bytes(&file).len() > 100_000, "the print is {} bytes", bytes(&file).len());
    browser.wait_until("the far rows to go", || number(&browser, ROWS_IN_PAGE) < 100);
    assert_quiet(&browser);
}
