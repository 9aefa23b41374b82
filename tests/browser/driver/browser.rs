//! One browser session: started, asked, and ended with all that belongs to it.

use super::environment::required;
use super::files::Folder;
use super::options::Options;
use super::process::DriverProcess;
use super::wire::{Refused, Wire};
use super::{TIMEOUT, find};
use serde_json::{Value, json};
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// The pause between two looks at a condition that is not true yet.
const POLL: Duration = Duration::from_millis(20);

/// Which engine a session runs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium or Google Chrome.
    Chromium,
    /// Firefox.
    Firefox,
}

/// A headless browser with one window; it is closed when the value is dropped.
pub struct Browser {
    engine: Engine,
    session: Wire,
    /// Whether a failure of this session has been reported with a picture.
    reported: Cell<bool>,
    ended: Cell<bool>,
    downloads: Folder,
    // Dropped last: the driver, then the profile that its browser wrote to.
    _driver: DriverProcess,
    _profile: Option<Folder>,
}

impl Browser {
    /// Chromium with a fresh profile.
    pub fn chromium() -> Self {
        Self::chromium_with(&Options::default())
    }

    /// Firefox with a fresh profile.
    pub fn firefox() -> Self {
        Self::firefox_with(&Options::default())
    }

    /// Chromium as the options say.
    pub fn chromium_with(options: &Options) -> Self {
        let driver = DriverProcess::start(&required("HYOKACHO_CHROMEDRIVER"), &["--port=0"]);
        let browser = Self::start(Engine::Chromium, driver, options);
        let (width, height) = options.size;
        browser.set_viewport(width, height);
        browser
    }

    /// Firefox as the options say.
    pub fn firefox_with(options: &Options) -> Self {
        let words = ["--port", "0", "--websocket-port", "0"];
        let driver = DriverProcess::start(&required("HYOKACHO_GECKODRIVER"), &words);
        Self::start(Engine::Firefox, driver, options)
    }

    fn start(engine: Engine, driver: DriverProcess, options: &Options) -> Self {
        let downloads = Folder::new("downloads");
        let own_profile = options.profile.is_none().then(|| Folder::new("profile"));
        let profile: PathBuf = match (&options.profile, &own_profile) {
            (Some(given), _) => given.clone(),
            (None, own) => own.as_ref().map_or_else(PathBuf::new, |own| own.path().into()),
        };
        let wanted = match engine {
            Engine::Chromium => options.for_chromium(&profile, downloads.path()),
            Engine::Firefox => options.for_firefox(&profile, downloads.path()),
        };
        let wire = Wire::to_port(driver.port());
        let body = json!({ "capabilities": { "alwaysMatch": wanted } });
        let answer = wire
            .post("/session", &body)
            .unwrap_or_else(|why| panic!("{engine:?} does not start: {}", why.message));
        let id = answer["sessionId"].as_str().expect("a session has an id");
        Self {
            engine,
            session: wire.below(&format!("/session/{id}")),
            reported: Cell::new(false),
            ended: Cell::new(false),
            downloads,
            _driver: driver,
            _profile: own_profile,
        }
    }

    /// The engine that this session runs in.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The folder into which the page's downloads go.
    pub fn downloads(&self) -> &Path {
        self.downloads.path()
    }

    /// Closes the browser in the orderly way, so that it writes its storage.
    pub fn quit(self) {
        self.end();
    }

    /// Kills the whole browser at once, as a power cut does (Chromium only).
    pub fn crash(self) {
        let _ = self.try_cdp("Browser.crash", &json!({}));
        self.end();
    }

    /// Kills the process of the page, as a fault in the page does (Chromium only). The window is of
    /// no use afterwards.
    pub fn crash_page(&self) {
        let _ = self.try_cdp("Page.crash", &json!({}));
    }

    /// Runs a function body in the page; `arguments` holds `args`.
    #[track_caller]
    pub fn exec(&self, script: &str, args: &[Value]) -> Value {
        self.try_exec(script, args)
            .unwrap_or_else(|why| self.fail(&format!("the script failed: {}", why.message)))
    }

    /// Runs a function body whose last argument is a callback for the result.
    #[track_caller]
    pub fn exec_async(&self, script: &str, args: &[Value]) -> Value {
        let body = json!({ "script": script, "args": args });
        self.post("/execute/async", &body)
            .unwrap_or_else(|why| self.fail(&format!("the script failed: {}", why.message)))
    }

    /// Runs a function body and leaves a failure to the caller.
    pub fn try_exec(&self, script: &str, args: &[Value]) -> Result<Value, Refused> {
        self.post("/execute/sync", &json!({ "script": script, "args": args }))
    }

    /// Looks until `condition` holds.
    #[track_caller]
    pub fn wait_until(&self, what: &str, mut condition: impl FnMut() -> bool) {
        self.wait_for(what, || condition().then_some(()));
    }

    /// Looks until `probe` finds something, and returns it.
    #[track_caller]
    pub fn wait_for<T>(&self, what: &str, probe: impl FnMut() -> Option<T>) -> T {
        poll(probe).unwrap_or_else(|| self.fail(&format!("waited in vain for {what}")))
    }

    /// Fails the test with the sentence, what is on the page, and a picture of it.
    #[track_caller]
    pub fn fail(&self, sentence: &str) -> ! {
        let picture = self.picture_of_failure();
        let page = find::inventory(self);
        panic!("{sentence}\npicture: {picture}\non the page:\n{page}");
    }

    /// Asks the session for a value.
    pub(super) fn get(&self, path: &str) -> Result<Value, Refused> {
        self.session.get(path)
    }

    /// Ends something of the session.
    pub(super) fn delete(&self, path: &str) -> Result<Value, Refused> {
        self.session.delete(path)
    }

    /// Sends the session a command.
    pub(super) fn post(&self, path: &str, body: &Value) -> Result<Value, Refused> {
        self.session.post(path, body)
    }

    /// Sends the session a command that has to succeed.
    #[track_caller]
    pub(super) fn must_post(&self, path: &str, body: &Value) -> Value {
        self.post(path, body).unwrap_or_else(|why| self.fail(&format!("{path}: {why}")))
    }

    fn picture_of_failure(&self) -> String {
        self.reported.set(true);
        let test = thread::current().name().unwrap_or("main").replace("::", "-");
        let file = Folder::of_failures().join(format!("{test}.png"));
        match self.try_screenshot(&file) {
            Ok(()) => file.display().to_string(),
            Err(why) => format!("none ({why})"),
        }
    }

    fn end(&self) {
        if !self.ended.replace(true) {
            let _ = self.session.delete("");
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if thread::panicking() && !self.ended.get() && !self.reported.get() {
            eprintln!("picture: {}", self.picture_of_failure());
        }
        self.end();
    }
}

/// Looks until `probe` finds something or the time is up.
pub(super) fn poll<T>(mut probe: impl FnMut() -> Option<T>) -> Option<T> {
    let start = Instant::now();
    loop {
        if let Some(found) = probe() {
            return Some(found);
        }
        if start.elapsed() > TIMEOUT {
            return None;
        }
        thread::sleep(POLL);
    }
}
