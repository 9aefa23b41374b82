//! The same work with nothing but the keyboard.

use crate::driver::Browser;
use crate::person::*;

const ITEM: &str = "① 福祉体験学習";

/// The name of the radio group that has the focus.
fn group_in_focus(browser: &Browser) -> String {
    let script = "return document.activeElement.closest('[role=radiogroup]')?.ariaLabel || ''";
    browser.exec(script, &[]).as_str().unwrap_or_default().to_string()
}

/// Presses Tab until the focus is in this radio group.
#[track_caller]
fn tab_into(browser: &Browser, group: &str) {
    const MOST: usize = 60;
    for _ in 0..MOST {
        browser.press("Tab");
        if group_in_focus(browser) == group {
            return;
        }
    }
    browser.fail(&format!("{MOST} times Tab did not reach the group 「{group}」"));
}

#[test]
fn the_core_of_the_work_needs_no_mouse() {
    let browser = Browser::chromium();
    start(&browser);
    browser.tab_to("link", "見本を見る");
    browser.press("Enter");
    browser.by_role("article", FIRST_SHEET);

    // The skip link comes first, and leads past header and outline.
    browser.exec("document.activeElement.blur(); getSelection().removeAllRanges()", &[]);
    browser.tab_to("link", "本文へ移動");
    browser.press("Enter");
    browser.wait_until("the focus on the main part", || browser.focused().0 == "main");

    tab_into(&browser, &format!("{ITEM} 事業評価"));
    browser.press("c");
    wait_rated(&browser, ITEM, "C 未着手");
    wait_counts(&browser, "計画全体", "A 43、B 55、C 7、対象外 1、未記入 12");
    browser.press("Delete");
    wait_rated(&browser, ITEM, "");
    wait_counts(&browser, "施策1-1", "A 5、B 2、C 0、未記入 1");
    browser.press("-");
    wait_rated(&browser, ITEM, "－ 対象外");
    browser.press("Shift+B");
    wait_rated(&browser, ITEM, "B 着手");
    assert_eq!(group_in_focus(&browser), format!("{ITEM} 事業評価"), "the focus stays");

    // The chosen grade has the focus, so Tab leads out of the group.
    assert_eq!(browser.focused().1, "B 着手");
    browser.press("Tab");
    assert_eq!(group_in_focus(&browser), "");
    browser.tab_to("textbox", &format!("{ITEM} 評価の理由・課題"));
    let field = browser.by_label(&format!("{ITEM} 評価の理由・課題"));
    let before = field.value();
    browser.press("Ctrl+End");
    browser.type_text("追って調整する。");
    assert_eq!(field.value(), format!("{before}追って調整する。"));
    browser.press("Ctrl+z");
    browser.wait_until("the text before", || field.value() == before);
    browser.press("Ctrl+y");
    browser.wait_until("the text again", || field.value() == format!("{before}追って調整する。"));
    // Three ratings lie before the text: back to the first grade, and forth again.
    browser.press("Ctrl+z Ctrl+z Ctrl+z Ctrl+z Ctrl+z");
    wait_rated(&browser, ITEM, "A 順調");
    browser.press("Ctrl+Shift+z Ctrl+Shift+z Ctrl+Shift+z Ctrl+Shift+z Ctrl+Shift+z");
    wait_rated(&browser, ITEM, "B 着手");
    browser.press("Ctrl+s");
    let file = browser.wait_download(".json");
    let text = String::from_utf8(bytes(&file)).expect("the file is text");
    assert!(text.contains("追って調整する。"));
    assert_quiet(&browser);
}

