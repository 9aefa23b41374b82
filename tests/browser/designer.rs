//! The designer of forms: a form made of nothing, what a change hides, forms as files.

use crate::driver::Browser;
use crate::person::*;

/// The labels of the fields that [`design_by_keyboard`] makes, the third being the self-rating.
pub const FIELDS: [&str; 5] = ["事業内容", "{年度}の実績", "自己評価", "今後の方向", "担当課"];
/// The grades of the scale that [`design_by_keyboard`] makes, the best first.
pub const GRADES: [&str; 5] = ["5", "4", "3", "2", "1"];

/// Goes to 設定 › 様式.
#[track_caller]
pub fn go_to_designer(browser: &Browser) {
    browser.by_role("navigation", "画面").by_role("link", "設定").click();
    browser.by_role("navigation", "設定").by_role("link", "様式").click();
    browser.by_role("heading", "できあがりの見本");
}

/// Opens a section of the designer without the mouse.
#[track_caller]
fn open_section(browser: &Browser, title: &str) {
    let warned = format!("{title}（確認");
    tab_until(browser, title, |role, name| role == "button" && (name == title || name.starts_with(&warned)));
    browser.press("Enter");
    browser.by_role("heading", title);
}

/// Presses the button under a list, and waits for the field with the new element's name.
#[track_caller]
fn add(browser: &Browser, button: &str, field: &str) {
    browser.tab_to("button", button);
    browser.press("Enter");
    browser.wait_until(&format!("the focus in {field}"), || {
        let (role, name) = browser.focused();
        role == "textbox" && name == field
    });
}

/// Writes over the text that has the focus.
#[track_caller]
fn write(browser: &Browser, text: &str) {
    browser.press("Ctrl+a");
    browser.type_text(text);
}

/// Makes a workbook from an empty form, and in it by the keyboard alone a form of three levels, five
/// fields and a scale of five steps that is the committee's, too. Leaves the designer open.
#[track_caller]
pub fn design_by_keyboard(browser: &Browser) {
    start(browser);
    browser.tab_to("link", "新しく作る");
    browser.press("Enter");
    browser.by_role("heading", "新しく作る");
    tab_until(browser, "the choice of a form", |role, _| role == "radio");
    // The radio buttons are one stop; up from the first goes to the last, which is the empty form.
    browser.press("ArrowUp");
    browser.wait_until("the empty form", || browser.focused().1 == "空の様式から（設計画面で作ります）");
    for (label, text) in [("自治体の名前", "あさぎり市"), ("計画の名前", "第1期計画"), ("評価する年度", "R6")]
    {
        browser.tab_to("textbox", label);
        write(browser, text);
    }
    browser.press("Enter");
    browser.by_role("heading", "できあがりの見本");
    browser.wait_text("記入欄がありません。");

    // Three levels are there; the first gets another name.
    browser.tab_to("textbox", "目標の名称");
    write(browser, "基本目標");
    browser.wait_text("基本目標の名称");

    open_section(browser, "評価段階");
    browser.tab_to("button", "評価段階の表を追加");
    browser.press("Enter");
    browser.wait_focused("textbox", "表の名前");
    write(browser, "5段階");
    for key in GRADES {
        add(browser, "評価を追加", "（名称なし）の記号");
        browser.type_text(key);
    }

    open_section(browser, "記入欄");
    for (at, label) in FIELDS.into_iter().enumerate() {
        add(browser, "記入欄を追加", "見出し");
        write(browser, label);
        let kind = [None, None, Some("評価"), None, Some("担当課")][at];
        if let Some(kind) = kind {
            browser.tab_to("combobox", "種類");
            browser.type_text(kind);
            browser.wait_until("the kind", || {
                browser.by_label("種類").value() == if at == 2 { "2" } else { "4" }
            });
        }
    }
    browser.wait_text("5・4・3・2・1");

    open_section(browser, "委員会");
    browser.tab_to("checkbox", "施策");
    browser.press("Space");
    add(browser, "評価を追加", "（名称なし）の名称");
    browser.type_text("委員会評価");
    browser.wait_text("委員会評価：5・4・3・2・1");
}

