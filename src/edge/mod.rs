//! The browser: storage, files, clock, randomness, the address, focus. Nothing else touches it.
//!
//! **Architecture Invariant.** Nothing here panics on what the browser refuses or returns: every
//! refusal is a value. What is read from storage is checked as strictly as a file. Keys that are
//! not the app's own are never written or removed.

pub mod backups;
pub mod bundle;
pub mod carrying;
pub mod clipboard;
pub mod clock;
pub mod courier;
pub mod deflate;
pub mod dialog;
pub mod error;
pub mod file_handle;
pub mod files;
pub mod focus;
pub mod handles;
pub mod hash;
pub mod index;
pub mod keeper;
pub mod key;
pub mod key_value;
pub mod leave;
pub mod listener;
pub mod local;
pub mod measure;
pub mod near;
pub mod panic;
pub mod paste;
pub mod presenter;
pub mod probe;
pub mod quota;
pub mod random;
pub mod screen;
pub mod shared_file;
pub mod store;
pub mod tabs;
pub mod tie;
pub mod timer;
pub mod vault;

/// Is what this browser keeps.
pub type Store = store::Store<local::Local, vault::Idb>;
/// Is the backups of a workbook.
pub type Backups = backups::Backups<vault::Idb>;
/// Keeps an open workbook in this browser.
pub type Keeper = keeper::Keeper<local::Local, vault::Idb>;
