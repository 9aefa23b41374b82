//! The packed file starts from file:// in both engines, alone and without a complaint; and
//! where it cannot start or has stopped, it says so in Japanese.

use crate::driver::{Browser, Options, packed_file};
use serde_json::json;

fn starts_alone(browser: &Browser) {
    browser.open_file(&packed_file(), "");
    browser.wait_until("the app's heading 「評価帳」", || {
        browser.text().lines().next().is_some() && !browser.shows("開いています")
    });
    browser.by_role("heading", "評価帳");
    assert_eq!(browser.violations(), Vec::<String>::new());
    assert_eq!(browser.requests(), Vec::<String>::new());
    assert_eq!(browser.console_errors(), Vec::<String>::new());
    assert_eq!(browser.exec("return document.title", &[]), json!("評価帳"));
    assert_eq!(browser.exec("return document.documentElement.lang", &[]), json!("ja"));
}

#[test]
fn starts_alone_in_chromium() {
    starts_alone(&Browser::chromium());
}

#[test]
fn starts_alone_in_firefox() {
    starts_alone(&Browser::firefox());
}

#[test]
fn a_style_or_script_from_elsewhere_is_stopped_and_recorded() {
    let browser = Browser::chromium();
    browser.open_file(&packed_file(), "");
    browser.by_role("heading", "評価帳");
    browser.exec(
        "document.body.append(document.createElement('script'));
         document.body.lastChild.src = 'file:///elsewhere.js'",
        &[],
    );
    browser.wait_until("the violation", || !browser.violations().is_empty());
    assert!(browser.violations()[0].starts_with("script-src"));
}

#[test]
fn without_webassembly_the_policy_is_named() {
    let options = Options::default().with_arg("--js-flags=--jitless");
    let browser = Browser::chromium_with(&options);
    browser.open_file(&packed_file(), "");
    browser.wait_text("WebAssembly が止められているため");
    browser.wait_text("DefaultJavaScriptJitSetting");
    assert!(!browser.shows("開いています"));
}

#[test]
fn in_a_browser_without_decompression_another_is_asked_for() {
    let browser = Browser::chromium();
    browser.cdp(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": "delete window.DecompressionStream" }),
    );
    browser.open_file(&packed_file(), "");
    browser.wait_text("このブラウザは古いため");
}

#[test]
fn after_a_panic_the_page_says_so_and_can_be_loaded_again() {
    let browser = Browser::chromium();
    browser.open_file(&packed_file(), "");
    browser.by_role("heading", "評価帳");
    browser.exec("window.dispatchEvent(new CustomEvent('hyokacho-panic', { detail: 'at src/x.rs:1' }))", &[]);
    let notice = browser.by_role("alertdialog", "申し訳ありません。評価帳が止まりました");
    assert!(notice.text().contains("at src/x.rs:1"));
    browser.wait_focused("button", "読み込み直す");
    assert_eq!(browser.axe(), Vec::<String>::new());
    notice.by_role("button", "読み込み直す").click();
    browser.wait_gone("alertdialog", "申し訳ありません。評価帳が止まりました");
    browser.by_role("heading", "評価帳");
}

#[test]
fn a_trap_inside_wasm_counts_as_a_panic() {
    let browser = Browser::chromium();
    browser.open_file(&packed_file(), "");
    browser.by_role("heading", "評価帳");
    browser.exec("setTimeout(() => { throw new Error('from elsewhere') })", &[]);
    // The smallest module that traps: one function that is `unreachable`.
    browser.exec(
        "const hex = '0061736d01000000' + '010401600000' + '03020100' + '07050101660000' + '0a05010300000b';
         const bytes = Uint8Array.from(hex.match(/../g), (byte) => parseInt(byte, 16));
         WebAssembly.instantiate(bytes).then(({ instance }) => setTimeout(instance.exports.f))",
        &[],
    );
    let notice = browser.by_role("alertdialog", "申し訳ありません。評価帳が止まりました");
    assert!(notice.text().contains("unreachable"), "only the trap stops the page");
}
