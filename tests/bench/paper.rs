//! The preview of all sheets as they are printed, and how it is to wait for it.

use crate::driver::{Browser, Folder, Options};
use serde_json::Value;
use std::path::Path;

/// Measures, from the press on the link to 印刷・公開, until the preview is complete and painted, and
/// the longest task meanwhile.
const MEASURE: &str = "
    const done = arguments[arguments.length - 1];
    const painted = () => new Promise((then) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => then(performance.now());
      port2.postMessage(0);
    }));
    let longest = 0;
    const tasks = new PerformanceObserver((list) => {
      for (const task of list.getEntries()) longest = Math.max(longest, task.duration);
    });
    tasks.observe({ entryTypes: ['longtask'] });
    const start = performance.now();
    [...document.querySelectorAll('a')].find((it) => it.textContent === '印刷・公開').click();
    const look = () => {
      const state = document.querySelector('.print__go [role=status]');
      if (!state || !state.textContent.includes('ページです。')) return;
      watch.disconnect();
      painted().then((at) => setTimeout(() => done([at - start, longest]), 200));
    };
    const watch = new MutationObserver(look);
    watch.observe(document, { childList: true, subtree: true, characterData: true });";

/// Returns the time until the preview is complete, and the longest task meanwhile, both in ms.
pub fn preview(app: &Path, plan: &Path) -> [f64; 2] {
    let profile = Folder::new("bench-paper-profile");
    let options = Options::in_profile(profile.path())
        .with_arg("--disable-frame-rate-limit")
        .with_arg("--disable-gpu-vsync");
    let browser = Browser::chromium_with(&options);
    browser.open_file(app, "");
    browser.set_files(&browser.by_css("input[type=file]"), &[plan]);
    browser.by_role_part("article", "の評価シート");
    browser.wait_text("ブラウザに保存済み");
    let took = browser.exec_async(MEASURE, &[]);
    let at = |at: usize| took.get(at).and_then(Value::as_f64).unwrap_or_default();
    [at(0), at(1)]
}
