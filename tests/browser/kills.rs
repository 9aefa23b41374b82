//! Kills: of the whole browser, of the page's process, and reloads in the middle of a word. What was
//! shown as saved is there afterwards.

use crate::driver::{Browser, Folder, Options};
use crate::person::*;
use serde_json::json;
use std::io::Write;

const FIELD: &str = "① 福祉体験学習 評価の理由・課題";
const ROUNDS: usize = 20;

/// Notes what stands in the field whenever the page says that everything is saved, and how long a
/// key waited for that. A word that is being composed is not part of the text yet.
const WATCH: &str = "
    const [field, state] = arguments;
    const watch = (window.__watch = { saved: field.value, waits: [], since: null });
    let composing = null;
    field.addEventListener('compositionstart', () => { composing = field.value });
    field.addEventListener('compositionend', () => { composing = null });
    field.addEventListener('input', () => { watch.since ??= performance.now() }, true);
    new MutationObserver(() => {
      if (state.dataset.state !== 'saved') return;
      watch.saved = composing ?? field.value;
      if (watch.since !== null) watch.waits.push(performance.now() - watch.since);
      watch.since = null;
    }).observe(state, { attributes: true });";

/// Opens the sample, and watches the field from now on.
#[track_caller]
fn watch(browser: &Browser) {
    open_sample(browser);
    wait_saved(browser);
    let field = browser.by_label(FIELD);
    let state = browser.by_css(".save-states [data-state=saved]");
    browser.exec(WATCH, &[field.as_arg(), state.as_arg()]);
    field.click();
    browser.press("Ctrl+End");
}

/// Types some letters, one after the other, without waiting for anything.
fn type_on(browser: &Browser, round: usize) {
    let letters = "困難を抱える世帯への訪問を続けた。".chars().cycle().skip(round);
    for letter in letters.take(3 + round * 7 % 23) {
        browser.cdp("Input.insertText", json!({ "text": letter.to_string() }));
    }
}

/// What the page has shown as saved, and how long the keys waited, in milliseconds.
fn shown(browser: &Browser) -> (String, Vec<f64>) {
    let shown = browser.exec("return [window.__watch.saved, window.__watch.waits]", &[]);
    let waits = shown[1].as_array().map(Vec::as_slice).unwrap_or_default();
    (shown[0].as_str().unwrap_or_default().into(), waits.iter().filter_map(|wait| wait.as_f64()).collect())
}

#[track_caller]
fn assert_there(browser: &Browser, saved: &str, round: usize) {
    open_sample(browser);
    let value = browser.by_label(FIELD).value();
    assert!(value.starts_with(saved), "round {round}: 「{saved}」 was shown as saved, 「{value}」 is there");
}

/// Prints to the terminal, past the capture of the tests' output.
fn print(what: &str, mut waits: Vec<f64>) {
    waits.sort_by(f64::total_cmp);
    let at = |share: f64| waits[((waits.len() - 1) as f64 * share).round() as usize];
    let (half, most, count) = (at(0.5), at(0.95), waits.len());
    let line = format!("{what}: key to 保存済み p50 {half:.0} ms, p95 {most:.0} ms ({count} times)\n");
    let _ = std::io::stderr().write_all(line.as_bytes());
}

#[test]
fn after_each_kill_of_the_whole_browser_everything_shown_as_saved_is_there() {
    let profile = Folder::new("killed-profile");
    let options = Options::in_profile(profile.path());
    let mut waits = Vec::new();
    let mut grown = 0;
    for round in 0..ROUNDS {
        let browser = Browser::chromium_with(&options);
        watch(&browser);
        type_on(&browser, round);
        let (saved, waited) = shown(&browser);
        browser.crash();
        waits.extend(waited);
        let again = Browser::chromium_with(&options);
        assert_there(&again, &saved, round);
        grown = grown.max(saved.chars().count());
        again.quit();
    }
    assert!(grown > 60, "the text grew only to {grown} letters");
    print(&format!("{ROUNDS} kills of the browser"), waits);
}

#[test]
fn after_each_kill_of_the_pages_process_everything_shown_as_saved_is_there() {
    let browser = Browser::chromium();
    let other = browser.windows().remove(0);
    let mut waits = Vec::new();
    for round in 0..ROUNDS {
        browser.use_new_tab();
        watch(&browser);
        type_on(&browser, round);
        let (saved, waited) = shown(&browser);
        waits.extend(waited);
        browser.crash_page();
        browser.use_window(&other);
        browser.use_new_tab();
        assert_there(&browser, &saved, round);
        browser.close_window();
        browser.use_window(&other);
    }
    print(&format!("{ROUNDS} kills of the page"), waits);
}

#[test]
fn after_each_reload_in_the_middle_of_a_word_everything_shown_as_saved_is_there() {
    let browser = Browser::chromium();
    let mut waits = Vec::new();
    for round in 0..ROUNDS {
        watch(&browser);
        type_on(&browser, round);
        browser.ime_compose(&["か", "かい", "かいぜ"]);
        let (saved, waited) = shown(&browser);
        waits.extend(waited);
        browser.reload();
        assert_there(&browser, &saved, round);
    }
    print(&format!("{ROUNDS} reloads in a word"), waits);
}
