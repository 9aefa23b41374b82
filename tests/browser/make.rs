//! 新しく作る: from an empty workbook to the next year.

use crate::driver::{Browser, Options};
use crate::person::*;
use serde_json::json;

const PLAN: &str = "あさぎり市 第1期計画";

/// Makes an empty workbook for 令和6年度.
pub fn make(browser: &Browser) {
    start(browser);
    browser.by_role("link", "新しく作る").click();
    browser.by_role("heading", "新しく作る");
    browser.by_label("自治体の名前").fill("あさぎり市");
    browser.by_label("計画の名前").fill("第1期計画");
    browser.by_label("評価する年度").fill("来年");
    browser.by_role("button", "この内容で作る").click();
    let year = browser.by_label("評価する年度");
    browser.wait_text("年度として読めません。");
    browser.wait_until("the field to be marked", || year.attribute("aria-invalid").is_some());
    assert!(browser.has("heading", "新しく作る"), "nothing is made of a year that cannot be read");
    year.fill("R6");
    browser.by_role("button", "この内容で作る").click();
    browser.by_role("heading", PLAN);
    browser.wait_text("まだ項目がありません。");
}

/// Types title and number of the item that was just added and has the focus.
#[track_caller]
fn name_it(browser: &Browser, number: &str, title: &str) {
    let in_new_item = |ending: &str| {
        let (role, name) = browser.focused();
        role == "textbox" && name.ends_with(ending) && focused_value(browser).is_empty()
    };
    browser.wait_until("the focus in the new item", || in_new_item("の番号") || in_new_item("の名前"));
    if browser.focused().1.ends_with("の名前") {
        browser.press("Shift+Tab");
    }
    browser.wait_until("the focus in the new item's number", || in_new_item("の番号"));
    browser.type_text(number);
    browser.press("Tab");
    browser.wait_until("the focus in the new item's title", || in_new_item("の名前"));
    browser.type_text(title);
}

fn focused_value(browser: &Browser) -> String {
    let value = browser.exec("return document.activeElement.value || ''", &[]);
    value.as_str().unwrap_or_default().to_string()
}

/// Adds a goal, a measure, an effort and two programmes.
fn build(browser: &Browser) {
    browser.by_role("button", "項目を編集").click();
    let outline = browser.by_role("navigation", "計画の目次");
    outline.by_role_part("button", "目標を加える").click();
    name_it(browser, "目標1", "支え合い");
    outline.by_role("button", "＋ 施策を加える（目標1 支え合い）").click();
    browser.by_role("main", "").by_role_part("button", "取組を加える");
    name_it(browser, "施策1-1", "見守り");
    browser.by_role_part("article", "施策1-1 見守り");
    let sheet = browser.by_role("main", "");
    sheet.by_role_part("button", "取組を加える").click();
    name_it(browser, "(1)", "声かけ");
    sheet.by_role_part("button", "行（事業名）を加える").click();
    name_it(browser, "①", "あいさつ");
    sheet.by_role("button", "＋ 行（事業名）を加える（(1) 声かけ）").click();
    name_it(browser, "②", "見回り");
}

/// The titles of the rows from top to bottom.
fn titles(browser: &Browser) -> Vec<String> {
    let script = "return [...document.querySelectorAll('main textarea')].filter((field) =>
                    field.closest('th')?.scope === 'row').map((field) => field.value)";
    let found = browser.exec(script, &[]);
    let found = found.as_array().map(Vec::as_slice).unwrap_or_default();
    found.iter().map(|title| title.as_str().unwrap_or_default().to_string()).collect()
}

#[test]
fn a_plan_is_built_moved_dropped_and_restored() {
    let browser = Browser::chromium();
    make(&browser);
    build(&browser);
    browser.wait_until("both rows", || titles(&browser) == ["あいさつ", "見回り"]);
    wait_counts(&browser, "計画全体", "A 0、B 0、C 0、未記入 2");
    rate(&browser, "① あいさつ", "A 順調");
    wait_counts(&browser, "計画全体", "A 1、B 0、C 0、未記入 1");

    browser.by_role("button", "「② 見回り」を上へ").click();
    browser.wait_until("the other order", || titles(&browser) == ["見回り", "あいさつ"]);
    browser.by_role("button", "「② 見回り」を下へ").click();
    browser.wait_until("the first order", || titles(&browser) == ["あいさつ", "見回り"]);
    browser.by_role("button", "「① あいさつ」を下へ").click();
    browser.wait_until("the other order again", || titles(&browser) == ["見回り", "あいさつ"]);
    assert_eq!(browser.by_role("button", "「① あいさつ」を下へ").text(), "↓");
    browser.by_role("button", "「① あいさつ」を削除").click();
    browser.wait_text("「① あいさつ」を削除しました。「元に戻す」で戻せます。");
    browser.wait_until("one row", || titles(&browser) == ["見回り"]);
    wait_counts(&browser, "計画全体", "A 0、B 0、C 0、未記入 1");
    browser.by_role("button", "元に戻す").click();
    browser.wait_until("both rows again", || titles(&browser) == ["見回り", "あいさつ"]);
    wait_rated(&browser, "① あいさつ", "A 順調");
    wait_counts(&browser, "計画全体", "A 1、B 0、C 0、未記入 1");
    browser.by_role("button", "項目の編集を終わる").click();
    browser.wait_gone("button", "「① あいさつ」を削除");

    wait_saved(&browser);
    browser.reload();
    browser.wait_until("both rows after a reload", || titles(&browser) == ["見回り", "あいさつ"]);
    assert_quiet(&browser);
}

