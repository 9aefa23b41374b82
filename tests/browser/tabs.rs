//! Two tabs of one browser, and other local pages that share its storage.

use crate::driver::Browser;
use crate::person::*;
use serde_json::json;

const REASON: &str = "① 福祉体験学習 評価の理由・課題";
const OTHER: &str = "② 福祉教育協力校の指定 評価の理由・課題";
const EDITS: usize = 200;

/// Writes at the end of a field.
fn append(browser: &Browser, label: &str, text: &str) {
    let field = browser.by_label(label);
    field.focus();
    browser.press("Ctrl+End");
    browser.cdp("Input.insertText", json!({ "text": text }));
}

#[track_caller]
fn wait_field(browser: &Browser, label: &str, text: &str) {
    let field = browser.by_label(label);
    browser.wait_until(&format!("「{text}」 in {label}"), || field.value().contains(text));
}

/// Turns to a window of the test's own doing, as a person who clicks on its tab.
fn turn(browser: &Browser, window: &str) {
    browser.use_window(window);
    browser.cdp("Page.bringToFront", json!({}));
}

#[test]
fn two_tabs_with_interleaved_edits_end_equal_with_everything() {
    let browser = Browser::chromium();
    open_sample(&browser);
    wait_saved(&browser);
    let labels: Vec<String> = browser
        .by_role("article", FIRST_SHEET)
        .all_by_role("textbox")
        .iter()
        .map(|field| field.role_and_name().1)
        .filter(|name| name.ends_with("評価の理由・課題"))
        .collect();
    let one = browser.windows().remove(0);
    let two = browser.use_new_tab();
    open_sample(&browser);
    wait_saved(&browser);
    let mut written = Vec::new();
    for edit in 0..EDITS {
        turn(&browser, if edit % 2 == 0 { &one } else { &two });
        let label = &labels[edit * 5 % labels.len()];
        // Each has seen what the other wrote, or writes beside it.
        let mark = format!("〔{edit}〕");
        append(&browser, label, &mark);
        written.push((label.clone(), mark));
    }
    let mut files = Vec::new();
    for window in [&one, &two] {
        turn(&browser, window);
        for (label, mark) in &written {
            wait_field(&browser, label, mark);
        }
        assert!(!browser.shows("未確定"), "what was seen is no conflict");
        wait_saved(&browser);
        files.push(bytes(&save_file(&browser)));
    }
    assert!(files[0] == files[1], "both tabs save the same file");
    assert_quiet(&browser);
}

#[test]
fn what_one_tab_does_is_shown_in_the_other_and_survives_a_reload() {
    for browser in [Browser::chromium(), Browser::firefox()] {
        open_sample(&browser);
        let one = browser.windows().remove(0);
        let two = browser.use_new_tab();
        open_sample(&browser);
        rate(&browser, "① 福祉体験学習", "C 未着手");
        wait_counts(&browser, "計画全体", "A 43、B 55、C 7、対象外 1、未記入 12");
        browser.use_window(&one);
        wait_rated(&browser, "① 福祉体験学習", "C 未着手");
        wait_counts(&browser, "計画全体", "A 43、B 55、C 7、対象外 1、未記入 12");
        // Ctrl+Z here does not take back what was done there.
        browser.by_label(OTHER).click();
        browser.press("Ctrl+z");
        wait_rated(&browser, "① 福祉体験学習", "C 未着手");
        browser.use_window(&two);
        wait_saved(&browser);
        browser.reload();
        wait_rated(&browser, "① 福祉体験学習", "C 未着手");
    }
}

#[test]
fn what_another_local_page_puts_into_storage_or_sends_does_no_harm() {
    let browser = Browser::chromium();
    open_sample(&browser);
    wait_saved(&browser);
    let one = browser.windows().remove(0);
    let before = browser.by_label(REASON).value();
    browser.use_new_tab();
    start(&browser);
    browser.exec(
        "const key = Object.keys(localStorage).find((key) => key.startsWith('hyokacho-sample/') && key.includes('/base/'));
         const forged = key.split('/').slice(0, 2).join('/') + '/journal/bbbbbbbbbbbb/';
         const channel = new BroadcastChannel('hyokacho');
         const texts = ['', 'x', '{', '[]', '{\"format\":\"hyokacho\"}', 'null', '\\u0000', '9'.repeat(100000)];
         texts.forEach((text, at) => { localStorage.setItem(forged + at, text); channel.postMessage(forged + 'x' + at + '\\n' + text); });
         channel.postMessage({ key: 1 }); channel.postMessage(null); channel.postMessage('removed\\nnothing');
         localStorage.setItem('hyokacho-sample/index', '{');",
        &[],
    );
    browser.use_window(&one);
    browser.wait_text("ほかのページから、読み取れない内容が届きました。");
    assert_eq!(browser.by_label(REASON).value(), before);
    append(&browser, REASON, "続けて書いた。");
    wait_saved(&browser);
    browser.reload();
    wait_field(&browser, REASON, "続けて書いた。");
    browser.wait_text("読めませんでした");
    assert_quiet(&browser);
}

#[test]
fn a_clock_that_is_five_years_off_changes_no_order() {
    let browser = Browser::chromium();
    open_sample(&browser);
    wait_saved(&browser);
    let one = browser.windows().remove(0);
    let two = browser.use_new_tab();
    browser.cdp(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": "const now = Date.now; Date.now = () => now() + 5 * 365 * 86400 * 1000;" }),
    );
    open_sample(&browser);
    append(&browser, REASON, "【五年後の時計】");
    turn(&browser, &one);
    wait_field(&browser, REASON, "【五年後の時計】");
    let field = browser.by_label(REASON);
    field.fill("正しい時計で書き直した。");
    wait_saved(&browser);
    turn(&browser, &two);
    browser.wait_until("the later text", || browser.by_label(REASON).value() == "正しい時計で書き直した。");
    assert!(!browser.shows("未確定"));
    browser.reload();
    browser.wait_until("the later text", || browser.by_label(REASON).value() == "正しい時計で書き直した。");
}
