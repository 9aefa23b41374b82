//! A small synchronous WebDriver client and what a test wants to say with it.
//!
//! WebDriver is a dozen JSON calls, made here with `ureq`. The usual clients (thirtyfour,
//! fantoccini) bring tokio and hyper, a hundred crates for tests that do one thing at a time.
//!
//! A test finds things as a person does, by role and name: `page.by_role("button", "保存")`.
//! Everything waits for its condition up to [`TIMEOUT`], and a wait that fails says what was
//! sought, lists what is on the page, and leaves a picture in `target/browser-failures/`.

mod audit;
mod browser;
mod cdp;
mod element;
mod environment;
mod files;
mod find;
mod keys;
mod options;
mod page;
mod process;
mod selftest;
mod wire;

pub use browser::Browser;
pub use element::Element;
pub use environment::packed_file;
pub use files::Folder;
pub use options::Options;

use std::time::Duration;

/// How long a condition may take to come true.
pub const TIMEOUT: Duration = Duration::from_secs(10);
