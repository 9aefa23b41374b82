//! One of the two pages that are measured, in a browser of its own.

use crate::driver::{Browser, Folder, Options};
use crate::memory;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const PROBE: &str = include_str!("probe.js");
/// How long the longest step may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Names the two pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The packed app.
    App,
    /// The hand-written page.
    Plain,
}

/// Is a page with what is stored for it.
pub struct Page {
    /// Which page it is.
    pub kind: Kind,
    browser: Browser,
    file: PathBuf,
    profile: Folder,
}

impl Page {
    /// Starts a browser for a page. Frames are not held back to the beat of a screen, so that what
    /// is measured is work and no waiting.
    pub fn start(kind: Kind, file: &Path) -> Self {
        let profile = Folder::new("bench-profile");
        let options = Options::in_profile(profile.path())
            .with_arg("--disable-frame-rate-limit")
            .with_arg("--disable-gpu-vsync");
        let browser = Browser::chromium_with(&options);
        let tally = match kind {
            Kind::App => ".counts-bar .counts-line",
            Kind::Plain => "#tally .line",
        };
        let probe =
            PROBE.replace("USABLE", "'.rows input[type=radio]'").replace("TALLY", &format!("'{tally}'"));
        browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": probe }));
        Self { kind, browser, file: file.to_path_buf(), profile }
    }

    /// The browser's name and version.
    pub fn version(&self) -> String {
        let version = self.browser.cdp("Browser.getVersion", json!({}));
        version["product"].as_str().unwrap_or_default().replace('/', " ")
    }

    /// Opens the page with nothing stored.
    pub fn open_empty(&self) {
        let everything = json!({ "origin": "file://", "storageTypes": "all" });
        self.leave();
        self.browser.cdp("Storage.clearDataForOrigin", everything);
        self.browser.open_file(&self.file, "");
        self.browser.wait_until("a place for files", || {
            self.browser
                .try_exec("return !!document.querySelector('input[type=file]')", &[])
                .is_ok_and(|it| it == json!(true))
        });
        // The list of what is stored comes a little later.
        self.pause(500);
    }

    /// Chooses a file, and returns the time until its sheet can be used, in milliseconds.
    pub fn open(&self, file: &Path) -> f64 {
        self.browser.exec("bench.awaitFile()", &[]);
        self.browser.set_files(&self.browser.by_css("input[type=file]"), &[file]);
        self.promised("bench.opened")
    }

