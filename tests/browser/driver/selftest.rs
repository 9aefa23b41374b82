//! The driver tried on a page of its own, so that a failing test points at the app.

use super::{Browser, Element, Folder, Options};
use serde_json::json;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

fn page(browser: &Browser) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/driver");
    browser.open_file(&folder.join("selftest.html"), "#/hash");
    browser.by_role("heading", "試験台");
}

fn finds_types_and_presses(browser: &Browser) {
    page(browser);
    assert!(browser.address().ends_with("selftest.html#/hash"));
    browser.by_role("button", "遅れて出る");
    browser.by_role_part("button", "保存");
    assert!(!browser.has("button", "隠れ"));

    let again = browser.by_role("button", "数える");
    again.click();
    again.click();
    browser.wait_text("click 2");

    browser.by_label("氏名").type_text("日光");
    browser.by_label("氏名").fill("北本");
    assert_eq!(browser.by_label("氏名").value(), "北本");
    assert_eq!(browser.focused(), ("textbox".into(), "氏名".into()));
    browser.press("Tab");
    browser.wait_focused("textbox", "備考");
    browser.type_text("一行\n二行");
    assert_eq!(browser.by_label("備考").value(), "一行\n二行");
    browser.press("F2 Ctrl+s");
    browser.wait_text("key F2 key s");

    browser.by_label("評価").choose("B");
    assert_eq!(browser.by_label("評価").value(), "B");
    browser.by_label("確認済み").click();
    assert!(browser.by_label("確認済み").is_checked());

    let third = browser.by_role("region", "第三");
    assert_eq!(names(&third.all_by_role("button")), ["開く"]);
    third.by_role("button", "開く").click();
    let dialog = browser.by_role("dialog", "確かめ");
    assert!(!browser.has("button", "数える"), "a modal hides the rest");
    dialog.by_role_part("button", "閉じ").click();
    browser.wait_gone("dialog", "確かめ");
    browser.tab_to("group", "落とす所");
}

fn names(elements: &[Element]) -> Vec<String> {
    let name = |element: &Element| element.role_and_name().1;
    elements.iter().map(name).collect()
}

fn finds_by_text_and_reloads(browser: &Browser) {
    page(browser);
    assert_eq!(names(&browser.all_by_role("heading")), ["試験 台", "第二", "第三"]);
    let place = browser.by_text("ここ");
    assert_eq!(place.attribute("id").as_deref(), Some("drop"));
    assert_eq!(place.attribute("title"), None);
    browser.by_role("main", "").by_label("氏名").type_text("日光");
    browser.by_role("button", "数える").click();
    browser.wait_text("click 1");
    browser.reload();
    browser.wait_no_text("click 1");
    assert_eq!(browser.by_label("氏名").value(), "");
}

#[test]
fn chromium_finds_types_and_presses() {
    let browser = Browser::chromium();
    finds_types_and_presses(&browser);
    finds_by_text_and_reloads(&browser);
}

#[test]
fn firefox_finds_types_and_presses() {
    let browser = Browser::firefox();
    finds_types_and_presses(&browser);
    finds_by_text_and_reloads(&browser);
}

#[test]
fn a_composition_ends_with_an_enter_that_the_page_can_tell() {
    let browser = Browser::chromium();
    page(&browser);
    let note = browser.by_label("備考");
    note.click();
    browser.ime_compose(&["h", "ひ", "評"]);
    browser.wait_text("start update h update ひ update 評");
    assert!(!browser.shows("end"));
    browser.ime_commit("評価");
    browser.wait_text("enter true 229");
    browser.wait_text("end 評価");
    browser.ime_type("帳");
    browser.wait_text("end 帳");
    assert_eq!(note.value(), "評価帳");
}

#[test]
fn files_go_in_and_come_out() {
    let browser = Browser::chromium();
    page(&browser);
    let folder = Folder::new("given");
    let file = folder.path().join("依頼.json");
    fs::write(&file, "{}").expect("a file to give");
    browser.set_files(&browser.by_css("#file"), &[&file]);
    browser.wait_text("file 依頼.json");

    let target = browser.by_role("group", "落とす所");
    browser.drop_file(&target, "委員票.txt", "票".as_bytes());
    browser.wait_text("drop 委員票.txt 票");
    browser.paste(&target, "1\t施策");
    browser.wait_text("paste 1 施策");
    let note = browser.by_label("備考");
    browser.paste(&note, "貼る");
    assert_eq!(note.value(), "貼る");

    browser.by_role("link", "書き出す").click();
    let saved = fs::read_to_string(browser.wait_download("回答")).expect("text");
    assert_eq!(saved, "{\"評価\":\"A\"}");

    let picture = folder.path().join("page.png");
    browser.screenshot(&picture);
    browser.screenshot_whole(&picture);
    assert!(fs::read(&picture).expect("a picture").starts_with(b"\x89PNG"));
    let print = folder.path().join("page.pdf");
    browser.print_pdf(&print);
    assert!(fs::read(&print).expect("a print").starts_with(b"%PDF"));
}

#[test]
fn storage_stays_with_its_profile() {
    let profile = Folder::new("kept-profile");
    let options = Options::in_profile(profile.path());
    let first = Browser::chromium_with(&options);
    page(&first);
    first.exec("localStorage.setItem('plan', arguments[0])", &[json!("計画")]);
    first.quit();
    let read = "return localStorage.getItem('plan')";
    let again = Browser::chromium_with(&options);
    page(&again);
    assert_eq!(again.exec(read, &[]), json!("計画"));
    again.crash();
    let other = Browser::chromium();
    page(&other);
    assert_eq!(other.exec(read, &[]), json!(null));
}

#[test]
fn windows_are_turned_to_by_their_handle() {
    let browser = Browser::chromium();
    page(&browser);
    let known = browser.windows();
    browser.exec("window.open(location.href.replace('#/hash', '#/screen'))", &[]);
    browser.use_new_window(&known);
    browser.wait_until("the other window", || browser.address().ends_with("#/screen"));
    browser.use_window(&known[0]);
    assert!(browser.address().ends_with("#/hash"));
    browser.use_new_tab();
    page(&browser);
    assert_eq!(browser.windows().len(), 3);
}

#[test]
fn a_failure_says_what_is_on_the_page() {
    let browser = Browser::chromium_with(&Options::sized(390, 800));
    page(&browser);
    let quiet = AssertUnwindSafe(|| browser.fail("there is no 保存 button"));
    let message = catch_unwind(quiet).expect_err("fail panics");
    let message = message.downcast_ref::<String>().expect("a sentence");
    assert!(message.contains("button 「保存する」"), "{message}");
    assert!(message.contains(".png"), "{message}");
    assert_eq!(browser.exec("return innerWidth", &[]), json!(390));
}

#[test]
fn axe_and_the_console_speak_up() {
    let browser = Browser::chromium();
    page(&browser);
    browser.exec("document.querySelector('label').remove(); console.error('困った')", &[]);
    if super::environment::optional("HYOKACHO_AXE").is_some() {
        let found = browser.axe().join("\n");
        assert!(found.contains("label ("), "{found}");
    }
    let errors = browser.console_errors().join("\n");
    assert!(errors.contains("困った"), "{errors}");
}