#[test]
fn the_plan_is_renamed_and_the_next_year_begun() {
    let browser = Browser::chromium();
    make(&browser);
    build(&browser);
    rate(&browser, "① あいさつ", "A 順調");
    let progress = browser.by_label("① あいさつ 令和6年度の進捗状況");
    progress.click();
    browser.ime_type("毎朝行った。");

    browser.by_role("button", "計画の名前を直す").click();
    let dialog = browser.by_role("dialog", "計画の名前を直す");
    dialog.by_label("計画の名前").fill("第2期計画");
    dialog.by_role("button", "この内容にする").click();
    browser.by_role("heading", "あさぎり市 第2期計画");
    browser.by_role("button", "計画の名前を直す").click();
    let dialog = browser.by_role("dialog", "計画の名前を直す");
    dialog.by_label("計画の名前").fill("第9期計画");
    dialog.by_role("button", "やめる").click();
    browser.wait_gone("dialog", "計画の名前を直す");
    browser.by_role("heading", "あさぎり市 第2期計画");

    browser.by_role("button", "計画の名前を直す").click();
    browser.by_role("dialog", "計画の名前を直す").by_role("button", "次の年度を始める").click();
    browser.wait_text("令和7年度を始めました。");
    browser.wait_until("both rows in the new year", || titles(&browser) == ["あいさつ", "見回り"]);
    wait_counts(&browser, "計画全体", "A 0、B 0、C 0、未記入 2");
    assert_eq!(browser.by_label("① あいさつ 令和7年度の進捗状況").value(), "");
    rate(&browser, "① あいさつ", "C 未着手");
    wait_counts(&browser, "計画全体", "A 0、B 0、C 1、未記入 1");

    browser.by_label("年度").choose("令和6年度");
    wait_rated(&browser, "① あいさつ", "A 順調");
    assert_eq!(browser.by_label("① あいさつ 令和6年度の進捗状況").value(), "毎朝行った。");
    let chosen = browser.by_label("年度");
    browser.wait_until("the year in the switch", || chosen.value() == "2024");
    browser.by_label("年度").choose("令和7年度");
    wait_rated(&browser, "① あいさつ", "C 未着手");
    assert_quiet(&browser);
}

#[test]
fn a_year_that_was_begun_by_mistake_is_taken_back_and_begun_again() {
    let browser = Browser::chromium();
    make(&browser);
    build(&browser);
    let begin = || {
        browser.by_role("button", "計画の名前を直す").click();
        browser.by_role("dialog", "計画の名前を直す").by_role("button", "次の年度を始める").click();
        browser.wait_gone("dialog", "計画の名前を直す");
    };
    let years = || {
        let script = "return [...document.querySelectorAll('header option')].map((year) => year.text)";
        browser.exec(script, &[])
    };
    begin();
    browser.wait_until("both years", || years() == json!(["令和6年度", "令和7年度"]));
    browser.by_role("button", "元に戻す").click();
    browser.wait_until("one year", || years() == json!(["令和6年度"]));
    begin();
    browser.wait_until("both years again", || years() == json!(["令和6年度", "令和7年度"]));
    browser.wait_until("both rows in the new year", || titles(&browser) == ["あいさつ", "見回り"]);
    assert_quiet(&browser);
}

#[test]
fn on_a_phone_the_first_item_can_be_added_too() {
    let browser = Browser::chromium_with(&Options::sized(390, 844));
    make(&browser);
    browser.by_role("button", "項目を編集").click();
    browser.by_role_part("button", "目標を加える").click();
    name_it(&browser, "目標1", "支え合い");
    browser.by_role("button", "＋ 施策を加える（目標1 支え合い）").click();
    browser.by_role("main", "").by_role_part("button", "取組を加える");
    assert_quiet(&browser);
}

#[test]
fn the_other_form_has_four_grades_and_no_committee() {
    let browser = Browser::chromium();
    start(&browser);
    browser.by_role("link", "新しく作る").click();
    browser.by_role("radio", "進捗評価シート（A〜D、委員会なし）").click();
    browser.by_label("評価する年度").fill("2025");
    browser.by_role("button", "この内容で作る").click();
    browser.wait_text("まだ項目がありません。");
    let year = "return document.querySelector('header select').selectedOptions[0].text";
    assert_eq!(browser.exec(year, &[]), json!("令和7年度"), "a year is shown as the sheets write it");
    go_to_numbers(&browser);
    assert!(!browser.has("region", "推進委員会の評価"));
    assert_quiet(&browser);
}