#[test]
fn the_whole_way_needs_no_mouse() {
    let browser = Browser::chromium();
    start(&browser);
    browser.tab_to("link", "見本を見る");
    browser.press("Enter");
    browser.by_role("article", FIRST_SHEET);

    // Ten steps: eight ratings, and a Japanese text in each of two fields.
    tab_into(&browser, &format!("{ITEM} 事業評価"));
    browser.press("c b c b c b c b");
    let fields = [format!("{ITEM} 評価の理由・課題"), format!("{ITEM} 事業主体")];
    let mut texts = Vec::new();
    for field in &fields {
        browser.tab_to("textbox", field);
        let before = browser.by_label(field).value();
        browser.press("Ctrl+End");
        browser.ime_type("市と社協");
        browser.wait_until("the text", || browser.by_label(field).value() == format!("{before}市と社協"));
        texts.push(before);
    }
    browser.press(&["Ctrl+z"; 10].join(" "));
    wait_rated(&browser, ITEM, "A 順調");
    for (field, before) in fields.iter().zip(&texts) {
        browser.wait_until("the text before", || browser.by_label(field).value() == *before);
    }
    wait_counts(&browser, "施策1-1", "A 6、B 2、C 0、未記入 0");
    browser.press(&["Ctrl+y"; 10].join(" "));
    assert_whole_way(&browser, &fields, &texts);

    browser.wait_text(SAVED);
    browser.reload();
    browser.by_role("article", FIRST_SHEET);
    assert_whole_way(&browser, &fields, &texts);
    browser.press("Ctrl+s");
    let file = browser.wait_download(".json");
    assert_quiet(&browser);

    // The picker that opens on the button belongs to the system, not to the page.
    let colleague = Browser::chromium();
    open_workbook(&colleague, &file);
    assert_whole_way(&colleague, &fields, &texts);
    assert_quiet(&colleague);
}

#[track_caller]
fn assert_whole_way(browser: &Browser, fields: &[String], before: &[String]) {
    wait_rated(browser, ITEM, "B 着手");
    for (field, before) in fields.iter().zip(before) {
        browser.wait_until("the text", || browser.by_label(field).value() == format!("{before}市と社協"));
    }
    wait_counts(browser, "施策1-1", "A 5、B 3、C 0、未記入 0");
}

#[test]
fn arrows_go_through_the_grades_of_a_rating() {
    let browser = Browser::chromium();
    open_sample(&browser);
    rating(&browser, ITEM).by_role("radio", "A 順調").focus();
    browser.press("ArrowRight");
    wait_rated(&browser, ITEM, "B 着手");
    wait_counts(&browser, "施策1-1", "A 5、B 3、C 0、未記入 0");
    browser.press("ArrowDown");
    wait_rated(&browser, ITEM, "C 未着手");
    browser.press("ArrowLeft ArrowLeft");
    wait_rated(&browser, ITEM, "A 順調");
    assert_quiet(&browser);
}

#[test]
fn arrows_lead_from_cell_to_cell_at_the_edges_of_a_text() {
    let browser = Browser::chromium();
    open_sample(&browser);
    let name = format!("{ITEM} の名前");
    browser.by_label(&name).focus();
    browser.press("Ctrl+End ArrowLeft");
    assert_eq!(browser.focused().1, name, "inside the text, the cursor moves");
    browser.press("Ctrl+End ArrowRight");
    browser.wait_focused("textbox", &format!("{ITEM} 事業内容"));
    browser.press("Ctrl+Home ArrowLeft");
    browser.wait_focused("textbox", &name);
    browser.press("Ctrl+End ArrowDown");
    browser.wait_focused("textbox", "② 福祉教育協力校の指定 の名前");
    browser.press("Ctrl+Home ArrowUp");
    browser.wait_focused("textbox", &name);
    // While a composition is open, the arrows are the input method's.
    browser.press("Ctrl+End");
    browser.ime_compose(&["と"]);
    browser.press("ArrowRight");
    assert!(browser.focused().1.starts_with("①"), "the focus stays in the row: {:?}", browser.focused());
    assert_quiet(&browser);
}

#[test]
fn the_plan_dialog_opens_and_closes_by_keys() {
    let browser = Browser::chromium();
    open_sample(&browser);
    browser.tab_to("button", "計画の名前を直す");
    browser.press("Enter");
    browser.by_role("dialog", "計画の名前を直す");
    browser.press("Escape");
    browser.wait_gone("dialog", "計画の名前を直す");
    browser.wait_focused("button", "計画の名前を直す");
    assert_quiet(&browser);
}
