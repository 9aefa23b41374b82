//! Tests of the packed file in real browsers, over file:// as a user opens it.
//!
//! Run by `cargo xtask test`, which says in the environment where everything is:
//! `HYOKACHO_FILE` (the packed file), `HYOKACHO_CHROMEDRIVER`, `HYOKACHO_CHROMIUM`,
//! `HYOKACHO_GECKODRIVER`, `HYOKACHO_FIREFOX`, `HYOKACHO_AXE` (axe-core's script, optional) and
//! for the pictures `HYOKACHO_SHOTS` (a folder).

mod a11y;
mod daily;
mod designer;
mod driver;
mod files;
mod firefox;
mod from_nothing;
#[path = "../hostile.rs"]
mod hostile;
mod journey;
mod keyboard;
mod kills;
mod mail;
mod make;
mod meeting;
mod paper;
mod person;
mod planning;
mod results;
mod roster;
mod screen;
mod shelf;
mod shots;
mod smoke;
mod storage;
mod table;
mod tabs;
mod tied;
mod window;
