//! A browser that keeps nothing, keeps no more, or is killed.

use crate::driver::Browser;
use crate::person::*;
use serde_json::json;

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
        "for (const place of ['localStorage', 'indexedDB'])
           Object.defineProperty(window, place, {
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
         };
         const put = IDBObjectStore.prototype.put;
         IDBObjectStore.prototype.put = function (...args) {
           if (window.full) throw new DOMException('full', 'QuotaExceededError');
           return put.apply(this, args);
         };",
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
    // The app tries again by itself after a while; whoever is faster.
    browser.exec(
        "[...document.querySelectorAll('[role=alert] button')]
           .find((button) => button.innerText === 'もう一度保存する')?.click()",
        &[],
    );
    browser.wait_no_text("このブラウザの保存場所がいっぱいです");
    wait_saved(&browser);
    browser.reload();
    wait_rated(&browser, ITEM, "C 未着手");
    assert_quiet(&browser);
}

#[test]
fn without_a_database_the_state_is_called_what_it_is() {
    for getter in ["throw new DOMException('denied', 'SecurityError')", "return undefined"] {
        let browser = Browser::chromium();
        before_every_page(
            &browser,
            &format!("Object.defineProperty(window, 'indexedDB', {{ get() {{ {getter} }} }})"),
        );
        open_sample(&browser);
        browser.wait_text("このブラウザに一時保存");
        rate(&browser, ITEM, "C 未着手");
        browser.wait_text("このブラウザに一時保存");
        browser.reload();
        wait_rated(&browser, ITEM, "C 未着手");
        assert!(!browser.shows(SAVED));
        assert_quiet(&browser);
    }
}

#[test]
fn without_local_storage_the_database_keeps_everything() {
    let browser = Browser::chromium();
    before_every_page(
        &browser,
        "Object.defineProperty(window, 'localStorage', {
           get() { throw new DOMException('denied', 'SecurityError') } })",
    );
    open_sample(&browser);
    wait_saved(&browser);
    rate(&browser, ITEM, "C 未着手");
    wait_saved(&browser);
    browser.reload();
    wait_rated(&browser, ITEM, "C 未着手");
    assert_quiet(&browser);
}

#[test]
fn storage_that_is_emptied_while_the_workbook_is_open_is_filled_again() {
    let browser = Browser::chromium();
    open_sample(&browser);
    rate(&browser, ITEM, "C 未着手");
    wait_saved(&browser);
    browser.exec_async(
        "const done = arguments[0];
         localStorage.clear();
         indexedDB.open('hyokacho').onsuccess = ({ target }) => {
           const transaction = target.result.transaction('pieces', 'readwrite');
           transaction.objectStore('pieces').clear();
           transaction.oncomplete = () => { target.result.close(); done(null) };
         }",
        &[],
    );
    browser.wait_text("もう一度保存しました");
    wait_saved(&browser);
    browser.reload();
    wait_rated(&browser, ITEM, "C 未着手");
    assert_quiet(&browser);
}
