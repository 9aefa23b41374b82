//! A city that has nothing yet: its own form, its plan, ratings and votes, by the keyboard alone.

use crate::designer::{design_by_keyboard, tab_until};
use crate::driver::Browser;
use crate::person::*;

/// A plan of 20 items as it stands in a document: 2 goals, 5 measures, 13 programmes.
const PLAN: &str = "目標1 つながる\n施策1-1 集う場をひらく\n① 朝市の食堂\n② 空き家の居間\n③ 公園の当番\n\
    施策1-2 声をかけ合う\n① 配達の見守り\n② 通学路の会\n③ 回覧板の電話帳\n目標2 備える\n\
    施策2-1 知らせる\n① 防災の手帳\n② 多言語の放送\n施策2-2 逃げる\n① 避難の名簿\n② 車いすの訓練\n\
    施策2-3 立ち直る\n① 物資の協定\n② 心の相談\n③ 仮住まいの下見";

/// Presses Tab until the focus is in the group of radio buttons of this name.
#[track_caller]
fn tab_to_group(browser: &Browser, name: &str) {
    let inside =
        "return document.activeElement.closest('[role=radiogroup]')?.getAttribute('aria-label') ?? ''";
    tab_until(browser, name, |role, _| role == "radio" && browser.exec(inside, &[]).as_str() == Some(name));
}

#[track_caller]
fn follow(browser: &Browser, link: &str, heading: &str) {
    browser.tab_to("link", link);
    browser.press("Enter");
    browser.by_role("heading", heading);
}

#[test]
fn a_form_a_plan_ratings_and_votes_are_made_by_the_keyboard_alone() {
    let browser = Browser::chromium();
    design_by_keyboard(&browser);

    follow(&browser, "計画の構成", "計画の構成");
    browser.tab_to("button", "一覧から作る");
    browser.press("Enter");
    browser.by_role("dialog", "一覧から作る");
    let field = browser.by_label("項目の一覧");
    browser.wait_focused("textbox", "項目の一覧");
    browser.paste(&field, PLAN);
    browser.tab_to("button", "20 項目を作る");
    browser.press("Enter");
    browser.wait_text("20 項目を作りました。");

    browser.tab_to("link", "評価シート");
    browser.press("Enter");
    browser.by_role_part("article", "施策1-1 集う場をひらく");
    for (item, points) in [("① 朝市の食堂", "5"), ("② 空き家の居間", "4"), ("③ 公園の当番", "4")]
    {
        tab_to_group(&browser, &format!("{item} 自己評価"));
        browser.type_text(points);
    }
    wait_counts(&browser, "施策1-1", "5 1、4 2、3 0、2 0、1 0、未記入 0");
    wait_counts(&browser, "計画全体", "5 1、4 2、3 0、2 0、1 0、未記入 10");

    for (grade, votes) in [("4", "6"), ("3", "2")] {
        browser.tab_to("textbox", &format!("{grade} の票数"));
        browser.type_text(votes);
    }
    browser.press("Tab");
    wait_saved(&browser);
    browser.reload();
    browser.by_role_part("article", "施策1-1 集う場をひらく");
    browser.tab_to("link", "集計");
    browser.press("Enter");
    browser.by_role("heading", "集計");
    assert_eq!(numbers(&browser, "目標・施策ごと", "施策1-1")[..8], ["1", "2", "0", "0", "0", "0", "0", "3"]);
    assert_quiet(&browser);
}
