//! A clerk's work from the first look at the sample to a file that a colleague opens.

use crate::driver::Browser;
use crate::person::*;

const ITEM: &str = "① 福祉体験学習";

#[test]
fn a_rating_changes_every_count() {
    let browser = Browser::chromium();
    open_sample(&browser);
    wait_counts(&browser, "施策1-1", "A 6、B 2、C 0、未記入 0");
    wait_counts(&browser, "目標1", "A 16、B 10、C 1、未記入 0");
    wait_counts(&browser, "計画全体", "A 44、B 55、C 6、対象外 1、未記入 12");

    rate(&browser, ITEM, "C 未着手");
    wait_counts(&browser, "施策1-1", "A 5、B 2、C 1、未記入 0");
    wait_counts(&browser, "目標1", "A 15、B 10、C 2、未記入 0");
    wait_counts(&browser, "計画全体", "A 43、B 55、C 7、対象外 1、未記入 12");

    go_to_numbers(&browser);
    let sections = |heading| numbers(&browser, "目標・施策ごと", heading);
    assert_eq!(sections("施策1-1")[..7], ["5", "2", "1", "0", "0", "0", "8"]);
    assert_eq!(sections("目標1")[..7], ["15", "10", "2", "0", "0", "0", "27"]);
    assert_eq!(sections("計画全体")[..7], ["43", "55", "7", "1", "0", "12", "118"]);
    let department = numbers(&browser, "担当課ごと", "学校教育課");
    assert_eq!(department[..7], ["3", "3", "1", "0", "0", "0", "7"]);
    browser.by_role("heading", "未記入の項目（12）");

    // An emptied rating becomes work to do, listed with the way to it.
    go_to_sheet(&browser, "施策1-1");
    let cell = browser.by_role_part("cell", &format!("{ITEM} 事業評価"));
    cell.by_role_part("button", "評価を消す").click();
    wait_counts(&browser, "施策1-1", "A 5、B 2、C 0、未記入 1");
    wait_rated(&browser, ITEM, "");
    go_to_numbers(&browser);
    browser.by_role("heading", "未記入の項目（13）");
    browser.by_role("region", "未記入の項目").by_role_part("link", ITEM).click();
    browser.by_role("article", FIRST_SHEET);
    let script = "const field = document.activeElement;
                  return field.closest('[role=radiogroup]')?.ariaLabel || field.ariaLabel || ''";
    browser.wait_until("the focus in the item of the list", || {
        browser.exec(script, &[]).as_str().is_some_and(|name| name.starts_with(ITEM))
    });
    assert_quiet(&browser);
}

#[test]
fn japanese_is_neither_lost_nor_doubled() {
    let browser = Browser::chromium();
    open_sample(&browser);
    let field = browser.by_label(&format!("{ITEM} 評価の理由・課題"));
    let before = field.value();
    field.click();
    browser.press("Ctrl+End");
    browser.ime_compose(&["k", "こ", "こう", "こうし", "講師"]);
    assert_eq!(field.value(), format!("{before}講師"), "what is being composed is shown");
    browser.ime_commit("講師");
    browser.ime_type("の謝金を計上する。");
    let text = format!("{before}講師の謝金を計上する。");
    assert_eq!(field.value(), text);
    // Enter alone is a line break, and one only.
    browser.press("Enter");
    browser.ime_type("以上");
    assert_eq!(field.value(), format!("{text}\n以上"));

    // In a field of one line, the Enter that ends a composition stays out as well.
    let title = browser.by_label("(1) 学校における福祉教育の推進 の名前");
    title.click();
    browser.press("Ctrl+End");
    browser.ime_type("と交流");
    browser.press("Enter");
    let title = browser.by_label("(1) 学校における福祉教育の推進と交流 の名前");
    assert_eq!(title.value(), "学校における福祉教育の推進と交流");

    wait_saved(&browser);
    browser.reload();
    let field = browser.by_label(&format!("{ITEM} 評価の理由・課題"));
    browser.wait_until("the text after a reload", || field.value() == format!("{text}\n以上"));
    browser.by_label("(1) 学校における福祉教育の推進と交流 の名前");
    assert_quiet(&browser);
}

