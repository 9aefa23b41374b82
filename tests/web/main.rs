//! Tests of the edge, in a real browser.

mod backups;
mod book;
mod fake;
mod faults;
mod files;
mod index;
mod local;
mod page;
mod parts;
mod restart;
mod screen;
mod script;
mod shared;
mod tied;
mod timer;
mod vault;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