/// Presses Tab until what has the focus is what is looked for.
#[track_caller]
pub fn tab_until(browser: &Browser, what: &str, is_it: impl Fn(&str, &str) -> bool) {
    const MOST: usize = 200;
    let reached = (0..MOST).any(|_| {
        browser.press("Tab");
        let (role, name) = browser.focused();
        is_it(&role, &name)
    });
    assert!(reached, "{MOST} times Tab did not reach {what}");
}

/// The heads of the preview's table.
fn heads(browser: &Browser) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.design__table th')].map((head) => head.innerText)";
    let found = browser.exec(script, &[]);
    let found = found.as_array().map(Vec::as_slice).unwrap_or_default();
    found.iter().map(|text| text.as_str().unwrap_or_default().to_string()).collect()
}

#[test]
fn a_form_is_made_of_nothing_by_the_keyboard_alone() {
    let browser = Browser::chromium();
    design_by_keyboard(&browser);
    let expected = ["番号", "事業名", "事業内容", "令和6年度の実績", "自己評価", "今後の方向", "担当課"];
    assert_eq!(heads(&browser), expected);
    browser.wait_no_text("確認してください");
    open_section(&browser, "記入欄");
    browser.tab_to("button", "今後の方向 文章　事業");
    browser.press("Alt+ArrowUp");
    browser.wait_until("the column further left", || heads(&browser)[4] == "今後の方向");
    browser.wait_focused("button", "今後の方向 文章　事業");
    browser.press("Alt+ArrowDown");
    browser.wait_until("the columns as before", || heads(&browser) == expected);
    wait_saved(&browser);
    browser.reload();
    browser.by_role("heading", "できあがりの見本");
    browser.wait_until("the form after a restart", || heads(&browser) == expected);
    assert_quiet(&browser);
}

#[test]
fn what_a_change_hides_is_shown_first_and_comes_back() {
    let browser = Browser::chromium();
    open_sample(&browser);
    go_to_designer(&browser);
    open_section(&browser, "記入欄");
    let before = heads(&browser);
    browser.by_role("button", "削除：事業内容").click();
    let dialog = browser.by_role("dialog", "変える前に確かめてください");
    assert!(dialog.text().contains("「事業内容」の記入"), "{}", dialog.text());
    browser.by_role("button", "やめる").click();
    assert_eq!(heads(&browser), before);
    browser.by_role("button", "削除：事業内容").click();
    browser.by_role("button", "この内容で変える").click();
    browser.wait_until("one column less", || heads(&browser).len() == before.len() - 1);
    browser.by_role("button", "元に戻す").click();
    browser.wait_until("the column again", || heads(&browser) == before);

    open_section(&browser, "評価段階");
    browser.by_role("button", "削除：A").click();
    browser.wait_text("評価「A」がなくなるため");
    browser.press("Escape");
    browser.by_role("button", "削除：事業評価").click();
    browser.wait_text("は使われています。");
    assert_quiet(&browser);
}

#[test]
fn a_form_travels_as_a_file() {
    let browser = Browser::chromium();
    open_sample(&browser);
    go_to_designer(&browser);
    browser.by_role("button", "様式をファイルに保存").click();
    let file = browser.wait_download(".json");
    let columns = heads(&browser);
    // It is no workbook, and says where it is used.
    start(&browser);
    choose_file(&browser, &file);
    browser.wait_text("これは様式だけのファイルで、評価帳ではありません。");
    browser.by_role("link", "新しく作る").click();
    browser.by_role("heading", "新しく作る");
    browser.set_files(&browser.by_css("input[type=file]"), &[&file]);
    browser.wait_text("ファイルの様式：");
    browser.by_label("評価する年度").fill("R6");
    browser.by_role("button", "この内容で作る").click();
    browser.wait_text("まだ項目がありません。");
    go_to_designer(&browser);
    browser.wait_until("the same columns", || heads(&browser).len() == columns.len());
    // A workbook is no form.
    browser.set_files(&browser.by_css("input[type=file]"), &[&fixture("files/fresh.json")]);
    browser.wait_text("これは評価帳全体のファイルです。");
    browser.set_files(&browser.by_css("input[type=file]"), &[&file]);
    browser.wait_text("今の様式と同じです。");
    assert_quiet(&browser);
}