#[test]
fn a_new_page_begins_at_its_top() {
    let browser = Browser::chromium();
    open_sample(&browser);
    let bottom = "scrollTo(0, document.documentElement.scrollHeight)";
    let at_top = || browser.exec("return scrollY", &[]).as_f64() == Some(0.0);
    browser.exec(bottom, &[]);
    go_to_sheet(&browser, "施策1-3");
    browser.wait_until("the top of the sheet", at_top);
    browser.exec(bottom, &[]);
    go_to_numbers(&browser);
    browser.wait_until("the top of 集計", at_top);
    browser.exec(bottom, &[]);
    browser.by_role("region", "目標・施策ごと").by_role_part("link", "施策5-3").click();
    browser.by_role_part("article", "施策5-3");
    browser.wait_until("the top of the sheet", at_top);
    assert_quiet(&browser);
}

/// The names and grades of the sheet's items.
fn grades(browser: &Browser) -> Vec<(String, String)> {
    let sheet = browser.by_role("article", FIRST_SHEET);
    let groups = sheet.all_by_role("radiogroup");
    groups.iter().map(|group| (group.role_and_name().1, chosen(group))).collect()
}

#[test]
fn ten_steps_back_and_ten_forth() {
    let browser = Browser::chromium();
    open_sample(&browser);
    let undo = browser.by_role("button", "元に戻す");
    let redo = browser.by_role("button", "やり直す");
    assert!(undo.attribute("disabled").is_some(), "there is nothing to undo yet");

    let mut states = vec![grades(&browser)];
    let items: Vec<String> = states[0].iter().map(|(name, _)| name.clone()).collect();
    for step in 0..10 {
        // Twice through five items, each time to another grade.
        let grade = if step < 5 { "C 未着手" } else { "－ 対象外" };
        browser.by_role("radiogroup", &items[step % 5]).by_role("radio", grade).click();
        states.push(grades(&browser));
    }
    for step in (0..10).rev() {
        undo.click();
        browser.wait_until(&format!("the state after {step} steps"), || grades(&browser) == states[step]);
    }
    wait_counts(&browser, "施策1-1", "A 6、B 2、C 0、未記入 0");
    for (step, state) in states.iter().enumerate().skip(1) {
        redo.click();
        browser.wait_until(&format!("the state after {step} steps"), || grades(&browser) == *state);
    }
    assert!(redo.attribute("disabled").is_some(), "there is nothing left to do again");
    assert_quiet(&browser);
}

/// What [`the_committee`] has entered.
#[track_caller]
fn assert_committee_is_there(browser: &Browser) {
    assert_eq!(browser.by_label("A の票数").value(), "7");
    assert_eq!(browser.by_label("B の票数").value(), "4");
    browser.wait_text("回答 11／定数 12");
    browser.wait_text("最多による案：A");
    let opinion = browser.by_label("推進委員会意見 1");
    assert_eq!(opinion.value(), "夜間の相談を増やしてほしい。");
    let direction = browser.by_label("推進委員会評価及び意見を受けて今後の方向性 1");
    assert_eq!(direction.value(), "夜間の窓口を月2回開く。");
    let decision = browser.by_role("radiogroup", "委員会の決定");
    browser.wait_until("the decision A", || chosen(&decision) == "A 順調");
    assert_eq!(browser.by_label("決定の理由").value(), "多数決による。");
}

