//! How a browser is started.

use super::environment;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// What a test may choose about its browser.
#[derive(Clone)]
pub struct Options {
    /// The size of the page in CSS pixels.
    pub size: (u32, u32),
    /// The folder with the browser's own storage; none means a fresh one for this session.
    pub profile: Option<PathBuf>,
    /// Further command-line switches, such as `--js-flags=--jitless`.
    pub args: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { size: (1366, 768), profile: None, args: Vec::new() }
    }
}

impl Options {
    /// The default with this size of the page.
    pub fn sized(width: u32, height: u32) -> Self {
        Self { size: (width, height), ..Self::default() }
    }

    /// The default with this profile, so that a later session finds the same storage.
    pub fn in_profile(profile: &Path) -> Self {
        Self { profile: Some(profile.to_path_buf()), ..Self::default() }
    }

    /// The same with one more command-line switch.
    pub fn with_arg(mut self, arg: &str) -> Self {
        self.args.push(arg.to_string());
        self
    }

    /// What a new Chromium session is asked for.
    pub fn for_chromium(&self, profile: &Path, downloads: &Path) -> Value {
        let mut args: Vec<String> = [
            "--headless=new",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--lang=ja",
        ]
        .map(String::from)
        .to_vec();
        if environment::is_root() {
            args.push("--no-sandbox".into());
        }
        args.push(format!("--user-data-dir={}", profile.display()));
        args.push(format!("--window-size={},{}", self.size.0, self.size.1));
        args.extend(self.args.iter().cloned());
        let mut options = json!({
            "args": args,
            "prefs": {
                "download.default_directory": downloads,
                "download.prompt_for_download": false,
                "intl.accept_languages": "ja",
                "profile.default_content_setting_values.automatic_downloads": 1,
            },
        });
        if let Some(binary) = environment::optional("HYOKACHO_CHROMIUM") {
            options["binary"] = json!(binary);
        }
        json!({
            "browserName": "chrome",
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": options,
        })
    }

    /// What a new Firefox session is asked for.
    pub fn for_firefox(&self, profile: &Path, downloads: &Path) -> Value {
        let mut args: Vec<String> = vec![
            "-headless".into(),
            "-profile".into(),
            profile.display().to_string(),
            format!("--width={}", self.size.0),
            format!("--height={}", self.size.1),
        ];
        args.extend(self.args.iter().cloned());
        let mut options = json!({
            "args": args,
            "prefs": {
                "browser.download.always_ask_before_handling_new_types": false,
                "browser.download.dir": downloads,
                "browser.download.folderList": 2,
                "browser.download.useDownloadDir": true,
                "browser.helperApps.neverAsk.saveToDisk":
                    "application/json,text/plain,text/csv,application/octet-stream",
                "intl.accept_languages": "ja",
            },
        });
        if let Some(binary) = environment::optional("HYOKACHO_FIREFOX") {
            options["binary"] = json!(binary);
        }
        json!({ "browserName": "firefox", "moz:firefoxOptions": options })
    }
}