    /// Waits until the page says how the workbook is stored; `false` where it could not be.
    pub fn is_kept(&self) -> bool {
        let script = "const text = document.querySelector('header').innerText;
                      return /保存していません/.test(text) ? 'no' : /ブラウザに(一時)?保存/.test(text) ? 'yes' : ''";
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            match self.browser.exec(script, &[]).as_str() {
                Some("yes") => return true,
                Some("no") => return false,
                _ => self.pause(100),
            }
        }
        false
    }

    /// Loads the page anew with what is stored, and returns the time from navigation until its sheet
    /// can be used.
    pub fn navigate(&self) -> f64 {
        let address = self.browser.address();
        let hash = address.split_once('#').map_or(String::new(), |(_, hash)| format!("#{hash}"));
        self.leave();
        self.browser.open_file(&self.file, &hash);
        self.promised("bench.started")
    }

    /// Goes to a sheet.
    pub fn go_to(&self, number: &str) {
        self.promised(&format!("bench.goTo('{number}').then(() => 0)"));
    }

    /// Turns the wheel from the top of the sheet to its end and up to the middle.
    pub fn scroll(&self) {
        for step in 0..60 {
            let delta = if step < 45 { 900 } else { -900 };
            let wheel = json!({ "type": "mouseWheel", "x": 800, "y": 500, "deltaX": 0, "deltaY": delta });
            self.browser.cdp("Input.dispatchMouseEvent", wheel);
            self.promised("bench.painted().then(bench.painted)");
        }
    }

    /// Types into a text in the middle of the window; returns for each key the time until its frame.
    pub fn type_keys(&self, count: usize) -> Vec<f64> {
        self.keys("text", "a", count)
    }

    /// Rates a row in the middle of the window; returns for each key the time until every tally shows it.
    pub fn rate_keys(&self, count: usize) -> Vec<f64> {
        self.keys("tally", "abc", count)
    }

    /// The first keys of a run are not counted.
    fn keys(&self, kind: &str, keys: &str, count: usize) -> Vec<f64> {
        const WARM: usize = 4;
        self.browser.exec(
            "bench.focus(arguments[0]); bench.samples = []; bench.sampling = arguments[0]",
            &[json!(kind)],
        );
        for (at, key) in keys.chars().cycle().take(count + WARM).enumerate() {
            let key = key.to_string();
            let code = format!("Key{}", key.to_uppercase());
            let down = json!({ "type": "keyDown", "key": key, "text": key, "code": code });
            self.browser.cdp("Input.dispatchKeyEvent", down);
            self.browser.cdp("Input.dispatchKeyEvent", json!({ "type": "keyUp", "key": key, "code": code }));
            self.browser.wait_until("a sample", || {
                self.browser.exec("return bench.samples.length", &[]).as_u64() > Some(at as u64)
            });
            self.pause(120);
        }
        let samples = self.browser.exec("bench.sampling = ''; return bench.samples", &[]);
        let samples = samples.as_array().map(Vec::as_slice).unwrap_or_default();
        samples.iter().skip(WARM).filter_map(Value::as_f64).collect()
    }

    /// Saves a file; returns the time until the download was handed over.
    pub fn save(&self) -> f64 {
        self.promised("bench.save('ファイルに保存')")
    }

    /// The time on the page's clock.
    pub fn now(&self) -> f64 {
        self.browser.exec("return performance.now()", &[]).as_f64().unwrap_or_default()
    }

    /// The longest task since a time on the page's clock; 0 where none was over 50 ms.
    pub fn longest(&self, since: f64) -> f64 {
        // What was put off until nobody types belongs to it.
        self.pause(2500);
        self.is_kept();
        self.browser.exec("return bench.longest(arguments[0])", &[json!(since)]).as_f64().unwrap_or_default()
    }

    /// Slows the page's processor down by a factor.
    pub fn slow_down(&self, factor: u32) {
        self.browser.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": factor }));
    }

    /// The memory of the page's process after a collection of garbage, in MB; none where the system
    /// does not tell.
    pub fn memory(&self) -> Option<f64> {
        for _ in 0..3 {
            self.browser.cdp("HeapProfiler.collectGarbage", json!({}));
            self.pause(500);
        }
        memory::of_page(self.profile.path())
    }

    /// Runs `JSON.parse` and `JSON.stringify` alone on what is open (the plain page only).
    pub fn json(&self) -> (f64, f64) {
        let script = "const start = performance.now();
                      const text = JSON.stringify(file, null, 2);
                      const between = performance.now();
                      JSON.parse(text);
                      return [performance.now() - between, between - start]";
        let times = self.browser.exec(script, &[]);
        (times[0].as_f64().unwrap_or_default(), times[1].as_f64().unwrap_or_default())
    }

    fn leave(&self) {
        self.browser.cdp("Page.navigate", json!({ "url": "about:blank" }));
        self.browser.wait_until("an empty page", || self.browser.address() == "about:blank");
    }

    /// Waits in the page, which goes on with its own work meanwhile.
    fn pause(&self, ms: u32) {
        self.promised(&format!("new Promise((done) => setTimeout(() => done(0), {ms}))"));
    }

    /// Waits for a promise of a number.
    fn promised(&self, promise: &str) -> f64 {
        let script = format!("const done = arguments[0]; ({promise}).then(done, (why) => done(String(why)))");
        let answer = self.browser.exec_async(&script, &[]);
        answer.as_f64().unwrap_or_else(|| panic!("{:?}: {promise}: {answer}", self.kind))
    }
}