/// Enters what the committee of the sample has still to say on 施策4-1.
fn the_committee(browser: &Browser) {
    go_to_sheet(browser, "施策4-1");
    browser.wait_text("回答 0／定数 12");
    browser.by_label("A の票数").fill("7");
    // Full-width digits are digits.
    browser.by_label("B の票数").fill("４");
    browser.wait_text("回答 11／定数 12");
    browser.by_label("C の票数").fill("3人");
    browser.wait_text("0 から 999 までの数を入力してください。");
    browser.by_label("C の票数").fill("");
    browser.wait_no_text("0 から 999 までの数を入力してください。");

    let opinions = browser.by_role("region", "推進委員会意見");
    opinions.by_role_part("button", "加える").click();
    browser.wait_focused("textbox", "推進委員会意見 1");
    browser.ime_type("夜間の相談を増やしてほしい。");
    let directions = browser.by_role("region", "推進委員会評価及び意見を受けて今後の方向性");
    directions.by_role_part("button", "加える").click();
    browser.wait_focused("textbox", "推進委員会評価及び意見を受けて今後の方向性 1");
    browser.ime_type("夜間の窓口を月2回開く。");

    // A tally decides nothing by itself.
    browser.wait_text("最多による案：A");
    assert_eq!(chosen(&browser.by_role("radiogroup", "委員会の決定")), "");
    browser.by_role("radiogroup", "委員会の決定").by_role("radio", "A 順調").click();
    browser.by_label("決定の理由").click();
    browser.ime_type("多数決による。");
}

#[test]
fn the_committees_work_outlasts_a_reload_and_travels_in_a_file() {
    let browser = Browser::chromium();
    open_sample(&browser);
    rate(&browser, ITEM, "C 未着手");
    let field = browser.by_label(&format!("{ITEM} 評価の理由・課題"));
    field.click();
    browser.press("Ctrl+End");
    browser.ime_type("調整する。");
    let reason = field.value();
    the_committee(&browser);
    assert_committee_is_there(&browser);
    go_to_numbers(&browser);
    let row = numbers(&browser, "推進委員会の評価", "施策4-1");
    assert_eq!(row, ["7", "4", "0", "11／12", "A"]);
    go_to_sheet(&browser, "施策4-1");

    wait_saved(&browser);
    browser.reload();
    browser.by_role_part("article", "施策4-1");
    assert_committee_is_there(&browser);
    go_to_sheet(&browser, "施策1-1");
    wait_rated(&browser, ITEM, "C 未着手");

    let file = save_file(&browser);
    browser.wait_text("ファイルに保存: たった今");
    browser.wait_text("をダウンロードのフォルダーに保存しました。");
    assert_quiet(&browser);

    let colleague = Browser::chromium();
    open_workbook(&colleague, &file);
    colleague.by_role("article", FIRST_SHEET);
    wait_rated(&colleague, ITEM, "C 未着手");
    assert_eq!(colleague.by_label(&format!("{ITEM} 評価の理由・課題")).value(), reason);
    wait_counts(&colleague, "計画全体", "A 43、B 55、C 7、対象外 1、未記入 12");
    go_to_sheet(&colleague, "施策4-1");
    assert_committee_is_there(&colleague);
    let again = save_file(&colleague);
    assert_eq!(file.file_name(), again.file_name());
    assert!(bytes(&file) == bytes(&again), "saved again, the file has other bytes");
    assert_quiet(&colleague);
}

#[test]
fn a_file_that_is_dropped_is_opened() {
    let browser = Browser::chromium();
    open_sample(&browser);
    rate(&browser, ITEM, "C 未着手");
    let file = save_file(&browser);

    let colleague = Browser::chromium();
    start(&colleague);
    let card = colleague.by_role("region", "ファイルを開く");
    colleague.drop_file(&card, "受け取った評価帳.json", &bytes(&file));
    colleague.by_role("article", FIRST_SHEET);
    wait_rated(&colleague, ITEM, "C 未着手");
    wait_saved(&colleague);

    // It is among the workbooks of this PC from now on.
    start(&colleague);
    colleague.by_role("link", "みどり野市 第3期地域福祉計画").click();
    wait_rated(&colleague, ITEM, "C 未着手");
    assert_quiet(&colleague);
}
