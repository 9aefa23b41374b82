//! Files on both sides of the page: given to it, dropped on it, saved by it, pictures of it.

use super::browser::{Browser, Engine};
use super::element::Element;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder for one test, removed at its end.
pub struct Folder(PathBuf);

impl Folder {
    /// A new empty folder below `target/tmp/`.
    pub fn new(name: &str) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}-{number}", std::process::id()));
        make(&path);
        Self(path)
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The folder in which pictures of failures stay after the run.
    pub(super) fn of_failures() -> PathBuf {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent();
        let folder = target.unwrap_or(Path::new(".")).join("browser-failures");
        make(&folder);
        folder
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A browser that is still closing may hold a file for a moment; `cargo clean` gets it.
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Browser {
    /// Chooses files in an `<input type="file">`, which may be hidden.
    #[track_caller]
    pub fn set_files(&self, input: &Element, paths: &[&Path]) {
        let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        input.send_keys(&names.join("\n"));
    }

    /// Drops a file onto `target`, as from a file manager.
    #[track_caller]
    pub fn drop_file(&self, target: &Element, name: &str, bytes: &[u8]) {
        self.exec(
            "const [target, name, base64] = arguments;
             const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
             const transfer = new DataTransfer();
             transfer.items.add(new File([bytes], name));
             for (const kind of ['dragenter', 'dragover', 'drop'])
               target.dispatchEvent(new DragEvent(kind,
                 { bubbles: true, cancelable: true, composed: true, dataTransfer: transfer }));",
            &[target.as_arg(), json!(name), json!(BASE64.encode(bytes))],
        );
    }

    /// Pastes text into `target`; where the page leaves it to the browser, it is inserted.
    #[track_caller]
    pub fn paste(&self, target: &Element, text: &str) {
        self.exec(
            "const [target, text] = arguments;
             target.focus();
             const transfer = new DataTransfer();
             transfer.setData('text/plain', text);
             const event = new ClipboardEvent('paste',
               { bubbles: true, cancelable: true, composed: true, clipboardData: transfer });
             if (target.dispatchEvent(event)) document.execCommand('insertText', false, text);",
            &[target.as_arg(), json!(text)],
        );
    }

    /// Pastes a table as a browser or Excel puts it on the clipboard: as plain text and as a page.
    #[track_caller]
    pub fn paste_page(&self, target: &Element, text: &str, page: &str) {
        self.exec(
            "const [target, text, page] = arguments;
             target.focus();
             const transfer = new DataTransfer();
             if (text) transfer.setData('text/plain', text);
             transfer.setData('text/html', page);
             const event = new ClipboardEvent('paste',
               { bubbles: true, cancelable: true, composed: true, clipboardData: transfer });
             if (target.dispatchEvent(event) && text) document.execCommand('insertText', false, text);",
            &[target.as_arg(), json!(text), json!(page)],
        );
    }

    /// Waits until a file whose name contains `part` is saved completely, and returns its path.
    #[track_caller]
    pub fn wait_download(&self, part: &str) -> PathBuf {
        self.wait_download_of(&[part])
    }

    /// Waits until a file whose name contains all of `parts` is saved completely, and returns its path.
    #[track_caller]
    pub fn wait_download_of(&self, parts: &[&str]) -> PathBuf {
        self.wait_for(&format!("a saved file named …{}…", parts.join("…")), || {
            let names: Vec<PathBuf> =
                fs::read_dir(self.downloads()).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
            let unfinished = |path: &PathBuf| {
                let ending = path.extension().and_then(|ending| ending.to_str());
                matches!(ending, Some("crdownload" | "part" | "tmp"))
            };
            if names.iter().any(unfinished) {
                return None;
            }
            names.into_iter().find(|path| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                parts.iter().all(|part| name.contains(part))
                    && fs::metadata(path).is_ok_and(|file| file.len() > 0)
            })
        })
    }

    /// Saves a picture of what is in view.
    #[track_caller]
    pub fn screenshot(&self, file: &Path) {
        if let Err(why) = self.try_screenshot(file) {
            self.fail(&why);
        }
    }

    /// Saves a picture of the whole page, from top to bottom.
    #[track_caller]
    pub fn screenshot_whole(&self, file: &Path) {
        let answer = match self.engine() {
            Engine::Chromium => {
                self.cdp("Page.captureScreenshot", json!({ "format": "png", "captureBeyondViewport": true }))
                    ["data"]
                    .clone()
            }
            Engine::Firefox => {
                self.get("/moz/screenshot/full").unwrap_or_else(|why| self.fail(&why.to_string()))
            }
        };
        if let Err(why) = save(file, &answer) {
            self.fail(&why);
        }
    }

    /// Prints the page as the browser's own dialog would, in the size that the page asks for.
    #[track_caller]
    pub fn print_pdf(&self, file: &Path) {
        let answer = match self.engine() {
            Engine::Chromium => self.cdp(
                "Page.printToPDF",
                json!({ "preferCSSPageSize": true, "printBackground": true,
                        "paperWidth": 8.27, "paperHeight": 11.69 }),
            )["data"]
                .clone(),
            Engine::Firefox => self.must_post("/print", &json!({ "background": true })),
        };
        if let Err(why) = save(file, &answer) {
            self.fail(&why);
        }
    }

    pub(super) fn try_screenshot(&self, file: &Path) -> Result<(), String> {
        let answer = self.get("/screenshot").map_err(|why| why.to_string())?;
        save(file, &answer)
    }
}

fn save(file: &Path, base64: &serde_json::Value) -> Result<(), String> {
    let text = base64.as_str().ok_or("the driver returned no data")?;
    let bytes = BASE64.decode(text).map_err(|why| why.to_string())?;
    if let Some(folder) = file.parent() {
        make(folder);
    }
    fs::write(file, bytes).map_err(|why| format!("cannot write {}: {why}", file.display()))
}

fn make(folder: &Path) {
    fs::create_dir_all(folder).unwrap_or_else(|why| panic!("cannot make {}: {why}", folder.display()));
}
