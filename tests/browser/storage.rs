//! A browser that keeps nothing, keeps no more, or is killed.

use crate::driver::{Browser, Folder, Options};
use crate::person::*;
use serde_json::json;
use std::fs;
use std::path::Path;

const ITEM: &str = "① 福祉体験学習";

/// Runs a script in every page before the page's own.
fn before_every_page(browser: &Browser, source: &str) {
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
}

/// The work goes on, and a file takes it elsewhere.
fn work_goes_on(browser: &Browser) {
    rate(browser, ITEM, "C 未着手");
    wait_counts(browser, "計画全体", "A 43、B 55、C 7、対象外 1、未記入 12");
    browser.by_role_part("alert", "").by_role("button", "ファイルに保存").click();
    let file = browser.wait_download(".json");
    let colleague = Browser::chromium();
    open_workbook(&colleague, &file);
    wait_rated(&colleague, ITEM, "C 未着手");
    assert_quiet(&colleague);
}

#[test]
fn blocked_storage_is_said_and_the_work_goes_on() {
    let browser = Browser::chromium();
    before_every_page(
        &browser,
        "Object.defineProperty(window, 'localStorage', {
           get() { throw new DOMException('denied', 'SecurityError') } })",
    );
    start(&browser);
    browser.wait_text("このブラウザへの保存が止められています");
    browser.by_role("link", "見本を見る").click();
    browser.by_role("article", FIRST_SHEET);
    browser.wait_text("このブラウザへの保存が止められています");
    browser.wait_text("このブラウザに保存していません");
    work_goes_on(&browser);
    browser.wait_text("このブラウザに保存していません");
    assert!(!browser.shows(SAVED));
    assert_quiet(&browser);
}

#[test]
fn full_storage_is_said_and_the_work_goes_on() {
    let browser = Browser::chromium();
    before_every_page(
        &browser,
        "const set = Storage.prototype.setItem;
         Storage.prototype.setItem = function (key, value) {
           if (window.full) throw new DOMException('full', 'QuotaExceededError');
           return set.call(this, key, value);
         }",
    );
    open_sample(&browser);
    wait_saved(&browser);
    browser.exec("window.full = true", &[]);
    rate(&browser, ITEM, "B 着手");
    browser.wait_text("このブラウザの保存場所がいっぱいです");
    browser.wait_text("このブラウザに保存していません");
    work_goes_on(&browser);
    assert!(browser.shows("このブラウザの保存場所がいっぱいです"), "it stays in view");

    // With space again, the banner goes and everything is kept.
    browser.exec("window.full = false", &[]);
    browser.by_role("button", "もう一度保存する").click();
    browser.wait_no_text("このブラウザの保存場所がいっぱいです");
    wait_saved(&browser);
    browser.reload();
    wait_rated(&browser, ITEM, "C 未着手");
    assert_quiet(&browser);
}

/// Waits until the browser has written what the page gave it, which it does some seconds later:
/// that is why the page calls it 一時保存.
#[track_caller]
fn wait_written(browser: &Browser, profile: &Path, text: &str) {
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let folder = profile.join("Default/Local Storage/leveldb");
    let holds =
        |file: &Path| fs::read(file).is_ok_and(|bytes| bytes.windows(utf16.len()).any(|part| part == utf16));
    browser.wait_until(&format!("「{text}」 in {}", folder.display()), || {
        let files = fs::read_dir(&folder).into_iter().flatten().flatten();
        files.map(|entry| entry.path()).any(|file| holds(&file))
    });
}

#[test]
fn after_a_power_cut_everything_that_was_said_to_be_kept_is_there() {
    let profile = Folder::new("cut-profile");
    let options = Options::in_profile(profile.path());
    let browser = Browser::chromium_with(&options);
    open_sample(&browser);
    rate(&browser, ITEM, "C 未着手");
    let field = browser.by_label(&format!("{ITEM} 評価の理由・課題"));
    field.click();
    browser.press("Ctrl+End");
    browser.ime_type("停電の前に書いた。");
    let text = field.value();
    wait_saved(&browser);
    wait_written(&browser, profile.path(), "停電の前に書いた。");
    browser.crash();

    let again = Browser::chromium_with(&options);
    open_sample(&again);
    wait_rated(&again, ITEM, "C 未着手");
    assert_eq!(again.by_label(&format!("{ITEM} 評価の理由・課題")).value(), text);
    assert_quiet(&again);
}
